import Contests
import Testing

/// What a plan may say of when and by whom a stage is entered.
@Suite struct ContestPlanPolicyTests {
  private static let path = "events[0].stages[0]"
  private static let next = "events[0].stages[1]"

  /// A plan whose first stage ends in `lines`, and perhaps has a second one.
  private func plan(_ lines: String..., then next: String? = nil) -> String {
    PlanText(replacing: [20: lines.map { "        \($0)" }.joined(separator: "\n")]).text
      + (next.map { "      - { \($0) }\n" } ?? "")
  }

  /// A second stage of which only its admission matters.
  private func final(_ admission: String) -> String {
    "admission: \(admission), id: final, window: 2025-06-01T00:00/2025-07-01T00:00, "
      + "paper: { draw: 1 }, time: 5m"
  }

  private func stage(_ plan: String, _ index: Int = 0) throws -> Stage {
    try Contest(plan: plan).events[0].stages[index]
  }

  private func findings(_ plan: String) -> [DeclarationFinding] {
    do throws(DeclarationRefused) {
      _ = try Contest(plan: plan)
      return []
    } catch {
      return error.findings
    }
  }

  private func summary(_ plan: String) -> [BrokenPlan.Expected] {
    findings(plan).map {
      BrokenPlan.Expected(line: $0.line, column: $0.column, field: $0.field, code: $0.code)
    }
  }

  @Test func everythingLeftOutIsNotDemanded() throws {
    let stage = try stage(plan())
    #expect(stage.bell == nil && stage.late == nil && stage.pace == nil)
    #expect(stage.admission == .roster)
  }

  @Test func everythingDeclaredIsRead() throws {
    let stage = try stage(
      plan(
        "bell: 2025-05-01T09:00", "late: 15m", "pace: 3s", "feedback: at-end",
        "admission: { from: open, regions: [3203, 320700, 410000, 340702], per-unit: 20 }"))
    // 2025-05-01T01:00:00Z.
    #expect(stage.bell == Instant(milliseconds: 1_746_061_200_000))
    #expect(stage.late == .seconds(900))
    #expect(stage.pace == .seconds(3))
    #expect(stage.feedback == .atEnd)
    #expect(stage.admission.source == .open)
    #expect(stage.admission.regions.map(\.digits) == ["3203", "3207", "41", "340702"])
    #expect(stage.admission.perUnit == 20)
  }

  @Test(arguments: [("none", false), ("score", true), ("at-end", true), ("after-each", true)])
  func feedbackIsOneOfFour(word: String, tellsScore: Bool) throws {
    let feedback = try stage(plan("feedback: \(word)")).feedback
    #expect(feedback.rawValue == word)
    #expect(feedback.tellsScore == tellsScore)
  }

  @Test(arguments: [
    ("roster", Admission.roster), ("open", .open), ("{}", .roster), ("{ from: roster }", .roster),
    ("{ from: open }", .open), ("{ per-unit: 1 }", Admission(source: .roster, perUnit: 1)),
    ("{ per-unit: 100000 }", Admission(source: .roster, perUnit: 100_000)),
  ])
  func admissionIsAWordOrFields(text: String, admission: Admission) throws {
    #expect(try stage(plan("admission: \(text)")).admission == admission)
  }

  @Test func shortlistOfAnEarlierStageWithACutIsRead() throws {
    let plan = plan(then: final("{ shortlist-of: practice, per-unit: 3 }"))
    let admission = try stage(plan, 1).admission
    #expect(admission == Admission(source: .shortlist(of: try StageID("practice")), perUnit: 3))
  }

  // The window of the plan: 2025-04-01T00:00/2025-06-01T00:00, 61 days.

  @Test(arguments: ["2025-04-01T00:00", "2025-05-31T23:59:59"])
  func bellMayRingAtBothEndsOfTheWindow(time: String) throws {
    let stage = try stage(plan("bell: \(time)"))
    #expect(stage.window.contains(try #require(stage.bell)))
  }

