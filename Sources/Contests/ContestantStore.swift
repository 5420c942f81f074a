/// Where the people on rosters are read.
package protocol ContestantStore: Sendable {
  /// The contestants of a contest, of one event when `event` is given, by admission number.
  ///
  /// - Parameter instant: the last moment of which a change of teams counts; absent: all count.
  func contestants(
    of contest: ContestID, event: EventID?, at instant: Instant?
  ) async throws -> [Contestant]

  /// Absent when nobody has that admission number.
  func contestant(_ id: ContestantID) async throws -> Contestant?

  /// Whether a contestant is on the shortlist of a certified stage; nobody is before it is certified,
  /// or while the public does not see its results.
  func isShortlisted(_ contestant: ContestantID, at stage: StagePath) async throws -> Bool
}

extension ContestantStore {
  /// The contestants as they are now.
  package func contestants(of contest: ContestID, event: EventID?) async throws -> [Contestant] {
    try await contestants(of: contest, event: event, at: nil)
  }
}
