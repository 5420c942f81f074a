import Contests
import Testing

@testable import Certification

@Suite struct EligibilityTests {
  /// The rules whose outcome the person has.
  private func met(
    _ pack: String, _ facts: Facts, at instant: Instant = Fixtures.later
  ) throws -> [String] {
    try Fixtures.referencePack(pack).decide(facts, at: instant).filter(\.met)
      .map(\.source.rule.text)
  }

  struct Row: Sendable {
    let rank: Int?
    let level: SkillLevel?
    let practical: Int?
    let rules: [String]
  }

  /// Of 20 finalists, with theory 80 and everything else in order.
  @Test(arguments: [
    Row(
      rank: 1, level: .senior, practical: 75,
      rules: ["A1-first", "A2", "A3", "C1", "T1-assistant"]),
    Row(
      rank: 1, level: .technician, practical: 75,
      rules: ["A1-first", "A2", "A3", "C5", "T1-engineer"]),
    Row(rank: 1, level: .seniorTechnician, practical: 75, rules: ["A1-first", "A2", "A3"]),
    Row(rank: 1, level: nil, practical: 75, rules: ["A1-first", "A2", "A3", "C2"]),
    Row(rank: 1, level: .senior, practical: 59, rules: ["A1-first", "A2", "A3"]),
    Row(rank: 1, level: .senior, practical: nil, rules: ["A1-first", "A2", "A3"]),
    Row(rank: 2, level: .technician, practical: 75, rules: ["A1-second", "A2", "T1-engineer"]),
    Row(rank: 3, level: .senior, practical: 60, rules: ["A1-second", "A2", "C1", "T1-assistant"]),
    Row(rank: 3, level: .intermediate, practical: 60, rules: ["A1-second", "A2", "C2"]),
    Row(rank: 4, level: .senior, practical: 75, rules: ["A1-third"]),
    Row(rank: 4, level: .intermediate, practical: 75, rules: ["A1-third", "C3"]),
    Row(rank: 6, level: .junior, practical: 75, rules: ["A1-third", "C3"]),
    Row(rank: 7, level: .junior, practical: 75, rules: ["C3"]),
    Row(rank: 10, level: nil, practical: 75, rules: ["C3"]),
    Row(rank: 11, level: nil, practical: 75, rules: ["C4-junior"]),
    Row(rank: 11, level: .apprentice, practical: 75, rules: ["C4-junior"]),
    Row(rank: 11, level: .junior, practical: 75, rules: ["C4-intermediate"]),
    Row(rank: 11, level: .intermediate, practical: 75, rules: ["C4-senior"]),
    Row(rank: 11, level: .senior, practical: 75, rules: []),
    Row(rank: 20, level: .intermediate, practical: 59, rules: []),
    Row(rank: nil, level: nil, practical: nil, rules: []),
  ])
  func defaultPackGivesTheGoldenTable(row: Row) throws {
    let facts = try Fixtures.facts(
      rank: row.rank, practical: row.practical.map { Points($0) }, level: row.level)
    #expect(try met("city-leading-contest", facts) == row.rules)
  }

