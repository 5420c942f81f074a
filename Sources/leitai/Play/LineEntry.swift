import ContestAPI

/// A line that a script or a person types at a question, when there is no screen.
enum LineEntry: Equatable {
  /// Zero-based positions of options, ascending.
  case choices([Int])
  case next, previous, clear, overview, submit, leave
  /// A one-based number of a question.
  case goTo(Int)
  case unknown
  case noSuchOption
  /// Several options where the question takes one.
  case tooMany

  /// Understands a line: letters of options such as `B`, `ACD` or `a, c`; a number; a word.
  ///
  /// - Parameter item: the question at which it was typed; absent behind the last one.
  init(_ line: String, at item: AttemptView.Item?) {
    let word = line.filter { !$0.isWhitespace }.lowercased()
    self =
      switch word {
      case "": .next
      case "p", "prev", "previous": .previous
      case "n", "next": .next
      case "x", "clear": .clear
      case "r", "review": .overview
      case "s", "submit": .submit
      case "q", "quit", "exit": .leave
      default: Int(word).map(LineEntry.goTo) ?? Self.choices(in: word, at: item)
      }
  }

  private static func choices(in word: String, at item: AttemptView.Item?) -> LineEntry {
    let letters = word.filter { !",，、;".contains($0) }
    let positions = Set(letters.compactMap(PlayState.letters.firstIndex))
    guard let item, !letters.isEmpty, letters.allSatisfy(PlayState.letters.contains) else {
      return .unknown
    }
    guard positions.allSatisfy({ $0 < item.options.count }) else { return .noSuchOption }
    guard positions.count == 1 || item.kind == "multiple" else { return .tooMany }
    return .choices(positions.sorted())
  }
}
