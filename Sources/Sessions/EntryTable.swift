package import AttemptRecords
package import Contests

/// A contestant at the door of a stage.
package struct EntryRequest<Ticket: Sendable>: Sendable {
  package let contestant: Contestant
  package let place: StagePlace
  /// When the server received it.
  package let at: Instant
  package let ticket: Ticket
  var lostRaces = 0

  package init(_ contestant: Contestant, entering place: StagePlace, at: Instant, ticket: Ticket) {
    self.contestant = contestant
    self.place = place
    self.at = at
    self.ticket = ticket
  }

  var key: EntryKey { EntryKey(contestant: contestant.id, stage: place.path) }
}

/// One contestant's one stage: where starts race with one another.
package struct EntryKey: Hashable, Sendable {
  package let contestant: ContestantID
  package let stage: StagePath

  package init(contestant: ContestantID, stage: StagePath) {
    self.contestant = contestant
    self.stage = stage
  }
}

/// What an attempt is to be made of, once it is known that one may begin.
package struct Deal: Sendable {
  package let attempt: AttemptID
  package let bankVersion: Int
  package let seed: UInt64

  package init(attempt: AttemptID, bankVersion: Int, seed: UInt64) {
    self.attempt = attempt
    self.bankVersion = bankVersion
    self.seed = seed
  }
}

/// What became of somebody who wanted to enter.
package enum Entry: Sendable {
  /// The attempt that is open already.
  case resumed(AttemptID)
  /// A new attempt, by its durable first record.
  case began(AttemptStart, AttemptRecord)
}

