package import Accounts
package import Contests

/// Reads facts from rows of text, one person a row: all of them or none.
///
/// Whatever of a row is filled in becomes a fact of its own; evidence, source and date are those of
/// the row.
package struct AchievementImport {
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

  /// The columns, and everything that is wrong.
  var columns = NamedColumns<Field>()
  let today: CalendarDate
  private let file: String
  private let usualSource: String
  private var facts: [ReadFact] = []

  /// Checks every row and notes everything that is wrong in one pass. The first row that is not blank
  /// is the header, blank rows are skipped.
  ///
  /// - Parameters:
  ///   - sheet: the name of the sheet; absent in a file without sheets.
  ///   - file: the hash of the file, which is the evidence of rows that name none.
  ///   - source: of rows that name none.
  ///   - today: the date of facts that name none; no date is after it. A row with a certificate or a
  ///     contest has to name one.
  /// - Throws: `AchievementsRefused` when anything is wrong.
  package static func read(
    sheet: String?, _ rows: [RosterRow], file: String, source: String, today: CalendarDate
  ) throws(AchievementsRefused) -> [ReadFact] {
    var reading = AchievementImport(file: file, usualSource: source, today: today)
    let body = reading.columns.begin(rows, required: [])
    if let header = rows.first(where: { !$0.isBlank }) { reading.requireColumns(header.number) }
    if reading.columns.problemCount == 0 {
      for row in body { reading.add(row) }
      if reading.facts.isEmpty, reading.columns.problemCount == 0 {
        reading.columns.note(
          nil, nil, "facts-empty", zhHans: "文件中没有事实", en: "the file says nothing")
      }
    }
    guard reading.columns.problemCount == 0 else {
      throw AchievementsRefused(
        sheet: sheet, problems: reading.columns.problems,
        problemCount: reading.columns.problemCount)
    }
    return reading.facts
  }

  private init(file: String, usualSource: String, today: CalendarDate) {
    self.file = file
    self.usualSource = usualSource
    self.today = today
  }

  private mutating func requireColumns(_ row: Int) {
    if !columns.has(.admission), !columns.has(.identity) {
      columns.note(
        row, .admission, "header-missing", zhHans: "缺少“准考证号”或“身份证号”列",
        en: "there is no column for admission or identity")
    }
    let facts = Field.allCases.filter(\.isFact)
    if !facts.contains(where: { columns.has($0) }), !columns.has(.corrects) {
      columns.note(
        row, .level, "header-missing",
        zhHans: "没有任何事实列；可用：\(facts.map { $0.names[0] }.joined(separator: "、"))",
        en: "no column holds a fact; known: \(facts.map(\.rawValue).joined(separator: ", "))")
    }
  }

  private mutating func add(_ row: RosterRow) {
    let before = columns.problemCount
    let person = person(row)
    let date = day(.date, row) ?? today
    let hash = file.prefix(16)
    let evidence = text(.evidence, row) ?? "file:\(hash)#\(row.number)"
    let source = text(.source, row) ?? usualSource
    let corrects = number(.corrects, row, 1...1_000_000_000)
    var contents = contents(row, date)
    if contents.isEmpty, corrects != nil { contents = [.struck] }
    if corrects != nil, contents.count > 1 {
      columns.note(
        row.number, .corrects, "correction-unclear", zhHans: "更正的行只能写一项事实",
        en: "a row that corrects says one thing")
    } else if contents.isEmpty, columns.problemCount == before {
      columns.note(
        row.number, nil, "facts-missing", zhHans: "这一行没有任何事实", en: "the row says nothing")
    }
    guard columns.problemCount == before, let person else { return }
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
}

extension RosterRow {
  fileprivate var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
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
