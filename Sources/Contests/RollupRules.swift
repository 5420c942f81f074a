/// How units, cities and provinces are compared by the results of their people, as a stage declares it.
package struct RollupRules: Hashable, Sendable, Codable {
  /// The public is not shown figures of groups with fewer participants, 1 or more.
  package let small: Int
  /// The score from which on a result passes; absent: nobody is told to have passed.
  package let pass: Points?
  package let unit: Rule
  package let city: Rule
  package let province: Rule

  /// What people are grouped by.
  package enum Grouping: String, Sendable, CaseIterable, Codable {
    case unit, city, province
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

    package init(score: [Part], best: Int, least: Int) {
      self.score = score
      self.best = best
      self.least = least
    }
  }

  package init(small: Int, pass: Points?, unit: Rule, city: Rule, province: Rule) {
    self.small = small
    self.pass = pass
    self.unit = unit
    self.city = city
    self.province = province
  }

  /// The rule for groups of one kind.
  package func rule(for grouping: Grouping) -> Rule {
    switch grouping {
    case .unit: unit
    case .city: city
    case .province: province
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
