import Contests
import QuestionBanks
import Testing

/// Warnings about questions that are seen together.
@Suite struct BankReviewTests {
  private func review(_ questions: [KeyedQuestion]) -> [ImportFinding] {
    BankReview(questions, places: questions.indices.map { FilePlace(row: $0 + 2) }).findings
  }

  private func single(
    _ id: String, _ stem: String, _ options: [String] = ["甲类绝缘", "乙类绝缘", "丙类绝缘", "丁类绝缘"],
    _ correct: Choices = .a
  ) throws -> KeyedQuestion {
    try SampleQuestions.single(id: id, stem: stem, options: options, correct: correct)
  }

  private let stem = "三相异步电动机在运行中突然断开一相电源，此时电动机的转速和电流将如何变化（　）。"

  @Test(arguments: [
    "三相异步电动机在运行中突然断开一相电源,此时电动机的转速和电流将如何变化( )?",
    "三相异步电动机在运行中突然断开一相电源 此时电动机的转速和电流将如何变化（）",
  ])
  func questionsThatDifferInPunctuationAreDuplicates(other: String) throws {
    let found = review([try single("1", stem), try single("2", other)])
    #expect(found.map(\.code) == ["duplicate"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.place) == [FilePlace(row: 3)])
    #expect(found.first?.text.en?.contains("row 2 (1)") == true)
  }

  @Test func reorderedOptionsAreDuplicates() throws {
    let options = ["甲类绝缘", "乙类绝缘", "丙类绝缘", "丁类绝缘"]
    let found = review([
      try single("1", stem, options, .a), try single("2", stem, options.reversed(), .d),
    ])
    #expect(found.map(\.code) == ["duplicate"])
  }

  @Test func oneOtherWordIsANearDuplicateWithItsShare() throws {
    let other = stem.replacing("将如何变化", with: "会如何变化")
    let found = review([try single("1", stem), try single("2", other)])
    #expect(found.map(\.code) == ["near-duplicate"])
    #expect(found.first?.text.zhHans?.contains("%") == true)
  }

  @Test func otherNumbersMakeAnotherQuestion() throws {
    let found = review([
      try single("1", "某台变压器的额定容量为 400 kVA，低压侧额定电压为 0.4 kV，其低压侧额定电流约为（　）A。"),
      try single("2", "某台变压器的额定容量为 630 kVA，低压侧额定电压为 0.4 kV，其低压侧额定电流约为（　）A。"),
      try single("3", "某台变压器的额定容量为 400 kVA，低压侧额定电压为 0.69 kV，其低压侧额定电流约为（　）A。"),
    ])
    #expect(found == [])
  }

  @Test func otherStemsAndShortStemsAreNotAlike() throws {
    let found = review([
      try single("1", stem), try single("2", "电压互感器二次侧严禁（　）。"),
      try single("3", "电流互感器二次侧严禁（　）。"), try single("4", "甲"), try single("5", "乙"),
    ])
    #expect(found == [])
  }

  @Test func aClusterNamesItsFirstQuestionForEachOther() throws {
    var bank = try (0..<300).map { number in
      let word = String(number, radix: 7).compactMap(\.wholeNumberValue)
        .map { String(Array("甲乙丙丁戊己庚")[$0]) }.joined()
      return try single("x\(number)", "\(word)号设备检修前应当\(word)完成何种\(word)准备工作")
    }
    for number in 0..<40 { bank.insert(try single("d\(number)", stem), at: number * 8) }
    let found = review(bank).filter { $0.code == "duplicate" }
    #expect(found.count == 39)
    #expect(found.allSatisfy { $0.text.en?.contains("(d0)") == true })
  }

  @Test func whatOneCallsRightAndTheOtherWrongContradicts() throws {
    let options = ["转速下降，电流增大", "转速上升，电流减小", "都不变", "立即停转"]
    let found = review([
      try single("1", stem, options, .a), try single("2", stem, options.reversed(), .a),
    ])
    #expect(found.map(\.code) == ["duplicate", "keys-contradict"])
  }

  @Test func oppositeTruthsOfOneStatementContradict() throws {
    func statement(_ id: String, _ correct: Choices) throws -> KeyedQuestion {
      try SampleQuestions.single(
        id: id, stem: "电焊机外壳必须可靠接地。", options: Question.truthOptions, correct: correct,
        kind: .trueFalse)
    }
    #expect(
      review([try statement("1", .a), try statement("2", .b)]).map(\.code)
        == ["duplicate", "keys-contradict"])
    #expect(review([try statement("1", .a), try statement("2", .a)]).map(\.code) == ["duplicate"])
  }

  @Test func oneStemWithOtherOptionsDoesNotContradict() throws {
    let found = review([
      try single("1", "下列说法正确的是（　）。", ["齿轮传动效率高", "带传动比准确"], .a),
      try single("2", "下列说法正确的是（　）。", ["润滑脂不分牌号", "轴承须预热装配"], .b),
    ])
    #expect(found == [])
  }

  @Test func keysThatAreTheLongestOptionAreNoted() throws {
    let bank = try (0..<30).map { number in
      try single(
        "\(number)", "第 \(number) 题", ["短", "这是一个明显更长的选项\(number)", "中等", "另一个"], .b)
    }
    let codes = review(bank).map(\.code)
    #expect(codes.contains("key-often-longest"))
    #expect(codes.contains("keys-unbalanced"))
  }

  @Test func fewQuestionsShowNoHabit() throws {
    let bank = try (0..<19).map { number in
      try single("\(number)", "第 \(number) 题", ["短", "更长的选项\(number)"], .b)
    }
    #expect(review(bank) == [])
  }

  @Test func statementsThatAreNearlyAllRightAreNoted() throws {
    func bank(right: Int) throws -> [KeyedQuestion] {
      try (0..<40).map { number in
        try SampleQuestions.single(
          id: "\(number)", stem: "第 \(number) 条规定成立。", options: Question.truthOptions,
          correct: number < right ? .a : .b, kind: .trueFalse)
      }
    }
    #expect(try review(bank(right: 31)).map(\.code) == ["statements-unbalanced"])
    #expect(try review(bank(right: 30)).map(\.code) == [])
    #expect(try review(bank(right: 10)).map(\.code) == [])
    #expect(try review(bank(right: 9)).map(\.code) == ["statements-unbalanced"])
  }

  @Test func aThousandEqualQuestionsTakeNoSquareOfTheWork() throws {
    let bank = try (0..<5000).map { try single("\($0)", stem) }
    let found = review(bank)
    #expect(found.count { $0.code == "duplicate" } == 1000)
    #expect(found.contains { $0.code == "near-duplicates-many" })
  }
}
