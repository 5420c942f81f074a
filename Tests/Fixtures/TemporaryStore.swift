package import Foundation
package import SQLiteStorage

/// A store in a folder of its own, deleted with the last reference.
package final class TemporaryStore: Sendable {
  package let store: SQLiteStore
  package let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    store = try SQLiteStore(folder: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
