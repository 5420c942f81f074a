extension String {
  /// The text in lines of at most `width` columns, at least 2.
  ///
  /// Chinese breaks between any two characters, except that closing punctuation does not begin and
  /// opening punctuation does not end a line; other words break at spaces, and inside only when
  /// they are longer than a line. Line feeds are kept. There is at least one line.
  func wrapped(to width: Int) -> [String] {
    withoutControls.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Self.wrap($0, to: max(width, 2)) }
  }

  private static func wrap(_ paragraph: Substring, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    func finish() {
      lines.append(line.trimmingSpaces)
      line = ""
    }
    for piece in pieces(of: paragraph) {
      // Spaces at the end of a line may hang over it.
      if line.columns + piece.trimmingSpaces.columns > width, !line.isEmpty { finish() }
      if line.isEmpty, !lines.isEmpty, piece.allSatisfy({ $0 == " " }) { continue }
      for character in piece {
        if line.columns + character.columns > width, character != " " { finish() }
        line.append(character)
      }
    }
    if !line.isEmpty || lines.isEmpty { finish() }
    return lines
  }

  /// What must stay together: a word with the space after it, or a wide character with the
  /// punctuation that clings to it.
  private static func pieces(of paragraph: Substring) -> [String] {
    var pieces: [String] = []
    var previous: Character?
    for character in paragraph {
      if let before = previous, !mayBreak(between: before, and: character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      previous = character
    }
    return pieces
  }

  private static func mayBreak(between before: Character, and after: Character) -> Bool {
    if after == " " { return false }
    if noLineBegins.contains(after) || noLineEnds.contains(before) { return false }
    return before == " " || before.columns == 2 || after.columns == 2
  }

  private static let noLineBegins = Set("，。、；：？！）》」』】〕…—·”’,.;:?!)]}%")
  private static let noLineEnds = Set("（《「『【〔“‘([{")

  private var trimmingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
