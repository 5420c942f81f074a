import Contests
import Foundation

/// A question as Moodle XML says it.
struct MoodleXMLQuestion {
  private(set) var losses: Set<ExportLoss> = []
  private let keyed: KeyedQuestion
  private var question: Question { keyed.question }

  /// `nil` when Moodle cannot say the question.
  init?(_ keyed: KeyedQuestion) {
    self.keyed = keyed
    switch keyed.key.solution {
    case .choices, .order: break
    case .number(let key):
      if case .relative = key.tolerance { losses.insert(.tolerance) }
    case .blanks(let blanks, _):
      guard blanks.joined().allSatisfy(Self.isLetterText) else { return nil }
    case .matches:
      guard keyed.question.options.allSatisfy(Self.isLetterText) else { return nil }
    }
    if !Self.isLetterText(question.unit) { losses.insert(.unit) }
    if !keyed.key.solution.hasPlainComparison, !isCaseOfOneBlank { losses.insert(.comparison) }
    if MoodleCategory.path(question.knowledge) == nil { losses.insert(.knowledge) }
    let shown = question.texts + [keyed.key.explanation]
    if !shown.allSatisfy(Self.isHTMLText) { losses.insert(.text) }
  }

  func write(to xml: inout XMLText, _ pictures: [PictureID: Picture]) {
    let pictures = MoodleXMLPictures(pictures)
    xml.open("question", [("type", type)])
    xml.text(question.id.text, in: "name")
    pictures.write(
      stem(pictures), of: question.passage + question.stem, in: "questiontext", to: &xml)
    pictures.write(
      pictures.html(keyed.key.explanation), of: keyed.key.explanation, in: "generalfeedback",
      to: &xml)
    xml.element("defaultgrade", "1.0000000")
    xml.element("penalty", question.kind == .trueFalse ? "1.0000000" : "0.3333333")
    xml.element("hidden", "0")
    xml.element("idnumber", question.id.text)
    writeAnswers(to: &xml, pictures)
    xml.open("tags")
    for tag in MoodleTags.tags(of: question, listed: keyed.listedOptions) {
      xml.text(tag, in: "tag")
    }
    xml.close("tags")
    xml.close("question")
  }

  /// Whether `usecase` says all of the rule of comparison.
  private var isCaseOfOneBlank: Bool {
    guard case .blanks(let blanks, let rule) = keyed.key.solution else { return false }
    return blanks.count == 1 && rule.isCaseSensitive
  }

  private var type: String {
    switch keyed.key.solution {
    case .choices: question.kind == .trueFalse ? "truefalse" : "multichoice"
    case .blanks(let blanks, _): blanks.count == 1 ? "shortanswer" : "cloze"
    case .number: "numerical"
    case .order: "ordering"
    case .matches: "matching"
    }
  }

  private func writeAnswers(to xml: inout XMLText, _ pictures: MoodleXMLPictures) {
    switch keyed.key.solution {
    case .choices(let key) where question.kind == .trueFalse:
      for (position, truth) in ["true", "false"].enumerated() {
        let isRight = key.contains(Choices(position: position))
        Self.writeAnswer(truth, isRight ? "100" : "0", to: &xml)
      }
    case .choices(let key):
      xml.element("single", question.kind == .single ? "true" : "false")
      xml.element("shuffleanswers", "true")
      xml.element("answernumbering", "ABCD")
      xml.element("showstandardinstruction", "0")
      Self.writeCombinedFeedback(to: &xml)
      let share = MoodleWeights.share(of: key.count)
      for (position, option) in question.options.enumerated() {
        let fraction = key.contains(Choices(position: position)) ? share : "0"
        xml.open("answer", [("fraction", fraction), ("format", "html")])
        pictures.writeText(pictures.html(option), of: option, to: &xml)
        xml.text("", in: "feedback", [("format", "html")])
        xml.close("answer")
      }
    case .blanks(let blanks, _) where blanks.count == 1:
      xml.element("usecase", isCaseOfOneBlank ? "1" : "0")
      for text in blanks.joined() {
        Self.writeAnswer(MoodleShortAnswer.answer(text), "100", to: &xml)
      }
    case .blanks: break
    case .number(let key): writeNumber(key, to: &xml)
    case .order(let order):
      let settings = [
        ("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "\(order.count)"),
        ("gradingtype", "ABSOLUTE_POSITION"), ("showgrading", "SHOW"),
      ]
      for (name, value) in settings { xml.element(name, value) }
      Self.writeCombinedFeedback(to: &xml)
      for (place, option) in order.enumerated() {
        let text = question.options[option]
        xml.open("answer", [("fraction", "\(place + 1).0000000"), ("format", "html")])
        pictures.writeText(pictures.html(text), of: text, to: &xml)
        xml.close("answer")
      }
    case .matches(let matches): writePairs(matches, to: &xml, pictures)
    }
  }

  private func writeNumber(_ key: NumericKey, to xml: inout XMLText) {
    xml.open("answer", [("fraction", "100"), ("format", "moodle_auto_format")])
    xml.element("text", "\(key.value)")
    xml.text("", in: "feedback", [("format", "html")])
    xml.element("tolerance", "\(key.absoluteTolerance)")
    xml.close("answer")
    let hasUnit = !question.unit.isEmpty && Self.isLetterText(question.unit)
    if hasUnit {
      xml.open("units")
      xml.open("unit")
      xml.element("multiplier", "1")
      xml.element("unit_name", question.unit)
      xml.close("unit")
      xml.close("units")
    }
    xml.element("unitgradingtype", "0")
    xml.element("unitpenalty", "0.1000000")
    xml.element("showunits", hasUnit ? "0" : "3")
    xml.element("unitsleft", "0")
  }

  private func writePairs(
    _ matches: [Int], to xml: inout XMLText, _ pictures: MoodleXMLPictures
  ) {
    xml.element("shuffleanswers", "true")
    Self.writeCombinedFeedback(to: &xml)
    let left = keyed.listedOptions.dropFirst(Set(matches).count).map { ("", $0) }
    for (premise, option) in Array(zip(question.premises, matches)) + left {
      xml.open("subquestion", [("format", "html")])
      pictures.writeText(pictures.html(premise), of: premise, to: &xml)
      xml.text(question.options[option], in: "answer")
      xml.close("subquestion")
    }
  }

  /// An answer that is plain text.
  private static func writeAnswer(_ text: String, _ fraction: String, to xml: inout XMLText) {
    xml.open("answer", [("fraction", fraction), ("format", "moodle_auto_format")])
    xml.element("text", text)
    xml.text("", in: "feedback", [("format", "html")])
    xml.close("answer")
  }

  /// Moodle asks for these elements where several parts may be right.
  private static func writeCombinedFeedback(to xml: inout XMLText) {
    for name in ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"] {
      xml.text("", in: name, [("format", "html")])
    }
  }

