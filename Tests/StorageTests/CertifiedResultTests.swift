import Contests
import Fixtures
import SQLiteStorage
import Scoring
import Testing

/// Certified results as they are kept.
@Suite struct CertifiedResultTests {
  private let store: SQLiteStore
  private let temporary: TemporaryStore

  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    let stage = try Sample.path("practice")
    _ = try await store.move(stage, from: [.draft], to: .open)
    _ = try await store.move(stage, from: [.open], to: .closed)
  }

  /// Who appeals between a judge's look and the certificate is not passed over.
  @Test func anAppealThatTheJudgeDidNotSeeStandsInTheWay() async throws {
    let results = try Sample.certified("practice", [("1000", true)])
    let stage = results.path
    let mine = try ContestantID("1000")
    #expect(try await store.file(.result, "why", by: mine, at: stage, Sample.start) == 1)
    #expect(try await store.keep(results, document: [1], weighing: []) == false)
    let seen = try await store.appeals(of: stage, by: nil)
    let step = Appeal.Step(kind: .reject, judge: "wang", at: Sample.start, reason: "r")
    #expect(try await store.add(step, to: 1, of: stage, after: 0))
    #expect(try await store.keep(results, document: [1], weighing: seen) == false)
    #expect(try await store.certified(stage) == nil)
    #expect(try await store.states(of: stage.contest)[stage] == .closed)
    let all = try await store.appeals(of: stage, by: nil)
    #expect(try await store.keep(results, document: [1], weighing: all))
    #expect(try await store.certified(stage) == [1])
    #expect(try await store.states(of: stage.contest)[stage] == .certified)
  }
}
