import Contests
import QuestionBanks
import Testing

@testable import leitai_fuzz

/// Files built to hurt, which no change of a sound file would make. What archives, XML, tables and
/// Moodle's formats must stand is tested beside their readers.
@Suite struct StructuralAttackTests {
  /// Debug builds are about this much slower.
  private static var slowness: Int {
    #if DEBUG
      12
    #else
      1
    #endif
  }

  /// Reads a file within a second of processor time.
  private func read(_ text: String, _ format: String) -> BankReading {
    let bytes = Array(text.utf8)
    let start = ProcessUsage.nanoseconds
    let reading = BankReading(bytes, filename: "x", format: format)
    let milliseconds = (ProcessUsage.nanoseconds - start) / 1_000_000
    #expect(milliseconds < 1_000 * Self.slowness, "\(format) takes \(milliseconds) ms")
    #expect(reading.findings.count <= Limits.importFindings + 10)
    #expect(ReadingPromises.broken(by: reading, of: bytes) == nil)
    return reading
  }

  private static let laughs: String = {
    let levels = Array("abcdefghijkl")
    let lines = zip(levels, levels.dropFirst()).map { before, name in
      "\(name): &\(name) [\(Array(repeating: "*\(before)", count: 9).joined(separator: ", "))]\n"
    }
    return "a: &a [x, x]\n" + lines.joined()
  }()