/// Those who are at the doors of stages, and the engine's rules about them. Pure, like
/// `SessionTable`: two starts of one contestant give one attempt, whoever else is starting elsewhere.
package struct EntryTable<Ticket: Sendable>: ~Copyable {
  package typealias Request = EntryRequest<Ticket>

  /// What the table wants done.
  package enum Order: Sendable {
    /// Read how the contestant stands and call `found`.
    case find(Contestant, StagePlace)
    /// Choose bank version, seed and id for a new attempt and call `dealt`.
    case deal(EntryKey, StagePlace)
    /// Write the first record of an attempt and call `written`.
    case write(EntryKey, JournalEntry)
    case reply(Ticket, Result<Entry, any Error>)
  }

  private var doors: [EntryKey: Door] = [:]
  /// Those of a unit whose seats are bounded, the first of them being served: a seat is given when
  /// it is known who got the one before.
  private var lines: [Line: [EntryKey]] = [:]
  private var visitors = KnownVisitors()

  private struct Line: Hashable {
    let unit: UnitName
    let stage: StagePath
  }

  private struct Door {
    /// Absent where seats are not bounded.
    let line: Line?
    var waiting: [Request] = []
    /// The first of those who wait, and what was decided.
    var decided: EntryRule.Decision?
    /// By which facts.
    var facts: EntryFacts?
    var start: (AttemptStart, AttemptRecord)?
  }

  package init() {}

  /// How often a start is decided anew after another one won.
  private static var races: Int { 8 }

  /// Somebody is at the door.
  package mutating func take(_ request: Request) -> [Order] {
    let key = request.key
    guard var door = doors[key] else { return open(request) }
    guard door.waiting.count < Limits.requestsPerAttempt else {
      return [.reply(request.ticket, .failure(SessionFailure.overloaded))]
    }
    door.waiting.append(request)
    doors[key] = door
    return []
  }

  /// How the contestant stands.
  package mutating func found(
    _ key: EntryKey, _ result: Result<EntryFacts, SessionFailure>
  ) -> [Order] {
    guard var door = doors[key] else { return [] }
    let facts: EntryFacts
    switch result {
    case .success(let read): facts = read
    case .failure(let failure): return fail(key, failure)
    }
    var orders: [Order] = []
    while let request = door.waiting.first {
      do throws(EntryRule.Refusal) {
        let decision = try EntryRule.decide(
          request.contestant, entering: request.place, given: facts, at: request.at)
        guard case .resume(let id) = decision else {
          door.decided = decision
          door.facts = facts
          doors[key] = door
          return orders + [.deal(key, request.place)]
        }
        orders.append(.reply(request.ticket, .success(.resumed(id))))
      } catch {
        orders.append(.reply(request.ticket, .failure(error)))
      }
      door.waiting.removeFirst()
    }
    return orders + close(key)
  }

  /// What the new attempt is made of.
  package mutating func dealt(
    _ key: EntryKey, _ result: Result<Deal, any Error>
  ) -> [Order] {
    guard var door = doors[key], let request = door.waiting.first,
      case .begin(let number, let bell, let deadline, let due, let seat)? = door.decided
    else { return [] }
    let deal: Deal
    switch result {
    case .success(let chosen): deal = chosen
    case .failure(let failure): return fail(key, failure)
    }
    let start = AttemptStart(
      contestant: request.contestant.id, stage: request.place.path, number: number,
      bank: request.place.event.bank, bankVersion: deal.bankVersion, seed: deal.seed, bell: bell,
      deadline: deadline, due: due,
      unitSeat: seat.map { UnitSeat(unit: request.contestant.unit, number: $0) })
    let record = Attempt.record(of: start, deal.attempt, at: request.at)
    door.start = (start, record)
    doors[key] = door
    return [.write(key, JournalEntry(records: [record], base: .empty))]
  }

  /// What came of the first record.
  package mutating func written(
    _ key: EntryKey, _ result: WriteOutcome
  ) -> [Order] {
    guard var door = doors[key], let (start, record) = door.start, !door.waiting.isEmpty else {
      return []
    }
    door.start = nil
    door.decided = nil
    visitors.forget(key)
    var orders: [Order] = []
    switch result {
    case .durable:
      let request = door.waiting.removeFirst()
      if let facts = door.facts, request.place.stage.admission.isSettledOnce {
        visitors.note(facts, and: start, record, at: key)
      }
      orders.append(.reply(request.ticket, .success(.began(start, record))))
    case .conflict where door.waiting[0].lostRaces + 1 < Self.races:
      door.waiting[0].lostRaces += 1
    case .conflict, .failed:
      let request = door.waiting.removeFirst()
      orders.append(.reply(request.ticket, .failure(SessionFailure.unavailable)))
    }
    guard let next = door.waiting.first else { return orders + close(key) }
    doors[key] = door
    return orders + [.find(next.contestant, next.place)]
  }

  /// An attempt was handed in, and everything of it is durable.
  package mutating func handedIn(_ attempt: AttemptID) { visitors.noteEnd(of: attempt) }

  // MARK: Doors

  private mutating func open(_ request: Request) -> [Order] {
    let isBounded = request.place.stage.admission.perUnit != nil
    let line = isBounded ? Line(unit: request.contestant.unit, stage: request.place.path) : nil
    doors[request.key] = Door(line: line, waiting: [request])
    if let line {
      lines[line, default: []].append(request.key)
      guard lines[line]?.count == 1 else { return [] }
    }
    // What is known may be old, and may let somebody in but turn nobody away.
    if let facts = visitors[request.key], EntryRule.begins(request, given: facts) {
      return found(request.key, .success(facts))
    }
    return [.find(request.contestant, request.place)]
  }

  /// Nobody waits at a door any more; the next in line is served.
  private mutating func close(_ key: EntryKey) -> [Order] {
    guard let line = doors.removeValue(forKey: key)?.line, var keys = lines[line] else { return [] }
    keys.removeFirst()
    lines[line] = keys.isEmpty ? nil : keys
    guard let next = keys.first.flatMap({ doors[$0]?.waiting.first }) else { return [] }
    return [.find(next.contestant, next.place)]
  }

  /// What cannot be read or dealt for one is not tried for those in line behind.
  private mutating func fail(_ key: EntryKey, _ failure: any Error) -> [Order] {
    let keys = doors[key]?.line.flatMap { lines.removeValue(forKey: $0) } ?? [key]
    let waiting = keys.flatMap { doors.removeValue(forKey: $0)?.waiting ?? [] }
    return waiting.map { .reply($0.ticket, .failure(failure)) }
  }
}

extension EntryRule {
  /// Whether somebody may begin a new attempt.
  fileprivate static func begins<Ticket>(
    _ request: EntryRequest<Ticket>, given facts: EntryFacts
  ) -> Bool {
    let decision = try? decide(
      request.contestant, entering: request.place, given: facts, at: request.at)
    if case .begin? = decision { return true }
    return false
  }
}

extension Admission {
  /// Whether nothing but the contestant's own attempts can keep somebody out who was let in once.
  fileprivate var isSettledOnce: Bool {
    if case .shortlist = source { return false }
    return perUnit == nil
  }
}
