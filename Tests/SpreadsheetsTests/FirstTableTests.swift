import Spreadsheets
import Testing

/// Which table of a file counts.
@Suite struct FirstTableTests {
  @Test func hiddenAndEmptySheetsArePassedOver() throws {
    var archive = TestArchive(
      sheetData: #"<row r="1"><c t="inlineStr"><is><t>旧</t></is></c></row>"#)
    archive["xl/workbook.xml"] = TestArchive.workbook([
      #"name="旧" sheetId="1" state="hidden" r:id="rId1""#,
      #"name="空" sheetId="2" r:id="rId2""#, #"name="新" sheetId="3" r:id="rId3""#,
    ])
    archive["xl/_rels/workbook.xml.rels"] = TestArchive.links([
      ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "leer.xml"),
      ("rId3", "worksheet", "neu.xml"),
    ])
    archive["xl/leer.xml"] = TestArchive.sheet("")
    archive["xl/neu.xml"] = TestArchive.sheet(#"<row r="1"><c><v>2</v></c></row>"#)
    let table = try FirstTable(archive.bytes())
    #expect(table.sheet == "新")
    #expect(table.rows.first?[0].displayText == "2")
  }

  @Test func separatedTextHasNoSheet() throws {
    let table = try FirstTable(Array("a,b\n1,2\n".utf8))
    #expect(table.sheet == nil)
    #expect(table.rows.map { $0.cells.map(\.displayText) } == [["a", "b"], ["1", "2"]])
    #expect(try FirstTable([]).rows.isEmpty)
  }
}
