package import Contests

/// Records of one attempt that are written together, in order and without gaps.
package struct JournalEntry: Sendable {
  /// At least one.
  package let records: [AttemptRecord]
  /// The head on which the first record builds.
  package let base: ChainHead

  package init(records: [AttemptRecord], base: ChainHead) {
    precondition(!records.isEmpty, "an entry has a record")
    self.records = records
    self.base = base
  }
}

/// An attempt as the list of attempts shows it.
package struct AttemptSummary: Hashable, Sendable {
  package let id: AttemptID
  package let number: Int
  package let startedAt: Instant
  package let isOpen: Bool

  package init(id: AttemptID, number: Int, startedAt: Instant, isOpen: Bool) {
    self.id = id
    self.number = number
    self.startedAt = startedAt
    self.isOpen = isOpen
  }
}

/// The durable home of records. Each method is one transaction.
package protocol SessionJournal: Sendable {
  /// Writes every entry whose base is the durable head of its attempt, in the order given.
  ///
  /// - Returns: for each entry whether it was written. An entry is not written when its attempt has
  ///   other records by then, when a start's `(stage, contestant, number)` is taken, or when an
  ///   earlier entry of the same attempt in the batch was not.
  /// - Throws: when nothing of the batch is durable.
  func append(_ batch: [JournalEntry]) async throws -> [Bool]

  /// All records of an attempt by sequence; empty when it does not exist.
  func records(of attempt: AttemptID) async throws -> [AttemptRecord]

  /// The record of that number; absent when there is none.
  func record(of attempt: AttemptID, sequence: Int) async throws -> AttemptRecord?

  /// A contestant's attempts at a stage, by number.
  func attempts(of contestant: ContestantID, at stage: StagePath) async throws -> [AttemptSummary]

  /// Open attempts whose `due` is before `instant`, at most `limit`.
  func overdue(at instant: Instant, limit: Int) async throws -> [AttemptID]

  /// Open attempts of a stage.
  func openAttempts(of stage: StagePath) async throws -> [AttemptID]

  /// All attempts of a stage, open and submitted.
  func attemptCount(of stage: StagePath) async throws -> Int

  /// Records of a contest in the order in which they became durable.
  ///
  /// - Parameter position: the position of the last record already seen; 0 for the beginning.
  func feed(
    of contest: ContestID, after position: Int64, limit: Int
  ) async throws -> [(position: Int64, record: AttemptRecord)]

  /// Attempts of all contests that have been submitted, in the order in which the submissions became
  /// durable. Positions are those of the submitting records.
  func submissions(
    after position: Int64, limit: Int
  ) async throws -> [(position: Int64, attempt: AttemptID)]
}
