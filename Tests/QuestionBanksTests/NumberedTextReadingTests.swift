import Contests
import QuestionBanks
import Testing

/// The layouts in which people type questions and their keys.
@Suite struct NumberedTextReadingTests {
  /// What every layout of the same two questions must give.
  private func expectTwoChoices(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let reading = BankReading(numbered: text)
    #expect(reading.findings == [], sourceLocation: sourceLocation)
    #expect(reading.keys == ["B", "ACD"], sourceLocation: sourceLocation)
    #expect(reading.kinds == [.single, .multiple], sourceLocation: sourceLocation)
    #expect(
      reading.stems.map { $0.filter { !"（ 　）()。".contains($0) } } == ["钢的含碳量", "焊接缺陷有"],
      sourceLocation: sourceLocation)
    #expect(
      reading.questions.map(\.question.options) == [["低", "中", "高"], ["气孔", "抛光", "夹渣", "裂纹"]],
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("1.", "2."), ("1、", "2、"), ("1．", "2．"), ("１．", "２．"), ("(1)", "(2)"), ("（1）", "（2）"),
    ("（１）", "（２）"), ("1)", "2)"), ("1）", "2）"), ("第1题", "第2题"), ("第1题：", "第2题："),
    ("第 1 题.", "第 2 题."), ("【1】", "【2】"), ("  1 .", "\t2 ."), ("1. ", "2. "), ("7.", "8."),
  ])
  func numbersOfEveryStyleBeginQuestions(first: String, second: String) {
    let separator = first.hasSuffix("题") ? " " : ""
    let text = """
      \(first)\(separator)钢的含碳量（ ）。
      A.低
      B.中
      C.高
      答案：B
      \(second)\(separator)焊接缺陷有（ ）。
      A.气孔
      B.抛光
      C.夹渣
      D.裂纹
      答案：ACD
      """
    let reading = BankReading(numbered: text)
    #expect(reading.errors == 0)
    #expect(reading.keys == ["B", "ACD"])
    #expect(reading.stems == ["钢的含碳量（ ）。", "焊接缺陷有（ ）。"])
    #expect(reading.questions.map(\.question.options.count) == [3, 4])
  }

  @Test(arguments: [
    "A.", "A、", "A．", "Ａ．", "Ａ、", "(A)", "（A）", "（Ａ）", "A)", "A）", "A:", "A：", "a.", "(a)", "A. ",
  ])
  func optionsOfEveryStyleAreFound(mark: String) {
    let letters = ["A", "B", "C", "D"].map { letter in
      mark.replacing("A", with: letter).replacing("a", with: letter.lowercased())
        .replacing("Ａ", with: ["Ａ", "Ｂ", "Ｃ", "Ｄ"][Int(letter.utf8.first ?? 65) - 65])
    }
    expectTwoChoices(
      """
      1. 钢的含碳量（ ）。
      \(letters[0])低
      \(letters[1])中
      \(letters[2])高
      答案：B
      2. 焊接缺陷有（ ）。
      \(letters[0])气孔  \(letters[1])抛光
      \(letters[2])夹渣\t\(letters[3])裂纹
      答案：ACD
      """)
  }

  @Test(arguments: [
    "A.低 B.中 C.高", "A．低　　B．中　　C．高", "A、低；B、中；C、高", "(A)低 (B)中 (C)高", "A.低\tB.中\nC.高",
    "A.低\n\nB.中\n\n\nC.高",
    "A. 低    B. 中    C. 高",
  ])
  func optionsStandOnOneLineOrOnSeveral(options: String) {
    let reading = BankReading(numbered: "1. 钢的含碳量（ ）。\n\(options)\n答案：B")
    #expect(reading.findings == [])
    #expect(
      reading.questions.first?.question.options.map { $0.replacing("；", with: "") } == [
        "低", "中", "高",
      ])
    #expect(reading.keys == ["B"])
  }

  @Test func optionsStandBehindTheStem() {
    let reading = BankReading(numbered: "1.钢的含碳量（ ）。A.低 B.中 C.高 答案：C 解析：见书")
    #expect(reading.findings == [])
    #expect(reading.stems == ["钢的含碳量（ ）。"])
    #expect(reading.questions.first?.question.options == ["低", "中", "高"])
    #expect(reading.keys == ["C"])
    #expect(reading.questions.first?.key.explanation == "见书")
  }

  @Test(arguments: [
    "（B）", "（ B ）", "( B )", "(B)", "（Ｂ）", "（　B　）", "[B]", "【B】",
  ])
  func keyStandsInTheBracketOfTheStem(bracket: String) {
    let reading = BankReading(numbered: "1. 钢的含碳量\(bracket)。\nA. 低\nB. 中\nC. 高")
    #expect(reading.findings == [])
    #expect(reading.keys == ["B"])
    // The key must not be shown to contestants.
    #expect(reading.stems.allSatisfy { !$0.contains("B") && !$0.contains("Ｂ") })
  }

  @Test(arguments: ["（ABD）", "（A、B、D）", "( A B D )", "（A,B,D）", "（ＡＢＤ）"])
  func severalLettersInTheBracketAreAMultipleChoice(bracket: String) {
    let reading = BankReading(numbered: "1. 缺陷有\(bracket)。\nA. 甲\nB. 乙\nC. 丙\nD. 丁")
    #expect(reading.findings == [])
    #expect(reading.keys == ["ABD"])
    #expect(reading.kinds == [.multiple])
  }

  @Test(arguments: [
    "交流（AC）电源的频率是多少？", "How does (FEC) work?",
    "Why are electric (E) and magnetic (H) limits apart?", "压力 P(A) 与（AB）段的关系如何？",
  ])
  func abbreviationInAStemIsNoKey(stem: String) {
    let reading = BankReading(numbered: "1. \(stem)\nA. 低\nB. 中\nC. 高\n答案：B")
    #expect(reading.findings == [])
    #expect(reading.stems == [stem])
    #expect(reading.keys == ["B"])
  }

  @Test(arguments: [
    "（B）1. 钢的含碳量（ ）。", "( B ) 1、钢的含碳量（ ）。", "1. 钢的含碳量（ ）。\n答案：B", "1. 钢的含碳量（ ）。【答案】B",
    "S1 (B)\n钢的含碳量（ ）。", "1. （B）钢的含碳量。",
  ])
  func keyMayStandBeforeTheOptions(start: String) {
    for options in ["A. 低\nB. 中\nC. 高", "A. 低 B. 中\nC. 高", "A. 低 B. 中 C. 高"] {
      let reading = BankReading(numbered: "\(start)\n\(options)\n2. 铁（ ）。\nA. 低\nB. 中\n答案：A")
      #expect(reading.errors == 0, "\(options)")
      #expect(reading.keys == ["B", "A"], "\(options)")
      #expect(reading.questions.first?.question.options == ["低", "中", "高"], "\(options)")
    }
  }

  @Test(arguments: [
    "答案：B", "答案:B", "答案： B 。", "【答案】B", "【答案】：B", "[答案]B", "参考答案：B", "正确答案：B", "标准答案：B", "答案：（B）",
    "【正确答案】 B", "答案：Ｂ", "答案：b", "Answer: B", "ANSWER: B", "答案是：B", "本题答案：B", "答案：B.",
  ])
  func keyIsNamedInManyWays(key: String) {
    let reading = BankReading(numbered: "1. 钢的含碳量（ ）。\nA. 低\nB. 中\nC. 高\n\(key)")
    #expect(reading.findings == [])
    #expect(reading.keys == ["B"])
  }

  @Test(arguments: [
    "解析：因为甲。", "【解析】因为甲。", "解析:因为甲。", "[解析]因为甲。", "答案解析：因为甲。", "试题解析：因为甲。", "Explanation: 因为甲。",
    "【答案解析】因为甲。", "【详解】因为甲。", "解析：\n因为甲。", "【解析】\n\n因为甲。",
  ])
  func explanationIsNamedInManyWays(explanation: String) {
    let reading = BankReading(
      numbered: "1. 钢的含碳量（ ）。\nA. 低\nB. 中\n答案：B\n\(explanation)\n2. 铁（ ）。\nA. 低\nB. 中\n答案：A")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.key.explanation) == ["因为甲。", ""])
    #expect(reading.keys == ["B", "A"])
  }

  @Test func explanationMayHaveSeveralParagraphsAndSpeakOfOptions() {
    let reading = BankReading(
      numbered: """
        1. 钢的含碳量（ ）。
        A. 低
        B. 中
        答案：B
        解析：分两步：
        1）先查表；
        2）再比较。
        A. 项错在数量级。
        故答案：B。
        2. 铁（ ）。
        A. 低
        B. 中
        答案：A
        """)
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "A"])
    #expect(
      reading.questions.first?.key.explanation == "分两步：\n1）先查表；\n2）再比较。\nA. 项错在数量级。\n故答案：B。")
  }

  @Test func otherFieldsAreNamedAsWell() throws {
    let reading = BankReading(
      numbered: """
        1. 钢的含碳量（ ）。
        A. 低
        B. 中
        答案：B  难度：难  知识点：材料/钢
        等级：高级工
        编号：S-17
        """)
    #expect(reading.findings == [])
    let question = try #require(reading.questions.first?.question)
    #expect(question.difficulty == .hard)
    #expect(question.knowledge == "材料/钢")
    #expect(question.level == .senior)
    #expect(question.id.text == "S-17")
  }

  @Test func stemMayHaveSeveralLinesAndAListInIt() {
    let reading = BankReading(
      numbered: """
        1. 下列步骤：
        （1）停电；
        （2）验电；
        （3）挂牌。
        正确的顺序是（ ）。
        A. （1）（2）（3）
        B. （3）（2）（1）
        答案：A
        2. 额定电压
        为 2.5 kV 的设备（ ）。
        A. 有
        B. 无
        答案：B
        """)
    #expect(reading.findings == [])
    #expect(
      reading.stems == ["下列步骤：\n（1）停电；\n（2）验电；\n（3）挂牌。\n正确的顺序是（ ）。", "额定电压\n为 2.5 kV 的设备（ ）。"])
    #expect(reading.keys == ["A", "B"])
  }

  @Test func listMarkedLikeTheQuestionsStaysInItsStem() {
    let reading = BankReading(
      numbered: """
        1. 操作如下：
        1. 停电
        2. 验电
        其中错误的是（ ）。
        A. 前者
        B. 后者
        答案：A
        2. 铁（ ）。
        A. 低
        B. 中
        答案：B
        """)
    #expect(reading.errors == 0)
    #expect(reading.stems == ["操作如下：\n1. 停电\n2. 验电\n其中错误的是（ ）。", "铁（ ）。"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndIsUnderstood(end: String) {
    let lines = ["1. 钢的含碳量（ ）。", "A. 低", "B. 中", "答案：B", "", "2. 铁（ ）。", "A. 低", "B. 中", "答案：C"]
    let reading = BankReading(numbered: "\u{FEFF}" + lines.joined(separator: end))
    #expect(reading.keys == ["B"])
    #expect(reading.has("key-outside-options", line: 9))
  }
}
