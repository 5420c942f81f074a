import Contests

/// Aiken: a stem, options on lines of their own, and the letter of the right one.
///
///     带传动打滑的原因是（　）。
///     A. 张紧不足
///     B. 转速过低
///     ANSWER: A
///
/// It knows nothing else. A question with several letters after `ANSWER:` is read as multiple, and
/// one with the options 正确 and 错误 as a statement.
struct AikenFormat: BankFormat {
  let name = "aiken"
  let suffix = "txt"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    if [".csv", ".tsv"].contains(where: filename.lowercased().hasSuffix) { return false }
    guard let file = TextFile(startOf: bytes) else { return false }
    var hasOption = false
    for position in 0..<min(file.lineCount, 2_000) {
      switch AikenLine(file[position].trimmedText) {
      case .option: hasOption = true
      case .answer: return hasOption
      case .blank, .text: break
      }
    }
    return false
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    let file = try TextFile(bytes)
    var reading = AikenReading()
    for position in 0..<file.lineCount {
      let place = FilePlace(row: position + 1)
      guard reading.bank.hasRoom(at: place) else { return reading.bank }
      reading.add(AikenLine(file[position].trimmedText), at: place)
    }
    reading.endQuestion()
    return reading.bank
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> {
    guard let text = AikenText(question) else { return [.question] }
    var losses: Set<ExportLoss> = [.id]
    if !question.key.explanation.isEmpty { losses.insert(.explanation) }
    if !question.question.knowledge.isEmpty { losses.insert(.knowledge) }
    if question.question.level != .intermediate { losses.insert(.level) }
    if question.question.difficulty != .medium { losses.insert(.difficulty) }
    if !question.question.passage.isEmpty { losses.insert(.passage) }
    if text.isWithoutPictures { losses.insert(.pictures) }
    if text.isFolded { losses.insert(.text) }
    return losses
  }

  func write(_ contents: BankContents, bank: String) -> [UInt8] {
    Array(contents.questions.compactMap { AikenText($0)?.text }.joined(separator: "\n").utf8)
  }
}

/// What a line of an Aiken file is.
private enum AikenLine: Equatable {
  case blank
  case text(String)
  case option(letter: Int, String)
  case answer(String)

  /// - Parameter line: without surrounding white space.
  init(_ line: String) {
    guard let first = line.unicodeScalars.first else {
      self = .blank
      return
    }
    if line.prefix(6).uppercased() == "ANSWER" {
      let rest = String(line.dropFirst(6)).scalarTrimmed
      if rest.first == ":" || rest.first == "：" {
        self = .answer(String(rest.dropFirst()).scalarTrimmed)
        return
      }
    }
    let rest = line.unicodeScalars.dropFirst()
    if (0x41...0x5A).contains(first.value), let mark = rest.first,
      ")）.．、".unicodeScalars.contains(mark)
    {
      self = .option(letter: Int(first.value) - 0x41, String(rest.dropFirst()).scalarTrimmed)
      return
    }
    self = .text(line)
  }
}

private struct AikenReading {
  var bank = RawBank()
  private var question: RawQuestion?
  private var stem: [String] = []
  private var isAfterBlank = false

  mutating func add(_ line: AikenLine, at place: FilePlace) {
    switch line {
    case .blank:
      isAfterBlank = true
      return
    case .text(let text):
      // Text after options, or after a blank line, begins another question.
      if isAfterBlank || question?.options.isEmpty == false { endQuestion() }
      begin(at: place)
      stem.append(text)
    case .option(let letter, let text):
      begin(at: place)
      noteUnordered(letter, at: place)
      question?.options.append(RawText(text, at: place))
    case .answer(let letters):
      begin(at: place)
      question?.key = .text(RawText(letters, at: place))
      if let count = Choices(letters: letters)?.count, count > 1 {
        question?.kind = RawText(QuestionKind.multiple.rawValue, at: place)
      }
      endQuestion()
    }
    isAfterBlank = false
  }

  mutating func endQuestion() {
    guard var ended = question else { return }
    ended.stem = RawText(stem.joined(separator: "\n"), at: ended.place)
    if ended.kind == nil {
      let isStatement = AikenText.isStatement(ended.options.map(\.text))
      let kind: QuestionKind = isStatement ? .trueFalse : .single
      ended.kind = RawText(kind.rawValue, at: ended.place)
    }
    bank.questions.append(ended)
    question = nil
    stem = []
  }

  private mutating func begin(at place: FilePlace) {
    if question == nil { question = RawQuestion(place: place) }
  }

  /// The letters stand for the positions in the key: a gap or a repetition would shift it.
  private mutating func noteUnordered(_ letter: Int, at place: FilePlace) {
    let expected = question?.options.count ?? 0
    guard letter != expected, expected < 26 else { return }
    let letters = [expected, letter].map(Choices.letter)
    bank.findings.append(
      ImportFinding(
        at: place, field: "options", code: "option-letter",
        zhHans: "选项字母应为 \(letters[0])，却是 \(letters[1])",
        en: "the option should have the letter \(letters[0]), not \(letters[1])"))
  }
}

/// A question as Aiken says it.
private struct AikenText {
  let text: String
  let isFolded: Bool
  let isWithoutPictures: Bool

  /// `nil` when Aiken cannot say the question.
  init?(_ keyed: KeyedQuestion) {
    let question = keyed.question
    guard case .choices(let key) = keyed.key.solution, key.count == 1 else { return nil }
    let isStatement = Self.isStatement(question.options)
    switch question.kind {
    case .single: guard !isStatement else { return nil }
    case .trueFalse: guard question.options == Question.truthOptions else { return nil }
    default: return nil
    }
    var hasPictures = false
    var hasFolded = false
    func sayable(_ text: String, lines: Bool) -> String {
      let words = PictureReference.words(of: text)
      if !PictureReference.all(in: text).isEmpty { hasPictures = true }
      let parts = words.split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        .map(\.scalarTrimmed).filter { !$0.isEmpty }
      let folded = parts.joined(separator: lines && Self.isSayable(parts) ? "\n" : " ")
      if !folded.unicodeScalars.elementsEqual(words.unicodeScalars) { hasFolded = true }
      return folded
    }
    let stem = sayable(question.stem, lines: true)
    let options = question.options.map { sayable($0, lines: false) }
    guard Self.isSayable(stem.split(separator: "\n").map(String.init)),
      options.allSatisfy({ !$0.isEmpty }), Set(options).count == options.count
    else { return nil }
    isWithoutPictures = hasPictures || Self.showsPictures(keyed)
    isFolded = hasFolded
    var lines = [stem]
    for (position, option) in options.enumerated() {
      lines.append("\(Choices.letter(position)). \(option)")
    }
    lines.append("ANSWER: \(key.letters)")
    text = lines.joined(separator: "\n") + "\n"
  }

  static func isStatement(_ options: [String]) -> Bool {
    options == Question.truthOptions || options == ["对", "错"]
  }

  /// Whether the lines of a stem are taken for nothing else.
  private static func isSayable(_ lines: [String]) -> Bool {
    !lines.isEmpty
      && lines.allSatisfy { if case .text = AikenLine($0) { true } else { false } }
  }

  private static func showsPictures(_ keyed: KeyedQuestion) -> Bool {
    !PictureReference.all(in: keyed.question.passage + "\n" + keyed.key.explanation).isEmpty
  }
}
