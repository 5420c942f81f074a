import Contests
import Foundation
import Testing

/// The plan of the reference contest, read field by field.
@Suite struct ContestPlanTests {
  private let contest: Contest

  init() throws {
    contest = try Contest(plan: ProjectFiles.text("QuestionBanks/reference/contest.yaml"))
  }

  @Test func contestIsReadWithTitleTierZoneAndHosts() {
    #expect(contest.id.text == "suwanluyu-2025")
    #expect(
      contest.title
        == LocalizedText(zhHans: "苏皖鲁豫产业工人网上练兵", en: "Four-Province Online Skills Practice"))
    #expect(contest.tier == .regional)
    #expect(contest.zone.name == "Asia/Shanghai")
    #expect(
      contest.hosts.map(\.text) == [
        "320300", "320700", "321300", "341300", "340600", "370800", "370400", "371300", "371700",
        "411400",
      ])
  }

  @Test func eventsAreReadInTheOrderOfThePlan() {
    #expect(
      contest.events.map(\.id.text) == ["fitter", "power-monitoring", "electrician", "welder"])
    #expect(contest.events.map { $0.title.text(in: .zhHans) } == ["机修钳工", "电力监控", "电工", "焊工"])
    #expect(
      contest.events.map { $0.title.text(in: .en) }
        == ["Maintenance fitter", "Power monitoring", "Electrician", "Welder"])
    #expect(
      contest.events.map(\.occupation.text)
        == ["6-31-01-02", "6-28-01-14", "6-31-01-03", "6-18-02-04"])
    #expect(contest.events.map(\.bank.text) == contest.events.map(\.id.text))
  }

  @Test func practiceStageIsReadWithAllItsRules() throws {
    let practice = try #require(contest.events.first?.stages.first)
    #expect(practice.id.text == "practice")
    #expect(practice.title == LocalizedText(zhHans: "网上练兵", en: "Online practice"))
    // 2025-03-31T16:00:00Z and 2025-05-31T16:00:00Z.
    #expect(practice.window.opens == Instant(milliseconds: 1_743_436_800_000))
    #expect(practice.window.closes == Instant(milliseconds: 1_748_707_200_000))
    #expect(
      practice.blueprint
        == Blueprint(sections: [Blueprint.Section(kind: nil, draw: 5, points: Points(20))]))
    #expect(practice.allowance == .seconds(300))
    #expect(practice.grace == .seconds(3))
    #expect(practice.tries == Tries(perDay: 3, total: nil))
    #expect(practice.counting == .sumOfDailyBest)
    #expect(practice.feedback == .score)
    #expect(practice.admission == .roster)
    #expect(practice.ranking == [.scoreDescending, .elapsedAscending, .submittedAscending])
    #expect(practice.ties == TiePolicy(ranks: .shared, atCut: .allIn))
    #expect(practice.cut == nil)
    #expect(practice.policies.map(\.text) == ["practice-completion"])
  }

  @Test func preliminaryStageIsReadWithAllItsRules() throws {
    let preliminary = try #require(contest.events.first?.stages.last)
    #expect(preliminary.id.text == "preliminary")
    #expect(preliminary.title == LocalizedText(zhHans: "预赛", en: "Preliminary"))
    #expect(preliminary.window == contest.events.first?.stages.first?.window)
    #expect(
      preliminary.blueprint
        == Blueprint(sections: [
          Blueprint.Section(
            kind: .single, draw: 20, points: Points(2),
            difficulty: [.easy: 6, .medium: 10, .hard: 4]),
          Blueprint.Section(kind: .multiple, draw: 10, points: Points(4), marking: .partial),
          Blueprint.Section(kind: .trueFalse, draw: 10, points: Points(2)),
        ]))
    #expect(preliminary.blueprint.questionCount == 40)
    #expect(preliminary.blueprint.maximum == Points(100))
    #expect(preliminary.allowance == .seconds(3600))
    #expect(preliminary.grace == .seconds(3))
    #expect(preliminary.tries == Tries(perDay: nil, total: 1))
    #expect(preliminary.counting == .best)
    #expect(preliminary.feedback == .none)
    #expect(preliminary.admission == .roster)
    #expect(preliminary.ranking == [.scoreDescending, .elapsedAscending, .submittedAscending])
    #expect(preliminary.ties == TiePolicy(ranks: .shared, atCut: .allIn))
    #expect(preliminary.cut == Cut(perCity: 20, perUnit: 5))
    #expect(
      preliminary.policies.map(\.text) == ["preliminary-shortlist", "city-leading-contest"])
  }

  @Test func anchoredStagesHoldForEveryEvent() {
    #expect(contest.events.allSatisfy { $0.stages == contest.events[0].stages })
    #expect(contest.stagePaths.count == 8)
    #expect(contest.stagePaths.first?.description == "suwanluyu-2025/fitter/practice")
    #expect(contest.stagePaths.last?.description == "suwanluyu-2025/welder/preliminary")
  }

  @Test func stageIsFoundByItsPath() throws {
    for path in contest.stagePaths { #expect(contest.stage(path)?.id == path.stage) }
    let welder = try EventID("welder")
    #expect(contest.event(welder)?.title.en == "Welder")
    #expect(contest.event(try EventID("Welder")) == nil)
  }

  @Test(arguments: ["cup/fitter/practice", "suwanluyu-2025/x/practice", "suwanluyu-2025/fitter/x"])
  func pathOfAnotherContestEventOrStageFindsNothing(text: String) throws {
    #expect(contest.stage(try StagePath(text)) == nil)
  }

  @Test func contestComesBackEqualFromItsCoding() throws {
    let bytes = try JSONEncoder().encode(contest)
    #expect(try JSONDecoder().decode(Contest.self, from: bytes) == contest)
  }
}
