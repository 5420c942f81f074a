import Foundation

/// A ledger on the disk, written entry by entry: it holds what was noted when its program is killed.
struct LedgerFile: Sendable {
  private let handle: FileHandle

  /// Makes the file anew.
  ///
  /// - Throws: `ReplayFailure` when it cannot be written.
  init(path: String) throws(ReplayFailure) {
    try TextFile.write(LedgerEntry.heading + "\n", to: path)
    do {
      handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.seekToEnd()
    } catch {
      throw ReplayFailure("\(path) cannot be written")
    }
  }

  /// - Throws: what the file system says.
  func append(_ entries: [LedgerEntry]) throws {
    try handle.write(contentsOf: Data(entries.map { $0.csv + "\n" }.joined().utf8))
  }
}
