import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// What certified results lead to over the months after the contest.
@Suite struct EligibilityFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  private static let pack = """
    pack: cup
    version: 1
    title: 杯赛
    vacated-ranks: move-up
    rules:
      - id: C1
        when: { rank: 1..2, holds-level: 高级工 }
        outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
      - id: C5
        when: { rank: 1..2, holds-level: 技师 }
        outcome: { eligibility: skill-level, level: 高级技师, review: 综合评审 }
      - id: up
        when: { rank: 3.. }
        outcome: { eligibility: skill-level, level: one up, at-most: 高级技师 }
      - id: able
        when: { rank: 1..2, lacks-title: 能手 }
        outcome: { recommendation: 能手 }
      - id: listed
        when: { shortlisted: yes }
        outcome: { eligibility: next-stage, name: 决赛 }
      - id: U1
        for: unit
        when: { rank: 1, participation-rate: at least 30% }
        outcome: { recommendation: 优秀组织单位 }
      - id: team
        for: team
        when: { rank: 1, shared-rank: no }
        outcome: { recommendation: 团体优胜 }
      - id: active-team
        for: team
        when: { participation-rate: at least 60% }
        outcome: { recommendation: 优秀组织代表队 }
    caps: [{ family: skill-level, a-year: 1 }]
    """

  /// Of an exam, since practice alone leads to no level.
  private static let plan = Sample.plan.replacing(
    "tries: { per-day: 3, total: 5 }", with: "tries: { total: 1 }"
  ).replacing(
    "feedback: score",
    with: """
      feedback: score
              policies: [cup]
              cut: { per-city: 1, reserves: 1 }
              rollups:
                small: 1
                unit: { score: mean, least: 2 }
                team: { score: mean, least: 2 }
      """)

  /// 1000 is first, and of the people of one unit with 1001 and 1002.
  private func certified(
    _ server: TestServer, right: [Int] = [5, 4, 3, 2], teams: [String] = [],
    isFrozen: Bool = false
  ) async throws -> (contestants: [ContestClient], views: [AttemptView]) {
    let contestants = try await server.openCup(
      contestants: right.count, plan: Self.plan, policies: ["cup.yaml": Self.pack],
      teams: teams)
    var views: [AttemptView] = []
    for (contestant, right) in zip(contestants, right) {
      views.append(try await contestant.play("practice", right: right))
    }
    try await server.projector.catchUp()
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
    let judge = try await server.staff(.judge)
    if isFrozen {
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "封榜"))
    }
    let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
    return (contestants, views)
  }

  private func proposals(_ client: ContestClient) async throws -> OutcomeProposalList {
    try await client.get(Path.fill(Path.outcomeProposals, ["cup"]))
  }

  private func verdicts(
    _ client: ContestClient, _ query: (String, String)
  ) async throws -> [String: String] {
    let report: EligibilityReport = try await client.get(
      Path.fill(Path.eligibility, ["cup"]), query: [query])
    return Dictionary(uniqueKeysWithValues: report.decisions.map { ($0.rule, $0.verdict) })
  }

  /// What bodies issue because of the contest, and what people gain later, is recorded and takes
  /// nothing back.
  @Test func whatWasIssuedDoesNotTakeItsOutcomeBack() async throws {
    try await TestServer.run { server in
      _ = try await certified(server)
      let accepted: OutcomeList = try await server.staff(.judge).post(
        Path.fill(Path.outcomes, ["cup"]),
        OutcomeWish(
          act: "accept", numbers: nil, days: nil, certificate: nil, on: nil, reason: "r"))
      #expect(accepted.outcomes.contains { $0.contestant == "1000" && $0.rule == "C1" })
      #expect(accepted.outcomes.contains { $0.contestant == "1003" && $0.rule == "up" })
      server.clock.advance(by: .seconds(20 * 86_400))
      let today = try #require(ContestZone("Asia/Shanghai")?.date(of: server.clock.now))
      let first = try #require(ContestZone("Asia/Shanghai")?.date(of: Sample.start))
      let year = String(today.year % 100)
      let facts = """
        准考证号,证书编号,称号,晋升竞赛,日期,佐证材料
        1000,S000032030001\(year)2300001,能手,杯赛,\(today),人社局文件
        1001,S000032030001\(year)2300002,,cup,\(first),杯赛 获奖名单
        1003,S000032030001\(year)2300003,,cup,\(today),e
        """
      let imported: AchievementsImported = try await server.staff(.organizer).upload(
        Path.achievementFiles, file: Array(facts.utf8))
      #expect(imported.added == 4)
      let judge = try await server.staff(.judge)
      let proposed = try await proposals(judge)
      #expect(proposed.withdrawals.isEmpty, "\(proposed.withdrawals)")
      #expect(proposed.grants.isEmpty, "\(proposed.grants)")
      let still = try await verdicts(judge, ("contestant", "1000"))
      #expect(still["C1"] == "met" && still["C5"] == "missed" && still["able"] == "met")
    }
  }

  /// The people of the cup in another contest, certified a day later; 2000 is 1000.
  @discardableResult
  private func certifiedBowl(_ server: TestServer) async throws -> [ContestClient] {
    server.clock.advance(by: .seconds(86_400))
    let organizer = try await server.staff(.organizer)
    let _: ContestSummary = try await organizer.post(
      Path.contests,
      NewContest(
        plan: Self.plan.replacing("contest: cup", with: "contest: bowl"),
        policies: ["cup.yaml": Self.pack]))
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestOpening, ["bowl"]), StageChoice(stage: nil))
    let imported: RosterImported = try await organizer.upload(
      Path.fill(Path.roster, ["bowl"]),
      file: Array(Sample.roster(4).replacing("\n10", with: "\n20").utf8))
    var contestants: [ContestClient] = []
    for (index, code) in imported.codes.enumerated() {
      let signedIn: ContestAPI.SignedIn = try await server.client.post(
        Path.contestantSignIn, ContestantSignIn(admission: code.admission, code: code.code))
      contestants.append(server.client.signedIn(signedIn.token))
      _ = try await contestants[index].play("practice", right: 5 - index, in: "bowl")
    }
    try await server.projector.catchUp()
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestClosing, ["bowl"]), StageChoice(stage: "practice"))
    let _: Certified = try await server.staff(.judge).post(
      Path.fill(Path.certification, ["bowl", "fitter", "practice"]), Nothing())
    return contestants
  }

  /// One promotion a year, also where nothing has been issued yet.
  @Test func anOutcomeOnRecordIsThePromotionOfTheYear() async throws {
    try await TestServer.run { server in
      _ = try await certified(server)
      try await certifiedBowl(server)
      let judge = try await server.staff(.judge)
      func verdict(_ contest: String, _ contestant: String) async throws -> String? {
        let report: EligibilityReport = try await judge.get(
          Path.fill(Path.eligibility, [contest]), query: [("contestant", contestant)])
        return report.decisions.first { $0.rule == "C1" }?.verdict
      }
      func act(_ act: String, _ numbers: [Int]? = nil) async throws -> [OutcomeRow] {
        let list: OutcomeList = try await judge.post(
          Path.fill(Path.outcomes, ["cup"]),
          OutcomeWish(
            act: act, numbers: numbers, days: nil, certificate: nil, on: nil, reason: "r"))
        return list.outcomes
      }
      #expect(try await verdict("bowl", "2000") == "met")
      let opened = try await act("accept")
      #expect(try await verdict("bowl", "2000") == "capped")
      // The contest that was certified first has it.
      #expect(try await verdict("cup", "1000") == "met")
      let own = try #require(opened.first { $0.contestant == "1000" && $0.rule == "C1" })
      _ = try await act("reject", [own.number])
      #expect(try await verdict("bowl", "2000") == "met")
    }
  }

  /// That the cup was certified would be told by what the bowl says of a promotion a year.
  @Test func aFrozenStageIsNotToldByAnotherContest() async throws {
    try await TestServer.run { server in
      let cup = ["cup", "fitter", "practice"]
      _ = try await certified(server, isFrozen: true)
      let bowl = try await certifiedBowl(server)
      let judge = try await server.staff(.judge)
      func told(_ client: ContestClient) async throws -> [String] {
        let report: EligibilityReport = try await client.get(
          Path.fill(Path.eligibility, ["bowl"]), query: [("contestant", "2000")])
        return report.decisions.map { "\($0.rule) \($0.verdict) \($0.clauses.map(\.actual))" }
          + report.snapshots.map(\.hash)
      }
      func accept() async throws {
        let _: OutcomeList = try await judge.post(
          Path.fill(Path.outcomes, ["cup"]),
          OutcomeWish(
            act: "accept", numbers: nil, days: nil, certificate: nil, on: nil, reason: "r"))
      }
      let (mine, judges) = (try await told(bowl[0]), try await told(judge))
      try await accept()
      #expect(try await told(bowl[0]) == mine)
      #expect(try await told(judge) != judges)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, cup), FreezeWish(reason: "颁奖"))
      #expect(try await told(bowl[0]) == (try await told(judge)))
      #expect(try await told(bowl[0]) != mine)
    }
  }

  @Test func whoeverIsNotThereIsRefusedByName() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.eligibility, ["cup"])
      for (field, name) in [
        ("contestant", "99999"), ("contestant", "a b"), ("unit", "无此厂"), ("team", "无此队"),
        ("unit", ""), ("team", ""),
      ] {
        await refusal(404, "not-found") {
          let _: EligibilityReport = try await judge.get(path, query: [(field, name)])
        }
      }
      do {
        let _: EligibilityReport = try await judge.get(path, query: [("unit", "无此厂")])
      } catch ContestClient.Failure.refused(_, let error) {
        #expect(error.message == "there is no unit 无此厂")
      }
      // Who is there is told that no rule is about units.
      let unit: EligibilityReport = try await judge.get(path, query: [("unit", "甲厂")])
      #expect(unit.rules.isEmpty && unit.decisions.isEmpty)
      let all: EligibilityReport = try await judge.get(path)
      #expect(Set(all.rules.map(\.stage)) == ["cup/fitter/practice"])
      let own: EligibilityReport = try await contest.contestants[0].get(
        path, query: [("unit", "无此厂")])
      #expect(own.decisions.map(\.contestant) == ["1000", "1000"])
    }
  }

  @Test func unitsAndTeamsAreJudgedByTheirRules() async throws {
    try await TestServer.run { server in
      let (contestants, _) = try await certified(
        server, right: [5, 4, 3, 2, 1], teams: ["红队", "蓝队"])
      let organizer = try await server.staff(.organizer)
      let judge = try await server.staff(.judge)
      #expect(try await verdicts(judge, ("unit", "甲厂")) == ["U1": "missed"])
      let _: HeadcountDeclaration = try await organizer.upload(
        Path.fill(Path.headcounts, ["cup"]),
        file: Array("单位,行政区划代码,地市,人数\n甲厂,320300,徐州市,4\n".utf8))
      let report: EligibilityReport = try await judge.get(
        Path.fill(Path.eligibility, ["cup"]), query: [("unit", "甲厂")])
      let unit = try #require(report.decisions.first)
      #expect(unit.recipient == "unit" && unit.recipientName == "甲厂" && unit.met)
      // Two of the unit's three people stand for the city in which it declared four.
      #expect(unit.clauses.map(\.actual) == ["rank 1 of 1", "50%"])
      // 红队: 100, 60 and 20; 蓝队: 80 and 40.
      let teams = ["team": "missed", "active-team": "missed"]
      #expect(try await verdicts(judge, ("team", "红队")) == teams)
      #expect(try await verdicts(judge, ("team", "蓝队")) == teams)
      let all: EligibilityReport = try await judge.get(Path.fill(Path.eligibility, ["cup"]))
      #expect(all.rules.first { $0.rule == "U1" }?.met == 1)
      #expect(all.rules.first { $0.rule == "team" }?.missed == 2)
      let found = try await proposals(judge).grants.filter { $0.rule == "U1" }
      #expect(found.count == 1 && found.first?.contestant.hasPrefix("unit-") ?? false)
      // What is decided about a unit is not shown to its people.
      let own: EligibilityReport = try await contestants[0].get(
        Path.fill(Path.eligibility, ["cup"]), query: [("unit", "甲厂")])
      #expect(own.decisions.allSatisfy { $0.contestant == "1000" && $0.recipient == "person" })
    }
  }

  @Test func aTeamIsAskedForTheRateOfItsOwnHeadcount() async throws {
    try await TestServer.run { server in
      // Three people of 红队 and two of 蓝队.
      _ = try await certified(server, right: [5, 4, 3, 2, 1], teams: ["红队", "蓝队"])
      let judge = try await server.staff(.judge)
      let _: HeadcountDeclaration = try await server.staff(.organizer).upload(
        Path.fill(Path.headcounts, ["cup"]),
        file: Array("单位,行政区划代码,代表队,人数\n甲厂,320300,,3\n,,红队,5\n,,蓝队,4\n".utf8))
      for (team, verdict, rate) in [("红队", "met", "60%"), ("蓝队", "missed", "50%")] {
        let report: EligibilityReport = try await judge.get(
          Path.fill(Path.eligibility, ["cup"]), query: [("team", team)])
        let decision = try #require(report.decisions.first { $0.rule == "active-team" })
        #expect(decision.verdict == verdict && decision.clauses.map(\.actual) == [rate])
      }
    }
  }

  /// A level is not to be had by practice, whatever the rule asks of it.
  @Test func aPackWithLevelsIsRefusedAtAPracticeStage() async throws {
    try await TestServer.run { server in
      let organizer = try await server.staff(.organizer)
      func create(_ plan: String) async throws {
        let _: ContestSummary = try await organizer.post(
          Path.contests, NewContest(plan: plan, policies: ["cup.yaml": Self.pack]))
      }
      _ = try await server.openCup(
        contestants: 1, plan: Self.plan, policies: ["cup.yaml": Self.pack])
      let other = Self.plan.replacing("contest: cup", with: "contest: bowl")
      do {
        try await create(other.replacing("tries: { total: 1 }", with: "tries: { per-day: 3 }"))
        Issue.record("a level by practice alone")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 422 && error.code == "policy-pack-refused")
        // Three rules lead to a level.
        let places = ["cup.yaml:8:14", "cup.yaml:11:14", "cup.yaml:14:14"]
        #expect(error.details.map(\.place) == places)
        #expect(error.details.first?.field == "rules[0].outcome")
      }
      try await create(other)
    }
  }

  @Test func everyFilingIsRuledOnByItself() async throws {
    try await TestServer.run { server in
      _ = try await certified(server)
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.objections, stage)
      func send(_ wish: ObjectionWish) async throws -> Objection {
        try await judge.post(path, wish)
      }
      for number in 1...2 {
        let filed = try await send(
          ObjectionWish(contestant: "1000", step: "filed", reason: "r"))
        #expect(filed.number == number)
      }
      await refusal(409, "objection-unclear") {
        _ = try await send(ObjectionWish(contestant: "1000", step: "dismissed", reason: "r"))
      }
      let first = try await send(ObjectionWish(filing: 1, step: "dismissed", reason: "r"))
      #expect(first.filing == 1 && first.contestant == "1000")
      await refusal(409, "no-open-objection") {
        _ = try await send(ObjectionWish(filing: 1, step: "upheld", reason: "r"))
      }
      _ = try await send(ObjectionWish(contestant: "1000", step: "upheld", reason: "r"))
      _ = try await send(ObjectionWish(contestant: "1000", step: "filed", reason: "r"))
      _ = try await send(ObjectionWish(filing: 5, step: "dismissed", reason: "r"))
      // Ranks behind move up, and the one who fell out has none.
      let out = try await verdicts(judge, ("contestant", "1000"))
      #expect(out["C1"] == "missed" && out["listed"] == "missed")
      #expect(try await verdicts(judge, ("contestant", "1002"))["C1"] == "met")
    }
  }

  @Test func whoeverWithdrewIsNotOnTheShortlist() async throws {
    try await TestServer.run { server in
      _ = try await certified(server)
      let judge = try await server.staff(.judge)
      #expect(try await verdicts(judge, ("contestant", "1000"))["listed"] == "met")
      #expect(try await verdicts(judge, ("contestant", "1002"))["listed"] == "missed")
      let act: ShortlistActReport = try await judge.post(
        Path.fill(Path.withdrawals, stage), WithdrawalWish(contestant: "1000", reason: "r"))
      #expect(act.movedUp == ["1002"])
      #expect(try await verdicts(judge, ("contestant", "1000"))["listed"] == "missed")
      #expect(try await verdicts(judge, ("contestant", "1002"))["listed"] == "met")
      // The rank stays.
      #expect(try await verdicts(judge, ("contestant", "1000"))["C1"] == "met")
    }
  }

  /// A what-if knows who fell out, as the decisions do.
  @Test func aPreviewCountsThoseWhoFellOut() async throws {
    try await TestServer.run { server in
      let (_, views) = try await certified(server)
      let judge = try await server.staff(.judge)
      for step in ["filed", "upheld"] {
        let _: Objection = try await judge.post(
          Path.fill(Path.objections, stage),
          ObjectionWish(contestant: "1000", step: step, reason: "r"))
      }
      // 1001 and 1002 have C1 now; the fourth takes it from the third with one more question.
      var gained: Set<String> = []
      for item in views[3].items {
        let question = String(try #require(item.stem.split(separator: ":").first))
        for treatment in ["full-marks", "rescale"] {
          let preview: CorrectionReport = try await judge.post(
            Path.fill(Path.corrections, stage),
            CorrectionWish(
              question: question, treatment: treatment, answer: nil, onlyIfItHelps: false,
              bankVersion: nil, top: 1000, reason: "", isPreview: true))
          let changes = preview.outcomes ?? []
          #expect(!changes.contains { $0.admission == "1000" })
          gained.formUnion(changes.filter { $0.isGained && $0.rule == "C1" }.map(\.admission))
        }
      }
      #expect(gained == ["1003"])
    }
  }

  // MARK: Everybody at once

  @Test func whatEverybodyAsksIsReadOnce() async throws {
    try await TestServer.run { server in
      let (contestants, _) = try await certified(server)
      let path = Path.fill(Path.eligibility, ["cup"])
      let told = try await withThrowingTaskGroup(of: EligibilityReport.self) { group in
        for contestant in contestants {
          for _ in 0..<10 { group.addTask { try await contestant.get(path) } }
        }
        return try await group.reduce(into: [String: Set<[String]>]()) { told, report in
          for one in report.decisions {
            told[one.contestant, default: []].insert(report.decisions.map(\.verdict))
          }
        }
      }
      #expect(told.keys.sorted() == ["1000", "1001", "1002", "1003"])
      #expect(told.values.allSatisfy { $0.count == 1 })
      let _: AchievementLedger = try await contestants[0].get(
        Path.fill(Path.achievements, ["1000"]))
      let _: EligibilityReport = try await server.staff(.judge).get(path)
      #expect(server.backend.decisionRoom.documentsRead == 1)
    }
  }

  @Test func factsOfOnePersonAreThoseAmongEverybodys() async throws {
    try await TestServer.run { server in
      // The second and the third tie, and so do the last two.
      _ = try await certified(server, right: [5, 4, 4, 2, 1, 1], teams: ["红队", "蓝队"])
      let path = try Sample.path("practice")
      let facts = try #require(try await server.backend.decisionRoom.certified(path))
      let upheld = Fact(Facts.Objection.upheld, evidence: "objections:1")
      var surroundings = Facts.Surroundings()
      surroundings.contestClass = 2
      surroundings.records[try ContestantID("1003")] = PersonRecord(searched: "ledger:7")
      for fallen in [[], ["1001"], ["1000", "1005"], ["1003"]] {
        surroundings.objections = Dictionary(
          uniqueKeysWithValues: try fallen.map { (try ContestantID($0), upheld) })
        let all = facts.facts(with: surroundings)
        #expect(all.map(\.person.contestant.text).sorted() == (1000...1005).map(String.init))
        #expect(all.contains { $0.result.isTied } && all.contains { !$0.result.isTied })
        for one in all {
          #expect(facts.facts(of: one.person.contestant, with: surroundings) == one)
        }
      }
      surroundings.objections = [ContestantID(of: try #require(TeamName("红队"))): upheld]
      for one in facts.facts(with: surroundings) {
        #expect(facts.facts(of: one.person.contestant, with: surroundings) == one)
      }
      #expect(facts.facts(of: try ContestantID("2000"), with: surroundings) == nil)
    }
  }

  @Test func newResultsAreSeenAtOnce() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server)
      let me = contest.contestants[1]
      func seen() async throws -> (version: Int, isJudgedByIt: Bool) {
        let ledger: AchievementLedger = try await me.get(Path.fill(Path.achievements, ["1001"]))
        let report: EligibilityReport = try await me.get(Path.fill(Path.eligibility, ["cup"]))
        let result = try #require(ledger.results.first)
        return (
          result.version, report.snapshots.contains { $0.facts.contains(result.hash) }
        )
      }
      #expect(try await seen() == (1, true))
      try await contest.correctAndCertifyAnew()
      #expect(try await seen() == (2, true))
      #expect(server.backend.decisionRoom.documentsRead == 2)
    }
  }

  @Test func whatWasAskedForLongestAgoMakesRoom() async throws {
    try await TestServer.run { server in
      _ = try await certified(server)
      try await certifiedBowl(server)
      let cup = try Sample.path("practice")
      let bowl = StagePath(contest: try ContestID("bowl"), event: cup.event, stage: cup.stage)
      for (capacity, readings) in [(8, 2), (7, 4), (0, 4)] {
        let room = DecisionRoom(
          results: server.storage.store, packs: server.storage.store, capacity: capacity)
        for path in [cup, cup, bowl, cup, bowl] {
          #expect(try await room.certified(path)?.path == path)
        }
        #expect(room.documentsRead == readings, "\(capacity)")
        let absent = StagePath(contest: cup.contest, event: cup.event, stage: try StageID("final"))
        #expect(try await room.certified(absent) == nil)
      }
    }
  }
}
