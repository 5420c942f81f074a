package import Contests
import Sessions
import Synchronization

/// The live standings of all stages, a projection of the results: whatever it holds can be thrown
/// away and built again from the store.
///
/// While a stage is frozen there are two tables of it, and the public's is the one of the moment of
/// the freeze.
package final class StandingsBoard: Sendable {
  private let store: any ResultStore & JudgingStore
  private let roster: any ContestantStore
  private let tables = Mutex<[Edition: StageTable]>([:])
  private let run: String
  private let tableCount = Atomic<Int>(0)

  /// Whose view it is.
  package enum View: Sendable {
    /// Contestants' and everybody's.
    case everyone
    /// Of those who work with results.
    case jury
  }

  /// Which standings of a stage.
  private struct Edition: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case live
      /// As they were when the freeze began.
      case frozen(StageFreeze)
      /// Of that version of the results.
      case certified(Int)

      var isFrozen: Bool { if case .frozen = self { true } else { false } }
    }

    let stage: StagePath
    let kind: Kind
  }

  /// One table and what is kept beside it.
  private final class StageTable: Sendable {
    let state: Mutex<State>
    let loading = Turn()

    struct State {
      var table: StandingsTable
      /// Whether what the store held is in the table.
      var isLoaded = false
      /// The roll-ups that were computed last, and when.
      var lastRollups: [RollupRules.Grouping: (rollups: Rollups, at: Instant)] = [:]

      /// Those that will do: for everybody also such as are a moment old.
      func rollups(
        by grouping: RollupRules.Grouping, headcountVersion: Int, for view: View, at now: Instant
      ) -> Rollups? {
        if view == .everyone, let last = lastRollups[grouping],
          last.rollups.headcountVersion == headcountVersion,
          last.at <= now, now < last.at + Limits.rollupAge
        {
          return last.rollups
        }
        return table.knownRollups(by: grouping, headcountVersion: headcountVersion)
      }
    }

    init(_ place: StagePlace, name: String) {
      state = Mutex(State(table: StandingsTable(place, name: name)))
    }
  }

  /// - Parameter run: letters and digits that no other run of the server has, for the names of tables.
  package init(
    store: any ResultStore & JudgingStore, roster: any ContestantStore, run: String = ""
  ) {
    self.run = run
    self.store = store
    self.roster = roster
  }

  /// Adds results that have just been recorded. A stage that nobody has asked for is not loaded; one
  /// that cannot be kept up, because a contestant cannot be read, is read anew at the next question.
  package func add(_ results: [AttemptResult]) async {
    for (stage, results) in Dictionary(grouping: results, by: \.stage) {
      let edition = Edition(stage: stage, kind: .live)
      guard let table = tables.withLock({ $0[edition] }) else { continue }
      do {
        var outcomes: [(outcome: AttemptOutcome, contestant: Contestant)] = []
        for result in results {
          guard let contestant = try await roster.contestant(result.contestant) else { continue }
          outcomes.append((result.outcome, contestant))
        }
        table.state.withLock { [outcomes] in $0.table.add(outcomes) }
      } catch {
        tables.withLock { $0[edition] = nil }
      }
    }
  }

  /// Has the standings of a stage read anew at the next question, after its results changed. What the
  /// public sees of a frozen one has not.
  func forget(_ stage: StagePath) {
    tables.withLock { tables in
      for edition in tables.keys where edition.stage == stage && !edition.kind.isFrozen {
        tables[edition] = nil
      }
    }
  }

  /// Has the live standings of a contest's stages read anew at the next question, after the teams of
  /// contestants changed. What is certified or frozen has not.
  package func forgetLive(_ contest: ContestID) {
    tables.withLock { tables in
      for edition in tables.keys where edition.stage.contest == contest && edition.kind == .live {
        tables[edition] = nil
      }
    }
  }

  /// Takes over what judges have just entered or ruled.
  ///
  /// - Parameter judgings: all that is known of each contestant by now.
  package func judge(
    _ stage: StagePath, _ judgings: [ContestantID: ContestantJudging]
  ) async {
    let edition = Edition(stage: stage, kind: .live)
    guard let table = tables.withLock({ $0[edition] }) else { return }
    do {
      for (id, judging) in judgings {
        guard let contestant = try await roster.contestant(id) else { continue }
        table.state.withLock { $0.table.judge(judging, of: contestant) }
      }
    } catch {
      tables.withLock { $0[edition] = nil }
    }
  }

  /// Reads anew at the next question the standings of stages in which results of this one count.
  package func forgetStages(after stage: StagePath) {
    tables.withLock { tables in
      for edition in tables.keys
      where edition.stage.contest == stage.contest && edition.stage.event == stage.event {
        let parts = tables[edition]?.state.withLock { $0.table.stage.parts } ?? []
        if parts.contains(where: { $0.source == .stage(stage.stage) }) { tables[edition] = nil }
      }
    }
  }

  /// Reads the standings of a stage as they are now for somebody; of a certified stage exactly
  /// those that were certified.
  ///
  /// - Parameter body: results wait while it runs. It changes nothing but what is kept ready made.
  /// - Throws: an error of the store, or what `body` throws.
  package func read<Value>(
    _ place: StagePlace, as view: View, _ body: (inout StandingsTable) throws -> Value
  ) async throws -> Value {
    try await table(of: place, view).state.withLock { try body(&$0.table) }
  }

  /// The roll-ups of a stage as they are now for somebody. While they are computed results wait, so
  /// that everybody's are computed anew only after `Limits.rollupAge`, however many results come and
  /// however many look; those of the jury are always the newest.
  ///
  /// - Parameters:
  ///   - now: must not go back.
  ///   - headcounts: reads those of the version.
  /// - Throws: an error of the store, or what `headcounts` throws.
  package func rollups(
    of place: StagePlace, by grouping: RollupRules.Grouping, as view: View, at now: Instant,
    headcountVersion: Int, _ headcounts: () async throws -> Headcounts
  ) async throws -> Rollups {
    let table = try await table(of: place, view)
    let known = table.state.withLock {
      $0.rollups(by: grouping, headcountVersion: headcountVersion, for: view, at: now)
    }
    if let known { return known }
    let headcounts = try await headcounts()
    return table.state.withLock { state in
      // Somebody else may have computed them meanwhile.
      if let known = state.rollups(
        by: grouping, headcountVersion: headcountVersion, for: view, at: now)
      {
        return known
      }
      let rollups = state.table.rollups(by: grouping, headcounts: headcounts)
      state.lastRollups[grouping] = (rollups, now)
      return rollups
    }
  }

  private func table(of place: StagePlace, _ view: View) async throws -> StageTable {
    let jury = place.certified.map { Edition.Kind.certified($0.version) } ?? .live
    let everyone = place.freeze.map { Edition.Kind.frozen($0) } ?? jury
    let kind = view == .jury ? jury : everyone
    let edition = Edition(stage: place.path, kind: kind)
    let table = tables.withLock { tables in
      if let table = tables[edition] { return table }
      // Nobody asks any more for what was live before it was certified, or frozen before.
      for known in tables.keys where known.stage == place.path {
        if known.kind != jury, known.kind != everyone { tables[known] = nil }
      }
      // What is recorded while it loads comes through `add` or is in the store already.
      let table = StageTable(place, name: name(of: edition, place))
      tables[edition] = table
      return table
    }
    if table.state.withLock({ $0.isLoaded }) { return table }
    try await table.loading.take {
      guard !table.state.withLock({ $0.isLoaded }) else { return }
      try await self.load(table, place, kind)
    }
    return table
  }

  /// A name that no other table has that might hold something else. What is frozen is the same
  /// whenever it is loaded.
  private func name(of edition: Edition, _ place: StagePlace) -> String {
    if case .frozen = edition.kind, let freeze = place.freeze {
      return "f\(freeze.at.milliseconds)"
    }
    return "t\(run)x\(tableCount.add(1, ordering: .relaxed).newValue)"
  }

  private func load(
    _ table: StageTable, _ place: StagePlace, _ kind: Edition.Kind
  ) async throws {
    switch kind {
    case .certified(let version): try await load(table, place, certified: version)
    case .live: try await load(table, place, at: nil)
    // Frozen after it was certified, which is not possible any more: the public saw that version.
    case .frozen(let freeze) where freeze.resultsVersion > 0:
      try await load(table, place, certified: freeze.resultsVersion)
    case .frozen(let freeze): try await load(table, place, at: freeze)
    }
    table.state.withLock { $0.isLoaded = true }
  }

  private func load(
    _ table: StageTable, _ place: StagePlace, certified version: Int
  ) async throws {
    guard let document = try await store.certified(place.path, version: version) else { return }
    let results = try CertifiedResults.read(document: document).results
    table.state.withLock { $0.table.fill(results) }
  }

  private func load(
    _ table: StageTable, _ place: StagePlace, at freeze: StageFreeze?
  ) async throws {
    let source = try await StandingsSource(of: place, from: store, roster: roster, at: freeze)
    table.state.withLock { state in
      state.table.reserve(contestants: min(source.attempts.count, source.contestantCount))
      state.table.carry(source.carried)
      state.table.add(source.outcomes(under: freeze?.keyVersion))
      for id in source.judging.contestants {
        guard let contestant = source.contestant(id), let known = source.judging[id] else {
          continue
        }
        state.table.judge(known, of: contestant)
      }
    }
  }
}

extension StandingsTable {
  /// Takes over certified results.
  fileprivate mutating func fill(_ results: CertifiedResults) {
    reserve(contestants: results.entries.count)
    for entry in results.entries { place(StageResult(entry), of: results.contestant(entry)) }
    for one in results.unranked ?? [] {
      place(
        StageResult(one.entry), of: results.contestant(one.entry), against: one.reasons)
    }
  }
}
