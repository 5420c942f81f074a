package import Contests
import QuestionBanks
import Spreadsheets

/// One row of what judges or organizers hand in, from a file or from a single request.
package struct JudgingRow: Hashable, Sendable {
  /// What a column holds.
  package enum Field: String, Sendable, CaseIterable {
    case admission, judge, score, note
  }

  /// Absent for a row of no file.
  package let sheet: String?
  /// 1-based, as the file numbers it; absent for a row of no file.
  package let number: Int?
  private let texts: [Field: String]
  private let columns: [Field: Int]

  /// A row of no file.
  package init(_ texts: [Field: String]) {
    self.init(texts.mapValues(Self.folded), sheet: nil, number: nil, columns: [:])
  }

  fileprivate init(
    _ texts: [Field: String], sheet: String?, number: Int?, columns: [Field: Int]
  ) {
    self.texts = texts
    self.sheet = sheet
    self.number = number
    self.columns = columns
  }

  /// Empty when there is none.
  package subscript(field: Field) -> String { texts[field] ?? "" }

  func problem(_ field: Field, _ code: String, zhHans: String, en: String) -> JudgingProblem {
    JudgingProblem(
      sheet: sheet, row: number, column: columns[field], field: field.rawValue, code: code,
      text: LocalizedText(zhHans: zhHans, en: en))
  }

  /// In half-width characters, white space at the ends and doubled taken away.
  fileprivate static func folded(_ text: String) -> String {
    text.halfWidth.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// One thing that is wrong with what was handed in, with its place.
package struct JudgingProblem: Hashable, Sendable {
  /// The tab; absent for text files and for a row of no file.
  package let sheet: String?
  /// 1-based; absent for the whole file.
  package let row: Int?
  /// Zero-based; absent for the whole row.
  package let column: Int?
  /// `admission`, `judge`, `score` or `note`; empty for the row or the file.
  package let field: String
  /// A stable name for programs, in kebab-case.
  package let code: String
  package let text: LocalizedText
}

/// Nothing of what was handed in was taken, because of these.
package struct JudgingRefused: Error, Equatable {
  /// At least one, in the file's order; at most `Limits.pageRows`.
  package let problems: [JudgingProblem]

  init(_ problems: [JudgingProblem]) { self.problems = Array(problems.prefix(Limits.pageRows)) }
}

/// A file of judges: the first visible sheet that has rows, under a header.
package struct JudgingSheet: Sendable {
  /// In the file's order.
  package let rows: [JudgingRow]

  /// - Parameter fields: the columns that the file must have; 备注 it may have.
  /// - Throws: `JudgingRefused` when a column is missing or a cell cannot be taken, `SpreadsheetError`
  ///   when the bytes are no such file.
  package init(_ bytes: [UInt8], fields: [JudgingRow.Field]) throws {
    let sheet = try FirstTable(bytes)
    guard !sheet.rows.isEmpty else {
      throw JudgingRefused([Self.problem("file-empty", zhHans: "文件中没有数据", en: "the file is empty")])
    }
    let name = sheet.sheet
    // A title may stand above the header.
    let header = sheet.rows.prefix(10).firstIndex { row in
      row.cells.contains { Self.field($0) == .admission }
    }
    guard let header else {
      throw JudgingRefused([Self.missing(.admission, in: sheet.rows[0], name)])
    }
    var columns: [JudgingRow.Field: Int] = [:]
    var problems: [JudgingProblem] = []
    for (column, cell) in sheet.rows[header].cells.enumerated() {
      guard let field = Self.field(cell) else { continue }
      if columns[field] == nil {
        columns[field] = column
      } else if fields.contains(field) {
        problems.append(Self.repeated(field, in: sheet.rows[header], column: column, name))
      }
    }
    problems += fields.filter { columns[$0] == nil }.map {
      Self.missing($0, in: sheet.rows[header], name)
    }
    var rows: [JudgingRow] = []
    for row in sheet.rows[(header + 1)...] {
      let one = JudgingRow(
        columns.mapValues { JudgingRow.folded(row[$0].displayText) }, sheet: name,
        number: row.number, columns: columns)
      guard columns.keys.contains(where: { !one[$0].isEmpty }) else { continue }
      for (field, column) in columns.sorted(by: { $0.value < $1.value }) {
        if let problem = Self.problem(with: row[column], one, field) { problems.append(problem) }
      }
      rows.append(one)
    }
    if rows.isEmpty, problems.isEmpty {
      problems.append(
        Self.problem("file-empty", zhHans: "表头下没有数据", en: "there is nothing under the header"))
    }
    guard problems.isEmpty else { throw JudgingRefused(problems) }
    self.rows = rows
  }

  /// Cells whose shown text is not what somebody typed.
  private static func problem(
    with cell: Cell, _ row: JudgingRow, _ field: JudgingRow.Field
  ) -> JudgingProblem? {
    switch cell {
    case .formula:
      row.problem(
        field, "cell-formula", zhHans: "请填写数值，不要用公式", en: "a value is needed, not a formula")
    case .error(let text):
      row.problem(
        field, "cell-error", zhHans: "单元格是错误值 \(text)", en: "the cell is the error \(text)")
    case .number where field == .admission && cell.exceedsExactDigits:
      row.problem(
        field, "digits-lost", zhHans: "准考证号被存成数字，末位已丢失；单元格须为文本格式",
        en: "the admission number was kept as a number and has lost its last digits")
    default: nil
    }
  }

  private static func missing(
    _ field: JudgingRow.Field, in row: Row, _ sheet: String?
  ) -> JudgingProblem {
    let title = names[field]?.first ?? field.rawValue
    return JudgingProblem(
      sheet: sheet, row: row.number, column: nil, field: field.rawValue, code: "header-missing",
      text: LocalizedText(
        zhHans: "缺少“\(title)”列", en: "there is no column for \(field.rawValue)"))
  }

  private static func repeated(
    _ field: JudgingRow.Field, in row: Row, column: Int, _ sheet: String?
  ) -> JudgingProblem {
    let title = names[field]?.first ?? field.rawValue
    return JudgingProblem(
      sheet: sheet, row: row.number, column: column, field: field.rawValue,
      code: "header-repeated",
      text: LocalizedText(
        zhHans: "“\(title)”列出现了两次", en: "there are two columns for \(field.rawValue)"))
  }

  private static func problem(_ code: String, zhHans: String, en: String) -> JudgingProblem {
    JudgingProblem(
      sheet: nil, row: nil, column: nil, field: "", code: code,
      text: LocalizedText(zhHans: zhHans, en: en))
  }

  /// `得分（满分100）` and `得分 *` mean 得分.
  private static func field(_ cell: Cell) -> JudgingRow.Field? {
    let text = cell.displayText.halfWidth.lowercased().prefix { $0 != "(" }
    let name = String(text.filter { !$0.isWhitespace && $0 != "*" && $0 != "\u{FEFF}" })
    return names.first { $0.value.contains(name) }?.key
  }

  /// The first is the one that problems use.
  private static let names: [JudgingRow.Field: [String]] = [
    .admission: ["准考证号", "准考证号码", "准考证", "考号", "admission", "admissionnumber"],
    .judge: ["裁判", "裁判用户名", "裁判员", "评委", "judge", "user"],
    .score: ["得分", "分数", "成绩", "实操", "实操成绩", "实操得分", "score", "points"],
    .note: ["备注", "说明", "note", "remark", "remarks"],
  ]
}
