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
  /// Those that are withheld stand behind the others, by region and name, so that their place in the
  /// list tells nothing.
  package let rows: [Row]

  /// - Parameter top: the most rows.
  package init(_ rollups: Rollups, rules: RollupRules, isPublic: Bool, top: Int) {
    let row = { (rollup: Rollup) in
      Row(rollup: rollup, isWithheld: isPublic && rollups.withheld.contains(rollup.group))
    }
    total = row(rollups.total)
    let all = rollups.rows.map(row)
    let withheld = all.filter(\.isWithheld).sorted {
      ($0.rollup.region?.text ?? "", $0.rollup.name)
        < ($1.rollup.region?.text ?? "", $1.rollup.name)
    }
    rows = Array((all.filter { !$0.isWithheld } + withheld).prefix(top))
  }
}
