/// The answers of a fill-in question that stand in its stem, underlined: `等于__最小极限尺寸__。`
///
/// Only where no answer stands elsewhere: `由__和__组成` has two blanks and a word between them.
enum UnderlinedKey {
  /// Takes the answers out of a stem and leaves a blank in the place of each.
  ///
  /// - Returns: the answers, and the position of the line of the first; absent where the signs on
  ///   any line do not enclose what may be an answer.
  static func take(from lines: inout [String]) -> (answers: [String], line: Int)? {
    var answers: [String] = []
    var first: Int?
    var blanked = lines
    for (position, line) in lines.enumerated() where line.utf8.count <= InlineMarks.longestLine {
      guard let (text, found) = blanks(of: line) else { return nil }
      blanked[position] = text
      answers += found
      if first == nil, !found.isEmpty { first = position }
    }
    guard let first else { return nil }
    lines = blanked
    return (answers, first)
  }

  /// A line with blanks and the answers that stood there, perhaps none; absent where one of its
  /// blanks is empty or its signs are not in pairs of two.
  private static func blanks(of line: String) -> (text: String, answers: [String])? {
    var text = String.UnicodeScalarView()
    var answers: [String] = []
    var enclosed: String.UnicodeScalarView?
    var rest = line[...].unicodeScalars
    while let sign = rest.first {
      let run = rest.prefix { isUnderscore($0) }
      guard !run.isEmpty else {
        if enclosed == nil { text.append(sign) } else { enclosed?.append(sign) }
        rest.removeFirst()
        continue
      }
      guard run.count == 2 else { return nil }
      rest = rest.dropFirst(2)
      if let answer = enclosed.map({ String($0).scalarTrimmed }) {
        guard isAnswer(answer) else { return nil }
        answers.append(answer)
        text += "____".unicodeScalars
        enclosed = nil
      } else {
        enclosed = String.UnicodeScalarView()
      }
    }
    return enclosed == nil ? (String(text), answers) : nil
  }

  private static func isUnderscore(_ sign: Unicode.Scalar) -> Bool { sign == "_" || sign == "＿" }

  /// Whether it is an answer rather than what stands between two blanks: that begins or ends with
  /// a stop or with a word that joins.
  private static func isAnswer(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    return !joints.contains(first) && !joints.contains(last)
      && !text.unicodeScalars.contains { "，。；;？！".unicodeScalars.contains($0) }
  }

  private static let joints = Set("和与或及、：:,.;的是为等在到至将把被则而并有由以".unicodeScalars)
}

extension ImportFinding {
  /// Underlined words were taken for answers; one for a file, at the first of them.
  static func underlinedKeys(_ count: Int, at place: FilePlace) -> ImportFinding {
    ImportFinding(
      .warning, at: place, field: "key", code: "key-underlined",
      zhHans: "\(count) 道填空题的答案取自下划线之间的文字，请核对",
      en: "fill-in answers taken from between underscores: \(count); check them")
  }
}
