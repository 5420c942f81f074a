import ArgumentParser
import Contests
import Foundation
import QuestionBanks

/// Makes inputs and reports what came of them.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read mutated files of one or all formats.")

  private static let printedFailures = 20

  @Option(parsing: .upToNextOption, help: "Formats by name; all when none is given.")
  var format: [String] = []

  @Option(help: "Inputs of each format.")
  var count = 20_000

  @Option(help: "The number of the first input.")
  var from = 0

  @Option(help: "The same seed makes the same inputs.")
  var seed: UInt64 = 1

  @Option(help: "Where inputs that failed are written.")
  var save: String?

  @Flag(help: "Write the slowest input of each format as well.")
  var slowest = false

  @Flag(help: "Read inputs that repeat a piece, and see that the time grows no faster than they.")
  var growing = false

  @Option(help: "Bytes of the repeated pieces in growing inputs that are written.")
  var growth = 128 << 10

  @Option(help: "Read this file only, in the one format that is given.")
  var replay: String?

  @Option(help: "The folder that holds Package.swift.")
  var project = "."

  func validate() throws {
    guard format.allSatisfy(BankFormats.names.contains) else {
      throw ValidationError("the formats are \(BankFormats.names.joined(separator: ", "))")
    }
    guard count > 0, from >= 0 else { throw ValidationError("--count is 1 or more, --from 0") }
    guard replay == nil || format.count == 1 else {
      throw ValidationError("--replay needs one --format")
    }
  }

  func run() throws {
    let formats = BankFormats.all.filter { format.isEmpty || format.contains($0.name) }
    let isSound: Bool
    if let replay, let format = formats.first {
      isSound = try readAgain(replay, as: format)
    } else {
      isSound = try readAll(formats)
    }
    guard isSound else { throw ExitCode.failure }
  }

  /// - Returns: whether every input was read as it should be.
  private func readAll(_ formats: [any BankFormat]) throws -> Bool {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let project = URL(filePath: project)
    let supervisor = FuzzSupervisor(
      program: URL(filePath: program), project: project, seed: seed, isGrowing: growing)
    var failures: [FuzzFailure] = []
    show(FuzzTable.header)
    for format in formats {
      let outcome = try supervisor.run(format, inputs: from..<(from + count))
      show(FuzzTable.row(format.name, outcome.tally, failures: outcome.failures.count))
      failures += outcome.failures
      if let save {
        let failed = outcome.failures.map(\.input)
        let numbers = slowest ? failed + [outcome.tally.slowestInput] : failed
        try write(Set(numbers), of: format, to: URL(filePath: save))
      }
    }
    for failure in failures.prefix(Self.printedFailures) { print(failure) }
    return failures.isEmpty
  }

  /// Prints a line at once, also where the output is a file: runs are long.
  private func show(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  private func write(
    _ inputs: Set<Int>, of format: any BankFormat, to folder: URL
  ) throws {
    guard !inputs.isEmpty else { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let corpus = try SeedCorpus(format, project: URL(filePath: project))
    for number in inputs {
      let file = folder.appending(path: "\(format.name)-\(seed)-\(number)")
      let bytes =
        growing
        ? corpus.growingInput(number, seed: seed).bytes(growth: growth)
        : corpus.input(number, seed: seed)
      try Data(bytes).write(to: file)
    }
  }

  private func readAgain(_ file: String, as format: any BankFormat) throws -> Bool {
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    let start = ProcessUsage.nanoseconds
    let reading = BankReading(bytes, filename: "input", format: format.name)
    let milliseconds = Double(ProcessUsage.nanoseconds - start) / 1_000_000
    for finding in reading.findings.prefix(100) {
      print(finding.place.row ?? 0, finding.code, finding.text.text(in: .en))
    }
    print("\(reading.questions.count) questions, \(reading.errors) errors, \(milliseconds) ms")
    let broken = ReadingPromises.broken(by: reading, of: bytes)
    let loss = reading.isSound ? ReadingPromises.loss(of: reading, written: format) : nil
    for reason in [broken, loss].compactMap({ $0 }) { print(reason) }
    return broken == nil && loss == nil
  }
}
