package import Contests

/// The questions one attempt is asked, in order. A paper is a function of bank version, blueprint
/// and seed; it holds no text and no key.
package struct Paper: Hashable, Sendable {
  package let items: [Item]

  /// One question of a paper.
  package struct Item: Hashable, Sendable {
    /// The index in the version's questions.
    package let question: Int
    package let kind: QuestionKind
    /// What a response to it must look like.
    package let shape: ResponseShape
    /// For each position on the paper the position in `Question.options`.
    package let optionOrder: [UInt8]
    package let points: Points
    package let marking: MarkingScheme

    /// Places on the paper as positions in `Question.options`; `nil` where there is none.
    package func originals(_ places: [UInt8?]) -> [Int?] {
      places.map { place in
        place.flatMap { Int($0) < optionOrder.count ? Int(optionOrder[Int($0)]) : nil }
      }
    }

    /// What was chosen on the paper, as positions in `Question.options`.
    package func original(_ chosen: Choices) -> Choices {
      chosen.positions.reduce(into: []) { set, position in
        if position < optionOrder.count {
          set.insert(Choices(position: Int(optionOrder[position])))
        }
      }
    }
  }
}

/// What a response to an item must look like.
package enum ResponseShape: Hashable, Sendable {
  /// Options by position; one unless `several`.
  case choices(options: Int, several: Bool)
  /// As many texts.
  case blanks(Int)
  case number
  /// A number with its unit.
  case quantity
  /// Every option once.
  case order(options: Int)
  /// An option for each premise; the same one may serve several.
  case matches(premises: Int, options: Int)
}

/// What of a question decides which papers it can be on. It survives without the text, so that a
/// paper can be dealt again from an export.
package struct QuestionShape: Hashable, Sendable {
  package let kind: QuestionKind
  package let optionCount: Int
  /// Premises of a matching question, blanks of a fill-in question, 1 for a numeric question that
  /// asks for the unit; 0 for others.
  package let partCount: Int
  package let knowledge: String
  package let level: SkillLevel
  package let difficulty: Difficulty
  /// The case to which it belongs: questions with the same number share their passage. Absent when
  /// it stands by itself.
  package let caseNumber: Int?

  package init(
    kind: QuestionKind, optionCount: Int, partCount: Int = 0, knowledge: String,
    level: SkillLevel, difficulty: Difficulty, caseNumber: Int? = nil
  ) {
    self.kind = kind
    self.optionCount = optionCount
    self.partCount = partCount
    self.knowledge = knowledge
    self.level = level
    self.difficulty = difficulty
    self.caseNumber = caseNumber
  }

  /// The shapes of a version's questions, in their order.
  package static func all(of questions: [Question]) -> [QuestionShape] {
    var cases: [String: Int] = [:]
    return questions.map { question in
      var number: Int?
      if !question.passage.isEmpty {
        number = cases[question.passage] ?? cases.count
        cases[question.passage] = number
      }
      return QuestionShape(
        kind: question.kind, optionCount: question.options.count,
        partCount: question.kind == .matching ? question.premises.count : question.blanks,
        knowledge: question.knowledge, level: question.level, difficulty: question.difficulty,
        caseNumber: number)
    }
  }

  /// What a response to it must look like.
  package var response: ResponseShape {
    switch kind {
    case .single, .trueFalse: .choices(options: optionCount, several: false)
    case .multiple: .choices(options: optionCount, several: true)
    case .fillIn: .blanks(partCount)
    case .numeric: partCount > 0 ? .quantity : .number
    case .ordering: .order(options: optionCount)
    case .matching: .matches(premises: partCount, options: optionCount)
    }
  }
}
