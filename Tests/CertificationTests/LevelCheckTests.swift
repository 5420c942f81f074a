import Contests
import Testing

@testable import Certification

/// What a rule has to ask for before it may lead to a skill level.
@Suite struct LevelCheckTests {
  private static let level = "outcome: { eligibility: skill-level, level: 高级工 }"
  private static let prize = "outcome: { grant: 结业证书, name: 结业 }"

  private func findings(_ rules: String, more: String = "") throws -> [String] {
    try Fixtures.check(rules, more: more).findings.map { finding in
      for language in Language.allCases { #expect(!finding.sentence(in: language).isEmpty) }
      return "\(finding.line ?? 0):\(finding.column ?? 0) \(finding.field)"
    }
  }

  @Test(arguments: [
    "rounds: at least 60", "days: all", "rounds: at least 3, score: at least 90%",
    "days: at least 20, category: worker, tier: at least province",
  ])
  func practiceAloneLeadsToNoLevel(when: String) throws {
    let rule = "  - { id: R1, when: { \(when) }, "
    #expect(
      try findings(rule + Self.level + " }") == [
        "5:\(rule.count + "outcome: ".count + 1) rules[0].outcome"
      ])
    // A certificate of the contest's own, and another eligibility, it may.
    #expect(try findings(rule + Self.prize + " }") == [])
    #expect(
      try findings(rule + "outcome: { eligibility: next-stage, name: 决赛 } }") == [])
  }

  @Test(arguments: [
    "rounds: at least 3, rank: 1..3", "days: all, rank-percent: at most 10%",
    "rounds: at least 3, theory: at least 60, practical: at least 60",
    "rounds: at least 3, parts-passed: yes", "rank: 1..3", "score: at least 90%",
  ])
  func practiceBesideAContestIsSound(when: String) throws {
    #expect(try findings("  - { id: R1, when: { \(when) }, \(Self.level) }") == [])
  }

  @Test func practiceBehindAGateOrAnotherRuleIsPracticeAll() throws {
    let gate = "gates: { g: { rounds: at least 3 } }\n"
    #expect(
      try findings("  - { id: R1, needs: [g], \(Self.level) }", more: gate).count == 1)
    let rules = """
        - { id: R1, when: { days: all }, \(Self.prize) }
        - { id: R2, when: { rank: 1..3 }, outcome: { recommendation: 能手 } }
        - { id: R3, follows: [R2, R1], \(Self.level) }
        - { id: R4, follows: [R2], \(Self.level) }
        - { id: R5, follows: [R1], when: { rank: 1..9 }, \(Self.level) }
      """
    #expect(try findings(rules).map { String($0.suffix(16)) } == ["rules[2].outcome"])
  }

  @Test func theSentenceSaysWhatToAsk() throws {
    let check = try Fixtures.check("  - { id: R1, when: { days: all }, \(Self.level) }")
    let finding = try #require(check.findings.first)
    #expect(
      finding.sentence(in: .en)
        == "rule R1 leads to a level by practice alone (days), which never grants one; ask for a rank "
        + "as well, or for theory: at least 60 and practical: at least 60")
    #expect(
      finding.sentence(in: .zhHans)
        == "规则 R1 仅凭练兵（days）晋升等级，而单凭网上练兵不能晋升；"
        + "请加上名次，或 theory: at least 60 和 practical: at least 60")
  }

  @Test func aPassInTheoryAloneLeadsToNoLevel() throws {
    let theory = "theory: at least 60"
    for when in [theory, "rank: 1..3, \(theory)", "parts: { theory: at least 60 }"] {
      #expect(
        try findings("  - { id: R1, when: { \(when) }, \(Self.level) }")
          .map { String($0.suffix(16)) } == ["rules[0].outcome"], "\(when)")
      #expect(try findings("  - { id: R1, when: { \(when) }, \(Self.prize) }") == [])
    }
    for more in ["practical: at least 60", "parts-passed: yes", "parts: { defence: at least 60 }"] {
      #expect(
        try findings("  - { id: R1, when: { \(theory), \(more) }, \(Self.level) }") == [],
        "\(more)")
    }
    // The other part may be asked by a gate.
    #expect(
      try findings(
        "  - { id: R1, when: { \(theory) }, needs: [g], \(Self.level) }",
        more: "gates: { g: { practical: at least 60 } }\n") == [])
  }

  @Test(arguments: [
    ("level: 技师", true), ("level: 高级工, if-held: 技师", true), ("level: one up, at-most: 技师", true),
    ("level: 高级工", false), ("level: 技师, review: 综合评审", false),
  ])
  func technicianAndAboveNeedAReview(level: String, isTold: Bool) throws {
    let check = try Fixtures.check(
      "  - { id: R1, when: { rank: 1 }, outcome: { eligibility: skill-level, \(level) } }")
    #expect(check.findings == [])
    #expect(check.warnings.map(\.code) == (isTold ? ["review-missing"] : []))
    for warning in check.warnings {
      #expect(warning.line == 5 && warning.field == "rules[0].outcome")
    }
  }

  // MARK: Stages

  /// A plan of one event with these stages, and what a pack is told at the last of them.
  private func told(_ rules: String, at stages: String) throws -> [String] {
    let contest = try Contest(
      plan: """
        contest: c
        title: t
        tier: city
        timezone: Asia/Shanghai
        hosts: [320300]
        events:
          - id: e
            title: t
            occupation: 6-31-01-02
            bank: b
            stages:
        \(stages)
        """)
    let event = try #require(contest.events.first)
    let stage = try #require(event.stages.last)
    return try Fixtures.check(rules).findings(at: stage, of: event).map { finding in
      #expect(finding.sentence(in: .en).contains("stage e/\(stage.id)"))
      #expect(finding.sentence(in: .zhHans).contains("阶段 e/\(stage.id)"))
      return "\(finding.line ?? 0):\(finding.column ?? 0) \(finding.field)"
    }
  }

  private static func online(_ id: String, _ more: String = "") -> String {
    """
          - id: \(id)
            window: 2025-04-01T00:00/2025-06-01T00:00
            paper: { draw: 5 }
            time: 5m
    \(more.isEmpty ? "" : "        \(more)\n")
    """
  }

  @Test func aStageOfPracticeLeadsToNoLevel() throws {
    let rank = "  - { id: R1, when: { rank: 1 }, \(Self.level) }"
    let place = "5:\(rank.count - Self.level.count + "outcome: ".count - 1) rules[0].outcome"
    for tries in ["", "tries: { per-day: 3 }", "tries: { total: 2 }"] {
      #expect(try told(rank, at: Self.online("s", tries)) == [place], "\(tries)")
    }
    #expect(try told(rank, at: Self.online("s", "tries: { total: 1 }")) == [])
    #expect(
      try told("  - { id: R1, when: { rank: 1 }, \(Self.prize) }", at: Self.online("s")) == [])
  }

  /// What a rule asks beyond practice keeps it from being met there.
  @Test func aRuleThatPracticeCannotMeetIsSoundAnywhere() throws {
    for when in ["theory: at least 60, practical: at least 60", "parts-passed: yes"] {
      let rule = "  - { id: R1, when: { \(when) }, \(Self.level) }"
      #expect(try told(rule, at: Self.online("s")) == [])
    }
  }

  @Test func practiceThatIsCarriedOverStaysPractice() throws {
    let rank = "  - { id: R1, when: { rank: 1 }, \(Self.level) }"
    func final(_ other: String) -> String {
      Self.online("first") + "\n"
        + Self.online(
          "s",
          "parts: [{ id: theory, online: true, weight: 50 }, { id: o, weight: 50, \(other) }]")
    }
    #expect(try told(rank, at: final("carry-over: first")).count == 1)
    #expect(try told(rank, at: final("of: 100")) == [])
  }
}
