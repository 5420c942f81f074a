import AttemptRecords
import Contests
import Sessions

/// What a server reads: sent off, read at one moment, and brought at a later one.
extension Server {
  func send(_ errand: Errand) {
    // Whoever shuts down reads nothing any more.
    if state == .stopping {
      take(Self.failure(of: errand))
    } else {
      world.put(.read(errand, life), after: world.pause(upTo: 8))
    }
  }

  /// Reads, unless the read fails.
  func read(_ errand: Errand) {
    let finding = world.readFails() ? Self.failure(of: errand) : finding(of: errand)
    world.put(.found(finding, life), after: world.pause(upTo: 12))
  }

  private func finding(of errand: Errand) -> Finding {
    let journal = world.journal
    switch errand {
    case .load(let id): return .loaded(id, load(id))
    case .recall(let reply, let ticket): return .recalled(recall(reply), ticket)
    case .find(let contestant, let place):
      let (attempts, seats) = journal.standing(of: contestant, at: place.path)
      return .facts(
        EntryKey(contestant: contestant.id, stage: place.path),
        .success(EntryFacts(attempts: attempts, isShortlisted: false, unitSeats: seats)))
    case .deal(let key, _):
      return .dealt(key, .success(world.deal(at: now())))
    case .sitting(let id, let ticket):
      let transcript = world.transcript(of: journal.records(of: id))
      let found: Result<Attempt, SessionFailure> =
        transcript.map { .success($0.attempt) } ?? .failure(.damaged(id))
      return .sat(found, ticket)
    case .overdue: return .left(journal.overdue(at: now(), limit: 1000), by: .deadline)
    case .closed:
      let closed = journal.openStages().filter { world.place(world.laws.stage($0)).endsAttempts }
      return .left(closed.flatMap(journal.openAttempts), by: .closing)
    case .recover:
      let attempts = journal.openRecords().compactMap { world.attempt(of: $0) }
      return .recovered(attempts, departures: table.departures)
    }
  }

  private func load(_ id: AttemptID) -> Result<Attempt?, SessionFailure> {
    let records = world.journal.records(of: id)
    guard !records.isEmpty else { return .success(nil) }
    guard let attempt = world.attempt(of: records) else { return .failure(.damaged(id)) }
    guard world.mutant == .answersFromStaleRead else { return .success(attempt) }
    let first = firstReads[id] ?? attempt
    firstReads[id] = first
    return .success(first)
  }

  private func recall(_ reply: SessionReply) -> Result<SessionReply, SessionFailure> {
    let id = reply.status.attempt
    var settled = reply
    let repeats = reply.outcomes.count { if case .repeated = $0 { true } else { false } }
    if repeats >= 3 { world.tally.count(.largeBatchRepeated) }
    for (place, outcome) in reply.outcomes.enumerated() {
      guard case .repeated(_, let sequence) = outcome else { continue }
      guard let record = world.journal.record(of: id, sequence: sequence) else {
        return .failure(.damaged(id))
      }
      world.tally.count(.repeatedNumber)
      settled.outcomes[place] =
        world.mutant == .repliesToRepeatsWithoutLooking
        ? .saved(Acknowledgement(record))
        : outcome.settled(by: record, next: reply.status.lastCommand + 1)
    }
    return .success(settled)
  }

  private static func failure(of errand: Errand) -> Finding {
    switch errand {
    case .load(let id): .loaded(id, .failure(.unavailable))
    case .recall(_, let ticket): .recalled(.failure(.unavailable), ticket)
    case .find(let contestant, let place):
      .facts(EntryKey(contestant: contestant.id, stage: place.path), .failure(.unavailable))
    case .deal(let key, _): .dealt(key, .failure(.unavailable))
    case .sitting(_, let ticket): .sat(.failure(.unavailable), ticket)
    case .overdue, .closed: .left([], by: .deadline)
    case .recover: .recovered([], departures: 0)
    }
  }

  /// Goes on with what was read.
  func take(_ finding: Finding) {
    switch finding {
    case .loaded(let id, let result): carryOut(table.loaded(id, result))
    case .recalled(let result, let ticket): tell(result, to: ticket)
    case .facts(let key, let result): carryOut(door.found(key, result))
    case .dealt(let key, let result): carryOut(door.dealt(key, result.mapError { $0 }))
    case .sat(.success(let attempt), let ticket):
      world.mutant == .resumesWithoutLook ? show(attempt, to: ticket) : enter(attempt, ticket)
    case .sat(.failure(let failure), let ticket): tell(failure, to: ticket)
    case .began(let start, let record, let ticket): begin(start, record, ticket)
    case .left(let ids, let submitter):
      for id in ids { take(.submit(by: submitter), ticket(.keeper, 0, id)) }
    case .recovered(let attempts, let departures):
      let instant = now()
      for attempt in attempts {
        table.seat(attempt, at: instant, since: departures)
      }
      world.tally.count(.recovered, attempts.count)
    }
  }
}
