import ArgumentParser
import Contests
import Foundation
import QuestionBanks

/// How long it takes to import question banks, and how many papers can be dealt from one.
struct BanksSuite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "banks", abstract: "Importing question banks, and dealing papers from them.")

  @OptionGroup var options: SuiteOptions

  @Option(help: "The folder with the project's question banks.")
  var banks = "QuestionBanks"

  func run() throws {
    let sample = try SampleBank(folder: banks)
    let repetition = Repetition(runs: options.runs)
    let questions = try sample.questions(4_000)
    let imports = BankFiles(repetition: repetition)
    let papers = PaperDealing(repetition: repetition, questions: questions.map(\.question))
    try options.show(
      imports.small(questions) + imports.large(try sample.questions(100_000))
        + imports.native(Array(questions.prefix(1_300))) + papers.measurements())
  }
}

/// Bank files, read with every check and written.
private struct BankFiles {
  let repetition: Repetition

  /// The size of an ordinary bank in the formats of tables.
  func small(_ questions: [KeyedQuestion]) throws -> [Measurement] {
    let contents = BankContents(questions: questions)
    let csv = try format("csv").write(contents, bank: "bench")
    let workbook = try format("xlsx")
    let export = try repetition.seconds {
      try workbook.write(contents, bank: "bench")
    } check: { bytes in
      try BankReading(bytes, filename: "export.xlsx").requireSound(questions.count)
    }
    return [
      Measurement(
        "import and check xlsx, 4,000 questions x 12 columns",
        try importing(try SavedWorkbook(questions).bytes(), "bank.xlsx", questions.count), "s",
        must: 0.5, aim: 0.25, better: .lower),
      Measurement(
        "import and check csv, 4,000 questions", try importing(csv, "bank.csv", questions.count),
        "s", aim: 0.25, better: .lower),
      Measurement("export xlsx, 4,000 questions", export, "s", better: .lower),
    ]
  }

  /// The largest file that must be taken, each time in a process of its own.
  func large(_ questions: [KeyedQuestion]) throws -> [Measurement] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(SavedWorkbook(questions).bytes()).write(to: file)
    var reports: [ChildProcess.Report] = []
    for _ in 0..<repetition.runs {
      reports.append(
        try ChildProcess.run(["import-once", file.path, "--questions", "\(questions.count)"]))
    }
    return [
      Measurement(
        "import and check xlsx, 100,000 rows", Repetition.median(reports.map(\.seconds)), "s",
        must: 8, aim: 5, better: .lower),
      Measurement(
        "peak memory of that import",
        Repetition.median(reports.map { Double($0.peakBytes) / 1_000_000 }), "MB", must: 300,
        aim: 250, better: .lower),
    ]
  }

  /// A bank in Leitai's own form, of the size of those in the repository.
  func native(_ questions: [KeyedQuestion]) throws -> [Measurement] {
    let native = try format("native").write(BankContents(questions: questions), bank: "bench")
    return [
      Measurement(
        "import and check yaml, 1,300 questions",
        try importing(native, "bank.yaml", questions.count), "s", better: .lower)
    ]
  }

  private func importing(_ bytes: [UInt8], _ name: String, _ count: Int) throws -> Double {
    try repetition.seconds {
      BankReading(bytes, filename: name)
    } check: { reading in
      try reading.requireSound(count)
    }
  }

  private func format(_ name: String) throws -> any BankFormat {
    guard let format = BankFormats.named(name) else { throw NotMeasured("no format \(name)") }
    return format
  }
}
