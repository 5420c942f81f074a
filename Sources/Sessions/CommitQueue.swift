package import Contests

/// The entries that wait for the next commit, in order, each with whoever wants to know of it. Pure.
///
/// Whatever arrives while one commit is under way goes into the next. When more keeps arriving than can
/// be written, the queue is kept as short as `Congestion` says. How long it is, is told by the work
/// of its entries and not by their number: one may have hundreds of records.
package struct CommitQueue<Ticket>: ~Copyable {
  private var waiting: [(entry: JournalEntry, ticket: Ticket)] = []
  /// That of all that wait.
  private var work = 0
  private var isWriting = false
  private var isClosed = false
  private let capacity: Int
  private var congestion: Congestion

  /// - Parameter capacity: how much waits at most, in records by themselves.
  package init(capacity: Int) {
    self.capacity = capacity
    congestion = Congestion(capacity: capacity)
  }

  /// Whether a request that makes an entry should be taken at all.
  package var hasRoom: Bool { work < congestion.limit }

  /// What became of an entry that was offered.
  package enum Admission: Sendable {
    /// It waits; `wake` when somebody must be told to call `takeBatch`.
    case taken(wake: Bool)
    /// Nothing is written any more.
    case refused
  }

  /// Takes an entry; beyond the capacity too, since it has been decided.
  package mutating func append(
    _ entry: JournalEntry, _ ticket: Ticket
  ) -> Admission {
    guard !isClosed else { return .refused }
    waiting.append((entry, ticket))
    work += entry.work
    return .taken(wake: waiting.count == 1 && !isWriting)
  }

  /// What is to be written now; call `wrote` when it is done, and then again until there is nothing.
  package mutating func takeBatch(at instant: Instant) -> [(entry: JournalEntry, ticket: Ticket)] {
    guard !waiting.isEmpty else {
      isWriting = false
      return []
    }
    isWriting = true
    congestion.began(count: work, at: instant)
    defer { (waiting, work) = ([], 0) }
    return waiting
  }

  /// The batch has come to its end, well or not.
  package mutating func wrote(at instant: Instant) { congestion.ended(at: instant) }

  /// From now on every entry is refused; what waits is still written.
  package mutating func close() { isClosed = true }
}
