import Contests
import QuestionBanks

/// Three questions, one of each kind, of which a test may change any field.
enum SampleQuestions {
  static func single(
    id: String = "F001", stem: String = "带传动打滑的原因是（　）。",
    options: [String] = ["张紧不足", "转速过低", "带速恒定", "中心距过大"], correct: Choices = [.a],
    explanation: String = "张紧力不足时摩擦力不够。", knowledge: String = "机械传动/带传动",
    level: SkillLevel = .intermediate, difficulty: Difficulty = .easy,
    kind: QuestionKind = .single
  ) throws -> KeyedQuestion {
    let id = try QuestionID(id)
    return KeyedQuestion(
      question: Question(
        id: id, kind: kind, stem: stem, options: options, knowledge: knowledge, level: level,
        difficulty: difficulty),
      key: AnswerKey(question: id, solution: .choices(correct), explanation: explanation))
  }

  static func multiple() throws -> KeyedQuestion {
    try single(
      id: "F002", stem: "滚动轴承的常见失效有（　）。", options: ["点蚀", "磨损", "断裂"],
      correct: [.a, .b], explanation: "", knowledge: "机械传动/轴承", level: .senior,
      difficulty: .hard, kind: .multiple)
  }

  static func statement() throws -> KeyedQuestion {
    try single(
      id: "F003", stem: "带传动能保证准确的传动比。", options: Question.truthOptions, correct: [.b],
      explanation: "带传动有弹性滑动。", level: .junior, difficulty: .medium, kind: .trueFalse)
  }

  static func all() throws -> [KeyedQuestion] { [try single(), try multiple(), try statement()] }
}

extension Choices {
  static let a = Choices(position: 0)
  static let b = Choices(position: 1)
  static let c = Choices(position: 2)
  static let d = Choices(position: 3)
  static let h = Choices(position: 7)
}

extension AnswerKey {
  /// The right options of a choice; empty for other kinds.
  var correct: Choices {
    if case .choices(let choices) = solution { choices } else { [] }
  }
}

extension BankFormat {
  func write(_ questions: [KeyedQuestion], bank: String) throws -> [UInt8] {
    try write(BankContents(questions: questions), bank: bank)
  }
}

extension BankReading {
  /// Reads the text of a file.
  init(text: String, filename: String = "bank", format: String? = nil) {
    self.init(Array(text.utf8), filename: filename, format: format)
  }

  /// What was found, in order: the code and the 1-based row.
  var codes: [String] { findings.map(\.code) }
  var rows: [Int?] { findings.map(\.place.row) }
}
