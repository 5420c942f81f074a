import Spreadsheets
import Testing

@Suite struct WorkbookReaderTests {
  private func sheet(_ archive: TestArchive) throws -> Sheet {
    let workbook = try WorkbookReader().read(archive.bytes())
    return try #require(workbook.sheets.first)
  }

  private func cells(_ row: String) throws -> [Cell] {
    try sheet(TestArchive(sheetData: #"<row r="1">\#(row)</row>"#)).rows.first?.cells ?? []
  }

  @Test func sharedStringIsFoundByItsNumber() throws {
    var archive = TestArchive(
      sheetData: #"<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>"#)
    archive.setSharedStrings("<si><t>题型</t></si><si><t>题干 &amp; &#x7B54;案</t></si>")
    #expect(try sheet(archive).rows[0].cells == [.text("题干 & 答案"), .text("题型")])
  }

  @Test func richTextIsJoinedWithoutItsReading() throws {
    var archive = TestArchive(sheetData: #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)
    archive.setSharedStrings(
      """
      <si><r><rPr><b/></rPr><t>东</t></r><r><t xml:space="preserve"> 京</t></r>\
      <rPh sb="0" eb="1"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
      """)
    #expect(try sheet(archive).rows[0][0] == .text("东 京"))
  }

  private static let up = #"<rPr><vertAlign val="superscript"/></rPr>"#
  private static let down = #"<rPr><vertAlign val="subscript"/></rPr>"#

  @Test(arguments: [
    ("<r><t>10</t></r><r>\(up)<t>-3</t></r><r><t>m</t></r>", "10⁻³m"),
    ("<r><t>H</t></r><r>\(down)<t>2</t></r><r><t>O2</t></r>", "H₂O2"),
    ("<r><t>a</t></r><r>\(up)<t>k+1</t></r>", "a^(k+1)"),
    ("<r><t>U</t></r><r>\(down)<t>相</t></r>", "U_(相)"),
    (#"<r><rPr><vertAlign val="baseline"/></rPr><t>10</t></r><r><t>-3</t></r>"#, "10-3"),
    ("<r>\(up)<t></t></r><r><t>x</t></r>", "x"),
  ])
  func raisedAndLoweredRunsKeepTheirMeaning(runs: String, text: String) throws {
    var archive = TestArchive(
      sheetData: #"<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c>"#
        + #"<c t="inlineStr"><is>\#(runs)</is></c><c t="inlineStr"><is><t>-3</t></is></c></row>"#)
    archive.setSharedStrings("<si>\(runs)</si><si><t>-3</t></si>")
    #expect(
      try sheet(archive).rows[0].cells == [.text(text), .text("-3"), .text(text), .text("-3")])
  }

  @Test func constantTruthIsNoFormula() throws {
    let row = """
      <c t="b"><f aca="false">TRUE()</f><v>1</v></c><c t="b"><f>FALSE()</f><v>0</v></c>\
      <c t="b"><f>NOT(TRUE())</f><v>0</v></c>
      """
    #expect(
      try cells(row) == [
        .boolean(true), .boolean(false), .formula(expression: "NOT(TRUE())", cached: "FALSE"),
      ])
  }

  @Test func inlineStringIsRead() throws {
    let row = """
      <c t="inlineStr"><is><t>甲</t></is></c>\
      <c t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r><rPh><t>x</t></rPh></is></c>\
      <c t="inlineStr"><v>7</v><is><t><![CDATA[<丁>]]></t></is></c>
      """
    #expect(try cells(row) == [.text("甲"), .text("乙丙"), .text("<丁>")])
  }

  @Test func nameOfASheetMayHaveAnAmpersand() throws {
    var archive = TestArchive(sheetData: "")
    archive["xl/workbook.xml"] = TestArchive.workbook([
      #"name="A&amp;B &#38;amp; &lt;1&gt;" sheetId="1" r:id="rId1""#
    ])
    #expect(try sheet(archive).name == "A&B &amp; <1>")
  }

  @Test func skippedCellsLeaveGaps() throws {
    let row = #"<c r="B1"><v>1</v></c><c r="E1"><v>2</v></c><c><v>3</v></c><c r="Z1" s="0"/>"#
    let cells = try cells(row)
    #expect(cells.map(\.displayText) == ["", "1", "", "", "2", "3"])
    #expect(cells[2] == .empty)
  }

  @Test func booleansErrorsAndTextOfFormulasAreRead() throws {
    let row = """
      <c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c>\
      <c t="str"><v>文</v></c><c t="d"><v>2026-03-01</v></c><c t="n"><v>-1.50</v></c>
      """
    #expect(
      try cells(row) == [
        .boolean(true), .boolean(false), .error("#DIV/0!"), .text("文"),
        .date(iso: "2026-03-01"), .number(-1.5, text: "-1.50", style: .general),
      ])
  }

  @Test func formulaKeepsItsExpressionAndCachedValue() throws {
    let row = """
      <c><f>SUM(A1:B1)&amp;""</f><v>3</v></c><c t="str"><f>"a"</f><v>a</v></c>\
      <c t="b"><f>1=1</f><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>NOW()</f></c>\
      <c><f t="shared" si="0"/><v>4</v></c>
      """
    #expect(
      try cells(row) == [
        .formula(expression: #"SUM(A1:B1)&"""#, cached: "3"),
        .formula(expression: #""a""#, cached: "a"), .formula(expression: "1=1", cached: "TRUE"),
        .formula(expression: "1/0", cached: "#DIV/0!"),
        .formula(expression: "NOW()", cached: ""), .formula(expression: "", cached: "4"),
      ])
  }

  @Test func stylesTellDatesPercentsAndPaddedNumbers() throws {
    var archive = TestArchive(
      sheetData: """
        <row r="1"><c s="1"><v>0.7</v></c><c s="2"><v>46082</v></c><c s="3"><v>46082.5</v></c>\
        <c s="4"><v>123</v></c><c s="5"><v>46082</v></c><c s="99"><v>46082</v></c>\
        <c s="2"><v>60</v></c><c s="2"><f>A1</f><v>46082</v></c></row>
        """)
    archive.setStyles(
      formats: """
        <numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/>\
        <numFmt numFmtId="165" formatCode="00000"/>\
        <numFmt numFmtId="166" formatCode="0&quot;day&quot;"/>
        """,
      styles: [0, 9, 14, 164, 165, 166])
    #expect(
      try sheet(archive).rows[0].cells == [
        .number(0.7, text: "0.7", style: .percent), .date(iso: "2026-03-01"),
        .date(iso: "2026-03-01T12:00:00"),
        .number(123, text: "123", style: .zeroPadded(width: 5)),
        .number(46_082, text: "46082", style: .general),
        .number(46_082, text: "46082", style: .general),
        .number(60, text: "60", style: .general),
        .formula(expression: "A1", cached: "2026-03-01"),
      ])
  }

  @Test(arguments: [#"date1904="1""#, #"date1904="true""#])
  func oldMacintoshDatesBeginIn1904(property: String) throws {
    var archive = TestArchive(sheetData: #"<row r="1"><c r="A1" s="1"><v>0</v></c></row>"#)
    archive.setStyles(formats: "", styles: [0, 14])
    archive["xl/workbook.xml"] = TestArchive.workbook(
      [#"name="a" sheetId="1" r:id="rId1""#], properties: property)
    #expect(try sheet(archive).rows[0][0] == .date(iso: "1904-01-01"))
    archive["xl/workbook.xml"] = TestArchive.workbook(
      [#"name="a" sheetId="1" r:id="rId1""#], properties: #"date1904="0""#)
    #expect(try sheet(archive).rows[0][0] == .number(0, text: "0", style: .general))
  }

  @Test func rowsKeepTheirNumbersAndBlankOnesAreLeftOut() throws {
    let archive = TestArchive(
      sheetData: """
        <row r="3"><c r="A3"><v>1</v></c></row><row r="4"><c r="A4" s="0"/></row>\
        <row r="5"><c t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>\
        <row><c><f>A3</f></c></row><row r="1048576"><c r="XFD1048576"/></row>
        """)
    let sheet = try sheet(archive)
    #expect(sheet.rows.map(\.number) == [3, 6])
  }

  @Test func mergedRangesAreRead() throws {
    let archive = TestArchive(
      sheetData: #"<row r="1"><c t="inlineStr"><is><t>章</t></is></c></row>"#,
      afterData: """
        <mergeCells count="2"><mergeCell ref="C3:XFD9"/><mergeCell ref="A1:A40"/></mergeCells>
        """)
    let sheet = try sheet(archive)
    #expect(sheet.mergedRanges.map(\.first.name) == ["A1", "C3"])
    #expect(sheet.mergedRanges.map(\.last.name) == ["A40", "IV9"])
    #expect(sheet.shownCell(at: CellPlace(column: 0, row: 40)) == .text("章"))
    #expect(sheet.shownCell(at: CellPlace(column: 0, row: 41)) == .empty)
  }

  @Test func escapesOfTheFormatAreResolved() throws {
    let row = """
      <c t="inlineStr"><is><t>a_x000D_b_x005F_x0041__x4e2D_</t></is></c>\
      <c t="inlineStr"><is><t>_x00_ _x0000_ _xD800_ _x000G_ _x0041</t></is></c>
      """
    #expect(
      try cells(row) == [
        .text("a\rb_x0041_中"), .text("_x00_ _x0000_ _xD800_ _x000G_ _x0041"),
      ])
  }

  @Test func sheetsFollowTheLinksAndNotTheFileNames() throws {
    var archive = TestArchive(sheetData: #"<row r="1"><c><v>1</v></c></row>"#)
    archive["xl/workbook.xml"] = TestArchive.workbook([
      #"name="后" sheetId="1" r:id="rId9""#, #"name="图" sheetId="7" r:id="rId8""#,
      #"name="先" sheetId="2" state="hidden" r:id="rId1""#,
      #"name="空" sheetId="3" state="veryHidden" r:id="rId7""#,
    ])
    archive["xl/_rels/workbook.xml.rels"] = TestArchive.links([
      ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId8", "chartsheet", "charts/c.xml"),
      ("rId9", "worksheet", "/other/./x/../Sheet2.xml"), ("rId7", "worksheet", "leer.xml"),
    ])
    archive["other/sheet2.xml"] = TestArchive.sheet(#"<row r="1"><c><v>2</v></c></row>"#)
    archive["xl/leer.xml"] = TestArchive.sheet("")
    let sheets = try WorkbookReader().read(archive.bytes()).sheets
    #expect(sheets.map(\.name) == ["后", "先", "空"])
    #expect(sheets.map(\.isHidden) == [false, true, true])
    #expect(sheets.map { $0.rows.first?[0].displayText } == ["2", "1", nil])
  }

  @Test func strictFilesAndMissingStylesAreRead() throws {
    var archive = TestArchive(sheetData: #"<row r="1"><c s="4"><v>1</v></c></row>"#)
    for name in ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"] {
      archive[name] = archive[name].replacing(
        "http://schemas.openxmlformats.org/officeDocument/2006/",
        with: "http://purl.oclc.org/ooxml/officeDocument/")
    }
    archive["xl/_rels/workbook.xml.rels"] = TestArchive.links([
      ("rId1", "worksheet", "worksheets/sheet1.xml")
    ])
    archive.remove("xl/styles.xml")
    archive.remove("xl/sharedStrings.xml")
    #expect(try sheet(archive).rows[0][0].displayText == "1")
  }

  @Test func elementsOfExtensionsAreNotCells() throws {
    let archive = TestArchive(
      sheetData: """
        <row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v><f>9</f></ext></extLst></c></row>
        """,
      afterData:
        "<extLst><ext><sheetData><row r=\"9\"><c><v>9</v></c></row></sheetData></ext></extLst>")
    let sheet = try sheet(archive)
    #expect(sheet.rows.count == 1)
    #expect(sheet.rows[0].cells == [.number(1, text: "1", style: .general)])
  }

  @Test func textAcrossChunksIsWhole() throws {
    let stem = String(repeating: "擂台", count: 8_000)
    let row = "<c t=\"inlineStr\"><is><t>\(stem)</t></is></c>"
    let rows = (1...40).map { "<row r=\"\($0)\">\(row)</row>" }.joined()
    let sheet = try sheet(TestArchive(sheetData: rows))
    #expect(sheet.rows.count == 40)
    #expect(sheet.rows.allSatisfy { $0[0] == .text(stem) })
  }
}
