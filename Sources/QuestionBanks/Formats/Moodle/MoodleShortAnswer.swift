/// Accepted texts as Moodle's short answers keep them: `*` is any text, `\*` a star.
enum MoodleShortAnswer {
  /// Whether the pattern has a star that is not escaped.
  static func isPattern(_ answer: String) -> Bool {
    var previous: Unicode.Scalar = " "
    for scalar in answer.unicodeScalars {
      if scalar == "*", previous != "\\" { return true }
      previous = scalar
    }
    return false
  }

  static func text(_ answer: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in answer.unicodeScalars {
      if scalar == "*", text.last == "\\" { text.removeLast() }
      text.append(scalar)
    }
    return String(text)
  }

  static func answer(_ text: String) -> String {
    var answer = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "*" { answer.append("\\") }
      answer.append(scalar)
    }
    return String(answer)
  }
}

extension ImportFinding {
  /// A pattern, which Leitai takes for the text itself.
  static func patternTakenLiterally(at place: FilePlace) -> ImportFinding {
    ImportFinding(
      .warning, at: place, field: "key", code: "pattern-literal",
      zhHans: "答案中的通配符 * 按普通字符处理", en: "the wildcard * in the key is taken for a star")
  }
}
