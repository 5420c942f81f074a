import Foundation

/// A table with named columns that is written as .csv, .xlsx or JSON from the same cells.
///
/// ```swift
/// let table = TableExport<Person>(columns: [
///   .init("name", header: "姓名") { .text($0.name) },
///   .init("points", header: "总成绩", decimals: 3) { .number($0.points) },
/// ])
/// let bytes = try table.xlsx(people, sheet: "名次", title: "机修钳工 预赛")
/// ```
package struct TableExport<Row>: Sendable {
  /// One column.
  package struct Column: Sendable {
    /// The member of the JSON object, the same in every language.
    package let name: String
    /// What a person reads above the column.
    package let header: String
    /// The same where a length of time is a plain number of seconds.
    package let figureHeader: String
    /// As in `OutputColumn`.
    package let decimals: Int?
    /// What stands in the column for a row.
    package let cell: @Sendable (Row) -> OutputCell

    /// - Parameter figureHeader: absent: as `header`.
    package init(
      _ name: String, header: String, figureHeader: String? = nil, decimals: Int? = nil,
      _ cell: @escaping @Sendable (Row) -> OutputCell
    ) {
      self.name = name
      self.header = header
      self.figureHeader = figureHeader ?? header
      self.decimals = decimals
      self.cell = cell
    }
  }

  /// From left to right.
  package let columns: [Column]

  package init(columns: [Column]) { self.columns = columns }

  /// UTF-8; text that a program could take for a formula is neutralised.
  ///
  /// - Parameter byteOrderMark: whether the file begins with EF BB BF, without which Excel takes
  ///   Chinese text for another encoding.
  /// - Throws: `.unwritableNumber`.
  package func csv(
    _ rows: some Sequence<Row>, byteOrderMark: Bool
  ) throws(SpreadsheetError) -> [UInt8] {
    var writer = CSVWriter(byteOrderMark: byteOrderMark, neutralises: true)
    try writer.append(columns.map { .text($0.figureHeader) })
    for row in rows { try writer.append(columns.map { $0.cell(row) }) }
    return writer.takeBytes()
  }

  /// A workbook of one sheet with a frozen header, columns as wide as their cells, and text that is
  /// text whatever it begins with. Rows wait in a file, not in memory.
  ///
  /// - Parameter title: stands on top of every printed page.
  /// - Throws: `SpreadsheetError`.
  package func xlsx(
    _ rows: some Sequence<Row>, sheet: String, title: String
  ) throws -> [UInt8] {
    try WorkbookWriter.bytes { writer in
      try writer.beginSheet(
        named: sheet,
        columns: columns.map {
          OutputColumn(header: $0.header, width: 6, decimals: $0.decimals, isFitted: true)
        }, printing: PrintLayout(title: title))
      var cells: [OutputCell] = []
      for row in rows {
        cells.removeAll(keepingCapacity: true)
        for column in columns { cells.append(column.cell(row)) }
        try writer.append(cells)
      }
    }
  }

  /// A JSON array of an object for each row, a row a line. Empty cells are left out, and lengths of
  /// time are whole milliseconds.
  ///
  /// - Throws: an error of the encoder, which knows no number that is not finite.
  package func json(_ rows: some Sequence<Row>) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let names = try columns.map { Array(try encoder.encode($0.name)) + [UInt8(ascii: ":")] }
    var bytes = Array("[".utf8)
    var isFirstRow = true
    for row in rows {
      bytes += isFirstRow ? "\n{".utf8 : ",\n{".utf8
      isFirstRow = false
      var isFirst = true
      for (column, name) in zip(columns, names) {
        let cell = column.cell(row)
        if cell == .empty { continue }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes += name
        try Self.append(cell, to: &bytes, encoder)
      }
      bytes.append(UInt8(ascii: "}"))
    }
    return bytes + Array("\n]".utf8)
  }

  private static func append(
    _ cell: OutputCell, to bytes: inout [UInt8], _ encoder: JSONEncoder
  ) throws {
    switch cell {
    case .empty: bytes += "null".utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += try encoder.encode(value)
    case .duration(let milliseconds): bytes += String(milliseconds).utf8
    case .text(let text):
      if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
        bytes.append(0x22)
        bytes += text.utf8
        bytes.append(0x22)
      } else {
        bytes += try encoder.encode(text)
      }
    }
  }
}
