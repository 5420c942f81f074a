import Archives

/// What the sheets of one workbook have in common.
struct SheetContext {
  let sharedStrings: [String]
  let formats: [NumberFormat]
  let uses1904: Bool
  let limits: SpreadsheetLimits
  var pictures = CellPictures()
}

/// The rows of one sheet, from a part such as `xl/worksheets/sheet1.xml`.
final class SheetPart: WorkbookPartHandler {
  /// More characters than any program writes for a number.
  private static let maxNumberLength = 400

  private(set) var rows: [Row] = []
  private(set) var mergedRanges: [MergedRange] = []

  /// The pictures that stand in cells in place of values.
  private(set) var pictures: [(place: CellPlace, source: PictureSource)] = []

  /// Cells kept so far, with gaps, over this sheet and those before it.
  private(set) var cellCount: Int

  private let part: String
  private let name: String
  private let context: SheetContext
  private var rowNumber = 0
  private var rowCells: [Cell] = []
  private var column = -1
  private var kind = Kind.number
  private var style = 0
  private var metadata = 0
  private var value: CellText
  private var formula: CellText
  private var hasFormula = false
  /// How the run of an inline text stands, and where it begins.
  private var alignment: RunAlignment?
  private var runStart = 0
  private var scope = Scope.outside
  private var collected = Collected.nothing

  private enum Scope {
    case outside
    case sheetData
    case cell
  }

  private enum Collected {
    case nothing
    case value
    case formula
  }

  /// The `t` attribute of a cell: ECMA-376 part 1, 18.18.11, ST_CellType.
  private enum Kind {
    case number
    case shared
    case inline
    case formulaText
    case boolean
    case error
    case isoDate

    init?(_ attribute: String?) {
      switch attribute {
      case nil, "n": self = .number
      case "s": self = .shared
      case "inlineStr": self = .inline
      case "str": self = .formulaText
      case "b": self = .boolean
      case "e": self = .error
      case "d": self = .isoDate
      default: return nil
      }
    }
  }

  init(part: String, name: String, context: SheetContext, cellCount: Int) {
    self.part = part
    self.name = name
    self.context = context
    self.cellCount = cellCount
    value = CellText(maxCharacters: context.limits.maxCellCharacters)
    formula = CellText(maxCharacters: context.limits.maxCellCharacters)
  }

  var place: SpreadsheetPlace {
    SpreadsheetPlace(
      part: part, sheet: name, row: rowNumber > 0 ? rowNumber : nil,
      column: scope == .cell && column >= 0 ? column : nil)
  }

  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit {
    switch (scope, name) {
    case (_, "rPh"), (_, "extLst"):
      return .skip
    case (.cell, "v") where kind != .inline, (.cell, "t") where kind == .inline:
      collected = .value
      runStart = value.bytes.count
    case (.cell, "f"):
      collected = .formula
      hasFormula = true
    case (.sheetData, "c"):
      try startCell(attributes)
    case (.sheetData, "row"):
      try startRow(attributes)
    case (.outside, "sheetData"):
      scope = .sheetData
    case (.outside, "mergeCell"):
      try addMergedRange(attributes)
    case (.cell, "r"):
      alignment = nil
    case (.cell, "vertAlign") where kind == .inline:
      alignment = RunAlignment(attributes)
    default:
      break
    }
    return .enter
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    let fits =
      switch collected {
      case .nothing: true
      case .value: value.append(bytes)
      case .formula: formula.append(bytes)
      }
    guard fits else { throw tooLong }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "v", "t", "f":
      if let alignment, collected == .value { value.align(from: runStart, alignment) }
      collected = .nothing
    case "c" where scope == .cell:
      try endCell()
      scope = .sheetData
    case "row" where scope == .sheetData:
      try endRow()
    case "sheetData":
      scope = .outside
      rowNumber = 0
    default:
      break
    }
  }
}

extension SheetPart {
  private func startRow(_ attributes: XMLAttributes) throws(SpreadsheetError) {
    var number = rowNumber + 1
    if attributes["r"] != nil {
      guard let stated = attributes.integer("r"), stated >= number else {
        throw .malformedContent(place)
      }
      number = stated
    }
    guard number <= CellPlace.rowCapacity else { throw .malformedContent(place) }
    rowNumber = number
    rowCells.removeAll(keepingCapacity: true)
    column = -1
  }

  private func endRow() throws(SpreadsheetError) {
    guard !rowCells.allSatisfy(\.isBlank) else { return }
    guard rows.count < context.limits.maxRows else {
      throw .tooManyRows(place, limit: context.limits.maxRows)
    }
    guard cellCount + rowCells.count <= context.limits.maxCells else {
      throw .tooManyCells(place, limit: context.limits.maxCells)
    }
    cellCount += rowCells.count
    // The copy is exactly as long as the row, while the buffer keeps its room for the next one.
    rows.append(Row(number: rowNumber, cells: rowCells.map { $0 }))
  }

