import Accounts
import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Testing

/// Outcomes whose certificate is issued and of which that was not noted, as when the server ended
/// between the two.
@Suite struct OutcomeCertificateTests {
  /// - Returns: the serial number of the certificate of outcome 1, which is confirmed or ended.
  private func unnoted(
    _ contest: OutcomeContest, _ last: OutcomeStep.Kind = .confirmed
  ) async throws -> String {
    #expect(try await contest.issue().issued == 1)
    let certificate = try #require(try await contest.certificates().first)
    let server = contest.server
    let serial = try #require(SerialNumber(certificate.serial))
    let credential = try #require(
      try await server.backend.credentials.credential(serial: serial))
    let content = credential.content
    let note = StaffNote(actor: "chief", at: server.clock.now, reason: "r")
    let grant = OutcomeFinding(
      subject: OutcomeSubject(
        stage: content.stage, contestant: content.contestant, pack: content.pack,
        rule: content.rule),
      kind: .grant, name: content.name, level: nil, packVersion: content.packVersion,
      packHash: content.packHash, resultsVersion: content.resultsVersion,
      resultsHash: content.resultsHash)
    let opening = OutcomeOpening(grant, steps: [OutcomeStep(last, note)])
    let opened = try await server.backend.lives.record(
      try OutcomeTransition(after: [], taking: { _ in nil }, opening: [opening], note),
      in: content.stage.contest,
      noting: AuditRecord(
        at: note.at, actor: "judge/chief", action: "outcomes-accept", subject: "cup"))
    #expect(opened?.first?.state == last.state)
    return certificate.serial
  }

  @Test func issuingAgainNotesWhatWasIssued() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let serial = try await unnoted(contest)
      let again = try await contest.issue()
      #expect(again.issued == 0 && again.alreadyIssued == 1)
      let one = try #require(try await contest.outcomes().first)
      #expect(one.state == "issued" && one.issuedNumber == serial)
      #expect(one.steps.last?.reason == "签发证书 / certificate issued")
    }
  }

  @Test func revokingTheCertificateRevokesTheOutcome() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let serial = try await unnoted(contest)
      try await contest.revoke(serial)
      let one = try #require(try await contest.outcomes().first)
      #expect(one.state == "revoked" && one.issuedNumber == serial)
      #expect(try await contest.certificates().first?.withdrawn?.state == "revoked")
    }
  }

  @Test func rejectingTheOutcomeRevokesTheCertificate() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      _ = try await unnoted(contest)
      try await contest.act("reject", [1])
      #expect(try await contest.certificates().first?.withdrawn?.state == "revoked")
      #expect(try await contest.issue().issued == 0)
    }
  }

  /// The rejection finds no certificate yet: it waits with the numbering for the database, which takes
  /// both before anything is signed.
  @Test func whatIsRejectedWhileItIsSignedIsRevokedAtOnce() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try #require(try await contest.act("accept").first { $0.kind == "grant" })
      try await contest.act("confirm", [prize.number])
      let (judge, other) = (try await server.staff(.judge), try await server.staff(.judge))
      let gate = WriterGate(server.storage.store)
      let issued = try await withThrowingTaskGroup(of: CertificatesIssued?.self) { group in
        group.addTask {
          try await gate.hold()
          return nil
        }
        defer { gate.open() }
        try await gate.gathered(0)
        group.addTask { try await judge.post(Path.fill(Path.certificates, ["cup"]), Nothing()) }
        try await gate.gathered(1)
        group.addTask {
          let _: OutcomeList = try await other.post(
            Path.fill(Path.outcomes, ["cup"]),
            OutcomeWish(act: "reject", numbers: [prize.number], reason: "代考查实"))
          return nil
        }
        try await gate.gathered(2)
        gate.open()
        return try await group.reduce(into: [CertificatesIssued]()) { done, one in
          if let one { done.append(one) }
        }
      }
      #expect(issued.map(\.issued) == [1])
      let certificate = try #require(try await contest.certificates().first)
      #expect(certificate.withdrawn?.state == "revoked")
      #expect(certificate.withdrawn?.reason == "代考查实")
      let one = try #require(try await contest.outcomes().first { $0.number == prize.number })
      #expect(one.state == "rejected" && one.issuedNumber == nil)
      let page: AuditPage = try await server.staff(.auditor).get(Path.audit)
      let revoked = page.entries.filter { $0.action == "certificate-revoke" }
      #expect(revoked.map(\.subject) == [certificate.serial])
      #expect(revoked.map(\.detail) == ["代考查实"])
      #expect(try await contest.issue().issued == 0)
      #expect(try await contest.audited("certificate-revoke") == 1)
    }
  }

  /// As when the server ended before it could look at what became of the outcome.
  @Test func issuingAgainRevokesWhatWasEndedMeanwhile() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      _ = try await unnoted(contest, .rejected)
      #expect(try await contest.certificates().first?.withdrawn == nil)
      #expect(try await contest.issue().issued == 0)
      #expect(try await contest.certificates().first?.withdrawn?.state == "revoked")
      #expect(try await contest.audited("certificate-revoke") == 1)
    }
  }

  /// Of those who issue at once, nobody is refused, and each certificate is noted once.
  @Test func issuingAtOnceNotesEachCertificateOnce() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let prize = try #require(try await contest.act("accept").first { $0.kind == "grant" })
      try await contest.act("confirm", [prize.number])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { _ = try await contest.issue() } }
        try await group.waitForAll()
      }
      let one = try #require(
        try await contest.outcomes().first { $0.number == prize.number })
      #expect(one.steps.map(\.kind) == ["opened", "confirmed", "issued"])
    }
  }
}
