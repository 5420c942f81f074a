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
  @Test func anOutcomeGoesFromItsFindingToItsCertificateAndNoFurtherThanItMay() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let contestants = contest.contestants
      let found = try await contest.proposals()
      #expect(
        found.grants.map { "\($0.contestant) \($0.rule) \($0.kind)" }.sorted()
          == ["1000 level eligibility", "1000 prize grant", "1001 level eligibility"])
      #expect(found.withdrawals.isEmpty)
      let opened = try await contest.act("accept")
      #expect(opened.map(\.number) == [1, 2, 3])
      #expect(opened.allSatisfy { $0.state == "eligible" })
      #expect(try await contest.proposals().grants.isEmpty)
      let prize = try #require(opened.first { $0.kind == "grant" })
      let level = try #require(opened.first { $0.kind == "eligibility" })
      // What is not confirmed is not issued.
      let none = try await contest.issue()
      #expect(none.issued == 0 && none.heldBack == 1)

      #expect(try await contest.act("publicise", days: 7).count == 3)
      #expect(try await contest.act("confirm").isEmpty)
      await refusal(409, "outcomes-unfit") { _ = try await contest.act("confirm", [prize.number]) }
      let own: OutcomeList = try await contestants[0].get(Path.fill(Path.outcomes, ["cup"]))
      #expect(own.outcomes.map(\.contestant) == ["1000", "1000"])
      #expect(own.outcomes.allSatisfy { $0.steps.allSatisfy { $0.actor == nil } })
      server.clock.advance(by: Milliseconds(7 * 86_400_000))
      try await contest.object(level.contestant, "filed")
      let confirmed = try await contest.act("confirm")
      #expect(!confirmed.contains { $0.contestant == level.contestant })
      try await contest.object(level.contestant, "dismissed")
      _ = try await contest.act("confirm")
      let issued = try await contest.issue()
      #expect(issued.issued == 1 && issued.heldBack == 0)
      let mine = try #require(try await contest.outcomes().first { $0.kind == "grant" })
      #expect(mine.state == "issued" && mine.issuedNumber?.hasPrefix("LT-") ?? false)
      #expect(mine.steps.map(\.kind) == ["opened", "publicised", "confirmed", "issued"])

      await refusal(400, "act-unknown") { _ = try await contest.act("submit", [prize.number]) }
      await refusal(422, "answer-refused") {
        _ = try await contest.act(
          "issued", [level.number], certificate: "S000032000001252000001", on: "2025-04-08")
      }
    }
  }

  /// What was issued before anybody put anything on record is there as what it is.
  @Test func acceptingLeavesWhatWasIssuedAlready() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let issued = try await contest.issue()
      #expect(issued.issued == 1 && issued.heldBack == 0)
      let prize = try #require(try await contest.outcomes().first)
      #expect(prize.kind == "grant" && prize.state == "issued" && prize.issuedNumber != nil)
      let opened = try await contest.act("accept")
      #expect(opened.count == 2)
      #expect(opened.allSatisfy { $0.kind == "eligibility" && $0.state == "eligible" })
      let again = try await contest.issue()
      #expect(again.issued == 0 && again.alreadyIssued == 1 && again.heldBack == 0)
      // And what is done to the certificate is done to the outcome.
      try await contest.revoke(try #require(prize.issuedNumber))
      #expect(try await contest.outcomes().first { $0.kind == "grant" }?.state == "revoked")
    }
  }

  /// A correction of what was certified proposes; a person decides.
  @Test func aCorrectionProposesToWithdrawAndRevokesOnlyWhenItIsAccepted() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      _ = try await contest.issuedPrize()
      let certificate = try #require(try await contest.certificates().first)
      try await contest.object("1000", "filed", "upheld")
      let proposed = try await contest.proposals()
      #expect(proposed.withdrawals.map(\.contestant) == ["1000", "1000"])
      // Nothing happens by itself.
      #expect(try await contest.certificates().first?.withdrawn == nil)
      let changed = try await contest.act("accept")
      let ended = changed.filter { $0.contestant == "1000" }
      #expect(
        Set(ended.map { "\($0.kind) \($0.state)" })
          == ["grant revoked", "eligibility rejected"])
      let after: Certificate = try await contest.contestants[0].get(
        Path.fill(Path.certificate, [certificate.id]))
      #expect(after.withdrawn?.state == "revoked")
      #expect(try await contest.proposals().withdrawals.isEmpty)
    }
  }
}
