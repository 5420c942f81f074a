package import AttemptRecords
package import Contests
package import QuestionBanks

/// An open or finished attempt as far as decisions about it need: a pure state machine, records in,
/// effects out, time as an argument.
///
/// What was answered is not here: no decision depends on it. `Transcript` has it all.
package struct Attempt: Sendable {
  package let id: AttemptID
  package let contestant: ContestantID
  /// The first moment at which a command is taken.
  package let begins: Instant
  /// When the time is up, extensions and pauses included; answers are taken until `due`.
  package private(set) var deadline: Instant
  private let grace: UInt32
  private var lastSequence: UInt32
  /// The time of the newest record.
  package private(set) var lastAt: Instant
  /// The head of the chain over all records.
  package private(set) var head: ChainHead
  package private(set) var phase: Phase
  /// The newest pause's beginning, while it lasts.
  private var suspendedAt: Instant
  /// The sequences of records that are not the contestant's, the start aside; ascending.
  private var foreign: [UInt32] = []
  private var items: AttemptItems

  /// Whether an item takes one answer and no more, because its key is shown then.
  package var answersAreFinal: Bool { items.areFinal }

  /// How far an attempt has come.
  package enum Phase: UInt8, Sendable {
    case open
    /// The clock stands still.
    case suspended
    case submitted
    case voided
  }

  /// Begins an attempt: the state that follows `record(of:at:)`.
  ///
  /// - Parameter answersAreFinal: whether an item takes one answer and no more, because its key is
  ///   shown then.
  package init(
    starting start: AttemptStart, _ record: AttemptRecord, paper: Paper, answersAreFinal: Bool
  ) {
    id = record.attempt
    contestant = start.contestant
    begins = start.bell ?? record.at
    deadline = start.deadline
    grace = UInt32(clamping: (start.due - start.deadline).count)
    lastSequence = 0
    lastAt = record.at
    head = record.head
    phase = .open
    suspendedAt = record.at
    items = AttemptItems(paper.items.map(\.shape), areFinal: answersAreFinal)
  }

  /// The record with which an attempt begins.
  package static func record(
    of start: AttemptStart, _ id: AttemptID, at instant: Instant
  ) -> AttemptRecord {
    AttemptRecord(attempt: id, sequence: 0, at: instant, event: .started(start), after: .empty)
  }

  /// Rebuilds an attempt from its records.
  ///
  /// - Parameter paper: the paper that the start record determines.
  /// - Returns: `nil` when the records do not begin with a start, have a gap, do not hold together
  ///   as a chain, or could not have followed one another.
  package init?(records: some Sequence<AttemptRecord>, paper: Paper, answersAreFinal: Bool) {
    var iterator = records.makeIterator()
    guard let first = iterator.next(), case .started(let start) = first.event,
      first.sequence == 0, first.follows(.empty)
    else { return nil }
    self.init(starting: start, first, paper: paper, answersAreFinal: answersAreFinal)
    while let record = iterator.next() {
      guard record.attempt == id, record.sequence == sequence + 1, record.follows(head),
        take(record)
      else { return nil }
    }
  }

  /// The number of the newest record.
  package var sequence: Int { Int(lastSequence) }

  /// The number of the contestant's newest command; 0 before the first.
  package var lastCommand: Int { sequence - foreign.count }

  /// The last moment at which a command is taken.
  package var due: Instant { deadline + Milliseconds(Int64(grace)) }

  /// Whether nothing follows any more.
  package var isOver: Bool { phase == .submitted || phase == .voided }

  /// Whether the time is up and the server should hand in what was saved.
  package func isOverdue(at instant: Instant) -> Bool { phase == .open && instant > due }

  /// The number of the record that a command of the contestant made, 1 to `lastCommand`.
  package func sequence(ofCommand number: Int) -> Int {
    foreign.reduce(number) { sequence, other in Int(other) <= sequence ? sequence + 1 : sequence }
  }

  // MARK: The contestant's commands

  /// A contestant's wish, numbered by the client.
  package enum Command: Hashable, Sendable {
    case answer(item: Int, Response)
    case clear(item: Int)
    case flag(item: Int, Bool)
    case signal(AttemptEvent.Signal)
    case heartbeat
    case submit

    /// The event that carries it out.
    package var event: AttemptEvent {
      switch self {
      case .answer(let item, let response): .answered(item: item, response)
      case .clear(let item): .cleared(item: item)
      case .flag(let item, let isFlagged): .flagged(item: item, isFlagged)
      case .signal(let signal): .signalled(signal)
      case .heartbeat: .heartbeat
      case .submit: .submitted(by: .contestant)
      }
    }
  }

  /// Why a command is not carried out; nothing has changed.
  package enum Rejection: Error, Hashable, Sendable {
    /// The bell has not rung yet.
    case notBegun
    case suspended
    case alreadySubmitted
    case voided
    /// The command came after `due`.
    case pastDeadline
    /// The number was used for another command.
    case staleSequence(next: Int)
    /// Commands before this one are missing.
    case sequenceGap(next: Int)
    /// The attempt has as many records as it may have; it can only be submitted.
    case tooManyCommands
    case noSuchItem
    /// The item's key has been shown.
    case alreadyAnswered
    case noSuchOption
    /// An item that takes one option was given several.
    case tooManyChoices
    case noChoice
    /// The answer is not of the form that the item asks for: another kind, a missing or repeated
    /// option, too few or too many texts.
    case wrongForm
    /// A numeric item was given a text that is no number.
    case notANumber
    case textTooLong
  }

  /// What carrying out a command asks of the caller.
  package enum Effect: Hashable, Sendable {
    /// The record must be durable before anybody is told.
    case append(AttemptRecord)
    /// The number was used before; the record tells whether for the same command.
    case repeated(record: Int)
  }

  /// Carries out a contestant's command.
  ///
  /// - Parameter number: the number that the client gave it: the last command's and one.
  /// - Parameter instant: the server's time; a time before the last record counts as its time.
  /// - Throws: `Rejection` when the command cannot be carried out.
  package mutating func apply(
    _ command: Command, number: Int, at instant: Instant
  ) throws(Rejection) -> Effect {
    if number <= lastCommand {
      guard number > 0 else { throw .staleSequence(next: lastCommand + 1) }
      return .repeated(record: sequence(ofCommand: number))
    }
    switch phase {
    case .open: break
    case .suspended: throw .suspended
    case .submitted: throw .alreadySubmitted
    case .voided: throw .voided
    }
    guard number == lastCommand + 1 else { throw .sequenceGap(next: lastCommand + 1) }
    let instant = max(instant, lastAt)
    guard instant <= due else { throw .pastDeadline }
    guard instant >= begins else { throw .notBegun }
    guard command == .submit || sequence < Limits.attemptRecords else { throw .tooManyCommands }
    try items.check(command)
    return .append(append(command.event, at: instant))
  }

  // MARK: The server's and the staff's acts

  /// Hands in what was saved, for the server or the organizer.
  ///
  /// - Returns: `nil` when that has been done, and for the deadline when it has not passed: somebody
  ///   extended it meanwhile, or the clock stands still.
  package mutating func submit(
    by submitter: AttemptEvent.Submitter, at instant: Instant
  ) -> AttemptRecord? {
    switch submitter {
    case .deadline where !isOverdue(at: instant): nil
    default: isOver ? nil : append(.submitted(by: submitter), at: instant)
    }
  }

  /// Why staff cannot do what it wants; nothing has changed.
  package enum RulingRefusal: Error, Hashable, Sendable {
    /// It has been handed in or voided.
    case over(Phase)
    case alreadySuspended
    case notSuspended
    /// The server has not handed in yet, but the time is up.
    case pastDeadline
    /// What was begun can still be ended: a pause, or the attempt.
    case tooManyRecords
  }

  /// What staff wants, before the attempt fills in what follows from its state.
  package enum Intervention: Hashable, Sendable {
    case extend(by: Milliseconds)
    case suspend
    case resume
    case void(mayRetry: Bool)
  }

  /// Carries out an intervention by staff.
  ///
  /// - Throws: `RulingRefusal` when the attempt is not in a state for it.
  package mutating func rule(
    _ intervention: Intervention, _ note: Note, at instant: Instant
  ) throws(RulingRefusal) -> AttemptRecord {
    guard !isOver else { throw .over(phase) }
    guard !isOverdue(at: instant) else { throw .pastDeadline }
    let hasRoom = sequence < Limits.attemptRecords + Limits.attemptRulings
    let ruling: Ruling
    switch (intervention, phase) {
    case (.resume, .suspended): ruling = .resumed(after: pause(until: max(instant, lastAt)))
    case (.resume, _): throw .notSuspended
    case (.void(let mayRetry), _): ruling = .voided(mayRetry: mayRetry)
    case (.suspend, .suspended): throw .alreadySuspended
    case _ where !hasRoom: throw .tooManyRecords
    case (.extend(let time), _): ruling = .extended(by: time)
    case (.suspend, _): ruling = .suspended
    }
    return append(.ruled(ruling, note), at: instant)
  }

  /// How long the clock has stood still: before the bell it does not run, and nothing holds it up.
  private func pause(until instant: Instant) -> Milliseconds {
    max(Milliseconds(0), instant - max(suspendedAt, begins))
  }

  // MARK: Records

  private mutating func append(_ event: AttemptEvent, at instant: Instant) -> AttemptRecord {
    let record = AttemptRecord(
      attempt: id, sequence: sequence + 1, at: max(instant, lastAt), event: event, after: head)
    let taken = take(record)
    precondition(taken, "a checked event fits the attempt")
    return record
  }

  private mutating func take(_ record: AttemptRecord) -> Bool {
    guard !isOver, record.at >= lastAt else { return false }
    switch record.event {
    case .started: return false
    case .answered(let item, _):
      guard phase == .open, items.answer(item) else { return false }
    case .cleared(let item), .flagged(let item, _):
      guard phase == .open, items.contains(item) else { return false }
    case .signalled, .heartbeat: guard phase == .open else { return false }
    case .submitted: phase = .submitted
    case .ruled(let ruling, _): guard take(ruling, at: record.at) else { return false }
    }
    if !record.event.isContestants { foreign.append(UInt32(clamping: record.sequence)) }
    lastSequence = UInt32(clamping: record.sequence)
    lastAt = record.at
    head = record.head
    return true
  }

  private mutating func take(_ ruling: Ruling, at instant: Instant) -> Bool {
    switch (ruling, phase) {
    case (.extended(let time), _): deadline = deadline + time
    case (.suspended, .open):
      phase = .suspended
      suspendedAt = instant
    case (.resumed(let pause), .suspended):
      phase = .open
      deadline = deadline + pause
    case (.voided, _): phase = .voided
    default: return false
    }
    return true
  }
}
