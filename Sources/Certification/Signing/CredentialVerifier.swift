package import Contests
import CryptoExtras
import Foundation

/// Verifies certificates with nothing but the issuer's public keys: no server, no network.
///
/// It trusts the key set alone; a key inside a certificate is never looked at.
package struct CredentialVerifier: Sendable {
  private let keys: JSONWebKeySet

  /// Trusts these keys and no other.
  package init(keySet: JSONWebKeySet) { keys = keySet }

  /// - Throws: `NotAKeySet` when `jwkSet` is no JWK set.
  package init(jwkSet: String) throws(NotAKeySet) {
    self.init(keySet: try JSONWebKeySet(json: jwkSet))
  }

  /// Why a text is not accepted as a certificate.
  package enum Refusal: Error, Hashable, Sendable {
    /// Not three parts of base64url with a JSON header.
    case notAJWT
    /// Signed, if at all, in another way than RS256, such as `none` or `HS256`.
    case wrongAlgorithm(String)
    /// No key of that name is in the key set; empty when the header names none.
    case unknownKey(String)
    /// The text was changed, or somebody else signed it.
    case badSignature
    /// It says that it was signed when that key was not in use: before, or after it was retired.
    case keyNotInForce(String)
    /// Signed by the issuer, but not a certificate; the field that is not as it has to be.
    case notACredential(field: String)
    /// Valid from that moment on.
    case notYetValid(from: Instant)
    /// Valid until before that moment.
    case expired(at: Instant)

    /// A stable name for programs.
    package var code: String {
      switch self {
      case .notAJWT: "not-a-jwt"
      case .wrongAlgorithm: "wrong-algorithm"
      case .unknownKey: "unknown-key"
      case .badSignature: "bad-signature"
      case .keyNotInForce: "key-not-in-force"
      case .notACredential: "not-a-credential"
      case .notYetValid: "not-yet-valid"
      case .expired: "expired"
      }
    }

    /// What is wrong, for people.
    package func sentence(in language: Language) -> String {
      switch (self, language) {
      case (.notAJWT, .zhHans): "不是 JWT 格式的证书"
      case (.notAJWT, .en): "this is not a certificate in the JWT form"
      case (.wrongAlgorithm(let name), .zhHans): "签名算法应为 RS256，而不是“\(name)”"
      case (.wrongAlgorithm(let name), .en): "certificates are signed with RS256, not \"\(name)\""
      case (.unknownKey(let id), .zhHans): "公钥列表中没有签名密钥“\(id)”"
      case (.unknownKey(let id), .en): "the key \"\(id)\" is not among the issuer's public keys"
      case (.badSignature, .zhHans): "签名不符：内容被改动，或并非该机构签发"
      case (.badSignature, .en):
        "the signature does not fit: the text was changed, or the issuer did not sign it"
      case (.keyNotInForce(let id), .zhHans): "签发日期不在密钥“\(id)”的使用期内"
      case (.keyNotInForce(let id), .en):
        "it is dated when the key \"\(id)\" was not in use: before, or after it was retired"
      case (.notACredential(let field), .zhHans): "签名有效，但内容不是证书（\(field)）"
      case (.notACredential(let field), .en):
        "the signature is good, but this is not a certificate (\(field))"
      case (.notYetValid(let instant), .zhHans): "证书自 \(instant.utcText) 起才有效"
      case (.notYetValid(let instant), .en): "the certificate is valid from \(instant.utcText) on"
      case (.expired(let instant), .zhHans): "证书已于 \(instant.utcText) 失效"
      case (.expired(let instant), .en): "the certificate expired at \(instant.utcText)"
      }
    }
  }

  /// Checks the signature, the form and the validity, in this order.
  ///
  /// - Throws: `Refusal` naming the first check that fails.
  package func verify(_ jwt: String, at instant: Instant) throws(Refusal) -> VerifiedCredential {
    let credential = try authenticate(jwt)
    try credential.requireValidity(at: instant)
    return credential
  }

  /// Checks the signature and the form, but not whether it has expired.
  ///
  /// - Throws: `Refusal` naming the first check that fails.
  package func authenticate(_ jwt: String) throws(Refusal) -> VerifiedCredential {
    try authenticate(UnverifiedCredential(jwt))
  }

  /// The same for what was read already.
  func authenticate(_ read: UnverifiedCredential) throws(Refusal) -> VerifiedCredential {
    guard let jws = read.jws else { throw .notAJWT }
    let id = try Self.authenticate(jws, keys)
    guard jws.header.typ == CompactJWS.credentialType, jws.header.crit == nil else {
      throw .notACredential(field: "typ")
    }
    guard let badge = read.badge else { throw .notACredential(field: "payload") }
    let credential = try Self.accept(badge, signedBy: id)
    guard keys.term(of: id).contains(credential.validFrom) else { throw .keyNotInForce(id) }
    return credential
  }

  /// Checks that a text is a JWT which one of the keys signed, whatever it says.
  static func authenticate(
    _ jwt: String, _ keys: JSONWebKeySet, limit: Int = CompactJWS.maximumBytes
  ) throws(Refusal) -> (jws: CompactJWS, key: String) {
    guard let jws = CompactJWS(jwt, limit: limit) else { throw .notAJWT }
    return (jws, try authenticate(jws, keys))
  }

  /// - Returns: the key that signed.
  private static func authenticate(
    _ jws: CompactJWS, _ keys: JSONWebKeySet
  ) throws(Refusal) -> String {
    guard jws.header.alg == CompactJWS.algorithm else {
      throw .wrongAlgorithm(String(jws.header.alg.prefix(60)))
    }
    let id = KeyAddress.id(in: jws.header.kid ?? "")
    guard let key = keys.keys.first(where: { $0.id == id }) else {
      throw .unknownKey(String(id.prefix(60)))
    }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: jws.signature)
    guard
      key.publicKey.isValidSignature(
        signature, for: jws.signingInput, padding: .insecurePKCS1v1_5)
    else { throw .badSignature }
    return id
  }

  private static func accept(
    _ badge: OpenBadge, signedBy key: String
  ) throws(Refusal) -> VerifiedCredential {
    guard badge.context.starts(with: OpenBadge.contexts) else {
      throw .notACredential(field: "@context")
    }
    guard Set(OpenBadge.types).isSubset(of: badge.type) else {
      throw .notACredential(field: "type")
    }
    // The claims of the JWT and the fields of the credential say the same twice.
    guard badge.iss == badge.issuer.id else { throw .notACredential(field: "iss") }
    guard badge.jti == badge.id else { throw .notACredential(field: "jti") }
    guard badge.sub == badge.credentialSubject.id else { throw .notACredential(field: "sub") }
    guard let from = Instant(second: badge.nbf), from.utcText == badge.validFrom else {
      throw .notACredential(field: "nbf")
    }
    let until = badge.exp.flatMap { Instant(second: $0) }
    guard until?.utcText == badge.validUntil, (until == nil) == (badge.exp == nil) else {
      throw .notACredential(field: "exp")
    }
    guard let id = CredentialID(urn: badge.id) else { throw .notACredential(field: "id") }
    guard let serial = SerialNumber(badge.credentialSubject.licenseNumber) else {
      throw .notACredential(field: "licenseNumber")
    }
    return VerifiedCredential(
      id: id, serial: serial, keyID: key, validFrom: from, validUntil: until, badge: badge)
  }
}

