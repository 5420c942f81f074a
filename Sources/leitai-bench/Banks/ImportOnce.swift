import ArgumentParser
import Contests
import Foundation
import QuestionBanks

/// Imports one file, alone in its process: the part of `banks` that is measured in its memory.
struct ImportOnce: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-once", abstract: "Imports a bank once.", shouldDisplay: false)

  @Argument(help: "The file.")
  var file: String

  @Option(help: "How many sound questions it has.")
  var questions: Int

  func run() throws {
    let url = URL(filePath: file)
    let clock = ContinuousClock()
    let start = clock.now
    let bytes = [UInt8](try Data(contentsOf: url))
    let reading = BankReading(bytes, filename: url.lastPathComponent)
    let elapsed = clock.now - start
    try reading.requireSound(questions)
    try ChildProcess.report(seconds: elapsed / .seconds(1))
  }
}

extension BankReading {
  /// - Throws: `NotMeasured` unless there are so many questions and no error: half an import would
  ///   be quick.
  func requireSound(_ count: Int) throws {
    guard isSound, questions.count == count else {
      let error = findings.first { $0.severity == .error }?.text.text(in: .en) ?? "no error"
      throw NotMeasured("\(format): \(questions.count) of \(count) questions, \(error)")
    }
  }
}
