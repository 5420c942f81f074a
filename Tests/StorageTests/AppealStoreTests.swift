import Contests
import Fixtures
import GRDB
import Scoring
import Testing

@testable import SQLiteStorage

/// Appeals as they are kept.
@Suite struct AppealStoreTests {
  private let temporary: TemporaryStore
  private var store: SQLiteStore { temporary.store }

  init() throws { temporary = try TemporaryStore() }

  @Test func everybodyHasTheirOwnAppealsAndTheStageItsNumbers() async throws {
    let (stage, other) = (try Sample.path("practice"), try Sample.path("preliminary"))
    let (me, you) = (try ContestantID("1000"), try ContestantID("1001"))
    func file(_ contestant: ContestantID, at stage: StagePath) async throws -> Int? {
      try await store.file(.result, "why", by: contestant, at: stage, Sample.start)
    }
    for number in 1...Limits.appealsPerStage {
      #expect(try await file(me, at: stage) == number)
    }
    #expect(try await file(me, at: stage) == nil)
    #expect(try await file(you, at: stage) == Limits.appealsPerStage + 1)
    #expect(try await file(me, at: other) == 1)
    let step = Appeal.Step(kind: .uphold, judge: "wang", at: Sample.start, reason: "r")
    for number in [1, Limits.appealsPerStage + 1] {
      #expect(try await store.add(step, to: number, of: stage, after: 0))
    }
    let mine = try await store.appeals(of: stage, by: me)
    #expect(mine.map(\.number) == Array(1...Limits.appealsPerStage))
    #expect(mine.map(\.steps.count) == [1] + Array(repeating: 0, count: mine.count - 1))
    let yours = try await store.appeals(of: stage, by: you)
    #expect(yours.map(\.contestant) == [you] && yours.map(\.state) == [.upheld])
    #expect(try await store.appeals(of: stage, by: nil) == mine + yours)
  }

  /// Whoever files waits for no count of everybody's appeals.
  @Test func ownAppealsAreFoundByTheirIndex() async throws {
    let plan = try await store.pool.read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + SQLiteStore.appealCounts,
        arguments: ["cup", "fitter", "practice", "1000"]
      ).map { $0["detail"] as String }
    }
    let searches = plan.filter { $0.contains("appeal") }
    #expect(searches.count == 2 && searches.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
    #expect(
      searches.contains {
        $0.contains("appeal_contestant (contest=? AND event=? AND stage=? AND contestant=?)")
      }, "\(plan)")
  }
}
