import AttemptRecords
import Contests
import Logging
import Sessions

/// What comes to a server over the network.
struct Request: Sendable {
  enum Wish: Sendable {
    case enter(stage: Int)
    case perform([NumberedCommand], on: AttemptID)
  }

  let contestant: Int
  let wish: Wish
  let caller: Ticket.Caller
}

/// To whom a reply goes, and what has to be known to judge it.
struct Ticket: Sendable {
  enum Caller: Sendable {
    case device(Int, request: Int)
    /// Somebody who asks for another contestant's attempt.
    case stranger
    case staff(Int)
    case keeper
    /// The server itself, when somebody enters a stage that was closed meanwhile; who enters is
    /// behind it.
    case secondLook(device: Int, request: Int)
    /// The simulation, when all is over.
    case auditor
  }

  let caller: Caller
  let contestant: Int
  /// The server's time when it came.
  let at: Instant
  let attempt: AttemptID?
  let commands: [NumberedCommand]
  /// The newest record of the attempt that somebody had been told of when the request came.
  let floor: Int
  /// How often attempts had left the server's memory when it came.
  let departures: Int
}

/// What a device is told.
enum Answer: Sendable {
  case session(Result<SessionReply, SessionFailure>)
  /// The attempt that is open, as it is durable.
  case entered(AttemptStatus)
  case refused(EntryRule.Refusal)
  case failed(SessionFailure)
}

/// One life of a server's process.
struct Life: Hashable, Sendable {
  let server: Int
  let boot: Int
}

/// What takes a look into the database, as in `SessionEngine`.
enum Errand: Sendable {
  case load(AttemptID)
  case recall(SessionReply, Ticket)
  case find(Contestant, StagePlace)
  case deal(EntryKey, StagePlace)
  /// An attempt for the one who enters it.
  case sitting(AttemptID, Ticket)
  case overdue
  /// Whatever is open at stages that are closed.
  case closed
  case recover
}

/// What an errand brought.
enum Finding: Sendable {
  case loaded(AttemptID, Result<Attempt?, SessionFailure>)
  case recalled(Result<SessionReply, SessionFailure>, Ticket)
  case facts(EntryKey, Result<EntryFacts, SessionFailure>)
  case dealt(EntryKey, Result<Deal, SessionFailure>)
  case sat(Result<Attempt, SessionFailure>, Ticket)
  /// Attempts that the server is to hand in.
  case left([AttemptID], by: AttemptEvent.Submitter)
  case recovered([Attempt], departures: Int)
  /// A start whose first record is durable.
  case began(AttemptStart, AttemptRecord, Ticket)
}

/// Who waits for an entry to be written.
enum Writer: Sendable {
  case session(JournalEntry)
  case door(EntryKey)
}

extension Logger {
  /// Says nothing.
  static let silent = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
}
