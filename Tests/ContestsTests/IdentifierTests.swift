import Contests
import Foundation
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: ["a", "7", "机修钳工", "suwanluyu-2025", "a-b_c.d", "Élan", "١٢"])
  func lettersDigitsAndThreeSignsAreTaken(text: String) throws {
    #expect(try ContestID(text).text == text)
    #expect(try ContestID(text).description == text)
  }

  @Test(arguments: [
    "", " ", "-a", "_a", ".", "..", ".a", "a b", " a", "a ", "a/b", "a\\b", "a\n", "a\u{0}", "a:b",
    "a%2F", "a?b", "a#b", "a'b", "a\"b", "<b>", "a，b", "🙂", "a🙂", "\u{202E}a", "a\u{202E}b",
  ])
  func anyOtherCharacterIsRefused(text: String) {
    let error = #expect(throws: InvalidIdentifier.self) { try ContestID(text) }
    #expect(error?.text == text)
  }

  @Test func sixtyFourCharactersAreTheMost() throws {
    let longest = String(repeating: "题", count: 64)
    #expect(try ContestID(longest).text == longest)
    #expect(throws: InvalidIdentifier.self) { try ContestID(longest + "题") }
  }

  @Test func combiningMarksCountAsCharacters() {
    let oneLetter = "a" + String(repeating: "\u{301}", count: 64)
    #expect(oneLetter.count == 1)
    #expect(throws: InvalidIdentifier.self) { try ContestID(oneLetter) }
    #expect(throws: Never.self) { try ContestID("e\u{301}lan") }
  }

  @Test(arguments: [
    "cup\u{200D}", "cup\u{200C}x", "cup\u{FE0F}", "1\u{FE0F}\u{20E3}", "a\u{E0041}",
  ])
  func signsThatNobodySeesAreRefused(text: String) {
    #expect(throws: InvalidIdentifier.self) { try ContestID(text) }
  }

  @Test func caseMakesAnotherIdentifier() throws {
    #expect(try ContestID("cup") != ContestID("Cup"))
  }

  @Test func identifiersAreOrderedByTheirText() throws {
    let texts = ["b", "a10", "a2", "B", "机", "a"]
    #expect(try texts.map { try StageID($0) }.sorted().map(\.text) == texts.sorted())
  }

  @Test func codingIsThePlainText() throws {
    let ids = [try EventID("fitter"), try EventID("焊工")]
    let bytes = try JSONEncoder().encode(ids)
    #expect(String(decoding: bytes, as: UTF8.self) == #"["fitter","焊工"]"#)
    #expect(try JSONDecoder().decode([EventID].self, from: bytes) == ids)
  }

  @Test(arguments: [#"["a/b"]"#, #"[""]"#, "[7]", "[null]", #"[["a"]]"#])
  func decodingChecksTheText(json: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode([EventID].self, from: Data(json.utf8))
    }
  }
}
