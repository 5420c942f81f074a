import Contests

/// Makes questions of the blocks of a GIFT file.
struct GIFTReading {
  private(set) var bank: RawBank
  private var names = MoodleNames()

  init(_ cut: GIFTBlocks) {
    bank = RawBank(findings: cut.findings)
    for block in cut.blocks {
      guard bank.hasRoom(at: FilePlace(row: block.firstLine)) else { break }
      var reader = GIFTQuestionReader(block)
      if let question = reader.question() {
        bank.questions.append(question)
        names.add(number: block.id, name: reader.name)
      }
      bank.findings += reader.bank.findings
      bank.pictures.merge(reader.bank.pictures) { first, _ in first }
    }
    names.apply(to: &bank.questions)
  }
}

/// Reads one block.
struct GIFTQuestionReader {
  /// More than any question may have: what is beyond is not looked at.
  private static let maxItems = 100

  /// The findings and the pictures of this block.
  var bank = RawBank()
  private(set) var name: RawText?
  /// The format of texts that do not say theirs.
  private(set) var format = MoodleTextFormat.automatic
  let tags: MoodleTags
  private let block: GIFTBlock
  private let signs: GIFTSigns
  /// Where in `signs` each line after the first begins.
  private let lineStarts: [Int]

  init(_ block: GIFTBlock) {
    self.block = block
    tags = MoodleTags(block.tags)
    let signs = GIFTSigns(block.lines)
    self.signs = signs
    lineStarts = signs.indices.filter { "\n" ~= signs[$0] }.map { $0 + 1 }
  }

  /// One part of an answer with the sign before it.
  struct Item {
    /// Absent for what stands before the first sign.
    let sign: Unicode.Scalar?
    let text: GIFTSigns
    let place: FilePlace
  }

  /// - Returns: `nil` for what is no question of Leitai's, which is noted.
  mutating func question() -> RawQuestion? {
    let body = splitName(signs.trimmedSigns)
    let start = body.first.map { _ in place(body.startIndex) } ?? place(0)
    let open = body.firstIndex(ofMeaning: "{")
    let close = body.firstIndex(ofMeaning: "}")
    if open == nil, close == nil {
      bank.findings.append(.foreignKind("description", at: start))
      return nil
    }
    guard let open, let close, open < close else {
      noteBraces(at: place(open ?? close ?? 0))
      return nil
    }
    let inside = body[(open + 1)..<close]
    let after = body[(close + 1)...]
    if let nested = inside.firstIndex(ofMeaning: "{") {
      noteBraces(at: place(nested))
      return nil
    }
    if let next = after.firstIndex(where: { "{" ~= $0 || "}" ~= $0 }) {
      if "{" ~= after[next] {
        noteSecondAnswer(at: place(next))
      } else {
        noteBraces(at: place(next))
      }
      return nil
    }
    var question = RawQuestion(place: place(signs.trimmedSigns.startIndex))
    question.stem = stem(before: body[..<open], after: after, at: start)
    question.knowledge = block.knowledge
    tags.apply(to: &question, at: question.place)
    return answered(question, inside)
  }

  /// Takes the general feedback from the answer and reads the rest.
  private mutating func answered(_ question: RawQuestion, _ inside: GIFTSigns) -> RawQuestion? {
    var question = question
    var answer = inside
    if let feedback = answer.lastIndex(ofMark: "####") {
      question.explanation = text(answer[(feedback + 4)...], field: "explanation")
      answer = answer[..<feedback]
    }
    if answer.trimmedSigns.first.map({ ">" ~= $0 }) == true {
      readOrder(answer.trimmedSigns, into: &question)
      return question
    }
    answer = answer.trimmedSigns
    guard let first = answer.first else {
      bank.findings.append(.foreignKind("essay", at: question.place))
      return nil
    }
    if "#" ~= first {
      readNumber(answer.dropFirst(), into: &question)
    } else if answer.firstIndex(ofMeaning: "~") != nil {
      readChoice(answer, into: &question)
    } else if let truth = Self.truth(answer) {
      question.kind = RawText(QuestionKind.trueFalse.rawValue, at: question.place)
      question.key = .text(
        RawText(Question.truthOptions[truth ? 0 : 1], at: place(answer.startIndex)))
    } else {
      let items = items(of: answer, at: ["="])
      let pairs = items.count { $0.text.firstIndex(ofMark: "->") != nil }
      if pairs > 0, items.first?.sign != nil {
        readPairs(items, into: &question)
      } else {
        readAccepted(items, into: &question)
      }
    }
    return question
  }