/// A certificate as it was read, before anything of it is believed.
struct UnverifiedCredential {
  /// `nil` for a text that is no JWT.
  let jws: CompactJWS?
  /// `nil` for a payload that is no Open Badges credential.
  let badge: OpenBadge?

  init(_ jwt: String) {
    jws = CompactJWS(jwt)
    badge = jws.flatMap { try? JSONDecoder().decode(OpenBadge.self, from: $0.payload) }
  }
}

/// A certificate whose signature, form and validity were found good.
package struct VerifiedCredential: Sendable {
  /// The identity under which the issuer keeps it.
  package let id: CredentialID
  /// Its number in the issuer's series.
  package let serial: SerialNumber
  /// The key that signed.
  package let keyID: String
  /// Inclusive; the moment of issue.
  package let validFrom: Instant
  /// Exclusive; absent when the certificate does not expire.
  package let validUntil: Instant?
  private let badge: OpenBadge

  init(
    id: CredentialID, serial: SerialNumber, keyID: String, validFrom: Instant,
    validUntil: Instant?, badge: OpenBadge
  ) {
    self.id = id
    self.serial = serial
    self.keyID = keyID
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.badge = badge
  }

  /// - Throws: `Refusal` before it is valid, and when it has expired.
  func requireValidity(at instant: Instant) throws(CredentialVerifier.Refusal) {
    guard instant >= validFrom else { throw .notYetValid(from: validFrom) }
    if let validUntil, instant >= validUntil { throw .expired(at: validUntil) }
  }

  /// Where its status is, as it says itself.
  var statusEntries: [OpenBadge.StatusEntry] { badge.credentialStatus?.entries ?? [] }

  /// The issuer's address.
  package var issuer: String { badge.issuer.id }
  /// In both languages, as the issuer wrote it.
  package var issuerName: String { badge.issuer.name }
  /// Such as `一等奖 / First prize`.
  package var name: String { badge.name }
  /// The contest, the event, the kind and the name of the certificate.
  package var summary: String { badge.credentialSubject.achievement.description }
  /// What had to be the case.
  package var criteria: String { badge.credentialSubject.achievement.criteria.narrative }
  /// The occupations by their codes in 职业分类大典.
  package var occupations: [String] {
    badge.credentialSubject.achievement.alignment.map(\.targetCode)
  }
  /// The score as decimal text; absent when the certificate gives none.
  package var score: String? { StatedResult(badge).score }
  /// 1 for the winner; absent when the certificate gives none.
  package var rank: Int? { StatedResult(badge).rank }
  /// Where the results are, such as `results:<hash>`.
  package var evidence: [String] { badge.evidence.map(\.name) }

  /// Whether it was issued to the contestant with that admission number.
  package func isIssued(toAdmissionNumber number: String) -> Bool {
    matches(number, OpenBadge.Identity.admissionNumber)
  }

  /// Whether it was issued to a person of that name, written as on the roster.
  package func isIssued(toPersonNamed name: String) -> Bool {
    matches(name, OpenBadge.Identity.personName)
  }

  private func matches(_ identity: String, _ type: String) -> Bool {
    badge.credentialSubject.identifier.contains {
      $0.identityType == type && $0.matches(identity)
    }
  }
}
