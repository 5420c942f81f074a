/// A stage's results by unit, city, province or team. Rates are in thousandths of a percent, scores in
/// thousandths of a point.
package struct RollupList: Codable, Hashable, Sendable {
  package let stage: String
  package let title: String
  /// `unit`, `city`, `province` or `team`.
  package let by: String
  /// `live`, `frozen` for a public view that stands still, or `certified` when the results are final.
  package let status: String
  /// Which declaration of headcounts the rates rest on; 0 when there is none.
  package let headcounts: Int
  /// The measures that make the score, such as `participation-rate 40`, `mean 60`; one stands alone.
  package let rule: [String]
  /// What decides between equal scores, one after the other; absent when nothing does.
  package let ties: [String]?
  /// Whether those whom that leaves equal share a rank: `shared` or `unique`.
  package let ranks: String
  /// How many of the best are added up.
  package let best: Int
  /// How many must have taken part for a group to be ranked.
  package let least: Int
  /// A row that shows fewer participants than this is withheld; absent when nothing is.
  package let small: Int?
  package let groups: Int
  package let total: RollupRow
  package let rows: [RollupRow]

  package init(
    stage: String, title: String, by: String, status: String, headcounts: Int, rule: [String],
    ties: [String]?, ranks: String, best: Int, least: Int, small: Int?, groups: Int,
    total: RollupRow, rows: [RollupRow]
  ) {
    self.stage = stage
    self.title = title
    self.by = by
    self.status = status
    self.headcounts = headcounts
    self.rule = rule
    self.ties = ties
    self.ranks = ranks
    self.best = best
    self.least = least
    self.small = small
    self.groups = groups
    self.total = total
    self.rows = rows
  }
}

/// One unit, city, province or team. Of a group that is withheld only names and headcounts are told.
package struct RollupRow: Codable, Hashable, Sendable {
  /// The unit, the team, or the region's code; empty for the total.
  package let group: String
  package let name: String
  /// The code of its city or province; absent for the total.
  package let region: String?
  package let isWithheld: Bool
  package let rank: Int?
  package let score: Int?
  package let headcount: Int?
  package let unitsDeclared: Int?
  /// People with a rank.
  package let participants: Int?
  /// Their submitted attempts (人次).
  package let participations: Int?
  package let participationRate: Int?
  package let units: Int?
  package let coverage: Int?
  package let mean: Int?
  /// Half the width of the mean's 95 % confidence interval.
  package let meanHalfWidth: Int?
  package let sumOfBest: Int?
  package let passed: Int?
  package let passRate: Int?

  package init(
    group: String, name: String, region: String?, isWithheld: Bool, rank: Int?, score: Int?,
    headcount: Int?, unitsDeclared: Int?, participants: Int?, participations: Int?,
    participationRate: Int?, units: Int?, coverage: Int?, mean: Int?, meanHalfWidth: Int?,
    sumOfBest: Int?, passed: Int?, passRate: Int?
  ) {
    self.group = group
    self.name = name
    self.region = region
    self.isWithheld = isWithheld
    self.rank = rank
    self.score = score
    self.headcount = headcount
    self.unitsDeclared = unitsDeclared
    self.participants = participants
    self.participations = participations
    self.participationRate = participationRate
    self.units = units
    self.coverage = coverage
    self.mean = mean
    self.meanHalfWidth = meanHalfWidth
    self.sumOfBest = sumOfBest
    self.passed = passed
    self.passRate = passRate
  }
}

/// The declarations of a contest's headcounts, newest first.
package struct HeadcountList: Codable, Hashable, Sendable {
  package let contest: String
  package let versions: [HeadcountDeclaration]

  package init(contest: String, versions: [HeadcountDeclaration]) {
    self.contest = contest
    self.versions = versions
  }
}

/// A declaration of headcounts.
package struct HeadcountDeclaration: Codable, Hashable, Sendable {
  package let version: Int
  /// Milliseconds since 1970.
  package let at: Int64
  package let by: String
  /// A unit in two cities is two.
  package let units: Int
  /// Of the units.
  package let people: Int
  package let teams: Int

  package init(version: Int, at: Int64, by: String, units: Int, people: Int, teams: Int) {
    self.version = version
    self.at = at
    self.by = by
    self.units = units
    self.people = people
    self.teams = teams
  }
}
