import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Testing

/// The acts of judges as they are kept.
@Suite struct JudgingStoreTests {
  private let temporary: TemporaryStore
  private var store: SQLiteStore { temporary.store }

  init() throws { temporary = try TemporaryStore() }

  private func entry(_ score: Int, _ contestant: String = "1000") throws -> JudgingRecord.Entry {
    JudgingRecord.Entry(
      .scored, try ContestantID(contestant), part: try PartID("practical"), judge: "li",
      score: Points(score), note: "规范", reason: "重新测量", actor: "li", at: Sample.start)
  }

  @Test func actsComeBackInTheirOrder() async throws {
    let path = try Sample.path("practice")
    _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    let ruling = JudgingRecord.Entry(
      .disqualified, try ContestantID("1001"), reason: "代考", appeal: 3, actor: "wang",
      at: Sample.start)
    let first = try #require(
      try await store.append([try entry(80), ruling], at: path, after: 0))
    let elsewhere = try Sample.path("preliminary")
    let other = try #require(try await store.append([try entry(1)], at: elsewhere, after: 0))
    let last = try #require(first.last).number
    let more = try #require(try await store.append([try entry(90)], at: path, after: last))
    #expect(try await store.judging(of: path, upTo: nil) == first + more)
    #expect(try await store.judging(of: path, upTo: last) == first)
    #expect(try await store.judging(of: path, upTo: 0).isEmpty)
    #expect(try await store.judging(of: elsewhere, upTo: nil) == other)
    #expect(first.map(\.kind) == [.scored, .disqualified])
    #expect(first.map(\.appeal) == [nil, 3])
    #expect(more[0].note == "规范" && more[0].reason == "重新测量")
  }

  @Test func whoDecidedOnLessThanIsThereMustDecideAgain() async throws {
    let path = try Sample.path("practice")
    _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    let first = try #require(try await store.append([try entry(80)], at: path, after: 0))
    #expect(try await store.append([try entry(90)], at: path, after: 0) == nil)
    #expect(try await store.judging(of: path, upTo: nil) == first)
    #expect(try await store.append([try entry(90)], at: path, after: first[0].number + 1) == nil)
  }

  @Test func aFreezeRemembersWhatWasEntered() async throws {
    let path = try Sample.path("practice")
    _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    let first = try #require(try await store.append([try entry(80)], at: path, after: 0))
    let note = StaffNote(actor: "li", at: Sample.start, reason: "封榜")
    let freeze = try await store.freeze(path, note)
    #expect(freeze.judging == first[0].number)
    _ = try await store.append([try entry(90)], at: path, after: first[0].number)
    #expect(try await store.freezes(of: path.contest)[path] == freeze)
    #expect(try await store.judging(of: path, upTo: freeze.judging) == first)
  }

  @Test func nothingIsEnteredOnceTheStageIsCertified() async throws {
    let path = try Sample.path("practice")
    _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    for (from, to) in [(StageState.draft, StageState.closed), (.closed, .certified)] {
      #expect(try await store.move(path, from: [from], to: to))
    }
    #expect(try await store.append([try entry(80)], at: path, after: 0) == nil)
    #expect(try await store.judging(of: path, upTo: nil).isEmpty)
  }

  @Test func whatIsCarriedOverWasCertifiedAndPublicAtThatMoment() async throws {
    let path = try Sample.path("preliminary")
    let start = Sample.start
    func certify(_ version: Int) async throws {
      try await store.write { database in
        try database.execute(
          sql: """
            INSERT INTO certified_result
              (contest, event, stage, version, hash, certified_at, judges, document)
            VALUES ('cup', 'fitter', 'preliminary', ?, ?, ?, 'li', ?)
            """,
          arguments: [
            version, String(repeating: "0", count: 64),
            (start + .seconds(Int64(version) * 100)).milliseconds, Data([UInt8(version)]),
          ])
      }
    }
    func carried(at seconds: Int64?) async throws -> [UInt8]? {
      try await store.carried(from: path, at: seconds.map { start + .seconds($0) })
    }
    func note(_ seconds: Int64) -> StaffNote {
      StaffNote(actor: "li", at: start + .seconds(seconds), reason: "r")
    }
    _ = try await store.freeze(path, note(50))
    try await certify(1)
    #expect(try await carried(at: nil) == nil)
    _ = try await store.unfreeze(path, note(150))
    #expect(try await carried(at: nil) == [1])
    #expect(try await carried(at: 49) == nil)
    #expect(try await carried(at: 100) == nil)
    #expect(try await carried(at: 149) == nil)
    #expect(try await carried(at: 150) == [1])
    try await certify(2)
    #expect(try await carried(at: 199) == [1])
    #expect(try await carried(at: 200) == [2])
    #expect(try await carried(at: nil) == [2])
  }
}
