import Contests
import Foundation
import QuestionBanks
import Testing

/// What Aiken, GIFT and Moodle XML write, they read back equal but for their losses.
@Suite struct MoodleRoundTripTests {
  private static let formats = ["aiken", "gift", "moodle-xml"]

  static let texts = [
    "=1+1", "~", "~甲", "#", "####", "a####b", "##", "#1主变", "{", "}", "{=a ~b}", "a}b{c", ":", "::",
    "::a::b", "a::b", "\\", "\\\\", "\\n", "a\\nb", "\\{", "\\=", "C:\\temp\\new", "尾\\", "->",
    "a -> b",
    "a->b", "%50%", "%50%a", "%", "50%", "[html]", "[html]a", "[plain]", "[", "[a](b)", "//",
    "// a",
    "/a", "$CATEGORY: x", "T", "TRUE", "F", "FALSE", "正确", "对", "A", "A. 甲", "A) 甲", "ANSWER: A",
    "ANSWER", "*", "\\*", "a*b", "\\\\*", "_____", "____", "（　）", "( )", "第一行\n第二行", "a\n\nb",
    "a\r\nb", "a\rb", "a \n b", "a  b", "a\tb", "a\u{A0}b", "a\u{A0}\u{A0}b", "<b>粗</b>", "<",
    "a<b",
    "a < b > c", "<br>", "&", "&amp;", "&lt;b&gt;", "&#65;", "&nbsp;", "x & y;", "<!-- a -->",
    "<script>", "]]>", "<![CDATA[a]]>", "@@PLUGINFILE@@/a.png", "@@", "@@@", "{1:SHORTANSWER:=a}",
    "{:SA:=a}", "{1:MC", "<span class=\"leitai-blank\">", "<div class=\"leitai-passage\">a</div>",
    "\"引号\"", "'单'", "，。", "（）", "！", "…？", "ＡＢＣ：＝～", "🙂𠮷", "e\u{301}", "\u{301}a", "{\u{301}",
    "=\u{338}", "~\u{301}", "\\\u{301}", "-\u{301}>", "->\u{338}", "\u{200B}", "a\u{FEFF}b",
    "a\u{2028}b", "a\u{85}b".filter { $0 != "\u{85}" }, "a\u{FFFE}b", "a\u{FFFF}b", "a\u{FFFD}b",
    "x²", "x^(2)", "0.70", "1e5", "none", "123", "> 5", ">2 ALL", "ALL", "# a\n// b\n=c",
    "![图](picture:missing", "![a](b)", "null", "2/3", "a//b", "://", "\\t", "\\~\\=\\#\\{\\}\\:",
  ]

  /// Reads what a format writes of one question.
  private func returned(_ keyed: KeyedQuestion, _ format: any BankFormat) throws -> BankReading {
    let bytes = try format.write(BankContents(questions: [keyed]), bank: "bank")
    return BankReading(bytes, filename: "upload", format: format.name)
  }

