import Contests
import QuestionBanks
import Testing

/// Keys that stand together below the questions.
@Suite struct NumberedTextAnswerBlockTests {
  private static let fiveQuestions = (1...5).map { number in
    "\(number). 第 \(number) 问（ ）。\nA. 甲\nB. 乙\nC. 丙\nD. 丁"
  }.joined(separator: "\n")

  @Test(arguments: [
    "1-5 ABCDA", "1-5：ABCDA", "1-5 A B C D A", "1~5 A,B,C,D,A", "1—5、ABCDA", "1至5 ABCDA",
    "第1-5题：ABCDA",
    "1-3 ABC 4-5 DA", "1-3 ABC\n4-5 DA", "１－５ ＡＢＣＤＡ", "1.A 2.B 3.C 4.D 5.A",
    "1、A  2、B  3、C  4、D  5、A",
    "1.A\n2.B\n3.C\n4.D\n5.A", "1A 2B 3C 4D 5A", "1. A；2. B；3. C；4. D；5. A",
    "(1)A (2)B (3)C (4)D (5)A",
    "（1）A （2）B （3）C （4）D （5）A", "1：A 2：B 3：C 4：D 5：A", "1.A 2.B 3.C\n4.D 5.A",
    "5.A 4.D 3.C 2.B 1.A",
    "1-2：AB；3-5：CDA", "1 A\n2 B\n3 C\n4 D\n5 A",
  ])
  func keysOfFiveQuestionsAreFound(block: String) {
    for title in ["参考答案", "答案：", "参考答案：", "【参考答案】", "附：参考答案", "标准答案", "答案", "Answers"] {
      let reading = BankReading(numbered: "\(Self.fiveQuestions)\n\n\(title)\n\(block)")
      #expect(reading.findings == [], "\(title)")
      #expect(reading.keys == ["A", "B", "C", "D", "A"], "\(title)")
    }
  }

  @Test func blockMayFollowItsTitleOnTheSameLine() {
    let reading = BankReading(numbered: "\(Self.fiveQuestions)\n答案：1-5 ABCDA")
    #expect(reading.findings == [])
    #expect(reading.keys == ["A", "B", "C", "D", "A"])
  }

  @Test func severalLettersOfANumberAreAMultipleChoice() {
    let reading = BankReading(
      numbered: "\(Self.fiveQuestions)\n参考答案\n1.AB 2.ABD 3.C 4.A、C、D 5.BD")
    #expect(reading.findings == [])
    #expect(reading.keys == ["AB", "ABD", "C", "ACD", "BD"])
    #expect(reading.kinds == [.multiple, .multiple, .single, .multiple, .multiple])
  }

  @Test func runOfMultipleChoicesIsParted() {
    let reading = BankReading(numbered: "\(Self.fiveQuestions)\n参考答案\n1-5 AB ABD C ACD BD")
    #expect(reading.findings == [])
    #expect(reading.keys == ["AB", "ABD", "C", "ACD", "BD"])
  }

  @Test func headingsInTheBlockNameTheSections() {
    let reading = BankReading(
      numbered: """
        一、单选题
        1. 钢（ ）。
        A. 低
        B. 中
        2. 铁（ ）。
        A. 低
        B. 中
        二、多选题
        1. 缺陷（ ）。
        A. 甲
        B. 乙
        三、判断题
        1. 铁能导电。
        2. 木能导电。
        参考答案
        一、单选题
        1.B 2.A
        二、多选题：1.AB
        三、判断题
        1.√ 2.×
        """)
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "A", "AB", "A", "B"])
  }

  @Test func headingsMayStandInAnotherOrder() {
    let reading = BankReading(
      numbered: """
        一、单选题
        1. 钢（ ）。
        A. 低
        B. 中
        二、判断题
        1. 铁能导电。
        参考答案
        判断题
        1. ×
        单选题
        1. B
        """)
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "B"])
  }

  @Test func numbersThatRestartAnswerTheNextSection() {
    let reading = BankReading(
      numbered: """
        一、单选题
        1. 钢（ ）。
        A. 低
        B. 中
        2. 铁（ ）。
        A. 低
        B. 中
        二、判断题
        1. 铁能导电。
        答案
        1.B 2.A
        1.√
        """)
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "A", "A"])
  }

  @Test func eachSectionMayHaveItsOwnBlock() {
    let reading = BankReading(
      numbered: """
        一、单选题
        1. 钢（ ）。
        A. 低
        B. 中
        2. 铁（ ）。
        A. 低
        B. 中
        答案：1-2 BA
        二、单选题
        1. 铜（ ）。
        A. 低
        B. 中
        2. 铝（ ）。
        A. 低
        B. 中
        参考答案：1.A 2.B
        """)
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "A", "A", "B"])
  }

  @Test func blockMayExplainItsKeys() {
    let reading = BankReading(
      numbered: """
        1. 钢（ ）。
        A. 低
        B. 中
        2. 铁（ ）。
        A. 低
        B. 中
        参考答案及解析
        1. 【答案】B
        【解析】查表可知。
        见第 3 页。
        2. A 解析：铁低。
        """)
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "A"])
    #expect(reading.questions.map(\.key.explanation) == ["查表可知。\n见第 3 页。", "铁低。"])
  }

  @Test func blockMayHoldTexts() {
    let reading = BankReading(
      numbered: """
        一、填空题
        1. 电阻的单位是____。
        2. 由____和____组成。
        参考答案
        1. 欧姆
        2. 甲；乙
        """)
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.key.solution) == [.blanks([["欧姆"]]), .blanks([["甲"], ["乙"]])])
  }

  @Test func keysAtTheQuestionAndInTheBlockMayAgree() {
    let reading = BankReading(
      numbered: "1. 钢（B）。\nA. 低\nB. 中\n2. 铁（ ）。\nA. 低\nB. 中\n答案：A\n参考答案\n1-2 BA")
    #expect(reading.findings == [])
    #expect(reading.keys == ["B", "A"])
  }
}
