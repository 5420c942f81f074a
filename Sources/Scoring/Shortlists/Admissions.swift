import Contests

/// Who passes a cut, group after group of equals: at most so many of a city and of a unit, and what
/// becomes of a group that does not fit is the declared policy's.
struct Admissions {
  private let cut: Cut
  private let policy: TiePolicy.AtCut
  private let playOffs: [PlayOff]
  private var inCity: [RegionCode: Int] = [:]
  private var inUnit: [UnitName: Int] = [:]
  /// In the order in which they were admitted.
  private(set) var admitted: [ContestantID] = []
  /// Groups of which a play-off has yet to say who passes.
  private(set) var undecided: [[ContestantID]] = []

  /// - Parameter present: who has a place already.
  init(
    _ cut: Cut, _ policy: TiePolicy.AtCut, playOffs: [PlayOff],
    present: some Sequence<Standing> = []
  ) {
    self.cut = cut
    self.policy = policy
    self.playOffs = playOffs
    for standing in present { count(standing) }
  }

  /// Takes everybody in the order of the standings.
  mutating func take(_ standings: some Collection<Standing>) {
    var rest = standings[...]
    while let first = rest.first {
      let equals = rest.prefix { $0.key == first.key }
      rest = rest.dropFirst(equals.count)
      take(equals: equals)
    }
  }

  /// Whether somebody of a unit could still be admitted.
  func hasRoom(for unit: UnitName) -> Bool { inUnit[unit, default: 0] < cut.perUnit ?? .max }

  private mutating func take(equals: some Sequence<Standing>) {
    // Whoever comes too late for a full city or unit takes no part in the tie for another place.
    let group = equals.filter {
      inCity[$0.contestant.region.city, default: 0] < cut.perCity
        && hasRoom(for: $0.contestant.unit)
    }
    // First against their unit's bound, then against their city's.
    let unitPassed = pass(group, of: \.contestant.unit, \.inUnit, bound: cut.perUnit ?? .max)
    let passed = pass(unitPassed, of: \.contestant.region.city, \.inCity, bound: cut.perCity)
    for standing in passed { count(standing) }
    admitted += passed.map(\.contestant.id)
  }

  private mutating func count(_ standing: Standing) {
    inUnit[standing.contestant.unit, default: 0] += 1
    inCity[standing.contestant.region.city, default: 0] += 1
  }

  /// Those of a group of equals who pass a bound. A part that would pass it only in part passes as
  /// the policy says; when not all of it does, the place is closed to those behind.
  private mutating func pass<Place: Hashable & Comparable>(
    _ group: [Standing], of place: KeyPath<Standing, Place>,
    _ taken: WritableKeyPath<Self, [Place: Int]>, bound: Int
  ) -> [Standing] {
    let parts = Dictionary(grouping: group) { $0[keyPath: place] }
    var refused: Set<ContestantID> = []
    for (place, part) in parts.sorted(by: { $0.key < $1.key }) {
      let free = max(0, bound - self[keyPath: taken][place, default: 0])
      guard free < part.count else { continue }
      let ids = part.map(\.contestant.id)
      if free == 0 {
        refused.formUnion(ids)
        continue
      }
      switch policy {
      case .allIn: continue
      case .noneIn:
        refused.formUnion(ids)
        self[keyPath: taken][place] = bound
      case .playOff:
        if let playOff = playOffs.last(where: { Set($0.order).isSuperset(of: ids) }) {
          let passing = playOff.order.filter(Set(ids).contains).prefix(free)
          refused.formUnion(Set(ids).subtracting(passing))
        } else {
          refused.formUnion(ids)
          undecided.append(ids)
          self[keyPath: taken][place] = bound
        }
      }
    }
    return group.filter { !refused.contains($0.contestant.id) }
  }
}
