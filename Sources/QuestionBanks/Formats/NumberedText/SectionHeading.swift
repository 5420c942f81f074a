import Contests

/// The kind that a word of a file names.
enum QuestionKindWord: Hashable {
  case kind(QuestionKind, word: String)
  /// A kind that Leitai does not have.
  case foreign(String)

  /// `nil` for words that name no kind, and for English ones that may stand in any sentence.
  init?(_ word: String) {
    guard (2...24).contains(word.unicodeScalars.count) else { return nil }
    let isASCII = word.utf8.allSatisfy { $0 < 0x80 }
    let isCommon = isASCII && !word.utf8.contains { " /-".utf8.contains($0) }
    if isCommon, word.lowercased() != "essay" { return nil }
    if let kind = FieldWords.kind(word) {
      self = .kind(kind, word: word)
    } else if FieldWords.isForeignKind(word) {
      self = .foreign(word)
    } else {
      return nil
    }
  }

  var word: String {
    switch self {
    case .kind(_, let word), .foreign(let word): word
    }
  }

  var kind: QuestionKind? { if case .kind(let kind, _) = self { kind } else { nil } }
}

/// A line above the questions of a section: `一、单项选择题（每题1分，共40分）`, `Part B True/False`.
struct SectionHeading: Equatable {
  /// Its number as it is written, such as `一` or `B`; empty without one.
  let ordinal: String
  /// Absent where the heading names a subject, or a kind of which there are several.
  let kind: QuestionKindWord?
  /// Whether it names neither a kind nor questions: `一、安全知识`, `第一章 机械基础`.
  let isTopic: Bool
  /// What follows the name and its note: the beginning of an answer block.
  let rest: String

  private static let longest = 120

  /// `nil` for a line that is no heading.
  init?(_ line: String) {
    guard line.utf8.count <= Self.longest * 4, Self.mayBegin(line) else { return nil }
    var scan = LineScan(Self.withoutEmphasis(line))
    guard !scan.isAtEnd else { return nil }
    let ordinal = Self.ordinal(&scan)
    scan.skipSpace()
    if let boxed = scan.bracketed(["【"], atMost: 24) {
      guard let kind = QuestionKindWord(boxed.scalarTrimmed) else { return nil }
      self.init(ordinal ?? "", kind, after: &scan)
      return
    }
    if let (kind, after) = Self.name(scan) {
      // Without a number only the name itself is a heading.
      guard ordinal != nil || kind.map({ Self.isWhole($0.word, of: scan.text) }) == true else {
        return nil
      }
      scan = after
      self.init(ordinal ?? "", kind, after: &scan)
      return
    }
    let text = scan.text
    guard let ordinal, ordinal.unicodeScalars.allSatisfy({ !$0.isASCII }),
      (1...40).contains(text.unicodeScalars.count),
      !text.unicodeScalars.contains(where: { "。？！；?!;_（(：:".unicodeScalars.contains($0) })
    else { return nil }
    self.init(ordinal, nil, isTopic: true, rest: "")
  }

  /// Whether a heading may begin so: with its number, with a bracket, or with a whole name. Nearly
  /// all lines are passed by this.
  private static func mayBegin(_ line: String) -> Bool {
    let scalars = line.unicodeScalars
    guard let first = scalars.first?.halfWidth else { return false }
    switch first {
    case "0"..."9": return false
    case _ where first.isASCIILetter:
      let second = scalars.dropFirst().first?.halfWidth
      return second?.isASCIILetter == true || second == "/" || second == "-"
    case "\u{4E00}"..."\u{9FFF}":
      if "第一二三四五六七八九十百零".unicodeScalars.contains(first) { return true }
      return scalars.prefix(longestName + 1).contains("题")
    default: return true
    }
  }

  private static let longestName = 12

  private init(_ ordinal: String, _ kind: QuestionKindWord?, isTopic: Bool, rest: String) {
    self.ordinal = ordinal
    self.kind = kind
    self.isTopic = isTopic
    self.rest = rest
  }

  /// Its number and its kind, by which it is found again: `一/single`.
  var name: String { "\(ordinal)/\(kindName)" }

  /// The kind, by one name for all the words that mean it; empty without one.
  var kindName: String { kind?.kind?.rawValue ?? kind?.word ?? "" }

