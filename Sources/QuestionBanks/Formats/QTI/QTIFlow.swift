/// Puts the pieces of marked-up content together to plain text, with white space as a browser
/// would show it.
struct QTIFlow {
  private var characters = ""
  private var needsSpace = false
  private var needsLine = false

  var text: String { characters.trimmed }

  /// Characters of which each run of white space is one space.
  mutating func add(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{C}": needsSpace = true
      default:
        settle()
        characters.unicodeScalars.append(scalar)
      }
    }
  }

  /// Characters as they stand.
  mutating func addVerbatim(_ text: String) {
    guard !text.isEmpty else { return }
    settle()
    characters += text
  }

  mutating func addSpace() { needsSpace = true }

  /// The line ends here, also when it is empty.
  mutating func breakLine() {
    if needsLine { settle() }
    needsSpace = false
    if !characters.isEmpty { characters += "\n" }
  }

  /// What follows stands on a line of its own.
  mutating func endBlock() { needsLine = true }

  private mutating func settle() {
    let isAtStart = characters.isEmpty || characters.utf8.last == 0x0A
    if needsLine {
      if !isAtStart { characters += "\n" }
    } else if needsSpace, !isAtStart {
      characters += " "
    }
    needsSpace = false
    needsLine = false
  }
}

/// Exponents and indices in plain text.
enum QTIScript {
  private static let raised: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "+": "⁺", "-": "⁻", "−": "⁻", "n": "ⁿ",
  ]
  private static let lowered: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉", "+": "₊", "-": "₋", "−": "₋",
  ]

  /// `10` and `3` must not become `103`: `10³`, or `10^(x+1)` where there are no such signs.
  static func superscript(_ text: String) -> String {
    let signs = text.compactMap { raised[$0] }
    if signs.count == text.count { return String(signs) }
    return text.count == 1 ? "^\(text)" : "^(\(text))"
  }

  static func subscripted(_ text: String) -> String {
    let signs = text.compactMap { lowered[$0] }
    return signs.count == text.count ? String(signs) : text
  }
}
