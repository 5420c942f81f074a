package import Contests

/// What happened to an attempt.
package enum AttemptEvent: Hashable, Sendable {
  /// By far the largest, and one of dozens of records: kept apart, so that the others stay small.
  indirect case started(AttemptStart)
  /// An answer to the item at a zero-based position; a later one replaces it.
  case answered(item: Int, Response)
  /// The answer to an item was taken back.
  case cleared(item: Int)
  /// The contestant marked an item to come back to it, or took the mark away.
  case flagged(item: Int, Bool)
  /// Something at the contestant's screen that a judge may want to know.
  case signalled(Signal)
  /// The contestant's client was there.
  case heartbeat
  case submitted(by: Submitter)
  /// A member of staff intervened.
  indirect case ruled(Ruling, Note)

  /// What a client observed; it is recorded and never judged by the engine.
  package enum Signal: UInt8, Sendable, CaseIterable {
    /// Another window came to the front.
    case focusLost = 0
    case focusGained = 1
    /// Text was pasted and not typed.
    case pasted = 2
    /// The window's size changed.
    case resized = 3
  }

  /// Who handed the attempt in.
  package enum Submitter: UInt8, Sendable {
    case contestant = 0
    /// The server, when the time was up.
    case deadline = 1
    /// The organizer, by closing the stage.
    case closing = 2
  }

  /// Whether it came from the contestant's client, which numbers its own commands.
  package var isContestants: Bool {
    switch self {
    case .answered, .cleared, .flagged, .signalled, .heartbeat: true
    case .submitted(let submitter): submitter == .contestant
    case .started, .ruled: false
    }
  }
}

/// How a member of staff changes the course of an attempt.
package enum Ruling: Hashable, Sendable {
  /// More time, for this contestant alone.
  case extended(by: Milliseconds)
  /// The clock stands still and nothing is taken.
  case suspended
  /// The clock goes on; the deadline moves by the length of the pause.
  case resumed(after: Milliseconds)
  /// The attempt is over and has no result.
  case voided(mayRetry: Bool)
}

/// By whom and why staff intervened.
package struct Note: Hashable, Sendable {
  /// The user name.
  package let actor: String
  /// 1 to `Limits.reasonBytes` UTF-8 bytes.
  package let reason: String

  package init(actor: String, reason: String) {
    self.actor = actor
    self.reason = reason
  }
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
  /// The bell before which nobody sees a question; absent where the time runs from the start.
  package let bell: Instant?
  /// When the time is up; answers are taken until `due`.
  package let deadline: Instant
  /// The deadline and the grace for the network; the last moment at which a command is taken.
  package let due: Instant
  /// The place that the contestant takes among those of the same unit; absent where the stage does
  /// not bound them, and after the contestant's first attempt. Unique in the schema.
  package let unitSeat: UnitSeat?

  package init(
    contestant: ContestantID, stage: StagePath, number: Int, bank: BankID, bankVersion: Int,
    seed: UInt64, bell: Instant? = nil, deadline: Instant, due: Instant,
    unitSeat: UnitSeat? = nil
  ) {
    self.contestant = contestant
    self.stage = stage
    self.number = number
    self.bank = bank
    self.bankVersion = bankVersion
    self.seed = seed
    self.bell = bell
    self.deadline = deadline
    self.due = due
    self.unitSeat = unitSeat
  }
}

/// One of the places that a stage gives to a unit.
package struct UnitSeat: Hashable, Sendable {
  package let unit: UnitName
  /// From 1.
  package let number: Int

  package init(unit: UnitName, number: Int) {
    self.unit = unit
    self.number = number
  }
}
