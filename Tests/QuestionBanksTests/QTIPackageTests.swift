import Contests
import QuestionBanks
import Testing

/// What a package says beside its items, and packages that mean harm.
@Suite struct QTIPackageTests {
  private func reading(_ resources: String, _ parts: [(String, String)]) throws -> BankReading {
    BankReading(try QTIExamples.package(resources: resources, parts), filename: "x.zip")
  }

  @Test func metadataBelongsToItsItem() throws {
    let lom = """
      <metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><educational><difficulty>
      <source>LOMv1.0</source><value>very difficult</value></difficulty></educational>
      <classification><purpose><value>discipline</value></purpose><taxonPath>
      <taxon><entry><string language="zh"> 机械传动 </string></entry></taxon>
      <taxon><entry><string>轴承</string></entry></taxon></taxonPath></classification>
      <classification><purpose><value>skill level</value></purpose><taxonPath>
      <taxon><entry><string>Grade 3</string></entry></taxon></taxonPath></classification></lom>
      </metadata>
      """
    let resource = QTIExamples.resource("R", "a.xml").replacing("<file", with: lom + "<file")
    let reading = try reading(resource, [("a.xml", QTIExamples.simple())])
    let question = try #require(reading.questions.first?.question)
    #expect(question.knowledge == "机械传动/轴承")
    #expect(question.difficulty == .hard)
    #expect(question.level == .intermediate)
    #expect(reading.findings == [])
  }

  @Test func testsGiveTheOrder() throws {
    let test = """
      <assessmentTest><testPart><assessmentSection title="传动"><assessmentItemRef href="b.xml"/>
      <assessmentItemRef href="c.xml"/><assessmentItemRef href="b.xml"/></assessmentSection>
      </testPart></assessmentTest>
      """
    let reading = try reading(
      QTIExamples.resource("A", "a.xml") + QTIExamples.resource("B", "t/b.xml")
        + QTIExamples.resource("T", "t/test.xml", type: "imsqti_test_xmlv2p1"),
      [
        ("a.xml", QTIExamples.simple(id: "a", stem: "<p>1</p>")),
        ("t/b.xml", QTIExamples.simple(id: "b", stem: "<p>2</p>")), ("t/test.xml", test),
        ("t/c.xml", QTIExamples.simple(id: "c", stem: "<p>3</p>")),
      ])
    #expect(reading.questions.map(\.question.id.text) == ["b", "c", "a"])
    #expect(reading.questions.map(\.question.knowledge) == ["传动", "传动", ""])
    #expect(reading.codes == ["file-undeclared"])
  }

  @Test(arguments: [
    ("../x.xml", "href-outside"), ("x.xml", "file-missing"), ("http://a/b.xml", "href-outside"),
    ("", "href-outside"),
  ])
  func testThatLeadsNowhereIsRefused(address: String, code: String) throws {
    let test = "<assessmentTest>\n<assessmentItemRef href=\"\(address)\"/></assessmentTest>"
    let reading = try reading(
      QTIExamples.resource("T", "t.xml", type: "imsqti_test_xmlv2p1"), [("t.xml", test)])
    #expect(reading.codes == [code])
    #expect(reading.findings.first?.place == FilePlace(sheet: "t.xml", row: 2))
  }

  @Test func fileThatIsListedTwiceIsReadOnce() throws {
    let reading = try reading(
      QTIExamples.resource("A", "a.xml") + QTIExamples.resource("B", "./A.xml"),
      [("a.xml", QTIExamples.simple())])
    #expect(reading.questions.count == 1)
    #expect(reading.codes == ["file-repeated"])
  }

  @Test func circularReferencesComeToAnEnd() throws {
    let test = """
      <assessmentTest><assessmentSectionRef href="t.xml"/><assessmentItemRef href="t.xml"/>
      </assessmentTest>
      """
    let resource = QTIExamples.resource("T", "t.xml", type: "imsqti_test_xmlv2p1")
    #expect(try reading(resource, [("t.xml", test)]).codes == ["href-outside"])
    let dependencies = QTIExamples.resource("A", "a.xml")
      .replacing("</resource>", with: "<dependency identifierref=\"A\"/></resource>")
    let item = QTIExamples.simple()
      .replacing("<itemBody>", with: "<assessmentStimulusRef href=\"a.xml\"/><itemBody>")
    #expect(try reading(dependencies, [("a.xml", item)]).questions.count <= 1)
  }

