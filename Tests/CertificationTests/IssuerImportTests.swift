import Accounts
import Contests
import Testing

@testable import Certification

/// The register of issuers, from the file to its entries.
@Suite struct IssuerImportTests {
  private static let header = ["机构名称", "机构类型", "职业代码", "等级范围", "起始日期", "截止日期", "备案编号"]
  private static let row = ["徐州中心", "机构", "6-31-01-02", "初级工..高级工", "2020-01-01", "", "苏备1号"]

  private func read(
    _ rows: [[String]], header: [String] = header
  ) throws(IssuersRefused) -> [IssuerRegistration] {
    try IssuerImport.read(
      sheet: nil,
      ([header] + rows).enumerated().map { RosterRow(number: $0.offset + 1, cells: $0.element) })
  }

  private func problems(_ rows: [[String]], header: [String] = header) -> [String] {
    let refused = #expect(throws: IssuersRefused.self) { try read(rows, header: header) }
    return (refused?.problems ?? []).map {
      "\($0.row ?? 0):\($0.column ?? -1) \($0.field) \($0.code)"
    }
  }

  private func changed(_ column: Int, _ text: String) -> [String] {
    var row = Self.row
    row[column] = text
    return row
  }

  @Test func oneNumberMayHaveSeveralEntries() throws {
    let rows = [
      Self.row, changed(3, "技师..高级技师"), changed(4, "2023-01-01"), changed(0, "宿州中心"),
      changed(2, "6-31-01-03"),
    ]
    #expect(try read(rows).count == 5)
  }

  @Test func theSameEntryTwiceIsRefused() throws {
    #expect(
      problems([Self.row, changed(5, "2026-01-01"), changed(1, "企业")])
        == ["3:6 number issuer-repeated", "4:6 number issuer-repeated"])
  }

  @Test func aColumnStandsOnceAndNoneIsMissing() throws {
    var header = Self.header
    header[1] = "评价机构"
    #expect(problems([Self.row], header: header) == ["1:1 name header-repeated"])
    #expect(
      problems([Array(Self.row.dropLast())], header: Array(Self.header.dropLast()))
        == ["1:-1 number header-missing"])
  }

  @Test func noRowIsLeftOutSilently() throws {
    let rows = Array(repeating: Self.row, count: Limits.importRows + 1)
    #expect(problems(rows) == ["0:-1  too-many-rows"])
  }
}
