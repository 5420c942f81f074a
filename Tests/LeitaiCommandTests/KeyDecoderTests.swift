import Testing

@testable import leitai

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.feed(text.utf8)
  }

  @Test func lettersAreLowerCaseAndHalfWidth() {
    #expect(keys("aB1 ") == "ab1 ".map(Key.character))
    #expect(keys("ａＢ") == [.character("a"), .character("b")])
  }

  @Test func sequencesAreKeys() {
    #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}[D") == [.up, .down, .right, .left])
    #expect(
      keys("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[H\u{1B}[4~") == [
        .pageUp, .pageDown, .delete, .home, .end,
      ])
    #expect(keys("\r\u{7F}\u{3}") == [.enter, .backspace, .interrupt])
  }

  @Test func aLoneEscapeIsAKeyAndUnknownSequencesAreNone() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}x") == [.escape, .character("x")])
    #expect(keys("\u{1B}[15~\u{1B}[1;5Zb") == [.character("b")])
    #expect(keys("\u{1}") == [])
  }

  @Test func sequencesAndCharactersMayComeInParts() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B, 0x5B]) == [])
    #expect(decoder.feed([0x41]) == [.up])
    #expect(decoder.feed([0xE4, 0xB8]) == [])
    #expect(decoder.feed([0x80]) == [.character("一")])
  }

  @Test func rubbishDoesNotStopTheKeysBehindIt() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xFF, 0x61]) == [.character("a")])
    #expect(decoder.feed([0x1B, 0x5B] + Array(repeating: 0x30, count: 20)) == [])
    #expect(decoder.feed([0x61]) == [.character("a")])
  }
}
