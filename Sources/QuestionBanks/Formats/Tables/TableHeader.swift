import Contests
import Spreadsheets

/// The header of a table of questions: which columns hold what.
struct TableHeader {
  /// A column that says something about questions.
  struct Column {
    /// Zero-based.
    let position: Int
    let meaning: QuestionColumn
    let header: String
  }

  /// How many rows above the header may hold a title or notes.
  private static let titleRows = 20

  /// The last row of the header, 1-based.
  private(set) var row: Int
  /// By position.
  private(set) var columns: [Column]
  /// The columns whose headers say what another column's does; they are not read.
  private(set) var repeated: [(column: Column, read: Column)] = []
  /// One more than the position of the last header, whatever it says.
  private(set) var width: Int
  /// What the organizer said about the key; absent when the header speaks for itself.
  private(set) var keyMapping: FieldMapping?

  /// Whether each row is an option of a question, with a mark at the right ones.
  var hasOptionRows: Bool {
    has(.correct) && (has(.options) || has(.optionText))
  }

  /// Whether the columns are enough for questions with keys.
  private var isSufficient: Bool { has(.stem) && (has(.key) || hasOptionRows) }

  func has(_ meaning: QuestionColumn) -> Bool {
    columns.contains { $0.meaning == meaning }
  }

  /// The header among the first 20 rows of a sheet that are not blank; absent when there is none.
  static func find(in sheet: Sheet, _ mappings: inout FieldMappings) -> TableHeader? {
    for (index, row) in sheet.rows.prefix(titleRows).enumerated() {
      var header = TableHeader(row, mappings)
      guard header.isSufficient else { continue }
      let below = sheet.rows.indices.contains(index + 1) ? sheet.rows[index + 1] : nil
      if let below, below.number == row.number + 1 { header.addLetters(below, of: sheet) }
      if let last = sheet.mergedRange(at: CellPlace(column: header.width - 1, row: row.number))?
        .last
      {
        header.width = max(header.width, last.column + 1)
      }
      mappings.use(header.columns.map(\.header))
      return header
    }
    return nil
  }

  private init(_ row: Row, _ mappings: FieldMappings) {
    self.row = row.number
    columns = []
    width = 1 + (row.cells.lastIndex { !$0.isBlank } ?? -1)
    let headers = row.cells.enumerated().filter { !$1.isBlank }
      .map { (position: $0, text: $1.displayText) }
    var taken: Set<QuestionColumn> = []
    var mapped: Set<Int> = []
    if !mappings.isEmpty {
      for header in headers {
        guard let (meaning, mapping) = mappings.column(header.text),
          taken.insert(meaning).inserted
        else { continue }
        mapped.insert(header.position)
        columns.append(Column(position: header.position, meaning: meaning, header: header.text))
        if meaning == .key { keyMapping = mapping }
      }
    }
    for header in headers where !mapped.contains(header.position) {
      guard let meaning = HeaderNames.column(header.text) else { continue }
      let column = Column(position: header.position, meaning: meaning, header: header.text)
      if taken.insert(meaning).inserted {
        columns.append(column)
      } else if let read = columns.first(where: { $0.meaning == meaning }),
        !mapped.contains(read.position)
      {
        // Where the organizer has named a column there is no doubt about the others.
        repeated.append((column, read))
      }
    }
    columns.sort { $0.position < $1.position }
  }

  /// Takes in a second line of letters below `选项` merged over several columns.
  private mutating func addLetters(_ below: Row, of sheet: Sheet) {
    guard let merged = columns.first(where: { $0.meaning == .options }),
      let range = sheet.mergedRange(at: CellPlace(column: merged.position, row: row)),
      range.last.column > range.first.column, range.last.row == row
    else { return }
    let letters = below.cells.enumerated().filter { !$1.isBlank }.map { position, cell in
      Column(
        position: position, meaning: HeaderNames.column(cell.displayText) ?? .stem,
        header: cell.displayText)
    }
    let isLettered = letters.allSatisfy { column in
      guard case .option = column.meaning else { return false }
      return (range.first.column...range.last.column).contains(column.position)
    }
    guard isLettered, letters.count >= 2 else { return }
    columns.removeAll { $0.meaning == .options }
    columns = (columns + letters).sorted { $0.position < $1.position }
    row = below.number
  }
}

extension TableHeader {
  /// Warnings about headers that are nearly those of columns that the table lacks.
  func doubts(in sheet: Sheet, name: String?) -> [ImportFinding] {
    guard let cells = sheet.row(numbered: row)?.cells else { return [] }
    let known = Set((columns + repeated.map(\.column)).map(\.position))
    return cells.enumerated().compactMap { position, cell in
      guard !known.contains(position), !cell.isBlank else { return nil }
      let near = HeaderNames.near(cell.displayText).filter { !has($0.column) }
      guard !near.isEmpty else { return nil }
      return .unknownHeader(
        cell.displayText, near: near.prefix(3).map(\.name),
        at: FilePlace(sheet: name, row: row, column: position))
    }
  }

