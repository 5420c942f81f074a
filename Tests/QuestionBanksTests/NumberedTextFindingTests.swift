import Contests
import QuestionBanks
import Testing

/// What is wrong with a file is said with its line and its code, and never guessed away.
@Suite struct NumberedTextFindingTests {
  private static let sound = "1. 钢（ ）。\nA. 低\nB. 中\n答案：B\n"

  @Test(arguments: [
    ("2. 铁（ ）。\nA. 低\nB. 中", "key-missing", 5),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：", "key-missing", 8),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：C", "key-outside-options", 8),
    ("2. 铁（D）。\nA. 低\nB. 中", "key-outside-options", 5),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：不知道", "key-unreadable", 8),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：A或B", "key-unreadable", 8),
    ("2. 铁（ ）。\nA. 低\nB. 低\n答案：A", "options-equal", 7),
    ("2. 铁（ ）。\nA. 低\nB.\n答案：A", "options-missing", 5),
    ("2. 铁（ ）。\nA.\nB. 低\n答案：A", "option-missing", 6),
    ("2. 铁（ ）。\nA. 低\n答案：A", "options-missing", 5),
    ("2. 铁（ ）。\nA. 低\nC. 中\n答案：A", "option-letter", 7),
    ("2. 铁（ ）。\nA. 低\nA. 中\n答案：A", "option-letter", 7),
    ("2. 铁（ ）。\nA. 低\nB. 中\nB. 高\n答案：A", "option-letter", 8),
    ("2. 铁（A）。\nA. 低\nB. 中\n答案：B", "key-conflict", 8),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：A\n答案：B", "key-conflict", 9),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：A\n参考答案\n1.B 2.B", "key-conflict", 10),
    ("2. 铁（ ）。\nA. 低\nB. 中\n参考答案\n1.B 2.A 3.C", "answer-without-question", 9),
    ("2. 铁（A）。\nA. 低\nB. 中\n参考答案\n1-2 BAA", "answer-run-length", 9),
    ("2. 铁（ ）。\nA. 低\nB. 中\n参考答案\n1.B 2.A\n以上为全部", "answer-unreadable", 10),
    ("2. （多选题）铁（ ）。\nA. 低\nB. 中\n答案：E", "key-outside-options", 8),
    ("2. （单选题）铁（ ）。\nA. 低\nB. 中\n答案：AB", "key-not-single", 8),
    ("2. 铁（ ）。\n题型：猜谜题\nA. 低\nB. 中\n答案：A", "kind-unknown", 6),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：A\n难度：无", "difficulty-unknown", 9),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：A\n等级：宗师", "level-unknown", 9),
    ("2. 铁（ ）。\nA. 低\nB. 中\n答案：A\n编号：甲 乙", "id-unreadable", 9),
    ("2.\nA. 低\nB. 中\n答案：A", "stem-missing", 5),
    ("2. 钢（ ）。\nA. 高\nB. 低\n答案：A", "id-repeated", 5),
    ("2. 铁\u{0007}（ ）。\nA. 低\nB. 中\n答案：A", "text-unprintable", 5),
    ("二、计算题\n1. 求电流。\n答案：很大", "key-unreadable", 7),
    ("二、计算题\n1. 求电流。\n答案：5\n误差：大", "tolerance-impossible", 8),
    ("二、判断题\n1. 铁能导电。\n答案：也许", "key-unreadable", 7),
    ("二、排序题\n1. 排列。\nA. 甲\nB. 乙\n答案：AA", "key-outside-options", 9),
    ("二、匹配题\n1. 配对。\n左列1：甲\nA. 乙\nB. 丙\n答案：1-C", "key-outside-options", 10),
    ("二、填空题\n1. 单位是____。\n答案：甲；；乙", "key-unreadable", 7),
  ])
  func spoiltQuestionIsNamedAndTheSoundOneKept(text: String, code: String, line: Int) {
    let reading = BankReading(numbered: Self.sound + text)
    #expect(reading.has(code, line: line), "\(reading.codes) \(reading.rows)")
    #expect(reading.errors == 1, "\(reading.codes) \(reading.rows)")
    #expect(reading.keys == ["B"] || code == "key-conflict" || code.hasPrefix("answer-"))
  }

  @Test func optionsBeforeAnyNumberAreNamed() {
    let reading = BankReading(numbered: "A. 低\nB. 中\n答案：A\n1. 钢（ ）。\nA. 低\nB. 中\n答案：B")
    #expect(reading.has("option-without-question", line: 1))
    #expect(reading.has("answer-without-question", line: 3))
    #expect(reading.keys == ["B"])
  }

  @Test func jumpInTheNumbersIsAWarning() {
    let reading = BankReading(numbered: Self.sound + "4. 铁（ ）。\nA. 低\nB. 中\n答案：A")
    #expect(reading.has("number-skipped", line: 5))
    #expect(reading.errors == 0)
    #expect(reading.keys == ["B", "A"])
  }

  @Test func otherNumberOfBlanksIsAWarning() {
    let reading = BankReading(numbered: "一、填空题\n1. 由____和____组成。\n答案：甲")
    #expect(reading.has("blanks-differ", line: 3))
    #expect(reading.isSound)
  }

  @Test func answerToASectionWithoutThatNumberIsNamed() {
    let reading = BankReading(
      numbered: "一、单选题\n\(Self.sound)二、判断题\n1. 铁能导电。\n参考答案\n二、判断题\n1.√ 2.×")
    #expect(reading.has("answer-without-question", line: 10))
    #expect(reading.keys == ["B", "A"])
  }

  @Test func ninthOptionIsTooMany() {
    let options = "ABCDEFGHI".map { "\($0). 选项\($0)" }.joined(separator: "\n")
    let reading = BankReading(numbered: "1. 铁（ ）。\n\(options)\n答案：A")
    #expect(reading.errors == 1)
    #expect(reading.has("options-missing", line: 1))
    let eight = options.split(separator: "\n").dropLast().joined(separator: "\n")
    #expect(BankReading(numbered: "1. 铁（ ）。\n\(eight)\n答案：H").keys == ["H"])
  }

  @Test func textOverTheLimitIsNamed() {
    let most = String(repeating: "题", count: Limits.textCharacters)
    let bank = { (stem: String) in "1. \(stem)\nA. 低\nB. 中\n答案：B" }
    #expect(BankReading(numbered: bank(most)).isSound)
    let reading = BankReading(numbered: bank(most + "题"))
    #expect(reading.has("text-too-long", line: 1))
    #expect(!reading.isSound)
  }

  @Test func sameNumberTwiceIsNotAnsweredTwice() {
    let reading = BankReading(
      numbered: Self.sound + "1. 铁（ ）。\nA. 低\nB. 中\n答案：A\n")
    #expect(reading.errors == 0)
    #expect(reading.keys == ["B", "A"])
  }

  @Test func fileWithoutQuestionsIsSaidToHaveNone() {
    for text in ["", "\n\n", "题库：甲\n", "关于举办竞赛的通知\n各有关单位：\n请按时参加。"] {
      #expect(BankReading(numbered: text).codes == ["no-questions"])
    }
  }
}
