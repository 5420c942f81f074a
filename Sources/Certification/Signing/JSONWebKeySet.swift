package import AttemptRecords
package import Contests
import Foundation

/// The public keys of an issuer, present and past: whoever has this document can verify offline.
///
/// It holds the RSA keys that sign certificates and status lists, the SM2 keys of the second
/// signature, and the Ed25519 key that signs log heads.
package struct JSONWebKeySet: Hashable, Sendable {
  /// In the order of the document, no two the same.
  package private(set) var keys: [JSONWebKey]
  /// The keys of the second signature; likewise.
  package private(set) var sm2Keys: [SM2PublicKey] = []
  /// The keys of log heads, 32 bytes each; likewise.
  package private(set) var logKeys: [[UInt8]] = []
  private var terms: [String: KeyTerm] = [:]

  /// The first of equal keys stays.
  package init(_ keys: [JSONWebKey]) {
    self.keys = []
    for key in keys { add(key) }
  }

  /// Reads a JWK set. Keys of other types or uses are passed over, as RFC 7517 asks.
  ///
  /// - Throws: `NotAKeySet` when `json` is no JWK set.
  package init(json: String) throws(NotAKeySet) {
    guard json.utf8.count <= Self.maximumBytes,
      let document = try? JSONDecoder().decode(Document.self, from: Data(json.utf8))
    else { throw NotAKeySet() }
    self.init([])
    for member in document.keys {
      if let key = JSONWebKey(member) {
        add(key, for: member.term)
      } else if let key = member.sm2 {
        add(key, for: member.term)
      } else if let key = member.log {
        add(log: key)
      }
    }
  }

  /// Adds a key unless it is there; a retired key stays, so that what it signed can be verified.
  package mutating func add(_ key: JSONWebKey, for term: KeyTerm = .always) {
    guard !keys.contains(key) else { return }
    keys.append(key)
    terms[key.id] = term
  }

  /// Adds a key of the second signature unless it is there.
  package mutating func add(_ key: SM2PublicKey, for term: KeyTerm = .always) {
    guard !sm2Keys.contains(key) else { return }
    sm2Keys.append(key)
    terms[key.id] = term
  }

  /// Adds the key of log heads unless it is there.
  package mutating func add(log key: ReceiptPublicKey) {
    if !logKeys.contains(key.bytes) { logKeys.append(key.bytes) }
  }

  /// By which people tell the document of a key set from another: the hexadecimal SHA-256 of its bytes.
  package static func fingerprint(ofDocument json: String) -> String { Fingerprint.hex(of: json) }

  /// When a key signs; `always` for one that is not in the set.
  package func term(of id: String) -> KeyTerm { terms[id] ?? .always }

  /// Whether this set goes on from an older one: it has every key of it, each since the same moment, and
  /// a key that was retired stays retired at that moment.
  package func goesOn(from older: JSONWebKeySet) -> Bool {
    let known = older.keys.map(\.id) + older.sm2Keys.map(\.id)
    return older.keys.allSatisfy(keys.contains) && older.sm2Keys.allSatisfy(sm2Keys.contains)
      && older.logKeys.allSatisfy(logKeys.contains)
      && known.allSatisfy { id in
        let (before, now) = (older.term(of: id), term(of: id))
        return before.since == now.since && (before.until == nil || before.until == now.until)
      }
  }

  /// A key that signs certificates, in PEM (SubjectPublicKeyInfo); absent when there is none of that id.
  ///
  /// - Throws: `NotAnIssuerKey` when it cannot be written.
  package func pem(of id: String) throws(NotAnIssuerKey) -> String? {
    if let key = keys.first(where: { $0.id == id }) {
      return key.pem
    }
    return try sm2Keys.first { $0.id == id }?.pem()
  }

  /// A key that signs certificates as a JWK of its own; absent when there is none of that id.
  ///
  /// - Parameter issuer: the address below which it is served.
  /// - Throws: when JSON cannot be written.
  package func jwk(of id: String, issuer: String) throws -> String? {
    guard let key = keys.first(where: { $0.id == id }) else { return nil }
    let document = JSONWebKey.Document(key, term(of: id), issuer: issuer)
    return String(decoding: try CanonicalJSON.encode(document), as: UTF8.self)
  }

  /// The document that is published; the same keys give the same bytes.
  ///
  /// - Parameter issuer: the address below which keys are served: the keys of certificates then stand
  ///   there under both names that signatures have for them.
  /// - Throws: when JSON cannot be written.
  package func json(issuer: String? = nil) throws -> String {
    var members = keys.map { JSONWebKey.Document($0, term(of: $0.id)) }
    if let issuer {
      members += keys.map { JSONWebKey.Document($0, term(of: $0.id), issuer: issuer) }
    }
    members += sm2Keys.map { JSONWebKey.Document($0, term(of: $0.id)) }
    members += logKeys.compactMap(ReceiptPublicKey.init).map { JSONWebKey.Document($0) }
    return String(decoding: try CanonicalJSON.encode(Document(keys: members)), as: UTF8.self)
  }

  private static let maximumBytes = 1 << 20

  private struct Document: Codable {
    var keys: [JSONWebKey.Document]
  }
}

/// A text that was offered as a JWK set and is none.
package struct NotAKeySet: Error, Equatable {}

/// When a key signs. What it signed before it was retired stays valid.
///
/// Source: OpenID Federation 1.0, section 8.7: `nbf` and `exp` of historical keys.
package struct KeyTerm: Hashable, Sendable {
  /// Absent when it is not known, or was always.
  package let since: Instant?
  /// The second in which it was retired, inclusive; absent while it is in use.
  package let until: Instant?

  package init(since: Instant?, until: Instant?) {
    self.since = since
    self.until = until
  }

  /// Without a beginning or an end.
  package static let always = KeyTerm(since: nil, until: nil)

  /// Whether it may have signed at that moment.
  package func contains(_ instant: Instant) -> Bool {
    since.map { instant.second >= $0.second } ?? true
      && until.map { instant.second <= $0.second } ?? true
  }
}
