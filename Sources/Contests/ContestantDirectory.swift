import Synchronization

/// The contestants, of whom those asked for by number are kept in memory before a store: nobody's
/// entry on a roster ever changes.
package final class ContestantDirectory: Sendable {
  private let store: any ContestantStore
  private let known = Mutex<[ContestantID: Contestant]>([:])

  /// So many take about 30 MB.
  private static let capacity = 100_000

  package init(store: any ContestantStore) { self.store = store }
}

extension ContestantDirectory: ContestantStore {
  /// As the store has them.
  package func contestants(of contest: ContestID, event: EventID?) async throws -> [Contestant] {
    try await store.contestants(of: contest, event: event)
  }

  /// Read once, and kept.
  package func contestant(_ id: ContestantID) async throws -> Contestant? {
    if let hit = known.withLock({ $0[id] }) { return hit }
    guard let contestant = try await store.contestant(id) else { return nil }
    known.withLock { known in
      if known.count >= Self.capacity { known = [:] }
      known[id] = contestant
    }
    return contestant
  }

  /// As the store has it.
  package func isShortlisted(
    _ contestant: ContestantID, at stage: StagePath
  ) async throws -> Bool {
    try await store.isShortlisted(contestant, at: stage)
  }
}
