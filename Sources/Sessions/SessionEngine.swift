package import AttemptRecords
package import Contests
package import Logging
import ServiceLifecycle
import Synchronization

/// Runs the attempts of one server: carries out what `SessionTable` and `EntryTable` order.
///
/// Several engines may work on one journal: the database decides between them.
package final class SessionEngine: Service {
  /// Told once what a request comes to.
  package typealias Ticket = @Sendable (Result<SessionReply, SessionFailure>) -> Void

  let journal: any SessionJournal
  let directory: ContestDirectory
  package let papers: PaperRoom
  let contestants: any ContestantStore
  let now: @Sendable () -> Instant
  let random: @Sendable () -> UInt64
  let logger: Logger
  private let commits: GroupCommit
  private let desks: [Desk]
  private let door = Mutex(EntryTable<EntryTicket>())
  private let errands: AsyncStream<Errand>
  private let messenger: AsyncStream<Errand>.Continuation

  private typealias EntryTicket = @Sendable (Result<Entry, any Error>) -> Void

  /// A part of all attempts. What is decided in it is put into the queue of commits before its lock
  /// is given back, so that an attempt's entries keep their order.
  private final class Desk: Sendable {
    let table = Mutex(SessionTable<Ticket>())
  }

  /// What takes a look into the database.
  private enum Errand: Sendable {
    case load(AttemptID)
    case recall(AttemptID, SessionReply, Ticket)
    case find(Contestant, StagePlace)
    case deal(EntryKey, StagePlace)
  }

  /// - Parameter now: the server's clock.
  /// - Parameter random: 64 unpredictable bits, for ids and seeds.
  package init(
    journal: any SessionJournal, commits: GroupCommit, directory: ContestDirectory,
    papers: PaperRoom, contestants: any ContestantStore, now: @escaping @Sendable () -> Instant,
    random: @escaping @Sendable () -> UInt64, logger: Logger
  ) {
    self.journal = journal
    self.commits = commits
    self.directory = directory
    self.papers = papers
    self.contestants = contestants
    self.now = now
    self.random = random
    self.logger = logger
    desks = (0..<16).map { _ in Desk() }
    (errands, messenger) = AsyncStream.makeStream()
  }

  /// Reads what requests need until the service group shuts down; what comes later is refused.
  package func run() async throws {
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.prepareForBells() }
        group.addTask {
          await cancelWhenGracefulShutdown { await self.recoverInTheBackground() }
        }
        for await errand in errands { group.addTask { await self.run(errand) } }
      }
    } onGracefulShutdown: {
      self.messenger.finish()
    }
  }

  /// Attempts in memory.
  package var liveSessions: Int { desks.reduce(0) { $0 + $1.table.withLock { $0.count } } }

  // MARK: Requests

  /// Takes a contestant's commands; `ticket` is told when what they come to is durable.
  package func take(
    _ commands: [NumberedCommand], on id: AttemptID, by contestant: ContestantID,
    ticket: @escaping Ticket
  ) {
    guard commits.hasRoom else { return ticket(.failure(.overloaded)) }
    take(.perform(commands, by: contestant), on: id, ticket)
  }

  /// Carries out a contestant's commands; each gets its own answer, durable when it is a success.
  ///
  /// - Throws: `SessionFailure`.
  package func perform(
    _ commands: [NumberedCommand], on id: AttemptID, by contestant: ContestantID
  ) async throws -> SessionReply {
    try await withCheckedThrowingContinuation { continuation in
      take(commands, on: id, by: contestant) { continuation.resume(with: $0) }
    }
  }

  /// Carries out an intervention by staff.
  ///
  /// - Throws: `Attempt.RulingRefusal`, `SessionFailure`.
  package func rule(
    _ intervention: Attempt.Intervention, _ note: Note, on id: AttemptID
  ) async throws -> AttemptStatus {
    let reply = try await ask(.rule(intervention, note), on: id)
    _ = try reply.ruling?.get()
    return reply.status
  }

  /// Begins an attempt, or returns the one that is open. Of a stage that is closed meanwhile it comes
  /// back handed in.
  ///
  /// - Throws: `EntryRule.Refusal`, `SessionFailure`, `BlueprintUnmet`.
  package func start(_ contestant: Contestant, at place: StagePlace) async throws -> Sitting {
    guard commits.hasRoom, liveSessions < Limits.openAttempts else {
      throw SessionFailure.overloaded
    }
    let departures = departures
    let entry = Promise<Entry>()
    let request = EntryRequest<EntryTicket>(
      contestant, entering: place, at: now(), ticket: entry.settle)
    for errand in atDoor({ $0.take(request) }) { await run(errand) }
    switch try await entry.value() {
    case .resumed(let id):
      guard let sitting = try await sitting(id, of: contestant.id) else {
        throw SessionFailure.damaged(id)
      }
      return try await closed(sitting)
    case .began(let start, let record):
      let sitting = try await sitting([record], start)
      seat(sitting.attempt, at: record.at, since: departures)
      return try await closed(sitting)
    }
  }

  /// Forgets attempts that nobody asked for during `time`; they are read when somebody does.
  ///
  /// - Returns: how many there were.
  package func forgetIdle(for time: Milliseconds) -> Int {
    let instant = Instant(milliseconds: now().milliseconds - time.count)
    return desks.reduce(0) { $0 + $1.table.withLock { $0.forgetIdle(since: instant) } }
  }

  /// Puts up every attempt that is open, so that the first requests after a start find it in memory.
  /// One that is damaged is left to be found by whoever asks for it.
  ///
  /// - Returns: how many attempts and records there were, when cancelled until then.
  /// - Throws: an error of the store.
  package func recover() async throws -> (attempts: Int, records: Int) {
    var (attempts, records) = (0, 0)
    var departures = departures
    var page = try await openRecords(after: nil)
    while let end = page.last?.attempt, attempts < Limits.openAttempts, !Task.isCancelled {
      let before = self.departures
      // The next page is read while this one is put up.
      async let next = openRecords(after: end)
      for (id, history) in page where await putUp(id, history, since: departures) {
        attempts += 1
        records += history?.count ?? 0
      }
      page = try await next
      departures = before
    }
    return (attempts, records)
  }

  private static let recoveredAtOnce = 1000

  private func openRecords(
    after attempt: AttemptID?
  ) async throws -> [(attempt: AttemptID, records: [AttemptRecord]?)] {
    let attempts = try await journal.openAttempts(after: attempt, limit: Self.recoveredAtOnce)
    return Array(zip(attempts, try await journal.records(of: attempts)))
  }

  private func putUp(
    _ id: AttemptID, _ history: [AttemptRecord]?, since departures: [Int]
  ) async -> Bool {
    do {
      guard let history else { throw SessionFailure.damaged(id) }
      let attempt = try await attempt(of: history)
      seat(attempt, at: now(), since: departures)
      return true
    } catch {
      if Task.isCancelled { return false }
      logger.critical("attempt cannot be read", metadata: ["error": "\(error)"])
      return false
    }
  }

  private func recoverInTheBackground() async {
    do {
      let (attempts, records) = try await recover()
      if attempts > 0 {
        logger.info(
          "open attempts are in memory",
          metadata: ["attempts": "\(attempts)", "records": "\(records)"])
      }
    } catch {
      if Task.isCancelled { return }
      // Nothing is lost: each is read when somebody asks for it.
      logger.error("open attempts were not recovered", metadata: ["error": "\(error)"])
    }
  }

  // MARK: Orders

  private func desk(_ id: AttemptID) -> Desk { desks[Self.place(of: id)] }

  private static func place(of id: AttemptID) -> Int { Int(id.number & 15) }

  /// By desk how often attempts have left it.
  private var departures: [Int] { desks.map { $0.table.withLock { $0.departures } } }

  private func seat(_ attempt: Attempt, at instant: Instant, since departures: [Int]) {
    let place = Self.place(of: attempt.id)
    desks[place].table.withLock { $0.seat(attempt, at: instant, since: departures[place]) }
  }

  private func take(_ wish: SessionWish, on id: AttemptID, _ ticket: @escaping Ticket) {
    let request = SessionRequest(attempt: id, wish: wish, at: now(), ticket: ticket)
    at(desk(id)) { $0.take(request) }
  }

  func ask(_ wish: SessionWish, on id: AttemptID) async throws -> SessionReply {
    try await withCheckedThrowingContinuation { continuation in
      take(wish, on: id) { continuation.resume(with: $0) }
    }
  }

  /// Lets a table decide and carries out its orders.
  private func at(
    _ desk: Desk,
    _ decide: (inout SessionTable<Ticket>) -> [SessionTable<Ticket>.Order]
  ) {
    var refused: [JournalEntry] = []
    let orders = desk.table.withLock { table in
      let orders = decide(&table)
      for case .write(let entry) in orders {
        let isTaken = commits.append(entry) { [self] outcome in
          at(desk) { $0.written(entry, outcome) }
        }
        if !isTaken { refused.append(entry) }
      }
      return orders
    }
    for order in orders {
      switch order {
      case .write: break
      case .load(let id): send(.load(id))
      case .reply(let ticket, .success(let reply)) where reply.repeatsSomething:
        send(.recall(reply.status.attempt, reply, ticket))
      case .reply(let ticket, let result): ticket(result)
      case .handedIn(let id): door.withLock { $0.handedIn(id) }
      }
    }
    for entry in refused { at(desk) { $0.written(entry, .failed) } }
  }

  /// The same at the door.
  ///
  /// - Returns: what is to be looked up next, for the caller to do or to send.
  private func atDoor(
    _ decide: (inout EntryTable<EntryTicket>) -> [EntryTable<EntryTicket>.Order]
  ) -> [Errand] {
    var errands: [Errand] = []
    for order in door.withLock({ decide(&$0) }) {
      switch order {
      case .find(let contestant, let place): errands.append(.find(contestant, place))
      case .deal(let key, let place): errands.append(.deal(key, place))
      case .write(let key, let entry):
        let isTaken = commits.append(entry) { [self] outcome in
          send(atDoor { $0.written(key, outcome) })
        }
        if !isTaken { errands += atDoor { $0.written(key, .failed) } }
      case .reply(let ticket, let result): ticket(result)
      }
    }
    return errands
  }

  private func send(_ errands: [Errand]) {
    for errand in errands { send(errand) }
  }

  private func send(_ errand: Errand) {
    if case .terminated = messenger.yield(errand) { fail(errand) }
  }

  private func run(_ errand: Errand) async {
    do {
      switch errand {
      case .load(let id):
        let attempt = try await sitting(id)?.attempt
        at(desk(id)) { $0.loaded(id, .success(attempt)) }
      case .recall(let id, let reply, let ticket):
        ticket(.success(try await recall(reply, of: id)))
      case .find(let contestant, let place):
        let facts = try await facts(about: contestant, at: place)
        let key = EntryKey(contestant: contestant.id, stage: place.path)
        for errand in atDoor({ $0.found(key, .success(facts)) }) {
          // Whoever is served gets a paper at once; whoever comes next in line is not waited for.
          if case .deal(key, _) = errand { await run(errand) } else { send(errand) }
        }
      case .deal(let key, let place):
        let id = AttemptID(at: now(), random: random())
        let deal = try await papers.deal(at: place, to: id, random: random(), journal: journal)
        send(atDoor { $0.dealt(key, .success(deal)) })
      }
    } catch {
      logger.error("cannot read", metadata: ["error": "\(error)"])
      fail(errand, error)
    }
  }

  private func fail(_ errand: Errand, _ error: any Error = SessionFailure.unavailable) {
    let failure = error as? SessionFailure ?? .unavailable
    switch errand {
    case .load(let id): at(desk(id)) { $0.loaded(id, .failure(failure)) }
    case .recall(_, _, let ticket): ticket(.failure(failure))
    case .find(let contestant, let place):
      let key = EntryKey(contestant: contestant.id, stage: place.path)
      send(atDoor { $0.found(key, .failure(failure)) })
    case .deal(let key, _): send(atDoor { $0.dealt(key, .failure(error)) })
    }
  }
}
