import Archives
import Contests

/// Writes a bank as a content package: the manifest, a file for each item, each passage (in QTI 3)
/// and each picture.
struct QTIPackageWriter {
  private let contents: BankContents
  private let markup: QTIMarkup
  /// The pictures that the questions show, in the order of their names.
  private let pictures: [Picture]
  /// The passages that are files of their own, and the number of each from 1 by its bytes.
  private var passages: [String] = []
  private var numberOfPassage: [[UInt8]: Int] = [:]

  init(_ contents: BankContents, version: QTIVersion) {
    self.contents = contents
    markup = QTIMarkup(version: version)
    var shown: Set<PictureID> = []
    for keyed in contents.questions {
      shown.formUnion(Self.pictures(of: keyed))
      let passage = keyed.question.passage
      guard version.hasStimuli, !passage.isEmpty, numberOfPassage[Array(passage.utf8)] == nil else {
        continue
      }
      passages.append(passage)
      numberOfPassage[Array(passage.utf8)] = passages.count
    }
    pictures = shown.sorted().compactMap { contents.pictures[$0] }
  }

  private static func pictures(of keyed: KeyedQuestion) -> [PictureID] {
    (keyed.question.texts + [keyed.key.explanation]).flatMap { text in
      PictureReference.all(in: text).compactMap(\.picture)
    }
  }

  /// The package as a zip archive; the same contents give the same bytes.
  func package(named bank: String) throws -> [UInt8] {
    var writer = ZipWriter()
    writer.add(QTIPackage.manifestName, Array(manifest(named: bank).utf8))
    for (position, keyed) in contents.questions.enumerated() {
      let document = itemWriter(keyed.question).document(keyed)
      writer.add(Self.itemName(position + 1), Array(document.utf8))
    }
    for (position, passage) in passages.enumerated() {
      writer.add(Self.stimulusName(position + 1), Array(stimulus(passage, position + 1).utf8))
    }
    for picture in pictures { writer.add(QTIItemWriter.mediaName(picture), picture.bytes) }
    return try writer.finish()
  }

  private static func itemName(_ number: Int) -> String { "items/item-\(number).xml" }

  private static func stimulusName(_ number: Int) -> String { "stimuli/passage-\(number).xml" }

  private func itemWriter(_ question: Question) -> QTIItemWriter {
    let file = numberOfPassage[Array(question.passage.utf8)].map { "../" + Self.stimulusName($0) }
    return QTIItemWriter(markup: markup, pictures: contents.pictures, stimulus: file)
  }

  private func stimulus(_ passage: String, _ number: Int) -> String {
    let writer = QTIItemWriter(markup: markup, pictures: contents.pictures, stimulus: nil)
    return markup.document(
      "assessmentStimulus",
      ["identifier": "PASSAGE-\(number)", "title": "PASSAGE-\(number)"],
      lines: [markup.qti("stimulusBody", lines: [writer.paragraph(passage)])])
  }

  // MARK: Manifest

  private func manifest(named bank: String) -> String {
    let (namespace, schema) = markup.version.manifest
    let (schemaName, schemaVersion) = markup.version.packageSchema
    let title = QTIMarkup.element("general", lines: [Self.wrapped("title", bank)])
    return QTIMarkup.document(
      "manifest", namespace, schema: schema, ["identifier": "MANIFEST"],
      lines: [
        QTIMarkup.element(
          "metadata",
          lines: [
            QTIMarkup.element("schema", [:], schemaName),
            QTIMarkup.element("schemaversion", [:], schemaVersion), Self.lom([title]),
          ]),
        QTIMarkup.element("organizations"),
        QTIMarkup.element("resources", lines: itemResources + otherResources),
      ])
  }

  private var itemResources: [String] {
    contents.questions.enumerated().map { position, keyed in
      var needed = Set(Self.pictures(of: keyed)).sorted().filter { contents.pictures[$0] != nil }
        .map { "MEDIA-\($0)" }
      if let number = numberOfPassage[Array(keyed.question.passage.utf8)] {
        needed.append("PASSAGE-\(number)")
      }
      return resource(
        "ITEM-\(position + 1)", markup.version.resourceType("item"), Self.itemName(position + 1),
        metadata: metadata(keyed.question), needed: needed)
    }
  }

  private var otherResources: [String] {
    let texts = passages.indices.map { position in
      resource(
        "PASSAGE-\(position + 1)", markup.version.resourceType("stimulus"),
        Self.stimulusName(position + 1))
    }
    return texts
      + pictures.map { picture in
        resource("MEDIA-\(picture.id)", "webcontent", QTIItemWriter.mediaName(picture))
      }
  }

  private func resource(
    _ name: String, _ type: String, _ file: String, metadata: String = "", needed: [String] = []
  ) -> String {
    QTIMarkup.element(
      "resource", ["identifier": name, "type": type, "href": file],
      lines: [metadata, QTIMarkup.element("file", ["href": file])]
        + needed.map { QTIMarkup.element("dependency", ["identifierref": $0]) })
  }

  // MARK: LOM

  private func metadata(_ question: Question) -> String {
    let difficulty = QTIMarkup.element(
      "difficulty", lines: Self.vocabulary(QTIMetadata.word(question.difficulty)))
    var parts = [QTIMarkup.element("educational", lines: [difficulty])]
    if !question.knowledge.isEmpty {
      parts.append(Self.classification("discipline", question.knowledge))
    }
    parts.append(Self.classification("skill level", question.level.name))
    return QTIMarkup.element("metadata", lines: [Self.lom(parts)])
  }

  private static func lom(_ parts: [String]) -> String {
    QTIMarkup.element("lom", ["xmlns": "http://ltsc.ieee.org/xsd/LOM"], lines: parts)
  }

  private static func classification(_ purpose: String, _ name: String) -> String {
    let source = wrapped("source", "Leitai")
    let taxon = QTIMarkup.element("taxon", lines: [wrapped("entry", name)])
    return QTIMarkup.element(
      "classification",
      lines: [
        QTIMarkup.element("purpose", lines: vocabulary(purpose)),
        QTIMarkup.element("taxonPath", lines: [source, taxon]),
      ])
  }

  private static func vocabulary(_ word: String) -> [String] {
    [QTIMarkup.element("source", [:], "LOMv1.0"), QTIMarkup.element("value", [:], word)]
  }

  private static func wrapped(_ name: String, _ text: String) -> String {
    let string = QTIMarkup.element("string", ["language": "zh"], QTIMarkup.escaped(text))
    return QTIMarkup.element(name, lines: [string])
  }
}
