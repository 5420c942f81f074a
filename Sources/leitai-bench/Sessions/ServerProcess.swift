import Foundation
import Glibc

/// A server that was started for one run, and what it uses.
struct ServerProcess {
  let ports: ServerPorts
  let usage: ProcessUsage
  private let process: Process
  private let input: Pipe

  /// Starts the subcommand and waits until it listens.
  init(_ arguments: [String]) throws {
    let output = Pipe()
    input = Pipe()
    process = try ChildProcess.prepared(arguments)
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    usage = ProcessUsage(process: process.processIdentifier)
    do {
      ports = try JSONDecoder().decode(ServerPorts.self, from: Self.line(of: output))
    } catch {
      Self.stop(process)
      throw NotMeasured("the server did not start")
    }
  }

  /// Ends it at once: its folder is not needed any more.
  func stop() { Self.stop(process) }

  private static func stop(_ process: Process) {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static func line(of output: Pipe) -> Data {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      line += more
    }
    return line
  }
}
