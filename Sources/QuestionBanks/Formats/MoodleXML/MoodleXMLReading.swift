import Archives
import Contests

/// Makes questions of the elements of a Moodle XML file.
struct MoodleXMLReading {
  private var bank = RawBank()
  private var names = MoodleNames()
  private var knowledge: RawText?
  private var isFull = false

  /// Takes the next child of the root.
  mutating func add(_ element: XMLElement) {
    let place = FilePlace(row: element.line)
    guard element.name == "question", !isFull else { return }
    guard bank.hasRoom(at: place) else {
      isFull = true
      return
    }
    if element.attributes["type"] == "category" {
      let path = element.first("category")?.moodleText ?? ""
      knowledge = RawText(MoodleCategory.knowledge(path), at: place)
      return
    }
    var reader = MoodleXMLQuestionReader(element)
    if var question = reader.question() {
      question.knowledge = knowledge
      bank.questions.append(question)
      names.add(number: element.rawText("idnumber"), name: element.rawText("name"))
    }
    bank.findings += reader.bank.findings
    bank.pictures.merge(reader.bank.pictures) { first, _ in first }
  }

  func finished() -> RawBank {
    var bank = bank
    names.apply(to: &bank.questions)
    return bank
  }
}

extension XMLElement {
  /// What stands in the child `text`, or in the element itself, without surrounding white space.
  var moodleText: String { (first("text") ?? self).text.scalarTrimmed }

  /// The text of a child; absent when there is no such child or no text in it.
  fileprivate func rawText(_ name: String) -> RawText? {
    guard let child = first(name), !child.moodleText.isEmpty else { return nil }
    return RawText(child.moodleText, at: FilePlace(row: child.line))
  }
}

/// Reads one question.
struct MoodleXMLQuestionReader {
  /// More than any question may have: what is beyond is not looked at.
  static let maxItems = 100

  /// The findings and the pictures of this question.
  var bank = RawBank()
  let element: XMLElement
  let tags: MoodleTags
  let place: FilePlace

  init(_ element: XMLElement) {
    self.element = element
    tags = MoodleTags(element.first("tags")?.all("tag").map(\.moodleText) ?? [])
    place = FilePlace(row: element.line)
  }

  /// - Returns: `nil` for what is no question of Leitai's, which is noted.
  mutating func question() -> RawQuestion? {
    var question = RawQuestion(place: place)
    tags.apply(to: &question, at: place)
    switch element.attributes["type"] ?? "" {
    case "multichoice": readChoice(into: &question)
    case "truefalse": readTruth(into: &question)
    case "shortanswer": readShortAnswer(into: &question)
    case "numerical": readNumber(into: &question)
    case "matching", "match": readPairs(into: &question)
    case "ordering": readOrder(into: &question)
    case "cloze", "multianswer":
      guard readCloze(into: &question) else { return nil }
    case let type:
      let name = type.isEmpty ? "?" : String(type.prefix(40))
      bank.findings.append(.foreignKind(name, at: place))
      return nil
    }
    if question.stem == nil { readStem(into: &question) { $0 } }
    if let feedback = element.first("generalfeedback") {
      question.explanation = text(feedback, field: "explanation")
    }
    return question
  }

  /// The answers that are looked at.
  var answers: ArraySlice<XMLElement> { element.all("answer").prefix(Self.maxItems) }

  /// The text of an element with its pictures.
  mutating func text(_ container: XMLElement, field: String) -> RawText {
    var files = files(of: container)
    let format = container.attributes["format"].flatMap { MoodleTextFormat(name: $0) }
    let written = (container.first("text") ?? container).text
    let text = plain(written, format ?? .automatic, &files, at: container.line, field: field)
    noteUnseen(files, at: container.line, field: field)
    return text
  }

  /// Reads the question text, in which a passage may stand first.
  ///
  /// - Parameter transform: applied to what is written before it is made plain text.
  mutating func readStem(into question: inout RawQuestion, _ transform: (String) -> String) {
    guard let container = element.first("questiontext") else { return }
    var files = files(of: container)
    let format =
      container.attributes["format"].flatMap { MoodleTextFormat(name: $0) } ?? .automatic
    var written = (container.first("text") ?? container).text.scalarTrimmed[...]
    if written.hasPrefix(MoodlePassage.start),
      let end = written.firstRange(of: MoodlePassage.end)
    {
      let passage = String(written[..<end.lowerBound].dropFirst(MoodlePassage.start.count))
      question.passage = plain(passage, .html, &files, at: container.line, field: "passage")
      written = written[end.upperBound...]
    }
    let stem = plain(
      transform(String(written)), format, &files, at: container.line, field: "stem")
    noteUnseen(files, at: container.line, field: "stem")
    let picture = oldPicture()
    let parts = [stem.text, picture].filter { !$0.isEmpty }
    question.stem = RawText(parts.joined(separator: "\n"), at: stem.place)
  }

  private mutating func plain(
    _ written: String, _ format: MoodleTextFormat, _ files: inout MoodleFiles, at line: Int,
    field: String
  ) -> RawText {
    let place = FilePlace(row: line)
    let text = format.text(of: written) { source, caption in
      source == Cloze.blankSource
        ? Cloze.blank
        : files.reference(to: source, caption: caption, at: place, field: field, in: &bank)
    }
    // In plain text the mark has stayed as it was.
    return RawText(text.replacing(Cloze.blankMark, with: Cloze.blank), at: place)
  }

  private func files(of container: XMLElement) -> MoodleFiles {
    var files = MoodleFiles()
    for file in container.all("file") {
      let folder = (file.attributes["path"] ?? "/").drop { $0 == "/" }
      files.add(folder + (file.attributes["name"] ?? ""), base64: file.text)
    }
    return files
  }

  private mutating func noteUnseen(_ files: MoodleFiles, at line: Int, field: String) {
    for name in files.unseen {
      bank.findings.append(
        ImportFinding(
          .warning, at: FilePlace(row: line), field: field, code: "attachment-dropped",
          zhHans: "附件“\(name.prefix(80))”不是显示的图片，未导入",
          en: "the attachment \"\(name.prefix(80))\" is no picture that is shown; left out"))
    }
  }

  /// The one picture that a question of Moodle 1 may have, which stands below the text.
  private mutating func oldPicture() -> String {
    let place = element.first("image").map { FilePlace(row: $0.line) } ?? place
    let name = element.first("image")?.moodleText ?? ""
    if let content = element.first("image_base64")?.moodleText, !content.isEmpty {
      return bank.keep(
        picture: MoodleFiles.decoded(content), caption: "", at: place, field: "stem")
    }
    return name.isEmpty ? "" : PictureReference.missing(name)
  }
}

/// How a passage stands before a stem in the HTML of a question text.
enum MoodlePassage {
  static let start = "<div class=\"leitai-passage\">"
  static let end = "</div>"
}
