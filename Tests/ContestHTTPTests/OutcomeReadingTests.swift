import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Scoring
import Spreadsheets
import Testing

/// Who is shown what of outcomes, and what is shown to the public.
@Suite struct OutcomeReadingTests {
  private let list = Path.fill(Path.outcomes, ["cup"])
  private let notice = Path.fill(Path.outcomeNotice, ["cup"])

  @Test func contestantsSeeNothingOfAFrozenStage() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, isFrozen: true)
      let opened = try await contest.act("accept")
      let me = contest.contestants[0]
      let own = try #require(opened.first { $0.contestant == "1000" })
      let detail = Path.fill(Path.outcome, ["cup", "\(own.number)"])
      let frozen: OutcomeList = try await me.get(list)
      #expect(frozen.outcomes.isEmpty)
      await refusal(404, "not-found") { let _: OutcomeDetail = try await me.get(detail) }
      #expect(try await contest.outcomes().count == 3)
      try await contest.unfreeze()
      let released: OutcomeList = try await me.get(list)
      #expect(released.outcomes.count == 2)
      let _: OutcomeDetail = try await me.get(detail)
    }
  }

  @Test func thePublicNoticeIsReadByEverybodyWithMaskedNames() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(
        on: server, pack: Self.mentors, isFrozen: true)
      let me = contest.contestants[1]
      try await contest.act("accept")
      // Nothing is due that the public may not see.
      #expect(try await contest.act("publicise", days: 7).isEmpty)
      let nothing: OutcomeNotice = try await me.get(notice)
      #expect(nothing.rows.isEmpty)
      try await contest.unfreeze()
      let begin = server.clock.now
      try await contest.act("publicise", days: 7)
      let shown: OutcomeNotice = try await me.get(notice)
      #expect(Set(shown.rows.map(\.contestant)) == ["1**0"])
      #expect(Set(shown.rows.map(\.name)) == ["选*0"])
      #expect(
        shown.rows.allSatisfy {
          $0.from == begin.milliseconds
            && $0.until == (begin + OutcomeContest.week).milliseconds
        })
      // Whoever would object need not be on any roster.
      let stranger: OutcomeNotice = try await server.client.get(notice)
      #expect(stranger == shown)
      server.clock.advance(by: OutcomeContest.week)
      let over: OutcomeNotice = try await server.staff(.judge).get(notice)
      #expect(over.rows.isEmpty)
    }
  }

  // MARK: Public notice before confirming

  @Test func nothingIsConfirmedInBulkThatWasNotShown() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: OutcomeContest.noticed)
      server.clock.advance(by: OutcomeContest.week)
      let prize = try #require(try await contest.act("accept").first)
      #expect(try await contest.act("confirm").isEmpty)
      // The pack asks for a notice, so that naming it does not help either.
      await refusal(409, "outcomes-unfit") { try await contest.act("confirm", [prize.number]) }
      try await contest.act("publicise", days: 1)
      server.clock.advance(by: Milliseconds(86_400_000))
      #expect(try await contest.act("confirm").map(\.number) == [prize.number])
    }
  }

  @Test func aGrantThatNobodyPutOnRecordIsHeldBackBesideOthers() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let proposed = try await contest.proposals()
      let level = try #require(proposed.grants.firstIndex { $0.kind == "eligibility" })
      try await contest.act("accept", [level + 1], proposals: proposed.digest)
      let held = try await contest.issue()
      #expect(held.issued == 0 && held.heldBack == 1)
    }
  }

  // MARK: Recipients and facts

  private static let mentors = """
    pack: cup-prizes
    version: 1
    title: 杯赛奖项
    rules:
      - id: level
        when: { rank: 1 }
        outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
      - id: mentor
        for: mentor
        follows: [level]
        outcome: { grant: 荣誉证书, name: 优秀师傅 }
      - id: union
        for: union
        follows: [level]
        outcome: { subsidy: 1000 yuan, name: 补助 }
    """

  @Test func whatAMentorOrAUnionGetsIsShownAsTheirs() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(
        on: server, pack: Self.mentors, ledger: "准考证号,师傅,日期\n1000,王师傅,2025-01-01\n")
      let proposed = try await contest.proposals()
      #expect(proposed.grants.first { $0.rule == "mentor" }?.recipientName == "王师傅")
      let opened = try await contest.act("accept")
      let mentor = try #require(opened.first { $0.rule == "mentor" })
      #expect(mentor.recipient == "mentor" && mentor.recipientName == "王师傅")
      let union = try #require(opened.first { $0.rule == "union" })
      #expect(union.recipient == "union" && union.recipientName == union.unit)
      #expect(opened.first { $0.rule == "level" }?.recipientName == nil)
      try await contest.act("publicise", days: 7)
      let shown: OutcomeNotice = try await contest.contestants[1].get(notice)
      #expect(shown.rows.first { $0.number == mentor.number }?.recipientName == "王*傅")
      // The platform certifies nobody but contestants: others award what a mentor gets.
      server.clock.advance(by: OutcomeContest.week)
      try await contest.act("confirm")
      #expect(try await contest.issue().issued == 0)
      #expect(try await contest.handOver("award") == [mentor.number])
      let level = try #require(opened.first { $0.rule == "level" })
      try await contest.issueLevel(level.number)
      // The workbook names the mentor, and says nothing of the contestant's papers and points.
      let file = try await contest.server.staff(.judge).bytes(
        Path.fill(Path.handOverFile, ["cup", "1"]))
      let row = try #require(try WorkbookReader().read(file).sheets.first?.rows.last)
      #expect(row[3] == .text("王师傅"))
      #expect([4, 5, 12, 13, 14].allSatisfy { row[$0].displayText.isEmpty })
      let issued = try await contest.act(
        "issued", [mentor.number], certificate: "工会荣字 7 号", on: "2025-04-08")
      #expect(issued.map(\.state) == ["issued"])
      // What a mentor is awarded is none of the contestant's achievements.
      let ledger: AchievementLedger = try await contest.server.staff(.judge).get(
        Path.fill(Path.achievements, ["1000"]))
      #expect(ledger.facts.map(\.value) == ["王师傅", "技师"])
    }
  }

  @Test func anOutcomeIsKeptWithTheFactsByWhichItWasDecided() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try #require(try await contest.act("accept").first { $0.kind == "grant" })
      // Whatever becomes of the results, it stays what it was.
      try await contest.correctAndCertifyAnew()
      let detail: OutcomeDetail = try await server.staff(.auditor).get(
        Path.fill(Path.outcome, ["cup", "\(prize.number)"]))
      #expect(detail.outcome.number == prize.number && detail.resultsVersion == 1)
      let facts = try #require(detail.facts)
      #expect(facts.contains("\"results\":\"\(detail.resultsHash)\""))
      #expect(facts.contains("\"rank\":1"))
      await refusal(404, "not-found") {
        let _: OutcomeDetail = try await server.staff(.judge).get(
          Path.fill(Path.outcome, ["cup", "99"]))
      }
    }
  }
}
