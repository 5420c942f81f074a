/// The places inside a line where the mark of an option or of a labelled part may stand, and the
/// backslash that keeps a text from being taken for one.
enum InlineMarks {
  /// UTF-8 bytes of the longest line that is looked into: four times the longest text.
  static let longestLine = 1 << 16

  /// After white space and after what ends a clause, but never the beginning.
  static func places(
    in scalars: Substring.UnicodeScalarView
  ) -> some Sequence<Substring.UnicodeScalarView.Index> {
    sequence(state: scalars.startIndex) { index in
      while index < scalars.endIndex {
        let isBoundary = Self.isBoundary(scalars[index])
        index = scalars.index(after: index)
        if isBoundary, index < scalars.endIndex, !scalars[index].properties.isWhitespace {
          return index
        }
      }
      return nil
    }
  }

  private static func isBoundary(_ sign: Unicode.Scalar) -> Bool {
    sign.properties.isWhitespace || "。；）】？;)]?".unicodeScalars.contains(sign)
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
