import Contests
import Testing

@testable import Certification

/// `a-year: 1` within one pack, and what is said of it.
@Suite struct PromotionCapTests {
  private func pack(
    _ caps: String, senior: String = "rank: 1..3", intermediate: String = "score: at least 80%"
  ) throws -> PolicyPack {
    try PolicyPack(
      text: """
        pack: p
        version: 1
        title: t
        rules:
          - { id: L, when: { \(intermediate) }, outcome: { eligibility: skill-level, level: 中级工 } }
          - { id: H, when: { \(senior) }, outcome: { eligibility: skill-level, level: 高级工 } }
          - { id: J, when: { rank: 1 }, outcome: { eligibility: skill-level, level: 初级工 } }
          - { id: M, for: mentor, follows: [L], outcome: { subsidy: 500 yuan, name: 补助 } }
        caps: [\(caps)]
        """)
  }

  private func verdicts(_ pack: PolicyPack, _ facts: Facts) -> [String] {
    pack.decide(facts, at: Fixtures.later).map { decision in
      if case .displaced(let rule) = decision.verdict { return "displaced by \(rule)" }
      return decision.verdict.code
    }
  }

  private func facts(rank: Int? = 1, promotions: [PersonRecord.Promotion] = []) throws -> Facts {
    var facts = try Fixtures.facts(rank: rank, level: nil)
    facts.record.mentor = Fact("王师傅", evidence: "ledger:1")
    facts.record.promotions = promotions
    return facts
  }

  private func promotion(_ day: String, _ evidence: String) throws -> PersonRecord.Promotion {
    PersonRecord.Promotion(
      level: .senior, date: try #require(CalendarDate(day)), contest: "cup", evidence: evidence)
  }

  private static let yearly = "{ family: skill-level, a-year: 1 }"

  @Test func ofLevelsOfOnePackTheHighestStays() throws {
    let pack = try pack(Self.yearly)
    #expect(
      try verdicts(pack, facts()) == ["displaced by H", "met", "displaced by H", "missed"])
    // Whoever meets one rule alone has it, and so does the mentor.
    #expect(try verdicts(pack, facts(rank: 4)) == ["met", "missed", "missed", "met"])
    let lower = try #require(pack.decide(facts(), at: Fixtures.later).first)
    #expect(
      lower.explanation(in: .zhHans)[0]
        == "中级工：条件均已达到，但通过竞赛晋升每年限 1 次，已保留规则 H（可申报中级工职业技能等级）")
    #expect(
      lower.explanation(in: .en)[0]
        == "intermediate worker (中级工): every clause is met, but contests lead to 1 level a year, "
        + "and rule H is kept (may apply for the skill level intermediate worker (中级工))")
  }

  /// What awaits something is promised, and so there is no room for another.
  @Test func aLevelThatAwaitsSomethingTakesTheRoom() throws {
    let pack = try pack(Self.yearly, senior: "rank: 1..3, public-notice: 30d")
    #expect(
      try verdicts(pack, facts()) == ["displaced by H", "awaiting", "displaced by H", "missed"])
  }

  @Test func twoOfThreeLevelsStayWhereTheYearHasRoomForTwo() throws {
    let pack = try pack("{ family: skill-level, a-year: 2 }")
    #expect(try verdicts(pack, facts()) == ["met", "met", "displaced by H", "met"])
    let spent = try facts(promotions: [promotion("2025-03-01", "ledger:4")])
    #expect(verdicts(pack, spent) == ["displaced by H", "met", "displaced by H", "missed"])
  }

  @Test(arguments: [
    "CAP, { rules: [L, H, J], keep: first }", "{ family: skill-level, keep: first }, CAP",
  ])
  func whatKeepSaysComesFirst(caps: String) throws {
    let pack = try pack(caps.replacing("CAP", with: Self.yearly))
    #expect(
      try verdicts(pack, facts()) == ["met", "displaced by L", "displaced by L", "met"])
  }

  @Test(arguments: [
    ("2025-03-01", ["capped", "capped", "capped", "missed"]),
    ("2024-12-31", ["displaced by H", "met", "displaced by H", "missed"]),
  ])
  func aLevelOfTheSameYearLeavesNoRoom(day: String, verdicts: [String]) throws {
    let facts = try facts(promotions: [promotion(day, "ledger:4")])
    #expect(try self.verdicts(pack(Self.yearly), facts) == verdicts)
  }

  /// An outcome on record lets apply; only what was issued is a level gained.
  @Test(arguments: [
    (
      "outcome:cup#3", "同一年度已有高级工的申报资格（2025-03-01，cup 成果 3），每年限 1 次",
      "an application for senior worker (高级工) is open already in the same year (2025-03-01, "
        + "outcome 3 of cup)"
    ),
    (
      "ledger:4", "同一年度已通过竞赛晋升高级工（2025-03-01，ledger:4），每年限 1 次",
      "senior worker (高级工) was gained through a contest in the same year (2025-03-01, ledger:4)"
    ),
  ])
  func theExplanationSaysWhatTookTheRoom(evidence: String, zhHans: String, en: String) throws {
    let facts = try facts(promotions: [promotion("2025-03-01", evidence)])
    let decision = try pack(Self.yearly).decide(facts, at: Fixtures.later)[1]
    #expect(
      decision.explanation(in: .zhHans)[0]
        == "高级工：条件均已达到，但\(zhHans)（可申报高级工职业技能等级）")
    #expect(
      decision.explanation(in: .en)[0]
        == "senior worker (高级工): every clause is met, but \(en) (may apply for the skill level "
        + "senior worker (高级工))")
  }
}
