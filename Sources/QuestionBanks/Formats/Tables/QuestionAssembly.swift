import Contests

/// A question while the cells of a table or the fields of a record that belong to it come in.
struct QuestionAssembly {
  /// Option rows of one question whose texts are kept.
  private static let keptOptions = 32

  private(set) var question: RawQuestion
  private var lettered: [Int: RawText] = [:]
  private var together: RawText?
  private var listed: [RawText] = []
  private var marked: [Int] = []
  private var markPlace: FilePlace?
  /// References to pictures of the stem's own cell, and of other cells.
  private var stemPictures: (own: [String], others: [String]) = ([], [])

  init(place: FilePlace) { question = RawQuestion(place: place) }

  /// The options that came one by one, in rows or as a list.
  var listedCount: Int { listed.count }

  mutating func put(_ text: RawText, as column: QuestionColumn) {
    switch column {
    case .id: question.id = text
    case .kind: question.kind = text
    case .stem: question.stem = text
    case .key: question.key = .text(text)
    case .explanation: question.explanation = text
    case .knowledge: question.knowledge = text
    case .level: question.level = text
    case .difficulty: question.difficulty = text
    case .passage: question.passage = text
    case .unit: question.unit = text
    case .tolerance: question.tolerance = text
    case .premises:
      question.premises = PremiseList.premises(in: text.text).map { RawText($0, at: text.place) }
    case .option(let position): lettered[position] = text
    case .options: together = text
    case .optionText, .label, .correct: break
    }
  }

  /// Takes a list of texts for options, premises or the key; other fields hold one text.
  ///
  /// - Returns: `false` when the column holds no list.
  mutating func put(_ texts: [RawText], as column: QuestionColumn, at place: FilePlace) -> Bool {
    switch column {
    case .options: listed = texts
    case .premises: question.premises = texts
    case .key:
      let isLetters = texts.allSatisfy { Choices(letters: $0.text) != nil || Int($0.text) != nil }
      question.key =
        isLetters
        ? .text(RawText(texts.map(\.text).joined(separator: ","), at: place))
        : .blanks(texts.map { [$0] }, at: place)
    default: return false
    }
    return true
  }

  /// Adds the option that a row is.
  mutating func addOption(_ text: RawText, isRight: Bool) {
    if isRight {
      marked.append(listed.count)
      markPlace = markPlace ?? text.place
    }
    // Beyond what any question may have, the count alone is of interest.
    listed.append(listed.count < Self.keptOptions ? text : RawText("", at: text.place))
  }

  /// Puts pictures where they stand; the cells of no text that is shown give them to the stem.
  mutating func show(_ references: [String], in column: QuestionColumn?, at place: FilePlace) {
    func joined(_ text: RawText?) -> RawText {
      RawText(PictureMarks.join(text?.text ?? "", references), at: text?.place ?? place)
    }
    switch column {
    case .stem: stemPictures.own += references
    case .option(let position): lettered[position] = joined(lettered[position])
    case .passage: question.passage = joined(question.passage)
    // A picture of the key must not be seen before it is answered.
    case .explanation, .key: question.explanation = joined(question.explanation)
    case .premises:
      var used: Set<Int> = []
      question.premises = question.premises.map { premise in
        RawText(PictureMarks.replace(premise.text, references, used: &used), at: premise.place)
      }
      for (index, reference) in references.enumerated() where !used.contains(index) {
        question.premises.append(RawText(reference, at: place))
      }
    default: stemPictures.others += references
    }
  }

  /// The question, once all of it has come in.
  func finished(_ mapping: FieldMapping?, _ findings: inout [ImportFinding]) -> RawQuestion {
    var question = question
    question.options = options
    if question.options.allSatisfy(\.text.isEmpty) { takeOptions(outOf: &question) }
    if let bare = OptionList.withoutLetters(question.options.map(\.text)) {
      question.options = zip(bare, question.options).map { RawText($0, at: $1.place) }
    }
    if let stem = question.stem {
      let text = PictureMarks.join(stem.text, stemPictures.own)
      question.stem = RawText(PictureMarks.append(text, stemPictures.others), at: stem.place)
    }
    if !marked.isEmpty { takeMarks(into: &question) }
    if let key = question.key {
      var reading = ChoiceKey(question: question, mapping: mapping)
      question.key = reading.read(key)
      findings += reading.findings
    }
    return question
  }

