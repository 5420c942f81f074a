package import Contests

/// The shortlist of the earlier stage that admits to a stage, as it is in force now.
package struct EarlierShortlist: Sendable {
  /// The earlier stage.
  package let stage: StageID
  /// Who may take part, by admission number; empty while nothing is certified.
  package let admitted: [ContestantID]
  /// Who fell out.
  package let withdrawn: Set<ContestantID>

  /// - Returns: `nil` for a stage that admits by no shortlist.
  /// - Throws: an error of the store.
  package init?(of place: StagePlace, from store: any ShortlistStore) async throws {
    let admission = place.stage.admission
    guard case .shortlist(let stage) = admission.source else { return nil }
    self.stage = stage
    let path = StagePath(contest: place.path.contest, event: place.path.event, stage: stage)
    withdrawn = Set(try await store.shortlistActs(of: path).compactMap(\.withdrawn))
    admitted = try await store.shortlisted(at: path).filter { admission.admits($0.1) }.map(\.0)
  }
}
