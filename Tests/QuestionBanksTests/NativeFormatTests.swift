import Contests
import QuestionBanks
import Testing

@Suite struct NativeFormatTests {
  private let lines = [
    "bank: fitter",
    "knowledge: [章/节]",
    "questions:",
    "  - id: F001",
    "    kind: single",
    "    stem: 题干（　）。",
    "    options: [甲, 乙, 丙]",
    "    key: B",
    "    explanation: 因为",
    "    knowledge: 章/节",
    "    level: 高级工",
    "    difficulty: hard",
    "  - id: F002",
    "    kind: true-false",
    "    stem: 题二",
    "    key: 错误",
    "    knowledge: 章/节",
  ]

  private func read(replacing number: Int = 1, with line: String? = nil) -> BankReading {
    var lines = lines
    if let line { lines[number - 1] = line }
    return BankReading(text: lines.joined(separator: "\n") + "\n", filename: "bank.yaml")
  }

  @Test func aFileThatNamesAnotherBankIsRefusedAtItsPlace() throws {
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let other = BankReading(bytes, filename: "bank.yaml", for: try BankID("welder"))
    #expect(other.findings.map(\.code) == ["bank-mismatch"])
    #expect(other.findings.first?.place == FilePlace(row: 1))
    #expect(!other.isSound)
    #expect(BankReading(bytes, filename: "bank.yaml", for: try BankID("fitter")).isSound)
    #expect(BankReading(bytes, filename: "bank.yaml").isSound)
  }

