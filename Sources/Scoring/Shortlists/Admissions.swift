import Contests

/// Who passes a cut, group after group of equals: at most so many of a city and of a unit, and what
/// becomes of a group that does not fit is the declared policy's.
///
/// A group stands before the bounds of its units first, and whoever passes before those of the cities.
/// Whom a city refuses competes for no place of the unit, so that the units decide again without them,
/// and so on until nobody else is refused. Nobody is admitted, therefore, while somebody of an earlier
/// group is refused for whom unit and city would have had room, or somebody equal whom a play-off put
/// before them. (These are the rounds of Gale and Shapley's deferred acceptance, 1962.)
///
/// Those who wait for a play-off keep as many places as they can win, in their unit and in their city.
struct Admissions {
  private let policy: TiePolicy.AtCut
  private let playOffs: [PlayOff]
  private var units: Bound<UnitName>
  private var cities: Bound<RegionCode>
  /// In the order in which they were admitted.
  private(set) var admitted: [ContestantID] = []
  /// Groups of which a play-off has yet to say who passes.
  private(set) var undecided: [[ContestantID]] = []

  /// - Parameter present: who has a place already.
  init(
    _ cut: Cut, _ policy: TiePolicy.AtCut, playOffs: [PlayOff],
    present: some Sequence<Standing> = []
  ) {
    self.policy = policy
    self.playOffs = playOffs
    units = Bound(of: \.contestant.unit, cut.perUnit ?? .max)
    cities = Bound(of: \.contestant.region.city, cut.perCity)
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
  func hasRoom(for unit: UnitName) -> Bool { units.free(at: unit) > 0 }

  private mutating func take(equals: some Sequence<Standing>) {
    // Whoever comes too late for a full city or unit takes no part in the tie for another place.
    let group = equals.filter { units.hasRoom(for: $0) && cities.hasRoom(for: $0) }
    guard !group.isEmpty else { return }
    var refusedByCities: Set<ContestantID> = []
    var (byUnits, byCities) = (Verdict<UnitName>(), Verdict<RegionCode>())
    var isSettled = false
    while !isSettled {
      byUnits = verdict(on: group, by: units, without: refusedByCities)
      byCities = verdict(
        on: group, by: cities, without: byUnits.refused.union(byUnits.waiting),
        kept: byUnits.places(in: cities), refused: refusedByCities)
      isSettled = byCities.refused.isSubset(of: refusedByCities)
      refusedByCities.formUnion(byCities.refused)
    }
    let out = refusedByCities.union(byUnits.refused)
      .union(byUnits.waiting).union(byCities.waiting)
    for standing in group where !out.contains(standing.contestant.id) {
      count(standing)
      admitted.append(standing.contestant.id)
    }
    units.keep(byCities.places(in: units), closing: byUnits)
    cities.keep(byUnits.places(in: cities), closing: byCities)
    undecided += byUnits.undecided + byCities.undecided
  }

  private mutating func count(_ standing: Standing) {
    units.count(standing)
    cities.count(standing)
  }

  /// What the bound of a kind of place makes of people who are equal.
  ///
  /// What decides is the last play-off of all equals at the place, or else of those who compete.
  ///
  /// - Parameters:
  ///   - others: who do not compete.
  ///   - kept: how many of its free places people may still win who wait for another play-off.
  ///   - refused: whom it refused before more people came to compete. An order that would let one of
  ///     them pass contradicts the one that refused them: then all equals at the place play.
  private func verdict<Place>(
    on group: [Standing], by bound: Bound<Place>, without others: Set<ContestantID>,
    kept: [Place: Int] = [:], refused: Set<ContestantID> = []
  ) -> Verdict<Place> {
    var verdict = Verdict<Place>()
    let parts = Dictionary(grouping: group) { $0[keyPath: bound.place] }
    for (place, part) in parts.sorted(by: { $0.key < $1.key }) {
      let competing = part.filter { !others.contains($0.contestant.id) }
      let (free, kept) = (bound.free(at: place), kept[place, default: 0])
      guard free < competing.count + kept, !competing.isEmpty else { continue }
      let ids = Set(competing.map(\.contestant.id))
      switch policy {
      case .allIn: continue
      case .noneIn:
        verdict.refused.formUnion(ids)
        verdict.closed.insert(place)
      case .playOff:
        let equals = part.map(\.contestant.id)
        let order = playOff(of: Set(equals)) ?? playOff(of: ids)
        if kept == 0, let passing = order?.filter(ids.contains).prefix(free),
          refused.isDisjoint(with: passing)
        {
          verdict.refused.formUnion(ids.subtracting(passing))
        } else {
          verdict.ties.append(.init(people: competing, places: free))
          verdict.closed.insert(place)
          guard kept == 0 else { continue }
          let isFirst = refused.isDisjoint(with: ids)
          verdict.undecided.append(isFirst ? competing.map(\.contestant.id) : equals)
        }
      }
    }
    return verdict
  }

  private func playOff(of people: Set<ContestantID>) -> [ContestantID]? {
    playOffs.last { people.isSubset(of: $0.order) }?.order
  }
}

/// At most so many of each place of a kind, a unit or a city.
private struct Bound<Place: Hashable & Comparable> {
  let place: KeyPath<Standing, Place>
  private let most: Int
  private var taken: [Place: Int] = [:]

  init(of place: KeyPath<Standing, Place>, _ most: Int) {
    self.place = place
    self.most = most
  }

  func free(at place: Place) -> Int { max(0, most - taken[place, default: 0]) }

  func hasRoom(for standing: Standing) -> Bool { free(at: standing[keyPath: place]) > 0 }

  mutating func count(_ standing: Standing) { taken[standing[keyPath: place], default: 0] += 1 }

  /// Keeps places for people who wait, and closes those about which a verdict says so.
  mutating func keep(_ places: [Place: Int], closing verdict: Verdict<Place>) {
    taken.merge(places, uniquingKeysWith: +)
    for place in verdict.closed { taken[place] = max(most, taken[place, default: 0]) }
  }
}

/// What a bound makes of people who are equal.
private struct Verdict<Place: Hashable & Comparable> {
  /// People who wait, and how many of them can pass.
  struct Tie {
    let people: [Standing]
    let places: Int
  }

  var refused: Set<ContestantID> = []
  /// Places of which nothing is left for those behind.
  var closed: Set<Place> = []
  /// Who waits for a play-off among them, or for one among others that comes first.
  var ties: [Tie] = []
  /// Who needs a play-off now.
  var undecided: [[ContestantID]] = []

  var waiting: Set<ContestantID> { Set(ties.flatMap(\.people).map(\.contestant.id)) }

  /// How many places of another kind those who wait may need.
  func places<Other>(in bound: Bound<Other>) -> [Other: Int] {
    ties.reduce(into: [:]) { places, tie in
      for (place, people) in Dictionary(grouping: tie.people, by: { $0[keyPath: bound.place] }) {
        places[place, default: 0] += min(tie.places, people.count)
      }
    }
  }
}
