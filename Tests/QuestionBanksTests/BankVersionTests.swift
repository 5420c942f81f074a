import Contests
import QuestionBanks
import Testing

@Suite struct BankVersionTests {
  /// Computed by a program in another language from the rule in `BankVersion.hash(of:)`.
  @Test func hashIsThatOfAnIndependentProgram() throws {
    #expect(
      BankVersion.hash(of: try SampleQuestions.all())
        == "bb01f7d69d65a882af34dbfca34052299f8e1b8d987ac5ddf9cee324ce0543bd")
  }

  @Test func emptyBankHasTheHashOfTheRulesName() {
    #expect(
      BankVersion.hash(of: [])
        == "bbc83820cf204b69fd22a0cb15e3a05d13ed26c5a3f27527a96e5bb2a8b5b92c")
  }

  @Test func equalContentsHaveEqualHashes() throws {
    #expect(
      BankVersion.hash(of: try SampleQuestions.all())
        == BankVersion.hash(of: try SampleQuestions.all()))
  }

  @Test func everyFieldChangesTheHash() throws {
    let variants = [
      try SampleQuestions.single(), try SampleQuestions.single(id: "F0011"),
      try SampleQuestions.single(stem: "带传动打滑的原因是（　）"),
      try SampleQuestions.single(options: ["张紧不足", "转速过低", "带速恒定"]),
      try SampleQuestions.single(options: ["转速过低", "张紧不足", "带速恒定", "中心距过大"]),
      try SampleQuestions.single(correct: .b), try SampleQuestions.single(correct: [.a, .b]),
      try SampleQuestions.single(explanation: ""), try SampleQuestions.single(knowledge: ""),
      try SampleQuestions.single(level: .senior), try SampleQuestions.single(difficulty: .hard),
      try SampleQuestions.single(kind: .multiple),
    ]
    let hashes = Set(variants.map { BankVersion.hash(of: [$0]) })
    #expect(hashes.count == variants.count)
  }

  @Test func orderAndCountOfQuestionsChangeTheHash() throws {
    let bank = try SampleQuestions.all()
    let hashes = Set(
      [bank, bank.reversed(), bank.dropLast(), bank + bank.prefix(1)].map { questions in
        BankVersion.hash(of: Array(questions))
      })
    #expect(hashes.count == 4)
  }

  /// Pairs that a hash of the joined texts could not tell apart.
  @Test func textMovedBetweenNeighboursChangesTheHash() throws {
    let pairs = [
      (
        try SampleQuestions.single(id: "F1", stem: "23"),
        try SampleQuestions.single(id: "F12", stem: "3")
      ),
      (
        try SampleQuestions.single(stem: "题甲", options: ["乙", "丙"]),
        try SampleQuestions.single(stem: "题", options: ["甲乙", "丙"])
      ),
      (
        try SampleQuestions.single(options: ["甲乙", "丙"]),
        try SampleQuestions.single(options: ["甲", "乙丙"])
      ),
      (
        try SampleQuestions.single(options: ["甲", "乙", "丙"], knowledge: ""),
        try SampleQuestions.single(options: ["甲", "乙"], knowledge: "丙")
      ),
      (
        try SampleQuestions.single(options: ["甲", "乙1:"], knowledge: "丙"),
        try SampleQuestions.single(options: ["甲", "乙"], knowledge: "1:丙")
      ),
      (
        try SampleQuestions.single(stem: "3:ab", options: ["c", "d"]),
        try SampleQuestions.single(stem: "3", options: [":abc", "d"])
      ),
    ]
    for (left, right) in pairs {
      #expect(BankVersion.hash(of: [left]) != BankVersion.hash(of: [right]))
    }
  }

  @Test func textMovedBetweenQuestionsChangesTheHash() throws {
    let left = [
      try SampleQuestions.single(id: "F1", explanation: "甲"),
      try SampleQuestions.single(id: "F2", explanation: ""),
    ]
    let right = [
      try SampleQuestions.single(id: "F1", explanation: ""),
      try SampleQuestions.single(id: "F2", explanation: "甲"),
    ]
    #expect(BankVersion.hash(of: left) != BankVersion.hash(of: right))
  }
}
