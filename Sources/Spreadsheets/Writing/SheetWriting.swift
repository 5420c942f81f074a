import Archives

/// One sheet while it is written: its rows go to a file, and what stands before them, which is known
/// only at the end, gets a place that is large enough.
final class SheetWriting {
  let name: String
  let file: ScratchFile
  /// The number of the part, from 1.
  let number: Int
  private let columns: [OutputColumn]
  private let layout: PrintLayout?
  /// What a cell of each column begins with.
  private var openings: [[UInt8]] = []
  /// What follows the name of a cell with a number, in each column.
  private let numberOpenings: [[UInt8]]
  /// Of each fitted column the widest cell so far, in characters.
  private var widest: [Int]
  private var widestRow = 0
  private var xml = XMLBytes()
  /// Where the attributes of the last row end.
  private var rowAttributesEnd = 0
  private let headRoom: Int
  /// Rows written, the header included.
  private(set) var rows = 0
  var pictures: [PlacedPicture] = []

  private static let maxTextLength = 32_767
  /// Integers beyond this many, 15 digits, lose their last digits as numbers in Excel.
  private static let exactIntegers = -999_999_999_999_999...999_999_999_999_999
  private static let portion = 1 << 18

  init(
    named name: String, number: Int, columns: [OutputColumn], numberStyles: [Int],
    printing layout: PrintLayout?, scratchFolder: String
  ) throws(SpreadsheetError) {
    self.name = name
    self.number = number
    self.columns = columns
    numberOpenings = numberStyles.map(Self.numberOpening)
    self.layout = layout
    widest = columns.map { OutputCell.text($0.header).columns }
    headRoom =
      Self.head(
        layout, widths: columns.map { _ in "255.00390625" }, number: number,
        last: CellPlace(column: CellPlace.columnCapacity - 1, row: CellPlace.rowCapacity)
      ).count + Self.dataOpening.count
    do throws(ArchiveError) {
      file = try ScratchFile(in: scratchFolder)
      try file.append([UInt8](repeating: UInt8(ascii: " "), count: headRoom))
    } catch {
      throw SpreadsheetError(error)
    }
  }

  /// Whether its header is printed on every page.
  var repeatsHeader: Bool { layout != nil }

  /// In characters; 8 for a column that was not described, as in Excel.
  func width(of column: Int) -> Double {
    columns.indices.contains(column) ? columns[column].width : 8
  }

  // MARK: Rows

