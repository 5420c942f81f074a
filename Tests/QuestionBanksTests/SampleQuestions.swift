import Contests
import QuestionBanks
import Testing

/// Questions of every kind, of which a test may change any field.
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

  /// A question of any kind.
  static func question(
    _ id: String, _ kind: QuestionKind, _ solution: Solution, stem: String = "",
    options: [String] = [], premises: [String] = [], unit: String = "", passage: String = "",
    explanation: String = ""
  ) throws -> KeyedQuestion {
    let id = try QuestionID(id)
    let blanks = if case .blanks(let blanks, _) = solution { blanks.count } else { 0 }
    return KeyedQuestion(
      question: Question(
        id: id, kind: kind, stem: stem.isEmpty ? "\(kind.rawValue) 题" : stem, options: options,
        premises: premises, blanks: blanks, unit: unit, passage: passage, knowledge: "电工基础",
        level: .intermediate, difficulty: .medium),
      key: AnswerKey(question: id, solution: solution, explanation: explanation))
  }

  /// Two blanks, the first with two accepted texts.
  static func fillIn() throws -> KeyedQuestion {
    try question(
      "F004", .fillIn, .blanks([["欧姆", "Ω"], ["安培"]]), stem: "电阻的单位是____，电流的单位是____。")
  }

  static func numeric() throws -> KeyedQuestion {
    let key = NumericKey(
      try #require(ExactNumber("12.5")), tolerance: .absolute(try #require(ExactNumber("0.1"))))
    return try question("F005", .numeric, .number(key), stem: "求电流。", unit: "A")
  }

  static func ordering() throws -> KeyedQuestion {
    try question(
      "F006", .ordering, .order([2, 0, 1]), stem: "按操作顺序排列。", options: ["验电", "挂牌", "停电"])
  }

  static func matching() throws -> KeyedQuestion {
    try question(
      "F007", .matching, .matches([1, 0]), stem: "把量与单位配对。", options: ["伏特", "欧姆"],
      premises: ["电阻", "电压"])
  }

  /// Two questions on one text.
  static func caseOfTwo() throws -> [KeyedQuestion] {
    let passage = "某车间桥式起重机：\n主钩不能起升。"
    return [
      try question(
        "F008", .single, .choices(.b), stem: "先查什么？", options: ["电源", "控制回路"], passage: passage),
      try question(
        "F009", .trueFalse, .choices(.a), stem: "应停电。", options: Question.truthOptions,
        passage: passage),
    ]
  }

  /// One of each of the seven kinds, and a case.
  static func everyKind() throws -> [KeyedQuestion] {
    try all() + [fillIn(), numeric(), ordering(), matching()] + caseOfTwo()
  }

  /// A question of a kind whose texts, as far as it has them, are all the given one.
  static func awkward(_ kind: QuestionKind, _ text: String) throws -> KeyedQuestion {
    let solution: Solution
    switch kind {
    case .single: solution = .choices(.a)
    case .multiple: solution = .choices([.a, .b])
    case .trueFalse: solution = .choices(.b)
    case .fillIn: solution = .blanks([[text, "乙"], [text]])
    case .numeric:
      solution = .number(
        NumericKey(
          try #require(ExactNumber("-0.5")), tolerance: .relative(try #require(ExactNumber("0.02")))
        ))
    case .ordering: solution = .order([1, 0])
    case .matching: solution = .matches([1, 0])
    }
    let hasOptions = kind != .fillIn && kind != .numeric
    let options = kind == .trueFalse ? Question.truthOptions : [text, "乙"]
    return try question(
      "X1", kind, solution, stem: text, options: hasOptions ? options : [],
      premises: kind == .matching ? [text, "丙"] : [], unit: kind == .numeric ? text : "",
      passage: text, explanation: text)
  }
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

  /// What was found about single questions, without what the review of the whole bank adds.
  var findingsByQuestion: [ImportFinding] {
    let ofTheBank: Set = [
      "duplicate", "near-duplicate", "near-duplicates-many", "keys-contradict", "key-often-longest",
      "keys-unbalanced", "statements-unbalanced",
    ]
    return findings.filter { !ofTheBank.contains($0.code) }
  }

  /// What was found, in order: the code and the 1-based row.
  var codes: [String] { findings.map(\.code) }
  var rows: [Int?] { findings.map(\.place.row) }
}
