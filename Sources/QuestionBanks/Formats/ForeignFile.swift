import Archives
import Contests

/// A file that holds no bank in any of the formats, told by its contents: what it is, and what its
/// sender can do.
///
/// Looked for where nobody said which format a file has and no format with a root or a manifest of
/// its own has claimed it; the table formats would take it for a table without headers.
struct ForeignFile {
  private var code = "file-foreign"
  /// What it is and what helps, a sentence in either language.
  private let text: (zhHans: String, en: String)

  /// Bytes in which a document's root is looked for.
  private static let headBytes = 32 << 10

  /// Absent for a file that may be a bank.
  init?(_ bytes: [UInt8], filename: String) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
    if content.allSatisfy({ $0 <= 0x20 }) || bytes == [0xFF, 0xFE] {
      code = "file-empty"
      text = ("文件是空的", "the file is empty")
      return
    }
    if let found = Self.signature(bytes) ?? Self.document(bytes, filename: filename) {
      text = found
      return
    }
    // A damaged archive is for the workbook's reader to refuse.
    guard bytes.starts(with: [0x50, 0x4B]), let archive = try? ZipArchive(bytes) else {
      return nil
    }
    if let found = Self.office(archive) {
      text = found
    } else if archive.contains("[Content_Types].xml") || archive.contains("_rels/.rels") {
      return nil
    } else {
      code = "not-a-workbook"
      text = (
        "这个压缩包既不是工作簿，也不是 QTI 题库包：里面没有 imsmanifest.xml",
        "the archive is neither a workbook nor a QTI package: there is no imsmanifest.xml"
      )
    }
  }

  /// What the sender is told.
  var finding: ImportFinding {
    ImportFinding(at: FilePlace(), code: code, zhHans: text.zhHans, en: text.en)
  }

  // MARK: By the first bytes

  private static func signature(_ bytes: [UInt8]) -> (String, String)? {
    if isPicture(bytes) {
      return (
        "这是一张图片，不是题库；请把题目的文字放进表格或纯文本",
        "this is a picture, not a bank; put the questions into a sheet or a plain text"
      )
    }
    if bytes.starts(with: "%PDF-".utf8) {
      return (
        "这是 PDF 文档；请把题目另存为纯文本（.txt）或放进表格",
        "this is a PDF document; save the questions as plain text (.txt) or put them into a sheet"
      )
    }
    if bytes.starts(with: "{\\rtf".utf8) { return wordDocument }
    let archives: [[UInt8]] = [
      Array("Rar!".utf8), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x1F, 0x8B, 0x08],
    ]
    if archives.contains(where: bytes.starts(with:)) {
      return (
        "这是 RAR、7z 或 gzip 压缩包；请先解压，再上传里面的文件",
        "this is a RAR, 7z or gzip archive; unpack it and send the file inside"
      )
    }
    return nil
  }

  private static func isPicture(_ bytes: [UInt8]) -> Bool {
    let signatures: [[UInt8]] = [
      [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF87a".utf8), Array("GIF89a".utf8),
      [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A],
    ]
    if signatures.contains(where: bytes.starts(with:)) { return true }
    // A text may begin with these letters, but has no zero bytes after them.
    if bytes.starts(with: "BM".utf8) { return bytes.prefix(14).contains(0) }
    return bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
  }

  private static let wordDocument = (
    "这是 Word 文档；请另存为纯文本（.txt），或把题目放进表格",
    "this is a Word document; save it as plain text (.txt) or put the questions into a sheet"
  )

  // MARK: By the parts of an archive

  private static func office(_ archive: ZipArchive) -> (String, String)? {
    if let type = try? archive.bytes(of: "mimetype", limit: 200) {
      let type = String(decoding: type, as: UTF8.self)
      if type.hasPrefix("application/vnd.oasis.opendocument") { return openDocument(type) }
    }
    guard archive.contains("[Content_Types].xml") else { return nil }
    let folders = Set(archive.names.compactMap { $0.lowercased().split(separator: "/").first })
    if folders.contains("xl") { return nil }
    if folders.contains("word") { return wordDocument }
    guard folders.contains("ppt") else { return nil }
    return (
      "这是演示文稿；请把题目放进表格（.xlsx）或纯文本",
      "these are slides; put the questions into a sheet (.xlsx) or a plain text"
    )
  }

  private static func openDocument(_ type: String) -> (String, String) {
    if type.contains("spreadsheet") {
      return ("这是 OpenDocument 表格；请另存为 .xlsx", "this is an OpenDocument sheet; save it as .xlsx")
    }
    return (
      "这是 OpenDocument 文档；请另存为纯文本（.txt），或把题目放进表格",
      "this is an OpenDocument document; save it as plain text (.txt) or put the questions into a sheet"
    )
  }

  // MARK: By the root of a document

  private static func document(_ bytes: [UInt8], filename: String) -> (String, String)? {
    // Without its zero bytes, UTF-16 reads like ASCII up to the root.
    let head = bytes.prefix(headBytes).filter { $0 != 0 && $0 < 0x80 }
    let start = String(decoding: head, as: UTF8.self).scalarTrimmed
    guard start.utf8.first == UInt8(ascii: "<") else { return nil }
    let isXML = start.hasPrefix("<?xml") || filename.lowercased().hasSuffix(".xml")
    guard let root = root(of: start[...]) else { return nil }
    let name = root.split(separator: ":").last.map { $0.lowercased() } ?? ""
    if ["html", "head", "body", "table", "meta"].contains(name) {
      return (
        "这是 HTML 网页；请把题目另存为 .xlsx、.csv 或纯文本",
        "this is an HTML page; save the questions as .xlsx, .csv or plain text"
      )
    }
    guard isXML else { return nil }
    if name == "workbook" {
      return (
        "这是 XML 表格（根元素 \(root)）；请用 Excel 另存为 .xlsx",
        "this is an XML spreadsheet (root element \(root)); save it as .xlsx"
      )
    }
    return (
      "这个 XML 文件不是已知的题库格式：根元素是 \(root)；可用的有 Moodle XML（quiz）和 QTI",
      "this XML is no known bank: its root element is \(root); known are Moodle XML (quiz) and QTI"
    )
  }

  /// The name of the first element, behind comments and declarations; absent without one. A
  /// doctype of HTML counts as the element that may be left out behind it.
  private static func root(of text: Substring) -> String? {
    var rest = text
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      if rest.hasPrefix("!--") {
        guard let end = rest.firstRange(of: "-->") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("!") {
        if rest.prefix(14).lowercased().hasPrefix("!doctype html") { return "html" }
      } else if !rest.hasPrefix("?") {
        let name = rest.prefix(80).prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        let isName = name.utf8.first.map { Unicode.Scalar($0).isASCIILetter } == true
        return isName ? String(name.prefix(60)) : nil
      }
    }
    return nil
  }
}
