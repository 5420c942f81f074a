import Archives
import Foundation
import Testing

@Suite struct XMLEncodingTests {
  private func declared(_ encoding: String, _ content: String = "") -> String {
    "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n<a>\(content)</a>"
  }

  private func refusal(_ bytes: [UInt8]) -> ArchiveError? {
    failure { () throws(ArchiveError) in _ = try XMLElement.parse(bytes) }
  }

  /// The document with `content` in bytes of its own.
  private func document(_ encoding: String, _ content: [UInt8]) -> [UInt8] {
    let text = declared(encoding)
    return Array(text.utf8.dropLast(4)) + content + Array("</a>".utf8)
  }

  @Test func latinEncodingsAreDecoded() throws {
    let latin = document("ISO-8859-1", [0xE9, 0xFC, 0xA9])
    #expect(try XMLElement.parse(latin).text == "éü©")
    let windows = document("windows-1252", [0x80, 0x93, 0xE9, 0x94])
    #expect(try XMLElement.parse(windows).text == "€“é”")
  }

  @Test(arguments: ["GB18030", "GBK", "gb2312"])
  func chineseEncodingsAreDecoded(encoding: String) throws {
    // 题目 in all three.
    let bytes = document(encoding, [0xCC, 0xE2, 0xC4, 0xBF])
    #expect(try XMLElement.parse(bytes).text == "题目")
  }

  @Test func charactersBeyondTheBasicPlaneAreDecodedFromGB18030() throws {
    let bytes = document("GB18030", [0x95, 0x32, 0x82, 0x36])
    #expect(try XMLElement.parse(bytes).text == "\u{20000}")
  }

  @Test func longDocumentsAreDecodedOverTheChunks() throws {
    let count = 150_000
    let pairs = (0..<count).flatMap { _ in [0xCC, 0xE2] as [UInt8] }
    // One byte more in front puts a pair across each end of a chunk.
    for shift in 0...1 {
      let bytes = document("GB18030", [UInt8](repeating: 0x61, count: shift) + pairs)
      let text = try XMLElement.parse(bytes).text
      #expect(text == String(repeating: "a", count: shift) + String(repeating: "题", count: count))
    }
    let latin = document("ISO-8859-1", [UInt8](repeating: 0xE9, count: count))
    #expect(try XMLElement.parse(latin).text == String(repeating: "é", count: count))
  }

  @Test(arguments: [false, true])
  func utf16IsDecodedInBothOrders(isBigEndian: Bool) throws {
    let long = String(repeating: "题目𠮷", count: 40_000)
    let text = "\u{FEFF}" + declared("UTF-16", long)
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    }
    #expect(try XMLElement.parse(bytes).text == long)
  }

  @Test func markOfUTF8IsNoText() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(declared("UTF-8", "题").utf8)
    #expect(try XMLElement.parse(bytes).text == "题")
  }

  @Test func bytesAgainstTheEncodingAreMalformed() {
    #expect(refusal(document("UTF-8", [0xCC, 0xE2]))?.code == "malformed-xml")
    #expect(refusal(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8))?.code == "malformed-xml")
    // A surrogate and a sequence longer than it must be.
    #expect(refusal(document("UTF-8", [0xED, 0xA0, 0x80]))?.code == "malformed-xml")
    #expect(refusal(document("UTF-8", [0xC0, 0xAF]))?.code == "malformed-xml")
    #expect(refusal(document("GB18030", [0xFF, 0xFF]))?.code == "malformed-xml")
    #expect(refusal(document("GB18030", [0xCC]))?.code == "malformed-xml")
    #expect(refusal(document("US-ASCII", [0xE9]))?.code == "malformed-xml")
  }

  @Test func spoiltByteFarIntoALongDocumentIsMalformed() {
    let long = (0..<200_000).flatMap { _ in [0xCC, 0xE2] as [UInt8] }
    #expect(refusal(document("GB18030", long + [0xFF, 0xFF] + long))?.code == "malformed-xml")
    #expect(refusal(document("GB18030", long + [0xFF, 0xFF]))?.code == "malformed-xml")
    let ascii = [UInt8](repeating: 0x61, count: 400_000)
    #expect(refusal(document("UTF-8", ascii + [0xFF]))?.code == "malformed-xml")
  }

  @Test func falseDeclarationIsMalformed() {
    #expect(refusal(Array(declared("x-unknown", "a").utf8))?.code == "malformed-xml")
    #expect(refusal(Array(declared("UTF-16", "a").utf8))?.code == "malformed-xml")
    #expect(refusal(Array(declared("UTF-32", "a").utf8))?.code == "malformed-xml")
  }

  @Test func documentTypeIsRefusedInAnyEncoding() {
    let text = "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>"
    let wide = ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
      [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    #expect(refusal(wide) == .forbiddenDoctype(line: 1))
    let latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + text
    #expect(refusal(Array(latin.utf8)) == .forbiddenDoctype(line: 2))
  }
}
