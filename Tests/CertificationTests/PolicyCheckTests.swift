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

  /// What is unlikely to be meant, in a pack that is sound.
  private func warnings(_ rules: String, more: String = "") throws -> [String] {
    let check = try Fixtures.check(rules, more: more)
    #expect(check.findings == [])
    return check.warnings.map { warning in
      #expect(warning.line != nil && warning.column != nil)
      #expect(warning.text.text(in: .zhHans) != warning.text.text(in: .en))
      return "\(warning.field) \(warning.code) \(warning.text.text(in: .en))"
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

  // MARK: What is unlikely to be meant

  @Test(arguments: [
    "caps: [{ rules: [R1, R2], keep: first }]\n",
    "caps: [{ family: professional-title, keep: first }]\n",
  ])
  func anOverlapThatOnlyTheOrderSettlesIsTold(caps: String) throws {
    let title = "outcome: { eligibility: professional-title, name: 职称 }"
    let found = try warnings(
      """
        - { id: R1, when: { rank: 1..3 }, \(title) }
        - { id: R2, when: { rank: 3..6 }, \(title) }
      """, more: caps)
    #expect(
      found == [
        "rules[1] bands-overlap the bands of rules R2 and R1 overlap: rank 3 meets both, "
          + "and only the order of the rules decides for R1"
      ])
  }

  /// The special case first, and then the general one.
  @Test func aBandWithinALaterOneIsMeant() throws {
    let rules = """
        - { id: R1, when: { rank: 1 }, \(Self.prize) }
        - { id: R2, when: { rank: 1..10 }, \(Self.prize) }
      """
    #expect(try warnings(rules, more: "caps: [{ rules: [R1, R2], keep: first }]\n") == [])
  }

  @Test func theHighestLevelSettlesAnOverlapByItself() throws {
    let rules = """
        - { id: R1, when: { rank: 1..3, holds-level: 中级工 }, \(Self.level) }
        - { id: R2, when: { rank: 2..9, below-level: 高级工 }, \(Self.level) }
      """
    #expect(try warnings(rules, more: Self.highest) == [])
  }

  @Test(arguments: [
    ("rank: 1..3", "rank-percent: at most 10%", "rank 1 to 3", "the best 10%"),
    ("rank: 1..3", "score: at least 80%", "rank 1 to 3", "a score of 80% or more"),
    ("team-rank: 1", "rank: 1..3", "team rank 1", "rank 1 to 3"),
    ("theory: at least 90", "rank: 4..", "theory of 90 or more", "rank 4 and below"),
  ])
  func bandsOfDifferentThingsMayBothBeMet(
    one: String, other: String, first: String, second: String
  ) throws {
    let rules = """
        - { id: R1, when: { \(one) }, \(Self.prize) }
        - { id: R2, when: { \(other) }, \(Self.prize) }
      """
    #expect(
      try warnings(rules) == [
        "rules[1] both-met one person may meet both rule R2 (line 6, \(second)) and rule R1 "
          + "(line 5, \(first)), and has both outcomes; where one is meant, write the cap "
          + "{ rules: [R1, R2], keep: first }"
      ])
    #expect(try warnings(rules, more: "caps: [{ rules: [R1, R2], keep: first }]\n") == [])
  }

  @Test func theWarningNamesBothLinesInChineseAsWell() throws {
    let check = try Fixtures.check(
      """
        - { id: R1, for: team, when: { rank: 1..3 }, \(Self.prize) }
        - { id: R2, for: team, when: { rank-percent: at most 10% }, \(Self.prize) }
      """)
    let warning = try #require(check.warnings.first { $0.code == "both-met" })
    #expect(warning.line == 6 && warning.column == 5)
    #expect(
      warning.text.text(in: .zhHans)
        == "规则 R2（第 6 行，前 10%）与 R1（第 5 行，第 1 至 3 名）可能由同一代表队同时符合，"
        + "两项结果都会给；如只留一项，请在 caps 写 { rules: [R1, R2], keep: first }")
  }

  @Test(arguments: [
    // The ranks exclude each other, whatever else is asked.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 4.., rank-percent: at most 50% }, PRIZE }",
    // Other people.
    "- { id: R1, when: { rank: 1..3, gender: male }, PRIZE }\n"
      + "  - { id: R2, when: { score: at least 80%, gender: female }, PRIZE }",
    // Another kind of certificate.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n"
      + "  - { id: R2, when: { score: at least 80% }, outcome: { grant: 荣誉证书, name: 优 } }",
    // One of them chooses by no rank or score.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n  - { id: R2, when: { days: all }, PRIZE }",
    // What both have to pass chooses nobody.
    "- { id: R1, when: { rank: 1..3 }, needs: [g], PRIZE }\n"
      + "  - { id: R2, when: { rank: 4..6 }, needs: [g], PRIZE }",
  ])
  func bandsOfDifferentThingsThatMeetNobodyTwiceAreSound(rules: String) throws {
    let text = "  " + rules.replacing("PRIZE", with: Self.prize)
    #expect(try warnings(text, more: "gates: { g: { theory: at least 60 } }\n") == [])
  }

  /// Also where one of them is for everybody who passed.
  @Test func twoLevelsOfOneContestWithoutACapAreTold() throws {
    let rules = """
        - { id: R1, when: { rank: 1..3 }, \(Self.level) }
        - { id: R2, when: { tier: at least city }, \(Self.level) }
      """
    #expect(
      try warnings(rules) == [
        "rules[1] both-met one person may meet both rule R2 (line 6) and rule R1 (line 5, "
          + "rank 1 to 3), and has both outcomes; where one is meant, write the cap "
          + "{ family: skill-level, keep: highest }"
      ])
    #expect(try warnings(rules, more: Self.highest) == [])
  }

  @Test(arguments: ["team", "unit", "mentor"])
  func aCertificateThatNobodyIssuesIsTold(recipient: String) throws {
    func rules(_ outcome: String) -> String {
      """
        - { id: R1, when: { rank: 1 }, outcome: { recommendation: 能手 } }
        - { id: R2, for: \(recipient), \(outcome), WHEN }
      """.replacing("WHEN", with: recipient == "mentor" ? "follows: [R1]" : "when: { rank: 1 }")
    }
    let told = try warnings(rules(Self.prize))
    #expect(told.count == 1)
    #expect(
      told.first?.hasPrefix(
        "rules[1] no-certificate rule R2 grants a certificate to a \(recipient): ") ?? false)
    #expect(try warnings(rules("outcome: { recommendation: 优秀 }")) == [])
  }

  @Test(arguments: [
    // In whatever order they stand.
    ("rank: 1..3", "rank: 5..8", "R1 (rank 1 to 3) and R2 (rank 5 to 8)", "rank 4", 1),
    ("rank: 7..", "rank: 1..3", "R2 (rank 1 to 3) and R1 (rank 7 and below)", "rank 4 to 6", 0),
    ("team-rank: 1", "team-rank: 3", "R1 (team rank 1) and R2 (team rank 3)", "team rank 2", 1),
  ])
  func ranksThatAreLeftOutAreTold(
    one: String, other: String, rules: String, ranks: String, place: Int
  ) throws {
    let found = try warnings(
      """
        - { id: R1, when: { \(one) }, \(Self.prize) }
        - { id: R2, when: { \(other) }, \(Self.prize) }
      """)
    #expect(
      found == [
        "rules[\(place)] ranks-left-out between rules \(rules) there is a gap: "
          + "\(ranks) has neither outcome"
      ])
  }

  @Test(arguments: [
    // The last rank of one and the first of the other are neighbours.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n  - { id: R2, when: { rank: 4..8 }, PRIZE }",
    // Nobody is before the first.
    "- { id: R1, when: { rank: 4.. }, PRIZE }\n  - { id: R2, when: { rank: 1..3 }, PRIZE }",
    "- { id: R1, when: { rank: 5..8 }, PRIZE }",
    // Another kind.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 5..8 }, outcome: { recommendation: 能手 } }",
    // Other people.
    "- { id: R1, when: { rank: 1..3, category: worker }, PRIZE }\n"
      + "  - { id: R2, when: { rank: 5..8, category: student }, PRIZE }",
    // A third rule is in between.
    "- { id: R1, when: { rank: 1..3 }, PRIZE }\n  - { id: R2, when: { rank: 5..8 }, PRIZE }\n"
      + "  - { id: R3, when: { rank: 4 }, PRIZE }",
  ])
  func bandsWithoutAGapAreSound(rules: String) throws {
    #expect(try warnings("  " + rules.replacing("PRIZE", with: Self.prize)) == [])
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

  @Test func whatFollowsFromOneOfSeveralIsToldOfTheOthers() throws {
    let rules = """
        - { id: R0, when: { rank: 1..3, below-level: 高级工 }, \(Self.level) }
        - { id: R2, for: unit, when: { rank: 1 }, \(Self.bonus) }
        - { id: M1, for: mentor, follows: [R0, R2], \(Self.bonus) }
        - { id: M2, for: union, follows: { rules: [R0], level: 高级工 }, \(Self.bonus) }
        - { id: M3, for: mentor, follows: [M2], \(Self.bonus) }
      """
    #expect(
      try warnings(rules) == [
        "rules[2] follows-in-vain rule M1 follows one rule in vain: R2 is about units, not people"
      ])
  }
}