  @Test func fieldsAreReadByTheirNames() throws {
    let reading = read()
    #expect(reading.format == "native")
    #expect(reading.findings == [])
    let keyed = try #require(reading.questions.first)
    #expect(
      keyed.question
        == Question(
          id: try QuestionID("F001"), kind: .single, stem: "题干（　）。", options: ["甲", "乙", "丙"],
          knowledge: "章/节", level: .senior, difficulty: .hard))
    #expect(keyed.key.correct == .b)
    #expect(keyed.key.explanation == "因为")
    #expect(reading.questions.last?.question.options == Question.truthOptions)
    #expect(reading.questions.last?.key.correct == .b)
  }

  @Test func jsonIsReadAsWell() {
    let reading = BankReading(
      text: """
        {"bank": "b", "questions": [{"id": "1", "kind": "single", "stem": "题 \\"一\\"",
         "options": ["甲", "乙"], "key": "A"}]}
        """)
    #expect(reading.format == "native")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题 \"一\""])
  }

  @Test(arguments: [
    (8, "    key: D", 8, "key", "key-outside-options"),
    (8, "    key: Z", 8, "key", "key-unreadable"),
    (8, "    key: AB", 8, "key", "key-not-single"),
    (8, "    key: [A, B]", 8, "key", "key-unreadable"),
    (10, "    knowledge: 章/结", 10, "knowledge", "knowledge-unknown"),
    (8, "    key: ''", 8, "key", "key-missing"),
    (8, "", 4, "key", "key-missing"),
    (6, "", 4, "stem", "stem-missing"),
    (5, "    kind: dance", 5, "kind", "kind-unknown"),
    (7, "    options:\n      - 甲\n      - ''\n      - 丙", 9, "optionB", "option-missing"),
    (7, "    options:\n      - 甲\n      - 丙\n      - 甲", 10, "optionC", "options-equal"),
    (7, "    options: [甲]", 4, "options", "options-missing"),
    (11, "    level: 大师", 11, "level", "level-unknown"),
    (12, "    difficulty: extreme", 12, "difficulty", "difficulty-unknown"),
    (13, "  - id: F001", 13, "id", "id-repeated"),
    (13, "  - id: F 2", 13, "id", "id-unreadable"),
  ])
  func faultOfAQuestionNamesItsLine(
    line: Int, text: String, row: Int, field: String, code: String
  ) {
    let reading = read(replacing: line, with: text)
    #expect(reading.codes == [code])
    #expect(reading.findings.map(\.field) == [field])
    #expect(reading.findings.map(\.place) == [FilePlace(row: row)])
    #expect(reading.questions.count == 1)
  }

  @Test(arguments: [
    (1, "", 2, "bank", "field-missing"),
    (1, "bank: a b", 1, "bank", "value-unexpected"),
    (2, "knowledge: 章/节", 2, "knowledge", "value-unexpected"),
    (5, "    type: single", 5, "questions[0].type", "field-unknown"),
    (7, "    options: 甲", 7, "questions[0].options", "value-unexpected"),
    (8, "    key: { a: B }", 8, "questions[0].key", "value-unexpected"),
    (10, "    passage: p9", 10, "questions[0].passage", "rule-broken"),
  ])
  func faultOfTheFormNamesItsLineAndRefusesTheFile(
    line: Int, text: String, row: Int, field: String, code: String
  ) {
    let reading = read(replacing: line, with: text)
    #expect(reading.codes == [code])
    #expect(reading.findings.map(\.place) == [FilePlace(row: row)])
    #expect(reading.findings.map(\.field) == [field])
    #expect(reading.questions.isEmpty)
  }

  @Test func knowledgePointsAreFreeWithoutAList() {
    #expect(read(replacing: 2, with: "").isSound)
  }

  @Test(arguments: ["null", "~", ""])
  func noValueIsAFieldLeftOut(value: String) {
    let reading = read(replacing: 9, with: "    explanation: \(value)")
    #expect(reading.questions.first?.key.explanation == "")
    #expect(read(replacing: 10, with: "    passage: \(value)").isSound)
    #expect(read(replacing: 6, with: "    stem: \(value)").codes == ["stem-missing"])
    #expect(read(replacing: 7, with: "    options: [甲, \(value)]").codes == ["options-missing"])
    let quoted = read(replacing: 9, with: "    explanation: \"\(value)\"")
    #expect(quoted.questions.first?.key.explanation == value)
  }

  @Test func knowledgePointIsFoundWhateverTheSpaceAroundIt() {
    #expect(read(replacing: 2, with: "knowledge: [\" 章/节 \"]").findings == [])
  }

  @Test(arguments: ["a \u{2028} b", "a \u{2029} b", "a\u{FFFE}b", "\u{FFFF}"])
  func signsOfYAMLsOwnComeBack(text: String) throws {
    let question = try SampleQuestions.single(stem: text)
    let format = try #require(BankFormats.named("native"))
    let reading = BankReading(try format.write([question], bank: "b"), filename: "b.yaml")
    #expect(reading.questions == [question])
  }

  @Test func textThatIsNoUTF8IsRefused() {
    let reading = BankReading(Array("bank: a\n".utf8) + [0xFF], filename: "a.yaml")
    #expect(reading.format == "native")
    #expect(reading.codes == ["not-utf8"])
  }

  @Test func textThatIsNoYAMLNamesItsLine() {
    let reading = BankReading(text: "bank: a\nquestions: ]\n", filename: "a.yaml")
    #expect(reading.codes == ["not-yaml"])
    #expect(reading.rows == [2])
  }

  @Test func byteOrderMarkIsPassedOver() {
    let text = "\u{FEFF}" + lines.joined(separator: "\n") + "\n"
    let named = BankReading(text: text, filename: "a.yaml")
    #expect(named.findings == [])
    #expect(named.questions.count == 2)
    #expect(BankReading(text: text, filename: "upload").format == "native")
  }

  @Test func spaceAroundATextIsLeftOut() {
    let reading = read(replacing: 6, with: "    stem: \" 题干（　）。\\n \"")
    #expect(reading.questions.first?.question.stem == "题干（　）。")
    #expect(read(replacing: 6, with: "    stem: \" 　 \"").codes == ["stem-missing"])
  }

  @Test func emptyListHasNoQuestions() {
    #expect(BankReading(text: "bank: a\nquestions: []\n").codes == ["no-questions"])
  }

  /// Many programs write JSON in ASCII alone.
  @Test(arguments: [
    (#"\ud83d\ude00"#, "😀"), (#"a\uD842\uDFB7b"#, "a𠮷b"), (#"\u9898\n\"x\""#, "题\n\"x\""),
    (#"\\ud83d\\ude00"#, #"\ud83d\ude00"#),
  ])
  func escapesOfJSONAreRead(written: String, stem: String) {
    let reading = BankReading(
      text: #"{"bank": "b", "questions": [{"id": "Q1", "kind": "single", "stem": ""# + written
        + #"", "options": ["甲", "乙"], "key": "A"}]}"#, filename: "b.json")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == [stem])
  }

  @Test(arguments: [#"\ud83d"#, #"\ude00\ud83d"#, #"\ud83dx"#, #"\ud83d\u0041"#])
  func halfAPairIsRefused(written: String) {
    let reading = BankReading(
      text: #"{"bank": "b", "questions": [{"id": "Q1", "kind": "single", "stem": ""# + written
        + #"", "options": ["甲", "乙"], "key": "A"}]}"#, filename: "b.json")
    #expect(reading.errors == 1)
    #expect(reading.questions == [])
  }

  @Test func writtenFileIsTheDocumentedForm() throws {
    let format = try #require(BankFormats.named("native"))
    let bytes = try format.write(
      [SampleQuestions.single(), SampleQuestions.statement()], bank: "fitter")
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        bank: "fitter"
        knowledge:
          - "机械传动/带传动"
        questions:
          - id: "F001"
            kind: single
            stem: "带传动打滑的原因是（　）。"
            options: ["张紧不足", "转速过低", "带速恒定", "中心距过大"]
            key: A
            explanation: "张紧力不足时摩擦力不够。"
            knowledge: "机械传动/带传动"
            level: 中级工
            difficulty: easy
          - id: "F003"
            kind: true-false
            stem: "带传动能保证准确的传动比。"
            key: 错误
            explanation: "带传动有弹性滑动。"
            knowledge: "机械传动/带传动"
            level: 初级工
            difficulty: medium

        """)
  }
}
