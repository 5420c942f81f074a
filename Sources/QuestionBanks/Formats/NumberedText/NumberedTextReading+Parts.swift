import Contests

/// What belongs to the open question: numbers inside it, texts, labelled parts, options.
extension NumberedTextReading {
  /// Whether a number begins a question. The next number of the section does, marked as the others;
  /// another one only before what is plainly asked.
  func begins(_ mark: NumberMark, _ line: String, _ index: Int) -> Bool {
    let section = sections[sections.count - 1]
    let isNext = mark.number == section.last + 1
    switch mode {
    case .title, .answers: return true
    case .passage:
      return isNext || mark.number == 1 || mark.number == lastNumber + 1
        || passage?.numbers?.contains(mark.number) == true || isAsked(line, index)
    case .question: break
    }
    let question = questions[questions.count - 1]
    let isListed = mark.number == lastListed.map { $0 + 1 }
    guard section.style == nil || section.style == mark.style else {
      return isNext && !isListed && question.isComplete && isAsked(line, index)
    }
    if isNext { return !isListed || isAsked(line, index) }
    if mark.number < section.last + 1 { return question.isComplete && isAsked(line, index) }
    let isBare = section.kind.map(NumberedQuestion.isBare) == true
    let isNear = mark.number - section.last <= 10 && !isListed
    return isAsked(line, index) || isBare && isNear && question.target == .stem
  }

  /// Whether a line shows a blank or asks, or its options or key follow at once.
  private func isAsked(_ line: String, _ index: Int) -> Bool {
    if showsBlank(line) || line.hasSuffix("？") || line.hasSuffix("?") { return true }
    switch LineMark(lines.next(after: index)) {
    case .option(let option): return beginsOptions(option, index + 1)
    case .label(let label): return label.part == .key
    default: return false
    }
  }

  /// Whether a line has a place for a key: `（ ）`, `（ B ）`, `____`.
  private func showsBlank(_ line: String) -> Bool {
    guard line.utf8.count <= InlineMarks.longestLine else { return false }
    var lines = [NumberMark(line)?.rest ?? line]
    return BlankMarks.count(in: lines[0]) > 0
      || BracketKey.take(from: &lines, kind: nil, hasOptions: true) != nil
      || BracketKey.take(from: &lines, kind: .trueFalse, hasOptions: false) != nil
  }

  /// Whether a line begins a question that no answer block can hold.
  func startsQuestion(_ line: String, _ index: Int) -> Bool {
    if BlankMarks.count(in: line) > 0 { return true }
    guard case .option(let option) = LineMark(lines.next(after: index)) else { return false }
    return beginsOptions(option, index + 1)
  }

  /// Whether a letter is the first of some options; one with a space only when the next line goes
  /// on so.
  private func beginsOptions(_ option: OptionMark, _ index: Int) -> Bool {
    guard option.position == 0, option.form == .spaced else { return option.position == 0 }
    guard let next = OptionMark(lines.next(after: index)) else { return false }
    return next.form == .spaced && next.position == 1
  }

  /// A text without the escapes that it needed.
  static func text(_ line: String) -> String {
    InlineMarks.unescaped(EscapedLine.unescaped(line) ?? line)
  }

  /// Adds a text as it is, without looking for marks in it.
  mutating func append(_ text: String, row: Int) {
    switch mode {
    case .title: break
    case .passage: passage?.part.append(text, row: row)
    case .question: questions[questions.count - 1].append(text, row: row)
    case .answers: block.append(text, row: row, &bank.findings)
    }
  }

  /// Adds a line without a mark of its own; labelled parts and options may stand behind it.
  mutating func addText(_ line: String, row: Int) {
    guard mode == .question, EscapedLine.unescaped(line) == nil else {
      append(Self.text(line), row: row)
      return
    }
    let last = questions.count - 1
    var inside: LabelledPart?
    if case .label(let part) = questions[last].target { inside = part }
    let (head, parts) = LabelMark.split(line, inside: inside)
    let texts =
      questions[last].target == .stem && questions[last].options.isEmpty
      ? OptionMark.split(head, from: 0, after: nil) : []
    if texts.count > 2 {
      if !texts[0].isEmpty { append(InlineMarks.unescaped(texts[0]), row: row) }
      let isUpperCase = Self.isUpperCase(behind: texts[0], in: head)
      for text in texts.dropFirst() { addOption(text, isUpperCase: isUpperCase, row: row) }
    } else if !head.isEmpty {
      append(InlineMarks.unescaped(head), row: row)
    }
    add(parts, row: row)
  }

