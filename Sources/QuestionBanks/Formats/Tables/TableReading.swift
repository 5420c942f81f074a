import Contests
import Spreadsheets

/// Reads the rows of one sheet under its header.
struct TableReading {
  let sheet: Sheet
  /// Absent for files without sheets.
  let name: String?
  let header: TableHeader
  private var pictures: TablePictures
  private let hasMerges: Bool
  private let keyColumn: Int?
  /// In a table of option rows: the question whose rows are being read.
  private var open: OpenQuestion?

  /// A question of several rows.
  private struct OpenQuestion {
    var assembly: QuestionAssembly
    let id: String
    let stem: RawText
    /// Whether a row after the first left the stem out, or shares a merged cell with it: the next
    /// that says it is another question.
    var leavesStemOut = false
  }

  private typealias Text = (column: QuestionColumn, text: RawText)

  init(_ sheet: Sheet, name: String?, header: TableHeader) {
    self.sheet = sheet
    self.name = name
    self.header = header
    pictures = TablePictures(sheet, below: header.row)
    hasMerges = !sheet.mergedRanges.isEmpty
    keyColumn = header.columns.first { $0.meaning == .key }?.position
  }

  /// Reads all rows into the bank.
  mutating func read(into bank: inout RawBank) {
    if !header.hasOptionRows {
      bank.questions.reserveCapacity(bank.questions.count + sheet.rows.count)
    }
    for row in sheet.rows where row.number > header.row {
      // What comes after so many findings is not looked at anyway.
      guard bank.findings.count < Limits.importFindings,
        bank.textBytes <= Limits.bankTextBytes
      else { break }
      if isComment(row) || isRepeatedHeader(row) { continue }
      if row.cells.count > header.width, let beyond = beyond(row) { bank.findings.append(beyond) }
      let texts = texts(of: row, &bank)
      if header.hasOptionRows {
        readOption(row, texts, &bank)
      } else {
        var assembly = QuestionAssembly(place: place(row))
        for (column, text) in texts { assembly.put(text, as: column) }
        for cell in shown(in: row, &bank) {
          assembly.show(cell.references, in: cell.column, at: cell.place)
        }
        guard bank.add(assembly.finished(header.keyMapping, &bank.findings)) else { break }
      }
    }
    close(&bank)
    bank.findings += pictures.left(sheet: name)
  }

  /// A row that begins with `#`; where the stem comes first, `#1主变…` with a key is a question.
  private func isComment(_ row: Row) -> Bool {
    guard case .text(let text) = row[0], text.hasPrefix("#") else { return false }
    let beginsWithStem = header.columns.first { $0.position == 0 }?.meaning == .stem
    return !beginsWithStem || (keyColumn.map { row[$0] } ?? .empty).isBlank
  }

  /// A row that says the header again, as tables made for printing do.
  private func isRepeatedHeader(_ row: Row) -> Bool {
    guard let first = header.columns.first, row[first.position].displayText == first.header else {
      return false
    }
    return header.columns.allSatisfy { row[$0.position].displayText == $0.header }
  }

  /// What stands to the right of the last header: most often a text with commas of its own, so that
  /// every cell after it is in the wrong column.
  private func beyond(_ row: Row) -> ImportFinding? {
    let shown = row.cells.indices[header.width...].filter { !row[$0].displayText.trimmed.isEmpty }
    guard let first = shown.first, let last = shown.last else { return nil }
    return ImportFinding(
      at: FilePlace(sheet: name, row: row.number, column: first), code: "row-too-long",
      zhHans: "第 \(row.number) 行有 \(last + 1) 格，表头只有 \(header.width) 格；多出的内容没有表头",
      en: "row \(row.number) has \(last + 1) cells, the header \(header.width)")
  }

  private func texts(of row: Row, _ bank: inout RawBank) -> [Text] {
    header.columns.map { column in
      var place = FilePlace(sheet: name, row: row.number, column: column.position)
      var cell = row[column.position]
      if hasMerges, cell.isBlank, let origin = origin(of: column.position, in: row) {
        cell = origin.cell
        place = FilePlace(sheet: name, row: origin.row, column: column.position)
      } else if case .formula(let expression, _) = cell {
        bank.findings.append(
          ImportFinding(
            at: place, field: column.meaning.field, code: "formula-cell",
            zhHans: "是公式 =\(expression)，请改为文本", en: "is the formula =\(expression); make it text"))
      }
      return (
        column.meaning, RawText(QuestionTable.text(cell, isRead: column.meaning.isRead), at: place)
      )
    }
  }

  /// The cell above that shows its value here as well.
  private func origin(of column: Int, in row: Row) -> (row: Int, cell: Cell)? {
    let range = sheet.mergedRange(at: CellPlace(column: column, row: row.number))
    guard let first = range?.first, first.column == column, first.row > header.row,
      first.row < row.number, let origin = sheet.row(numbered: first.row)
    else { return nil }
    return (first.row, origin[column])
  }

