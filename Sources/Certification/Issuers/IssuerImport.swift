package import Accounts
import Contests

/// Reads entries of the register of issuers from rows of text: all of them or none.
package struct IssuerImport {
  private enum Field: String, ColumnField {
    case name, kind, occupation, levels, from, until, number

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

  private var columns = NamedColumns<Field>()
  private var rowOfEntry: [IssuerRegistration.Key: Int] = [:]
  private var entries: [IssuerRegistration] = []

  /// Checks every row and notes everything that is wrong in one pass. The first row that is not blank
  /// is the header, blank rows are skipped.
  ///
  /// - Throws: `IssuersRefused` when anything is wrong.
  package static func read(
    sheet: String?, _ rows: [RosterRow]
  ) throws(IssuersRefused) -> [IssuerRegistration] {
    var reading = IssuerImport()
    let body = reading.columns.begin(rows, required: Field.allCases.filter(\.isRequired))
    if reading.columns.problemCount == 0 {
      for row in body { reading.add(row) }
      if reading.entries.isEmpty, reading.columns.problemCount == 0 {
        reading.columns.note(
          nil, nil, "issuers-empty", zhHans: "文件中没有机构", en: "the file names no issuer")
      }
    }
    guard reading.columns.problemCount == 0 else {
      throw IssuersRefused(
        sheet: sheet, problems: reading.columns.problems,
        problemCount: reading.columns.problemCount)
    }
    return reading.entries
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
    let end = columns.text(of: .until, in: row)
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
    let entry = IssuerRegistration(
      name: name, kind: kind, occupation: occupation, levels: levels, from: from, until: until,
      evidence: number)
    if let first = rowOfEntry[entry.key] {
      note(
        row.number, .number, "issuer-repeated", zhHans: "与第 \(first) 行是同一项备案",
        en: "the same entry of the register as in row \(first)")
      return
    }
    rowOfEntry[entry.key] = row.number
    entries.append(entry)
  }

  private mutating func kind(_ row: RosterRow) -> IssuerRegistration.Kind? {
    switch columns.text(of: .kind, in: row).lowercased() {
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
      let found = columns.text(of: field, in: row).prefix(40)
      note(
        row.number, field, "value-unreadable", zhHans: "“\(found)”\(zhHans)",
        en: "\"\(found)\" is \(en)")
    }
    return value
  }

  private mutating func required(_ field: Field, _ row: RosterRow) -> String? {
    guard let text = columns.required(field, in: row) else { return nil }
    guard text.count <= 200 else {
      note(
        row.number, field, "text-unfit", zhHans: "最多 200 个字符",
        en: "has to be at most 200 characters")
      return nil
    }
    return text
  }

  private mutating func note(
    _ row: Int, _ field: Field, _ code: String, zhHans: String, en: String
  ) {
    columns.note(row, field, code, zhHans: zhHans, en: en)
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
