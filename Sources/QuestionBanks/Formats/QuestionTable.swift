import Contests
package import Spreadsheets

/// Reads and writes questions as rows of a table, one row a question: what `.xlsx` and `.csv` share.
enum QuestionTable {
  /// How many rows above the header may hold a title or notes.
  private static let titleRows = 20

  /// Finds the questions of all sheets. A sheet without a header row is passed over; that is an
  /// error when no sheet has one.
  static func read(_ sheets: [Sheet]) -> RawBank {
    var bank = RawBank(questions: [], findings: [])
    var found = false
    var passedOver: [Sheet] = []
    for sheet in sheets where !sheet.isHidden {
      guard let header = header(of: sheet) else {
        if !sheet.rows.isEmpty { passedOver.append(sheet) }
        continue
      }
      found = true
      for row in sheet.rows.drop(while: { $0.number <= header.row }) {
        if isComment(row, header.columns) { continue }
        read(row, of: sheet, header.columns, into: &bank)
      }
    }
    for sheet in passedOver where found {
      bank.findings.append(
        ImportFinding(
          .warning, at: FilePlace(sheet: name(sheet)), code: "sheet-without-header",
          zhHans: "没有表头，未读取", en: "has no header row and was not read"))
    }
    if !found {
      bank.findings.append(
        ImportFinding(
          at: FilePlace(sheet: sheets.first.flatMap(Self.name)), code: "header-missing",
          zhHans: "没有找到表头：需要“题干”和“答案”两列", en: "no header row with a stem and a key column"))
    }
    return bank
  }

  /// A row that begins with `#`; where the stem comes first, `#1主变…` with a key is a question.
  private static func isComment(_ row: Row, _ columns: [Int: QuestionColumn]) -> Bool {
    guard case .text(let text) = row[0], text.hasPrefix("#") else { return false }
    let key = columns.first { $0.value == .key }.map { row[$0.key] } ?? .empty
    return columns[0] != .stem || key.isBlank
  }

  private static func header(of sheet: Sheet) -> (row: Int, columns: [Int: QuestionColumn])? {
    for row in sheet.rows.prefix(titleRows) {
      var columns: [Int: QuestionColumn] = [:]
      for (position, cell) in row.cells.enumerated() {
        if let column = QuestionColumn(header: cell.displayText),
          !columns.values.contains(column)
        {
          columns[position] = column
        }
      }
      if columns.values.contains(.stem), columns.values.contains(.key) {
        return (row.number, columns)
      }
    }
    return nil
  }

  private static func read(
    _ row: Row, of sheet: Sheet, _ columns: [Int: QuestionColumn], into bank: inout RawBank
  ) {
    var question = RawQuestion(place: FilePlace(sheet: name(sheet), row: row.number))
    var options: [Int: RawText] = [:]
    for (position, column) in columns.sorted(by: { $0.key < $1.key }) {
      let place = FilePlace(sheet: name(sheet), row: row.number, column: position)
      let cell = row[position]
      if case .formula(let expression, _) = cell {
        bank.findings.append(
          ImportFinding(
            at: place, field: column.field, code: "formula-cell",
            zhHans: "是公式 =\(expression)，请改为文本", en: "is the formula =\(expression); make it text"))
      }
      let text = RawText(trimmed(cell.displayText), at: place)
      switch column {
      case .id: question.id = text
      case .kind: question.kind = text
      case .stem: question.stem = text
      case .key: question.key = .text(text)
      case .explanation: question.explanation = text
      case .knowledge: question.knowledge = text
      case .level: question.level = text
      case .difficulty: question.difficulty = text
      case .passage: question.passage = text
      case .unit: question.unit = text
      case .tolerance: question.tolerance = text
      case .premises:
        question.premises = text.text.split { "|｜\n\r\n".contains($0) }
          .map { RawText($0.trimmed, at: place) }
      case .option(let letter): options[letter] = text
      }
    }
    let last = options.filter { !$0.value.text.isEmpty }.keys.max() ?? -1
    if last >= 0 {
      question.options = (0...last).map { options[$0] ?? RawText("", at: question.place) }
    }
    bank.questions.append(question)
  }

  private static func name(_ sheet: Sheet) -> String? { sheet.name.isEmpty ? nil : sheet.name }

  private static func trimmed(_ text: String) -> String {
    let inner = text.drop(while: \.isWhitespace)
    guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    let text = inner[...last]
    return String(isGuarded(text) ? text.dropFirst() : text)
  }

  /// Whether an apostrophe before a sign keeps programs from taking the text for a formula.
  private static func isGuarded(_ text: Substring) -> Bool {
    let rest = text.drop { $0 == "'" }
    return text.first == "'" && "=+-@＝＋－＠".contains(rest.first ?? " ")
  }

  /// The columns of a written table, with their widths in characters.
  static let columns: [OutputColumn] =
    [
      OutputColumn(header: "编号", width: 10), OutputColumn(header: "题型", width: 8),
      OutputColumn(header: "题干", width: 60),
    ]
    + (0..<Limits.options).map {
      OutputColumn(header: "选项\(Choices.letter($0))", width: 24)
    } + [
      OutputColumn(header: "答案", width: 8), OutputColumn(header: "解析", width: 60),
      OutputColumn(header: "知识点", width: 24), OutputColumn(header: "技能等级", width: 10),
      OutputColumn(header: "难度", width: 8),
    ]

  /// The cells of a question under `columns`.
  static func cells(_ keyed: KeyedQuestion) -> [OutputCell] {
    let question = keyed.question
    let isStatement = question.kind == .trueFalse
    let options = isStatement ? [] : question.options
    let kinds: [QuestionKind: String] = [
      .single: "单选题", .multiple: "多选题", .trueFalse: "判断题", .fillIn: "填空题", .numeric: "计算题",
      .ordering: "排序题", .matching: "匹配题",
    ]
    let bands: [Difficulty: String] = [.easy: "易", .medium: "中", .hard: "难"]
    var key = KeyText.text(keyed.key.solution)
    if isStatement, case .choices(let choices) = keyed.key.solution {
      key = choices.positions.map { Question.truthOptions[$0] }.joined()
    }
    let texts =
      [question.id.text, kinds[question.kind] ?? "", question.stem]
      + (0..<Limits.options).map { options.indices.contains($0) ? options[$0] : "" }
      + [
        key, keyed.key.explanation, question.knowledge, question.level.name,
        bands[question.difficulty] ?? "",
      ]
    // A text's own apostrophe before a sign gets another one, for reading takes one off.
    return texts.map { text in
      text.isEmpty ? .empty : .text(isGuarded(text[...]) ? "'" + text : text)
    }
  }
}

extension BankFileRefused {
  /// A file that the spreadsheet reader refused.
  package init(_ error: SpreadsheetError) {
    let place = error.place
    self.init(findings: [
      ImportFinding(
        at: FilePlace(sheet: place.sheet, row: place.row, column: place.column),
        code: error.code, zhHans: error.sentenceZh, en: error.sentenceEn)
    ])
  }
}
