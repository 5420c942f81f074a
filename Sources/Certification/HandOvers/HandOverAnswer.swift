package import Accounts
package import Contests
package import Spreadsheets

/// What a competent body wrote into the workbook of a batch, read and not yet compared with anything.
package struct HandOverAnswer: Sendable {
  /// What the body decided about one outcome.
  package enum Verdict: Hashable, Sendable {
    /// It was issued; the number is empty when the body gave none.
    case passed(number: String, on: CalendarDate)
    /// It comes to nothing, for that reason.
    case refused(reason: String)
    /// It came back, to be handed over again, for that reason.
    case returned(reason: String)
  }

  /// One outcome of the file.
  package struct Row: Sendable {
    /// As the file numbers it, from 1; absent for a row of no file.
    package let number: Int?
    /// The number of the outcome.
    package let outcome: Int
    /// Absent while the body has not answered.
    package let verdict: Verdict?
    /// What the file says besides; empty where it says nothing.
    let batch: String
    let name: String
    package let identityKind: String
    package let identity: String
    let columns: [HandOverColumn: Int]

    /// A row of no file.
    package init(outcome: Int, verdict: Verdict) {
      self.init(
        number: nil, outcome: outcome, verdict: verdict, batch: "", name: "", identityKind: "",
        identity: "", columns: [:])
    }

    init(
      number: Int?, outcome: Int, verdict: Verdict?, batch: String, name: String,
      identityKind: String, identity: String, columns: [HandOverColumn: Int]
    ) {
      self.number = number
      self.outcome = outcome
      self.verdict = verdict
      self.batch = batch
      self.name = name
      self.identityKind = identityKind
      self.identity = identity
      self.columns = columns
    }

    func problem(
      _ column: HandOverColumn, _ code: String, zhHans: String, en: String
    ) -> RosterProblem {
      RosterProblem(
        row: number, column: columns[column], field: column.rawValue, code: code, zhHans: zhHans,
        en: en)
    }
  }

  /// Absent in a file without sheets, and for rows of no file.
  package let sheet: String?
  /// In the file's order; no outcome twice.
  package let rows: [Row]
  /// What is wrong with the other rows; `HandOverJudgement` refuses them with whatever else is wrong.
  let problems: [RosterProblem]

  /// Rows of no file.
  package init(_ rows: [Row]) { (sheet, self.rows, problems) = (nil, rows, []) }

  /// Reads a file, of which columns may stand in any order and others beside them. A title may stand
  /// above the header.
  ///
  /// - Throws: `HandOverAnswerRefused` when the file as a whole cannot be read.
  package init(
    _ table: FirstTable, of contest: ContestID
  ) throws(HandOverAnswerRefused) {
    var reading = Reading(contest: contest)
    reading.read(table.rows)
    guard reading.isReadable else {
      throw HandOverAnswerRefused(sheet: table.sheet, problems: reading.problems)
    }
    (sheet, rows, problems) = (table.sheet, reading.rows, reading.problems)
  }
}

extension HandOverAnswer {
  /// The refusal of an answer that gives numbers of somebody else.
  package func refusal(_ conflicts: IssuedConflicts) -> HandOverAnswerRefused {
    let byOutcome = Dictionary(conflicts.conflicts.map { ($0.outcome, $0) }) { first, _ in first }
    let problems = rows.compactMap { row in
      byOutcome[row.outcome].map { conflict in
        switch conflict.holder {
        case .outcome(let other):
          row.problem(
            .certificate, "issued-number-taken",
            zhHans: "编号 \(conflict.number) 已用于成果 \(other)",
            en: "outcome \(other) was issued under \(conflict.number)")
        case .person:
          row.problem(
            .certificate, "certificate-of-another",
            zhHans: "证书编号 \(conflict.number) 登记在他人名下",
            en: "certificate \(conflict.number) belongs to somebody else")
        }
      }
    }
    return HandOverAnswerRefused(sheet: sheet, problems: problems)
  }
}

