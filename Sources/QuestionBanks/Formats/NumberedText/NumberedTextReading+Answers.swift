import Contests

/// Answer blocks: where one begins and ends, and which questions it answers.
extension NumberedTextReading {
  /// Whether what stands behind `答案：`, or below it, answers several questions.
  func beginsAnswers(_ rest: String, _ index: Int) -> Bool {
    if mode == .question {
      let kind = questions[questions.count - 1].kind
      if kind?.kind == .matching || kind?.kind == .fillIn && !rest.isEmpty { return false }
    }
    guard rest.isEmpty else { return AnswerEntries.isBlock(rest) }
    let next = lines.next(after: index)
    switch LineMark(next) {
    case .heading(let heading): return isOfBlock(heading, index + 1)
    case .number(let mark):
      return AnswerEntries.isPlain(next)
        || mark.number <= sections[sections.count - 1].last && !startsQuestion(next, index + 1)
    default: return AnswerEntries.isPlain(next)
    }
  }

  /// Begins a block with what follows on its first line.
  mutating func beginAnswers(_ rest: String, row: Int) {
    if mode == .answers { endAnswers() }
    mode = .answers
    if !rest.isEmpty { addAnswers(rest, row: row) }
  }

  mutating func addAnswers(_ line: String, row: Int) {
    if !block.add(line, row: row, &bank.findings) {
      block.append(InlineMarks.unescaped(line), row: row, &bank.findings)
    }
  }

  /// Reads a line of a block.
  ///
  /// - Returns: `false` for a line that ended the block and is still to be read.
  mutating func readAnswers(_ line: String, _ mark: LineMark, _ index: Int) -> Bool {
    let row = lines.row(index)
    switch mark {
    case .answers(let rest):
      if !rest.isEmpty { addAnswers(rest, row: row) }
    case .heading(let heading) where isOfBlock(heading, index):
      block.begin(heading)
      if !heading.rest.isEmpty { addAnswers(heading.rest, row: row) }
    case .heading, .identified, .passage:
      endAnswers()
      return false
    case .number where startsQuestion(line, index):
      endAnswers()
      return false
    case .label(let label):
      if label.part == .key, AnswerEntries.isBlock(label.rest) {
        addAnswers(label.rest, row: row)
      } else {
        let (head, parts) = LabelMark.split(label.rest, inside: label.part)
        for (part, text) in [(label.part, head)] + parts { block.add(part, text) }
      }
    case .number, .option, .none: addAnswers(line, row: row)
    }
    return true
  }

  /// Whether a heading inside a block parts the answers; otherwise it begins other questions.
  private func isOfBlock(_ heading: SectionHeading, _ index: Int) -> Bool {
    if AnswerEntries.isPlain(heading.rest) { return true }
    let next = lines.next(after: index)
    guard !next.isEmpty, !startsQuestion(next, index + 1) else { return false }
    return AnswerEntries.isPlain(next) || headingNames.contains(heading.name)
  }

  /// Gives the answers of the block to their questions.
  mutating func endAnswers() {
    guard mode == .answers else { return }
    mode = .title
    let ended = block
    block = AnswerBlock()
    guard !ended.answers.isEmpty else { return }
    let open = sections[min(firstUnanswered, sections.count - 1)...]
    firstUnanswered = sections.count
    for (answer, target) in zip(ended.answers, ended.targets(in: Array(open))) {
      guard let target else {
        guard bank.hasRoom(at: FilePlace(row: answer.row)) else { return }
        bank.findings.append(.answerWithoutQuestion(number: answer.number, row: answer.row))
        continue
      }
      if !answer.text.isEmpty { questions[target].add(.key, answer.text, row: answer.row) }
      for line in answer.explanation {
        questions[target].add(.explanation, line, row: answer.row)
      }
    }
  }
}
