import Contests
import Testing

/// How judges' scores are combined, by tables computed by hand.
@Suite struct JudgingRuleTests {
  private func points(_ texts: [String]) throws -> [Points] {
    try texts.map { try #require(Points(decimal: $0)) }
  }

  @Test(arguments: [
    (["80"], "80"), (["80", "81"], "80.5"), (["80", "80", "81"], "80.333"),
    (["80", "81", "81"], "80.667"), (["0.001", "0"], "0.001"), (["0", "0", "0.001"], "0"),
    (["0", "0", "0"], "0"), (["100", "100", "99.999"], "100"),
  ])
  func theMeanIsRoundedHalfUp(scores: [String], expected: String) throws {
    let rule = JudgingRule(combine: .mean)
    #expect(rule.combined(try points(scores))?.description == expected)
  }

  @Test(arguments: [
    (["70", "80", "90"], "80"), (["90", "70", "80"], "80"), (["70", "80", "81", "90"], "80.5"),
    (["80", "80", "80", "20", "100"], "80"), (["80", "80.001", "1", "99"], "80.001"),
    (["60", "60", "60.001", "60", "60.001"], "60"), (["100", "100", "100"], "100"),
  ])
  func theTrimmedMeanDropsOneHighestAndOneLowest(scores: [String], expected: String) throws {
    let rule = JudgingRule(combine: .trimmedMean, atLeast: 3)
    #expect(rule.combined(try points(scores))?.description == expected)
  }

  @Test(arguments: [
    (["70"], "70"), (["70", "90"], "80"), (["1", "70", "90"], "70"),
    (["1", "70", "71", "90"], "70.5"),
    (["0", "0.001"], "0.001"), (["5", "4", "3", "2", "1"], "3"),
  ])
  func theMedianIsTheMiddle(scores: [String], expected: String) throws {
    let rule = JudgingRule(combine: .median)
    #expect(rule.combined(try points(scores))?.description == expected)
  }

  @Test func fewerThanNeededGiveNone() throws {
    let scores = try points(["70", "80", "90"])
    for combine in JudgingRule.Combination.allCases {
      #expect(JudgingRule(combine: combine, atLeast: 4).combined(scores) == nil)
      #expect(JudgingRule(combine: combine, atLeast: 3).combined(scores) != nil)
      #expect(JudgingRule(combine: combine, atLeast: 1).combined([Points]()) == nil)
    }
    #expect(JudgingRule(combine: .trimmedMean, atLeast: 1).combined(scores.prefix(2)) == nil)
  }

  @Test func theDeclaredDifferenceItselfIsNoDisagreement() throws {
    let rule = JudgingRule(disagreement: Points(10))
    #expect(!rule.isDisagreement(try points(["80", "85", "90"])))
    #expect(rule.isDisagreement(try points(["80", "85", "90.001"])))
    #expect(!rule.isDisagreement(try points(["80"])))
    #expect(!rule.isDisagreement([Points]()))
    #expect(!JudgingRule().isDisagreement(try points(["0", "100"])))
    #expect(JudgingRule(disagreement: .zero).isDisagreement(try points(["0", "0.001"])))
  }

  private func part(_ weight: String, pass: String? = nil) throws -> StagePart {
    StagePart(
      id: try PartID("practical"), title: LocalizedText(zhHans: "实操", en: "Practical"),
      source: .judges(JudgingRule(), of: Points(100)),
      weight: try #require(Points(decimal: weight)), pass: pass.flatMap { Points(decimal: $0) })
  }

  @Test(arguments: [
    ("30", 80_000, 100_000, 24_000), ("70", 87_500, 100_000, 61_250),
    // 33.333 x 1 / 3 = 11.111, 33.333 x 2 / 3 = 22.222
    ("33.333", 1000, 3000, 11_111), ("33.333", 2000, 3000, 22_222),
    // 30 x 0.001 / 60 = 0.0005, half up; 30 x 0.001 / 61 is less
    ("30", 1, 60_000, 1), ("30", 1, 61_000, 0),
    // -0.0005 goes up to zero, more below it does not
    ("30", -1, 60_000, 0), ("30", -2, 60_000, -1), ("30", -30_000, 60_000, -15_000),
    ("100", 100_000_000, 100_000_000, 100_000),
  ])
  func aShareIsRoundedHalfUp(weight: String, score: Int, maximum: Int, expected: Int) throws {
    let share = try part(weight).share(
      of: Points(thousandths: score), maximum: Points(thousandths: maximum))
    #expect(share.thousandths == expected)
  }

  @Test func thePassMarkIsPassed() throws {
    let part = try part("70", pass: "60")
    #expect(part.passes(Points(60), maximum: Points(100)))
    #expect(!part.passes(Points(thousandths: 59_999), maximum: Points(100)))
    // 60 of 100 are 90 of 150, and 20.0004 of 33.334.
    #expect(part.passes(Points(90), maximum: Points(150)))
    #expect(!part.passes(Points(thousandths: 89_999), maximum: Points(150)))
    #expect(part.passes(Points(thousandths: 20_001), maximum: Points(thousandths: 33_334)))
    #expect(!part.passes(Points(thousandths: 20_000), maximum: Points(thousandths: 33_334)))
    #expect(try self.part("70").passes(.zero, maximum: Points(100)))
  }
}
