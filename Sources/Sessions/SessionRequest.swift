package import AttemptRecords
package import Contests

/// Somebody's wish about an attempt.
package struct SessionRequest<Ticket: Sendable>: Sendable {
  package let attempt: AttemptID
  package let wish: SessionWish
  /// When the server received it, by which it is decided however long it waits.
  ///
  /// Only after a lost race may what came in time be too late: it is decided anew behind whatever was
  /// asked for or written meanwhile, which may be past the deadline or have handed the attempt in.
  package let at: Instant
  /// What the reply is given to.
  package let ticket: Ticket
  /// How often it was decided and came to nothing, because somebody else had written.
  var lostRaces = 0

  package init(attempt: AttemptID, wish: SessionWish, at: Instant, ticket: Ticket) {
    self.attempt = attempt
    self.wish = wish
    self.at = at
    self.ticket = ticket
  }
}

/// What somebody wants of an attempt.
package enum SessionWish: Sendable {
  case perform([NumberedCommand], by: ContestantID)
  /// The server or the organizer hands in what was saved.
  case submit(by: AttemptEvent.Submitter)
  case rule(Attempt.Intervention, Note)
}

/// A command with the number that the client gave it.
package struct NumberedCommand: Hashable, Sendable {
  package let number: Int
  package let command: Attempt.Command

  package init(number: Int, command: Attempt.Command) {
    self.number = number
    self.command = command
  }
}

/// The promise that a command is durable. A repeated command gets the same one again.
package struct Acknowledgement: Hashable, Sendable {
  /// The number of the record.
  package let sequence: Int
  package let savedAt: Instant
  package let head: ChainHead

  package init(_ record: AttemptRecord) {
    sequence = record.sequence
    savedAt = record.at
    head = record.head
  }
}

/// What became of one command.
package enum CommandOutcome: Hashable, Sendable {
  case saved(Acknowledgement)
  case rejected(Attempt.Rejection)
  /// The number was used before; that record tells the rest: see `settled(by:)`.
  case repeated(NumberedCommand, record: Int)

  /// A number that was used before gets the reply that it got then, if it is the same command.
  ///
  /// - Parameter record: the record of that number.
  /// - Parameter next: the number that the server expects next.
  package func settled(by record: AttemptRecord, next: Int) -> CommandOutcome {
    guard case .repeated(let numbered, _) = self else { return self }
    return record.event == numbered.command.event
      ? .saved(Acknowledgement(record)) : .rejected(.staleSequence(next: next))
  }
}

/// What a request comes to; nobody sees it before all that it rests on is durable.
package struct SessionReply: Hashable, Sendable {
  /// One for each command, in the same order; empty for other wishes.
  package var outcomes: [CommandOutcome]
  /// What staff's intervention came to; absent for other wishes.
  package let ruling: Result<Acknowledgement, Attempt.RulingRefusal>?
  package let status: AttemptStatus
}

/// Where an attempt stands.
package struct AttemptStatus: Hashable, Sendable {
  package let attempt: AttemptID
  package let phase: Attempt.Phase
  package let deadline: Instant
  /// The number of the contestant's newest command.
  package let lastCommand: Int
  /// Whether the key of an item is shown once it is answered.
  package let answersAreFinal: Bool

  package init(_ attempt: Attempt) {
    self.attempt = attempt.id
    phase = attempt.phase
    deadline = attempt.deadline
    lastCommand = attempt.lastCommand
    answersAreFinal = attempt.answersAreFinal
  }
}

/// Why a session could not serve a request.
package enum SessionFailure: Error, Hashable {
  /// There is no such attempt, or it is another contestant's.
  case unknownAttempt
  /// Too much is waiting to be written; try again later.
  case overloaded
  /// What was decided could not be made durable; try again later.
  case unavailable
  /// Nothing was ever published in the event's bank.
  case noBank
  /// The stored records are not an attempt; an auditor must look at them.
  case damaged(AttemptID)
}
