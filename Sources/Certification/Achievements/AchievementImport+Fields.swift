import Accounts
import Contests

/// What the cells of one row say.
extension AchievementImport {
  mutating func person(_ row: RosterRow) -> Person? {
    if let number = text(.identity, row) {
      let kind = text(.identityKind, row) ?? IdentityPaper.residentKind
      guard kind == IdentityPaper.residentKind || kind == "身份证" else {
        if let paper = IdentityPaper.OtherPaper(kind: kind, number: number) {
          return .paper(.other(paper))
        }
        columns.note(
          row.number, .identity, "identity-unreadable", zhHans: "证件号码应为 1 至 40 个字母或数字",
          en: "the number of a paper is 1 to 40 letters or digits")
        return nil
      }
      do {
        return .paper(.resident(try ResidentNumber(number)))
      } catch {
        // The number itself is not repeated: problems are shown and logged.
        columns.note(
          row.number, .identity, "identity-unreadable", zhHans: "身份证号不正确",
          en: "the identity number is not right")
        return nil
      }
    }
    guard let text = text(.admission, row) else {
      columns.note(
        row.number, columns.has(.admission) ? .admission : .identity, "field-missing",
        zhHans: "缺少准考证号或身份证号", en: "an admission or identity number is missing")
      return nil
    }
    guard let id = try? ContestantID(text) else {
      columns.note(
        row.number, .admission, "admission-unfit", zhHans: "“\(text.prefix(40))”不是准考证号",
        en: "\"\(text.prefix(40))\" is no admission number")
      return nil
    }
    return .admission(id)
  }

  mutating func heldLevel(_ row: RosterRow, _ date: CalendarDate) -> HeldLevel? {
    let certificate = certificate(row)
    var level = certificate?.level
    if let name = text(.level, row) {
      let plain = name.split { $0 == "/" || $0 == "／" }.last.map(String.init) ?? name
      guard let named = SkillLevel(name: plain) else {
        columns.note(
          row.number, .level, "level-unknown", zhHans: "未知技能等级“\(name.prefix(40))”",
          en: "unknown skill level \"\(name.prefix(40))\"")
        return nil
      }
      if let certificate, certificate.level != named {
        columns.note(
          row.number, .certificate, "certificate-level",
          zhHans: "证书编号中的等级是\(certificate.level.name)，不是\(named.name)",
          en: "the number is of \(certificate.level.name), not of \(named.name)")
      }
      level = named
    }
    if let certificate, certificate.yearOfCentury != date.year % 100, isDated(row) {
      columns.note(
        row.number, .certificate, "certificate-year",
        zhHans: "证书编号中的年份是 \(certificate.yearOfCentury)，发证日期是 \(date)",
        en: "the number is of the year \(certificate.yearOfCentury), the date is \(date)")
    }
    guard let level else { return nil }
    let contest = text(.contest, row)
    if certificate != nil || contest != nil, !isDated(row) {
      columns.note(
        row.number, .date, "date-missing", zhHans: "有证书编号或晋升竞赛的等级须写发证日期",
        en: "a level with a certificate or a contest needs the date of issue")
    }
    var occupation: OccupationCode?
    if let code = text(.occupation, row) {
      occupation = OccupationCode(code)
      if occupation == nil {
        columns.note(
          row.number, .occupation, "occupation-unknown",
          zhHans: "“\(code.prefix(40))”不是职业代码，如 6-31-01-02",
          en: "\"\(code.prefix(40))\" is no occupation code such as 6-31-01-02")
      }
    }
    return HeldLevel(
      level: level, occupation: occupation, certificate: certificate,
      issuer: text(.issuer, row), contest: contest)
  }

  private mutating func certificate(_ row: RosterRow) -> LevelCertificateNumber? {
    guard let text = text(.certificate, row) else { return nil }
    do {
      return try LevelCertificateNumber(text)
    } catch {
      let (zhHans, en) =
        switch error {
        case .form: ("应为 Y 或 S 加 21 位数字", "it has to be Y or S and 21 digits")
        case .province: ("其中的省份代码不存在", "there is no such province")
        case .level: ("其中的等级应为 1 至 5", "its level has to be 1 to 5")
        case .serial: ("其中的流水号不能为零", "its serial cannot be zero")
        }
      columns.note(
        row.number, .certificate, "certificate-unfit", zhHans: "证书编号不正确：\(zhHans)",
        en: "the certificate's number is not right: \(en)")
      return nil
    }
  }

  static let genders: [String: PersonRecord.Gender] = [
    "女": .female, "女性": .female, "female": .female, "男": .male, "男性": .male, "male": .male,
  ]
  static let categories: [String: PersonRecord.Category] = [
    "职工": .worker, "工人": .worker, "在职": .worker, "worker": .worker, "学生": .student,
    "student": .student, "外籍": .foreignStaff, "外籍员工": .foreignStaff,
    "foreign-staff": .foreignStaff, "团队成员": .teamMember, "团体": .teamMember,
    "team-member": .teamMember,
  ]

  mutating func word<Value>(
    _ field: Field, _ row: RosterRow, _ words: [String: Value]
  ) -> Value? {
    guard let text = text(field, row) else { return nil }
    if let value = words[text.lowercased()] { return value }
    let known = words.keys.sorted().joined(separator: "、")
    columns.note(
      row.number, field, "word-unknown", zhHans: "不认识“\(text.prefix(40))”；可用：\(known)",
      en: "\"\(text.prefix(40))\" is not known; known: \(known)")
    return nil
  }

  mutating func day(_ field: Field, _ row: RosterRow) -> CalendarDate? {
    guard let text = text(field, row) else { return nil }
    guard let day = CalendarDate(text) else {
      columns.note(
        row.number, field, "date-unreadable",
        zhHans: "“\(text.prefix(40))”不是日期，如 2025-06-01",
        en: "\"\(text.prefix(40))\" is no day such as 2025-06-01")
      return nil
    }
    guard day <= today else {
      columns.note(
        row.number, field, "date-in-future", zhHans: "日期 \(day) 还没有到",
        en: "the day \(day) is yet to come")
      return nil
    }
    return day
  }

  mutating func number(
    _ field: Field, _ row: RosterRow, _ range: ClosedRange<Int>
  ) -> Int? {
    guard let text = text(field, row) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      columns.note(
        row.number, field, "number-unfit",
        zhHans: "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数，不是“\(text.prefix(40))”",
        en: "has to be a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not \"\(text.prefix(40))\"")
      return nil
    }
    return number
  }

  private func isDated(_ row: RosterRow) -> Bool {
    !Self.none.contains(columns.text(of: .date, in: row))
  }

  private static let none: Set = ["", "-", "--", "无", "—"]

  /// `nil` for an empty cell and for signs that mean none.
  mutating func text(_ field: Field, _ row: RosterRow) -> String? {
    let text = columns.text(of: field, in: row)
    guard !Self.none.contains(text) else { return nil }
    guard text.count <= 200, !text.contains(where: \.isNewline) else {
      columns.note(
        row.number, field, "text-unfit", zhHans: "最多 200 个字符，不能换行",
        en: "has to be at most 200 characters on one line")
      return nil
    }
    return text
  }
}
