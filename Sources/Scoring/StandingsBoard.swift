package import Contests
import Synchronization

/// The live standings of all stages, a projection of the results: whatever it holds can be thrown
/// away and built again from the store.
package final class StandingsBoard: Sendable {
  private let store: any ResultStore
  private let roster: any ContestantStore
  private let boards = Mutex<[StagePath: Board]>([:])
  private let certified = Mutex<[StagePath: Standings]>([:])

  private struct Board {
    var attempts: [ContestantID: [AttemptResult]] = [:]
    /// Whether what the store held is in `attempts`.
    var isLoaded = false
    var standings: Standings?

    var count: Int { attempts.values.reduce(0) { $0 + $1.count } }

    mutating func add(_ result: AttemptResult) {
      let known = attempts[result.contestant] ?? []
      guard !known.contains(where: { $0.attempt == result.attempt }) else { return }
      attempts[result.contestant] = known + [result]
      standings = nil
    }
  }

  package init(store: any ResultStore, roster: any ContestantStore) {
    self.store = store
    self.roster = roster
  }

  /// Adds results that have just been recorded. A stage that nobody has asked for is not loaded.
  package func add(_ results: [AttemptResult]) {
    boards.withLock { boards in
      for result in results {
        guard boards[result.stage] != nil else { continue }
        boards[result.stage]?.add(result)
      }
    }
  }

  /// The standings of a stage as they are now; of a certified stage exactly those that were
  /// certified.
  package func standings(of place: StagePlace) async throws -> Standings {
    place.state == .certified
      ? try await certifiedStandings(of: place) : try await liveStandings(of: place)
  }

  private func certifiedStandings(of place: StagePlace) async throws -> Standings {
    if let hit = certified.withLock({ $0[place.path] }) { return hit }
    guard let document = try await store.certified(place.path) else {
      return Standings(of: [], by: place.stage)
    }
    let results = try CertifiedResults.read(document: document).results
    let standings = Standings(
      of: results.entries.map { (results.contestant($0), StageResult($0)) }, by: results.stage)
    certified.withLock { $0[place.path] = standings }
    return standings
  }

  private func liveStandings(of place: StagePlace) async throws -> Standings {
    if let hit = boards.withLock({ $0[place.path]?.standings }) { return hit }
    if boards.withLock({ $0[place.path]?.isLoaded }) != true {
      // Results recorded while loading are in the store already or come through `add`: the empty
      // board that takes them is put up first.
      boards.withLock { $0[place.path, default: Board()].standings = nil }
      let stored = try await store.results(of: place.path)
      boards.withLock { boards in
        for result in stored { boards[place.path]?.add(result) }
        boards[place.path]?.isLoaded = true
      }
    }
    // The roster after the attempts: whoever has an attempt is on it by then.
    let attempts = boards.withLock { $0[place.path]?.attempts ?? [:] }
    let contestants = try await roster.contestants(
      of: place.contest.id, event: place.stage.admission.source == .roster ? place.event.id : nil)
    let byID = Dictionary(contestants.map { ($0.id, $0) }) { first, _ in first }
    let standings = Standings(
      of: attempts.compactMap { id, attempts in
        guard let contestant = byID[id],
          let result = StageResult(of: attempts, in: place.stage, zone: place.contest.zone)
        else { return nil }
        return (contestant, result)
      }, by: place.stage)
    boards.withLock { boards in
      // Kept only if nothing arrived meanwhile; otherwise the next reader computes it again.
      if boards[place.path]?.count == attempts.values.reduce(0, { $0 + $1.count }) {
        boards[place.path]?.standings = standings
      }
    }
    return standings
  }
}
