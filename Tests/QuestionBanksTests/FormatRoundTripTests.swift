import Contests
import QuestionBanks
import Testing

/// What a format writes, it reads back equal.
@Suite struct FormatRoundTripTests {
  private func roundTrip(_ questions: [KeyedQuestion], _ format: String) throws -> BankReading {
    let writer = try #require(BankFormats.named(format))
    return BankReading(try writer.write(questions, bank: "bank"), filename: "upload")
  }

  @Test(arguments: ["xlsx", "native", "records", "csv"])
  func everyKindComesBackEqual(format: String) throws {
    let bank = try SampleQuestions.all()
    let reading = try roundTrip(bank, format)
    #expect(reading.format == format)
    #expect(reading.findings == [])
    #expect(reading.questions == bank)
  }

  @Test(arguments: ["xlsx", "native", "records", "csv"])
  func everyLevelBandAndCountOfOptionsComesBackEqual(format: String) throws {
    var bank: [KeyedQuestion] = []
    for level in SkillLevel.allCases {
      for difficulty in Difficulty.allCases {
        for count in [2, 8] {
          bank.append(
            try SampleQuestions.single(
              id: "\(level)-\(difficulty)-\(count)", stem: "题 \(bank.count)",
              options: (0..<count).map { "选项 \($0)" },
              correct: count == 8 ? [.a, .h] : [.a, .b], level: level, difficulty: difficulty,
              kind: .multiple))
        }
      }
    }
    #expect(try roundTrip(bank, format).questions == bank)
  }

  private static let texts = [
    "=1+1", "+5", "-5", "-5℃", "@x", "＝1", "＋5", "－5℃", "＠x", "'=1", "''=1", "'abc", "\"引号\"",
    "a,b;c\td",
    "第一行\n第二行", "第一行\r\n第二行", "a\rb", "_x000D_", "# 号", "#1主变", "\\n", "- x", "&x *y !z %",
    "{a: b}",
    "[a]", "null", "true", "~", "0.70", "007", "1e5", "2025-04-01", "🙂𠮷", "e\u{301}", "a\u{200B}b",
    "a\u{FEFF}b", "a\u{2028}b", "a\u{A0}b", "a\u{FFFD}b", "<b>&amp;</b>", "sep=;",
    "a: b # c", "正确",
  ]

  @Test(arguments: ["xlsx", "native", "records", "csv"], texts)
  func awkwardTextComesBackEqual(format: String, text: String) throws {
    let keyed = try SampleQuestions.single(
      stem: text, options: [text, "乙"], explanation: text, knowledge: text)
    let reading = try roundTrip([keyed], format)
    #expect(reading.findings == [])
    #expect(reading.questions == [keyed])
    // Equal strings may have different bytes, which the hash would tell.
    #expect(BankVersion.hash(of: reading.questions) == BankVersion.hash(of: [keyed]))
  }

  /// What no kind of question may lose: a text in every place where it has one.
  @Test(arguments: ["xlsx", "native", "records", "csv"], QuestionKind.allCases)
  func awkwardTextsOfEveryKindComeBackEqual(format: String, kind: QuestionKind) throws {
    let more = [
      "a|b", "a｜b", "甲；乙", "a\\|b", "\\", "a\\", "|", "；", "A.甲", "A. 甲 B. 乙", "（A）甲", "~=#:{}",
      "甲、", "。甲", "12.5±0.1", "〔图1〕", "![甲](picture:x)", "=", "题干", "答案", "'", "null", "~x",
    ]
    for text in Self.texts + more {
      let keyed = try SampleQuestions.awkward(kind, text)
      let writer = try #require(BankFormats.named(format))
      try #require(writer.losses(of: keyed) == [])
      let reading = BankReading(
        try writer.write([keyed], bank: "bank"), filename: "upload", format: format)
      #expect(reading.errors == 0, "\(text)")
      #expect(reading.questions == [keyed], "\(text)")
      #expect(BankVersion.hash(of: reading.questions) == BankVersion.hash(of: [keyed]), "\(text)")
    }
  }

