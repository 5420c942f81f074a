import Contests
import Crypto

/// Turns what a format found into questions, and notes everything that is wrong in one pass.
package struct QuestionCheck {
  package private(set) var questions: [KeyedQuestion] = []
  package private(set) var findings: [ImportFinding]
  private var placeOfID: [QuestionID: FilePlace] = [:]
  private var placeOfStem: [String: FilePlace] = [:]
  /// Kept apart from `findings`, which may be many when the next question is checked.
  private var errors = 0
  private var hasStopped = false
  /// The rows that the format itself refused.
  private let refusedRows: Set<FilePlace>

  /// - Parameter findings: what the format itself had to say.
  package init(findings: [ImportFinding] = []) {
    self.findings = findings
    let errors = findings.filter { $0.severity == .error }
    refusedRows = Set(errors.map { FilePlace(sheet: $0.place.sheet, row: $0.place.row) })
  }

  /// Checks one question and keeps it when nothing is wrong with it.
  package mutating func add(_ raw: RawQuestion) {
    guard findings.count < Limits.importFindings else {
      stop(at: raw.place)
      return
    }
    let errorsBefore = errors
    let stem = checkedStem(raw)
    let kind = checkedKind(raw)
    let options = kind.flatMap { checkedOptions(raw, kind: $0) }
    let correct = kind.flatMap { kind in
      checkedKey(raw, kind: kind, optionCount: options?.count ?? Limits.options)
    }
    let level = checkedLevel(raw)
    let difficulty = checkedDifficulty(raw)
    let explanation = checkedLength(raw.explanation, field: "explanation")
    let knowledge = checkedLength(raw.knowledge, field: "knowledge")
    guard let stem, let kind, let options, let correct, let level, let difficulty,
      let id = checkedID(raw, kind: kind, stem: stem),
      errors == errorsBefore,
      !refusedRows.contains(FilePlace(sheet: raw.place.sheet, row: raw.place.row))
    else { return }
    noteRepeatedStem(stem, options, at: raw.place)
    questions.append(
      KeyedQuestion(
        question: Question(
          id: id, kind: kind, stem: stem, options: options, knowledge: knowledge ?? "",
          level: level, difficulty: difficulty),
        key: AnswerKey(question: id, correct: correct, explanation: explanation ?? "")))
  }

  /// What is not looked at must not become part of a version: the file is refused.
  private mutating func stop(at place: FilePlace) {
    guard !hasStopped else { return }
    hasStopped = true
    note(
      "too-many-findings", "", at: place,
      zhHans: "问题超过 \(Limits.importFindings) 处，此后未再检查",
      en: "over \(Limits.importFindings) findings; nothing from here on was looked at")
  }

  private mutating func note(
    _ code: String, _ field: String, _ severity: ImportFinding.Severity = .error,
    at place: FilePlace, zhHans: String, en: String
  ) {
    if severity == .error { errors += 1 }
    findings.append(
      ImportFinding(severity, at: place, field: field, code: code, zhHans: zhHans, en: en))
  }

  private mutating func checkedLength(_ raw: RawText?, field: String) -> String? {
    guard let raw else { return nil }
    // Scalars, so that no letter carries a book of accents.
    if raw.text.unicodeScalars.count > Limits.textCharacters {
      note(
        "text-too-long", field, at: raw.place,
        zhHans: "超过 \(Limits.textCharacters) 个字符", en: "over \(Limits.textCharacters) characters")
    }
    let isUnprintable = raw.text.unicodeScalars.contains { scalar in
      scalar.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains(scalar)
    }
    if isUnprintable {
      note(
        "text-unprintable", field, at: raw.place, zhHans: "含有控制字符",
        en: "holds a control character")
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
      let key = raw.key?.text ?? ""
      // A lone A or B is a choice whose options are missing.
      let isLetter = ["a", "b"].contains(key.lowercased())
      if raw.options.isEmpty, !isLetter, Self.truth(key) != nil { return .trueFalse }
      return (Choices(letters: key)?.count ?? 1) > 1 ? .multiple : .single
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
    guard (2...Limits.options).contains(given.count) else {
      note(
        "options-missing", "options", at: raw.place,
        zhHans: "选项应为 2 至 \(Limits.options) 个，现有 \(given.count) 个",
        en: "2 to \(Limits.options) options are needed, there are \(given.count)")
      return nil
    }
    var sound = true
    for (position, option) in given.enumerated() {
      let letter = Choices.letter(position)
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
    if kind == .trueFalse, let truth = Self.truth(Self.meaning(of: key.text, in: raw.options)) {
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
      text = "q" + digest.prefix(6).hexadecimal
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

  /// The option that a letter stands for where the file gives options, otherwise the text itself.
  private static func meaning(of key: String, in options: [RawText]) -> String {
    guard let chosen = Choices(letters: key)?.positions, chosen.count == 1,
      options.indices.contains(chosen[0]), !options[chosen[0]].text.isEmpty
    else { return key }
    return options[chosen[0]].text
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
