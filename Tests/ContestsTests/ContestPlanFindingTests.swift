import Contests
import Testing

/// A plan with lines spoilt and everything that shall be said about it.
struct BrokenPlan: Sendable, CustomTestStringConvertible {
  struct Expected: Equatable, Sendable {
    let line: Int?
    let column: Int?
    let field: String
    let code: String
  }

  let testDescription: String
  let replacing: [Int: String]
  let expected: [Expected]

  init(
    _ description: String, _ replacing: [Int: String],
    _ expected: (line: Int, column: Int, field: String, code: String)...
  ) {
    testDescription = description
    self.replacing = replacing
    self.expected = expected.map {
      Expected(line: $0.line, column: $0.column, field: $0.field, code: $0.code)
    }
  }

  private static let stage = "events[0].stages[0]"

  static let ofTheContest = [
    BrokenPlan("unknown field", [3: "tier: city\nprize: gold"], (4, 8, "prize", "field-unknown")),
    BrokenPlan(
      "unknown field beside its twin", [20: "        feedbacks: score"],
      (20, 20, "\(stage).feedbacks", "field-unknown")),
    BrokenPlan("no contest", [1: ""], (2, 1, "contest", "field-missing")),
    BrokenPlan("no title", [2: ""], (1, 1, "title", "field-missing")),
    BrokenPlan("no tier", [3: ""], (1, 1, "tier", "field-missing")),
    BrokenPlan("unknown tier", [3: "tier: planet"], (3, 7, "tier", "value-unexpected")),
    BrokenPlan("tier in another case", [3: "tier: City"], (3, 7, "tier", "value-unexpected")),
    BrokenPlan("tier as a list", [3: "tier: [city]"], (3, 7, "tier", "value-unexpected")),
    BrokenPlan("bad id", [1: "contest: the cup"], (1, 10, "contest", "value-unexpected")),
    BrokenPlan("empty id", [1: "contest:"], (1, 9, "contest", "value-unexpected")),
    BrokenPlan(
      "unknown time zone", [4: "timezone: Asia/Nowhere"], (4, 11, "timezone", "value-unexpected")),
    BrokenPlan(
      "short region code", [5: "hosts: [320300, 32030]"],
      (5, 17, "hosts[1]", "value-unexpected")),
    BrokenPlan("hosts no list", [5: "hosts: 320300"], (5, 8, "hosts", "value-unexpected")),
    BrokenPlan(
      "title in an unknown language", [2: "title: { zh-Hans: 杯赛, fr: La coupe }"],
      (2, 27, "title.fr", "field-unknown")),
    BrokenPlan("title in no language", [2: "title: {}"], (2, 8, "title", "value-unexpected")),
    BrokenPlan("title as a list", [2: "title: [杯赛]"], (2, 8, "title", "value-unexpected")),
  ]

  static let ofTheEvent = [
    BrokenPlan("no event id", [7: "  -"], (8, 5, "events[0].id", "field-missing")),
    BrokenPlan(
      "occupation without its last group", [9: "    occupation: 6-31-01"],
      (9, 17, "events[0].occupation", "value-unexpected")),
    BrokenPlan("no occupation", [9: ""], (7, 5, "events[0].occupation", "field-missing")),
    BrokenPlan("no bank", [10: ""], (7, 5, "events[0].bank", "field-missing")),
    BrokenPlan(
      "bank outside", [10: "    bank: ../fitter"],
      (10, 11, "events[0].bank", "value-unexpected")),
    BrokenPlan("no stage id", [12: "      -"], (13, 9, "\(stage).id", "field-missing")),
    BrokenPlan("event that is a text", onlyText, (6, 10, "events[0]", "value-unexpected")),
  ]

  /// Without the lines of the event.
  private static let onlyText = Dictionary(uniqueKeysWithValues: (7...20).map { ($0, "") })
    .merging([6: "events: [fitter]"]) { $1 }

