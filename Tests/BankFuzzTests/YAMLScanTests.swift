import QuestionBanks
import Testing
import Yams

@testable import Contests
@testable import leitai_fuzz

/// What the YAML parser would take for ever to read is refused before it comes to it.
@Suite struct YAMLScanTests {
  private func words(_ text: String) -> String? { YAMLScan.refusal(of: text)?.words }

  private static let key = "a key that is no single value"

  @Test(arguments: [
    "? [a]\n: b", "? a\n: b", "- ? a", "{? a: b}", "[a]: b", "{a: b}: c", "{[a]: b}", "[[a]: b]",
    "*a : b", "- *a : b", "{*a : b}", "&k [a]: b", "!t [a]: b", "a:\n  ? b", "- - ? a", "[? a]",
    "a: |\n  text\n? b", "a: \"\\\"\"\n? b", "a: 'it''s'\n? b", "a: x\n  y\n? b", "a: x # y\n? b",
    "a: &b\n  c: d\n? e", "---\n? a", "a: >2\n   x\n ? b", "a: |\n\n\n\n? b", "\u{FEFF}? a",
    "[\"]\", ? a]", "[a \"b, ? \"c\"]", "[!t \"]\", ? a]", "[x, # ]\n ? a]",
  ])
  func keysThatAreNoSingleValuesAreRefused(text: String) { #expect(words(text) == Self.key) }

  @Test(arguments: [
    "a: b", "a: ? b", "a: \"? b\"", "a: |\n  ? b\n  [c]: d\n", "a: >\n\n  ? b\nc: d", "a: '[b]: c'",
    "a: 1, 3, 5, ?", "- a\n- b", "a: *b", "a: &b [c]\nd: *b", "a: [b, c]\nd: e",
    "a: {b: c}\nd: e",
    "\"a\": b", "a?b: c", "a: x\n  ? y", "a: |2\n    ? b\n   c\n", "# ? a\nb: c",
    "- a: |\n    ? b\n  c: d",
    "a: \"x\n  ? y\"", "a: [b,\n  c]\nd: e", "a: https://b", "a: [\"b\":c]", "{\"a\":{\"b\":1}}",
    "a: !t b", "a: !<x,[]> b", "--- a\n...\n", "%YAML 1.1\n--- a", "[a, b]", "a:\n- b\n- c\nd: e",
  ])
  func honestTextIsNotRefused(text: String) { #expect(words(text) == nil) }

  @Test func nestingIsCountedTheSameInLinesAndInBraces() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
      let text = { (depth: Int) in
        String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
      }
      #expect(words(text(64)) == nil)
      #expect(words(text(65)) == "nested deeper than 64")
    }
    let lines = (0..<65).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(words(lines) == "nested deeper than 64")
  }

  @Test func tagDirectivesAreFew() {
    let directives = { (count: Int) in
      (0..<count).map { "%TAG !a\($0)! tag:x\n" }.joined() + "--- a"
    }
    #expect(words(directives(64)) == nil)
    #expect(words(directives(65)) == "too many directives")
  }

  @Test func placeOfTheRefusalIsTold() {
    let refusal = YAMLScan.refusal(of: "a: b\nc:\n  - ? d")
    #expect(refusal?.line == 3)
    #expect(refusal?.column == 5)
  }

  /// Whatever the parser reads, the scan has seen as it is.
  @Test(arguments: ["native", "records"])
  func scanAndParserAgree(format: String) throws {
    let corpus = try SeedCorpus(
      try #require(BankFormats.named(format)), project: FuzzProject.root)
    var read = 0
    for number in 0..<1_500 {
      let text = String(decoding: corpus.input(number, seed: 11), as: UTF8.self)
      guard let node = try? Yams.compose(yaml: text, .basic) else { continue }
      read += 1
      let refusal = YAMLScan.refusal(of: text)
      if Self.hasForeignKey(node) {
        #expect(refusal != nil, "\(text)")
      } else if !text.contains("*"), !text.contains("?") {
        #expect(refusal == nil, "\(text)")
      }
    }
    #expect(read > 100)
  }

  private static func hasForeignKey(_ node: Node) -> Bool {
    switch node {
    case .scalar, .alias: false
    case .sequence(let list): list.contains(where: hasForeignKey)
    case .mapping(let pairs):
      pairs.contains { $0.key.scalar == nil || hasForeignKey($0.key) || hasForeignKey($0.value) }
    }
  }
}
