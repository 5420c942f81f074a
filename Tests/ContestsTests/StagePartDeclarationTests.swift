import Contests
import Foundation
import Testing

/// What a plan may say about the parts of a stage.
@Suite struct StagePartDeclarationTests {
  private static let parts = """
            parts:
              - { id: theory, online: true, weight: 30, pass: 60 }
              - id: practical
                title: { zh-Hans: 实操, en: Practical }
                weight: 70
                of: 150
                pass: 60.5
                judges: { combine: trimmed-mean, at-least: 5, disagreement: 12.5 }
    """

  private func stage(_ lines: String) throws -> Stage {
    try #require(
      try Contest(plan: PlanText(replacing: [20: lines]).text).events.first?.stages.first)
  }

  @Test func partsAreRead() throws {
    let stage = try stage(
      Self.parts
        + "\n        ranking: [score desc, part:practical desc, part:theory desc, elapsed asc]"
        + "\n        unranked: [disqualified, failed-part]")
    let parts = try #require(stage.parts)
    #expect(parts.map(\.id.text) == ["theory", "practical"])
    #expect(parts.map(\.weight) == [Points(30), Points(70)])
    #expect(parts[0].source == .paper)
    #expect(parts[0].title.text(in: .en) == "theory")
    #expect(parts[1].pass == Points(thousandths: 60_500))
    #expect(
      parts[1].source
        == .judges(
          JudgingRule(
            combine: .trimmedMean, atLeast: 5, disagreement: Points(thousandths: 12_500)),
          of: Points(150)))
    let practical = try PartID("practical")
    #expect(stage.ranking[1] == .partDescending(practical))
    #expect(stage.excludes(.failedPart) && stage.excludes(.disqualified))
    #expect(!stage.excludes(.missingPart) && !stage.excludes(.zeroScore))
    let coded = try JSONEncoder().encode(stage)
    #expect(try JSONDecoder().decode(Stage.self, from: coded) == stage)
  }

  @Test func aPlanWithoutThemSaysNothingOfThem() throws {
    let stage = try stage("        feedback: score")
    #expect(stage.parts == nil && stage.unranked == nil)
    #expect(stage.excludes(.missingPart) && !stage.excludes(.zeroScore))
    let coded = String(decoding: try JSONEncoder().encode(stage), as: UTF8.self)
    #expect(!coded.contains("parts") && !coded.contains("unranked"))
  }

  @Test func whatIsLeftOutHasItsUsualValue() throws {
    let stage = try stage(
      """
              parts:
                - { id: theory, online: true, weight: 99.999 }
                - { id: practical, weight: 0.001, of: 1 }
      """)
    #expect(stage.parts?[1].source == .judges(JudgingRule(), of: Points(1)))
    #expect(stage.parts?[1].pass == nil)
  }

  @Test(arguments: [
    ("[]", "parts"),
    ("[{ id: a, online: true, weight: 100.001 }]", "parts[0].weight"),
    ("[{ id: a, online: true, weight: 99.999 }]", "parts"),
    ("[{ id: a, online: true, weight: 0 }]", "parts[0].weight"),
    ("[{ id: a, weight: 100, of: 100 }]", "parts"),
    ("[{ id: a, online: true, weight: 50 }, { id: b, online: true, weight: 50 }]", "parts"),
    ("[{ id: a, online: true, weight: 50 }, { id: a, weight: 50, of: 9 }]", "parts"),
    ("[{ id: a, online: false, weight: 100 }]", "parts[0].online"),
    ("[{ id: a, online: true, weight: 100, of: 5 }]", "parts[0].of"),
    ("[{ id: a, online: true, weight: 50 }, { id: b, weight: 50 }]", "parts[1].of"),
    ("[{ id: a, online: true, weight: 50 }, { id: b, weight: 50, of: 100000.001 }]", "parts[1].of"),
    ("[{ id: a, online: true, weight: 50 }, { id: b, weight: 50, of: 0 }]", "parts[1].of"),
    ("[{ id: a, online: true, weight: 100, pass: 100.001 }]", "parts[0].pass"),
    (
      "[{ id: a, online: true, weight: 50 }, { id: b, weight: 50, carry-over: x }]",
      "parts[1].carry-over"
    ),
    (
      "[{ id: a, online: true, weight: 50 }, { id: b, weight: 50, carry-over: practice }]",
      "parts[1].carry-over"
    ),
    (
      "[{ id: a, online: true, weight: 50 }, "
        + "{ id: b, weight: 50, of: 9, judges: { combine: trimmed-mean, at-least: 2 } }]",
      "parts[1].judges.at-least"
    ),
    (
      "[{ id: a, online: true, weight: 50 }, { id: b, weight: 50, of: 9, judges: { combine: best } }]",
      "parts[1].judges.combine"
    ),
  ])
  func whatCannotBeIsNamedWithItsPlace(parts: String, field: String) throws {
    let error = try #require(throws: DeclarationRefused.self) {
      _ = try stage("        parts: \(parts)")
    }
    #expect(error.findings.map(\.field) == ["events[0].stages[0].\(field)"])
    #expect(error.findings.allSatisfy { $0.line != nil && $0.column != nil })
  }

  @Test(arguments: [
    ("ranking: [score desc, part:oral desc]", "ranking[1]"),
    ("ranking: [score desc, part:theory asc]", "ranking[1]"),
    ("ranking: [part:theory desc, part:theory desc]", "ranking"),
    // 36 + 36 + 44 + 27 = 143 bits
    ("ranking: [score desc, elapsed asc, submitted asc, part:theory desc]", "ranking"),
    ("unranked: [late]", "unranked[0]"),
    ("unranked: [zero-score, zero-score]", "unranked"),
  ])
  func keysAndReasonsThatCannotBeAreNamed(line: String, field: String) throws {
    let error = try #require(throws: DeclarationRefused.self) {
      _ = try stage(Self.parts + "\n        " + line)
    }
    #expect(error.findings.map(\.field) == ["events[0].stages[0].\(field)"])
  }

  @Test func keysThatJustFitAreTaken() throws {
    // 36 + 36 + 2 x 27 = 126 bits
    let keys = "[score desc, elapsed asc, part:theory desc, part:practical desc]"
    #expect(try stage(Self.parts + "\n        ranking: \(keys)").ranking.fit)
  }

  @Test func anEarlierStageMayCount() throws {
    let plan =
      PlanText().text + """
              - id: final
                window: 2025-06-01T00:00/2025-06-02T00:00
                paper: { draw: 5, points: 20 }
                time: 5m
                parts:
                  - { id: theory, online: true, weight: 40 }
                  - { id: before, carry-over: practice, weight: 60 }

        """
    let stage = try #require(try Contest(plan: plan).events.first?.stages.last)
    #expect(stage.parts?[1].source == .stage(try StageID("practice")))
  }

  @Test func aFailedPartNeedsAPassMark() throws {
    let error = try #require(throws: DeclarationRefused.self) {
      _ = try stage("        unranked: [failed-part]")
    }
    #expect(error.findings.map(\.field) == ["events[0].stages[0].unranked[0]"])
  }

  /// A stage without paper, time and tries.
  private func offline(_ lines: String) throws -> Stage {
    let plan = PlanText(replacing: [14: "", 15: "", 16: "", 20: lines])
    return try #require(try Contest(plan: plan.text).events.first?.stages.first)
  }

  @Test func aStageWhosePartsAreAllJudgedNeedsNoPaper() throws {
    let stage = try offline("        parts: [{ id: practical, weight: 100, of: 100 }]")
    #expect(!stage.hasPaper)
    #expect(stage.blueprint == .none)
    #expect(stage.allowance.count == 0)
  }

  @Test(arguments: [
    ("parts: [{ id: theory, online: true, weight: 100 }]", "parts"),
    ("parts: [{ id: a, weight: 100, of: 100 }]\n        time: 5m", "time"),
    ("parts: [{ id: a, weight: 100, of: 100 }]\n        tries: { total: 1 }", "tries"),
    ("parts: [{ id: a, weight: 100, of: 100 }]\n        feedback: at-end", "feedback"),
    ("pace: 5s", "paper"),
  ])
  func whatNeedsAPaperIsNamed(lines: String, field: String) throws {
    let error = try #require(throws: DeclarationRefused.self) {
      _ = try offline("        \(lines)")
    }
    #expect(
      error.findings.map(\.field).contains("events[0].stages[0].\(field)"), "\(error.findings)")
  }
}
