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

  /// Whether sheets come with their pictures. Without, a cell whose value is a picture has the
  /// formula or the error value that stands for it.
  package let readsPictures: Bool

  /// A reader with the limits given, or those of `SpreadsheetLimits`.
  package init(limits: SpreadsheetLimits = SpreadsheetLimits(), readsPictures: Bool = false) {
    self.limits = limits
    self.readsPictures = readsPictures
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
    try Self.parse(workbookPart, of: archive, with: list)
    let links = try links(of: workbookPart, in: archive)

    var sharedStrings: [String] = []
    var formats: [NumberFormat] = []
    if let part = try part("sharedStrings", among: links, of: workbookPart) {
      let handler = SharedStringsPart(part: part, limits: limits)
      try Self.parse(part, of: archive, with: handler)
      sharedStrings = handler.strings
    }
    if let part = try part("styles", among: links, of: workbookPart) {
      let handler = StylesPart(part: part)
      try Self.parse(part, of: archive, with: handler)
      formats = handler.formats
    }

    let pictures = readsPictures ? PictureReader(archive, limits: limits) : nil
    let context = SheetContext(
      sharedStrings: sharedStrings, formats: formats, uses1904: list.uses1904, limits: limits,
      pictures: try pictures?.cellPictures(of: workbookPart, links) ?? CellPictures())
    var sheets: [Sheet] = []
    var cellCount = 0
    for tab in list.tabs {
      guard let link = links[tab.link] else {
        throw .malformedContent(SpreadsheetPlace(part: workbookPart, sheet: tab.name))
      }
      guard link.kind == "worksheet" else { continue }
      let part = try PackageRelationships.resolve(link, from: workbookPart)
      let handler = SheetPart(part: part, name: tab.name, context: context, cellCount: cellCount)
      try Self.parse(part, of: archive, with: handler)
      cellCount = handler.cellCount
      sheets.append(
        Sheet(
          name: tab.name, isHidden: tab.isHidden, rows: handler.rows,
          mergedRanges: handler.mergedRanges,
          pictures: try pictures?.pictures(of: part, inside: handler.pictures) ?? []))
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
    try Self.parse(part, of: archive, with: handler)
    return handler.links
  }

  private func part(
    _ kind: Substring, among links: [String: PackageRelationships.Link], of source: String
  ) throws(SpreadsheetError) -> String? {
    guard let link = links.values.first(where: { $0.kind == kind }) else { return nil }
    return try PackageRelationships.resolve(link, from: source)
  }

  /// Tells a handler what a part of the workbook says.
  static func parse(
    _ part: String, of archive: ZipArchive, with handler: some WorkbookPartHandler
  ) throws(SpreadsheetError) {
    let parser = try XMLPushParser(handler)
    try archive.inflate(part, refusal: handler.refusal) { (chunk) throws(SpreadsheetError) in
      try parser.feed(chunk)
    }
    try parser.finish()
  }
}
