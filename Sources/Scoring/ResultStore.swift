package import AttemptRecords
package import Contests

/// Where results are kept. Each method is one transaction.
package protocol ResultStore: Sendable {
  /// The position of the journal up to which results have been recorded; 0 before the first.
  func projectedPosition() async throws -> Int64

  /// Keeps results and moves the position; recording the same results again changes nothing.
  func record(_ attempts: [MarkedAttempt], upTo position: Int64) async throws

  /// What was handed in of everything that has a result in a stage, in no particular order.
  ///
  /// - Throws: `SessionFailure.damaged` for an attempt whose answers cannot be read.
  func sheets(of stage: StagePath) async throws -> [AnswerSheet]

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
  /// - Returns: `false` when it is not the stage's next version, the stage is not closed, it has
  ///   another number of attempts or another version of its keys than the document, or something has
  ///   happened that is not among its grounds, or a stage of the event was frozen since the moment
  ///   of certification, or what it carries is not the newest of an earlier stage; nothing is changed
  ///   then.
  func keep(
    _ document: CertifiedDocument, bytes: [UInt8], on grounds: CertificationGrounds
  ) async throws -> Bool

  /// A certified version of a stage, as it was kept; absent when there is none.
  ///
  /// - Parameter version: absent: the newest.
  func certified(_ stage: StagePath, version: Int?) async throws -> [UInt8]?

  /// When a stage was certified for the first time; absent when it never was. Later versions are
  /// corrections of the same results.
  func firstCertification(of stage: StagePath) async throws -> Instant?

  /// By whom and when a version was certified and signed, without its document; absent when there is
  /// none.
  func seal(of stage: StagePath, version: Int) async throws -> ResultsSeal?
}

/// The result of an attempt, with the answers from which it follows.
package struct MarkedAttempt: Sendable {
  package let result: AttemptResult
  package let sheet: AnswerSheet

  package init(_ result: AttemptResult, _ sheet: AnswerSheet) {
    self.result = result
    self.sheet = sheet
  }
}

/// What tells a version of certified results from all others.
package struct ResultsSeal: Hashable, Sendable {
  package let version: Int
  /// Of the results, 64 hexadecimal digits.
  package let hash: String
  /// The user names of those who certified.
  package let judges: [String]
  package let at: Instant
  /// Of judges who signed besides, in their order.
  package let coSignatures: [CoSignature]

  package init(
    version: Int, hash: String, judges: [String], at: Instant, coSignatures: [CoSignature] = []
  ) {
    self.coSignatures = coSignatures
    self.version = version
    self.hash = hash
    self.judges = judges
    self.at = at
  }
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

/// What was known when results were certified and does not stand in them, and who passes by them.
package struct CertificationGrounds: Sendable {
  /// The stage's appeals.
  package let appeals: [Appeal]
  /// What had been done about its shortlist.
  package let shortlistActs: [ShortlistAct]
  /// Who may enter a later stage now, withdrawals considered.
  package let admitted: [ContestantID]

  package init(
    appeals: [Appeal], shortlistActs: [ShortlistAct], admitted: [ContestantID]
  ) {
    self.appeals = appeals
    self.shortlistActs = shortlistActs
    self.admitted = admitted
  }
}
