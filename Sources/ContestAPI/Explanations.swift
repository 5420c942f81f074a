/// Why an attempt has its score: every mark with the answer, the key and the rule from which it
/// follows. It tells the keys, so contestants get it only where and when their stage tells them.
package struct AttemptExplanation: Codable, Hashable, Sendable {
  package let attempt: String
  package let stage: String
  /// The admission number.
  package let contestant: String
  /// 1 for the contestant's first attempt at the stage.
  package let number: Int
  package let bank: String
  /// The version of the bank from which the paper was dealt.
  package let bankVersion: Int
  /// 1 for the keys as they were published; a correction makes a new version.
  package let keyVersion: Int
  /// The sum of all marks, in thousandths; scaled to `maximum` where questions were taken out.
  package let score: Int
  package let maximum: Int
  /// The score of the recorded result; absent while there is none yet.
  package let recorded: Int?
  /// In the order of the paper.
  package let marks: [Mark]

  package init(
    attempt: String, stage: String, contestant: String, number: Int, bank: String,
    bankVersion: Int, keyVersion: Int, score: Int, maximum: Int, recorded: Int?, marks: [Mark]
  ) {
    self.attempt = attempt
    self.stage = stage
    self.contestant = contestant
    self.number = number
    self.bank = bank
    self.bankVersion = bankVersion
    self.keyVersion = keyVersion
    self.score = score
    self.maximum = maximum
    self.recorded = recorded
    self.marks = marks
  }

  /// One item of the paper.
  package struct Mark: Codable, Hashable, Sendable {
    /// 1 for the first item of the paper.
    package let position: Int
    /// The question's id in the bank.
    package let question: String
    package let kind: String
    package let stem: String
    /// `Answer.none` without one.
    package let response: Answer
    /// What is right, in the positions of the paper, and why; `points` is what the item earned.
    package let solution: Solution
    /// The key as the bank writes it, with the letters that the options have in the bank.
    package let key: String
    /// `all-or-nothing`, `partial`, `each` or `pairs`.
    package let scheme: String
    /// What a wrong part costs, in thousandths; absent where it costs only its share.
    package let wrong: Int?
    /// The least that the item could earn, in thousandths; 0 or less.
    package let least: Int
    /// The rule in words.
    package let rule: String
    /// By the original key.
    package let parts: [Part]
    /// What judges ruled about the question, in words.
    package let corrections: [String]
    /// In thousandths; 0 when the question was taken out.
    package let points: Int
    package let maximum: Int

    package init(
      position: Int, question: String, kind: String, stem: String, response: Answer,
      solution: Solution, key: String, scheme: String, wrong: Int?, least: Int, rule: String,
      parts: [Part], corrections: [String], points: Int, maximum: Int
    ) {
      self.position = position
      self.question = question
      self.kind = kind
      self.stem = stem
      self.response = response
      self.solution = solution
      self.key = key
      self.scheme = scheme
      self.wrong = wrong
      self.least = least
      self.rule = rule
      self.parts = parts
      self.corrections = corrections
      self.points = points
      self.maximum = maximum
    }
  }

  /// A part of what was right or of what was given, and what became of it.
  package struct Part: Codable, Hashable, Sendable {
    /// `option`, `place`, `pair`, `premise`, `blank` or `number`.
    package let part: String
    /// Counted from 0; of a pair the place of the first in the right order. An option counts as it
    /// stands on the paper.
    package let position: Int
    /// `right`, `wrong` or `missing`.
    package let verdict: String

    package init(part: String, position: Int, verdict: String) {
      self.part = part
      self.position = position
      self.verdict = verdict
    }
  }
}
