import Contests
import Foundation
import Testing

@testable import Certification

/// The packs that are published with the project, each with its golden table of cases.
@Suite struct PublishedPackTests {
  static let names = [
    "practice-completion", "preliminary-shortlist", "city-leading-contest", "national-contest",
    "province-contest", "province-contest-by-merit", "city-contest", "city-contest-exceptional",
  ]

  private func cases(_ name: String) throws -> PolicyCases {
    let file = Fixtures.policies.appending(path: "cases/\(name).yaml")
    return try PolicyCases(text: String(contentsOf: file, encoding: .utf8))
  }

  @Test func everyPublishedPackIsTested() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Fixtures.policies.path)
    let packs = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(Set(packs) == Set(Self.names))
  }

  @Test(arguments: names)
  func packIsSoundInBothLanguages(name: String) throws {
    let pack = try Fixtures.referencePack(name)
    #expect(pack.id.text == name)
    #expect(PolicyCheck(pack).findings == [])
    for rule in pack.rules {
      #expect(rule.title.zhHans != nil && rule.title.en != nil)
      #expect(rule.outcome.name.zhHans != nil && rule.outcome.name.en != nil)
      for gate in rule.gates { #expect(gate.title.zhHans != nil && gate.title.en != nil) }
    }
  }

  @Test(arguments: names)
  func casesComeOutAsTheirTableSays(name: String) throws {
    let trial = PolicyTrial(of: try Fixtures.referencePack(name), on: try cases(name))
    for outcome in trial.cases {
      let what = outcome.case.name ?? "line \(outcome.case.line ?? 0)"
      #expect(outcome.absent.map(\.expected.rule) == [], "\(what)")
      #expect(outcome.unexpected.map(\.source.rule) == [], "\(what)")
    }
  }

  /// Each rule has a case just inside and one just outside.
  @Test(arguments: names)
  func everyRuleIsMetInOneCaseAndJustMissedInAnother(name: String) throws {
    let trial = PolicyTrial(of: try Fixtures.referencePack(name), on: try cases(name))
    for rule in trial.coverage {
      #expect(rule.met > 0, "\(rule.rule)")
      #expect(rule.missedByOne > 0, "\(rule.rule)")
    }
  }

  /// Whoever has the snapshot of a decision and the pack decides the same.
  @Test(arguments: names)
  func everyCaseIsDecidedAgainFromItsSnapshot(name: String) throws {
    let pack = try Fixtures.referencePack(name)
    for one in try cases(name).cases {
      let snapshot = FactsSnapshot(of: one.facts, at: one.instant)
      let again = try #require(
        PolicyCases(text: "cases: [{ with: \(snapshot.text), expect: [] }]").cases.first)
      #expect(FactsSnapshot(of: again.facts, at: again.instant).text == snapshot.text)
      #expect(
        pack.verdicts(of: again.facts, at: again.instant)
          == pack.verdicts(of: one.facts, at: one.instant))
    }
  }

  /// A table that says something else is not believed.
  @Test func aWrongTableIsNoticed() throws {
    let pack = try Fixtures.referencePack("city-contest")
    let wrong = try PolicyCases(
      text: """
        pack: city-contest
        facts: { tier: city, ranked: 20, level: 中级工 }
        cases:
          - { name: 多, with: { rank: 1 }, expect: [] }
          - { name: 少, with: { rank: 4 }, expect: [best-half, champion] }
          - { name: 级别, with: { rank: 4 }, expect: [best-half 技师] }
          - { name: 未到, with: { rank: 1, at: 1d }, expect: [champion] }
          - { name: 未知, with: { rank: 4 }, expect: [best-half, nothing] }
        """)
    let trial = PolicyTrial(of: pack, on: wrong)
    #expect(!trial.holds)
    #expect(trial.cases.map(\.holds) == [false, false, false, false, false])
    #expect(trial.cases[0].unexpected.map(\.source.rule.text) == ["champion"])
    #expect(trial.cases[1].absent.map(\.expected.rule.text) == ["champion"])
    #expect(trial.cases[4].absent.map { $0.decision == nil } == [true])
  }

  @Test func aCaseThatCannotBeReadIsNamedWithItsPlace() throws {
    let refused = #expect(throws: DeclarationRefused.self) {
      try PolicyCases(
        text: """
          cases:
            - { with: { rnak: 1, level: 高工 }, expect: [A 高工] }
          """)
    }
    let findings = try #require(refused?.findings)
    #expect(findings.contains { $0.field == "cases[0].with.rnak" && $0.line == 2 })
    #expect(findings.contains { $0.field == "cases[0].expect[0]" })
  }
}
