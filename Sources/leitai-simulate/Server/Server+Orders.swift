import AttemptRecords
import Contests
import Sessions

/// What the tables order, and the queue of commits.
extension Server {
  /// As in the engine: entries go into the queue first, so that they keep their order.
  func carryOut(_ orders: [SessionTable<Ticket>.Order]) {
    var refused: [JournalEntry] = []
    for case .write(let entry) in orders where !append(entry, .session(entry)) {
      refused.append(entry)
    }
    for order in orders {
      switch order {
      case .write: break
      case .load(let id): send(.load(id))
      case .reply(let ticket, .success(let reply)) where reply.repeatsSomething:
        send(.recall(reply, ticket))
      case .reply(let ticket, let result): tell(result, to: ticket)
      case .handedIn(let id): door.handedIn(id)
      }
    }
    for entry in refused { carryOut(table.written(entry, .failed)) }
    if world.mutant == .acknowledgesBeforeCommit {
      for case .write(let entry) in orders { carryOut(table.written(entry, .durable)) }
    }
  }

  func carryOut(_ orders: [EntryTable<Ticket>.Order]) {
    for order in orders {
      switch order {
      case .find(let contestant, let place): send(.find(contestant, place))
      case .deal(let key, let place): send(.deal(key, place))
      case .write(let key, let entry):
        if !append(entry, .door(key)) { carryOut(door.written(key, .failed)) }
        if world.mutant == .acknowledgesBeforeCommit { carryOut(door.written(key, .durable)) }
      case .reply(let ticket, let result): tell(result, to: ticket)
      }
    }
  }

  // MARK: Commits

  private func append(_ entry: JournalEntry, _ writer: Writer) -> Bool {
    switch queue.append(entry, writer) {
    case .taken(let wake):
      if wake { world.put(.wakeWriter(life), after: 0) }
      return true
    case .refused:
      world.trouble()
      return false
    }
  }

  /// Begins to write whatever waits.
  func write() {
    guard commit == nil else { return }
    let batch = queue.takeBatch(at: now())
    guard !batch.isEmpty else { return }
    let commit = Commit(life, batch, world.fate())
    self.commit = commit
    world.put(.written(commit), after: world.writeTime())
  }

  /// The batch has come to its end.
  func wrote(_ commit: Commit) {
    self.commit = nil
    queue.wrote(at: now())
    // The next batch is on its way before anybody is told of this one.
    write()
    if commit.fate == .sound, let refusals = commit.refusals {
      for (item, refusal) in zip(commit.batch, refusals) {
        let isTaken = refusal == nil || world.mutant == .takesConflictForSuccess
        written(item, isTaken ? .durable : .conflict)
      }
    } else if world.mutant != .forgetsFailedCommits {
      let outcome: WriteOutcome = world.mutant == .takesFailedCommitForSuccess ? .durable : .failed
      for item in commit.batch { written(item, outcome) }
    }
    if commit.entries.contains(where: \.submits) { ring() }
    if state == .stopping && self.commit == nil { closeQueue() }
  }

  private func written(_ item: (entry: JournalEntry, ticket: Writer), _ outcome: WriteOutcome) {
    switch item.ticket {
    case .session(let entry): carryOut(table.written(entry, outcome))
    case .door(let key): carryOut(door.written(key, outcome))
    }
  }

  // MARK: Replies

  /// A reply about an attempt leaves the engine.
  func tell(_ result: Result<SessionReply, SessionFailure>, to ticket: Ticket) {
    let isBehind = world.laws.judge(
      result, to: ticket, in: world.journal, scenario: world.scenario,
      isAlone: world.servers.count == 1)
    if isBehind { world.tally.count(.staleAnswer) }
    world.countReply(result, to: ticket)
    switch ticket.caller {
    case .device(let device, let request):
      world.answer(.session(result), to: device, request, from: self)
    case .secondLook(let device, let request):
      guard case .success(let reply) = result else {
        return tell(.unavailable, to: ticket, device, request)
      }
      world.tally.count(.secondLookHandedIn)
      send(.sitting(reply.status.attempt, ticket))
    case .stranger, .staff, .keeper, .auditor: break
    }
  }

  /// What became of somebody who wanted to enter.
  private func tell(_ result: Result<Entry, any Error>, to ticket: Ticket) {
    switch result {
    case .success(.resumed(let id)):
      world.tally.count(.resumedOpenAttempt)
      send(.sitting(id, ticket))
    case .success(.began(let start, let record)):
      world.put(.found(.began(start, record, ticket), life), after: world.pause(upTo: 3))
    case .failure(let refusal as EntryRule.Refusal):
      world.laws.judge(refusal, to: ticket, in: world.journal, world.scenario)
      world.count(refusal)
      answer(.refused(refusal), to: ticket)
    case .failure(let failure): tell(failure as? SessionFailure ?? .unavailable, to: ticket)
    }
  }

  /// Goes on with a start whose first record is durable.
  func begin(_ start: AttemptStart, _ record: AttemptRecord, _ ticket: Ticket) {
    guard let attempt = world.attempt(of: [record]) else {
      return tell(.damaged(record.attempt), to: ticket)
    }
    table.seat(attempt, at: record.at, since: ticket.departures)
    world.mutant == .startsWithoutSecondLook ? show(attempt, to: ticket) : enter(attempt, ticket)
  }

  /// Shows an attempt to whoever enters it, handed in where its stage was closed meanwhile.
  func enter(_ attempt: Attempt, _ ticket: Ticket) {
    let stage = world.scenario.stages[ticket.contestant]
    guard world.place(stage).ends(attempt), case .device(let device, let request) = ticket.caller
    else { return show(attempt, to: ticket) }
    take(
      .submit(by: .closing),
      self.ticket(.secondLook(device: device, request: request), ticket.contestant, attempt.id))
  }

  func show(_ attempt: Attempt, to ticket: Ticket) {
    let status = AttemptStatus(attempt)
    world.laws.judge(status, shownTo: ticket, world.scenario)
    answer(.entered(status), to: ticket)
  }

  func tell(_ failure: SessionFailure, to ticket: Ticket) {
    if case .damaged = failure { world.verdict.hold(.wholeChain, false, "\(failure)") }
    world.tally.count(failure == .overloaded ? .overloaded : .unavailable)
    answer(.failed(failure), to: ticket)
  }

  private func tell(
    _ failure: SessionFailure, to ticket: Ticket, _ device: Int, _ request: Int
  ) {
    world.tally.count(.unavailable)
    world.answer(.failed(failure), to: device, request, from: self)
  }

  private func answer(_ answer: Answer, to ticket: Ticket) {
    switch ticket.caller {
    case .device(let device, let request), .secondLook(let device, let request):
      world.answer(answer, to: device, request, from: self)
    case .stranger, .staff, .keeper, .auditor: break
    }
  }
}

extension SessionReply {
  /// Whether a number that was used before must be looked up.
  var repeatsSomething: Bool {
    outcomes.contains { if case .repeated = $0 { true } else { false } }
  }
}
