import COpenSSL
import Foundation

/// The private key of the second signature: SM2 with SM3 on the curve that GB/T 32918.5 recommends.
///
/// OpenSSL signs. The signer's id is the one that GM/T 0009 gives when nothing else is agreed.
package struct SM2Key: Sendable {
  /// Hashed into every signature before the message.
  package static let signerID = "1234567812345678"

  /// What is published.
  package let publicKey: SM2PublicKey
  private let scalar: [UInt8]

  /// The name of the key; see `SM2PublicKey.id`.
  package var id: String { publicKey.id }

  /// A new key from OpenSSL's own randomness.
  ///
  /// - Throws: `NotAnIssuerKey` when the library cannot make one.
  package static func generate() throws(NotAnIssuerKey) -> SM2Key {
    try SM2Key { CSM2Generate($0, $1) }
  }

  /// Reads a private key in PEM (PKCS#8).
  ///
  /// - Throws: `NotAnIssuerKey` for anything else, and for a key that a password protects.
  package init(pem: String) throws(NotAnIssuerKey) {
    let text = pem.utf8.map { CChar(bitPattern: $0) }
    try self.init { CSM2ReadPEM(text, Int32(text.count), $0, $1) }
  }

  /// - Parameter write: writes 32 bytes scalar and 64 bytes point, and says 1 when it did.
  private init(
    _ write: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Int32
  ) throws(NotAnIssuerKey) {
    var scalar = [UInt8](repeating: 0, count: 32)
    var point = [UInt8](repeating: 0, count: 64)
    guard write(&scalar, &point) == 1, let known = SM2PublicKey(point: point) else {
      throw NotAnIssuerKey()
    }
    self.scalar = scalar
    publicKey = known
  }

  /// The private key in PEM (PKCS#8). Whoever has it can sign as this issuer.
  ///
  /// - Throws: `NotAnIssuerKey` when the library cannot write it.
  package func pem() throws(NotAnIssuerKey) -> String {
    try publicKey.pem { CSM2WritePEM(scalar, publicKey.point, $0, $1) }
  }

  /// Signs a message; another signature each time.
  ///
  /// - Throws: `NotSigned` when the library fails.
  package func sign(_ message: some Sequence<UInt8>) throws -> SM2Signature {
    let message = Array(message)
    var bytes = [UInt8](repeating: 0, count: 72)
    let length = CSM2Sign(
      scalar, publicKey.point, Self.signerID, message, message.count, &bytes)
    guard let signature = SM2Signature(der: bytes.prefix(Int(length))) else { throw NotSigned() }
    return signature
  }

  /// OpenSSL did not make a signature.
  struct NotSigned: Error {}
}

/// The public half of an `SM2Key`.
package struct SM2PublicKey: Hashable, Sendable {
  /// The RFC 7638 thumbprint (SHA-256, base64url) of the key as `kty` EC with `crv` SM2.
  package let id: String
  /// x and y, big-endian, 32 bytes each.
  package let point: [UInt8]

  /// `nil` unless the 64 bytes are a point of the curve.
  package init?(point: [UInt8]) {
    guard point.count == 64, CSM2IsPoint(point) == 1 else { return nil }
    self.point = point
    let (x, y) = (Data(point[..<32]).base64URL, Data(point[32...]).base64URL)
    id = Fingerprint.base64URL(
      of: "{\"crv\":\"SM2\",\"kty\":\"EC\",\"x\":\"\(x)\",\"y\":\"\(y)\"}")
  }

  /// The key in PEM (SubjectPublicKeyInfo), as the `openssl` command reads it.
  ///
  /// - Throws: `NotAnIssuerKey` when the library cannot write it.
  package func pem() throws(NotAnIssuerKey) -> String {
    try pem { CSM2WritePEM(nil, point, $0, $1) }
  }

  fileprivate func pem(
    _ write: (UnsafeMutablePointer<CChar>, Int32) -> Int32
  ) throws(NotAnIssuerKey) -> String {
    var text = [CChar](repeating: 0, count: 2048)
    let length = write(&text, Int32(text.count))
    guard length > 0 else { throw NotAnIssuerKey() }
    return String(decoding: text.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether the signature is this key's over the message, under that signer's id.
  package func verifies(
    _ signature: SM2Signature, of message: some Sequence<UInt8>, signer: String = SM2Key.signerID
  ) -> Bool {
    let (message, der) = (Array(message), signature.der)
    return CSM2Verify(point, signer, message, message.count, der, der.count) == 1
  }
}
