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
    #expect(PolicyCheck(pack).warnings == [])
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
      for limit in rule.limits {
        #expect(
          limit.met > 0 && limit.missedAlone > 0, "\(rule.rule) \(limit.required.text(in: .en))")
      }
    }
    for limit in trial.gateLimits {
      let gate = limit.gate?.text ?? ""
      #expect(limit.met > 0 && limit.missedAlone > 0, "\(gate) \(limit.required.text(in: .en))")
    }
  }

  /// The same without awaiting and caps: granted in one case, and refused in another by one clause and
  /// nothing else; what follows from other rules has no clauses and is missing in another.
  @Test(arguments: names)
  func everyRuleIsGrantedInOneCaseAndRefusedByOneClauseInAnother(name: String) throws {
    let pack = try Fixtures.referencePack(name)
    let decided = try cases(name).cases.flatMap { pack.decide($0.facts, at: $0.instant) }
    for rule in pack.rules {
      let decisions = decided.filter { $0.source.rule == rule.id }
      #expect(decisions.contains { $0.met }, "\(rule.id)")
      let refused = decisions.filter { !$0.verdict.isOpen || !$0.met }.map { decision in
        (decision.clauses + decision.gates.flatMap(\.clauses)).filter { !$0.met }
      }
      #expect(
        rule.follows == nil
          ? refused.contains { $0.count == 1 }
          : decisions.contains { $0.verdict == .missed }, "\(rule.id)")
    }
  }

  @Test func whatNoCaseShowsIsToldOfEachLimit() throws {
    let pack = try Fixtures.pack(
      when: "rank: 1..3, age: at most 35",
      gates: "gates: { g: { theory: at least 60, practical: at least 60 } }", needs: "needs: [g]")
    func trial(_ cases: String) throws -> PolicyTrial {
      PolicyTrial(of: pack, on: try PolicyCases(text: "cases:\n\(cases)"))
    }
    let facts = "rank: 3, born: 2000-01-01, parts: { theory: 60, practical: 60 }"
    let some = try trial(
      """
        - { with: { \(facts) }, expect: [R1] }
        - { with: { \(facts.replacing("rank: 3", with: "rank: 4")) }, expect: [] }
        - { with: { \(facts.replacing("theory: 60", with: "theory: 59")) }, expect: [] }
      """)
    #expect(some.holds)
    #expect(some.coverage[0].limits.map(\.missedAlone) == [1, 0])
    #expect(some.coverage[0].limits.map(\.met) == [2, 3])
    #expect(some.gateLimits.map(\.missedAlone) == [1, 0])
    #expect(some.gateLimits.map { $0.gate?.text } == ["g", "g"])
    let none = try trial("  - { with: { rank: 5 }, expect: [] }")
    #expect(none.coverage[0].met == 0 && none.coverage[0].limits.map(\.met) == [0, 0])
    // Both limits are missed: neither alone.
    #expect(none.coverage[0].limits.map(\.missedAlone) == [0, 0])
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

  @Test func reversedLevelsOfACaseAreToldWithWhatWasProbablyMeant() throws {
    let refused = #expect(throws: DeclarationRefused.self) {
      try PolicyCases(
        text: """
          cases:
            - with:
                issuers: [{ name: 甲, levels: 高级技师..高级工, from: 2020-01-01 }]
              expect: []
          """)
    }
    let first = try #require(refused?.findings.first)
    #expect(first.line == 3 && first.field == "cases[0].with.issuers[0].levels")
    #expect(first.sentence(in: .zhHans) == "范围 高级技师..高级工 写反了；是否应为 高级工..高级技师？")
  }

  // MARK: The schema

  private var schema: URL {
    Fixtures.policies.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "policy-pack.schema.json")
  }

  @Test func theSchemaHasTheClausesOfTheReader() throws {
    struct Schema: Decodable {
      struct Anything: Decodable {}
      struct Clauses: Decodable { let properties: [String: Anything] }
      struct Definitions: Decodable { let clauses: Clauses }
      let definitions: Definitions

      enum CodingKeys: String, CodingKey { case definitions = "$defs" }
    }
    let read = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: schema))
    #expect(Set(read.definitions.clauses.properties.keys) == Set(ClauseCatalog.fields))
  }

  /// Runs the validator of Python's jsonschema, where it is installed.
  @Test func everyPackHoldsAgainstTheSchemaAndSpoiltOnesDoNot() throws {
    let script = """
      import json, sys
      try:
          import jsonschema, yaml
      except ImportError:
          sys.exit(77)
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for path in sys.argv[2:]:
          for loader in (yaml.BaseLoader, yaml.SafeLoader):
              for error in validator.iter_errors(yaml.load(open(path), loader)):
                  sys.exit(f"{path}: {list(error.path)} {error.message}")
      pack = yaml.load(open(sys.argv[2]), yaml.BaseLoader)
      for spoil in (
          lambda p: p["rules"][0]["when"].update(rnak="1"),
          lambda p: p["rules"][0]["when"].update(rank="0"),
          lambda p: p["rules"][0].update(outcome={"eligibility": "skill-level", "level": "首席技师"}),
          lambda p: p["rules"][0].pop("id"),
          lambda p: p.pop("version"),
      ):
          spoilt = json.loads(json.dumps(pack))
          spoil(spoilt)
          if validator.is_valid(spoilt):
              sys.exit("a spoilt pack holds")
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let first = "city-leading-contest"
    process.arguments =
      ["python3", "-c", script, schema.path]
      + ([first] + Self.names.filter { $0 != first }).map {
        Fixtures.policies.appending(path: "\($0).yaml").path
      }
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // 77: no validator on this machine; 127: no Python.
    #expect(
      [0, 77, 127].contains(process.terminationStatus), "\(String(decoding: said, as: UTF8.self))")
  }
}
