package import Contests
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: Sendable {
  private let instant: Mutex<Instant>

  package init(_ instant: Instant) { self.instant = Mutex(instant) }

  package var now: Instant { instant.withLock { $0 } }

  package func advance(by time: Milliseconds) { instant.withLock { $0 = $0 + time } }

  package func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }
}
