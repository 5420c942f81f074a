import Foundation
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

/// Waits for what must come: the bound ends a wait that is hopeless, on a slow machine too.
///
/// - Returns: whether it came.
func comes(_ isThere: () -> Bool) async throws -> Bool {
  let end = ContinuousClock.now + .seconds(300)
  while !isThere() {
    guard ContinuousClock.now < end else { return false }
    try await Task.sleep(for: .milliseconds(10))
  }
  return true
}

/// A server in a process of its own, which a test may kill and start again. It is found at the end of
/// a wire, so that no restart depends on a port's being free.
actor ServerProcess {
  private let programs: Programs
  private var process: Process?
  private var wasStarted = false
  nonisolated let data: URL
  nonisolated let wire: Wire
  /// Such as `http://127.0.0.1:41234`; the same after a restart.
  nonisolated var address: String { wire.address }

  init(_ programs: Programs) throws {
    self.programs = programs
    data = programs.folder.appending(path: "data")
    wire = try Wire()
  }

  deinit {
    process?.terminate()
    wire.remove()
  }

  func start() async throws {
    let file = data.appending(path: "address")
    try? FileManager.default.removeItem(at: file)
    // Later it knows by itself under which address it is found.
    let url = wasStarted ? [] : ["--url", address]
    let process = try programs.start(
      "leitai-server",
      ["--data", data.path, "--listen", "127.0.0.1:0", "--log-level", "notice"] + url,
      log: "server.log")
    self.process = process
    let written = { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
    let ended = try await comes { written().hasSuffix("\n") || !process.isRunning }
    let text = written()
    guard ended, text.hasSuffix("\n") else {
      Issue.record("the server did not come up: \(log)")
      throw NotRunning()
    }
    wasStarted = true
    try wire.lead(to: text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private struct NotRunning: Error {}

  /// As a power failure does it.
  func kill() throws {
    guard let process else { throw NotRunning() }
    // Somebody else may listen there before it is back.
    try wire.lead(to: nil)
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
