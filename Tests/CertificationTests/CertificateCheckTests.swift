import AttemptRecords
import Contests
import Foundation
import Testing

@testable import Certification

@Suite struct CertificateCheckTests {
  let issuer: SmallIssuer

  init() throws { issuer = try SmallIssuer() }

  private func codes(
    _ bytes: [UInt8], _ check: CertificateCheck? = nil, at instant: Instant? = nil
  ) throws -> [String] {
    try (check ?? issuer.check()).report(on: bytes, at: instant ?? issuer.now).codes
  }

  /// The certificate's payload with a change, signed and entered by whoever calls.
  private func changed(
    by keys: SigningKeys, _ change: (inout OpenBadge) -> Void = { _ in }
  ) throws -> Credential {
    let payload = try #require(CompactJWS(issuer.credential.jwt)).payload
    var badge = try JSONDecoder().decode(OpenBadge.self, from: payload)
    change(&badge)
    let canonical = try CanonicalJSON.encode(badge)
    return Credential(
      id: issuer.credential.id, serial: issuer.credential.serial,
      content: issuer.credential.content, keyID: keys.rsa.id,
      jwt: try keys.rsa.sign(canonical, type: CompactJWS.credentialType),
      seal: SM2Seal(keyID: keys.sm2.id, signature: try keys.sm2.sign(canonical)),
      status: issuer.credential.status)
  }

  /// Enters a certificate into the log.
  private func enter(_ credential: Credential) throws -> Int {
    let status = try #require(credential.status)
    try issuer.log.append(
      LogEntry.issued(credential.id, jwt: credential.jwt, status: status).hash)
    return issuer.log.size - 1
  }

  @Test func everyPartOfAGoodCertificateIsGood() throws {
    for form in CertificateFile.SM2Form.allCases {
      let report = try issuer.check(savedHead: issuer.head()).report(
        on: issuer.file(form: form).bytes(), at: issuer.now)
      #expect(report.holdsInFull && report.code == "valid")
      #expect(report.outcomes.map(\.part) == CertificateReport.Part.allCases)
      for (part, outcome) in report.outcomes {
        guard case .good(let text) = outcome else {
          Issue.record("\(part): \(outcome)")
          continue
        }
        #expect(!text.text(in: .zhHans).isEmpty && !text.text(in: .en).isEmpty)
      }
      #expect(report.credential?.id == issuer.credential.id)
    }
  }

  @Test func sameCertificateGivesTheSameFile() throws {
    let file = try issuer.file()
    #expect(CertificateFile(bytes: try file.bytes()) == file)
    #expect(try file.bytes() == issuer.file().bytes())
  }

