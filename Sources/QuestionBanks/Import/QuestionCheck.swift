import Contests
import Crypto

/// Turns what a format found into questions, and notes everything that is wrong in one pass.
package struct QuestionCheck {
  package private(set) var questions: [KeyedQuestion] = []
  /// Where each of `questions` begins in the file.
  package private(set) var places: [FilePlace] = []
  package private(set) var findings: [ImportFinding]
  private var placeOfID: [QuestionID: FilePlace] = [:]
  /// The cells that the format itself refused: nothing more is said about them.
  private let refusedCells: Set<FilePlace>
  /// Kept apart from `findings`, which may be many when the next question is checked.
  private var errors = 0
  private var hasStopped = false
  /// Of all questions so far. Merged cells, aliases and shared passages make a small file say much.
  private var textBytes = 0
  /// The rows that the format itself refused.
  private let refusedRows: Set<FilePlace>
  /// The knowledge points that there may be; absent when any may.
  private let knowledge: Set<String>?
  private let pictures: Set<PictureID>
  private let maxTextBytes: Int

  /// - Parameters:
  ///   - findings: what the format itself had to say.
  ///   - knowledge: the knowledge points that there may be; absent when any may.
  ///   - pictures: the pictures that the file holds.
  ///   - maxTextBytes: bytes of the texts of all questions, inclusive.
  package init(
    findings: [ImportFinding] = [], knowledge: Set<String>? = nil, pictures: Set<PictureID> = [],
    maxTextBytes: Int = Limits.bankTextBytes
  ) {
    self.maxTextBytes = maxTextBytes
    self.findings = findings
    self.knowledge = knowledge
    self.pictures = pictures
    let errors = findings.filter { $0.severity == .error }
    refusedCells = Set(errors.map(\.place))
    refusedRows = Set(errors.map { FilePlace(sheet: $0.place.sheet, row: $0.place.row) })
  }

  /// Checks one question and keeps it when nothing is wrong with it.
  package mutating func add(_ raw: RawQuestion) {
    textBytes += raw.textBytes
    guard textBytes <= maxTextBytes else {
      stopTooLarge(at: raw.place)
      return
    }
    guard findings.count < Limits.importFindings else {
      stop(at: raw.place)
      return
    }
    if let kind = raw.kind, FieldWords.isForeignKind(kind.text) {
      findings.append(.foreignKind(kind.text, at: kind.place))
      return
    }
    let errorsBefore = errors
    let stem = checkedStem(raw)
    let kind = checkedKind(raw)
    let premises = kind.flatMap { checkedPremises(raw, kind: $0) }
    let options = kind.flatMap { checkedOptions(raw, kind: $0) }
    let solution = kind.flatMap { kind in
      checkedSolution(
        raw, kind: kind, optionCount: options?.count ?? Limits.options,
        premiseCount: premises?.count)
    }
    let level = checkedLevel(raw)
    let difficulty = checkedDifficulty(raw)
    let explanation = checkedText(raw.explanation, field: "explanation")
    let point = checkedKnowledge(raw)
    let passage = checkedText(raw.passage, field: "passage")
    guard let stem, let kind, let premises, let options, let solution, let level, let difficulty,
      let id = checkedID(raw, kind: kind, stem: stem),
      errors == errorsBefore,
      !refusedRows.contains(FilePlace(sheet: raw.place.sheet, row: raw.place.row))
    else { return }
    places.append(raw.place)
    questions.append(
      KeyedQuestion(
        question: Question(
          id: id, kind: kind, stem: stem, options: options, premises: premises,
          blanks: solution.value.blankCount, unit: solution.unit, passage: passage ?? "",
          knowledge: point ?? "", level: level, difficulty: difficulty),
        key: AnswerKey(question: id, solution: solution.value, explanation: explanation ?? "")))
  }

  /// Whether the format has said what is wrong with the cell at a place.
  func isRefused(_ place: FilePlace) -> Bool {
    !refusedCells.isEmpty && refusedCells.contains(place)
  }

  /// Notes what the questions as a whole show.
  package mutating func note(_ findings: [ImportFinding]) { self.findings += findings }

  /// What is not looked at must not become part of a version: the file is refused.
  private mutating func stop(at place: FilePlace) {
    guard !hasStopped else { return }
    hasStopped = true
    findings.append(
      ImportFinding(
        at: place, code: "too-many-findings",
        zhHans: "问题超过 \(Limits.importFindings) 处，此后未再检查",
        en: "over \(Limits.importFindings) findings; nothing from here on was looked at"))
  }

  private mutating func stopTooLarge(at place: FilePlace) {
    guard !hasStopped else { return }
    hasStopped = true
    findings.append(.bankTooLarge(at: place, mostBytes: maxTextBytes))
  }

  mutating func note(
    _ code: String, _ field: String, _ severity: ImportFinding.Severity = .error,
    at place: FilePlace, zhHans: String, en: String
  ) {
    if severity == .error { errors += 1 }
    // One question may have any number of accepted texts and pictures with something wrong.
    guard findings.count < Limits.importFindings else {
      stop(at: place)
      return
    }
    findings.append(
      ImportFinding(severity, at: place, field: field, code: code, zhHans: zhHans, en: en))
  }

  /// Notes what is wrong with a text: its length, its characters, its pictures.
  ///
  /// - Returns: the text itself; `nil` when the file leaves it out.
  mutating func checkedText(_ raw: RawText?, field: String) -> String? {
    guard let raw else { return nil }
    // Scalars, so that no letter carries a book of accents.
    if raw.text.utf8.count > Limits.textCharacters,
      raw.text.unicodeScalars.count > Limits.textCharacters
    {
      note(
        "text-too-long", field, at: raw.place,
        zhHans: "超过 \(Limits.textCharacters) 个字符", en: "over \(Limits.textCharacters) characters")
      // It is refused whatever else is in it.
      return raw.text
    }
    if raw.text.hasControlCharacter {
      note(
        "text-unprintable", field, at: raw.place, zhHans: "含有控制字符",
        en: "holds a control character")
    }
    for reference in PictureReference.all(in: raw.text)
    where reference.picture.map(pictures.contains) != true {
      note(
        "picture-missing", field, at: raw.place, zhHans: "文件中没有图片“\(reference.caption)”",
        en: "the picture \"\(reference.caption)\" is not in the file")
    }
    return raw.text
  }

  private mutating func checkedStem(_ raw: RawQuestion) -> String? {
    guard let stem = raw.stem, !stem.text.isEmpty else {
      if let cell = raw.stem?.place, isRefused(cell) { return nil }
      note(
        "stem-missing", "stem", at: raw.stem?.place ?? raw.place, zhHans: "缺少题干",
        en: "the stem is missing")
      return nil
    }
    return checkedText(stem, field: "stem")
  }

  /// A file without kinds may leave them to the key and the options.
  private mutating func checkedKind(_ raw: RawQuestion) -> QuestionKind? {
    guard let given = raw.kind, !given.text.isEmpty else { return raw.apparentKind }
    if let kind = FieldWords.kind(given.text) {
      // English exports say "multiple choice" for one right answer and for several.
      let isWide = kind == .single && given.text.lowercased() == "multiple choice"
      return isWide && raw.apparentKind == .multiple ? .multiple : kind
    }
    note(
      "kind-unknown", "kind", at: given.place,
      zhHans: "未知题型“\(given.text.prefix(40))”；\(AcceptedWords.kinds.zhHans)",
      en: "unknown kind \"\(given.text.prefix(40))\"; \(AcceptedWords.kinds.en)")
    return nil
  }

  private mutating func checkedLevel(_ raw: RawQuestion) -> SkillLevel? {
    guard let given = raw.level, !given.text.isEmpty else { return .intermediate }
    let name = given.text.split(separator: "/").last.map(String.init) ?? given.text
    if let level = SkillLevel(name: name) { return level }
    note(
      "level-unknown", "level", at: given.place,
      zhHans: "未知技能等级“\(given.text.prefix(40))”；\(AcceptedWords.levels.zhHans)",
      en: "unknown skill level \"\(given.text.prefix(40))\"; \(AcceptedWords.levels.en)")
    return nil
  }

  private mutating func checkedDifficulty(_ raw: RawQuestion) -> Difficulty? {
    guard let given = raw.difficulty, !given.text.isEmpty else { return .medium }
    if let difficulty = FieldWords.difficulty(given.text) { return difficulty }
    note(
      "difficulty-unknown", "difficulty", at: given.place,
      zhHans: "未知难度“\(given.text.prefix(40))”；\(AcceptedWords.difficulties.zhHans)",
      en: "unknown difficulty \"\(given.text.prefix(40))\"; \(AcceptedWords.difficulties.en)")
    return nil
  }

  private mutating func checkedKnowledge(_ raw: RawQuestion) -> String? {
    let point = checkedText(raw.knowledge, field: "knowledge")
    if let given = raw.knowledge, let knowledge, !given.text.isEmpty,
      !knowledge.contains(given.text)
    {
      note(
        "knowledge-unknown", "knowledge", at: given.place,
        zhHans: "知识点“\(given.text)”不在题库的知识点列表中",
        en: "knowledge point \"\(given.text)\" is not in the bank's list")
    }
    return point
  }

  /// The file's own id, or one made from kind and stem, so that importing again finds the question.
  private mutating func checkedID(
    _ raw: RawQuestion, kind: QuestionKind, stem: String
  ) -> QuestionID? {
    var text = raw.id?.text ?? ""
    let isOwn = !text.isEmpty
    if !isOwn {
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
      note(
        "id-repeated", "id", at: place,
        zhHans: isOwn
          ? "编号 \(id) 已在\(first.shown.zhHans)出现"
          : "题型和题干与\(first.shown.zhHans)相同；如不是同一题，请给每题唯一的编号",
        en: isOwn
          ? "the id \(id) already stands in \(first.shown.en)"
          : "the kind and the stem are those of \(first.shown.en); "
            + "give each question an id of its own if they differ")
      return nil
    }
    placeOfID[id] = place
    return id
  }
}

