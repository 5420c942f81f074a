import Contests

extension Rollups {
  /// Computes the roll-ups of a stage from the sums of its units, without looking at each person.
  init(
    by grouping: RollupRules.Grouping, of source: some RollupSource, rules: RollupRules,
    ties: TiePolicy.Ranks, headcounts: Headcounts
  ) {
    let tallies = source.rollupTallies
    let cells = Self.cells(of: tallies, headcounts)
    let rule = rules.rule(for: grouping)
    var total = RollupTally()
    for cell in cells { total += cell.tally }
    // What those who are not there could have earned, where a sum of the best is put on a scale.
    let most = Rounding.quotient(total.maximum, max(total.participants, 1))
    let maker = RollupMaker(
      source: source, rules: rules, rule: rule, most: most, teams: headcounts.teams)
    self.grouping = grouping
    self.total = maker.rollup(.overall, cells[...], isScored: false).rollup
    let groups =
      grouping == .team
      ? Self.teams(of: tallies, declared: headcounts.teams.keys)
      : Dictionary(grouping: cells) { Self.group(of: $0, grouping) }
    rows = Self.ranked(
      groups.map { maker.rollup($0.key, $0.value[...], isScored: true) }, least: rule.least,
      rule.ranks ?? ties)
    let places = SmallGroups(cells, limit: rules.small).withheld
    // Of a team that was only declared, nobody took part.
    let silent = Set(headcounts.teams.keys).subtracting(tallies.compactMap(\.team))
    withheld = places.union(silent.map(Scope.team)).union(
      SmallTeams(tallies, cells: cells, withheld: places, limit: rules.small).withheld)
    headcountVersion = headcounts.version
  }

  private static func group(of cell: RollupCell, _ grouping: RollupRules.Grouping) -> Scope {
    switch grouping {
    case .unit: .unit(cell.unit)
    case .city: .city(cell.city)
    case .province: .province(cell.city.province)
    case .team: preconditionFailure("a unit in a city may have people of several teams")
    }
  }

  /// In the order of city and unit.
  private static func cells(
    of tallies: some Sequence<PlaceTally>, _ headcounts: Headcounts
  ) -> [RollupCell] {
    var cells: [RollupCell.Key: RollupCell] = [:]
    for declared in headcounts.entries {
      let cell = RollupCell(
        unit: declared.unit, city: declared.city, cityName: declared.cityName,
        headcount: declared.count)
      cells[cell.key] = cell
    }
    for place in tallies {
      var cell = cells[place.cell] ?? RollupCell(unit: place.unit, city: place.region.city)
      // Of several names of one city the first, so that the order of results does not matter.
      cell.cityName = min(cell.cityName ?? place.cityName, place.cityName)
      cell.tally += place.tally
      cells[place.cell] = cell
    }
    return cells.values.sorted { ($0.city, $0.unit) < ($1.city, $1.unit) }
  }

  /// What each team has in each unit of a city; nothing of a team that only declared its headcount.
  private static func teams(
    of tallies: [PlaceTally], declared: some Sequence<TeamName>
  ) -> [Scope: [RollupCell]] {
    var members = Dictionary(uniqueKeysWithValues: declared.map { ($0, [PlaceTally]()) })
    for place in tallies {
      if let team = place.team { members[team, default: []].append(place) }
    }
    return Dictionary(
      uniqueKeysWithValues: members.map { (.team($0.key), cells(of: $0.value, .none)) })
  }

  private static func ranked(
    _ rows: [ScoredRollup], least: Int, _ ties: TiePolicy.Ranks
  ) -> [Rollup] {
    let ordered = rows.sorted {
      ($0.rollup.region?.text ?? "", $0.rollup.name, $0.rollup.group.description)
        < ($1.rollup.region?.text ?? "", $1.rollup.name, $1.rollup.group.description)
    }
    let isRanked = { (row: ScoredRollup) in
      row.rollup.score != nil && row.rollup.tally.participants >= least
    }
    // What the order leaves equal stays as it is.
    var ranked = ordered.filter(isRanked).enumerated().sorted {
      $0.element.order == $1.element.order
        ? $0.offset < $1.offset : $0.element.precedes($1.element)
    }.map(\.element)
    for index in ranked.indices {
      let isTied = index > 0 && ranked[index].order == ranked[index - 1].order
      ranked[index].rollup.rank =
        isTied && ties == .shared ? ranked[index - 1].rollup.rank : index + 1
    }
    return (ranked + ordered.filter { !isRanked($0) }).map(\.rollup)
  }
}

/// A roll-up and what decides its place.
private struct ScoredRollup {
  var rollup: Rollup
  /// The score and then what the rule names between equals, each the less the better.
  let order: [[Int]]

  func precedes(_ other: ScoredRollup) -> Bool {
    order.lexicographicallyPrecedes(other.order) { $0.lexicographicallyPrecedes($1) }
  }
}

/// Makes the figures of one group after the other.
private struct RollupMaker<Source: RollupSource> {
  let source: Source
  let rules: RollupRules
  let rule: RollupRules.Rule
  /// The mean of what the participants could have earned, in thousandths.
  let most: Int
  /// The headcounts of teams.
  let teams: [TeamName: Int]

