/// The secret with which a contestant signs in: 80 random bits in a form that people can type.
///
/// Shown once as `7K3M-9QTV-ABCD-EFGH` and stored only as a digest. The symbols are Crockford's
/// base 32, which has no I, L, O and U (https://www.crockford.com/base32.html). With 80 bits no
/// slow hash is needed, so ten thousand sign-ins cost milliseconds.
package struct AccessCode: Hashable, Sendable {
  /// 16 symbols in four groups.
  package let text: String

  /// - Precondition: `randomBytes` gives as many bytes as it is asked for.
  package init(randomBytes: RandomBytes) {
    let bytes = randomBytes(Self.byteCount)
    precondition(bytes.count == Self.byteCount, "the random source gave too few bytes")
    var symbols: [Character] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        symbols.append(Self.alphabet[Int(buffer >> bits & 31)])
      }
    }
    text = Self.grouped(symbols)
  }

  /// Reads what a person typed: without regard to case or width, with or without hyphens and
  /// spaces, O for 0 and I or L for 1; `nil` when it cannot be a code.
  package init?(typed: String) {
    guard typed.utf8.count <= 200 else { return nil }
    var symbols: [Character] = []
    for character in typed.halfWidth.uppercased() where character != "-" && character != " " {
      let symbol = Self.forgiven[character] ?? character
      guard Self.alphabet.contains(symbol) else { return nil }
      symbols.append(symbol)
    }
    guard symbols.count == Self.symbolCount else { return nil }
    text = Self.grouped(symbols)
  }

  /// What is stored.
  package var digest: SecretDigest { SecretDigest(sha256Of: text) }

  private static func grouped(_ symbols: [Character]) -> String {
    stride(from: 0, to: symbols.count, by: 4)
      .map { String(symbols[$0..<$0 + 4]) }
      .joined(separator: "-")
  }

  private static let byteCount = 10
  private static let symbolCount = 16
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let forgiven: [Character: Character] = ["O": "0", "I": "1", "L": "1"]
}
