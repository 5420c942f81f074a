/// A contest plan with the policy packs to which it refers.
package struct NewContest: Codable, Hashable, Sendable {
  /// The text of the plan file.
  package let plan: String
  /// The texts of policy pack files by file name; those that no stage names are ignored.
  package let policies: [String: String]

  package init(plan: String, policies: [String: String]) {
    self.plan = plan
    self.policies = policies
  }
}

package struct ContestList: Codable, Hashable, Sendable {
  package let contests: [ContestSummary]

  package init(contests: [ContestSummary]) { self.contests = contests }
}

package struct ContestSummary: Codable, Hashable, Sendable {
  package let id: String
  /// In the reader's language.
  package let title: String
  package let tier: String
  /// On the rosters of all events.
  package let contestants: Int
  package let events: [EventSummary]

  package init(
    id: String, title: String, tier: String, contestants: Int, events: [EventSummary]
  ) {
    self.id = id
    self.title = title
    self.tier = tier
    self.contestants = contestants
    self.events = events
  }
}

package struct EventSummary: Codable, Hashable, Sendable {
  package let id: String
  package let title: String
  package let occupation: String
  package let bank: String
  package let stages: [StageSummary]

  package init(
    id: String, title: String, occupation: String, bank: String, stages: [StageSummary]
  ) {
    self.id = id
    self.title = title
    self.occupation = occupation
    self.bank = bank
    self.stages = stages
  }
}

package struct StageSummary: Codable, Hashable, Sendable {
  package let id: String
  /// `contest/event/stage`.
  package let path: String
  package let title: String
  /// `draft`, `open`, `closed` or `certified`.
  package let state: String
  /// Whether the public sees the standings as they were when they were frozen.
  package let isFrozen: Bool
  /// Local times of the contest's zone.
  package let opens: String
  package let closes: String
  /// 0 for a stage that is not held online.
  package let questions: Int
  package let allowanceMilliseconds: Int64
  package let triesPerDay: Int?
  package let triesInAll: Int?
  package let policies: [String]

  package init(
    id: String, path: String, title: String, state: String, isFrozen: Bool, opens: String,
    closes: String, questions: Int, allowanceMilliseconds: Int64, triesPerDay: Int?,
    triesInAll: Int?, policies: [String]
  ) {
    self.id = id
    self.path = path
    self.title = title
    self.state = state
    self.isFrozen = isFrozen
    self.opens = opens
    self.closes = closes
    self.questions = questions
    self.allowanceMilliseconds = allowanceMilliseconds
    self.triesPerDay = triesPerDay
    self.triesInAll = triesInAll
    self.policies = policies
  }
}

/// Which stages to open or close.
package struct StageChoice: Codable, Hashable, Sendable {
  /// A stage's id, in every event; absent: all stages.
  package let stage: String?

  package init(stage: String?) { self.stage = stage }
}

/// The stages that were moved.
package struct StageMove: Codable, Hashable, Sendable {
  package let moved: [String]
  package let state: String

  package init(moved: [String], state: String) {
    self.moved = moved
    self.state = state
  }
}

/// A roster that was taken. The access codes are in no other place and are shown only now.
package struct RosterImported: Codable, Hashable, Sendable {
  /// Who was added.
  package let contestants: Int
  package let codes: [Code]
  /// Who was on the roster already and keeps the access code.
  package let known: Int
  /// Who of them has another team now.
  package let teamsChanged: Int

  package init(contestants: Int, codes: [Code], known: Int = 0, teamsChanged: Int = 0) {
    self.contestants = contestants
    self.codes = codes
    self.known = known
    self.teamsChanged = teamsChanged
  }

  package struct Code: Codable, Hashable, Sendable {
    package let admission: String
    package let name: String
    package let event: String
    package let code: String

    package init(admission: String, name: String, event: String, code: String) {
      self.admission = admission
      self.name = name
      self.event = event
      self.code = code
    }
  }
}
