import QuestionBanks
import Testing

@Suite struct HalfWidthTextTests {
  @Test(arguments: [
    ("题干", "题干"), (" 题干。\u{3000}", "题干。"), ("\r\n a b \t", "a b"), ("", ""), (" \u{3000}\n", ""),
    ("\u{A0}甲", "甲"), ("甲\u{2003}", "甲"), ("√2 ", "√2"), ("e\u{301} ", "e\u{301}"),
    ("。", "。"), ("“甲”", "“甲”"),
  ])
  func trimmingTakesWhiteSpaceFromBothEnds(text: String, trimmed: String) {
    #expect(text.trimmed == trimmed)
    #expect(("<" + text + ">").dropFirst().dropLast().trimmed == trimmed)
  }

  @Test func aSpaceUnderAnAccentIsWhiteSpaceAsACharacter() {
    #expect("甲 \u{301}".trimmed == "甲")
    #expect(" \u{301}甲".trimmed == "甲")
  }
}
