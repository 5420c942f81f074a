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

/// What is known of one person, team or unit for one certified result of a stage: all that policy
/// packs judge.
package struct Facts: Hashable, Sendable {
  /// Whose result it is; a rule is for one of them.
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    case person, team, unit

    /// Everything about which rules may be.
    static let all = Set(allCases)
  }

  /// Who it is, as the roster says.
  package struct Person: Hashable, Sendable {
    /// The admission number; of a unit or a team what stands for it, see `ContestantID.init(of:)`.
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
    /// The class of the contest within its tier (一类, 二类), 1 or more; absent when the plan names
    /// none.
    package var contestClass: Int?
    /// Where days begin.
    package let zone: ContestZone
    /// How many days the stage's window touches; absent when it is not known.
    package let windowDays: Int?

    /// Taken from the plan.
    package init(
      stage: StagePath, contestTitle: LocalizedText, eventTitle: LocalizedText,
      occupation: OccupationCode, tier: Tier, contestClass: Int? = nil, zone: ContestZone,
      windowDays: Int? = nil
    ) {
      self.stage = stage
      self.contestTitle = contestTitle
      self.eventTitle = eventTitle
      self.occupation = occupation
      self.tier = tier
      self.contestClass = contestClass
      self.zone = zone
      self.windowDays = windowDays
    }
  }

  /// The score of one part.
  package struct Part: Hashable, Sendable {
    package let id: String
    /// In points of 100, rounded down so that nobody passes by rounding; absent when there is none.
    package let score: Points?
    /// Whether the plan's own pass mark is reached; true where it names none.
    package let isPassed: Bool

    package init(id: String, score: Points?, isPassed: Bool = true) {
      self.id = id
      self.score = score
      self.isPassed = isPassed
    }
  }

  /// What the certified results say of the person.
  package struct Result: Hashable, Sendable {
    /// The hash of the certified results, 64 lower-case hexadecimal digits.
    package let hash: String
    /// 1 for the first certification of the stage.
    package let version: Int
    /// When the results became final.
    package let certifiedAt: Instant
    /// Since when the public sees them, which begins the public notice: since then, or since the end of a
    /// freeze that kept them back; absent while it does.
    package var publicSince: Instant?
    /// The local day of the first certification; ages are those of this day, and a later version is a
    /// correction of the same results.
    package let certifiedOn: CalendarDate
    /// 1 for the winner; absent when the person was not ranked.
    package let rank: Int?
    /// How many persons were ranked.
    package let rankedCount: Int
    /// Whether somebody else has the same rank who did not fall out since.
    package let isTied: Bool
    /// How many of those ranked before fell out since, in the public notice.
    package let fellOutAhead: Int
    /// The score that was ranked.
    package let score: Points
    /// The most that `score` could have been.
    package let maximum: Points
    /// Whether the person passed the cut.
    package let shortlisted: Bool
    /// The attempts in which at least one question was answered.
    package let rounds: Int
    /// The days on which there was such an attempt.
    package let days: Int
    /// What the score is made of; empty where it is that of the paper alone.
    package let parts: [Part]
    /// The rank of the person's team; absent without one, or when it was not ranked.
    package var teamRank: Int?
    /// How many teams were ranked.
    package var rankedTeams = 0
    /// How many of the teams ranked before the person's fell out since.
    package var teamsFellOutAhead = 0
    /// What stands against the person's team, `open` or `upheld`; absent when that is nothing.
    package var teamObjection: Fact<Objection>?
    /// Of a unit or a team: how many of its people have a rank; absent for persons.
    package let participants: Int?
    /// Of a unit or a team: the share of its people who took part, in thousandths of a percent, at most
    /// 100 %; absent for persons, and when no headcount was declared.
    package let participationRate: Int?

    /// Taken from the certified results.
    package init(
      hash: String, version: Int, certifiedAt: Instant, certifiedOn: CalendarDate, rank: Int?,
      rankedCount: Int, isTied: Bool = false, fellOutAhead: Int = 0, score: Points,
      maximum: Points, shortlisted: Bool, rounds: Int, days: Int = 0, parts: [Part] = [],
      participants: Int? = nil, participationRate: Int? = nil
    ) {
      self.hash = hash
      self.version = version
      self.certifiedAt = certifiedAt
      publicSince = certifiedAt
      self.certifiedOn = certifiedOn
      self.rank = rank
      self.rankedCount = rankedCount
      self.isTied = isTied
      self.fellOutAhead = fellOutAhead
      self.score = score
      self.maximum = maximum
      self.shortlisted = shortlisted
      self.rounds = rounds
      self.days = days
      self.parts = parts
      self.participants = participants
      self.participationRate = participationRate
    }
  }

  /// Whose result it is.
  package var subject: Subject
  /// Who it is.
  package var person: Person
  /// What was contested.
  package var occasion: Occasion
  /// What came of it.
  package var result: Result
  /// What else is known of the person.
  package var record: PersonRecord
  /// Whether a ruling takes every outcome away.
  package var disqualified: Fact<Bool>
  /// Objections of the public notice against the person, team or unit.
  package var objection: Fact<Objection>
  /// The bodies registered for the occupation, whenever and for whatever levels.
  package var issuers: [IssuerRegistration]

  /// Everything that packs judge; what nobody entered is given as an absent value.
  package init(
    subject: Subject = .person, person: Person, occasion: Occasion, result: Result,
    record: PersonRecord, disqualified: Fact<Bool>, objection: Fact<Objection>,
    issuers: [IssuerRegistration]
  ) {
    self.subject = subject
    self.person = person
    self.occasion = occasion
    self.result = result
    self.record = record
    self.disqualified = disqualified
    self.objection = objection
    self.issuers = issuers
  }

  /// What became of objections in the public notice.
  package enum Objection: String, Hashable, Sendable, CaseIterable {
    case none, open, upheld
  }
}

extension Facts {
  /// The rank in force where whoever stands behind somebody who fell out moves up; never above 1.
  package func rank(movingUp: Bool) -> Int? {
    result.rank.map { movingUp ? max(1, $0 - result.fellOutAhead) : $0 }
  }

  /// The same of the person's team.
  package func teamRank(movingUp: Bool) -> Int? {
    result.teamRank.map { movingUp ? max(1, $0 - result.teamsFellOutAhead) : $0 }
  }

  /// Who employs the person, as the ledger says, or else the roster.
  package var employer: UnitName { record.employer.value.flatMap { UnitName($0) } ?? person.unit }

  /// Where a field of the certified results is written down.
  func certified(_ field: String) -> String { "results:\(result.hash)#\(field)" }

  /// Where a field of the plan is written down.
  func planned(_ field: String) -> String { "plan:\(occasion.stage.contest)#\(field)" }
}
