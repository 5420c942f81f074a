import CryptoExtras
import Foundation

/// A public RSA key in the form of RFC 7517. It has no field for anything private.
package struct JSONWebKey: Hashable, Sendable {
  /// The RFC 7638 thumbprint (SHA-256, base64url), by which credentials name the key.
  package let id: String
  /// The public exponent, big-endian in base64url.
  package let exponent: String
  /// The modulus, big-endian in base64url without leading zeros.
  package let modulus: String

  let publicKey: _RSA.Signing.PublicKey

  init(_ key: _RSA.Signing.PublicKey) throws {
    let numbers = try key.getKeyPrimitives()
    modulus = Data(numbers.modulus.drop { $0 == 0 }).base64URL
    exponent = Data(numbers.publicExponent.drop { $0 == 0 }).base64URL
    publicKey = key
    id = Self.thumbprint(exponent: exponent, modulus: modulus)
  }

  /// Source: RFC 7638, section 3: the required members in lexicographic order, without spaces.
  static func thumbprint(exponent: String, modulus: String) -> String {
    let text = "{\"e\":\"\(exponent)\",\"kty\":\"RSA\",\"n\":\"\(modulus)\"}"
    return Fingerprint.base64URL(of: text)
  }

  package static func == (left: JSONWebKey, right: JSONWebKey) -> Bool { left.id == right.id }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }

  fileprivate var document: Document {
    Document(
      kty: "RSA", kid: id, n: modulus, e: exponent, alg: CompactJWS.algorithm, use: "sig")
  }

  /// `nil` for a key that signs no credentials: another type or use, fewer than 2048 bits, or a
  /// name that is not its thumbprint.
  fileprivate init?(_ document: Document) {
    guard document.kty == "RSA", document.alg ?? CompactJWS.algorithm == CompactJWS.algorithm,
      document.use ?? "sig" == "sig", let modulus = document.n.flatMap({ Data(base64URL: $0) }),
      let exponent = document.e.flatMap({ Data(base64URL: $0) }),
      let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent),
      let known = try? JSONWebKey(key), document.kid ?? known.id == known.id
    else { return nil }
    self = known
  }

  fileprivate struct Document: Codable {
    var kty: String
    var kid: String?
    var n: String?
    var e: String?
    var alg: String?
    var use: String?
  }
}

/// The public keys of an issuer, present and past: whoever has this document can verify offline.
package struct JSONWebKeySet: Hashable, Sendable {
  /// In the order of the document, no two the same.
  package private(set) var keys: [JSONWebKey]

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
    self.init(document.keys.compactMap { JSONWebKey($0) })
  }

  /// Adds a key unless it is there; a retired key stays, so that what it signed can be verified.
  package mutating func add(_ key: JSONWebKey) {
    if !keys.contains(key) { keys.append(key) }
  }

  /// The document that is published; the same keys give the same bytes.
  ///
  /// - Throws: when JSON cannot be written.
  package func json() throws -> String {
    String(
      decoding: try CanonicalJSON.encode(Document(keys: keys.map(\.document))), as: UTF8.self)
  }

  private static let maximumBytes = 1 << 20

  private struct Document: Codable {
    var keys: [JSONWebKey.Document]
  }
}

/// A text that was offered as a JWK set and is none.
package struct NotAKeySet: Error, Equatable {}
