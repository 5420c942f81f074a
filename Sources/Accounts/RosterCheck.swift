import Contests

/// Turns rows into people, and notes everything that is wrong with each.
struct RosterCheck {
  struct Person {
    let contestant: Contestant
    let paper: IdentityPaper
  }

  private struct PaperInEvent: Hashable {
    let event: EventID
    let paper: IdentityPaper
  }

  private let contest: Contest
  /// With everything that is wrong.
  private(set) var columns = NamedColumns<RosterField>()
  private let eventOfName: [String: (id: EventID, ordinal: Int)]
  private var serial: Int
  private var rowOfAdmission: [ContestantID: Int] = [:]
  private var rowOfPaper: [PaperInEvent: Int] = [:]

  private(set) var people: [Person] = []

  /// - Parameter serial: of the first generated admission number.
  init(contest: Contest, serial: Int) {
    self.contest = contest
    self.serial = serial
    var eventOfName: [String: (id: EventID, ordinal: Int)] = [:]
    for (index, event) in contest.events.enumerated() {
      for name in [event.id.text, event.title.zhHans, event.title.en] {
        guard let name else { continue }
        eventOfName[Self.folded(name)] = (event.id, index + 1)
      }
    }
    self.eventOfName = eventOfName
  }

  /// Reads a table; the first row that is not blank is its header.
  mutating func read(_ rows: [RosterRow]) {
    let body = columns.begin(rows, required: RosterField.required)
    for row in body { add(row) }
    if body.isEmpty {
      columns.note(nil, nil, "roster-empty", zhHans: "名单中没有选手", en: "the roster names nobody")
    }
  }

  private mutating func add(_ row: RosterRow) {
    let before = columns.problemCount
    let name = shortText(.name, in: row)
    let city = shortText(.city, in: row)
    let unit = checkedUnit(in: row)
    let region = checkedRegion(in: row)
    let event = checkedEvent(in: row)
    let level = checkedLevel(in: row)
    let team = checkedTeam(in: row)
    let paper = checkedPaper(in: row)
    if let event, let paper { noteRepeated(paper, of: event.id, in: row) }
    let admission = checkedAdmission(
      in: row, region: region, eventOrdinal: event?.ordinal)
    guard columns.problemCount == before, let name, let city, let unit, let region, let event,
      let paper,
      let admission
    else { return }
    people.append(
      Person(
        contestant: Contestant(
          id: admission, contest: contest.id, event: event.id, name: name, unit: unit,
          region: region, cityName: city, level: level, team: team),
        paper: paper))
  }

  // MARK: Fields

  private mutating func shortText(
    _ field: RosterField, in row: RosterRow
  ) -> String? {
    guard let text = columns.required(field, in: row) else { return nil }
    // A person's name and a city's have the bounds of a unit's.
    guard UnitName(text) == nil else { return text }
    note(
      "text-unfit", field, in: row, zhHans: "\(field.names[0])应为 1 至 100 个字符，不含控制字符",
      en: "\(field.rawValue) is 1 to 100 characters without control characters")
    return nil
  }

  private mutating func checkedUnit(in row: RosterRow) -> UnitName? {
    shortText(.unit, in: row).flatMap { UnitName($0) }
  }

  private mutating func checkedRegion(in row: RosterRow) -> RegionCode? {
    guard let text = columns.required(.region, in: row) else { return nil }
    if let region = RegionCode(text.halfWidth) { return region }
    note(
      "region-unknown", .region, in: row, zhHans: "“\(text.prefix(40))”不是六位行政区划代码",
      en: "\"\(text.prefix(40))\" is not a six-digit region code")
    return nil
  }

  private mutating func checkedEvent(in row: RosterRow) -> (id: EventID, ordinal: Int)? {
    guard let text = columns.required(.event, in: row) else { return nil }
    if let event = eventOfName[Self.folded(text)] { return event }
    let known = contest.events.map { $0.title.text(in: .zhHans) }.joined(separator: "、")
    let knownIDs = contest.events.map(\.id.text).joined(separator: ", ")
    note(
      "event-unknown", .event, in: row, zhHans: "没有赛项“\(text.prefix(40))”；可用：\(known)",
      en: "there is no event \"\(text.prefix(40))\"; known here: \(knownIDs)")
    return nil
  }

