import Contests
import QuestionBanks
import Testing

@Suite struct AikenFormatTests {
  private func read(_ text: String) -> BankReading {
    BankReading(text: text, filename: "a.txt", format: "aiken")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func questionsAreReadWithAnyLineEnds(end: String) {
    let text = ["题一", "A. 甲", "B) 乙", "ANSWER: B", "", "题二", "A、丙", "B．丁", "C） 戊", "answer：C", ""]
    let reading = read(text.joined(separator: end))
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题一", "题二"])
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"], ["丙", "丁", "戊"]])
    #expect(reading.questions.map { KeyText.text($0.key.solution) } == ["B", "C"])
  }

  @Test func aStemMayHaveSeveralLinesAndQuestionsNeedNoBlankLine() {
    let reading = read("第一行\n第二行\nA. 甲\n\nB. 乙\nANSWER: A\n题二\nA. 甲\nB. 乙\nANSWER: B")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["第一行\n第二行", "题二"])
  }

  @Test func severalLettersMakeItMultiple() {
    let reading = read("题\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C\n")
    #expect(reading.questions.map(\.question.kind) == [.multiple])
    #expect(KeyText.text(reading.questions[0].key.solution) == "AC")
  }

  @Test(arguments: [("正确", "错误"), ("对", "错")])
  func theOptionsRightAndWrongMakeItAStatement(right: String, wrong: String) {
    let reading = read("题\nA. \(right)\nB. \(wrong)\nANSWER: B\n")
    #expect(reading.questions.map(\.question.kind) == [.trueFalse])
    #expect(KeyText.text(reading.questions[0].key.solution) == "B")
  }

  @Test(arguments: [
    ("题\nA. 甲\nB. 乙\n", 1, "key-missing"), ("\n题\nA. 甲\nB. 乙\nANSWER:\n", 5, "key-missing"),
    ("题\nA. 甲\nB. 乙\nANSWER: C\n", 4, "key-outside-options"),
    ("题\nA. 甲\nB. 乙\nANSWER: 甲\n", 4, "key-unreadable"),
    ("题\nANSWER: A\n", 1, "options-missing"),
    ("题\nA. 甲\nB.\nC. 乙\nANSWER: A\n", 3, "option-missing"),
    ("A. 甲\nB. 乙\nANSWER: A\n", 1, "stem-missing"), ("ANSWER: A\n", 1, "stem-missing"),
    ("题\nA. 甲\nC. 乙\nANSWER: A\n", 3, "option-letter"),
    ("题\nA. 甲\nA. 乙\nANSWER: A\n", 3, "option-letter"),
    ("题\nA. 甲\nB. 甲\nANSWER: A\n", 3, "options-equal"),
    ("散文\n\n题\nA. 甲\nB. 乙\nANSWER: A\n", 1, "key-missing"),
  ])
  func whatIsWrongIsNamedWithItsLine(text: String, row: Int, code: String) {
    let reading = read(text)
    #expect(!reading.isSound)
    #expect(reading.findings.contains { $0.code == code && $0.place.row == row })
  }

  @Test func gb18030IsReadAndWhatMayBeAnythingIsNot() {
    // 题 is CC E2, 甲 is BC D7, 乙 is D2 D2 in GB18030.
    let chinese: [UInt8] =
      [0xCC, 0xE2, 0x0A, 0x41, 0x2E, 0xBC, 0xD7, 0x0A, 0x42, 0x2E, 0xD2, 0xD2, 0x0A]
      + Array("ANSWER: A\n".utf8)
    let reading = BankReading(chinese, filename: "a.txt")
    #expect(reading.format == "aiken")
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"]])
    let western = Array("Frage\nA. sch".utf8) + [0xF6] + Array("n\nB. gut\nANSWER: A\n".utf8)
    let refused = BankReading(western, filename: "a.txt")
    #expect(refused.format == "aiken")
    #expect(refused.codes == ["encoding-unknown"])
    #expect(refused.rows == [2])
  }

  @Test func lineBreaksAreFoldedWhereAikenHasNoRoomForThem() throws {
    let format = try #require(BankFormats.named("aiken"))
    let keyed = try QuestionsOfText.keyed(
      .single, .choices(Choices(position: 0)), stem: "一\n\n二", options: ["甲\n丙", "乙"])
    #expect(format.losses(of: keyed).contains(.text))
    let text = String(
      decoding: try format.write(BankContents(questions: [keyed]), bank: "b"), as: UTF8.self)
    #expect(text == "一\n二\nA. 甲 丙\nB. 乙\nANSWER: A\n")
  }

  @Test func picturesAndPassagesAreNamedAsLost() throws {
    let format = try #require(BankFormats.named("aiken"))
    let picture = try Picture(SamplePictures.png(0))
    let shown = try QuestionsOfText.keyed(
      .single, .choices(Choices(position: 0)),
      stem: "看图\(PictureReference.text(picture.id, caption: "泵"))",
      options: ["甲", "乙"], passage: "材料")
    #expect(format.losses(of: shown).isSuperset(of: [.pictures, .passage]))
    #expect(!format.losses(of: shown).contains(.text))
    let text = try format.write(BankContents(questions: [shown]), bank: "b")
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("看图[图：泵]\n"))
  }
}
