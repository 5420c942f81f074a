package import Contests
import Foundation

/// A status list as the issuer signs it, the payload of a VC-JWT.
///
/// Source: W3C Bitstring Status List 1.0, section 3.2; W3C Securing Verifiable Credentials using JOSE
/// and COSE. The private claim `acts` says since when a bit is set, and why.
struct StatusListCredential: Codable, Equatable {
  static let contexts = ["https://www.w3.org/ns/credentials/v2"]
  static let types = ["VerifiableCredential", "BitstringStatusListCredential"]
  static let listType = "BitstringStatusList"

  var context = Self.contexts
  var id: String
  var type = Self.types
  var issuer: String
  /// When the list was as it says; the same moment as `nbf`.
  var validFrom: String
  var credentialSubject: List
  var iss: String
  var jti: String
  /// Seconds since 1970.
  var nbf: Int64
  var iat: Int64
  var acts: [Act]

  struct List: Codable, Equatable {
    var id: String
    var type = StatusListCredential.listType
    var statusPurpose: String
    var encodedList: String
  }

  struct Act: Codable, Equatable {
    var index: Int
    /// RFC 3339 in UTC.
    var since: String
    var reason: String
  }

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case id, type, issuer, validFrom, credentialSubject, iss, jti, nbf, iat, acts
  }
}

/// The status lists of one issuer.
package struct StatusLists: Sendable {
  /// The type of the token.
  static let tokenType = "vc+jwt"
  private let issuer: IssuerProfile

  /// - Parameter issuer: whose certificates they speak of.
  package init(issuer: IssuerProfile) { self.issuer = issuer }

  /// Signs what a list is at a moment.
  ///
  /// - Parameter acts: the certificates of that list that anything was ever done to.
  /// - Throws: when the signature cannot be made.
  package func jwt(
    list: Int, purpose: StatusPurpose, acts: [(index: Int, acts: [StatusAct])],
    at instant: Instant, signedBy key: IssuerKey
  ) throws -> String {
    var bits = BitstringStatusList()
    var told: [StatusListCredential.Act] = []
    for (index, acts) in acts {
      let note: StaffNote? =
        switch (CredentialStatus(after: acts), purpose) {
        case (.revoked(let note), .revocation), (.suspended(let note), .suspension): note
        default: nil
        }
      guard let note else { continue }
      bits[index] = true
      told.append(
        StatusListCredential.Act(index: index, since: note.at.utcText, reason: note.reason))
    }
    let id = Self.address(of: issuer.url, list: list, purpose: purpose)
    let second = instant.second
    let credential = StatusListCredential(
      id: id, issuer: issuer.url, validFrom: instant.utcText,
      credentialSubject: StatusListCredential.List(
        id: id + "#list", statusPurpose: purpose.rawValue, encodedList: bits.encoded),
      iss: issuer.url, jti: id, nbf: second, iat: second, acts: told)
    return try key.sign(
      CanonicalJSON.encode(credential), type: Self.tokenType, issuer: issuer.url)
  }

  /// Where a list of an issuer is published.
  static func address(of issuer: String, list: Int, purpose: StatusPurpose) -> String {
    "\(issuer)/v1/status-lists/\(list)/\(purpose.rawValue)"
  }

  /// Where a certificate's status is.
  static func entry(
    of place: StatusPlace, _ purpose: StatusPurpose, issuer: String
  ) -> OpenBadge.StatusEntry {
    let list = address(of: issuer, list: place.list, purpose: purpose)
    return OpenBadge.StatusEntry(
      id: "\(list)#\(place.index)", statusPurpose: purpose.rawValue,
      statusListIndex: String(place.index), statusListCredential: list)
  }

  /// All that an issuer publishes of a certificate's status: the lists of one number have its bits at one
  /// index.
  static func entries(of place: StatusPlace, issuer: String) -> [OpenBadge.StatusEntry] {
    StatusPurpose.allCases.map { entry(of: place, $0, issuer: issuer) }
  }

  /// All of them, where a certificate says of one where it is.
  ///
  /// - Returns: `nil` when that is no list of the issuer.
  static func entries(
    beside entry: OpenBadge.StatusEntry, issuer: String
  ) -> [OpenBadge.StatusEntry]? {
    let parts = entry.statusListCredential.split(separator: "/")
    guard parts.count >= 2, let list = Int(parts[parts.count - 2]),
      let index = Int(entry.statusListIndex), let place = StatusPlace(list: list, index: index)
    else { return nil }
    let all = entries(of: place, issuer: issuer)
    return all.contains(entry) ? all : nil
  }
}

