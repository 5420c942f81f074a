package import Accounts
package import Contests

/// Reads facts from rows of text, one person a row: all of them or none.
///
/// Whatever of a row is filled in becomes a fact of its own; evidence, source and date are those of
/// the row.
package struct AchievementImport {
  enum Field: String, CaseIterable {
    case admission, identity
    case identityKind = "identity-kind"
    case level, occupation, certificate, issuer, contest, title, hours
    case worksSince = "works-since"
    case birthDate = "birth-date"
    case gender, category, employer, mentor, date, evidence, source, corrects

    /// The first is the one that problems use.
    var names: [String] {
      switch self {
      case .admission: ["准考证号", "准考证号码", "准考证", "考号", "admission", "admissionnumber"]
      case .identity: ["身份证号", "身份证号码", "身份证", "证件号码", "证件号", "identity", "identitynumber"]
      case .identityKind: ["证件类型", "证件种类", "identity-kind", "identitykind"]
      case .level: ["技能等级", "现有等级", "职业技能等级", "等级", "level"]
      case .occupation: ["职业代码", "职业编码", "职业", "occupation"]
      case .certificate: ["证书编号", "证书号码", "证书号", "certificate", "certificatenumber"]
      case .issuer: ["发证机构", "评价机构", "发证单位", "issuer"]
      case .contest: ["晋升竞赛", "竞赛", "contest"]
      case .title: ["称号", "荣誉称号", "title"]
      case .hours: ["培训学时", "学时", "hours", "traininghours"]
      case .worksSince: ["从业起始", "从事本职业时间", "参加工作时间", "works-since", "workssince"]
      case .birthDate: ["出生日期", "出生年月日", "birth-date", "birthdate", "born"]
      case .gender: ["性别", "gender"]
      case .category: ["人员类别", "类别", "身份", "category"]
      case .employer: ["工作单位", "单位", "单位名称", "employer", "unit"]
      case .mentor: ["师傅", "师父", "导师", "mentor"]
      case .date: ["日期", "发证日期", "取得日期", "date"]
      case .evidence: ["佐证材料", "证明材料", "依据", "evidence"]
      case .source: ["来源", "数据来源", "source"]
      case .corrects: ["更正", "更正记录号", "corrects"]
      }
    }

    /// Whether a value of it is a fact by itself.
    var isFact: Bool {
      switch self {
      case .level, .certificate, .title, .hours, .worksSince, .birthDate, .gender, .category,
        .employer, .mentor:
        true
      default: false
      }
    }
  }

  /// What a row says of whom.
  package struct ReadFact: Hashable, Sendable {
    package let row: Int
    package let person: Person
    package let statement: Achievement.Statement
  }

  /// By which a row names a person.
  package enum Person: Hashable, Sendable {
    case admission(ContestantID)
    case paper(IdentityPaper)
  }

  private let sheet: String?
  private let file: String
  private let usualSource: String
  private let today: CalendarDate
  private var columns: [Field: Int] = [:]
  private var problems: [RosterProblem] = []
  private var problemCount = 0
  private var facts: [ReadFact] = []

  /// Checks every row and notes everything that is wrong in one pass. The first row that is not blank
  /// is the header, blank rows are skipped.
  ///
  /// - Parameters:
  ///   - sheet: the name of the sheet; absent in a file without sheets.
  ///   - file: the hash of the file, which is the evidence of rows that name none.
  ///   - source: of rows that name none.
  ///   - today: the date of facts that name none; no date is after it.
  /// - Throws: `AchievementsRefused` when anything is wrong.
  package static func read(
    sheet: String?, _ rows: [RosterRow], file: String, source: String, today: CalendarDate
  ) throws(AchievementsRefused) -> [ReadFact] {
    var reading = AchievementImport(
      sheet: sheet, file: file, usualSource: source, today: today)
    let filled = rows.filter { $0.cells.contains { !$0.blankless.isEmpty } }
    if let header = filled.first { reading.readHeader(header) }
    let body = filled.dropFirst()
    if body.count > Limits.importRows {
      reading.note(
        nil, nil, "too-many-rows", zhHans: "共 \(body.count) 行，最多 \(Limits.importRows) 行",
        en: "\(body.count) rows; at most \(Limits.importRows) are taken")
    }
    if reading.problemCount == 0 {
      for row in body.prefix(Limits.importRows) { reading.add(row) }
      if reading.facts.isEmpty, reading.problemCount == 0 {
        reading.note(nil, nil, "facts-empty", zhHans: "文件中没有事实", en: "the file says nothing")
      }
    }
    guard reading.problemCount == 0 else {
      throw AchievementsRefused(
        sheet: sheet, problems: reading.problems, problemCount: reading.problemCount)
    }
    return reading.facts
  }

  private init(sheet: String?, file: String, usualSource: String, today: CalendarDate) {
    self.sheet = sheet
    self.file = file
    self.usualSource = usualSource
    self.today = today
  }

  private mutating func readHeader(_ header: RosterRow) {
    for (column, cell) in header.cells.enumerated() {
      let name = cell.lowercased().prefix { $0 != "(" && $0 != "（" }.filter {
        !$0.isWhitespace && $0 != "*" && $0 != "\u{FEFF}"
      }
      guard let field = Field.allCases.first(where: { $0.names.contains(String(name)) }) else {
        continue
      }
      guard columns[field] == nil else {
        note(
          header.number, field, "header-repeated", zhHans: "“\(field.names[0])”列出现了两次",
          en: "there are two columns for \(field.rawValue)")
        continue
      }
      columns[field] = column
    }
    if columns[.admission] == nil, columns[.identity] == nil {
      note(
        header.number, .admission, "header-missing", zhHans: "缺少“准考证号”或“身份证号”列",
        en: "there is no column for admission or identity")
    }
    if !Field.allCases.contains(where: { $0.isFact && columns[$0] != nil }),
      columns[.corrects] == nil
    {
      let names = Field.allCases.filter(\.isFact).map { $0.names[0] }
      note(
        header.number, .level, "header-missing",
        zhHans: "没有任何事实列；可用：\(names.joined(separator: "、"))",
        en: "no column holds a fact; known: "
          + Field.allCases.filter(\.isFact).map(\.rawValue).joined(separator: ", "))
    }
  }

  private mutating func add(_ row: RosterRow) {
    let before = problemCount
    let person = person(row)
    let date = day(.date, row) ?? today
    let hash = file.prefix(16)
    let evidence = text(.evidence, row) ?? "file:\(hash)#\(row.number)"
    let source = text(.source, row) ?? usualSource
    let corrects = number(.corrects, row, 1...1_000_000_000)
    var contents = contents(row, date)
    if contents.isEmpty, corrects != nil { contents = [.struck] }
    if corrects != nil, contents.count > 1 {
      note(
        row.number, .corrects, "correction-unclear", zhHans: "更正的行只能写一项事实",
        en: "a row that corrects says one thing")
    } else if contents.isEmpty, problemCount == before {
      note(
        row.number, nil, "facts-missing", zhHans: "这一行没有任何事实", en: "the row says nothing")
    }
    guard problemCount == before, let person else { return }
    for content in contents {
      facts.append(
        ReadFact(
          row: row.number, person: person,
          statement: Achievement.Statement(
            content, date: date, evidence: evidence, source: source, corrects: corrects)))
    }
  }

  private mutating func contents(
    _ row: RosterRow, _ date: CalendarDate
  ) -> [Achievement.Content] {
    var contents: [Achievement.Content] = []
    if let held = heldLevel(row, date) { contents.append(.level(held)) }
    if let title = text(.title, row) { contents.append(.title(title)) }
    if let hours = number(.hours, row, 1...100_000) { contents.append(.training(hours: hours)) }
    if let since = day(.worksSince, row) { contents.append(.worksSince(since)) }
    if let birth = day(.birthDate, row) { contents.append(.birthDate(birth)) }
    if let gender = word(.gender, row, Self.genders) { contents.append(.gender(gender)) }
    if let category = word(.category, row, Self.categories) {
      contents.append(.category(category))
    }
    if let employer = text(.employer, row) { contents.append(.employer(employer)) }
    if let mentor = text(.mentor, row) { contents.append(.mentor(mentor)) }
    return contents
  }

  // MARK: Fields

  private mutating func person(_ row: RosterRow) -> Person? {
    if let number = text(.identity, row) {
      let kind = text(.identityKind, row) ?? IdentityPaper.residentKind
      guard kind == IdentityPaper.residentKind || kind == "身份证" else {
        if let paper = IdentityPaper.OtherPaper(kind: kind, number: number) {
          return .paper(.other(paper))
        }
        note(
          row.number, .identity, "identity-unreadable", zhHans: "证件号码应为 1 至 40 个字母或数字",
          en: "the number of a paper is 1 to 40 letters or digits")
        return nil
      }
      do {
        return .paper(.resident(try ResidentNumber(number)))
      } catch {
        // The number itself is not repeated: problems are shown and logged.
        note(
          row.number, .identity, "identity-unreadable", zhHans: "身份证号不正确",
          en: "the identity number is not right")
        return nil
      }
    }
    guard let text = text(.admission, row) else {
      note(
        row.number, columns[.admission] != nil ? .admission : .identity, "field-missing",
        zhHans: "缺少准考证号或身份证号", en: "an admission or identity number is missing")
      return nil
    }
    guard let id = try? ContestantID(text) else {
      note(
        row.number, .admission, "admission-unfit", zhHans: "“\(text.prefix(40))”不是准考证号",
        en: "\"\(text.prefix(40))\" is no admission number")
      return nil
    }
    return .admission(id)
  }

  private mutating func heldLevel(_ row: RosterRow, _ date: CalendarDate) -> HeldLevel? {
    let certificate = certificate(row)
    var level = certificate?.level
    if let name = text(.level, row) {
      let plain = name.split { $0 == "/" || $0 == "／" }.last.map(String.init) ?? name
      guard let named = SkillLevel(name: plain) else {
        note(
          row.number, .level, "level-unknown", zhHans: "未知技能等级“\(name.prefix(40))”",
          en: "unknown skill level \"\(name.prefix(40))\"")
        return nil
      }
      if let certificate, certificate.level != named {
        note(
          row.number, .certificate, "certificate-level",
          zhHans: "证书编号中的等级是\(certificate.level.name)，不是\(named.name)",
          en: "the number is of \(certificate.level.name), not of \(named.name)")
      }
      level = named
    }
    if let certificate, columns[.date].map({ !self.cell($0, row).isEmpty }) ?? false,
      certificate.yearOfCentury != date.year % 100
    {
      note(
        row.number, .certificate, "certificate-year",
        zhHans: "证书编号中的年份是 \(certificate.yearOfCentury)，发证日期是 \(date)",
        en: "the number is of the year \(certificate.yearOfCentury), the date is \(date)")
    }
    guard let level else { return nil }
    var occupation: OccupationCode?
    if let code = text(.occupation, row) {
      occupation = OccupationCode(code)
      if occupation == nil {
        note(
          row.number, .occupation, "occupation-unknown",
          zhHans: "“\(code.prefix(40))”不是职业代码，如 6-31-01-02",
          en: "\"\(code.prefix(40))\" is no occupation code such as 6-31-01-02")
      }
    }
    return HeldLevel(
      level: level, occupation: occupation, certificate: certificate,
      issuer: text(.issuer, row), contest: text(.contest, row))
  }

  private mutating func certificate(_ row: RosterRow) -> LevelCertificateNumber? {
    guard let text = text(.certificate, row) else { return nil }
    do {
      return try LevelCertificateNumber(text)
    } catch {
      note(
        row.number, .certificate, "certificate-unfit",
        zhHans: "证书编号不正确：\(error.sentence.text(in: .zhHans))",
        en: "the certificate's number is not right: \(error.sentence.text(in: .en))")
      return nil
    }
  }

  private static let genders: [String: PersonRecord.Gender] = [
    "女": .female, "女性": .female, "female": .female, "男": .male, "男性": .male, "male": .male,
  ]
  private static let categories: [String: PersonRecord.Category] = [
    "职工": .worker, "工人": .worker, "在职": .worker, "worker": .worker, "学生": .student,
    "student": .student, "外籍": .foreignStaff, "外籍员工": .foreignStaff,
    "foreign-staff": .foreignStaff, "团队成员": .teamMember, "团体": .teamMember,
    "team-member": .teamMember,
  ]

  private mutating func word<Value>(
    _ field: Field, _ row: RosterRow, _ words: [String: Value]
  ) -> Value? {
    guard let text = text(field, row) else { return nil }
    if let value = words[text.lowercased()] { return value }
    let known = words.keys.sorted().joined(separator: "、")
    note(
      row.number, field, "word-unknown", zhHans: "不认识“\(text.prefix(40))”；可用：\(known)",
      en: "\"\(text.prefix(40))\" is not known; known: \(known)")
    return nil
  }

  private mutating func day(_ field: Field, _ row: RosterRow) -> CalendarDate? {
    guard let text = text(field, row) else { return nil }
    guard let day = CalendarDate(text) else {
      note(
        row.number, field, "date-unreadable",
        zhHans: "“\(text.prefix(40))”不是日期，如 2025-06-01",
        en: "\"\(text.prefix(40))\" is no day such as 2025-06-01")
      return nil
    }
    guard day <= today else {
      note(
        row.number, field, "date-in-future", zhHans: "日期 \(day) 还没有到",
        en: "the day \(day) is yet to come")
      return nil
    }
    return day
  }

  private mutating func number(
    _ field: Field, _ row: RosterRow, _ range: ClosedRange<Int>
  ) -> Int? {
    guard let text = text(field, row) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      note(
        row.number, field, "number-unfit",
        zhHans: "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数，不是“\(text.prefix(40))”",
        en: "has to be a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not \"\(text.prefix(40))\"")
      return nil
    }
    return number
  }

  private mutating func text(_ field: Field, _ row: RosterRow) -> String? {
    guard let column = columns[field] else { return nil }
    let text = cell(column, row)
    guard !["", "-", "--", "无", "—"].contains(text) else { return nil }
    guard text.count <= 200, !text.contains(where: \.isNewline) else {
      note(
        row.number, field, "text-unfit", zhHans: "最多 200 个字符，不能换行",
        en: "has to be at most 200 characters on one line")
      return nil
    }
    return text
  }

  private func cell(_ column: Int, _ row: RosterRow) -> String {
    column < row.cells.count ? row.cells[column].blankless : ""
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

extension String {
  /// The text without white space at either end.
  fileprivate var blankless: String {
    func isBlank(_ character: Character) -> Bool {
      character.isWhitespace || character == "\u{FEFF}"
    }
    return String(
      drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}

/// Why a file of facts was refused: what is wrong with it, in the file's order.
package struct AchievementsRefused: Error, Equatable {
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
