import Contests

extension GIFTQuestionReader {
  /// `~wrong =right`; without any `=` several options may be right.
  mutating func readChoice(_ answer: GIFTSigns, into question: inout RawQuestion) {
    let items = items(of: answer, at: ["~", "="])
    let isSingle = items.contains { $0.sign == "=" }
    var weights: [ExactNumber] = []
    for (position, item) in items.enumerated() {
      let (weight, written) = item.text.splitWeight()
      weights.append(weight ?? (item.sign == "=" ? MoodleWeights.all : .zero))
      question.options.append(
        text(
          written.withoutFeedback, field: "option\(Choices.letter(min(position, 25)))",
          at: item.place))
    }
    let key = MoodleWeights(weights, isSingle: isSingle)
    let kind: QuestionKind = isSingle ? .single : .multiple
    question.kind = RawText(kind.rawValue, at: question.place)
    let place = key.key.first.map { items[$0].place } ?? question.place
    question.key = .options(key.key, at: place)
    if key.sayMore { bank.findings.append(.weightsDropped(at: question.place)) }
  }

  /// `=text =%50%nearly`: the accepted texts of one blank.
  mutating func readAccepted(_ items: [Item], into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.fillIn.rawValue, at: question.place)
    var accepted: [RawText] = []
    var isPartial = false
    for item in items {
      let (weight, written) = item.text.splitWeight()
      let weights = MoodleWeights([weight ?? MoodleWeights.all], isSingle: true)
      isPartial = isPartial || weights.sayMore
      guard !weights.key.isEmpty else { continue }
      // Moodle compares the letters that are typed: there is no mark-up in them.
      let answer = written.withoutFeedback.trimmedSigns.splitFormat().text.trimmedSigns.text
      if MoodleShortAnswer.isPattern(answer) {
        bank.findings.append(.patternTakenLiterally(at: item.place))
      }
      accepted.append(RawText(MoodleShortAnswer.text(answer), at: item.place))
    }
    if isPartial { bank.findings.append(.weightsDropped(at: question.place)) }
    question.key = .blanks(
      accepted.isEmpty ? [] : [accepted], at: accepted.first?.place ?? question.place)
  }

  /// `=premise -> option`; a pair without a premise is an option that is left over.
  mutating func readPairs(_ items: [Item], into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.matching.rawValue, at: question.place)
    var pairs: [(premise: RawText, option: RawText)] = []
    for item in items {
      guard let arrow = item.text.firstIndex(ofMark: "->") else {
        bank.findings.append(
          ImportFinding(
            at: item.place, field: "key", code: "pair-incomplete", zhHans: "配对缺少 ->",
            en: "a pair lacks its ->"))
        continue
      }
      let premise = text(item.text[..<arrow], field: "premise", at: item.place)
      let option = item.text[(arrow + 2)...].trimmedSigns.text
      pairs.append((premise, RawText(option, at: item.place)))
    }
    question.takePairs(pairs, tags)
  }

  /// `3`, `3:0.1`, `2..4`, or several of them with weights.
  mutating func readNumber(_ answer: GIFTSigns, into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.numeric.rawValue, at: question.place)
    // What follows `~` is feedback to wrong numbers.
    let items = items(of: answer.prefix { !("~" ~= $0) }, at: ["="])
    var isTaken = false
    for item in items {
      let (weight, written) = item.text.splitWeight()
      let weights = MoodleWeights([weight ?? MoodleWeights.all], isSingle: true)
      guard !isTaken, !weights.key.isEmpty else { continue }
      isTaken = true
      let number = written.withoutFeedback.text.scalarTrimmed
      question.takeNumber(number, at: item.place)
    }
    if items.count > 1 { bank.findings.append(.otherNumbersDropped(at: question.place)) }
  }

  /// `>` with what the question shows and how it marks, then an item on each line, which may hold
  /// HTML.
  mutating func readOrder(_ answer: GIFTSigns, into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.ordering.rawValue, at: question.place)
    var lines = answer.dropFirst().split(maxSplits: 1_000, omittingEmptySubsequences: false) {
      "\n" ~= $0
    }
    let settings = lines.removeFirst()
    let line = settings.text
    let words = line.split(whereSeparator: \.isWhitespace)
    let setting = Set(Self.orderSettings)
    let isFirst = words.prefix { Int($0) != nil || setting.contains($0.uppercased()) }
    if isFirst.count < words.count, let item = words.dropFirst(isFirst.count).first {
      // An item on the line of the settings.
      let start = line.unicodeScalars.distance(from: line.startIndex, to: item.startIndex)
      lines.insert(settings.dropFirst(start), at: 0)
    }
    var items: [RawText] = []
    for line in lines.prefix(100) where !line.trimmedSigns.isEmpty {
      let place = place(line.trimmedSigns.startIndex)
      let field = "option\(Choices.letter(min(items.count, 25)))"
      items.append(RawText(plain(line, .automatic, field: field, at: place), at: place))
    }
    question.takeOrder(items, tags)
    let isPart = isFirst.contains {
      ["RANDOM", "REL", "CONTIGUOUS", "CONTIG"].contains($0.uppercased())
    }
    if isPart, let count = words.first.flatMap({ Int($0) }), count < items.count {
      bank.findings.append(
        ImportFinding(
          .warning, at: question.place, field: "options", code: "order-of-all",
          zhHans: "原题只显示 \(count) 项，导入后排序全部 \(items.count) 项",
          en: "the file shows \(count) items; all \(items.count) are to be ordered"))
    }
  }

  private static let orderSettings = [
    "ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG", "HORIZONTAL", "HORI", "H", "VERTICAL",
    "VERT", "V", "ALL_OR_NOTHING", "ABSOLUTE_POSITION", "ABSOLUTE", "ABS",
    "RELATIVE_NEXT_EXCLUDE_LAST", "RELATIVE_NEXT_INCLUDE_LAST", "RELATIVE_ONE_PREVIOUS_AND_NEXT",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT", "RELATIVE_TO_CORRECT", "RELATIVE", "LONGEST_ORDERED_SUBSET",
    "LONGEST_CONTIGUOUS_SUBSET", "SHOW", "TRUE", "YES", "HIDE", "FALSE", "NO", "NONE", "ABC",
    "ABCD", "123", "III",
  ]
}

extension RawQuestion {
  /// Takes a number as GIFT says it.
  mutating func takeNumber(_ text: String, at place: FilePlace) {
    if let range = text.firstRange(of: "..") {
      let lower = String(text[..<range.lowerBound]).scalarTrimmed
      let upper = String(text[range.upperBound...]).scalarTrimmed
      key = .text(RawText("\(Self.number(lower))~\(Self.number(upper))", at: place))
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0).scalarTrimmed }
    takeNumber(parts.first ?? "", tolerance: parts.count > 1 ? parts[1] : "", at: place)
  }

  /// Takes a number with its tolerance, which may be empty.
  mutating func takeNumber(_ value: String, tolerance: String, at place: FilePlace) {
    key = .text(RawText(Self.number(value), at: place))
    if !tolerance.isEmpty { self.tolerance = RawText(tolerance, at: place) }
  }

  /// What is no number must not be read as one with a unit, as `3,14` would.
  private static func number(_ text: String) -> String {
    text.isEmpty || ExactNumber(text) != nil ? text : "“\(text)”"
  }
}