  @Test(arguments: ["xlsx", "native", "records", "csv"])
  func questionsOfEveryKindTogetherComeBackEqual(format: String) throws {
    let bank = try SampleQuestions.everyKind()
    let reading = try roundTrip(bank, format)
    #expect(reading.format == format)
    #expect(reading.findings == [])
    #expect(reading.questions == bank)
    #expect(BankVersion.hash(of: reading.questions) == BankVersion.hash(of: bank))
  }

  /// Keys that say how answers are compared.
  private func compared() throws -> [KeyedQuestion] {
    let ways: [(Bool, Bool)] = [(true, false), (false, true), (true, true)]
    let blanks = try ways.enumerated().map { index, way in
      try QuestionsOfText.keyed(
        .fillIn,
        .blanks(
          [["MPa", "[case]"], ["[any-order]"]],
          BlankRule(isAnyOrder: way.0, isCaseSensitive: way.1)), id: "B\(index)",
        stem: "单位 \(index) 是____和____。")
    }
    let numbers = try ["12.5±0.1 [mm|毫米|cm=10]", "12.5±2% [kW·h]?"].enumerated().map { index, key in
      try QuestionsOfText.keyed(
        .numeric, try #require(KeyText.solution(key, of: .numeric)), id: "N\(index)",
        stem: "求第 \(index) 个数。")
    }
    return blanks + numbers
  }

  @Test(arguments: ["xlsx", "native", "records", "csv", "text"])
  func rulesOfComparisonComeBackEqual(format: String) throws {
    let bank = try compared()
    let writer = try #require(BankFormats.named(format))
    #expect(bank.allSatisfy { !writer.losses(of: $0).contains(.question) })
    let reading = try roundTrip(bank, format)
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.key) == bank.map(\.key))
    #expect(reading.questions.map(\.question.blanks) == [2, 2, 2, 1, 1])
    #expect(
      reading.questions == bank
        || format == "text" && bank.contains { !writer.losses(of: $0).isEmpty })
  }

  @Test(arguments: ["gift", "moodle-xml", "qti"])
  func formatsWithoutRulesOfComparisonSayThatTheyLoseThem(format: String) throws {
    let writer = try #require(BankFormats.named(format))
    for keyed in try compared() {
      let losses = writer.losses(of: keyed)
      let isSayable = format == "qti" && keyed.key.solution.isOnlyCaseSensitive
      #expect(losses.contains(.comparison) != isSayable || losses == [.question], "\(keyed)")
      guard !losses.contains(.question) else { continue }
      let bytes = try writer.write(BankContents(questions: [keyed]), bank: "bank")
      let back = BankReading(bytes, filename: "upload", format: format).questions
      #expect((back.first?.key.solution == keyed.key.solution) == isSayable, "\(keyed)")
    }
  }

  @Test(arguments: ["xlsx", "native", "records", "csv"])
  func longestTextComesBackEqual(format: String) throws {
    let long = String(repeating: "题𠮷", count: Limits.textCharacters / 2)
    let keyed = try SampleQuestions.single(stem: long, explanation: long)
    #expect(try roundTrip([keyed], format).questions == [keyed])
  }

  @Test(arguments: ["xlsx", "native", "records", "csv"])
  func writingTwiceGivesTheSameQuestions(format: String) throws {
    let bank = try SampleQuestions.all()
    let once = try roundTrip(bank, format).questions
    #expect(try roundTrip(once, format).questions == bank)
  }

  @Test(arguments: ["xlsx", "native", "records", "csv"])
  func emptyBankIsReadAsNoQuestions(format: String) throws {
    let reading = try roundTrip([], format)
    #expect(reading.format == format)
    #expect(reading.questions.isEmpty)
    #expect(!reading.isSound)
  }
}

extension Solution {
  /// Whether case is all that its rule of comparison is about.
  fileprivate var isOnlyCaseSensitive: Bool {
    if case .blanks(_, BlankRule(isCaseSensitive: true)) = self { true } else { false }
  }
}
