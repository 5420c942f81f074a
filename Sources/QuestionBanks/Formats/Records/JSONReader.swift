import Contests

/// Reads JSON (RFC 8259) piece by piece as the caller asks for it: nothing but what is asked for is
/// kept, and every error has its line.
struct JSONReader {
  /// Arrays and objects in each other, inclusive.
  private static let maxDepth = 64

  private let bytes: [UInt8]
  private var position: Int
  private(set) var line = 1
  private var depth = 0

  /// What a value is, by its first character.
  enum Kind {
    case object, array, text, other
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The kind of the value that comes next.
  mutating func next() throws(BankFileRefused) -> Kind {
    switch try sign() {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .text
    default: return .other
    }
  }

  /// Reads an array and has `read` read each of its values.
  mutating func array(
    _ read: (inout JSONReader) throws(BankFileRefused) -> Void
  ) throws(BankFileRefused) {
    try open(UInt8(ascii: "["))
    if try sign() != UInt8(ascii: "]") {
      repeat { try read(&self) } while try comma(before: UInt8(ascii: "]"))
    }
    close()
  }

  /// Reads an object and has `read` read each of its values.
  mutating func object(
    _ read: (inout JSONReader, String) throws(BankFileRefused) -> Void
  ) throws(BankFileRefused) {
    try open(UInt8(ascii: "{"))
    if try sign() != UInt8(ascii: "}") {
      repeat {
        guard try sign() == UInt8(ascii: "\"") else { throw malformed }
        let key = try string()
        guard try sign() == UInt8(ascii: ":") else { throw malformed }
        position += 1
        try read(&self, key)
      } while try comma(before: UInt8(ascii: "}"))
    }
    close()
  }

  /// A text, or a number, `true` or `false` as written; absent for `null`.
  mutating func scalar() throws(BankFileRefused) -> String? {
    if try sign() == UInt8(ascii: "\"") { return try string() }
    let start = position
    while position < bytes.count, Self.isPlain(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return nil
    case "true", "false": return word
    default:
      // The grammar of numbers is not checked: what is meant as a number is read again as such.
      guard let first = word.first, first.isNumber || first == "-", word.utf8.count <= 400,
        !word.contains(where: { "tfnu".contains($0) })
      else { throw malformed }
      return word
    }
  }

  /// Passes over a value of any kind.
  mutating func skip() throws(BankFileRefused) {
    switch try next() {
    case .array: try array { (reader) throws(BankFileRefused) in try reader.skip() }
    case .object: try object { (reader, _) throws(BankFileRefused) in try reader.skip() }
    case .text, .other: _ = try scalar()
    }
  }

  /// Sees that nothing follows the value.
  mutating func end() throws(BankFileRefused) {
    skipSpace()
    guard position == bytes.count else { throw malformed }
  }

  var malformed: BankFileRefused { refusal("not-json", zhHans: "不是 JSON", en: "not JSON") }

  func refusal(_ code: String, zhHans: String, en: String) -> BankFileRefused {
    BankFileRefused(findings: [
      ImportFinding(at: FilePlace(row: line), code: code, zhHans: zhHans, en: en)
    ])
  }
}

extension JSONReader {
  private mutating func open(_ sign: UInt8) throws(BankFileRefused) {
    guard try self.sign() == sign else { throw malformed }
    depth += 1
    guard depth <= Self.maxDepth else {
      throw refusal(
        "nested-too-deep", zhHans: "嵌套超过 \(Self.maxDepth) 层",
        en: "nested deeper than \(Self.maxDepth)")
    }
    position += 1
  }

  private mutating func close() {
    depth -= 1
    position += 1
  }

  /// Whether a comma, which is taken, and not the end comes next.
  private mutating func comma(before end: UInt8) throws(BankFileRefused) -> Bool {
    let sign = try sign()
    guard sign == UInt8(ascii: ",") else {
      guard sign == end else { throw malformed }
      return false
    }
    position += 1
    return true
  }

  /// The character after white space.
  private mutating func sign() throws(BankFileRefused) -> UInt8 {
    skipSpace()
    guard position < bytes.count else { throw malformed }
    return bytes[position]
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x0A: line += 1
      // CRLF is counted at its LF.
      case 0x0D: if position + 1 >= bytes.count || bytes[position + 1] != 0x0A { line += 1 }
      case 0x20, 0x09: break
      default: return
      }
      position += 1
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  private mutating func string() throws(BankFileRefused) -> String {
    position += 1
    var start = position
    var text: [UInt8] = []
    while true {
      guard position < bytes.count, bytes[position] >= 0x20 else { throw malformed }
      if bytes[position] == UInt8(ascii: "\"") { break }
      if bytes[position] == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[start..<position])
        try appendEscaped(to: &text)
        start = position
      } else {
        position += 1
      }
    }
    let rest = bytes[start..<position]
    position += 1
    let whole =
      text.isEmpty
      ? String(validating: rest, as: UTF8.self)
      : String(validating: text + rest, as: UTF8.self)
    guard let whole else {
      throw refusal("not-utf8", zhHans: "不是 UTF-8 文本", en: "not UTF-8 text")
    }
    return whole
  }

  private mutating func appendEscaped(to text: inout [UInt8]) throws(BankFileRefused) {
    guard position + 1 < bytes.count else { throw malformed }
    let sign = bytes[position + 1]
    position += 2
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try unit()
      if (0xD800..<0xDC00).contains(code), position + 1 < bytes.count,
        bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = try unit()
        guard (0xDC00..<0xE000).contains(low) else { throw malformed }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      // Half of a pair alone is no character.
      guard let scalar = Unicode.Scalar(code) else { throw malformed }
      text.append(contentsOf: Array(String(scalar).utf8))
    default: throw malformed
    }
  }

  private mutating func unit() throws(BankFileRefused) -> UInt32 {
    guard position + 4 <= bytes.count else { throw malformed }
    var code: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
      code = code << 4 | UInt32(digit)
    }
    position += 4
    return code
  }
}
