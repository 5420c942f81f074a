import Contests

/// Brackets in a stem: the place of the key, `（ B ）` or `（√）`, and the kind in front, `【多选题】`.
enum BracketKey {
  private static let truths: Set<String> = ["√", "✓", "×", "✗", "对", "错", "正确", "错误", "T", "F"]
  private static let longest = 16

  /// Whether what stands in brackets may be a key.
  static func isKey(_ content: String) -> Bool {
    let content = content.scalarTrimmed
    return isLetters(content) || truths.contains(content)
  }

  /// Capital letters, perhaps parted.
  private static func isLetters(_ content: String) -> Bool {
    content.unicodeScalars.count <= longest
      && !content.unicodeScalars.contains { ("a"..."z").contains($0) }
      && Choices(letters: content) != nil
  }

  /// Letters in the order of the alphabet, as keys are written: `(FEC)` is an abbreviation.
  private static func isAlphabetic(_ content: String) -> Bool {
    guard isLetters(content) else { return false }
    let letters = content.unicodeScalars.filter(\.isASCIILetter)
    return zip(letters, letters.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Takes the key out of a stem and leaves its bracket empty.
  ///
  /// - Parameter hasOptions: whether letters can be meant; a judgement has signs at its end.
  /// - Returns: the key, the position of its line, and whether it may well be a symbol between
  ///   English words, `electric (E) and`; absent where the stem shows an empty bracket, which is the
  ///   place of a key that stands elsewhere.
  static func take(
    from lines: inout [String], kind: QuestionKind?, hasOptions: Bool
  ) -> (key: String, line: Int, isAmongWords: Bool)? {
    var found: (line: Int, bracket: Bracket)?
    for (position, line) in lines.enumerated() {
      for bracket in brackets(of: line) {
        let content = bracket.content(in: line).scalarTrimmed
        if content.isEmpty { return nil }
        let isMeant: Bool =
          switch kind {
          case .trueFalse:
            isKey(content) && isAtEdge(bracket, of: line, isLast: position == lines.count - 1)
          case .ordering: isLetters(content) && !bracket.followsLetter
          case .fillIn, .numeric, .matching: false
          case .single, .multiple: isAlphabetic(content) && !bracket.followsLetter
          case nil where hasOptions: isAlphabetic(content) && !bracket.followsLetter
          case nil:
            truths.contains(content)
              && isAtEdge(bracket, of: line, isLast: position == lines.count - 1)
          }
        if isMeant { found = (position, bracket) }
      }
    }
    guard let (position, bracket) = found else { return nil }
    let line = lines[position]
    let key = bracket.content(in: line).scalarTrimmed
    let space = line.unicodeScalars[bracket.opening] == "（" ? "　" : " "
    lines[position] =
      line.unicodeScalars[...bracket.opening].text + space
      + line.unicodeScalars[bracket.closing...].text
    return (key, position, isAmongWords(bracket, of: line))
  }

  /// The kind that a stem names in front, with the rest of its first line.
  static func kind(before line: String) -> (kind: QuestionKindWord, rest: String)? {
    var scan = LineScan(line)
    guard let content = scan.bracketed(LineScan.anyBracket, atMost: longest),
      let kind = QuestionKindWord(content.scalarTrimmed)
    else { return nil }
    return (kind, scan.text)
  }

  /// The line with one more backslash in each bracket that would be taken for a key or a kind.
  static func escaped(_ line: String) -> String {
    rewritten(line) { _ in "\\" }
  }

  /// The line with one backslash less in each of those brackets.
  static func unescaped(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    return rewritten(line) { content in content.unicodeScalars.first == "\\" ? nil : "" }
  }

  /// - Parameter insertion: what to put at the beginning of the content; `nil` takes one sign off.
  private static func rewritten(_ line: String, _ insertion: (String) -> String?) -> String {
    let scalars = line.unicodeScalars
    var text = String.UnicodeScalarView()
    var start = scalars.startIndex
    for bracket in brackets(of: line) {
      let content = bracket.content(in: line)
      let core = scalars[bracket.inside].drop { $0 == "\\" }.text.scalarTrimmed
      guard isKey(core.withHalfWidth) || QuestionKindWord(core) != nil else { continue }
      text += scalars[start...bracket.opening]
      start = bracket.inside.lowerBound
      if let insertion = insertion(content) {
        text += insertion.unicodeScalars
      } else {
        start = scalars.index(after: start)
      }
    }
    text += scalars[start...]
    return String(text)
  }

  /// Whether nothing but punctuation stands on one side.
  private static func isAtEdge(_ bracket: Bracket, of line: String, isLast: Bool) -> Bool {
    let scalars = line.unicodeScalars
    let isFirst = bracket.opening == scalars.startIndex
    let after = scalars[scalars.index(after: bracket.closing)...]
    return isFirst
      || isLast
        && after.allSatisfy { $0.isSpace || "。．.；;！!".unicodeScalars.contains($0) }
  }

  private static func isAmongWords(_ bracket: Bracket, of line: String) -> Bool {
    let isLetter: (Unicode.Scalar) -> Bool = { $0.isASCIILetter }
    let before = line.unicodeScalars[..<bracket.opening].reversed()
    let after = line.unicodeScalars[bracket.closing...].dropFirst()
    return before.first { $0 != " " }.map(isLetter) == true
      && after.first { $0 != " " }.map(isLetter) == true
  }

  private struct Bracket {
    let opening: String.UnicodeScalarView.Index
    let closing: String.UnicodeScalarView.Index
    let inside: Range<String.UnicodeScalarView.Index>
    /// Whether it is an argument or an index, as in `f(A)`.
    let followsLetter: Bool

    func content(in line: String) -> String { line.unicodeScalars[inside].text.withHalfWidth }
  }

  /// The brackets of a line that hold little and no others.
  private static func brackets(of line: String) -> [Bracket] {
    guard line.utf8.count <= InlineMarks.longestLine else { return [] }
    var brackets: [Bracket] = []
    var open: (index: String.UnicodeScalarView.Index, close: Unicode.Scalar, after: Bool)?
    var previous: Unicode.Scalar?
    let scalars = line.unicodeScalars
    for index in scalars.indices {
      let sign = scalars[index].halfWidth
      let close: Unicode.Scalar? =
        switch sign {
        case "(": ")"
        case "[": "]"
        case "【": "】"
        default: nil
        }
      if let close {
        let isArgument = previous.map { $0.isASCIILetter || $0.isASCIIDigit } == true
        open = (index, close, isArgument)
      } else if let (opening, close, isArgument) = open, sign == close {
        brackets.append(
          Bracket(
            opening: opening, closing: index, inside: scalars.index(after: opening)..<index,
            followsLetter: isArgument))
        open = nil
      }
      previous = sign
    }
    return brackets
  }
}

extension Collection<Unicode.Scalar> {
  /// The scalars as a text.
  fileprivate var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}

extension String {
  fileprivate var withHalfWidth: String {
    unicodeScalars.contains { $0 != $0.halfWidth } ? halfWidth : self
  }
}
