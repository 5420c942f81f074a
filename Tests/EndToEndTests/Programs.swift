import Foundation
import Synchronization
import Testing

/// The programs that the build made, run as their users run them.
final class Programs: Sendable {
  /// Where everything of one test goes.
  let folder: URL
  private let products: URL

  init() throws {
    // The tests are a product themselves and lie beside the programs.
    products = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
    folder = FileManager.default.temporaryDirectory.appending(path: "leitai-e2e-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  struct Outcome {
    let status: Int32
    let output: String
    let error: String
  }

  /// Where a program is, for another one that starts it.
  func path(of program: String) -> String { products.appending(path: program).path }

  /// Runs a program to its end.
  func run(
    _ program: String, _ arguments: [String], input: String = "",
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    let process = try process(program, arguments, environment)
    let (input_, output, error) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input_
    process.standardOutput = output
    process.standardError = error
    async let printed = Self.read(output)
    async let complained = Self.read(error)
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do { try process.run() } catch { done.resume(throwing: error) }
      input_.fileHandleForWriting.write(Data(input.utf8))
      try? input_.fileHandleForWriting.close()
    }
    return Outcome(
      status: process.terminationStatus, output: await printed, error: await complained)
  }

  /// Starts a program that goes on.
  ///
  /// - Parameter input: what it reads; absent for nothing.
  func start(
    _ program: String, _ arguments: [String], log: String, environment: [String: String] = [:],
    input: Pipe? = nil
  ) throws -> Process {
    let process = try process(program, arguments, environment)
    let file = folder.appending(path: log)
    if !FileManager.default.fileExists(atPath: file.path) {
      try Data().write(to: file)
    }
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    return process
  }

  private func process(
    _ program: String, _ arguments: [String], _ environment: [String: String]
  ) throws -> Process {
    let process = Process()
    process.executableURL = products.appending(path: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("LEITAI_") && !$0.key.hasPrefix("LC_") }
      .merging(environment.merging(["LANG": "C.UTF-8"]) { given, _ in given }) { _, new in new }
    return process
  }

  private static func read(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { done in
      Thread.detachNewThread {
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        done.resume(returning: String(decoding: data, as: UTF8.self))
      }
    }
  }
}

/// A server in a process of its own, which a test may kill and start again.
actor ServerProcess {
  private let programs: Programs
  private var process: Process?
  nonisolated let data: URL
  /// Such as `http://127.0.0.1:41234`, once it was started; the same after a restart.
  nonisolated var address: String { known.withLock { $0 } }
  private nonisolated let known = Mutex("")

  init(_ programs: Programs) {
    self.programs = programs
    data = programs.folder.appending(path: "data")
  }

  deinit { process?.terminate() }

  func start() async throws {
    let listen = address.isEmpty ? "127.0.0.1:0" : String(address.dropFirst("http://".count))
    let file = data.appending(path: "address")
    try? FileManager.default.removeItem(at: file)
    let process = try programs.start(
      "leitai-server", ["--data", data.path, "--listen", listen, "--log-level", "notice"],
      log: "server.log")
    self.process = process
    for _ in 0..<600 {
      if let text = try? String(contentsOf: file, encoding: .utf8), text.hasSuffix("\n") {
        known.withLock { $0 = text.trimmingCharacters(in: .whitespacesAndNewlines) }
        return
      }
      guard process.isRunning else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("the server did not come up: \(log)")
    throw NotRunning()
  }

  private struct NotRunning: Error {}

  /// As a power failure does it.
  func kill() throws {
    guard let process else { throw NotRunning() }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// As an operator does it.
  func stop() throws -> Int32 {
    guard let process else { throw NotRunning() }
    process.terminate()
    process.waitUntilExit()
    self.process = nil
    return process.terminationStatus
  }

  nonisolated var log: String {
    (try? String(contentsOf: programs.folder.appending(path: "server.log"), encoding: .utf8)) ?? ""
  }
}
