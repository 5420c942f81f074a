import Fixtures
import GRDB
import SQLiteStorage
import Synchronization

extension SQLiteStore {
  /// Hands in the writes one after another while the writing connection is held, so that they
  /// share a transaction, and returns what became of each.
  func together<Value: Sendable>(
    _ bodies: [@Sendable (Database) throws -> Value]
  ) async throws -> [Result<Value, any Error>] {
    let gate = WriterGate(self)
    return try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>)?.self) { group in
      group.addTask {
        try await gate.hold()
        return nil
      }
      try await gate.gathered(0)
      for (index, body) in bodies.enumerated() {
        group.addTask {
          do { return (index, .success(try await self.write(body))) } catch {
            return (index, .failure(error))
          }
        }
        try await gate.gathered(index + 1)
      }
      gate.open()
      var outcomes: [Int: Result<Value, any Error>] = [:]
      for try await case (let index, let outcome)? in group { outcomes[index] = outcome }
      return bodies.indices.compactMap { outcomes[$0] }
    }
  }
}

extension Result {
  var error: Failure? { if case .failure(let error) = self { error } else { nil } }
}

/// Counts the transactions of the writing connection and may refuse them.
final class CommitCounter: TransactionObserver, Sendable {
  struct Refused: Error {}

  private let state = Mutex((commits: 0, isRefusing: false))

  var commits: Int { state.withLock { $0.commits } }

  var isRefusing: Bool {
    get { state.withLock { $0.isRefusing } }
    set { state.withLock { $0.isRefusing = newValue } }
  }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseWillCommit() throws { if isRefusing { throw Refused() } }
  func databaseDidCommit(_ database: Database) { state.withLock { $0.commits += 1 } }
  func databaseDidRollback(_ database: Database) {}
}
