package import Contests

/// A known value and the place where it is written down.
package struct Fact<Value: Hashable & Sendable>: Hashable, Sendable {
  /// What is known.
  package let value: Value
  /// Such as `roster:level` or `results:<hash>#rank`; an absent value has evidence too, the place
  /// that was searched.
  package let evidence: String

  /// A value is never known without its evidence.
  package init(_ value: Value, evidence: String) {
    self.value = value
    self.evidence = evidence
  }
}

/// What is known of one person for one certified result of a stage: all that policy packs judge.
package struct Facts: Hashable, Sendable {
  /// Who it is, as the roster says.
  package struct Person: Hashable, Sendable {
    /// The admission number.
    package let contestant: ContestantID
    /// As certificates are to show it.
    package let name: String
    /// The employer.
    package let unit: UnitName
    /// The name of the city for which the person stands.
    package let cityName: String
    /// The code of that city or county.
    package let region: RegionCode

    /// Taken from the roster.
    package init(
      contestant: ContestantID, name: String, unit: UnitName, cityName: String, region: RegionCode
    ) {
      self.contestant = contestant
      self.name = name
      self.unit = unit
      self.cityName = cityName
      self.region = region
    }
  }

  /// What was contested, as the plan says.
  package struct Occasion: Hashable, Sendable {
    /// The stage that was certified.
    package let stage: StagePath
    /// As certificates are to show it.
    package let contestTitle: LocalizedText
    /// As certificates are to show it.
    package let eventTitle: LocalizedText
    /// The occupation to which certificates refer.
    package let occupation: OccupationCode
    /// How high the contest stands.
    package let tier: Tier

    /// Taken from the plan.
    package init(
      stage: StagePath, contestTitle: LocalizedText, eventTitle: LocalizedText,
      occupation: OccupationCode, tier: Tier
    ) {
      self.stage = stage
      self.contestTitle = contestTitle
      self.eventTitle = eventTitle
      self.occupation = occupation
      self.tier = tier
    }
  }

  /// What the certified results say of the person.
  package struct Result: Hashable, Sendable {
    /// The hash of the certified results, 64 lower-case hexadecimal digits.
    package let hash: String
    /// 1 for the first certification of the stage.
    package let version: Int
    /// When the results became final; the public notice begins then.
    package let certifiedAt: Instant
    /// 1 for the winner; absent when the person was not ranked.
    package let rank: Int?
    /// How many persons were ranked.
    package let rankedCount: Int
    /// The rank of the person's team; absent without one, or when it was not ranked.
    package var teamRank: Int?
    /// How many teams were ranked.
    package var rankedTeams = 0
    /// The score that was ranked.
    package let score: Points
    /// The most that `score` could have been.
    package let maximum: Points
    /// Whether the person passed the cut.
    package let shortlisted: Bool
    /// The attempts in which at least one question was answered.
    package let rounds: Int

    /// Taken from the certified results.
    package init(
      hash: String, version: Int, certifiedAt: Instant, rank: Int?, rankedCount: Int,
      score: Points, maximum: Points, shortlisted: Bool, rounds: Int
    ) {
      self.hash = hash
      self.version = version
      self.certifiedAt = certifiedAt
      self.rank = rank
      self.rankedCount = rankedCount
      self.score = score
      self.maximum = maximum
      self.shortlisted = shortlisted
      self.rounds = rounds
    }
  }

  /// Who it is.
  package let person: Person
  /// What was contested.
  package let occasion: Occasion
  /// What came of it.
  package let result: Result
  /// Out of 100; absent when nobody entered one.
  package let theory: Fact<Points?>
  /// Out of 100; absent when nobody entered one.
  package let practical: Fact<Points?>
  /// The level certificate held before the contest; absent when none is known.
  package let level: Fact<SkillLevel?>
  /// Whether a ruling takes every outcome away.
  package let disqualified: Fact<Bool>
  /// Whether a body registered for the occupation will issue level certificates.
  package let issuerRegistered: Fact<Bool>

  /// Everything that packs judge; what nobody entered is given as an absent value.
  package init(
    person: Person, occasion: Occasion, result: Result, theory: Fact<Points?>,
    practical: Fact<Points?>, level: Fact<SkillLevel?>, disqualified: Fact<Bool>,
    issuerRegistered: Fact<Bool>
  ) {
    self.person = person
    self.occasion = occasion
    self.result = result
    self.theory = theory
    self.practical = practical
    self.level = level
    self.disqualified = disqualified
    self.issuerRegistered = issuerRegistered
  }

  /// The team's rank with its evidence.
  package var teamRank: Fact<Int?> { certified(result.teamRank, "teams") }
  /// The rank with its evidence.
  package var rank: Fact<Int?> { certified(result.rank, "rank") }
  /// The score with its evidence.
  package var score: Fact<Points> { certified(result.score, "score") }
  /// Whether the person passed the cut, with its evidence.
  package var shortlisted: Fact<Bool> { certified(result.shortlisted, "shortlisted") }
  /// The attempts that count, with their evidence.
  package var rounds: Fact<Int> { certified(result.rounds, "rounds") }
  /// The moment of certification with its evidence.
  package var certifiedAt: Fact<Instant> { certified(result.certifiedAt, "certified-at") }
  /// The tier with its evidence.
  package var tier: Fact<Tier> {
    Fact(occasion.tier, evidence: "plan:\(occasion.stage.contest)#tier")
  }

  private func certified<Value>(_ value: Value, _ field: String) -> Fact<Value> {
    Fact(value, evidence: "results:\(result.hash)#\(field)")
  }
}