  static let ofTheStage = [
    BrokenPlan(
      "window that ends before it begins",
      [13: "        window: 2025-06-01T00:00/2025-04-01T00:00"],
      (13, 17, "\(stage).window", "rule-broken")),
    BrokenPlan(
      "window that ends as it begins", [13: "        window: 2025-06-01T00:00/2025-06-01T00:00"],
      (13, 17, "\(stage).window", "rule-broken")),
    BrokenPlan(
      "window on a day that does not exist",
      [13: "        window: 2025-02-29T00:00/2025-06-01T00:00"],
      (13, 17, "\(stage).window", "value-unexpected")),
    BrokenPlan(
      "window with one end", [13: "        window: 2025-04-01T00:00"],
      (13, 17, "\(stage).window", "value-unexpected")),
    BrokenPlan("no window", [13: ""], (12, 9, "\(stage).window", "field-missing")),
    BrokenPlan("no paper", [14: ""], (12, 9, "\(stage).paper", "field-missing")),
    BrokenPlan("no time", [15: ""], (12, 9, "\(stage).time", "field-missing")),
    BrokenPlan(
      "time without a unit", [15: "        time: 5"], (15, 15, "\(stage).time", "value-unexpected")),
    BrokenPlan(
      "no try a day", [16: "        tries: { per-day: 0 }"],
      (16, 27, "\(stage).tries.per-day", "value-unexpected")),
    BrokenPlan(
      "unknown rule for tries", [16: "        tries: { per-week: 3 }"],
      (16, 28, "\(stage).tries.per-week", "field-unknown")),
    BrokenPlan(
      "unknown rule for ranks", [17: "        ties: { ranks: dense }"],
      (17, 24, "\(stage).ties.ranks", "value-unexpected")),
    BrokenPlan(
      "cut without cities", [18: "        cut: { per-unit: 5 }"],
      (18, 14, "\(stage).cut.per-city", "field-missing")),
    BrokenPlan(
      "cut of nobody", [18: "        cut: { per-city: 0 }"],
      (18, 26, "\(stage).cut.per-city", "value-unexpected")),
    BrokenPlan(
      "policies no list", [19: "        policies: completion"],
      (19, 19, "\(stage).policies", "value-unexpected")),
    BrokenPlan(
      "unknown feedback", [20: "        feedback: key"],
      (20, 19, "\(stage).feedback", "value-unexpected")),
    BrokenPlan(
      "unknown ranking key", [20: "        ranking: [score desc, score asc]"],
      (20, 31, "\(stage).ranking[1]", "value-unexpected")),
  ]

  static let ofThePaper = [
    BrokenPlan(
      "wrong sum of bands", [14: "        paper: { draw: 5, difficulty: { easy: 2, hard: 2 } }"],
      (14, 39, "\(stage).paper.difficulty", "rule-broken")),
    BrokenPlan(
      "band that is no number",
      [14: "        paper: { draw: 5, difficulty: { easy: 2, hard: many } }"],
      (14, 56, "\(stage).paper.difficulty.hard", "value-unexpected")),
    BrokenPlan(
      "unknown band", [14: "        paper: { draw: 5, difficulty: { easy: 5, tricky: 0 } }"],
      (14, 58, "\(stage).paper.difficulty.tricky", "field-unknown")),
    BrokenPlan(
      "nothing drawn", [14: "        paper: { draw: 0 }"],
      (14, 24, "\(stage).paper.draw", "value-unexpected")),
    BrokenPlan(
      "draw missing", [14: "        paper: { points: 2 }"],
      (14, 16, "\(stage).paper.draw", "field-missing")),
    BrokenPlan(
      "points with four decimals", [14: "        paper: { draw: 5, points: 0.0001 }"],
      (14, 35, "\(stage).paper.points", "value-unexpected")),
    BrokenPlan(
      "unknown kind in the second section",
      [14: "        paper: { sections: [{ draw: 1 }, { draw: 1, kind: essay }] }"],
      (14, 59, "\(stage).paper.sections[1].kind", "value-unexpected")),
    BrokenPlan(
      "section that draws nothing sound",
      [14: "        paper: { sections: [{ draw: x }] }"],
      (14, 37, "\(stage).paper.sections[0].draw", "value-unexpected")),
    BrokenPlan(
      "no sections", [14: "        paper: { sections: [] }"],
      (14, 16, "\(stage).paper", "rule-broken")),
    BrokenPlan(
      "more questions than a paper has",
      [14: "        paper: { sections: [{ draw: 500 }, { draw: 1 }] }"],
      (14, 16, "\(stage).paper", "rule-broken")),
    BrokenPlan(
      "sections beside a draw of their own",
      [14: "        paper: { draw: 5, sections: [{ draw: 1 }] }"],
      (14, 24, "\(stage).paper.draw", "field-unknown")),
  ]
}

