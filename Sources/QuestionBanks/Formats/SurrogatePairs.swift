/// JSON writes characters beyond the basic plane as two escapes, `\ud83d\ude00`. YAML, which reads the
/// rest of JSON as it is, knows no such pairs.
enum SurrogatePairs {
  /// The text of a JSON document with every pair joined to its character; other texts as they are.
  static func joined(in text: String) -> String {
    guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if let scalar = pair(bytes, at: position) {
        result.append(contentsOf: String(scalar).utf8)
        position += 12
      } else {
        // An escaped backslash begins no other escape.
        let length = bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        result.append(contentsOf: bytes[position..<min(position + length, bytes.count)])
        position += length
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func pair(_ bytes: [UInt8], at position: Int) -> Unicode.Scalar? {
    guard let high = unit(bytes, at: position), (0xD800..<0xDC00).contains(high),
      let low = unit(bytes, at: position + 6), (0xDC00..<0xE000).contains(low)
    else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  /// The number of an escape `\uXXXX`.
  private static func unit(_ bytes: [UInt8], at position: Int) -> UInt32? {
    guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u"),
      bytes[position + 2..<position + 6].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return UInt32(String(decoding: bytes[position + 2..<position + 6], as: UTF8.self), radix: 16)
  }
}
