import Spreadsheets

/// Comma, tab or semicolon separated text, one row a question; UTF-8, UTF-16 or GB18030.
struct CSVFormat: BankFormat {
  let name = "csv"
  let suffix = "csv"

  /// The last to be asked: every text could be one.
  func recognizes(_ bytes: [UInt8], filename: String) -> Bool { true }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    do {
      return QuestionTable.read([try CSVReader().read(bytes)])
    } catch {
      throw BankFileRefused(error)
    }
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> { [] }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    var writer = CSVWriter(byteOrderMark: true, neutralises: true)
    try writer.append(QuestionTable.columns.map { .text($0.header) })
    for question in contents.questions { try writer.append(QuestionTable.cells(question)) }
    return writer.takeBytes()
  }
}
