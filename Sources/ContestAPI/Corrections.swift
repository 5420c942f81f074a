/// A judge's wish that a question of a stage is marked otherwise than its key says.
package struct CorrectionWish: Codable, Hashable, Sendable {
  package let question: String
  /// `rescale`, `full-marks`, `accept` or `replace`.
  package let treatment: String
  /// What is right, as a key is written in a bank's file: `AC`, `12.5±0.1`; for `accept` and `replace`.
  package let answer: String?
  /// Whether an attempt keeps its score where the correction would lower it.
  package let onlyIfItHelps: Bool
  /// The version of the bank whose question it concerns; absent: all of them.
  package let bankVersion: Int?
  /// The appeal that two judges upheld and that this settles; absent for a correction without one.
  package let appeal: Int?
  /// At most so many changes are told; 1 or more.
  package let top: Int
  package let reason: String
  /// Whether only to tell what it would change.
  package let isPreview: Bool

  package init(
    question: String, treatment: String, answer: String?, onlyIfItHelps: Bool, bankVersion: Int?,
    appeal: Int? = nil, top: Int, reason: String, isPreview: Bool
  ) {
    self.question = question
    self.treatment = treatment
    self.answer = answer
    self.onlyIfItHelps = onlyIfItHelps
    self.bankVersion = bankVersion
    self.appeal = appeal
    self.top = top
    self.reason = reason
    self.isPreview = isPreview
  }
}

/// A correction of a stage's keys that was made.
package struct Correction: Codable, Hashable, Sendable {
  /// The version of the stage's keys from it on; 2 or more.
  package let keyVersion: Int
  package let question: String
  package let treatment: String
  package let answer: String?
  package let onlyIfItHelps: Bool
  package let bankVersion: Int?
  package let appeal: Int?
  package let judge: String
  /// Milliseconds since 1970.
  package let at: Int64
  package let reason: String

  package init(
    keyVersion: Int, question: String, treatment: String, answer: String?, onlyIfItHelps: Bool,
    bankVersion: Int?, appeal: Int?, judge: String, at: Int64, reason: String
  ) {
    self.keyVersion = keyVersion
    self.question = question
    self.treatment = treatment
    self.answer = answer
    self.onlyIfItHelps = onlyIfItHelps
    self.bankVersion = bankVersion
    self.appeal = appeal
    self.judge = judge
    self.at = at
    self.reason = reason
  }
}

/// The corrections of a stage, in their order.
package struct CorrectionList: Codable, Hashable, Sendable {
  package let stage: String
  package let corrections: [Correction]

  package init(stage: String, corrections: [Correction]) {
    self.stage = stage
    self.corrections = corrections
  }
}

/// What a correction changes, or would change.
package struct CorrectionReport: Codable, Hashable, Sendable {
  package let stage: String
  package let correction: Correction
  /// Whether it was made.
  package let isApplied: Bool
  /// Submitted attempts whose papers have the question.
  package let attempts: Int
  /// Those of them whose scores change.
  package let changedAttempts: Int
  /// Contestants whose results change.
  package let changedScores: Int
  package let changedRanks: Int
  /// Contestants who come onto the shortlist.
  package let admitted: Int
  /// Contestants who fall off it.
  package let excluded: Int
  /// In the order of the new standings, those whose scores or places on the shortlist change first; at
  /// most as many as asked for.
  package let changes: [Change]
  /// Who would gain or lose which outcome, if results were certified now; absent where no policy pack
  /// judges the stage.
  package let outcomes: [OutcomeChange]?

  /// An outcome that somebody would gain or lose.
  package struct OutcomeChange: Codable, Hashable, Sendable {
    package let admission: String
    package let name: String
    package let pack: String
    package let rule: String
    package let title: String
    /// `grant`, `recommendation`, `eligibility` or `subsidy`.
    package let kind: String
    package let outcome: String
    package let isGained: Bool

    package init(
      admission: String, name: String, pack: String, rule: String, title: String, kind: String,
      outcome: String, isGained: Bool
    ) {
      self.admission = admission
      self.name = name
      self.pack = pack
      self.rule = rule
      self.title = title
      self.kind = kind
      self.outcome = outcome
      self.isGained = isGained
    }
  }

  package struct Change: Codable, Hashable, Sendable {
    package let admission: String
    package let name: String
    package let unit: String
    package let city: String
    package let before: Position
    package let after: Position

    package init(
      admission: String, name: String, unit: String, city: String, before: Position,
      after: Position
    ) {
      self.admission = admission
      self.name = name
      self.unit = unit
      self.city = city
      self.before = before
      self.after = after
    }
  }

  package struct Position: Codable, Hashable, Sendable {
    /// In thousandths of a point.
    package let score: Int
    /// 0 for whoever has none.
    package let rank: Int
    package let isShortlisted: Bool

    package init(score: Int, rank: Int, isShortlisted: Bool) {
      self.score = score
      self.rank = rank
      self.isShortlisted = isShortlisted
    }
  }

  package init(
    stage: String, correction: Correction, isApplied: Bool, attempts: Int, changedAttempts: Int,
    changedScores: Int, changedRanks: Int, admitted: Int, excluded: Int, changes: [Change],
    outcomes: [OutcomeChange]? = nil
  ) {
    self.stage = stage
    self.correction = correction
    self.isApplied = isApplied
    self.attempts = attempts
    self.changedAttempts = changedAttempts
    self.changedScores = changedScores
    self.changedRanks = changedRanks
    self.admitted = admitted
    self.excluded = excluded
    self.changes = changes
    self.outcomes = outcomes
  }
}
