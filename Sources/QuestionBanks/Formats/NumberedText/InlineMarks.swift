/// The places inside a line where the mark of an option or of a labelled part may stand, and the
/// backslash that keeps a text from being taken for one.
enum InlineMarks {
  /// UTF-8 bytes of the longest line that is looked into: four times the longest text.
  static let longestLine = 1 << 16

  /// After white space and after what ends a clause, but never the beginning.
  ///
  /// - Parameter orBrackets: whether round brackets are places wherever they stand.
  static func places(
    in scalars: Substring.UnicodeScalarView, orBrackets: Bool = false
  ) -> some Sequence<Substring.UnicodeScalarView.Index> {
    sequence(state: scalars.startIndex) { index in
      while index < scalars.endIndex {
        let isBoundary = Self.isBoundary(scalars[index])
        index = scalars.index(after: index)
        guard isBoundary || orBrackets, index < scalars.endIndex else { continue }
        let sign = scalars[index]
        if isBoundary ? !sign.isSpace : sign == "(" || sign == "（" { return index }
      }
      return nil
    }
  }

  /// Whether white space or the end of a clause stands before a place.
  static func isApart(
    _ index: Substring.UnicodeScalarView.Index, in scalars: Substring.UnicodeScalarView
  ) -> Bool {
    index > scalars.startIndex && isBoundary(scalars[scalars.index(before: index)])
  }

  /// Whether a sign stands in a mark of either sort: a letter, or what ends a label.
  private static func isPartOfMark(_ sign: Unicode.Scalar) -> Bool {
    switch sign.halfWidth {
    case "A"..."Z", "a"..."z", ":", "]", "】": true
    default: false
    }
  }

  private static func isBoundary(_ sign: Unicode.Scalar) -> Bool {
    switch sign {
    case "。", "；", "）", "】", "？", ";", ")", "]", "?": true
    default: sign.isSpace
    }
  }

  /// The line with one more backslash before each mark.
  static func escaped(_ line: String) -> String {
    rewritten(line) { backslashes in backslashes + 1 }
  }

  /// The line with one backslash less before each mark.
  static func unescaped(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    return rewritten(line) { backslashes in max(0, backslashes - 1) }
  }

  private static func rewritten(_ line: String, _ count: (Int) -> Int) -> String {
    guard line.utf8.count <= longestLine else { return line }
    let scalars = line[...].unicodeScalars
    guard scalars.contains(where: isPartOfMark) else { return line }
    var text = String.UnicodeScalarView()
    var start = scalars.startIndex
    for index in places(in: scalars) {
      let core = scalars[index...].drop { $0 == "\\" }
      guard OptionMark.begins(core) || LabelMark.begins(core) else { continue }
      text += scalars[start..<index]
      let backslashes = scalars.distance(from: index, to: core.startIndex)
      text += String(repeating: "\\", count: count(backslashes)).unicodeScalars
      start = core.startIndex
    }
    text += scalars[start...]
    return String(text)
  }
}
