import AttemptRecords
import Contests
import Sessions

/// What happens when its time comes.
extension Simulation {
  func happen(_ event: Incident) {
    switch event {
    case .request(let request, let server): arrive(request, at: servers[server])
    case .answer(let answer, let device, let request):
      devices[device].take(answer, to: request)
    case .wake(let device, let turn): devices[device].wake(turn)
    case .read(let errand, let life): alive(life)?.read(errand)
    case .found(let finding, let life): alive(life)?.take(finding)
    case .wakeWriter(let life): alive(life)?.write()
    case .written(let commit): if alive(commit.life)?.commit === commit { reachDisk(commit) }
    case .reported(let commit):
      if let server = alive(commit.life), server.commit === commit { server.wrote(commit) }
    case .synced(let position): synced = max(synced, position)
    case .keep(let life, let round):
      if alive(life)?.state == .up { alive(life)?.keep(round: round) }
    case .lookForOverdue(let number):
      if servers[number].state == .up { servers[number].send(.overdue) }
    case .rule(let number): rule(number)
    case .resumeAll: resumeAll()
    case .close(let stage): close(stage)
    case .ring(let life): alive(life)?.ring()
    case .project(let life): alive(life)?.project()
    case .projected: break
    case .resultsKept(let life, let results): if alive(life) != nil { keep(results) }
    case .crash(let number): if !isCalm { crash(servers[number]) }
    case .powerCut: if !isCalm { cutPower() }
    case .stop(let number): if !isCalm { servers[number].stop() }
    case .start(let number): start(servers[number])
    case .jump(let number, let error): if !isCalm { jump(servers[number], to: error) }
    case .calm: calm()
    case .compareMemory: compareMemory()
    }
  }

  private func alive(_ life: Life) -> Server? {
    servers[life.server].isAlive(life) ? servers[life.server] : nil
  }

  private func arrive(_ request: Request, at server: Server) {
    note("server \(server.number) gets \(request.caller) \(request.wish)")
    server.take(request)
  }

  private func start(_ server: Server) {
    guard server.state == .down else { return }
    trouble()
    // A machine that was set wrong is as a rule set right by then.
    if isCalm || dice.chance(800) { server.wallError = wallError() }
    server.wallError = min(max(server.wallError, -3000), 3000)
    server.start()
  }

  private func jump(_ server: Server, to error: Int64) {
    note("the clock of server \(server.number) jumps to \(error) ms off")
    tally.count(.clockJumped)
    server.wallError = error
  }

  // MARK: Staff

  private func rule(_ number: Int) {
    let wish = wishes[number]
    let rows = journal.rows.filter { $0.finished == nil || dice.chance(50) }
    guard let row = wish.attempt.flatMap(journal.row) ?? dice.one(of: rows),
      let server = anyServer()
    else { return }
    if wish.isAimed {
      wishes[number] = StaffWish(wish.intervention, on: row.id)
      if let wait = aim(at: row.due) { return put(.rule(number), after: wait) }
    }
    note("server \(server.number) is to \(wish.intervention) \(row.id)")
    server.take(
      .rule(wish.intervention, Note(actor: "staff", reason: "\(number)")),
      server.ticket(.staff(number), 0, row.id))
    if wish.intervention == .suspend {
      wishes.append(StaffWish(.resume, on: row.id))
      put(.rule(wishes.count - 1), after: Int64(dice.number(in: 50...1500)))
    }
  }

  /// Closes a stage. Should the server end before it has handed in what is open there, that is left to
  /// the keepers' rounds.
  private func close(_ stage: Int) {
    guard let server = anyServer() else { return put(.close(stage), after: 500) }
    note("stage \(stage) is closed")
    tally.count(.stageClosed)
    laws.closedAt[stage] = time
    server.send(.closed)
    if dice.chance(300) { put(.crash(server: server.number), after: pause(upTo: 40)) }
  }

  /// For how long to wait until it is just about that time on one of the servers; the keepers look
  /// for what is overdue at about the same moment. Absent when it is past, or far off.
  func aim(at instant: Instant) -> Int64? {
    guard let server = anyServer() else { return nil }
    let wait = (instant - server.now()).count + Int64(dice.number(in: -30...30))
    guard (1...8000).contains(wait) else { return nil }
    for server in servers {
      put(
        .lookForOverdue(server: server.number),
        after: max(0, wait + Int64(dice.number(in: -30...20))))
    }
    return wait
  }

  /// When all is well nothing stays suspended.
  private func resumeAll() {
    for row in journal.rows where row.finished == nil && row.isPaused {
      wishes.append(StaffWish(.resume, on: row.id))
      rule(wishes.count - 1)
    }
    put(.resumeAll, after: 300)
  }

  /// From now on nothing goes wrong.
  private func calm() {
    note("all is well")
    isCalm = true
    for server in servers where server.state == .down {
      put(.start(server: server.number), after: 1)
    }
    put(.resumeAll, after: 1000)
  }

  // MARK: Network

  func send(_ request: Request) {
    let number = dice.number(in: 0...(servers.count - 1))
    guard arrives() else { return }
    put(.request(request, server: number), after: delay())
    if comesTwice() { put(.request(request, server: number), after: delay() + delay()) }
  }

  func answer(_ answer: Answer, to device: Int, _ request: Int, from server: Server) {
    note("server \(server.number) tells device \(device) \(answer)")
    guard arrives() else { return }
    put(.answer(answer, device: device, request: request), after: delay())
    if comesTwice() { put(.answer(answer, device: device, request: request), after: delay()) }
  }

  private func arrives() -> Bool {
    guard !isCalm && dice.chance(scenario.troubles.lost) else { return true }
    tally.count(.messageLost)
    return false
  }

  private func comesTwice() -> Bool {
    guard !isCalm && dice.chance(scenario.troubles.doubled) else { return false }
    tally.count(.messageDoubled)
    return true
  }

  private func delay() -> Int64 {
    1 + dice.delay(in: 0...(isCalm ? 3 : scenario.troubles.slowestMessage))
  }

  /// A moment that passes inside a server.
  func pause(upTo milliseconds: Int) -> Int64 { dice.delay(in: 0...milliseconds) }
}
