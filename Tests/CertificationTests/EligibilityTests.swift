import Contests
import Testing

@testable import Certification

@Suite struct EligibilityTests {
  @Test func everyRuleIsDecidedWithItsOrigin() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decisions = try pack.decide(Fixtures.facts(rank: nil), at: Fixtures.later)
    // Rules about units are not asked of people.
    #expect(
      decisions.map(\.source.rule)
        == pack.rules.filter { $0.recipient != .unit }.map(\.id))
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
    let lower = try #require(decisions.first { $0.source.rule.text == "C4" })
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
      decisions.first { $0.source.rule.text == "C4" }?.verdict
        == .displaced(by: try RuleID("C3")))
  }

  @Test func capOfTheFirstSaysThatTheOrderDecided() throws {
    let pack = try PolicyPack(
      text: """
        pack: p
        version: 1
        title: t
        rules:
          - { id: R1, title: 状元, when: { rank: 1 }, outcome: { recommendation: 状元 } }
          - { id: R2, title: 能手, when: { rank: 1..3 }, outcome: { recommendation: 能手 } }
        caps: [{ rules: [R1, R2], keep: first }]
        """)
    let second = try pack.decide(Fixtures.facts(rank: 1), at: Fixtures.later)[1]
    #expect(second.verdict == .displaced(by: try RuleID("R1")))
    #expect(
      second.explanation(in: .zhHans)[0]
        == "能手：条件均已达到，但这些结果互相排斥，只保留排在前面的规则 R1（推荐为“能手”，由授予单位审定）")
    #expect(
      second.explanation(in: .en)[0]
        == "能手: every clause is met, but it goes together with no other, and rule R1 stands first "
        + "(recommended for \"能手\"; the awarding body decides)")
  }

  @Test func capThatNobodyReachesChangesNothing() throws {
    let pack = try Fixtures.referencePack("city-leading-contest")
    let decisions = try pack.decide(Fixtures.facts(rank: nil), at: Fixtures.certifiedAt)
    #expect(decisions.allSatisfy { !$0.met })
    #expect(!decisions.contains { if case .displaced = $0.verdict { true } else { false } })
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
        "    ✓ 发证机构（要求已备案）：已备案：徐州技能鉴定中心",
        "  ✗ 公示期满",
        "    ✗ 公示期（要求满 7 天）：已公示 3 天，7 天中已过 3",
        "    ✓ 公示异议（要求无成立的异议）：无",
        "  ✓ 未被取消资格",
        "    ✓ 参赛资格（要求未被取消资格）：未被取消资格",
        "  依据：city-leading-contest 第 2 版，规则 C1",
      ])
    let english = decision.explanation(in: .en)
    #expect(english.count == 16)
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
