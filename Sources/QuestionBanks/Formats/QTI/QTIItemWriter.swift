import Contests

/// Writes one question as an item.
struct QTIItemWriter {
  let markup: QTIMarkup
  /// The pictures that the package will hold.
  let pictures: [PictureID: Picture]
  /// The file of the passage, seen from the item; absent where the item holds it itself.
  let stimulus: String?

  static func mediaName(_ picture: Picture) -> String {
    "media/\(picture.id).\(picture.type == .jpeg ? "jpg" : picture.type.rawValue)"
  }

  func document(_ keyed: KeyedQuestion) -> String {
    let question = keyed.question
    var parts = declarations(keyed)
    if let stimulus, !question.passage.isEmpty {
      parts.append(
        markup.qti("assessmentStimulusRef", ["identifier": "PASSAGE", "href": stimulus]))
    }
    parts.append(markup.qti("itemBody", lines: body(question)))
    parts.append(scoring(keyed))
    if !keyed.key.explanation.isEmpty {
      let paragraph = paragraph(keyed.key.explanation)
      let content =
        markup.version == .v30 ? markup.qti("contentBody", lines: [paragraph]) : paragraph
      parts.append(
        markup.qti(
          "modalFeedback",
          [
            "outcomeIdentifier": "FEEDBACK", "identifier": "EXPLANATION", "showHide": "show",
          ], lines: [content]))
    }
    return markup.document(
      "assessmentItem",
      [
        "identifier": question.id.text, "title": question.id.text, "adaptive": "false",
        markup.version == .v30 ? "time-dependent" : "timeDependent": "false",
      ], lines: parts)
  }

  // MARK: Content

  /// A paragraph that is read back as it stands.
  func paragraph(_ text: String) -> String {
    QTIMarkup.element("p", ["class": QTIClass.text], inline(text))
  }

  /// Characters and pictures.
  private func inline(_ text: String, words: (String) -> String = QTIMarkup.broken) -> String {
    PictureReference.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): return words(text)
      case .picture(let reference):
        guard let picture = reference.picture.flatMap({ pictures[$0] }) else {
          let id = reference.picture.map { PictureReference.text($0, caption: reference.caption) }
          return words(id ?? PictureReference.missing(reference.caption))
        }
        return QTIMarkup.element(
          "img", ["src": "../\(Self.mediaName(picture))", "alt": reference.caption])
      }
    }.joined()
  }

  private func body(_ question: Question) -> [String] {
    var lines: [String] = []
    if stimulus == nil, !question.passage.isEmpty {
      lines.append(
        QTIMarkup.element(
          "div", ["class": QTIClass.passage], lines: [paragraph(question.passage)]))
    }
    switch question.kind {
    case .fillIn: return lines + entries(question)
    case .numeric:
      let entry = markup.qti("textEntryInteraction", ["responseIdentifier": "RESPONSE"])
      let unit = QTIMarkup.element(
        "span", ["class": "\(QTIClass.unit) \(QTIClass.text)"], QTIMarkup.broken(question.unit))
      let answer = question.unit.isEmpty ? entry : "\(entry) \(unit)"
      return lines + [
        paragraph(question.stem), QTIMarkup.element("p", ["class": QTIClass.answer], answer),
      ]
    case .single, .multiple, .trueFalse, .ordering, .matching:
      return lines + [paragraph(question.stem), interaction(question)]
    }
  }

  private func interaction(_ question: Question) -> String {
    switch question.kind {
    case .ordering:
      return markup.qti(
        "orderInteraction", ["responseIdentifier": "RESPONSE", "shuffle": "true"],
        lines: choices(question.options))
    case .matching:
      let count = "\(question.premises.count)"
      return markup.qti(
        "matchInteraction",
        ["responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": count],
        lines: [
          markup.qti("simpleMatchSet", lines: matchSet("P", question.premises, most: "1")),
          markup.qti("simpleMatchSet", lines: matchSet("O", question.options, most: count)),
        ])
    default:
      let most = question.kind == .multiple ? "0" : "1"
      let lines = choices(question.options)
      return question.kind == .single
        ? markup.qti(
          "choiceInteraction",
          [
            "class": QTIClass.single, "responseIdentifier": "RESPONSE", "shuffle": "false",
            "maxChoices": most,
          ], lines: lines)
        : markup.qti(
          "choiceInteraction",
          ["responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": most],
          lines: lines)
    }
  }

  private func choices(_ options: [String]) -> [String] {
    options.enumerated().map { position, text in
      markup.qti("simpleChoice", ["identifier": Self.choice(position)], paragraph(text))
    }
  }

  private func matchSet(_ letter: String, _ texts: [String], most: String) -> [String] {
    texts.enumerated().map { position, text in
      markup.qti(
        "simpleAssociableChoice",
        ["identifier": "\(letter)\(position + 1)", "matchMax": most], paragraph(text))
    }
  }

  static func choice(_ position: Int) -> String { Choices.letter(position) }

  /// The entries stand in the stem where it has signs for just as many, otherwise after it.
  private func entries(_ question: Question) -> [String] {
    let marks = PictureReference.pieces(of: question.stem).flatMap { piece -> [QTIBlank.Piece] in
      if case .text(let text) = piece { QTIBlank.pieces(of: text) } else { [] }
    }.count { if case .mark = $0 { true } else { false } }
    guard marks == question.blanks else {
      let entries = (0..<question.blanks).map { entry($0, of: question.blanks, mark: nil) }
      return [
        paragraph(question.stem),
        QTIMarkup.element("p", ["class": QTIClass.answer], entries.joined(separator: " ")),
      ]
    }
    var position = 0
    let content = inline(question.stem) { text in
      QTIBlank.pieces(of: text).map { piece in
        switch piece {
        case .text(let text): return QTIMarkup.broken(text)
        case .mark(let mark):
          position += 1
          return entry(position - 1, of: question.blanks, mark: mark)
        }
      }.joined()
    }
    return [QTIMarkup.element("p", ["class": QTIClass.text], content)]
  }

  private func entry(_ position: Int, of count: Int, mark: String?) -> String {
    let response = Self.response(position, of: count)
    guard let mark, mark != QTIBlank.standard else {
      return markup.qti("textEntryInteraction", ["responseIdentifier": response])
    }
    return markup.qti(
      "textEntryInteraction", ["responseIdentifier": response, "placeholderText": mark])
  }

  /// The name of the response to a blank.
  static func response(_ position: Int, of count: Int) -> String {
    count == 1 ? "RESPONSE" : "RESPONSE\(position + 1)"
  }
}
