import Contests

/// The letter with which an option begins: `A.`, `A、`, `A)`, `(A)`, `A:`, or `A` and a space.
struct OptionMark: Equatable {
  /// 0 for A.
  let position: Int
  let isUpperCase: Bool
  let form: Form
  /// What follows, with the marks of further options in it.
  let rest: String

  /// How the letter is marked.
  enum Form: Equatable {
    /// `A.`, `A、`, `A)` or `A:`.
    case pointed
    /// `(A)`: the next one, `甲(B)`, is seen without a space before it.
    case bracketed
    /// A capital letter and a space, at the beginning of a line only. `A 型` is a word of a text as
    /// well, so that the lines around it decide.
    case spaced
  }

  /// `nil` for a line that does not begin so.
  init?(_ line: String) {
    let scalars = line[...].unicodeScalars
    guard let (letter, after) = Self.mark(scalars) ?? Self.spacedMark(scalars) else { return nil }
    (position, isUpperCase, form) = letter
    rest = String(Substring(after)).scalarTrimmed
  }

  private typealias Letter = (position: Int, isUpperCase: Bool, form: Form)

  /// Whether a mark begins here, inside a line.
  static func begins(_ scalars: Substring.UnicodeScalarView) -> Bool { mark(scalars) != nil }

  /// The texts of an option line, or of a stem with options behind it, parted at the marks that
  /// come next in the alphabet.
  ///
  /// - Parameters:
  ///   - first: the position of the letter that may come first.
  ///   - option: the mark before the text; absent for a stem.
  static func split(_ text: String, from first: Int, after option: OptionMark?) -> [String] {
    guard text.utf8.count <= InlineMarks.longestLine else { return [text] }
    var texts: [String] = []
    var expected = first
    var upper = option?.isUpperCase
    var form = option?.form
    let scalars = text[...].unicodeScalars
    var start = scalars.startIndex
    for index in InlineMarks.places(in: scalars, orBrackets: true) {
      guard index >= start, let (letter, after) = mark(scalars[index...]),
        letter.position == expected, upper == nil || letter.isUpperCase == upper,
        letter.form == .bracketed && form == .bracketed
          || InlineMarks.isApart(index, in: scalars)
      else { continue }
      texts.append(String(Substring(scalars[start..<index])).scalarTrimmed)
      start = after.startIndex
      expected += 1
      upper = letter.isUpperCase
      form = letter.form
    }
    texts.append(String(Substring(scalars[start...])).scalarTrimmed)
    return texts
  }

  private static func mark(
    _ scalars: Substring.UnicodeScalarView
  ) -> (Letter, after: Substring.UnicodeScalarView)? {
    var scan = LineScan(scalars)
    guard var sign = scan.next else { return nil }
    let isBracketed = sign == "("
    if isBracketed {
      scan.skip()
      guard let next = scan.next else { return nil }
      sign = next
    }
    guard sign.isASCIILetter else { return nil }
    scan.skip()
    switch scan.next {
    case ")": break
    case ".", "、", ":": if isBracketed { return nil }
    default: return nil
    }
    scan.skip()
    let isUpperCase = sign.value < 0x61
    let position = Int(sign.value) - (isUpperCase ? 0x41 : 0x61)
    return ((position, isUpperCase, isBracketed ? .bracketed : .pointed), scan.rest)
  }

  private static func spacedMark(
    _ scalars: Substring.UnicodeScalarView
  ) -> (Letter, after: Substring.UnicodeScalarView)? {
    var scan = LineScan(scalars)
    guard let sign = scan.next, ("A"..."Z").contains(sign) else { return nil }
    scan.skip()
    let position = Int(sign.value) - 0x41
    guard position < Limits.options, scan.next?.isSpace == true else { return nil }
    return ((position, true, .spaced), scan.rest)
  }
}
