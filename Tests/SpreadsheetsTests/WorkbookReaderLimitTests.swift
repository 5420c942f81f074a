import Archives
import Spreadsheets
import Testing

@Suite struct WorkbookReaderLimitTests {
  private static let part = "xl/worksheets/sheet1.xml"
  private var limits = SpreadsheetLimits()

  private func failure(_ archive: TestArchive) throws -> SpreadsheetError? {
    let bytes = try archive.bytes()
    do throws(SpreadsheetError) {
      _ = try WorkbookReader(limits: limits).read(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func place(row: Int? = nil, column: Int? = nil) -> SpreadsheetPlace {
    SpreadsheetPlace(
      part: WorkbookReaderLimitTests.part, sheet: "题库", row: row, column: column)
  }

  private func rows(_ count: Int) -> String {
    (1...count).map { "<row r=\"\($0)\"><c><v>1</v></c><c><v>2</v></c></row>" }.joined()
  }

  @Test mutating func rowsUpToTheLimitAreRead() throws {
    limits.maxRows = 3
    let blank = "<row r=\"4\"><c r=\"A4\"/></row>"
    #expect(try failure(TestArchive(sheetData: rows(3) + blank)) == nil)
    #expect(
      try failure(TestArchive(sheetData: rows(4))) == .tooManyRows(place(row: 4), limit: 3))
  }

  @Test mutating func columnsUpToTheLimitAreRead() throws {
    limits.maxColumns = 5
    let styled = #"<row r="1"><c r="E1"><v>1</v></c><c r="XFD1" s="0"/></row>"#
    #expect(try failure(TestArchive(sheetData: styled)) == nil)
    let wide = #"<row r="1"><c r="F1"><v>1</v></c></row>"#
    #expect(
      try failure(TestArchive(sheetData: wide))
        == .tooManyColumns(place(row: 1, column: 5), limit: 5))
  }

  @Test mutating func cellsAreCountedWithTheirGaps() throws {
    limits.maxCells = 6
    #expect(try failure(TestArchive(sheetData: rows(3))) == nil)
    #expect(
      try failure(TestArchive(sheetData: rows(4))) == .tooManyCells(place(row: 4), limit: 6))
    let gaps = #"<row r="1"><c r="G1"><v>1</v></c></row>"#
    #expect(
      try failure(TestArchive(sheetData: gaps)) == .tooManyCells(place(row: 1), limit: 6))
    var strings = TestArchive(sheetData: "")
    strings.setSharedStrings(String(repeating: "<si/>", count: 7))
    #expect(
      try failure(strings)
        == .tooManyCells(SpreadsheetPlace(part: "xl/sharedStrings.xml"), limit: 6))
  }

  @Test mutating func cellsAreCountedOverAllSheets() throws {
    limits.maxCells = 5
    var archive = TestArchive(sheetData: rows(2))
    archive["xl/workbook.xml"] = TestArchive.workbook([
      #"name="一" sheetId="1" r:id="rId1""#, #"name="二" sheetId="2" r:id="rId1""#,
    ])
    #expect(try failure(archive)?.code == "too-many-cells")
    limits.maxCells = 8
    #expect(try failure(archive) == nil)
  }

  @Test mutating func charactersAreCountedAsUnicodeScalars() throws {
    limits.maxCellCharacters = 4
    func cell(_ text: String) -> TestArchive {
      TestArchive(
        sheetData: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>")
    }
    #expect(try failure(cell("擂台技能")) == nil)
    #expect(try failure(cell("_x4E2D__x4E2D__x4E2D__x4E2D_")) == nil)
    #expect(
      try failure(cell("擂台技能赛")) == .cellTooLong(place(row: 1, column: 0), limit: 4))
    let formula = TestArchive(sheetData: "<row r=\"1\"><c><f>A1+B1</f></c></row>")
    #expect(try failure(formula) == .cellTooLong(place(row: 1, column: 0), limit: 4))
  }

  @Test mutating func sheetsPartsAndMergesHaveLimits() throws {
    limits.maxSheets = 1
    #expect(try failure(TestArchive(sheetData: "")) == nil)
    limits.maxSheets = 0
    #expect(try failure(TestArchive(sheetData: "")) == .tooManySheets(limit: 0))
    limits = SpreadsheetLimits()
    limits.maxParts = 6
    #expect(try failure(TestArchive(sheetData: "")) == nil)
    limits.maxParts = 5
    #expect(try failure(TestArchive(sheetData: "")) == .archive(.tooManyParts(limit: 5)))
    limits = SpreadsheetLimits()
    limits.maxMergedRanges = 1
    let merge = "<mergeCell ref=\"A1:B1\"/>"
    #expect(try failure(TestArchive(sheetData: "", afterData: merge)) == nil)
    #expect(
      try failure(TestArchive(sheetData: "", afterData: merge + "<mergeCell ref=\"A2:B2\"/>"))
        == .tooManyMergedRanges(place(), limit: 1))
  }

  @Test(arguments: [
    #"<row r="2"/><row r="2"/>"#, #"<row r="0"/>"#, #"<row r="x"/>"#, #"<row r="1048577"/>"#,
    #"<row r="1"><c r="A2"/></row>"#, #"<row r="1"><c r="B1"/><c r="A1"/></row>"#,
    #"<row r="1"><c r="A1"/><c r="A1"/></row>"#, #"<row r="1"><c r="1"/></row>"#,
    #"<row r="1"><c t="s"><v>0</v></c></row>"#, #"<row r="1"><c t="s"><v>-1</v></c></row>"#,
    #"<row r="1"><c t="zz"><v>0</v></c></row>"#, #"<row r="1"><c><v>abc</v></c></row>"#,
    #"<row r="1"><c><v>0x10</v></c></row>"#, #"<row r="1"><c><v>nan</v></c></row>"#,
    #"<row r="1"><c><v>1e999</v></c></row>"#, #"<row r="1"><c t="b"><v>2</v></c></row>"#,
    #"</sheetData><mergeCell ref="B2:A1"/><sheetData>"#,
    #"</sheetData><mergeCell ref="A1:B2:C3"/><sheetData>"#,
    #"</sheetData><mergeCell/><sheetData>"#,
  ])
  func contentAgainstTheFormatIsRefused(data: String) throws {
    #expect(try failure(TestArchive(sheetData: data))?.code == "malformed-content")
  }

  @Test func brokenMarkupIsRefusedWithItsPlace() throws {
    let broken = #"<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="C7"><v>1</w></c></row>"#
    #expect(
      try failure(TestArchive(sheetData: broken)) == .malformedXML(place(row: 7, column: 2)))
    var archive = TestArchive(sheetData: "")
    archive[WorkbookReaderLimitTests.part] = ""
    #expect(try failure(archive)?.code == "malformed-xml")
    archive[WorkbookReaderLimitTests.part] = "<worksheet><sheetData>"
    #expect(try failure(archive)?.code == "malformed-xml")
  }
}
