import Archives
import Contests

extension MoodleXMLQuestionReader {
  mutating func readChoice(into question: inout RawQuestion) {
    let isSingle = ["true", "1"].contains(element.first("single")?.moodleText ?? "true")
    var weights: [ExactNumber] = []
    for (position, answer) in answers.enumerated() {
      let letter = Choices.letter(min(position, 25))
      question.options.append(text(answer, field: "option\(letter)"))
      weights.append(answer.fraction)
    }
    let kind: QuestionKind = isSingle ? .single : .multiple
    question.kind = RawText(kind.rawValue, at: place)
    let key = MoodleWeights(weights, isSingle: isSingle)
    let keyPlace = key.key.first.map { question.options[$0].place } ?? place
    question.key = .options(key.key, at: keyPlace)
    if key.sayMore { bank.findings.append(.weightsDropped(at: place)) }
  }

  mutating func readTruth(into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.trueFalse.rawValue, at: place)
    guard let right = answers.first(where: { $0.fraction > .zero }) else { return }
    question.key = .text(RawText(right.moodleText, at: FilePlace(row: right.line)))
  }

  mutating func readShortAnswer(into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.fillIn.rawValue, at: place)
    var accepted: [RawText] = []
    for position in fullyRight() {
      let answer = answers[position]
      // What contestants type: there is no mark-up in it.
      take(answer.moodleText, at: FilePlace(row: answer.line), into: &accepted)
    }
    question.key = .blanks(accepted.isEmpty ? [] : [accepted], at: accepted.first?.place ?? place)
    question.blankRule = BlankRule(isCaseSensitive: element.first("usecase")?.moodleText == "1")
  }

  mutating func readNumber(into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.numeric.rawValue, at: place)
    let right = fullyRight()
    if right.count > 1 { bank.findings.append(.otherNumbersDropped(at: place)) }
    if let first = right.first {
      let answer = answers[first]
      question.takeNumber(
        answer.moodleText, tolerance: answer.first("tolerance")?.moodleText ?? "",
        at: FilePlace(row: answer.line))
    }
    let units = element.first("units")?.all("unit").prefix(Self.maxItems) ?? []
    let base = units.first {
      ExactNumber($0.first("multiplier")?.moodleText ?? "1")
        == ExactNumber(trillionths: 1_000_000_000_000)
    }
    guard let unit = base ?? units.first, let name = unit.first("unit_name") else { return }
    question.unit = RawText(name.moodleText, at: FilePlace(row: name.line))
    if units.count > 1 {
      bank.findings.append(
        ImportFinding(
          .warning, at: FilePlace(row: unit.line), field: "unit", code: "units-dropped",
          zhHans: "只保留基本单位“\(name.moodleText.prefix(40))”",
          en: "only the base unit \"\(name.moodleText.prefix(40))\" is kept"))
    }
  }

  mutating func readPairs(into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.matching.rawValue, at: place)
    var pairs: [(premise: RawText, option: RawText)] = []
    for pair in element.all("subquestion").prefix(Self.maxItems) {
      let premise = text(pair, field: "premise")
      let option = pair.first("answer")
      pairs.append(
        (
          premise, RawText(option?.moodleText ?? "", at: FilePlace(row: option?.line ?? pair.line))
        ))
    }
    question.takePairs(pairs, tags)
  }

  mutating func readOrder(into question: inout RawQuestion) {
    question.kind = RawText(QuestionKind.ordering.rawValue, at: place)
    var items: [RawText] = []
    for (position, answer) in answers.enumerated() {
      items.append(text(answer, field: "option\(Choices.letter(min(position, 25)))"))
    }
    question.takeOrder(items, tags)
  }

  /// - Returns: whether the question is one that Leitai has; otherwise what it is was noted.
  mutating func readCloze(into question: inout RawQuestion) -> Bool {
    let cloze = Cloze(element.first("questiontext")?.moodleText ?? "")
    if cloze.isBroken {
      bank.findings.append(
        ImportFinding(
          at: place, field: "key", code: "cloze-unreadable", zhHans: "完形题中没有可识别的空",
          en: "no blank of the cloze question can be read"))
      return false
    }
    guard cloze.parts.allSatisfy(\.isShortAnswer) else {
      bank.findings.append(.foreignKind("cloze", at: place))
      return false
    }
    question.kind = RawText(QuestionKind.fillIn.rawValue, at: place)
    var blanks: [[RawText]] = []
    var isPartial = false
    for part in cloze.parts.prefix(Self.maxItems) {
      var accepted: [RawText] = []
      for alternative in part.alternatives.prefix(Self.maxItems) {
        let weights = MoodleWeights([alternative.weight], isSingle: true)
        isPartial = isPartial || weights.sayMore
        if !weights.key.isEmpty { take(alternative.text, at: place, into: &accepted) }
      }
      blanks.append(accepted)
    }
    if isPartial { bank.findings.append(.weightsDropped(at: place)) }
    question.key = .blanks(blanks, at: place)
    readStem(into: &question) { Cloze($0).stem }
    return true
  }

  /// The positions of the answers that earn all points; those that earn some are noted.
  private mutating func fullyRight() -> [Int] {
    let weights = MoodleWeights(answers.map(\.fraction), isSingle: true)
    if weights.sayMore { bank.findings.append(.weightsDropped(at: place)) }
    return weights.key
  }

  private mutating func take(_ answer: String, at place: FilePlace, into accepted: inout [RawText])
  {
    if MoodleShortAnswer.isPattern(answer) {
      bank.findings.append(.patternTakenLiterally(at: place))
    }
    accepted.append(RawText(MoodleShortAnswer.text(answer), at: place))
  }
}

extension XMLElement {
  /// The share of the points in percent; 0 when it is absent or none.
  fileprivate var fraction: ExactNumber { ExactNumber(attributes["fraction"] ?? "") ?? .zero }
}
