import Archives

/// The sign in a stem for a place to be filled in.
enum QTIBlank {
  /// What stands where the file has an entry and no sign of its own.
  static let standard = "_____"

  /// The sign for an interaction inside a text; `nil` for others.
  ///
  /// An entry keeps the sign that it replaced, such as `（　）`, as its placeholder.
  static func mark(of interaction: XMLElement) -> String? {
    switch interaction.qtiName {
    case "inlineChoiceInteraction": return standard
    case "textEntryInteraction":
      let placeholder = interaction.qti("placeholderText") ?? ""
      let isMark = placeholder.allSatisfy(isPartOfMark) && BlankMarks.count(in: placeholder) == 1
      return isMark ? placeholder : standard
    default: return nil
    }
  }

  static func isPartOfMark(_ character: Character) -> Bool {
    "_＿()（）".contains(character) || character.isWhitespace
  }

  /// A text cut at its blanks.
  enum Piece: Equatable {
    case text(String)
    case mark(String)
  }

  /// The text in pieces, of which the marks are those that `BlankMarks` counts.
  static func pieces(of text: String) -> [Piece] {
    let characters = Array(text)
    var pieces: [Piece] = []
    var plain = ""
    var position = 0
    while position < characters.count {
      if let end = endOfMark(characters, from: position) {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.mark(String(characters[position..<end])))
        position = end
      } else {
        plain.append(characters[position])
        position += 1
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// Where a mark that begins here ends: two or more underscores, or brackets around nothing.
  private static func endOfMark(_ characters: [Character], from start: Int) -> Int? {
    func end(while condition: (Character) -> Bool, from start: Int) -> Int {
      var end = start
      while end < characters.count, condition(characters[end]) { end += 1 }
      return end
    }
    switch characters[start] {
    case "_", "＿":
      let last = end(while: { $0 == "_" || $0 == "＿" }, from: start)
      return last - start >= 2 ? last : nil
    case "(", "（":
      let last = end(while: \.isWhitespace, from: start + 1)
      let isClosed = last < characters.count && (characters[last] == ")" || characters[last] == "）")
      return isClosed ? last + 1 : nil
    default: return nil
    }
  }
}
