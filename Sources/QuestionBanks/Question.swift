package import Contests

package typealias QuestionID = Identifier<Question>

/// One question as a contestant may see it. It has no room for the key, and no coding: what goes
/// over the wire is built field by field from `ContestAPI` types.
package struct Question: Hashable, Sendable {
  package let id: QuestionID
  package let kind: QuestionKind
  /// 1 to `Limits.textCharacters` characters.
  package let stem: String
  /// 2 to `Limits.options`, no two of them equal; `正确`, `错误` for a true/false question.
  package let options: [String]
  /// The knowledge point, `chapter/section`.
  package let knowledge: String
  package let level: SkillLevel
  package let difficulty: Difficulty

  package init(
    id: QuestionID, kind: QuestionKind, stem: String, options: [String], knowledge: String,
    level: SkillLevel, difficulty: Difficulty
  ) {
    self.id = id
    self.kind = kind
    self.stem = stem
    self.options = options
    self.knowledge = knowledge
    self.level = level
    self.difficulty = difficulty
  }

  /// The options of every true/false question.
  package static let truthOptions = ["正确", "错误"]
}

/// What is right. Only `Scoring` and the bank's own formats load it; it is never `Codable`, so that
/// no response can hold it by mistake.
package struct AnswerKey: Hashable, Sendable {
  package let question: QuestionID
  /// The right options by their position in `Question.options`; never empty.
  package let correct: Choices
  /// Why it is right; may be empty.
  package let explanation: String

  package init(question: QuestionID, correct: Choices, explanation: String) {
    self.question = question
    self.correct = correct
    self.explanation = explanation
  }
}

/// A question with its key, as organizers write them.
package struct KeyedQuestion: Hashable, Sendable {
  package let question: Question
  package let key: AnswerKey

  package init(question: Question, key: AnswerKey) {
    self.question = question
    self.key = key
  }
}