  private static func isUpperCase(behind stem: String, in line: String) -> Bool {
    let after = line.unicodeScalars.dropFirst(stem.unicodeScalars.count)
    return after.first { $0.halfWidth.isASCIILetter }.map { $0.halfWidth.value < 0x61 } ?? true
  }

  private mutating func add(_ parts: [(part: LabelledPart, text: String)], row: Int) {
    for (part, text) in parts {
      questions[questions.count - 1].add(part, Self.text(text), row: row)
    }
  }

  /// Adds a labelled part; a key may be an answer block.
  mutating func add(_ label: LabelMark, _ line: String, _ index: Int) {
    let row = lines.row(index)
    if label.part == .key, mode != .passage, beginsAnswers(label.rest, index) {
      beginAnswers(label.rest, row: row)
      return
    }
    switch mode {
    case .answers: break
    case .passage: append(Self.text(line), row: row)
    case .title:
      guard label.part == .key else { return }
      bank.findings.append(.answerWithoutQuestion(row: row))
    case .question:
      if EscapedLine.unescaped(label.rest) != nil {
        add([(label.part, label.rest)], row: row)
      } else {
        let (head, parts) = LabelMark.split(label.rest, inside: label.part)
        add([(label.part, head)] + parts, row: row)
      }
    }
  }

  /// Adds an option when its letter is the next one.
  mutating func add(_ option: OptionMark, _ line: String, _ index: Int) {
    let row = lines.row(index)
    switch mode {
    case .answers: return
    case .passage:
      addText(line, row: row)
      return
    case .title:
      if !isAfterStrayOption, option.form != .spaced {
        bank.findings.append(
          ImportFinding(
            at: FilePlace(row: row), field: "options", code: "option-without-question",
            zhHans: "选项之前没有题号", en: "options without the number of a question before them"))
      }
      isAfterStrayOption = isAfterStrayOption || option.form != .spaced
      return
    case .question: break
    }
    let expected = questions[questions.count - 1].options.count
    guard isOption(option, index, expected: expected) else {
      addText(line, row: row)
      return
    }
    if option.position != expected { refuse(option.position, expected: expected, row: row) }
    if let text = EscapedLine.unescaped(option.rest) {
      addOptions([text], like: option, row: row)
      return
    }
    let (head, parts) = LabelMark.split(option.rest)
    let texts = OptionMark.split(head, from: option.position + 1, after: option)
    addOptions(texts, like: option, row: row)
    add(parts, row: row)
  }

  /// Whether a letter belongs to the open question. The question is looked at here and not where it
  /// grows: a second owner of its lines would have them copied with every one.
  private func isOption(_ option: OptionMark, _ index: Int, expected: Int) -> Bool {
    let question = questions[questions.count - 1]
    let isSameCase = question.isUpperCase == nil || question.isUpperCase == option.isUpperCase
    guard question.takesOptions, isSameCase else { return false }
    if option.form == .spaced {
      guard expected == 0 ? beginsOptions(option, index) : question.hasSpacedLetters else {
        return false
      }
    }
    return option.position == expected || expected > 0 && option.position < Limits.options
  }

  private mutating func addOptions(_ texts: [String], like option: OptionMark, row: Int) {
    for text in texts { addOption(text, isUpperCase: option.isUpperCase, row: row) }
    if option.form == .spaced { questions[questions.count - 1].hasSpacedLetters = true }
  }

  private mutating func addOption(_ text: String, isUpperCase: Bool, row: Int) {
    questions[questions.count - 1].addOption(
      InlineMarks.unescaped(text), isUpperCase: isUpperCase, row: row)
  }

  /// The letters stand for the positions in the key: a gap or a repetition would shift it.
  private mutating func refuse(_ position: Int, expected: Int, row: Int) {
    guard !questions[questions.count - 1].isRefused, expected < 26 else { return }
    questions[questions.count - 1].isRefused = true
    let letters = [expected, position].map(Choices.letter)
    bank.findings.append(
      ImportFinding(
        at: FilePlace(row: row), field: "options", code: "option-letter",
        zhHans: "选项字母应为 \(letters[0])，却是 \(letters[1])",
        en: "the option should have the letter \(letters[0]), not \(letters[1])"))
  }
}

extension ImportFinding {
  /// An answer to which no question belongs.
  static func answerWithoutQuestion(number: Int? = nil, row: Int) -> ImportFinding {
    let number = number.map { " \($0) " } ?? ""
    return ImportFinding(
      at: FilePlace(row: row), field: "key", code: "answer-without-question",
      zhHans: "答案\(number)没有对应的题目", en: "the answer\(number.isEmpty ? " " : number)has no question")
  }
}
