package import Contests

/// The entries that wait for the next commit, in order, each with whoever wants to know of it. Pure.
///
/// Whatever arrives while one commit is under way goes into the next. A stall of the disk only makes
/// the queue long; when it stays long, more is arriving than can be written, and the queue refuses
/// what would have to wait longer than `Limits.commitPatience`.
package struct CommitQueue<Ticket>: ~Copyable {
  private var waiting: [(entry: JournalEntry, ticket: Ticket)] = []
  /// When the oldest of `waiting` came.
  private var oldest: Instant?
  private var isWriting = false
  private var isClosed = false
  private let capacity: Int
  private var congestion: Congestion

  /// - Parameter capacity: the most entries that wait.
  package init(capacity: Int) {
    self.capacity = capacity
    congestion = Congestion(capacity: capacity)
  }

  /// Whether a request that makes an entry should be taken at all.
  package var hasRoom: Bool { waiting.count < congestion.limit }

  /// What became of an entry that was offered.
  package enum Admission: Sendable {
    /// It waits; `wake` when somebody must be told to call `takeBatch`.
    case taken(wake: Bool)
    /// Nothing is written any more.
    case refused
  }

  /// Takes an entry; beyond the capacity too, since it has been decided.
  package mutating func append(
    _ entry: JournalEntry, _ ticket: Ticket, at instant: Instant
  ) -> Admission {
    guard !isClosed else { return .refused }
    waiting.append((entry, ticket))
    oldest = oldest ?? instant
    return .taken(wake: waiting.count == 1 && !isWriting)
  }

  /// What is to be written now, and when the oldest of it came; call `wrote` when it is done, and
  /// then again until there is nothing.
  package mutating func takeBatch() -> [(entry: JournalEntry, ticket: Ticket)] {
    guard !waiting.isEmpty else {
      isWriting = false
      return []
    }
    isWriting = true
    defer { waiting = [] }
    congestion.began(count: waiting.count, oldest: oldest)
    oldest = nil
    return waiting
  }

  /// The batch has come to its end, well or not.
  package mutating func wrote(at instant: Instant) { congestion.ended(at: instant) }

  /// From now on every entry is refused; what waits is still written.
  package mutating func close() { isClosed = true }
}

/// Tells a long queue after a stall from a queue that stays long. Pure.
///
/// Source: the idea of a target and an interval is that of CoDel (RFC 8289).
struct Congestion: Sendable {
  /// How many entries may wait.
  private(set) var limit: Int
  private let capacity: Int
  private var batch = 0
  private var oldest: Instant?
  private var lateSince: Instant?
  private var isShedding = false

  /// No queue is too short to be worth a commit.
  private static let leastLimit = 32

  init(capacity: Int) {
    self.capacity = capacity
    limit = capacity
  }

  mutating func began(count: Int, oldest: Instant?) {
    batch = count
    self.oldest = oldest
  }

  mutating func ended(at instant: Instant) {
    guard let oldest else { return }
    let wait = max(instant - oldest, Milliseconds(1))
    let late = isShedding ? Milliseconds(Limits.commitPatience.count / 2) : Limits.commitPatience
    guard wait > late else {
      lateSince = nil
      isShedding = false
      limit = capacity
      return
    }
    let since = lateSince ?? instant
    lateSince = since
    guard isShedding || instant - since >= Limits.commitPatience + Limits.commitPatience else {
      return
    }
    isShedding = true
    // What was written in this time is what can be written in the time that a request may wait.
    let bearable = batch * Int(Limits.commitPatience.count) / (2 * Int(wait.count))
    limit = min(capacity, max(Self.leastLimit, bearable))
  }
}

extension Milliseconds {
  fileprivate static func + (left: Milliseconds, right: Milliseconds) -> Milliseconds {
    Milliseconds(left.count + right.count)
  }
}