extension String {
  /// Whether it holds a control character: below U+0020 but for tab and line breaks, or U+007F to
  /// U+009F, which begin with the byte C2.
  fileprivate var hasControlCharacter: Bool {
    var previous: UInt8 = 0
    for byte in utf8 {
      switch byte {
      case 0x09, 0x0A, 0x0D: break
      case ..<0x20, 0x7F: return true
      case 0x80...0x9F where previous == 0xC2: return true
      default: break
      }
      previous = byte
    }
    return false
  }
}

extension Solution {
  /// As `Question.blanks`.
  fileprivate var blankCount: Int {
    switch self {
    case .blanks(let blanks, _): blanks.count
    case .number(let key): key.units == nil ? 0 : 1
    case .choices, .order, .matches: 0
    }
  }
}

extension RawQuestion {
  /// What kind the key and the options make it; the file does not say.
  fileprivate var apparentKind: QuestionKind {
    switch key {
    case .blanks: return .fillIn
    case .matches: return .matching
    case .options(let positions, _): return positions.count > 1 ? .multiple : .single
    case .text, nil: break
    }
    if !premises.isEmpty { return .matching }
    let text = if case .text(let text) = key { text.text } else { "" }
    let letters = Choices(letters: text)
    // A lone A or B is a choice whose options are missing; a lone T or F is none.
    if options.isEmpty, letters == nil || letters == Choices(position: 5),
      FieldWords.truth(text) != nil
    {
      return .trueFalse
    }
    if options.isEmpty, letters == nil, !text.isEmpty {
      return KeyText.number(text) == nil ? .fillIn : .numeric
    }
    return (letters?.count ?? 1) > 1 ? .multiple : .single
  }
}
