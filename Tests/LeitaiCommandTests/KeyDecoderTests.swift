import Testing

@testable import leitai

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.feed(text.utf8)
  }

  @Test func charactersComeAsTheyWereTyped() {
    #expect(keys("aB1 ") == "aB1 ".map(Key.character))
    #expect(keys("ａ齿é") == [.character("ａ"), .character("齿"), .character("é")])
  }

  @Test func commandsAreLowerCaseAndHalfWidth() {
    #expect(keys("ａＢC２").map(\.command) == "abc2".map(Key.character))
    #expect(keys("\t齿").map(\.command) == [.tab, .character("齿")])
    #expect(Key.character("👨‍👩‍👧").command == .character("👨‍👩‍👧"))
  }

  @Test func aTextOfAnyScriptIsPutTogetherFromItsParts() {
    let text = "齿轮é が 👨‍👩‍👧 ไทย 𠮷 e\u{301}"
    var typed = ""
    for key in keys(text) { if case .character(let character) = key { typed.append(character) } }
    #expect(typed == text)
    #expect(typed.count == text.count)
  }

  @Test func aTextMayComeByteByByte() {
    var decoder = KeyDecoder()
    let keys = "温𠮷a".utf8.flatMap { decoder.feed([$0]) }
    #expect(keys == "温𠮷a".map(Key.character))
  }

  @Test func whatIsPastedIsNoCommand() {
    #expect(
      keys("s\u{1B}[200~sy\r\t\u{1B}[201~y") == [
        .character("s"), .pasted("s"), .pasted("y"), .pasted(" "), .pasted(" "), .character("y"),
      ])
    var decoder = KeyDecoder()
    _ = decoder.feed("\u{1B}[200~a".utf8)
    #expect(decoder.feed("s".utf8) == [.pasted("s")])
    #expect(decoder.feed("\u{1B}[201~s".utf8) == [.character("s")])
  }

  @Test func sequencesAreKeys() {
    #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}[D") == [.up, .down, .right, .left])
    #expect(
      keys("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[H\u{1B}[4~") == [
        .pageUp, .pageDown, .delete, .home, .end,
      ])
    #expect(keys("\r\u{7F}\u{3}") == [.enter, .backspace, .interrupt])
    #expect(keys("\t\u{1B}[Z") == [.tab, .backTab])
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
