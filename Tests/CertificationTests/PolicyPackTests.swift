import Contests
import Testing

@testable import Certification

@Suite struct PolicyPackTests {
  @Test func packKeepsItsTextAndItsHash() throws {
    let pack = try Fixtures.pack(when: "rank: 1")
    #expect(pack.id.text == "test")
    #expect(pack.version == 1)
    #expect(pack.hash.count == 64)
    #expect(try PolicyPack(text: pack.text) == pack)
    #expect(try PolicyPack(text: pack.text + "\n").hash != pack.hash)
  }

  @Test func hashIsSHA256OfTheText() {
    #expect(
      Fingerprint.hex(of: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func titleDefaultsToTheOutcome() throws {
    #expect(try Fixtures.pack(when: "rank: 1").rules[0].title.zhHans == "证明")
  }

  /// The first finding's code, line and field for a pack with these rules.
  private func finding(
    _ text: String
  ) throws -> (code: String, line: Int?, column: Int?, field: String) {
    let refused = #expect(throws: DeclarationRefused.self) { try PolicyPack(text: text) }
    let first = try #require(refused?.findings.first)
    for language in Language.allCases { #expect(!first.sentence(in: language).isEmpty) }
    return (first.code, first.line, first.column, first.field)
  }

  @Test func unknownFieldsAreNamedWithTheirPlace() throws {
    let inRule = try finding(
      """
      pack: p
      version: 1
      title: t
      rules:
        - id: R1
          when: { rank: 1 }
          outcom: 3
          outcome: { recommendation: 能手 }
      """)
    #expect(inRule == ("field-unknown", 7, 13, "rules[0].outcom"))
    let clause = try finding(
      """
      pack: p
      version: 1
      title: t
      rules:
        - { id: R1, when: { rnk: 1 }, outcome: { recommendation: 能手 } }
      """)
    #expect(clause == ("field-unknown", 5, 28, "rules[0].when.rnk"))
  }

  /// Nobody could certify it, and it would count as a promotion of somebody else.
  @Test(arguments: ["mentor", "union", "team", "unit"])
  func aLevelIsForNobodyButTheContestant(recipient: String) throws {
    let found = try finding(
      """
      pack: p
      version: 1
      title: t
      rules:
        - id: R1
          when: { rank: 1 }
          outcome: { recommendation: 能手 }
        - id: R2
          for: \(recipient)
          follows: [R1]
          outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
      """)
    #expect(found.line == 9 && found.field == "rules[1].for")
  }

  @Test func unknownGateIsNamedWithTheKnownOnes() throws {
    let refused = #expect(throws: DeclarationRefused.self) {
      try Fixtures.pack(
        when: "rank: 1", gates: "gates: { passed: { theory: at least 60 } }",
        needs: "needs: [passed, notice]")
    }
    let first = try #require(refused?.findings.first)
    #expect(refused?.findings.count == 1)
    #expect(first.field == "rules[0].needs[1]")
    #expect(first.line == 8)
    #expect(
      first.sentence(in: .en) == "there is no gate \"notice\"; the pack has: passed")
  }

  @Test(arguments: [
    ("rank: 16..10", "16..10", "10..16"), ("team-rank: 3..1", "3..1", "1..3"),
    (
      "certified-on: 2025-12-31..2025-01-01", "2025-12-31..2025-01-01", "2025-01-01..2025-12-31"
    ),
  ])
  func aReversedRangeIsToldWithWhatWasProbablyMeant(
    when: String, range: String, meant: String
  ) throws {
    let refused = #expect(throws: DeclarationRefused.self) { try Fixtures.pack(when: when) }
    #expect(refused?.findings.count == 1)
    let first = try #require(refused?.findings.first)
    #expect(first.line == 7 && first.column == when.distance(of: range) + 13)
    #expect(first.sentence(in: .en) == "the range \(range) is reversed; was \(meant) meant?")
    #expect(first.sentence(in: .zhHans) == "范围 \(range) 写反了；是否应为 \(meant)？")
  }

  @Test func whatALevelRuleLeadsToIsSaidOfEverybody() throws {
    func sentences(_ outcome: String) throws -> [String] {
      let pack = try Fixtures.pack(when: "rank: 1", outcome: outcome)
      return Language.allCases.map { pack.rules[0].outcomeSentence(in: $0) }
    }
    let skill = "eligibility: skill-level"
    #expect(
      try sentences("{ \(skill), level: one up, at-most: 高级工 }") == [
        "可申报比现有等级高一级的职业技能等级，最高至高级工",
        "may apply for the skill level one above the one held, at most senior worker (高级工)",
      ])
    #expect(
      try sentences("{ \(skill), level: one up, at-most: 技师, review: 评审 }") == [
        "可申报比现有等级高一级的职业技能等级，最高至技师，其中技师及以上须通过评审",
        "may apply for the skill level one above the one held, at most technician (技师), "
          + "subject to 评审 for technician (技师) and above",
      ])
    #expect(
      try sentences("{ \(skill), level: 技师, if-held: 高级技师, review: 评审 }") == [
        "可申报技师职业技能等级，已持有技师的可申报高级技师，须通过评审",
        "may apply for the skill level technician (技师), or senior technician (高级技师) "
          + "where that is held, subject to 评审",
      ])
    #expect(
      try sentences("{ \(skill), level: 技师, review: 评审 }") == [
        "可申报技师职业技能等级，须通过评审",
        "may apply for the skill level technician (技师), subject to 评审",
      ])
  }

  @Test func repeatedRuleIsRefused() throws {
    let repeated = try finding(
      """
      pack: p
      version: 1
      title: t
      rules:
        - { id: R1, when: { rank: 1 }, outcome: { recommendation: 能手 } }
        - { id: R1, when: { rank: 2 }, outcome: { recommendation: 能手 } }
      """)
    #expect(repeated == ("rule-broken", 6, 11, "rules[1].id"))
  }

  @Test(arguments: ["学徒工", "特级技师", "首席技师"])
  func levelThatContestsNeverAwardIsRefused(level: String) throws {
    let refused = #expect(throws: DeclarationRefused.self) {
      try Fixtures.pack(
        when: "rank: 1", outcome: "{ eligibility: skill-level, level: \(level) }")
    }
    let first = try #require(refused?.findings.first)
    #expect(first.field == "rules[0].outcome.level")
    #expect(first.sentence(in: .zhHans) == "竞赛不授予\(level)")
  }

  @Test(arguments: [
    "{ grant: 技能等级, name: 高级工 }", "{ grant: 技师, name: 证书 }", "{ recommendation: 首席技师 }",
    "{ grant: 证书, name: { zh-Hans: 证书, en: 特级技师 } }",
    "{ eligibility: honour, name: 技师 }",
    "{ recommendation: 特级技师称号 }", "{ grant: 证书, name: 首席技师证书 }", "{ grant: 高级工证书, name: 合格 }",
    "{ eligibility: honour, name: 首席技师申报资格 }",
  ])
  func levelIsNeverHandedOutUnderAnotherName(outcome: String) throws {
    let refused = #expect(throws: DeclarationRefused.self) {
      try Fixtures.pack(when: "rank: 1", outcome: outcome)
    }
    #expect(refused?.findings.map(\.code) == ["rule-broken"])
  }

  @Test(arguments: [
    "{ grant: 荣誉证书, name: 高级工程师之友 }", "{ recommendation: 市技术能手 }",
    "{ eligibility: assessment, name: 高级技师考评资格 }", "{ subsidy: 1000 yuan, name: 新增技师补助 }",
  ])
  func namesThatHandOutNoLevelAreSound(outcome: String) throws {
    #expect(try Fixtures.pack(when: "rank: 1", outcome: outcome).rules.count == 1)
  }

  @Test(arguments: [
    "{ grant: 证书 }", "{ grant: 证书, name: 证明, level: 技师 }",
    "{ recommendation: 能手, name: 能手 }", "{ eligibility: skill-level }",
    "{ eligibility: skill-level, level: 技师, name: 证书 }", "{ eligibility: next-stage }",
    "{ eligibility: next-stage, name: 决赛, level: 技师 }", "{ name: 证书 }",
    "{ grant: 证书, name: 证明, recommendation: 能手 }", "决赛",
  ])
  func outcomeThatIsHalfOrTwoIsRefused(outcome: String) {
    #expect(throws: DeclarationRefused.self) {
      try Fixtures.pack(when: "rank: 1", outcome: outcome)
    }
  }

  @Test func emptyPackIsRefused() throws {
    #expect(try finding("").code == "field-missing")
    #expect(
      try finding("{ pack: p, version: 1, title: t, rules: [] }").field == "rules")
    #expect(try finding("{ pack: p, version: 1, title: t }").field == "rules")
  }

  @Test func ruleOrGateWithoutConditionIsRefused() throws {
    let rule = "rules: [{ id: R1, outcome: { recommendation: 能手 } }]"
    #expect(
      try finding("pack: p\nversion: 1\ntitle: t\n\(rule)").field == "rules[0]")
    let gated = "rules: [{ id: R1, needs: [open], outcome: { recommendation: 能手 } }]"
    #expect(
      try finding("pack: p\nversion: 1\ntitle: t\ngates: { open: {} }\n\(gated)").field
        == "gates.open")
    #expect(
      try finding("pack: p\nversion: 1\ntitle: t\ngates: { open: { title: x } }\n\(gated)").field
        == "gates.open")
  }

  @Test func rulesAreBounded() throws {
    func text(_ count: Int) -> String {
      "pack: p\nversion: 1\ntitle: t\nrules:\n"
        + (1...count).map {
          "  - { id: R\($0), when: { rank: 1 }, outcome: { recommendation: 能手 } }\n"
        }.joined()
    }
    #expect(try PolicyPack(text: text(PolicyPack.maximumRules)).rules.count == 200)
    #expect(try finding(text(PolicyPack.maximumRules + 1)).field == "rules")
  }

  @Test func capOverWhatCannotBeComparedIsRefused() throws {
    let rules = "rules: [{ id: R1, when: { rank: 1 }, outcome: { recommendation: 能手 } }]"
    let head = "pack: p\nversion: 1\ntitle: t\n\(rules)\n"
    #expect(
      try finding(head + "caps: [{ family: next-stage, keep: highest }]").field
        == "caps[0].family")
    #expect(
      try finding(head + "caps: [{ family: skill-level, keep: highest }]").field
        == "caps[0].family")
    #expect(
      try finding(head + "caps: [{ family: skill-level, keep: lowest }]").code
        == "value-unexpected")
  }

  @Test func everyFindingIsReportedAtOnce() {
    let refused = #expect(throws: DeclarationRefused.self) {
      try PolicyPack(
        text: """
          pack: "bad id"
          version: 0
          rules:
            - id: R1
              when: { rank: 0, theory: 60 }
              needs: [nothing]
              outcome: { eligibility: skill-level, level: 学徒工 }
          caps: [{ family: skill-level }]
          """)
    }
    #expect(
      refused.map { Set($0.findings.map(\.field)) } == [
        "pack", "version", "title", "rules[0].when.rank", "rules[0].when.theory",
        "rules[0].needs[0]", "rules[0].outcome.level", "caps[0].keep",
      ])
  }
}

extension String {
  /// How many characters stand before a text.
  fileprivate func distance(of text: String) -> Int {
    firstRange(of: text).map { distance(from: startIndex, to: $0.lowerBound) } ?? -1
  }
}
