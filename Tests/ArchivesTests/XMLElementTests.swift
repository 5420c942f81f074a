import Archives
import Testing

@Suite struct XMLElementTests {
  private func parse(_ text: String) throws(ArchiveError) -> XMLElement {
    try XMLElement.parse(Array(text.utf8))
  }

  @Test func childrenComeInOrder() throws {
    let root = try parse("<quiz>甲<question type='x'/>乙<question/><name>丙</name></quiz>")
    #expect(root.name == "quiz")
    #expect(root.attributes.isEmpty)
    #expect(root.children.count == 5)
    #expect(root.children[0] == .text("甲"))
    #expect(root.all("question").map(\.attributes) == [["type": "x"], [:]])
    #expect(root.first("question")?.attributes["type"] == "x")
    #expect(root.first("name")?.text == "丙")
    #expect(root.first("none") == nil)
    #expect(root.all("none").isEmpty)
    #expect(root.text == "甲乙丙")
  }

  @Test func descendantsComeOuterFirst() throws {
    let root = try parse("<a><b n='1'><b n='2'/><c><b n='3'/></c></b><b n='4'/></a>")
    #expect(root.descendants("b").compactMap { $0.attributes["n"] } == ["1", "2", "3", "4"])
    #expect(root.descendants("a").isEmpty)
    #expect(root.all("b").count == 2)
  }

  @Test func namespacesAreToldByTheirURI() throws {
    let root = try parse(
      """
      <m:manifest xmlns:m="urn:cp" xmlns="urn:item"><item/><m:file/>\
      <none xmlns=""/></m:manifest>
      """)
    #expect(root.name == "manifest")
    #expect(root.namespace == "urn:cp")
    #expect(root.first("item")?.namespace == "urn:item")
    #expect(root.first("file")?.namespace == "urn:cp")
    #expect(root.first("none")?.namespace == nil)
  }

  @Test func attributesGoByTheirLocalName() throws {
    let root = try parse(
      """
      <a xmlns:x="urn:x" x:href="1" href="2" xml:lang="zh" x:only="3"/>
      """)
    #expect(root.attributes == ["href": "2", "lang": "zh", "only": "3"])
    let other = try parse("<a xmlns:x='urn:x' href='2' x:href='1'/>")
    #expect(other.attributes == ["href": "2"])
  }

  @Test func entitiesOfXMLAndCharacterReferencesAreDecoded() throws {
    let all = "&lt;&gt;&amp;&quot;&apos;&#x9898;&#65;"
    let root = try parse("<a b=\"\(all)\">\(all)</a>")
    #expect(root.text == "<>&\"'题A")
    #expect(root.attributes["b"] == "<>&\"'题A")
    #expect(try parse("<a b='&amp;lt;&#38;amp;'/>").attributes["b"] == "&lt;&amp;")
  }

  @Test func cdataIsJoinedWithTheTextAroundIt() throws {
    let root = try parse("<a>1 &lt; <![CDATA[<p>&amp;]]]]><![CDATA[></p>]]> 2<b/>3</a>")
    #expect(root.children.count == 3)
    #expect(root.children[0] == .text("1 < <p>&amp;]]></p> 2"))
    #expect(root.children[2] == .text("3"))
  }

  @Test func commentsAndInstructionsAreDropped() throws {
    let root = try parse("<?x y?><!-- a --><a>1<!-- <b/> -->2<?php exit ?>3<!----></a><!-- c -->")
    #expect(root.children == [.text("123")])
  }

  @Test func linesCountFromOne() throws {
    let root = try parse("<?xml version='1.0'?>\n<a>\n<b/>\r\n<c\n x='1\n'\n/>\n\n<d/></a>")
    #expect(root.line == 2)
    #expect(root.first("b")?.line == 3)
    // A tag over several lines counts by its first one.
    #expect(root.first("c")?.line == 4)
    #expect(root.first("d")?.line == 9)
  }

  @Test func linesAreRightBeyondTheSixteenBitsOfLibxml2() throws {
    let root = try parse("<a>" + String(repeating: "\n", count: 100_000) + "<b/></a>")
    #expect(root.first("b")?.line == 100_001)
  }

  @Test func longTextsPassOverTheChunks() throws {
    let long = String(repeating: "题目𠮷é", count: 100_000)
    #expect(try parse("<a>\(long)</a>").text == long)
    #expect(try parse("<a><![CDATA[\(long)]]></a>").children == [.text(long)])
    let attribute = String(repeating: "题", count: 20_000)
    #expect(try parse("<a b='\(attribute)'/>").attributes["b"] == attribute)
  }

  @Test func equalDocumentsMakeEqualTrees() throws {
    #expect(try parse("<a b='1'>x</a>") == parse("<a  b=\"1\" >x<!-- y --></a>"))
    #expect(try parse("<a b='1'>x</a>") != parse("<a b='2'>x</a>"))
    #expect(try parse("<a/>") != parse("\n<a/>"))
  }
}
