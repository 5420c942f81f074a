import Foundation

/// Files of the project, and real ones from outside where the folder with them is beside it.
struct SampleFiles {
  /// The greatest seed.
  private static let maxBytes = 8 << 10
  /// What is read of a longer file, of which the first questions are taken.
  private static let startBytes = 64 << 10

  private let project: URL
  private let shared: URL

  /// - Parameter project: the folder that holds `Package.swift`.
  init(project: URL) {
    self.project = project
    shared = project.deletingLastPathComponent().appending(path: "shared/data")
  }

  /// The seeds of a format, the smallest first.
  func seeds(of format: String) -> [Seed] {
    let own = (Self.ownFiles[format] ?? []).compactMap { path, cut in
      start(of: project.appending(path: path)).flatMap(cut).map { Seed(path, $0) }
    }
    let long = (Self.longFiles[format] ?? []).compactMap { path, cut in
      start(of: shared.appending(path: path)).flatMap(cut).map { Seed(path, $0) }
    }
    let small = (Self.folders[format] ?? []).flatMap(files)
    return (own + long + small).filter { (1...Self.maxBytes).contains($0.bytes.count) }
      .sorted { ($0.bytes.count, $0.name) < ($1.bytes.count, $1.name) }
  }

  /// The small files of a folder and of those in it.
  private func files(in folder: String) -> [Seed] {
    let names = try? FileManager.default.subpathsOfDirectory(
      atPath: shared.appending(path: folder).path)
    return (names ?? []).sorted().filter { name in
      [".xml", ".txt", ".zip"].contains(where: name.hasSuffix)
    }.compactMap { name in
      let path = "\(folder)/\(name)"
      return start(of: shared.appending(path: path)).map { Seed(path, $0) }
    }
  }

  private func start(of file: URL) -> [UInt8]? {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: Self.startBytes)).map { Array($0) }
  }

  private typealias Cut = @Sendable ([UInt8]) -> [UInt8]?

  private static let ownFiles: [String: [(String, Cut)]] = [
    "csv": [("QuestionBanks/power-monitoring.csv", { lines($0, 3) })],
    "native": [
      ("QuestionBanks/electrician.yaml", { before("  - id:", 3, in: $0) }),
      ("QuestionBanks/source/electrician.yaml", { before("- id:", 3, in: $0) }),
    ],
    "xlsx": [("QuestionBanks/fitter.xlsx", WorkbookCut.firstRows)],
  ]

  private static let longFiles: [String: [(String, Cut)]] = [
    "csv": [("ncvec/technician-2026-2030.csv", { lines($0, 4) })],
    "records": [
      ("ncvec/technician-2026-2030.json", twoRecords),
      ("ncvec/technician-2026-2030.yaml", { before("\n- id:", 3, in: $0) }),
    ],
    "text": [("ncvec/technician-2026-2030.txt", { lines($0, 14) })],
  ]

  private static let folders: [String: [String]] = [
    "gift": ["formats/gift"], "aiken": ["formats/aiken"], "moodle-xml": ["formats/moodlexml"],
    "qti": ["formats/qti21/items", "formats/qti21/packages"],
    "qti22": ["formats/qti22/conformance"],
    "qti30": ["formats/qti30"],
  ]

  /// The first lines of a text.
  private static func lines(_ bytes: [UInt8], _ count: Int) -> [UInt8]? {
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    return ends.count < count ? nil : Array(bytes[...ends[count - 1]])
  }

  /// The first records of a list in JSON, indented by two spaces.
  private static func twoRecords(_ bytes: [UInt8]) -> [UInt8]? {
    before("\n  },", 2, in: bytes).map { $0 + Array("\n  }]".utf8) }
  }

  /// What stands before the occurrence of a text with that number from 1.
  private static func before(_ mark: String, _ number: Int, in bytes: [UInt8]) -> [UInt8]? {
    let mark = Array(mark.utf8)
    let places = bytes.indices.lazy.filter { bytes[$0...].starts(with: mark) }
    return places.dropFirst(number - 1).first.map { Array(bytes[..<$0]) }
  }
}

/// Cuts a long workbook to its first rows.
private enum WorkbookCut {
  /// The file may be cut off after the first rows of its sheet, which is stored and not deflated.
  static func firstRows(_ bytes: [UInt8]) -> [UInt8]? {
    let sheet = "xl/worksheets/sheet1.xml"
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.range(of: "<worksheet"),
      let end = text.range(of: "<row r=\"6\"", range: start.upperBound..<text.endIndex)
    else { return nil }
    let rows = text[start.lowerBound..<end.lowerBound] + "</sheetData></worksheet>"
    var parts = [PackagePart(sheet, Array(rows.utf8))]
    for (name, root) in [
      ("[Content_Types].xml", "Types"), ("_rels/.rels", "Relationships"),
      ("xl/workbook.xml", "workbook"), ("xl/_rels/workbook.xml.rels", "Relationships"),
      ("xl/styles.xml", "styleSheet"),
    ] {
      guard let place = text.range(of: name),
        let first = text.range(of: "<\(root)", range: place.upperBound..<text.endIndex),
        let last = text.range(of: "</\(root)>", range: first.upperBound..<text.endIndex)
      else { return nil }
      parts.append(PackagePart(name, Array(text[first.lowerBound..<last.upperBound].utf8)))
    }
    return StoredPackage.bytes(of: parts)
  }
}
