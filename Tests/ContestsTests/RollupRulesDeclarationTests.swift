import Contests
import Testing

/// The field `rollups` of a stage.
@Suite struct RollupRulesDeclarationTests {
  private static let field = "events[0].stages[0].rollups"

  private func plan(_ rollups: String) -> String {
    PlanText(replacing: [20: "        rollups: \(rollups)"]).text
  }

  private func rules(_ rollups: String) throws -> RollupRules {
    try #require(try Contest(plan: plan(rollups)).events[0].stages[0].rollups)
  }

  private func faults(_ rollups: String) -> [String] {
    do throws(DeclarationRefused) {
      _ = try Contest(plan: plan(rollups))
      return []
    } catch {
      return error.findings.map {
        "\($0.line ?? 0) \($0.field.replacing("\(Self.field).", with: "")) \($0.code)"
      }
    }
  }

  @Test func aPlanWithoutItHasNone() throws {
    #expect(try Contest(plan: PlanText(replacing: [:]).text).events[0].stages[0].rollups == nil)
  }

  @Test func everythingDeclaredIsRead() throws {
    let rules = try rules(
      "{ small: 10, pass: 7.5, unit: { score: [participation-rate 40, mean 60], best: 8, least: 12 },"
        + " city: { score: coverage }, province: { score: [sum-of-best] } }")
    #expect(rules.small == 10)
    #expect(rules.pass == Points(thousandths: 7500))
    #expect(
      rules.unit
        == RollupRules.Rule(
          score: [
            RollupRules.Part(.participationRate, weight: 40), RollupRules.Part(.mean, weight: 60),
          ], best: 8, least: 12))
    // Whoever is ranked is never withheld for being few.
    #expect(
      rules.city == RollupRules.Rule(score: [RollupRules.Part(.coverage)], best: 5, least: 10))
    #expect(rules.province.score == [RollupRules.Part(.sumOfBest)])
  }

  @Test func whatIsLeftOutIsUsual() throws {
    #expect(try rules("{}") == RollupRules.usual)
    #expect(try rules("{ unit: { best: 3 } }").unit.score == [RollupRules.Part(.mean)])
  }

  @Test(arguments: [
    ("[mean]", ["20 \(field) value-unexpected"]),
    ("{ small: 0 }", ["20 small value-unexpected"]),
    ("{ small: 1001 }", ["20 small value-unexpected"]),
    ("{ pass: -1 }", ["20 pass value-unexpected"]),
    ("{ units: { score: mean } }", ["20 units field-unknown"]),
    ("{ unit: { score: median } }", ["20 unit.score value-unexpected"]),
    ("{ unit: { score: [mean, participation-rate 40] } }", ["20 unit.score[0] value-unexpected"]),
    (
      "{ unit: { score: [mean 0, pass-rate 1], best: 0 }, pass: 1 }",
      ["20 unit.score[0] value-unexpected", "20 unit.best value-unexpected"]
    ),
    ("{ unit: { score: [] } }", ["20 unit.score rule-broken"]),
    ("{ unit: { score: [mean 1, mean 2] } }", ["20 unit.score rule-broken"]),
    ("{ unit: { score: coverage } }", ["20 unit.score rule-broken"]),
    ("{ city: { score: pass-rate } }", ["20 city.score rule-broken"]),
    ("{ city: { least: 4 } }", ["20 city.least rule-broken"]),
    ("{ small: 3, city: { least: 3 } }", []),
  ])
  func mistakesAreNamed(declared: String, expected: [String]) {
    #expect(faults(declared) == expected, "\(declared)")
  }
}
