package import AttemptRecords
package import Contests

/// Where corrections are kept. Each method is one transaction.
package protocol CorrectionStore: Sendable {
  /// The corrections of a stage, in their order.
  func corrections(of stage: StagePath) async throws -> [KeyCorrection]

  /// Keeps a correction together with every score that it changes.
  ///
  /// - Returns: `false` when its key version is not the stage's next one; nothing is changed then.
  func apply(
    _ correction: KeyCorrection, to stage: StagePath, scores: [(attempt: AttemptID, score: Points)]
  ) async throws -> Bool
}