  /// The place of a position in `signs`.
  func place(_ position: Int) -> FilePlace {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= position { low = middle + 1 } else { high = middle }
    }
    return FilePlace(row: block.firstLine + low)
  }

  /// A text with its format, as plain text.
  mutating func text(_ written: GIFTSigns, field: String, at place: FilePlace? = nil) -> RawText {
    let (own, signs) = written.trimmedSigns.splitFormat()
    let place = place ?? self.place(written.trimmedSigns.startIndex)
    return RawText(plain(signs, own ?? format, field: field, at: place), at: place)
  }

  /// The parts of an answer, which begin with the signs; blank ones before the first sign and
  /// between `~` and `=` are left out.
  func items(of answer: GIFTSigns, at marks: Set<Unicode.Scalar>) -> [Item] {
    var items: [Item] = []
    var sign: Unicode.Scalar?
    var start = answer.startIndex
    func end(at end: Int, before next: Unicode.Scalar?) {
      let text = answer[start..<end].trimmedSigns
      let isBlank = text.isEmpty && (sign == nil || sign == "~" && next == "=")
      guard !isBlank, items.count < Self.maxItems else { return }
      items.append(
        Item(sign: sign, text: text, place: place(text.isEmpty ? start : text.startIndex)))
    }
    for (position, current) in zip(answer.indices, answer)
    where !current.isEscaped && marks.contains(current.scalar) {
      end(at: position, before: current.scalar)
      sign = current.scalar
      start = position + 1
    }
    end(at: answer.endIndex, before: nil)
    return items
  }

  private mutating func splitName(_ body: GIFTSigns) -> GIFTSigns {
    guard body.hasPrefix(mark: "::") else { return body }
    let rest = body.dropFirst(2)
    guard let end = rest.firstIndex(ofMark: "::") else { return rest.trimmedSigns }
    name = RawText(rest[..<end].trimmedSigns.text, at: place(rest.startIndex))
    return rest[(end + 2)...].trimmedSigns
  }

  /// A text goes on after the answer with a blank in its place.
  private mutating func stem(
    before: GIFTSigns, after: GIFTSigns, at place: FilePlace
  ) -> RawText {
    let blank = after.isEmpty ? [] : Array("_____".unicodeScalars).map { GIFTSign(scalar: $0) }
    let whole = (Array(before) + blank + Array(after))[...].trimmedSigns
    let (own, signs) = whole.splitFormat()
    format = own ?? .automatic
    return RawText(plain(signs, format, field: "stem", at: place), at: place)
  }

  mutating func plain(
    _ signs: GIFTSigns, _ format: MoodleTextFormat, field: String, at place: FilePlace
  ) -> String {
    var files = MoodleFiles()
    return format.text(of: signs.trimmedSigns.text) { source, caption in
      files.reference(to: source, caption: caption, at: place, field: field, in: &bank)
    }
  }

  private static func truth(_ answer: GIFTSigns) -> Bool? {
    switch answer.withoutFeedback.text.scalarTrimmed.uppercased() {
    case "T", "TRUE": true
    case "F", "FALSE": false
    default: nil
    }
  }

  private mutating func noteSecondAnswer(at place: FilePlace) {
    bank.findings.append(
      ImportFinding(
        at: place, code: "second-answer", zhHans: "出现第二个答案块：题目之间应有空行",
        en: "a second answer: blank lines part questions"))
  }

  private mutating func noteBraces(at place: FilePlace) {
    bank.findings.append(
      ImportFinding(
        at: place, code: "braces-unpaired", zhHans: "大括号不成对；文中的大括号应写作 \\{ 和 \\}",
        en: "the braces are not paired; in texts they are written \\{ and \\}"))
  }
}
