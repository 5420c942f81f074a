import Contests

/// The number with which a question begins: `1.`, `1、`, `(1)`, `第1题`, `【1】`.
struct NumberMark: Equatable {
  let number: Int
  let style: Style
  /// What stands in brackets before the number, where judgements have their sign: `（√）1.`.
  let leading: String?
  /// What follows, without surrounding white space.
  let rest: String

  /// How a number is marked. Within a section it stays the same, which tells the numbers of
  /// questions from those of a list inside one.
  enum Style: Equatable {
    /// `1.`, `1、` or `1 .`.
    case dotted
    /// `1)`.
    case closed
    /// `(1)`.
    case bracketed
    /// `第1题`.
    case named
    /// `【1】`.
    case boxed
  }

  /// `nil` for a line that does not begin so; `2.5 mm` begins with a decimal number.
  init?(_ line: String) {
    var scan = LineScan(line)
    var leading: String?
    if let content = scan.bracketed(LineScan.round, atMost: 8)?.scalarTrimmed {
      if let number = Int(content), number > 0, content.unicodeScalars.allSatisfy(\.isASCIIDigit),
        number < 10_000
      {
        self.init(number, .bracketed, leading: nil, rest: scan.text)
        return
      }
      guard content.isEmpty || BracketKey.isKey(content) else { return nil }
      leading = content
      scan.skipSpace()
    }
    guard let (number, style) = Self.mark(&scan) else { return nil }
    self.init(number, style, leading: leading, rest: scan.text)
  }

  private init(_ number: Int, _ style: Style, leading: String?, rest: String) {
    self.number = number
    self.style = style
    self.leading = leading
    self.rest = rest
  }

  private static func mark(_ scan: inout LineScan) -> (Int, Style)? {
    if let boxed = scan.bracketed(["【"], atMost: 4) {
      var inner = LineScan(boxed.scalarTrimmed)
      guard let number = inner.number(), inner.isAtEnd else { return nil }
      return (number, .boxed)
    }
    if scan.take("第") {
      scan.skipSpace()
      guard let number = scan.number() else { return nil }
      scan.skipSpace()
      guard scan.take("题") else { return nil }
      // `第1题图` speaks of a figure.
      guard
        scan.isAtEnd || scan.next?.isSpace == true
          || scan.take([".", "、", ":", ")"]) != nil
      else { return nil }
      return (number, .named)
    }
    guard let number = scan.number() else { return nil }
    let isApart = scan.next?.isSpace == true
    scan.skipSpace()
    guard let sign = scan.take(isApart ? [".", "、"] : [".", "、", ")"]) else { return nil }
    switch sign {
    case ")": return (number, .closed)
    case ".": return scan.next.map(\.isASCIIDigit) == true ? nil : (number, .dotted)
    default: return (number, .dotted)
    }
  }
}

/// A line that names a question and its key before the stem: `T1A01 (C) [97.1]`.
struct IdentifiedLine: Equatable {
  let id: String
  let key: String
  /// The rule to which the question refers, in its brackets; empty when none is named.
  let reference: String

  /// `nil` for every other line.
  init?(_ line: String) {
    guard line.utf8.count <= 400, line.unicodeScalars.first?.isASCIILetter == true else {
      return nil
    }
    var scan = LineScan(line)
    id = scan.take(atMost: 64) {
      $0.isASCIILetter || $0.isASCIIDigit || $0 == "-" || $0 == "_" || $0 == "."
    }
    guard id.unicodeScalars.contains(where: \.isASCIIDigit),
      scan.next?.isSpace == true
    else { return nil }
    scan.skipSpace()
    guard let letters = scan.bracketed(LineScan.round, atMost: 10), Choices(letters: letters) != nil
    else { return nil }
    key = letters.scalarTrimmed
    reference = scan.text
    guard reference.isEmpty || reference.hasPrefix("[") && reference.hasSuffix("]") else {
      return nil
    }
  }
}
