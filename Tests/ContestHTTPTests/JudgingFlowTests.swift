import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// A final with a practical part: judges enter, the standings follow, the certified document holds all of
/// it.
@Suite struct JudgingFlowTests {
  private let stage = ["cup", "fitter", "final"]
  private let part = ["cup", "fitter", "final", "practical"]

  private let plan =
    Sample.plan + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              paper: { draw: 5, points: 20 }
              time: 5m
              tries: { total: 1 }
              feedback: score
              ranking: [score desc, part:practical desc, elapsed asc]
              unranked: [disqualified, not-submitted, missing-part]
              parts:
                - { id: theory, online: true, weight: 30, pass: 60 }
                - id: practical
                  weight: 70
                  of: 100
                  pass: 60
                  judges: { combine: trimmed-mean, at-least: 3, disagreement: 10 }

      """

  /// Everybody of a final.
  private struct Crew {
    let contestants: [ContestClient]
    let organizer: ContestClient
    let judges: [(client: ContestClient, name: String)]
    /// Scores nobody.
    let chief: ContestClient
  }

  private func crew(_ server: TestServer, contestants count: Int) async throws -> Crew {
    let contestants = try await server.openCup(contestants: count, plan: plan)
    var judges: [(ContestClient, String)] = []
    for _ in 0..<3 {
      let client = try await server.staff(.judge)
      let account: Account = try await client.get(Path.me)
      judges.append((client, account.name))
    }
    return Crew(
      contestants: contestants, organizer: try await server.staff(.organizer), judges: judges,
      chief: try await server.staff(.judge))
  }

  private func assign(
    _ crew: Crew, _ admissions: [String], judges: Int = 3, reason: String? = nil
  ) async throws -> RowsTaken {
    let rows = admissions.flatMap { admission in
      crew.judges.prefix(judges).map { "\(admission),\($0.name)\n" }
    }
    return try await crew.organizer.upload(
      Path.fill(Path.partJudges, part), query: reason.map { [("reason", $0)] } ?? [],
      file: Array("准考证号,裁判\n\(rows.joined())".utf8))
  }

  @discardableResult
  private func enter(
    _ judge: ContestClient, _ admission: String, _ score: String, reason: String? = nil
  ) async throws -> RowsTaken {
    try await judge.post(
      Path.fill(Path.partScores, part),
      ScoreEntry(admission: admission, score: score, note: nil, reason: reason))
  }

  private func list(
    _ client: ContestClient, _ query: [(String, String)] = []
  ) async throws -> PartScoreList {
    try await client.get(Path.fill(Path.partScores, part), query: query)
  }

  private func rankings(
    _ client: ContestClient, _ query: [(String, String)] = []
  ) async throws -> Rankings {
    try await client.get(Path.fill(Path.rankings, stage), query: query)
  }

  private func details(_ call: () async throws -> Void) async -> [String] {
    do {
      try await call()
      return []
    } catch ContestClient.Failure.refused(_, let error) {
      return error.details.map { "\($0.place) \($0.field) \($0.code)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func judgesEnterForTheirOwnContestantsOnly() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server, contestants: 2)
      #expect(try await assign(crew, ["1000"]).added == 3)
      #expect(try await assign(crew, ["1000"]).unchanged == 3)
      #expect(try await enter(crew.judges[0].client, "1000", "80.5").added == 1)
      #expect(try await enter(crew.judges[0].client, "1000", "80.5").unchanged == 1)
      for (client, admission, score, code) in [
        (crew.judges[0].client, "1001", "80", " admission not-assigned"),
        (crew.chief, "1000", "80", " admission not-assigned"),
        (crew.judges[0].client, "9999", "80", " admission contestant-unknown"),
        (crew.judges[1].client, "1000", "100.001", " score score-unfit"),
        (crew.judges[1].client, "1000", "-1", " score score-unfit"),
        (crew.judges[1].client, "1000", "80.1234", " score score-unfit"),
        (crew.judges[1].client, "1000", "", " score score-unfit"),
        (crew.judges[0].client, "1000", "81", " score reason-missing"),
      ] {
        let found = await details { try await enter(client, admission, score) }
        #expect(found == [code])
      }
      #expect(try await enter(crew.judges[1].client, "1000", "100").added == 1)
      // Whoever is left out of the file does not score any more, and the score does not count.
      let fewer = try await assign(crew, ["1000"], judges: 2)
      #expect(
        fewer
          == RowsTaken(
            stage: "cup/fitter/final", part: "practical", added: 0, superseded: 1, unchanged: 2))
      #expect(
        await details { try await enter(crew.judges[2].client, "1000", "5") }
          == [" admission not-assigned"])
      await refusal(404, "part-not-judged") {
        let _: PartScoreList = try await crew.chief.get(
          Path.fill(Path.partScores, stage + ["theory"]))
      }
      let unknown = "准考证号,裁判\n1000,nobody\n77,\(crew.judges[0].name)\n"
      #expect(
        await details {
          let _: RowsTaken = try await crew.organizer.upload(
            Path.fill(Path.partJudges, part), file: Array(unknown.utf8))
        } == ["B2 judge judge-unknown", "A3 admission contestant-unknown"])
    }
  }

  @Test func aFileIsTakenWholeOrNotAtAll() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server, contestants: 3)
      _ = try await assign(crew, ["1000", "1001"])
      let judge = crew.judges[0].client
      func upload(_ text: String, reason: String? = nil) async throws -> RowsTaken {
        try await judge.upload(
          Path.fill(Path.partScoreFiles, part), query: reason.map { [("reason", $0)] } ?? [],
          file: Array(text.utf8))
      }
      let broken = "准考证号,姓名,得分,备注\n1000,甲,80,\n1001,乙,八十,\n1002,丙,70,\n1000,甲,81,\n"
      #expect(
        await details { _ = try await upload(broken) } == [
          "C3 score score-unfit", "A4 admission not-assigned", "A5 admission admission-repeated",
        ])
      #expect(try await list(judge).rows.flatMap(\.scores).isEmpty)
      let sound = "准考证号,姓名,得分,备注\n1000,甲,80,规范\n1001,乙,70,\n"
      #expect(try await upload(sound).added == 2)
      #expect(try await upload(sound).unchanged == 2)
      let changed = "准考证号,得分,备注\n1000,80,规范\n1001,75,\n"
      #expect(await details { _ = try await upload(changed) } == ["B3 score reason-missing"])
      #expect(try await upload(changed, reason: "重新测量").superseded == 1)
      let history: JudgingHistory = try await judge.get(
        Path.fill(Path.judgingHistory, stage + ["1001"]))
      #expect(history.acts.filter { $0.kind == "scored" }.map(\.score) == [70_000, 75_000])
      #expect(history.acts.last?.reason == "重新测量")
      await refusal(422, "file-refused") {
        let _: RowsTaken = try await judge.upload(
          Path.fill(Path.partScoreFiles, part), file: Array("PK broken".utf8))
      }
    }
  }

  @Test func disagreementNeedsASecondLookByAnother() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server, contestants: 1)
      _ = try await assign(crew, ["1000"])
      for (judge, score) in zip(crew.judges, ["80", "85", "90"]) {
        try await enter(judge.client, "1000", score)
      }
      func settle(_ client: ContestClient) async throws -> PartScoreList {
        try await client.post(
          Path.fill(Path.partSettlements, part),
          ContestantRuling(admission: "1000", reason: "看过录像"))
      }
      // The limit itself is none.
      #expect(try await list(crew.chief).unsettled == 0)
      await refusal(409, "nothing-to-settle") { _ = try await settle(crew.chief) }
      try await enter(crew.judges[2].client, "1000", "90.001", reason: "漏计")
      let disputed = try await list(crew.chief)
      #expect(disputed.unsettled == 1)
      #expect(disputed.rows[0].isDisputed && disputed.rows[0].combined == 85_000)
      await refusal(403, "own-score") { _ = try await settle(crew.judges[0].client) }
      let settled = try await settle(crew.chief)
      #expect(settled.unsettled == 0)
      #expect(settled.rows[0].settledBecause == "看过录像")
      try await enter(crew.judges[0].client, "1000", "79", reason: "漏计")
      #expect(try await list(crew.chief).unsettled == 1)
      // A judge is released from a score that was given with a reason only, and the disagreement stays.
      await refusal(422, "scores-refused") { _ = try await assign(crew, ["1000"], judges: 2) }
      #expect(try await assign(crew, ["1000"], judges: 2, reason: "回避").superseded == 1)
      let released = try await list(crew.chief)
      #expect(released.unsettled == 1 && released.rows[0].combined == nil)
      #expect(try await settle(crew.chief).unsettled == 0)
    }
  }

  @Test func theStandingsFollowAndTheFrozenViewDoesNot() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server, contestants: 3)
      _ = try await assign(crew, ["1000", "1001", "1002"])
      // 60, 80 and 100 of 100 in theory.
      for (index, contestant) in crew.contestants.enumerated() {
        _ = try await contestant.play("final", right: 3 + index)
      }
      try await server.projector.catchUp()
      let early = try await rankings(crew.chief)
      #expect(early.rows.isEmpty)
      #expect(early.unranked?.map(\.reasons) == Array(repeating: ["missing-part"], count: 3))
      #expect(early.unranked?.map(\.score) == [18_000, 24_000, 30_000])
      #expect(try await rankings(crew.contestants[0]).unranked == nil)
      // Both lists come in pages; how many there are is told besides.
      let second = try await rankings(crew.chief, [("from", "2"), ("top", "1")])
      #expect(second.notRanked == 3 && second.unranked?.map(\.admission) == ["1001"])
      let beyond = try await rankings(crew.chief, [("from", "4")])
      #expect(beyond.notRanked == 3 && beyond.unranked == [])
      for (admission, score) in [("1000", "90"), ("1001", "70")] {
        for judge in crew.judges { try await enter(judge.client, admission, score) }
      }
      let page = try await list(crew.chief, [("from", "2"), ("top", "1")])
      #expect(page.contestants == 3 && page.rows.map(\.admission) == ["1001"])
      let open = try await list(crew.chief, [("open", "true")])
      #expect(open.contestants == 1 && open.rows.map(\.admission) == ["1002"])
      let live = try await rankings(crew.contestants[0])
      #expect(live.rows.map(\.admission) == ["1000", "1001"])
      // 30 x 60 % + 70 x 90 % = 81; 24 + 49 = 73.
      #expect(live.rows.map(\.score) == [81_000, 73_000])
      #expect(live.rows[0].parts?.map(\.share) == [18_000, 63_000])
      #expect(live.unranked == nil)

      let _: FreezeStanding = try await crew.chief.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "封榜"))
      let path = Path.fill(Path.rankings, stage)
      let before = try await crew.contestants[0].bytes(path)
      for judge in crew.judges {
        try await enter(judge.client, "1002", "100")
        try await enter(judge.client, "1001", "99", reason: "复议")
      }
      let _: ContestantStanding = try await crew.chief.post(
        Path.fill(Path.disqualifications, stage),
        ContestantRuling(admission: "1000", reason: "代考"))
      #expect(try await crew.contestants[0].bytes(path) == before)
      #expect(try await rankings(crew.chief).rows.map(\.admission) == ["1002", "1001"])
      // Computed anew from the store, as after a restart.
      let board = StandingsBoard(store: server.storage.store, roster: server.storage.store)
      let place = try #require(
        try await server.backend.directory.stage(try StagePath("cup/fitter/final")))
      let rows = try await board.read(place, as: .everyone) { $0.rows(0..<10) }
      #expect(rows.map(\.contestant.id.text) == ["1000", "1001"])
      #expect(rows.map(\.result.score.thousandths) == [81_000, 73_000])
      let _: FreezeStanding = try await crew.chief.post(
        Path.fill(Path.unfreeze, stage), FreezeWish(reason: "颁奖"))
      #expect(try await rankings(crew.contestants[0]).rows.map(\.admission) == ["1002", "1001"])
    }
  }

  @Test func aContestantIsDisqualifiedAndReinstated() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 4)
      for (index, contestant) in contestants.prefix(3).enumerated() {
        _ = try await contestant.play("practice", right: index + 1)
      }
      try await server.projector.catchUp()
      let judge = try await server.staff(.judge)
      let practice = ["cup", "fitter", "practice"]
      let path = Path.fill(Path.rankings, practice)
      func rule(_ template: String, _ admission: String) async throws -> ContestantStanding {
        try await judge.post(
          Path.fill(template, practice), ContestantRuling(admission: admission, reason: "代考"))
      }
      let before: Rankings = try await contestants[0].get(path)
      #expect(before.rows.map(\.admission) == ["1002", "1001", "1000"])
      #expect(try await rule(Path.disqualifications, "1002").isDisqualified)
      let without: Rankings = try await contestants[0].get(path)
      #expect(without.rows.map(\.admission) == ["1001", "1000"])
      #expect(without.rows.map(\.rank) == [1, 2])
      #expect(without.ranked == 2)
      let jury: Rankings = try await judge.get(path)
      #expect(jury.unranked?.map(\.admission) == ["1002"])
      #expect(jury.unranked?.first?.reasons == ["disqualified"])
      let publicView: Rankings = try await judge.get(path, query: [("view", "public")])
      #expect(publicView.unranked == nil)
      // Whoever was ruled about may object to it, also without a paper.
      let appeals = Path.fill(Path.appeals, practice)
      let wish = AppealWish(attempt: nil, item: nil, text: "why")
      await refusal(409, "no-result") {
        let _: AppealRow = try await contestants[3].post(appeals, wish)
      }
      #expect(try await rule(Path.disqualifications, "1003").isDisqualified)
      let appeal: AppealRow = try await contestants[3].post(appeals, wish)
      #expect(appeal.contestant == "1003" && appeal.state == "open")
      // What it asks for takes two judges.
      await refusal(409, "appeal-pending") { _ = try await rule(Path.reinstatements, "1003") }
      await refusal(409, "already-disqualified") {
        _ = try await rule(Path.disqualifications, "1002")
      }
      await refusal(409, "not-disqualified") { _ = try await rule(Path.reinstatements, "1001") }
      await refusal(404, "contestant-unknown") { _ = try await rule(Path.disqualifications, "77") }
      #expect(try await !rule(Path.reinstatements, "1002").isDisqualified)
      let after: Rankings = try await contestants[0].get(path)
      #expect(after == before)
    }
  }

  @Test func theCertifiedDocumentComputesEveryPartAgain() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server, contestants: 4)
      let organizer = crew.organizer
      for (index, contestant) in crew.contestants.enumerated() {
        _ = try await contestant.play("final", right: 2 + index)
      }
      _ = try await assign(crew, ["1000", "1001", "1002"])
      for (admission, scores) in [
        ("1000", ["80", "90", "91"]), ("1001", ["70", "70", "71"]), ("1002", ["60", "60", "60"]),
      ] {
        for (judge, score) in zip(crew.judges, scores) {
          try await enter(judge.client, admission, score)
        }
      }
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "final"))
      func certify() async throws {
        let _: Certified = try await crew.chief.post(
          Path.fill(Path.certification, stage), Nothing())
      }
      // 1003 has no judge, 1000 lies 11 points apart.
      #expect(await details { try await certify() } == ["  scores-missing", "  scores-unsettled"])
      for (template, admission) in [
        (Path.disqualifications, "1003"), (Path.partSettlements, "1000"),
      ] {
        let segments = template == Path.partSettlements ? part : stage
        _ = try await crew.chief.bytes(
          Path.fill(template, segments), query: [],
          posting: ContestantRuling(admission: admission, reason: "r"))
      }
      try await certify()
      await refusal(409, "stage-certified") {
        try await enter(crew.judges[0].client, "1000", "1", reason: "r")
      }
      let bytes = try await crew.chief.bytes(Path.fill(Path.certification, stage))
      let (results, hash) = try CertifiedResults.read(document: bytes)
      #expect(results.entries.map(\.contestant.text) == ["1000", "1001", "1002"])
      // 30 x 40 % + 70 x 90 % = 75; 18 + 49 = 67; 24 + 42 = 66.
      #expect(results.entries.map(\.score) == [Points(75), Points(67), Points(66)])
      #expect(results.unranked?.map(\.reasons) == [[.disqualified, .missingPart]])
      let audit = ResultsAudit(results, claimedHash: hash)
      #expect(audit.findings.isEmpty, "\(audit.findings)")
      #expect(audit.attempts == 4)
      // What policy packs judge by.
      let facts = CertifiedFacts(results, hash: hash).facts()
      let ranked = facts.prefix(3).map { $0.result.parts.map(\.score) }
      #expect(ranked.map { $0[0] } == [Points(40), Points(60), Points(80)])
      #expect(ranked.map { $0[1] } == [Points(90), Points(70), Points(60)])
      // Whoever was disqualified has a result without a rank.
      #expect(facts.map(\.result.rank) == [1, 2, 3, nil])
      #expect(facts.map(\.disqualified.value) == [false, false, false, true])
      // What is shown is what was certified.
      #expect(try await rankings(crew.chief).rows.map(\.score) == [75_000, 67_000, 66_000])
      #expect(try await rankings(crew.chief).unranked?.map(\.admission) == ["1003"])

      let text = String(decoding: bytes, as: UTF8.self)
      for (find, replace, code) in [
        (#""score":{"thousandths":91000}"#, #""score":{"thousandths":89000}"#, "part"),
        (#""combine":"trimmed-mean""#, #""combine":"mean""#, "part"),
        (#""kind":"disqualified""#, #""kind":"reinstated""#, "unranked"),
        (#""weight":{"thousandths":70000}"#, #""weight":{"thousandths":60000}"#, "part"),
        (#""share":{"thousandths":63000}"#, #""share":{"thousandths":64000}"#, "part"),
        (#""weight":{"thousandths":70000}"#, #""weight":{"thousandths":80000}"#, "paper"),
      ] {
        let forged = text.replacingOccurrences(of: find, with: replace)
        #expect(forged != text, "\(find)")
        let (results, _) = try CertifiedResults.read(document: Array(forged.utf8))
        let codes = Set(ResultsAudit(results, claimedHash: results.hash).findings.map(\.code))
        #expect(codes.contains(code), "\(find): \(codes)")
      }
      let huge = text.replacingOccurrences(
        of: #""weight":{"thousandths":70000}"#,
        with: #""weight":{"thousandths":9223372036854775807}"#)
      let (forged, _) = try CertifiedResults.read(document: Array(huge.utf8))
      #expect(ResultsAudit(forged, claimedHash: forged.hash).findings.map(\.code) == ["paper"])
    }
  }

  @Test func anEarlierStageCountsOnceItIsCertifiedAndPublic() async throws {
    let plan =
      Sample.plan + """

