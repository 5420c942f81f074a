import Contests
package import Spreadsheets

/// Reads and writes questions as the rows of tables: what `.xlsx` and `.csv` share.
///
/// A row is a question with its options in columns of their own, in one cell, or behind the stem;
/// or it is one option, with a mark at the right ones.
enum QuestionTable {
  /// Finds the questions of all sheets. A sheet without a header row is passed over; that is an
  /// error when no sheet has one.
  static func read(_ sheets: [Sheet], _ options: ReadingOptions) -> RawBank {
    var bank = RawBank()
    var mappings = FieldMappings(options.headers)
    let shown = sheets.filter { !$0.isHidden && !$0.rows.isEmpty }
      .map { (sheet: $0, name: $0.name.isEmpty ? nil : $0.name) }
    var passedOver: [String?] = []
    var found = false
    for (sheet, name) in shown {
      guard let header = TableHeader.find(in: sheet, &mappings) else {
        passedOver.append(name)
        continue
      }
      found = true
      bank.findings += header.doubts(in: sheet, name: name)
      bank.findings += header.contradictions(in: sheet, name: name)
      var reading = TableReading(sheet, name: name, header: header)
      reading.read(into: &bank)
    }
    if found {
      bank.findings += passedOver.map { name in
        ImportFinding(
          .warning, at: FilePlace(sheet: name), code: "sheet-without-header",
          zhHans: "没有表头，未读取", en: "has no header row and was not read")
      }
    } else {
      bank.findings.append(TableHeader.refusal(shown, mappings))
      for (sheet, _) in shown { mappings.use(TableHeader.candidates(in: sheet)) }
    }
    bank.findings += mappings.missing
    bank.findings += sheets.filter { $0.isHidden && !$0.rows.isEmpty }.map { sheet in
      ImportFinding(
        .warning, at: FilePlace(sheet: sheet.name), code: "sheet-hidden",
        zhHans: "是隐藏的工作表，未读取", en: "is hidden and was not read")
    }
    RunningNumbers.drop(from: &bank)
    return bank
  }

  /// What a cell says to a reader of the sheet, without white space around it and without an
  /// apostrophe that keeps programs from taking it for a formula.
  ///
  /// - Parameter isRead: whether contestants read the text, with its decimals and thousands.
  static func text(_ cell: Cell, isRead: Bool = false) -> String {
    let text = (isRead ? cell.formattedText : cell.displayText).trimmed
    return isGuarded(text) ? String(text.dropFirst()) : text
  }

  /// Whether an apostrophe stands before a sign with which formulas begin.
  static func isGuarded(_ text: String) -> Bool {
    guard text.first == "'" else { return false }
    let rest = text.drop { $0 == "'" }
    return "=+-@＝＋－＠".contains(rest.first ?? " ")
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
