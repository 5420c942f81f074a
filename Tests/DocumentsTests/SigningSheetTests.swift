import Documents
import Foundation
import Testing

@Suite struct SigningSheetTests {
  private let columns = [
    DocumentTable.Column(header: "名次", isNumeric: true),
    DocumentTable.Column(header: "姓名", isNumeric: false),
    DocumentTable.Column(header: "单位", isNumeric: false),
  ]

  private func sheet(
    _ rows: [[String]], signatories: [String] = ["裁判长：", "裁判：", "监督："],
    created: String = "2025-06-01T08:00:00Z"
  ) -> SigningSheet {
    SigningSheet(
      title: "机修钳工 预赛 成绩", facts: ["共 \(rows.count) 人"], mark: "哈希 0ce87324",
      table: DocumentTable(columns: columns, rows: rows), signatories: signatories,
      created: created)
  }

  private func rows(_ count: Int) -> [[String]] {
    (0..<count).map { ["\($0 + 1)", "王小明", "徐州某某水泥有限公司"] }
  }

  /// How many pages the PDF says it has.
  private func pages(_ pdf: [UInt8]) -> Int {
    String(decoding: pdf, as: UTF8.self).components(separatedBy: "/Type /Page ").count - 1
  }

  @Test func theSameSheetIsTheSameBytes() throws {
    let first = try sheet(rows(3)).pdf()
    #expect(first.starts(with: "%PDF-".utf8))
    #expect(try sheet(rows(3)).pdf() == first)
    #expect(try sheet(rows(3), created: "2025-06-01T08:00:01Z").pdf() != first)
    #expect(try sheet(rows(4)).pdf() != first)
  }

  @Test func aTableRunsOverAsManyPagesAsItNeeds() throws {
    #expect(pages(try sheet([]).pdf()) == 1)
    #expect(pages(try sheet(rows(10)).pdf()) == 1)
    let long = pages(try sheet(rows(200)).pdf())
    #expect((4...8).contains(long))
  }

  /// Signatures stand on a page of their own rather than off the page.
  @Test func signaturesAlwaysFindRoom() throws {
    for count in 30..<50 {
      let signed = pages(try sheet(rows(count)).pdf())
      let bare = pages(try sheet(rows(count), signatories: []).pdf())
      #expect(signed == bare || signed == bare + 1, "\(count)")
    }
  }

  @Test func aCharacterThatNoFontHasIsNamedWithItsRow() throws {
    var table = rows(3)
    table[1][1] = "王\u{10FFFD}"
    #expect(
      throws: DocumentFailure.missingGlyph("\u{10FFFD}", text: "王\u{10FFFD}", row: 2)
    ) { try sheet(table).pdf() }
  }

  @Test func aSheetIsBounded() {
    let most = SigningSheet.mostRows
    #expect(throws: DocumentFailure.tooManyRows(most + 1, limit: most)) {
      try sheet(rows(most + 1)).pdf()
    }
  }

  /// A long cell is broken into lines, none of it is left out.
  @Test func aWideTableStandsAcross() throws {
    let long = [["1", "买买提", String(repeating: "徐州某某水泥有限公司", count: 6)]]
    let box = String(decoding: try sheet(long).pdf(), as: UTF8.self)
    #expect(box.contains("/MediaBox [ 0 0 842 595 ]"))
    let upright = String(decoding: try sheet(rows(1)).pdf(), as: UTF8.self)
    #expect(upright.contains("/MediaBox [ 0 0 595 842 ]"))
  }
}
