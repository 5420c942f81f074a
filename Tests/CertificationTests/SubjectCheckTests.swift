import Contests
import Testing

@testable import Certification

/// Whether a rule asks of people, teams and units what is known of them.
@Suite struct SubjectCheckTests {
  /// A clause of every kind, as packs write it.
  private static let clauses = [
    "rank: 1..3", "rank-percent: at most 50%", "shared-rank: no", "team-rank: 1..3",
    "team-rank-percent: at most 50%", "score: at least 60%", "rounds: at least 3",
    "days: at least 20", "shortlisted: yes", "theory: at least 60", "practical: at least 60",
    "parts: { defence: at least 70 }", "parts-passed: yes", "holds-level: 高级工",
    "below-level: 高级工", "least-level: 中级工", "category: worker", "age: at most 35",
    "gender: female", "holds-title: 市技术能手", "lacks-title: 全国技术能手",
    "training-hours: at least 40", "work-years: at least 5", "tier: at least city",
    "contest-class: 1", "certified-on: 2025-01-01..", "public-notice: 7d",
    "objections: none upheld", "not-disqualified: yes", "issuer-registered: yes",
    "participants: at least 10", "participation-rate: at least 30%",
  ]

  private static let outcome = "outcome: { recommendation: 优秀 }"

  private static func field(_ clause: String) -> String {
    String(clause.prefix { $0 != ":" })
  }

  @Test func theClausesAreAllThereAre() {
    #expect(Set(Self.clauses.map(Self.field)) == Set(ClauseCatalog.fields))
  }

  @Test(arguments: clauses)
  func aClauseOfOthersIsRefusedAtItsPlace(clause: String) throws {
    let field = Self.field(clause)
    let kind = try #require(ClauseCatalog.all.first { $0.field == field })
    for subject in Facts.Subject.allCases {
      let check = try Fixtures.check(
        "  - { id: R1, for: \(subject.rawValue), when: { \(clause) }, \(Self.outcome) }")
      guard !kind.subjects.contains(subject) else {
        #expect(check.findings == [], "\(subject)")
        continue
      }
      let finding = try #require(check.findings.first, "\(subject)")
      #expect(check.findings.count == 1 && finding.field == "rules[0].when.\(field)")
      let before = "  - { id: R1, for: \(subject.rawValue), when: { \(field): "
      #expect(finding.line == 5 && finding.column == before.count + 1)
    }
  }

  @Test func theSentenceSaysWhatMayBeAskedInstead() throws {
    func sentences(_ recipient: String, _ clause: String) throws -> [String] {
      let check = try Fixtures.check(
        "  - { id: R1, for: \(recipient), when: { \(clause) }, \(Self.outcome) }")
      let finding = try #require(check.findings.first)
      return Language.allCases.map { finding.sentence(in: $0) }
    }
    let ofUnits =
      "rank, rank-percent, shared-rank, score, rounds, tier, contest-class, certified-on, "
      + "public-notice, objections, not-disqualified, issuer-registered, participants, "
      + "participation-rate"
    #expect(
      try sentences("unit", "age: at most 35") == [
        "age 只能问选手，而规则 R1 面向单位；单位的规则可用：\(ofUnits.replacing(", ", with: "、"))",
        "age is asked of people, and rule R1 is about units; rules about units may ask: \(ofUnits)",
      ])
    #expect(
      try sentences("person", "participation-rate: at least 30%") == [
        "participation-rate 只能问代表队和单位，而规则 R1 面向选手；要评代表队和单位请写 for: team 或 for: unit",
        "participation-rate is asked of teams and units, and rule R1 is about people; "
          + "write for: team or for: unit where teams and units are meant",
      ])
  }

  /// A gate may stand far from the rule, and serve others well.
  @Test func aClauseOfAGateIsToldWhereTheGateIsNeeded() throws {
    let check = try Fixtures.check(
      """
        - { id: R1, when: { rank: 1 }, needs: [g], \(Self.outcome) }
        - { id: R2, for: team, when: { rank: 1 }, needs: [g], \(Self.outcome) }
      """, more: "gates:\n  g:\n    public-notice: 7d\n    gender: female\n")
    #expect(check.findings.map(\.field) == ["rules[1].needs[0]"])
    let finding = try #require(check.findings.first)
    let before = "  - { id: R2, for: team, when: { rank: 1 }, needs: ["
    #expect(finding.line == 10 && finding.column == before.count + 1)
    #expect(
      finding.sentence(in: .en).hasPrefix(
        "gender of gate g (line 7) is asked of people, and rule R2 is about teams"))
    #expect(finding.sentence(in: .zhHans).hasPrefix("门槛 g 的 gender（第 7 行） 只能问选手"))
  }

  /// What is asked of mentors and unions is about the people whom they follow.
  @Test func mentorsAreAskedWhatPeopleAre() throws {
    let check = try Fixtures.check(
      """
        - { id: R1, when: { rank: 1 }, \(Self.outcome) }
        - { id: R2, for: mentor, follows: [R1], when: { age: at most 35 }, \(Self.outcome) }
      """)
    #expect(check.findings == [])
  }
}
