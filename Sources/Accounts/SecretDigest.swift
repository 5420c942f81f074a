import Crypto

/// Gives that many bytes that nobody can predict; called once for every secret.
package typealias RandomBytes = @Sendable (Int) -> [UInt8]

/// The 32 bytes that stand in storage for a secret: its SHA-256, or its HMAC-SHA-256 when the
/// secret could be guessed.
package struct SecretDigest: Hashable, Sendable {
  /// Always 32.
  package let bytes: [UInt8]

  /// `nil` unless there are 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// SHA-256 of the text's UTF-8. Only for secrets of at least 80 random bits.
  init(sha256Of text: String) {
    bytes = Array(SHA256.hash(data: Array(text.utf8)))
  }

  init(_ code: HMAC<SHA256>.MAC) { bytes = Array(code) }

  /// Takes the same time wherever the two differ.
  package static func == (left: SecretDigest, right: SecretDigest) -> Bool {
    zip(left.bytes, right.bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static let byteCount = 32
}
