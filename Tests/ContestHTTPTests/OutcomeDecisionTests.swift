import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Scoring
import Testing

/// What people decide about outcomes, and what they cannot.
@Suite struct OutcomeDecisionTests {
  @Test func whatIsNotThereIsNotFound() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      for number in [1, 0, -1, .max] {
        await refusal(404, "not-found") { try await contest.act("confirm", [number]) }
      }
      try await contest.act("accept")
      await refusal(404, "not-found") { try await contest.act("confirm", [4]) }
    }
  }

  // MARK: What only awaits something

  /// The public notice begins anew with results that are certified anew.
  @Test func resultsCertifiedAnewTakeNothingAway() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: OutcomeContest.noticed)
      #expect(try await contest.proposals().grants.isEmpty)
      server.clock.advance(by: OutcomeContest.week)
      try await contest.act("accept")
      try await contest.act("publicise", days: 1)
      server.clock.advance(by: Milliseconds(86_400_000))
      try await contest.act("confirm")
      #expect(try await contest.issue().issued == 1)
      try await contest.correctAndCertifyAnew()
      let proposed = try await contest.proposals()
      #expect(proposed.withdrawals.isEmpty && proposed.grants.isEmpty)
      #expect(try await contest.act("accept").isEmpty)
      #expect(try await contest.certificates().allSatisfy { $0.withdrawn == nil })
    }
  }

  @Test func anOpenObjectionTakesNothingAwayAndWhatWasEndedOverItComesBack() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: OutcomeContest.noticed)
      server.clock.advance(by: OutcomeContest.week)
      let prize = try #require(try await contest.act("accept").first)
      try await contest.object("1000", "filed")
      #expect(try await contest.proposals().withdrawals.isEmpty)
      try await contest.act("reject", [prize.number])
      #expect(try await contest.proposals().grants.isEmpty)
      try await contest.object("1000", "dismissed")
      #expect(try await contest.proposals().grants.map(\.contestant) == ["1000"])
    }
  }

  // MARK: What a person ended

  @Test func whatWasRevokedStaysRevokedAndIsGrantedAnewUnderANewNumber() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try await contest.issuedPrize()
      let first = try #require(prize.issuedNumber)
      // After a correction: the results by which it was opened are not the newest any more.
      try await contest.correctAndCertifyAnew()
      try await contest.act("revoke", [prize.number])
      #expect(!(try await contest.proposals().grants.contains { $0.kind == "grant" }))
      #expect(try await contest.issue().issued == 0)
      // New results propose it anew, and whoever accepts it grants it anew.
      try await contest.correctAndCertifyAnew(position: 3)
      let again = try #require(try await contest.act("accept").first { $0.kind == "grant" })
      #expect(again.state == "eligible")
      try await contest.act("confirm", [again.number])
      let issued = try await contest.issue()
      #expect(issued.issued == 1 && issued.heldBack == 0)
      let now = try #require(try await contest.outcomes().first { $0.number == again.number })
      #expect(now.state == "issued" && now.issuedNumber != first && now.issuedNumber != nil)
      let certificates = try await contest.certificates()
      #expect(certificates.map(\.withdrawn?.state) == ["revoked", nil])
      // And issuing goes on.
      let last = try await contest.issue()
      #expect(last.issued == 0 && last.alreadyIssued == 1)
    }
  }

  @Test func whatNobodyDecidedAboutAndIsRevokedStaysSo() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      #expect(try await contest.issue().issued == 1)
      let serial = try #require(try await contest.certificates().first?.serial)
      try await contest.revoke(serial)
      let prize = try #require(try await contest.outcomes().first { $0.kind == "grant" })
      #expect(prize.state == "revoked" && prize.issuedNumber == serial)
      #expect(prize.steps.last?.reason == "代考查实")
      #expect(!(try await contest.proposals().grants.contains { $0.kind == "grant" }))
      #expect(try await contest.issue().issued == 0)
    }
  }

  // MARK: What is not to go on

  @Test func whatDoesNotFollowAnyMoreGetsNoFurther() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let opened = try await contest.act("accept")
      let levels = opened.filter { $0.kind == "eligibility" }
      let mine = try #require(levels.first { $0.contestant == "1000" })
      let other = try #require(levels.first { $0.contestant == "1001" })
      let prize = try #require(opened.first { $0.kind == "grant" })
      try await contest.act("confirm", [mine.number, other.number])
      try await contest.object("1000", "filed", "upheld")
      await refusal(409, "outcomes-unfit") { try await contest.act("confirm", [prize.number]) }
      await refusal(409, "outcomes-unfit") { try await contest.handOver("level", [mine.number]) }
      #expect(try await contest.handOver("level") == [other.number])
      try await contest.object("1001", "filed", "upheld")
      await refusal(409, "outcomes-unfit") {
        try await contest.act(
          "issued", [other.number], certificate: "S000032000001252000001", on: "2025-04-01")
      }
    }
  }

  /// An objection that no rule of the pack asks about still keeps the certificate back.
  @Test func nothingIsIssuedToWhomSomebodyObjects() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try #require(try await contest.act("accept").first { $0.kind == "grant" })
      try await contest.act("confirm", [prize.number])
      try await contest.object("1000", "filed")
      let held = try await contest.issue()
      #expect(held.issued == 0 && held.heldBack == 1)
      try await contest.object("1000", "dismissed")
      #expect(try await contest.issue().issued == 1)
    }
  }

  // MARK: Who may

  @Test func onlyJudgesRevokeWhatWasIssued() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try await contest.issuedPrize()
      await refusal(403, "not-allowed") {
        try await contest.act("revoke", [prize.number], as: .organizer)
      }
      try await contest.object("1000", "filed", "upheld")
      await refusal(403, "not-allowed") { try await contest.act("accept", as: .organizer) }
      #expect(try await contest.certificates().first?.withdrawn == nil)
      // What has no certificate may be withdrawn by organizers.
      let proposed = try await contest.proposals()
      let level = try #require(
        proposed.withdrawals.firstIndex { $0.kind == "eligibility" && $0.contestant == "1000" })
      let ended = try await contest.act(
        "accept", [proposed.grants.count + level + 1], proposals: proposed.digest, as: .organizer)
      #expect(ended.map(\.state) == ["rejected"])
    }
  }

  // MARK: What was seen

  @Test func onlyWhatWasSeenIsAccepted() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let seen = try await contest.proposals()
      try await contest.object("1001", "filed", "upheld")
      await refusal(409, "proposals-changed") {
        try await contest.act("accept", proposals: seen.digest)
      }
      await refusal(400, "proposals-missing") { try await contest.act("accept", [1]) }
      #expect(try await contest.outcomes().isEmpty)
      let now = try await contest.proposals()
      await refusal(404, "not-found") {
        try await contest.act("accept", [3], proposals: now.digest)
      }
      let opened = try await contest.act("accept", [1], proposals: now.digest)
      #expect(opened.count == 1)
      let rest = try await contest.proposals()
      #expect(rest.grants.count == now.grants.count - 1)
    }
  }

  @Test func whatIsDeclinedStaysAsItIsUntilTheResultsChange() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try await contest.issuedPrize()
      try await contest.object("1000", "filed", "upheld")
      let proposed = try await contest.proposals()
      let place = try #require(proposed.withdrawals.firstIndex { $0.number == prize.number })
      await refusal(400, "numbers-missing") {
        try await contest.act("decline", proposals: proposed.digest)
      }
      let kept = try await contest.act(
        "decline", [proposed.grants.count + place + 1], proposals: proposed.digest)
      #expect(kept.map(\.state) == ["issued"] && kept.first?.steps.last?.kind == "kept")
      // What is left is accepted, and nothing else with it.
      try await contest.act("accept")
      #expect(try await contest.certificates().first?.withdrawn == nil)
      try await contest.correctAndCertifyAnew()
      #expect(try await contest.proposals().withdrawals.map(\.number) == [prize.number])
    }
  }

  @Test func aGrantThatIsDeclinedIsOnRecordAsRejected() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let proposed = try await contest.proposals()
      let place = try #require(proposed.grants.firstIndex { $0.kind == "grant" })
      let declined = try await contest.act(
        "decline", [place + 1], proposals: proposed.digest)
      #expect(declined.map(\.state) == ["rejected"])
      #expect(!(try await contest.proposals().grants.contains { $0.kind == "grant" }))
      #expect(try await contest.issue().issued == 0)
    }
  }

  @Test func everyActIsInTheAuditLogOnce() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try await contest.issuedPrize()
      try await contest.revoke(try #require(prize.issuedNumber))
      await refusal(409, "already-revoked") {
        try await contest.revoke(try #require(prize.issuedNumber))
      }
      for action in [
        "outcomes-accept", "outcomes-confirm", "certificates-issue", "certificate-revoke",
      ] { #expect(try await contest.audited(action) == 1, "\(action)") }
    }
  }
}