              - id: final
                window: 2025-04-01T00:00/2025-06-01T00:00
                paper: { draw: 5, points: 20 }
                time: 5m
                feedback: score
                parts:
                  - { id: theory, online: true, weight: 60 }
                  - { id: before, carry-over: preliminary, weight: 40 }

        """
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2, plan: plan)
      for (index, contestant) in contestants.enumerated() {
        // 60 and 30 of 100, then 20 and 40 of 100.
        _ = try await contestant.play("preliminary", right: index == 0 ? 6 : 3)
        _ = try await contestant.play("final", right: index + 1)
      }
      try await server.projector.catchUp()
      let (judge, organizer) = (try await server.staff(.judge), try await server.staff(.organizer))
      #expect(try await rankings(judge).rows.isEmpty)
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      #expect(
        await details {
          let _: Certified = try await judge.post(
            Path.fill(Path.certification, stage), Nothing())
        } == ["  stage-not-carried"])
      let preliminary = ["cup", "fitter", "preliminary"]
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, preliminary), FreezeWish(reason: "r"))
      let _: Certified = try await judge.post(
        Path.fill(Path.certification, preliminary), Nothing())
      #expect(try await rankings(contestants[0]).rows.isEmpty)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, preliminary), FreezeWish(reason: "r"))
      // 60 x 20 % + 40 x 60 % = 36 and 24 + 12 = 36.
      let rows = try await rankings(contestants[0]).rows
      #expect(rows.map(\.score) == [36_000, 36_000])
      #expect(rows.first { $0.admission == "1000" }?.parts?.map(\.share) == [12_000, 24_000])
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      let bytes = try await judge.bytes(Path.fill(Path.certification, stage))
      let (results, hash) = try CertifiedResults.read(document: bytes)
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
      let source = try CertifiedResults.read(
        document: try await judge.bytes(Path.fill(Path.certification, preliminary)))
      #expect(results.carried?.map(\.hash) == [source.claimedHash])
      #expect(ResultsAudit(results, claimedHash: hash).takenAsGiven == results.carried)
      var forged = results
      forged.carried = nil
      let findings = ResultsAudit(forged, claimedHash: forged.hash).findings
      #expect(findings.map(\.code) == ["carried", "carried"])
      #expect(findings[0].claimed.hasPrefix("entries[0] "))
    }
  }
}
