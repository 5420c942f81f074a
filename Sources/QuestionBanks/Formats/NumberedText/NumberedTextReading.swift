import Contests

/// Reads numbered text line by line.
///
/// What a line begins with says most (`LineMark`); whether a number begins a question is told by
/// the numbers before it and by what follows.
struct NumberedTextReading {
  let lines: TextLines
  var bank = RawBank()
  var sections = [TextSection()]
  /// The first section that no answer block has answered.
  var firstUnanswered = 0
  var questions: [NumberedQuestion] = []
  var mode = Mode.title
  var passage: Passage?
  var block = AnswerBlock()
  /// The last number of a list inside the question, which no question may continue unseen.
  var lastListed: Int?
  var isAfterStrayOption = false
  /// The number of the last question of any section; 0 before the first.
  var lastNumber = 0
  var headingNames: Set<String> = []

  enum Mode {
    /// Above the first question of a file or a section.
    case title
    case question, passage, answers
  }

  /// A text that questions share.
  struct Passage {
    var part: NumberedQuestion.Part
    let numbers: ClosedRange<Int>?
    /// Made from the lines when the first question comes.
    var raw: RawText?
  }

  init(_ lines: TextLines) { self.lines = lines }

  /// What the file holds.
  mutating func read() -> RawBank {
    for index in 0..<lines.count {
      guard bank.hasRoom(at: FilePlace(row: lines.row(index))),
        questions.count <= Limits.importRows
      else { break }
      read(lines[index], index)
    }
    endAnswers()
    var underlined: [FilePlace] = []
    for question in questions {
      guard bank.hasRoom(at: FilePlace(row: question.row)) else { break }
      if let raw = question.raw(&bank.findings, underlined: &underlined) {
        bank.questions.append(raw)
      }
    }
    if let first = underlined.first {
      bank.findings.append(.underlinedKeys(underlined.count, at: first))
    }
    return bank
  }

  private mutating func read(_ line: String, _ index: Int) {
    let row = lines.row(index)
    if let text = EscapedLine.unescaped(line) {
      append(InlineMarks.unescaped(text), row: row)
      return
    }
    let mark = LineMark(line)
    if mode == .answers, readAnswers(line, mark, index) { return }
    switch mark {
    case .answers(let rest): beginAnswers(rest, row: row)
    case .heading(let heading): begin(heading, index)
    case .passage(let mark) where isPassage(mark, index): begin(mark, row: row)
    case .identified(let named) where mode != .passage: begin(named, row: row)
    case .number(let mark) where begins(mark, line, index): begin(mark, row: row)
    case .number(let mark) where mark.leading.map { !$0.isEmpty } == true:
      // `(B) 1.` where no question begins.
      if let option = OptionMark(line) { add(option, line, index) }
    case .label(let label): add(label, line, index)
    case .option(let option): add(option, line, index)
    case .number(let mark):
      if mark.number == 1 || mark.number == lastListed.map({ $0 + 1 }) {
        lastListed = mark.number
      }
      addText(line, row: row)
    case .passage, .identified, .none: addText(line, row: row)
    }
  }

  // MARK: Headings, texts and numbers

  mutating func begin(_ heading: SectionHeading, _ index: Int) {
    if heading.isTopic {
      // A list inside a stem may be numbered with Chinese characters as well.
      guard mode != .question || questions[questions.count - 1].isComplete else {
        addText(lines[index], row: lines.row(index))
        return
      }
    }
    if sections.count == 1, questions.allSatisfy({ !$0.isAsked }) {
      // What was numbered above the first heading are notes for the examinees.
      questions = []
      sections = []
      lastNumber = 0
    }
    let kind = heading.isTopic ? sections.last?.kind : heading.kind
    sections.append(TextSection(heading: heading, kind: kind))
    headingNames.insert(heading.name)
    passage = nil
    mode = .title
    guard AnswerEntries.isPlain(heading.rest) else { return }
    sections.removeLast()
    // Notes above the first heading have taken the section before it with them.
    if sections.isEmpty { sections.append(TextSection()) }
    beginAnswers("", row: lines.row(index))
    block.begin(heading)
    addAnswers(heading.rest, row: lines.row(index))
  }

  /// `案例：` inside an explanation is a word.
  private func isPassage(_ mark: PassageMark, _ index: Int) -> Bool {
    guard mode == .question, mark.numbers == nil else { return true }
    return questions[questions.count - 1].isComplete
  }

  mutating func begin(_ mark: PassageMark, row: Int) {
    passage = Passage(
      part: NumberedQuestion.Part(Self.text(mark.rest), row: row), numbers: mark.numbers)
    mode = .passage
  }

  mutating func begin(_ named: IdentifiedLine, row: Int) {
    beginQuestion(row: row, number: nil)
    let last = questions.count - 1
    questions[last].add(.id, named.id, row: row)
    if !named.reference.isEmpty { questions[last].add(.explanation, named.reference, row: row) }
    questions[last].addLeadingKey(named.key, row: row)
    questions[last].goOnWithStem()
  }

  mutating func beginQuestion(row: Int, number: Int?) {
    var text: RawText?
    if let current = passage {
      let raw = current.raw ?? current.part.raw
      passage?.raw = raw
      let isMeant = number.flatMap { number in current.numbers?.contains(number) } != false
      text = isMeant && !raw.text.isEmpty ? raw : nil
    }
    questions.append(
      NumberedQuestion(row: row, kind: sections[sections.count - 1].kind, passage: text))
    mode = .question
    lastListed = nil
    isAfterStrayOption = false
  }

  mutating func begin(_ mark: NumberMark, row: Int) {
    let section = sections[sections.count - 1]
    let isRestart = section.last > 0 && mark.number == 1
    if isRestart { sections.append(TextSection(kind: section.kind)) }
    // A section may count on from the one before.
    if mark.number != 1, mark.number != lastNumber + 1 {
      bank.findings.append(
        ImportFinding(
          .warning, at: FilePlace(row: row), code: "number-skipped",
          zhHans: "题号由 \(lastNumber) 跳到 \(mark.number)",
          en: "the numbers jump from \(lastNumber) to \(mark.number)"))
    }
    lastNumber = mark.number
    beginQuestion(row: row, number: mark.number)
    sections[sections.count - 1].add(mark, position: questions.count - 1)
    if let key = mark.leading, !key.isEmpty {
      questions[questions.count - 1].addLeadingKey(key, row: row)
    }
    questions[questions.count - 1].goOnWithStem()
    addText(mark.rest, row: row)
  }
}
