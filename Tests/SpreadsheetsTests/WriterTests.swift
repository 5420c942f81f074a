import Archives
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
    let writer = WorkbookWriter()
    try writer.beginSheet(named: "成绩", columns: columns)
    for row in rows { try writer.append(row) }
    try write(writer)
    return try #require(try read().sheets.first).rows
  }

  private func write(_ writer: WorkbookWriter) throws {
    try Data(writer.finish()).write(to: URL(fileURLWithPath: path))
  }

  private func read() throws -> Workbook {
    try WorkbookReader().read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  private func failure(_ row: [OutputCell]) throws -> SpreadsheetError? {
    let writer = WorkbookWriter()
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
    let writer = WorkbookWriter()
    try writer.beginSheet(
      named: "a", columns: [OutputColumn(header: "总成绩", decimals: 2), OutputColumn(header: "n")])
    try writer.append([.number(85.5), .number(1)])
    try write(writer)
    #expect(try part("xl/styles.xml").contains("formatCode=\"0.00\""))
    #expect(try read().sheets[0].rows[1][0].displayText == "85.5")
  }

  @Test func sheetsFollowOneAnother() throws {
    let writer = WorkbookWriter()
    for name in ["理论", "实操"] {
      try writer.beginSheet(named: name, columns: columns)
      try writer.append([.text(name)])
    }
    try write(writer)
    let sheets = try read().sheets
    #expect(sheets.map(\.name) == ["理论", "实操"])
    #expect(sheets.map { $0.rows[1][0].displayText } == ["理论", "实操"])
  }

  @Test(arguments: [
    "", "a/b", "a[1]", "a?", "'a", "a'", "成绩", String(repeating: "名", count: 32),
    String(repeating: "😀", count: 16), "a\u{0}", "a\nb",
  ])
  func wrongSheetNameIsRefused(name: String) throws {
    let writer = WorkbookWriter()
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

  @Test func rowsThatHaveNowhereToWaitAreReported() throws {
    let writer = WorkbookWriter(scratchFolder: directory.path("none"))
    #expect(throws: SpreadsheetError.archive(.unwritableArchive)) {
      try writer.beginSheet(named: "a", columns: [])
    }
  }

  @Test func droppedWriterLeavesNoFile() throws {
    let folder = directory.path("")
    do {
      let writer = WorkbookWriter(scratchFolder: folder)
      try writer.beginSheet(named: "a", columns: columns)
      for _ in 0..<10_000 { try writer.append([.text(String(repeating: "长", count: 30))]) }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  /// More rows than wait in memory, of widths that are known only at the end.
  @Test func manyRowsAreAllThere() throws {
    let writer = WorkbookWriter()
    let fitted = [
      OutputColumn(header: "姓名", width: 0, isFitted: true),
      OutputColumn(header: "n", width: 255, decimals: 15), OutputColumn(header: "c", width: 100.9),
    ]
    try writer.beginSheet(named: "长", columns: fitted, printing: PrintLayout(title: "a&b"))
    for row in 0..<20_000 {
      try writer.append([.text("第\(row)名"), .integer(row), .number(Double(row) / 8)])
    }
    try write(writer)
    let sheet = try read().sheets[0]
    #expect(sheet.rows.count == 20_001)
    for (index, row) in sheet.rows.dropFirst().enumerated() where index % 997 == 0 {
      #expect(row[0] == .text("第\(index)名"))
      #expect(row[1].displayText == "\(index)")
    }
    #expect(try part("xl/worksheets/sheet1.xml").contains(#"<dimension ref="A1:C20001"/>"#))
  }

  /// A row is written whole or not at all.
  @Test func refusedRowLeavesNothing() throws {
    let writer = WorkbookWriter()
    try writer.beginSheet(named: "a", columns: columns)
    #expect(throws: SpreadsheetError.self) {
      try writer.append([.text("部分"), .number(.nan)])
    }
    try writer.append([.text("全部"), .number(1)])
    try write(writer)
    #expect(try read().sheets[0].rows.map { $0[0].displayText } == ["姓名", "全部"])
  }

  @Test func sheetNamesDifferInMoreThanCase() throws {
    let writer = WorkbookWriter()
    try writer.beginSheet(named: "Form's", columns: columns, printing: PrintLayout(title: ""))
    #expect(throws: SpreadsheetError.invalidSheetName("FORM'S")) {
      try writer.beginSheet(named: "FORM'S", columns: columns)
    }
    try write(writer)
    #expect(try read().sheets.map(\.name) == ["Form's"])
    #expect(try part("xl/workbook.xml").contains("'Form''s'!$1:$1"))
  }

  @Test func pictureIsStoredOnceAndHangsFromItsCell() throws {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    let picture = OutputPicture(bytes: png, caption: "图 \"1\" <&>", width: 640, height: 480)
    let writer = WorkbookWriter()
    try writer.beginSheet(named: "a", columns: columns)
    for row in 1...2 {
      try writer.append([.text("第\(row)题")])
      try writer.insert([0: [picture]])
    }
    let text = OutputPicture(bytes: Array("<svg/>".utf8), width: 1, height: 1)
    #expect(
      throws: SpreadsheetError.unwritablePicture(SpreadsheetPlace(sheet: "a", row: 3, column: 1))
    ) { try writer.insert([1: [text]]) }
    try write(writer)
    let pictures = try WorkbookReader(readsPictures: true).read(
      [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    ).sheets[0].pictures
    #expect(pictures.map(\.place) == [2, 3].map { CellPlace(column: 0, row: $0) })
    #expect(pictures.map(\.caption) == [picture.caption, picture.caption])
    #expect(pictures.map(\.content) == [.bytes(png), .bytes(png)])
    let drawing = try part("xl/drawings/drawing1.xml")
    #expect(drawing.contains(#"r:embed="rId1""#) && !drawing.contains("rId2"))
    #expect(try part("xl/worksheets/sheet1.xml").contains(#"customHeight="1""#))
  }

  @Test func workbookWithoutSheetsIsValid() throws {
    try write(WorkbookWriter())
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
