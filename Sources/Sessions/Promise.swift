import Synchronization

/// A value that is told once and awaited once, in either order.
final class Promise<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value, any Error>)
    case settled(Result<Value, any Error>)
  }

  private let state = Mutex(State.open)

  /// Tells the value; what is told after the first time is lost.
  @Sendable func settle(_ result: Result<Value, any Error>) {
    let waiting = state.withLock { state -> CheckedContinuation<Value, any Error>? in
      let waiting: CheckedContinuation<Value, any Error>? =
        if case .awaited(let continuation) = state { continuation } else { nil }
      if case .settled = state { return nil }
      state = .settled(result)
      return waiting
    }
    waiting?.resume(with: result)
  }

  /// - Throws: the error that was told instead of a value.
  func value() async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let settled = state.withLock { state -> Result<Value, any Error>? in
        if case .settled(let result) = state { return result }
        state = .awaited(continuation)
        return nil
      }
      if let settled { continuation.resume(with: settled) }
    }
  }
}
