/// A text that is being typed into a blank. The cursor stands at its end.
struct AnswerEdit: Equatable, Sendable {
  /// The zero-based blank; 0 for a number.
  let field: Int
  private(set) var text: String
  /// Why it was not taken; gone with the next key that changes the text.
  private(set) var problem: AnswerProblem?

  /// UTF-8 bytes that the server takes for one blank.
  static let bytes = 600

  init(field: Int, text: String) {
    self.field = field
    self.text = text
  }

  mutating func type(_ character: Character) {
    // A shorter character behind one that found no room would leave a hole in what was pasted.
    if problem == .tooLong { return }
    problem = nil
    guard character.isText else { return }
    guard text.utf8.count + character.utf8.count <= Self.bytes else { return refuse(.tooLong) }
    text.append(character)
  }

  /// Takes the last character away.
  mutating func erase() {
    problem = nil
    if !text.isEmpty { text.removeLast() }
  }

  mutating func refuse(_ problem: AnswerProblem) { self.problem = problem }
}

extension Character {
  /// Neither steers anything nor ends a line.
  var isText: Bool {
    unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }
}
