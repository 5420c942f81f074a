import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// Outcomes from the certified results to what became of them.
@Suite struct OutcomeFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  private static let pack = """
    pack: cup-prizes
    version: 1
    title: 杯赛奖项
    rules:
      - id: prize
        when: { rank: 1 }
        outcome: { grant: 获奖证书, name: 一等奖 }
      - id: level
        when: { rank: 1..2 }
        outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
    """

  private func played(_ server: TestServer) async throws -> [ContestClient] {
    let plan = Sample.plan.replacing(
      "counts: sum-of-daily-best", with: "counts: sum-of-daily-best\n        policies: [cup-prizes]"
    )
    let contestants = try await server.openCup(
      contestants: 3, plan: plan, policies: ["cup-prizes.yaml": Self.pack])
    for (index, contestant) in contestants.enumerated() {
      _ = try await contestant.play("practice", right: 5 - index)
    }
    try await server.projector.catchUp()
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
    let _: Certified = try await server.staff(.judge).post(
      Path.fill(Path.certification, stage), Nothing())
    return contestants
  }

  private func proposals(_ client: ContestClient) async throws -> OutcomeProposalList {
    try await client.get(Path.fill(Path.outcomeProposals, ["cup"]))
  }

  private func act(
    _ client: ContestClient, _ act: String, _ numbers: [Int]? = nil, days: Int? = nil,
    certificate: String? = nil, on: String? = nil
  ) async throws -> [OutcomeRow] {
    let list: OutcomeList = try await client.post(
      Path.fill(Path.outcomes, ["cup"]),
      OutcomeWish(
        act: act, numbers: numbers, days: days, certificate: certificate, on: on, reason: "r"))
    return list.outcomes
  }

  private func issue(_ client: ContestClient) async throws -> CertificatesIssued {
    try await client.post(Path.fill(Path.certificates, ["cup"]), Nothing())
  }

  @Test func anOutcomeGoesFromItsFindingToItsCertificateAndNoFurtherThanItMay() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server)
      var judge = try await server.staff(.judge)
      let found = try await proposals(judge)
      #expect(
        found.grants.map { "\($0.contestant) \($0.rule) \($0.kind)" }.sorted()
          == ["1000 level eligibility", "1000 prize grant", "1001 level eligibility"])
      #expect(found.withdrawals.isEmpty)
      let opened = try await act(judge, "accept")
      #expect(opened.map(\.number) == [1, 2, 3])
      #expect(opened.allSatisfy { $0.state == "eligible" })
      #expect(try await proposals(judge).grants.isEmpty)
      let prize = try #require(opened.first { $0.kind == "grant" })
      let level = try #require(opened.first { $0.kind == "eligibility" })
      // What is not confirmed is not issued.
      let none = try await issue(judge)
      #expect(none.issued == 0 && none.heldBack == 1)

      #expect(try await act(judge, "publicise", days: 7).count == 3)
      #expect(try await act(judge, "confirm").isEmpty)
      await refusal(409, "outcomes-unfit") { _ = try await act(judge, "confirm", [prize.number]) }
      let own: OutcomeList = try await contestants[0].get(Path.fill(Path.outcomes, ["cup"]))
      #expect(own.outcomes.map(\.contestant) == ["1000", "1000"])
      #expect(own.outcomes.allSatisfy { $0.steps.allSatisfy { $0.actor == nil } })
      server.clock.advance(by: Milliseconds(7 * 86_400_000))
      // Whoever signed in a week ago has to do so again.
      judge = try await server.staff(.judge)
      let _: Objection = try await judge.post(
        Path.fill(Path.objections, stage),
        ObjectionWish(contestant: level.contestant, step: "filed", reason: "冒名"))
      let confirmed = try await act(judge, "confirm")
      #expect(!confirmed.contains { $0.contestant == level.contestant })
      let _: Objection = try await judge.post(
        Path.fill(Path.objections, stage),
        ObjectionWish(contestant: level.contestant, step: "dismissed", reason: "查无实据"))
      _ = try await act(judge, "confirm")
      let issued = try await issue(judge)
      #expect(issued.issued == 1 && issued.heldBack == 0)
      let list: OutcomeList = try await judge.get(Path.fill(Path.outcomes, ["cup"]))
      let mine = try #require(list.outcomes.first { $0.kind == "grant" })
      #expect(mine.state == "issued" && mine.issuedNumber?.hasPrefix("LT-") ?? false)
      #expect(mine.steps.map(\.kind) == ["opened", "publicised", "confirmed", "issued"])

      await refusal(400, "act-unknown") { _ = try await act(judge, "submit", [prize.number]) }
      await refusal(422, "answer-refused") {
        _ = try await act(
          judge, "issued", [level.number], certificate: "S000032000001252000001",
          on: "2025-04-08")
      }
    }
  }

  /// What was issued before anybody put it on record is taken over as what it is.
  @Test func acceptingTakesOverWhatWasIssuedAlready() async throws {
    try await TestServer.run { server in
      _ = try await played(server)
      let judge = try await server.staff(.judge)
      let issued = try await issue(judge)
      #expect(issued.issued == 1 && issued.heldBack == 0)
      let opened = try await act(judge, "accept")
      let prize = try #require(opened.first { $0.kind == "grant" })
      #expect(prize.state == "issued" && prize.issuedNumber != nil)
      #expect(opened.filter { $0.kind != "grant" }.allSatisfy { $0.state == "eligible" })
      let again = try await issue(judge)
      #expect(again.issued == 0 && again.alreadyIssued == 1 && again.heldBack == 0)
      // And what is done to the certificate is done to the outcome.
      let number = try #require(prize.issuedNumber)
      let _: CertificateActs = try await judge.post(
        Path.fill(Path.certificateActs, [number]), CertificateActWish(act: "revoke", reason: "r"))
      let list: OutcomeList = try await judge.get(Path.fill(Path.outcomes, ["cup"]))
      #expect(list.outcomes.first { $0.kind == "grant" }?.state == "revoked")
    }
  }

  /// A correction of what was certified proposes; a person decides.
  @Test func aCorrectionProposesToWithdrawAndRevokesOnlyWhenItIsAccepted() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server)
      let judge = try await server.staff(.judge)
      _ = try await act(judge, "accept")
      _ = try await act(judge, "confirm")
      #expect(try await issue(judge).issued == 1)
      let certificates: CertificateList = try await judge.get(
        Path.fill(Path.certificates, ["cup"]))
      let certificate = try #require(certificates.certificates.first)
      for step in ["filed", "upheld"] {
        let _: Objection = try await judge.post(
          Path.fill(Path.objections, stage),
          ObjectionWish(contestant: "1000", step: step, reason: "冒名"))
      }
      let proposed = try await proposals(judge)
      #expect(proposed.withdrawals.map(\.contestant) == ["1000", "1000"])
      // Nothing happens by itself.
      let before: Certificate = try await contestants[0].get(
        Path.fill(Path.certificate, [certificate.id]))
      #expect(before.withdrawn == nil)
      let changed = try await act(judge, "accept")
      let ended = changed.filter { $0.contestant == "1000" }
      #expect(
        Set(ended.map { "\($0.kind) \($0.state)" })
          == ["grant revoked", "eligibility rejected"])
      let after: Certificate = try await contestants[0].get(
        Path.fill(Path.certificate, [certificate.id]))
      #expect(after.withdrawn?.state == "revoked")
      #expect(try await proposals(judge).withdrawals.isEmpty)
    }
  }
}
