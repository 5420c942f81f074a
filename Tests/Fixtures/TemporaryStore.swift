package import Foundation
package import SQLiteStorage

/// A store in a folder of its own, deleted with the last reference.
package final class TemporaryStore: Sendable {
  package let store: SQLiteStore
  package let folder: URL

  /// - Parameter existing: a folder that a test has filled; absent for a new one.
  package init(_ existing: URL? = nil) throws {
    folder = existing ?? FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    store = try SQLiteStore(folder: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
