import Contests
import QuestionBanks

/// Small banks that together have a question of every kind, a picture, a case and every field.
enum SampleBank {
  /// Each of one to three questions, with a name.
  static func all() throws -> [(name: String, contents: BankContents)] {
    let picture = try Picture(png)
    let choices = try [
      question(
        "F001", .single, .choices(Choices(position: 1)), stem: "带传动打滑的原因是（　）。",
        options: ["转速过低", "张紧不足", "带速恒定", "= 100 %"], explanation: "张紧力不足。"),
      question(
        "F002", .multiple, .choices([Choices(position: 0), Choices(position: 2)]),
        stem: "失效有{点蚀}~", options: ["点蚀", "<磨损>", "断裂"]),
      question(
        "F003", .trueFalse, .choices(Choices(position: 1)), stem: "带传动的传动比准确。",
        options: Question.truthOptions),
    ]
    let texts = try [
      question(
        "F004", .fillIn, .blanks([["欧姆", "Ω"], ["安培"]]), stem: "电阻的单位是____，电流的单位是____。"),
      question("F005", .numeric, .number(number), stem: "求电流。", unit: "A"),
      question(
        "F011", .fillIn,
        .blanks([["MPa"], ["[case]"]], BlankRule(isAnyOrder: true, isCaseSensitive: true)),
        stem: "单位是____和____。"),
      question("F012", .numeric, .number(length), stem: "求长度，写出单位。"),
    ]
    let lists = try [
      question(
        "F006", .ordering, .order([2, 0, 1]), stem: "按顺序排列。", options: ["验电", "挂牌", "停电"]),
      question(
        "F007", .matching, .matches([1, 0]), stem: "配对。", options: ["伏特", "欧姆"],
        premises: ["电阻", "电压"]),
    ]
    let passage = "某车间桥式起重机：\n主钩不能起升。"
    let onPassage = try [
      question(
        "F008", .single, .choices(Choices(position: 0)), stem: "先查什么？", options: ["电源", "控制回路"],
        passage: passage),
      question(
        "F009", .trueFalse, .choices(Choices(position: 0)), stem: "应停电。",
        options: Question.truthOptions, passage: passage),
    ]
    let shown = try question(
      "F010", .single, .choices(Choices(position: 0)),
      stem: "图中 \(PictureReference.text(picture.id, caption: "油路")) 是", options: ["泵", "阀"])
    return [
      ("choices", BankContents(questions: choices)), ("texts", BankContents(questions: texts)),
      ("lists", BankContents(questions: lists)), ("case", BankContents(questions: onPassage)),
      ("picture", BankContents(questions: [shown], pictures: [picture.id: picture])),
      ("single", BankContents(questions: [choices[0]])),
    ]
  }

  /// The smallest whole PNG: one grey pixel.
  static var png: [UInt8] {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      let content = Array(name.utf8) + data
      let check = Checksum.of(content)
      return [0, 0, 0, UInt8(data.count)] + content
        + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: check >> $0) }
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
      + chunk("IDAT", [0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF, 0, 7, 0, 9, 0, 8]) + chunk("IEND", [])
  }

  private static let number = NumericKey(
    ExactNumber(trillionths: 12_500_000_000_000),
    tolerance: .absolute(ExactNumber(trillionths: 100_000_000_000)))

  private static let length = NumericKey(
    ExactNumber(trillionths: 12_500_000_000_000),
    units: AcceptedUnits([
      .init("mm"), .init("cm", factor: ExactNumber(trillionths: 10_000_000_000_000)),
    ]))

  private static func question(
    _ id: String, _ kind: QuestionKind, _ solution: Solution, stem: String, options: [String] = [],
    premises: [String] = [], unit: String = "", passage: String = "", explanation: String = ""
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
        unit: unit, passage: passage, knowledge: "机械传动/带传动", level: .intermediate,
        difficulty: .medium),
      key: AnswerKey(question: id, solution: solution, explanation: explanation))
  }
}
