import Contests
import QuestionBanks

/// One question of each kind, in which one text stands wherever a text may.
enum QuestionsOfText {
  static func keyed(
    _ kind: QuestionKind, _ solution: Solution, id: String = "F001", stem: String = "题干（　）。",
    options: [String] = [], premises: [String] = [], unit: String = "", passage: String = "",
    explanation: String = "解析。", knowledge: String = "机械传动/带传动",
    level: SkillLevel = .senior, difficulty: Difficulty = .hard
  ) throws -> KeyedQuestion {
    let id = try QuestionID(id)
    let blanks =
      switch solution {
      case .blanks(let blanks, _): blanks.count
      case .number(let key): key.units == nil ? 0 : 1
      default: 0
      }
    return KeyedQuestion(
      question: Question(
        id: id, kind: kind, stem: stem, options: options, premises: premises, blanks: blanks,
        unit: unit, passage: passage, knowledge: knowledge, level: level, difficulty: difficulty),
      key: AnswerKey(question: id, solution: solution, explanation: explanation))
  }

  /// Every kind with a text wherever one may stand.
  static func all(with text: String = "甲") throws -> [KeyedQuestion] {
    let others = ["其一", "其二"]
    return [
      try keyed(
        .single, .choices(Choices(position: 1)), id: "S1", stem: text, options: [others[0], text],
        explanation: text),
      try keyed(
        .multiple, .choices([Choices(position: 0), Choices(position: 2)]), id: "M1", stem: text,
        options: [text] + others, explanation: text),
      try keyed(
        .multiple, .choices(Choices(position: 0)), id: "M2", stem: text, options: others,
        explanation: ""),
      try keyed(
        .trueFalse, .choices(Choices(position: 1)), id: "T1", stem: text,
        options: Question.truthOptions, explanation: text),
      try keyed(.fillIn, .blanks([[text, "乙"]]), id: "B1", stem: text, explanation: text),
      try keyed(
        .fillIn, .blanks([[text], ["乙", text]]), id: "B2", stem: text + "____，（　）",
        explanation: text),
      try keyed(.fillIn, .blanks([[text], ["乙"], ["丙"]]), id: "B3", stem: text + "____"),
      try keyed(
        .numeric,
        .number(
          NumericKey(
            ExactNumber(trillionths: -2_500_000_000_000),
            tolerance: .absolute(ExactNumber(trillionths: 100_000_000_000)))),
        id: "N1", stem: text, explanation: text),
      try keyed(
        .ordering, .order([2, 0, 1]), id: "O1", stem: text, options: others + [text],
        explanation: text),
      try keyed(
        .matching, .matches([2, 0]), id: "P1", stem: text, options: others + [text],
        premises: [text, "左"], explanation: text),
      try keyed(
        .matching, .matches([1, 1]), id: "P2", stem: text, options: [text, "右"],
        premises: ["上", text], explanation: ""),
    ]
  }
}
