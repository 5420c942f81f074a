import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// A final that is not held online: judges give every score, and all the rest is as elsewhere.
@Suite struct OfflineStageTests {
  private let stage = ["cup", "fitter", "final"]

  private let plan =
    Sample.plan + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              feedback: score
              ranking: [score desc, part:practical desc]
              cut: { per-city: 1 }
              rollups: { small: 1, team: { score: sum-of-best, best: 2, ranks: unique } }
              parts:
                - { id: practical, weight: 80, of: 100, judges: { at-least: 2 } }
                - { id: oral, weight: 20, of: 50 }

      """

  private struct Crew {
    let contestants: [ContestClient]
    let organizer: ContestClient
    let judges: [(client: ContestClient, name: String)]
  }

  private func crew(_ server: TestServer) async throws -> Crew {
    let contestants = try await server.openCup(
      contestants: 4, plan: plan, teams: ["红队", "红队", "蓝队", ""])
    var judges: [(ContestClient, String)] = []
    for _ in 0..<2 {
      let client = try await server.staff(.judge)
      let account: Account = try await client.get(Path.me)
      judges.append((client, account.name))
    }
    return Crew(
      contestants: contestants, organizer: try await server.staff(.organizer), judges: judges)
  }

  private func assign(_ crew: Crew, _ admission: String) async throws {
    for (part, judges) in [("practical", 2), ("oral", 1)] {
      let rows = crew.judges.prefix(judges).map { "\(admission),\($0.name)\n" }.joined()
      let _: RowsTaken = try await crew.organizer.upload(
        Path.fill(Path.partJudges, stage + [part]), file: Array("准考证号,裁判\n\(rows)".utf8))
    }
  }

  private func enter(
    _ judge: ContestClient, _ part: String, _ admission: String, _ score: String,
    reason: String? = nil
  ) async throws {
    let _: RowsTaken = try await judge.post(
      Path.fill(Path.partScores, stage + [part]),
      ScoreEntry(admission: admission, score: score, note: nil, reason: reason))
  }

  /// 1000 has 85 of 100 and 40 of 50, which is 84; 1001 has 84 by 80 and 50; 1002 has 30.
  private func scored(_ server: TestServer) async throws -> Crew {
    let crew = try await crew(server)
    for (admission, scores) in [
      ("1000", ["90", "80", "40"]), ("1001", ["80", "80", "50"]), ("1002", ["30", "20", "25"]),
    ] {
      try await assign(crew, admission)
      try await enter(crew.judges[0].client, "practical", admission, scores[0])
      try await enter(crew.judges[1].client, "practical", admission, scores[1])
      try await enter(crew.judges[0].client, "oral", admission, scores[2])
    }
    return crew
  }

  private func close(_ crew: Crew) async throws {
    let _: StageMove = try await crew.organizer.post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "final"))
  }

  private func rankings(_ client: ContestClient) async throws -> Rankings {
    try await client.get(Path.fill(Path.rankings, stage))
  }

  private func certify(_ crew: Crew) async throws -> Certified {
    try await crew.judges[0].client.post(Path.fill(Path.certification, stage), Nothing())
  }

  @Test func nobodyCanStartAnAttemptThere() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server)
      await refusal(409, "stage-without-paper") { _ = try await crew.contestants[0].start("final") }
      let contest: ContestSummary = try await crew.contestants[0].get(
        Path.fill(Path.contest, ["cup"]))
      #expect(contest.events[0].stages[2].questions == 0)
      await refusal(409, "stage-without-paper") {
        let _: BlueprintChecks = try await crew.organizer.post(
          Path.blueprintCheck, BlueprintQuery(plan: plan, stage: "final"))
      }
      let checks: BlueprintChecks = try await crew.organizer.post(
        Path.blueprintCheck, BlueprintQuery(plan: plan))
      #expect(checks.stages.map(\.stage) == ["cup/fitter/practice", "cup/fitter/preliminary"])
    }
  }

  @Test func judgesScoresAloneMakeTheStandings() async throws {
    try await TestServer.run { server in
      let crew = try await scored(server)
      let shown = try await rankings(crew.contestants[3])
      // Equal in all, and 1000 better in the practical part.
      #expect(shown.rows.map(\.admission) == ["1000", "1001", "1002"])
      #expect(shown.rows.map(\.score) == [84_000, 84_000, 30_000])
      #expect(shown.rows.map(\.rank) == [1, 2, 3])
      #expect(shown.rows.map(\.attempts) == [0, 0, 0])
      let teams: RollupList = try await crew.organizer.get(
        Path.fill(Path.rollups, stage), query: [("by", "team")])
      #expect(teams.rows.map(\.group) == ["红队", "蓝队"])
      #expect(teams.rows.map(\.score) == [168_000, 30_000])
      let csv = try await crew.organizer.bytes(
        Path.fill(Path.rankings, stage), query: [("format", "csv")])
      #expect(String(decoding: csv, as: UTF8.self).contains("practical"))

      let _: FreezeStanding = try await crew.organizer.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
      try await enter(crew.judges[0].client, "oral", "1002", "50", reason: "漏计")
      #expect(try await rankings(crew.contestants[3]).rows == shown.rows)
      #expect(try await rankings(crew.organizer).rows[2].score == 40_000)
    }
  }

  @Test func theyAreCertifiedAndComputedAgain() async throws {
    try await TestServer.run { server in
      let crew = try await scored(server)
      try await assign(crew, "1003")
      await refusal(409, "certification-blocked") { _ = try await certify(crew) }
      try await close(crew)
      // 1003 has judges and no scores.
      await refusal(409, "certification-blocked") { _ = try await certify(crew) }
      let waived: Certified = try await crew.judges[0].client.post(
        Path.fill(Path.certification, stage),
        CertificationWish(waive: ["scores-missing"], reason: "缺赛"))
      #expect(waived.contestants == 3)
      #expect(waived.attempts == 0)
      #expect(waived.shortlisted == 2)
      let document = try await crew.judges[0].client.bytes(
        Path.fill(Path.certification, stage))
      let (results, hash) = try CertifiedResults.read(document: document)
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
      #expect(results.banks.isEmpty)
      #expect(results.teams?.map(\.rank) == [1, 2])
      #expect(try await rankings(crew.contestants[3]).status == "certified")

      let text = String(decoding: document, as: UTF8.self)
      for (find, replace, code) in [
        (#""score":{"thousandths":84000},"sh"#, #""score":{"thousandths":85000},"sh"#, "result"),
        (#""rank":2"#, #""rank":1"#, "rank"), (#""banks":[]"#, Self.bank, "paper"),
      ] {
        let forged = text.replacing(find, with: replace)
        #expect(forged != text, "\(find)")
        let (results, _) = try CertifiedResults.read(document: Array(forged.utf8))
        let codes = Set(ResultsAudit(results, claimedHash: results.hash).findings.map(\.code))
        #expect(codes.contains(code), "\(find): \(codes)")
      }
    }
  }

  private static let bank = #""banks":[{"hash":"","id":"fitter","questions":[],"version":1}]"#

  @Test func withoutAnyScoreThereIsNothingToCertify() async throws {
    try await TestServer.run { server in
      let crew = try await crew(server)
      try await close(crew)
      await refusal(409, "certification-blocked") { _ = try await certify(crew) }
    }
  }
}
