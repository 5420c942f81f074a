/// The letter with which an option begins: `A.`, `A、`, `A)`, `(A)`, `A:`.
struct OptionMark: Equatable {
  /// 0 for A.
  let position: Int
  let isUpperCase: Bool
  /// What follows, with the marks of further options in it.
  let rest: String

  /// `nil` for a line that does not begin so.
  init?(_ line: String) { self.init(line[...].unicodeScalars) }

  init?(_ scalars: Substring.UnicodeScalarView) {
    guard let (letter, after) = Self.mark(scalars) else { return nil }
    position = letter.position
    isUpperCase = letter.isUpperCase
    rest = String(Substring(after)).scalarTrimmed
  }

  private typealias Letter = (position: Int, isUpperCase: Bool)

  /// Whether a mark begins here.
  static func begins(_ scalars: Substring.UnicodeScalarView) -> Bool { mark(scalars) != nil }

  /// The texts of an option line, or of a stem with options behind it, parted at the marks that
  /// come next in the alphabet.
  ///
  /// - Parameter first: the position of the letter that may come first.
  static func split(_ text: String, from first: Int, isUpperCase: Bool?) -> [String] {
    guard text.utf8.count <= InlineMarks.longestLine else { return [text] }
    var texts: [String] = []
    var expected = first
    var upper = isUpperCase
    let scalars = text[...].unicodeScalars
    var start = scalars.startIndex
    for index in InlineMarks.places(in: scalars) {
      guard index >= start, let (letter, after) = mark(scalars[index...]),
        letter.position == expected, upper == nil || letter.isUpperCase == upper
      else { continue }
      texts.append(String(Substring(scalars[start..<index])).scalarTrimmed)
      start = after.startIndex
      expected += 1
      upper = letter.isUpperCase
    }
    texts.append(String(Substring(scalars[start...])).scalarTrimmed)
    return texts
  }

  private static func mark(
    _ scalars: Substring.UnicodeScalarView
  ) -> (Letter, after: Substring.UnicodeScalarView)? {
    var scan = LineScan(scalars)
    let isBracketed = scan.take(LineScan.round) != nil
    guard let sign = scan.next, sign.isASCIILetter else { return nil }
    scan.skip()
    let ends: Set<Unicode.Scalar> = isBracketed ? [")"] : [".", "、", ")", ":"]
    guard scan.take(ends) != nil else { return nil }
    let isUpperCase = sign.value < 0x61
    let position = Int(sign.value) - (isUpperCase ? 0x41 : 0x61)
    return ((position, isUpperCase), scan.rest)
  }
}
