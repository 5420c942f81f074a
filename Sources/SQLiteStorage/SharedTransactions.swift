import GRDB
import Synchronization

/// Runs the writes that arrive while a transaction is under way together in the next one.
///
/// A commit costs a sync of the disk however little was written, so that thousands of small writes
/// within seconds would wait for thousands of syncs, and everybody else behind them. Here they
/// wait for a few.
///
/// Writes run in the order in which they arrived, each on top of those before it. A caller goes on
/// only after COMMIT, also one whose write threw: what it read may have been a neighbour's. When the
/// transaction fails, every write in it fails with the same error and none is stored. Whether
/// the caller's task has been cancelled makes no difference: a write that was handed in is carried
/// out, and its caller is told what became of it.
///
/// Whoever waits is a caller, so what waits is bounded by the number of callers.
final class SharedTransactions: Sendable {
  /// Writes in one transaction. More of them would hardly save a sync and would let the first
  /// wait for the last.
  static let capacity = 1000

  private let pool: DatabasePool
  private let state = Mutex(State())

  private struct State {
    var waiting: [Write] = []
    /// Whether the writing connection has been asked to empty `waiting`.
    var isScheduled = false
    var isClosed = false
  }

  /// Lets a caller go on, with what it asked for or with an error.
  private typealias Answer = @Sendable () -> Void

  private struct Write: Sendable {
    /// Makes the changes and returns what tells the caller of them.
    let run: @Sendable (Database) throws -> Answer
    let fail: @Sendable (any Error) -> Void
  }

  init(_ pool: DatabasePool) { self.pool = pool }

  /// Writes that wait for the next transaction.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Returns what `body` returned, when its changes are durable.
  ///
  /// It runs in the caller's isolation up to its place in the queue, so that two calls of one actor
  /// keep their order.
  ///
  /// - Throws: what `body` throws, after its own changes were taken back; the database's error when
  ///   the transaction failed, of which nothing is stored then.
  nonisolated(nonsending) func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      append(
        Write(
          run: { database in
            let value = try body(database)
            return { continuation.resume(returning: value) }
          },
          fail: { continuation.resume(throwing: $0) }))
    }
  }

  /// Carries out what waits and refuses everything that comes later.
  func close() {
    state.withLock { $0.isClosed = true }
    pool.writeWithoutTransaction { database in
      while commitNext(on: database) {}
    }
  }

  private func append(_ write: Write) {
    let isRefused = state.withLock { state in
      guard !state.isClosed else { return true }
      state.waiting.append(write)
      if !state.isScheduled { schedule(&state) }
      return false
    }
    if isRefused {
      write.fail(DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed"))
    }
  }

  /// Asks for the writing connection once. The lock is held meanwhile, so that `close` comes after
  /// every request in the connection's queue.
  private func schedule(_ state: inout State) {
    state.isScheduled = true
    pool.asyncWriteWithoutTransaction { database in
      _ = self.commitNext(on: database)
      // Asking anew, instead of going on, lets other users of the connection have their turn.
      self.state.withLock { state in
        state.isScheduled = false
        if !state.waiting.isEmpty { self.schedule(&state) }
      }
    }
  }

  /// Carries out the next writes in one transaction; false when none waited.
  private func commitNext(on database: Database) -> Bool {
    let group = state.withLock { state in
      let group = Array(state.waiting.prefix(Self.capacity))
      state.waiting.removeFirst(group.count)
      return group
    }
    guard !group.isEmpty else { return false }
    for answer in Self.commit(group, on: database) { answer() }
    return true
  }

  private static func commit(_ group: [Write], on database: Database) -> [Answer] {
    var answers: [Answer] = []
    answers.reserveCapacity(group.count)
    do {
      try database.inTransaction(.immediate) {
        for write in group {
          answers.append(
            try group.count == 1 ? write.run(database) : run(write, inSavepointOf: database))
        }
        return .commit
      }
      return answers
    } catch {
      return group.map { write in { write.fail(error) } }
    }
  }

  /// Runs one write of several, so that it can fail alone.
  ///
  /// - Throws: when the whole transaction must fail: SQLite has rolled it back by itself, as it may
  ///   when the disk is full, or what the write changed could not be taken back.
  private static func run(_ write: Write, inSavepointOf database: Database) throws -> Answer {
    try database.execute(sql: "SAVEPOINT shared_write")
    let answer: Answer
    do {
      answer = try write.run(database)
    } catch {
      guard database.isInsideTransaction else { throw error }
      try database.execute(sql: "ROLLBACK TO shared_write")
      try database.execute(sql: "RELEASE shared_write")
      return { write.fail(error) }
    }
    try database.execute(sql: "RELEASE shared_write")
    return answer
  }
}
