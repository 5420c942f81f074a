import Contests
import Crypto
import Foundation

/// SHA-256 and the texts that are made of it.
enum Fingerprint {
  /// 64 lower-case hexadecimal digits over the UTF-8 bytes of a text.
  static func hex(of text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).hexadecimal
  }

  /// Base64url of the same digest.
  static func base64URL(of text: String) -> String {
    Data(SHA256.hash(data: Array(text.utf8))).base64URL
  }

  /// Fields each preceded by its length in bytes, so that no two lists share their bytes.
  static func bytes(of fields: [String]) -> [UInt8] {
    fields.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
  }

  /// The UUID text of version 8 that follows from the fields.
  static func uuid(of fields: [String]) -> String { uuid(SHA256.hash(data: bytes(of: fields))) }

  /// The UUID text of version 8 over the first 16 bytes, which are at least that many.
  ///
  /// Source: RFC 9562, section 5.8.
  static func uuid(_ bytes: some Sequence<UInt8>) -> String {
    var octets = Array(bytes.prefix(16))
    precondition(octets.count == 16, "a UUID has 16 bytes")
    octets[6] = octets[6] & 0x0F | 0x80
    octets[8] = octets[8] & 0x3F | 0x80
    let text = octets.hexadecimal
    var parts: [Substring] = []
    var rest = text[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
