import Archives
import Contests

/// What a manifest lists, read resource by resource: that of a large bank is no small document.
struct QTIManifest {
  /// One entry of the list.
  struct Resource {
    let identifier: String?
    let type: String
    /// Where it is, as the manifest writes it; empty when it does not say.
    var address: String
    let line: Int
    var metadata = QTIMetadata()
  }

  /// The name of the document's root.
  let root: String
  let rootLine: Int
  let resources: [Resource]

  /// - Throws: `BankFileRefused` with the part when it is damaged, malformed or lists more than
  ///   `most` resources.
  init(_ part: String, of archive: ZipArchive, most: Int) throws(BankFileRefused) {
    let handler = QTIManifestHandler(part: part, most: most)
    do throws(ArchiveError) {
      let parser = try XMLPushParser(handler)
      try archive.inflate(
        part, refusal: { $0 }, into: { (chunk) throws(ArchiveError) in try parser.feed(chunk) })
      try parser.finish()
    } catch {
      throw BankFileRefused(error, part: part)
    }
    root = handler.root
    rootLine = handler.rootLine
    resources = handler.resources
  }
}

private final class QTIManifestHandler: XMLHandler {
  private(set) var root = ""
  private(set) var rootLine = 1
  private(set) var resources: [QTIManifest.Resource] = []
  private let part: String
  private let most: Int
  /// The names of the open elements.
  private var path: [String] = []
  /// The characters of the text that is being read, at most so many that none is taken for less.
  private var text: [UInt8] = []
  private var textLine = 1
  private var isReadingText = false
  private var purpose = ""
  private var taxons: [String] = []
  private var hasName = false

  private static let resource = ["manifest", "resources", "resource"]
  private static let lom = resource + ["metadata", "lom"]
  private static let textBytes = 8 * Limits.textCharacters

  init(part: String, most: Int) {
    self.part = part
    self.most = most
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ArchiveError) -> XMLVisit {
    path.append(name.text)
    if path.count == 1 {
      root = name.text
      rootLine = name.line
    }
    if path == Self.resource {
      guard resources.count < most else { throw .documentTooLarge(line: name.line, limit: most) }
      let values = attributes.dictionary
      resources.append(
        QTIManifest.Resource(
          identifier: values["identifier"], type: values["type"] ?? "",
          address: values["href"] ?? "", line: name.line))
    }
    guard path.starts(with: Self.resource) else { return .enter }
    switch Array(path.dropFirst(Self.resource.count)) {
    case ["file"]:
      if resources[resources.count - 1].address.isEmpty {
        resources[resources.count - 1].address = attributes.dictionary["href"] ?? ""
      }
    case ["metadata", "lom", "classification"]:
      purpose = ""
      taxons = []
    case ["metadata", "lom", "classification", "taxonPath", "taxon"],
      ["metadata", "lom", "classification", "taxonpath", "taxon"]:
      hasName = false
    default:
      guard isNamed else { return .enter }
      isReadingText = true
      text = []
      textLine = name.line
    }
    return .enter
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isReadingText { text += bytes.prefix(Self.textBytes - text.count) }
  }

  func end(_ name: XMLName) {
    defer { path.removeLast() }
    guard path.starts(with: Self.lom) else { return }
    let inside = path.dropFirst(Self.lom.count)
    if isNamed {
      isReadingText = false
      take(String(decoding: text, as: UTF8.self).trimmed, of: inside.first ?? "")
    } else if inside.elementsEqual(["classification"]) {
      classify()
    }
  }

  /// Whether the innermost element is one whose text is taken.
  private var isNamed: Bool {
    guard path.starts(with: Self.lom) else { return false }
    let inside = path.dropFirst(Self.lom.count).map { $0.lowercased() }
    return switch inside {
    case ["educational", "difficulty", "value"], ["classification", "purpose", "value"],
      ["classification", "taxonpath", "taxon", "entry", "string"],
      ["classification", "taxonpath", "taxon", "entry", "langstring"]:
      true
    default: false
    }
  }

  private func take(_ value: String, of section: String) {
    if section == "educational" {
      if let word = QTIMetadata.difficulty(value) {
        resources[resources.count - 1].metadata.difficulty = rawText(word)
      }
    } else if path.last == "value" {
      purpose = value.lowercased()
    } else if !hasName {
      // The same name in other languages follows.
      hasName = true
      if !value.isEmpty { taxons.append(value) }
    }
  }

  private func classify() {
    let name = taxons.joined(separator: "/")
    guard !name.isEmpty else { return }
    switch purpose {
    case "discipline" where resources[resources.count - 1].metadata.knowledge == nil:
      resources[resources.count - 1].metadata.knowledge = rawText(name)
    case "skill level" where SkillLevel(name: name) != nil:
      resources[resources.count - 1].metadata.level = rawText(name)
    default: break
    }
  }

  private func rawText(_ text: String) -> RawText {
    RawText(text, at: FilePlace(sheet: part, row: textLine))
  }
}
