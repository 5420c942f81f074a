import Contests
import Testing

@testable import Certification

/// What is wrong with a pack that can be read, found before anybody is judged by it.
@Suite struct PolicyCheckTests {
  private func findings(_ rules: String, more: String = "") throws -> [String] {
    try Fixtures.check(rules, more: more).findings.map { finding in
      #expect(finding.code == "rule-broken" && finding.line != nil && finding.column != nil)
      for language in Language.allCases { #expect(!finding.sentence(in: language).isEmpty) }
      return "\(finding.field) \(finding.sentence(in: .en))"
    }
  }

  private static let prize = "outcome: { grant: 获奖证书, name: 奖 }"
  private static let level = "outcome: { eligibility: skill-level, level: 高级工 }"
  private static let highest = "caps: [{ family: skill-level, keep: highest }]\n"

  @Test func overlappingBandsOfOneKindAreNamed() throws {
    let found = try findings(
      """
        - { id: R1, when: { rank: 1..3 }, \(Self.prize) }
        - { id: R2, when: { rank: 3..6 }, \(Self.prize) }
      """)
    #expect(found == ["rules[1] the bands of rules R2 and R1 overlap: rank 3 has both outcomes"])
  }

  @Test(arguments: [
    // Bands that touch but do not overlap.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n  - { id: R2, when: { rank: 4.. }, PRIZE }",
    // Another kind of certificate.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 1..3 }, outcome: { recommendation: 能手 } }",
    // Other people.
    "- { id: R1, when: { rank: 1..3, category: worker }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 1..3, category: student }, PRIZE }",
    "- { id: R1, when: { rank: 1..3, holds-level: 高级工 }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 1..3, below-level: 高级工 }, PRIZE }",
    "- { id: R1, when: { rank: 1..3, holds-title: 甲 }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 1..3, lacks-title: 甲 }, PRIZE }",
    // Other years.
    "- { id: R1, when: { rank: 1..3, certified-on: ..2025-12-31 }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 1..3, certified-on: 2026-01-01.. }, PRIZE }",
    // A person and a team.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n"
      + "  - { id: R2, for: team, when: { rank: 1..3 }, PRIZE }",
  ])
  func bandsThatMeetNobodyTwiceAreSound(rules: String) throws {
    #expect(try findings("  " + rules.replacing("PRIZE", with: Self.prize)) == [])
  }

  @Test(arguments: [
    ("rank-percent: at most 50%", "rank-percent: at most 20%", "the best 20%"),
    ("score: at least 60%", "score: at least 80%", "a score of 80% or more"),
    ("theory: at least 60", "theory: at least 85.5", "theory of 85.5 or more"),
    ("parts: { defence: at least 60 }", "parts: { defence: at least 70 }", "defence of 70 or more"),
    ("team-rank: 1..3", "team-rank: 2", "team rank 2"),
    ("team-rank-percent: at most 9%", "team-rank-percent: at most 5%", "the best 5% of the teams"),
  ])
  func sharesAndScoresAreBandsAsWell(one: String, other: String, band: String) throws {
    let rules = """
        - { id: R1, when: { \(one) }, \(Self.prize) }
        - { id: R2, when: { \(other) }, \(Self.prize) }
      """
    #expect(
      try findings(rules) == [
        "rules[1] the bands of rules R2 and R1 overlap: \(band) has both outcomes"
      ])
    // The narrower first, or the wider one would always come before it.
    let ordered = """
        - { id: R2, when: { \(other) }, \(Self.prize) }
        - { id: R1, when: { \(one) }, \(Self.prize) }
      """
    #expect(try findings(ordered, more: "caps: [{ rules: [R2, R1], keep: first }]\n") == [])
  }

  /// What both have to pass chooses nobody.
  @Test func aGateThatBothNeedIsNoBand() throws {
    let rules = """
        - { id: R1, when: { shortlisted: yes }, needs: [g], \(Self.prize) }
        - { id: R2, when: { rounds: at least 3 }, needs: [g], \(Self.prize) }
      """
    #expect(try findings(rules, more: "gates: { g: { theory: at least 60 } }\n") == [])
  }

