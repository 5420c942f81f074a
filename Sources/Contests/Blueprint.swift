/// How a question is asked and answered.
package enum QuestionKind: String, Sendable, CaseIterable, Codable {
  /// Exactly one option is right (单选).
  case single
  /// One or more options are right (多选).
  case multiple
  /// A statement that is right or wrong (判断).
  case trueFalse = "true-false"
  /// One or more blanks to be filled with text (填空).
  case fillIn = "fill-in"
  /// A number within a tolerance (计算).
  case numeric
  /// All options are to be brought into the right order (排序).
  case ordering
  /// To each premise belongs one option; options may be left over (匹配).
  case matching

  /// Whether the answer is one or more of the question's options.
  package var isChoice: Bool { self == .single || self == .multiple || self == .trueFalse }
}

/// How hard a question is held to be, in three bands.
package enum Difficulty: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable,
  Comparable
{
  case easy, medium, hard

  package static func < (left: Difficulty, right: Difficulty) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// How a response earns points.
package enum MarkingScheme: String, Sendable, CaseIterable, Codable {
  /// Full points for exactly the right options, or with every part right; otherwise none.
  case allOrNothing = "all-or-nothing"
  /// Without a wrong choice, the share of the right options that were chosen, rounded down to a
  /// thousandth; with one wrong choice none (少选得分, 错选不得分). Of blanks, places in an order and
  /// matches the share that is right.
  case partial
}

/// What a paper is made of: sections drawn from the event's question bank.
package struct Blueprint: Hashable, Sendable, Codable {
  /// At least one; the paper keeps their order.
  package let sections: [Section]

  package init(sections: [Section]) { self.sections = sections }

  /// Questions of one kind that are worth the same.
  package struct Section: Hashable, Sendable, Codable {
    /// Absent: questions of every kind.
    package let kind: QuestionKind?
    /// A prefix of the knowledge point, such as `液压传动`; absent: every knowledge point.
    package let knowledge: String?
    /// How many questions are drawn, 1 or more.
    package let draw: Int
    /// The worth of each question.
    package let points: Points
    package let marking: MarkingScheme
    /// How many of each band; empty: whatever the draw brings. The counts add up to `draw`.
    package let difficulty: [Difficulty: Int]

    package init(
      kind: QuestionKind?, knowledge: String? = nil, draw: Int, points: Points,
      marking: MarkingScheme = .allOrNothing, difficulty: [Difficulty: Int] = [:]
    ) {
      self.kind = kind
      self.knowledge = knowledge
      self.draw = draw
      self.points = points
      self.marking = marking
      self.difficulty = difficulty
    }
  }

  /// Questions on the paper.
  package var questionCount: Int { sections.reduce(0) { $0 + $1.draw } }

  /// The most that the paper can earn.
  package var maximum: Points {
    Points(thousandths: sections.reduce(0) { $0 + $1.draw * $1.points.thousandths })
  }
}
