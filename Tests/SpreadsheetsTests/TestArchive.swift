import CZip
import Foundation
import Testing

/// A .xlsx file made part by part, so that a test can spoil any of them.
struct TestArchive {
  private static let transitional =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  var parts: [(name: String, content: [UInt8])] = []

  /// A workbook of one sheet called 题库.
  init(sheetData: String, afterData: String = "") {
    self["_rels/.rels"] = TestArchive.links([
      ("rId1", "officeDocument", "xl/workbook.xml")
    ])
    self["xl/workbook.xml"] = TestArchive.workbook([#"name="题库" sheetId="1" r:id="rId1""#])
    self["xl/_rels/workbook.xml.rels"] = TestArchive.links([
      ("rId1", "worksheet", "worksheets/sheet1.xml"),
      ("rId2", "sharedStrings", "sharedStrings.xml"),
      ("rId3", "styles", "/xl/styles.xml"),
    ])
    self["xl/worksheets/sheet1.xml"] = TestArchive.sheet(sheetData, afterData: afterData)
    setSharedStrings("")
    setStyles(formats: "", styles: [0])
  }

  subscript(name: String) -> String {
    get {
      let content = parts.first { $0.name == name }?.content ?? []
      return String(decoding: content, as: UTF8.self)
    }
    set {
      parts.removeAll { $0.name == name }
      parts.append((name, Array(newValue.utf8)))
    }
  }

  mutating func remove(_ name: String) {
    parts.removeAll { $0.name == name }
  }

  mutating func setSharedStrings(_ items: String) {
    self["xl/sharedStrings.xml"] =
      #"<sst xmlns="\#(TestArchive.transitional)">\#(items)</sst>"#
  }

  mutating func setStyles(formats: String, styles: [Int]) {
    let cellStyles = styles.map { #"<xf numFmtId="\#($0)"/>"# }.joined()
    self["xl/styles.xml"] = """
      <styleSheet xmlns="\(TestArchive.transitional)"><numFmts>\(formats)</numFmts>\
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>\(cellStyles)</cellXfs>\
      <cellStyles><cellStyle xfId="0"/></cellStyles></styleSheet>
      """
  }

  static func workbook(_ sheets: [String], properties: String = "") -> String {
    let list = sheets.map { "<sheet \($0)/>" }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?><workbook xmlns="\(transitional)" \
      xmlns:r="\(relations)"><workbookPr \(properties)/><sheets>\(list)</sheets></workbook>
      """
  }

  static func sheet(_ data: String, afterData: String = "") -> String {
    #"<worksheet xmlns="\#(transitional)"><sheetData>\#(data)</sheetData>\#(afterData)</worksheet>"#
  }

  static func links(_ links: [(id: String, kind: String, target: String)]) -> String {
    let list = links.map {
      #"<Relationship Id="\#($0.id)" Type="\#(relations)/\#($0.kind)" Target="\#($0.target)"/>"#
    }
    return """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      \(list.joined())</Relationships>
      """
  }

  /// The archive, written by libzip through a temporary file.
  func bytes() throws -> [UInt8] {
    let directory = try TemporaryDirectory()
    let path = directory.path("archive.zip")
    let archive = try #require(zip_open(path, ZIP_CREATE, nil))
    for part in parts {
      // The library frees its copy, which must live until the archive is closed.
      let copy = part.content.isEmpty ? nil : malloc(part.content.count)
      part.content.withUnsafeBytes { content in
        guard let copy, let start = content.baseAddress else { return }
        copy.copyMemory(from: start, byteCount: content.count)
      }
      let source = try #require(
        zip_source_buffer(archive, copy, UInt64(part.content.count), 1))
      try #require(zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
    }
    try #require(zip_close(archive) == 0)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

/// A directory that goes away with its owner.
final class TemporaryDirectory {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String {
    url.appendingPathComponent(name).path
  }
}

extension TestArchive {
  /// One part of a file on disk, inflated by libzip.
  static func part(_ name: String, of path: String) throws -> String {
    let archive = try #require(zip_open(path, ZIP_RDONLY, nil))
    defer { zip_discard(archive) }
    let file = try #require(zip_fopen(archive, name, 0))
    defer { zip_fclose(file) }
    var content = [UInt8](repeating: 0, count: 1 << 20)
    let count = zip_fread(file, &content, UInt64(content.count))
    return String(decoding: content[..<Int(count)], as: UTF8.self)
  }
}
