import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// From certified results and the ledger to outcomes, and what changes them.
@Suite struct AchievementFlowTests {
  private let stage = ["cup", "fitter", "preliminary"]

  private static let pack = """
    pack: cup
    version: 1
    title: { zh-Hans: 杯赛, en: Cup }
    vacated-ranks: move-up
    gates:
      notice: { public-notice: 7d, objections: none upheld }
      issuer: { issuer-registered: yes }
    rules:
      - id: prize
        when: { rank: 1..2 }
        needs: [notice]
        outcome: { grant: 获奖证书, name: 一等奖 }
      - id: young
        when: { rank: 1..4, age: at most 35 }
        outcome: { recommendation: 青年岗位能手 }
      - id: level
        when: { rank: 1..4 }
        needs: [issuer]
        outcome: { eligibility: skill-level, level: 高级工, if-held: 技师, review: 综合评审 }
      - id: mentor
        for: mentor
        follows: [level]
        outcome: { subsidy: 500 yuan, name: 带徒奖 }
    caps: [{ family: skill-level, a-year: 1 }]
    """

  /// A certified preliminary in which 1003 is first and 1000 last.
  private func certifiedCup(
    _ server: TestServer
  ) async throws -> (contestants: [ContestClient], judge: ContestClient) {
    let plan = Sample.plan.replacingOccurrences(
      of: "cut: { per-city: 2, per-unit: 1 }", with: "policies: [cup]")
    let contestants = try await server.openCup(
      contestants: 4, plan: plan, policies: ["cup.yaml": Self.pack])
    let judge = try await server.staff(.judge)
    for (right, contestant) in contestants.enumerated() {
      _ = try await contestant.play("preliminary", right: right * 3)
    }
    let organizer = try await server.staff(.organizer)
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, stage), CertificationWish(waive: nil, reason: nil))
    return (contestants, judge)
  }

  private func decisions(
    _ client: ContestClient, of contestant: String
  ) async throws -> [String: EligibilityDecision] {
    let report: EligibilityReport = try await client.get(
      Path.fill(Path.eligibility, ["cup"]), query: [("contestant", contestant)])
    return Dictionary(uniqueKeysWithValues: report.decisions.map { ($0.rule, $0) })
  }

  @Test func factsIssuersAndObjectionsDecide() async throws {
    try await TestServer.run { server in
      let (contestants, judge) = try await certifiedCup(server)
      let organizer = try await server.staff(.organizer)
      let bare = try await decisions(judge, of: "1003")
      #expect(bare["prize"]?.verdict == "awaiting" && bare["prize"]?.awaits == ["notice"])
      #expect(bare["young"]?.verdict == "missed")
      #expect(bare["young"]?.clauses.first { $0.field == "age" }?.distance == "not on record")
      #expect(bare["level"]?.verdict == "awaiting" && bare["level"]?.awaits == ["issuer"])
      #expect(bare["mentor"]?.met == false)

      let facts = """
        准考证号,出生日期,师傅,技能等级,晋升竞赛,日期
        1003,1995-02-03,王师傅,,,2025-01-01
        1002,,,高级工,另一个竞赛,2025-02-01
        """
      let dry: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, query: [("dry-run", "true")], file: Array(facts.utf8))
      #expect(dry.facts == 3 && dry.added == 0 && dry.isDryRun)
      let imported: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: Array(facts.utf8))
      #expect(imported.added == 3)
      let again: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: Array(facts.utf8))
      #expect(again.added == 0)
      let register = "机构名称,职业代码,等级范围,起始日期,备案编号\n徐州中心,6-31-01-02,初级工..技师,2020-01-01,苏备1号\n"
      let issuers: IssuersImported = try await organizer.upload(
        Path.issuers, file: Array(register.utf8))
      #expect(issuers.added == 1)

      let known = try await decisions(judge, of: "1003")
      #expect(known["young"]?.met == true)
      #expect(known["young"]?.clauses.first { $0.field == "age" }?.evidence == "ledger:1")
      #expect(known["level"]?.met == true)
      #expect(known["level"]?.outcome.contains("技师") == true)
      #expect(known["mentor"]?.met == true && known["mentor"]?.recipientName == "王师傅")
      #expect(try await decisions(judge, of: "1002")["level"]?.verdict == "capped")

      // An objection first makes wait, then takes the prize away and lets the third move up.
      let objections = Path.fill(Path.objections, stage)
      let _: Objection = try await judge.post(
        objections, ObjectionWish(contestant: "1003", step: "filed", reason: "举报"))
      server.clock.advance(by: .seconds(8 * 86_400))
      // Sessions do not last so long.
      let chief = try await server.staff(.judge)
      let waiting = try await decisions(chief, of: "1003")
      #expect(waiting["prize"]?.awaits == ["notice"])
      #expect(try await decisions(chief, of: "1001")["prize"]?.met == false)
      let _: Objection = try await chief.post(
        objections, ObjectionWish(contestant: "1003", step: "upheld", reason: "属实"))
      #expect(try await decisions(chief, of: "1003")["prize"]?.verdict == "missed")
      let third = try await decisions(chief, of: "1001")["prize"]
      #expect(third?.met == true)
      #expect(third?.clauses[0].actual == "rank 2 of 4, moved up from 3")
      await refusal(409, "no-open-objection") {
        let _: Objection = try await chief.post(
          objections, ObjectionWish(contestant: "1003", step: "dismissed", reason: "x"))
      }
      _ = contestants
    }
  }

  /// A proven level counts; that the roster claims a higher one is told with it, and a lower one is not.
  @Test(arguments: [("中级工", "ledger:1; roster:1003#level=高级工"), ("技师", "ledger:1")])
  func aHigherLevelOnTheRosterIsTold(level: String, evidence: String) async throws {
    try await TestServer.run { server in
      let (contestants, _) = try await certifiedCup(server)
      let _: AchievementsImported = try await server.staff(.organizer).upload(
        Path.achievementFiles, file: Array("准考证号,技能等级,日期\n1003,\(level),2025-01-01\n".utf8))
      let report: EligibilityReport = try await contestants[3].get(
        Path.fill(Path.eligibility, ["cup"]))
      let facts = try #require(report.snapshots.first).facts
      #expect(facts.contains(#""level":"\#(level)""#))
      #expect(facts.contains(#""level":"\#(evidence)""#), "\(facts)")
    }
  }

  @Test func aDecisionIsTakenAgainFromItsSnapshot() async throws {
    try await TestServer.run { server in
      let (contestants, _) = try await certifiedCup(server)
      let report: EligibilityReport = try await contestants[3].get(
        Path.fill(Path.eligibility, ["cup"]))
      let snapshot = try #require(report.snapshots.first)
      let kept: PolicyText = try await contestants[3].get(
        Path.fill(Path.policy, ["cup"]), query: [("version", "1")])
      #expect(kept.text == Self.pack && kept.hash == report.decisions[0].packHash)
      let one = try #require(
        PolicyCases(text: "cases: [{ with: \(snapshot.facts), expect: [] }]").cases.first)
      let again = try PolicyPack(text: kept.text).decide(one.facts, at: one.instant)
      #expect(again.map(\.verdict.code) == report.decisions.map(\.verdict))
      #expect(
        again[0].digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
          .joined() == report.decisions[0].digest)
      #expect(FactsSnapshot(of: one.facts, at: one.instant).hash == snapshot.hash)
      #expect(report.decisions.allSatisfy { $0.factsHash == snapshot.hash })
    }
  }

  @Test func theLedgerIsCorrectedByNewFactsAndShownToItsPerson() async throws {
    try await TestServer.run { server in
      let (contestants, judge) = try await certifiedCup(server)
      let organizer = try await server.staff(.organizer)
      let path = Path.fill(Path.achievements, ["1003"])
      let _: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: Array("准考证号,培训学时,称号\n1003,40,能手\n".utf8))
      let _: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: Array("准考证号,培训学时,更正\n1003,20,2\n".utf8))
      let _: AchievementsImported = try await organizer.post(
        Path.fill(Path.achievementStrikes, ["1003", "1"]), AchievementStrike(reason: "登记有误"))
      let ledger: AchievementLedger = try await contestants[3].get(path)
      #expect(ledger.facts.map(\.kind) == ["title", "training", "training", "struck"])
      #expect(ledger.facts.map(\.correctedBy) == [4, 3, nil, nil])
      #expect(ledger.facts[3].reason == "登记有误")
      #expect(ledger.results.map(\.rank) == [1] && ledger.results[0].percentile == 25)
      // Who recorded it is for staff to know, also where nobody else is its source.
      #expect(ledger.facts.allSatisfy { $0.recordedBy == nil && $0.source == nil })
      let whole: AchievementLedger = try await judge.get(path)
      #expect(whole.facts.allSatisfy { $0.recordedBy?.hasPrefix("organizer-") ?? false })
      #expect(whole.facts.map(\.value) == ledger.facts.map(\.value))
      #expect(whole.results == ledger.results)
      await refusal(404, "not-found") {
        let _: AchievementLedger = try await contestants[0].get(path)
      }
      await refusal(409, "achievement-not-there") {
        let _: AchievementsImported = try await organizer.post(
          Path.fill(Path.achievementStrikes, ["1003", "1"]), AchievementStrike(reason: "再次"))
      }
      await refusal(422, "achievements-refused") {
        let _: AchievementsImported = try await organizer.upload(
          Path.achievementFiles, file: Array("准考证号,培训学时,更正\n1002,20,3\n".utf8))
      }
      await refusal(422, "achievements-refused") {
        let _: AchievementsImported = try await organizer.upload(
          Path.achievementFiles, file: Array("准考证号,称号\n1003,能手\n9999,能手\n".utf8))
      }
      let still: AchievementLedger = try await judge.get(path)
      #expect(still == whole)
    }
  }

  @Test func aCertificateBelongsToOnePerson() async throws {
    try await TestServer.run { server in
      _ = try await certifiedCup(server)
      let organizer = try await server.staff(.organizer)
      func file(_ contestant: String) -> [UInt8] {
        Array("准考证号,证书编号,日期\n\(contestant),S000032030001123300001,2012-01-01\n".utf8)
      }
      let _: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: file("1001"))
      // A check finds out what writing would.
      for query in [[], [("dry-run", "true")]] {
        await refusal(422, "achievements-refused") {
          let _: AchievementsImported = try await organizer.upload(
            Path.achievementFiles, query: query, file: file("1002"))
        }
      }
      let twice = file("1003") + Array("1002,S000032030001123300002,2012-01-01\n".utf8)
      let dry: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, query: [("dry-run", "true")],
        file: Array(String(decoding: twice, as: UTF8.self).replacing("300001", with: "300003").utf8)
      )
      #expect(dry.facts == 2)
      let ledger: AchievementLedger = try await organizer.get(
        Path.fill(Path.achievements, ["1003"]))
      #expect(ledger.facts.isEmpty)
    }
  }

  /// What a correction would change of outcomes is told before it is made.
  @Test func aPreviewTellsWhoGainsAndLosesWhat() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacingOccurrences(
        of: "cut: { per-city: 2, per-unit: 1 }", with: "policies: [cup]")
      let contestants = try await server.openCup(
        contestants: 4, plan: plan, policies: ["cup.yaml": Self.pack])
      let judge = try await server.staff(.judge)
      var views: [AttemptView] = []
      for (index, contestant) in contestants.enumerated() {
        views.append(try await contestant.play("preliminary", right: 3 + index))
      }
      try await server.projector.catchUp()
      // Full marks for what the third had wrong, and the second not, lift the third to rank 2.
      var report: CorrectionReport?
      for item in views[1].items.suffix(6) {
        let question = String(try #require(item.stem.split(separator: ":").first))
        let preview: CorrectionReport = try await judge.post(
          Path.fill(Path.corrections, stage),
          CorrectionWish(
            question: question, treatment: "full-marks", answer: nil, onlyIfItHelps: false,
            bankVersion: nil, top: 1000, reason: "", isPreview: true))
        let moved = preview.outcomes ?? []
        #expect(preview.outcomes != nil)
        for change in moved where change.rule == "prize" {
          let position = preview.changes.first { $0.admission == change.admission }
          #expect(position.map { ($0.after.rank <= 2) == change.isGained } ?? false)
          #expect(position.map { ($0.before.rank <= 2) != change.isGained } ?? false)
          report = preview
        }
      }
      #expect(report != nil, "no correction moved anybody over the boundary")
    }
  }
}
