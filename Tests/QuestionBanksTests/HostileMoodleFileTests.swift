import Contests
import Fixtures
import Testing

@testable import QuestionBanks

/// Files made to hurt: every parser of the family answers, and in time.
@Suite struct HostileMoodleFileTests {
  private static let formats = ["aiken", "gift", "moodle-xml"]

  private func read(_ bytes: [UInt8], _ format: String) -> BankReading {
    var reading = BankReading([], filename: "x", format: format)
    let time = processorTime { reading = BankReading(bytes, filename: "x", format: format) }
    #expect(time < .seconds(60), "\(format) took \(time)")
    return reading
  }

  private static let pieces = [
    "{", "}", "{}", "\\", "\\n", "~", "=", "#", "####", "a->", "->", "::", ":", "//", "\n", "\n\n",
    "\r", " ", "\t",
    "a", "a\n\n", "a{T}\n\n", "{=", "{~", "[", "[id:", "[tag:", "// [tag:a]\n", "$CATEGORY: a\n",
    "%", "%5%",
    "题", "A. a\n", "ANSWER: A\n", "a\nANSWER: A\n", "<", "<a>", "</a>", "<quiz>", "<question>", "&",
    "<![CDATA[",
    "<!--", "\u{0}", "\u{1}", "\u{FEFF}", "\u{301}", "🙂",
  ]

  @Test(arguments: formats)
  func aLotOfOneThingIsAnswered(format: String) {
    for piece in Self.pieces {
      let bytes = Array(String(repeating: piece, count: (1 << 16) / piece.utf8.count).utf8)
      let reading = read(bytes, format)
      #expect(!reading.isSound, "\(piece.debugDescription)")
      #expect(!reading.findings.isEmpty, "\(piece.debugDescription)")
    }
  }

  @Test func aMegabyteOfBracesOrBackslashesIsRefusedWithItsLine() {
    for piece in ["{", "}", "\\", "{=", "::"] {
      let text = "题{T}\n\n" + String(repeating: piece, count: (1 << 20) + 1)
      let reading = read(Array(text.utf8), "gift")
      #expect(reading.codes.last == "question-too-long")
      #expect(reading.rows.last == 3)
    }
  }

  @Test func manyItemsInOneQuestionAreRefusedOnce() {
    for (start, item, end) in [
      ("题{=甲", " ~x", "}"), ("题{", "=a->b ", "}"), ("题{", "=a ", "}"), ("题{>\n", "a\n", "}"),
    ] {
      let text = start + String(repeating: item, count: 100_000) + end
      let reading = read(Array(text.utf8), "gift")
      #expect(!reading.isSound)
      #expect(reading.findings.count < 300)
    }
  }

  @Test func moreQuestionsThanAFileMayHaveAreRefused() {
    let question = RawQuestion(place: FilePlace(row: 1))
    var bank = RawBank(questions: Array(repeating: question, count: Limits.importRows - 1))
    let room2 = bank.hasRoom(at: FilePlace(row: 2))
    #expect(room2)
    bank.questions.append(question)
    let room3 = bank.hasRoom(at: FilePlace(row: 3))
    #expect(!room3)
    #expect(bank.findings.map(\.code) == ["too-many-questions"])
    #expect(bank.findings.map(\.place.row) == [3])
    let lines = String(repeating: "a\n\n", count: Limits.importRows * 5 + 1)
    #expect(read(Array(lines.utf8), "aiken").codes.contains("too-many-lines"))
  }

  @Test(arguments: formats)
  func textWithZeroBytesIsRefused(format: String) {
    for text in ["题{=甲 ~乙}\u{0}", "\u{0}", "题\nA. 甲\u{0}\nB. 乙\nANSWER: A\n", "<quiz>\u{0}</quiz>"]
    {
      let reading = read(Array(text.utf8), format)
      #expect(!reading.isSound)
      #expect(reading.questions.isEmpty)
    }
  }

  @Test(arguments: formats)
  func everyBeginningOfAFileIsAnswered(format: String) throws {
    let writer = try #require(BankFormats.named(format))
    let bytes = try writer.write(BankContents(questions: QuestionsOfText.all()), bank: "b")
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let reading = BankReading(Array(bytes[..<length]), filename: "x", format: format)
      #expect(reading.questions.count <= 11)
      if format == "moodle-xml" { #expect(reading.errors == 1) }
    }
  }

  @Test(arguments: formats)
  func everyFileWithAByteChangedIsAnswered(format: String) throws {
    let writer = try #require(BankFormats.named(format))
    let bytes = try writer.write(
      BankContents(questions: QuestionsOfText.all(with: "a{b}=~#:\\<&>%*")), bank: "b")
    var state: UInt64 = 11
    for _ in 0..<400 {
      var changed = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let signs = Array("{}=~#:\\\n<>&%[]/\"$\u{0}é".utf8)
        changed[Int(state >> 33) % changed.count] = signs[Int(state >> 20) % signs.count]
      }
      let reading = BankReading(changed, filename: "x", format: format)
      #expect(!reading.questions.isEmpty || !reading.findings.isEmpty)
    }
  }

  @Test func entityBombsAreRefused() {
    let bomb = """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
      <quiz><question type="essay"><name><text>&c;</text></name></question></quiz>
      """
    let reading = BankReading(text: bomb, filename: "x.xml")
    #expect(reading.format == "moodle-xml")
    #expect(reading.codes == ["forbidden-doctype"])
    #expect(reading.rows.first.flatMap { $0 } != nil)
  }

  @Test func deepNestingIsRefused() {
    let deep =
      "<quiz><question type=\"multichoice\">" + String(repeating: "<a>", count: 10_000)
      + String(repeating: "</a>", count: 10_000) + "</question></quiz>"
    #expect(read(Array(deep.utf8), "moodle-xml").codes == ["malformed-xml"])
  }

  @Test func manyElementsOfOneQuestionAreRefused() {
    let wide =
      "<quiz><question type=\"multichoice\">" + String(repeating: "<answer/>", count: 250_000)
      + "</question></quiz>"
    #expect(read(Array(wide.utf8), "moodle-xml").codes == ["document-too-large"])
  }

  @Test func oneFileShownOftenIsLookedAtOnce() {
    let picture = String(repeating: "AAAA", count: 1 << 16)
    let shown = String(repeating: "&lt;img src=\"@@PLUGINFILE@@/a\"&gt;", count: 20_000)
    let text =
      "<quiz><question type=\"truefalse\"><questiontext format=\"html\"><text>\(shown)</text>"
      + "<file name=\"a\" encoding=\"base64\">\(picture)</file></questiontext></question></quiz>"
    #expect(read(Array(text.utf8), "moodle-xml").codes.contains("picture-type"))
  }

  @Test func otherXMLIsNotMoodle() {
    #expect(BankReading(text: "<html><body/></html>", filename: "a.xml").format != "moodle-xml")
    let reading = BankReading(text: "<html/>", filename: "a.xml", format: "moodle-xml")
    #expect(reading.codes == ["not-moodle-xml"])
    #expect(reading.rows == [1])
  }
}
