import Foundation

/// Runs a subcommand of this program in a process of its own, whose memory is nobody else's.
enum ChildProcess {
  /// What the subcommand says of itself.
  struct Report: Codable {
    let seconds: Double
    /// The most memory that the process ever had, without what was swapped out.
    let peakBytes: Int
  }

  /// Starts the subcommand, waits for its end, and reads its report.
  static func run(_ arguments: [String]) throws -> Report {
    let process = Process()
    let output = Pipe()
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
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
  static func report(seconds: Double) throws {
    let report = Report(seconds: seconds, peakBytes: try peakBytes())
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  /// The high-water mark of resident memory. `getrusage` would count the parent's as well, which a
  /// child inherits until it has a program of its own.
  private static func peakBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let field = line?.split(whereSeparator: \.isWhitespace).dropFirst().first,
      let kibibytes = Int(field)
    else { throw NotMeasured("/proc/self/status does not say VmHWM") }
    return kibibytes << 10
  }
}
