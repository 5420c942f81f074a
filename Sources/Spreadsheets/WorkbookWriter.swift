import CXLSXWriter

/// Writes an .xlsx workbook a row at a time; the rows wait in temporary files, not in memory, unless
/// pictures hang from them.
///
/// ```swift
/// let writer = try WorkbookWriter(path: path)
/// try writer.beginSheet(named: "成绩", columns: [OutputColumn(header: "姓名", width: 16)])
/// for name in names { try writer.append([.text(name)]) }
/// try writer.finish()
/// ```
///
/// The same rows give the same bytes. The file appears at `finish()`. A writer that is dropped before that leaves none.
package final class WorkbookWriter {
  private static let maxSheetNameLength = 31
  private static let maxTextLength = 32_767

  /// Integers beyond this many, 15 digits, lose their last digits as numbers in Excel.
  private static let exactIntegers = -999_999_999_999_999...999_999_999_999_999

  private let path: String
  private var state: State
  private var sheet: SheetInProgress?

  private enum State {
    case open(UnsafeMutablePointer<lxw_workbook>, Formats)
    case finished
  }

  private struct Formats {
    let header: UnsafeMutablePointer<lxw_format>
    let text: UnsafeMutablePointer<lxw_format>
    let duration: UnsafeMutablePointer<lxw_format>
  }

  struct SheetInProgress {
    let name: String
    let pointer: UnsafeMutablePointer<lxw_worksheet>
    let numberFormats: [UnsafeMutablePointer<lxw_format>?]
    let widths: [Double]
    let columns: [OutputColumn]
    /// Of each fitted column the widest cell so far, in characters.
    var widest: [Int]

    /// Rows written, the header included: the zero-based number of the next one.
    var rows = 0

    /// In characters; 8 for a column that was not described, as in Excel.
    func width(of column: Int) -> Double { widths.indices.contains(column) ? widths[column] : 8 }
  }

  /// - Parameters:
  ///   - path: where the file shall be; one that stands there is replaced.
  ///   - hasPictures: whether pictures will be inserted. All rows stay in memory then: where a
  ///     picture hangs depends on the heights of the rows.
  /// - Throws: `.unwritableFile` if the library cannot start.
  package init(path: String, hasPictures: Bool = false) throws(SpreadsheetError) {
    var options = lxw_workbook_options()
    options.constant_memory = hasPictures ? 0 : 1
    guard let workbook = workbook_new_opt(path, &options) else {
      throw .unwritableFile(path: path)
    }
    guard let header = workbook_add_format(workbook), let text = workbook_add_format(workbook),
      let duration = workbook_add_format(workbook)
    else {
      lxw_workbook_free(workbook)
      throw .unwritableFile(path: path)
    }
    // Without a moment of its own the library writes the clock's: the same rows are to be the same
    // bytes. 1980 is what it gives to the parts of the archive.
    var properties = lxw_doc_properties()
    properties.created = 315_532_800
    workbook_set_properties(workbook, &properties)
    format_set_bold(header)
    format_set_bg_color(header, 0xD9E1F2)
    format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    // The format of text keeps a cell text even after somebody has edited it in Excel.
    format_set_num_format(header, "@")
    format_set_num_format(text, "@")
    format_set_num_format(duration, "[h]:mm:ss.000")
    self.path = path
    state = .open(workbook, Formats(header: header, text: text, duration: duration))
  }

  deinit {
    if case .open(let workbook, _) = state { lxw_workbook_free(workbook) }
  }

  /// Ends the sheet before and begins one, with a styled header row that stays in view.
  ///
  /// - Parameter layout: how it is printed; absent: as the reader's program likes.
  /// - Precondition: the workbook is not finished.
  /// - Throws: `.invalidSheetName`, `.tooManyColumns`, or what `append` throws for a header.
  package func beginSheet(
    named name: String, columns: [OutputColumn], printing layout: PrintLayout? = nil
  ) throws(SpreadsheetError) {
    let (workbook, formats) = opened
    try endSheet()
    guard columns.count <= CellPlace.columnCapacity else {
      throw .tooManyColumns(SpreadsheetPlace(sheet: name), limit: CellPlace.columnCapacity)
    }
    guard
      !name.isEmpty, name.utf16.count <= WorkbookWriter.maxSheetNameLength,
      !name.unicodeScalars.contains(where: { $0.value < 0x20 }),
      workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR
    else { throw .invalidSheetName(name) }
    guard let pointer = workbook_add_worksheet(workbook, name) else {
      throw .unwritableFile(path: path)
    }
    var numberFormats: [UnsafeMutablePointer<lxw_format>?] = []
    for (index, column) in columns.enumerated() {
      try check(
        worksheet_set_column(
          pointer, lxw_col_t(index), lxw_col_t(index), column.width, nil))
      numberFormats.append(try numberFormat(decimals: column.decimals, in: workbook))
    }
    worksheet_freeze_panes(pointer, 1, 0)
    if let layout { try apply(layout, to: pointer) }
    sheet = SheetInProgress(
      name: name, pointer: pointer, numberFormats: numberFormats,
      widths: columns.map(\.width), columns: columns,
      widest: columns.map { OutputCell.text($0.header).columns })
    try append(columns.map { .text($0.header) }, textFormat: formats.header)
  }

  /// Adds one row under those before it. Integers of more than 15 digits are written as text.
  ///
  /// - Precondition: a sheet has begun and the workbook is not finished.
  /// - Throws: `.tooManyRows` and `.tooManyColumns` at the limits of the format, 1,048,576 and
  ///   16,384, `.cellTooLong` above 32,767 UTF-16 units, `.unwritableNumber`, or `.unwritableFile`.
  package func append(_ cells: [OutputCell]) throws(SpreadsheetError) {
    try append(cells, textFormat: opened.formats.text)
  }

  /// Writes the file. A workbook without a sheet gets an empty one, as the format demands.
  ///
  /// - Precondition: the workbook is not finished, not even by a failed attempt.
  /// - Throws: `.unwritableFile`.
  package func finish() throws(SpreadsheetError) {
    let (workbook, _) = opened
    try endSheet()
    state = .finished
    try check(workbook_close(workbook))
  }

  /// The sheet that has begun; nil before the first and after the end.
  var current: SheetInProgress? { sheet }

  private var opened: (workbook: UnsafeMutablePointer<lxw_workbook>, formats: Formats) {
    guard case .open(let workbook, let formats) = state else {
      preconditionFailure("the workbook is finished")
    }
    return (workbook, formats)
  }

  private func append(
    _ cells: [OutputCell], textFormat: UnsafeMutablePointer<lxw_format>
  ) throws(SpreadsheetError) {
    guard var current = sheet else { preconditionFailure("no sheet has begun") }
    let row = SpreadsheetPlace(sheet: current.name, row: current.rows + 1)
    guard current.rows < CellPlace.rowCapacity else {
      throw .tooManyRows(row, limit: CellPlace.rowCapacity)
    }
    guard cells.count <= CellPlace.columnCapacity else {
      throw .tooManyColumns(row, limit: CellPlace.columnCapacity)
    }
    for (column, cell) in cells.enumerated() {
      var place = row
      place.column = column
      try write(cell, at: place, of: current, textFormat: textFormat)
      if current.columns.indices.contains(column), current.columns[column].isFitted {
        current.widest[column] = max(current.widest[column], cell.columns)
      }
    }
    current.rows += 1
    sheet = current
  }

  private func write(
    _ cell: OutputCell, at place: SpreadsheetPlace, of sheet: SheetInProgress,
    textFormat: UnsafeMutablePointer<lxw_format>
  ) throws(SpreadsheetError) {
    let column = place.column ?? 0
    let row = lxw_row_t(sheet.rows)
    let numberFormat =
      sheet.numberFormats.indices.contains(column) ? sheet.numberFormats[column] : nil
    switch cell {
    case .empty:
      break
    case .text(let text):
      guard text.utf16.count <= WorkbookWriter.maxTextLength else {
        throw .cellTooLong(place, limit: WorkbookWriter.maxTextLength)
      }
      let stored = WorkbookWriter.storable(text)
      try check(
        worksheet_write_string(sheet.pointer, row, lxw_col_t(column), stored, textFormat))
    case .integer(let value) where WorkbookWriter.exactIntegers.contains(value):
      try check(
        worksheet_write_number(
          sheet.pointer, row, lxw_col_t(column), Double(value), numberFormat))
    case .integer(let value):
      try write(.text(String(value)), at: place, of: sheet, textFormat: textFormat)
    case .number(let value):
      guard value.isFinite else { throw .unwritableNumber(place) }
      try check(
        worksheet_write_number(sheet.pointer, row, lxw_col_t(column), value, numberFormat))
    case .duration(let milliseconds):
      // Programs count time in days.
      try check(
        worksheet_write_number(
          sheet.pointer, row, lxw_col_t(column), Double(milliseconds) / 86_400_000,
          opened.formats.duration))
    }
  }

  /// Gives the fitted columns their widths, which are known only now.
  private func endSheet() throws(SpreadsheetError) {
    guard let ended = sheet else { return }
    for (index, column) in ended.columns.enumerated() where column.isFitted {
      // A little room, and for the header the button by which rows are filtered.
      let width = min(max(column.width, Double(ended.widest[index] + 3)), 60)
      try check(
        worksheet_set_column(ended.pointer, lxw_col_t(index), lxw_col_t(index), width, nil))
    }
    sheet = nil
  }

  private func apply(
    _ layout: PrintLayout, to sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(SpreadsheetError) {
    worksheet_set_paper(sheet, 9)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    try check(worksheet_repeat_rows(sheet, 0, 0))
    // An ampersand begins a code; the library takes up to 255 characters.
    let title = layout.title.prefix(100).replacing("&", with: "&&")
    try check(worksheet_set_header(sheet, "&C\(title)"))
    try check(worksheet_set_footer(sheet, "&C&P / &N"))
  }

  private func numberFormat(
    decimals: Int?, in workbook: UnsafeMutablePointer<lxw_workbook>
  ) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_format>? {
    guard let decimals else { return nil }
    guard let format = workbook_add_format(workbook) else { throw .unwritableFile(path: path) }
    let code = decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
    format_set_num_format(format, code)
    return format
  }

  /// The text as XML can hold it: the library ends text at a NUL and writes two code points that
  /// XML forbids, so all three become U+FFFD; an underscore that would begin an escape is escaped.
  private static func storable(_ text: String) -> String {
    let needsWork = text.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "_") || $0 == 0xEF }
    guard needsWork else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if bytes[index] == 0 {
        result.append(contentsOf: [0xEF, 0xBF, 0xBD])
        index += 1
      } else if rest.starts(with: [0xEF, 0xBF, 0xBE]) || rest.starts(with: [0xEF, 0xBF, 0xBF]) {
        result.append(contentsOf: [0xEF, 0xBF, 0xBD])
        index += 3
      } else if bytes[index] == UInt8(ascii: "_"), CellText.escapedCode(rest) != nil {
        result.append(contentsOf: "_x005F_".utf8)
        index += 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func check(_ result: lxw_error) throws(SpreadsheetError) {
    guard result == LXW_NO_ERROR else { throw .unwritableFile(path: path) }
  }
}