/// Why a body's answer was refused: what is wrong with it, in the file's order.
package struct HandOverAnswerRefused: Error, Equatable {
  /// The sheet that was read; absent in a file without sheets.
  package let sheet: String?
  /// At least one, and at most `Limits.pageRows`.
  package let problems: [RosterProblem]
  /// How many there are in all.
  package let problemCount: Int

  package init(sheet: String?, problems: [RosterProblem]) {
    self.sheet = sheet
    self.problems = Array(problems.prefix(Limits.pageRows))
    problemCount = problems.count
  }
}

private struct Reading {
  let contest: ContestID
  var problems: [RosterProblem] = []
  var rows: [HandOverAnswer.Row] = []
  /// Whether there is a sound header with rows under it.
  private(set) var isReadable = false
  private var columns: [HandOverColumn: Int] = [:]
  private var seen: [Int: Int] = [:]

  init(contest: ContestID) { self.contest = contest }

  private static let required: [HandOverColumn] = [.outcome, .certificate, .issuedOn, .result]

  mutating func read(_ file: [Spreadsheets.Row]) {
    let header = file.prefix(10).firstIndex { row in
      row.cells.contains { HandOverColumn(header: $0.displayText) == .outcome }
    }
    guard let header else {
      note(
        file.first?.number, .outcome, "header-missing", zhHans: "缺少“成果编号”列",
        en: "there is no column for outcome")
      return
    }
    readHeader(file[header])
    guard problems.isEmpty else { return }
    let body = file[(header + 1)...]
    guard body.count <= Limits.importRows else {
      note(
        nil, nil, "too-many-rows", zhHans: "共 \(body.count) 行，最多 \(Limits.importRows) 行",
        en: "\(body.count) rows; at most \(Limits.importRows) are taken")
      return
    }
    for row in body where columns.values.contains(where: { !row[$0].isBlank }) { add(row) }
    isReadable = !rows.isEmpty || !problems.isEmpty
    if !isReadable {
      note(nil, nil, "answer-empty", zhHans: "表头下没有数据", en: "there is nothing under the header")
    }
  }

  private mutating func readHeader(_ row: Spreadsheets.Row) {
    for (index, cell) in row.cells.enumerated() {
      guard let column = HandOverColumn(header: cell.displayText) else { continue }
      guard columns[column] == nil else {
        note(
          row.number, column, at: index, "header-repeated", zhHans: "“\(column.names[0])”列出现了两次",
          en: "there are two columns for \(column.rawValue)")
        continue
      }
      columns[column] = index
    }
    for column in Self.required where columns[column] == nil {
      note(
        row.number, column, "header-missing", zhHans: "缺少“\(column.names[0])”列",
        en: "there is no column for \(column.rawValue)")
    }
  }

  private mutating func add(_ row: Spreadsheets.Row) {
    let before = problems.count
    for (column, index) in columns.sorted(by: { $0.value < $1.value }) {
      check(row[index], column, row.number)
    }
    // What is no value needs no further word.
    guard problems.count == before else { return }
    let outcome = outcome(row)
    let verdict = verdict(row)
    guard problems.count == before, let outcome else { return }
    if let first = seen.updateValue(row.number, forKey: outcome) {
      note(
        row.number, .outcome, "outcome-repeated", zhHans: "与第 \(first) 行是同一项成果",
        en: "row \(first) is about the same outcome")
      return
    }
    rows.append(
      HandOverAnswer.Row(
        number: row.number, outcome: outcome, verdict: verdict, batch: text(.batch, row),
        name: text(.name, row), identityKind: text(.identityKind, row),
        identity: text(.identity, row), columns: columns))
  }

