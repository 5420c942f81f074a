/// The characters of one cell while they come in pieces, kept within a limit.
struct CellText {
  private(set) var bytes: [UInt8] = []
  private let maxCharacters: Int

  init(maxCharacters: Int) {
    self.maxCharacters = maxCharacters
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Adds a piece; false if the text is certainly too long.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    // One character takes at most seven bytes, as an escape; beyond that there is no need to look.
    guard bytes.count + piece.count <= maxCharacters * 7 else { return false }
    bytes.append(contentsOf: piece)
    return true
  }

  /// Raises or lowers what was added since the text had a number of bytes.
  mutating func align(from start: Int, _ alignment: RunAlignment) {
    guard start < bytes.count else { return }
    let piece = String(decoding: bytes[start...], as: UTF8.self)
    bytes.replaceSubrange(start..., with: alignment.text(piece).utf8)
  }

  /// The text with the escapes of the format resolved, or nil if it is too long.
  ///
  /// `_x000D_` stands for the character of that code (ECMA-376 part 1, 22.4.2.4, ST_Xstring), and
  /// `_x005F_` for an underscore that would begin such an escape.
  func string() -> String? {
    let unescaped = bytes.contains(UInt8(ascii: "_")) ? CellText.unescape(bytes) : bytes
    guard CellText.isWithin(maxCharacters, unescaped) else { return nil }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// Whether UTF-8 text has at most `limit` Unicode scalars.
  static func isWithin(_ limit: Int, _ utf8: some Collection<UInt8>) -> Bool {
    guard utf8.count > limit else { return true }
    var scalars = 0
    for byte in utf8 where byte & 0xC0 != 0x80 { scalars += 1 }
    return scalars <= limit
  }

  /// The code of the escape that begins at `start`, or nil if none does.
  static func escapedCode(_ bytes: some Collection<UInt8>) -> UInt32? {
    let escape = Array(bytes.prefix(7))
    guard
      escape.count == 7, escape[0] == UInt8(ascii: "_"), escape[1] == UInt8(ascii: "x"),
      escape[6] == UInt8(ascii: "_")
    else { return nil }
    var code: UInt32 = 0
    for byte in escape[2..<6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code * 16 + UInt32(digit)
    }
    return code
  }

  private static func unescape(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      // A control character that XML itself forbids stays spelled out: no reader could see it.
      if bytes[index] == UInt8(ascii: "_"), let code = escapedCode(bytes[index...]),
        code >= 0x20 || [0x09, 0x0A, 0x0D].contains(code), let scalar = Unicode.Scalar(code)
      {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
