import Contests
import QuestionBanks
import Testing

/// Where a table may have its options.
@Suite struct TableLayoutTests {
  private func read(options text: String, key: String = "B") -> BankReading {
    let cell = text.replacing("\"", with: "\"\"")
    return BankReading(text: "题型,题干,选项,答案\n单选题,题,\"\(cell)\",\(key)\n")
  }

  @Test(arguments: [
    "A.16|B.18", "**A.16**B.18", "A.16**B.18", "A.16\nB.18", "A、16 B、18", "A．16　B．18", "Ａ．16 Ｂ．18",
    "(A)16 (B)18", "（A）16（B）18", "【A】16 【B】18", "a) 16 b) 18", "A:16;B:18", "A：16；B：18", "16|18",
    "16｜18",
    "16\n18", "16\r\n\r\n18", "16；18", "|A.16|B.18|", " A. 16 | B. 18 ", "A.16B.18", "A、16，B、18",
    "16;;18",
    "A.16|\nB.18",
  ])
  func optionsInOneCellAreTakenApart(text: String) {
    let reading = read(options: text)
    #expect(reading.findings == [], "\(text)")
    #expect(reading.questions.map(\.question.options) == [["16", "18"]], "\(text)")
    #expect(reading.questions.map(\.key.correct) == [.b])
  }

  @Test func linesMayHoldSeveralOptions() {
    let reading = read(options: "A.甲 B.乙\nC.丙 D.丁")
    #expect(reading.questions.map(\.question.options) == [["甲", "乙", "丙", "丁"]])
  }

  @Test func anOptionMayHaveSeveralLines() {
    let reading = read(options: "A.甲\n甲二\nB.乙")
    #expect(reading.questions.map(\.question.options) == [["甲\n甲二", "乙"]])
  }

  @Test func lettersInsideAnOptionAreItsText() {
    let reading = read(options: "A.甲公司与B、C公司 B.乙 C.A.D.转换")
    #expect(reading.questions.map(\.question.options) == [["甲公司与B、C公司", "乙", "A.D.转换"]])
  }

  @Test(arguments: ["", "A.", "一个", "A.甲", "A.甲||C.丙"])
  func cellWithoutTwoOptionsIsAnError(text: String) {
    #expect(!read(options: text).isSound)
  }

  @Test func moreThanEightOptionsAreAnError() {
    let reading = read(options: (0..<9).map { "\($0)" }.joined(separator: "|"))
    #expect(reading.codes == ["options-missing"])
  }

  @Test func lettersBeforeTheTextsOfOptionColumnsAreTakenOff() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n题,A.甲,B.乙,B\n题二,A.甲,乙,A\n")
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"], ["A.甲", "乙"]])
  }

  @Test(arguments: [
    "带传动的特点是（　）。A.甲 B.乙 C.丙", "带传动的特点是（　）。\nA、甲\nB、乙\nC、丙", "带传动的特点是（　）。 (A)甲 (B)乙 (C)丙",
    "带传动的特点是（　）。A. 甲；B. 乙；C. 丙",
  ])
  func optionsMayStandBehindTheStem(stem: String) {
    let reading = BankReading(text: "题型,题干,答案\n多选题,\"\(stem)\",AC\n")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["带传动的特点是（　）。"])
    #expect(reading.questions.map(\.question.options) == [["甲", "乙", "丙"]])
  }

  @Test func stemOfAnotherKindKeepsItsLetters() {
    let stem = "下列 A. 甲 B. 乙 中应填____"
    let reading = BankReading(text: "题型,题干,答案\n填空题,\(stem),甲\n判断题,\(stem),对\n")
    #expect(reading.questions.map(\.question.stem) == [stem, stem])
  }

  @Test func lettersOutOfOrderAreNoOptions() {
    let reading = BankReading(text: "题型,题干,答案\n单选题,题。B.甲 C.乙,B\n单选题,A、B、C 三相,A\n")
    #expect(reading.codes == ["options-missing", "options-missing"])
  }

  @Test func statementWithItsOptionsInTheStemIsReadByTheirMeaning() {
    let reading = BankReading(text: "题型,题干,答案\n判断题,应停电。A.错误 B.正确,B\n")
    #expect(reading.questions.map(\.question.stem) == ["应停电。"])
    #expect(reading.questions.map(\.key.correct) == [.a])
  }

  @Test func aKeyMayRepeatTheTextOfItsOption() {
    let reading = BankReading(
      text:
        "题型,题干,选项A,选项B,选项C,答案\n单选题,题一,甲,乙,丙,乙\n多选题,题二,甲,乙,丙,甲|丙\n,题三,正确,错误,,错误\n单选题,题四,甲,乙,丙,丁\n")
    #expect(reading.questions.map(\.key.correct) == [.b, [.a, .c], .b])
    #expect(reading.codes == ["key-unreadable"])
  }
}

