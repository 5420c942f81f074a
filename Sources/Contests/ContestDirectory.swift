import Synchronization

/// The contests and the states of their stages, kept in memory before a store.
///
/// Contests never change once created and states change only through `move`, so a hit needs no
/// read. One directory serves one server.
package final class ContestDirectory: Sendable {
  private let store: any ContestStore
  private let cache = Mutex(Cache())

  private struct Cache {
    var entries: [ContestID: Entry] = [:]
    /// Counts what was forgotten: whoever read before a change must not keep what it read.
    var changes = 0
  }

  private struct Entry {
    let contest: Contest
    let places: [StagePath: StagePlace]
  }

  package init(store: any ContestStore) { self.store = store }

  /// Absent when there is no such contest.
  package func contest(_ id: ContestID) async throws -> Contest? { try await entry(id)?.contest }

  /// Every contest, in the order of its id.
  package func contests() async throws -> [Contest] { try await store.contests() }

  /// A stage with its contest, its event and its state; absent when the path names none.
  package func stage(_ path: StagePath) async throws -> StagePlace? {
    try await entry(path.contest)?.places[path]
  }

  /// Creates a contest; `false` when its id is taken.
  package func create(
    _ contest: Contest, plan: String, policies: [PackID: Int]
  ) async throws -> Bool {
    try await store.create(contest, plan: plan, policies: policies)
  }

  /// Moves a stage forward; `false` when it is not in one of `from`.
  package func move(
    _ path: StagePath, from: Set<StageState>, to state: StageState
  ) async throws -> Bool {
    defer { forget(path.contest) }
    return try await store.move(path, from: from, to: state)
  }

  /// Lets the public see no results of a stage after those recorded by now.
  ///
  /// - Throws: `FreezeRefusal`, or an error of the store.
  package func freeze(_ path: StagePath, _ note: StaffNote) async throws -> StageFreeze {
    defer { forget(path.contest) }
    return try await store.freeze(path, note)
  }

  /// Lets the public see everything again; `false` when the stage is not frozen.
  package func unfreeze(_ path: StagePath, _ note: StaffNote) async throws -> Bool {
    defer { forget(path.contest) }
    return try await store.unfreeze(path, note)
  }

  /// Reads a contest's states anew at the next question, after somebody else moved a stage.
  package func forget(_ contest: ContestID) {
    cache.withLock { cache in
      cache.entries[contest] = nil
      cache.changes += 1
    }
  }

  private func entry(_ id: ContestID) async throws -> Entry? {
    let (hit, changes) = cache.withLock { ($0.entries[id], $0.changes) }
    if let hit { return hit }
    guard let contest = try await store.contest(id) else { return nil }
    let states = try await store.states(of: id)
    let freezes = try await store.freezes(of: id)
    let certifications = try await store.certifications(of: id)
    let places = contest.stagePaths.compactMap { path in
      contest.event(path.event).flatMap { event in
        contest.stage(path).map { stage in
          StagePlace(
            path: path, contest: contest, event: event, stage: stage,
            state: states[path] ?? .draft, freeze: freezes[path], certified: certifications[path])
        }
      }
    }
    let entry = Entry(
      contest: contest,
      places: Dictionary(uniqueKeysWithValues: places.map { ($0.path, $0) }))
    cache.withLock { if $0.changes == changes { $0.entries[id] = entry } }
    return entry
  }
}

/// A stage with all that surrounds it.
package final class StagePlace: Sendable {
  package let path: StagePath
  package let contest: Contest
  package let event: Event
  package let stage: Stage
  package let state: StageState
  /// Present while the public view stands still.
  package let freeze: StageFreeze?
  /// Present when results were certified.
  package let certified: StageCertification?

  /// The version of the stage's keys that the public sees: a correction of certified results shows
  /// only once they are certified anew. Absent: the newest.
  package var publicKeyVersion: Int? { freeze?.keyVersion ?? certified?.keyVersion }

  /// Whether everybody is shown the same of the stage by both, apart from results that come in.
  package func isShown(as other: StagePlace) -> Bool {
    state == other.state && freeze == other.freeze && certified == other.certified
  }

  /// The state as contestants and strangers are told it.
  package var publicState: StageState { freeze?.publicState(of: state) ?? state }

  /// Whether contestants are told scores by now, theirs and others'.
  package var tellsScores: Bool { stage.feedback.tellsScore || publicState == .certified }

  package init(
    path: StagePath, contest: Contest, event: Event, stage: Stage, state: StageState,
    freeze: StageFreeze? = nil, certified: StageCertification? = nil
  ) {
    self.path = path
    self.contest = contest
    self.event = event
    self.stage = stage
    self.state = state
    self.freeze = freeze
    self.certified = certified
  }
}
