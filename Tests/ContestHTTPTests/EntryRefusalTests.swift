import ContestAPI
import ContestClient
import Contests
import Fixtures
import HTTPTypes
import Sessions
import Testing

@testable import ContestHTTP

/// What somebody reads who may not enter a stage.
@Suite struct EntryRefusalTests {
  /// Status, code and both sentences of a refusal.
  private func words(_ refusal: EntryRule.Refusal) -> [String?] {
    let refusal = Refusals(ServerMetrics()).refusal(of: refusal, in: .en)
    return ["\(refusal.status.code) \(refusal.code)", refusal.text.zhHans, refusal.text.en]
  }

  private func tooLate(_ seconds: Int64) -> EntryRule.Refusal {
    .tooLate(bell: Sample.start, late: .seconds(seconds))
  }

  @Test func everyReasonOfTheAdmissionHasItsCodeAndSentences() throws {
    #expect(
      words(.regionNotAdmitted)
        == ["403 region-not-admitted", "本阶段不面向您所在的地区", "this stage is not for your region"])
    #expect(
      words(.notShortlisted(of: try StageID("practice"))) == [
        "403 not-shortlisted", "您不在阶段 practice 的晋级名单中",
        "you are not on the shortlist of stage practice",
      ])
    #expect(
      words(.unitFull(limit: 20))
        == ["409 unit-full", "贵单位的名额（20 个）已满", "all places of your unit are taken (20)"])
  }

  @Test func howLateIsTooLateIsToldInWholeMinutesOrSeconds() {
    let told: [(seconds: Int64, zhHans: String, en: String)] = [
      (0, "已统一开考，不得再入场", "nobody enters after the start"),
      (1, "统一开考 1 秒后不得入场", "nobody enters more than 1 second after the start"),
      (59, "统一开考 59 秒后不得入场", "nobody enters more than 59 seconds after the start"),
      (60, "统一开考 1 分钟后不得入场", "nobody enters more than 1 minute after the start"),
      (61, "统一开考 61 秒后不得入场", "nobody enters more than 61 seconds after the start"),
      (900, "统一开考 15 分钟后不得入场", "nobody enters more than 15 minutes after the start"),
    ]
    for (seconds, zhHans, en) in told {
      #expect(words(tooLate(seconds)) == ["409 too-late", zhHans, en])
    }
  }

  /// The contestants of the fixture stand for 320300 and 320700 in turn.
  @Test func onlyContestantsOfTheDeclaredRegionsBegin() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacing(
        "grace: 3s", with: "grace: 3s\n        admission: { regions: [3207] }")
      let contestants = try await server.openCup(contestants: 2, plan: plan)
      do {
        _ = try await contestants[0].start("preliminary")
        Issue.record("a refusal was expected")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 403)
        #expect(error.code == "region-not-admitted")
      }
      #expect(try await contestants[1].start("preliminary").number == 1)
    }
  }
}
