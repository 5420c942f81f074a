import Archives

/// The list of sheets in `xl/workbook.xml`.
final class WorkbookPart: WorkbookPartHandler {
  struct Tab {
    let name: String
    let link: String
    let isHidden: Bool
  }

  private(set) var tabs: [Tab] = []

  /// Whether day 0 is 1904-01-01, as in files from old Macintosh editions.
  private(set) var uses1904 = false

  private let part: String
  private let limits: SpreadsheetLimits

  init(part: String, limits: SpreadsheetLimits) {
    self.part = part
    self.limits = limits
  }

  var place: SpreadsheetPlace { SpreadsheetPlace(part: part) }

  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit {
    switch name {
    case "extLst":
      return .skip
    case "workbookPr":
      uses1904 = attributes.flag("date1904")
    case "sheet":
      guard tabs.count < limits.maxSheets else { throw .tooManySheets(limit: limits.maxSheets) }
      guard
        let title = attributes.string("name"), title.utf8.count <= 1_024,
        let link = attributes.string("id")
      else { throw .malformedContent(place) }
      let state = attributes.string("state")
      let isHidden = state == "hidden" || state == "veryHidden"
      tabs.append(Tab(name: title, link: link, isHidden: isHidden))
    default:
      break
    }
    return .enter
  }
}
