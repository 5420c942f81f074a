import Archives
import Foundation
import Testing

@Suite struct XMLAttackTests {
  private func refusal(_ text: String, maxNodes: Int = 200_000) -> ArchiveError? {
    failure { () throws(ArchiveError) in
      _ = try XMLElement.parse(Array(text.utf8), maxNodes: maxNodes)
    }
  }

  @Test func billionLaughsIsRefused() {
    var doctype = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY l0 \"lol\">"
    for level in 1...9 {
      let references = String(repeating: "&l\(level - 1);", count: 10)
      doctype += "\n<!ENTITY l\(level) \"\(references)\">"
    }
    #expect(refusal(doctype + "]>\n<a>&l9;</a>") == .forbiddenDoctype(line: 2))
    #expect(refusal(doctype + "]>\n<a b='&l9;'/>") == .forbiddenDoctype(line: 2))
  }

  @Test func externalEntityIsNotOpened() throws {
    let secret = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).txt")
    defer { try? FileManager.default.removeItem(at: secret) }
    try Data("secret".utf8).write(to: secret)
    for doctype in [
      "<!DOCTYPE a [<!ENTITY e SYSTEM \"\(secret.absoluteString)\">]>",
      "<!DOCTYPE a SYSTEM \"\(secret.absoluteString)\">",
      "<!DOCTYPE a PUBLIC \"-//X//Y\" \"http://127.0.0.1:9/x.dtd\">",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]>", "<!DOCTYPE a>",
    ] {
      #expect(refusal(doctype + "<a>&e;</a>") == .forbiddenDoctype(line: 1), "\(doctype)")
    }
    let include = "<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include parse='text' href='"
    let root = try XMLElement.parse(Array("\(include)\(secret.path)'/></a>".utf8))
    #expect(root.text.isEmpty)
  }

  @Test func documentTypeAcrossTwoChunksIsRefused() {
    let blank = "<?xml version='1.0'?>" + String(repeating: " ", count: (64 << 10) - 25)
    let text = blank + "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"
    #expect(refusal(text) == .forbiddenDoctype(line: 1))
  }

  @Test func entityNobodyDeclaredIsMalformed() {
    #expect(refusal("<a>\n&nbsp;</a>") == .malformedXML(line: 2))
    #expect(refusal("<a b='&nbsp;'/>") == .malformedXML(line: 1))
    #expect(refusal("<a>&#0;</a>") == .malformedXML(line: 1))
  }

  @Test func nestingToTheLimitIsRead() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>\n", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(refusal(nested(64)) == nil)
    #expect(refusal(nested(65)) == .malformedXML(line: 65))
    #expect(refusal(String(repeating: "<a>", count: 1_000_000)) == .malformedXML(line: 1))
  }

  @Test func nodesToTheLimitAreRead() {
    // A root, three elements and two texts.
    let text = "<a><b/>\n<b/>x<b/></a>"
    #expect(refusal(text, maxNodes: 6) == nil)
    #expect(refusal(text, maxNodes: 5) == .documentTooLarge(line: 2, limit: 5))
    #expect(refusal("<a>x</a>", maxNodes: 2) == nil)
    #expect(refusal("<a>x</a>", maxNodes: 1) == .documentTooLarge(line: 1, limit: 1))
    #expect(refusal("<a/>", maxNodes: 0) == .documentTooLarge(line: 1, limit: 0))
    let many = "<a>" + String(repeating: "<b/>", count: 200_000) + "</a>"
    #expect(refusal(many) == .documentTooLarge(line: 1, limit: 200_000))
  }

  @Test func documentCutOffAnywhereIsMalformed() {
    let text = Array(
      "<?xml version='1.0'?>\n<a x='1'>题<b>&amp;</b>\n<![CDATA[x]]><!-- y --></a>".utf8)
    for length in 0..<text.count {
      let error = failure { () throws(ArchiveError) in
        _ = try XMLElement.parse(Array(text[..<length]))
      }
      #expect(error?.code == "malformed-xml", "\(length)")
    }
  }

  @Test(arguments: [
    "", " ", "text", "<a></b>", "<a/><b/>", "<a/>x", "<a x='1' x='2'/>", "<a x=1/>", "<a><</a>",
    " <?xml version='1.0'?><a/>", "<a>]]></a>", "<a>\u{1}</a>", "{\"json\": true}",
  ])
  func brokenMarkupIsMalformed(text: String) {
    #expect(refusal(text) == .malformedXML(line: 1))
  }

  @Test func lineOfTheFaultIsTold() {
    #expect(refusal("<a>\n<b>\n</c>\n</a>") == .malformedXML(line: 3))
    #expect(refusal("<a>\n\n<b>") == .malformedXML(line: 3))
  }

  @Test func tagOfCountlessAttributesIsRefusedWithoutComparingThem() {
    func tag(_ attributes: Int) -> String {
      "<a" + (0..<attributes).map { " a\($0)=''" }.joined() + "/>"
    }
    #expect(refusal(tag(64)) == nil)
    #expect(refusal(tag(65))?.code == "malformed-xml")
    // Compared pair by pair, these would take minutes.
    #expect(refusal(tag(300_000))?.code == "malformed-xml")
  }

  @Test func endlessMarkupIsRefused() {
    let long = String(repeating: "x", count: 400_000)
    #expect(refusal("<a><!--\(long)--></a>") == .malformedXML(line: 1))
    #expect(refusal("<a b='\(long)'/>") == .malformedXML(line: 1))
    #expect(refusal("<\(long)/>") == .malformedXML(line: 1))
    let picture = String(repeating: "x", count: 8 << 20)
    #expect(refusal("<a><![CDATA[\(picture.dropLast(1_000))]]></a>") == nil)
    #expect(refusal("<a><![CDATA[\(picture)\(picture)]]></a>") == .malformedXML(line: 1))
    #expect(refusal("<a>\(picture)\(picture)</a>") == nil)
  }
}
