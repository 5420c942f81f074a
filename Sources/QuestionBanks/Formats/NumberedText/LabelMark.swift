/// A part of a question that is named on its line: `答案：`, `【解析】`, `Answer:`.
enum LabelledPart: Hashable {
  case key, explanation, kind, id, knowledge, level, difficulty, unit, tolerance
  /// An entry of the left side of a matching question: `左列1：`.
  case premise

  /// The name of the field in findings.
  var field: String {
    switch self {
    case .key: "key"
    case .explanation: "explanation"
    case .kind: "kind"
    case .id: "id"
    case .knowledge: "knowledge"
    case .level: "level"
    case .difficulty: "difficulty"
    case .unit: "unit"
    case .tolerance: "tolerance"
    case .premise: "premises"
    }
  }
}

/// The name of a part of a question where it begins.
struct LabelMark: Equatable {
  let part: LabelledPart
  /// What follows, without surrounding white space.
  let rest: String

  /// `nil` for a line that does not begin so.
  init?(_ line: String) {
    guard let (part, after) = Self.mark(line[...].unicodeScalars, isInline: false) else {
      return nil
    }
    self.part = part
    rest = String(Substring(after)).scalarTrimmed
  }

  /// A line as its beginning and the labelled parts after it.
  ///
  /// - Parameter inside: the part to which the beginning belongs. An explanation may speak of the
  ///   answer without giving it.
  static func split(
    _ line: String, inside first: LabelledPart? = nil
  ) -> (head: String, parts: [(part: LabelledPart, text: String)]) {
    guard line.utf8.count <= InlineMarks.longestLine else { return (line, []) }
    let scalars = line[...].unicodeScalars
    var texts: [String] = []
    var parts: [LabelledPart] = []
    var start = scalars.startIndex
    for index in InlineMarks.places(in: scalars) {
      guard index >= start, let (part, after) = mark(scalars[index...], isInline: true)
      else { continue }
      if part == .key, (parts.last ?? first) == .explanation { continue }
      texts.append(String(Substring(scalars[start..<index])).scalarTrimmed)
      parts.append(part)
      start = after.startIndex
    }
    texts.append(String(Substring(scalars[start...])).scalarTrimmed)
    return (texts[0], zip(parts, texts.dropFirst()).map { (part: $0, text: $1) })
  }

  /// Whether a label begins here, inside a line.
  static func begins(_ scalars: Substring.UnicodeScalarView) -> Bool {
    mark(scalars, isInline: true) != nil
  }

  private static func mark(
    _ scalars: Substring.UnicodeScalarView, isInline: Bool
  ) -> (LabelledPart, after: Substring.UnicodeScalarView)? {
    var scan = LineScan(scalars)
    guard let first = scan.next, initials.contains(first) || first == "【" || first == "[" else {
      return nil
    }
    if let word = scan.bracketed(["【", "["], atMost: longestWord) {
      guard let part = part(word) else { return nil }
      if scan.next == ":" { scan.skip() }
      return (part, scan.rest)
    }
    let word = scan.take(atMost: longestWord) { $0 != ":" }
    guard scan.take([":"]) != nil, let part = part(word) else { return nil }
    // Inside a sentence `level:` and `单位：` are words like others.
    let isCommon = first.isASCII || part == .unit || part == .tolerance
    guard !isInline || part == .key || part == .explanation || !isCommon else { return nil }
    return (part, scan.rest)
  }

  private static func part(_ word: String) -> LabelledPart? {
    let word = word.scalarTrimmed.lowercased()
    if let part = words[word] { return part }
    guard word.hasPrefix("左列"), Int(word.dropFirst(2)) != nil else { return nil }
    return .premise
  }

  private static let longestWord = 20

  private static let words: [String: LabelledPart] = {
    let synonyms: [(LabelledPart, [String])] = [
      (
        .key,
        [
          "答案", "正确答案", "标准答案", "参考答案", "答案是", "正确答案是", "本题答案", "answer", "answers",
          "correct answer",
        ]
      ),
      (
        .explanation,
        ["解析", "试题解析", "答案解析", "题目解析", "本题解析", "详解", "explanation", "rationale"]
      ),
      (.kind, ["题型", "题目类型", "试题类型", "type"]),
      (.id, ["编号", "试题编号", "题目编号", "id"]),
      (.knowledge, ["知识点", "考点", "鉴定点", "knowledge", "topic"]),
      (.level, ["等级", "技能等级", "鉴定等级", "level"]),
      (.difficulty, ["难度", "难易度", "难易程度", "难度等级", "difficulty"]),
      (.unit, ["单位", "unit"]),
      (.tolerance, ["误差", "允许误差", "容差", "tolerance"]),
    ]
    return Dictionary(
      uniqueKeysWithValues: synonyms.flatMap { part, words in words.map { ($0, part) } })
  }()

  /// The signs with which a word begins, in both cases: most places of a text are passed by these.
  private static let initials: Set<Unicode.Scalar> = {
    let known = words.keys + words.keys.map { $0.uppercased() } + ["左列"]
    return Set(known.compactMap(\.unicodeScalars.first))
  }()
}
