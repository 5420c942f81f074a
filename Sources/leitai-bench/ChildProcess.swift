import Foundation

/// Runs a subcommand of this program in a process of its own, whose memory is nobody else's.
enum ChildProcess {
  /// What the subcommand says of itself.
  struct Report: Codable {
    let seconds: Double
    /// The most memory that the process ever had, without what was swapped out.
    let peakBytes: Int
    /// What it measured besides; absent for most.
    var figure: Double?
  }

  /// A subcommand that was not started yet.
  static func prepared(_ arguments: [String]) throws -> Process {
    let process = Process()
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    return process
  }

  /// Starts the subcommand, waits for its end, and reads its report.
  static func run(_ arguments: [String]) throws -> Report {
    let process = try prepared(arguments)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw NotMeasured("\(arguments.joined(separator: " ")): the child process failed")
    }
    return try JSONDecoder().decode(Report.self, from: bytes)
  }

  /// Prints a report of the process that calls it.
  static func report(seconds: Double, figure: Double? = nil) throws {
    let report = Report(
      seconds: seconds, peakBytes: try ProcessUsage().peakBytes(), figure: figure)
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }
}
