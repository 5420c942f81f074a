import ContestAPI
import ContestClient
import Contests
import Fixtures
import Scoring
import Testing

/// A final of those whom an earlier stage's shortlist admits, without a paper: judges give every score.
@Suite struct AdmittedFinalTests {
  private let preliminary = ["cup", "fitter", "preliminary"]
  private let final = ["cup", "fitter", "final"]

  private let plan =
    Sample.plan.replacing(
      "        cut: { per-city: 2, per-unit: 1 }",
      with: """
                cut: { per-city: 2, reserves: 1 }
                ranking: [score desc]
        """) + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              admission: { shortlist-of: preliminary }
              parts:
                - { id: practical, weight: 100, of: 100, judges: { at-least: 1 } }

      """

  private func certify(
    _ judge: ContestClient, _ stage: [String], waive: [String]? = nil
  ) async throws -> Certified {
    try await judge.post(
      Path.fill(Path.certification, stage), CertificationWish(waive: waive, reason: "缺赛"))
  }

  /// What stands in the way of certifying the final.
  private func blockers(_ judge: ContestClient) async throws -> [String] {
    do {
      _ = try await certify(judge, final)
      return []
    } catch ContestClient.Failure.refused(_, let error) {
      return error.details.map { "\($0.code): \($0.message)" }
    }
  }

  @Test func nobodyWhoIsAdmittedIsForgottenAndNobodyWhoFellOutIsRankedUnseen() async throws {
    try await TestServer.run { server in
      // 1000, 1002 and 1004 are of one city, 1001 and 1003 of the other.
      let contestants = try await server.openCup(contestants: 5, plan: plan)
      for (contestant, right) in zip(contestants, [6, 5, 4, 3, 2]) {
        _ = try await contestant.play("preliminary", right: right)
      }
      try await server.projector.catchUp()
      let organizer = try await server.staff(.organizer)
      let judge = try await server.staff(.judge)
      let name = (try await judge.get(Path.me) as Account).name
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      _ = try await certify(judge, preliminary)
      // Nobody was assigned to 1002.
      let rows = ["1000", "1001", "1003"].map { "\($0),\(name)\n" }.joined()
      let _: RowsTaken = try await organizer.upload(
        Path.fill(Path.partJudges, final + ["practical"]), file: Array("准考证号,裁判\n\(rows)".utf8))
      for (admission, score) in [("1000", "90"), ("1001", "80"), ("1003", "70")] {
        let _: RowsTaken = try await judge.post(
          Path.fill(Path.partScores, final + ["practical"]),
          ScoreEntry(admission: admission, score: score, note: nil, reason: nil))
      }
      #expect(
        try await blockers(judge) == [
          "scores-missing: in part practical 1 contestants lack a score of one of their judges"
        ])

      let open: PartScoreList = try await organizer.get(
        Path.fill(Path.partScores, final + ["practical"]), query: [("open", "true")])
      #expect(open.missing == 1 && open.rows.map(\.admission) == ["1002"])

      // 1000 falls out and is ranked first; 1004 moves up and has no score either.
      let moved: ShortlistActReport = try await judge.post(
        Path.fill(Path.withdrawals, preliminary),
        WithdrawalWish(contestant: "1000", reason: "公示期异议成立"))
      #expect(moved.movedUp == ["1004"])
      #expect(
        try await blockers(judge) == [
          "scores-missing: in part practical 2 contestants lack a score of one of their judges",
          "ranked-though-withdrawn: 1 ranked contestant fell out of the shortlist of stage preliminary",
        ])
      let _: ContestantStanding = try await judge.post(
        Path.fill(Path.disqualifications, final), ContestantRuling(admission: "1000", reason: "r"))
      #expect(try await blockers(judge).map { $0.prefix(14) } == ["scores-missing"])
      let _: ContestantStanding = try await judge.post(
        Path.fill(Path.reinstatements, final), ContestantRuling(admission: "1000", reason: "r"))
      let waived = try await certify(
        judge, final, waive: ["scores-missing", "ranked-though-withdrawn"])
      #expect(waived.contestants == 3)
      let document = try await judge.bytes(Path.fill(Path.certification, final))
      let (results, hash) = try CertifiedResults.read(document: document)
      #expect(
        results.waivers?.map { "\($0.code) \($0.count)" }
          == ["scores-missing 2", "ranked-though-withdrawn 1"])
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
    }
  }
}
