import Contests

/// Numbered text as people have it in documents: headings for the kinds, `1. …（ ）`, `A. …`,
/// `答案：`, `解析：`, or the answers in a block at the end.
///
///     一、单选题（每题1分）
///     1. 带传动打滑的原因是（ ）。
///     A. 张紧不足    B. 转速过低
///     答案：A
///     解析：张紧力不足时摩擦力不够。
///
/// Where a text of a question would be taken for one of these, a written file has a backslash
/// before it; see `EscapedLine`.
struct NumberedTextFormat: BankFormat {
  let name = "text"
  let suffix = "txt"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    let others = [".csv", ".tsv", ".yaml", ".yml", ".json", ".xml", ".gift"]
    if others.contains(where: filename.lowercased().hasSuffix) { return false }
    guard let file = TextFile(startOf: bytes) else { return false }
    return NumberedTextRecognition(TextLines(file)).isNumberedText
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    var reading = NumberedTextReading(try TextLines(bytes))
    return reading.read()
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> {
    if PlainQuestion.comesBackEqual(question) { return [] }
    let shown = question.mapTexts(PictureReference.words)
    let plain = shown.mapTexts(\.withPlainLineBreaks)
    guard let read = Self.readBack(plain) else { return [.question] }
    var losses: Set<ExportLoss> = shown.hasSameBytes(as: question) ? [] : [.pictures]
    if !read.hasSameBytes(as: shown) { losses.insert(.text) }
    return losses
  }

  func write(_ contents: BankContents, bank: String) -> [UInt8] {
    var writing = NumberedTextWriting(title: bank.withPlainLineBreaks.replacing("\n", with: " "))
    for question in contents.questions {
      if PlainQuestion.comesBackEqual(question) {
        writing.add(question)
        continue
      }
      let plain = question.mapTexts { PictureReference.words(of: $0).withPlainLineBreaks }
      if Self.readBack(plain) != nil { writing.add(plain) }
    }
    return Array(writing.text.utf8)
  }

  /// What a question becomes when it is written and read again; absent when it would be another
  /// one, with another key perhaps.
  private static func readBack(_ question: KeyedQuestion) -> KeyedQuestion? {
    var writing = NumberedTextWriting(title: "")
    writing.add(question)
    guard let lines = try? TextLines(Array(writing.text.utf8)) else { return nil }
    var reading = NumberedTextReading(lines)
    let bank = reading.read()
    var check = QuestionCheck(findings: bank.findings)
    for raw in bank.questions { check.add(raw) }
    guard !check.findings.contains(where: { $0.severity == .error }), check.questions.count == 1,
      check.questions[0].question.kind == question.question.kind,
      check.questions[0].question.id == question.question.id,
      check.questions[0].question.options.count == question.question.options.count,
      check.questions[0].key.solution == question.key.solution
    else { return nil }
    return check.questions[0]
  }
}

/// Whether the beginning of a file is numbered text.
private struct NumberedTextRecognition {
  let isNumberedText: Bool

  private static let linesLookedAt = 400

  init(_ lines: TextLines) {
    if lines.count > 0, lines[0].hasPrefix(NumberedTextWriting.titleMark) {
      isNumberedText = true
      return
    }
    var questions = 0
    var hasMore = false
    for index in 0..<min(lines.count, Self.linesLookedAt) {
      let line = lines[index]
      if index < 20, Self.isTableHeader(line) {
        isNumberedText = false
        return
      }
      switch LineMark(line) {
      case .number, .identified: questions += 1
      case .heading(let heading): hasMore = hasMore || !heading.isTopic
      case .option, .label, .answers: hasMore = hasMore || questions > 0
      case .passage, .none: break
      }
      // Options and keys may stand behind a stem.
      if !LabelMark.split(line).parts.isEmpty
        || OptionMark.split(line, from: 0, after: nil).count > 2
      {
        hasMore = hasMore || questions > 0
      }
    }
    isNumberedText = questions > 0 && hasMore
  }

  /// Stems in a table may be numbered as well.
  private static func isTableHeader(_ line: String) -> Bool {
    let cells = line.prefix(2_000).split { ",，;\t".contains($0) }
    let columns = Set(cells.compactMap { HeaderNames.column(String($0)) })
    return columns.contains(.stem) && columns.count > 1
  }
}

extension KeyedQuestion {
  /// The question with another text in the place of each.
  fileprivate func mapTexts(_ map: (String) -> String) -> KeyedQuestion {
    let solution: Solution =
      if case .blanks(let blanks, let rule) = key.solution {
        .blanks(blanks.map { $0.map(map) }, rule)
      } else {
        key.solution
      }
    return KeyedQuestion(
      question: Question(
        id: question.id, kind: question.kind, stem: map(question.stem),
        options: question.options.map(map), premises: question.premises.map(map),
        blanks: question.blanks, unit: map(question.unit), passage: map(question.passage),
        knowledge: map(question.knowledge), level: question.level,
        difficulty: question.difficulty),
      key: AnswerKey(
        question: key.question, solution: solution, explanation: map(key.explanation)))
  }

  /// Whether all texts agree byte by byte; equal strings may be written differently.
  fileprivate func hasSameBytes(as other: KeyedQuestion) -> Bool {
    guard self == other else { return false }
    return zip(texts, other.texts).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  private var texts: [String] {
    var texts = [
      question.stem, question.unit, question.passage, question.knowledge, key.explanation,
    ]
    texts += question.options + question.premises
    if case .blanks(let blanks, _) = key.solution { texts += blanks.flatMap { $0 } }
    return texts
  }
}

extension String {
  /// The text with `\n` for every line break, the only one that a line of a file can have.
  fileprivate var withPlainLineBreaks: String {
    guard utf8.contains(0x0D) else { return self }
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      if scalar != "\n" || previous != "\r" { text.append(scalar == "\r" ? "\n" : scalar) }
      previous = scalar
    }
    return String(text)
  }
}
