import Dispatch
package import SQLiteStorage
import Synchronization

/// Holds the writing connection until the writes of a test have gathered behind it.
package final class WriterGate: Sendable {
  private let store: SQLiteStore
  private let isHeld = Mutex(false)
  private let opened = DispatchSemaphore(value: 0)

  package init(_ store: SQLiteStore) { self.store = store }

  /// A write that ends when the gate is opened.
  package func hold() async throws {
    try await store.write { _ in
      self.isHeld.withLock { $0 = true }
      self.opened.wait()
    }
  }

  /// Lets the held write end, now or as soon as it begins.
  package func open() { opened.signal() }

  /// Returns when the connection is held and at least this many writes wait behind.
  package func gathered(_ count: Int) async throws {
    while !isHeld.withLock({ $0 }) || store.waitingWrites < count {
      try await Task.sleep(for: .microseconds(100))
    }
  }
}
