import Accounts
import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Scoring
import Testing

/// Outcomes whose certificate is issued and of which that was not noted, as earlier versions of the server
/// left them when it ended between the two; and what is done at once.
@Suite struct OutcomeCertificateTests {
  /// - Returns: the serial number of the certificate of outcome 1, which is confirmed or ended.
  private func unnoted(
    _ contest: OutcomeContest, _ last: OutcomeStep.Kind = .confirmed
  ) async throws -> String {
    let (backend, now) = (contest.server.backend, contest.server.clock.now)
    let document = try #require(
      try await backend.results.certified(StagePath("cup/fitter/practice")))
    let (results, hash) = try CertifiedResults.read(document: document)
    let pack = try #require(try await backend.credentials.policyPack(PackID("cup-prizes")))
    let grants = CertifiedFacts(results, hash: hash).facts().flatMap { pack.decide($0, at: now) }
      .filter(\.grantsCertificate)
    let issuance = Issuance(
      issuer: backend.issuing.profile, zone: results.zone, recipients: backend.issuing.recipients)
    let issued = try await backend.credentials.issue(
      try issuance.credentials(for: grants, at: now), signedBy: backend.issuing.keyring,
      random: { 7 })
    let note = StaffNote(actor: "chief", at: now, reason: "r")
    let openings = grants.map {
      OutcomeOpening(OutcomeFinding($0), steps: [OutcomeStep(last, note)])
    }
    let opened = try await backend.lives.record(
      try OutcomeTransition(after: [], taking: { _ in nil }, opening: openings, note),
      in: results.path.contest,
      noting: AuditRecord(
        at: note.at, actor: "judge/chief", action: "outcomes-accept", subject: "cup"))
    #expect(opened?.count == 1 && opened?.first?.state == last.state)
    return try #require(issued.first).serial.description
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
