/// Reads a line from its beginning, sign by sign. Full-width signs count as half-width ones, and
/// scalars are looked at, since an accent would make another character of a mark.
struct LineScan {
  /// What is still to be read.
  private(set) var rest: Substring.UnicodeScalarView

  init(_ rest: Substring.UnicodeScalarView) { self.rest = rest }

  init(_ text: String) { rest = text[...].unicodeScalars }

  /// The rest without surrounding white space.
  var text: String { String(Substring(rest)).scalarTrimmed }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next sign; absent at the end.
  var next: Unicode.Scalar? { rest.first?.halfWidth }

  mutating func skip() { rest.removeFirst() }

  mutating func skipSpace() { rest = rest.drop(while: \.isSpace) }

  /// Steps over the next sign when it is one of `signs`, which are half-width.
  mutating func take(_ signs: [Unicode.Scalar]) -> Unicode.Scalar? {
    guard let next, signs.contains(next) else { return nil }
    skip()
    return next
  }

  /// Steps over a word as it is written here.
  mutating func take(_ word: String) -> Bool {
    guard rest.starts(with: word.unicodeScalars) else { return false }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return true
  }

  /// The signs that fulfil a condition, at most `most` of them, as half-width ones.
  mutating func take(
    atMost most: Int, while isWanted: (Unicode.Scalar) -> Bool
  ) -> String {
    var taken = String.UnicodeScalarView()
    while taken.count < most, let next, isWanted(next) {
      taken.append(next)
      skip()
    }
    return String(taken)
  }

  /// A number from 1 to 9999.
  mutating func number() -> Int? {
    let digits = take(atMost: 4) { ("0"..."9").contains($0) }
    if let next, ("0"..."9").contains(next) { return nil }
    return Int(digits).flatMap { $0 > 0 ? $0 : nil }
  }

  /// A number in Chinese characters, such as `十二`; empty when there is none.
  mutating func chineseNumber() -> String {
    take(atMost: 8) { "一二三四五六七八九十百〇零".unicodeScalars.contains($0) }
  }

  /// What stands between brackets that begin here, when they end within `most` signs on this line.
  mutating func bracketed(_ opening: [Unicode.Scalar], atMost most: Int) -> String? {
    var scan = self
    guard let open = scan.take(opening), let close = Self.closing[open] else { return nil }
    let content = scan.take(atMost: most) { $0 != close && !opening.contains($0) }
    guard scan.next == close else { return nil }
    scan.skip()
    self = scan
    return content
  }

  static let round: [Unicode.Scalar] = ["("]
  static let anyBracket: [Unicode.Scalar] = ["(", "[", "【"]
  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", "[": "]", "【": "】",
  ]
}

extension Unicode.Scalar {
  /// Full-width ASCII and the ideographic space in their half-width forms; others as they are.
  var halfWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x3000: " "
    default: self
    }
  }

  /// Whether it is white space, by a short way for nearly all signs.
  var isSpace: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x3000: true
    case 0x21...0x84, 0x3001...: false
    default: properties.isWhitespace
    }
  }

  var isASCIILetter: Bool {
    ("A"..."Z").contains(self) || ("a"..."z").contains(self)
  }

  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
