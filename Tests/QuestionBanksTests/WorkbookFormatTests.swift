import Contests
import QuestionBanks
import Testing

@Suite struct WorkbookFormatTests {
  private typealias Value = HandmadeWorkbook.Value

  private let header: [Value] = ["编号", "题干", "选项A", "选项B", "答案"].map { .text($0) }

  private func row(_ texts: String...) -> [Value] { texts.map { .text($0) } }

  private func read(_ tabs: HandmadeWorkbook.Tab...) -> BankReading {
    BankReading(HandmadeWorkbook(tabs: tabs).bytes(), filename: "题库.xlsx")
  }

  private func read(rows: [Value]...) -> BankReading {
    read(HandmadeWorkbook.Tab(name: "题库", rows: [header] + rows))
  }

  @Test func handmadeWorkbookIsSound() {
    let reading = read(rows: row("1", "题", "甲", "乙", "A"))
    #expect(reading.format == "xlsx")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题"])
  }

  @Test func titleRowMayStandAboveTheHeader() {
    let reading = read(
      HandmadeWorkbook.Tab(
        name: "题库", rows: [row("机修钳工竞赛题库"), [], header, row("1", "题", "甲", "乙", "Z")]))
    #expect(reading.findings.map(\.place) == [FilePlace(sheet: "题库", row: 4, column: 4)])
    #expect(reading.findings.map(\.code) == ["key-unreadable"])
  }

  @Test func questionsOfAllSheetsAreRead() {
    let reading = read(
      HandmadeWorkbook.Tab(name: "空", rows: []),
      HandmadeWorkbook.Tab(name: "说明", rows: [row("填写说明")]),
      HandmadeWorkbook.Tab(name: "单选", rows: [header, row("1", "题一", "甲", "乙", "A")]),
      HandmadeWorkbook.Tab(name: "多选", rows: [header, row("2", "题二", "甲", "乙", "AB")]))
    #expect(reading.isSound)
    #expect(reading.findings.map(\.code) == ["sheet-without-header"])
    #expect(reading.findings.map(\.place.sheet) == ["说明"])
    #expect(reading.questions.map(\.question.id.text) == ["1", "2"])
  }

  @Test func hiddenSheetIsPassedOver() {
    let reading = read(
      HandmadeWorkbook.Tab(
        name: "旧题", isHidden: true, rows: [header, row("1", "旧题", "甲", "乙", "Z")]),
      HandmadeWorkbook.Tab(name: "空页", isHidden: true, rows: []),
      HandmadeWorkbook.Tab(name: "题库", rows: [header, row("1", "题", "甲", "乙", "A")]))
    #expect(reading.codes == ["sheet-hidden"])
    #expect(reading.findings.map(\.place) == [FilePlace(sheet: "旧题")])
    #expect(reading.isSound)
    #expect(reading.questions.map(\.question.stem) == ["题"])
  }

  @Test func workbookOfHiddenAndEmptySheetsHasNoHeader() {
    let reading = read(
      HandmadeWorkbook.Tab(name: "空", rows: []),
      HandmadeWorkbook.Tab(
        name: "旧题", isHidden: true, rows: [header, row("1", "旧题", "甲", "乙", "A")]))
    #expect(reading.codes == ["header-missing", "sheet-hidden"])
    #expect(!reading.isSound)
  }

  @Test func formulaNamesItsCell() {
    let reading = read(
      rows: row("1", "题", "甲", "乙", "A"),
      [.text("2"), .text("题二"), .formula("C2&\"x\"", cached: "甲x"), .text("乙"), .text("A")])
    #expect(reading.codes == ["formula-cell"])
    #expect(
      reading.findings.map(\.place) == [FilePlace(sheet: "题库", row: 3, column: 2)])
    #expect(reading.findings.map(\.field) == ["optionA"])
    #expect(reading.findings.first?.text.en == "is the formula =C2&\"x\"; make it text")
    #expect(!reading.isSound)
  }

  @Test func questionWithAFormulaIsNotAmongTheSoundOnes() {
    let reading = read(
      rows: row("1", "题", "甲", "乙", "A"),
      [.text("2"), .text("题二"), .formula("A1", cached: "丙"), .text("乙"), .text("A")])
    #expect(reading.questions.map(\.question.id.text) == ["1"])
  }

  @Test func formulaInAColumnOfNoQuestionIsPassedOver() {
    let reading = read(
      HandmadeWorkbook.Tab(
        name: "题库",
        rows: [
          header + [.text("备注")],
          row("1", "题", "甲", "乙", "A") + [.formula("NOW()", cached: "45000")],
        ]))
    #expect(reading.findings == [])
  }

  @Test func valuesAreReadAsTheSheetShowsThem() {
    let reading = read(
      rows: [.number("1"), .text("题"), .percent("0.7"), .number("0.28999999999999998"), .text("A")]
    )
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.options) == [["70%", "0.29"]])
    #expect(reading.questions.map(\.question.id.text) == ["1"])
  }

  @Test func booleanKeyIsThatOfAStatement() {
    let reading = read(
      rows: [.text("1"), .text("题一"), .empty, .empty, .boolean(true)],
      [.text("2"), .text("题二"), .empty, .empty, .boolean(false)])
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.kind) == [.trueFalse, .trueFalse])
    #expect(reading.questions.map(\.key.correct) == [.a, .b])
  }

  @Test func findingsStandInTheOrderOfTheSheets() {
    let reading = read(
      HandmadeWorkbook.Tab(
        name: "一", rows: [header, row("1", "题一", "甲", "乙", "A"), row("2", "题二", "甲", "乙", "Z")]),
      HandmadeWorkbook.Tab(name: "二", rows: [header, row("3", "题三", "甲", "乙", "Z")]))
    #expect(reading.findings.map(\.place.sheet) == ["一", "二"])
    #expect(reading.rows == [3, 2])
  }

  @Test func sameIDOnTwoSheetsIsRepeated() {
    let reading = read(
      HandmadeWorkbook.Tab(name: "一", rows: [header, row("F1", "题一", "甲", "乙", "A")]),
      HandmadeWorkbook.Tab(name: "二", rows: [header, row("F1", "题二", "甲", "乙", "A")]))
    #expect(reading.codes == ["id-repeated"])
    #expect(reading.findings.first?.place.sheet == "二")
    #expect(reading.findings.first?.text.text(in: .zhHans) == "编号 F1 已在一!第 2 行出现")
  }

  @Test func rowsThatBeginWithANumberSignAreComments() {
    let reading = read(rows: row("# 第一章"), row("1", "题", "甲", "乙", "A"))
    #expect(reading.findings == [])
    #expect(reading.questions.count == 1)
  }

  @Test func brokenArchiveIsRefused() {
    let bytes = HandmadeWorkbook(tabs: [HandmadeWorkbook.Tab(name: "题库", rows: [header])]).bytes()
    let reading = BankReading(Array(bytes.dropLast(40)), filename: "题库.xlsx")
    #expect(reading.format == "xlsx")
    #expect(reading.codes == ["damaged-archive"])
    #expect(reading.questions.isEmpty)
  }

  @Test func archiveWithoutAWorkbookIsRefused() {
    let empty: [UInt8] = [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 18)
    #expect(BankReading(empty, filename: "题库.xlsx").codes == ["not-a-workbook"])
  }
}