  /// Whether a text that is no HTML comes back equal.
  private static func isLetterText(_ text: String) -> Bool {
    text.isTrimmed && text.isXMLText && PictureReference.all(in: text).isEmpty
  }

  /// Whether a text comes back equal from HTML.
  private static func isHTMLText(_ text: String) -> Bool {
    text.isTrimmed
      && PictureReference.all(in: text).allSatisfy { reference in
        !reference.caption.contains { "[\n\r\r\n".contains($0) }
      }
  }
}

extension MoodleXMLQuestion {
  /// The question text: the passage and the stem, with the blanks of a cloze question.
  private func stem(_ pictures: MoodleXMLPictures) -> String {
    guard case .blanks(let blanks, _) = keyed.key.solution, blanks.count > 1 else {
      return passage(pictures.html) + pictures.html(question.stem)
    }
    /// In a cloze question a brace may begin a part.
    func html(_ text: String) -> String {
      pictures.html(text).replacingScalars(["{": "&#123;"])
    }
    let parts = blanks.map { Cloze.ownMark + Cloze.part($0) + "</span>" }
    let pieces = BlankMarks.split(question.stem)
    let shown = pieces.map { PictureReference.all(in: $0).count }.reduce(0, +)
    // A caption may look like a blank: a picture must not be cut in two.
    guard pieces.count == blanks.count + 1,
      shown == PictureReference.all(in: question.stem).count
    else {
      return passage(html) + html(question.stem) + parts.joined()
    }
    var stem = html(pieces[0])
    for (part, piece) in zip(parts, pieces.dropFirst()) { stem += part + html(piece) }
    return passage(html) + stem
  }

  private func passage(_ html: (String) -> String) -> String {
    let passage = question.passage
    return passage.isEmpty ? "" : MoodlePassage.start + html(passage) + MoodlePassage.end
  }
}

/// The pictures of a bank as Moodle embeds them.
private struct MoodleXMLPictures {
  private let pictures: [PictureID: Picture]

  init(_ pictures: [PictureID: Picture]) { self.pictures = pictures }

  func html(_ text: String) -> String {
    HTMLText.html(text) { reference in
      let caption = HTMLText.escaped(reference.caption, lineBreak: "&#10;")
      let name = reference.picture.map(name) ?? "missing"
      return "<img src=\"@@PLUGINFILE@@/\(name)\" alt=\"\(caption)\">"
    }
  }

  private func name(_ id: PictureID) -> String {
    pictures[id].map { "\(id).\($0.type.rawValue)" } ?? id.text
  }

  /// An HTML text with the files that it shows.
  func write(_ html: String, of text: String, in name: String, to xml: inout XMLText) {
    xml.open(name, [("format", "html")])
    writeText(html, of: text, to: &xml)
    xml.close(name)
  }

  func writeText(_ html: String, of text: String, to xml: inout XMLText) {
    xml.element("text", html)
    var written: Set<PictureID> = []
    for reference in PictureReference.all(in: text) {
      guard let id = reference.picture, let picture = pictures[id], written.insert(id).inserted
      else { continue }
      xml.element(
        "file", Data(picture.bytes).base64EncodedString(),
        [("name", name(id)), ("path", "/"), ("encoding", "base64")])
    }
  }
}

extension BlankMarks {
  /// The stem cut after each blank that it shows.
  static func split(_ stem: String) -> [String] {
    var pieces: [String] = []
    var start = stem.startIndex
    var underscores = 0
    var isOpen = false
    func cut(before end: String.Index) {
      pieces.append(String(stem[start..<end]))
      start = end
    }
    for index in stem.indices {
      let character = stem[index]
      let isLine = character == "_" || character == "＿"
      if !isLine, underscores >= 2 { cut(before: index) }
      underscores = isLine ? underscores + 1 : 0
      switch character {
      case "(", "（": isOpen = true
      case ")", "）":
        if isOpen { cut(before: stem.index(after: index)) }
        isOpen = false
      case _ where !character.isWhitespace: isOpen = false
      default: break
      }
    }
    if underscores >= 2 { cut(before: stem.endIndex) }
    return pieces + [String(stem[start...])]
  }
}

extension NumericKey {
  /// As far as a response may be from the value; of a relative tolerance without its last decimals.
  var absoluteTolerance: ExactNumber {
    switch tolerance {
    case .absolute(let most): most
    case .relative(let share):
      ExactNumber(trillionths: value.magnitude.trillionths * share.trillionths / 1_000_000_000_000)
    }
  }
}
