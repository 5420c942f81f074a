import Synchronization

/// The contestants, of whom those asked for by number are kept in memory before a store: of an entry
/// on a roster nothing but the team ever changes, and whoever changes that has it forgotten.
package final class ContestantDirectory: Sendable {
  private let store: any ContestantStore
  private let known = Mutex(Known())

  private struct Known {
    var contestants: [ContestantID: Contestant] = [:]
    /// How often some were forgotten: what was read before that is not kept.
    var changes = 0
  }

  /// So many take about 30 MB.
  private static let capacity = 100_000

  package init(store: any ContestantStore) { self.store = store }

  /// Reads contestants anew at the next question, after their teams have changed.
  package func forget(_ contestants: some Sequence<ContestantID>) {
    known.withLock { known in
      for id in contestants { known.contestants[id] = nil }
      known.changes += 1
    }
  }
}

extension ContestantDirectory: ContestantStore {
  /// As the store has them.
  package func contestants(
    of contest: ContestID, event: EventID?, at instant: Instant?
  ) async throws -> [Contestant] {
    try await store.contestants(of: contest, event: event, at: instant)
  }

  /// Read once, and kept until it is forgotten.
  package func contestant(_ id: ContestantID) async throws -> Contestant? {
    let (hit, changes) = known.withLock { ($0.contestants[id], $0.changes) }
    if let hit { return hit }
    guard let contestant = try await store.contestant(id) else { return nil }
    known.withLock { known in
      guard known.changes == changes else { return }
      if known.contestants.count >= Self.capacity { known.contestants = [:] }
      known.contestants[id] = contestant
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
