import AttemptRecords
import Contests
import Sessions

/// A server of a run. It does with the engine's tables what `SessionEngine`, `GroupCommit` and
/// `DeadlineKeeper` do, in the same order; only what those leave to the machine is decided by the run.
final class Server {
  enum State { case down, up, stopping }

  let number: Int
  unowned let world: Simulation
  var state = State.down
  var boot = 0
  var table = SessionTable<Ticket>()
  var door = EntryTable<Ticket>()
  var queue = CommitQueue<Writer>(capacity: 1)
  /// The batch that is being written.
  var commit: Commit?
  /// How far the machine's wall clock is from the run's time.
  var wallError: Int64 = 0
  var clock = SteadyClock(
    wall: Instant(milliseconds: 0), steady: Milliseconds(0), notBefore: nil)
  private var bootedAt: Int64 = 0
  /// The time with which this life began, and the newest that it gave out.
  private var firstTime = Instant(milliseconds: 0)
  private var lastTime = Instant(milliseconds: 0)
  var projector = ProjectorTurn()
  /// What attempts were when they were first read; see `Mutant.answersFromStaleRead`.
  var firstReads: [AttemptID: Attempt] = [:]

  init(_ number: Int, in world: Simulation) {
    self.number = number
    self.world = world
  }

  var life: Life { Life(server: number, boot: boot) }

  func isAlive(_ life: Life) -> Bool { state != .down && life.boot == boot }

  // MARK: Life and death

  func start() {
    guard state == .down else { return }
    boot += 1
    state = .up
    table = SessionTable()
    door = EntryTable()
    queue = CommitQueue(capacity: world.isCalm ? 1000 : world.scenario.troubles.capacity)
    commit = nil
    projector = ProjectorTurn()
    firstReads = [:]
    bootedAt = world.time
    clock = SteadyClock(wall: wall, steady: Milliseconds(0), notBefore: world.journal.newestTime)
    firstTime = max(wall, world.journal.newestTime ?? wall)
    lastTime = firstTime
    world.note("server \(number) starts at \(firstTime.milliseconds)")
    send(.recover)
    ring()
    world.put(.keep(life, round: 0), after: 10)
  }

  /// The process is gone, with all that it had in memory.
  func die() {
    state = .down
    commit = nil
  }

  /// What waits is still written; nothing is read any more.
  func stop() {
    guard state == .up else { return }
    world.note("server \(number) stops")
    world.tally.count(.orderlyStop)
    state = .stopping
    if commit == nil { closeQueue() }
  }

  func closeQueue() {
    queue.close()
    write()
    if commit == nil { world.serverStopped(self) }
  }

  // MARK: Time

  private var wall: Instant {
    world.scenario.base + Milliseconds(world.time + wallError)
  }

  /// The server's time, as `ServerClock` gives it.
  func now() -> Instant {
    let steady = world.time - bootedAt
    let time =
      world.mutant == .trustsWallClock
      ? wall : clock.now(wall: wall, steady: Milliseconds(steady))
    let drift = abs((time - firstTime).count - steady)
    world.verdict.hold(
      .steadyTime, time >= lastTime && drift <= steady / 2000 + 1,
      "server \(number) is off by \(drift) ms after \(steady) ms")
    lastTime = time
    return time
  }

  // MARK: Requests

  func take(_ request: Request) {
    guard state != .down else { return }
    switch request.wish {
    case .enter(let stage): enter(stage, request)
    case .perform(let commands, let id):
      guard queue.hasRoom else {
        return tell(
          .failure(.overloaded), to: ticket(request.caller, request.contestant, id, commands))
      }
      let contestant = world.scenario.contestants[request.contestant].id
      take(
        .perform(commands, by: contestant),
        ticket(request.caller, request.contestant, id, commands))
    }
  }

  /// Takes a wish about an attempt, whoever has it.
  func take(_ wish: SessionWish, _ ticket: Ticket) {
    guard let id = ticket.attempt else { return }
    carryOut(
      table.take(SessionRequest(attempt: id, wish: wish, at: ticket.at, ticket: ticket)))
  }

  func ticket(
    _ caller: Ticket.Caller, _ contestant: Int, _ id: AttemptID?,
    _ commands: [NumberedCommand] = []
  ) -> Ticket {
    Ticket(
      caller: caller, contestant: contestant, at: now(), attempt: id, commands: commands,
      floor: id.flatMap { world.laws.attempts[$0]?.told } ?? 0,
      departures: table.departures)
  }

  private func enter(_ stage: Int, _ request: Request) {
    let ticket = ticket(request.caller, request.contestant, nil)
    guard queue.hasRoom else { return tell(.overloaded, to: ticket) }
    let request = EntryRequest(
      world.scenario.contestants[request.contestant], entering: world.place(stage), at: ticket.at,
      ticket: ticket)
    carryOut(door.take(request))
  }

  // MARK: The keeper

  static let roundsBetweenSweeps = 4

  /// One round of the keeper.
  func keep(round: Int) {
    send(.overdue)
    if round.isMultiple(of: Self.roundsBetweenSweeps) {
      if world.mutant != .leavesClosedStages { send(.closed) }
      let idle = Instant(
        milliseconds: now().milliseconds - Int64(world.scenario.troubles.idle))
      world.tally.count(.forgottenWhileIdle, table.forgetIdle(since: idle))
    }
    world.put(
      .keep(life, round: round + 1), after: Int64(world.scenario.troubles.keeperInterval))
  }
}
