/// XML while it is written, byte by byte.
struct XMLBytes {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func append(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  mutating func append(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  mutating func insert(_ markup: String, at place: Int) {
    bytes.insert(contentsOf: markup.utf8, at: place)
  }

  /// Takes back what was written last.
  mutating func shorten(to count: Int) { bytes.removeLast(bytes.count - count) }

  /// Takes back everything, and keeps the room for more.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// The text of a cell as the format writes it (ECMA-376 part 1, 22.4.2.4, ST_Xstring): `_x000D_`
  /// for a control character that XML cannot say, `_x005F_` for an underscore that would begin such
  /// an escape. NUL and the two code points that XML forbids besides become U+FFFD.
  mutating func append(text: String) {
    var text = text
    text.withUTF8 { source in
      var (plain, index) = (0, 0)
      while index < source.count {
        guard let (written, length) = Self.escape(source, at: index) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[plain..<index]))
        bytes.append(contentsOf: written)
        index += length
        plain = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[plain...]))
    }
  }

  /// What to write instead of the characters at a place, and how many bytes these have; `nil` for
  /// what stays as it is.
  @inline(__always)
  private static func escape(
    _ source: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (written: [UInt8], length: Int)? {
    let byte = source[index]
    // Nearly every byte is none of these.
    guard byte < 0x40 || byte == 0x5F || byte == 0xEF else { return nil }
    switch byte {
    case 0x00: return (replacement, 1)
    case 0x09, 0x0A: return nil
    case ..<0x20:
      let digits = String(0x100 + Int(byte), radix: 16, uppercase: true).suffix(2)
      return (Array("_x00\(digits)_".utf8), 1)
    case UInt8(ascii: "&"): return (Array("&amp;".utf8), 1)
    case UInt8(ascii: "<"): return (Array("&lt;".utf8), 1)
    case UInt8(ascii: ">"): return (Array("&gt;".utf8), 1)
    case UInt8(ascii: "_"):
      return CellText.escapedCode(source[index...]) == nil ? nil : (Array("_x005F_".utf8), 1)
    case 0xEF:
      let isForbidden =
        index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE
      return isForbidden ? (replacement, 3) : nil
    default: return nil
    }
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// A text as it stands between the quotation marks of an attribute.
  static func attribute(_ text: String) -> String {
    var xml = XMLBytes()
    xml.append(text: text)
    return String(decoding: xml.bytes, as: UTF8.self).replacing("\"", with: "&quot;")
      .replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
  }
}