@Suite struct ContestPlanFindingTests {
  private func findings(_ plan: String) -> [DeclarationFinding] {
    do throws(DeclarationRefused) {
      _ = try Contest(plan: plan)
      return []
    } catch {
      return error.findings
    }
  }

  private func summary(_ findings: [DeclarationFinding]) -> [BrokenPlan.Expected] {
    findings.map {
      BrokenPlan.Expected(line: $0.line, column: $0.column, field: $0.field, code: $0.code)
    }
  }

  @Test func planThatNoTestSpoiltIsSound() throws {
    let contest = try Contest(plan: PlanText().text)
    #expect(contest.id.text == "cup")
    #expect(contest.events[0].stages[0].title == LocalizedText(zhHans: "practice", en: "practice"))
  }

  @Test(arguments: BrokenPlan.ofTheContest)
  func eachFaultOfTheContestNamesItsPlace(plan: BrokenPlan) {
    #expect(summary(findings(PlanText(replacing: plan.replacing).text)) == plan.expected)
  }

  @Test(arguments: BrokenPlan.ofTheEvent)
  func eachFaultOfAnEventNamesItsPlace(plan: BrokenPlan) {
    #expect(summary(findings(PlanText(replacing: plan.replacing).text)) == plan.expected)
  }

  @Test(arguments: BrokenPlan.ofTheStage)
  func eachFaultOfAStageNamesItsPlace(plan: BrokenPlan) {
    #expect(summary(findings(PlanText(replacing: plan.replacing).text)) == plan.expected)
  }

  @Test(arguments: BrokenPlan.ofThePaper)
  func eachFaultOfAPaperNamesItsPlace(plan: BrokenPlan) {
    #expect(summary(findings(PlanText(replacing: plan.replacing).text)) == plan.expected)
  }

