import Archives

/// The number formats of `xl/styles.xml`, by the style number that cells carry.
final class StylesPart: WorkbookPartHandler {
  /// More than the 64,000 styles that Excel allows in one workbook.
  private static let capacity = 100_000

  private let part: String
  private var codes: [Int: String] = [:]
  private var identifiers: [Int] = []
  private var isInCellFormats = false

  init(part: String) {
    self.part = part
  }

  var place: SpreadsheetPlace { SpreadsheetPlace(part: part) }

  /// The format of each cell style, by its zero-based number.
  var formats: [NumberFormat] {
    let custom = codes.mapValues(NumberFormat.custom)
    return identifiers.map { custom[$0] ?? NumberFormat.builtIn($0) }
  }

  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit {
    switch name {
    case "dxfs", "cellStyleXfs", "extLst":
      return .skip
    case "numFmt":
      guard
        codes.count < StylesPart.capacity,
        let identifier = attributes.integer("numFmtId"),
        let code = attributes.string("formatCode"), code.utf8.count <= 4_096
      else { throw .malformedContent(place) }
      codes[identifier] = code
    case "cellXfs":
      isInCellFormats = true
    case "xf" where isInCellFormats:
      guard identifiers.count < StylesPart.capacity else { throw .malformedContent(place) }
      identifiers.append(attributes.integer("numFmtId") ?? 0)
    default:
      break
    }
    return .enter
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    if "cellXfs" ~= name { isInCellFormats = false }
  }
}