  /// `高级工`, `三级` or `三级/高级工`; blank or 无 when none is claimed.
  private mutating func checkedLevel(in row: RosterRow) -> SkillLevel? {
    let text = columns.text(of: .level, in: row)
    guard !Self.noLevel.contains(text.lowercased()) else { return nil }
    let name = text.split { $0 == "/" || $0 == "／" }.last.map { String($0).trimmed } ?? text
    if let level = SkillLevel(name: name) { return level }
    note(
      "level-unknown", .level, in: row, zhHans: "未知技能等级“\(text.prefix(40))”",
      en: "unknown skill level \"\(text.prefix(40))\"")
    return nil
  }

  /// Blank, 无 or 个人 for whoever stands alone.
  private mutating func checkedTeam(in row: RosterRow) -> TeamName? {
    let text = columns.text(of: .team, in: row)
    guard !Self.noTeam.contains(text.lowercased()) else { return nil }
    if let team = TeamName(text) { return team }
    note(
      "text-unfit", .team, in: row, zhHans: "代表队应为 1 至 100 个字符，不含控制字符",
      en: "team is 1 to 100 characters without control characters")
    return nil
  }

  private mutating func checkedPaper(in row: RosterRow) -> IdentityPaper? {
    let kind = columns.text(of: .identityKind, in: row)
    guard let text = columns.required(.identity, in: row) else { return nil }
    guard Self.residentKinds.contains(kind) else {
      if let paper = IdentityPaper.OtherPaper(kind: kind, number: text) { return .other(paper) }
      note(
        "identity-unreadable", .identity, in: row, zhHans: "证件号码应为 1 至 40 个字母或数字",
        en: "the number of a paper is 1 to 40 letters or digits")
      return nil
    }
    do {
      return .resident(try ResidentNumber(text))
    } catch {
      // The number itself is not repeated: problems are shown and logged.
      switch error {
      case .form:
        note(
          "identity-unreadable", .identity, in: row,
          zhHans: "身份证号应为 18 位（单元格须为文本格式）；其他证件请加“证件类型”列",
          en: "an identity number has 18 characters; other papers need a column identity-kind")
      case .birthDate:
        note(
          "identity-birth-date", .identity, in: row, zhHans: "身份证号中的出生日期不存在",
          en: "the date of birth in the identity number does not exist")
      case .checksum:
        note(
          "identity-checksum", .identity, in: row, zhHans: "身份证号校验码不正确",
          en: "the check character of the identity number is wrong")
      }
      return nil
    }
  }

  /// The number in the file, or the next generated one when the file has no such column.
  private mutating func checkedAdmission(
    in row: RosterRow, region: RegionCode?, eventOrdinal: Int?
  ) -> ContestantID? {
    guard columns.has(.admission) else {
      guard let region, let eventOrdinal else { return nil }
      defer { serial += 1 }
      let number = region.text + Self.padded(eventOrdinal, to: 3) + Self.padded(serial, to: 6)
      return try? ContestantID(number)
    }
    guard let text = columns.required(.admission, in: row) else { return nil }
    guard let id = try? ContestantID(text.halfWidth) else {
      note(
        "admission-unfit", .admission, in: row,
        zhHans: "准考证号应为 1 至 64 个字母、数字或 - _ .，以字母或数字开头",
        en: "an admission number is 1 to 64 letters, digits or - _ ., not starting with a sign")
      return nil
    }
    if let first = rowOfAdmission[id] {
      note(
        "admission-repeated", .admission, in: row, zhHans: "准考证号与第 \(first) 行相同",
        en: "the same admission number as in row \(first)")
      return nil
    }
    rowOfAdmission[id] = row.number
    return id
  }

  private mutating func noteRepeated(
    _ paper: IdentityPaper, of event: EventID, in row: RosterRow
  ) {
    let key = PaperInEvent(event: event, paper: paper)
    guard let first = rowOfPaper[key] else {
      rowOfPaper[key] = row.number
      return
    }
    note(
      "identity-repeated", .identity, in: row, zhHans: "与第 \(first) 行是同一人、同一赛项",
      en: "the same person in the same event as in row \(first)")
  }

  private mutating func note(
    _ code: String, _ field: RosterField, in row: RosterRow, zhHans: String, en: String
  ) {
    columns.note(row.number, field, code, zhHans: zhHans, en: en)
  }

  // MARK: Words

  private static func folded(_ name: String) -> String { name.halfWidth.trimmed.lowercased() }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let noLevel: Set<String> = ["", "无", "-", "--", "none"]
  private static let noTeam = noLevel.union(["个人", "individual"])
  private static let residentKinds: Set<String> = [
    "", IdentityPaper.residentKind, "身份证", "resident", "resident identity card",
  ]
}
