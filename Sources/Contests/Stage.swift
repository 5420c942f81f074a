package typealias StageID = Identifier<Stage>

/// One round of an event, with all the rules that an organizer declares for it.
///
/// What a rule does lives in the module that does it: the blueprint is drawn from by
/// `QuestionBanks`, tries and time are kept by `Sessions`, ranking and ties by `Scoring`.
package struct Stage: Hashable, Sendable, Codable {
  package let id: StageID
  package let title: LocalizedText
  /// When attempts may be made; the end is exclusive.
  package let window: Window
  /// When time begins to run for everybody, within the window; nobody sees a question before. Absent:
  /// time runs from each contestant's own start.
  package let bell: Instant?
  /// How long after the bell one may still enter, the last moment included; absent: until the
  /// deadline. Without a bell it means nothing.
  package let late: Milliseconds?
  /// `Blueprint.none` for a stage that is not held online.
  package let blueprint: Blueprint
  /// The time from start, or from the bell, to deadline; none without a paper.
  package let allowance: Milliseconds
  /// How long after the deadline an answer that was on its way is still taken.
  package let grace: Milliseconds
  /// The least time for a question. A faster answer is taken and pointed out to the judges; absent:
  /// none is.
  package let pace: Milliseconds?
  package let tries: Tries
  package let counting: CountingRule
  package let feedback: Feedback
  package let admission: Admission
  /// The keys that order results, most important first.
  package let ranking: [RankingKey]
  package let ties: TiePolicy
  /// Who goes on; absent when nobody does.
  package let cut: Cut?
  /// The policy packs that judge this stage's certified results, in the order of the plan.
  package let policies: [PackID]
  /// How long after the window contestants may appeal; absent: until the results are certified.
  package let appeals: Milliseconds?
  /// What the result is made of; absent when it is that of the paper alone.
  package let parts: [StagePart]?
  /// Who has no rank in spite of a result; absent: `UnrankedReason.usual`.
  package let unranked: [UnrankedReason]?
  /// How units and regions are compared; absent: as `RollupRules.usual` says.
  package let rollups: RollupRules?

  /// Whether there is a paper online; otherwise nobody makes an attempt, and judges give every score.
  package var hasPaper: Bool { blueprint != .none }

  /// Whether an item takes one answer and no more, because its key is shown then.
  package var answersAreFinal: Bool { feedback == .afterEach }

  package init(
    id: StageID, title: LocalizedText, window: Window, blueprint: Blueprint,
    allowance: Milliseconds, grace: Milliseconds, tries: Tries, counting: CountingRule,
    feedback: Feedback, admission: Admission, ranking: [RankingKey], ties: TiePolicy, cut: Cut?,
    policies: [PackID], bell: Instant? = nil, late: Milliseconds? = nil, pace: Milliseconds? = nil,
    appeals: Milliseconds? = nil, parts: [StagePart]? = nil, unranked: [UnrankedReason]? = nil,
    rollups: RollupRules? = nil
  ) {
    self.id = id
    self.title = title
    self.window = window
    self.bell = bell
    self.late = late
    self.blueprint = blueprint
    self.allowance = allowance
    self.grace = grace
    self.pace = pace
    self.tries = tries
    self.counting = counting
    self.feedback = feedback
    self.admission = admission
    self.ranking = ranking
    self.ties = ties
    self.cut = cut
    self.policies = policies
    self.appeals = appeals
    self.parts = parts
    self.unranked = unranked
    self.rollups = rollups
  }
}

/// The time in which a stage takes attempts: `opens` inclusive, `closes` exclusive.
package struct Window: Hashable, Sendable, Codable {
  package let opens: Instant
  package let closes: Instant

  package init(opens: Instant, closes: Instant) {
    self.opens = opens
    self.closes = closes
  }

  /// From `opens` on, and before `closes`.
  package func contains(_ instant: Instant) -> Bool { instant >= opens && instant < closes }
}

/// How often a contestant may try; absent bounds do not bind.
package struct Tries: Hashable, Sendable, Codable {
  /// Tries that start on one day of the contest's time zone.
  package let perDay: Int?
  package let total: Int?

  package init(perDay: Int?, total: Int?) {
    self.perDay = perDay
    self.total = total
  }
}

/// Which of a contestant's attempts make the result.
package enum CountingRule: String, Sendable, CaseIterable, Codable {
  /// The attempt that ranks highest: one real attempt, never parts of two.
  case best
  case last
  case first
  /// The best attempt of each day, scores and times added up.
  case sumOfDailyBest = "sum-of-daily-best"
  /// The mean score and time over all attempts, rounded down.
  case mean
}

/// What a contestant learns, and when.
package enum Feedback: String, Sendable, CaseIterable, Codable {
  /// Nothing until results are published.
  case none
  /// The score, as soon as the attempt is marked.
  case score
  /// The score, the keys and the explanations, after submission.
  case atEnd = "at-end"
  /// Whether each answer was right, with key and explanation, as soon as it is given: for practice.
  case afterEach = "after-each"

  /// Whether the score is told as soon as the attempt is marked.
  package var tellsScore: Bool { self != .none }
}

/// What happens to equals.
package struct TiePolicy: Hashable, Sendable, Codable {
  /// Whether equals share a rank.
  package enum Ranks: String, Sendable, CaseIterable, Codable {
    /// 1, 2, 2, 4.
    case shared
    /// 1, 2, 3, 4: what the keys leave equal is decided by the admission number.
    case unique
  }

  /// Who passes a cut that falls on equals.
  package enum AtCut: String, Sendable, CaseIterable, Codable {
    case allIn = "all-in"
    case noneIn = "none-in"
    /// Those whom a play-off (加赛) puts first; until a judge records its order, nobody.
    case playOff = "play-off"
  }

  package let ranks: Ranks
  package let atCut: AtCut

  package init(ranks: Ranks, atCut: AtCut) {
    self.ranks = ranks
    self.atCut = atCut
  }
}

/// Who goes on to the next stage: the first of every city, bounded by unit.
package struct Cut: Hashable, Sendable, Codable {
  package let perCity: Int
  /// At most this many of one unit; absent: no bound.
  package let perUnit: Int?
  /// How many of every city may move up (递补) when somebody falls out; absent: nobody.
  package let reserves: Int?

  package init(perCity: Int, perUnit: Int?, reserves: Int? = nil) {
    self.perCity = perCity
    self.perUnit = perUnit
    self.reserves = reserves
  }
}
