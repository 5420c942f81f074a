import Spreadsheets

/// Comma, tab or semicolon separated text; UTF-8, UTF-16 or GB18030. It holds no pictures.
struct CSVFormat: BankFormat {
  let name = "csv"
  let suffix = "csv"

  /// The last to be asked: every text could be one.
  func recognizes(_ bytes: [UInt8], filename: String) -> Bool { true }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    do {
      return QuestionTable.read([try CSVReader().read(bytes)], options)
    } catch {
      throw BankFileRefused(error)
    }
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> { question.lossesWithoutPictures }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    let questions = contents.questions.compactMap { keyed -> KeyedQuestion? in
      let losses = losses(of: keyed)
      if losses.contains(.question) { return nil }
      return losses.contains(.pictures) ? keyed.withoutPictures : keyed
    }
    let table = TableWriting(questions)
    var writer = CSVWriter(byteOrderMark: true, neutralises: true)
    try writer.append(table.columns.map { .text($0.header) })
    for keyed in questions { try writer.append(table.row(keyed, pictures: [:]).cells) }
    return writer.takeBytes()
  }
}