  @Test(arguments: ["2025-03-31T23:59:59", "2025-06-01T00:00", "2026-05-01T00:00"])
  func bellOutsideTheWindowIsRefused(time: String) {
    #expect(
      summary(plan("bell: \(time)"))
        == [.init(line: 20, column: 15, field: "\(Self.path).bell", code: "rule-broken")])
  }

  @Test func bellIsMeantInTheZoneOfThePlan() throws {
    let text = plan("bell: 2025-05-01T09:00")
    let utc = text.replacing("timezone: Asia/Shanghai", with: "timezone: UTC")
    let (there, here) = (try stage(utc).bell, try stage(text).bell)
    #expect(try #require(there) - (try #require(here)) == .seconds(8 * 3600))
  }

  @Test func wrongWindowHasOneFindingWhateverTheBell() {
    let text = plan("bell: 2025-05-01T09:00", "late: 15m")
      .replacing("2025-04-01T00:00/2025-06-01T00:00", with: "2025-06-01T00:00/2025-04-01T00:00")
    #expect(summary(text).map(\.field) == ["\(Self.path).window"])
  }

  @Test(arguments: [
    ("0s", 0), ("0m", 0), ("1s", 1), ("61d", 61 * 86_400), ("1464h", 61 * 86_400),
  ])
  func lateReachesFromNothingToTheWholeWindow(text: String, seconds: Int64) throws {
    #expect(
      try stage(plan("bell: 2025-05-01T09:00", "late: \(text)")).late == .seconds(seconds))
  }

  @Test(arguments: [
    ("62d", "rule-broken"), ("87841m", "rule-broken"), ("-1s", "value-unexpected"),
    ("0", "value-unexpected"), ("15", "value-unexpected"), ("soon", "value-unexpected"),
    ("[15m]", "value-unexpected"),
  ])
  func otherLatesAreRefused(text: String, code: String) {
    #expect(
      summary(plan("bell: 2025-05-01T09:00", "late: \(text)"))
        == [.init(line: 21, column: 15, field: "\(Self.path).late", code: code)])
  }

  @Test func lateWithoutABellIsRefused() {
    #expect(
      summary(plan("late: 15m"))
        == [.init(line: 20, column: 15, field: "\(Self.path).late", code: "rule-broken")])
  }

  @Test(arguments: [("1s", 1), ("10m", 600), ("600s", 600)])
  func paceIsAtLeastASecondAndAtMostTenMinutes(text: String, seconds: Int64) throws {
    #expect(try stage(plan("pace: \(text)")).pace == .seconds(seconds))
  }

  @Test(arguments: ["0s", "601s", "11m", "1h", "3", "1ms"])
  func otherPacesAreRefused(text: String) {
    #expect(
      summary(plan("pace: \(text)"))
        == [.init(line: 20, column: 15, field: "\(Self.path).pace", code: "value-unexpected")])
  }

  @Test func feedbackAfterEachIsForStagesWithoutABell() {
    #expect(findings(plan("feedback: after-each")).isEmpty)
    #expect(
      summary(plan("bell: 2025-05-01T09:00", "feedback: after-each"))
        == [.init(line: 21, column: 19, field: "\(Self.path).feedback", code: "rule-broken")])
    #expect(findings(plan("bell: 2025-05-01T09:00", "feedback: at-end")).isEmpty)
  }

  @Test(arguments: [
    ("all", 20, "", "value-unexpected"), ("[roster]", 20, "", "value-unexpected"),
    ("{ unit: 3 }", 28, ".unit", "field-unknown"),
    ("{ from: all }", 28, ".from", "value-unexpected"),
    ("{ per-unit: 0 }", 32, ".per-unit", "value-unexpected"),
    ("{ per-unit: 100001 }", 32, ".per-unit", "value-unexpected"),
    ("{ regions: 3203 }", 31, ".regions", "value-unexpected"),
    ("{ regions: [] }", 31, ".regions", "rule-broken"),
    ("{ regions: [3203, 320] }", 38, ".regions[1]", "value-unexpected"),
    ("{ regions: [3203, 32, 320300] }", 42, ".regions[2]", "rule-broken"),
  ])
  func eachFaultOfAnAdmissionNamesItsPlace(
    text: String, column: Int, field: String, code: String
  ) {
    #expect(
      summary(plan("admission: \(text)"))
        == [.init(line: 20, column: column, field: "\(Self.path).admission\(field)", code: code)])
  }

  @Test func thousandRegionsAreTheMost() throws {
    let codes = (0...1000).map { "\(330_101 + $0)" }
    let most = "admission: { regions: [\(codes.dropLast().joined(separator: ", "))] }"
    #expect(try stage(plan(most)).admission.regions.count == 1000)
    let more = "admission: { regions: [\(codes.joined(separator: ", "))] }"
    #expect(summary(plan(more)).map(\.code) == ["rule-broken"])
  }

  @Test(arguments: [
    ("{ shortlist-of: final }", 38), ("{ shortlist-of: nothing }", 38),
    ("{ from: open, shortlist-of: practice }", 50),
    ("{ from: roster, shortlist-of: practice }", 52),
  ])
  func shortlistOfNoEarlierStageOrBesideAnotherSourceIsRefused(text: String, column: Int) {
    #expect(
      summary(plan(then: final(text))) == [
        .init(
          line: 21, column: column, field: "\(Self.next).admission.shortlist-of",
          code: "rule-broken")
      ])
  }

  @Test func firstStageHasNoShortlistToTakeFrom() {
    #expect(
      summary(plan("admission: { shortlist-of: practice }"))
        == [
          .init(
            line: 20, column: 36, field: "\(Self.path).admission.shortlist-of",
            code: "rule-broken")
        ])
  }

  @Test func laterStageIsNoEarlierOne() {
    let text = plan("admission: { shortlist-of: final }", then: final("roster"))
    #expect(summary(text).map(\.field) == ["\(Self.path).admission.shortlist-of"])
  }

  @Test func aCutDeclaresReservesAndPlayOffs() throws {
    let text = plan().replacing(
      "        cut: { per-city: 20, per-unit: 5 }",
      with: "        cut: { per-city: 20, reserves: 10 }"
    ).replacing("{ ranks: shared, cut: all-in }", with: "{ cut: play-off }")
    let stage = try #require(try Contest(plan: text).events.first?.stages.first)
    #expect(stage.cut == Cut(perCity: 20, perUnit: nil, reserves: 10))
    #expect(stage.ties.atCut == .playOff)
    for wrong in ["0", "100001", "some"] {
      let found = findings(text.replacing("reserves: 10", with: "reserves: \(wrong)"))
      #expect(found.map(\.field) == ["\(Self.path).cut.reserves"], "\(wrong)")
    }
  }

  @Test func stageWithoutACutHasNoShortlist() throws {
    let text = plan(then: final("{ shortlist-of: practice }"))
      .replacing("        cut: { per-city: 20, per-unit: 5 }", with: "")
    let found = findings(text)
    #expect(found.map(\.field) == ["\(Self.next).admission.shortlist-of"])
    #expect(found.first?.column == 38)
    let finding = try #require(found.first)
    #expect(finding.sentence(in: .en) == "stage practice has no cut, so it has no shortlist")
    #expect(finding.sentence(in: .zhHans) == "阶段 practice 没有晋级规则（cut），没有晋级名单")
  }

  @Test func earlierStageWithAFaultIsStillThere() {
    let text = plan(then: final("{ shortlist-of: practice }"))
      .replacing("        time: 5m\n", with: "        time: soon\n")
    #expect(summary(text).map(\.field) == ["\(Self.path).time"])
  }

  @Test func stageOfAnotherEventIsNoEarlierOne() {
    let text =
      plan() + """
          - id: welder
            title: 焊工
            occupation: 6-18-02-04
            bank: welder
            stages:
              - { \(final("{ shortlist-of: practice }")) }

        """
    #expect(
      summary(text).map(\.field) == ["events[1].stages[0].admission.shortlist-of"])
  }

  @Test(arguments: [
    (
      "bell: 2025-06-01T00:00", "the bell is outside the window, whose end is exclusive",
      "开考时间应在起止时间之内，且早于结束时间"
    ),
    ("late: 15m", "only a stage with a bell has late", "只有统一开考（bell）的阶段才有 late"),
    (
      "bell: 2025-05-01T09:00\n        late: 62d", "late is longer than the window",
      "迟到时限不得超过起止时间之差"
    ),
    (
      "bell: 2025-05-01T09:00\n        feedback: after-each",
      "a stage with a bell has no feedback after-each: the first to answer would see the keys to "
        + "the questions of the others",
      "统一开考（bell）的阶段不能逐题反馈（after-each）：先答的人会看到后答的人的答案"
    ),
    (
      "pace: 11m", "cannot read \"11m\"; expected a time from 1s to 10m", "不能识别“11m”，应为1s 至 10m 的时长"
    ),
    (
      "admission: { shortlist-of: x }", "this event has no earlier stage x",
      "本赛项在此之前没有阶段 x"
    ),
    (
      "admission: { regions: [32, 3200] }", "the same region twice: 32", "地区重复：32"
    ),
  ])
  func everyFindingSpeaksBothLanguages(line: String, en: String, zhHans: String) {
    let found = findings(plan(line))
    #expect(found.map { $0.sentence(in: .en) } == [en])
    #expect(found.map { $0.sentence(in: .zhHans) } == [zhHans])
  }
}
