/// The table that somebody hands in: the first visible sheet with rows of a workbook, or separated
/// text.
package struct FirstTable: Sendable {
  /// The name of the sheet; absent in a file without sheets.
  package let sheet: String?
  /// Empty when there is no such sheet.
  package let rows: [Row]

  /// - Throws: `SpreadsheetError` when the bytes are neither.
  package init(_ bytes: [UInt8]) throws(SpreadsheetError) {
    let isWorkbook = bytes.starts(with: Array("PK".utf8))
    let sheets =
      isWorkbook ? try WorkbookReader().read(bytes).sheets : [try CSVReader().read(bytes)]
    let table = sheets.first { !$0.isHidden && !$0.rows.isEmpty }
    sheet = isWorkbook ? table?.name : nil
    rows = table?.rows ?? []
  }
}
