package import AttemptRecords
package import Contests
import Crypto
import Foundation

/// How many entries the certificate log has and what their root is, as the server signs it.
///
/// Source: C2SP tlog-checkpoint and signed-note, with the time on a line of its own.
package struct LogHead: SignedStatement, Hashable {
  /// The log's name: the issuer's address without its scheme, and `/log`.
  package let origin: String
  package let size: Int
  package let root: MerkleHash
  /// When the server said so; a whole second.
  package let at: Instant

  package init(origin: String, size: Int, root: MerkleHash, at instant: Instant) {
    self.origin = origin
    self.size = size
    self.root = root
    at = Instant(second: instant.second) ?? instant
  }

  /// When the server said so, in RFC 3339 and UTC.
  package var time: String { at.utcText }

  /// Origin, size, root in base64 and `time` with seconds since 1970, each with a line feed.
  package var bytes: [UInt8] {
    Array("\(origin)\n\(size)\n\(root.base64)\ntime \(at.second)\n".utf8)
  }

  /// The head with its signature as a note that is published.
  ///
  /// - Throws: an error of the library when it cannot sign.
  package func note(signedBy key: ReceiptKey) throws -> String {
    let signature = try key.signature(of: self)
    let blob = Self.noteKeyID(of: key.publicKey, named: origin) + signature
    return String(decoding: bytes, as: UTF8.self)
      + "\n— \(origin) \(Data(blob).base64EncodedString())\n"
  }

  /// Why a text is not accepted as a log head.
  package enum Refusal: Error, Hashable, Sendable {
    case notAHead
    /// No key of that name is in the key set.
    case unknownKey
    case badSignature
  }

  /// Reads a note and checks its signature.
  ///
  /// - Throws: `Refusal`.
  package init(note: String, trusting keys: JSONWebKeySet) throws(Refusal) {
    guard let head = Self.read(note) else { throw .notAHead }
    let text = head.head.bytes + [UInt8(ascii: "\n")]
    guard note.utf8.starts(with: text), note.utf8.count > text.count,
      note.utf8.last == UInt8(ascii: "\n"), !head.signatures.isEmpty
    else { throw .notAHead }
    var isKnown = false
    for key in keys.logKeys.compactMap(ReceiptPublicKey.init) {
      let id = Self.noteKeyID(of: key, named: head.head.origin)
      for blob in head.signatures where Array(blob.prefix(4)) == id {
        isKnown = true
        if key.verifies(Array(blob.dropFirst(4)), of: head.head) {
          self = head.head
          return
        }
      }
    }
    throw isKnown ? .badSignature : .unknownKey
  }

  /// A note's head and the signatures under its origin's name, unchecked.
  private struct Unchecked {
    var head: LogHead
    var signatures: [[UInt8]]
  }

  private static func read(_ note: String) -> Unchecked? {
    guard note.utf8.count <= 16 << 10 else { return nil }
    let lines = note.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard lines.count >= 7, lines[4].isEmpty, let size = Int(lines[1]), size >= 0,
      String(size) == lines[1], let root = MerkleHash(base64: lines[2]),
      lines[3].hasPrefix("time "), let second = Int64(lines[3].dropFirst(5)),
      let at = Instant(second: second)
    else { return nil }
    let prefix = "— \(lines[0]) "
    let signatures = lines[5...].filter { $0.hasPrefix(prefix) }.compactMap {
      Data(base64Encoded: String($0.dropFirst(prefix.count))).map { Array($0) }
    }
    return Unchecked(
      head: LogHead(origin: lines[0], size: size, root: root, at: at), signatures: signatures)
  }

  /// The first four bytes of SHA-256 over name, line feed, the kind of key (1, Ed25519) and the key.
  private static func noteKeyID(of key: ReceiptPublicKey, named name: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(name.utf8) + [0x0A, 0x01] + key.bytes).prefix(4))
  }
}
