/// Records in the form of RFC 4180, ended by CRLF.
enum CSV {
  /// The bytes without which Excel takes Chinese text for another encoding.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// One record. A field with a comma, a quote or a line end is quoted.
  static func record(_ fields: [String]) -> [UInt8] {
    Array((fields.map(field).joined(separator: ",") + "\r\n").utf8)
  }

  private static func field(_ text: String) -> String {
    // Scalars, as CR and LF together are one character to Swift.
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
