import Contests
import QuestionBanks
import Testing

/// Options whose letters stand in brackets or before a space, and answers that are underlined.
@Suite struct NumberedTextOptionTests {
  private let four = ["安全帽", "手套", "护目镜", "手机"]

  @Test(arguments: [
    "（A）安全帽（B）手套（C）护目镜（D）手机", "(A)安全帽(B)手套(C)护目镜(D)手机", "（A）安全帽 （B） 手套（C）护目镜\n（D）手机",
    "(a)安全帽(b)手套(c)护目镜(d)手机", "A 安全帽\nB 手套\nC 护目镜\nD 手机", "A　安全帽\nB　手套\nC\t护目镜\nD  手机",
    "Ａ 安全帽\nＢ 手套\nＣ 护目镜\nＤ 手机",
  ])
  func lettersAreMarkedInManyWays(options: String) {
    let key = options.hasPrefix("(a)") ? "答案：D" : "答案：D\n解析：手机 (B) 不是。"
    let reading = BankReading(
      numbered: "一、单选题\n1．劳动保护用品不包括（ ）。\n\(options)\n\(key)\n2. 钢（ ）。\nA. 低 B. 中\n答案：B")
    #expect(reading.findings == [])
    #expect(reading.questions.first?.question.options == four)
    #expect(reading.keys == ["D", "B"])
    #expect(reading.stems == ["劳动保护用品不包括（ ）。", "钢（ ）。"])
  }

  @Test func bracketsBehindAStemPartItsOptions() {
    let reading = BankReading(numbered: "1．不包括（D）。（A）安全帽（B）手套（C）护目镜（D）手机")
    #expect(reading.questions.map(\.question.options) == [four])
    #expect(reading.stems == ["不包括（　）。"])
  }

  /// A bracket without a space before it is a mark only among such marks.
  @Test func bracketInsideAnOptionWithAPointIsText() {
    let reading = BankReading(numbered: "1. 甲（ ）。\nA. 电流表(B)\nB. 电压表(C)\n答案：A")
    #expect(reading.questions.map(\.question.options) == [["电流表(B)", "电压表(C)"]])
  }

  @Test func letterBeforeASpaceMayBeginALineOfText() {
    let reading = BankReading(
      numbered: """
        1. 下列机型（ ）。
        A 型为普通带
        A. B 型
        B. 窄带
        C 型也是窄带
        答案：B
        解析：看截面。
        A 型最小。
        B 型较大。
        """)
    #expect(reading.findings == [])
    #expect(reading.stems == ["下列机型（ ）。\nA 型为普通带"])
    #expect(reading.questions.map(\.question.options) == [["B 型", "窄带\nC 型也是窄带"]])
    #expect(reading.questions.map(\.key.explanation) == ["看截面。\nA 型最小。\nB 型较大。"])
  }

  @Test func lettersBeforeSpacesHaveNoGap() {
    let reading = BankReading(numbered: "1. 甲（ ）。\nA 一\nB 二\nD 四\n答案：A")
    #expect(reading.has("option-letter", line: 4))
    #expect(reading.questions.isEmpty)
  }

  @Test(arguments: [
    "A 型\nB 型", "甲\nA 型\nB 型\nC 型", "\\A 型", "(A)甲(B)乙(C)丙", "甲(A)乙(B)丙", "题（ ）(A)甲(B)乙(C)丙",
    "__甲__", "由__甲__和__乙__组成", "甲\n__乙__",
  ])
  func textsLikeThemComeBackEqual(text: String) throws {
    let format = try #require(BankFormats.named("text"))
    for kind in QuestionKind.allCases {
      let keyed = try EveryKind.question(kind, text, id: "Q1")
      #expect(format.losses(of: keyed) == [], "\(kind)")
      let reading = BankReading(
        try format.write([keyed], bank: "b"), filename: "a.txt", format: "text")
      #expect(reading.questions == [keyed], "\(kind)")
    }
  }

  @Test(arguments: ["一、填空题\n", ""])
  func underlinedWordsAreTheAnswers(heading: String) {
    let reading = BankReading(
      numbered: """
        \(heading)1. 公差等于最大极限尺寸减去__最小极限尺寸__。
        2. 由＿＿定子＿＿和__ 转子 __组成。
        3. 麻花钻的顶角一般为____度。答案：118
        """)
    let row = heading.isEmpty ? 1 : 2
    #expect(reading.codes == ["key-underlined"])
    #expect(reading.has("key-underlined", line: row))
    #expect(reading.errors == 0)
    #expect(
      reading.questions.map(\.key.solution) == [
        .blanks([["最小极限尺寸"]]), .blanks([["定子"], ["转子"]]), .blanks([["118"]]),
      ])
    #expect(reading.stems.prefix(2) == ["公差等于最大极限尺寸减去____。", "由____和____组成。"])
  }

  @Test(arguments: [
    "由__和__组成。", "电阻的单位是__，电流的单位是__。", "____甲____。", "__甲__和____。", "__的单位是__。", "__甲", "甲____。",
  ])
  func blanksWithoutAnswersHaveNoKey(stem: String) {
    let reading = BankReading(numbered: "一、填空题\n1. \(stem)\n2. 铁____。\n答案：甲")
    #expect(reading.codes == ["key-missing"])
  }

  @Test func answerElsewhereLeavesTheStemAlone() {
    let reading = BankReading(numbered: "一、填空题\n1. 由__甲__和____组成。\n答案：乙；丙；丁")
    #expect(reading.stems == ["由__甲__和____组成。"])
  }
}