  /// - Parameter cells: in the order of city and unit; none only of `overall` and of teams.
  func rollup(
    _ group: Scope, _ cells: ArraySlice<RollupCell>, isScored: Bool
  ) -> ScoredRollup {
    var tally = RollupTally()
    var (headcount, declaredParticipants) = (0, 0)
    var (units, unitsDeclared, unitsCovered) = (0, 0, 0)
    for cell in cells {
      tally += cell.tally
      let tookPart = cell.tally.participants > 0
      if tookPart { units += 1 }
      guard let declared = cell.headcount else { continue }
      headcount += declared
      declaredParticipants += cell.tally.participants
      unitsDeclared += 1
      if tookPart { unitsCovered += 1 }
    }
    var hasHeadcount = unitsDeclared > 0
    if case .team(let team) = group, let declared = teams[team] {
      (hasHeadcount, headcount, declaredParticipants) = (true, declared, tally.participants)
    }
    let rate = hasHeadcount ? Rounding.percent(declaredParticipants, of: headcount) : nil
    let isUnit = if case .unit = group { true } else { false }
    let coverage =
      unitsDeclared > 0 && !isUnit ? Rounding.percent(unitsCovered, of: unitsDeclared) : nil
    let best = source.best(rule.best, in: group)
    let passRate =
      rules.pass != nil && tally.participants > 0
      ? Rounding.percent(tally.passed, of: tally.participants) : nil
    let figures = Figures(
      participationRate: rate.map { min($0, 100_000) }, coverage: coverage, tally: tally,
      best: best, passRate: passRate)
    let (name, region) = Self.name(of: group, cells)
    let rollup = Rollup(
      group: group, name: name, region: region, tally: tally,
      headcount: hasHeadcount ? headcount : nil, participationRate: figures.participationRate,
      units: units, unitsDeclared: unitsDeclared > 0 ? unitsDeclared : nil, coverage: coverage,
      mean: MeanInterval(tally), sumOfBest: Points(thousandths: best.score), passRate: passRate,
      score: isScored ? score(figures) : nil)
    return ScoredRollup(rollup: rollup, order: isScored ? order(rollup, figures) : [])
  }

  /// The results of the best are read only where they may decide.
  private func order(_ rollup: Rollup, _ figures: Figures) -> [[Int]] {
    let ties = rule.ties ?? []
    let asksForMembers = ties.contains(.bestMembers) || ties.contains(.elapsed)
    let members = asksForMembers ? source.bestResults(rule.best, in: rollup.group) : []
    return [[-(rollup.score ?? 0)]]
      + ties.map { tie in
        switch tie {
        case .measure(let measure): [figure(measure, figures).map { -$0 } ?? .max]
        // A group with one more of them is before one that lacks somebody.
        case .bestMembers: members.map { -$0.score.thousandths } + [.max]
        case .elapsed: [members.reduce(0) { $0 + Int($1.elapsed.count) }]
        }
      }
  }

  private struct Figures {
    let participationRate: Int?
    let coverage: Int?
    let tally: RollupTally
    let best: (score: Int, maximum: Int, people: Int)
    let passRate: Int?
  }

  private func score(_ figures: Figures) -> Int? {
    guard rule.score.count > 1 else {
      return rule.score.first.flatMap { figure($0.measure, figures) }
    }
    var (sum, weights) = (0, 0)
    for part in rule.score {
      guard let percent = percent(part.measure, figures) else { return nil }
      sum += part.weight * percent
      weights += part.weight
    }
    return Rounding.quotient(sum, weights)
  }

  /// A measure by itself, in thousandths of a point or of a percent.
  private func figure(_ measure: RollupRules.Measure, _ figures: Figures) -> Int? {
    switch measure {
    case .mean: MeanInterval(figures.tally)?.mean.thousandths
    case .sumOfBest: figures.tally.participants > 0 ? figures.best.score : nil
    case .participationRate, .coverage, .passRate: percent(measure, figures)
    }
  }

  /// A measure in thousandths of a percent.
  private func percent(_ measure: RollupRules.Measure, _ figures: Figures) -> Int? {
    switch measure {
    case .participationRate: return figures.participationRate
    case .coverage: return figures.coverage
    case .passRate: return figures.passRate
    case .mean:
      let tally = figures.tally
      return tally.maximum > 0 ? Rounding.percent(tally.score, of: tally.maximum) : nil
    case .sumOfBest:
      let best = figures.best
      let whole = best.maximum + (rule.best - best.people) * most
      return figures.tally.participants > 0 && whole > 0
        ? Rounding.percent(best.score, of: whole) : nil
    }
  }

  private static func name(
    of group: Scope, _ cells: ArraySlice<RollupCell>
  ) -> (name: String, region: RegionCode?) {
    let first = cells.first
    return switch group {
    case .overall: ("", nil)
    case .province(let code): (code.text, code)
    case .city(let code): (cells.lazy.compactMap(\.cityName).first ?? code.text, code)
    case .unit(let unit): (unit.text, first?.city)
    case .team(let team): (team.text, first?.city)
    }
  }
}
