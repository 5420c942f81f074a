import Contests
import QuestionBanks
import Testing

/// Ids that only count the rows of a sheet or a section.
@Suite struct RunningNumberTests {
  /// Sheets by the ids of their questions, whose stems all differ.
  private func read(_ sheets: [String]...) -> BankReading {
    let header = ["编号", "题干", "选项A", "选项B", "答案"].map(HandmadeWorkbook.Value.text)
    let tabs = sheets.enumerated().map { sheet, ids in
      HandmadeWorkbook.Tab(
        name: "页\(sheet + 1)",
        rows: [header]
          + ids.enumerated().map { row, id in
            [.text(id), .text(Self.stem(sheet * 20 + row)), .text("甲"), .text("乙"), .text("A")]
          })
    }
    return BankReading(HandmadeWorkbook(tabs: tabs).bytes(), filename: "题库.xlsx")
  }

  /// Stems that the review of the bank does not take for one another.
  private static func stem(_ number: Int) -> String {
    let base = 0x4E00 + number * 20
    return String(String.UnicodeScalarView((base..<base + 15).compactMap(Unicode.Scalar.init)))
  }

  private func codes(_ reading: BankReading) -> [String] {
    reading.findingsByQuestion.map(\.code)
  }

  @Test func numbersThatBeginAnewOnEachSheetAreIgnored() {
    let reading = read(["1", "2", "3"], ["1", "2"], ["1"])
    #expect(codes(reading) == ["ids-ignored"])
    #expect(reading.findings.first?.place == FilePlace(sheet: "页2", row: 2, column: 0))
    #expect(reading.isSound)
    #expect(reading.questions.count == 6)
    #expect(reading.questions.allSatisfy { $0.question.id.text.hasPrefix("q") })
  }

  @Test func numbersThatBeginAnewWithinASheetAreIgnored() {
    let reading = read(["1", "2", "3", "1", "2"])
    #expect(codes(reading) == ["ids-ignored"])
    #expect(reading.questions.count == 5)
  }

  @Test func numbersThatGoOnAreIDs() {
    let reading = read(["1", "2", "3"], ["4", "5"])
    #expect(codes(reading) == [])
    #expect(reading.questions.map(\.question.id.text) == ["1", "2", "3", "4", "5"])
  }

  @Test(arguments: [
    [["1", "1"]], [["1", "2", "1"]], [["1", "2", "2"]], [["F1", "F2"], ["F1"]],
    [["1", "2"], ["1", "F2"]], [["101", "102"], ["101"]], [["1", "2"], ["2"]],
  ])
  func otherRepeatedIDsAreErrors(sheets: [[String]]) {
    let reading = sheets.count == 1 ? read(sheets[0]) : read(sheets[0], sheets[1])
    #expect(codes(reading) == ["id-repeated"])
    let text = reading.findingsByQuestion.first?.text.text(in: .zhHans) ?? ""
    #expect(text.contains("已在页1!第 "))
  }

  @Test func sameQuestionOnTwoSheetsIsNamedByItsSheet() {
    let table = ["题干", "选项A", "选项B", "答案"].map(HandmadeWorkbook.Value.text)
    let row = ["题一", "甲", "乙", "A"].map(HandmadeWorkbook.Value.text)
    let tabs = ["一班", "二班"].map { HandmadeWorkbook.Tab(name: $0, rows: [table, row]) }
    let reading = BankReading(HandmadeWorkbook(tabs: tabs).bytes(), filename: "题库.xlsx")
    #expect(codes(reading) == ["id-repeated"])
    #expect(reading.findings.first?.text.text(in: .en).contains("一班!row 2") == true)
  }
}
