package import AttemptRecords
package import Contests

/// Where corrections are kept.
package protocol CorrectionStore: Sendable {
  /// The corrections of a stage, in their order.
  func corrections(of stage: StagePath) async throws -> [KeyCorrection]

  /// Keeps a correction together with every score that it changes. The scores go before it in
  /// transactions of their own and count for nothing until it is there; those of one that was never
  /// finished are gone with the next. Two at once of one stage would mix theirs: `CorrectionDesk`
  /// makes one after the other.
  ///
  /// - Returns: `false` when its key version is not the stage's next one; it is not kept then.
  func apply(
    _ correction: KeyCorrection, to stage: StagePath, scores: [(attempt: AttemptID, score: Points)]
  ) async throws -> Bool
}
