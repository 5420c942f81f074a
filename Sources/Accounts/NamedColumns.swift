import Contests

/// What a column of a table holds, found by the names that its header may have.
package protocol ColumnField: RawRepresentable<String>, Hashable, CaseIterable {
  /// In lower case without blanks; the first is the one that problems use.
  var names: [String] { get }
}

/// Which column of a table holds which field, and everything that is wrong with the table.
package struct NamedColumns<Field: ColumnField> {
  private var columns: [Field: Int] = [:]
  /// Of the header; absent while there is none.
  private var headerNumber: Int?
  /// Headers that name no field, as the file gives them.
  package private(set) var ignored: [String] = []
  /// In the order in which they were noted, at most `Limits.pageRows`.
  package private(set) var problems: [RosterProblem] = []
  /// How many were noted in all.
  package private(set) var problemCount = 0

  /// No column is known yet.
  package init() {}

  /// Reads the header, the first row that is not blank, and notes columns that are missing or there
  /// twice, and rows beyond `Limits.importRows`.
  ///
  /// - Returns: the rows under the header that are not blank.
  package mutating func begin(
    _ rows: [RosterRow], required: [Field]
  ) -> ArraySlice<RosterRow> {
    let filled = rows.filter { $0.cells.contains { !$0.trimmed.isEmpty } }
    guard let header = filled.first else { return [] }
    read(header)
    require(required)
    let body = filled.dropFirst()
    if body.count > Limits.importRows {
      note(
        nil, nil, "too-many-rows", zhHans: "共 \(body.count) 行，最多 \(Limits.importRows) 行",
        en: "\(body.count) rows; at most \(Limits.importRows) are taken")
    }
    return body.prefix(Limits.importRows)
  }

  /// Notes which of these columns are missing; nothing where there is no header.
  package mutating func require(_ fields: [Field]) {
    guard let headerNumber else { return }
    for field in fields where columns[field] == nil {
      note(
        headerNumber, field, "header-missing", zhHans: "缺少“\(field.names[0])”列",
        en: "there is no column for \(field.rawValue)")
    }
  }

  private mutating func read(_ header: RosterRow) {
    headerNumber = header.number
    for (column, cell) in header.cells.enumerated() {
      let name = Self.normalised(cell)
      guard let field = Field.allCases.first(where: { $0.names.contains(name) }) else {
        if !cell.trimmed.isEmpty { ignored.append(cell.trimmed) }
        continue
      }
      guard columns[field] == nil else {
        note(
          RosterProblem(
            row: header.number, column: column, field: field.rawValue, code: "header-repeated",
            zhHans: "“\(field.names[0])”列出现了两次", en: "there are two columns for \(field.rawValue)"))
        continue
      }
      columns[field] = column
    }
  }

  /// `姓名 *` and `姓名（必填）` mean 姓名.
  private static func normalised(_ header: String) -> String {
    let name = header.halfWidth.lowercased().prefix { $0 != "(" }
    return String(name.filter { !$0.isWhitespace && $0 != "*" && $0 != "\u{FEFF}" })
  }

  /// Whether the table has such a column.
  package func has(_ field: Field) -> Bool { columns[field] != nil }

  /// The trimmed text of a cell; empty when there is none.
  package func text(of field: Field, in row: RosterRow) -> String {
    guard let column = columns[field], column < row.cells.count else { return "" }
    return row.cells[column].trimmed
  }

  /// The same; `nil` after noting that there is none. A column that is not there was noted once.
  package mutating func required(_ field: Field, in row: RosterRow) -> String? {
    guard has(field) else { return nil }
    let text = text(of: field, in: row)
    guard text.isEmpty else { return text }
    note(
      row.number, field, "field-missing", zhHans: "缺少\(field.names[0])",
      en: "\(field.rawValue) is missing")
    return nil
  }

  /// Notes what is wrong with a field of a row, with a row, or with the table.
  package mutating func note(
    _ row: Int?, _ field: Field?, _ code: String, zhHans: String, en: String
  ) {
    note(
      RosterProblem(
        row: row, column: field.flatMap { columns[$0] }, field: field?.rawValue ?? "",
        code: code, zhHans: zhHans, en: en))
  }

  private mutating func note(_ problem: RosterProblem) {
    problemCount += 1
    if problems.count < Limits.pageRows { problems.append(problem) }
  }
}
