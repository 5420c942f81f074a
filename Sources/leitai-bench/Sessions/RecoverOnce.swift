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
    let platform = try await Platform.bench(store, logger: .warnings)
    let ready = try await platform.backend.engine.recover().attempts
    let elapsed = clock.now - start
    guard ready == attempts else {
      throw NotMeasured("\(ready) of \(attempts) attempts were rebuilt")
    }
    try ChildProcess.report(seconds: elapsed / .seconds(1))
  }
}
