package import Contests
import Crypto
import Foundation

/// What a server signs with its `ReceiptKey`. The bytes of different forms begin differently, so that a
/// signature of one is none of another.
package protocol SignedStatement: Sendable {
  var bytes: [UInt8] { get }
}

/// What a server signs when an attempt is handed in: whoever has the records that lead to the head can
/// prove with it that they were saved.
package struct ReceiptStatement: SignedStatement, Hashable {
  package let attempt: AttemptID
  /// How many records the attempt has.
  package let records: Int
  /// The head of the chain over all of them.
  package let head: ChainHead
  package let submittedAt: Instant

  package init(attempt: AttemptID, records: Int, head: ChainHead, submittedAt: Instant) {
    self.attempt = attempt
    self.records = records
    self.head = head
    self.submittedAt = submittedAt
  }

  /// The name of the form, which is part of what is signed.
  package static let format = "leitai-receipt/1"

  /// Format, attempt, number of records, head and milliseconds since 1970, joined by line feeds.
  package var bytes: [UInt8] {
    Array(
      [
        Self.format, attempt.description, "\(records)", head.description,
        "\(submittedAt.milliseconds)",
      ].joined(separator: "\n").utf8)
  }
}

/// The private key with which a server signs receipts and results: Ed25519.
package struct ReceiptKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  package let publicKey: ReceiptPublicKey

  /// - Parameter seed: 32 secret random bytes.
  /// - Returns: `nil` for any other length.
  package init?(seed: [UInt8]) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
    self.key = key
    publicKey = ReceiptPublicKey(key: key.publicKey)
  }

  /// 64 bytes.
  ///
  /// - Throws: an error of the library when it cannot sign.
  package func signature(of statement: some SignedStatement) throws -> [UInt8] {
    Array(try key.signature(for: Data(statement.bytes)))
  }
}

/// The public half of a `ReceiptKey`.
package struct ReceiptPublicKey: Sendable {
  private let key: Curve25519.Signing.PublicKey

  fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

  /// - Returns: `nil` unless the bytes are the 32 of a public key.
  package init?(bytes: [UInt8]) {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
    self.key = key
  }

  /// 32 bytes.
  package var bytes: [UInt8] { Array(key.rawRepresentation) }

  /// The first 16 hexadecimal digits of SHA-256 over `bytes`.
  package var id: String {
    String(Array(SHA256.hash(data: key.rawRepresentation)).hexadecimal.prefix(16))
  }

  /// Whether the signature is this key's over that statement.
  package func verifies(_ signature: [UInt8], of statement: some SignedStatement) -> Bool {
    key.isValidSignature(signature, for: statement.bytes)
  }
}