  private func startCell(_ attributes: XMLAttributes) throws(SpreadsheetError) {
    var next = column + 1
    if let reference = attributes["r"] {
      guard
        let stated = CellPlace(utf8: reference), stated.row == rowNumber, stated.column >= next
      else { throw .malformedContent(place) }
      next = stated.column
    }
    column = next
    scope = .cell
    value.clear()
    formula.clear()
    hasFormula = false
    alignment = nil
    style = attributes.integer("s") ?? 0
    metadata = context.pictures.byMetadata.isEmpty ? 0 : attributes.integer("vm") ?? 0
    guard let kind = Kind(attributes.string("t")) else { throw .malformedContent(place) }
    self.kind = kind
  }

  private func endCell() throws(SpreadsheetError) {
    if metadata > 0, let source = context.pictures.byMetadata[metadata] {
      return try add(source)
    }
    var cell = try storedValue()
    if hasFormula {
      guard let expression = formula.string() else { throw tooLong }
      if let source = context.pictures.source(of: expression) { return try add(source) }
      // LibreOffice saves a cell that says TRUE or FALSE so.
      switch expression {
      case "TRUE()": cell = .boolean(true)
      case "FALSE()": cell = .boolean(false)
      default: cell = .formula(expression: expression, cached: cell.displayText)
      }
    }
    guard cell != .empty else { return }
    guard column < context.limits.maxColumns else {
      throw .tooManyColumns(place, limit: context.limits.maxColumns)
    }
    while rowCells.count < column { rowCells.append(.empty) }
    rowCells.append(cell)
  }

  private func add(_ source: PictureSource) throws(SpreadsheetError) {
    guard pictures.count < context.limits.maxPictures else {
      throw .tooManyPictures(limit: context.limits.maxPictures)
    }
    pictures.append((CellPlace(column: column, row: rowNumber), source))
  }

  private func storedValue() throws(SpreadsheetError) -> Cell {
    guard !value.bytes.isEmpty else { return .empty }
    switch kind {
    case .number:
      return try number()
    case .shared:
      let written = String(decoding: value.bytes, as: UTF8.self)
      guard let index = Int(written), context.sharedStrings.indices.contains(index) else {
        throw .malformedContent(place)
      }
      let text = context.sharedStrings[index]
      return text.isEmpty ? .empty : .text(text)
    case .inline, .formulaText:
      return .text(try valueText())
    case .boolean:
      switch try valueText() {
      case "1", "true": return .boolean(true)
      case "0", "false": return .boolean(false)
      default: throw .malformedContent(place)
      }
    case .error:
      return .error(try valueText())
    case .isoDate:
      return .date(iso: try valueText())
    }
  }

  private func number() throws(SpreadsheetError) -> Cell {
    let written = String(decoding: value.bytes, as: UTF8.self)
    // Double also reads hexadecimal, infinity and not-a-number, which no sheet contains.
    let isDecimal = value.bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): true
      default: false
      }
    }
    guard
      value.bytes.count <= SheetPart.maxNumberLength, isDecimal, let number = Double(written),
      number.isFinite
    else { throw .malformedContent(place) }
    let formats = context.formats
    let format = formats.indices.contains(style) ? formats[style] : .number(.general)
    switch format {
    case .number(let shown):
      return .number(number, text: written, style: shown)
    case .date(let layout):
      let iso = SerialDate.iso(serial: number, layout: layout, uses1904: context.uses1904)
      return iso.map(Cell.date) ?? .number(number, text: written, style: .general)
    }
  }

  private func valueText() throws(SpreadsheetError) -> String {
    guard let text = value.string() else { throw tooLong }
    return text
  }

  private func addMergedRange(_ attributes: XMLAttributes) throws(SpreadsheetError) {
    let corners = (attributes.string("ref") ?? "").split(separator: ":")
    guard
      (1...2).contains(corners.count), let first = CellPlace(name: String(corners[0])),
      let last = CellPlace(name: String(corners[corners.count - 1])),
      first.column <= last.column, first.row <= last.row
    else { throw .malformedContent(place) }
    guard mergedRanges.count < context.limits.maxMergedRanges else {
      throw .tooManyMergedRanges(place, limit: context.limits.maxMergedRanges)
    }
    // Beyond the widest row allowed there is nothing to be shown.
    let lastColumn = min(last.column, context.limits.maxColumns - 1)
    guard first.column <= lastColumn else { return }
    let clipped = CellPlace(column: lastColumn, row: last.row)
    mergedRanges.append(MergedRange(first: first, last: clipped))
  }

  private var tooLong: SpreadsheetError {
    .cellTooLong(place, limit: context.limits.maxCellCharacters)
  }
}