  private var options: [RawText] {
    if let last = lettered.filter({ !$0.value.text.isEmpty }).keys.max() {
      return (0...last).map { lettered[$0] ?? RawText("", at: question.place) }
    }
    if !listed.isEmpty { return listed }
    return together.map { text in
      OptionList.options(in: text.text).map { RawText($0, at: text.place) }
    } ?? []
  }

  /// Options that stand behind the stem in its own cell.
  private func takeOptions(outOf question: inout RawQuestion) {
    guard let stem = question.stem, let found = OptionList.inline(stem.text) else { return }
    let kind = question.kind?.text ?? ""
    var isWanted = false
    switch FieldWords.kind(kind) {
    case .single, .multiple, .ordering, .matching: isWanted = true
    case .trueFalse: isWanted = found.options.allSatisfy { FieldWords.truth($0) != nil }
    case .fillIn, .numeric: break
    case nil:
      if case .text(let key) = question.key { isWanted = Choices(letters: key.text) != nil }
      isWanted = isWanted && kind.isEmpty
    }
    guard isWanted else { return }
    question.stem = RawText(found.stem, at: stem.place)
    question.options = found.options.map { RawText($0, at: stem.place) }
  }

  /// The rows that were marked as right, as the kind of the question has its key.
  private func takeMarks(into question: inout RawQuestion) {
    guard question.key?.isEmpty ?? true, let place = markPlace else { return }
    let right = marked.map { question.options.indices.contains($0) ? question.options[$0] : nil }
      .compactMap(\.self)
    switch question.kind.flatMap({ FieldWords.kind($0.text) }) {
    case .trueFalse where right.count == 1 && FieldWords.truth(right[0].text) != nil:
      question.key = .text(right[0])
    case .numeric where right.count == 1:
      question.options.removeAll { $0 == right[0] }
      question.key = .text(right[0])
    case .fillIn:
      question.options.removeAll(where: right.contains)
      let isEach = BlankMarks.count(in: question.stem?.text ?? "") == right.count
      question.key = .blanks(isEach ? right.map { [$0] } : [right], at: place)
    default: question.key = .options(marked, at: place)
    }
  }
}

/// Numbers and texts of options where letters are usual in keys.
private struct ChoiceKey {
  let question: RawQuestion
  let mapping: FieldMapping?
  private(set) var findings: [ImportFinding] = []

  init(question: RawQuestion, mapping: FieldMapping?) {
    self.question = question
    self.mapping = mapping
  }

  mutating func read(_ key: RawKey) -> RawKey {
    let kind = question.kind.flatMap { $0.text.isEmpty ? nil : $0.text }
    let known = kind.flatMap(FieldWords.kind)
    let options = question.options.map(\.text)
    let isOpen = kind == nil && question.premises.isEmpty
    switch known {
    case .single, .multiple: break
    case .ordering: return mapping?.countsFromZero == true ? numbered(key) ?? key : key
    case .trueFalse:
      guard let mapping else { return key }
      if options.count >= 2 { return numbered(key) ?? key }
      // 1 is true, and the first of options as well; 0 is false, but the first where 0 counts one.
      return mapping.countsFromZero ? refusedNumber(key) ?? key : key
    case nil where isOpen && !options.isEmpty: break
    default: return key
    }
    if mapping != nil { return numbered(key) ?? named(key, options) }
    guard case .text(let text) = key, numbers(text.text) != nil else { return named(key, options) }
    findings.append(
      ImportFinding(
        at: text.place, field: "key", code: "key-unreadable",
        zhHans: "答案“\(text.text.prefix(40))”是数字；请用 --map key=表头:1-based（从 1 数起）或 :0-based 说明",
        en:
          "the key \"\(text.text.prefix(40))\" is a number; say --map key=HEADER:1-based or :0-based"
      ))
    // The error refuses the question; the stand-in lets the rest of it be checked.
    return .options([0], at: text.place)
  }

