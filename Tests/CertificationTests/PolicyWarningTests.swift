import Contests
import Testing

@testable import Certification

/// What of a sound pack is unlikely to be meant: bands, ranks and outcomes of which its author is told.
@Suite struct PolicyWarningTests {
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

  /// A pass mark that both ask for chooses nobody, wherever it stands.
  @Test(arguments: [
    "theory: at least 60", "score: at least 60%", "parts: { defence: at least 60 }",
  ])
  func aPassMarkThatBothAskForIsNoBand(mark: String) throws {
    let rules = """
        - { id: R1, when: { rank: 1..3, \(mark) }, \(Self.prize) }
        - { id: R2, when: { rank-percent: at most 50% }, needs: [g], \(Self.prize) }
      """
    let found = try warnings(rules, more: "gates: { g: { \(mark) } }\n")
    #expect(found.count == 1)
    #expect(
      found.first?.contains("R2 (line 7, the best 50%) and rule R1 (line 6, rank 1 to 3)") ?? false)
  }

  /// One promotion a year settles which of two levels stays; more leave room for both.
  @Test(arguments: [(1, 0), (2, 1)])
  func onePromotionAYearSettlesLevels(most: Int, warned: Int) throws {
    let rules = """
        - { id: R1, when: { rank: 1..3 }, \(Self.level) }
        - { id: R2, when: { score: at least 90% }, outcome: { eligibility: skill-level, level: 中级工 } }
      """
    let caps = "caps: [{ family: skill-level, a-year: \(most) }]\n"
    #expect(try warnings(rules, more: caps).count == warned)
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

  @Test func whatFollowsFromOneOfSeveralIsToldOfTheOthers() throws {
    let bonus = "outcome: { subsidy: 500 yuan, name: 补助 }"
    let rules = """
        - { id: R0, when: { rank: 1..3, below-level: 高级工 }, \(Self.level) }
        - { id: R2, for: unit, when: { rank: 1 }, \(bonus) }
        - { id: M1, for: mentor, follows: [R0, R2], \(bonus) }
        - { id: M2, for: union, follows: { rules: [R0], level: 高级工 }, \(bonus) }
        - { id: M3, for: mentor, follows: [M2], \(bonus) }
      """
    #expect(
      try warnings(rules) == [
        "rules[2] follows-in-vain rule M1 follows one rule in vain: R2 is about units, not people"
      ])
  }
}
