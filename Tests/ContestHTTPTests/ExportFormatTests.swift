import Contests
import Spreadsheets
import Testing

@testable import ContestHTTP

/// Tables of any length as files.
@Suite struct ExportFormatTests {
  private let table = TableExport<Int>(columns: [.init("n", header: "n") { _ in .empty }])

  private func bytes(_ rows: Int, _ format: ExportFormat) throws -> [UInt8] {
    try table.bytes(0..<rows, as: format, sheet: "s", title: "t", byteOrderMark: false)
  }

  @Test func aSheetThatIsFullIsWrittenAndOneRowMoreIsRefusedBeforehand() throws {
    let most = CellPlace.rowCapacity - 1
    #expect(try bytes(most, .xlsx).starts(with: Array("PK".utf8)))
    let refusal = #expect(throws: Conflict.self) { try bytes(most + 1, .xlsx) }
    #expect(refusal?.code == "sheet-too-long")
    #expect(refusal?.text.text(in: .en).contains("1048576 rows") == true)
    #expect(try bytes(most + 1, .csv).count > most)
  }
}
