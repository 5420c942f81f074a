import Archives
import Contests

/// One item as the file has it: the question, or why there is none.
struct QTIItemReader {
  let content: QTIContent
  let item: XMLElement
  let scoring: QTIScoring
  let responses: [QTIResponse]
  private let responseOf: [String: QTIResponse]

  var source: QTISource { content.source }
  var place: FilePlace { content.place(item) }

  init(_ item: XMLElement, source: QTISource, part: String?) {
    self.item = item
    content = QTIContent(source: source, part: part)
    scoring = QTIScoring(item)
    responses = item.qtiAll("responseDeclaration").map(QTIResponse.init)
    responseOf = Dictionary(responses.map { ($0.identifier, $0) }) { first, _ in first }
  }

  /// The question that the item asks, without its id; `nil` for a kind that Leitai does not have,
  /// which is noted.
  func question() -> RawQuestion? {
    let interactions = item.qtiFirst("itemBody")?.qtiOutermost { $0.isInteraction } ?? []
    if let foreign = foreignKind(interactions) {
      source.bank.findings.append(.foreignKind(foreign, at: place(of: interactions)))
      return nil
    }
    var question = RawQuestion(place: place)
    let isAnswered =
      switch interactions[0].qtiName {
      case "choiceInteraction": readChoice(interactions[0], "simpleChoice", into: &question)
      case "inlineChoiceInteraction":
        readChoice(interactions[0], "inlineChoice", into: &question)
      case "orderInteraction": readOrder(interactions[0], into: &question)
      case "matchInteraction": readMatch(interactions[0], into: &question)
      default: readEntries(interactions, into: &question)
      }
    guard isAnswered else { return nil }
    readStem(into: &question)
    question.explanation = explanation(right: interactions)
    if let unread = scoring.firstUnread {
      source.note(
        .warning, at: content.place(unread), field: "key", code: "scoring-not-read",
        zhHans: "评分规则“\(unread.qtiName)”未读取，请核对答案",
        en: "the scoring rule \"\(unread.qtiName)\" was not read; check the key")
    }
    return question
  }

  func response(of interaction: XMLElement) -> QTIResponse? {
    responseOf[interaction.qti("responseIdentifier") ?? ""]
  }

  private func place(of interactions: [XMLElement]) -> FilePlace {
    interactions.first.map(content.place) ?? place
  }

  /// Why the item is no question of Leitai.
  private func foreignKind(_ interactions: [XMLElement]) -> String? {
    if item.qtiFirst("templateProcessing") != nil || item.qtiFirst("templateDeclaration") != nil {
      return "templateProcessing"
    }
    if item.qti("adaptive") == "true" { return "adaptive" }
    var names: [String] = []
    for interaction in interactions where !names.contains(interaction.qtiName) && names.count < 4 {
      names.append(interaction.qtiName)
    }
    guard let name = names.first else { return "no interaction" }
    guard names.count == 1 else { return names.joined(separator: " + ") }
    if name == "textEntryInteraction" { return nil }
    guard interactions.count == 1 else { return "\(name) (several)" }
    let known = [
      "choiceInteraction", "inlineChoiceInteraction", "orderInteraction", "matchInteraction",
    ]
    return known.contains(name) ? nil : name
  }

  // MARK: Stem and passage

  private func readStem(into question: inout RawQuestion) {
    guard let body = item.qtiFirst("itemBody") else { return }
    var flow = QTIFlow()
    var passages: [String] = []
    var passageBytes = 0
    func take(_ passage: String) {
      // An item may name one passage any number of times; what is longer than a text may be is
      // refused anyway.
      guard passageBytes <= 4 * Limits.textCharacters, !passage.isEmpty else { return }
      passages.append(passage)
      passageBytes += passage.utf8.count
    }
    var isOurs = false
    content.add(body.children, to: &flow, isVerbatim: false) { element, flow in
      if element.hasClass(QTIClass.answer) { return true }
      if let text = passage(element) {
        take(text)
        return true
      }
      if element.hasClass(QTIClass.text) { isOurs = true }
      guard element.isInteraction else { return false }
      if let prompt = element.qtiFirst("prompt") {
        flow.endBlock()
        flow.addVerbatim(content.text(of: prompt))
        flow.endBlock()
      }
      if let blank = QTIBlank.mark(of: element) { flow.addVerbatim(blank) }
      return true
    }
    for reference in item.qtiAll("assessmentStimulusRef") {
      take(shared(reference.qti("href"), at: reference))
    }
    // Entries alone ask nothing: the title is all that says what is wanted.
    let isNameless = !isOurs && flow.text.allSatisfy(QTIBlank.isPartOfMark)
    let stem = isNameless ? (item.qti("title") ?? "").trimmed : flow.text
    question.stem = RawText(stem, at: content.place(body))
    let shared = passages.joined(separator: "\n")
    if !shared.isEmpty { question.passage = RawText(shared, at: content.place(body)) }
  }

  /// The text of an element that holds what several questions share; `nil` for other elements.
  private func passage(_ element: XMLElement) -> String? {
    switch element.qtiName {
    case "object" where element.qti("type")?.contains("html") == true:
      return shared(element.qti("data"), at: element)
    case "stimulus": break
    case "rubricBlock" where element.qti("use")?.lowercased() == "sharedstimulus": break
    case "div", "section", "article", "rubricBlock":
      let names = [QTIClass.passage, "passage", "stimulus"]
      guard names.contains(where: element.hasClass) else { return nil }
    default: return nil
    }
    guard !element.qtiHolds(where: \.isInteraction) else { return nil }
    return content.text(of: element)
  }

  private func shared(_ address: String?, at element: XMLElement) -> String {
    source.passage(address ?? "", from: content.part, at: content.place(element)) {
      document, part in
      let shared = QTIContent(source: source, part: part)
      let body = document.qtiFirst("stimulusBody") ?? document.qtiFirst("body")
      return shared.text(of: body ?? document)
    } ?? ""
  }
}