  @Test func gatesOfTheDefaultPackHoldEverythingBack() throws {
    let pack = "city-leading-contest"
    #expect(try met(pack, Fixtures.facts(disqualified: true)) == [])
    #expect(try met(pack, Fixtures.facts(), at: Fixtures.certifiedAt) == [])
    #expect(
      try met(pack, Fixtures.facts(issuerRegistered: false))
        == ["A1-first", "A2", "A3", "T1-assistant"])
    #expect(try met(pack, Fixtures.facts(tier: .county)) == ["A1-first"])
    #expect(try met(pack, Fixtures.facts(theory: Points(59))) == ["A1-first", "A2", "A3"])
  }

  @Test func practiceGivesCertificatesByRoundsAndScore() throws {
    let pack = "practice-completion"
    #expect(try met(pack, Fixtures.facts(score: Points(60))) == ["completion", "excellence"])
    #expect(
      try met(pack, Fixtures.facts(score: Points(thousandths: 59_999))) == ["completion"])
    #expect(try met(pack, Fixtures.facts(rounds: 0)) == [])
  }

  @Test func preliminaryGivesPlacesPassesAndPrizes() throws {
    let pack = "preliminary-shortlist"
    #expect(try met(pack, Fixtures.facts(rank: 1)) == ["final", "pass", "first-prize"])
    #expect(try met(pack, Fixtures.facts(rank: 3)) == ["final", "pass", "second-prize"])
    #expect(try met(pack, Fixtures.facts(rank: 4)) == ["final", "pass", "third-prize"])
    #expect(try met(pack, Fixtures.facts(rank: 7, shortlisted: false)) == ["pass"])
    #expect(try met(pack, Fixtures.facts(rank: 7, score: Points(59))) == ["final"])
    #expect(try met(pack, Fixtures.facts(disqualified: true)) == [])
  }

  @Test func everyRuleIsDecidedWithItsOrigin() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decisions = try pack.decide(Fixtures.facts(rank: nil), at: Fixtures.later)
    #expect(decisions.map(\.source.rule) == pack.rules.map(\.id))
    for decision in decisions {
      #expect(decision.source.pack == pack.id && decision.source.version == pack.version)
      #expect(decision.source.hash == pack.hash)
      #expect(!decision.misses.isEmpty)
    }
    #expect(try pack.decide(Fixtures.facts(rank: nil), at: Fixtures.later) == decisions)
  }

  @Test func gatesAreExpandedUnderTheirName() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decision = try #require(
      pack.decide(Fixtures.facts(practical: Points(58)), at: Fixtures.later)
        .first { $0.source.rule.text == "C1" })
    let gate = try #require(decision.gates.first { $0.id.text == "both-passed" })
    #expect(!gate.met && gate.clauses.map(\.met) == [true, false])
    #expect(decision.gates.filter(\.met).count == 4)
    #expect(decision.misses.map(\.field) == ["practical"])
  }

  @Test func capKeepsTheHighestAndSaysWhichRuleItWas() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decisions = try pack.decide(
      Fixtures.facts(rank: 5, level: .junior), at: Fixtures.later)
    let lower = try #require(decisions.first { $0.source.rule.text == "C4-intermediate" })
    #expect(lower.verdict == .displaced(by: try RuleID("C3")))
    #expect(!lower.met && lower.misses.isEmpty)
    #expect(lower.explanation(in: .zhHans)[0].contains("已由规则 C3 代替"))
    #expect(lower.explanation(in: .en)[0].contains("which is rule C3"))
  }

  @Test func capKeepsTheFirstOfEquals() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decisions = try pack.decide(
      Fixtures.facts(rank: 5, level: .intermediate), at: Fixtures.later)
    #expect(decisions.first { $0.source.rule.text == "C3" }?.verdict == .met)
    #expect(
      decisions.first { $0.source.rule.text == "C4-senior" }?.verdict
        == .displaced(by: try RuleID("C3")))
  }

  @Test func capThatNobodyReachesChangesNothing() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decisions = try pack.decide(Fixtures.facts(rank: nil), at: Fixtures.certifiedAt)
    #expect(decisions.allSatisfy { $0.verdict == .missed })
  }

  @Test func explanationTellsWhatWasAskedAndWhatWasFound() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decision = try #require(
      pack.decide(
        Fixtures.facts(rank: 6, practical: Points(58)),
        at: Fixtures.certifiedAt + Milliseconds(3 * Fixtures.day.count)
      ).first { $0.source.rule.text == "C1" })
    #expect(
      decision.explanation(in: .zhHans) == [
        "高级工晋升技师：不符合（可申报技师职业技能等级，须通过综合评审）",
        "  ✗ 名次（要求第 1 至 3 名）：第 6 名（共 20 名），差 3 名",
        "  ✓ 现有技能等级（要求持有高级工）：高级工",
        "  ✓ 市级及以上竞赛",
        "    ✓ 竞赛级别（要求市级及以上）：市级",
        "  ✗ 理论和实操均合格",
        "    ✓ 理论成绩（要求不低于 60 分）：80 分",
        "    ✗ 实操成绩（要求不低于 60 分）：58 分，差 2 分",
        "  ✓ 有已备案的发证机构",
        "    ✓ 发证机构（要求已备案）：已备案",
        "  ✗ 公示期满",
        "    ✗ 公示期（要求满 7 天）：已公示 3 天，7 天中已过 3",
        "  ✓ 未被取消资格",
        "    ✓ 参赛资格（要求未被取消资格）：未被取消资格",
        "  依据：city-leading-contest 第 1 版，规则 C1",
      ])
    let english = decision.explanation(in: .en)
    #expect(english.count == 15)
    #expect(english[1] == "  ✗ Rank (required: rank 1 to 3): rank 6 of 20, 3 ranks short")
    #expect(
      english[7]
        == "    ✗ Practical (required: at least 60 points): 58 points, 2 points short")
  }

  @Test func absentScoreIsExplainedOnce() throws {
    let decision = try Fixtures.pack(when: "practical: at least 60")
      .decide(Fixtures.facts(practical: nil), at: Fixtures.later)[0]
    #expect(
      decision.explanation(in: .en)[1]
        == "  ✗ Practical (required: at least 60 points): no practical score was entered")
  }
}
