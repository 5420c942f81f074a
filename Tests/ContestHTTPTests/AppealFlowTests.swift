import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// An appeal from its contestant to the correction that it caused, and to the certified results.
@Suite struct AppealFlowTests {
  private let stage = ["cup", "fitter", "preliminary"]

  private func file(
    _ client: ContestClient, _ view: AttemptView?, item: Int?, text: String = "第二个选项也对"
  ) async throws -> AppealRow {
    try await client.post(
      Path.fill(Path.appeals, stage), AppealWish(attempt: view?.attempt, item: item, text: text))
  }

  private func settle(
    _ judge: ContestClient, _ number: Int, _ kind: String, reason: String = "见标准第 5 条"
  ) async throws -> AppealRow {
    try await judge.post(
      Path.fill(Path.appealSteps, stage + ["\(number)"]),
      AppealStepWish(kind: kind, reason: reason))
  }

  private func appeals(_ client: ContestClient) async throws -> [AppealRow] {
    let list: AppealList = try await client.get(Path.fill(Path.appeals, stage))
    return list.appeals
  }

  @Test func anAppealLeadsToACorrectionByTwoJudges() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 3)
      let judge = try await server.staff(.judge)
      let second = try await server.staff(.judge)
      let view = try await contestants[0].play("preliminary", right: 4)
      _ = try await contestants[1].play("preliminary", right: 6)
      try await server.projector.catchUp()
      for item in [-1, 10, Int.max, Int.min] {
        await refusal(400, "no-such-item") { _ = try await file(contestants[0], view, item: item) }
      }
      let filed = try await file(contestants[0], view, item: 5)
      #expect(filed.number == 1 && filed.state == "open" && filed.question == nil)
      #expect(try await appeals(contestants[1]).isEmpty)
      let question = try #require(try await appeals(judge).first?.question)
      #expect(view.items[5].stem.hasPrefix(question + ":"))

      let upheld = try await settle(judge, 1, "uphold")
      #expect(upheld.state == "upheld")
      // The contestant is told a decision, not one judge's opinion.
      #expect(try await appeals(contestants[0]).map(\.state) == ["open"])
      #expect(try await appeals(contestants[0])[0].steps.isEmpty)
      let wish = CorrectionWish(
        question: question, treatment: "full-marks", answer: nil, onlyIfItHelps: false,
        bankVersion: nil, appeal: 1, top: 10, reason: "申诉成立", isPreview: false)
      await refusal(409, "appeal-not-confirmed") {
        let _: CorrectionReport = try await judge.post(Path.fill(Path.corrections, stage), wish)
      }
      await refusal(409, "appeal-same-judge") { _ = try await settle(judge, 1, "confirm") }
      #expect(try await settle(second, 1, "confirm").state == "confirmed")
      await refusal(409, "appeal-not-now") { _ = try await settle(second, 1, "return") }
      let told = try await appeals(contestants[0])[0]
      #expect(told.state == "confirmed" && told.steps.map(\.judge) == [nil, nil])

      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let certification = Path.fill(Path.certification, stage)
      let owed = await blockers(judge, CertificationWish(waive: nil, reason: nil))
      #expect(owed == ["appeals-without-correction"])
      await refusal(409, "appeal-of-another-version") {
        let _: CorrectionReport = try await judge.post(
          Path.fill(Path.corrections, stage),
          CorrectionWish(
            question: question, treatment: "full-marks", answer: nil, onlyIfItHelps: false,
            bankVersion: 2, appeal: 1, top: 10, reason: "r", isPreview: false))
      }
      let other = view.items[0].stem.split(separator: ":")[0]
      await refusal(409, "appeal-of-another-question") {
        let _: CorrectionReport = try await judge.post(
          Path.fill(Path.corrections, stage),
          CorrectionWish(
            question: String(other), treatment: "rescale", answer: nil, onlyIfItHelps: false,
            bankVersion: nil, appeal: 1, top: 10, reason: "r", isPreview: false))
      }
      let report: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, stage), wish)
      #expect(report.correction.appeal == 1)
      #expect(try await appeals(judge)[0].keyVersions == [2])
      let _: Certified = try await judge.post(certification, Nothing())
      let document = try CertifiedDocument(bytes: try await judge.bytes(certification))
      #expect(document.results.corrections?.map(\.appeal) == [1])
      #expect(document.results.waivers == nil)
      // By then it is too late.
      await refusal(409, "appeals-over") { _ = try await file(contestants[1], nil, item: nil) }
    }
  }

  /// One judge alone would decide the appeal, whatever the correction is called.
  @Test func aQuestionUnderAppealIsCorrectedByWhatSettlesTheAppeal() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let (judge, second) = (try await server.staff(.judge), try await server.staff(.judge))
      let view = try await me.play("preliminary", right: 4)
      try await server.projector.catchUp()
      for item in [5, 5, 6] { _ = try await file(me, view, item: item) }
      let questions = try await appeals(judge).compactMap(\.question)
      func correct(
        _ question: String, _ treatment: String = "full-marks", version: Int? = nil,
        appeal: Int? = nil, isPreview: Bool = false
      ) async throws {
        let _: CorrectionReport = try await judge.post(
          Path.fill(Path.corrections, stage),
          CorrectionWish(
            question: question, treatment: treatment, answer: nil, onlyIfItHelps: false,
            bankVersion: version, appeal: appeal, top: 10, reason: "r", isPreview: isPreview))
      }
      func isRefused() async {
        await refusal(409, "appeal-pending") { try await correct(questions[0]) }
      }
      try await correct(questions[0], isPreview: true)
      await isRefused()
      await refusal(409, "appeal-pending") { try await correct(questions[2], version: 1) }
      // No paper under appeal is from that version, nor from any other.
      await refusal(404, "bank-version-unknown") { try await correct(questions[0], version: 2) }
      _ = try await settle(judge, 1, "uphold")
      await isRefused()
      _ = try await settle(second, 1, "confirm")
      await isRefused()
      // Two judges agreed about the first; the second is settled after it.
      try await correct(questions[0], appeal: 1)
      await isRefused()
      _ = try await settle(judge, 2, "reject")
      try await correct(questions[0], "rescale")
      let list: CorrectionList = try await judge.get(Path.fill(Path.corrections, stage))
      #expect(list.corrections.map(\.appeal) == [1, nil])
    }
  }

  /// What a confirmed appeal against a result leads to is an act of judges that names it.
  @Test func anAppealAgainstAResultIsSettledByAnAct() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let (judge, second) = (try await server.staff(.judge), try await server.staff(.judge))
      func rule(_ path: String, _ admission: String, appeal: Int? = nil) async throws {
        let _: ContestantStanding = try await judge.post(
          Path.fill(path, stage),
          ContestantRuling(admission: admission, reason: "r", appeal: appeal))
      }
      var papers: [AttemptView] = []
      for contestant in contestants {
        papers.append(try await contestant.play("preliminary", right: 4))
      }
      for admission in ["1000", "1001"] { try await rule(Path.disqualifications, admission) }
      _ = try await file(contestants[0], nil, item: nil, text: "没有代考")
      _ = try await file(contestants[0], papers[0], item: 0)
      for number in [1, 2] { _ = try await settle(judge, number, "uphold") }
      _ = try await settle(second, 2, "confirm")
      await refusal(409, "appeal-not-confirmed") {
        try await rule(Path.reinstatements, "1000", appeal: 1)
      }
      _ = try await settle(second, 1, "confirm")
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let owed = await blockers(judge, CertificationWish(waive: nil, reason: nil))
      #expect(owed == ["appeals-without-correction", "appeals-without-act"])

      await refusal(409, "appeal-of-another-contestant") {
        try await rule(Path.reinstatements, "1001", appeal: 1)
      }
      await refusal(409, "appeal-of-a-question") {
        try await rule(Path.reinstatements, "1000", appeal: 2)
      }
      await refusal(404, "not-found") { try await rule(Path.reinstatements, "1000", appeal: 3) }
      try await rule(Path.reinstatements, "1001")
      let still = await blockers(judge, CertificationWish(waive: nil, reason: nil))
      #expect(still == owed)
      try await rule(Path.reinstatements, "1000", appeal: 1)
      let rows = try await appeals(judge)
      let history: JudgingHistory = try await judge.get(
        Path.fill(Path.judgingHistory, stage + ["1000"]))
      #expect(history.acts.map(\.appeal) == [nil, 1])
      #expect(rows.map(\.judgingActs) == [history.acts.suffix(1).map(\.number), []])
      #expect(try await appeals(contestants[0]).allSatisfy(\.judgingActs.isEmpty))
      let certification = Path.fill(Path.certification, stage)
      let _: Certified = try await judge.post(
        certification,
        CertificationWish(waive: ["appeals-without-correction"], reason: "题目无误，误点"))
      let document = try CertifiedDocument(bytes: try await judge.bytes(certification))
      #expect(document.results.judging?.compactMap(\.appeal) == [1])
      #expect(document.results.waivers?.map(\.code) == ["appeals-without-correction"])
      #expect(ResultsAudit(document.results, claimedHash: document.hash).findings.isEmpty)
    }
  }

  /// A score that is entered again because of an appeal; and one without any act is set aside.
  @Test func aScoreSettlesAnAppealAndWithoutOneItIsWaived() async throws {
    let plan =
      Sample.plan + """

              - id: final
                window: 2025-04-01T00:00/2025-06-01T00:00
                paper: { draw: 5, points: 20 }
                time: 5m
                tries: { total: 1 }
                feedback: score
                parts:
                  - { id: theory, online: true, weight: 30 }
                  - id: practical
                    weight: 70
                    of: 100
                    judges: { combine: mean, at-least: 1 }

        """
    let final = ["cup", "fitter", "final"]
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1, plan: plan)[0]
      let organizer = try await server.staff(.organizer)
      let (judge, second) = (try await server.staff(.judge), try await server.staff(.judge))
      let account: Account = try await judge.get(Path.me)
      _ = try await me.play("final", right: 4)
      let _: RowsTaken = try await organizer.upload(
        Path.fill(Path.partJudges, final + ["practical"]),
        file: Array("准考证号,裁判\n1000,\(account.name)\n".utf8))
      func enter(_ score: String, appeal: Int? = nil) async throws {
        let _: RowsTaken = try await judge.post(
          Path.fill(Path.partScores, final + ["practical"]),
          ScoreEntry(
            admission: "1000", score: score, note: nil, reason: appeal.map { "申诉 \($0)" },
            appeal: appeal))
      }
      try await enter("60")
      for _ in 0..<2 {
        let _: AppealRow = try await me.post(
          Path.fill(Path.appeals, final), AppealWish(attempt: nil, item: nil, text: "漏计一项"))
      }
      for number in ["1", "2"] {
        for (client, kind) in [(judge, "uphold"), (second, "confirm")] {
          let _: AppealRow = try await client.post(
            Path.fill(Path.appealSteps, final + [number]), AppealStepWish(kind: kind, reason: "r"))
        }
      }
      try await enter("65", appeal: 1)
      let list: AppealList = try await judge.get(Path.fill(Path.appeals, final))
      #expect(list.appeals.map(\.judgingActs.count) == [1, 0])
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let certification = Path.fill(Path.certification, final)
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(certification, Nothing())
      }
      let _: Certified = try await judge.post(
        certification,
        CertificationWish(waive: ["appeals-without-act"], reason: "与申诉 1 相同"))
      let document = try CertifiedDocument(bytes: try await judge.bytes(certification))
      #expect(
        document.results.waivers?.map { "\($0.code) \($0.count)" } == ["appeals-without-act 1"])
      #expect(document.results.judging?.last?.appeal == 1)
    }
  }

  @Test func openAppealsBlockUntilTheyAreSettledOrSetAside() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let judge = try await server.staff(.judge)
      _ = try await me.play("preliminary", right: 4)
      _ = try await file(me, nil, item: nil, text: "用时不对")
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let certification = Path.fill(Path.certification, stage)
      for wish in [
        CertificationWish(waive: nil, reason: nil), CertificationWish(waive: [], reason: "r"),
        CertificationWish(waive: ["stage-not-closed"], reason: "r"),
      ] {
        let found = await blockers(judge, wish)
        #expect(found == ["open-appeals"])
      }
      await refusal(400, "reason-unfit") {
        let _: Certified = try await judge.post(
          certification, CertificationWish(waive: ["open-appeals"], reason: nil))
      }
      let _: Certified = try await judge.post(
        certification, CertificationWish(waive: ["open-appeals"], reason: "选手已撤回"))
      let document = try CertifiedDocument(bytes: try await judge.bytes(certification))
      let waiver = try #require(document.results.waivers?.first)
      #expect(waiver.code == "open-appeals" && waiver.count == 1 && waiver.reason == "选手已撤回")
      #expect(ResultsAudit(document.results, claimedHash: document.hash).findings.isEmpty)
    }
  }

  @Test func theServerSignsWhatWasCertified() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let judge = try await server.staff(.judge)
      _ = try await me.play("preliminary", right: 4)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let certification = Path.fill(Path.certification, stage)
      let _: Certified = try await judge.post(certification, Nothing())
      let bytes = try await judge.bytes(certification)
      let document = try CertifiedDocument(bytes: bytes)
      let key = server.backend.receipts.publicKey
      #expect(document.isSigned() == true)
      #expect(document.isSigned(by: key) == true)
      let stranger = try #require(ReceiptKey(seed: [UInt8](repeating: 9, count: 32)))
      #expect(document.isSigned(by: stranger.publicKey) == false)
      #expect(
        try CertifiedDocument(document.results, signedBy: stranger).isSigned(by: key) == false)
      // Whoever changes a rank and writes the hash anew has no signature for it.
      let text = String(decoding: bytes, as: UTF8.self)
      let forged = try CertifiedDocument(
        bytes: Array(text.replacingOccurrences(of: #""rank":1,"#, with: #""rank":2,"#).utf8))
      #expect(forged.isSigned() == false)
    }
  }

  @Test func whatCannotBeAppealedIsRefused() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let (me, other) = (contestants[0], contestants[1])
      let open = try await me.start("preliminary")
      await refusal(409, "not-submitted") { _ = try await file(me, open, item: 0) }
      await refusal(409, "no-result") { _ = try await file(me, nil, item: nil) }
      await refusal(404, "attempt-unknown") { _ = try await file(other, open, item: 0) }
      let practice = try await me.play("practice", right: 1)
      await refusal(404, "attempt-unknown") { _ = try await file(me, practice, item: 0) }
      _ = try await me.send(.submit(1), to: open.attempt)
      await refusal(400, "no-such-item") { _ = try await file(me, open, item: 10) }
      await refusal(400, "no-such-item") { _ = try await file(me, open, item: -1) }
      await refusal(400, "appeal-unreadable") { _ = try await file(me, open, item: nil) }
      await refusal(400, "reason-unfit") { _ = try await file(me, open, item: 0, text: "") }
      for _ in 0..<Limits.appealsPerStage { _ = try await file(me, open, item: 0) }
      await refusal(409, "appeals-used") { _ = try await file(me, open, item: 1) }
      #expect(try await appeals(me).count == Limits.appealsPerStage)
      let judge = try await server.staff(.judge)
      await refusal(400, "step-unreadable") { _ = try await settle(judge, 1, "forget") }
      await refusal(400, "reason-unfit") { _ = try await settle(judge, 1, "reject", reason: "") }
      await refusal(404, "not-found") { _ = try await settle(judge, 99, "reject") }
      #expect(try await settle(judge, 1, "reject").state == "rejected")
    }
  }

  /// The codes of what stands in the way of certifying.
  private func blockers(_ judge: ContestClient, _ wish: CertificationWish) async -> [String] {
    do {
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), wish)
      return []
    } catch ContestClient.Failure.refused(_, let error) {
      return error.details.map(\.code)
    } catch {
      return ["\(error)"]
    }
  }
}