  @Test func folderThatWasPackedAsAWholeIsRead() throws {
    let manifest = """
      <manifest><resources>\(QTIExamples.resource("A", "a.xml"))</resources></manifest>
      """
    let bytes = try QTIExamples.package([
      ("bank/imsmanifest.xml", Array(manifest.utf8)),
      ("bank/a.xml", Array(QTIExamples.simple(stem: "<p><img src=\"p.png\" alt=\"\"/></p>").utf8)),
      ("bank/p.png", QTIExamples.png()),
    ])
    let reading = BankReading(bytes, filename: "x.zip")
    #expect(reading.isSound)
    #expect(reading.pictures.count == 1)
  }

  @Test func namesInTheManifestStandInForSharedIdentifiers() throws {
    let reading = try reading(
      QTIExamples.resource("A", "a.xml") + QTIExamples.resource("C", "b.xml")
        + QTIExamples.resource("D", "c.xml"),
      [
        ("a.xml", QTIExamples.simple(id: "x", stem: "<p>1</p>")),
        ("b.xml", QTIExamples.simple(id: "x", stem: "<p>2</p>")),
        ("c.xml", QTIExamples.simple(id: "C", stem: "<p>3</p>")),
      ])
    let ids = reading.questions.map(\.question.id.text)
    #expect(ids.first == "A")
    #expect(ids.last == "C")
    #expect(Set(ids).count == 3)
    #expect(reading.codes == ["id-shared"])
  }

  @Test func stimulusInThePackageIsThePassage() throws {
    let item = QTIExamples.simple()
      .replacing("<itemBody>", with: "<assessmentStimulusRef href=\"s.xml\"/><itemBody>")
    let stimulus = "<assessmentStimulus><stimulusBody><p>材料</p></stimulusBody></assessmentStimulus>"
    let resource = QTIExamples.resource("A", "a.xml")
    let read = try reading(resource, [("a.xml", item), ("s.xml", stimulus)])
    #expect(read.questions.first?.question.passage == "材料")
    #expect(try reading(resource, [("a.xml", item)]).codes == ["passage-missing"])
    #expect(BankReading(item: item).codes == ["passage-missing"])
  }

  @Test func brokenItemIsNamedAndTheOthersAreLookedAt() throws {
    let broken = String(QTIExamples.simple().dropLast(40))
    let reading = try reading(
      QTIExamples.resource("A", "a.xml") + QTIExamples.resource("B", "b.xml"),
      [("a.xml", broken), ("b.xml", QTIExamples.simple())])
    #expect(reading.codes == ["malformed-xml"])
    #expect(reading.findings.first?.place.sheet == "a.xml")
    #expect(reading.questions.count == 1)
    #expect(!reading.isSound)
  }

  @Test func packageOfAnOlderVersionIsNamed() throws {
    let reading = try reading(
      QTIExamples.resource("A", "a.xml", type: "imsqti_xmlv1p2"), [("a.xml", "<questestinterop/>")])
    #expect(reading.codes == ["qti-version"])
  }

  @Test func bigOrBadPictureIsAnError() throws {
    func codes(_ picture: [UInt8]) throws -> [String] {
      let manifest =
        "<manifest><resources>\(QTIExamples.resource("A", "a.xml"))</resources></manifest>"
      let item = QTIExamples.simple(stem: "<p>图<img src=\"p.png\" alt=\"\"/></p>")
      return BankReading(
        try QTIExamples.package([
          ("imsmanifest.xml", Array(manifest.utf8)), ("a.xml", Array(item.utf8)),
          ("p.png", picture),
        ]), filename: "x.zip"
      ).codes
    }
    #expect(
      try codes([UInt8](repeating: 0, count: Limits.pictureBytes + 1)) == ["picture-too-large"])
    #expect(try codes(Array("<svg/>".utf8)) == ["picture-type"])
    #expect(try codes(QTIExamples.png(width: 0)) == ["picture-size"])
  }
}
