import Foundation
import Glibc

/// What the kernel says of a process.
struct ProcessUsage {
  /// Absent for the process that asks.
  var process: Int32?

  private var folder: String { process.map { "/proc/\($0)" } ?? "/proc/self" }

  /// The high-water mark of resident memory in bytes, without what was swapped out. `getrusage`
  /// would count the parent's as well, which a child inherits until it has a program of its own.
  func peakBytes() throws -> Int {
    let status = try String(contentsOfFile: "\(folder)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let field = line?.split(whereSeparator: \.isWhitespace).dropFirst().first,
      let kibibytes = Int(field)
    else { throw NotMeasured("\(folder)/status does not say VmHWM") }
    return kibibytes << 10
  }

  /// Resident memory in bytes.
  func residentBytes() throws -> Int {
    let statm = try String(contentsOfFile: "\(folder)/statm", encoding: .utf8)
    guard let pages = statm.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw NotMeasured("\(folder)/statm cannot be read")
    }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Seconds of processor time so far, the kernel's for the process included.
  func processorSeconds() throws -> Double {
    let stat = try String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
    // The name in parentheses may hold spaces; utime and stime are the 12th and 13th fields after it.
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      throw NotMeasured("\(folder)/stat cannot be read")
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