  /// The error for a statement's key that is a number and may mean either.
  private mutating func refusedNumber(_ key: RawKey) -> RawKey? {
    guard case .text(let text) = key, numbers(text.text) != nil else { return nil }
    findings.append(
      ImportFinding(
        at: text.place, field: "key", code: "key-unreadable",
        zhHans: "答案“\(text.text.prefix(40))”从 0 数起，判断题却没有选项；请写 正确 或 错误",
        en: "the key \"\(text.text.prefix(40))\" counts options from 0, and there are none; "
          + "say true or false"))
    return .options([0], at: text.place)
  }

  /// The positions that numbers stand for under the organizer's mapping.
  private func numbered(_ key: RawKey) -> RawKey? {
    guard case .text(let text) = key, let numbers = numbers(text.text), let mapping else {
      return nil
    }
    let positions = numbers.map { $0 - (mapping.countsFromZero ? 0 : 1) }
    guard positions.allSatisfy({ (0..<8).contains($0) }) else { return nil }
    if question.kind.flatMap({ FieldWords.kind($0.text) }) == .trueFalse {
      return .text(RawText(positions.map(Choices.letter).joined(), at: text.place))
    }
    return .options(positions, at: text.place)
  }

  /// The digits of `2`, `1,3` or `13`; no question has more than nine options.
  private func numbers(_ text: String) -> [Int]? {
    let signs = text.halfWidth.filter { !",、;|/".contains($0) && !$0.isWhitespace }
    let digits = signs.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
    return !digits.isEmpty && digits.count == signs.count ? digits : nil
  }

  /// The option that a key names by its letter and its text: `B.乙`.
  private func labelled(_ key: String, _ options: [String]) -> Int? {
    let signs = key.dropFirst()
    guard let position = Choices(letters: key.prefix(1))?.positions.first,
      let mark = signs.first, ".．、:：".contains(mark), options.indices.contains(position),
      signs.dropFirst().trimmed == options[position]
    else { return nil }
    return position
  }

  /// The options whose texts the key repeats.
  private func named(_ key: RawKey, _ options: [String]) -> RawKey {
    let texts: [String]
    switch key {
    case .text(let text):
      guard !text.text.isEmpty, Choices(letters: text.text) == nil else { return key }
      if let position = options.firstIndex(of: text.text) {
        return .options([position], at: text.place)
      }
      if let position = labelled(text.text, options) {
        return .options([position], at: text.place)
      }
      texts = text.text.split { "|｜;；\n\r\n".contains($0) }.map(\.trimmed)
    case .blanks(let blanks, _): texts = blanks.joined().map(\.text)
    case .options, .matches: return key
    }
    guard (1...Limits.options).contains(texts.count) else { return key }
    let positions = texts.compactMap { options.prefix(Limits.options).firstIndex(of: $0) }
    return positions.count == texts.count ? .options(positions, at: key.place) : key
  }
}

/// The left side of a matching question in one cell: one in each line or between `|`; a backslash
/// before either, or before another one, takes its meaning away.
enum PremiseList {
  static func premises(in text: String) -> [String] {
    var premises = [""]
    var isEscaped = false
    for character in text {
      let isMark = character == "|" || character == "｜" || character.isNewline
      if isEscaped {
        isEscaped = false
        // Elsewhere a backslash is one.
        if !isMark, character != "\\" { premises[premises.count - 1].append("\\") }
        premises[premises.count - 1].append(character)
      } else if character == "\\" {
        isEscaped = true
      } else if isMark {
        premises.append("")
      } else {
        premises[premises.count - 1].append(character)
      }
    }
    if isEscaped { premises[premises.count - 1].append("\\") }
    return premises.map(\.trimmed).filter { !$0.isEmpty }
  }

  static func text(_ premises: [String]) -> String {
    premises.map { premise in
      premise.reduce(into: "") { text, character in
        if character == "\\" || character == "|" || character == "｜" || character.isNewline {
          text.append("\\")
        }
        text.append(character)
      }
    }.joined(separator: "\n")
  }
}
