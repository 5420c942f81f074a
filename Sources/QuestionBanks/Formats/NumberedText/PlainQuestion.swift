import Contests

/// Questions of which nobody need try whether they come back: choices and judgements, most of all
/// banks, whose texts hold nothing that could be taken for a mark.
///
/// It may say no to any question, which is then written and read to see what is lost.
enum PlainQuestion {
  private static let longest = 1_000

  /// Whether a question is written without an escape and comes back equal, byte by byte.
  static func comesBackEqual(_ keyed: KeyedQuestion) -> Bool {
    let question = keyed.question
    guard case .choices(let choices) = keyed.key.solution, isSound(choices, of: question),
      question.premises.isEmpty, question.blanks == 0, question.unit.isEmpty,
      question.passage.isEmpty, isPlain(question.stem), isPlain(question.knowledge),
      keyed.key.explanation.isEmpty || isPlain(keyed.key.explanation),
      question.options.allSatisfy(isPlain)
    else { return false }
    // `1. 单选题` is a heading: only the stem stands behind a number.
    return LineMark(question.stem) == .none
  }

  private static func isSound(_ choices: Choices, of question: Question) -> Bool {
    let options = question.options
    guard choices.count > 0, choices.positions.allSatisfy({ $0 < options.count }) else {
      return false
    }
    switch question.kind {
    case .trueFalse: return options == Question.truthOptions && choices.count == 1
    case .single where choices.count > 1: return false
    case .single, .multiple:
      return (2...Limits.options).contains(options.count)
        && Set(options.map { $0.lowercased() }).count == options.count
    case .fillIn, .numeric, .ordering, .matching: return false
    }
  }

  /// Whether a text is one line of common signs without a mark: no letter before a stop, no label,
  /// and nothing in brackets that might be a key or a kind.
  private static func isPlain(_ text: String) -> Bool {
    guard (1...longest).contains(text.utf8.count), text.isTrimmed else { return false }
    var previous: Unicode.Scalar = " "
    var bracket: String.UnicodeScalarView?
    var hasColon = false
    for sign in text.unicodeScalars {
      switch sign {
      case "（":
        if bracket != nil { return false }
        bracket = String.UnicodeScalarView()
      case "）":
        guard let content = bracket, isHarmless(String(content).scalarTrimmed) else { return false }
        bracket = nil
      default:
        guard isCommon(sign) else { return false }
        if previous.isASCIILetter, ".、：".unicodeScalars.contains(sign) { return false }
        if sign == "：" { hasColon = true }
        bracket?.append(sign)
      }
      previous = sign
    }
    guard bracket == nil else { return false }
    return !hasColon || !text.hasPrefix("：") && InlineMarks.escaped(text) == text
  }

  private static func isCommon(_ sign: Unicode.Scalar) -> Bool {
    switch sign {
    case "\u{4E00}"..."\u{9FA5}", "0"..."9", "A"..."Z", "a"..."z", "α"..."ω", "⁰"..."₉":
      true
    case "，", "。", "；", "？", "！", "“", "”", "《", "》", "、", "：", ".", " ", "　", "…", "·": true
    case "%", "+", "-", "/", "=", "<", ">", "~", "＝", "＋", "−", "～", "≈", "≤", "≥", "°", "±",
      "×", "÷", "℃", "²", "³", "Δ", "Ω", "Φ", "φ":
      true
    default: false
    }
  }

  /// Whether what stands in a bracket is neither a key, a letter, a number nor the name of a kind.
  private static func isHarmless(_ content: String) -> Bool {
    guard content.unicodeScalars.count != 1 else { return false }
    return content.isEmpty
      || !BracketKey.isKey(content) && QuestionKindWord(content) == nil && Int(content) == nil
  }
}
