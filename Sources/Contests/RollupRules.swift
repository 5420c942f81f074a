/// How units, cities, provinces and teams are compared by the results of their people, as a stage declares it.
package struct RollupRules: Hashable, Sendable, Codable {
  /// The public is not shown figures of groups with fewer participants, 1 or more. One limit for units,
  /// cities, provinces and teams: their tables are public together, and each tells of the others.
  package let small: Int
  /// The score from which on a result passes; absent: nobody is told to have passed.
  package let pass: Points?
  package let unit: Rule
  package let city: Rule
  package let province: Rule
  /// Absent: teams are not declared, and compared as everywhere where nothing is.
  package let team: Rule?

  /// What people are grouped by.
  package enum Grouping: String, Sendable, CaseIterable, Codable {
    case unit, city, province, team
  }

  /// One figure of a group. Rates are in thousandths of a percent, 0 to 100,000.
  package enum Measure: String, Sendable, CaseIterable, Codable {
    /// Participants whose unit declared a headcount in their city, in percent of that headcount.
    case participationRate = "participation-rate"
    /// Units that took part in percent of those that declared a headcount; units have none.
    case coverage
    /// The mean score of the participants.
    case mean
    /// The sum of the scores of the best ranked, `best` of them.
    case sumOfBest = "sum-of-best"
    /// Participants who passed, in percent.
    case passRate = "pass-rate"
  }

  /// What decides between groups with the same score.
  package enum TieBreak: RawRepresentable, Hashable, Sendable, CaseIterable, Codable {
    /// The group with more of it is before the other.
    case measure(Measure)
    /// The score of the best ranked, then that of the second, as many as `best` says; the higher first.
    case bestMembers
    /// The time that those needed together, the shorter first.
    case elapsed

    package static let allCases = Measure.allCases.map(Self.measure) + [.bestMembers, .elapsed]

    package init?(rawValue: String) {
      switch rawValue {
      case "best-members": self = .bestMembers
      case "elapsed": self = .elapsed
      default:
        guard let measure = Measure(rawValue: rawValue) else { return nil }
        self = .measure(measure)
      }
    }

    package var rawValue: String {
      switch self {
      case .measure(let measure): measure.rawValue
      case .bestMembers: "best-members"
      case .elapsed: "elapsed"
      }
    }
  }

  /// A measure and what it weighs among others.
  package struct Part: Hashable, Sendable, Codable {
    package let measure: Measure
    /// 1 or more; of a measure that stands alone it means nothing.
    package let weight: Int

    package init(_ measure: Measure, weight: Int = 1) {
      self.measure = measure
      self.weight = weight
    }
  }

  /// What makes the score by which groups of one kind are ranked, the higher the better.
  package struct Rule: Hashable, Sendable, Codable {
    /// At least one, no measure twice. One by itself is the score; several are put on a scale from 0
    /// to 100 first, scores in percent of what could have been earned.
    package let score: [Part]
    /// How many the sum of the best adds up.
    package let best: Int
    /// How many must have taken part for the group to be ranked, 1 or more.
    package let least: Int
    /// What decides between equal scores, one after the other; absent: nothing does.
    package let ties: [TieBreak]?
    /// Whether those whom that leaves equal share a rank; absent: as the stage's ties say.
    package let ranks: TiePolicy.Ranks?

    package init(
      score: [Part], best: Int, least: Int, ties: [TieBreak]? = nil,
      ranks: TiePolicy.Ranks? = nil
    ) {
      self.score = score
      self.best = best
      self.least = least
      self.ties = ties
      self.ranks = ranks
    }
  }

  package init(
    small: Int, pass: Points?, unit: Rule, city: Rule, province: Rule, team: Rule? = nil
  ) {
    self.small = small
    self.pass = pass
    self.unit = unit
    self.city = city
    self.province = province
    self.team = team
  }

  /// The rule for groups of one kind.
  package func rule(for grouping: Grouping) -> Rule {
    switch grouping {
    case .unit: unit
    case .city: city
    case .province: province
    case .team: team ?? .usual(small: small)
    }
  }

  /// What holds where nothing is declared: the mean decides.
  package static let usual = RollupRules(
    small: Limits.smallGroup, pass: nil, unit: .usual(small: Limits.smallGroup),
    city: .usual(small: Limits.smallGroup), province: .usual(small: Limits.smallGroup))
}

extension RollupRules.Rule {
  /// How many are best where the plan does not say so.
  static let usualBest = 5

  static func usual(small: Int) -> RollupRules.Rule {
    RollupRules.Rule(score: [RollupRules.Part(.mean)], best: usualBest, least: small)
  }
}
