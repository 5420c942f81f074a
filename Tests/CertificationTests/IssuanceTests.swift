import Contests
import Foundation
import Testing

@testable import Certification

@Suite struct IssuanceTests {
  private func decision(
    _ rule: String, _ facts: Facts, at instant: Instant = Fixtures.later
  ) throws -> Decision {
    try #require(
      Fixtures.referencePack("city-leading-contest").decide(facts, at: instant)
        .first { $0.source.rule.text == rule })
  }

  private func refusal(
    _ decisions: [Decision], at instant: Instant = Fixtures.later
  ) throws -> Issuance.Refusal? {
    let issuance = try Fixtures.issuance()
    let refusal = #expect(throws: Issuance.Refusal.self) {
      try issuance.credentials(for: decisions, at: instant)
    }
    for language in Language.allCases {
      #expect(refusal?.sentence(in: language).isEmpty == false)
    }
    return refusal
  }

  @Test func metGrantBecomesCertificate() throws {
    let unsigned = try Fixtures.issuance()
      .credentials(for: [decision("A1-first", Fixtures.facts())], at: Fixtures.later)
    let content = try #require(unsigned.first).content
    #expect(unsigned.count == 1 && unsigned[0].year == 2025)
    #expect(content.name == LocalizedText(zhHans: "一等奖", en: "First prize"))
    #expect(content.kind == LocalizedText(zhHans: "获奖证书", en: "Prize certificate"))
    #expect(content.recipientName == "张三")
    #expect(content.resultsHash.hasPrefix("a1a1"))
  }

  @Test func noDecisionGivesNoCertificate() throws {
    #expect(try Fixtures.issuance().credentials(for: [], at: Fixtures.later).isEmpty)
  }

  @Test func missedGrantIsRefused() throws {
    let missed = try decision("A1-first", Fixtures.facts(rank: 2))
    #expect(!missed.grantsCertificate)
    #expect(try refusal([missed]) == .notMet(RuleID("A1-first")))
  }

  @Test func recommendationAndEligibilityAreNeverCertificates() throws {
    let facts = try Fixtures.facts()
    for rule in ["A2", "C1", "T1-assistant"] {
      let met = try decision(rule, facts)
      #expect(met.met && !met.grantsCertificate)
      #expect(try refusal([met]) == .notAGrant(RuleID(rule)))
    }
  }

  @Test func oneRefusalRefusesAll() throws {
    let facts = try Fixtures.facts()
    let decisions = try [decision("A1-first", facts), decision("A2", facts)]
    #expect(try refusal(decisions) == .notAGrant(RuleID("A2")))
  }

  @Test func issueBeforeTheDecisionIsTooEarly() throws {
    let met = try decision("A1-first", Fixtures.facts())
    let before = Instant(milliseconds: Fixtures.later.milliseconds - 1)
    #expect(try refusal([met], at: before) == .tooEarly(RuleID("A1-first")))
    #expect(try Fixtures.issuance().credentials(for: [met], at: Fixtures.later).count == 1)
  }

  @Test func issueBeforeCertificationIsTooEarly() throws {
    let certified = Instant(milliseconds: Fixtures.certifiedAt.milliseconds)
    let before = Instant(milliseconds: certified.milliseconds - 1)
    let met = try Fixtures.pack(when: "rank: 1").decide(Fixtures.facts(), at: before)
    #expect(met[0].met)
    #expect(try refusal(met, at: before) == .tooEarly(RuleID("R1")))
  }

  @Test func yearIsThatOfTheContestsZone() throws {
    // 2025-12-31T16:00:00Z is midnight in Shanghai.
    let midnight = Instant(milliseconds: 1_767_196_800_000)
    let met = try decision("A1-first", Fixtures.facts())
    func year(_ instant: Instant) throws -> Int {
      try Fixtures.issuance().credentials(for: [met], at: instant)[0].year
    }
    #expect(try year(midnight) == 2026)
    #expect(try year(Instant(milliseconds: midnight.milliseconds - 1)) == 2025)
  }

  @Test func identityFollowsFromTheOutcome() throws {
    let stage = try StagePath("c/e/s")
    func id(
      _ stage: StagePath, _ contestant: String, _ pack: String, _ rule: String
    ) throws -> CredentialID {
      CredentialID(
        stage: stage, contestant: try ContestantID(contestant), pack: try PackID(pack),
        rule: try RuleID(rule))
    }
    let first = try id(stage, "1", "p", "r")
    #expect(try id(stage, "1", "p", "r") == first)
    #expect(first.text == "4d1bfbd1-e6cf-82fa-b94a-54086b887e0a")
    let others = try [
      id(StagePath("c/e/s2"), "1", "p", "r"), id(stage, "2", "p", "r"), id(stage, "1", "q", "r"),
      id(stage, "1", "p", "q"), id(StagePath("c/es/s"), "1", "p", "r"),
    ]
    #expect(Set(others + [first]).count == 6)
    #expect(CredentialID(first.text) == first)
    #expect(CredentialID(urn: first.urn) == first)
  }

  @Test(arguments: [
    "", "caf3ebbe-e39d-45da-aa29-5d53ecfe13a0", "caf3ebbe-e39d-85da-ca29-5d53ecfe13a0",
    "CAF3EBBE-E39D-85DA-AA29-5D53ECFE13A0", "caf3ebbee39d85daaa295d53ecfe13a0",
    "caf3ebbe-e39d-85da-aa29-5d53ecfe13ag", "urn:uuid:caf3ebbe-e39d-85da-aa29-5d53ecfe13a0",
  ])
  func textThatIsNoIdentityIsRefused(text: String) {
    #expect(CredentialID(text) == nil)
  }

  @Test func serialNumberReadsWhatItWrites() throws {
    let serial = try #require(SerialNumber(year: 2025, number: 42))
    #expect(serial.description == "LT-2025-00000042")
    #expect(SerialNumber("LT-2025-00000042") == serial)
    #expect(SerialNumber(year: 2025, number: 99_999_999)?.description == "LT-2025-99999999")
    for text in [
      "", "LT-2025-42", "LT-25-00000042", "lt-2025-00000042", "LT-2025-00000000",
      "LT-1999-00000001", "LT-2025-0000004２", "LT-2025-00000042-1",
    ] {
      #expect(SerialNumber(text) == nil, "\(text)")
    }
    #expect(SerialNumber(year: 2025, number: 0) == nil)
    #expect(SerialNumber(year: 2025, number: 100_000_000) == nil)
  }

  @Test func sameIssueGivesTheSameBytes() throws {
    let (one, other) = (try Fixtures.credential(), try Fixtures.credential())
    // SM2 signs with a random number each time.
    #expect(one.with(nil, one.status) == other.with(nil, other.status))
  }

  @Test func credentialSaysWhatOpenBadgesAsksFor() throws {
    let credential = try Fixtures.credential()
    let parts = credential.jwt.split(separator: ".")
    let header = try #require(Data(base64URL: parts[0]))
    #expect(
      String(decoding: header, as: UTF8.self)
        == "{\"alg\":\"RS256\",\"kid\":\"https://leitai.example.org/v1/issuer-keys/"
        + "\(credential.keyID)/jwk\",\"typ\":\"JWT\"}")
    let payload = try #require(Data(base64URL: parts[1]))
    let fields = try #require(
      JSONSerialization.jsonObject(with: payload) as? [String: any Sendable])
    #expect(fields["@context"] as? [String] == OpenBadge.contexts)
    #expect(fields["type"] as? [String] == ["VerifiableCredential", "OpenBadgeCredential"])
    #expect(fields["id"] as? String == credential.id.urn)
    #expect(fields["jti"] as? String == credential.id.urn)
    #expect(fields["iss"] as? String == "https://leitai.example.org")
    #expect(fields["validFrom"] as? String == "2025-06-09T00:00:00Z")
    #expect(fields["nbf"] as? Int == 1_749_427_200)
    #expect(fields["name"] as? String == "一等奖 / First prize")
    let subject = try #require(fields["credentialSubject"] as? [String: any Sendable])
    #expect(subject["id"] as? String == fields["sub"] as? String)
    #expect(subject["licenseNumber"] as? String == "LT-2025-00000001")
    let text = String(decoding: payload, as: UTF8.self)
    #expect(text.contains("\"targetCode\":\"6-31-01-02\""))
    #expect(text.contains("名次：第 1 名"))
    #expect(!text.contains("SW0001") && !text.contains("张三"))
  }

  @Test func personIsNamedAlikeInEveryCredentialAndSaltedApart() throws {
    let names = try #require(RecipientNames(secret: Array(repeating: 1, count: 32)))
    let others = try #require(RecipientNames(secret: Array(repeating: 2, count: 32)))
    let (one, two) = try (ContestantID("1"), ContestantID("2"))
    #expect(names.subject(of: one) == names.subject(of: one))
    #expect(names.subject(of: one) != names.subject(of: two))
    #expect(names.subject(of: one) != others.subject(of: one))
    let id = try Fixtures.credential().id
    #expect(names.salt(of: id).count == 32)
    #expect(names.salt(of: id) != others.salt(of: id))
    #expect(RecipientNames(secret: Array(repeating: 1, count: 31)) == nil)
  }

  @Test(arguments: [
    "", "leitai.example.org", "ftp://leitai.example.org", "https://", "https://a.org/",
    "https://a.org?x=1", "https://a.org#x",
  ])
  func issuerWithoutAnAddressIsRefused(url: String) {
    #expect(IssuerProfile(url: url, name: LocalizedText(zhHans: "甲", en: "A")) == nil)
  }

  @Test func addressesAreEncoded() throws {
    let issuer = try #require(
      IssuerProfile(url: "https://a.org/x", name: LocalizedText(zhHans: "甲", en: "A")))
    #expect(
      issuer.address("occupations", "钳工 1/2") == "https://a.org/x/occupations/"
        + "%E9%92%B3%E5%B7%A5%201%2F2")
  }
}
