import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Testing

/// What becomes of outcomes while the public does not see the results from which they follow.
@Suite struct FrozenOutcomeTests {
  private static let stage = "cup/fitter/practice"

  /// Expects that an act is refused because the stage is frozen, by the outcome's number.
  private func expectFrozen(_ number: Int, _ act: () async throws -> Void) async {
    do {
      try await act()
      Issue.record("stage-frozen was expected")
    } catch ContestClient.Failure.refused(409, let error) {
      #expect(error.code == "outcomes-unfit")
      #expect(error.details.map(\.place) == ["\(number)"])
      #expect(error.details.map(\.code) == ["stage-frozen"])
      #expect(error.details.allSatisfy { $0.message.contains(Self.stage) })
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func nothingGoesOnBeforeTheFreezeEnds() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, isFrozen: true)
      let opened = try await contest.act("accept")
      let prize = try #require(opened.first { $0.kind == "grant" }).number
      let level = try #require(opened.first { $0.kind == "eligibility" }).number
      await expectFrozen(prize) { try await contest.act("publicise", [prize], days: 7) }
      await expectFrozen(level) { try await contest.act("confirm", [level]) }
      // Of all that are due it is none.
      #expect(try await contest.act("publicise", days: 7).isEmpty)
      #expect(try await contest.act("confirm").isEmpty)
      // What does not go on may end.
      let other = try #require(opened.last { $0.kind == "eligibility" }).number
      #expect(try await contest.act("reject", [other]).map(\.state) == ["rejected"])
      try await contest.unfreeze()
      #expect(try await contest.act("publicise", [prize], days: 7).count == 1)
      #expect(try await contest.act("confirm", [level]).count == 1)
    }
  }

  /// Earlier versions of the server froze what was certified, and confirmed what was frozen.
  @Test func nothingIsHandedOverOrIssuedMeanwhile() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let opened = try await contest.act("accept")
      let levels = opened.filter { $0.kind == "eligibility" }.map(\.number)
      #expect(levels.count == 2)
      try await contest.act("confirm", levels)
      try await contest.handOver("level", [levels[0]])
      try await server.storage.store.write {
        try $0.execute(
          sql: """
            INSERT INTO freeze
              (contest, event, stage, number, position, begun_at, begun_by, begun_because)
            VALUES ('cup', 'fitter', 'practice', 1, 0, 0, 'chief', 'r')
            """)
      }
      let official = "S000032000001252000001"
      await expectFrozen(levels[0]) {
        try await contest.act("issued", [levels[0]], certificate: official, on: "2025-04-01")
      }
      await expectFrozen(levels[1]) { try await contest.handOver("level", [levels[1]]) }
      try await contest.unfreeze()
      try await contest.act("issued", [levels[0]], certificate: official, on: "2025-04-01")
      #expect(try await contest.handOver("level", [levels[1]]) == [levels[1]])
    }
  }

  @Test func theNoticeOfAPackBeginsWhenTheFreezeEnds() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(
        on: server, pack: OutcomeContest.noticed, isFrozen: true)
      func found() async throws -> (verdict: String, actual: String) {
        let report: EligibilityReport = try await server.staff(.judge).get(
          Path.fill(Path.eligibility, ["cup"]), query: [("contestant", "1000")])
        let prize = try #require(report.decisions.first { $0.rule == "prize" })
        let notice = try #require(prize.clauses.first { $0.field == "public-notice" })
        return (prize.verdict, notice.actual)
      }
      server.clock.advance(by: OutcomeContest.week)
      #expect(try await found() == ("awaiting", "not begun, the stage is frozen"))
      try await contest.unfreeze()
      server.clock.advance(by: Milliseconds(OutcomeContest.week.count - 1))
      #expect(try await found() == ("awaiting", "6 days so far"))
      #expect(try await contest.proposals().grants.isEmpty)
      server.clock.advance(by: Milliseconds(1))
      #expect(try await found() == ("met", "7 days so far"))
      #expect(try await contest.act("accept").count == 1)
    }
  }
}