/// One row an option.
@Suite struct OptionRowTests {
  private func read(_ rows: String...) -> BankReading {
    BankReading(text: (["题型,题干,选项,是否正确项"] + rows).joined(separator: "\n") + "\n")
  }

  @Test func cellsOfTheFirstRowCountForTheOthers() {
    let reading = read("单选题,题一,甲,否", ",,乙,是", "多选题,题二,丙,是", ",,丁,是", ",,戊,")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题一", "题二"])
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"], ["丙", "丁", "戊"]])
    #expect(reading.questions.map(\.key.correct) == [.b, [.a, .b]])
    #expect(reading.questions.map(\.question.kind) == [.single, .multiple])
  }

  @Test func cellsMayBeRepeatedInEveryRow() {
    let reading = read("单选题,题一,甲,0", "单选题,题一,乙,1", "单选题,题二,甲,1", "单选题,题二,乙,0")
    #expect(reading.questions.map(\.key.correct) == [.b, .a])
  }

  @Test(arguments: [
    ("是", "否"), ("1", "0"), ("√", ""), ("TRUE", "FALSE"), ("对", "错"), ("Y", "N"), ("正确", "错误"),
    ("✔", "×"), ("√", "×"), ("yes", "no"),
  ])
  func everyMarkIsRead(right: String, wrong: String) {
    let reading = read("单选题,题,甲,\(wrong)", ",,乙,\(right)")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.key.correct) == [.b])
  }

  @Test func unreadableMarkNamesItsCell() {
    let reading = read("单选题,题,甲,大概", ",,乙,是")
    #expect(reading.codes == ["correct-unreadable"])
    #expect(reading.findings.first?.place == FilePlace(row: 2, column: 3))
  }

  @Test func questionWithoutARightOptionHasNoKey() {
    #expect(read("单选题,题,甲,否", ",,乙,否").codes == ["key-missing"])
  }

  @Test func twoRightOptionsOfASingleChoiceAreAnError() {
    #expect(read("单选题,题,甲,是", ",,乙,是").codes == ["key-not-single"])
  }

  @Test func statementIsReadByTheMeaningOfItsOptions() {
    let reading = read("判断题,应停电。,错误,是", ",,正确,否")
    #expect(reading.questions.map(\.key.correct) == [.b])
  }

  @Test func rightOptionsOfAFillInAreItsAcceptedTexts() {
    let reading = read("填空题,单位是____。,欧姆,是", ",,Ω,是", "填空题,____与____,甲,是", ",,乙,是")
    #expect(
      reading.questions.map(\.key.solution) == [.blanks([["欧姆", "Ω"]]), .blanks([["甲"], ["乙"]])])
  }

  @Test func sameStemAgainIsAnotherQuestionWhereLettersBeginAnew() {
    let reading = BankReading(
      text: """
        题干,选项序号,选项内容,正确项
        正确的是,A,甲,是
        正确的是,B,乙,
        正确的是,A,丙,
        正确的是,B,丁,是

        """)
    #expect(reading.codes == ["id-repeated"])
    let numbered = BankReading(
      text: """
        题号,题干,选项,选项内容,正确项
        1,正确的是,A,甲,是
        1,正确的是,B,乙,
        2,正确的是,A,丙,
        2,正确的是,B,丁,是

        """)
    #expect(numbered.findings == [])
    #expect(numbered.questions.map(\.question.options) == [["甲", "乙"], ["丙", "丁"]])
    #expect(numbered.questions.map(\.key.correct) == [.a, .b])
  }

  @Test func sameStemAfterRowsWithoutOneIsAnotherQuestion() {
    let reading = read("单选题,正确的是,甲,是", ",,乙,", "多选题,正确的是,甲,是", ",,乙,是")
    #expect(reading.questions.map(\.question.kind) == [.single, .multiple])
  }

  @Test func mergedCellsHoldARowTogether() {
    let header: [HandmadeWorkbook.Value] = ["题型", "题干", "选项", "正确项"].map { .text($0) }
    let rows: [[HandmadeWorkbook.Value]] = [
      [.text("单选题"), .text("正确的是"), .text("甲"), .text("是")],
      [.empty, .empty, .text("乙"), .empty],
      [.text("多选题"), .text("都对的是"), .text("甲"), .number("1")],
      [.empty, .empty, .text("乙"), .boolean(true)],
    ]
    let tab = HandmadeWorkbook.Tab(
      name: "题", rows: [header] + rows, merged: ["A2:A3", "B2:B3", "A4:A5", "B4:B5"])
    let reading = BankReading(HandmadeWorkbook(tabs: [tab]).bytes(), filename: "a")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.kind) == [.single, .multiple])
    #expect(reading.questions.map(\.key.correct) == [.a, [.a, .b]])
  }
}
