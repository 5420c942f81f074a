import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Synchronization
import Testing

@testable import Scoring

/// While a stage is frozen nothing that a contestant can ask for tells what happened since.
@Suite struct FreezeFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  private func rankings(
    _ client: ContestClient, _ query: [(String, String)] = []
  ) async throws -> Rankings {
    try await client.get(Path.fill(Path.rankings, stage), query: query)
  }

  @Test func thePublicViewStandsStillUntilItIsReleased() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6, teams: ["一队", "二队"])
      let judge = try await server.staff(.judge)
      for (index, contestant) in contestants.prefix(3).enumerated() {
        _ = try await contestant.play("practice", right: index)
      }
      let frozen: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "最后一天"))
      #expect(frozen.isFrozen)
      await refusal(409, "frozen-already") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.freeze, stage), FreezeWish(reason: "again"))
      }
      let observer = contestants[0]
      let shown = try await rankings(observer)
      #expect(shown.status == "frozen")
      #expect(shown.ranked == 3)

      for (index, contestant) in contestants.suffix(3).enumerated() {
        _ = try await contestant.play("practice", right: index + 3)
      }
      try await server.projector.catchUp()
      // In the very millisecond of the freeze, as the test's clock stands still.
      let moved: RosterImported = try await server.staff(.organizer).upload(
        Path.fill(Path.roster, ["cup"]),
        file: Array(Sample.roster(6, teams: ["二队", "", "一队"]).utf8))
      #expect(moved.teamsChanged == 4)
      #expect(try await rankings(observer).rows == shown.rows)
      #expect(try await rankings(judge, [("scope", "team:二队")]).ranked == 2)
      #expect(try await rankings(judge).ranked == 6)
      #expect(try await rankings(judge).rows[0].admission == "1005")
      #expect(try await rankings(judge, [("view", "public")]).rows == shown.rows)
      // Computed anew from the store, as after a restart.
      let board = StandingsBoard(
        store: server.storage.store, roster: server.storage.store)
      let place = try #require(
        try await server.backend.directory.stage(try StagePath("cup/fitter/practice")))
      let rows = try await board.read(place, as: .everyone) { $0.rows(0..<10) }
      #expect(rows.map(\.contestant.id.text) == shown.rows.map(\.admission))

      let released: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, stage), FreezeWish(reason: "颁奖"))
      #expect(!released.isFrozen)
      #expect(try await rankings(observer).ranked == 6)
      await refusal(409, "not-frozen") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.unfreeze, stage), FreezeWish(reason: "again"))
      }
      // It can be frozen again, at what is there by then.
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "二次"))
      #expect(try await rankings(observer).ranked == 6)
    }
  }

  /// What the freeze shows of results and what it shows of teams and headcounts is of one moment.
  @Test func theMomentOfAFreezeIsAfterTheResultsThatItShows() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      let before = server.clock.now
      // Results are being recorded when somebody asks for it.
      let asking = try await server.projector.catchUp {
        let isAnswered = Mutex(false)
        let asking = Task { () throws -> FreezeStanding in
          defer { isAnswered.withLock { $0 = true } }
          return try await judge.post(Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
        }
        // Who did not wait would be answered with the moment before.
        while await server.projector.waitingCount == 0, !isAnswered.withLock({ $0 }) {
          try await Task.sleep(for: .milliseconds(1))
        }
        server.clock.advance(by: .seconds(5))
        return asking
      }
      #expect(try await asking.value.since == (before + .seconds(5)).milliseconds)
    }
  }

  /// Whoever looks at the frozen stage: one who took part, one who comes later, and a stranger.
  private struct Onlookers {
    let view: PublicView
    let clients: [ContestClient]

    func answers() async throws -> [[String: [UInt8]]] {
      var answers: [[String: [UInt8]]] = []
      for client in clients { answers.append(try await view.answers(to: client)) }
      return answers
    }

    /// Notes every answer that is another one than before.
    func expectSame(
      _ before: [[String: [UInt8]]], besides changed: Set<String> = []
    ) async throws {
      for (after, before) in zip(try await answers(), before) {
        ContestHTTPTests.expectSame(after, before, besides: changed)
      }
    }
  }

  /// Every route that contestants or strangers may read, from before to after whatever can happen.
  @Test func noPublicRouteTellsWhatHappenedSince() async throws {
    try await TestServer.run { server in
      // An exam: practice alone leads to no level.
      let plan = Sample.plan
        .replacing("tries: { per-day: 3, total: 5 }", with: "tries: { total: 1 }")
        .replacing(
          "counts: sum-of-daily-best",
          with: """
            policies: [cup-prizes]
                    rollups: { small: 1, unit: { score: participation-rate } }
            """)
      let contestants = try await server.openCup(
        contestants: 6, plan: plan, policies: ["cup-prizes.yaml": OutcomeContest.prizes],
        teams: ["一队", "二队"])
      let (judge, organizer) = (try await server.staff(.judge), try await server.staff(.organizer))
      func declare(_ count: Int) async throws {
        let file = """
          单位,行政区划代码,地市,代表队,人数
          甲厂,320300,徐州市,,\(count)
          ,,,一队,\(count)
          """
        let _: HeadcountDeclaration = try await organizer.upload(
          Path.fill(Path.headcounts, ["cup"]), file: Array(file.utf8))
      }
      var papers: [AttemptView] = []
      for (contestant, right) in zip(contestants, [5, 1, 2]) {
        papers.append(try await contestant.play("practice", right: right))
      }
      try await declare(10)
      let _: AppealRow = try await contestants[0].post(
        Path.fill(Path.appeals, stage), AppealWish(attempt: nil, item: nil, text: "用时不对"))
      let _: FreezeStanding = try await organizer.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
      let onlookers = Onlookers(
        view: PublicView(
          of: server,
          [
            "contest": "cup", "event": "fitter", "stage": "practice", "contestant": "1000",
            "attempt": papers[0].attempt, "pack": "cup-prizes", "number": "1",
            "picture": "none", "certificate": "none", "list": "1", "purpose": "revocation",
            "key": "none", "print": "none", "occupation": "6-31-01-02",
          ]), clients: [contestants[0], contestants[5], server.client])
      let before = try await onlookers.answers()

      for (contestant, right) in zip(contestants.suffix(3), [4, 3, 4]) {
        _ = try await contestant.play("practice", right: right)
      }
      try await server.projector.catchUp()
      let _: RosterImported = try await organizer.upload(
        Path.fill(Path.roster, ["cup"]),
        file: Array(Sample.roster(6, teams: ["二队", "", "一队"]).utf8))
      try await declare(20)
      let _: ContestantStanding = try await judge.post(
        Path.fill(Path.disqualifications, stage),
        ContestantRuling(admission: "1001", reason: "代考"))
      let stem = try #require(papers[0].items.last?.stem.split(separator: ":").first)
      let _: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, stage),
        CorrectionWish(
          question: String(stem), treatment: "full-marks", answer: nil, onlyIfItHelps: false,
          bankVersion: nil, top: 10, reason: "题目有误", isPreview: false))
      server.clock.advance(by: .seconds(60))
      #expect(try await rankings(judge).ranked == 5)
      try await onlookers.expectSame(before)

      // That nobody can begin any more is told.
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      server.clock.advance(by: .seconds(60))
      let pages = ["\(Path.contests) []", "\(Path.fill(Path.contest, ["cup"])) []"]
      try await onlookers.expectSame(before, besides: Set(pages))
      let closed = try await onlookers.answers()

      let _: Certified = try await judge.post(
        Path.fill(Path.certification, stage),
        CertificationWish(waive: ["open-appeals"], reason: "封榜中"))
      #expect(try await rankings(judge).status == "certified")
      let contest = OutcomeContest(server: server, contestants: contestants, papers: papers)
      let opened = try await contest.act("accept")
      #expect(opened.contains { $0.rule == "level" })
      await refusal(409, "not-certified") { _ = try await contest.issue() }
      #expect(try await rankings(contestants[2]).ranked == 3)
      try await onlookers.expectSame(closed)
    }
  }

  @Test func aFreezeMakesNothingPublicThatWasNot() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let secret = ["cup", "fitter", "preliminary"]
      let attempt = try await contestants[0].play("preliminary", right: 1)
      let judge = try await server.staff(.judge)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, secret), FreezeWish(reason: "r"))
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
      let _: Certified = try await judge.post(Path.fill(Path.certification, secret), Nothing())
      func score() async throws -> Int? {
        let view: AttemptView = try await contestants[0].get(
          Path.fill(Path.attempt, [attempt.attempt]))
        return view.score
      }
      #expect(try await score() == nil)
      await refusal(409, "standings-not-public") {
        let _: Rankings = try await contestants[1].get(Path.fill(Path.rankings, secret))
      }
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, secret), FreezeWish(reason: "r"))
      let rankings: Rankings = try await contestants[1].get(Path.fill(Path.rankings, secret))
      #expect(rankings.status == "certified")
      #expect(try await score() != nil)
    }
  }

  @Test func aFreezeNeedsAReason() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      for reason in ["", " ", "two\nlines", String(repeating: "长", count: 300)] {
        await refusal(400, "reason-unfit") {
          let _: FreezeStanding = try await judge.post(
            Path.fill(Path.freeze, stage), FreezeWish(reason: reason))
        }
      }
      await refusal(404, "not-found") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.freeze, ["cup", "fitter", "none"]), FreezeWish(reason: "r"))
      }
    }
  }
}
