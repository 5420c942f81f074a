import Foundation
import Spreadsheets
import Testing

/// One table in every form.
@Suite struct TableExportTests {
  private struct Person: Sendable {
    let name: String
    let points: Double
    let time: Int64
  }

  private let table = TableExport<Person>(columns: [
    .init("name", header: "姓名") { .text($0.name) },
    .init("points", header: "总成绩", decimals: 3) { .number($0.points) },
    .init("time", header: "用时", figureHeader: "用时（秒）") { .duration(milliseconds: $0.time) },
    .init("remarks", header: "备注") { _ in .empty },
  ])
  private let people = [
    Person(name: "王小明", points: 83.998, time: 3_723_045),
    Person(name: "=1+1", points: -0.5, time: 0),
  ]

  private func sheet() throws -> Sheet {
    let bytes = try table.xlsx(people, sheet: "名次", title: "杯赛 & 预赛")
    return try #require(try WorkbookReader().read(bytes).sheets.first)
  }

  @Test func csvBeginsWithAMarkOnRequestOnly() throws {
    let bare = try table.csv(people, byteOrderMark: false)
    let marked = try table.csv(people, byteOrderMark: true)
    #expect(marked == [0xEF, 0xBB, 0xBF] + bare)
    #expect(
      String(decoding: bare, as: UTF8.self)
        == "姓名,总成绩,用时（秒）,备注\r\n王小明,83.998,3723.045,\r\n'=1+1,-0.5,0,\r\n")
  }

  @Test func figuresOfAWorkbookAreNumbersAndTextIsText() throws {
    let rows = try sheet().rows
    #expect(rows.count == 3)
    #expect(rows[2][0] == .text("=1+1"))
    guard case .number(let points, _, _) = rows[1][1] else {
      Issue.record("the score is no number: \(rows[1][1])")
      return
    }
    #expect(points == 83.998)
    // An hour, two minutes and 3.045 seconds; the reader shows durations as a person reads them.
    #expect(rows[1][2].displayText.hasPrefix("01:02:03"))
  }

  @Test func aWorkbookIsReadyToPrint() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("out.xlsx")
    try Data(table.xlsx(people, sheet: "名次", title: "杯赛 & 预赛"))
      .write(to: URL(fileURLWithPath: path))
    let sheet = try TestArchive.part("xl/worksheets/sheet1.xml", of: path)
    #expect(sheet.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""))
    #expect(sheet.contains("&amp;C杯赛 &amp;&amp; 预赛"))
    #expect(sheet.contains("orientation=\"landscape\""))
    #expect(!sheet.contains("<f>"))
    let styles = try TestArchive.part("xl/styles.xml", of: path)
    #expect(styles.contains("formatCode=\"0.000\""))
    #expect(styles.contains("formatCode=\"[h]:mm:ss.000\""))
  }

  @Test func theSameRowsAreTheSameBytes() throws {
    let first = try table.xlsx(people, sheet: "名次", title: "a")
    // Long enough for a clock in seconds to have moved on.
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try table.xlsx(people, sheet: "名次", title: "a") == first)
  }

  /// A Chinese character is as wide as two digits.
  @Test func columnsAreAsWideAsTheirCells() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("out.xlsx")
    let long = Person(name: String(repeating: "长", count: 12), points: 1, time: 1)
    let endless = Person(name: String(repeating: "x", count: 500), points: 1, time: 1)
    func width(_ person: Person) throws -> Double {
      try Data(table.xlsx([person], sheet: "a", title: "")).write(to: URL(fileURLWithPath: path))
      let sheet = try TestArchive.part("xl/worksheets/sheet1.xml", of: path)
      let match = try #require(
        sheet.firstMatch(of: try Regex(#"<col min="1" max="1" width="([0-9.]+)""#)))
      return try #require(Double(match.output[1].substring ?? ""))
    }
    #expect((27...28).contains(try width(long)))
    #expect((60...61).contains(try width(endless)))
    #expect(try width(people[0]) < 12)
  }

  @Test func jsonLeavesOutWhatIsEmptyAndEscapesWhatMustBe() throws {
    let odd = Person(name: "a\"\\\n", points: 1, time: 5)
    let bytes = try table.json(people + [odd])
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    #expect(rows.map { $0["name"] as? String } == ["王小明", "=1+1", "a\"\\\n"])
    #expect(rows[0]["points"] as? Double == 83.998)
    #expect(rows[0]["time"] as? Int == 3_723_045)
    #expect(rows[0]["remarks"] == nil)
    #expect(try table.json([]).filter { $0 > 0x20 } == Array("[]".utf8))
  }

  @Test(arguments: [
    (Int64(0), "00:00.000"), (999, "00:00.999"), (61_001, "01:01.001"), (3_599_999, "59:59.999"),
    (3_600_000, "1:00:00.000"), (360_000_000, "100:00:00.000"),
  ])
  func aLengthOfTimeReadsLikeAClock(milliseconds: Int64, text: String) {
    #expect(OutputCell.duration(milliseconds: milliseconds).text == text)
  }
}
