package import Contests

/// What the results of one unit, city, province or team come to. Rates are in thousandths of a percent.
package struct Rollup: Hashable, Sendable {
  /// A unit, a city, a province or a team; `overall` for all together.
  package let group: Scope
  /// The unit's or the team's name, or the city's as the roster or the headcounts give it; otherwise the code.
  package let name: String
  /// The city or province; of a unit or a team in several cities the first by code. Absent for all together.
  package let region: RegionCode?
  package let tally: RollupTally
  /// Declared, over all that belongs to the group; absent when nothing was.
  package let headcount: Int?
  /// Participants whose unit declared a headcount in their city, in percent of it, at most 100 %; of a
  /// team its participants in percent of its own.
  package let participationRate: Int?
  /// Units that took part, whether or not they declared a headcount; a unit in two cities is two.
  package let units: Int
  package let unitsDeclared: Int?
  /// Units that declared a headcount and took part, in percent of those that declared one.
  package let coverage: Int?
  /// Absent when nobody took part.
  package let mean: MeanInterval?
  /// The sum of the scores of the best ranked, as many as the rule says; those who are not there
  /// count nothing. Absent where the public is not shown it.
  package internal(set) var sumOfBest: Points?
  /// Absent when the stage declares no pass mark, or nobody took part.
  package let passRate: Int?
  /// In thousandths of a point or of a percent; absent when a figure of which it is made is.
  package let score: Int?
  /// 1 for the highest score; absent for groups with too few participants or without a score.
  package internal(set) var rank: Int?
}

/// Everything that roll-ups by one kind of group show.
package struct Rollups: Hashable, Sendable {
  package let grouping: RollupRules.Grouping
  /// Everybody together, without score and rank.
  package let total: Rollup
  /// By rank, then those without one by code and name.
  package let rows: [Rollup]
  /// The groups whose figures the public is not shown, of all kinds.
  package let withheld: Set<Scope>
  /// Of the headcounts; 0 when there are none.
  package let headcountVersion: Int
}