  /// References to the pictures of a row, which the bank then holds, by cell.
  private mutating func shown(
    in row: Row, _ bank: inout RawBank
  ) -> [(column: QuestionColumn?, place: FilePlace, references: [String])] {
    pictures.take(row: row.number).map { position, pictures in
      let column = header.columns.first { $0.position == position }?.meaning
      let place = FilePlace(sheet: name, row: row.number, column: position)
      let references = pictures.compactMap {
        bank.reference(to: $0, at: place, field: column?.field ?? "stem")
      }
      return (column, place, references)
    }
  }

  private func place(_ row: Row) -> FilePlace { FilePlace(sheet: name, row: row.number) }
}

extension TableReading {
  /// Reads a row that is one option of a question.
  private mutating func readOption(_ row: Row, _ texts: [Text], _ bank: inout RawBank) {
    func text(_ column: QuestionColumn) -> RawText? { texts.first { $0.column == column }?.text }
    let optionColumn: QuestionColumn = header.has(.optionText) ? .optionText : .options
    let label = text(optionColumn == .optionText && header.has(.options) ? .options : .label)
    let id = text(.id)?.text ?? ""
    let stem = text(.stem) ?? RawText("", at: place(row))
    if !continues(id: id, stem: stem, label: label?.text ?? "") {
      close(&bank)
      var assembly = QuestionAssembly(place: place(row))
      for (column, text) in texts where column != .options { assembly.put(text, as: column) }
      open = OpenQuestion(assembly: assembly, id: id, stem: stem)
    } else if stem.text.isEmpty || stem.place == open?.stem.place {
      open?.leavesStemOut = true
    }
    guard var current = open else { return }
    var option = text(optionColumn) ?? RawText("", at: place(row))
    for cell in shown(in: row, &bank) {
      if cell.column == optionColumn {
        option = RawText(PictureMarks.join(option.text, cell.references), at: cell.place)
      } else {
        current.assembly.show(cell.references, in: cell.column, at: cell.place)
      }
    }
    let mark = text(.correct)
    let isRight = mark.flatMap { CorrectMark.isRight($0.text) }
    if let mark, isRight == nil {
      bank.findings.append(
        ImportFinding(
          at: mark.place, field: "correct", code: "correct-unreadable",
          zhHans: "不能识别“\(mark.text.prefix(40))”，应为 是 或 否",
          en: "cannot read \"\(mark.text.prefix(40))\"; say yes or no"))
    }
    if !option.text.isEmpty || isRight == true {
      current.assembly.addOption(option, isRight: isRight ?? false)
    }
    open = current
  }

  private func continues(id: String, stem: RawText, label: String) -> Bool {
    guard let open, id.isEmpty || id == open.id else { return false }
    if stem.text.isEmpty || stem.place == open.stem.place { return true }
    guard stem.text == open.stem.text, !open.leavesStemOut else { return false }
    if !id.isEmpty { return true }
    // The same stem again: where letters begin anew there is another question.
    return Choices(letters: label) != Choices(position: 0) || open.assembly.listedCount == 0
  }

  private mutating func close(_ bank: inout RawBank) {
    guard let finished = open?.assembly.finished(header.keyMapping, &bank.findings) else { return }
    _ = bank.add(finished)
    open = nil
  }
}

/// What stands beside an option to say whether it is right.
private enum CorrectMark {
  /// An empty cell says no; `nil` for what says nothing.
  static func isRight(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "", "0", "-", "—", "/", "不正确", "不是", "☐", "□", "✘": false
    case "1", "✔", "☑", "●", "*", "★", "v", "ok": true
    default: FieldWords.truth(text)
    }
  }
}

/// The pictures of a sheet by the cells to which they belong.
struct TablePictures {
  /// By row, then by column; in the file's order.
  private var byRow: [Int: [Int: [SheetPicture]]] = [:]

  /// - Parameter header: pictures in rows up to this one adorn the title.
  init(_ sheet: Sheet, below header: Int) {
    for picture in sheet.pictures {
      let place = sheet.mergedRange(at: picture.place)?.first ?? picture.place
      guard place.row > header else { continue }
      byRow[place.row, default: [:]][place.column, default: []].append(picture)
    }
  }

  /// The pictures of a row by column, ascending, which are then no longer left.
  mutating func take(row: Int) -> [(column: Int, pictures: [SheetPicture])] {
    guard !byRow.isEmpty, let columns = byRow.removeValue(forKey: row) else { return [] }
    return columns.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Warnings about pictures in rows without a question.
  func left(sheet: String?) -> [ImportFinding] {
    byRow.sorted { $0.key < $1.key }.map { row, columns in
      ImportFinding(
        .warning, at: FilePlace(sheet: sheet, row: row, column: columns.keys.min()),
        code: "picture-unplaced", zhHans: "图片所在的行没有题目，未导入",
        en: "the picture stands in a row without a question and was not read")
    }
  }
}

extension RawBank {
  /// Keeps a picture of a sheet; `nil` when it is refused, which is noted.
  fileprivate mutating func reference(
    to picture: SheetPicture, at place: FilePlace, field: String
  ) -> String? {
    switch picture.content {
    case .bytes(let bytes):
      let text = keep(picture: bytes, caption: picture.caption, at: place, field: field)
      return text.isEmpty ? nil : text
    case .tooLarge:
      findings.append(.picture(.tooLarge, at: place, field: field))
      return nil
    case .missing(let name): return PictureReference.missing(name)
    }
  }
}
