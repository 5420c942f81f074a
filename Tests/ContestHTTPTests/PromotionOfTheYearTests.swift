import ContestAPI
import ContestClient
import Contests
import Fixtures
import Scoring
import Testing

/// Which level of whom is the one promotion of the year.
@Suite struct PromotionOfTheYearTests {
  private static let pack = """
    pack: next
    version: 1
    title: 第二届
    rules:
      - id: level
        when: { rank: 1..2 }
        outcome: { eligibility: skill-level, level: 高级技师 }
    caps: [{ family: skill-level, a-year: 1 }]
    """

  /// The events of a contest in which the judge gives every point: an event's occupation, and the first
  /// of the admission numbers of the people of the sample with the numbers 0 and 3.
  private static let occupations = ["fitter": "6-31-01-02", "turner": "6-18-01-01"]
  private static let admissions = ["fitter": 2000, "turner": 3000]

  /// Opens a contest, gives everybody points, and closes it.
  private func heldSecond(
    _ events: [String], in year: Int = 2025, _ organizer: ContestClient, _ judge: ContestClient
  ) async throws {
    var plan = """
      contest: second
      title: { zh-Hans: 第二届, en: Second }
      tier: city
      timezone: Asia/Shanghai
      hosts: [320300]
      events:

      """
    var roster = "准考证号,姓名,身份证号,单位,行政区划代码,地市,赛项,现有等级\n"
    for event in events {
      plan += """
          - id: \(event)
            title: { zh-Hans: \(event), en: \(event) }
            occupation: \(try #require(Self.occupations[event]))
            bank: fitter
            stages:
              - id: final
                window: \(year)-01-01T00:00/\(year)-06-01T00:00
                policies: [next]
                parts: [{ id: practical, weight: 100, of: 100 }]

        """
      for (index, person) in [0, 3].enumerated() {
        roster += "\(try #require(Self.admissions[event]) + index),选手\(person),"
        roster += "\(Sample.residentNumber(person)),甲厂,320300,徐州市,\(event),高级工\n"
      }
    }
    let _: ContestSummary = try await organizer.post(
      Path.contests, NewContest(plan: plan, policies: ["next.yaml": Self.pack]))
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestOpening, ["second"]), StageChoice(stage: nil))
    let _: RosterImported = try await organizer.upload(
      Path.fill(Path.roster, ["second"]), file: Array(roster.utf8))
    let me: Account = try await judge.get(Path.me)
    for event in events {
      let part = ["second", event, "final", "practical"]
      let first = try #require(Self.admissions[event])
      let judges = "准考证号,裁判\n\(first),\(me.name)\n\(first + 1),\(me.name)\n"
      let _: RowsTaken = try await organizer.upload(
        Path.fill(Path.partJudges, part), file: Array(judges.utf8))
      for (index, score) in ["90", "80"].enumerated() {
        let _: RowsTaken = try await judge.post(
          Path.fill(Path.partScores, part),
          ScoreEntry(admission: "\(first + index)", score: score, note: nil, reason: nil))
      }
    }
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestClosing, ["second"]), StageChoice(stage: nil))
  }

  private func certify(_ event: String, _ judge: ContestClient) async throws {
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, ["second", event, "final"]), Nothing())
  }

  private func verdict(_ contestant: Int, _ judge: ContestClient) async throws -> [String] {
    let report: EligibilityReport = try await judge.get(
      Path.fill(Path.eligibility, ["second"]), query: [("contestant", "\(contestant)")])
    return report.decisions.map(\.verdict)
  }

  /// A level that was gained this year counts in the next contest.
  @Test func theNextContestSeesThePromotionOfTheYear() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      _ = try await cup.handOver("第一批")
      _ = try await cup.act(
        "issued", try #require(cup.numbers("level")["1000"]), certificate: "S000032000001252000001",
        on: "2025-04-01")
      try await heldSecond(["fitter"], cup.organizer, cup.judge)
      try await certify("fitter", cup.judge)
      #expect(try await verdict(2000, cup.judge) == ["capped"])
      #expect(try await verdict(2001, cup.judge) == ["met"])
    }
  }

  /// What was certified in one year and issued in the next is a promotion of the first year alone; what
  /// somebody gained elsewhere is one of the year in which it was issued.
  @Test func whatIsIssuedInTheNextYearCountsInTheYearOfItsResults() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      _ = try await cup.handOver("第一批")
      let number = try #require(cup.numbers("level")["1000"])
      // From the 1st of April to the day after what was issued on the 20th of January.
      server.clock.advance(by: .seconds(295 * 86_400))
      let (organizer, judge) = (try await server.staff(.organizer), try await server.staff(.judge))
      let _: OutcomeList = try await judge.post(
        Path.fill(Path.outcomes, ["cup"]),
        OutcomeWish(
          act: "issued", numbers: [number], days: nil, certificate: "S000032000001262000001",
          on: "2026-01-20", reason: "来函"))
      let foreign = """
        准考证号,证书编号,晋升竞赛,日期,佐证材料
        1003,S000032030001262300003,邻市竞赛,2026-01-10,e
        """
      let _: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: Array(foreign.utf8))
      try await heldSecond(["fitter"], in: 2026, organizer, judge)
      try await certify("fitter", judge)
      #expect(try await verdict(2000, judge) == ["met"])
      #expect(try await verdict(2001, judge) == ["capped"])
    }
  }

  /// Whoever is in two events of a contest has one promotion: by what was certified first, and of what
  /// was certified at the same moment by the first in name.
  @Test(
    arguments: [
      (order: ["fitter", "turner"], seconds: 1, counts: "fitter"),
      (order: ["turner", "fitter"], seconds: 1, counts: "turner"),
      (order: ["turner", "fitter"], seconds: 0, counts: "fitter"),
    ] as [(order: [String], seconds: Int64, counts: String)])
  func ofTwoEventsOfAContestOneCounts(
    order: [String], seconds: Int64, counts: String
  ) async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let (organizer, judge) = (try await server.staff(.organizer), try await server.staff(.judge))
      try await heldSecond(["fitter", "turner"], organizer, judge)
      for event in order {
        try await certify(event, judge)
        server.clock.advance(by: .seconds(seconds))
      }
      let _: OutcomeList = try await judge.post(
        Path.fill(Path.outcomes, ["second"]),
        OutcomeWish(act: "accept", numbers: nil, days: nil, certificate: nil, on: nil, reason: "r"))
      for event in order {
        let first = try #require(Self.admissions[event])
        for contestant in [first, first + 1] {
          let verdict = try await verdict(contestant, judge)
          #expect(verdict == [event == counts ? "met" : "capped"], "\(contestant)")
        }
      }
      let proposed: OutcomeProposalList = try await judge.get(
        Path.fill(Path.outcomeProposals, ["second"]))
      let other = try #require(Self.admissions[counts == "fitter" ? "turner" : "fitter"])
      #expect(proposed.withdrawals.count == 2 && proposed.grants.isEmpty)
      #expect(proposed.withdrawals.allSatisfy { $0.contestant.hasPrefix("\(other / 1000)") })
    }
  }
}
