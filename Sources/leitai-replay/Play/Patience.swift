import Synchronization

extension Duration {
  /// After so long a wait is hopeless, on a slow machine too: what comes at all comes much sooner.
  static let hopeless = Duration.seconds(300)
}

/// How long everybody together waits for a server that is gone: once it is used up, nobody asks
/// any more, so that a play ends in bounded time however many people are in it.
final class Patience: Sendable {
  let limit: Duration
  private let state = Mutex(State())

  private struct State {
    /// When the first request was sent since which nobody was served.
    var silence: ContinuousClock.Instant?
    var isExhausted = false
  }

  init(limit: Duration) { self.limit = limit }

  /// Whether there is no use in asking any more.
  var isExhausted: Bool { state.withLock { $0.isExhausted } }

  /// Notes that somebody was served.
  func served() { state.withLock { $0.silence = nil } }

  /// Notes that a request got no answer, or none but that the server is busy.
  ///
  /// - Returns: whether to try again at `next`.
  func unserved(
    sentAt sent: ContinuousClock.Instant, next: ContinuousClock.Instant
  ) -> Bool {
    state.withLock { state in
      let silence = state.silence ?? sent
      state.silence = silence
      if next - silence > limit { state.isExhausted = true }
      return !state.isExhausted
    }
  }
}
