package import AttemptRecords
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

  package var attempt: AttemptID { records[0].attempt }

  /// What it costs to write, in records by themselves: the last is one, and sixteen of those before it
  /// share a row, which costs as much.
  package var work: Int { 1 + (records.count + 14) / 16 }

  /// Whether the attempt is handed in by it.
  package var submits: Bool {
    if case .submitted = records.last?.event { true } else { false }
  }
}

/// What came of an entry that was to be written.
package enum WriteOutcome: Sendable, CaseIterable {
  case durable
  /// Somebody else wrote to the attempt; nothing was written.
  case conflict
  /// The commit failed; whether it was written is unknown.
  case failed
}

/// An attempt as the list of attempts shows it.
package struct AttemptSummary: Hashable, Sendable {
  package let id: AttemptID
  package let number: Int
  /// When its time began to run: the bell, or the start.
  package let startedAt: Instant
  package let isOpen: Bool
  /// Whether it uses up one of the contestant's tries. Its number stays used even if not.
  package let countsAsTry: Bool

  package init(
    id: AttemptID, number: Int, startedAt: Instant, isOpen: Bool, countsAsTry: Bool = true
  ) {
    self.id = id
    self.number = number
    self.startedAt = startedAt
    self.isOpen = isOpen
    self.countsAsTry = countsAsTry
  }
}

/// An attempt as staff sees it among others.
package struct AttemptOverview: Hashable, Sendable {
  package let id: AttemptID
  package let contestant: ContestantID
  package let number: Int
  package let startedAt: Instant
  /// The last moment at which an answer is taken.
  package let due: Instant
  package let phase: Attempt.Phase
  package let records: Int

  package init(
    id: AttemptID, contestant: ContestantID, number: Int, startedAt: Instant, due: Instant,
    phase: Attempt.Phase, records: Int
  ) {
    self.id = id
    self.contestant = contestant
    self.number = number
    self.startedAt = startedAt
    self.due = due
    self.phase = phase
    self.records = records
  }
}

/// The durable home of records. Each method is one transaction.
package protocol SessionJournal: Sendable {
  /// Writes every entry whose base is the durable head of its attempt, in the order given.
  ///
  /// - Returns: for each entry whether it was written. An entry is not written when its attempt has
  ///   other records by then, when a start's `(stage, contestant, number)` is taken, or when an
  ///   earlier entry of the same attempt in the batch was not.
  /// - Throws: when the commit failed. As a rule nothing of the batch is durable then; that it is
  ///   cannot be excluded.
  func append(_ batch: [JournalEntry]) async throws -> [Bool]

  /// All records of an attempt by sequence; empty when it does not exist.
  ///
  /// - Throws: `SessionFailure.damaged` when one cannot be read.
  func records(of attempt: AttemptID) async throws -> [AttemptRecord]

  /// The same of many attempts at once, in their order; `nil` where one cannot be read.
  func records(of attempts: [AttemptID]) async throws -> [[AttemptRecord]?]

  /// Those of an attempt's records that have such numbers, by sequence.
  ///
  /// - Throws: `SessionFailure.damaged` when one cannot be read.
  func records(
    of attempt: AttemptID, in numbers: ClosedRange<Int>
  ) async throws -> [AttemptRecord]

  /// A contestant's attempts at a stage, by number, and the seats given to the contestant's unit.
  func standing(
    of contestant: Contestant, at stage: StagePath
  ) async throws -> (attempts: [AttemptSummary], unitSeats: UnitSeats)

  /// Attempts of which nothing is over, whose clock does not stand still and whose `due` is before
  /// `instant`, at most `limit`.
  func overdue(at instant: Instant, limit: Int) async throws -> [AttemptID]

  /// The attempts at a stage in ascending order of their ids.
  ///
  /// - Parameter attempt: the last one already seen; absent for the beginning.
  func attempts(
    of stage: StagePath, after attempt: AttemptID?, limit: Int
  ) async throws -> [AttemptOverview]

  /// Open attempts of a stage.
  func openAttempts(of stage: StagePath) async throws -> [AttemptID]

  /// The stages that have open attempts, in any order.
  func openStages() async throws -> [StagePath]

  /// Whether anybody at a stage may still answer, now or once a pause ends.
  func hasOpenAttempts(of stage: StagePath) async throws -> Bool

  /// All attempts of a stage that were not voided, open and submitted.
  func attemptCount(of stage: StagePath) async throws -> Int

  /// All papers that a stage has dealt, those of voided attempts too.
  func paperCount(of stage: StagePath) async throws -> Int

  /// The attempts of all stages that are not over, in ascending order of their ids.
  ///
  /// - Parameter attempt: the last one already seen; absent for the beginning.
  func openAttempts(after attempt: AttemptID?, limit: Int) async throws -> [AttemptID]

  /// Records of a contest in the order in which they became durable.
  ///
  /// - Parameter position: the position of the last record already seen; 0 for the beginning.
  func feed(
    of contest: ContestID, after position: Int64, limit: Int
  ) async throws -> [(position: Int64, record: AttemptRecord)]

  /// Attempts of all contests that have been submitted and not voided, in the order in which the
  /// submissions became durable. Positions are those of the submitting records.
  func submissions(
    after position: Int64, limit: Int
  ) async throws -> [(position: Int64, attempt: AttemptID)]
}
