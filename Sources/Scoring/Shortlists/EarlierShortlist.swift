package import Contests

/// The shortlist of the earlier stage that admits to a stage, as it is in force now.
package struct EarlierShortlist: Sendable {
  /// The earlier stage.
  package let stage: StageID
  /// Who may take part, in the order of the earlier standings; empty while nothing is certified.
  package let admitted: [ContestantID]
  /// Who fell out.
  package let withdrawn: Set<ContestantID>

  /// - Returns: `nil` for a stage that admits by no shortlist.
  /// - Throws: an error of the store.
  package init?(of place: StagePlace, from store: any ResultStore & ShortlistStore) async throws {
    let admission = place.stage.admission
    guard case .shortlist(let stage) = admission.source else { return nil }
    self.stage = stage
    let path = StagePath(contest: place.path.contest, event: place.path.event, stage: stage)
    let acts = try await store.shortlistActs(of: path)
    withdrawn = Set(acts.compactMap(\.withdrawn))
    guard let document = try await store.certified(path) else {
      admitted = []
      return
    }
    let results = try CertifiedResults.read(document: document).results
    let standings = Standings(results)
    let listed = Set(
      ShortlistInForce(
        of: standings, by: results.stage, version: results.version, after: acts
      ).contestants)
    admitted = standings.rows.map(\.contestant)
      .filter { listed.contains($0.id) && admission.admits($0.region) }.map(\.id)
  }
}
