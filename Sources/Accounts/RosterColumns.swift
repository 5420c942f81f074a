/// One row of a file: its cells as text, with the number under which its reader finds it.
package struct RosterRow: Hashable, Sendable {
  /// 1-based.
  package let number: Int
  /// A row may be shorter than the header; what is missing is empty.
  package let cells: [String]

  package init(number: Int, cells: [String]) {
    self.number = number
    self.cells = cells
  }
}

/// Which column of a roster file holds which field.
struct RosterColumns {
  enum Field: String, CaseIterable {
    case admission, name, identity
    case identityKind = "identity-kind"
    case unit, region, city, event, level, team

    /// The name under which a problem speaks of the field.
    var label: String { RosterColumns.synonyms[self]?.first ?? rawValue }
  }

  private var columns: [Field: Int] = [:]
  /// Headers that name no field, as the file gives them.
  private(set) var ignored: [String] = []
  /// Columns that cannot be used and columns that are not there.
  private(set) var problems: [RosterProblem] = []

  init(header: RosterRow) {
    for (column, cell) in header.cells.enumerated() where !cell.trimmed.isEmpty {
      guard let field = Self.fields[Self.normalised(cell)] else {
        ignored.append(cell.trimmed)
        continue
      }
      guard columns[field] == nil else {
        problems.append(
          RosterProblem(
            row: header.number, column: column, field: field.rawValue, code: "header-repeated",
            zhHans: "“\(field.label)”列出现了两次", en: "there are two columns for \(field.rawValue)"))
        continue
      }
      columns[field] = column
    }
    for field in Field.allCases where columns[field] == nil && Self.required.contains(field) {
      problems.append(
        RosterProblem(
          row: header.number, field: field.rawValue, code: "header-missing",
          zhHans: "缺少“\(field.label)”列", en: "there is no column for \(field.rawValue)"))
    }
  }

  /// Zero-based; `nil` when the file has no such column.
  func column(of field: Field) -> Int? { columns[field] }

  /// The trimmed text of a cell; empty when there is none.
  func text(of field: Field, in row: RosterRow) -> String {
    guard let column = columns[field], column < row.cells.count else { return "" }
    return row.cells[column].trimmed
  }

  /// `姓名 *` and `姓名（必填）` mean 姓名.
  private static func normalised(_ header: String) -> String {
    let name = header.halfWidth.lowercased().prefix { $0 != "(" }
    return String(name.filter { !$0.isWhitespace && $0 != "*" && $0 != "\u{FEFF}" })
  }

  private static let required: Set<Field> = [.name, .identity, .unit, .region, .city, .event]

  /// The first is the one that problems and templates use.
  private static let synonyms: [Field: [String]] = [
    .admission: ["准考证号", "准考证号码", "准考证", "考号", "admission", "admissionnumber"],
    .name: ["姓名", "选手姓名", "name"],
    .identity: ["身份证号", "身份证号码", "身份证", "证件号码", "证件号", "identity", "identitynumber"],
    .identityKind: ["证件类型", "证件种类", "identity-kind", "identitykind"],
    .unit: ["单位", "工作单位", "单位名称", "所在单位", "unit", "employer"],
    .region: ["行政区划代码", "地区代码", "区划代码", "region", "regioncode"],
    .city: ["地市", "城市", "所在城市", "city"],
    .event: ["赛项", "参赛赛项", "赛项名称", "event"],
    .level: ["现有等级", "技能等级", "职业技能等级", "level"],
    .team: ["代表队", "参赛队", "团队", "参赛队伍", "队伍", "代表队名称", "team", "teamname"],
  ]

  private static let fields: [String: Field] = {
    var fields: [String: Field] = [:]
    for (field, names) in synonyms {
      for name in names { fields[name] = field }
    }
    return fields
  }()
}
