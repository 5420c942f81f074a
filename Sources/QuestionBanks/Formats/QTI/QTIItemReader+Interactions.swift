import Archives
import Contests

extension QTIItemReader {
  /// - Returns: false, here and below, when the item was found to be of a foreign kind.
  func readChoice(
    _ interaction: XMLElement, _ choiceName: String, into question: inout RawQuestion
  ) -> Bool {
    let response = response(of: interaction)
    let isMultiple =
      response.map { $0.cardinality == "multiple" }
      ?? (interaction.qti("maxChoices").map { $0 != "1" } ?? false)
    let right = response.map { rightChoices($0, isMultiple: isMultiple) } ?? []
    var choices = interaction.qtiAll(choiceName)
    var texts = choices.map(content.rawText)
    if choiceName == "inlineChoice" {
      // A first choice without text only asks to choose.
      let kept = choices.indices.filter { position in
        !texts[position].text.isEmpty || right.contains(choices[position].qti("identifier") ?? "")
      }
      choices = kept.map { choices[$0] }
      texts = kept.map { texts[$0] }
    }
    question.options = texts
    let positions = positions(of: right, in: choices)
    let keyPlace = keyPlace(response)
    let truths = texts.map { truth($0.text) }
    if !isMultiple, truths == [true, false] || truths == [false, true],
      !interaction.hasClass(QTIClass.single)
    {
      question.kind = RawText(QuestionKind.trueFalse.rawValue, at: content.place(interaction))
      question.key = .options(
        positions.map { truths.indices.contains($0) ? (truths[$0] == true ? 0 : 1) : $0 },
        at: keyPlace)
      return true
    }
    let kind: QuestionKind = isMultiple ? .multiple : .single
    question.kind = RawText(kind.rawValue, at: content.place(interaction))
    question.key = .options(positions, at: keyPlace)
    return true
  }

  /// Options that are only lettered A and B are no truths.
  private func truth(_ text: String) -> Bool? {
    ["a", "b"].contains(text.lowercased()) ? nil : FieldWords.truth(text)
  }

  func readOrder(_ interaction: XMLElement, into question: inout RawQuestion) -> Bool {
    let choices = interaction.qtiAll("simpleChoice")
    let response = response(of: interaction)
    let right = response?.correct ?? []
    if !right.isEmpty, Set(right).count < choices.count {
      source.bank.findings.append(
        .foreignKind("orderInteraction (some)", at: content.place(interaction)))
      return false
    }
    question.kind = RawText(
      QuestionKind.ordering.rawValue, at: content.place(interaction))
    question.options = choices.map(content.rawText)
    question.key = .options(positions(of: right, in: choices), at: keyPlace(response))
    return true
  }

  func readMatch(_ interaction: XMLElement, into question: inout RawQuestion) -> Bool {
    let sets = interaction.qtiAll("simpleMatchSet").map { $0.qtiAll("simpleAssociableChoice") }
    guard sets.count == 2 else { return noteManyMatches(interaction) }
    let response = response(of: interaction)
    let right = response.map { rightChoices($0, isMultiple: true) } ?? []
    let optionOf = positionOf(sets[1])
    var options: [String: [Int]] = [:]
    for pair in right {
      let names = pair.split(whereSeparator: \.isWhitespace).map(String.init)
      guard names.count == 2 else { continue }
      options[names[0], default: []].append(optionOf[names[1]] ?? -1)
    }
    let isSingle = sets[0].allSatisfy { premise in
      (premise.qti("matchMax") ?? "1") == "1"
        && (right.isEmpty || options[premise.qti("identifier") ?? ""]?.count == 1)
    }
    guard isSingle else { return noteManyMatches(interaction) }
    question.kind = RawText(
      QuestionKind.matching.rawValue, at: content.place(interaction))
    question.premises = sets[0].map(content.rawText)
    question.options = sets[1].map(content.rawText)
    let matches = sets[0].compactMap { options[$0.qti("identifier") ?? ""]?.first }
    question.key = .matches(matches, at: keyPlace(response))
    return true
  }

  /// In Leitai exactly one option belongs to each premise.
  private func noteManyMatches(_ interaction: XMLElement) -> Bool {
    source.bank.findings.append(.foreignKind("match (many)", at: content.place(interaction)))
    return false
  }

  func readEntries(_ interactions: [XMLElement], into question: inout RawQuestion) -> Bool {
    let declared = interactions.map(response)
    let accepted = declared.map { response in response.map(acceptedTexts) ?? [] }
    let first = declared[0]
    if interactions.count == 1, let first, first.isNumeric, accepted[0].count < 2 {
      readNumber(first, accepted[0].first, interactions[0], into: &question)
      return true
    }
    question.kind = RawText(
      QuestionKind.fillIn.rawValue, at: content.place(interactions[0]))
    question.blankRule = BlankRule(
      isCaseSensitive: declared.allSatisfy { $0?.isCaseSensitive == true })
    // One blank without a text leaves the whole key open.
    let isOpen = accepted.contains { $0.isEmpty }
    let texts = zip(declared, accepted).map { response, texts in
      texts.map { RawText($0, at: keyPlace(response)) }
    }
    question.key = .blanks(isOpen ? [] : texts, at: keyPlace(first))
    return true
  }

