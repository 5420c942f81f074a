package import Contests
package import QuestionBanks

/// One contestant's one try at one stage, by a random number that is unique on all servers.
package struct AttemptID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// From 1 to `Int64.max`, so that every database holds it.
  package let number: Int64

  package init(number: Int64) { self.number = number }

  /// Reads the form that `description` writes: 16 hexadecimal digits.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let number = Int64(text, radix: 16), number > 0 else { return nil }
    self.number = number
  }

  package var description: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func < (left: AttemptID, right: AttemptID) -> Bool { left.number < right.number }
}

/// What a contestant gave as an answer, in the positions of the paper.
package enum Response: Hashable, Sendable {
  /// Options of a single, multiple or true/false question; never empty.
  case choices(Choices)
  /// The options of an ordering question in the order given, or for each premise of a matching
  /// question its option, `nil` where none was chosen yet.
  case places([UInt8?])
  /// The text for each blank, empty where there is none yet; for a numeric question one number.
  case texts([String])
}

/// Everything that decides an attempt's paper and its time.
package struct AttemptStart: Hashable, Sendable {
  package let contestant: ContestantID
  package let stage: StagePath
  /// 1 for the contestant's first attempt at the stage; unique in the schema.
  package let number: Int
  package let bank: BankID
  package let bankVersion: Int
  package let seed: UInt64
  /// When the time is up; answers are taken until `due`.
  package let deadline: Instant
  /// The deadline and the grace for the network; the last moment at which a command is taken.
  package let due: Instant

  package init(
    contestant: ContestantID, stage: StagePath, number: Int, bank: BankID, bankVersion: Int,
    seed: UInt64, deadline: Instant, due: Instant
  ) {
    self.contestant = contestant
    self.stage = stage
    self.number = number
    self.bank = bank
    self.bankVersion = bankVersion
    self.seed = seed
    self.deadline = deadline
    self.due = due
  }
}

/// What happened to an attempt.
package enum AttemptEvent: Hashable, Sendable {
  case started(AttemptStart)
  /// An answer to the item at a zero-based position; a later one replaces it.
  case answered(item: Int, Response)
  /// The answer to an item was taken back.
  case cleared(item: Int)
  case submitted(by: Submitter)

  /// Who handed the attempt in.
  package enum Submitter: UInt8, Sendable {
    case contestant = 0
    /// The server, when the time was up.
    case deadline = 1
    /// The organizer, by closing the stage.
    case closing = 2
  }
}

/// One line of an attempt's history. An attempt is the list of its records and nothing else.
package struct AttemptRecord: Hashable, Sendable {
  package let attempt: AttemptID
  /// 0 for the start, then the numbers of the commands, without gaps.
  package let sequence: Int
  /// When the server took it; never earlier than the record before.
  package let at: Instant
  package let event: AttemptEvent
  /// The chain over all records up to this one.
  package let head: ChainHead

  package init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, head: ChainHead
  ) {
    self.attempt = attempt
    self.sequence = sequence
    self.at = at
    self.event = event
    self.head = head
  }

  /// The record that follows `previous`.
  package init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, after previous: ChainHead
  ) {
    self.init(
      attempt: attempt, sequence: sequence, at: at, event: event,
      head: previous.extended(attempt: attempt, sequence: sequence, at: at, event: event))
  }
}
