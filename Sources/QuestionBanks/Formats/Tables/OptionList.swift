import Contests

/// Options that share one text: `A.16|B.18`, `A、甲 B、乙`, one a line, or `甲|乙` without letters.
enum OptionList {
  /// The options of a cell, in order and without their letters.
  static func options(in text: String) -> [String] {
    if let pieces = dollared(text) { return pieces }
    for separators in ["\n", "|", "**", ";;", "\t"] {
      guard separators.count < 2 || text.contains(separators) else { continue }
      let pieces = pieces(of: text, at: separators)
      guard pieces.count > 1 else { continue }
      if let bare = withoutLetters(pieces) { return bare }
      if let lettered = lettered(text), lettered.before.isEmpty { return lettered.options }
      return pieces
    }
    if let lettered = lettered(text), lettered.before.isEmpty { return lettered.options }
    let pieces = pieces(of: text, at: ";")
    return pieces.count > 1
      ? pieces : [withoutLetters([text])?.first ?? text].filter { !$0.isEmpty }
  }

  /// `甲$;$乙`, as exam programs join options; `$x$;$y$` is mathematics between semicolons.
  private static func dollared(_ text: String) -> [String]? {
    guard text.contains("$;$") else { return nil }
    let pieces = pieces(of: text, at: "$;$")
    guard pieces.count > 1, !pieces.contains(where: { $0.contains("$") }) else { return nil }
    return withoutLetters(pieces) ?? pieces
  }

  /// A stem with its options behind it: `带传动的特点是（ ）。A.甲 B.乙 C.丙`.
  ///
  /// - Returns: `nil` when no letters from A on follow a text in order.
  static func inline(_ text: String) -> (stem: String, options: [String])? {
    guard let found = lettered(text), !found.before.isEmpty, !found.options.contains("") else {
      return nil
    }
    return (found.before, found.options)
  }

  /// The texts without their letters; `nil` unless they begin with A, B, C… in order.
  static func withoutLetters(_ texts: [String]) -> [String]? {
    guard !texts.isEmpty else { return nil }
    var bare: [String] = []
    for (position, text) in texts.enumerated() {
      let signs = Array(text.unicodeScalars)
      guard let end = labelEnd(signs, at: 0, position) else { return nil }
      bare.append(String(String.UnicodeScalarView(signs[end...])).trimmed)
    }
    return bare
  }

  /// The texts so that `withoutLetters` gives them back: texts that look lettered get letters.
  static func protected(_ texts: [String]) -> [String] {
    guard withoutLetters(texts) != nil else { return texts }
    return texts.enumerated().map { "\(Choices.letter($0)).\($1)" }
  }

  /// Cuts at a separator, full-width or not; a line end is any. Empty ends are dropped.
  private static func pieces(of text: String, at separator: String) -> [String] {
    let parts: [Substring] =
      switch separator {
      case "\n": text.split(whereSeparator: \.isNewline)
      case "|": text.split(omittingEmptySubsequences: false) { $0 == "|" || $0 == "｜" }
      case ";": text.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == "；" }
      default: text.split(separator: separator, omittingEmptySubsequences: false)
      }
    let texts = parts.map { part in
      separator == "\n" ? withoutSeparators(Array(part.unicodeScalars)[...]) : part.trimmed
    }
    guard let first = texts.firstIndex(where: { !$0.isEmpty }),
      let last = texts.lastIndex(where: { !$0.isEmpty })
    else { return [] }
    return separator == "\n" ? texts.filter { !$0.isEmpty } : Array(texts[first...last])
  }

  /// What stands before an A and between the letters that follow it in order; at least A and B.
  private static func lettered(_ text: String) -> (before: String, options: [String])? {
    let signs = Array(text.unicodeScalars)
    // Letters that stand apart count first; `甲B.乙` is taken apart only when there are none.
    for isStrict in [true, false] {
      var marks: [(start: Int, end: Int)] = []
      var index = 0
      while index < signs.count, marks.count < 26 {
        if isBoundary(signs, index, isStrict), let end = labelEnd(signs, at: index, marks.count) {
          marks.append((index, end))
          index = end
        } else {
          index += 1
        }
      }
      guard marks.count >= 2 else { continue }
      let options = marks.indices.map { mark in
        let end = mark + 1 < marks.count ? marks[mark + 1].start : signs.count
        return withoutSeparators(signs[marks[mark].end..<end])
      }
      return (withoutSeparators(signs[..<marks[0].start]), withoutCommonEnd(options))
    }
    return nil
  }

  private static func isBoundary(_ signs: [Unicode.Scalar], _ index: Int, _ isStrict: Bool) -> Bool
  {
    guard index > 0 else { return true }
    let before = signs[index - 1]
    if before.properties.isWhitespace || "|｜*;；。，,)）".unicodeScalars.contains(before) {
      return true
    }
    return !isStrict && !(before.isASCII && before.properties.isAlphabetic)
  }

  /// Where a label such as `A.`, `Ａ、`, `（A）` or `A ` with the letter of a position ends.
  private static func labelEnd(
    _ signs: [Unicode.Scalar], at start: Int, _ position: Int
  ) -> Int? {
    guard position < 26 else { return nil }
    var index = start
    func sign(_ offset: Int) -> Unicode.Scalar? {
      signs.indices.contains(offset) ? signs[offset] : nil
    }
    let opening = sign(index).map { "(（[【".unicodeScalars.contains($0) } ?? false
    if opening { index += 1 }
    guard let letter = sign(index) else { return nil }
    let half = (0xFF21...0xFF5A).contains(letter.value) ? letter.value - 0xFEE0 : letter.value
    // Upper and lower case differ in one bit.
    guard half & ~0x20 == 0x41 + UInt32(position) else { return nil }
    index += 1
    guard let after = sign(index) else { return nil }
    if opening {
      guard ")）]】".unicodeScalars.contains(after) else { return nil }
      index += 1
      if let mark = sign(index), ".．、".unicodeScalars.contains(mark) { index += 1 }
      return index
    }
    guard ".．、:：)）。".unicodeScalars.contains(after) else { return nil }
    return index + 1
  }

  /// Without white space and bars around it.
  private static func withoutSeparators(_ signs: ArraySlice<Unicode.Scalar>) -> String {
    func isSeparator(_ sign: Unicode.Scalar) -> Bool {
      sign.properties.isWhitespace || sign == "|" || sign == "｜"
    }
    let rest = signs.drop(while: isSeparator)
    guard let last = rest.lastIndex(where: { !isSeparator($0) }) else { return "" }
    return String(String.UnicodeScalarView(rest[...last]))
  }

  /// The options without the one sign that ends each of them: `A.甲；B.乙；C.丙`.
  private static func withoutCommonEnd(_ options: [String]) -> [String] {
    guard let end = options.first?.last, "；;，,、".contains(end),
      options.dropLast().allSatisfy({ $0.last == end })
    else { return options }
    return options.map { $0.last == end ? $0.dropLast().trimmed : $0 }
  }
}
