import Contests
import QuestionBanks
import Testing

/// What an item by itself says.
@Suite struct QTIItemTests {
  private func only(_ item: String) throws -> KeyedQuestion {
    let reading = BankReading(item: item)
    #expect(reading.format == "qti")
    return try #require(reading.questions.first, "\(reading.codes)")
  }

  private func stem(_ body: String) throws -> String {
    try only(QTIExamples.simple(stem: body)).question.stem
  }

  @Test func truthsMakeATrueFalseQuestion() throws {
    for (options, right) in [
      (["正确", "错误"], 0), (["错误", "正确"], 1), (["True", "False"], 0), (["否", "是"], 1),
    ] {
      let keyed = try only(
        QTIExamples.item(
          declared: QTIExamples.response(correct: ["C0"]),
          body: "<p>地球是圆的</p>" + QTIExamples.choice(options)))
      #expect(keyed.question.kind == .trueFalse)
      #expect(keyed.question.options == Question.truthOptions)
      #expect(keyed.key.solution == .choices(Choices(position: right)))
    }
  }

  @Test func lettersAreNoTruths() throws {
    let keyed = try only(
      QTIExamples.item(
        declared: QTIExamples.response(correct: ["C0"]),
        body: "<p>图中哪个是泵</p>" + QTIExamples.choice(["A", "B"])))
    #expect(keyed.question.kind == .single)
  }

