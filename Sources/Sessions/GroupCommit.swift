import ServiceLifecycle
import Synchronization

/// Gathers entries that arrive while a commit is under way and writes them together.
///
/// An entry's caller goes on only when the entry is durable. Entries are written in the order in
/// which `append` was called.
package final class GroupCommit: Service {
  private let journal: any SessionJournal
  private let state = Mutex(State())
  private let wake: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation
  private let submitted: @Sendable () -> Void
  private let capacity: Int

  private struct State {
    var waiting: [Waiter] = []
    var isClosed = false
  }

  private struct Waiter {
    let entry: JournalEntry
    let continuation: CheckedContinuation<Void, any Error>
  }

  /// Why an entry is not durable.
  package enum Failure: Error, Hashable {
    /// Somebody else wrote to the attempt; reload it and decide again.
    case conflict
    /// Too much is waiting; try again later.
    case overloaded
    /// The database could not commit, or the server is stopping; try again later.
    case unavailable
  }

  /// - Parameter capacity: entries that may wait; one more is `overloaded`.
  /// - Parameter submitted: called after each commit that holds a submission.
  package init(
    journal: any SessionJournal, capacity: Int, submitted: @escaping @Sendable () -> Void
  ) {
    self.journal = journal
    self.capacity = capacity
    self.submitted = submitted
    (wake, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Returns when the entry is durable.
  ///
  /// It runs in the caller's isolation up to its place in the queue, so that two calls of one actor
  /// keep their order.
  ///
  /// - Throws: `Failure`; the entry is not durable then, except for `unavailable`, where it may be.
  nonisolated(nonsending) package func append(_ entry: JournalEntry) async throws {
    try await withCheckedThrowingContinuation { continuation in
      let refusal: Failure? = state.withLock { state in
        if state.isClosed { return .unavailable }
        if state.waiting.count >= capacity { return .overloaded }
        state.waiting.append(Waiter(entry: entry, continuation: continuation))
        return nil
      }
      if let refusal {
        continuation.resume(throwing: refusal)
      } else {
        bell.yield()
      }
    }
  }

  /// Writes until the service group shuts down, then whatever still waits.
  package func run() async throws {
    await withGracefulShutdownHandler {
      for await _ in wake { await commit() }
    } onGracefulShutdown: {
      self.bell.finish()
    }
    state.withLock { $0.isClosed = true }
    await commit()
  }

  private func commit() async {
    let batch = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    guard !batch.isEmpty else { return }
    do {
      let written = try await journal.append(batch.map(\.entry))
      for (waiter, isWritten) in zip(batch, written) {
        if isWritten {
          waiter.continuation.resume()
        } else {
          waiter.continuation.resume(throwing: Failure.conflict)
        }
      }
      if batch.contains(where: \.entry.submits) { submitted() }
    } catch {
      for waiter in batch { waiter.continuation.resume(throwing: Failure.unavailable) }
    }
  }
}

extension JournalEntry {
  fileprivate var submits: Bool {
    if case .submitted = records.last?.event { true } else { false }
  }
}
