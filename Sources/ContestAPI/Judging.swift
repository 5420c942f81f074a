/// A judge's score for one contestant in one part.
package struct ScoreEntry: Codable, Hashable, Sendable {
  package let admission: String
  /// A decimal with at most three places.
  package let score: String
  package let note: String?
  /// Why an earlier score is superseded; needed only then.
  package let reason: String?
  /// The appeal against the result that two judges upheld and that this settles; absent without one.
  package let appeal: Int?

  package init(
    admission: String, score: String, note: String?, reason: String?, appeal: Int? = nil
  ) {
    self.appeal = appeal
    self.admission = admission
    self.score = score
    self.note = note
    self.reason = reason
  }
}

/// What became of scores or assignments that were handed in.
package struct RowsTaken: Codable, Hashable, Sendable {
  package let stage: String
  package let part: String
  package let added: Int
  /// Scores that took the place of earlier ones; judges who were released.
  package let superseded: Int
  package let unchanged: Int
  /// The version of the certified results that is out of date by it until they are certified anew; absent
  /// when nothing was certified, or nothing changed.
  package let outdated: Int?

  package init(
    stage: String, part: String, added: Int, superseded: Int, unchanged: Int, outdated: Int? = nil
  ) {
    self.outdated = outdated
    self.stage = stage
    self.part = part
    self.added = added
    self.superseded = superseded
    self.unchanged = unchanged
  }
}

/// Something that is done about one contestant, and why.
package struct ContestantRuling: Codable, Hashable, Sendable {
  package let admission: String
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String
  /// The appeal against a result that two judges upheld and that this settles; absent without one.
  package let appeal: Int?

  package init(admission: String, reason: String, appeal: Int? = nil) {
    self.appeal = appeal
    self.admission = admission
    self.reason = reason
  }
}

/// Whether a contestant is excluded from a stage's ranks, after a ruling.
package struct ContestantStanding: Codable, Hashable, Sendable {
  package let stage: String
  package let admission: String
  package let isDisqualified: Bool
  /// The version of the certified results that is out of date by it until they are certified anew; absent
  /// when nothing was certified.
  package let outdated: Int?

  package init(stage: String, admission: String, isDisqualified: Bool, outdated: Int? = nil) {
    self.outdated = outdated
    self.stage = stage
    self.admission = admission
    self.isDisqualified = isDisqualified
  }
}

/// The scores of one part as they are by now.
package struct PartScoreList: Codable, Hashable, Sendable {
  package let stage: String
  package let part: String
  package let title: String
  /// The most points, in thousandths.
  package let maximum: Int
  /// `mean`, `trimmed-mean` or `median`.
  package let combine: String
  package let atLeast: Int
  /// The greatest difference that needs no second look, in thousandths; absent: any.
  package let disagreement: Int?
  /// How many contestants wait for a score.
  package let missing: Int
  /// How many wait for a second look.
  package let unsettled: Int
  /// How many were asked for, of whom `rows` are a page.
  package let contestants: Int
  /// By admission number.
  package let rows: [Row]

  package init(
    stage: String, part: String, title: String, maximum: Int, combine: String, atLeast: Int,
    disagreement: Int?, missing: Int, unsettled: Int, contestants: Int, rows: [Row]
  ) {
    self.contestants = contestants
    self.stage = stage
    self.part = part
    self.title = title
    self.maximum = maximum
    self.combine = combine
    self.atLeast = atLeast
    self.disagreement = disagreement
    self.missing = missing
    self.unsettled = unsettled
    self.rows = rows
  }

  /// One contestant.
  package struct Row: Codable, Hashable, Sendable {
    package let admission: String
    package let name: String
    package let scores: [Score]
    /// Judges who have not entered a score.
    package let awaited: [String]
    /// In thousandths; absent while judges are missing.
    package let combined: Int?
    package let isMissing: Bool
    /// Whether the judges lie farther apart than declared.
    package let isDisputed: Bool
    /// Who looked again, and the reason; absent when nobody did.
    package let settledBy: String?
    package let settledBecause: String?
    package let isDisqualified: Bool

    package init(
      admission: String, name: String, scores: [Score], awaited: [String], combined: Int?,
      isMissing: Bool, isDisputed: Bool, settledBy: String?, settledBecause: String?,
      isDisqualified: Bool
    ) {
      self.admission = admission
      self.name = name
      self.scores = scores
      self.awaited = awaited
      self.combined = combined
      self.isMissing = isMissing
      self.isDisputed = isDisputed
      self.settledBy = settledBy
      self.settledBecause = settledBecause
      self.isDisqualified = isDisqualified
    }
  }

  /// What one judge gave.
  package struct Score: Codable, Hashable, Sendable {
    package let judge: String
    /// In thousandths.
    package let score: Int
    package let note: String
    /// Milliseconds since 1970.
    package let at: Int64

    package init(judge: String, score: Int, note: String, at: Int64) {
      self.judge = judge
      self.score = score
      self.note = note
      self.at = at
    }
  }
}

/// Everything that judges and organizers did about a contestant of a stage, oldest first.
package struct JudgingHistory: Codable, Hashable, Sendable {
  package let stage: String
  package let admission: String
  package let name: String
  package let acts: [Act]

  package init(stage: String, admission: String, name: String, acts: [Act]) {
    self.stage = stage
    self.admission = admission
    self.name = name
    self.acts = acts
  }

  /// One act.
  package struct Act: Codable, Hashable, Sendable {
    package let number: Int64
    /// Milliseconds since 1970.
    package let at: Int64
    /// The user name.
    package let actor: String
    /// `assigned`, `released`, `scored`, `settled`, `disqualified` or `reinstated`.
    package let kind: String
    package let part: String?
    package let judge: String?
    /// In thousandths.
    package let score: Int?
    package let note: String
    package let reason: String
    /// The appeal that it settles; absent without one.
    package let appeal: Int?

    package init(
      number: Int64, at: Int64, actor: String, kind: String, part: String?, judge: String?,
      score: Int?, note: String, reason: String, appeal: Int?
    ) {
      self.appeal = appeal
      self.number = number
      self.at = at
      self.actor = actor
      self.kind = kind
      self.part = part
      self.judge = judge
      self.score = score
      self.note = note
      self.reason = reason
    }
  }
}
