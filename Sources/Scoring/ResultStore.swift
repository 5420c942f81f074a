package import AttemptRecords
package import Contests

/// Where results are kept. Each method is one transaction.
package protocol ResultStore: Sendable {
  /// The position of the journal up to which results have been recorded; 0 before the first.
  func projectedPosition() async throws -> Int64

  /// Keeps results and moves the position; recording the same results again changes nothing.
  func record(_ results: [AttemptResult], upTo position: Int64) async throws

  /// The results of a stage with all their regrades, in no particular order.
  ///
  /// - Parameter position: the position in the journal of the last submission that counts; absent: all
  ///   of them.
  func results(of stage: StagePath, upTo position: Int64?) async throws -> [AttemptResult]

  /// The result of an attempt; absent while it has not been marked.
  func result(of attempt: AttemptID) async throws -> AttemptResult?

  /// Keeps a certified version and with the first one moves the stage from closed to certified, in
  /// one step.
  ///
  /// - Parameter appeals: those that the judge saw.
  /// - Returns: `false` when it is not the stage's next version, the stage is not closed, it has
  ///   another number of attempts or another version of its keys than the document, or an appeal
  ///   was filed or dealt with meanwhile; nothing is changed then.
  func keep(
    _ certified: CertifiedResults, document: [UInt8], weighing appeals: [Appeal]
  ) async throws -> Bool

  /// A certified version of a stage, as it was kept; absent when there is none.
  ///
  /// - Parameter version: absent: the newest.
  func certified(_ stage: StagePath, version: Int?) async throws -> [UInt8]?
}

extension ResultStore {
  /// The newest certified version of a stage; absent when nothing was certified.
  package func certified(_ stage: StagePath) async throws -> [UInt8]? {
    try await certified(stage, version: nil)
  }

  /// All results of a stage, in no particular order.
  package func results(of stage: StagePath) async throws -> [AttemptResult] {
    try await results(of: stage, upTo: nil)
  }
}
