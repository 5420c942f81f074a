import Foundation
import QuestionBanks

/// Has a format's inputs read by workers, processes of this same program: an input that kills its
/// worker is named, and the run goes on behind it.
struct FuzzSupervisor {
  /// This program.
  let program: URL
  /// The folder that holds `Package.swift`.
  let project: URL
  let seed: UInt64
  /// Whether growing inputs are read, for the time that they take.
  var isGrowing = false

  /// Inputs that may kill their worker before the run is given up.
  private static let maxDeaths = 50

  struct Outcome {
    var tally = FuzzTally()
    /// In the order of the inputs.
    var failures: [FuzzFailure] = []
  }

  /// Reads the inputs with those numbers.
  ///
  /// - Throws: when no worker can be started.
  func run(_ format: any BankFormat, inputs: Range<Int>) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-fuzz-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var outcome = Outcome()
    var rest = inputs
    for _ in 0..<Self.maxDeaths where !rest.isEmpty {
      let ended = try work(on: rest, of: format, in: folder)
      guard let progress = FuzzProgress(contentsOf: folder.appending(path: WorkerFiles.progress))
      else { throw FuzzTrouble("the worker of \(format.name) did not begin: \(ended)") }
      outcome.tally.add(progress.tally)
      outcome.failures += WorkerFiles.failures(in: folder)
      guard progress.next < rest.upperBound else { break }
      outcome.tally.inputs += 1
      outcome.failures.append(
        FuzzFailure(format: format.name, input: progress.next, seed: seed, reason: ended))
      rest = (progress.next + 1)..<rest.upperBound
    }
    return outcome
  }

  /// Waits for one worker.
  ///
  /// - Returns: how it ended, in words.
  private func work(
    on inputs: Range<Int>, of format: any BankFormat, in folder: URL
  ) throws -> String {
    for name in [WorkerFiles.progress, WorkerFiles.failures] {
      try Data().write(to: folder.appending(path: name))
    }
    let process = Process()
    process.executableURL = program
    process.arguments =
      [
        "work", "--format", format.name, "--seed", "\(seed)", "--from", "\(inputs.lowerBound)",
        "--to", "\(inputs.upperBound)", "--folder", folder.path, "--project", project.path,
      ] + (isGrowing ? ["--growing"] : [])
    // Workers are expected to die; replaying the input shows where.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .uncaughtSignal else {
      return "ends the program with status \(process.terminationStatus)"
    }
    return process.terminationStatus == SIGPROF
      ? "is still being read after \(FuzzLimits().hangSeconds) s"
      : "crashes with signal \(process.terminationStatus)"
  }
}

/// Why the program cannot do its work.
struct FuzzTrouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
