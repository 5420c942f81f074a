import AttemptRecords
import Contests

/// Everything from which the standings of a stage follow, as the store has it at one moment.
struct StandingsSource {
  let place: StagePlace
  let attempts: [AttemptResult]
  let judging: StageJudging
  let carried: CarriedResults
  private let contestants: [Contestant]
  private let index: MemberIndex
  /// Where in `attempts` those of each contestant stand, contestant after contestant.
  private let ordered: [Int32]
  /// Where in `ordered` those of each contestant begin, and at the end the end.
  private let beginnings: [Int32]

  /// - Parameter freeze: as it was then; absent: as it is now.
  /// - Throws: an error of the stores.
  init(
    of place: StagePlace, from store: any ResultStore & JudgingStore,
    roster: any ContestantStore, at freeze: StageFreeze? = nil
  ) async throws {
    // Both are long, and are read at once.
    async let people = Self.people(of: place, on: roster, at: freeze?.at)
    let attempts = try await store.results(of: place.path, upTo: freeze?.position)
    try await self.init(
      of: place, attempts, from: store, roster: roster, people: try await people, at: freeze)
  }

  /// - Parameters:
  ///   - attempts: all results of the stage.
  ///   - people: as `people(of:on:)` gave them, before or after.
  init(
    of place: StagePlace, _ attempts: [AttemptResult],
    from store: any ResultStore & JudgingStore, roster: any ContestantStore,
    people: [Contestant], at freeze: StageFreeze? = nil
  ) async throws {
    self.place = place
    self.attempts = attempts
    judging = StageJudging(try await store.judging(of: place.path, upTo: freeze?.judging))
    carried = try await CarriedResults(for: place, from: store, at: freeze?.at)
    var contestants = people
    var index = MemberIndex()
    index.reserve(contestants.count)
    for (slot, contestant) in contestants.enumerated() {
      index.insert(MemberIndex.Entry(id: contestant.id, slot: UInt32(slot)))
    }
    var owners: [Int32] = []
    owners.reserveCapacity(attempts.count)
    for attempt in attempts {
      var slot = index.entry(of: attempt.contestant)?.slot
      // Who came onto the roster while it was read.
      if slot == nil, let late = try await roster.contestant(attempt.contestant) {
        slot = UInt32(contestants.count)
        contestants.append(late)
        index.insert(MemberIndex.Entry(id: late.id, slot: UInt32(contestants.count - 1)))
      }
      owners.append(slot.map(Int32.init) ?? -1)
    }
    (ordered, beginnings) = Self.grouped(owners, count: contestants.count)
    self.contestants = contestants
    self.index = index
  }

  /// Whoever may have a result, with the teams of a moment; absent: of now.
  static func people(
    of place: StagePlace, on roster: any ContestantStore, at instant: Instant? = nil
  ) async throws -> [Contestant] {
    try await roster.contestants(
      of: place.contest.id, event: place.stage.admission.source == .roster ? place.event.id : nil,
      at: instant)
  }

  /// Positions of owners, grouped by owner in their order; those without (-1) are left out.
  private static func grouped(
    _ owners: [Int32], count: Int
  ) -> (ordered: [Int32], beginnings: [Int32]) {
    var ends = [Int32](repeating: 0, count: count + 1)
    for owner in owners where owner >= 0 { ends[Int(owner) + 1] += 1 }
    for owner in 0..<count { ends[owner + 1] += ends[owner] }
    let beginnings = ends
    var ordered = [Int32](repeating: 0, count: Int(ends[count]))
    for (position, owner) in owners.enumerated() where owner >= 0 {
      ordered[Int(ends[Int(owner)])] = Int32(position)
      ends[Int(owner)] += 1
    }
    return (ordered, beginnings)
  }

  /// How many may have a result.
  var contestantCount: Int { contestants.count }

  func contestant(_ id: ContestantID) -> Contestant? {
    index.entry(of: id).map { contestants[Int($0.slot)] }
  }

  /// Each attempt that counts and whose it is, better ones first: a list grows soonest at its end, and
  /// neighbours in rank then stand together in memory.
  ///
  /// - Parameter version: of the keys; absent: the newest.
  func outcomes(
    under version: Int?
  ) -> [(outcome: AttemptOutcome, contestant: Contestant)] {
    var keyed: [(key: RankKey, owner: Int32, attempt: Int32)] = []
    keyed.reserveCapacity(ordered.count)
    for owner in contestants.indices {
      for position in beginnings[owner]..<beginnings[owner + 1] {
        let attempt = ordered[Int(position)]
        let outcome = attempts[Int(attempt)].outcome(under: version)
        keyed.append((RankKey(outcome, by: place.stage.ranking), Int32(owner), attempt))
      }
    }
    keyed.sort { $0.key < $1.key }
    return keyed.map { entry in
      (
        attempts[Int(entry.attempt)].outcome(under: version), contestants[Int(entry.owner)]
      )
    }
  }

  /// On how many days each contestant made attempts.
  var days: [ContestantID: Int] {
    let zone = place.contest.zone
    let days: [ContestantID: Set<Int>] = attempts.reduce(into: [:]) { days, attempt in
      days[attempt.contestant, default: []].insert(zone.day(of: attempt.outcome.startedAt))
    }
    return days.mapValues(\.count)
  }

  /// - Parameter scores: those that some attempts have instead of their own.
  func standings(with scores: [AttemptID: Points] = [:]) -> Standings {
    var results: [(contestant: Contestant, result: StageResult)] = []
    results.reserveCapacity(contestants.count)
    for (slot, contestant) in contestants.enumerated() {
      let own = ordered[Int(beginnings[slot])..<Int(beginnings[slot + 1])]
      let known = judging[contestant.id]
      guard !own.isEmpty || known != nil else { continue }
      let result = StageResult(
        of: own.lazy.map { outcome(of: attempts[Int($0)], scores) }, in: place.stage,
        zone: place.contest.zone, judging: known, carried: carried[contestant.id])
      if let result { results.append((contestant, result)) }
    }
    return Standings(
      of: results, by: place.stage,
      disqualified: Set(judging.contestants.filter { judging[$0]?.disqualification != nil }))
  }

  private func outcome(
    of attempt: AttemptResult, _ scores: [AttemptID: Points]
  ) -> AttemptOutcome {
    let outcome = attempt.outcome
    guard !scores.isEmpty, let score = scores[outcome.attempt] else { return outcome }
    return outcome.with(score: score)
  }
}
