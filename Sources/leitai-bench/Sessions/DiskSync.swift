import Foundation
import Glibc

/// How fast the disk makes something durable, without a database about it.
enum DiskSync {
  /// Appends 4 KB to a file and syncs them, one after the other.
  ///
  /// - Parameter folder: where the file is made, and deleted afterwards.
  /// - Returns: how often a second.
  static func perSecond(in folder: URL, seconds: Double) throws -> Double {
    let file = folder.appending(path: "disk-sync")
    defer { try? FileManager.default.removeItem(at: file) }
    let descriptor = open(file.path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw NotMeasured("\(file.path) cannot be written") }
    defer { close(descriptor) }
    let block = [UInt8](repeating: 0x6C, count: 4096)
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    while clock.now - start < .seconds(seconds) {
      guard write(descriptor, block, block.count) == block.count, fdatasync(descriptor) == 0 else {
        throw NotMeasured("\(file.path) cannot be synced")
      }
      count += 1
    }
    return Double(count) / ((clock.now - start) / .seconds(1))
  }
}
