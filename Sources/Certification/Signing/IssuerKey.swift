import CryptoExtras
import Foundation

/// The private key with which certificates are signed: RSA, PKCS#1 v1.5 with SHA-256 (RS256).
///
/// A new key does not replace an old one in the published `JSONWebKeySet`; see `JSONWebKeySet.add`.
package struct IssuerKey: Sendable {
  /// What is published.
  package let publicKey: JSONWebKey
  private let key: _RSA.Signing.PrivateKey

  /// The name of the key; see `JSONWebKey.id`.
  package var id: String { publicKey.id }

  /// A new key of 2048 bits from the system's own randomness.
  ///
  /// - Throws: when the system cannot make one.
  package static func generate() throws -> IssuerKey {
    try IssuerKey(_RSA.Signing.PrivateKey(keySize: .bits2048))
  }

  /// Reads a private key in PEM, PKCS#1 or PKCS#8.
  ///
  /// - Throws: `NotAnIssuerKey` for anything else and for a key of fewer than 2048 bits.
  package init(pem: String) throws(NotAnIssuerKey) {
    do {
      try self.init(_RSA.Signing.PrivateKey(pemRepresentation: pem))
    } catch {
      throw NotAnIssuerKey()
    }
  }

  private init(_ key: _RSA.Signing.PrivateKey) throws {
    self.key = key
    publicKey = try JSONWebKey(key.publicKey)
  }

  /// The private key in PEM (PKCS#8). Whoever has it can issue certificates.
  package var pem: String { key.pkcs8PEMRepresentation }

  /// Signs a payload as a compact JWS.
  ///
  /// - Parameters:
  ///   - type: the `typ` of its header, which tells what the payload is.
  ///   - issuer: the address below which the key is served; absent: the header has the key's id alone.
  /// - Throws: when the signature cannot be made.
  func sign(_ payload: Data, type: String, issuer: String? = nil) throws -> String {
    let name = issuer.map { KeyAddress.of(id, issuer: $0) } ?? id
    let header = CompactJWS.Header(alg: CompactJWS.algorithm, kid: name, typ: type)
    return try CompactJWS.text(header: header, payload: payload) { input in
      try key.signature(for: input, padding: .insecurePKCS1v1_5).rawRepresentation
    }
  }
}

/// A text that was offered as a private key and is none that can be used.
package struct NotAnIssuerKey: Error, Equatable {}