  /// Steps over the note: `（每题1分，共40分）`, `：`, `，共20题`.
  private init?(_ ordinal: String, _ kind: QuestionKindWord?, after scan: inout LineScan) {
    let start = scan.next
    _ = scan.take("部分")
    scan.skipSpace()
    _ = scan.bracketed(["(", "["], atMost: Self.longest)
    scan.skipSpace()
    _ = scan.take([":", "."])
    if scan.take([",", "。", ";", "共", "本", "每", "及"]) != nil {
      self.init(ordinal, kind, isTopic: false, rest: "")
      return
    }
    let rest = String(scan.text.drop { $0 == "*" })
    // `判断题目` and `单选的` are words of a sentence.
    guard
      rest.isEmpty || rest.unicodeScalars.first?.halfWidth.isASCIIDigit == true
        || start == ":" && !ordinal.isEmpty
    else { return nil }
    self.init(ordinal, kind, isTopic: false, rest: rest)
  }

  /// Whether a line begins with the full name of a kind: `单选题`, not `计算` or `下列判断题`.
  private static func isWhole(_ word: String, of line: String) -> Bool {
    line.hasPrefix(word) && (word.hasSuffix("题") || word.utf8.allSatisfy { $0 < 0x80 })
  }

  private static func withoutEmphasis(_ line: String) -> String {
    let inner = line.unicodeScalars.drop { $0 == "#" }.drop { $0 == "*" || $0 == " " }
    return String(String.UnicodeScalarView(inner))
  }

  /// The number of a section with its mark; absent where there is none.
  private static func ordinal(_ scan: inout LineScan) -> String? {
    var trial = scan
    if let content = trial.bracketed(LineScan.round, atMost: 6) {
      var inner = LineScan(content.scalarTrimmed)
      let number = inner.chineseNumber()
      guard !number.isEmpty, inner.isAtEnd else { return nil }
      scan = trial
      return number
    }
    if trial.take("第") {
      let number = trial.chineseNumber() + trial.take(atMost: 4, while: \.isASCIIDigit)
      let words = ["部分", "大题", "题型", "章", "节", "篇"]
      guard !number.isEmpty, words.contains(where: { trial.take($0) }) else { return nil }
      _ = trial.take([":", "、", "."])
      scan = trial
      return number
    }
    let number = trial.chineseNumber()
    if !number.isEmpty {
      guard trial.take(["、", ".", ",", ":"]) != nil || trial.next?.isSpace == true
      else { return nil }
      scan = trial
      return number
    }
    for word in ["Part", "PART", "Section", "SECTION"] where trial.take(word) {
      guard trial.next == " " else { return nil }
      trial.skipSpace()
      let letter = trial.take(atMost: 4) { $0.isASCIILetter || $0.isASCIIDigit }
      guard !letter.isEmpty else { return nil }
      _ = trial.take([".", ":", "-"])
      scan = trial
      return letter
    }
    return nil
  }

  /// The name of a kind, or of questions of several kinds, with which a text begins.
  private static func name(_ scan: LineScan) -> (kind: QuestionKindWord?, after: LineScan)? {
    if scan.next?.isASCIILetter == true { return englishName(scan) }
    var trial = scan
    var word = trial.take(atMost: longestName) {
      !$0.isSpace && !"(:,。;题".unicodeScalars.contains($0)
    }
    if trial.take("题") { word += "题" }
    guard !word.isEmpty else { return nil }
    guard word.hasSuffix("题") else { return QuestionKindWord(word).map { ($0, trial) } }
    for start in word.unicodeScalars.indices {
      let suffix = String(word.unicodeScalars[start...])
      if let kind = QuestionKindWord(suffix) { return (kind, trial) }
    }
    return (nil, trial)
  }

  /// `True/False`, `Multiple choice questions`.
  private static func englishName(_ scan: LineScan) -> (kind: QuestionKindWord?, after: LineScan)? {
    var trial = scan
    var word = ""
    var named: (kind: QuestionKindWord, after: LineScan)?
    for _ in 0..<5 {
      let next = trial.take(atMost: 16) { $0.isASCIILetter || $0 == "/" || $0 == "-" }
      guard !next.isEmpty else { break }
      word += word.isEmpty ? next : " " + next
      if let kind = QuestionKindWord(word) {
        named = (kind, trial)
      } else if named != nil, next.lowercased() == "questions" {
        named?.after = trial
      }
      trial.skipSpace()
    }
    return named.map { ($0.kind, $0.after) }
  }
}
