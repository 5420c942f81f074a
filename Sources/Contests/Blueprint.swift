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

  /// The value with which it counts in the mean difficulty of a paper; 1000 is the hardest that
  /// could be.
  package var thousandths: Int {
    switch self {
    case .easy: 250
    case .medium: 500
    case .hard: 750
    }
  }
}

/// What a paper is made of: sections drawn from the event's question bank.
package struct Blueprint: Hashable, Sendable {
  /// At least one; the paper keeps their order.
  package let sections: [Section]
  /// How the questions of different papers are chosen.
  package let dealing: Dealing

  package init(sections: [Section], dealing: Dealing = .random) {
    self.sections = sections
    self.dealing = dealing
  }

  /// How the questions of different papers are chosen.
  package enum Dealing: Hashable, Sendable {
    /// Every paper by itself.
    case random
    /// In turn, so that all questions of a section are dealt equally often.
    case leastExposed
    /// From so many fixed forms of equal difficulty, a number of `formCounts`.
    case forms(Int)
  }

  /// How many forms a blueprint may ask for; one form gives everybody the same questions.
  package static let formCounts = 1...200

  /// Questions that are drawn under the same conditions and worth the same.
  ///
  /// A section draws either questions that stand by themselves or whole cases. Of a case its first
  /// question decides whether knowledge, level and difficulty fit.
  package struct Section: Hashable, Sendable, Codable {
    /// Absent: questions of every kind. Always absent in a section of cases.
    package let kind: QuestionKind?
    /// A prefix of the knowledge point, such as `液压传动`; absent: every knowledge point.
    package let knowledge: String?
    /// Absent: questions of every level.
    package let level: SkillLevel?
    /// How many questions or cases are drawn, 1 or more.
    package let draw: Int
    /// The worth of each question.
    package let points: Points
    package let marking: MarkingScheme
    /// How many of each band; empty: whatever the draw brings. The counts add up to `draw`.
    package let difficulty: [Difficulty: Int]
    /// Whole cases of exactly so many questions, 1 or more, are drawn; absent: questions that stand
    /// by themselves.
    package let caseQuestions: Int?

    package init(
      kind: QuestionKind?, knowledge: String? = nil, level: SkillLevel? = nil, draw: Int,
      points: Points, marking: MarkingScheme = .allOrNothing, difficulty: [Difficulty: Int] = [:],
      caseQuestions: Int? = nil
    ) {
      self.kind = kind
      self.knowledge = knowledge
      self.level = level
      self.draw = draw
      self.points = points
      self.marking = marking
      self.difficulty = difficulty
      self.caseQuestions = caseQuestions
    }

    /// Questions that it puts on the paper.
    package var questionCount: Int { draw * (caseQuestions ?? 1) }
  }

  /// No paper at all.
  package static let none = Blueprint(sections: [], dealing: .random)

  /// Questions on the paper.
  package var questionCount: Int { sections.reduce(0) { $0 + $1.questionCount } }

  /// The most that the paper can earn.
  package var maximum: Points {
    Points(thousandths: sections.reduce(0) { $0 + $1.questionCount * $1.points.thousandths })
  }

  /// The least that the paper can earn: less than nothing where wrong parts cost points.
  package var minimum: Points {
    Points(
      thousandths: sections.reduce(0) { sum, section in
        sum + section.questionCount * section.marking.least.thousandths
      })
  }

  /// Whether it neither earns nor costs more than a result can hold.
  var hasBoundedPoints: Bool {
    maximum <= Points(Limits.paperPoints) && minimum >= Points(-Limits.paperPoints)
  }

  /// Whether every figure is one that a plan may declare. A blueprint from a document that somebody
  /// else may have written is to be asked before anything is computed with it.
  package var isWithinLimits: Bool {
    let counts = 1...Limits.paperQuestions
    return counts.contains(sections.count)
      && sections.allSatisfy { section in
        counts.contains(section.draw) && counts.contains(section.caseQuestions ?? 1)
          && (0..<1_000_000_000).contains(section.points.thousandths)
          && section.marking.isWithinLimits
          && section.difficulty.values.allSatisfy { (0...Limits.paperQuestions).contains($0) }
          && (section.difficulty.isEmpty
            || section.difficulty.values.reduce(0, +) == section.draw)
      }
      && counts.contains(questionCount) && hasBoundedPoints
  }
}

/// Coded as it is declared: `exposure` and `forms` stand beside `sections`, and neither is there
/// for random dealing.
extension Blueprint: Codable {
  private enum CodingKeys: String, CodingKey { case sections, exposure, forms }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    sections = try fields.decode([Section].self, forKey: .sections)
    let exposure = try fields.decodeIfPresent(ExposureRule.self, forKey: .exposure)
    switch (exposure, try fields.decodeIfPresent(Int.self, forKey: .forms)) {
    case (nil, nil), (.random, nil): dealing = .random
    case (.least, nil): dealing = .leastExposed
    case (nil, .some(let count)) where Self.formCounts.contains(count): dealing = .forms(count)
    case (_, .some):
      throw DecodingError.dataCorruptedError(
        forKey: .forms, in: fields, debugDescription: "forms beside exposure, or too many")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(sections, forKey: .sections)
    switch dealing {
    case .random: break
    case .leastExposed: try fields.encode(ExposureRule.least, forKey: .exposure)
    case .forms(let count): try fields.encode(count, forKey: .forms)
    }
  }
}

/// What a plan may say of how often questions are dealt.
enum ExposureRule: String, CaseIterable, Codable { case random, least }