  private func check(_ keyed: KeyedQuestion, _ format: any BankFormat) throws {
    let losses = format.losses(of: keyed)
    let reading = try returned(keyed, format)
    /// Made only when something is wrong.
    func comment() -> Comment {
      Comment(rawValue: "\(keyed) \(losses) \(reading.findings)")
    }
    if losses.contains(.question) {
      #expect(losses == [.question], comment())
      #expect(reading.questions.isEmpty, comment())
      return
    }
    #expect(reading.questions.count == 1, comment())
    let back = try #require(reading.questions.first, comment())
    let warnings = reading.findings.filter { $0.code != "blanks-differ" }
    #expect(warnings == [], comment())
    if losses.isEmpty {
      #expect(back == keyed, comment())
      #expect(BankVersion.hash(of: [keyed]) == BankVersion.hash(of: [back]), comment())
    } else {
      // Nothing but what is listed differs.
      let names: [ExportLoss: String] = [
        .explanation: "explanation", .knowledge: "knowledge", .level: "level",
        .difficulty: "difficulty", .passage: "passage", .unit: "unit", .tolerance: "key",
      ]
      let lost = Set(losses.compactMap { names[$0] })
      let mayChangeText = losses.contains(.text) || losses.contains(.pictures)
      for (before, after) in zip(keyed.fields, back.fields) where !lost.contains(before.name) {
        let isText = ["stem", "options", "premises", "explanation", "passage"].contains(before.name)
        if mayChangeText, isText { continue }
        #expect(Array(before.text.utf8) == Array(after.text.utf8), comment())
      }
      if !losses.contains(.id) { #expect(back.question.id == keyed.question.id, comment()) }
    }
  }

  @Test(arguments: formats)
  func everyKindTimesEveryAwkwardTextComesBackButForTheLosses(name: String) throws {
    let format = try #require(BankFormats.named(name))
    for text in Self.texts {
      for keyed in try QuestionsOfText.all(with: text) { try check(keyed, format) }
    }
  }

  @Test func moodleXMLLosesNothingOfOrdinaryQuestions() throws {
    let format = try #require(BankFormats.named("moodle-xml"))
    for keyed in try QuestionsOfText.all() { #expect(format.losses(of: keyed) == []) }
    for text in Self.texts {
      for keyed in try QuestionsOfText.all(with: text) {
        let hasNoncharacter = text.contains("\u{FFFE}") || text.contains("\u{FFFF}")
        if !hasNoncharacter { #expect(format.losses(of: keyed) == [], "\(text)") }
      }
    }
  }

  @Test func giftLosesOnlySeveralBlanksOfOrdinaryQuestions() throws {
    let format = try #require(BankFormats.named("gift"))
    for keyed in try QuestionsOfText.all() {
      #expect(format.losses(of: keyed) == (keyed.question.blanks > 1 ? [.question] : []))
    }
  }

  @Test func aikenSaysSingleChoicesAndStatements() throws {
    let format = try #require(BankFormats.named("aiken"))
    for keyed in try QuestionsOfText.all() {
      let isSayable = keyed.question.kind == .single || keyed.question.kind == .trueFalse
      #expect(format.losses(of: keyed).contains(.question) != isSayable)
    }
    let plain = try QuestionsOfText.keyed(
      .single, .choices(Choices(position: 0)), options: ["甲", "乙"], explanation: "", knowledge: "",
      level: .intermediate, difficulty: .medium)
    #expect(format.losses(of: plain) == [.id])
  }

  @Test(arguments: formats)
  func aWholeBankComesBackInItsOrder(name: String) throws {
    let format = try #require(BankFormats.named(name))
    var bank: [KeyedQuestion] = []
    for (number, text) in ["甲一", "乙二", "丙三"].enumerated() {
      for keyed in try QuestionsOfText.all(with: text) {
        bank.append(
          try QuestionsOfText.keyed(
            keyed.question.kind, keyed.key.solution, id: "\(keyed.question.id)-\(number)",
            stem: keyed.question.stem + keyed.question.id.text, options: keyed.question.options,
            premises: keyed.question.premises, knowledge: ["", "章/节", "章"][number]))
      }
    }
    let sayable = bank.filter { !format.losses(of: $0).contains(.question) }
    let bytes = try format.write(BankContents(questions: bank), bank: "b")
    let reading = BankReading(bytes, filename: "bank")
    #expect(reading.format == name)
    #expect(reading.errors == 0, "\(reading.findings)")
    #expect(reading.questions.map(\.question.stem) == sayable.map(\.question.stem))
    if name != "aiken" { #expect(reading.questions == sayable) }
  }

  /// A generator of its own, so that a failure can be repeated.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  @Test(arguments: formats)
  func textsPutTogetherFromAwkwardPiecesComeBackButForTheLosses(name: String) throws {
    let format = try #require(BankFormats.named(name))
    let pieces = [
      "=", "~", "#", "{", "}", ":", "\\", "n", "\n", "\r", "\r\n", " ", "->", "%", "50%", "[", "]",
      "html",
      "*", "<", ">", "&", ";", "#65;", "amp", "//", "/", "\"", "'", "甲", "a", "1", "T", "-",
      "\u{301}", "\u{A0}",
      "\t", "_", "__", "（", "）", "@@", "@", "{1:SA:=", "}", "br>", "\u{FFFE}", "🙂", ".", "A.",
      "ANSWER:", "!",
      "![", "](picture:", ")", "####", "</p>", "<!--", "$CATEGORY:",
    ]
    var dice = Dice(state: 7)
    for _ in 0..<300 {
      var text = ""
      for _ in 0...dice.roll(7) { text += pieces[dice.roll(pieces.count)] }
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      guard !trimmed.isEmpty, !trimmed.contains("其") else { continue }
      for keyed in try QuestionsOfText.all(with: trimmed) { try check(keyed, format) }
    }
  }
}
