import Dispatch
import Synchronization

/// The threads on which passwords are hashed: few at once, few waiting, the rest refused.
///
/// A hash takes tens of milliseconds and tens of MiB. On the threads of Swift's own pool a handful
/// of sign-ins would stop every answer of a running contest.
package final class PasswordPool: Sendable {
  private struct State {
    var running = 0
    var waiting: [@Sendable () -> Void] = []
  }

  private enum Admission {
    case start, wait, refuse
  }

  private let concurrency: Int
  private let waitingLimit: Int
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "leitai.passwords", attributes: .concurrent)

  /// - Parameters:
  ///   - concurrency: how many hashes run at once, 1 or more.
  ///   - waitingLimit: how many more may wait.
  package init(concurrency: Int = 2, waitingLimit: Int = 64) {
    precondition(concurrency > 0 && waitingLimit >= 0, "a pool without room")
    self.concurrency = concurrency
    self.waitingLimit = waitingLimit
  }

  /// Runs slow work, in the order of arrival.
  ///
  /// - Throws: `SignInRefusal.busy` when too many wait already, or what `work` throws.
  package func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let job: @Sendable () -> Void = { continuation.resume(with: Result { try work() }) }
      switch admit(job) {
      case .start: queue.async { self.drain(from: job) }
      case .wait: break
      case .refuse: continuation.resume(throwing: SignInRefusal.busy)
      }
    }
  }

  /// How many hashes run and how many wait.
  package var load: (running: Int, waiting: Int) {
    state.withLock { ($0.running, $0.waiting.count) }
  }

  private func admit(_ job: @escaping @Sendable () -> Void) -> Admission {
    state.withLock { state in
      if state.running < concurrency {
        state.running += 1
        return .start
      }
      guard state.waiting.count < waitingLimit else { return .refuse }
      state.waiting.append(job)
      return .wait
    }
  }

  private func drain(from first: @Sendable () -> Void) {
    first()
    while let next = nextJob() { next() }
  }

  private func nextJob() -> (@Sendable () -> Void)? {
    state.withLock { state in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.running -= 1
      return nil
    }
  }
}
