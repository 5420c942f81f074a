import Contests
import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Certification

@Suite struct CredentialVerifierTests {
  let key: IssuerKey
  let verifier: CredentialVerifier
  let credential: Credential
  let at = Fixtures.later

  init() throws {
    key = try Fixtures.key.get()
    verifier = try CredentialVerifier(jwkSet: JSONWebKeySet([key.publicKey]).json())
    credential = try Fixtures.credential()
  }

  /// Why the text is refused at a moment.
  private func refusal(_ jwt: String, at instant: Instant? = nil) -> CredentialVerifier.Refusal? {
    let refusal = #expect(throws: CredentialVerifier.Refusal.self) {
      try verifier.verify(jwt, at: instant ?? at)
    }
    for language in Language.allCases {
      #expect(refusal?.sentence(in: language).isEmpty == false)
    }
    return refusal
  }

  /// The certificate with changes, signed anew by the issuer.
  private func resigned(
    type: String = CompactJWS.credentialType, _ change: (inout OpenBadge) -> Void = { _ in }
  ) throws -> String {
    let payload = try #require(CompactJWS(credential.jwt)).payload
    var badge = try JSONDecoder().decode(OpenBadge.self, from: payload)
    change(&badge)
    return try key.sign(CanonicalJSON.encode(badge), type: type)
  }

  /// The certificate under another header, its signature made by `sign`.
  private func forged(
    _ header: String, payload: String? = nil, sign: (Data) -> Data = { _ in Data() }
  ) throws -> String {
    let old = credential.jwt.split(separator: ".")[1]
    let body = payload.map { Data($0.utf8).base64URL } ?? String(old)
    let input = "\(Data(header.utf8).base64URL).\(body)"
    return "\(input).\(sign(Data(input.utf8)).base64URL)"
  }

  @Test func certificateIsReadableOffline() throws {
    let verified = try verifier.verify(credential.jwt, at: at)
    #expect(verified.id == credential.id)
    #expect(verified.serial == credential.serial)
    #expect(verified.keyID == key.id)
    #expect(verified.issuer == "https://leitai.example.org")
    #expect(verified.issuerName == "徐州市总工会 / Xuzhou Federation of Trade Unions")
    #expect(verified.name == "一等奖 / First prize")
    #expect(
      verified.summary == "苏皖鲁豫网上练兵，机修钳工，获奖证书，一等奖 / "
        + "Four-Province Practice, Maintenance fitter, Prize certificate, First prize")
    #expect(verified.criteria.hasPrefix("名次：第 1 名；公示期：满 7 天；"))
    #expect(verified.occupations == ["6-31-01-02"])
    #expect(verified.score == "86" && verified.rank == 1)
    #expect(verified.evidence == ["results:\(credential.content.resultsHash)"])
    #expect(verified.validFrom == at && verified.validUntil == nil)
  }

  @Test func holderIsRecognisedByNumberAndName() throws {
    let verified = try verifier.verify(credential.jwt, at: at)
    #expect(verified.isIssued(toAdmissionNumber: "SW0001"))
    #expect(!verified.isIssued(toAdmissionNumber: "SW0002"))
    #expect(!verified.isIssued(toAdmissionNumber: "张三"))
    #expect(verified.isIssued(toPersonNamed: "张三"))
    #expect(!verified.isIssued(toPersonNamed: "李四"))
  }

  @Test(arguments: [
    "", "..", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", "W10.e30.AA", "eyJhbGciOjF9.e30.AA",
    "not a certificate",
  ])
  func textThatIsNoJWTIsRefused(text: String) {
    #expect(refusal(text) == .notAJWT)
  }

  @Test func endlessTextIsRefusedUnread() {
    #expect(refusal(credential.jwt + String(repeating: "A", count: 70_000)) == .notAJWT)
  }

  @Test func paddedOrSpacedTextIsRefused() {
    #expect(refusal(credential.jwt + "==") == .notAJWT)
    #expect(refusal(credential.jwt + "\n") == .notAJWT)
    #expect(refusal(" " + credential.jwt) == .notAJWT)
  }

  @Test func unknownKeyIsNamed() throws {
    let stranger = try IssuerKey.generate()
    let jwt = try stranger.sign(
      #require(CompactJWS(credential.jwt)).payload, type: CompactJWS.credentialType)
    #expect(refusal(jwt) == .unknownKey(stranger.id))
    #expect(try refusal(forged(#"{"alg":"RS256"}"#)) == .unknownKey(""))
  }

  @Test func keyInsideTheCertificateIsNotTrusted() throws {
    let stranger = try IssuerKey.generate().publicKey
    let header = """
      {"alg":"RS256","jwk":{"e":"AQAB","kty":"RSA","n":"\(stranger.modulus)"}}
      """
    #expect(try refusal(forged(header)) == .unknownKey(""))
  }

  @Test(arguments: ["none", "None", "", "RS384", "PS256", "ES256", "rs256"])
  func otherAlgorithmsAreRefused(name: String) throws {
    let header = #"{"alg":"\#(name)","kid":"\#(key.id)"}"#
    #expect(try refusal(forged(header)) == .wrongAlgorithm(name))
  }

  @Test func publicKeyIsNoSecretForHS256() throws {
    let secrets = [
      try JSONWebKeySet([key.publicKey]).json(), key.publicKey.modulus,
      key.publicKey.publicKey.pemRepresentation,
    ]
    for secret in secrets {
      let jwt = try forged(#"{"alg":"HS256","kid":"\#(key.id)","typ":"JWT"}"#) { input in
        Data(
          HMAC<SHA256>.authenticationCode(
            for: input, using: SymmetricKey(data: Data(secret.utf8))))
      }
      #expect(refusal(jwt) == .wrongAlgorithm("HS256"))
    }
  }

  @Test func strangersSignatureUnderTheIssuersNameIsBad() throws {
    let stranger = try IssuerKey.generate()
    let foreign = try stranger.sign(
      #require(CompactJWS(credential.jwt)).payload, type: CompactJWS.credentialType)
    let signature = try #require(CompactJWS(foreign)).signature
    let jwt = try forged(#"{"alg":"RS256","kid":"\#(key.id)","typ":"JWT"}"#) { _ in signature }
    #expect(refusal(jwt) == .badSignature)
    #expect(
      try refusal(forged(#"{"alg":"RS256","kid":"\#(key.id)","typ":"JWT"}"#)) == .badSignature)
  }

  @Test func changedContentIsABadSignature() throws {
    let parts = credential.jwt.split(separator: ".")
    let payload = try #require(CompactJWS(credential.jwt)).payload
    let better = String(decoding: payload, as: UTF8.self)
      .replacingOccurrences(of: "一等奖", with: "特等奖")
    let jwt = "\(parts[0]).\(Data(better.utf8).base64URL).\(parts[2])"
    #expect(refusal(jwt) == .badSignature)
  }

  @Test func flippedByteIsNeverAccepted() {
    let bytes = Array(credential.jwt.utf8)
    var generator = Weyl(state: 20_250_609)
    for round in 0..<2000 {
      var changed = bytes
      // The first rounds flip the last character's bits, where base64 has room for stray ones.
      let place = round < 8 ? bytes.count - 1 : Int(generator.next() % UInt64(bytes.count))
      let bit: UInt8 = 1 << UInt8(round < 8 ? round : Int(generator.next() % 8))
      changed[place] ^= bit
      let text = String(decoding: changed, as: UTF8.self)
      #expect(throws: CredentialVerifier.Refusal.self, "byte \(place), bit \(bit)") {
        try verifier.verify(text, at: at)
      }
    }
  }

  @Test func cutOrLengthenedTextIsNeverAccepted() {
    let bytes = Array(credential.jwt.utf8)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let text = String(decoding: bytes.prefix(length), as: UTF8.self)
      #expect(throws: CredentialVerifier.Refusal.self, "\(length) bytes") {
        try verifier.verify(text, at: at)
      }
    }
    for tail in ["A", "AA", ".", ".AAAA"] {
      #expect(throws: CredentialVerifier.Refusal.self) {
        try verifier.verify(credential.jwt + tail, at: at)
      }
    }
  }

  @Test func otherThingThatTheIssuerSignedIsNoCredential() throws {
    let sign = { (json: String) in
      try key.sign(Data(json.utf8), type: CompactJWS.credentialType)
    }
    #expect(try refusal(sign("{}")) == .notACredential(field: "payload"))
    #expect(try refusal(sign("[1]")) == .notACredential(field: "payload"))
    #expect(try refusal(sign("text")) == .notACredential(field: "payload"))
    #expect(try refusal(resigned(type: "vc+jwt")) == .notACredential(field: "typ"))
    #expect(try verifier.verify(resigned(), at: at).id == credential.id)
  }

  @Test func claimsThatContradictTheCredentialAreNamed() throws {
    func field(_ change: (inout OpenBadge) -> Void) throws -> CredentialVerifier.Refusal? {
      try refusal(resigned(change))
    }
    #expect(try field { $0.iss = "https://other.org" } == .notACredential(field: "iss"))
    #expect(try field { $0.jti = "urn:x" } == .notACredential(field: "jti"))
    #expect(try field { $0.sub = "urn:x" } == .notACredential(field: "sub"))
    #expect(try field { $0.nbf += 1 } == .notACredential(field: "nbf"))
    #expect(try field { $0.nbf = .max } == .notACredential(field: "nbf"))
    #expect(try field { $0.nbf = .min } == .notACredential(field: "nbf"))
    #expect(try field { $0.exp = .max } == .notACredential(field: "exp"))
    #expect(try field { $0.exp = $0.nbf + 60 } == .notACredential(field: "exp"))
    #expect(
      try field { $0.validUntil = "2030-01-01T00:00:00Z" } == .notACredential(field: "exp"))
    #expect(try field { $0.context.removeFirst() } == .notACredential(field: "@context"))
    #expect(try field { $0.context.reverse() } == .notACredential(field: "@context"))
    #expect(try field { $0.type = ["OpenBadgeCredential"] } == .notACredential(field: "type"))
    #expect(
      try field { ($0.id, $0.jti) = ("urn:x", "urn:x") } == .notACredential(field: "id"))
    #expect(
      try field { $0.credentialSubject.licenseNumber = "1" }
        == .notACredential(field: "licenseNumber"))
  }

  @Test func certificateIsValidFromItsFirstSecond() {
    let before = Instant(milliseconds: at.milliseconds - 1)
    #expect(refusal(credential.jwt, at: before) == .notYetValid(from: at))
    #expect(throws: Never.self) { try verifier.verify(credential.jwt, at: at) }
  }

  @Test func certificateExpiresAtItsEnd() throws {
    let end = Instant(milliseconds: at.milliseconds + 60_000)
    let jwt = try resigned { badge in
      badge.exp = end.second
      badge.validUntil = end.utcText
    }
    let before = Instant(milliseconds: end.milliseconds - 1)
    #expect(try verifier.verify(jwt, at: before).validUntil == end)
    #expect(refusal(jwt, at: end) == .expired(at: end))
  }

  @Test func retiredKeyStillVerifiesBesideTheNewOne() throws {
    let next = try IssuerKey.generate()
    var set = JSONWebKeySet([key.publicKey])
    set.add(next.publicKey)
    set.add(key.publicKey)
    let rotated = try CredentialVerifier(jwkSet: set.json())
    #expect(set.keys.map(\.id) == [key.id, next.id])
    #expect(try rotated.verify(credential.jwt, at: at).keyID == key.id)
    let renewed = CredentialVerifier(keySet: JSONWebKeySet([next.publicKey]))
    #expect(throws: CredentialVerifier.Refusal.unknownKey(key.id)) {
      try renewed.verify(credential.jwt, at: at)
    }
  }
}
