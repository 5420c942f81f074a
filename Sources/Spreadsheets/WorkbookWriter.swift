import Archives

/// Writes an .xlsx workbook a row at a time; the rows wait in files without a name, not in memory.
///
/// ```swift
/// let writer = WorkbookWriter()
/// try writer.beginSheet(named: "成绩", columns: [OutputColumn(header: "姓名", width: 16)])
/// for name in names { try writer.append([.text(name)]) }
/// let bytes = try writer.finish()
/// ```
///
/// The same rows give the same bytes.
package final class WorkbookWriter {
  private static let maxSheetNameLength = 31
  /// Rows repeat themselves so much that to look harder for it doubles the time and saves a tenth.
  private static let compression = 2

  private let scratchFolder: String
  private var styles = CellStyles()
  private var finished: [SheetWriting] = []
  /// The sheet that has begun; absent before the first.
  private(set) var current: SheetWriting?
  /// The pictures of the workbook by their content, and each once.
  var pictures = PictureParts()
  private var isFinished = false

  /// - Parameter scratchFolder: where rows wait.
  package init(scratchFolder: String = ScratchFile.systemFolder) {
    self.scratchFolder = scratchFolder
  }

  /// Writes a workbook in one go and gives its bytes.
  ///
  /// - Throws: what `body` or `finish` throws.
  package static func bytes(of body: (WorkbookWriter) throws -> Void) throws -> [UInt8] {
    let writer = WorkbookWriter()
    try body(writer)
    return try writer.finish()
  }

  /// Ends the sheet before and begins one, with a styled header row that stays in view.
  ///
  /// - Parameter layout: how it is printed; absent: as the reader's program likes.
  /// - Precondition: the workbook is not finished.
  /// - Throws: `.invalidSheetName`, `.tooManyColumns`, `.archive` when rows have nowhere to wait, or
  ///   what `append` throws for a header.
  package func beginSheet(
    named name: String, columns: [OutputColumn], printing layout: PrintLayout? = nil
  ) throws(SpreadsheetError) {
    precondition(!isFinished, "the workbook is finished")
    try endSheet()
    guard columns.count <= CellPlace.columnCapacity else {
      throw .tooManyColumns(SpreadsheetPlace(sheet: name), limit: CellPlace.columnCapacity)
    }
    guard isValid(sheetName: name) else { throw .invalidSheetName(name) }
    let sheet = try SheetWriting(
      named: name, number: finished.count + 1, columns: columns,
      numberStyles: columns.map { styles.style(decimals: $0.decimals) }, printing: layout,
      scratchFolder: scratchFolder)
    current = sheet
    try sheet.append(columns.map { .text($0.header) }, textStyle: .header)
  }

  /// Adds one row under those before it. Integers of more than 15 digits are written as text.
  ///
  /// - Precondition: a sheet has begun and the workbook is not finished.
  /// - Throws: `.tooManyRows` and `.tooManyColumns` at the limits of the format, 1,048,576 and
  ///   16,384, `.cellTooLong` above 32,767 UTF-16 units, `.unwritableNumber`, or `.archive` when
  ///   there is no room for it.
  package func append(_ cells: [OutputCell]) throws(SpreadsheetError) {
    guard let current else { preconditionFailure("no sheet has begun") }
    try current.append(cells, textStyle: .text)
  }

  /// The bytes of the workbook. One without a sheet gets an empty one, as the format demands.
  ///
  /// - Precondition: the workbook is not finished, not even by a failed attempt.
  /// - Throws: `.archive`.
  package func finish() throws(SpreadsheetError) -> [UInt8] {
    if finished.isEmpty, current == nil { try beginSheet(named: "Sheet1", columns: []) }
    try endSheet()
    isFinished = true
    var zip = ZipWriter()
    func add(_ name: String, _ part: String) { zip.add(name, Array(part.utf8)) }
    let drawn = finished.filter { !$0.pictures.isEmpty }
    add(
      "[Content_Types].xml",
      WorkbookParts.contentTypes(sheets: finished.map(\.number), drawings: drawn.map(\.number)))
    add("_rels/.rels", WorkbookParts.links([("officeDocument", "xl/workbook.xml")]))
    add(
      "xl/workbook.xml",
      WorkbookParts.workbook(finished.map { ($0.name, $0.repeatsHeader) }))
    add(
      "xl/_rels/workbook.xml.rels",
      WorkbookParts.links(
        finished.map { ("worksheet", "worksheets/sheet\($0.number).xml") }
          + [("styles", "styles.xml")]))
    add("xl/styles.xml", styles.part)
    for sheet in finished {
      zip.add("xl/worksheets/sheet\(sheet.number).xml", sheet.file, level: Self.compression)
    }
    for sheet in drawn {
      let drawing = pictures.drawing(of: sheet.pictures)
      add(
        "xl/worksheets/_rels/sheet\(sheet.number).xml.rels",
        WorkbookParts.links([("drawing", "../drawings/drawing\(sheet.number).xml")]))
      add("xl/drawings/drawing\(sheet.number).xml", drawing.part)
      add("xl/drawings/_rels/drawing\(sheet.number).xml.rels", WorkbookParts.links(drawing.links))
    }
    for (name, bytes) in pictures.parts { zip.add(name, bytes) }
    do throws(ArchiveError) {
      return try zip.finish()
    } catch {
      throw SpreadsheetError(error)
    }
  }

  private func endSheet() throws(SpreadsheetError) {
    guard let ended = current else { return }
    try ended.finish()
    finished.append(ended)
    current = nil
  }

  private func isValid(sheetName name: String) -> Bool {
    !name.isEmpty && name.utf16.count <= Self.maxSheetNameLength
      && !name.unicodeScalars.contains { $0.value < 0x20 || "[]:*?/\\".unicodeScalars.contains($0) }
      && !name.hasPrefix("'") && !name.hasSuffix("'")
      && !finished.contains { $0.name.lowercased() == name.lowercased() }
  }
}
