import Contests
import QuestionBanks

extension BankReading {
  /// Reads numbered text whatever its contents look like.
  init(numbered text: String) { self.init(text: text, filename: "题库.txt", format: "text") }

  var stems: [String] { questions.map(\.question.stem) }
  var kinds: [QuestionKind] { questions.map(\.question.kind) }
  /// The keys as a file would say them.
  var keys: [String] { questions.map { KeyText.text($0.key.solution) } }

  /// A finding with that code on that line.
  func has(_ code: String, line: Int) -> Bool {
    findings.contains { $0.code == code && $0.place.row == line }
  }
}

/// One question of each kind, with a text that a test chooses in every field that may hold it.
enum EveryKind {
  static func question(
    _ kind: QuestionKind, _ text: String, id: String, hasPassage: Bool = true
  ) throws -> KeyedQuestion {
    let id = try QuestionID(id)
    var options = ["甲", text, "乙"]
    var premises: [String] = []
    var unit = ""
    let solution: Solution
    switch kind {
    case .single: solution = .choices([.b])
    case .multiple: solution = .choices([.a, .c])
    case .trueFalse:
      options = Question.truthOptions
      solution = .choices([.b])
    case .fillIn:
      options = []
      solution = .blanks([[text, "欧姆"], ["50"]])
    case .numeric:
      options = []
      unit = text
      solution = .number(
        NumericKey(
          ExactNumber(trillionths: 12_500_000_000_000),
          tolerance: .relative(ExactNumber(trillionths: 20_000_000_000))))
    case .ordering: solution = .order([2, 0, 1])
    case .matching:
      premises = [text, "左"]
      solution = .matches([2, 0])
    }
    return KeyedQuestion(
      question: Question(
        id: id, kind: kind, stem: text, options: options, premises: premises,
        blanks: kind == .fillIn ? 2 : 0, unit: unit, passage: hasPassage ? text : "",
        knowledge: text,
        level: .senior, difficulty: .hard),
      key: AnswerKey(question: id, solution: solution, explanation: text))
  }
}
