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
  private enum Field: String, ColumnField {
    case unit, region, city, team, headcount

    var names: [String] {
      switch self {
      case .unit: ["单位", "单位名称", "工作单位", "所在单位", "unit", "employer"]
      case .region: ["行政区划代码", "地区代码", "区划代码", "region", "regioncode"]
      case .city: ["地市", "城市", "所在城市", "city"]
      case .team: RosterField.team.names
      case .headcount: ["人数", "职工人数", "应参赛人数", "在册人数", "headcount", "people"]
      }
    }
  }

  private struct Place: Hashable {
    let unit: UnitName
    let city: RegionCode
  }

  private var columns = NamedColumns<Field>()
  private var rowOfPlace: [Place: Int] = [:]
  private var headcounts: [Headcount] = []
  private var rowOfTeam: [TeamName: Int] = [:]
  private var teams: [TeamName: Int] = [:]

  /// Checks every row and notes everything that is wrong in one pass. The first row that is not blank
  /// is the header, blank rows are skipped. A row is about a unit in a city, or about a team.
  ///
  /// - Parameter sheet: the name of the sheet; absent in a file without sheets.
  /// - Throws: `HeadcountsRefused` when anything is wrong.
  package static func read(
    sheet: String?, _ rows: [RosterRow]
  ) throws(HeadcountsRefused) -> Headcounts {
    var reading = HeadcountImport()
    let body = reading.columns.begin(rows, required: [])
    let isOfTeamsAlone = reading.columns.has(.team) && !reading.columns.has(.unit)
    reading.columns.require(isOfTeamsAlone ? [.headcount] : [.unit, .region, .headcount])
    for row in body { reading.add(row) }
    if body.isEmpty {
      reading.columns.note(
        nil, nil, "headcounts-empty", zhHans: "文件中没有单位或代表队",
        en: "the file names no unit and no team")
    }
    guard reading.columns.problemCount == 0 else {
      throw HeadcountsRefused(
        sheet: sheet, problems: reading.columns.problems,
        problemCount: reading.columns.problemCount)
    }
    return Headcounts(version: 0, entries: reading.headcounts, teams: reading.teams)
  }

  private mutating func add(_ row: RosterRow) {
    if columns.has(.unit), columns.text(of: .team, in: row).isEmpty {
      addUnit(row)
    } else {
      addTeam(row)
    }
  }

  private mutating func addTeam(_ row: RosterRow) {
    let before = columns.problemCount
    let team = columns.required(.team, in: row).flatMap { (text: String) -> TeamName? in
      let team = TeamName(text)
      if team == nil {
        columns.note(
          row.number, .team, "text-unfit", zhHans: "代表队应为 1 至 100 个字符，不含控制字符",
          en: "team is 1 to 100 characters without control characters")
      }
      return team
    }
    if !columns.text(of: .unit, in: row).isEmpty {
      columns.note(
        row.number, .team, "unit-or-team", zhHans: "一行写单位或代表队之一，不能两者都写",
        en: "a row is about a unit or about a team, not both")
    }
    let count = count(in: row)
    guard columns.problemCount == before, let team, let count else { return }
    if let first = rowOfTeam[team] {
      columns.note(
        row.number, .team, "team-repeated", zhHans: "与第 \(first) 行是同一代表队",
        en: "the same team as in row \(first)")
      return
    }
    rowOfTeam[team] = row.number
    teams[team] = count
  }

  private mutating func addUnit(_ row: RosterRow) {
    let before = columns.problemCount
    let unit = columns.required(.unit, in: row).flatMap { (text: String) -> UnitName? in
      let unit = UnitName(text)
      if unit == nil {
        columns.note(
          row.number, .unit, "text-unfit", zhHans: "单位应为 1 至 100 个字符，不含控制字符",
          en: "unit is 1 to 100 characters without control characters")
      }
      return unit
    }
    let region = columns.required(.region, in: row).flatMap { (text: String) -> RegionCode? in
      let region = RegionCode(text.halfWidth)
      if region == nil {
        columns.note(
          row.number, .region, "region-unknown", zhHans: "“\(text.prefix(40))”不是六位行政区划代码",
          en: "\"\(text.prefix(40))\" is not a six-digit region code")
      }
      return region
    }
    let count = count(in: row)
    let city = columns.text(of: .city, in: row)
    if !city.isEmpty, UnitName(city) == nil {
      columns.note(
        row.number, .city, "text-unfit", zhHans: "地市应为 1 至 100 个字符，不含控制字符",
        en: "city is 1 to 100 characters without control characters")
    }
    guard columns.problemCount == before, let unit, let region, let count else { return }
    let place = Place(unit: unit, city: region.city)
    if let first = rowOfPlace[place] {
      columns.note(
        row.number, .unit, "unit-repeated", zhHans: "与第 \(first) 行是同一城市的同一单位",
        en: "the same unit in the same city as in row \(first)")
      return
    }
    rowOfPlace[place] = row.number
    headcounts.append(
      Headcount(
        unit: unit, city: place.city, cityName: city.isEmpty ? nil : city, count: count))
  }

  private mutating func count(in row: RosterRow) -> Int? {
    guard let text = columns.required(.headcount, in: row) else { return nil }
    let digits = text.halfWidth
    let isNumber = digits.allSatisfy { $0.isASCII && $0.isNumber }
    guard isNumber, let count = Int(digits), (1...Limits.headcount).contains(count) else {
      columns.note(
        row.number, .headcount, "headcount-unfit",
        zhHans: "人数应为 1 至 \(Limits.headcount) 的整数，不是“\(text.prefix(40))”",
        en: "a headcount is a whole number from 1 to \(Limits.headcount), "
          + "not \"\(text.prefix(40))\"")
      return nil
    }
    return count
  }
}