  @Test func everyFaultOfAPlanIsReportedAtOnce() {
    let plan = PlanText(replacing: [
      3: "tier: planet", 5: "hosts: [x]", 9: "    occupation: 6-31",
      13: "        window: 2025-06-01T00:00/2025-04-01T00:00", 15: "        time: soon",
      20: "        prize: gold",
    ])
    let found = findings(plan.text)
    #expect(found.map(\.line) == [3, 5, 9, 13, 15, 20])
    #expect(
      found.map(\.code) == [
        "value-unexpected", "value-unexpected", "value-unexpected", "rule-broken",
        "value-unexpected", "field-unknown",
      ])
  }

  @Test func unknownTimeZoneHidesNoFaultOfAnEvent() {
    let plan = PlanText(replacing: [4: "timezone: Mars", 15: "        time: soon"])
    #expect(findings(plan.text).map(\.line) == [4, 15])
  }

  @Test func faultsOfOneLineStandInTheOrderOfTheLine() {
    let plan = PlanText(replacing: [14: "        paper: { points: x, draw: y }"])
    #expect(findings(plan.text).map(\.column) == [26, 35])
  }

  @Test func emptyTitleIsNoTitle() {
    #expect(findings(PlanText(replacing: [2: "title:"]).text).map(\.field) == ["title"])
    #expect(findings(PlanText(replacing: [2: "title: ''"]).text).map(\.field) == ["title"])
  }

  @Test func eventIDGivenTwiceIsNamed() {
    let twice =
      PlanText(replacing: [6: "events:\n  - &e"])
      .text.replacing("  - id: fitter", with: "    id: fitter") + "  - *e\n"
    let found = findings(twice)
    #expect(found.map(\.code) == ["rule-broken"])
    #expect(found.map(\.field) == ["events"])
    #expect(found.first?.sentence(in: .en) == "the same id twice: fitter")
    #expect(found.first?.sentence(in: .zhHans) == "标识重复：fitter")
  }

  @Test func stageIDGivenTwiceIsNamed() {
    let stage = "      - { id: practice, window: 2025-04-01T00:00/2025-06-01T00:00, "
    let plan = PlanText().text + stage + "paper: { draw: 1 }, time: 5m }\n"
    let found = findings(plan)
    #expect(found.map(\.code) == ["rule-broken"])
    #expect(found.map(\.field) == ["events[0].stages"])
    #expect(found.first?.line == 12)
    #expect(findings(plan.replacing("{ id: practice,", with: "{ id: final,")).isEmpty)
  }

  /// A plan with that many stages, all alike but for their ids.
  private func plan(stages: Int) -> String {
    PlanText().text
      + (1..<stages).map {
        "      - { id: s\($0), window: 2025-04-01T00:00/2025-06-01T00:00, "
          + "paper: { draw: 1 }, time: 5m }\n"
      }.joined()
  }

  @Test func hundredStagesAreTheMost() throws {
    #expect(try Contest(plan: plan(stages: Limits.contestParts)).events[0].stages.count == 100)
    let found = findings(plan(stages: Limits.contestParts + 1))
    #expect(found.map(\.code) == ["rule-broken"])
    #expect(found.map(\.field) == ["events[0].stages"])
  }

  @Test(arguments: ["events", "stages"])
  func emptyListIsRefused(field: String) {
    let text =
      field == "events"
      ? PlanText().text.components(before: "events:") + "events: []\n"
      : PlanText().text.components(before: "    stages:") + "    stages: []\n"
    let found = findings(text)
    #expect(found.map(\.code).contains("rule-broken"))
    #expect(found.contains { $0.field.hasSuffix(field) })
  }

  /// Eight hundred aliases stand for 160,000 stages, each of which has a fault.
  @Test func aliasesDoNotMultiplyTheWork() {
    let stages = Array(repeating: "      - *s\n", count: 400).joined()
    let events = Array(repeating: "  - *e\n", count: 400).joined()
    let plan = """
      contest: cup
      title: 杯赛
      tier: city
      events:
        - &e
          id: fitter
          title: 机修钳工
          occupation: 6-31-01-02
          bank: fitter
          stages:
            - &s { id: s, window: 2025-04-01T00:00/2025-06-01T00:00, paper: { draw: x }, time: 5m }

      """
    let found = findings(plan + stages + events)
    #expect(!found.isEmpty)
    #expect(found.count <= 2 * Limits.contestParts * Limits.contestParts)
  }

  @Test(arguments: ["", "\n\n", "# nothing\n", "---\n"])
  func emptyFileIsRefused(text: String) {
    let found = findings(text)
    #expect(found.count == 1)
    #expect(found.first?.field == "")
  }

  @Test(arguments: ["cup", "[cup]", "- contest: cup"])
  func fileThatIsNoMappingIsRefusedAsAWhole(text: String) {
    #expect(
      summary(findings(text))
        == [BrokenPlan.Expected(line: 1, column: 1, field: "", code: "value-unexpected")])
  }

  @Test func textThatIsNoYAMLNamesLineAndColumn() {
    let found = findings("contest: cup\ntitle: ]\ntier: city\n")
    #expect(found.map(\.code) == ["not-yaml"])
    #expect(found.first?.line == 2)
    #expect(found.first?.column == 8)
    #expect(findings("contest: cup\n\ttitle: x\n").first?.line == 2)
  }

  @Test(arguments: [
    "contest: cup\ncontest: cup2\n", "contest: cup\ntitle: *nothing\n", "contest: cup\n---\nx: 1\n",
  ])
  func faultsOfTheWholeYAMLNameTheirLine(text: String) {
    let found = findings(text)
    #expect(found.map(\.code) == ["not-yaml"])
    #expect(found.first?.line != nil)
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    #expect(findings("contest: \(deep)").isEmpty == false)
  }

  @Test func longValuesAreShownInPart() {
    let found = findings(
      PlanText(replacing: [3: "tier: \(String(repeating: "x", count: 5000))"]).text)
    #expect(found.first?.sentence(in: .en).count ?? .max < 200)
  }

  @Test(arguments: [
    (3, "", "this field is required", "缺少必填字段"),
    (
      2, "title: { zh: 杯赛, en: Cup }", "unknown field \"zh\"; known here: zh-Hans, en",
      "未知字段“zh”；可用：zh-Hans、en"
    ),
    (
      20, "        feedback: key", "cannot read \"key\"; expected none, score, at-end, after-each",
      "不能识别“key”，应为none、score、at-end、after-each"
    ),
    (
      13, "        window: 2025-04-01T00:00/2025-04-01T00:00", "the window ends before it begins",
      "结束时间应晚于开始时间"
    ),
  ])
  func everyFindingSpeaksBothLanguages(line: Int, text: String, en: String, zhHans: String) {
    let found = findings(PlanText(replacing: [line: text]).text)
    #expect(found.map { $0.sentence(in: .en) } == [en])
    #expect(found.map { $0.sentence(in: .zhHans) } == [zhHans])
  }

  @Test func parserSpeaksForItselfInBothLanguages() throws {
    let finding = try #require(findings("title: [").first)
    #expect(finding.sentence(in: .en).hasPrefix("not valid YAML: "))
    #expect(finding.sentence(in: .zhHans).hasPrefix("不是有效的 YAML："))
  }

  @Test func fieldsThatMayBeLeftOutTakeTheirDefaults() throws {
    let plan = PlanText(replacing: [4: "", 5: "", 16: "", 17: "", 18: "", 19: "", 20: ""])
    let contest = try Contest(plan: plan.text)
    let stage = contest.events[0].stages[0]
    #expect(contest.zone.name == "Asia/Shanghai")
    #expect(contest.hosts == [])
    #expect(stage.tries == Tries(perDay: nil, total: nil))
    #expect(stage.ties == TiePolicy(ranks: .shared, atCut: .allIn))
    #expect(stage.cut == nil)
    #expect(stage.policies == [])
    #expect(stage.counting == .best)
    #expect(stage.feedback == .none)
    #expect(stage.grace == .seconds(3))
  }

  @Test func byteOrderMarkAndWindowsLineEndsArePassedOver() throws {
    let plan = PlanText().text
    let windows = "\u{FEFF}" + plan.replacing("\n", with: "\r\n")
    #expect(try Contest(plan: windows) == Contest(plan: plan))
  }

  @Test func windowIsMeantInTheZoneOfThePlan() throws {
    let shanghai = try Contest(plan: PlanText().text)
    let utc = try Contest(plan: PlanText(replacing: [4: "timezone: UTC"]).text)
    let opens = { (contest: Contest) in contest.events[0].stages[0].window.opens }
    #expect(opens(utc) - opens(shanghai) == Milliseconds(8 * 3_600_000))
  }
}

extension String {
  /// What stands before the first occurrence of `mark`.
  fileprivate func components(before mark: String) -> String {
    String(self[..<(firstRange(of: mark)?.lowerBound ?? endIndex)])
  }
}