  /// - Throws: as `WorkbookWriter.append`; nothing of the row is written then.
  func append(_ cells: [OutputCell], textStyle: CellStyles.Fixed) throws(SpreadsheetError) {
    var place = SpreadsheetPlace(sheet: name, row: rows + 1)
    guard rows < CellPlace.rowCapacity else {
      throw .tooManyRows(place, limit: CellPlace.rowCapacity)
    }
    guard cells.count <= CellPlace.columnCapacity else {
      throw .tooManyColumns(place, limit: CellPlace.columnCapacity)
    }
    if xml.count >= Self.portion { try flush() }
    let beginning = xml.count
    let digits = Array(String(rows + 1).utf8)
    xml.append(#"<row r=""#)
    xml.append(digits)
    xml.append("\"")
    rowAttributesEnd = xml.count
    xml.append(">")
    for (column, cell) in cells.enumerated() {
      if cell == .empty { continue }
      while openings.count <= column {
        openings.append(Array(#"<c r="\#(CellPlace.columnName(openings.count))"#.utf8))
      }
      xml.append(openings[column])
      xml.append(digits)
      do throws(SpreadsheetError) {
        place.column = column
        try write(cell, at: place, column, textStyle)
      } catch {
        xml.shorten(to: beginning)
        throw error
      }
    }
    xml.append("</row>")
    for column in columns.indices where column < cells.count && columns[column].isFitted {
      widest[column] = max(widest[column], cells[column].columns)
    }
    widestRow = max(widestRow, cells.count)
    rows += 1
  }

  /// Makes the last row so many points high.
  func setHeight(_ points: Double) {
    xml.insert(#" ht="\#(points)" customHeight="1""#, at: rowAttributesEnd)
  }

  /// Writes what stands between a cell's name and its end.
  private func write(
    _ cell: OutputCell, at place: SpreadsheetPlace, _ column: Int, _ textStyle: CellStyles.Fixed
  ) throws(SpreadsheetError) {
    switch cell {
    case .empty: break
    case .text(let text):
      guard text.utf8.count <= Self.maxTextLength || text.utf16.count <= Self.maxTextLength else {
        throw .cellTooLong(place, limit: Self.maxTextLength)
      }
      xml.append(textStyle == .header ? Self.headerOpening : Self.textOpening)
      // Without a word about it, readers may leave out what stands at the ends.
      let hasBlankEnd = text.utf8.first ?? .max <= 0x20 || text.utf8.last ?? .max <= 0x20
      xml.append(hasBlankEnd ? Self.preserving : Self.plain)
      xml.append(text: text)
      xml.append(Self.textEnd)
    case .integer(let value) where Self.exactIntegers.contains(value):
      append(number: String(value), numberOpening(column))
    case .integer(let value):
      try write(.text(String(value)), at: place, column, textStyle)
    case .number(let value):
      guard value.isFinite else { throw .unwritableNumber(place) }
      append(number: Self.digits(value), numberOpening(column))
    case .duration(let milliseconds):
      // Programs count time in days.
      append(
        number: Self.digits(Double(milliseconds) / 86_400_000), Self.durationOpening)
    }
  }

  private static let textOpening = textOpening(of: .text)
  private static let headerOpening = textOpening(of: .header)
  private static let plain = Array(">".utf8)
  private static let preserving = Array(#" xml:space="preserve">"#.utf8)
  private static let textEnd = Array("</t></is></c>".utf8)
  private static let durationOpening = numberOpening(of: CellStyles.Fixed.duration.rawValue)
  private static let generalOpening = numberOpening(of: 0)
  private static let numberEnd = Array("</v></c>".utf8)

  private static func textOpening(of style: CellStyles.Fixed) -> [UInt8] {
    Array(#"" s="\#(style.rawValue)" t="inlineStr"><is><t"#.utf8)
  }

  private static func numberOpening(of style: Int) -> [UInt8] {
    Array((style == 0 ? #""><v>"# : #"" s="\#(style)"><v>"#).utf8)
  }

  private func numberOpening(_ column: Int) -> [UInt8] {
    numberOpenings.indices.contains(column) ? numberOpenings[column] : Self.generalOpening
  }

  private func append(number: String, _ opening: [UInt8]) {
    xml.append(opening)
    xml.append(number)
    xml.append(Self.numberEnd)
  }

  /// As many digits as tell it from every other number.
  private static func digits(_ value: Double) -> String {
    Int(exactly: value).flatMap { exactIntegers.contains($0) ? String($0) : nil }
      ?? value.description
  }

  private func flush() throws(SpreadsheetError) {
    do throws(ArchiveError) {
      try file.append(xml.bytes)
    } catch {
      throw SpreadsheetError(error)
    }
    xml.clear()
  }

  // MARK: What stands around the rows

  /// Writes the end and then the beginning: the part is complete.
  func finish() throws(SpreadsheetError) {
    xml.append("</sheetData>")
    xml.append(
      #"<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>"#)
    if let layout {
      // An ampersand begins a code; a header has up to 255 characters.
      let title = XMLBytes.attribute(
        String(layout.title.prefix(100)).replacing("&", with: "&&"))
      xml.append(
        #"<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>"#
          + "<headerFooter><oddHeader>&amp;C\(title)</oddHeader>"
          + "<oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>")
    }
    if !pictures.isEmpty { xml.append(#"<drawing r:id="rId1"/>"#) }
    xml.append("</worksheet>")
    try flush()
    let last = CellPlace(column: max(1, widestRow) - 1, row: max(1, rows))
    var head = Self.head(
      layout, widths: columns.indices.map { Self.stored(finalWidth($0)) }, number: number,
      last: last)
    let spaces = headRoom - head.count - Self.dataOpening.count
    head += [UInt8](repeating: UInt8(ascii: " "), count: spaces) + Self.dataOpening
    do throws(ArchiveError) {
      try file.replaceBeginning(with: head)
    } catch {
      throw SpreadsheetError(error)
    }
  }

  /// Of a fitted column with a little room, and for the header the button by which rows are filtered.
  private func finalWidth(_ column: Int) -> Double {
    let described = columns[column]
    return described.isFitted
      ? min(max(described.width, Double(widest[column] + 3)), 60) : described.width
  }

  private static let dataOpening = Array("<sheetData>".utf8)

  /// What stands before the rows.
  ///
  /// - Parameter widths: of the columns, as files have them.
  private static func head(
    _ layout: PrintLayout?, widths: [String], number: Int, last: CellPlace
  ) -> [UInt8] {
    var columns = ""
    for (index, width) in widths.enumerated() {
      columns +=
        #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" customWidth="1"/>"#
    }
    return Array(
      """
      \(WorkbookParts.declaration)<worksheet xmlns="\(WorkbookParts.spreadsheet)" \
      xmlns:r="\(WorkbookParts.relations)">\
      \(layout == nil ? "" : #"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#)\
      <dimension ref="A1:\(last.name)"/>\
      <sheetViews><sheetView\(number == 1 ? #" tabSelected="1""# : "") workbookViewId="0">\
      <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
      <selection pane="bottomLeft"/></sheetView></sheetViews>\
      <sheetFormatPr defaultRowHeight="15"/>\
      \(columns.isEmpty ? "" : "<cols>\(columns)</cols>")
      """.utf8)
  }

  /// A width as files have it: with the margins of a cell, in characters of 7 pixels.
  private static func stored(_ width: Double) -> String {
    let pixels = width < 1 ? Int(width * 12 + 0.5) : Int(width * 7 + 0.5) + 5
    return "\(Double(pixels * 256 / 7) / 256)"
  }
}
