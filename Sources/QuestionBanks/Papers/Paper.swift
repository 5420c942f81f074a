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
    /// For each position on the paper the position in `Question.options`.
    package let optionOrder: [UInt8]
    package let points: Points
    package let marking: MarkingScheme

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

/// What of a question decides which papers it can be on. It survives without the text, so that a
/// paper can be dealt again from an export.
package struct QuestionShape: Hashable, Sendable {
  package let kind: QuestionKind
  package let optionCount: Int
  package let knowledge: String
  package let difficulty: Difficulty

  package init(kind: QuestionKind, optionCount: Int, knowledge: String, difficulty: Difficulty) {
    self.kind = kind
    self.optionCount = optionCount
    self.knowledge = knowledge
    self.difficulty = difficulty
  }

  package init(_ question: Question) {
    self.init(
      kind: question.kind, optionCount: question.options.count, knowledge: question.knowledge,
      difficulty: question.difficulty)
  }
}