  @Test func markupBecomesLines() throws {
    #expect(
      try stem("<div>甲<br/>乙</div>丙<p>丁</p>  <ul><li>一</li><li>二</li></ul>") == "甲\n乙\n丙\n丁\n一\n二")
    #expect(try stem("<p>a\n   b\t<b>c</b>d</p>") == "a b cd")
    #expect(try stem("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>") == "1 2\n3")
    #expect(try stem("<pre>a\n  b</pre>") == "a\n  b")
    #expect(try stem("<p>10<sup>3</sup>和x<sup>a+1</sup>和H<sub>2</sub>O</p>") == "10³和x^(a+1)和H₂O")
    #expect(try stem("<p>a<![CDATA[<b>]]>&amp;</p>") == "a<b>&")
  }

  @Test func formulaBecomesTextAndIsNoted() throws {
    let item = QTIExamples.simple(
      stem: """
        <p>求<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>U</mi><mo>=</mo>
        <mfrac><mi>P</mi><mrow><mi>I</mi><mi>t</mi></mrow></mfrac><msup><mi>x</mi><mn>2</mn></msup>
        </mrow><annotation>\\frac</annotation></semantics></math>。</p>
        """)
    let reading = BankReading(item: item)
    #expect(reading.questions.first?.question.stem == "求U=P/(It)x²。")
    #expect(reading.codes == ["formula-flattened"])
  }

  @Test func entriesAreBlanksInOrder() throws {
    let keyed = try only(
      QTIExamples.item(
        declared: QTIExamples.response("R2", "single", "string", correct: ["安"])
          + QTIExamples.response("R1", "single", "string", correct: ["伏"]),
        body: """
          <p>电压用<textEntryInteraction responseIdentifier="R1"/>，
          电流用<textEntryInteraction responseIdentifier="R2" placeholderText="（　）"/>。</p>
          """))
    #expect(keyed.question.stem == "电压用_____， 电流用（　）。")
    #expect(keyed.key.solution == .blanks([["伏"], ["安"]]))
  }

  @Test func mappingGivesAlternativesWhereItIsUsed() throws {
    let mapping = """
      <mapping defaultValue="0"><mapEntry mapKey="护目镜" mappedValue="1"/>
      <mapEntry mapKey="防护镜" mappedValue="1.0"/><mapEntry mapKey="眼镜" mappedValue="0.5"/>
      <mapEntry mapKey="墨镜" mappedValue="-1"/></mapping>
      """
    let body = "<p>戴<textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>"
    let declared = QTIExamples.response(
      "RESPONSE", "single", "string", correct: ["护目镜"], mapping: mapping)
    func read(_ template: String) -> BankReading {
      BankReading(
        item: QTIExamples.item(
          declared: declared, body: body,
          rest: "<responseProcessing template=\"http://x/\(template)\"/>"))
    }
    let mapped = read("map_response")
    #expect(mapped.questions.first?.key.solution == .blanks([["护目镜", "防护镜"]]))
    #expect(mapped.codes == ["mapping-unequal"])
    #expect(read("match_correct").questions.first?.key.solution == .blanks([["护目镜"]]))
  }

  @Test(arguments: [
    ("absolute", "0.5", "12±0.5"), ("relative", "5", "12±5%"), ("absolute", "0.5 0.5", "12±0.5"),
    ("absolute", "1 2", "12.5±1.5"), ("exact", "", "12"),
  ])
  func toleranceComesFromTheTestOfEquality(mode: String, size: String, key: String) throws {
    let keyed = try only(numeric("toleranceMode=\"\(mode)\" tolerance=\"\(size)\""))
    #expect(KeyText.text(keyed.key.solution) == key)
  }

  @Test(arguments: [
    ("absolute", "T"), ("absolute", "-1"), ("relative", "1 2"), ("relative", "100"),
  ])
  func impossibleToleranceIsAnError(mode: String, size: String) {
    let item = numeric("toleranceMode=\"\(mode)\" tolerance=\"\(size)\"")
    #expect(codes(item) == ["tolerance-impossible"])
  }

  @Test func boundThatIsLeftOutIsNoted() {
    let item = numeric("toleranceMode=\"absolute\" tolerance=\"1\" includeLowerBound=\"false\"")
    #expect(codes(item) == ["tolerance-inclusive"])
  }

  private func codes(_ item: String) -> [String] { BankReading(item: item).codes }

  private func numeric(_ attributes: String) -> String {
    QTIExamples.item(
      declared: QTIExamples.response("RESPONSE", "single", "float", correct: ["12"]),
      body: "<p>算 <textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>",
      rest: """
        <responseProcessing><responseCondition><responseIf><equal \(attributes)>
        <correct identifier="RESPONSE"/><variable identifier="RESPONSE"/></equal>
        <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>
        </setOutcomeValue></responseIf></responseCondition></responseProcessing>
        """)
  }

  @Test func constantOfAPlainConditionIsTheKey() throws {
    func item(_ extra: String) -> String {
      QTIExamples.item(
        declared: QTIExamples.response(), body: "<p>选</p>" + QTIExamples.choice(["甲", "乙"]),
        rest: """
          <responseProcessing><responseCondition><responseIf><match>
          <variable identifier="RESPONSE"/><baseValue baseType="identifier">C1</baseValue></match>
          <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>
          </setOutcomeValue></responseIf>\(extra)</responseCondition></responseProcessing>
          """)
    }
    #expect(try only(item("")).key.solution == .choices(Choices(position: 1)))
    #expect(BankReading(item: item("<responseElseIf/>")).codes == ["key-missing"])
  }

  @Test func matchWithSeveralOptionsForAPremiseIsForeign() {
    func item(_ most: String, _ correct: [String]) -> BankReading {
      let sets = [("P", most), ("O", "0")].map { letter, most in
        let choices = (1...2).map {
          "<simpleAssociableChoice identifier=\"\(letter)\($0)\" matchMax=\"\(most)\">\(letter)\($0)"
            + "</simpleAssociableChoice>"
        }
        return "<simpleMatchSet>\(choices.joined())</simpleMatchSet>"
      }
      return BankReading(
        item: QTIExamples.item(
          declared: QTIExamples.response("RESPONSE", "multiple", "directedPair", correct: correct),
          body: "<p>配</p><matchInteraction responseIdentifier=\"RESPONSE\">\(sets.joined())"
            + "</matchInteraction>"))
    }
    #expect(item("1", ["P2 O2", "P1 O2"]).questions.first?.key.solution == .matches([1, 1]))
    #expect(item("1", ["P1 O2"]).foreignKinds == ["match (many)"])
    #expect(item("1", ["P1 O1", "P1 O2", "P2 O1"]).foreignKinds == ["match (many)"])
    #expect(item("2", ["P1 O1", "P2 O2"]).foreignKinds == ["match (many)"])
    #expect(item("1", []).codes == ["key-missing"])
    #expect(item("1", ["P1 X", "P2 O2"]).codes == ["key-outside-options"])
  }

  @Test func unknownChoicesAreNoKey() {
    let item = QTIExamples.item(
      declared: QTIExamples.response(correct: ["X"]),
      body: "<p>选</p>" + QTIExamples.choice(["甲", "乙"]))
    #expect(BankReading(item: item).codes == ["key-unreadable"])
  }

  @Test func orderOfSomeOptionsIsForeign() {
    let item = QTIExamples.item(
      declared: QTIExamples.response("RESPONSE", "ordered", correct: ["C1", "C0"]),
      body: "<p>排</p>"
        + QTIExamples.choice(["甲", "乙", "丙"]).replacing("choiceInter", with: "orderInter"))
    #expect(BankReading(item: item).foreignKinds == ["orderInteraction (some)"])
  }

  @Test func feedbackForWrongAnswersIsNoExplanation() throws {
    func explanation(_ rest: String, outcome: String = "") throws -> String {
      let declared =
        QTIExamples.response(correct: ["C1"]) + """
          <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
          <outcomeDeclaration identifier="F" cardinality="single" baseType="identifier">\(outcome)
          </outcomeDeclaration>
          """
      return try only(
        QTIExamples.item(
          declared: declared, body: "<p>选</p>" + QTIExamples.choice(["甲", "乙"]),
          rest: rest
            + "<modalFeedback outcomeIdentifier=\"F\" identifier=\"yes\">对了</modalFeedback>"
            + "<modalFeedback outcomeIdentifier=\"F\" identifier=\"no\">错了</modalFeedback>")
      ).key.explanation
    }
    #expect(try explanation("") == "")
    let always = "<defaultValue><value>no</value></defaultValue>"
    #expect(try explanation("", outcome: always) == "错了")
    func rules(_ test: String) -> String {
      """
      <responseProcessing><responseCondition><responseIf>\(test)<setOutcomeValue identifier="F">
      <baseValue baseType="identifier">yes</baseValue></setOutcomeValue></responseIf>
      <responseElse><setOutcomeValue identifier="F"><baseValue baseType="identifier">no</baseValue>
      </setOutcomeValue></responseElse></responseCondition></responseProcessing>
      """
    }
    let right =
      "<match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>"
    #expect(try explanation(rules(right)) == "对了")
    #expect(try explanation(rules("<not>\(right)</not>")) == "错了")
    #expect(try explanation(rules("<random/>")) == "")
  }

  @Test func rubricsForScorersAreNoPartOfTheStem() throws {
    #expect(
      try stem("<rubricBlock view=\"scorer\"><p>评分</p></rubricBlock><p>问</p>") == "问")
    #expect(
      try stem("<rubricBlock view=\"candidate tutor\"><p>请读</p></rubricBlock><p>问</p>")
        == "请读\n问")
  }

  @Test func titleStandsInForAStemThatSaysNothing() throws {
    let item = QTIExamples.item(
      title: "电压的单位",
      declared: QTIExamples.response("RESPONSE", "single", "string", correct: ["伏"]),
      body: "<p>(<textEntryInteraction responseIdentifier=\"RESPONSE\"/>)</p>")
    #expect(try only(item).question.stem == "电压的单位")
  }

  @Test func idOfAnotherFormIsLeftOut() throws {
    #expect(try only(QTIExamples.simple(id: "_x")).question.id.text.hasPrefix("q"))
    #expect(try only(QTIExamples.simple(id: "第1题")).question.id.text == "第1题")
  }

  @Test func embeddedPictureIsKept() throws {
    let bytes = QTIExamples.png()
    let item = QTIExamples.simple(
      stem:
        "<p>看<img alt=\"泵\" src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAAA=\"/></p>"
    )
    let reading = BankReading(item: item)
    #expect(reading.pictures.keys.first == PictureID(of: bytes))
    #expect(reading.isSound)
  }

  @Test(arguments: ["a.png", "../a.png", "https://example.org/a.png", "file:///a.png", ""])
  func pictureOfALoneItemIsMissing(address: String) {
    let item = QTIExamples.simple(stem: "<p>看<img src=\"\(address)\" alt=\"图\"/></p>")
    #expect(BankReading(item: item).codes == ["picture-missing"])
  }

  @Test func documentInUTF16IsRecognized() {
    let item = QTIExamples.simple().replacing("encoding=\"UTF-8\"", with: "")
    let bytes: [UInt8] = [0xFF, 0xFE] + item.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let reading = BankReading(bytes, filename: "a")
    #expect(reading.format == "qti")
    #expect(reading.questions.first?.question.stem == "选乙")
  }

  @Test func olderVersionIsNamed() {
    let reading = BankReading(item: "<?xml version=\"1.0\"?>\n<questestinterop/>")
    #expect(reading.codes == ["qti-version"])
    #expect(reading.findings.first?.place.row == 2)
  }

  @Test func otherDocumentsAreNotTaken() {
    for text in ["<quiz/>", "a <assessmentItem/>", "<!-- <assessmentItem/> -->", "<html/>", ""] {
      #expect(BankReading(item: text).format != "qti")
    }
  }
}
