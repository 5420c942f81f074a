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
  ///   - capacity: how much may wait, in records by themselves.
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

  private typealias Batch = [(entry: JournalEntry, ticket: @Sendable (WriteOutcome) -> Void)]

  /// Commits until nothing waits. While a batch is written, the one before it is told.
  private func write() async {
    var (past, outcomes): (Batch, [WriteOutcome]) = ([], [])
    while true {
      let batch = queue.withLock { $0.takeBatch(at: now()) }
      guard !batch.isEmpty else { return tell(past, outcomes) }
      async let next = commit(batch.map(\.entry))
      tell(past, outcomes)
      (past, outcomes) = (batch, await next)
    }
  }

  private func commit(_ entries: [JournalEntry]) async -> [WriteOutcome] {
    defer { queue.withLock { $0.wrote(at: now()) } }
    do {
      return try await journal.append(entries).map { $0 ? .durable : .conflict }
    } catch {
      logger.error("commit failed", metadata: ["entries": "\(entries.count)", "error": "\(error)"])
      return Array(repeating: .failed, count: entries.count)
    }
  }

  private func tell(_ batch: Batch, _ outcomes: [WriteOutcome]) {
    for (item, outcome) in zip(batch, outcomes) { item.ticket(outcome) }
    // Also when it is said to have failed: it may have been written all the same.
    if batch.contains(where: \.entry.submits) { submitted() }
  }
}