  @Test func cutOffFileIsNoCertificate() throws {
    let bytes = try issuer.file().bytes()
    for length in [1, 2, 40, bytes.count / 2, bytes.count - 3] {
      #expect(try codes(Array(bytes.prefix(length))) == ["not-a-certificate-file"])
    }
    #expect(try codes([]) == ["not-a-jwt"])
    #expect(
      try codes(issuer.file().bytes(replacing: "leitai-certificate/1", with: "x"))
        == ["not-a-certificate-file"])
  }

  @Test func editedContentFailsBothSignaturesAndTheLog() throws {
    let parts = issuer.credential.jwt.split(separator: ".")
    let payload = try #require(CompactJWS(issuer.credential.jwt)).payload
    let better = String(decoding: payload, as: UTF8.self).replacing("一等奖", with: "特等奖")
    let jwt = "\(parts[0]).\(Data(better.utf8).base64URL).\(parts[2])"
    let bytes = try issuer.file().bytes(replacing: issuer.credential.jwt, with: jwt)
    #expect(try codes(bytes) == ["bad-signature", "sm2-bad-signature", "not-in-log"])
  }

  @Test func strangersSignatureIsToldByItsKey() throws {
    let stranger = try SigningKeys.generate()
    let forged = try changed(by: stranger) { $0.name = "特等奖" }
    let bytes = try issuer.file(of: forged).bytes()
    #expect(try codes(bytes) == ["unknown-key", "sm2-unknown-key", "not-in-log"])
  }

  @Test func strangersSM2SignatureUnderTheIssuersKeyIsBad() throws {
    let stranger = try SigningKeys.generate()
    let payload = try #require(CompactJWS(issuer.credential.jwt)).payload
    let seal = SM2Seal(
      keyID: issuer.keys.sm2.id, signature: try stranger.sm2.sign(payload))
    let bytes = try issuer.file(of: issuer.credential.with(seal, issuer.credential.status)).bytes()
    #expect(try codes(bytes) == ["sm2-bad-signature"])
  }

  @Test func certificateThatTheIssuerKeptOutOfTheLogIsRefused() throws {
    // Well signed by the issuer, but the proof is that of another entry.
    let secret = try changed(by: issuer.keys) { $0.name = "特等奖" }
    #expect(try codes(issuer.file(of: secret).bytes()) == ["not-in-log"])
    #expect(try codes(issuer.file(of: secret, at: 3).bytes()) == ["not-in-log"])
    let index = try enter(secret)
    #expect(try codes(issuer.file(of: secret, at: index).bytes()) == [])
  }

  @Test func headsOfOthersAreRefused() throws {
    let stranger = try #require(ReceiptKey(seed: [UInt8](repeating: 1, count: 32)))
    let good = try issuer.file()
    func with(_ head: String) throws -> [UInt8] {
      let (old, new) = (good.log.head, head)
      return try good.bytes(
        replacing: old.replacing("\n", with: "\\n"), with: new.replacing("\n", with: "\\n"))
    }
    #expect(
      try codes(with(issuer.head(signedBy: stranger))) == ["log-head-unknown-key"])
    #expect(try codes(with("no head")) == ["log-head-malformed"])
    let longer = try issuer.head().replacing("\n11\n", with: "\n12\n")
    #expect(try codes(with(longer)) == ["log-head-bad-signature"])
  }

  @Test func statusPlaceIsPartOfTheEntry() throws {
    let bytes = try issuer.file().bytes(
      replacing: "\"statusIndex\" : 4711", with: "\"statusIndex\" : 4712")
    #expect(try codes(bytes) == ["not-in-log"])
  }

  @Test func revokedOneSaysWhenAndWhy() throws {
    let bytes = try issuer.file().bytes()
    for kinds in [[StatusAct.Kind.revoke], [.suspend, .revoke]] {
      let lists =
        try kinds.count == 1
        ? issuer.statusLists(.revoke) : issuer.statusLists(.suspend, .revoke)
      let report = try issuer.check(lists).report(on: bytes, at: issuer.now)
      #expect(report.codes == ["revoked"])
      #expect(
        report.outcome(of: .status)
          == .bad(
            code: "revoked",
            LocalizedText(
              zhHans: "已于 2025-06-09T00:00:00Z 撤销，原因：代考查实",
              en: "revoked, on 2025-06-09T00:00:00Z, because: 代考查实")))
    }
  }

  @Test func suspendedOneIsValidAgainAfterwards() throws {
    let bytes = try issuer.file().bytes()
    #expect(try codes(bytes, issuer.check(issuer.statusLists(.suspend))) == ["suspended"])
    #expect(try codes(bytes, issuer.check(issuer.statusLists(.suspend, .reinstate))) == [])
  }

  /// Certificates of earlier versions name both lists, and those since then the first of them.
  @Test func bothListsAreLookedAtWhicheverAreNamed() throws {
    let place = try #require(issuer.credential.status)
    let entries = StatusLists.entries(of: place, issuer: issuer.profile.url)
    let named = try changed(by: issuer.keys) {
      #expect($0.credentialStatus?.entries == [entries[0]])
      $0.credentialStatus = OpenBadge.Status(entries[0], entries[1])
    }
    let bytes = try issuer.file(of: named, at: try enter(named)).bytes()
    #expect(try codes(bytes) == [])
    #expect(try codes(bytes, issuer.check(issuer.statusLists(.suspend))) == ["suspended"])
    #expect(try codes(bytes, issuer.check(issuer.statusLists(.revoke))) == ["revoked"])
    // A list that is none of the issuer's says nothing of the other one.
    let stray = try changed(by: issuer.keys) {
      $0.credentialStatus = OpenBadge.Status(
        StatusLists.entry(of: place, .revocation, issuer: "https://other.example"))
    }
    let astray = try issuer.file(of: stray, at: try enter(stray)).bytes()
    #expect(try !issuer.check().report(on: astray, at: issuer.now).holdsInFull)
  }

  @Test func newestListCounts() throws {
    let bytes = try issuer.file().bytes()
    let later = Instant(milliseconds: issuer.now.milliseconds + 1000)
    let newer = try StatusLists(issuer: issuer.profile).jwt(
      list: 1, purpose: .revocation, acts: [], at: later, signedBy: issuer.keys.rsa)
    // An old list of a revocation never comes after one without it, but the order must not matter.
    let old = try issuer.statusLists(.revoke)
    #expect(try codes(bytes, issuer.check(old + [newer])) == [])
    #expect(try codes(bytes, issuer.check([newer] + old)) == [])
    // Within the same second the one that was fetched last.
    let good = try issuer.statusLists()
    #expect(try codes(bytes, issuer.check(good + old)) == ["revoked"])
    #expect(try codes(bytes, issuer.check(old + good)) == [])
  }

  @Test func withoutAListTheStatusIsOpenAndSaidToBe() throws {
    let report = try issuer.check([]).report(on: issuer.file().bytes(), at: issuer.now)
    #expect(unchecked(report) == [.status])
    #expect(report.code == "valid-in-part" && report.holds && !report.holdsInFull)
  }

  /// What was saved before the certificate was issued says nothing of it.
  @Test func aListOlderThanTheCertificateLeavesItsStatusOpen() throws {
    let bytes = try issuer.file().bytes()
    let issued = try #require(issuer.check().report(on: bytes, at: issuer.now).credential).validFrom
    let before = Instant(milliseconds: issued.milliseconds - 1000)
    let old = try issuer.statusLists(at: before)
    let report = try issuer.check(old).report(on: bytes, at: issuer.now)
    #expect(unchecked(report) == [.status])
    #expect(report.code == "valid-in-part" && report.holds && !report.holdsInFull)
    guard case .unchecked(let text) = report.outcome(of: .status) else { return }
    #expect(text.text(in: .en).contains("the list is older than the certificate"))
    #expect(text.text(in: .zhHans).contains("早于证书"))
    // One of the two lists is enough to leave it open, and the same second is not older.
    let both = try [old[0], issuer.statusLists()[1]]
    #expect(try unchecked(issuer.check(both).report(on: bytes, at: issuer.now)) == [.status])
    let same = try issuer.check(issuer.statusLists(at: issued)).report(on: bytes, at: issuer.now)
    #expect(same.holdsInFull)
    // A bit that is set counts whatever the list's time.
    let suspended = try [old[0], issuer.statusLists(.suspend)[1]]
    #expect(try codes(bytes, issuer.check(suspended)) == ["suspended"])
  }

  @Test func listsOfOthersAreRefused() throws {
    let stranger = try IssuerKey.generate()
    let forged = try StatusLists(issuer: issuer.profile).jwt(
      list: 1, purpose: .revocation, acts: [], at: issuer.now, signedBy: stranger)
    #expect(throws: CertificateCheck.Unusable.statusList(.unknownKey(stranger.id))) {
      try issuer.check([forged])
    }
    #expect(throws: CertificateCheck.Unusable.statusList(.notACredential(field: "typ"))) {
      try issuer.check([issuer.credential.jwt])
    }
    // And a status list is no certificate.
    let list = try issuer.statusLists()[0]
    #expect(try codes(Array(list.utf8)) == ["not-a-credential"])
  }

  @Test func expiredOneSaysSoBesideGoodSignatures() throws {
    let end = Instant(milliseconds: issuer.now.milliseconds + 60_000)
    let short = try changed(by: issuer.keys) {
      $0.exp = end.second
      $0.validUntil = end.utcText
    }
    let index = try enter(short)
    let bytes = try issuer.file(of: short, at: index).bytes()
    #expect(try codes(bytes) == [])
    #expect(try codes(bytes, at: end) == ["expired"])
    let before = Instant(milliseconds: Fixtures.later.milliseconds - 1)
    #expect(try codes(bytes, at: before) == ["not-yet-valid"])
  }

  @Test func retiredKeyVerifiesWhatItSignedInItsTime() throws {
    let bytes = try issuer.file().bytes()
    func set(_ since: Int64?, _ until: Int64?) -> JSONWebKeySet {
      let base = Fixtures.later.milliseconds
      let term = KeyTerm(
        since: since.map { Instant(milliseconds: base + $0) },
        until: until.map { Instant(milliseconds: base + $0) })
      var set = JSONWebKeySet([])
      set.add(issuer.keys.rsa.publicKey, for: term)
      set.add(issuer.keys.sm2.publicKey, for: term)
      set.add(log: issuer.receipts.publicKey)
      return set
    }
    func codes(_ since: Int64?, _ until: Int64?) throws -> [String] {
      let keys = try JSONWebKeySet(json: set(since, until).json())
      return try issuer.check([], keys: keys).report(on: bytes, at: issuer.now).codes
    }
    #expect(try codes(nil, nil) == [])
    #expect(try codes(0, 0) == [])
    #expect(try codes(-1_000, 1_000) == [])
    // Whoever gets hold of a retired key cannot date anything after it.
    #expect(try codes(nil, -1_000) == ["key-not-in-force"])
    #expect(try codes(1_000, nil) == ["key-not-in-force"])
  }

  @Test func rewrittenLogIsFoundByTheSavedHead() throws {
    let other = try SmallIssuer()
    try other.log.append(.leaf([99]))
    try issuer.log.append(.leaf([98]))
    let bytes = try issuer.file().bytes()
    #expect(try codes(bytes, issuer.check(savedHead: other.head())) == ["log-forked"])
    #expect(try codes(bytes, issuer.check(savedHead: issuer.head())) == [])
  }

  @Test func logThatGoesOnIsTold() throws {
    let bytes = try issuer.file().bytes()
    let saved = try issuer.head(size: 7)
    // Of another size and without a proof nothing can be said, and nothing is.
    let offline = try issuer.check(savedHead: saved).report(on: bytes, at: issuer.now)
    #expect(unchecked(offline) == [.inclusion] && offline.code == "valid-in-part")
    for number in 20..<30 { try issuer.log.append(.leaf([UInt8(number)])) }
    func step(_ from: Int) throws -> LogUpdate.Step {
      LogUpdate.Step(
        from: from, to: issuer.log.size,
        proof: try issuer.log.tree().consistency(from: from).map(\.base64))
    }
    let update = LogUpdate(head: try issuer.head(), consistency: [try step(7), try step(11)])
    #expect(try codes(bytes, issuer.check(savedHead: saved, update: update)) == [])
    let wrong = LogUpdate(head: try issuer.head(), consistency: [try step(7), try step(10)])
    #expect(try codes(bytes, issuer.check(savedHead: saved, update: wrong)) == ["log-not-proved"])
    var proof = try step(7).proof
    proof[0] = MerkleHash.leaf([1]).base64
    let forged = LogUpdate(
      head: try issuer.head(),
      consistency: [.init(from: 7, to: issuer.log.size, proof: proof), try step(11)])
    #expect(try codes(bytes, issuer.check(savedHead: saved, update: forged)) == ["log-forked"])
  }

  /// A file that was fetched by somebody who knew a smaller log has the proof that it goes on.
  @Test func fileProvesThatItsLogGoesOnFromTheSavedHead() throws {
    let step = LogUpdate.Step(
      from: 7, to: 11, proof: try issuer.log.tree().consistency(from: 7).map(\.base64))
    let bytes = try issuer.file(consistency: step).bytes()
    let saved = try issuer.head(size: 7)
    let report = try issuer.check(savedHead: saved).report(on: bytes, at: issuer.now)
    #expect(report.holdsInFull)
    #expect(CertificateFile(bytes: bytes)?.log.consistency == step)
    // Another log of seven entries is found by the same proof.
    let other = try SmallIssuer(first: 50)
    #expect(try codes(bytes, issuer.check(savedHead: other.head(size: 7))) == ["log-forked"])
    let forged = LogUpdate.Step(from: 7, to: 11, proof: Array(step.proof.reversed()))
    #expect(
      try codes(issuer.file(consistency: forged).bytes(), issuer.check(savedHead: saved))
        == ["log-forked"])
  }

  @Test func withoutAGoodSignatureTheRestIsOpen() throws {
    let jwt = issuer.credential.jwt
    let forged = jwt.dropLast(8) + "AAAAAAAA"
    let bytes = try issuer.file().bytes(replacing: jwt, with: String(forged))
    let report = try issuer.check().report(on: bytes, at: issuer.now)
    #expect(report.outcomes.map(\.part) == CertificateReport.Part.allCases)
    #expect(unchecked(report) == [.status, .expiry])
    #expect(report.codes == ["bad-signature", "not-in-log"])
  }

  private func unchecked(_ report: CertificateReport) -> [CertificateReport.Part] {
    report.outcomes.compactMap { if case .unchecked = $0.outcome { $0.part } else { nil } }
  }

  @Test func bareJWTHasNoProofFromTheLog() throws {
    let report = try issuer.check().report(
      on: Array((issuer.credential.jwt + "\n").utf8), at: issuer.now)
    #expect(unchecked(report) == [.sm2, .inclusion])
    // Whoever stole one key and has a bare JWT has no "valid".
    #expect(report.code == "valid-in-part" && !report.holdsInFull)
  }
}
