import Archives
import Contests
import QuestionBanks

/// Questions in twelve columns of an .xlsx as Excel saves it: deflated, and every text but once, in
/// `sharedStrings.xml`. Leitai's own export has its texts in the cells, which is less work to read.
struct SavedWorkbook {
  private static let header = [
    "编号", "题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "知识点", "技能等级", "难度",
  ]
  private static let kinds: [QuestionKind: String] = [
    .single: "单选题", .multiple: "多选题", .trueFalse: "判断题",
  ]
  private static let bands: [Difficulty: String] = [.easy: "易", .medium: "中", .hard: "难"]

  private var strings: [UInt8] = []
  private var numbers: [String: Int] = [:]
  private var cells: [UInt8] = []
  private var rowCount = 0

  init(_ questions: [KeyedQuestion]) {
    append(Self.header)
    for question in questions { append(Self.row(question)) }
  }

  /// The file.
  func bytes() throws -> [UInt8] {
    var writer = ZipWriter()
    for (name, content) in Self.frame { writer.add(name, Self.document(content)) }
    writer.add(
      "xl/sharedStrings.xml",
      Self.document("<sst xmlns=\"\(Self.main)\">") + strings + Array("</sst>".utf8))
    writer.add(
      "xl/worksheets/sheet1.xml",
      Self.document("<worksheet xmlns=\"\(Self.main)\"><sheetData>") + cells
        + Array("</sheetData></worksheet>".utf8))
    return try writer.finish()
  }

  private static func row(_ keyed: KeyedQuestion) -> [String] {
    let question = keyed.question
    let isStatement = question.kind == .trueFalse
    let options = isStatement ? [] : question.options
    var key = KeyText.text(keyed.key.solution)
    if isStatement { key = key == "A" ? "正确" : "错误" }
    return [question.id.text, kinds[question.kind] ?? question.kind.rawValue, question.stem]
      + (options + ["", "", "", ""]).prefix(4)
      + [
        key, keyed.key.explanation, question.knowledge, question.level.name,
        bands[question.difficulty] ?? "",
      ]
  }

  private mutating func append(_ texts: [String]) {
    rowCount += 1
    cells += Array("<row r=\"\(rowCount)\" spans=\"1:12\">".utf8)
    for (text, column) in zip(texts, "ABCDEFGHIJKL") where !text.isEmpty {
      let number = number(of: text)
      cells += Array("<c r=\"\(column)\(rowCount)\" s=\"1\" t=\"s\"><v>\(number)</v></c>".utf8)
    }
    cells += Array("</row>".utf8)
  }

  private mutating func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    let number = numbers.count
    numbers[text] = number
    strings += Array("<si><t>".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): strings += Array("&amp;".utf8)
      case UInt8(ascii: "<"): strings += Array("&lt;".utf8)
      case UInt8(ascii: ">"): strings += Array("&gt;".utf8)
      default: strings.append(byte)
      }
    }
    strings += Array("</t></si>".utf8)
    return number
  }

  private static func document(_ content: String) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\(content)".utf8)
  }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  /// The parts that say where the others are.
  private static var frame: [(name: String, content: String)] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    func links(_ targets: [(kind: String, target: String)]) -> String {
      let links = targets.enumerated().map { number, link in
        "<Relationship Id=\"rId\(number + 1)\" Type=\"\(office)/\(link.kind)\" "
          + "Target=\"\(link.target)\"/>"
      }
      return "<Relationships xmlns=\"\(package)/relationships\">\(links.joined())</Relationships>"
    }
    func part(_ name: String, _ type: String) -> String {
      "<Override PartName=\"\(name)\" ContentType=\"\(kind).\(type)+xml\"/>"
    }
    let parts = [
      part("/xl/workbook.xml", "sheet.main"), part("/xl/worksheets/sheet1.xml", "worksheet"),
      part("/xl/styles.xml", "styles"), part("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    return [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" ContentType="
          + "\"application/vnd.openxmlformats-package.relationships+xml\"/>\(parts.joined())</Types>"
      ),
      ("_rels/.rels", links([("officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
          + "<sheet name=\"题库\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        links([
          ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
          ("sharedStrings", "sharedStrings.xml"),
        ])
      ),
      (
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(main)\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/>"
          + "<xf numFmtId=\"49\"/></cellXfs></styleSheet>"
      ),
    ]
  }
}