  /// Cells that do not hold what somebody typed.
  private mutating func check(_ cell: Cell, _ column: HandOverColumn, _ row: Int) {
    switch cell {
    case .formula:
      note(
        row, column, "cell-formula", zhHans: "请填写数值，不要用公式", en: "a value is needed, not a formula")
    case .error(let text):
      note(
        row, column, "cell-error", zhHans: "单元格是错误值 \(text)", en: "the cell is the error \(text)")
    case .number where cell.exceedsExactDigits:
      note(
        row, column, "digits-lost", zhHans: "号码被存成数字，末位已丢失；单元格须为文本格式",
        en: "the number was kept as a quantity and has lost its last digits")
    case .text(let text) where text.count > 200 || text.plain.contains(where: \.isNewline):
      note(row, column, "text-unfit", zhHans: "最多 200 个字符", en: "has to be at most 200 characters")
    case .empty, .text, .number, .boolean, .date: break
    }
  }

  /// `cup/7`, or `7` alone.
  private mutating func outcome(_ row: Spreadsheets.Row) -> Int? {
    let text = text(.outcome, row)
    guard !text.isEmpty else {
      note(row.number, .outcome, "field-missing", zhHans: "缺少成果编号", en: "outcome is missing")
      return nil
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] != contest.text {
      note(
        row.number, .outcome, "other-contest", zhHans: "“\(text.prefix(80))”不是竞赛 \(contest) 的成果",
        en: "\"\(text.prefix(80))\" is no outcome of \(contest)")
      return nil
    }
    guard parts.count <= 2, let number = parts.last.flatMap({ Int($0) }), number >= 1 else {
      note(
        row.number, .outcome, "outcome-unfit", zhHans: "“\(text.prefix(80))”不是成果编号，如 \(contest)/7",
        en: "\"\(text.prefix(80))\" is no number of an outcome such as \(contest)/7")
      return nil
    }
    return number
  }

  private mutating func verdict(_ row: Spreadsheets.Row) -> HandOverAnswer.Verdict? {
    let (result, number) = (text(.result, row), text(.certificate, row))
    let (day, reason) = (text(.issuedOn, row), text(.reason, row))
    switch result.lowercased() {
    case "":
      if !number.isEmpty || !day.isEmpty || !reason.isEmpty {
        note(
          row.number, .result, "result-missing", zhHans: "填了证书编号、日期或原因，但没有结果（通过、不通过、退回）",
          en: "there is a number, a day or a reason but no result: passed, refused or returned")
      }
      return nil
    case "通过", "合格", "已发证", "passed":
      guard let date = CalendarDate(day) else {
        note(
          row.number, .issuedOn, day.isEmpty ? "field-missing" : "date-unreadable",
          zhHans: day.isEmpty ? "缺少发证日期" : "“\(day.prefix(40))”不是日期，如 2025-06-01",
          en: day.isEmpty
            ? "the day of issue is missing" : "\"\(day.prefix(40))\" is no day such as 2025-06-01")
        return nil
      }
      return .passed(number: number, on: date)
    case "不通过", "不合格", "refused", "退回", "returned":
      if reason.isEmpty {
        note(row.number, .reason, "field-missing", zhHans: "缺少原因", en: "the reason is missing")
      }
      for (column, text) in [(HandOverColumn.certificate, number), (.issuedOn, day)]
      where !text.isEmpty {
        note(
          row.number, column, "not-passed", zhHans: "结果不是“通过”，不应有证书编号和日期",
          en: "what was not passed has no number and no day")
      }
      return ["退回", "returned"].contains(result.lowercased())
        ? .returned(reason: reason) : .refused(reason: reason)
    default:
      note(
        row.number, .result, "word-unknown", zhHans: "“\(result.prefix(40))”应为 通过、不通过 或 退回",
        en: "\"\(result.prefix(40))\" has to be passed, refused or returned")
      return nil
    }
  }

  private func text(_ column: HandOverColumn, _ row: Spreadsheets.Row) -> String {
    columns[column].map { row[$0].displayText.plain } ?? ""
  }

  private mutating func note(
    _ row: Int?, _ column: HandOverColumn?, at index: Int? = nil, _ code: String, zhHans: String,
    en: String
  ) {
    problems.append(
      RosterProblem(
        row: row, column: index ?? column.flatMap { columns[$0] }, field: column?.rawValue ?? "",
        code: code, zhHans: zhHans, en: en))
  }
}
