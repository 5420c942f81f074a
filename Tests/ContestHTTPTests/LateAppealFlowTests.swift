import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Scoring
import Testing

/// Appeals against a practical score, before the results are certified and afterwards.
@Suite struct LateAppealFlowTests {
  private let final = ["cup", "fitter", "final"]
  private let part = ["cup", "fitter", "final", "practical"]

  /// Appeals are taken for two days after the window.
  private let plan =
    Sample.plan + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              appeals: 2d
              parts:
                - id: practical
                  weight: 100
                  of: 100
                  judges: { combine: mean, at-least: 1 }

      """

  /// 1000 has 60 and 1001 has 70; one judge scores both.
  private struct Scored {
    let contestants: [ContestClient]
    let judge: ContestClient
    let second: ContestClient
  }

  private func scored(_ server: TestServer) async throws -> Scored {
    let contestants = try await server.openCup(contestants: 2, plan: plan)
    let (judge, second) = (try await server.staff(.judge), try await server.staff(.judge))
    let account: Account = try await judge.get(Path.me)
    let _: RowsTaken = try await server.staff(.organizer).upload(
      Path.fill(Path.partJudges, part),
      file: Array("准考证号,裁判\n1000,\(account.name)\n1001,\(account.name)\n".utf8))
    let scored = Scored(contestants: contestants, judge: judge, second: second)
    #expect(try await upload(scored, "1000,60\n1001,70\n").outdated == nil)
    return scored
  }

  private func upload(
    _ scored: Scored, _ rows: String, appeal: Int? = nil
  ) async throws -> RowsTaken {
    try await scored.judge.upload(
      Path.fill(Path.partScoreFiles, part),
      query: [("reason", "申诉")] + (appeal.map { [("appeal", "\($0)")] } ?? []),
      file: Array("准考证号,得分\n\(rows)".utf8))
  }

  private func enter(
    _ scored: Scored, _ admission: String, _ score: String, appeal: Int? = nil
  ) async throws -> RowsTaken {
    try await scored.judge.post(
      Path.fill(Path.partScores, part),
      ScoreEntry(admission: admission, score: score, note: nil, reason: "漏计", appeal: appeal))
  }

  /// Files an appeal of 1000 that two judges uphold.
  private func upheld(_ scored: Scored) async throws -> Int {
    let row: AppealRow = try await scored.contestants[0].post(
      Path.fill(Path.appeals, final), AppealWish(attempt: nil, item: nil, text: "漏计一项"))
    for (client, kind) in [(scored.judge, "uphold"), (scored.second, "confirm")] {
      let _: AppealRow = try await client.post(
        Path.fill(Path.appealSteps, final + ["\(row.number)"]),
        AppealStepWish(kind: kind, reason: "属实"))
    }
    return row.number
  }

  private func close(_ server: TestServer) async throws {
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "final"))
  }

  private func certify(_ scored: Scored) async throws -> Certified {
    try await scored.judge.post(Path.fill(Path.certification, final), Nothing())
  }

  private func details(_ call: () async throws -> Void) async -> [String] {
    do {
      try await call()
      return []
    } catch ContestClient.Failure.refused(_, let error) {
      return error.details.map { "\($0.place) \($0.code)" }
    } catch {
      return ["\(error)"]
    }
  }

  /// As a score that is entered by itself, and for nobody else's.
  @Test func aFileOfScoresSettlesAnAppeal() async throws {
    try await TestServer.run { server in
      let scored = try await scored(server)
      let number = try await upheld(scored)
      await refusal(404, "not-found") { _ = try await upload(scored, "1000,65\n", appeal: 7) }
      await refusal(400, "query-unreadable") {
        _ = try await upload(scored, "1000,65\n", appeal: 0)
      }
      let others = await details {
        _ = try await upload(scored, "1000,65\n1001,75\n", appeal: number)
      }
      #expect(others == ["A3 appeal-of-another-contestant"])
      // The whole sheet again, in which only the own score is another one.
      let taken = try await upload(scored, "1000,65\n1001,70\n", appeal: number)
      #expect(taken.superseded == 1 && taken.unchanged == 1)
      try await close(server)
      _ = try await certify(scored)
      let document = try CertifiedDocument(
        bytes: try await scored.judge.bytes(Path.fill(Path.certification, final)))
      #expect(document.results.judging?.last?.appeal == number)
      #expect(document.results.waivers == nil)
      #expect(document.results.entries.map(\.score) == [Points(70), Points(65)])
    }
  }

  /// While judges have not settled an appeal, none of them changes what it is about by themselves.
  @Test func aScoreUnderAppealStaysUntilTwoJudgesDecided() async throws {
    try await TestServer.run { server in
      let scored = try await scored(server)
      let row: AppealRow = try await scored.contestants[0].post(
        Path.fill(Path.appeals, final), AppealWish(attempt: nil, item: nil, text: "漏计一项"))
      func answer(_ client: ContestClient, _ kind: String) async throws {
        let _: AppealRow = try await client.post(
          Path.fill(Path.appealSteps, final + ["\(row.number)"]),
          AppealStepWish(kind: kind, reason: "核实"))
      }
      for step in ["uphold", "confirm"] {
        let refused = await details { _ = try await upload(scored, "1000,65\n") }
        #expect(refused == ["B2 appeal-pending"])
        #expect(try await upload(scored, "1000,60\n1001,75\n").unchanged >= 1)
        let other = try await server.staff(.judge).get(Path.me) as Account
        #expect(
          await details {
            let _: RowsTaken = try await server.staff(.organizer).upload(
              Path.fill(Path.partJudges, part), query: [("reason", "回避")],
              file: Array("准考证号,裁判\n1000,\(other.name)\n".utf8))
          } == ["B2 appeal-pending"])
        try await answer(step == "uphold" ? scored.judge : scored.second, step)
      }
      #expect(try await enter(scored, "1000", "65", appeal: row.number).superseded == 1)
    }
  }

  @Test func anUpheldAppealLeadsToANewVersionOfCertifiedResults() async throws {
    try await TestServer.run { server in
      let scored = try await scored(server)
      try await close(server)
      _ = try await certify(scored)
      let bytes = try await scored.judge.bytes(Path.fill(Path.certification, final))
      func ranks() async throws -> [String] {
        let rankings: Rankings = try await scored.contestants[1].get(
          Path.fill(Path.rankings, final))
        return rankings.rows.map { "\($0.rank) \($0.admission) \($0.score / 1000)" }
      }
      func known() async throws -> ResultsVersions {
        try await scored.judge.get(Path.fill(Path.coSignatures, final))
      }
      server.clock.advance(by: .seconds(3600))
      await refusal(409, "stage-certified") { _ = try await enter(scored, "1000", "80") }
      let number = try await upheld(scored)
      await refusal(409, "stage-certified") { _ = try await enter(scored, "1000", "80") }
      await refusal(409, "appeal-of-another-contestant") {
        _ = try await enter(scored, "1001", "80", appeal: number)
      }
      #expect(try await known().actsSince == 0)
      #expect(try await enter(scored, "1000", "75", appeal: number).outdated == 1)
      #expect(try await enter(scored, "1000", "75", appeal: number).outdated == nil)
      // Mistyped; the appeal is not settled before results are certified anew.
      #expect(try await upload(scored, "1000,80\n1001,70\n", appeal: number).outdated == 1)
      #expect(try await known().actsSince == 2)
      #expect(try await ranks() == ["1 1001 70", "2 1000 60"])
      // What it leads to is shown before it is made.
      let outlook: CertificationPreview = try await scored.second.post(
        Path.fill(Path.certificationPreview, final), Nothing())
      #expect(outlook.version == 2 && outlook.ranked == 2)
      let moved = outlook.changes?.map { change in
        "\(change.admission) \(change.before?.rank ?? 0) \(change.after?.rank ?? 0)"
      }
      #expect(moved == ["1000 2 1", "1001 1 2"])
      #expect(try await known().versions.count == 1)
      server.clock.advance(by: .seconds(60))
      #expect(try await certify(scored).version == 2)
      #expect(try await ranks() == ["1 1000 80", "2 1001 70"])
      #expect(try await known().actsSince == 0)
      let appeals: AppealList = try await scored.judge.get(Path.fill(Path.appeals, final))
      #expect(appeals.appeals.map(\.judgingActs.count) == [2])
      let newer = try CertifiedDocument(
        bytes: try await scored.judge.bytes(Path.fill(Path.certification, final))
      ).results
      #expect(newer.judging?.map(\.appeal).suffix(2) == [number, number])
      #expect(ResultsAudit(newer, claimedHash: newer.hash).findings.isEmpty)
      let older = try await scored.judge.bytes(
        Path.fill(Path.certification, final), query: [("version", "1")])
      #expect(older == bytes)

      // What is settled opens nothing any more.
      server.clock.advance(by: .seconds(60))
      await refusal(409, "appeal-settled") {
        _ = try await enter(scored, "1000", "90", appeal: number)
      }
      await refusal(409, "appeal-settled") {
        let _: ContestantStanding = try await scored.judge.post(
          Path.fill(Path.disqualifications, final),
          ContestantRuling(admission: "1001", reason: "代考", appeal: number))
      }
      let next = try await upheld(scored)
      let standing: ContestantStanding = try await scored.judge.post(
        Path.fill(Path.disqualifications, final),
        ContestantRuling(admission: "1001", reason: "代考", appeal: next))
      #expect(standing.outdated == 2)
      server.clock.advance(by: .seconds(60))
      #expect(try await certify(scored).version == 3)
      #expect(try await ranks() == ["1 1000 80"])
    }
  }
}
