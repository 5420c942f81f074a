package import Contests

/// Roll-ups as somebody is shown them: staff all of them, the public without what would tell of a few
/// people.
package struct PublishedRollups: Sendable {
  /// A group and whether its figures are kept back.
  package struct Row: Sendable {
    package let rollup: Rollup
    package let isWithheld: Bool
  }

  package let total: Row
  /// Those that are withheld stand behind the others, by region and name, and the others are ranked
  /// without them, so that their place in the list tells nothing.
  package let rows: [Row]

  /// - Parameter top: the most rows.
  package init(_ rollups: Rollups, rules: RollupRules, isPublic: Bool, top: Int) {
    let rule = rules.rule(for: rollups.grouping)
    // The sum of a few tells of each of them; where it is the declared score it is told all the same.
    let keepsBestBack =
      isPublic && rule.best < rules.small
      && !rule.score.contains { $0.measure == .sumOfBest }
    let row = { (rollup: Rollup) in
      var shown = rollup
      if keepsBestBack { shown.sumOfBest = nil }
      return Row(rollup: shown, isWithheld: isPublic && rollups.withheld.contains(rollup.group))
    }
    total = row(rollups.total)
    let all = rollups.rows.map(row)
    let withheld = all.filter(\.isWithheld).sorted {
      ($0.rollup.region?.text ?? "", $0.rollup.name)
        < ($1.rollup.region?.text ?? "", $1.rollup.name)
    }
    // Places counted among those that are shown: a gap would tell between whom somebody is missing.
    var before = withheld.compactMap(\.rollup.rank).sorted()[...]
    var withheldBefore = 0
    let shown = all.filter { !$0.isWithheld }.map { row in
      guard let rank = row.rollup.rank else { return row }
      // Both are in the order of their ranks.
      while let next = before.first, next < rank {
        before.removeFirst()
        withheldBefore += 1
      }
      var rollup = row.rollup
      rollup.rank = rank - withheldBefore
      return Row(rollup: rollup, isWithheld: false)
    }
    rows = Array((shown + withheld).prefix(top))
  }
}
