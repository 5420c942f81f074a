/// Where the people on rosters are read.
package protocol ContestantStore: Sendable {
  /// The contestants of a contest, of one event when `event` is given, by admission number.
  func contestants(of contest: ContestID, event: EventID?) async throws -> [Contestant]

  /// Absent when nobody has that admission number.
  func contestant(_ id: ContestantID) async throws -> Contestant?

  /// Whether a contestant is on the shortlist of a certified stage; nobody is before it is certified,
  /// or while the public does not see its results.
  func isShortlisted(_ contestant: ContestantID, at stage: StagePath) async throws -> Bool
}
