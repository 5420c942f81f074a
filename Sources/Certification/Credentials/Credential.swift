package import Contests
import Foundation

/// A certificate that was issued: what it says, and its signed form. It never changes.
package struct Credential: Hashable, Sendable {
  /// Also the id and the `jti` of the signed form.
  package let id: CredentialID
  /// Also the licence number of the signed form.
  package let serial: SerialNumber
  /// What it says.
  package let content: Content
  /// The key that signed; see `IssuerKey.id`.
  package let keyID: String
  /// The Open Badges 3.0 credential as a compact JWS (VC-JWT).
  package let jwt: String
  /// The second signature; absent only until a database of an earlier version is taken into the log.
  package let seal: SM2Seal?
  /// Where its status stands; likewise.
  package let status: StatusPlace?

  /// SHA-256 of the signed form, 64 lower-case hexadecimal digits: whoever has the file can compare.
  package var hash: String { Fingerprint.hex(of: jwt) }

  /// The address that it names as its issuer; `nil` when the signed form cannot be read.
  package var issuer: String? {
    guard let jws = CompactJWS(jwt) else { return nil }
    return try? JSONDecoder().decode(OpenBadge.self, from: jws.payload).issuer.id
  }

  /// Made by `UnsignedCredential.signed`, and by storage drivers from what they kept.
  package init(
    id: CredentialID, serial: SerialNumber, content: Content, keyID: String, jwt: String,
    seal: SM2Seal? = nil, status: StatusPlace? = nil
  ) {
    self.id = id
    self.serial = serial
    self.content = content
    self.keyID = keyID
    self.jwt = jwt
    self.seal = seal
    self.status = status
  }

  /// The same certificate with a second signature and a place in the status lists.
  package func with(_ seal: SM2Seal?, _ status: StatusPlace?) -> Credential {
    Credential(
      id: id, serial: serial, content: content, keyID: keyID, jwt: jwt, seal: seal, status: status)
  }

  /// What a certificate says, as it was on the day of issue: a later change of the roster or the
  /// plan does not reach it.
  package struct Content: Hashable, Sendable {
    /// The stage whose certified results it follows from.
    package let stage: StagePath
    /// The contest's title.
    package let contestTitle: LocalizedText
    /// The event's title.
    package let eventTitle: LocalizedText
    /// The admission number of the person.
    package let contestant: ContestantID
    /// The person's name as the roster gave it.
    package let recipientName: String
    /// Such as 获奖证书.
    package let kind: LocalizedText
    /// Such as 一等奖.
    package let name: LocalizedText
    /// The pack by which it was decided.
    package let pack: PackID
    /// 1 or more.
    package let packVersion: Int
    /// The hash of the pack's text.
    package let packHash: String
    /// The rule of the pack that grants it.
    package let rule: RuleID
    /// The hash of the certified results.
    package let resultsHash: String
    /// 1 for the first certification of the stage.
    package let resultsVersion: Int
    /// A whole second.
    package let issuedAt: Instant
    /// From when on it does not hold any more, a whole second; absent: without an end.
    package let validUntil: Instant?

    /// Made by `Issuance`, and by storage drivers from what they kept.
    package init(
      stage: StagePath, contestTitle: LocalizedText, eventTitle: LocalizedText,
      contestant: ContestantID, recipientName: String, kind: LocalizedText,
      name: LocalizedText, pack: PackID, packVersion: Int, packHash: String, rule: RuleID,
      resultsHash: String, resultsVersion: Int, issuedAt: Instant, validUntil: Instant? = nil
    ) {
      self.stage = stage
      self.contestTitle = contestTitle
      self.eventTitle = eventTitle
      self.contestant = contestant
      self.recipientName = recipientName
      self.kind = kind
      self.name = name
      self.pack = pack
      self.packVersion = packVersion
      self.packHash = packHash
      self.rule = rule
      self.resultsHash = resultsHash
      self.resultsVersion = resultsVersion
      self.issuedAt = issuedAt
      self.validUntil = validUntil
    }
  }
}

/// A certificate that lacks its serial number and its signature.
package struct UnsignedCredential: Sendable {
  /// The identity that the certificate will have.
  package let id: CredentialID
  /// The year of issue in the contest's time zone, which is the year of the series.
  package let year: Int
  /// What it will say.
  package let content: Credential.Content
  /// Complete but for the serial number and the status.
  let badge: OpenBadge

  /// Completes the certificate.
  ///
  /// - Throws: when a signature cannot be made.
  package func signed(
    as serial: SerialNumber, status: StatusPlace, by keys: SigningKeys
  ) throws -> Credential {
    var badge = badge
    badge.credentialSubject.licenseNumber = serial.description
    badge.credentialStatus = OpenBadge.Status(
      StatusLists.entry(of: status, .revocation, issuer: badge.issuer.id))
    let payload = try CanonicalJSON.encode(badge)
    let jwt = try keys.rsa.sign(
      payload, type: CompactJWS.credentialType, issuer: badge.issuer.id)
    let seal = SM2Seal(keyID: keys.sm2.id, signature: try keys.sm2.sign(payload))
    return Credential(
      id: id, serial: serial, content: content, keyID: keys.rsa.id, jwt: jwt, seal: seal,
      status: status)
  }
}
