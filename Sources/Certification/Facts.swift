package import Contests

/// A known value and the place where it is written down.
package struct Fact<Value: Hashable & Sendable>: Hashable, Sendable {
  package let value: Value
  /// Such as `roster:level` or `results:<hash>#rank`; an absent value has evidence too, the place
  /// that was searched.
  package let evidence: String

  package init(_ value: Value, evidence: String) {
    self.value = value
    self.evidence = evidence
  }
}

/// What is known of one person for one certified result of a stage: all that policy packs judge.
package struct Facts: Hashable, Sendable {
  /// Who it is, as the roster says.
  package struct Person: Hashable, Sendable {
    package let contestant: ContestantID
    package let name: String
    package let unit: UnitName
    package let cityName: String
    package let region: RegionCode

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
    package let stage: StagePath
    package let contestTitle: LocalizedText
    package let eventTitle: LocalizedText
    package let occupation: OccupationCode
    package let tier: Tier

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
    package let certifiedAt: Instant
    /// 1 for the winner; absent when the person was not ranked.
    package let rank: Int?
    /// How many persons were ranked.
    package let rankedCount: Int
    package let score: Points
    /// The most that `score` could have been.
    package let maximum: Points
    package let shortlisted: Bool
    /// The attempts that count.
    package let rounds: Int

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

  package let person: Person
  package let occasion: Occasion
  package let result: Result
  /// Out of 100; absent when nobody entered one.
  package let theory: Fact<Points?>
  /// Out of 100; absent when nobody entered one.
  package let practical: Fact<Points?>
  /// The level certificate held before the contest; absent when none is known.
  package let level: Fact<SkillLevel?>
  package let disqualified: Fact<Bool>
  /// Whether a body registered for the occupation will issue level certificates.
  package let issuerRegistered: Fact<Bool>

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

  package var rank: Fact<Int?> { certified(result.rank, "rank") }
  package var score: Fact<Points> { certified(result.score, "score") }
  package var shortlisted: Fact<Bool> { certified(result.shortlisted, "shortlisted") }
  package var rounds: Fact<Int> { certified(result.rounds, "rounds") }
  package var certifiedAt: Fact<Instant> { certified(result.certifiedAt, "certified-at") }
  package var tier: Fact<Tier> {
    Fact(occasion.tier, evidence: "plan:\(occasion.stage.contest)#tier")
  }

  private func certified<Value>(_ value: Value, _ field: String) -> Fact<Value> {
    Fact(value, evidence: "results:\(result.hash)#\(field)")
  }
}
