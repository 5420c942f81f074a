import ContestAPI
import ContestClient
import Foundation
import Synchronization

/// A server in a process of its own, which is killed and started again on the same folder.
actor TormentedServer {
  private let program: String
  private let folder: TormentFolder
  /// A program with arguments that becomes the server: it must keep its process.
  private let launcher: [String]
  private let known = Mutex("")
  private var process: Process?

  init(program: String, folder: TormentFolder, launcher: [String] = []) {
    self.program = program
    self.folder = folder
    self.launcher = launcher
  }

  deinit { if let process, process.isRunning { Self.kill(process) } }

  /// Where it listens; the same after a restart, as long as nobody else took the port.
  nonisolated var address: String { known.withLock { $0 } }

  /// Absent before the first start.
  var processID: Int32? { process?.processIdentifier }

  var isRunning: Bool { process?.isRunning ?? false }

  /// Starts it, on the port that it had before.
  ///
  /// - Returns: the time until it answered.
  /// - Throws: `ReplayFailure` when it does not.
  func start() async throws -> Duration {
    let before = address
    if !before.isEmpty, let took = try await start(on: String(before.dropFirst("http://".count))) {
      return took
    }
    if let took = try await start(on: "127.0.0.1:0") { return took }
    throw ReplayFailure("the server does not answer; see \(folder.log)")
  }

  /// - Returns: `nil` when the server ended before it answered, as when the port is taken.
  private func start(on listen: String) async throws -> Duration? {
    try? FileManager.default.removeItem(atPath: folder.seen(folder.data) + "/address")
    let began = ContinuousClock.now
    let process = try launch([
      "--data", folder.data, "--listen", listen, "--log-level", "notice",
    ])
    self.process = process
    try TextFile.write("\(process.processIdentifier)\n", to: folder.processID)
    while ContinuousClock.now - began < .hopeless {
      if let text = try? TextFile.read(folder.seen(folder.data) + "/address"), text.hasSuffix("\n")
      {
        let address = String(text.dropLast())
        let client = ContestClient(server: address, timeout: .seconds(2))
        if (try? await client.bytes(Path.health)) != nil {
          known.withLock { $0 = address }
          return .now - began
        }
      }
      guard process.isRunning else { return nil }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw ReplayFailure("the server did not answer within \(Duration.hopeless)")
  }

  private func launch(_ arguments: [String]) throws -> Process {
    let words = launcher + [program] + arguments
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    // Settings of the caller's own server are not for this one.
    process.environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("LEITAI_") }
    let log = try folder.openLog()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = log
    process.standardError = log
    try process.run()
    return process
  }

  /// As a power failure does it, but for what the disk had not yet written.
  ///
  /// - Throws: `ReplayFailure` when it had ended by itself.
  func kill() async throws {
    guard let process, process.isRunning else {
      throw ReplayFailure("the server had ended by itself; see \(folder.log)")
    }
    Self.kill(process)
    try await waitForEnd(of: process)
  }

  /// As an operator does it.
  ///
  /// - Returns: the exit status.
  /// - Throws: `ReplayFailure` when it had ended by itself, or does not end.
  func stop() async throws -> Int32 {
    guard let process, process.isRunning else {
      throw ReplayFailure("the server had ended by itself; see \(folder.log)")
    }
    process.terminate()
    try await waitForEnd(of: process)
    return process.terminationStatus
  }

  /// Leaves nothing running when a torment has failed.
  func end() {
    if let process, process.isRunning { Self.kill(process) }
  }

  private func waitForEnd(of process: Process) async throws {
    let end = ContinuousClock.now + .hopeless
    while process.isRunning {
      guard ContinuousClock.now < end else { throw ReplayFailure("the server does not end") }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  private static func kill(_ process: Process) {
    Foundation.kill(process.processIdentifier, SIGKILL)
  }
}
