import ArgumentParser
import Foundation
import QuestionBanks

/// Reads inputs in a process of its own, which may be killed by them.
struct WorkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work", abstract: "Read some inputs and leave a report.", shouldDisplay: false)

  @Option var format: String
  @Option var seed: UInt64
  @Option var from: Int
  @Option var to: Int
  @Option var folder: String
  @Option var project: String
  @Flag var growing = false

  func run() throws {
    guard let format = BankFormats.named(format) else { throw FuzzTrouble("no format \(format)") }
    let limits = FuzzLimits()
    ProcessUsage.limitMemory(bytes: limits.processBytes)
    let folder = URL(filePath: folder)
    let progress = try FileHandle(forWritingTo: folder.appending(path: WorkerFiles.progress))
    let noted = try FileHandle(forWritingTo: folder.appending(path: WorkerFiles.failures))
    let corpus = try SeedCorpus(format, project: URL(filePath: project))
    var run = FuzzRun(format, corpus, seed: seed, limits: limits)
    for number in from..<to {
      FuzzProgress(next: number, tally: run.tally).write(to: progress)
      ProcessUsage.end(afterSeconds: limits.hangSeconds)
      for failure in growing ? run.readGrowing(number) : run.read(number) {
        try noted.write(contentsOf: JSONEncoder().encode(failure) + Data([0x0A]))
      }
    }
    for reason in run.measureMemory() {
      let failure = FuzzFailure(format: format.name, input: to - 1, seed: seed, reason: reason)
      try noted.write(contentsOf: JSONEncoder().encode(failure) + Data([0x0A]))
    }
    FuzzProgress(next: to, tally: run.tally).write(to: progress)
  }
}
