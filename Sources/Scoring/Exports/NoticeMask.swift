/// How a person is named where everybody reads it (公示): enough to find oneself, too little for
/// anybody else.
package enum NoticeMask {
  /// What parts the words of a name: spaces, and the dots of names such as 买买提·阿卜杜拉.
  private static let separators: Set<Character> = [" ", "\u{3000}", "·", "•", "・", "‧", "．", "."]

  /// The name with its middle hidden: `王*明`, `王*`, `欧**雪`; of a name of several words the first
  /// character of each is left: `买**·阿***`, `J*** S****`. A single character is hidden.
  package static func name(_ name: String) -> String {
    let words = name.split(whereSeparator: separators.contains)
    guard words.count > 1 else { return word(name[...]) }
    var masked = ""
    var isInside = false
    for character in name {
      if separators.contains(character) {
        masked.append(character)
        isInside = false
      } else {
        masked.append(isInside ? "*" : character)
        isInside = true
      }
    }
    return masked
  }

  private static func word(_ word: Substring) -> String {
    guard let first = word.first, let last = word.last, word.count > 1 else {
      return String(repeating: "*", count: word.count)
    }
    guard word.count > 2 else { return "\(first)*" }
    return "\(first)" + String(repeating: "*", count: word.count - 2) + "\(last)"
  }

  /// An admission number with the middle half of its characters hidden: `202******647`, `1**3`.
  package static func number(_ number: String) -> String {
    let hidden = (number.count + 1) / 2
    let first = (number.count - hidden + 1) / 2
    return number.prefix(first) + String(repeating: "*", count: hidden)
      + number.suffix(number.count - hidden - first)
  }
}
