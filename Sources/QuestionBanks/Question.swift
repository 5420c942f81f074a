package import Contests

package typealias QuestionID = Identifier<Question>

/// One question as a contestant may see it. It has no room for the key, and no coding: what goes
/// over the wire is built field by field from `ContestAPI` types.
///
/// Stem, options, premises and passage may show pictures; see `PictureReference`.
package struct Question: Hashable, Sendable {
  package let id: QuestionID
  package let kind: QuestionKind
  /// 1 to `Limits.textCharacters` characters.
  package let stem: String
  /// 2 to `Limits.options`, no two of them equal; `正确`, `错误` for a true/false question; none for
  /// fill-in and numeric questions.
  package let options: [String]
  /// What options are to be matched to, 1 to `Limits.options`; none for other kinds.
  package let premises: [String]
  /// How many texts a fill-in question asks for; 1 for a numeric one that asks for the unit beside
  /// the number; 0 for all others.
  package let blanks: Int
  /// The unit in which a numeric question wants its answer; empty for other kinds or without one.
  package let unit: String
  /// The text on which a case asks several questions: they all hold the same one. Empty when the
  /// question stands by itself.
  package let passage: String
  /// The knowledge point, `chapter/section`.
  package let knowledge: String
  package let level: SkillLevel
  package let difficulty: Difficulty

  package init(
    id: QuestionID, kind: QuestionKind, stem: String, options: [String] = [],
    premises: [String] = [], blanks: Int = 0, unit: String = "", passage: String = "",
    knowledge: String, level: SkillLevel, difficulty: Difficulty
  ) {
    self.id = id
    self.kind = kind
    self.stem = stem
    self.options = options
    self.premises = premises
    self.blanks = blanks
    self.unit = unit
    self.passage = passage
    self.knowledge = knowledge
    self.level = level
    self.difficulty = difficulty
  }

  /// The options of every true/false question.
  package static let truthOptions = ["正确", "错误"]

  /// Every text that a contestant sees of it.
  package var texts: [String] { [passage, stem] + premises + options }
}

/// What is right. Only `Scoring` and the bank's own formats load it; it is never `Codable`, so that
/// no response can hold it by mistake.
package struct AnswerKey: Hashable, Sendable {
  package let question: QuestionID
  package let solution: Solution
  /// Why it is right; may be empty.
  package let explanation: String

  package init(question: QuestionID, solution: Solution, explanation: String) {
    self.question = question
    self.solution = solution
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

/// Everything that a bank holds: what a file is read into and written from.
package struct BankContents: Hashable, Sendable {
  package var questions: [KeyedQuestion]
  /// The pictures to which the questions refer.
  package var pictures: [PictureID: Picture]

  package init(questions: [KeyedQuestion], pictures: [PictureID: Picture] = [:]) {
    self.questions = questions
    self.pictures = pictures
  }
}
