package import AttemptRecords
package import Contests

/// The standings of a stage in every scope, kept in order while results come: a result is placed, and
/// a rank, a page or the best of any scope is found, in O(log n).
///
/// A value: a copy stands still while the original goes on, and shares what neither has changed. It
/// holds exactly what `Standings` computes from the same results, in whatever order they came.
package struct StandingsTable: Sendable {
  package let path: StagePath
  package let stage: Stage
  private let zone: ContestZone
  private var members = StandingsMembers()
  private var places: [Place] = []
  private var placeIndices: [Place.Name: UInt32] = [:]
  private var scopes: [ScopeTable] = []
  private var scopeIndices: [Scope: UInt32] = [:]
  /// Attempts in the table.
  package private(set) var attempts = 0

  /// What contestants of one unit in one place have in common.
  private struct Place: Sendable {
    struct Name: Hashable, Sendable {
      let unit: UnitName
      let region: RegionCode
      let cityName: String
    }

    let name: Name
    /// The scopes in which they are compared.
    let scopes: [UInt32]
  }

  /// One scope: who has a rank in it, and what there is to know of all.
  private struct ScopeTable: Sendable {
    var list = RankedList()
    var totals = ScopeTotals()
    /// Counts the changes among the first `headSize`.
    var headChanges = 0
  }

  /// How many of the best are watched for changes.
  package static let headSize = 100

  package init(_ place: StagePlace) {
    path = place.path
    stage = place.stage
    zone = place.contest.zone
    _ = scopeIndex(.overall)
  }

  /// Makes room beforehand.
  package mutating func reserve(contestants: Int) { members.reserve(contestants) }

  // MARK: Changes

  /// Adds the outcome of an attempt, or replaces the one that it had.
  package mutating func add(_ outcome: AttemptOutcome, of contestant: Contestant) {
    let slot = slot(of: contestant)
    switch members[slot].outcomes {
    case .none:
      attempts += 1
      place(slot, .one(outcome))
    case .one(let known) where known.attempt == outcome.attempt:
      if known != outcome { place(slot, .one(outcome)) }
    case .one, .many, .final:
      var outcomes = members[slot].outcomes.all
      if let index = outcomes.firstIndex(where: { $0.attempt == outcome.attempt }) {
        guard outcomes[index] != outcome else { return }
        outcomes[index] = outcome
      } else {
        attempts += 1
        outcomes.insert(outcome, at: outcomes.count { $0.number < outcome.number })
      }
      place(slot, .many(outcomes))
    }
  }

  /// Gives a contestant a result that is final.
  package mutating func place(_ result: StageResult, of contestant: Contestant) {
    attempts += result.attempts
    place(slot(of: contestant), .final(result))
  }

  /// Takes out the outcome of an attempt, if it has one.
  package mutating func remove(_ attempt: AttemptID, of contestant: ContestantID) {
    guard let slot = members.slot(of: contestant) else { return }
    let outcomes = members[slot].outcomes.all
    let rest = outcomes.filter { $0.attempt != attempt }
    guard rest.count < outcomes.count else { return }
    attempts -= outcomes.count - rest.count
    place(slot, StandingsMembers.Outcomes(rest))
  }

  private func result(_ outcomes: StandingsMembers.Outcomes) -> StageResult? {
    switch outcomes {
    case .none: nil
    case .one(let outcome): StageResult(of: CollectionOfOne(outcome), in: stage, zone: zone)
    case .many(let outcomes): StageResult(of: outcomes, in: stage, zone: zone)
    case .final(let result): result
    }
  }

  /// Gives a member other outcomes, and the place that follows from them.
  private mutating func place(_ slot: UInt32, _ outcomes: StandingsMembers.Outcomes) {
    let before = result(members[slot].outcomes)
    let after = result(outcomes)
    members[slot].outcomes = outcomes
    let key = after.map { RankKey($0, by: stage.ranking) }
    let old = members[slot].key
    let scopes = places[Int(members[slot].place)].scopes
    for scope in scopes {
      if let before { self.scopes[Int(scope)].totals.remove(before) }
      if let after { self.scopes[Int(scope)].totals.add(after) }
    }
    guard key != old else {
      // What is shown beside the rank may have changed.
      if before != after, let key { touch(RankedList.Entry(key, slot: slot), in: scopes) }
      return
    }
    if let old {
      let entry = RankedList.Entry(old, slot: slot)
      for scope in scopes {
        let position = self.scopes[Int(scope)].list.remove(entry, among: members)
        if position < Self.headSize { self.scopes[Int(scope)].headChanges += 1 }
      }
    }
    members[slot].key = key
    if let key {
      let entry = RankedList.Entry(key, slot: slot)
      for scope in scopes {
        let position = self.scopes[Int(scope)].list.insert(entry, among: members)
        if position < Self.headSize { self.scopes[Int(scope)].headChanges += 1 }
      }
    }
  }

  private mutating func touch(_ entry: RankedList.Entry, in scopes: [UInt32]) {
    for scope in scopes {
      let position = self.scopes[Int(scope)].list.position(of: entry, among: members)
      if position < Self.headSize { self.scopes[Int(scope)].headChanges += 1 }
    }
  }

  // MARK: Members and scopes

  private mutating func slot(of contestant: Contestant) -> UInt32 {
    if let slot = members.slot(of: contestant.id) { return slot }
    return members.append(
      StandingsMembers.Member(
        id: contestant.id, name: contestant.name, level: contestant.level,
        place: placeIndex(of: contestant), outcomes: .none, key: nil))
  }

  private mutating func placeIndex(of contestant: Contestant) -> UInt32 {
    let name = Place.Name(
      unit: contestant.unit, region: contestant.region, cityName: contestant.cityName)
    if let index = placeIndices[name] { return index }
    let index = UInt32(places.count)
    places.append(Place(name: name, scopes: Scope.all(of: contestant).map { scopeIndex($0) }))
    placeIndices[name] = index
    return index
  }

  private mutating func scopeIndex(_ scope: Scope) -> UInt32 {
    if let index = scopeIndices[scope] { return index }
    let index = UInt32(scopes.count)
    scopes.append(ScopeTable())
    scopeIndices[scope] = index
    return index
  }

  private func table(_ scope: Scope) -> ScopeTable? {
    scopeIndices[scope].map { scopes[Int($0)] }
  }

  private func contestant(_ slot: UInt32) -> Contestant {
    let member = members[slot]
    let place = places[Int(member.place)].name
    return Contestant(
      id: member.id, contest: path.contest, event: path.event, name: member.name,
      unit: place.unit, region: place.region, cityName: place.cityName, level: member.level)
  }

  // MARK: Questions

  /// How many have a rank in a scope.
  package func count(in scope: Scope = .overall) -> Int { table(scope)?.list.count ?? 0 }

  /// What all results of a scope come to.
  package func totals(in scope: Scope) -> ScopeTotals { table(scope)?.totals ?? ScopeTotals() }

  /// Every scope in which anybody has a result, in no particular order.
  package var scopesInUse: some Collection<Scope> { scopeIndices.keys }

  /// Changes whenever one of the first `headSize` of a scope does.
  package func headChanges(in scope: Scope) -> Int { table(scope)?.headChanges ?? 0 }

  /// A contestant's rank in a scope; absent when there is none.
  package func rank(of contestant: ContestantID, in scope: Scope = .overall) -> Int? {
    guard let index = scopeIndices[scope], let slot = members.slot(of: contestant),
      let key = members[slot].key, isInScope(slot, index)
    else { return nil }
    switch stage.ties.ranks {
    case .shared: return scopes[Int(index)].list.countBetter(than: key, among: members) + 1
    case .unique:
      let entry = RankedList.Entry(key, slot: slot)
      return scopes[Int(index)].list.position(of: entry, among: members) + 1
    }
  }

  /// Where a contestant stands in the list of a scope, from 0; absent without a rank in it.
  package func position(of contestant: ContestantID, in scope: Scope = .overall) -> Int? {
    guard let index = scopeIndices[scope], let slot = members.slot(of: contestant),
      let key = members[slot].key, isInScope(slot, index)
    else { return nil }
    return scopes[Int(index)].list.position(
      of: RankedList.Entry(key, slot: slot), among: members)
  }

  private func isInScope(_ slot: UInt32, _ scope: UInt32) -> Bool {
    scope == 0 || places[Int(members[slot].place)].scopes.contains(scope)
  }

  /// The rows at positions from 0 on, best first; those beyond the end are left out.
  package func rows(_ positions: Range<Int>, in scope: Scope = .overall) -> [Standing] {
    guard let index = scopeIndices[scope] else { return [] }
    let slots = scopes[Int(index)].list.slots(at: positions)
    var rows: [Standing] = []
    rows.reserveCapacity(slots.count)
    for slot in slots {
      let key = members.key(slot)
      guard let result = result(members[slot].outcomes) else { continue }
      let position = positions.lowerBound + rows.count
      let rank =
        switch (stage.ties.ranks, rows.last) {
        case (.shared, let last?) where last.key == key: last.rank
        case (.shared, nil):
          scopes[Int(index)].list.countBetter(than: key, among: members) + 1
        case (.shared, _), (.unique, _): position + 1
        }
      rows.append(
        Standing(rank: rank, contestant: contestant(slot), result: result, key: key))
    }
    return rows
  }

  /// The rows about a contestant, at most `radius` on either side; empty without a rank.
  package func rows(
    around contestant: ContestantID, radius: Int, in scope: Scope = .overall
  ) -> [Standing] {
    guard let position = position(of: contestant, in: scope) else { return [] }
    return rows(max(0, position - radius)..<(position + radius + 1), in: scope)
  }
}
