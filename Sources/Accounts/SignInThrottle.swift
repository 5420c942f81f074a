import Contests

/// Counts wrong attempts by name: 10 within 15 minutes, and the name is refused until the first
/// of them is 15 minutes old.
///
/// It holds a bounded number of names. When there is no more room it forgets those with the fewest
/// failures, so a flood of invented names does not free the one that is under attack.
struct SignInThrottle {
  static let failureLimit = 10
  static let window = Milliseconds.seconds(15 * 60)

  private let capacity: Int
  /// The latest failures of a name, oldest first, at most `failureLimit`.
  private var failures: [String: [Instant]] = [:]

  init(capacity: Int = 10_000) { self.capacity = capacity }

  /// The first instant at which an attempt is judged again; `nil` when one is judged now.
  func refusedUntil(_ name: String, at now: Instant) -> Instant? {
    guard let latest = failures[name], latest.count == Self.failureLimit,
      latest[0] + Self.window > now
    else { return nil }
    return latest[0] + Self.window
  }

  mutating func fail(_ name: String, at now: Instant) {
    if failures[name] == nil, failures.count >= capacity { makeRoom(at: now) }
    var latest = failures[name] ?? []
    if latest.count == Self.failureLimit { latest.removeFirst() }
    latest.append(now)
    failures[name] = latest
  }

  /// Takes one failure back, because the attempt was never judged.
  mutating func withdraw(_ name: String, at instant: Instant) {
    guard var latest = failures[name], let index = latest.lastIndex(of: instant) else { return }
    latest.remove(at: index)
    failures[name] = latest.isEmpty ? nil : latest
  }

  mutating func succeed(_ name: String) { failures[name] = nil }

  /// The names for which failures are held.
  var nameCount: Int { failures.count }

  /// Forgets what has passed, and if that is not enough a quarter of the rest, so that the sort
  /// is paid once in many failures.
  private mutating func makeRoom(at now: Instant) {
    failures = failures.filter { entry in entry.value.contains { $0 + Self.window > now } }
    guard failures.count >= capacity else { return }
    let weakest = failures.sorted {
      ($0.value.count, $0.value.last?.milliseconds ?? 0)
        < ($1.value.count, $1.value.last?.milliseconds ?? 0)
    }
    for entry in weakest.prefix(max(1, capacity / 4)) { failures[entry.key] = nil }
  }
}
