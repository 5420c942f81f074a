import Contests
import Synchronization

/// Bounds how often one client may ask, in a fixed amount of memory.
///
/// Each client has a place by the hash of its name; the few who share a place share what it allows,
/// which is far more than a person needs. A place holds the moment at which its client will have used
/// up what it asked for so far (the generic cell rate algorithm, ITU-T I.371).
package final class ClientThrottle: Sendable {
  private static let places = 1 << 16
  /// Microseconds that one request takes from its client.
  private let cost: Int64
  private let burst: Int64
  private let used = Mutex([Int64](repeating: 0, count: ClientThrottle.places))

  /// - Parameters:
  ///   - requestsPerSecond: what one client may ask in the long run, 1 to 1,000,000.
  ///   - burst: requests beyond that at once.
  package init(requestsPerSecond: Int, burst: Int) {
    precondition((1...1_000_000).contains(requestsPerSecond), "a rate that is none")
    cost = 1_000_000 / Int64(requestsPerSecond)
    self.burst = Int64(burst) * cost
  }

  /// Counts a request; `false` when it is one too many.
  func admits(_ client: String, at now: Instant) -> Bool {
    let place = client.hashValue & (Self.places - 1)
    let now = now.milliseconds * 1000
    return used.withLock { used in
      let until = max(used[place], now)
      guard until - now <= burst else { return false }
      used[place] = until + cost
      return true
    }
  }
}

/// The client asks more often than it may.
struct TooManyRequests: Error {}
