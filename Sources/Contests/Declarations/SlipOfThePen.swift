/// What an author probably slipped on where a declared file cannot be read, for a sentence of advice.
enum SlipOfThePen {
  /// Advice on a field that is not known: its colon, or the known name that was probably meant.
  static func advice(onField name: String, among known: [String]) -> LocalizedText? {
    if name.contains("：") {
      return LocalizedText(
        zhHans: "冒号应为半角“:”，后面空一格", en: "the colon has to be half-width, with a space behind it")
    }
    if name.contains(":") {
      return LocalizedText(zhHans: "冒号后面要空一格", en: "the colon needs a space behind it")
    }
    let nearest = known.map { ($0, distance(name, $0)) }.min { $0.1 < $1.1 }
    guard let nearest, nearest.1 <= min(2, name.count / 2) else { return nil }
    return LocalizedText(zhHans: "是否应为 \(nearest.0)？", en: "was \(nearest.0) meant?")
  }

  /// Advice on characters of Chinese input methods where a file wants those of a keyboard.
  static func advice(onCharactersOf text: some StringProtocol) -> LocalizedText? {
    var found: [Character] = []
    for character in text where isFullWidth(character) && !found.contains(character) {
      found.append(character)
    }
    guard !found.isEmpty else { return nil }
    let shown = found.prefix(5).map { "“\($0)”" }
    return LocalizedText(
      zhHans: "全角字符\(shown.joined(separator: "、"))请改为半角",
      en: "write \(shown.joined(separator: ", ")) half-width")
  }

  /// Digits, letters and punctuation of full width, quotes and the space.
  private static func isFullWidth(_ character: Character) -> Bool {
    character.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0xFF01...0xFF5E, 0x3000, 0x201C, 0x201D, 0x2018, 0x2019: true
      default: false
      }
    }
  }

  /// How many characters have to be added, left out or changed; neighbours that changed places are one.
  static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one), Array(other))
    var rows = [Array(0...other.count)]
    for (row, character) in one.enumerated() {
      var next = [row + 1]
      for (column, against) in other.enumerated() {
        var least = min(next[column], rows[row][column + 1]) + 1
        least = min(least, rows[row][column] + (character == against ? 0 : 1))
        if row > 0, column > 0, character == other[column - 1], one[row - 1] == against {
          least = min(least, rows[row - 1][column - 1] + 1)
        }
        next.append(least)
      }
      rows.append(next)
    }
    return rows[one.count][other.count]
  }
}
