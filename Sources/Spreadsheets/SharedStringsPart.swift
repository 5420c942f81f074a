import Archives

/// The texts of `xl/sharedStrings.xml`, which cells name by their zero-based number.
final class SharedStringsPart: WorkbookPartHandler {
  private(set) var strings: [String] = []
  private let part: String
  private let limits: SpreadsheetLimits
  private var text: CellText
  private var isInText = false
  /// How the run that is being read stands, and where its text begins.
  private var alignment: RunAlignment?
  private var runStart = 0

  init(part: String, limits: SpreadsheetLimits) {
    self.part = part
    self.limits = limits
    text = CellText(maxCharacters: limits.maxCellCharacters)
  }

  var place: SpreadsheetPlace { SpreadsheetPlace(part: part) }

  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit {
    switch name {
    case "rPh", "extLst": return .skip  // rPh spells out how the characters are read aloud
    case "t":
      isInText = true
      runStart = text.bytes.count
    case "si":
      text.clear()
      alignment = nil
    case "r": alignment = nil
    case "vertAlign": alignment = RunAlignment(attributes)
    default: break
    }
    return .enter
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    guard isInText else { return }
    guard text.append(bytes) else { throw tooLong }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "t":
      isInText = false
      if let alignment { text.align(from: runStart, alignment) }
    case "si":
      guard strings.count < limits.maxCells else {
        throw .tooManyCells(place, limit: limits.maxCells)
      }
      guard let string = text.string() else { throw tooLong }
      strings.append(string)
    default: break
    }
  }

  private var tooLong: SpreadsheetError {
    .cellTooLong(place, limit: limits.maxCellCharacters)
  }
}
