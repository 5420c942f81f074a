package import Contests

extension StandingsTable: RollupSource {
  func bestResults(_ count: Int, in scope: Scope) -> [StageResult] {
    rows(0..<count, in: scope).map(\.result)
  }

  /// The roll-ups of this table, computed anew only when a result or the headcounts have changed.
  package mutating func rollups(
    by grouping: RollupRules.Grouping, headcounts: Headcounts
  ) -> Rollups {
    if let known = knownRollups(by: grouping, headcountVersion: headcounts.version) {
      return known
    }
    let computed = Rollups(
      by: grouping, of: self, rules: stage.rollups ?? .usual, ties: stage.ties.ranks,
      headcounts: headcounts)
    rollups[grouping] = computed
    return computed
  }

  /// The roll-ups as they were computed last; absent when something has changed since.
  package func knownRollups(
    by grouping: RollupRules.Grouping, headcountVersion: Int
  ) -> Rollups? {
    rollups[grouping].flatMap { $0.headcountVersion == headcountVersion ? $0 : nil }
  }
}
