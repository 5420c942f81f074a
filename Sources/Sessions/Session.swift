package import Contests

/// A command with the number that the client gave it.
package struct NumberedCommand: Hashable, Sendable {
  package let sequence: Int
  package let command: Attempt.Command

  package init(sequence: Int, command: Attempt.Command) {
    self.sequence = sequence
    self.command = command
  }
}

/// The promise that a command is durable. A repeated command gets the same one again.
package struct Acknowledgement: Hashable, Sendable {
  package let sequence: Int
  package let savedAt: Instant
  package let head: ChainHead

  init(_ record: AttemptRecord) {
    sequence = record.sequence
    savedAt = record.at
    head = record.head
  }
}

/// The one place on a server where an open attempt is decided: a thin shell about `Attempt` that
/// makes its records durable before it answers.
actor Session {
  private let commits: GroupCommit
  private let load: @Sendable () async throws -> Attempt?
  private let recall: @Sendable (Int) async throws -> AttemptRecord?
  /// Decided but perhaps not yet durable; absent when it must be loaded.
  private var attempt: Attempt?
  /// Entries on their way to the disk.
  private var undurable = 0

  init(
    attempt: Attempt, commits: GroupCommit,
    load: @escaping @Sendable () async throws -> Attempt?,
    recall: @escaping @Sendable (Int) async throws -> AttemptRecord?
  ) {
    self.attempt = attempt
    self.commits = commits
    self.load = load
    self.recall = recall
  }

  /// Carries out commands in order; each gets its own answer.
  ///
  /// - Throws: `SessionFailure` when what was decided could not be made durable.
  func perform(
    _ commands: [NumberedCommand], for contestant: ContestantID, at instant: Instant
  ) async throws -> [Result<Acknowledgement, Attempt.Rejection>] {
    for _ in 0..<Self.decisions {
      guard var attempt = try await current(), attempt.start.contestant == contestant else {
        throw SessionFailure.unknownAttempt
      }
      // From here to the commit nothing awaits, so no other command comes between.
      let base = attempt.last.head
      var records: [AttemptRecord] = []
      let outcomes = commands.map { numbered in
        Self.decide(numbered, &attempt, &records, at: instant)
      }
      self.attempt = attempt
      if records.isEmpty && undurable > 0 && outcomes.contains(where: \.isRejection) {
        // The refusal may rest on something that will never be durable.
        throw SessionFailure.unavailable
      }
      guard try await commit(records, on: base) else { continue }
      return try await replies(to: commands, outcomes)
    }
    throw SessionFailure.unavailable
  }

  /// Hands in what was saved; without effect when that has been done.
  func submit(by submitter: AttemptEvent.Submitter, at instant: Instant) async throws {
    for _ in 0..<Self.decisions {
      guard var attempt = try await current() else { throw SessionFailure.unknownAttempt }
      let base = attempt.last.head
      guard let record = attempt.submit(by: submitter, at: instant) else { return }
      self.attempt = attempt
      if try await commit([record], on: base) { return }
    }
    throw SessionFailure.unavailable
  }

  /// How often a decision is made anew after somebody else wrote to the attempt.
  private static let decisions = 4

  private enum Outcome {
    case taken(Acknowledgement)
    case repeated
    case rejected(Attempt.Rejection)

    var isRejection: Bool { if case .rejected = self { true } else { false } }
  }

  private static func decide(
    _ numbered: NumberedCommand, _ attempt: inout Attempt, _ records: inout [AttemptRecord],
    at instant: Instant
  ) -> Outcome {
    do {
      switch try attempt.apply(numbered.command, sequence: numbered.sequence, at: instant) {
      case .append(let record):
        records.append(record)
        return .taken(Acknowledgement(record))
      case .repeated: return .repeated
      }
    } catch {
      return .rejected(error)
    }
  }

  private func current() async throws -> Attempt? {
    if let attempt { return attempt }
    let loaded = try await load()
    // While loading, another command may have loaded and even decided: its state is the newer one.
    if attempt == nil { attempt = loaded }
    return attempt
  }

  /// `false` when the attempt must be loaded and decided upon again.
  private func commit(_ records: [AttemptRecord], on base: ChainHead) async throws -> Bool {
    guard !records.isEmpty else { return true }
    undurable += 1
    defer { undurable -= 1 }
    do {
      try await commits.append(JournalEntry(records: records, base: base))
      return true
    } catch GroupCommit.Failure.conflict {
      attempt = nil
      return false
    } catch GroupCommit.Failure.overloaded {
      attempt = nil
      throw SessionFailure.overloaded
    } catch {
      attempt = nil
      throw SessionFailure.unavailable
    }
  }

  private func replies(
    to commands: [NumberedCommand], _ outcomes: [Outcome]
  ) async throws -> [Result<Acknowledgement, Attempt.Rejection>] {
    var replies: [Result<Acknowledgement, Attempt.Rejection>] = []
    for (numbered, outcome) in zip(commands, outcomes) {
      switch outcome {
      case .taken(let acknowledgement): replies.append(.success(acknowledgement))
      case .rejected(let rejection): replies.append(.failure(rejection))
      case .repeated: replies.append(try await reply(toRepeated: numbered))
      }
    }
    return replies
  }

  /// A number that was used before gets the reply that it got then, if it is the same command.
  private func reply(
    toRepeated numbered: NumberedCommand
  ) async throws -> Result<Acknowledgement, Attempt.Rejection> {
    guard let record = try await recall(numbered.sequence) else {
      // The first one is still on its way to the disk; the client asks again.
      throw SessionFailure.unavailable
    }
    if record.event == numbered.command.event { return .success(Acknowledgement(record)) }
    // The server or the organizer may have handed in under the number that the client was to use.
    if case .submitted(let submitter) = record.event, submitter != .contestant {
      return .failure(.alreadySubmitted)
    }
    let next = (attempt?.last.sequence ?? numbered.sequence) + 1
    return .failure(.staleSequence(next: next))
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
