package import Contests

/// Why a file of headcounts was refused: what is wrong with it, in the file's order.
package struct HeadcountsRefused: Error, Equatable {
  /// The sheet that was read; absent in a file without sheets.
  package let sheet: String?
  /// At most `Limits.pageRows`.
  package let problems: [RosterProblem]
  /// How many there are in all.
  package let problemCount: Int

  package init(sheet: String?, problems: [RosterProblem], problemCount: Int) {
    self.sheet = sheet
    self.problems = problems
    self.problemCount = problemCount
  }
}

/// Reads declared headcounts from rows of text: all of them or none.
package struct HeadcountImport {
  private enum Field: String, CaseIterable {
    case unit, region, city, headcount

    /// The first is the one that problems use.
    var names: [String] {
      switch self {
      case .unit: ["单位", "单位名称", "工作单位", "所在单位", "unit", "employer"]
      case .region: ["行政区划代码", "地区代码", "区划代码", "region", "regioncode"]
      case .city: ["地市", "城市", "所在城市", "city"]
      case .headcount: ["人数", "职工人数", "应参赛人数", "在册人数", "headcount", "people"]
      }
    }
  }

  private struct Place: Hashable {
    let unit: UnitName
    let city: RegionCode
  }

  private let sheet: String?
  private var columns: [Field: Int] = [:]
  private var problems: [RosterProblem] = []
  private var problemCount = 0
  private var rowOfPlace: [Place: Int] = [:]
  private var headcounts: [Headcount] = []

  private init(sheet: String?) { self.sheet = sheet }

  /// Checks every row and notes everything that is wrong in one pass. The first row that is not blank
  /// is the header, blank rows are skipped.
  ///
  /// - Parameter sheet: the name of the sheet; absent in a file without sheets.
  /// - Throws: `HeadcountsRefused` when anything is wrong.
  package static func read(
    sheet: String?, _ rows: [RosterRow]
  ) throws(HeadcountsRefused) -> [Headcount] {
    var reading = HeadcountImport(sheet: sheet)
    let filled = rows.filter { $0.cells.contains { !$0.trimmed.isEmpty } }
    if let header = filled.first { reading.readHeader(header) }
    let body = filled.dropFirst()
    if body.count > Limits.importRows {
      reading.note(
        nil, nil, "too-many-rows", zhHans: "共 \(body.count) 行，最多 \(Limits.importRows) 行",
        en: "\(body.count) rows; at most \(Limits.importRows) are taken")
    }
    for row in body.prefix(Limits.importRows) { reading.add(row) }
    if body.isEmpty {
      reading.note(nil, nil, "headcounts-empty", zhHans: "文件中没有单位", en: "the file names no unit")
    }
    guard reading.problemCount == 0 else {
      throw HeadcountsRefused(
        sheet: sheet, problems: reading.problems, problemCount: reading.problemCount)
    }
    return reading.headcounts
  }

  private mutating func readHeader(_ header: RosterRow) {
    for (column, cell) in header.cells.enumerated() {
      let name = cell.halfWidth.lowercased().prefix { $0 != "(" }.filter {
        !$0.isWhitespace && $0 != "*" && $0 != "\u{FEFF}"
      }
      guard let field = Field.allCases.first(where: { $0.names.contains(String(name)) }) else {
        continue
      }
      guard columns[field] == nil else {
        note(
          header.number, column, field, "header-repeated",
          zhHans: "“\(field.names[0])”列出现了两次", en: "there are two columns for \(field.rawValue)")
        continue
      }
      columns[field] = column
    }
    for field in Field.allCases where columns[field] == nil && field != .city {
      note(
        header.number, field, "header-missing", zhHans: "缺少“\(field.names[0])”列",
        en: "there is no column for \(field.rawValue)")
    }
  }

  private mutating func add(_ row: RosterRow) {
    let before = problemCount
    let unit = required(.unit, in: row).flatMap { (text: String) -> UnitName? in
      let unit = UnitName(text)
      if unit == nil {
        note(
          row.number, .unit, "text-unfit", zhHans: "单位应为 1 至 100 个字符，不含控制字符",
          en: "unit is 1 to 100 characters without control characters")
      }
      return unit
    }
    let region = required(.region, in: row).flatMap { (text: String) -> RegionCode? in
      let region = RegionCode(text.halfWidth)
      if region == nil {
        note(
          row.number, .region, "region-unknown", zhHans: "“\(text.prefix(40))”不是六位行政区划代码",
          en: "\"\(text.prefix(40))\" is not a six-digit region code")
      }
      return region
    }
    let count = required(.headcount, in: row).flatMap { (text: String) -> Int? in
      let digits = text.halfWidth
      let isNumber = digits.allSatisfy { $0.isASCII && $0.isNumber }
      let count = isNumber ? Int(digits) : nil
      guard let count, (1...Limits.headcount).contains(count) else {
        note(
          row.number, .headcount, "headcount-unfit",
          zhHans: "人数应为 1 至 \(Limits.headcount) 的整数，不是“\(text.prefix(40))”",
          en: "a headcount is a whole number from 1 to \(Limits.headcount), "
            + "not \"\(text.prefix(40))\"")
        return nil
      }
      return count
    }
    let city = text(of: .city, in: row)
    if !city.isEmpty, UnitName(city) == nil {
      note(
        row.number, .city, "text-unfit", zhHans: "地市应为 1 至 100 个字符，不含控制字符",
        en: "city is 1 to 100 characters without control characters")
    }
    guard problemCount == before, let unit, let region, let count else { return }
    let place = Place(unit: unit, city: region.city)
    if let first = rowOfPlace[place] {
      note(
        row.number, .unit, "unit-repeated", zhHans: "与第 \(first) 行是同一城市的同一单位",
        en: "the same unit in the same city as in row \(first)")
      return
    }
    rowOfPlace[place] = row.number
    headcounts.append(
      Headcount(
        unit: unit, city: place.city, cityName: city.isEmpty ? nil : city, count: count))
  }

  private mutating func required(_ field: Field, in row: RosterRow) -> String? {
    // A column that is not there was noted once.
    guard columns[field] != nil else { return nil }
    let text = text(of: field, in: row)
    guard text.isEmpty else { return text }
    note(
      row.number, field, "field-missing", zhHans: "缺少\(field.names[0])",
      en: "\(field.rawValue) is missing")
    return nil
  }

  private func text(of field: Field, in row: RosterRow) -> String {
    guard let column = columns[field], column < row.cells.count else { return "" }
    return row.cells[column].trimmed
  }

  private mutating func note(
    _ row: Int?, _ field: Field?, _ code: String, zhHans: String, en: String
  ) {
    note(row, field.flatMap { columns[$0] }, field, code, zhHans: zhHans, en: en)
  }

  private mutating func note(
    _ row: Int?, _ column: Int?, _ field: Field?, _ code: String, zhHans: String, en: String
  ) {
    problemCount += 1
    guard problems.count < Limits.pageRows else { return }
    problems.append(
      RosterProblem(
        row: row, column: column, field: field?.rawValue ?? "", code: code, zhHans: zhHans, en: en))
  }
}
