import Contests
import QuestionBanks
import Testing

/// What numbered text writes, it reads back equal, but for the losses that it names.
@Suite struct NumberedTextRoundTripTests {
  private func format() throws -> any BankFormat { try #require(BankFormats.named("text")) }

  private func roundTrip(_ questions: [KeyedQuestion]) throws -> BankReading {
    BankReading(try format().write(questions, bank: "bank"), filename: "a.txt", format: "text")
  }

  static let texts = [
    // What the format itself means something by.
    "1. 题干", "2、题干", "（1）题干", "(2)题干", "1) 甲", "第1题", "【1】题", "10. 甲", "2.5 mm", "1.", "（√）1. 题",
    "(A) 1. 题", "T1A01 (C) [97.1]", "T1A01 (C)",
    "A. 甲", "B、乙", "(C) 丙", "a) 甲", "D：丁", "A.", "题 A. 甲 B. 乙", "题（ ）A. 甲　B．乙\tC、丙", "甲  B. 乙",
    "甲 \\B. 乙", "甲 \\\\B. 乙",
    "（B）", "是（ B ）。", "（√）", "（×）。", "( ABD )对", "（\\B）", "（\\ B）", "电流I(A)", "（A、B）", "（ ）",
    "（多选题）下列", "【判断题】", "（对）", "[单选题]甲（B）乙（C）",
    "答案：B", "【答案】C", "甲。答案：B", "题 答案：A 解析：因为", "正确答案：", "Answer: C", "参考答案", "答案：\n1-5 ABCDE",
    "解析：甲", "甲\n解析：乙", "【解析】", "难度：易", "甲 难度：易", "知识点：甲", "等级：高级工", "题型：单选题", "编号：1", "单位：mm",
    "误差：2%", "左列1：甲", "题库：甲",
    "一、单项选择题（每题1分）", "（三）判断题", "Part B True/False", "单选题", "## 填空题", "1、单选题", "二、安全知识",
    "甲\n一、安全\n乙",
    "案例一：甲", "【案例】甲", "【材料】", "阅读下列材料，回答1~3题", "甲\n案例：乙",
    "1-5 ABCDE", "1.B 2.C", "1~5：BCADD",
    // Backslashes and white space.
    "\\", "\\\\", "甲\\", "\\frac{1}{2}", "\\A. 甲", "\\\\1. 甲", "\\n", "甲 \\\n乙", "甲\n\n乙",
    "甲\n\\\n乙",
    "甲\n  缩进\n乙", "甲 \n乙", "甲\t\n\t乙", "甲\n　\n乙", "甲\\ \n乙", "\\frac12 \n乙", "甲\n\n\n乙",
    // What others mean something by.
    "\"引号\"", "a=b", "{=a ~b}", "~#:", "::题::", "//注", "ANSWER: B", "<b>&amp;</b>", "# 号", "- x",
    "a: b", "null",
    "\"a\",b;c", "=1+1", "{", "}", "|", "甲|乙；丙", "；", "甲；\n乙",
    // Characters.
    "🙂𠮷", "e\u{301}", "a\u{200B}b", "a\u{FEFF}b", "a\u{2028}b", "a\u{A0}b", "a\u{FFFD}b", "Ａ．甲",
    "１．题", "（Ｂ）",
    "A.\u{301}甲", "\u{301}A. 甲", "1.\u{301}", "。甲。", "，，", "、", "……", "____",
    // Punctuation at both ends.
    "：甲：", ":甲", "、甲、", "：", "::", "：：甲", "）甲（", "（甲", "甲）", "【甲】", "[甲]", "\"", "'甲'", "——", "-",
    "*甲*",
    "**甲**", "# 甲", "_甲_", "（__）", "甲____。", "( )（　）",
  ]

  /// All texts in one file: each question must end where the next one begins. Half of them stand
  /// on a passage with that text, half follow each other in one section.
  @Test(arguments: QuestionKind.allCases)
  func everyTextComesBackEqual(kind: QuestionKind) throws {
    let offset = QuestionKind.allCases.firstIndex(of: kind) ?? 0
    var bank: [KeyedQuestion] = []
    for (position, text) in Self.texts.enumerated() {
      let keyed = try EveryKind.question(
        kind, text, id: "Q\(position)", hasPassage: (position / 4 + offset) % 2 == 0)
      let losses = try format().losses(of: keyed)
      #expect(losses == [], "\(text)")
      if losses.isEmpty { bank.append(keyed) }
    }
    let reading = try roundTrip(bank)
    #expect(reading.findings.filter { $0.severity == .error } == [])
    #expect(reading.questions.count == bank.count)
    for (read, written) in zip(reading.questions, bank) where read != written {
      Issue.record("\(written.question.stem) became \(read)")
    }
    #expect(BankVersion.hash(of: reading.questions) == BankVersion.hash(of: bank))
  }

  /// Common texts are not tried one by one: whatever stands next to each other in them must come
  /// back all the same.
  @Test func commonSignsInAnyOrderComeBackEqual() throws {
    let pieces = [
      "甲", "（", "）", "（ ）", "A", "b", ".", "、", "：", "。", "；", "1", "12", " ", "　", "答案", "解析",
      "难度",
      "左列1", "正确", "对", "单选题", "一", "第1题", "案例", "参考答案", "％", "=", "KM1", "？", "阅读材料回答",
    ]
    var generator = SeededGenerator(seed: 20)
    var bank: [KeyedQuestion] = []
    for number in 0..<2_000 {
      var texts: [String] = []
      while texts.count < 4 {
        let count = Int.random(in: 1...5, using: &generator)
        let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        let isTrimmed = text.first?.isWhitespace != true && text.last?.isWhitespace != true
        if isTrimmed, !text.isEmpty, !texts.contains(text) { texts.append(text) }
      }
      let kind: QuestionKind = number % 3 == 0 ? .trueFalse : .single
      let options = kind == .trueFalse ? Question.truthOptions : Array(texts[1...2])
      let keyed = try SampleQuestions.single(
        id: "R\(number)", stem: texts[0], options: options, correct: .b, explanation: texts[3],
        kind: kind)
      #expect(try format().losses(of: keyed) == [], "\(texts)")
      bank.append(keyed)
    }
    let reading = try roundTrip(bank)
    #expect(reading.questions.count == bank.count)
    for (read, written) in zip(reading.questions, bank) where read != written {
      Issue.record("\(written) became \(read)")
    }
  }

  /// A text file has but one line break, so that others come back as that one.
  @Test(arguments: ["甲\r\n乙", "甲\r乙"])
  func otherLineBreaksAreALoss(text: String) throws {
    for kind in QuestionKind.allCases {
      let keyed = try EveryKind.question(kind, text, id: "R1")
      #expect(try format().losses(of: keyed) == [.text])
      let same = try EveryKind.question(kind, "甲\n乙", id: "R1")
      #expect(try roundTrip([keyed]).questions == [same], "\(kind)")
    }
  }

  @Test func orderOfKindsAndPassagesIsKept() throws {
    let kinds: [QuestionKind] = [.single, .multiple, .single, .fillIn, .fillIn, .matching]
    let passages = ["", "某厂起重机", "某厂起重机", "", "某厂电机", "某厂电机", "", "某厂起重机"]
    var bank: [KeyedQuestion] = []
    for (position, passage) in passages.enumerated() {
      let keyed = try EveryKind.question(
        kinds[position % kinds.count], "第 \(position) 个问题是什么", id: "P\(position)")
      let old = keyed.question
      bank.append(
        KeyedQuestion(
          question: Question(
            id: old.id, kind: old.kind, stem: old.stem, options: old.options,
            premises: old.premises, blanks: old.blanks, unit: old.unit, passage: passage,
            knowledge: old.knowledge, level: old.level, difficulty: old.difficulty),
          key: keyed.key))
    }
    let reading = try roundTrip(bank)
    #expect(reading.errors == 0)
    #expect(reading.questions == bank)
  }

  @Test(arguments: ProjectFiles.banks)
  func realBankComesBackEqual(file: String) throws {
    // Every eighth: the banks hold more than four thousand.
    let bank = try ProjectFiles.reading(ofBank: file).questions.enumerated()
      .filter { $0.offset % 8 == 0 }.map(\.element)
    let losses = try bank.map { try format().losses(of: $0) }
    #expect(losses.allSatisfy { $0.isSubset(of: [.pictures]) })
    let kept = zip(bank, losses).filter { $0.1.isEmpty }.map(\.0)
    let reading = BankReading(try format().write(kept, bank: "b"), filename: "b")
    #expect(reading.format == "text")
    #expect(reading.errors == 0)
    #expect(reading.questions == kept)
  }

  @Test func picturesAreALoss() throws {
    let reference = PictureReference.text(PictureID(of: [1]), caption: "油路图")
    let keyed = try SampleQuestions.single(stem: "见图 \(reference)。")
    #expect(try format().losses(of: keyed) == [.pictures])
    #expect(try roundTrip([keyed]).stems == ["见图 [图：油路图]。"])
  }

  @Test func emptyBankIsReadAsNoQuestions() throws {
    let reading = BankReading(try format().write([], bank: "b"), filename: "upload")
    #expect(reading.format == "text")
    #expect(reading.codes == ["no-questions"])
  }

  @Test func writtenFileReadsWell() throws {
    let text = String(
      decoding: try format().write(SampleQuestions.all(), bank: "fitter"), as: UTF8.self)
    #expect(
      text == """
        题库：fitter

        一、单选题

        1. 带传动打滑的原因是（　）。
        A. 张紧不足
        B. 转速过低
        C. 带速恒定
        D. 中心距过大
        答案：A
        解析：张紧力不足时摩擦力不够。
        知识点：机械传动/带传动
        等级：中级工
        难度：易
        编号：F001

        二、多选题

        1. 滚动轴承的常见失效有（　）。
        A. 点蚀
        B. 磨损
        C. 断裂
        答案：AB
        知识点：机械传动/轴承
        等级：高级工
        难度：难
        编号：F002

        三、判断题

        1. 带传动能保证准确的传动比。
        答案：错误
        解析：带传动有弹性滑动。
        知识点：机械传动/带传动
        等级：初级工
        难度：中
        编号：F003


        """)
  }

  @Test func longestTextComesBackEqual() throws {
    let long = String(repeating: "题 A", count: Limits.textCharacters / 3)
    let keyed = try SampleQuestions.single(stem: long, explanation: long)
    #expect(try roundTrip([keyed]).questions == [keyed])
  }
}
