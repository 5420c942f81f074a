import Contests
import QuestionBanks
import Testing

/// Kinds of questions in numbered text: named by headings, by the questions themselves, or to be
/// told from keys and options.
@Suite struct NumberedTextKindTests {
  @Test(arguments: [
    "一、单选题", "一、单项选择题（每题1分，共40分）", "一、单选题：", "（一）单选题", "第一部分 单选题", "一. 单选题", "1、单选题（共20题）",
    "单选题", "【单选题】", "## 单选题", "**一、单选题**", "一、单项选择题(本大题共2小题，每小题1分)", "Part A Multiple choice",
  ])
  func headingNamesTheKind(heading: String) {
    let reading = BankReading(numbered: "\(heading)\n1. 钢（ ）。\nA. 低\nB. 中\n答案：B")
    #expect(reading.findings == [])
    #expect(reading.kinds == [.single])
    #expect(reading.stems == ["钢（ ）。"])
  }

  @Test func sectionsOfAllKindsFollowEachOther() {
    let reading = BankReading(
      numbered: """
        钳工理论题库

        一、单选题
        1. 钢（ ）。
        A. 低 B. 中
        答案：B
        二、多选题（每题2分）
        1. 缺陷（ ）。
        A. 甲 B. 乙 C. 丙
        答案：A
        三、判断题
        1. 带传动会打滑。（√）
        2. 铁能导电。
        答案：×
        四、填空题
        1. 电阻的单位是____，电流的单位是____。
        答案：欧姆|Ω；安培
        五、计算题
        1. 求电流。
        答案：12.5±0.1
        单位：A
        六、排序题
        1. 排列。
        A. 验电 B. 挂牌 C. 停电
        答案：C-A-B
        七、匹配题
        1. 配对。
        左列1：电阻
        左列2：电压
        A. 伏特
        B. 欧姆
        答案：1-B，2-A
        """)
    #expect(reading.findings == [])
    #expect(
      reading.kinds == [
        .single, .multiple, .trueFalse, .trueFalse, .fillIn, .numeric, .ordering, .matching,
      ])
    #expect(reading.keys == ["B", "A", "A", "B", "欧姆|Ω；安培", "12.5±0.1", "CAB", "1-B,2-A"])
    #expect(reading.questions.dropFirst(5).first?.question.unit == "A")
  }

  @Test(arguments: [
    ("√", "A"), ("×", "B"), ("对", "A"), ("错", "B"), ("正确", "A"), ("错误", "B"), ("T", "A"),
    ("F", "B"), ("✓", "A"), ("✗", "B"),
  ])
  func truthIsSaidInManyWays(sign: String, key: String) {
    let layouts = [
      "1. 带传动会打滑。（\(sign)）", "1. （\(sign)）带传动会打滑。", "（\(sign)）1. 带传动会打滑。", "1. 带传动会打滑。( \(sign) )",
      "1. 带传动会打滑。\n答案：\(sign)", "1. 带传动会打滑。（ ）\n【答案】\(sign)", "1. 带传动会打滑。\n参考答案\n1. \(sign)",
      "1. 带传动会打滑。（　　）\n参考答案：\n1-1 \(sign)",
    ]
    for layout in layouts {
      let reading = BankReading(numbered: "一、判断题\n\(layout)")
      #expect(reading.findings == [], "\(layout)")
      #expect(reading.kinds == [.trueFalse], "\(layout)")
      #expect(reading.keys == [key], "\(layout)")
      #expect(
        reading.stems.map { $0.filter { !"（ 　）()".contains($0) } } == ["带传动会打滑。"], "\(layout)")
    }
  }

  @Test func judgementNeedsNoHeading() {
    let reading = BankReading(numbered: "1. 带传动会打滑。（√）\n2. 铁能导电。\n答案：错\n3. 铜能导电（对）")
    #expect(reading.findings == [])
    #expect(reading.kinds == [.trueFalse, .trueFalse, .trueFalse])
    #expect(reading.keys == ["A", "B", "A"])
  }

  @Test func judgementWithOptionsKeepsItsMeaning() {
    let reading = BankReading(numbered: "一、判断题\n1. 铁能导电。\nA. 错误\nB. 正确\n答案：B")
    #expect(reading.errors == 0)
    #expect(reading.keys == ["A"])
  }

  @Test(arguments: [
    ("甲；乙", [["甲"], ["乙"]]), ("甲;乙", [["甲"], ["乙"]]), ("甲|丙；乙", [["甲", "丙"], ["乙"]]),
    ("甲\n乙", [["甲"], ["乙"]]),
  ])
  func blanksOfAFillInAreParted(key: String, blanks: [[String]]) {
    let reading = BankReading(numbered: "一、填空题\n1. 由____和____组成。\n答案：\(key)\n解析：见书")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.key.solution) == [.blanks(blanks)])
    #expect(reading.questions.map(\.key.explanation) == ["见书"])
  }

  @Test func fillInIsToldByItsBlank() {
    let reading = BankReading(numbered: "1. 电阻的单位是____。\n答案：欧姆\n2. 电压的单位是＿＿。\n答案：12")
    #expect(reading.findings == [])
    #expect(reading.kinds == [.fillIn, .fillIn])
  }

  @Test func kindInFrontOfAStemCountsForOneQuestion() {
    let reading = BankReading(
      numbered: """
        1. （多选题）缺陷（ ）。
        A. 甲 B. 乙
        答案：A
        2. 【单选题】钢（ ）。
        A. 低 B. 中
        答案：B
        3. [判断题]铁能导电。
        答案：对
        4. 损伤（ ）。
        题型：多选题
        A. 甲 B. 乙
        答案：B
        """)
    #expect(reading.findings == [])
    #expect(reading.kinds == [.multiple, .single, .trueFalse, .multiple])
    #expect(reading.stems == ["缺陷（ ）。", "钢（ ）。", "铁能导电。", "损伤（ ）。"])
  }

  @Test func questionsOfKindsThatLeitaiDoesNotHaveAreLeftOutByName() {
    let reading = BankReading(
      numbered: """
        一、单选题
        1. 钢（ ）。
        A. 低 B. 中
        答案：B
        二、简答题
        1. 简述焊接缺陷。
        答案：略
        2. 为什么？
        三、判断题
        1. 铁能导电。（√）
        """)
    #expect(reading.errors == 0)
    #expect(reading.leftOut == 2)
    #expect(reading.kinds == [.single, .trueFalse])
    #expect(reading.has("kind-not-supported", line: 6))
  }

  @Test(arguments: [
    "案例一：某厂起重机不能起升。", "【案例】某厂起重机不能起升。", "【案例】：某厂起重机不能起升。", "【材料一】某厂起重机不能起升。", "案例1\n某厂起重机不能起升。",
    "案例分析：某厂起重机不能起升。", "背景材料：某厂起重机不能起升。", "阅读下列材料，回答1~2题。\n某厂起重机不能起升。",
    "根据以下案例，回答第1-2题\n某厂起重机不能起升。", "资料一、某厂起重机不能起升。",
  ])
  func questionsOfACaseShareItsText(passage: String) {
    let reading = BankReading(
      numbered: """
        \(passage)
        1. 先查（ ）。
        A. 电源 B. 绳
        答案：A
        2. 再查（ ）。
        A. 电源 B. 绳
        答案：B
        """)
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.passage) == ["某厂起重机不能起升。", "某厂起重机不能起升。"])
    #expect(reading.keys == ["A", "B"])
  }

  @Test func caseEndsWhereItsNumbersOrItsSectionEnd() {
    let reading = BankReading(
      numbered: """
        阅读下列材料，回答1~2题。
        第一段。
        第二段：
        a. 参数 5 A
        1. 先查（ ）。
        A. 电源 B. 绳
        答案：A
        2. 再查（ ）。
        A. 电源 B. 绳
        答案：B
        3. 钢（ ）。
        A. 低 B. 中
        答案：B
        案例二：另一段。
        4. 三查（ ）。
        A. 电源 B. 绳
        答案：A
        二、判断题
        1. 铁能导电。（√）
        """)
    #expect(reading.findings == [])
    let text = "第一段。\n第二段：\na. 参数 5 A"
    #expect(reading.questions.map(\.question.passage) == [text, text, "", "另一段。", ""])
  }
}