  /// Where one of two rules chooses by nothing else, everybody who meets the other meets both.
  @Test(arguments: [", category: worker", ", rank: 1..3"])
  func aPassMarkBySomebodyElseIsABand(more: String) throws {
    let rules = """
        - { id: R1, when: { theory: at least 60 }, \(Self.prize) }
        - { id: R2, when: { theory: at least 60\(more) }, \(Self.prize) }
      """
    #expect(
      try findings(rules) == [
        "rules[1] the bands of rules R2 and R1 overlap: theory of 60 or more has both outcomes"
      ])
  }

  /// Ranks that both ask for are had by the same people.
  @Test func equalRanksAreABand() throws {
    let rules = """
        - { id: R1, when: { rank: 1..3, theory: at least 60 }, \(Self.prize) }
        - { id: R2, when: { rank: 1..3, theory: at least 60 }, \(Self.prize) }
      """
    #expect(
      try findings(rules) == [
        "rules[1] the bands of rules R2 and R1 overlap: rank 1 to 3 has both outcomes"
      ])
  }

  @Test func aCapSettlesAnOverlap() throws {
    let rules = """
        - { id: R1, when: { rank: 1..3, holds-level: 中级工 }, \(Self.level) }
        - { id: R2, when: { rank: 2..9, below-level: 高级工 }, \(Self.level) }
      """
    #expect(try findings(rules).count == 1)
    #expect(try findings(rules, more: Self.highest) == [])
  }

  @Test(arguments: [
    "rank: 1..3, rank-percent: at most 50%", "holds-level: 中级工, least-level: 初级工",
    "age: at most 35, age: at least 18", "theory: at least 60, practical: at least 60",
    "holds-title: 甲, lacks-title: 乙", "holds-title: [甲,乙], lacks-title: 甲",
    "certified-on: ..2025-12-31, certified-on: 2025-12-31..",
  ])
  func conditionsThatGoTogetherAreSound(when: String) throws {
    // The same field cannot stand twice; the second stands in a gate.
    let parts = when.split(separator: ", ").map(String.init)
    let found = try findings(
      "  - { id: R1, when: { \(parts[0]) }, needs: [g], \(Self.prize) }",
      more: "gates: { g: { \(parts[1]) } }\n")
    #expect(found == [])
  }

  @Test(arguments: [
    ("rank: 1..3", "rank: 4..", "rank"), ("age: at most 35", "age: at least 36", "age"),
    ("holds-level: 技师", "below-level: 技师", "level"),
    ("least-level: 高级工", "below-level: 高级工", "level"),
    ("holds-level: 中级工", "holds-level: [高级工, 技师]", "level"),
    ("category: worker", "category: student", "category"),
    ("gender: male", "gender: female", "gender"),
    ("contest-class: 1", "contest-class: 2", "contest-class"),
    ("holds-title: 甲", "lacks-title: 甲", "title 甲"),
    ("holds-title: 甲", "lacks-title: [乙, 甲]", "title 甲"),
    ("lacks-title: [乙, 甲]", "holds-title: [甲, 乙]", "title 乙/甲"),
    ("certified-on: ..2025-12-31", "certified-on: 2026-01-01..", "certified-on"),
  ])
  func contradictionsAreNamed(one: String, other: String, axis: String) throws {
    let found = try findings(
      "  - { id: R1, when: { \(one) }, needs: [g], \(Self.prize) }",
      more: "gates: { g: { \(other) } }\n")
    #expect(
      found == [
        "rules[0] nobody can meet rule R1: its conditions on \(axis) contradict each other"
      ])
  }

  @Test func aLevelThatIsNotHigherIsNobodys() throws {
    #expect(try findings("  - { id: R1, when: { least-level: 高级工 }, \(Self.level) }").count == 1)
    #expect(try findings("  - { id: R1, when: { below-level: 高级工 }, \(Self.level) }") == [])
    let above = "outcome: { eligibility: skill-level, level: 高级工, if-held: 技师 }"
    #expect(try findings("  - { id: R1, when: { least-level: 高级工 }, \(above) }") == [])
    #expect(try findings("  - { id: R1, when: { least-level: 技师 }, \(above) }").count == 1)
  }

  @Test func aRuleThatIsAlwaysDisplacedIsNamed() throws {
    let found = try findings(
      """
        - { id: R1, when: { rank: 1..5, below-level: 高级工 }, \(Self.level) }
        - { id: R2, when: { rank: 2..4, holds-level: 中级工 }, \(Self.level) }
      """, more: Self.highest)
    #expect(
      found == [
        "rules[1] rule R2 never has an effect: whoever meets it meets R1, which comes first"
      ])
    let wider = try findings(
      """
        - { id: R1, when: { rank: 1..5, below-level: 高级工 }, \(Self.level) }
        - { id: R2, when: { rank: 2..6, holds-level: 中级工 }, \(Self.level) }
      """, more: Self.highest)
    #expect(wider == [])
  }

  // MARK: Rules that follow others

  private static let bonus = "outcome: { subsidy: 500 yuan, name: 补助 }"

  /// R0 has a level, R1 a prize, R2 is about units; the last follows.
  private func following(_ rule: String) -> String {
    """
      - { id: R0, when: { rank: 1..3, below-level: 高级工 }, \(Self.level) }
      - { id: R1, when: { rank: 1..3 }, \(Self.prize) }
      - { id: R2, for: unit, when: { rank: 1 }, \(Self.prize) }
      - { id: R3, when: { rank: 1, below-level: 高级工 }, \(Self.level) }
      - { id: M1, \(rule), \(Self.bonus) }
    """
  }

  @Test(arguments: [
    ("for: mentor, follows: [R2]", "R2 is about units, not people"),
    ("for: unit, follows: [R0]", "R0 is about people, not units"),
    ("for: union, follows: { rules: [R1], level: 高级工 }", "R1 never leads to senior worker (高级工)"),
    ("for: union, follows: { rules: [R0], level: 技师 }", "R0 never leads to technician (技师)"),
    (
      "for: mentor, when: { rank: 4.. }, follows: [R0]",
      "its conditions on rank contradict those of R0"
    ),
    (
      "for: mentor, when: { least-level: 高级工 }, follows: [R0]",
      "its conditions on level contradict those of R0"
    ),
    ("for: mentor, follows: [R3]", "R3 never has an effect itself"),
    (
      "for: mentor, follows: [R2, R3]",
      "R2 is about units, not people; R3 never has an effect itself"
    ),
  ])
  func aRuleThatFollowsInVainIsNamed(rule: String, why: String) throws {
    let found = try findings(following(rule), more: Self.highest)
    #expect(
      found == [
        "rules[3] rule R3 never has an effect: whoever meets it meets R0, which comes first",
        "rules[4] nobody can meet rule M1: nothing that it follows can lead to it: \(why)",
      ])
  }

  @Test func aRuleThatFollowsNothingIsNamed() throws {
    let found = try findings("  - { id: M1, for: mentor, follows: [], \(Self.bonus) }")
    #expect(found == ["rules[0] nobody can meet rule M1: nothing that it follows can lead to it"])
  }
}
