package import Contests
package import Logging
import ServiceLifecycle
import Synchronization

/// Writes the entries that arrive while a commit is under way together, in the order in which they
/// came, and says of each when it is durable.
package final class GroupCommit: Service {
  private let journal: any SessionJournal
  private let queue: Mutex<CommitQueue<@Sendable (WriteOutcome) -> Void>>
  private let now: @Sendable () -> Instant
  private let submitted: @Sendable () -> Void
  private let logger: Logger
  private let wake: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  /// - Parameters:
  ///   - capacity: entries that may wait.
  ///   - now: the server's clock.
  ///   - submitted: called after each commit that holds a submission.
  package init(
    journal: any SessionJournal, capacity: Int = Limits.journalQueue,
    now: @escaping @Sendable () -> Instant, logger: Logger,
    submitted: @escaping @Sendable () -> Void
  ) {
    self.journal = journal
    queue = Mutex(CommitQueue(capacity: capacity))
    self.now = now
    self.logger = logger
    self.submitted = submitted
    (wake, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Whether a request that makes an entry should be taken at all.
  package var hasRoom: Bool { queue.withLock { $0.hasRoom } }

  /// Takes an entry to be written; two calls after one another keep their order.
  ///
  /// - Parameter written: called once when it is durable or is known not to be, never by `append`.
  /// - Returns: `false` when nothing is written any more; `written` is not called then.
  package func append(
    _ entry: JournalEntry, written: @escaping @Sendable (WriteOutcome) -> Void
  ) -> Bool {
    switch queue.withLock({ $0.append(entry, written) }) {
    case .taken(let wake):
      if wake { bell.yield() }
      return true
    case .refused: return false
    }
  }

  /// Writes until the service group shuts down, then whatever still waits.
  package func run() async throws {
    await withGracefulShutdownHandler {
      for await _ in wake { await write() }
    } onGracefulShutdown: {
      self.bell.finish()
    }
    queue.withLock { $0.close() }
    await write()
  }

  /// Commits until nothing waits.
  private func write() async {
    while true {
      let batch = queue.withLock { $0.takeBatch(at: now()) }
      guard !batch.isEmpty else { return }
      do {
        let written = try await journal.append(batch.map(\.entry))
        queue.withLock { $0.wrote(at: now()) }
        for (item, isWritten) in zip(batch, written) {
          item.ticket(isWritten ? .durable : .conflict)
        }
      } catch {
        logger.error("commit failed", metadata: ["entries": "\(batch.count)", "error": "\(error)"])
        queue.withLock { $0.wrote(at: now()) }
        for item in batch { item.ticket(.failed) }
      }
      // Also when it is said to have failed: it may have been written all the same.
      if batch.contains(where: \.entry.submits) { submitted() }
    }
  }
}
