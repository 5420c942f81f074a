import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Scoring
import Testing

/// Whatever contestants ask to do at a frozen stage is answered as it was when the freeze began.
@Suite struct FreezeTellsTests {
  private let stage = ["cup", "fitter", "practice"]
  private let offline =
    Sample.plan + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              parts:
                - id: practical
                  weight: 100
                  of: 100
                  judges: { combine: mean, at-least: 1 }

      """

  private func freeze(_ judge: ContestClient, _ stage: [String]) async throws {
    let _: FreezeStanding = try await judge.post(
      Path.fill(Path.freeze, stage), FreezeWish(reason: "封榜"))
  }

  private func unfreeze(_ judge: ContestClient, _ stage: [String]) async throws {
    let _: FreezeStanding = try await judge.post(
      Path.fill(Path.unfreeze, stage), FreezeWish(reason: "颁奖"))
  }

  @discardableResult
  private func appeal(_ client: ContestClient, _ stage: [String]) async throws -> AppealRow {
    try await client.post(
      Path.fill(Path.appeals, stage), AppealWish(attempt: nil, item: nil, text: "用时不对"))
  }

  private func closeAndCertify(_ server: TestServer, _ stage: [String]) async throws {
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: stage[2]))
    let _: Certified = try await server.staff(.judge).post(
      Path.fill(Path.certification, stage), Nothing())
  }

  /// What a contestant is told who tries to begin.
  private func startRefused(_ client: ContestClient) async -> String {
    do {
      return try await client.start("practice").attempt
    } catch {
      return "\(error)"
    }
  }

  @Test func nobodyLearnsThatResultsWereCertified() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let (me, judge) = (contestants[0], try await server.staff(.judge))
      _ = try await me.play("practice", right: 1)
      try await server.projector.catchUp()
      try await freeze(judge, stage)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let closed = await startRefused(contestants[1])
      #expect(closed.contains("stage-not-open"))
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      #expect(await startRefused(contestants[1]) == closed)
      await refusal(409, "no-result") { try await appeal(contestants[1], stage) }
      #expect(try await appeal(me, stage).state == "open")

      try await unfreeze(judge, stage)
      await refusal(409, "appeals-over") { try await appeal(me, stage) }
      #expect(await startRefused(contestants[1]) != closed)
    }
  }

  /// Taking an appeal would tell that judges have entered something.
  @Test func nobodyLearnsThatTheyWereScored() async throws {
    let final = ["cup", "fitter", "final"]
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1, plan: offline)[0]
      let judge = try await server.staff(.judge)
      let account: Account = try await judge.get(Path.me)
      try await freeze(judge, final)
      let _: RowsTaken = try await server.staff(.organizer).upload(
        Path.fill(Path.partJudges, final + ["practical"]),
        file: Array("准考证号,裁判\n1000,\(account.name)\n".utf8))
      let _: RowsTaken = try await judge.post(
        Path.fill(Path.partScores, final + ["practical"]),
        ScoreEntry(admission: "1000", score: "60", note: nil, reason: nil))
      await refusal(409, "no-result") { try await appeal(me, final) }
      try await unfreeze(judge, final)
      try await appeal(me, final)
    }
  }

  /// An appeal that is upheld tells that scores will change.
  @Test func whatBecameOfAnAppealWaitsAsWell() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let (judge, second) = (try await server.staff(.judge), try await server.staff(.judge))
      func settle(_ client: ContestClient, _ number: Int, _ kind: String) async throws {
        let _: AppealRow = try await client.post(
          Path.fill(Path.appealSteps, stage + ["\(number)"]),
          AppealStepWish(kind: kind, reason: "属实"))
      }
      func told() async throws -> [AppealRow] {
        let list: AppealList = try await me.get(Path.fill(Path.appeals, stage))
        return list.appeals
      }
      _ = try await me.play("practice", right: 1)
      for _ in 0..<2 { try await appeal(me, stage) }
      try await settle(judge, 1, "reject")
      server.clock.advance(by: .seconds(1))
      try await freeze(judge, stage)
      let before = try await told()
      #expect(before.map(\.state) == ["rejected", "open"])
      try await settle(judge, 2, "uphold")
      try await settle(second, 2, "confirm")
      #expect(try await told() == before)
      let list: AppealList = try await judge.get(Path.fill(Path.appeals, stage))
      #expect(list.appeals.map(\.state) == ["rejected", "confirmed"])
      try await unfreeze(judge, stage)
      #expect(try await told().map(\.state) == ["rejected", "confirmed"])
    }
  }

  /// An earlier version of the server froze certified results: what everybody saw then was that version,
  /// and that there was one.
  @Test func whatWasFrozenAfterItWasCertifiedShowsThatVersion() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 3, teams: ["一队", "二队"])
      let judge = try await server.staff(.judge)
      var papers: [AttemptView] = []
      for (contestant, right) in zip(contestants, [5, 2, 0]) {
        papers.append(try await contestant.play("practice", right: right))
      }
      try await server.projector.catchUp()
      try await closeAndCertify(server, stage)
      func rankings(_ client: ContestClient) async throws -> Rankings {
        try await client.get(Path.fill(Path.rankings, stage))
      }
      let certified = try await rankings(contestants[0]).rows
      // Another team and another key before the freeze, so that the live table differs from the version.
      let organizer = try await server.staff(.organizer)
      let _: RosterImported = try await organizer.upload(
        Path.fill(Path.roster, ["cup"]),
        file: Array(Sample.roster(3, teams: ["二队", "一队"]).utf8))
      let question = try #require(papers[2].items[4].stem.split(separator: ":").first)
      let _: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, stage),
        CorrectionWish(
          question: String(question), treatment: "full-marks", answer: nil, onlyIfItHelps: false,
          bankVersion: nil, top: 10, reason: "题目有误", isPreview: false))
      server.clock.advance(by: .seconds(60))
      try await server.storage.store.write { [clock = server.clock] in
        try $0.execute(
          sql: """
            INSERT INTO freeze (contest, event, stage, number, position, key_version, judging,
              begun_at, begun_by, begun_because, results_version)
            VALUES ('cup', 'fitter', 'practice', 1, 0, 1, 0, ?, 'chief', 'r', 1)
            """, arguments: [clock.now.milliseconds])
      }
      server.backend.directory.forget(try ContestID("cup"))
      let frozen = try await rankings(contestants[0])
      #expect(frozen.rows == certified && frozen.status == "frozen")
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      #expect(try await rankings(contestants[0]).rows == certified)
      #expect(try await rankings(judge).rows != certified)
      await refusal(409, "appeals-over") { try await appeal(contestants[0], stage) }
      let cup: ContestSummary = try await contestants[0].get(Path.fill(Path.contest, ["cup"]))
      #expect(cup.events[0].stages.first { $0.id == "practice" }?.state == "certified")
    }
  }
}
