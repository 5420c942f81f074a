/// Reads CSV text as people's programs save it: UTF-8 with or without a mark, UTF-16 with a mark
/// or GB18030; commas, tabs or semicolons; records as in RFC 4180 ended by CRLF, LF or CR.
///
/// Every field is text: a leading zero, a long identity number or a formula stays as it stands.
package struct CSVReader: Sendable {
  /// What a file may ask for; `maxInflatedBytes` bounds the text as UTF-8.
  package let limits: SpreadsheetLimits

  /// The delimiter, or nil to tell it from the first lines or from Excel's line `sep=;`.
  package let delimiter: CSVDelimiter?

  /// - Parameter delimiter: nil to tell it from the text.
  package init(
    limits: SpreadsheetLimits = SpreadsheetLimits(), delimiter: CSVDelimiter? = nil
  ) {
    self.limits = limits
    self.delimiter = delimiter
  }

  /// The records that are not blank, each numbered by the physical line on which it begins.
  ///
  /// - Parameter name: the name that the sheet shall have, such as that of the file.
  /// - Throws: `SpreadsheetError`; `.unterminatedQuote` carries the line of the opening quote.
  package func read(_ bytes: [UInt8], name: String = "") throws(SpreadsheetError) -> Sheet {
    let text = try TextDecoding(maxBytes: limits.maxInflatedBytes).utf8(bytes)
    let rows = try text.withUnsafeBufferPointer { (text) throws(SpreadsheetError) -> [Row] in
      var parser = CSVParser(text, limits: limits, delimiter: delimiter)
      return try parser.rows()
    }
    return Sheet(name: name, rows: rows)
  }
}

private struct CSVParser {
  private let text: UnsafeBufferPointer<UInt8>
  private let limits: SpreadsheetLimits
  private let delimiter: UInt8
  private var position = 0
  private var line = 1
  private var cells: [Cell] = []
  private var column = 0
  private var cellCount = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(
    _ text: UnsafeBufferPointer<UInt8>, limits: SpreadsheetLimits, delimiter: CSVDelimiter?
  ) {
    self.text = text
    self.limits = limits
    let stated = CSVParser.statedDelimiter(text)
    self.delimiter = (delimiter ?? stated ?? CSVDelimiter.detect(in: text)).rawValue
    if stated != nil {
      position = "sep=;".utf8.count
      endLine()
    }
  }

  /// The delimiter that Excel's first line `sep=;` names.
  private static func statedDelimiter(_ text: UnsafeBufferPointer<UInt8>) -> CSVDelimiter? {
    guard text.count >= 5, text.starts(with: "sep=".utf8) else { return nil }
    guard text.count == 5 || text[5] == lineFeed || text[5] == carriageReturn else { return nil }
    return CSVDelimiter(rawValue: text[4])
  }

  mutating func rows() throws(SpreadsheetError) -> [Row] {
    var rows: [Row] = []
    while position < text.count {
      let number = line
      try readRecord()
      guard !cells.allSatisfy(\.isBlank) else { continue }
      let place = SpreadsheetPlace(row: number)
      guard rows.count < limits.maxRows else {
        throw .tooManyRows(place, limit: limits.maxRows)
      }
      cellCount += cells.count
      guard cellCount <= limits.maxCells else {
        throw .tooManyCells(place, limit: limits.maxCells)
      }
      // The copy is exactly as long as the row, while the buffer keeps its room for the next one.
      rows.append(Row(number: number, cells: cells.map { $0 }))
    }
    return rows
  }

  /// Reads up to and including the next line end outside quotes.
  private mutating func readRecord() throws(SpreadsheetError) {
    cells.removeAll(keepingCapacity: true)
    column = 0
    while true {
      if position < text.count, text[position] == CSVParser.quote {
        try readQuotedField()
      } else {
        try readBareField()
      }
      guard position < text.count, text[position] == delimiter else { break }
      position += 1
      column += 1
    }
    endLine()
  }

  private mutating func readBareField() throws(SpreadsheetError) {
    let start = position
    while position < text.count, !isFieldEnd(text[position]) { position += 1 }
    try store(text[start..<position])
  }

  /// A field in quotes: two quotes stand for one, and line ends belong to the text.
  private mutating func readQuotedField() throws(SpreadsheetError) {
    let opening = place
    position += 1
    let start = position
    var unescaped: [UInt8] = []
    var pieceStart = start
    while position < text.count {
      if text[position] != CSVParser.quote {
        countLine()
        position += 1
        continue
      }
      let isDoubled = position + 1 < text.count && text[position + 1] == CSVParser.quote
      guard isDoubled else { break }
      unescaped.append(contentsOf: text[pieceStart...position])
      position += 2
      pieceStart = position
    }
    guard position < text.count else { throw .unterminatedQuote(opening) }
    if pieceStart == start {
      try store(text[start..<position])
    } else {
      unescaped.append(contentsOf: text[pieceStart..<position])
      try store(unescaped)
    }
    position += 1
    guard position == text.count || isFieldEnd(text[position]) else { throw .strayQuote(place) }
  }

  private mutating func store(_ field: some Collection<UInt8>) throws(SpreadsheetError) {
    guard !field.isEmpty else { return }
    guard CellText.isWithin(limits.maxCellCharacters, field) else {
      throw .cellTooLong(place, limit: limits.maxCellCharacters)
    }
    let cell = Cell.text(String(decoding: field, as: UTF8.self))
    guard column < limits.maxColumns else {
      // Exports of whole sheets end their lines in hundreds of empty or blank fields.
      if cell.isBlank { return }
      throw .tooManyColumns(place, limit: limits.maxColumns)
    }
    while cells.count < column { cells.append(.empty) }
    cells.append(cell)
  }

  private var place: SpreadsheetPlace { SpreadsheetPlace(row: line, column: column) }

  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == CSVParser.lineFeed || byte == CSVParser.carriageReturn
  }

  /// Steps over one line end, if there is one.
  private mutating func endLine() {
    guard position < text.count else { return }
    if text[position] == CSVParser.carriageReturn, position + 1 < text.count,
      text[position + 1] == CSVParser.lineFeed
    {
      position += 1
    }
    line += 1
    position += 1
  }

  /// Counts the line end at the position inside a quoted field; CRLF once, at its LF.
  private mutating func countLine() {
    switch text[position] {
    case CSVParser.lineFeed:
      line += 1
    case CSVParser.carriageReturn:
      let isPair = position + 1 < text.count && text[position + 1] == CSVParser.lineFeed
      if !isPair { line += 1 }
    default:
      break
    }
  }
}
