import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Testing

/// Certificates where nobody decides about outcomes, and what comes in between.
@Suite struct IssuingFlowTests {
  /// Whoever stands behind somebody who fell out moves up.
  private static let movingUp = OutcomeContest.prizes.replacing(
    "title: 杯赛奖项", with: "title: 杯赛奖项\nvacated-ranks: move-up")

  @Test func whatIsIssuedIsOnRecordWithTheFactsByWhichItWasDecided() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      #expect(try await contest.issue().issued == 1)
      let certificate = try #require(try await contest.certificates().first)
      let row = try #require(try await contest.outcomes().first)
      #expect(row.steps.map(\.kind) == ["opened", "confirmed", "issued"])
      #expect(row.issuedNumber == certificate.serial)
      let detail: OutcomeDetail = try await server.staff(.judge).get(
        Path.fill(Path.outcome, ["cup", String(row.number)]))
      #expect(detail.facts?.contains("\"rank\":1") ?? false)
      #expect(!(try await contest.proposals().grants.contains { $0.kind == "grant" }))
    }
  }

  /// Whether anybody decided about outcomes before or not.
  @Test func aCertificateThatTheResultsCarryNoMoreIsProposedForWithdrawal() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: Self.movingUp)
      #expect(try await contest.issue().issued == 1)
      try await contest.object("1000", "filed", "upheld")
      let proposed = try await contest.proposals()
      #expect(proposed.withdrawals.map { "\($0.contestant) \($0.rule)" } == ["1000 prize"])
      #expect(try await contest.certificates().map(\.withdrawn) == [nil])
      // Nobody decides here, so whoever moved up gets theirs; the other stays until a judge says so.
      let again = try await contest.issue()
      #expect(again.issued == 1 && again.heldBack == 0)
      #expect(try await contest.certificates().map(\.withdrawn) == [nil, nil])
      let later = try await contest.proposals()
      let ended = try await contest.act(
        "accept", [later.grants.count + 1], proposals: later.digest)
      #expect(ended.map { "\($0.contestant) \($0.state)" } == ["1000 revoked"])
      let certificates = try await contest.certificates()
      #expect(
        certificates.map { "\($0.contestant) \($0.withdrawn?.state ?? "valid")" }
          == ["1000 revoked", "1001 valid"])
      // What was revoked is not issued again by itself.
      try await contest.correctAndCertifyAnew()
      #expect(try await contest.issue().issued == 0)
    }
  }

  @Test func anObjectionHoldsACertificateBackAndIsNamed() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      try await contest.object("1000", "filed")
      let held = try await contest.issue()
      #expect(held.issued == 0 && held.heldBack == 1)
      #expect(
        held.objectedTo == [
          CertificatesIssued.ObjectedTo(
            stage: "cup/fitter/practice", contestant: "1000", title: "一等奖", objection: "open",
            evidence: "objections:cup/fitter/practice#1")
        ])
      try await contest.object("1000", "dismissed")
      let issued = try await contest.issue()
      #expect(issued.issued == 1 && issued.objectedTo.isEmpty)
    }
  }

  /// What else is written while certificates wait to be signed.
  ///
  /// - Returns: what was issued; all that was written meanwhile came before it was kept.
  private func issued(
    by judge: ContestClient, on server: TestServer,
    while write: @Sendable @escaping () async throws -> Void
  ) async throws -> CertificatesIssued? {
    let gate = WriterGate(server.storage.store)
    return try await withThrowingTaskGroup(of: CertificatesIssued?.self) { group in
      group.addTask {
        try await gate.hold()
        return nil
      }
      defer { gate.open() }
      try await gate.gathered(0)
      group.addTask { try await judge.post(Path.fill(Path.certificates, ["cup"]), Nothing()) }
      try await gate.gathered(1)
      group.addTask {
        try await write()
        return nil
      }
      try await gate.gathered(2)
      gate.open()
      return try await group.reduce(into: nil) { issued, one in issued = issued ?? one }
    }
  }

  /// The objection finds nothing issued: it waits with the numbering for the database, which takes both
  /// before anything is signed.
  @Test(arguments: [false, true])
  func whoIsObjectedToWhileItIsSignedGetsNoCertificate(isDecided: Bool) async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      if isDecided {
        let prize = try #require(try await contest.act("accept").first { $0.kind == "grant" })
        try await contest.act("confirm", [prize.number])
      }
      let (judge, other) = (try await server.staff(.judge), try await server.staff(.judge))
      let issued = try await issued(by: judge, on: server) {
        let filed: Objection = try await other.post(
          Path.fill(Path.objections, OutcomeContest.stage),
          ObjectionWish(contestant: "1000", step: "filed", reason: "冒名"))
        #expect(filed.issued == [])
      }
      #expect(issued?.issued == 0 && issued?.objectedTo.map(\.contestant) == ["1000"])
      #expect(try await contest.certificates().isEmpty)
      #expect(try await contest.outcomes().allSatisfy { $0.issuedNumber == nil })
      try await contest.object("1000", "dismissed")
      #expect(try await contest.issue().issued == 1)
    }
  }

  /// What is certified anew while a certificate waits to be signed is what the certificate names.
  @Test func resultsThatAreCertifiedMeanwhileAreThoseOfTheCertificate() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let (judge, other) = (try await server.staff(.judge), try await server.staff(.judge))
      try await contest.correct()
      let issued = try await issued(by: judge, on: server) {
        let _: Certified = try await other.post(
          Path.fill(Path.certification, OutcomeContest.stage), Nothing())
      }
      #expect(issued?.issued == 1)
      let certificate = try await server.backend.credentials.credentials(
        of: ContestID("cup"), after: nil, limit: 10)
      #expect(certificate.map(\.content.resultsVersion) == [2])
    }
  }

  @Test func whoeverObjectsTooLateIsToldWhatWasIssued() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      #expect(try await contest.issue().issued == 1)
      let filed: Objection = try await server.staff(.judge).post(
        Path.fill(Path.objections, OutcomeContest.stage),
        ObjectionWish(contestant: "1000", step: "filed", reason: "冒名"))
      let serials = try await contest.certificates().map(\.serial)
      #expect(filed.issued == serials)
    }
  }

  @Test func whatIsRejectedWhileItIsSignedIsNotIssued() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try #require(try await contest.act("accept").first { $0.kind == "grant" })
      try await contest.act("confirm", [prize.number])
      let (judge, other) = (try await server.staff(.judge), try await server.staff(.judge))
      let issued = try await issued(by: judge, on: server) {
        let _: OutcomeList = try await other.post(
          Path.fill(Path.outcomes, ["cup"]),
          OutcomeWish(act: "reject", numbers: [prize.number], reason: "代考查实"))
      }
      #expect(issued?.issued == 0 && issued?.heldBack == 1)
      #expect(try await contest.certificates().isEmpty)
      let one = try #require(try await contest.outcomes().first { $0.number == prize.number })
      #expect(one.state == "rejected" && one.issuedNumber == nil)
    }
  }
}
