import Spreadsheets
import Testing

@Suite struct CSVReaderTests {
  private func texts(
    _ bytes: [UInt8], delimiter: CSVDelimiter? = nil
  ) throws -> [[String]] {
    let sheet = try CSVReader(delimiter: delimiter).read(bytes)
    return sheet.rows.map { $0.cells.map(\.displayText) }
  }

  private func texts(_ text: String, delimiter: CSVDelimiter? = nil) throws -> [[String]] {
    try texts(Array(text.utf8), delimiter: delimiter)
  }

  private func failure(
    _ bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits()
  ) -> SpreadsheetError? {
    do throws(SpreadsheetError) {
      _ = try CSVReader(limits: limits).read(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// 题型,题干 / 单选,擂台 in GB18030.
  private let gb18030: [UInt8] = [
    0xCC, 0xE2, 0xD0, 0xCD, 0x2C, 0xCC, 0xE2, 0xB8, 0xC9, 0x0D, 0x0A,
    0xB5, 0xA5, 0xD1, 0xA1, 0x2C, 0xC0, 0xDE, 0xCC, 0xA8,
  ]

  private let expected = [["题型", "题干"], ["单选", "擂台"]]

  @Test func everyEncodingGivesTheSameText() throws {
    let text = "题型,题干\r\n单选,擂台"
    let utf8 = Array(text.utf8)
    let utf16 = Array(text.utf16)
    #expect(try texts(utf8) == expected)
    #expect(try texts([0xEF, 0xBB, 0xBF] + utf8) == expected)
    #expect(
      try texts([0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == expected)
    #expect(
      try texts([0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == expected)
    #expect(try texts(gb18030) == expected)
  }

  @Test func fourByteCharactersAreRead() throws {
    #expect(try texts("𠮷,😀") == [["𠮷", "😀"]])
    // U+20BB7 in GB18030, which GBK does not have.
    #expect(try texts([0x95, 0x34, 0xB2, 0x35, 0x2C, 0xD6, 0xD0]) == [["𠮷", "中"]])
  }

  @Test func commonChineseInGB18030IsNeverTakenForDamagedUTF8() throws {
    // Every character of GB2312, a lead byte to a line.
    var bytes: [UInt8] = []
    for lead in UInt8(0xB0)...0xF7 where lead != 0xD7 {
      for trail in UInt8(0xA1)...0xFE { bytes += [lead, trail] }
      bytes.append(0x0A)
    }
    let rows = try texts(bytes)
    #expect(rows.count == 71)
    #expect(rows[0][0].hasPrefix("啊阿埃"))
  }

  @Test func bytesInNoEncodingAreRefusedWithTheirLine() throws {
    #expect(failure(gb18030 + [0x0A, 0xFF]) == .undecodableText(SpreadsheetPlace(row: 3)))
    #expect(failure([0xEF, 0xBB, 0xBF, 0x0A, 0xFF]) == .undecodableText(SpreadsheetPlace(row: 2)))
    #expect(failure([0xFF, 0xFE, 0x41]) == .undecodableText(SpreadsheetPlace(row: 1)))
    #expect(failure([0xFF, 0xFE, 0x00, 0xD8]) == .undecodableText(SpreadsheetPlace(row: 1)))
    #expect(failure(Array("a\nb\u{0}".utf8)) == .undecodableText(SpreadsheetPlace(row: 2)))
    #expect(failure([0x41, 0x00, 0x2C, 0x00])?.code == "undecodable-text")
  }

  @Test func damagedUTF8IsNotReadAsOtherChinese() throws {
    var bytes = Array("题型,题干,答案\n单选,下列正确的是,甲\n判断,擂台,对\n".utf8)
    bytes.remove(at: 30)
    #expect(failure(bytes) == .undecodableText(SpreadsheetPlace(row: 2)))
    let cut = Array("题型,题干,答案,擂".utf8.dropLast())
    #expect(failure(cut) == .undecodableText(SpreadsheetPlace(row: 1)))
  }

  @Test(arguments: [
    ("a,b,c\n1,2,3", "c"), ("a\tb\tc\n1,5\t2\t3", "c"), ("a;b;c\n1,5;2,5;3,5\n1;2;3", "c"),
    ("2026年题库\na;b;c\n1;2;3", "2026年题库"), ("\"x;y;z;w\",b\n\"1;2;3;4\",2", "b"),
    ("sep=;\na,b;c", "c"), ("only", "only"), ("5\" 管;b\n7;8", "b"),
  ])
  func delimiterIsTold(text: String, lastOfFirstRow: String) throws {
    #expect(try texts(text).first?.last == lastOfFirstRow)
  }

  @Test func stemsFullOfCommasDoNotHideTheTab() throws {
    let lines = (1...30).map { "单选\t一,二,三,\($0 % 3 == 0 ? "四,五" : "四")\tA" }
    let rows = try texts("题型\t题干\t答案\n" + lines.joined(separator: "\n"))
    #expect(rows.allSatisfy { $0.count == 3 })
  }

  @Test func givenDelimiterIsKept() throws {
    #expect(try texts("a;b,c;d", delimiter: .comma) == [["a;b", "c;d"]])
    #expect(try texts("a;b,c;d", delimiter: .tab) == [["a;b,c;d"]])
  }

  @Test func quotedFieldsKeepDelimitersQuotesAndLineEnds() throws {
    let text = "\"a,\"\"b\"\"\",\"\"\"\",\"x\r\ny\",\"\",z\"q\r\n"
    #expect(try texts(text) == [["a,\"b\"", "\"", "x\r\ny", "", "z\"q"]])
  }

  @Test(arguments: ["\r\n", "\n", "\r"])
  func everyLineEndEndsRecords(lineEnd: String) throws {
    let text = "a,b\(lineEnd)\(lineEnd)\"c\(lineEnd)d\",e\(lineEnd),\(lineEnd)f,\(lineEnd)"
    let sheet = try CSVReader().read(Array(text.utf8), name: "库")
    #expect(sheet.name == "库")
    #expect(sheet.rows.map(\.number) == [1, 3, 6])
    #expect(sheet.rows.map { $0.cells.count } == [2, 2, 1])
    #expect(sheet.rows[1][0] == .text("c\(lineEnd)d"))
  }

  @Test func everyFieldIsText() throws {
    let sheet = try CSVReader().read(Array("007,0.70,=1+1,320302199001011234, x ,".utf8))
    #expect(
      sheet.rows[0].cells == [
        .text("007"), .text("0.70"), .text("=1+1"), .text("320302199001011234"), .text(" x "),
      ])
  }

  @Test func unterminatedQuoteIsRefusedWhereItOpens() throws {
    #expect(
      failure(Array("a,b\n\"x\ny\",\"c\nd\n".utf8))
        == .unterminatedQuote(SpreadsheetPlace(row: 3, column: 1)))
    #expect(failure(Array("\"".utf8)) == .unterminatedQuote(SpreadsheetPlace(row: 1, column: 0)))
    #expect(
      failure(Array("\"a\"\"".utf8)) == .unterminatedQuote(SpreadsheetPlace(row: 1, column: 0)))
    #expect(failure(Array("\"a\"".utf8)) == nil)
  }

  @Test func textBehindAClosingQuoteIsRefused() throws {
    #expect(
      failure(Array("a\n\"甲\"乙,b".utf8)) == .strayQuote(SpreadsheetPlace(row: 2, column: 0)))
  }

  @Test func emptyFilesHaveNoRows() throws {
    #expect(try texts("").isEmpty)
    #expect(try texts("\n\r\n,,,\n \n").isEmpty)
    #expect(try texts([0xEF, 0xBB, 0xBF]).isEmpty)
    #expect(try texts([0xFF, 0xFE]).isEmpty)
  }

  @Test func limitsHoldExactly() throws {
    var limits = SpreadsheetLimits()
    limits.maxRows = 2
    #expect(failure(Array("a\n\nb\n,\n".utf8), limits: limits) == nil)
    #expect(
      failure(Array("a\nb\nc".utf8), limits: limits)
        == .tooManyRows(SpreadsheetPlace(row: 3), limit: 2))
    limits = SpreadsheetLimits()
    limits.maxColumns = 2
    #expect(failure(Array("a,b,,, ,\n".utf8), limits: limits) == nil)
    #expect(
      failure(Array("a,b,c".utf8), limits: limits)
        == .tooManyColumns(SpreadsheetPlace(row: 1, column: 2), limit: 2))
    limits = SpreadsheetLimits()
    limits.maxCellCharacters = 2
    #expect(failure(Array("擂台,\"擂台\"".utf8), limits: limits) == nil)
    #expect(
      failure(Array("a,\"擂台赛\"".utf8), limits: limits)
        == .cellTooLong(SpreadsheetPlace(row: 1, column: 1), limit: 2))
    limits = SpreadsheetLimits()
    limits.maxCells = 4
    #expect(failure(Array("a,b\nc,d".utf8), limits: limits) == nil)
    #expect(
      failure(Array("a,b\nc,d\ne".utf8), limits: limits)
        == .tooManyCells(SpreadsheetPlace(row: 3), limit: 4))
    limits.maxInflatedBytes = 7
    #expect(failure(Array("a,b\nc,d".utf8), limits: limits) == nil)
    #expect(failure(Array("a,b\nc,d\n".utf8), limits: limits) == .textTooLarge(limit: 7))
  }

  @Test func hugeCellIsRefused() {
    let bytes = [UInt8](repeating: 0x41, count: 2 << 20)
    #expect(
      failure(bytes) == .cellTooLong(SpreadsheetPlace(row: 1, column: 0), limit: 32_767))
  }
}
