import Contests

/// Writes questions as numbered text: a heading wherever the kind changes, each field on lines
/// with its name.
struct NumberedTextWriting {
  private var lines: [String]
  private var kind: QuestionKind?
  private var passage = ""
  private var sections = 0
  private var number = 0

  /// With what every written file begins.
  static let titleMark = "题库："

  /// - Parameter title: what the first line names.
  init(title: String) { lines = [Self.titleMark + title, ""] }

  /// Everything added so far.
  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func add(_ keyed: KeyedQuestion) {
    let question = keyed.question
    if question.passage != passage || passage.isEmpty && question.kind != kind {
      beginSection(question.kind)
      passage = question.passage
      // The colon, since a passage may begin with one: only the first belongs to the mark.
      if !passage.isEmpty { add("【案例】：", passage) }
    }
    number += 1
    add("\(number). ", question.stem, isStem: true)
    for (position, premise) in question.premises.enumerated() {
      add("左列\(position + 1)：", premise)
    }
    if question.kind != .trueFalse {
      for (position, option) in question.options.enumerated() {
        add("\(Choices.letter(position)). ", option)
      }
    }
    if question.kind != kind { add("题型：", Self.name(of: question.kind)) }
    add("答案：", Self.key(keyed))
    if !question.unit.isEmpty { add("单位：", question.unit) }
    if !keyed.key.explanation.isEmpty { add("解析：", keyed.key.explanation) }
    if !question.knowledge.isEmpty { add("知识点：", question.knowledge) }
    lines.append("等级：\(question.level.name)")
    lines.append("难度：\(Self.name(of: question.difficulty))")
    lines.append("编号：\(question.id.text)")
    lines.append("")
  }

  private mutating func beginSection(_ kind: QuestionKind) {
    sections += 1
    number = 0
    self.kind = kind
    let ordinal = Self.chinese(sections).map { "\($0)、" } ?? "第\(sections)部分 "
    lines.append(ordinal + Self.name(of: kind))
    lines.append("")
  }

  private mutating func add(_ mark: String, _ text: String, isStem: Bool = false) {
    let parts = EscapedText.lines(text, isStem: isStem)
    lines.append(mark + parts[0])
    lines += parts.dropFirst()
  }

  private static func key(_ keyed: KeyedQuestion) -> String {
    if keyed.question.kind == .trueFalse, case .choices(let choices) = keyed.key.solution {
      return choices.positions.map { Question.truthOptions[$0] }.joined()
    }
    return KeyText.text(keyed.key.solution)
  }

  private static func name(of kind: QuestionKind) -> String {
    switch kind {
    case .single: "单选题"
    case .multiple: "多选题"
    case .trueFalse: "判断题"
    case .fillIn: "填空题"
    case .numeric: "计算题"
    case .ordering: "排序题"
    case .matching: "匹配题"
    }
  }

  private static func name(of difficulty: Difficulty) -> String {
    switch difficulty {
    case .easy: "易"
    case .medium: "中"
    case .hard: "难"
    }
  }

  /// `十二` for 12; absent from 100 on.
  private static func chinese(_ number: Int) -> String? {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    switch number {
    case 1...9: return digits[number]
    case 10...19: return "十" + digits[number - 10]
    case 20...99: return digits[number / 10] + "十" + digits[number % 10]
    default: return nil
    }
  }
}
