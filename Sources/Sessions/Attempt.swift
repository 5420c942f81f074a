package import Contests
package import QuestionBanks

/// An attempt as its records make it: a pure state machine. Time is an argument.
package struct Attempt: Sendable {
  package let id: AttemptID
  package let start: AttemptStart
  package let startedAt: Instant
  /// The answer to each item of the paper, as far as there is one.
  package private(set) var responses: [Response?]
  /// Absent while the attempt is open.
  package private(set) var submission: Submission?
  /// The newest record.
  package private(set) var last: AttemptRecord
  private let shapes: [ResponseShape]

  /// When and by whom an attempt was handed in.
  package struct Submission: Hashable, Sendable {
    package let at: Instant
    package let by: AttemptEvent.Submitter
  }

  /// Rebuilds an attempt from its records.
  ///
  /// - Parameter paper: the paper that the start record determines.
  /// - Returns: `nil` when the records do not begin with a start, have a gap, do not hold together
  ///   as a chain, or name an item that is not on the paper.
  package init?(records: some Sequence<AttemptRecord>, paper: Paper) {
    var iterator = records.makeIterator()
    guard let first = iterator.next(), case .started(let start) = first.event, first.sequence == 0,
      first.head
        == ChainHead.empty.extended(
          attempt: first.attempt, sequence: 0, at: first.at, event: first.event)
    else { return nil }
    id = first.attempt
    self.start = start
    startedAt = first.at
    responses = Array(repeating: nil, count: paper.items.count)
    last = first
    shapes = paper.items.map(\.shape)
    while let record = iterator.next() {
      guard record.attempt == id, record.sequence == last.sequence + 1,
        record.head
          == last.head.extended(
            attempt: id, sequence: record.sequence, at: record.at, event: record.event),
        take(record)
      else { return nil }
    }
  }

  /// Begins an attempt: the state and the record that makes it durable.
  package init(id: AttemptID, start: AttemptStart, paper: Paper, at instant: Instant) {
    self.id = id
    self.start = start
    startedAt = instant
    responses = Array(repeating: nil, count: paper.items.count)
    last = AttemptRecord(
      attempt: id, sequence: 0, at: instant, event: .started(start), after: .empty)
    shapes = paper.items.map(\.shape)
  }

  package var isOpen: Bool { submission == nil }

  /// Time spent: from the start to the submission, at most to the deadline; absent while open.
  package var elapsed: Milliseconds? {
    submission.map { min($0.at, start.deadline) - startedAt }
  }

  /// A contestant's wish, numbered by the client.
  package enum Command: Hashable, Sendable {
    case answer(item: Int, Response)
    case clear(item: Int)
    case submit

    /// The event that carries it out.
    var event: AttemptEvent {
      switch self {
      case .answer(let item, let response): .answered(item: item, response)
      case .clear(let item): .cleared(item: item)
      case .submit: .submitted(by: .contestant)
      }
    }
  }

  /// Why a command is not carried out; nothing has changed.
  package enum Rejection: Error, Hashable, Sendable {
    case alreadySubmitted
    /// The command came after `due`.
    case pastDeadline
    /// The number was used for another command.
    case staleSequence(next: Int)
    /// Commands before this one are missing.
    case sequenceGap(next: Int)
    /// The attempt has as many records as it may have; it can only be submitted.
    case tooManyCommands
    case noSuchItem
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
    /// The number was used before; the record of that number tells whether for the same command.
    case repeated(sequence: Int)
  }

  /// Carries out a contestant's command.
  ///
  /// - Parameter sequence: the number that the client gave it: the last record's and one.
  /// - Parameter instant: the server's time; a time before the last record counts as its time.
  /// - Throws: `Rejection` when the command cannot be carried out.
  package mutating func apply(
    _ command: Command, sequence: Int, at instant: Instant
  ) throws(Rejection) -> Effect {
    if sequence <= last.sequence {
      guard sequence > 0 else { throw .staleSequence(next: last.sequence + 1) }
      return .repeated(sequence: sequence)
    }
    guard isOpen else { throw .alreadySubmitted }
    guard sequence == last.sequence + 1 else { throw .sequenceGap(next: last.sequence + 1) }
    guard instant <= start.due else { throw .pastDeadline }
    guard command == .submit || sequence < Limits.attemptRecords else { throw .tooManyCommands }
    try check(command)
    return .append(append(command.event, at: instant))
  }

  /// Hands in what was saved, for the server or the organizer; `nil` when that has been done.
  package mutating func submit(
    by submitter: AttemptEvent.Submitter, at instant: Instant
  ) -> AttemptRecord? {
    isOpen ? append(.submitted(by: submitter), at: instant) : nil
  }

  private func check(_ command: Command) throws(Rejection) {
    switch command {
    case .submit: return
    case .clear(let item):
      guard shapes.indices.contains(item) else { throw .noSuchItem }
    case .answer(let item, let response):
      guard shapes.indices.contains(item) else { throw .noSuchItem }
      try response.check(against: shapes[item])
    }
  }

  private mutating func append(_ event: AttemptEvent, at instant: Instant) -> AttemptRecord {
    let record = AttemptRecord(
      attempt: id, sequence: last.sequence + 1, at: max(instant, last.at), event: event,
      after: last.head)
    let taken = take(record)
    precondition(taken, "a checked event fits the attempt")
    return record
  }

  private mutating func take(_ record: AttemptRecord) -> Bool {
    guard isOpen else { return false }
    switch record.event {
    case .started: return false
    case .answered(let item, let response):
      guard responses.indices.contains(item) else { return false }
      responses[item] = response
    case .cleared(let item):
      guard responses.indices.contains(item) else { return false }
      responses[item] = nil
    case .submitted(let submitter): submission = Submission(at: record.at, by: submitter)
    }
    last = record
    return true
  }
}
