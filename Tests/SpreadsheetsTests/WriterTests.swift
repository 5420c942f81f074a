import Foundation
import Spreadsheets
import Testing

@Suite struct WorkbookWriterTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("out.xlsx")
  }

  private let columns = [OutputColumn(header: "姓名", width: 16), OutputColumn(header: "=成绩")]

  /// What the reader makes of a file with one sheet of these rows.
  private func roundTrip(_ rows: [[OutputCell]]) throws -> [Row] {
    let writer = try WorkbookWriter(path: path)
    try writer.beginSheet(named: "成绩", columns: columns)
    for row in rows { try writer.append(row) }
    try writer.finish()
    return try #require(try read().sheets.first).rows
  }

  private func read() throws -> Workbook {
    try WorkbookReader().read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  private func failure(_ row: [OutputCell]) throws -> SpreadsheetError? {
    let writer = try WorkbookWriter(path: path)
    try writer.beginSheet(named: "成绩", columns: columns)
    do throws(SpreadsheetError) {
      try writer.append(row)
      return nil
    } catch {
      return error
    }
  }

  @Test func valuesComeBackAsTheyWere() throws {
    let rows = try roundTrip([
      [.text("张三"), .number(85.5), .integer(-3), .empty, .text(" <&>\"\n换行 ")],
      [], [.empty, .integer(999_999_999_999_999), .integer(320_302_199_001_011_234)],
    ])
    #expect(rows.map(\.number) == [1, 2, 4])
    #expect(
      rows[1].cells == [
        .text("张三"), .number(85.5, text: "85.5", style: .general),
        .number(-3, text: "-3", style: .general), .empty, .text(" <&>\"\n换行 "),
      ])
    #expect(rows[2][1].displayText == "999999999999999")
    #expect(rows[2][2] == .text("320302199001011234"))
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")", "{=1}",
    "http://example.org", "0123",
  ])
  func textIsNeverAFormula(text: String) throws {
    let rows = try roundTrip([[.text(text)]])
    #expect(rows[0].cells == [.text("姓名"), .text("=成绩")])
    #expect(rows[1][0] == .text(text))
  }

  @Test(arguments: [
    ("a\u{0}b\u{FFFF}\u{FFFE}", "a\u{FFFD}b\u{FFFD}\u{FFFD}"), ("_x0041_", "_x0041_"),
    ("__x0041_", "__x0041_"), ("_x0041", "_x0041"), ("a\r\nb", "a\r\nb"), ("（全角）", "（全角）"),
    ("\u{FEFF}x😀", "\u{FEFF}x😀"),
  ])
  func everyStringMakesAValidFile(text: String, stored: String) throws {
    #expect(try roundTrip([[.text(text)]])[1][0] == .text(stored))
  }

  @Test func headerIsFrozenAndStyled() throws {
    _ = try roundTrip([[.text("张三")]])
    let sheet = try part("xl/worksheets/sheet1.xml")
    #expect(sheet.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""))
    #expect(sheet.contains("<col min=\"1\" max=\"1\" width=\"16.7109375\" customWidth=\"1\"/>"))
    #expect(!sheet.contains("<f>"))
    #expect(try part("xl/styles.xml").contains("<b/>"))
  }

  @Test func decimalsOfAColumnAreShown() throws {
    let writer = try WorkbookWriter(path: path)
    try writer.beginSheet(
      named: "a", columns: [OutputColumn(header: "总成绩", decimals: 2), OutputColumn(header: "n")])
    try writer.append([.number(85.5), .number(1)])
    try writer.finish()
    #expect(try part("xl/styles.xml").contains("formatCode=\"0.00\""))
    #expect(try read().sheets[0].rows[1][0].displayText == "85.5")
  }

  @Test func sheetsFollowOneAnother() throws {
    let writer = try WorkbookWriter(path: path)
    for name in ["理论", "实操"] {
      try writer.beginSheet(named: name, columns: columns)
      try writer.append([.text(name)])
    }
    try writer.finish()
    let sheets = try read().sheets
    #expect(sheets.map(\.name) == ["理论", "实操"])
    #expect(sheets.map { $0.rows[1][0].displayText } == ["理论", "实操"])
  }

  @Test(arguments: [
    "", "a/b", "a[1]", "a?", "'a", "a'", "成绩", String(repeating: "名", count: 32),
    String(repeating: "😀", count: 16), "a\u{0}", "a\nb",
  ])
  func wrongSheetNameIsRefused(name: String) throws {
    let writer = try WorkbookWriter(path: path)
    try writer.beginSheet(named: "成绩", columns: columns)
    #expect(throws: SpreadsheetError.invalidSheetName(name)) {
      try writer.beginSheet(named: name, columns: columns)
    }
    try writer.beginSheet(named: String(repeating: "名", count: 31), columns: columns)
  }

  @Test func valuesBeyondTheFormatAreRefusedWithTheirPlace() throws {
    let place = SpreadsheetPlace(sheet: "成绩", row: 2, column: 1)
    #expect(try failure([.empty, .number(.nan)]) == .unwritableNumber(place))
    #expect(try failure([.empty, .number(-.infinity)]) == .unwritableNumber(place))
    let longest = String(repeating: "长", count: 32_767)
    #expect(try failure([.empty, .text(longest)]) == nil)
    #expect(try failure([.empty, .text(longest + "长")]) == .cellTooLong(place, limit: 32_767))
    let wide = [OutputCell](repeating: .empty, count: 16_385)
    #expect(
      try failure(wide)
        == .tooManyColumns(SpreadsheetPlace(sheet: "成绩", row: 2), limit: 16_384))
  }

  @Test func fileThatCannotBeWrittenIsReported() throws {
    let nowhere = directory.path("none/out.xlsx")
    let writer = try WorkbookWriter(path: nowhere)
    try writer.beginSheet(named: "a", columns: [])
    #expect(throws: SpreadsheetError.unwritableFile(path: nowhere)) { try writer.finish() }
  }

  @Test func droppedWriterLeavesNoFile() throws {
    do {
      let writer = try WorkbookWriter(path: path)
      try writer.beginSheet(named: "a", columns: columns)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func workbookWithoutSheetsIsValid() throws {
    try WorkbookWriter(path: path).finish()
    #expect(try read().sheets.count == 1)
  }

  private func part(_ name: String) throws -> String {
    try TestArchive.part(name, of: path)
  }
}

@Suite struct CSVWriterTests {
  private func written(
    _ record: [OutputCell], neutralises: Bool = true
  ) throws -> String {
    var writer = CSVWriter(byteOrderMark: false, neutralises: neutralises)
    try writer.append(record)
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  @Test func fieldsAreQuotedWhereTheyMustBe() throws {
    #expect(
      try written([.text("a,b"), .text("\"q\""), .text("x\ny"), .text(" s"), .text("中;文")])
        == "\"a,b\",\"\"\"q\"\"\",\"x\ny\",\" s\",中;文\r\n")
    #expect(
      try written([.integer(-3), .number(85.0), .number(0.1 + 0.2), .empty]) == "-3,85,0.3,\r\n")
  }

  @Test(arguments: [
    "=1+1", "+1", "-1+1", "@x", "\t1", "-", "-1.", "-.5", "-1e5", "--1", "＝1", "-1,5", "+86 138",
  ])
  func formulasAreNeutralised(text: String) throws {
    #expect(CSVWriter.neutralised(text) == "'" + text)
    let field = try written([.text(text)])
    #expect(field == "'\(text)\r\n" || field == "\"'\(text)\"\r\n")
    #expect(try !written([.text(text)], neutralises: false).contains("'"))
  }

  @Test(arguments: ["-1", "-12.50", "0", "a=1", "", " =1", "'=1", "1-1", "—"])
  func plainTextsAndNegativeNumbersStay(text: String) {
    #expect(CSVWriter.neutralised(text) == text)
  }

  @Test func carriageReturnAtTheStartIsNeutralisedAndQuoted() throws {
    #expect(try written([.text("\r=1")]) == "\"'\r=1\"\r\n")
    #expect(try written([.text("\r\n=1")]) == "\"'\r\n=1\"\r\n")
  }

  @Test func markComesOnceAndBytesAreTakenOnce() throws {
    var writer = CSVWriter()
    try writer.append([.text("a")])
    #expect(writer.bufferedBytes == 6)
    #expect(writer.takeBytes() == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
    #expect(writer.takeBytes().isEmpty)
    try writer.append([.text("b")])
    #expect(writer.takeBytes() == [0x62, 0x0D, 0x0A])
  }

  @Test func numberThatIsNotFiniteIsRefusedWhole() throws {
    var writer = CSVWriter(byteOrderMark: false)
    try writer.append([.integer(1)])
    _ = writer.takeBytes()
    let place = SpreadsheetPlace(row: 2, column: 1)
    #expect(throws: SpreadsheetError.unwritableNumber(place)) {
      try writer.append([.text("a"), .number(.nan)])
    }
    #expect(writer.bufferedBytes == 0)
  }

  @Test(arguments: CSVDelimiter.allCases)
  func readerReadsWhatWriterWrote(delimiter: CSVDelimiter) throws {
    let fields = ["a,b;c\td", "\"", "行\r\n二", "", "'x", "擂台"]
    var writer = CSVWriter(delimiter: delimiter, neutralises: false)
    for _ in 0..<3 { try writer.append(fields.map { .text($0) }) }
    try writer.append([.text("")])
    let sheet = try CSVReader(delimiter: delimiter).read(writer.takeBytes())
    #expect(sheet.rows.map(\.number) == [1, 3, 5])
    #expect(sheet.rows.allSatisfy { $0.cells.map(\.displayText) == fields })
  }
}
