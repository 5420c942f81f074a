package import Contests

/// Who passes a stage's cut: the first of every city, bounded by unit, ties by the declared policy.
package struct Shortlist: Sendable {
  /// In the order of the standings.
  package let contestants: [ContestantID]

  /// Empty when the stage has no cut.
  package init(of standings: Standings, by stage: Stage) {
    guard let cut = stage.cut else {
      contestants = []
      return
    }
    var admitted: [ContestantID] = []
    var inCity: [RegionCode: Int] = [:]
    var inUnit: [UnitName: Int] = [:]
    var equals = standings.rows[...]
    while let first = equals.first {
      let equal = equals.prefix { $0.key == first.key }
      equals = equals.dropFirst(equal.count)
      // Whoever comes too late for a full city or unit takes no part in the tie for another place.
      let group = equal.filter {
        inCity[$0.contestant.region.city, default: 0] < cut.perCity
          && inUnit[$0.contestant.unit, default: 0] < cut.perUnit ?? .max
      }
      // Equals stand or fall together: first against their unit's bound, then their city's.
      let unitPassed = Self.pass(
        group, of: \.contestant.unit, taken: &inUnit, bound: cut.perUnit ?? .max,
        stage.ties.atCut)
      let passed = Self.pass(
        unitPassed, of: \.contestant.region.city, taken: &inCity, bound: cut.perCity,
        stage.ties.atCut)
      for standing in passed {
        inUnit[standing.contestant.unit, default: 0] += 1
        inCity[standing.contestant.region.city, default: 0] += 1
      }
      admitted += passed.map(\.contestant.id)
    }
    contestants = admitted
  }

  /// Those of a group of equals who pass a bound. A part that would pass it only in part passes as
  /// a whole or not at all; when it does not, the place is closed to those behind.
  private static func pass<Place: Hashable>(
    _ group: [Standing], of place: KeyPath<Standing, Place>, taken: inout [Place: Int], bound: Int,
    _ policy: TiePolicy.AtCut
  ) -> [Standing] {
    let wanted = Dictionary(grouping: group) { $0[keyPath: place] }.mapValues(\.count)
    var closed: Set<Place> = []
    for (place, count) in wanted {
      let free = bound - taken[place, default: 0]
      if free <= 0 || (free < count && policy == .noneIn) { closed.insert(place) }
    }
    for place in closed { taken[place] = max(taken[place, default: 0], bound) }
    return group.filter { !closed.contains($0[keyPath: place]) }
  }
}
