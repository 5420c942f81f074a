package import AttemptRecords
package import Contests
import Logging
import QuestionBanks

/// What the engine reads from its stores.
extension SessionEngine {
  /// Any attempt as it is durable; absent when it does not exist.
  ///
  /// - Throws: `SessionFailure.damaged`, or an error of the store.
  package func sitting(_ id: AttemptID) async throws -> Sitting? {
    let records = try await journal.records(of: id)
    guard let first = records.first else { return nil }
    guard case .started(let start) = first.event else { throw SessionFailure.damaged(id) }
    return try await sitting(records, start)
  }

  /// Many attempts at once as they are durable, in their order.
  ///
  /// - Throws: `SessionFailure.damaged` also for one that does not exist, or an error of the store.
  package func sittings(_ ids: [AttemptID]) async throws -> [Sitting] {
    var sittings: [Sitting] = []
    sittings.reserveCapacity(ids.count)
    for (id, records) in zip(ids, try await journal.records(of: ids)) {
      guard let records, case .started(let start)? = records.first?.event else {
        throw SessionFailure.damaged(id)
      }
      sittings.append(try await sitting(records, start))
    }
    return sittings
  }

  /// A contestant's attempt as it is durable; absent when it does not exist or is another's.
  ///
  /// - Throws: as for any attempt.
  package func sitting(_ id: AttemptID, of contestant: ContestantID) async throws -> Sitting? {
    guard let sitting = try await sitting(id), sitting.attempt.contestant == contestant
    else { return nil }
    return sitting
  }

  func sitting(_ records: [AttemptRecord], _ start: AttemptStart) async throws -> Sitting {
    let id = records[0].attempt
    guard let place = try await directory.stage(start.stage) else {
      throw SessionFailure.damaged(id)
    }
    let (paper, questions) = try await papers.paper(
      bank: start.bank, version: start.bankVersion, blueprint: place.stage.blueprint,
      seed: start.seed)
    guard
      let transcript = Transcript(
        records: records, paper: paper, answersAreFinal: place.stage.answersAreFinal)
    else { throw SessionFailure.damaged(id) }
    return Sitting(transcript: transcript, place: place, paper: paper, questions: questions)
  }

  /// The state alone, without what was answered.
  func attempt(of records: [AttemptRecord]) async throws -> Attempt {
    let id = records[0].attempt
    guard case .started(let start) = records[0].event,
      let place = try await directory.stage(start.stage)
    else { throw SessionFailure.damaged(id) }
    let (paper, _) = try await papers.paper(
      bank: start.bank, version: start.bankVersion, blueprint: place.stage.blueprint,
      seed: start.seed)
    let attempt = Attempt(
      records: records, paper: paper, answersAreFinal: place.stage.answersAreFinal)
    guard let attempt else { throw SessionFailure.damaged(id) }
    return attempt
  }

  /// Looks up the replies to numbers that were used before, all in one reading.
  func recall(_ reply: SessionReply, of id: AttemptID) async throws -> SessionReply {
    guard let numbers = reply.repeatedRecords else { return reply }
    let records = try await journal.records(of: id, in: numbers)
    guard records.count == numbers.count else { throw SessionFailure.damaged(id) }
    var settled = reply
    for (place, outcome) in reply.outcomes.enumerated() {
      guard case .repeated(_, let sequence) = outcome else { continue }
      settled.outcomes[place] = outcome.settled(
        by: records[sequence - numbers.lowerBound], next: reply.status.lastCommand + 1)
    }
    return settled
  }

  /// Reads what the papers of every open stage with a bell are made of, unless it is in memory: there
  /// all come at once, and nobody is to wait for a bank. Where that cannot be done, whoever starts is
  /// told why.
  package func prepareForBells() async {
    do {
      for contest in try await directory.contests() {
        for path in contest.stagePaths {
          if let place = try await directory.stage(path) { await prepareForBell(place) }
        }
      }
    } catch {
      logger.error("stages with a bell cannot be prepared", metadata: ["error": "\(error)"])
    }
  }

  private func prepareForBell(_ place: StagePlace) async {
    guard place.state == .open, place.stage.bell != nil, now() < place.stage.window.closes else {
      return
    }
    do {
      try await papers.prepare(place)
    } catch {
      logger.warning(
        "papers cannot be dealt", metadata: ["stage": "\(place.path)", "error": "\(error)"])
    }
  }

  /// How a contestant stands at the door of a stage.
  func facts(about contestant: Contestant, at place: StagePlace) async throws -> EntryFacts {
    let (attempts, seats) = try await journal.standing(of: contestant, at: place.path)
    var isShortlisted = false
    if case .shortlist(let earlier) = place.stage.admission.source {
      isShortlisted = try await contestants.isShortlisted(
        contestant.id,
        at: StagePath(contest: place.path.contest, event: place.path.event, stage: earlier))
    }
    return EntryFacts(attempts: attempts, isShortlisted: isShortlisted, unitSeats: seats)
  }
}

extension SessionReply {
  /// Whether a number that was used before must be looked up.
  var repeatsSomething: Bool {
    outcomes.contains { if case .repeated = $0 { true } else { false } }
  }

  /// From the first to the last of the records to be looked up; absent when there is none.
  fileprivate var repeatedRecords: ClosedRange<Int>? {
    var range: ClosedRange<Int>?
    for case .repeated(_, let record) in outcomes {
      range =
        range.map { min($0.lowerBound, record)...max($0.upperBound, record) }
        ?? record...record
    }
    return range
  }
}
