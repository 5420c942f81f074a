/// A line of a text that would be taken for something else, kept by a backslash in front of it.
///
///     \A. 是第一档                  a line that begins like an option
///     \                            an empty line
///     \  缩进                       white space at the beginning
///     \行末有空格 \                  and at the end
///
/// Other backslashes stand for themselves: `\frac{1}{2}` is not an escape. A line with one more of
/// them means the line with one less, so that every line can be written.
enum EscapedLine {
  /// The line as it is to be written.
  static func escaped(_ line: String) -> String {
    guard needsEscape(line) else { return line }
    return "\\" + line + (endsWithSpace(line) ? "\\" : "")
  }

  /// The line that was written so; absent for a line that is no escape.
  static func unescaped(_ line: String) -> String? {
    guard line.utf8.first == UInt8(ascii: "\\"), line.utf8.count <= InlineMarks.longestLine else {
      return nil
    }
    let inner = line.unicodeScalars.dropFirst()
    for candidate in [inner.last == "\\" ? inner.dropLast() : inner, inner] {
      let text = String(String.UnicodeScalarView(candidate))
      if needsEscape(text), escaped(text).unicodeScalars.elementsEqual(line.unicodeScalars) {
        return text
      }
    }
    return nil
  }

  private static func needsEscape(_ line: String) -> Bool {
    let core = String(String.UnicodeScalarView(line.unicodeScalars.drop { $0 == "\\" }))
    guard let first = core.unicodeScalars.first else { return true }
    return first.isSpace || endsWithSpace(line)
      || LineMark(core.scalarTrimmed) != .none
  }

  private static func endsWithSpace(_ line: String) -> Bool {
    line.unicodeScalars.last { $0 != "\\" }?.isSpace == true
  }
}

/// A text as lines of a file, each with the escapes that it needs.
enum EscapedText {
  /// - Parameter text: with `\n` as its only line break.
  static func lines(_ text: String, isStem: Bool = false) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
      let line = String(Substring(scalars))
      return EscapedLine.escaped(InlineMarks.escaped(isStem ? BracketKey.escaped(line) : line))
    }
  }
}
