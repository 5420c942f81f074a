import Foundation
import Spreadsheets

/// Excel workbooks (.xlsx), one row a question.
struct WorkbookFormat: BankFormat {
  let name = "xlsx"
  let suffix = "xlsx"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    // A zip archive, an empty one, or the container of .xls, which the reader refuses by name.
    let signatures: [[UInt8]] = [
      [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0xD0, 0xCF, 0x11, 0xE0],
    ]
    return signatures.contains(where: bytes.starts(with:))
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    do {
      return QuestionTable.read(try WorkbookReader().read(bytes).sheets)
    } catch {
      throw BankFileRefused(error)
    }
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> { [] }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    let writer = try WorkbookWriter(path: file.path)
    try writer.beginSheet(named: "题库", columns: QuestionTable.columns)
    for question in contents.questions { try writer.append(QuestionTable.cells(question)) }
    try writer.finish()
    return Array(try Data(contentsOf: file))
  }
}
