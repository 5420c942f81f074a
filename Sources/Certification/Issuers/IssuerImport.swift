package import Accounts
import Contests

/// Reads entries of the register of issuers from rows of text: all of them or none.
package struct IssuerImport {
  private enum Field: String, CaseIterable {
    case name, kind, occupation, levels, from, until, number

    /// The first is the one that problems use.
    var names: [String] {
      switch self {
      case .name: ["机构名称", "评价机构", "发证机构", "单位名称", "名称", "name", "issuer"]
      case .kind: ["机构类型", "类型", "kind"]
      case .occupation: ["职业代码", "职业编码", "职业", "occupation"]
      case .levels: ["等级范围", "评价等级", "技能等级", "等级", "levels"]
      case .from: ["起始日期", "备案日期", "有效期起", "from"]
      case .until: ["截止日期", "有效期至", "有效期止", "until"]
      case .number: ["备案编号", "备案号", "number"]
      }
    }

    var isRequired: Bool { self != .until && self != .kind }
  }

  private let sheet: String?
  private var columns: [Field: Int] = [:]
  private var problems: [RosterProblem] = []
  private var problemCount = 0
  private var entries: [IssuerRegistration] = []

  private init(sheet: String?) { self.sheet = sheet }

  /// Checks every row and notes everything that is wrong in one pass. The first row that is not blank
  /// is the header, blank rows are skipped.
  ///
  /// - Throws: `IssuersRefused` when anything is wrong.
  package static func read(
    sheet: String?, _ rows: [RosterRow]
  ) throws(IssuersRefused) -> [IssuerRegistration] {
    var reading = IssuerImport(sheet: sheet)
    let filled = rows.filter { row in row.cells.contains { $0.contains { !$0.isWhitespace } } }
    if let header = filled.first { reading.readHeader(header) }
    if reading.problemCount == 0 {
      for row in filled.dropFirst().prefix(Limits.importRows) { reading.add(row) }
      if reading.entries.isEmpty, reading.problemCount == 0 {
        reading.note(nil, nil, "issuers-empty", zhHans: "文件中没有机构", en: "the file names no issuer")
      }
    }
    guard reading.problemCount == 0 else {
      throw IssuersRefused(
        sheet: sheet, problems: reading.problems, problemCount: reading.problemCount)
    }
    return reading.entries
  }

  private mutating func readHeader(_ header: RosterRow) {
    for (column, cell) in header.cells.enumerated() {
      let name = cell.lowercased().filter { !$0.isWhitespace && $0 != "*" && $0 != "\u{FEFF}" }
      if let field = Field.allCases.first(where: { $0.names.contains(name) }),
        columns[field] == nil
      {
        columns[field] = column
      }
    }
    for field in Field.allCases where field.isRequired && columns[field] == nil {
      note(
        header.number, field, "header-missing", zhHans: "缺少“\(field.names[0])”列",
        en: "there is no column for \(field.rawValue)")
    }
  }

  private mutating func add(_ row: RosterRow) {
    let name = required(.name, row)
    let kind = kind(row)
    let occupation = required(.occupation, row).flatMap { text in
      value(
        OccupationCode(text), .occupation, row, zhHans: "不是职业代码，如 6-31-01-02",
        en: "no occupation code such as 6-31-01-02")
    }
    let levels = required(.levels, row).flatMap { text in
      value(
        SkillLevel.range(text), .levels, row, zhHans: "不是等级范围，如 初级工..技师",
        en: "no levels such as 初级工..技师")
    }
    let from = required(.from, row).flatMap { day($0, .from, row) }
    let end = text(.until, row)
    let until = end.isEmpty ? nil : day(end, .until, row)
    let number = required(.number, row)
    guard let name, let kind, let occupation, let levels, let from, let number,
      end.isEmpty || until != nil
    else { return }
    if let until, until < from {
      note(
        row.number, .until, "dates-reversed", zhHans: "截止日期早于起始日期", en: "it ends before it begins")
      return
    }
    entries.append(
      IssuerRegistration(
        name: name, kind: kind, occupation: occupation, levels: levels, from: from, until: until,
        evidence: number))
  }

  private mutating func kind(_ row: RosterRow) -> IssuerRegistration.Kind? {
    switch text(.kind, row).lowercased() {
    case "", "机构", "社会化", "社会化评价", "社会培训评价组织", "body": return .body
    case "企业", "企业自主评价", "用人单位", "firm": return .firm
    case let other:
      note(
        row.number, .kind, "word-unknown", zhHans: "“\(other.prefix(40))”应为 企业 或 机构",
        en: "\"\(other.prefix(40))\" has to be firm or body")
      return nil
    }
  }

  private mutating func day(
    _ text: String, _ field: Field, _ row: RosterRow
  ) -> CalendarDate? {
    value(
      CalendarDate(text), field, row, zhHans: "不是日期，如 2025-06-01",
      en: "no day such as 2025-06-01")
  }

  private mutating func value<Value>(
    _ value: Value?, _ field: Field, _ row: RosterRow, zhHans: String, en: String
  ) -> Value? {
    if value == nil {
      let found = text(field, row).prefix(40)
      note(
        row.number, field, "value-unreadable", zhHans: "“\(found)”\(zhHans)",
        en: "\"\(found)\" is \(en)")
    }
    return value
  }

  private mutating func required(_ field: Field, _ row: RosterRow) -> String? {
    let text = text(field, row)
    guard text.isEmpty || text.count > 200 else { return text }
    note(
      row.number, field, text.isEmpty ? "field-missing" : "text-unfit",
      zhHans: text.isEmpty ? "缺少\(field.names[0])" : "最多 200 个字符",
      en: text.isEmpty ? "\(field.rawValue) is missing" : "has to be at most 200 characters")
    return nil
  }

  private func text(_ field: Field, _ row: RosterRow) -> String {
    guard let column = columns[field], column < row.cells.count else { return "" }
    let cell = row.cells[column].drop(while: \.isWhitespace)
    return String(cell.reversed().drop(while: \.isWhitespace).reversed())
  }

  private mutating func note(
    _ row: Int?, _ field: Field?, _ code: String, zhHans: String, en: String
  ) {
    problemCount += 1
    guard problems.count < Limits.pageRows else { return }
    problems.append(
      RosterProblem(
        row: row, column: field.flatMap { columns[$0] }, field: field?.rawValue ?? "",
        code: code, zhHans: zhHans, en: en))
  }
}

/// Why a register of issuers was refused: what is wrong with it, in the file's order.
package struct IssuersRefused: Error, Equatable {
  /// The sheet that was read; absent in a file without sheets.
  package let sheet: String?
  /// At most `Limits.pageRows`.
  package let problems: [RosterProblem]
  /// How many there are in all.
  package let problemCount: Int
}
