/// Writes records of RFC 4180, ended by CRLF, as a stream of bytes in UTF-8.
///
/// ```swift
/// var writer = CSVWriter()
/// for rank in ranks {
///   try writer.append([.integer(rank.place), .text(rank.name)])
///   if writer.bufferedBytes > 65_536 { try await body.write(writer.takeBytes()) }
/// }
/// try await body.write(writer.takeBytes())
/// ```
package struct CSVWriter: Sendable {
  private let delimiter: CSVDelimiter
  private let neutralises: Bool
  private var bytes: [UInt8]
  private var records = 0

  /// - Parameters:
  ///   - byteOrderMark: whether the file begins with EF BB BF, without which Excel takes Chinese
  ///     text for another encoding.
  ///   - neutralises: whether a text that a spreadsheet would run as a formula gets a single quote
  ///     before it; see `neutralised(_:)`.
  package init(
    delimiter: CSVDelimiter = .comma, byteOrderMark: Bool = true, neutralises: Bool = true
  ) {
    self.delimiter = delimiter
    self.neutralises = neutralises
    bytes = byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
  }

  /// Bytes written and not yet taken.
  package var bufferedBytes: Int { bytes.count }

  /// Everything written since the last call.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Adds one record.
  ///
  /// - Throws: `.unwritableNumber`, with the number of the record from 1, if a number is not finite;
  ///   nothing of the record is then written.
  package mutating func append(_ record: [OutputCell]) throws(SpreadsheetError) {
    for (column, cell) in record.enumerated() {
      guard case .number(let value) = cell, !value.isFinite else { continue }
      throw .unwritableNumber(SpreadsheetPlace(row: records + 1, column: column))
    }
    records += 1
    for (index, cell) in record.enumerated() {
      if index > 0 { bytes.append(delimiter.rawValue) }
      switch cell {
      case .empty: break
      case .integer(let value): bytes.append(contentsOf: String(value).utf8)
      case .number(let value): bytes.append(contentsOf: DecimalText.text(value).utf8)
      case .duration: bytes.append(contentsOf: cell.figure.utf8)
      case .text(let text): appendText(neutralises ? CSVWriter.neutralised(text) : text)
      }
    }
    // A line with nothing on it would be no record to a reader.
    if record.count == 1, record[0] == .empty || record[0] == .text("") {
      bytes.append(contentsOf: "\"\"".utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// The text with a single quote before it if a spreadsheet could take it for a formula: it begins
  /// with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break, and is not a plain
  /// negative number (OWASP, CSV Injection).
  package static func neutralised(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@＝＋－＠\t\r\n".unicodeScalars.contains(first)
    else { return text }
    return isNegativeNumber(text) ? text : "'" + text
  }

  private static func isNegativeNumber(_ text: String) -> Bool {
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return text.utf8.first == UInt8(ascii: "-")
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }

  private mutating func appendText(_ text: String) {
    let quote = UInt8(ascii: "\"")
    let utf8 = text.utf8
    let needsQuotes =
      utf8.first == UInt8(ascii: " ") || utf8.last == UInt8(ascii: " ")
      || utf8.contains { $0 == quote || $0 == delimiter.rawValue || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes.append(contentsOf: utf8)
      return
    }
    bytes.append(quote)
    for byte in utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
