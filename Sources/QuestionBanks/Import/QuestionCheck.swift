import Contests
import Crypto

/// Turns what a format found into questions, and notes everything that is wrong in one pass.
package struct QuestionCheck {
  package private(set) var questions: [KeyedQuestion] = []
  package private(set) var findings: [ImportFinding]
  private var placeOfID: [QuestionID: FilePlace] = [:]
  private var placeOfStem: [String: FilePlace] = [:]

  /// - Parameter findings: what the format itself had to say.
  package init(findings: [ImportFinding] = []) { self.findings = findings }

  /// Checks one question and keeps it when nothing is wrong with it.
  package mutating func add(_ raw: RawQuestion) {
    let errorsBefore = findings.count(where: { $0.severity == .error })
    let stem = checkedStem(raw)
    let kind = checkedKind(raw)
    let options = kind.flatMap { checkedOptions(raw, kind: $0) }
    let correct = kind.flatMap { kind in
      options.flatMap { checkedKey(raw, kind: kind, optionCount: $0.count) }
    }
    let level = checkedLevel(raw)
    let difficulty = checkedDifficulty(raw)
    let explanation = checkedLength(raw.explanation, field: "explanation")
    guard let stem, let kind, let options, let correct, let level, let difficulty,
      let id = checkedID(raw, kind: kind, stem: stem),
      findings.count(where: { $0.severity == .error }) == errorsBefore
    else { return }
    noteRepeatedStem(stem, options, at: raw.place)
    questions.append(
      KeyedQuestion(
        question: Question(
          id: id, kind: kind, stem: stem, options: options, knowledge: raw.knowledge?.text ?? "",
          level: level, difficulty: difficulty),
        key: AnswerKey(question: id, correct: correct, explanation: explanation ?? "")))
  }

  private mutating func note(
    _ code: String, _ field: String, _ severity: ImportFinding.Severity = .error,
    at place: FilePlace, zhHans: String, en: String
  ) {
    findings.append(
      ImportFinding(severity, at: place, field: field, code: code, zhHans: zhHans, en: en))
  }

  private mutating func checkedLength(_ raw: RawText?, field: String) -> String? {
    guard let raw else { return nil }
    if raw.text.count > Limits.textCharacters {
      note(
        "text-too-long", field, at: raw.place,
        zhHans: "超过 \(Limits.textCharacters) 个字符", en: "over \(Limits.textCharacters) characters")
    }
    return raw.text
  }

  private mutating func checkedStem(_ raw: RawQuestion) -> String? {
    guard let stem = raw.stem, !stem.text.isEmpty else {
      note(
        "stem-missing", "stem", at: raw.stem?.place ?? raw.place, zhHans: "缺少题干",
        en: "the stem is missing")
      return nil
    }
    return checkedLength(stem, field: "stem")
  }

  /// A file without kinds may leave them to the key and the options.
  private mutating func checkedKind(_ raw: RawQuestion) -> QuestionKind? {
    guard let given = raw.kind, !given.text.isEmpty else {
      if raw.options.isEmpty, Self.truth(raw.key?.text ?? "") != nil { return .trueFalse }
      return (Choices(letters: raw.key?.text ?? "")?.count ?? 1) > 1 ? .multiple : .single
    }
    if let kind = Self.kinds[given.text.lowercased()] { return kind }
    note(
      "kind-unknown", "kind", at: given.place, zhHans: "未知题型“\(given.text)”",
      en: "unknown kind \"\(given.text)\"")
    return nil
  }

  private mutating func checkedOptions(_ raw: RawQuestion, kind: QuestionKind) -> [String]? {
    if kind == .trueFalse { return Question.truthOptions }
    var given = raw.options
    while given.last?.text.isEmpty == true { given.removeLast() }
    var sound = true
    for (position, option) in given.enumerated() {
      let letter = Choices.letter(min(position, 25))
      if option.text.isEmpty {
        note(
          "option-missing", "option\(letter)", at: option.place, zhHans: "选项 \(letter) 为空",
          en: "option \(letter) is empty")
        sound = false
      } else if let twin = given[..<position].firstIndex(where: { $0.text == option.text }) {
        note(
          "options-equal", "option\(letter)", at: option.place,
          zhHans: "选项 \(letter) 与选项 \(Choices.letter(twin)) 相同",
          en: "option \(letter) equals option \(Choices.letter(twin))")
        sound = false
      }
      _ = checkedLength(option, field: "option\(letter)")
    }
    guard (2...Limits.options).contains(given.count) else {
      note(
        "options-missing", "options", at: raw.place,
        zhHans: "选项应为 2 至 \(Limits.options) 个，现有 \(given.count) 个",
        en: "2 to \(Limits.options) options are needed, there are \(given.count)")
      return nil
    }
    return sound ? given.map(\.text) : nil
  }

  private mutating func checkedKey(
    _ raw: RawQuestion, kind: QuestionKind, optionCount: Int
  ) -> Choices? {
    guard let key = raw.key, !key.text.isEmpty else {
      note(
        "key-missing", "key", at: raw.key?.place ?? raw.place, zhHans: "缺少答案",
        en: "the key is missing")
      return nil
    }
    if kind == .trueFalse, let truth = Self.truth(key.text) {
      return Choices(position: truth ? 0 : 1)
    }
    guard let correct = Choices(letters: key.text) else {
      note(
        "key-unreadable", "key", at: key.place, zhHans: "不能识别答案“\(key.text.prefix(40))”",
        en: "cannot read the key \"\(key.text.prefix(40))\"")
      return nil
    }
    if let outside = correct.positions.first(where: { $0 >= optionCount }) {
      let last = Choices.letter(optionCount - 1)
      note(
        "key-outside-options", "key", at: key.place,
        zhHans: "答案是 \(Choices.letter(outside))，但只有 A-\(last) \(optionCount) 个选项",
        en: "the key is \(Choices.letter(outside)), but the options are A to \(last)")
      return nil
    }
    if kind != .multiple, correct.count > 1 {
      note(
        "key-not-single", "key", at: key.place, zhHans: "答案 \(correct.letters) 多于一个，题型却不是多选",
        en: "the key \(correct.letters) has several options, but the kind is not multiple")
      return nil
    }
    return correct
  }

  private mutating func checkedLevel(_ raw: RawQuestion) -> SkillLevel? {
    guard let given = raw.level, !given.text.isEmpty else { return .intermediate }
    let name = given.text.split(separator: "/").last.map(String.init) ?? given.text
    if let level = SkillLevel(name: name) { return level }
    note(
      "level-unknown", "level", at: given.place, zhHans: "未知技能等级“\(given.text)”",
      en: "unknown skill level \"\(given.text)\"")
    return nil
  }

  private mutating func checkedDifficulty(_ raw: RawQuestion) -> Difficulty? {
    guard let given = raw.difficulty, !given.text.isEmpty else { return .medium }
    if let difficulty = Self.difficulties[given.text.lowercased()] { return difficulty }
    note(
      "difficulty-unknown", "difficulty", at: given.place, zhHans: "未知难度“\(given.text)”",
      en: "unknown difficulty \"\(given.text)\"")
    return nil
  }

  /// The file's own id, or one made from kind and stem, so that importing again finds the question.
  private mutating func checkedID(
    _ raw: RawQuestion, kind: QuestionKind, stem: String
  ) -> QuestionID? {
    var text = raw.id?.text ?? ""
    if text.isEmpty {
      let digest = SHA256.hash(data: Array("\(kind.rawValue)\n\(stem)".utf8))
      text = "q" + digest.prefix(6).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }
    let place = raw.id?.place ?? raw.place
    guard let id = try? QuestionID(text) else {
      note(
        "id-unreadable", "id", at: place,
        zhHans: "题号应为\(LocalizedText.identifierForm.text(in: .zhHans))",
        en: "an id is \(LocalizedText.identifierForm.text(in: .en))")
      return nil
    }
    if let first = placeOfID[id] {
      let row = first.row.map(String.init) ?? "?"
      note(
        "id-repeated", "id", at: place, zhHans: "与第 \(row) 行是同一题（\(id)）",
        en: "the same question as in row \(row) (\(id))")
      return nil
    }
    placeOfID[id] = place
    return id
  }

  private mutating func noteRepeatedStem(_ stem: String, _ options: [String], at place: FilePlace) {
    let content = ([stem] + options.sorted()).joined(separator: "\n")
    if let first = placeOfStem[content] {
      let row = first.row.map(String.init) ?? "?"
      note(
        "duplicate", "stem", .warning, at: place, zhHans: "题干和选项与第 \(row) 行相同",
        en: "stem and options are the same as in row \(row)")
    } else {
      placeOfStem[content] = place
    }
  }

  private static func truth(_ text: String) -> Bool? { truths[text.lowercased()] }

  private static let truths: [String: Bool] = [
    "正确": true, "对": true, "是": true, "√": true, "✓": true, "t": true, "true": true, "a": true,
    "错误": false, "错": false, "否": false, "×": false, "✗": false, "x": false, "f": false,
    "false": false, "b": false,
  ]

  private static let kinds: [String: QuestionKind] = [
    "single": .single, "单选": .single, "单选题": .single, "单项选择": .single, "单项选择题": .single,
    "multiple": .multiple, "多选": .multiple, "多选题": .multiple, "多项选择": .multiple,
    "多项选择题": .multiple, "不定项选择题": .multiple,
    "true-false": .trueFalse, "判断": .trueFalse, "判断题": .trueFalse, "是非题": .trueFalse,
  ]

  private static let difficulties: [String: Difficulty] = [
    "easy": .easy, "易": .easy, "容易": .easy, "简单": .easy, "低": .easy, "1": .easy,
    "medium": .medium, "中": .medium, "中等": .medium, "一般": .medium, "2": .medium,
    "hard": .hard, "难": .hard, "困难": .hard, "较难": .hard, "高": .hard, "3": .hard,
  ]
}
