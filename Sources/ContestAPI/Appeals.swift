/// A contestant's objection to a question of an own attempt, or to the own result.
package struct AppealWish: Codable, Hashable, Sendable {
  /// Absent for the result.
  package let attempt: String?
  /// The position of the question on the paper, from 0; absent for the result.
  package let item: Int?
  package let text: String

  package init(attempt: String?, item: Int?, text: String) {
    self.attempt = attempt
    self.item = item
    self.text = text
  }
}

/// A judge's act about an appeal.
package struct AppealStepWish: Codable, Hashable, Sendable {
  /// `uphold`, `reject`, `confirm` or `return`.
  package let kind: String
  package let reason: String

  package init(kind: String, reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

/// An appeal as its contestant and the staff see it.
package struct AppealRow: Codable, Hashable, Sendable {
  package let number: Int
  /// The admission number.
  package let contestant: String
  package let attempt: String?
  /// The position of the question on the paper, from 0; absent for an appeal about a result.
  package let item: Int?
  /// The question's id, for staff.
  package let question: String?
  package let text: String
  /// Milliseconds since 1970.
  package let filedAt: Int64
  /// `open`, `upheld` while a second judge has to agree, `rejected` or `confirmed`.
  package let state: String
  package let steps: [Step]
  /// The key versions of the corrections that it caused.
  package let keyVersions: [Int]
  /// The numbers of the scores and rulings that it caused, as in the history of judging.
  package let judgingActs: [Int64]

  package struct Step: Codable, Hashable, Sendable {
    package let kind: String
    /// For staff.
    package let judge: String?
    /// Milliseconds since 1970.
    package let at: Int64
    package let reason: String

    package init(kind: String, judge: String?, at: Int64, reason: String) {
      self.kind = kind
      self.judge = judge
      self.at = at
      self.reason = reason
    }
  }

  package init(
    number: Int, contestant: String, attempt: String?, item: Int?, question: String?, text: String,
    filedAt: Int64, state: String, steps: [Step], keyVersions: [Int],
    judgingActs: [Int64]
  ) {
    self.number = number
    self.contestant = contestant
    self.attempt = attempt
    self.item = item
    self.question = question
    self.text = text
    self.filedAt = filedAt
    self.state = state
    self.steps = steps
    self.keyVersions = keyVersions
    self.judgingActs = judgingActs
  }
}

/// The appeals of a stage by number: everybody's for staff, the own ones for a contestant.
package struct AppealList: Codable, Hashable, Sendable {
  package let stage: String
  package let appeals: [AppealRow]

  package init(stage: String, appeals: [AppealRow]) {
    self.stage = stage
    self.appeals = appeals
  }
}
