import Archives

/// Reads .xlsx workbooks that strangers send: every size is counted, and nothing outside the
/// file is opened.
///
/// ```swift
/// let workbook = try WorkbookReader().read(bytes)
/// for row in workbook.sheets[0].rows { print(row.number, row[0].displayText) }
/// ```
package struct WorkbookReader: Sendable {
  /// What a file may ask for.
  package let limits: SpreadsheetLimits

  /// A reader with the limits given, or those of `SpreadsheetLimits`.
  package init(limits: SpreadsheetLimits = SpreadsheetLimits()) {
    self.limits = limits
  }

  /// The sheets in the order of their tabs, hidden and empty ones included; charts, dialogs and
  /// macro sheets are left out.
  ///
  /// - Throws: `SpreadsheetError`, at the first thing wrong or too large.
  package func read(_ bytes: [UInt8]) throws(SpreadsheetError) -> Workbook {
    let archive: ZipArchive
    do {
      archive = try ZipArchive(bytes, limits: limits.archive)
    } catch {
      throw SpreadsheetError(error)
    }
    return try read(archive)
  }

  private func read(_ archive: ZipArchive) throws(SpreadsheetError) -> Workbook {
    let workbookPart = try workbookPart(in: archive)
    let list = WorkbookPart(part: workbookPart, limits: limits)
    try parse(workbookPart, of: archive, with: list)
    let links = try links(of: workbookPart, in: archive)

    var sharedStrings: [String] = []
    var formats: [NumberFormat] = []
    if let part = try part("sharedStrings", among: links, of: workbookPart) {
      let handler = SharedStringsPart(part: part, limits: limits)
      try parse(part, of: archive, with: handler)
      sharedStrings = handler.strings
    }
    if let part = try part("styles", among: links, of: workbookPart) {
      let handler = StylesPart(part: part)
      try parse(part, of: archive, with: handler)
      formats = handler.formats
    }

    let context = SheetContext(
      sharedStrings: sharedStrings, formats: formats, uses1904: list.uses1904, limits: limits)
    var sheets: [Sheet] = []
    var cellCount = 0
    for tab in list.tabs {
      guard let link = links[tab.link] else {
        throw .malformedContent(SpreadsheetPlace(part: workbookPart, sheet: tab.name))
      }
      guard link.kind == "worksheet" else { continue }
      let part = try PackageRelationships.resolve(link, from: workbookPart)
      let handler = SheetPart(part: part, name: tab.name, context: context, cellCount: cellCount)
      try parse(part, of: archive, with: handler)
      cellCount = handler.cellCount
      sheets.append(
        Sheet(
          name: tab.name, isHidden: tab.isHidden, rows: handler.rows,
          mergedRanges: handler.mergedRanges))
    }
    return Workbook(sheets: sheets)
  }

  private func workbookPart(in archive: ZipArchive) throws(SpreadsheetError) -> String {
    guard archive.contains(PackageRelationships.part(of: "")) else { throw .notAWorkbook }
    guard let part = try part("officeDocument", among: links(of: "", in: archive), of: "") else {
      throw .notAWorkbook
    }
    guard !part.lowercased().hasSuffix(".bin") else { throw .unsupportedWorkbook }
    return part
  }

  private func links(
    of source: String, in archive: ZipArchive
  ) throws(SpreadsheetError) -> [String: PackageRelationships.Link] {
    let part = PackageRelationships.part(of: source)
    let handler = PackageRelationships(part: part, maxLinks: limits.maxParts)
    try parse(part, of: archive, with: handler)
    return handler.links
  }

  private func part(
    _ kind: Substring, among links: [String: PackageRelationships.Link], of source: String
  ) throws(SpreadsheetError) -> String? {
    guard let link = links.values.first(where: { $0.kind == kind }) else { return nil }
    return try PackageRelationships.resolve(link, from: source)
  }

  private func parse(
    _ part: String, of archive: ZipArchive, with handler: some WorkbookPartHandler
  ) throws(SpreadsheetError) {
    let parser = try XMLPushParser(handler)
    try archive.inflate(part, refusal: handler.refusal) { (chunk) throws(SpreadsheetError) in
      try parser.feed(chunk)
    }
    try parser.finish()
  }
}
