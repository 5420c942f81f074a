import AttemptRecords
import Contests
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

  /// The key in PEM (SubjectPublicKeyInfo).
  var pem: String { publicKey.pemRepresentation + "\n" }

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

  /// `nil` for a key that signs no credentials: another type or use, fewer than 2048 bits, or a
  /// name that is not its thumbprint.
  init?(_ document: Document) {
    guard document.kty == "RSA", document.alg ?? CompactJWS.algorithm == CompactJWS.algorithm,
      document.use ?? "sig" == "sig", let modulus = document.n.flatMap({ Data(base64URL: $0) }),
      let exponent = document.e.flatMap({ Data(base64URL: $0) }),
      let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent),
      let known = try? JSONWebKey(key),
      document.kid.map({ KeyAddress.id(in: $0) }) ?? known.id == known.id
    else { return nil }
    self = known
  }

  /// A member of a JWK set.
  struct Document: Codable {
    var kty: String
    var kid: String?
    var n: String?
    var e: String?
    var alg: String?
    var use: String?
    var crv: String?
    var x: String?
    var y: String?
    /// Seconds since 1970; the key signs from then on.
    var nbf: Int64?
    /// Seconds since 1970; the key was retired then.
    var exp: Int64?
  }
}

extension JSONWebKey.Document {
  /// - Parameter issuer: below whose address the key is served; absent: it is named by its id alone.
  init(_ key: JSONWebKey, _ term: KeyTerm, issuer: String? = nil) {
    self.init(
      kty: "RSA", kid: issuer.map { KeyAddress.of(key.id, issuer: $0) } ?? key.id, n: key.modulus,
      e: key.exponent, alg: CompactJWS.algorithm,
      use: "sig", nbf: term.since?.second, exp: term.until?.second)
  }

  /// No registered name says SM2 with SM3, so `alg` is absent.
  init(_ key: SM2PublicKey, _ term: KeyTerm) {
    self.init(
      kty: "EC", kid: key.id, use: "sig", crv: "SM2", x: Data(key.point[..<32]).base64URL,
      y: Data(key.point[32...]).base64URL, nbf: term.since?.second, exp: term.until?.second)
  }

  /// Source: RFC 8037.
  init(_ key: ReceiptPublicKey) {
    self.init(
      kty: "OKP", kid: key.id, alg: "EdDSA", use: "sig", crv: "Ed25519",
      x: Data(key.bytes).base64URL)
  }

  var term: KeyTerm {
    KeyTerm(
      since: nbf.flatMap { Instant(second: $0) }, until: exp.flatMap { Instant(second: $0) })
  }

  /// `nil` for another kind of key, and when the name is not its thumbprint.
  var sm2: SM2PublicKey? {
    guard kty == "EC", crv == "SM2", use ?? "sig" == "sig",
      let x = x.flatMap({ Data(base64URL: $0) }), let y = y.flatMap({ Data(base64URL: $0) }),
      x.count == 32, let key = SM2PublicKey(point: Array(x + y)), kid ?? key.id == key.id
    else { return nil }
    return key
  }

  /// `nil` for another kind of key.
  var log: ReceiptPublicKey? {
    guard kty == "OKP", crv == "Ed25519", use ?? "sig" == "sig",
      let x = x.flatMap({ Data(base64URL: $0) })
    else { return nil }
    return ReceiptPublicKey(bytes: Array(x))
  }
}
