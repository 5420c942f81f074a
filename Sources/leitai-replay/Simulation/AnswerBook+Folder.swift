import Contests
import Foundation
import QuestionBanks

extension AnswerBook {
  /// Reads every question bank of a folder, in whatever format organizers keep it.
  ///
  /// - Throws: `ReplayFailure` when there is none or one has an error.
  init(folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { name in
      [".yaml", ".xlsx", ".csv"].contains(where: name.hasSuffix)
    }
    guard !files.isEmpty else { throw ReplayFailure("there is no question bank in \(folder)") }
    var questions: [KeyedQuestion] = []
    for file in files.sorted() {
      let bytes = try Data(contentsOf: URL(filePath: folder).appending(path: file))
      let reading = BankReading(Array(bytes), filename: file)
      guard reading.isSound else {
        let first = reading.findings.first?.text.text(in: .en) ?? ""
        throw ReplayFailure("\(file): \(first)")
      }
      questions += reading.questions
    }
    self.init(questions: questions)
  }
}