/// A status list whose signature and form were found good.
package struct VerifiedStatusList: Sendable {
  /// Its address, by which certificates name it.
  package let id: String
  package let purpose: StatusPurpose
  /// The address of the issuer.
  package let issuer: String
  /// When the issuer said so.
  package let asOf: Instant
  private let bits: BitstringStatusList
  private let acts: [Int: StatusListCredential.Act]

  /// Since when and why a bit is set.
  package struct Act: Hashable, Sendable {
    /// RFC 3339 in UTC.
    package let since: String
    package let reason: String
  }

  /// - Parameter keys: the only keys that are trusted.
  /// - Throws: `CredentialVerifier.Refusal` naming the first check that fails.
  package init(jwt: String, trusting keys: JSONWebKeySet) throws(CredentialVerifier.Refusal) {
    let (jws, key) = try CredentialVerifier.authenticate(
      jwt, keys, limit: Self.maximumBytes)
    guard jws.header.typ == StatusLists.tokenType, jws.header.crit == nil else {
      throw .notACredential(field: "typ")
    }
    guard let list = try? JSONDecoder().decode(StatusListCredential.self, from: jws.payload) else {
      throw .notACredential(field: "payload")
    }
    guard list.context == StatusListCredential.contexts else {
      throw .notACredential(field: "@context")
    }
    guard list.type == StatusListCredential.types,
      list.credentialSubject.type == StatusListCredential.listType
    else { throw .notACredential(field: "type") }
    guard list.iss == list.issuer else { throw .notACredential(field: "iss") }
    guard list.jti == list.id else { throw .notACredential(field: "jti") }
    guard let at = Instant(second: list.nbf), at.utcText == list.validFrom else {
      throw .notACredential(field: "nbf")
    }
    guard let purpose = StatusPurpose(rawValue: list.credentialSubject.statusPurpose) else {
      throw .notACredential(field: "statusPurpose")
    }
    guard let bits = BitstringStatusList(encoded: list.credentialSubject.encodedList),
      bits.count >= StatusPlace.listBits
    else { throw .notACredential(field: "encodedList") }
    guard keys.term(of: key).contains(at) else { throw .keyNotInForce(key) }
    id = list.id
    self.purpose = purpose
    issuer = list.issuer
    asOf = at
    self.bits = bits
    acts = Dictionary(list.acts.map { ($0.index, $0) }) { first, _ in first }
  }

  /// A list with every bit's act is larger than a certificate.
  static let maximumBytes = 64 << 20

  /// `asOf` in RFC 3339 and UTC.
  package var time: String { asOf.utcText }

  /// Whether it says of the same certificates what an earlier list said, as of then or later.
  package func goesOn(from earlier: VerifiedStatusList) -> Bool {
    id == earlier.id && purpose == earlier.purpose && asOf >= earlier.asOf
  }

  /// Whether the bit is set; absent when the list is too short to say.
  package func isSet(_ index: Int) -> Bool? {
    (0..<bits.count).contains(index) ? bits[index] : nil
  }

  /// Since when and why; absent when the issuer does not say.
  package func act(at index: Int) -> Act? {
    acts[index].map { Act(since: $0.since, reason: $0.reason) }
  }
}
