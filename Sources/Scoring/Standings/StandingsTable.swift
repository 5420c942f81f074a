import AttemptRecords
package import Contests

/// The standings of a stage in every scope, kept in order while results come: a result is placed, and
/// a rank, a page or the best of any scope is found, in O(log n).
///
/// A value: a copy stands still while the original goes on, and shares what neither has changed. It
/// holds exactly what `Standings` computes from the same results, in whatever order they came.
package struct StandingsTable: Sendable {
  package let path: StagePath
  package let stage: Stage
  /// Tells this table from others of the same stage; letters and digits.
  package let name: String
  private let zone: ContestZone
  private let hasParts: Bool
  /// Whether equals share a rank.
  let sharesRanks: Bool
  private(set) var members: StandingsMembers
  private var places: ContiguousArray<Place> = []
  /// The scopes in which the contestants of a place are compared, `Scope.kinds` for each place, of which
  /// the last is `noScope` without a team.
  private var placeScopes: ContiguousArray<UInt32> = []
  private var placeIndices: [Place.Name: UInt32] = [:]
  private(set) var scopes: ContiguousArray<ScopeTable> = []
  private(set) var lists = RankedLists()
  private var scopeIndices: [Scope: Int] = [:]
  /// Of those about whom judges entered or ruled something: nobody in most stages.
  private var judgings: [UInt32: ContestantJudging] = [:]
  private var carried = CarriedResults()
  /// Who has no rank, and why.
  private var withheld: [UInt32: [UnrankedReason]] = [:]
  /// The roll-ups that have been asked for since the last change.
  var rollups: [RollupRules.Grouping: Rollups] = [:]
  /// Who has changed lately.
  private var recent = RecentChanges()

  /// What contestants of one unit in one place, and of one team, have in common.
  private struct Place: Sendable {
    struct Name: Hashable, Sendable {
      let unit: UnitName
      let region: RegionCode
      let cityName: String
      let team: TeamName?
    }

    let name: Name
    /// What their results come to.
    var tally = RollupTally()
  }

  /// One scope: who has a rank in it.
  struct ScopeTable: Sendable {
    let scope: Scope
    var list = RankedList()
    /// The first `headSize` rows as they were read last; absent when one of them has changed since.
    var head: [Standing]?

    /// Notes that somebody with a key came, went, or is shown otherwise.
    mutating func noteChange(at key: RankKey) {
      guard let rows = head else { return }
      if rows.count < headSize { head = nil }
      if let last = rows.last, key <= last.key { head = nil }
    }
  }

  /// How many of the best are kept ready made.
  package static let headSize = 100

  package init(_ place: StagePlace, name: String = "") {
    path = place.path
    self.name = name
    stage = place.stage
    zone = place.contest.zone
    hasParts = place.stage.parts != nil
    sharesRanks = place.stage.ties.ranks == .shared
    members = StandingsMembers(ranking: place.stage.ranking)
    _ = scopeIndex(.overall)
  }

  /// Makes room beforehand.
  package mutating func reserve(contestants: Int) {
    members.reserve(contestants)
    // Few contests have teams.
    lists.reserve(contestants * (Scope.kinds - 1))
  }

  // MARK: Changes

  /// Adds the outcomes of attempts, or replaces those that they had, one after the other.
  package mutating func add(
    _ outcomes: some RandomAccessCollection<(outcome: AttemptOutcome, contestant: Contestant)>
  ) {
    var rest = outcomes[...]
    while !rest.isEmpty {
      let next = rest.prefix(Self.foresight)
      prefetch(next)
      for (outcome, contestant) in next { add(outcome, of: contestant) }
      rest = rest.dropFirst(next.count)
    }
  }

  /// So many are looked at in advance.
  static let foresight = 32

  /// Has all memory fetched that outcomes need, so that their places wait for it together and not
  /// one after the other. Changes nothing.
  private func prefetch(
    _ outcomes: some RandomAccessCollection<(outcome: AttemptOutcome, contestant: Contestant)>
  ) {
    for (_, contestant) in outcomes { members.prefetch(contestant.id) }
    var known: ContiguousArray<(slot: UInt32, new: UInt64)> = []
    known.reserveCapacity(Self.foresight)
    for (outcome, contestant) in outcomes {
      guard let slot = members.slot(of: contestant.id) else { continue }
      members.prefetch(slot)
      known.append((slot, members.prefix(RankKey(outcome, by: stage.ranking))))
    }
    for (slot, _) in known {
      let place = Int(members[slot].place)
      places.prefetch(place)
      placeScopes.prefetch(place * Scope.kinds)
    }
    for (slot, _) in known {
      for scope in scopes(of: slot).reversed() { scopes.prefetch(Int(scope)) }
    }
    for (slot, new) in known {
      let old = members.entry(slot).prefix
      for scope in scopes(of: slot) {
        lists.prefetch(old, in: scopes[Int(scope)].list)
        lists.prefetch(new, in: scopes[Int(scope)].list)
      }
    }
  }

  /// Adds the outcome of an attempt, or replaces the one that it had.
  package mutating func add(_ outcome: AttemptOutcome, of contestant: Contestant) {
    let slot = slot(of: contestant)
    switch members[slot].outcomes {
    case .none: place(slot, .one(outcome))
    case .one(let known) where known.attempt == outcome.attempt:
      if known != outcome { place(slot, .one(outcome)) }
    case .one(let known): place(slot, .many(Self.adding(outcome, to: [known])))
    case .many(let known): place(slot, .many(Self.adding(outcome, to: known)))
    case .final: preconditionFailure("a final result does not change")
    }
  }

  /// The outcomes by number, with one that is new or takes the place of another of its attempt.
  private static func adding(
    _ outcome: AttemptOutcome, to known: [AttemptOutcome]
  ) -> [AttemptOutcome] {
    let others = known.filter { $0.attempt != outcome.attempt }
    let place = others.count { $0.number < outcome.number }
    return others[..<place] + [outcome] + others[place...]
  }

  /// Gives a contestant a result that is final, with a rank unless there are reasons against it.
  package mutating func place(
    _ result: StageResult, of contestant: Contestant, against reasons: [UnrankedReason] = []
  ) {
    place(slot(of: contestant), .final(result), reasons: reasons)
  }

  /// Takes over what judges have entered and ruled about a contestant; what is older than known has no
  /// effect.
  package mutating func judge(_ judging: ContestantJudging, of contestant: Contestant) {
    let slot = slot(of: contestant)
    guard judging.number > judgings[slot]?.number ?? 0 else { return }
    let before = result(slot)
    judgings[slot] = judging
    move(slot, from: before)
  }

  /// Takes over what counts of earlier stages, also for those who are there already.
  package mutating func carry(_ results: CarriedResults) {
    guard hasParts else { return }
    let before = (0..<UInt32(members.count)).map { result($0) }
    carried = results
    for (slot, before) in before.enumerated() { move(UInt32(slot), from: before) }
  }

  private func result(_ slot: UInt32) -> StageResult? {
    switch members[slot].outcomes {
    case .none: result(of: EmptyCollection(), slot)
    case .one(let outcome) where !hasParts: StageResult(of: outcome)
    case .one(let outcome): result(of: CollectionOfOne(outcome), slot)
    case .many(let outcomes): result(of: outcomes, slot)
    case .final(let result): result
    }
  }

  private func result(
    of outcomes: some Collection<AttemptOutcome>, _ slot: UInt32
  ) -> StageResult? {
    guard hasParts else { return StageResult(of: outcomes, in: stage, zone: zone) }
    return StageResult(
      of: outcomes, in: stage, zone: zone, judging: judgings[slot],
      carried: carried[members.id(slot)])
  }

  /// Gives a member other outcomes, and the place that follows from them.
  private mutating func place(
    _ slot: UInt32, _ outcomes: StandingsMembers.Outcomes, reasons: [UnrankedReason]? = nil
  ) {
    let before = result(slot)
    members[slot].outcomes = outcomes
    move(slot, from: before, reasons: reasons)
  }

  /// Brings a member to the place that follows from what is known now.
  ///
  /// - Parameter before: the result until now.
  private mutating func move(
    _ slot: UInt32, from before: StageResult?, reasons: [UnrankedReason]? = nil
  ) {
    let after = result(slot)
    let reasons = reasons ?? reasonsAgainstRank(of: after, slot)
    if !reasons.isEmpty || !withheld.isEmpty { withheld[slot] = reasons.isEmpty ? nil : reasons }
    let (old, new) = (members.key(slot), reasons.isEmpty ? key(of: after) : .last)
    let place = Int(members[slot].place)
    if before != after || old != new { recent.add(slot) }
    if !rollups.isEmpty { rollups = [:] }
    let pass = stage.rollups?.pass
    if old != .last, let before { places[place].tally.remove(before, pass: pass) }
    if new != .last, let after { places[place].tally.add(after, pass: pass) }
    let isMoving = old != new
    // What is shown beside the rank may change though the rank does not.
    guard isMoving || before != after else { return }
    if old != .last, isMoving {
      let entry = members.entry(slot)
      for index in scopes(of: slot) {
        lists.remove(entry, from: &scopes[Int(index)].list, among: members)
        scopes[Int(index)].noteChange(at: old)
      }
    }
    if isMoving { members.setKey(new, of: slot) }
    guard new != .last else { return }
    let entry = members.entry(slot)
    for index in scopes(of: slot) {
      if isMoving { lists.insert(entry, into: &scopes[Int(index)].list, among: members) }
      scopes[Int(index)].noteChange(at: new)
    }
  }

  private func reasonsAgainstRank(of result: StageResult?, _ slot: UInt32) -> [UnrankedReason] {
    stage.reasonsAgainstRank(
      of: result,
      isDisqualified: !judgings.isEmpty && judgings[slot]?.disqualification != nil)
  }

  private func key(of result: StageResult?) -> RankKey {
    result.map { RankKey($0, by: stage.ranking) } ?? .last
  }

  // MARK: Members and scopes

  private mutating func slot(of contestant: Contestant) -> UInt32 {
    if let slot = members.slot(of: contestant.id) { return slot }
    return members.append(
      StandingsMembers.Member(
        name: contestant.name, level: contestant.level, place: placeIndex(of: contestant)),
      contestant.id)
  }

  private mutating func placeIndex(of contestant: Contestant) -> UInt32 {
    let name = Place.Name(
      unit: contestant.unit, region: contestant.region, cityName: contestant.cityName,
      team: contestant.team)
    if let index = placeIndices[name] { return index }
    let index = UInt32(places.count)
    places.append(Place(name: name))
    for scope in Scope.all(of: contestant) { placeScopes.append(UInt32(scopeIndex(scope))) }
    if contestant.team == nil { placeScopes.append(Self.noScope) }
    placeIndices[name] = index
    return index
  }

  /// The scopes in which a member is compared.
  private func scopes(of slot: UInt32) -> ArraySlice<UInt32> { scopes(at: members[slot].place) }

  /// The scopes in which the members of a place are compared.
  @inline(__always)
  func scopes(at place: UInt32) -> ArraySlice<UInt32> {
    let first = Int(place) * Scope.kinds
    let last = first + Scope.kinds - 1
    return placeScopes[first..<(placeScopes[last] == Self.noScope ? last : last + 1)]
  }

  private static let noScope = UInt32.max

  private mutating func scopeIndex(_ scope: Scope) -> Int {
    if let index = scopeIndices[scope] { return index }
    let index = scopes.count
    scopes.append(ScopeTable(scope: scope))
    scopeIndices[scope] = index
    return index
  }

  /// The index of a scope that anybody is in; that of all is the first.
  func index(of scope: Scope) -> Int? {
    if case .overall = scope { 0 } else { scopeIndices[scope] }
  }

  private func contestant(_ slot: UInt32) -> Contestant {
    let member = members[slot]
    let place = places[Int(member.place)].name
    return Contestant(
      id: members.id(slot), contest: path.contest, event: path.event, name: member.name,
      unit: place.unit, region: place.region, cityName: place.cityName, level: member.level,
      team: place.team)
  }

  // MARK: Questions

  /// How many have a rank in a scope.
  package func count(in scope: Scope = .overall) -> Int {
    index(of: scope).map { Int(scopes[$0].list.count) } ?? 0
  }

  /// The rows at positions from 0 on, best first; those beyond the end are left out.
  package func rows(_ positions: Range<Int>, in scope: Scope = .overall) -> [Standing] {
    guard let index = index(of: scope) else { return [] }
    let slots = lists.slots(at: positions, in: scopes[index].list)
    var rows: [Standing] = []
    rows.reserveCapacity(slots.count)
    for slot in slots {
      let key = members.key(slot)
      guard let result = result(slot) else { continue }
      let position = positions.lowerBound + rows.count
      let rank =
        switch (sharesRanks, rows.last) {
        case (true, let last?) where last.key == key: last.rank
        case (true, nil): self.rank(of: members.entry(slot), in: scopes[index].list)
        case (true, _), (false, _): position + 1
        }
      rows.append(
        Standing(rank: rank, contestant: contestant(slot), result: result, key: key))
    }
    return rows
  }

  /// The first `headSize` rows of a scope, made anew only when one of them has changed.
  package mutating func head(in scope: Scope = .overall) -> [Standing] {
    guard let index = index(of: scope) else { return [] }
    if let head = scopes[index].head { return head }
    let rows = rows(0..<Self.headSize, in: scope)
    scopes[index].head = rows
    return rows
  }

  /// Who is compared in a scope and has no rank, by admission number.
  ///
  /// - Parameter positions: from 0; those that there are not are left out.
  package func unranked(
    _ positions: Range<Int> = 0..<Int.max, in scope: Scope = .overall
  ) -> [Unranked] {
    let people = unrankedSlots(in: scope).map { (id: contestant($0).id, slot: $0) }
    let page = people.sorted { $0.id < $1.id }[positions.clamped(to: people.indices)]
    return page.map { _, slot in
      Unranked(
        contestant: contestant(slot), result: result(slot), reasons: withheld[slot] ?? [])
    }
  }

  /// How many are compared in a scope and have no rank.
  package func unrankedCount(in scope: Scope) -> Int { unrankedSlots(in: scope).count }

  private func unrankedSlots(in scope: Scope) -> [UInt32] {
    guard let index = index(of: scope) else { return [] }
    return withheld.keys.filter { index == 0 || scopes(of: $0).contains(UInt32(index)) }
  }

  // MARK: Sums and changes

  /// The sums of those who have unit, place and team in common.
  var rollupTallies: [PlaceTally] {
    places.map {
      PlaceTally(
        unit: $0.name.unit, region: $0.name.region, cityName: $0.name.cityName,
        team: $0.name.team, tally: $0.tally)
    }
  }

  /// What the best ranked of a scope earned and could have earned, in thousandths.
  func best(_ count: Int, in scope: Scope) -> (score: Int, maximum: Int, people: Int) {
    guard let index = index(of: scope) else { return (0, 0, 0) }
    var best = (score: 0, maximum: 0, people: 0)
    for slot in lists.slots(at: 0..<count, in: scopes[index].list) {
      guard let result = result(slot) else { continue }
      best.score += result.score.thousandths
      best.maximum += result.maximum.thousandths
      best.people += 1
    }
    return best
  }

  /// How many changes of results the table has seen.
  package var changes: Int { recent.count }

  /// Whose results have changed since there were so many changes, each once; absent when that is
  /// too long ago, or has not been yet.
  package func changed(since count: Int) -> Set<ContestantID>? {
    recent.slots(since: count).map { slots in Set(slots.map { members.id($0) }) }
  }
}
