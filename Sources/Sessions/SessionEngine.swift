package import Contests
package import QuestionBanks
import Synchronization

/// Runs the attempts of one server: who may begin, which session decides, what is handed in.
///
/// Several engines may work on one journal: the database decides between them.
package final class SessionEngine: Sendable {
  private let journal: any SessionJournal
  private let commits: GroupCommit
  private let directory: ContestDirectory
  private let papers: PaperRoom
  private let now: @Sendable () -> Instant
  private let random: @Sendable () -> UInt64
  private let sessions = Mutex<[AttemptID: Session]>([:])

  /// - Parameter now: the server's clock.
  /// - Parameter random: 64 unpredictable bits, for ids and seeds.
  package init(
    journal: any SessionJournal, commits: GroupCommit, directory: ContestDirectory,
    papers: PaperRoom, now: @escaping @Sendable () -> Instant,
    random: @escaping @Sendable () -> UInt64
  ) {
    self.journal = journal
    self.commits = commits
    self.directory = directory
    self.papers = papers
    self.now = now
    self.random = random
  }

  /// An attempt with its paper.
  package struct Sitting: Sendable {
    package let attempt: Attempt
    package let paper: Paper
    /// All questions of the version; the paper's items point into them.
    package let questions: [Question]
  }

  /// Sessions in memory.
  package var liveSessions: Int { sessions.withLock { $0.count } }

  /// Begins an attempt, or returns the one that is open.
  ///
  /// - Throws: `EntryRule.Refusal`, `SessionFailure`, `BlueprintUnmet`.
  package func start(_ contestant: Contestant, at place: StagePlace) async throws -> Sitting {
    while true {
      let instant = now()
      let attempts = try await journal.attempts(of: contestant.id, at: place.path)
      let decision = try EntryRule.decide(
        contestant, entering: place, attempts: attempts, at: instant)
      switch decision {
      case .resume(let id):
        guard let sitting = try await sitting(id, of: contestant.id) else {
          throw SessionFailure.damaged(id)
        }
        return sitting
      case .begin(let number, let deadline, let due):
        guard let version = try await papers.newestVersion(of: place.event.bank) else {
          throw SessionFailure.noBank
        }
        let seed = try await papers.seed(
          of: place.path, place.stage.blueprint.dealing, random: random()
        ) { try await journal.attemptCount(of: place.path) }
        let start = AttemptStart(
          contestant: contestant.id, stage: place.path, number: number, bank: place.event.bank,
          bankVersion: version, seed: seed, deadline: deadline, due: due)
        if let sitting = try await begin(start, at: instant, place.stage) { return sitting }
      }
    }
  }

  /// A contestant's attempt as it is durable; absent when it does not exist or is another's.
  package func sitting(_ id: AttemptID, of contestant: ContestantID) async throws -> Sitting? {
    guard let sitting = try await sitting(id), sitting.attempt.start.contestant == contestant
    else { return nil }
    return sitting
  }

  /// Carries out a contestant's commands; each gets its own answer, durable when it is a success.
  ///
  /// - Throws: `SessionFailure`.
  package func perform(
    _ commands: [NumberedCommand], on id: AttemptID, by contestant: ContestantID
  ) async throws -> [Result<Acknowledgement, Attempt.Rejection>] {
    let replies = try await session(id).perform(commands, for: contestant, at: now())
    for (numbered, reply) in zip(commands, replies) where numbered.command == .submit {
      switch reply {
      case .success, .failure(.alreadySubmitted): forget(id)
      case .failure: break
      }
    }
    return replies
  }

  /// Hands in every open attempt of a stage that has been closed.
  package func close(_ stage: StagePath) async throws {
    try await submit(try await journal.openAttempts(of: stage), by: .closing)
  }

  /// Hands in attempts whose time is up.
  ///
  /// - Returns: how many there were, at most 1,000.
  package func submitOverdue() async throws -> Int {
    let overdue = try await journal.overdue(at: now(), limit: 1000)
    try await submit(overdue, by: .deadline)
    return overdue.count
  }

  /// How many attempts are handed in together; contestants' answers must still find room.
  private static let submissionsAtOnce = 1000

  /// Many at once, so that they share commits.
  private func submit(
    _ ids: [AttemptID], by submitter: AttemptEvent.Submitter
  ) async throws {
    for start in stride(from: 0, to: ids.count, by: Self.submissionsAtOnce) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for id in ids[start..<min(ids.count, start + Self.submissionsAtOnce)] {
          group.addTask { try await self.submit(id, by: submitter) }
        }
        try await group.waitForAll()
      }
    }
  }

  private func submit(_ id: AttemptID, by submitter: AttemptEvent.Submitter) async throws {
    try await session(id).submit(by: submitter, at: now())
    forget(id)
  }

  /// `nil` when another start of the same contestant won.
  private func begin(
    _ start: AttemptStart, at instant: Instant, _ stage: Stage
  ) async throws -> Sitting? {
    guard liveSessions < Limits.openAttempts else { throw SessionFailure.overloaded }
    let (paper, questions) = try await papers.paper(
      bank: start.bank, version: start.bankVersion, blueprint: stage.blueprint, seed: start.seed)
    let id = AttemptID(number: Int64(max(1, random() >> 1)))
    let attempt = Attempt(id: id, start: start, paper: paper, at: instant)
    do {
      try await commits.append(JournalEntry(records: [attempt.last], base: .empty))
    } catch GroupCommit.Failure.conflict {
      return nil
    } catch GroupCommit.Failure.overloaded {
      throw SessionFailure.overloaded
    } catch {
      throw SessionFailure.unavailable
    }
    // A second start of the same contestant may have put up a session already.
    sessions.withLock { if $0[id] == nil { $0[id] = makeSession(id, attempt) } }
    // A stage that was closed while this start was on its way closes for it as well.
    if let place = try await directory.stage(start.stage), place.state > .open {
      try await submit(id, by: .closing)
      return try await sitting(id)
    }
    return Sitting(attempt: attempt, paper: paper, questions: questions)
  }

  /// Any attempt as it is durable.
  package func sitting(_ id: AttemptID) async throws -> Sitting? {
    let records = try await journal.records(of: id)
    guard let first = records.first else { return nil }
    guard case .started(let start) = first.event,
      let place = try await directory.stage(start.stage)
    else { throw SessionFailure.damaged(id) }
    let (paper, questions) = try await papers.paper(
      bank: start.bank, version: start.bankVersion, blueprint: place.stage.blueprint,
      seed: start.seed)
    guard let attempt = Attempt(records: records, paper: paper) else {
      throw SessionFailure.damaged(id)
    }
    return Sitting(attempt: attempt, paper: paper, questions: questions)
  }

  /// The session that decides about an attempt. One that was handed in gets a passing session, which
  /// only repeats its replies.
  private func session(_ id: AttemptID) async throws -> Session {
    if let session = sessions.withLock({ $0[id] }) { return session }
    guard let attempt = try await sitting(id)?.attempt else {
      throw SessionFailure.unknownAttempt
    }
    return sessions.withLock { sessions in
      if let session = sessions[id] { return session }
      let session = makeSession(id, attempt)
      if attempt.isOpen { sessions[id] = session }
      return session
    }
  }

  private func makeSession(_ id: AttemptID, _ attempt: Attempt) -> Session {
    Session(
      attempt: attempt, commits: commits,
      load: { [weak self] in try await self?.sitting(id)?.attempt },
      recall: { [journal] sequence in try await journal.record(of: id, sequence: sequence) })
  }

  private func forget(_ id: AttemptID) { sessions.withLock { _ = $0.removeValue(forKey: id) } }
}
