/// What the terminal tells about the contestant's window, by the names of the API.
enum PlaySignal: String, Sendable, CaseIterable {
  case focusLost = "focus-lost"
  case focusGained = "focus-gained"
  case pasted
  case resized
}

/// Says which signals to send, and when: of each kind at most one a second, and a bounded number in
/// all, so that a restless window does not use up the commands of an attempt.
struct SignalWatch: Equatable, Sendable {
  /// Monotonic milliseconds.
  private var sentAt: [PlaySignal: Int64] = [:]
  /// Came too soon after one of their kind; oldest first.
  private var held: [PlaySignal] = []
  private var left = Self.most

  /// Milliseconds between two signals of a kind.
  static let gap: Int64 = 1_000
  /// Signals of one run of the program.
  static let most = 500

  /// Notes a signal; `due(at:)` gives it when it may be sent.
  mutating func note(_ signal: PlaySignal, at now: Int64) {
    switch signal {
    // The same text, or the same pull at the window.
    case .pasted where isTooSoon(signal, at: now), .resized where isTooSoon(signal, at: now): break
    // Whoever came back within the second was not away for longer.
    case .focusLost where held.contains(.focusGained): held.removeAll { $0 == .focusGained }
    case .focusGained where held.contains(.focusLost): held.removeAll { $0 == .focusLost }
    default: if !held.contains(signal) { held.append(signal) }
    }
  }

  /// The signals to send now, oldest first.
  mutating func due(at now: Int64) -> [PlaySignal] {
    let due = held.filter { !isTooSoon($0, at: now) }.prefix(left)
    for signal in due { sentAt[signal] = now }
    held.removeAll { due.contains($0) }
    left -= due.count
    return Array(due)
  }

  private func isTooSoon(_ signal: PlaySignal, at now: Int64) -> Bool {
    sentAt[signal].map { now - $0 < Self.gap } ?? false
  }
}
