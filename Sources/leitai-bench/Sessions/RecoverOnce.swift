import ArgumentParser
import ContestHTTP
import Foundation
import SQLiteStorage
import Sessions

/// Opens a data folder and makes every open attempt of the examination ready for its next command:
/// what a server does after a crash.
struct RecoverOnce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover-once", abstract: "Rebuilds all open attempts once.", shouldDisplay: false)

  @Option(help: "The data folder.")
  var data: String

  @Option(help: "How many open attempts it has.")
  var attempts: Int

  func run() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    let platform = try Platform.bench(store, logger: .warnings)
    let ready = try await Self.recover(platform)
    let elapsed = clock.now - start
    guard ready == attempts else {
      throw NotMeasured("\(ready) of \(attempts) attempts were rebuilt")
    }
    try ChildProcess.report(seconds: elapsed / .seconds(1))
  }

  /// Rebuilds attempts one by one, on every core.
  ///
  /// - Returns: how many of them are open and have an answer to every question.
  private static func recover(_ platform: Platform) async throws -> Int {
    let engine = platform.backend.engine
    let open = try await platform.backend.journal.openAttempts(
      of: BenchContest.stage("examination"))
    let share = max(1, open.count / ProcessInfo.processInfo.activeProcessorCount)
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for begin in stride(from: 0, to: open.count, by: share) {
        group.addTask {
          var ready = 0
          for id in open[begin..<min(open.count, begin + share)] {
            guard let attempt = try await engine.sitting(id)?.attempt else { continue }
            if attempt.isOpen && !attempt.responses.contains(nil) { ready += 1 }
          }
          return ready
        }
      }
      return try await group.reduce(0, +)
    }
  }
}
