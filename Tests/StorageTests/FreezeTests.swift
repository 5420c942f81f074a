import AttemptRecords
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Sessions
import Testing

/// Freezes as they are kept, and what they hide.
@Suite struct FreezeTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let note = StaffNote(actor: "chief", at: Sample.start, reason: "r")

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
  }

  @Test func aStageIsFrozenOnceAtATimeAndEveryFreezeIsKept() async throws {
    let stage = try Sample.path("practice")
    #expect(try await store.unfreeze(stage, note) == false)
    try await store.record([], upTo: 7)
    #expect(try await store.freeze(stage, note) == StageFreeze(position: 7, at: Sample.start))
    await #expect(throws: FreezeRefusal.frozenAlready(stage)) {
      try await store.freeze(stage, note)
    }
    #expect(try await store.freezes(of: stage.contest).map(\.key) == [stage])
    #expect(try await store.unfreeze(stage, note))
    #expect(try await store.freezes(of: stage.contest).isEmpty)
    try await store.record([], upTo: 9)
    #expect(try await store.freeze(stage, note).position == 9)
    let kept = try await store.pool.read {
      try Int.fetchAll($0, sql: "SELECT position FROM freeze ORDER BY number")
    }
    #expect(kept == [7, 9])
  }

  @Test func theEndOfTheLastFreezeIsKept() async throws {
    let stage = try Sample.path("practice")
    func note(_ seconds: Int64) -> StaffNote {
      StaffNote(actor: "chief", at: Sample.start + .seconds(seconds), reason: "r")
    }
    #expect(try await store.lastUnfreeze(of: stage) == nil)
    for (begin, end) in [(1, 2), (3, 4)] as [(Int64, Int64)] {
      _ = try await store.freeze(stage, note(begin))
      _ = try await store.unfreeze(stage, note(end))
      #expect(try await store.lastUnfreeze(of: stage) == Sample.start + .seconds(end))
    }
    _ = try await store.freeze(stage, note(5))
    #expect(try await store.lastUnfreeze(of: stage) == Sample.start + .seconds(4))
    #expect(try await store.lastUnfreeze(of: try Sample.path("preliminary")) == nil)
    // An earlier version froze what the public had seen: that kept nothing back.
    _ = try await store.unfreeze(stage, note(6))
    try await store.write {
      try $0.execute(sql: "UPDATE freeze SET results_version = 1 WHERE number = 3")
    }
    #expect(try await store.lastUnfreeze(of: stage) == Sample.start + .seconds(4))
  }

  /// What was certified is public already, and computing it anew would show less of it.
  @Test func whatIsCertifiedIsNotFrozen() async throws {
    let stage = try Sample.path("practice")
    _ = try await store.freeze(stage, note)
    try await store.write {
      try $0.execute(
        sql: """
          INSERT INTO certified_result
            (contest, event, stage, version, hash, certified_at, judges, document)
          VALUES ('cup', 'fitter', 'practice', 1, hex(zeroblob(32)), 0, 'wang', x'00');
          """)
    }
    await #expect(throws: FreezeRefusal.certified(stage)) { try await store.freeze(stage, note) }
    #expect(try await store.unfreeze(stage, note))
    await #expect(throws: FreezeRefusal.certified(stage)) { try await store.freeze(stage, note) }
    #expect(try await store.freezes(of: stage.contest).isEmpty)
    _ = try await store.freeze(try Sample.path("preliminary"), note)
  }

  /// A start that is refused or taken would tell who passed.
  @Test func theShortlistOfAFrozenStageIsToldToNobody() async throws {
    let stage = try Sample.path("practice")
    let someone = try ContestantID("1000")
    try await store.write {
      try $0.execute(
        sql: "INSERT INTO shortlist VALUES ('cup', 'fitter', 'practice', '1000')")
    }
    #expect(try await store.isShortlisted(someone, at: stage))
    _ = try await store.freeze(try Sample.path("preliminary"), note)
    #expect(try await store.isShortlisted(someone, at: stage))
    _ = try await store.freeze(stage, note)
    #expect(try await store.isShortlisted(someone, at: stage) == false)
    _ = try await store.unfreeze(stage, note)
    #expect(try await store.isShortlisted(someone, at: stage))
  }

  /// A statement that stays open would keep the log from ever being written back.
  @Test func readingAtOnceLeavesNoStatementOpen() async throws {
    let chain = try RecordChain(7)
    #expect(try await store.append([chain.entry()]) == [true])
    let stage = chain.start.stage
    let contestant = try Sample.contestant("1000")
    _ = try await store.records(of: chain.id)
    _ = try await store.record(of: chain.id, sequence: 0)
    _ = try await store.standing(of: contestant, at: stage)
    _ = try await store.projectedPosition()
    _ = try await store.result(of: chain.id)
    _ = try await store.isShortlisted(contestant.id, at: stage)
    let busy = try await store.pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    #expect(busy == 0)
  }
}
