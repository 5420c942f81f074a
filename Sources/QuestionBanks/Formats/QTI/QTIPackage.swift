import Archives
import Contests

/// The table of contents of a content package: its items in order, and what is said about each.
struct QTIPackage {
  static let manifestName = "imsmanifest.xml"

  /// Entries of the archive and of the manifest: items as many as rows of a table, and their
  /// pictures.
  static let mostResources = 2 * Limits.importRows

  /// An item that is to be read.
  struct Item {
    let part: String
    /// The name of the item among the resources; absent when only a test names it.
    let resource: String?
    let metadata: QTIMetadata
    /// The title of the section of a test that the item is in; empty without one.
    var section = ""
  }

  private(set) var items: [Item] = []
  private let source: QTISource
  private let archive: ZipArchive
  private let manifest: String
  private var positionOf: [String: Int] = [:]

  /// - Throws: `BankFileRefused` naming the part, when the manifest is missing or unreadable or
  ///   names what is not there.
  init(_ archive: ZipArchive, source: QTISource) throws(BankFileRefused) {
    self.archive = archive
    self.source = source
    manifest = try Self.manifest(in: archive)
    let listed = try QTIManifest(manifest, of: archive, most: Self.mostResources)
    guard listed.root == "manifest" else {
      throw BankFileRefused(
        at: FilePlace(sheet: manifest, row: listed.rootLine), code: "manifest-unreadable",
        zhHans: "这不是内容包清单（manifest）", en: "this is no manifest of a content package")
    }
    var tests: [String] = []
    for resource in listed.resources {
      if resource.type.hasPrefix("imsqti_item_xml") {
        try addItem(resource)
      } else if resource.type.hasPrefix("imsqti_test_xml") {
        tests.append(try part(of: resource))
      } else if resource.type.hasPrefix("imsqti_xmlv1") {
        throw .oldVersion(at: place(resource))
      }
    }
    try arrange(by: tests)
  }

  /// The manifest at the root, or in the one folder that was packed as a whole.
  private static func manifest(in archive: ZipArchive) throws(BankFileRefused) -> String {
    if archive.contains(manifestName) { return manifestName }
    let inFolders = archive.names.filter {
      $0.lowercased().hasSuffix("/" + manifestName) && $0.count { $0 == "/" } == 1
    }
    guard inFolders.count == 1 else {
      throw BankFileRefused(
        at: FilePlace(), code: "manifest-missing", zhHans: "压缩包中没有 \(manifestName)，不是 QTI 内容包",
        en: "the archive has no \(manifestName): it is no QTI content package")
    }
    return inFolders[0]
  }

  private func place(_ resource: QTIManifest.Resource) -> FilePlace {
    FilePlace(sheet: manifest, row: resource.line)
  }

  private mutating func addItem(_ resource: QTIManifest.Resource) throws(BankFileRefused) {
    let part = try part(of: resource)
    let key = part.lowercased()
    guard positionOf[key] == nil else {
      source.note(
        .warning, at: place(resource), code: "file-repeated",
        zhHans: "清单重复列出 \(part)，只读取一次", en: "the manifest lists \(part) again; it is read once")
      return
    }
    positionOf[key] = items.count
    items.append(
      Item(part: part, resource: resource.identifier, metadata: resource.metadata))
  }

  /// The part to which a resource leads.
  private func part(of resource: QTIManifest.Resource) throws(BankFileRefused) -> String {
    try part(resource.address, from: manifest, at: place(resource))
  }

  private func part(
    _ address: String, from origin: String, at place: FilePlace
  ) throws(BankFileRefused) -> String {
    guard let part = try? ZipArchive.resolve(address, from: origin), part != origin else {
      throw BankFileRefused(
        at: place, code: "href-outside", zhHans: "地址“\(address.prefix(200))”指向包外",
        en: "the address \"\(address.prefix(200))\" leads out of the package")
    }
    guard archive.contains(part) else {
      throw BankFileRefused(
        at: place, code: "file-missing", zhHans: "包中没有 \(part)",
        en: "the package does not hold \(part)")
    }
    return part
  }

  // MARK: Tests

  /// Puts the items in the order of the tests; those that no test names come after the others.
  private mutating func arrange(by tests: [String]) throws(BankFileRefused) {
    var order: [Int] = []
    var placed: Set<Int> = []
    for test in tests {
      let root = try source.document(test)
      guard root.qtiName == "assessmentTest" else {
        throw .wrongType("assessmentTest", found: root, in: test)
      }
      for (reference, section) in Self.references(root, section: "") {
        let place = FilePlace(sheet: test, row: reference.line)
        let part = try part(reference.qti("href") ?? "", from: test, at: place)
        let position = positionOf[part.lowercased()] ?? addUndeclared(part, at: place)
        guard placed.insert(position).inserted else { continue }
        items[position].section = section
        order.append(position)
      }
    }
    order += items.indices.filter { !placed.contains($0) }
    items = order.map { items[$0] }
  }

  private mutating func addUndeclared(_ part: String, at place: FilePlace) -> Int {
    source.note(
      .warning, at: place, code: "file-undeclared",
      zhHans: "清单没有列出 \(part)", en: "the manifest does not list \(part)")
    positionOf[part.lowercased()] = items.count
    items.append(Item(part: part, resource: nil, metadata: QTIMetadata()))
    return items.count - 1
  }

  /// The references to items below an element, in order, with the title of the section around.
  private static func references(
    _ element: XMLElement, section: String
  ) -> [(XMLElement, section: String)] {
    element.elements.flatMap { child in
      switch child.qtiName {
      case "assessmentItemRef": [(child, section: section)]
      case "assessmentSection":
        references(child, section: (child.qti("title") ?? section).trimmed)
      default: references(child, section: section)
      }
    }
  }
}

extension BankFileRefused {
  init(at place: FilePlace, code: String, zhHans: String, en: String) {
    self.init(findings: [ImportFinding(at: place, code: code, zhHans: zhHans, en: en)])
  }

  /// A document that is not what it was said to be.
  static func wrongType(
    _ expected: String, found root: XMLElement, in part: String?
  ) -> BankFileRefused {
    BankFileRefused(
      at: FilePlace(sheet: part, row: root.line), code: "resource-type",
      zhHans: "应为 \(expected)，实为 \(root.name)", en: "\(root.name) stands where \(expected) should")
  }

  static func oldVersion(at place: FilePlace) -> BankFileRefused {
    BankFileRefused(
      at: place, code: "qti-version", zhHans: "这是 QTI 1.x，请用 QTI 2.1、2.2 或 3.0 导出",
      en: "this is QTI 1.x; export it as QTI 2.1, 2.2 or 3.0")
  }
}