  /// A finding for each column that says something else than the one that is read in its place.
  func contradictions(in sheet: Sheet, name: String?) -> [ImportFinding] {
    repeated.compactMap { column, read in
      let row = sheet.rows.first { row in
        let other = QuestionTable.text(row[column.position])
        return row.number > self.row && !other.isEmpty && other != column.header
          && other != QuestionTable.text(row[read.position])
      }
      guard let row else { return nil }
      let headers = [read, column].map { $0.header.trimmed.prefix(40) }
      return ImportFinding(
        // Which of two keys is right must not be guessed.
        column.meaning == .key ? .error : .warning,
        at: FilePlace(sheet: name, row: row.number, column: column.position),
        field: column.meaning.field, code: "column-repeated",
        zhHans: "“\(headers[0])”与“\(headers[1])”两列含义相同而内容不同；只读取了“\(headers[0])”",
        en: "the columns \"\(headers[0])\" and \"\(headers[1])\" mean the same and differ; "
          + "only \"\(headers[0])\" was read")
    }
  }

  /// The texts of the rows in which a header is looked for.
  static func candidates(in sheet: Sheet) -> [String] {
    sheet.rows.prefix(titleRows).flatMap { $0.cells.filter { !$0.isBlank }.map(\.displayText) }
  }

  /// Why no sheet has a header: what is missing from the row that comes nearest to one.
  static func refusal(_ sheets: [(sheet: Sheet, name: String?)], _ mappings: FieldMappings)
    -> ImportFinding
  {
    let rows = sheets.flatMap { sheet, name in
      sheet.rows.prefix(titleRows).map { (TableHeader($0, mappings), $0, name) }
    }
    // The first of those that have most known columns.
    let best = rows.max { left, right in
      (left.0.columns.count, -left.1.number) < (right.0.columns.count, -right.1.number)
    }
    guard let (header, row, name) = best else {
      return ImportFinding(
        at: FilePlace(sheet: sheets.first?.name), code: "header-missing",
        zhHans: "没有找到表头：需要“题干”和“答案”两列", en: "no header row with a stem and a key column")
    }
    let missing: [QuestionColumn] = [.stem, .key].filter { !header.has($0) }
    var zhHans = "没有找到表头：需要“题干”和“答案”两列"
    var en = "no header row with a stem and a key column"
    var place = FilePlace(sheet: name)
    for column in missing {
      guard let near = header.nearest(to: column, in: row) else { continue }
      let cell = CellPlace(column: near.position, row: row.number).name
      let text = near.text.trimmed.prefix(40)
      zhHans += "；最接近“\(column == .stem ? "题干" : "答案")”的是 \(cell) 的“\(text)”"
      en += "; nearest to the \(column.field) is \"\(text)\" in \(cell)"
      if place.row == nil {
        place = FilePlace(sheet: name, row: row.number, column: near.position)
      }
    }
    let example = missing.map { "--map \($0.field)=…" }.joined(separator: " ")
    return ImportFinding(
      at: place, code: "header-missing", zhHans: zhHans + "；可用 \(example) 指定表头",
      en: en + "; \(example) names a header")
  }

  private func nearest(
    to column: QuestionColumn, in row: Row
  ) -> (position: Int, text: String)? {
    let known = Set(columns.map(\.position))
    let candidates = row.cells.enumerated().compactMap { position, cell -> (Int, Int, String)? in
      guard !known.contains(position), !cell.isBlank,
        let distance = HeaderNames.distance(cell.displayText, from: column)
      else { return nil }
      return (distance, position, cell.displayText)
    }
    return candidates.min { ($0.0, $0.1) < ($1.0, $1.1) }.map { ($0.1, $0.2) }
  }
}

extension ImportFinding {
  /// A header that is nearly a known one, or nearly one of several.
  static func unknownHeader(
    _ header: String, near names: [String], at place: FilePlace
  ) -> ImportFinding {
    let shown = header.trimmed.prefix(40)
    let meantZh = names.map { "“\($0)”" }.joined(separator: "或")
    let meantEn = names.map { "\"\($0)\"" }.joined(separator: " or ")
    return ImportFinding(
      .warning, at: place, code: "header-unknown", zhHans: "表头“\(shown)”未识别，疑为\(meantZh)；该列未读取",
      en: "the header \"\(shown)\" is unknown, perhaps \(meantEn) is meant; it was not read")
  }
}
