import Contests

/// Which teams the public is not shown, so that nobody learns what a few people did. Teams lie across
/// units and regions, so they are judged after those, and it is always a team that gives way.
///
/// A team with fewer participants than the limit is withheld. So is, of the teams shown that lie within
/// a unit, a city, a province or the whole, the smallest, where too few people would be left of that
/// group without those teams; the same of what is left of a group without the smaller places shown
/// within it. And so is a team of which too few would be left without the units, cities or provinces
/// shown within it. Too few are one or more, and fewer than the limit.
///
/// Not guarded, beside what `SmallGroups` names: a difference of groups of which none lies within the
/// other.
struct SmallTeams {
  private struct Team {
    let name: TeamName
    /// Where its participants are, and how many of them.
    var people: [RollupCell.Key: Int] = [:]
    var size = 0
    var isShown = true
  }

  /// A group shown, or what is left of one.
  private struct Whole {
    var size = 0
    /// The indices of the teams that lie within, the smallest first.
    var teams: [Int] = []
  }

  /// The smallest first.
  private var teams: [Team]
  private var groups: [Scope: Whole] = [:]
  private var remainders: [Scope: Whole] = [:]
  private let limit: Int

  /// - Parameter withheld: the units, cities and provinces that are not shown, and the whole if it is not.
  init(_ tallies: [PlaceTally], cells: [RollupCell], withheld: Set<Scope>, limit: Int) {
    self.limit = limit
    var known: [TeamName: Team] = [:]
    for place in tallies {
      guard let name = place.team else { continue }
      var team = known[name] ?? Team(name: name)
      team.size += place.tally.participants
      if place.tally.participants > 0 {
        team.people[place.cell, default: 0] += place.tally.participants
      }
      known[name] = team
    }
    teams = known.values.sorted { ($0.size, $0.name) < ($1.size, $1.name) }
    guard !teams.isEmpty else { return }
    let map = PlaceMap(cells, withheld: withheld)
    for cell in cells {
      for place in map.places(of: cell.key) {
        groups[place, default: Whole()].size += cell.tally.participants
      }
      if let home = map.homes[cell.key] {
        remainders[home, default: Whole()].size += cell.tally.participants
      }
    }
    for index in teams.indices {
      if teams[index].size < limit || tellsOfFew(teams[index], map) {
        teams[index].isShown = false
        continue
      }
      let places = teams[index].people.keys.map { Set(map.places(of: $0)) }
      for place in places.dropFirst().reduce(places[0], { $0.intersection($1) }) {
        groups[place]?.teams.append(index)
      }
      let homes = Set(teams[index].people.keys.map { map.homes[$0] })
      if homes.count == 1, let home = homes.first ?? nil { remainders[home]?.teams.append(index) }
    }
    while withholdMore() {}
  }

  /// The teams whose figures are not shown.
  var withheld: Set<Scope> {
    Set(teams.lazy.filter { !$0.isShown }.map { .team($0.name) })
  }

  private func isTooFew(_ people: Int) -> Bool { people > 0 && people < limit }

  /// Whether too few are left of a team without the places of one kind that lie within it.
  private func tellsOfFew(_ team: Team, _ map: PlaceMap) -> Bool {
    var inTeam: [Scope: Int] = [:]
    for (cell, people) in team.people {
      for place in map.places(of: cell) { inTeam[place, default: 0] += people }
    }
    var covered: [PlaceMap.Kind: Int] = [:]
    for (place, people) in inTeam where groups[place]?.size == people {
      covered[PlaceMap.Kind(place), default: 0] += people
    }
    return covered.values.contains { isTooFew(team.size - $0) }
  }

  /// Withholds one more team of each whole of which too few are left.
  private mutating func withholdMore() -> Bool {
    var hasChanged = false
    for whole in [groups, remainders].joined().map(\.value) {
      let shown = whole.teams.filter { teams[$0].isShown }
      let rest = whole.size - shown.reduce(0) { $0 + teams[$1].size }
      guard isTooFew(rest), let smallest = shown.first else { continue }
      teams[smallest].isShown = false
      hasChanged = true
    }
    return hasChanged
  }
}

/// Which shown places a unit of a city lies in.
private struct PlaceMap {
  enum Kind: Hashable {
    case unit, city, province, whole

    init(_ place: Scope) {
      self =
        switch place {
        case .unit, .team: .unit
        case .city: .city
        case .province: .province
        case .overall: .whole
        }
    }
  }

  /// The smallest of the places shown in which it lies as a part. A unit in several cities is no part
  /// of one of them.
  private(set) var homes: [RollupCell.Key: Scope] = [:]
  private let withheld: Set<Scope>

  init(_ cells: [RollupCell], withheld: Set<Scope>) {
    self.withheld = withheld
    let cities = Dictionary(grouping: cells, by: \.unit).mapValues { Set($0.map(\.city)).count }
    for cell in cells {
      let places = places(of: cell.key)
      homes[cell.key] = places.first { $0 != .unit(cell.unit) || cities[cell.unit] == 1 }
    }
  }

  /// The smallest first.
  func places(of cell: RollupCell.Key) -> [Scope] {
    [.unit(cell.unit), .city(cell.city), .province(cell.city.province), .overall].filter {
      !withheld.contains($0)
    }
  }
}