  @Test(arguments: ["native", "records"])
  func listsOfAliasesAsKeysAreRefused(format: String) {
    for file in [
      Self.laughs + "? *l\n: x\n", Self.laughs + "*l : x\n", Self.laughs + "[*l]: x\n",
      "a: &a [\(String(repeating: "x,", count: 20_000))]\n"
        + String(repeating: "- *a : x\n", count: 10_000),
      "a:\n" + String(repeating: "? ", count: 900)
        + "[\(String(repeating: "x,", count: 50_000))]",
      "a: " + String(repeating: "{? ", count: 900) + "[\(String(repeating: "x,", count: 50_000))",
      (0..<30_000).map { "%TAG !a\($0)! tag:x\n" }.joined() + "--- a",
      "a: " + String(repeating: "[", count: 990) + String(repeating: "x,", count: 50_000),
    ] { #expect(read(file, format).findings.map(\.code) == ["not-yaml"]) }
  }

  @Test(arguments: ["native", "records"])
  func aliasesAsValuesStandForNoMoreThanTheFileMayHold(format: String) {
    #expect(!read(Self.laughs, format).isSound)
    #expect(!read("questions:\n- stem: x\n" + Self.laughs + "- *l\n", format).isSound)
  }

  /// An item that names a long passage often, in a package of many such items.
  @Test func passageThatIsNamedOftenIsTakenOnce() throws {
    let long = String(repeating: "长", count: 100_000)
    let stimulus =
      "<assessmentStimulus><stimulusBody><p>\(long)</p></stimulusBody></assessmentStimulus>"
    let reference = "<assessmentStimulusRef identifier=\"S\" href=\"s.xml\"/>"
    let item = """
      <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="A" title="a">
      <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
      <correctResponse><value>A</value></correctResponse></responseDeclaration>
      \(String(repeating: reference, count: 5_000))<itemBody><p>问</p>
      <choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">甲</simpleChoice>
      <simpleChoice identifier="B">乙</simpleChoice></choiceInteraction></itemBody></assessmentItem>
      """
    let manifest = """
      <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
      <resource identifier="A" type="imsqti_item_xmlv2p2" href="a.xml"/></resources></manifest>
      """
    let bytes = StoredPackage.bytes(
      of: [("imsmanifest.xml", manifest), ("a.xml", item), ("s.xml", stimulus)].map {
        PackagePart($0, Array($1.utf8))
      })
    let start = ProcessUsage.nanoseconds
    let reading = BankReading(bytes, filename: "x", format: "qti")
    #expect(ProcessUsage.nanoseconds - start < 1_000_000_000 * Self.slowness)
    #expect(reading.findings.map(\.code) == ["text-too-long"])
  }

  @Test func halfOpenIntervalsAreNoNesting() {
    let records = (0..<300).map { "- {question: \"第 \($0) 题：区间 [0, 1)\", answer: 甲}\n" }
    #expect(read(records.joined(), "records").questions.count == 300)
  }

  @Test func jsonIsNestedToItsDepthOnly() {
    for piece in ["[", "{\"a\":"] {
      let reading = read(String(repeating: piece, count: 200_000), "records")
      #expect(reading.findings.map(\.code) == ["nested-too-deep"])
    }
  }

  @Test func namesThatAreAllDifferentAreNotAllLookedAt() {
    let records = (0..<40).map { record in
      "{" + (0..<250).map { "\"k\(record)x\($0)\":1" }.joined(separator: ",") + "}"
    }
    let reading = read("[\(records.joined(separator: ","))]", "records")
    #expect(reading.findings.map(\.code) == ["header-missing"])
  }

  @Test func errorAtTheEndOfATextIsOnItsLastLine() {
    for (text, line) in [("{\"bank\": ", 1), ("bank: b\nknow", 2), ("bank: [\n", 2)] {
      #expect(read(text, "native").findings.map(\.place.row) == [line])
    }
  }

  @Test func unknownFieldsAreNotCountedForEver() {
    let text = (0..<Limits.importFindings + 500).map { "k\($0): 1\n" }.joined()
    #expect(read(text, "native").findings.count == Limits.importFindings)
  }

  @Test func millionBracesAndPicturesAreRefused() {
    #expect(read(String(repeating: "{", count: 1_000_000), "gift").questions.isEmpty)
    let pictures = String(repeating: "![", count: 100_000)
    #expect(read("题\(pictures){=甲 ~乙}", "gift").findings.map(\.code) == ["text-too-long"])
    let missing = String(repeating: "![](picture:missing)", count: 20_000)
    #expect(read("题\(missing){=甲 ~乙}", "gift").findings.map(\.code) == ["text-too-long"])
  }

  @Test(arguments: ["1234567890123", String(repeating: "9", count: 100_000), "0.1234567890123"])
  func numberThatIsTooLongIsNotCut(number: String) {
    let reading = read("题干,题型,答案\n算,计算题,\(number)\n", "csv")
    #expect(reading.questions.isEmpty)
    let gift = read("算 {#\(number)}", "gift")
    #expect(gift.questions.isEmpty)
  }

  @Test func unitBehindANumberIsCheckedLikeAnyText() {
    let long = String(repeating: "米", count: Limits.textCharacters + 1)
    #expect(read("题干,题型,答案\n算,计算题,5\(long)\n", "csv").findings.map(\.code) == ["text-too-long"])
    #expect(read("题干,题型,答案\n算,计算题,5 \u{7}米\n", "csv").questions.isEmpty)
  }

  /// Found by the mutations: there was no section any more that the answers could belong to.
  @Test func answersUnderTheFirstHeadingWithoutQuestionsAreRefused() throws {
    try #require(BankFormats.names.contains("text"))
    for text in ["一、判断题 2.×\n三、填空题 1.欧姆", "考生须知\n一、判断题 2.×\n1. 铁能导电。（√）\n"] {
      #expect(!read(text, "text").isSound)
    }
  }

  /// The sign of each of these, repeated, was never looked for from every start again.
  @Test(arguments: [
    ("gift", "题{", "=a ->", "}"), ("gift", "题{", "~%", "}"), ("gift", "", "// [id:", "\n题{T}"),
    ("gift", "题", "<a ", "{T}"), ("aiken", "题", "\nA. ", "\nANSWER: A"),
    ("csv", "题干,答案\n", "\"a\"\"", "\""), ("csv", "题干,选项,答案\n", "A.", ",A"),
    ("records", "[{\"题干\":\"", "\\n![", "\",\"答案\":\"x\"}]"), ("records", "", "- a: ", ""),
    ("native", "bank: b\nquestions:\n", "- {stem: x}\n", ""), ("native", "bank: \"", "\\\n ", "\""),
    ("moodle-xml", "<quiz><question type=\"cloze\"><questiontext><text>", "{1:SA:=a~", "</text>"),
    ("text", "1. 题（ ）", " A. 甲", "\n答案：A"), ("text", "1. 题\n答案\n", "1.A ", ""),
    ("text", "", "1. 题（ ）\n", "参考答案\n1-9 A"), ("text", "1. 题", "（(【", ""),
    ("qti", "<assessmentItem><itemBody>", "<p>![", "</p></itemBody></assessmentItem>"),
  ])
  func fourTimesTheLengthTakesNoSixteenTimesAsLong(
    format: String, start: String, piece: String, end: String
  ) {
    func nanoseconds(_ bytes: Int) -> Int {
      let text = start + String(repeating: piece, count: bytes / piece.utf8.count) + end
      let file = Array(text.utf8)
      let before = ProcessUsage.nanoseconds
      _ = BankReading(file, filename: "x", format: format)
      return ProcessUsage.nanoseconds - before
    }
    let small = [nanoseconds(1 << 13), nanoseconds(1 << 13)].min() ?? 0
    let large = nanoseconds(1 << 15)
    #expect(large < max(small * 9, 20_000_000 * Self.slowness))
  }
}