  private func readNumber(
    _ response: QTIResponse, _ value: String?, _ interaction: XMLElement,
    into question: inout RawQuestion
  ) {
    question.kind = RawText(QuestionKind.numeric.rawValue, at: content.place(interaction))
    question.key = value.map { .text(RawText($0, at: keyPlace(response))) }
    let units = item.qtiFirst("itemBody")?.qtiOutermost { $0.hasClass(QTIClass.unit) } ?? []
    question.unit = units.first.map(content.rawText)
    guard let value, let test = scoring.tolerantTest(of: response.identifier) else { return }
    let sizes = (test.qti("tolerance") ?? "").split(whereSeparator: \.isWhitespace)
    let isRelative = test.qti("toleranceMode") == "relative"
    let place = content.place(test)
    if sizes.count == 2, sizes[0] != sizes[1], !isRelative, let middle = ExactNumber(value),
      let below = ExactNumber(sizes[0]), let above = ExactNumber(sizes[1])
    {
      let lower = ExactNumber(trillionths: middle.trillionths - below.trillionths)
      let upper = ExactNumber(trillionths: middle.trillionths + above.trillionths)
      question.key = .text(RawText("\(lower)~\(upper)", at: place))
    } else {
      let size = Set(sizes).joined(separator: " ")
      question.tolerance = RawText(isRelative ? "\(size)%" : size, at: place)
    }
    if test.qti("includeLowerBound") == "false" || test.qti("includeUpperBound") == "false" {
      source.note(
        .warning, at: place, field: "tolerance", code: "tolerance-inclusive",
        zhHans: "误差的边界值按正确处理", en: "a response right on the bound counts as right")
    }
  }

  // MARK: Keys

  /// The identifiers or pairs that are right.
  private func rightChoices(_ response: QTIResponse, isMultiple: Bool) -> [String] {
    if !response.correct.isEmpty { return response.correct }
    let chosen = isMultiple ? response.paid : response.best
    if Set(response.paid.map(\.points)).count > 1 { noteUnequal(response) }
    if !chosen.isEmpty { return chosen.map(\.value) }
    return scoring.constant(for: response.identifier).map { [$0] } ?? []
  }

  /// The texts or numbers that earn full points, the best known first.
  private func acceptedTexts(_ response: QTIResponse) -> [String] {
    var accepted = response.correct
    if accepted.isEmpty || scoring.usesMapping(of: response.identifier) {
      if Set(response.paid.map(\.points)).count > 1 { noteUnequal(response) }
      let mapped = response.best.map(\.value)
      let known = Set(accepted)
      accepted =
        accepted.first == mapped.first ? mapped : accepted + mapped.filter { !known.contains($0) }
    }
    guard accepted.isEmpty else { return accepted }
    return scoring.constant(for: response.identifier).map { [$0] } ?? []
  }

  private func noteUnequal(_ response: QTIResponse) {
    source.note(
      .warning, at: keyPlace(response), field: "key", code: "mapping-unequal",
      zhHans: "各答案分值不同：单选和填空只取最高分的，多选取所有得分的",
      en: "the answers earn different points: of one answer the best counts, of several all")
  }

  private func keyPlace(_ response: QTIResponse?) -> FilePlace {
    response.map { FilePlace(sheet: content.part, row: $0.line) } ?? place
  }

  private func positionOf(_ choices: [XMLElement]) -> [String: Int] {
    Dictionary(
      choices.enumerated().map { ($1.qti("identifier") ?? "", $0) }
    ) { first, _ in first }
  }

  /// -1 for a name that no choice has.
  private func positions(of names: [String], in choices: [XMLElement]) -> [Int] {
    let positionOf = positionOf(choices)
    return names.map { positionOf[$0] ?? -1 }
  }

  // MARK: Explanation

  /// The feedback that is shown whatever is answered, or for the right answer.
  func explanation(right interactions: [XMLElement]) -> RawText? {
    var right: [String: [String]] = [:]
    for response in responses {
      right[response.identifier] =
        response.correct.isEmpty ? response.paid.map(\.value) : response.correct
    }
    let outcomes = QTIOutcomes(item, scoring: scoring, responses: responses, right: right)
    let names: Set<String> = ["feedbackBlock", "feedbackInline"]
    let inside = item.qtiFirst("itemBody")?.qtiOutermost { names.contains($0.qtiName) } ?? []
    let shown = (item.qtiAll("modalFeedback") + inside).filter(outcomes.shows)
    guard let first = shown.first else { return nil }
    let texts = shown.map(content.text).filter { !$0.isEmpty }
    return RawText(texts.joined(separator: "\n"), at: content.place(first))
  }
}
