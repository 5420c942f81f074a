package import Contests

/// What roll-ups are computed from where results stand in an order that does not change.
struct OrderedResults: RollupSource {
  let rollupTallies: [PlaceTally]
  private let standings: Standings
  private let teams: [TeamName: [StageResult]]
  private let units: [UnitName: [StageResult]]

  /// - Parameter pass: the score that passes; absent: nobody is counted as having passed.
  init(_ standings: Standings, pass: Points?) {
    self.standings = standings
    var tallies: [Place: RollupTally] = [:]
    var teams: [TeamName: [StageResult]] = [:]
    var units: [UnitName: [StageResult]] = [:]
    for row in standings.rows {
      units[row.contestant.unit, default: []].append(row.result)
      tallies[Place(row.contestant), default: RollupTally()].add(row.result, pass: pass)
      if let team = row.contestant.team { teams[team, default: []].append(row.result) }
    }
    self.teams = teams
    self.units = units
    rollupTallies = tallies.map { place, tally in
      PlaceTally(
        unit: place.unit, region: place.region, cityName: place.cityName, team: place.team,
        tally: tally)
    }
  }

  private struct Place: Hashable {
    let unit: UnitName
    let region: RegionCode
    let cityName: String
    let team: TeamName?

    init(_ contestant: Contestant) {
      unit = contestant.unit
      region = contestant.region
      cityName = contestant.cityName
      team = contestant.team
    }
  }

  func best(_ count: Int, in scope: Scope) -> (score: Int, maximum: Int, people: Int) {
    let results = bestResults(count, in: scope)
    return (
      results.reduce(0) { $0 + $1.score.thousandths },
      results.reduce(0) { $0 + $1.maximum.thousandths }, results.count
    )
  }

  func bestResults(_ count: Int, in scope: Scope) -> [StageResult] {
    switch scope {
    case .team(let team): return Array((teams[team] ?? []).prefix(count))
    case .unit(let unit): return Array((units[unit] ?? []).prefix(count))
    case .overall, .province, .city: break
    }
    let rows = standings.rows.lazy.filter { Scope.all(of: $0.contestant).contains(scope) }
    return rows.prefix(count).map(\.result)
  }
}

extension Standings {
  /// What the results of each unit come to, in the order of their ranks, those without one last.
  package func units(in stage: Stage, _ headcounts: Headcounts) -> [Rollup] {
    let rules = stage.rollups ?? .usual
    return Rollups(
      by: .unit, of: OrderedResults(self, pass: rules.pass), rules: rules,
      ties: stage.ties.ranks, headcounts: headcounts
    ).rows
  }
}

extension Headcounts {
  /// How many of a team's people took part, as its roll-up has it: in thousandths of a percent, at most
  /// 100 %; absent when the team declared no headcount.
  package func participationRate(of team: TeamName, participants: Int) -> Int? {
    teams[team].map { min(Rounding.percent(participants, of: $0), 100_000) }
  }
}

extension CertifiedResults {
  /// A team's result.
  package struct Team: Hashable, Sendable, Codable {
    /// Absent for a team that has too few participants.
    package let rank: Int?
    package let team: TeamName
    /// In thousandths of a point or of a percent, by the measures of the rule; absent where one is.
    package let score: Int?
    /// Members with a rank.
    package let participants: Int
  }

  /// The standings of the teams, in their order; absent where the stage declares no rule for them, or
  /// nobody with a rank has a team.
  package static func teams(of standings: Standings, in stage: Stage) -> [Team]? {
    guard let rules = stage.rollups, rules.team != nil else { return nil }
    let rollups = Rollups(
      by: .team, of: OrderedResults(standings, pass: rules.pass), rules: rules,
      ties: stage.ties.ranks, headcounts: .none)
    let teams = rollups.rows.compactMap { row -> Team? in
      guard case .team(let team) = row.group else { return nil }
      return Team(
        rank: row.rank, team: team, score: row.score, participants: row.tally.participants)
    }
    return teams.isEmpty ? nil : teams
  }
}
