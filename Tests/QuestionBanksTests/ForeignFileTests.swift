import Archives
import Contests
import QuestionBanks
import Testing

/// Files that are no bank are named as what they are, in both languages.
@Suite struct ForeignFileTests {
  private func refusal(
    _ bytes: [UInt8], _ filename: String
  ) throws -> (code: String, zhHans: String, en: String) {
    let reading = BankReading(bytes, filename: filename)
    #expect(reading.findings.count == 1)
    #expect(reading.errors == 1)
    #expect(reading.questions.isEmpty)
    let finding = try #require(reading.findings.first)
    return (finding.code, finding.text.zhHans ?? "", finding.text.en ?? "")
  }

  @Test(arguments: [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "题库.png"),
    ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "题库.jpg"), (Array("GIF89a\u{1}\u{0}".utf8), "题库.csv"),
    (Array("BM\u{7F}\u{0}\u{0}\u{0}".utf8), "a"),
    (Array("RIFF\u{1}\u{0}\u{0}\u{0}WEBPVP8 ".utf8), "a.xlsx"),
  ])
  func pictureIsNamed(bytes: [UInt8], filename: String) throws {
    let (code, zhHans, en) = try refusal(bytes, filename)
    #expect(code == "file-foreign")
    #expect(zhHans.contains("图片"))
    #expect(en.contains("this is a picture"))
  }

  @Test(arguments: [
    ("%PDF-1.4\n1 0 obj\n", "a.pdf", "PDF"), ("%PDF-1.4\n1 0 obj\n", "a.txt", "PDF"),
    ("{\\rtf1 \\ansi 1. A}", "a.doc", "Word"), ("Rar!\u{1A}\u{7}", "a.rar", "RAR"),
    ("<html><table><tr><td>题干</td></tr></table></html>", "题库.xls", "HTML"),
    ("\u{FEFF}\n<!-- 1. 题 --><!DOCTYPE HTML PUBLIC \"x\">\n1. 题\nA. 甲\n答案：A", "a.htm", "HTML"),
    ("<?xml version=\"1.0\"?><html xmlns=\"x\"><p>1</p></html>", "a.xml", "HTML"),
    ("<TABLE><tr><td>1</td></tr></TABLE>", "a.xls", "HTML"),
    ("<?xml version=\"1.0\"?>\n<bank><q>1</q></bank>", "a.txt", "bank"),
    ("<exam:paper xmlns:exam=\"x\"/>", "a.xml", "exam:paper"),
    ("<?xml version=\"1.0\"?><Workbook><Worksheet/></Workbook>", "a.xls", "XML"),
  ])
  func documentIsNamed(text: String, filename: String, name: String) throws {
    let (code, zhHans, en) = try refusal(Array(text.utf8), filename)
    #expect(code == "file-foreign")
    #expect(zhHans.contains(name))
    #expect(en.contains(name))
  }

  @Test func documentInUTF16IsNamed() throws {
    let bytes = "<html><body>题</body></html>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try refusal([0xFF, 0xFE] + bytes, "a.xls").en.contains("HTML"))
  }

  @Test(arguments: [
    (["[Content_Types].xml", "word/document.xml"], "file-foreign", "Word"),
    (["[Content_Types].xml", "ppt/presentation.xml"], "file-foreign", "slides"),
    (["甲.txt", "乙.txt"], "not-a-workbook", "imsmanifest.xml"),
  ])
  func archiveIsNamedByItsParts(parts: [String], code: String, words: String) throws {
    let bytes = try archive(parts.map { ($0, "<x/>") })
    for name in ["a.docx", "a.xlsx", "a.zip", "a"] {
      let refusal = try refusal(bytes, name)
      #expect(refusal.code == code)
      #expect(refusal.en.contains(words))
      #expect(!refusal.zhHans.isEmpty)
    }
  }

  @Test(arguments: [("spreadsheet", ".xlsx"), ("text", ".txt")])
  func openDocumentIsNamed(kind: String, advice: String) throws {
    let bytes = try archive([
      ("mimetype", "application/vnd.oasis.opendocument.\(kind)"), ("content.xml", "<x/>"),
    ])
    let refusal = try refusal(bytes, "a.ods")
    #expect(refusal.code == "file-foreign")
    #expect(refusal.zhHans.contains(advice))
    #expect(refusal.en.contains("OpenDocument"))
  }

  @Test(arguments: ["", "\u{FEFF}", "\n \r\n\t", "\u{FEFF}\n"])
  func emptyFileIsNamed(text: String) throws {
    for name in ["a.csv", "a.xlsx", "a.yaml", "a.txt", ""] {
      #expect(try refusal(Array(text.utf8), name) == ("file-empty", "文件是空的", "the file is empty"))
    }
  }

  @Test func chosenFormatSpeaksForItself() {
    let reading = BankReading(text: "<html></html>", filename: "a.csv", format: "csv")
    #expect(reading.format == "csv")
    #expect(!reading.codes.contains("file-foreign"))
  }

  /// Signs at the beginning alone make no foreign file.
  @Test(arguments: [
    "BM题库\n1. 题（A）。\nA. 甲 B. 乙", "<题库>\n1. 题（A）。\nA. 甲 B. 乙", "<p>\n1. 题（A）。\nA. 甲 B. 乙",
    "题干,选项A,选项B,答案\n<html>标签,甲,乙,A\n",
  ])
  func textIsStillRead(text: String) {
    #expect(BankReading(text: text, filename: "a").questions.count == 1)
  }

  private func archive(_ parts: [(String, String)]) throws -> [UInt8] {
    var writer = ZipWriter()
    for (name, text) in parts { writer.add(name, Array(text.utf8)) }
    return try writer.finish()
  }
}
