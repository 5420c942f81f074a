import ContestAPI
import ContestClient
import Contests
import Fixtures
import Scoring
import Testing

/// Objections against units and teams, and what they do to outcomes.
@Suite struct GroupObjectionFlowTests {
  private static let stage = ["cup", "fitter", "practice"]

  private static let pack = """
    pack: cup
    version: 1
    title: 杯赛
    vacated-ranks: move-up
    rules:
      - id: unit
        for: unit
        when: { rank: 1, objections: none upheld }
        outcome: { recommendation: 优秀组织单位 }
      - id: team
        for: team
        when: { rank: 1, shared-rank: no }
        outcome: { recommendation: 团体优胜 }
      - id: member
        when: { team-rank: 1 }
        outcome: { recommendation: 优胜队员 }
      - id: medal
        when: { team-rank: 1 }
        outcome: { grant: 获奖证书, name: 团体金牌 }
    """

  /// 1000, 1002 and whoever follows by turns are 红队, the others 蓝队; the first three are of 甲厂.
  ///
  /// - Returns: a judge.
  private func certified(
    _ server: TestServer, right: [Int], pack: String = Self.pack
  ) async throws -> ContestClient {
    let plan = Sample.plan.replacing(
      "feedback: score",
      with: """
        feedback: score
                policies: [cup]
                rollups:
                  small: 1
                  unit: { score: mean, least: 2 }
                  team: { score: mean, least: 2 }
        """)
    let contestants = try await server.openCup(
      contestants: right.count, plan: plan, policies: ["cup.yaml": pack],
      teams: ["红队", "蓝队"])
    for (contestant, right) in zip(contestants, right) {
      _ = try await contestant.play("practice", right: right)
    }
    try await server.projector.catchUp()
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
    let judge = try await server.staff(.judge)
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, Self.stage), Nothing())
    return judge
  }

  private func verdict(
    _ judge: ContestClient, _ rule: String, _ query: (String, String)
  ) async throws -> String? {
    let report: EligibilityReport = try await judge.get(
      Path.fill(Path.eligibility, ["cup"]), query: [query])
    return report.decisions.first { $0.rule == rule }?.verdict
  }

  @discardableResult
  private func send(
    _ judge: ContestClient, _ step: String, unit: String? = nil, team: String? = nil,
    contestant: String? = nil, filing: Int? = nil
  ) async throws -> Objection {
    try await judge.post(
      Path.fill(Path.objections, Self.stage),
      ObjectionWish(
        contestant: contestant, unit: unit, team: team, filing: filing, step: step, reason: "举报"))
  }

  private func act(
    _ judge: ContestClient, _ act: String, _ numbers: [Int]? = nil
  ) async throws -> [OutcomeRow] {
    let list: OutcomeList = try await judge.post(
      Path.fill(Path.outcomes, ["cup"]), OutcomeWish(act: act, numbers: numbers, reason: "r"))
    return list.outcomes
  }

  @Test func aUnitWaitsUntilTheObjectionIsSettled() async throws {
    try await TestServer.run { server in
      let judge = try await certified(server, right: [5, 3, 4, 2])
      #expect(try await verdict(judge, "unit", ("unit", "甲厂")) == "met")
      let opened = try await act(judge, "accept")
      let own = try #require(opened.first { $0.rule == "unit" })
      let filed = try await send(judge, "filed", unit: "甲厂")
      #expect(filed.number == 1 && filed.unit == "甲厂" && filed.team == nil)
      #expect(filed.contestant == own.contestant)
      #expect(try await verdict(judge, "unit", ("unit", "甲厂")) == "awaiting")
      await refusal(409, "outcomes-unfit") { _ = try await act(judge, "confirm", [own.number]) }
      let ruled = try await send(judge, "dismissed", unit: "甲厂")
      #expect(ruled.filing == 1 && ruled.unit == "甲厂")
      #expect(try await verdict(judge, "unit", ("unit", "甲厂")) == "met")
      #expect(try await act(judge, "confirm", [own.number]).map(\.state) == ["confirmed"])
      try await send(judge, "filed", unit: "甲厂")
      try await send(judge, "upheld", filing: 3)
      #expect(try await verdict(judge, "unit", ("unit", "甲厂")) == "missed")
      let proposed: OutcomeProposalList = try await judge.get(
        Path.fill(Path.outcomeProposals, ["cup"]))
      #expect(proposed.withdrawals.map(\.number) == [own.number])
      let list: ObjectionList = try await judge.get(Path.fill(Path.objections, Self.stage))
      #expect(list.objections.map(\.step) == ["filed", "dismissed", "filed", "upheld"])
      #expect(list.objections.allSatisfy { $0.unit == "甲厂" })
    }
  }

  /// Whoever has something by the rank of the team waits with it, and learns why.
  @Test func thePeopleOfATeamWaitUntilTheObjectionIsSettled() async throws {
    try await TestServer.run { server in
      let judge = try await certified(server, right: [5, 3, 4, 2])
      let opened = try await act(judge, "accept")
      let own = try #require(opened.first { $0.rule == "member" && $0.contestant == "1000" })
      let medal = try #require(opened.first { $0.rule == "medal" && $0.contestant == "1000" })
      _ = try await act(judge, "confirm", [medal.number])
      try await send(judge, "filed", team: "红队")
      #expect(try await verdict(judge, "member", ("contestant", "1000")) == "awaiting")
      #expect(try await verdict(judge, "member", ("contestant", "1001")) == "missed")
      await refusal(409, "outcomes-unfit") { _ = try await act(judge, "confirm", [own.number]) }
      let held: CertificatesIssued = try await judge.post(
        Path.fill(Path.certificates, ["cup"]), Nothing())
      #expect(held.issued == 0 && held.objectedTo.map(\.contestant) == ["1000", "1002"])
      #expect(held.objectedTo.first?.evidence == "objections:cup/fitter/practice#1")
      // Nothing is taken from anybody before it is settled.
      let proposed: OutcomeProposalList = try await judge.get(
        Path.fill(Path.outcomeProposals, ["cup"]))
      #expect(proposed.withdrawals.isEmpty)
      try await send(judge, "dismissed", team: "红队")
      #expect(try await act(judge, "confirm", [own.number]).map(\.state) == ["confirmed"])
      let issued: CertificatesIssued = try await judge.post(
        Path.fill(Path.certificates, ["cup"]), Nothing())
      #expect(issued.issued == 1 && issued.objectedTo.isEmpty)
      try await send(judge, "filed", team: "红队")
      try await send(judge, "upheld", team: "红队")
      let report: EligibilityReport = try await judge.get(
        Path.fill(Path.eligibility, ["cup"]), query: [("contestant", "1000")])
      let member = try #require(report.decisions.first { $0.rule == "member" })
      #expect(
        member.clauses.map(\.actual) == [
          "the team is excluded: an objection against it was upheld"
        ])
      #expect(member.clauses.map(\.evidence) == ["objections:cup/fitter/practice#4"])
    }
  }

  /// 1000 is first, and has by that what the others of the team have by its rank.
  @Test func whoHasItAlsoWithoutTheTeamDoesNotWaitForTheTeam() async throws {
    try await TestServer.run { server in
      let judge = try await certified(
        server, right: [5, 3, 4, 2],
        pack: Self.pack + """

            - id: best
              when: { rank: 1 }
              outcome: { recommendation: 市技术能手 }
            - id: either
              follows: [member, best]
              outcome: { recommendation: 巾帼标兵 }
          """)
      let opened = try await act(judge, "accept").filter { $0.rule == "either" }
      let alone = try #require(opened.first { $0.contestant == "1000" })
      let member = try #require(opened.first { $0.contestant == "1002" })
      try await send(judge, "filed", team: "红队")
      #expect(try await verdict(judge, "either", ("contestant", "1000")) == "met")
      #expect(try await verdict(judge, "either", ("contestant", "1002")) == "awaiting")
      #expect(try await act(judge, "confirm", [alone.number]).map(\.state) == ["confirmed"])
      await refusal(409, "outcomes-unfit") { _ = try await act(judge, "confirm", [member.number]) }
      try await send(judge, "upheld", team: "红队")
      let proposed: OutcomeProposalList = try await judge.get(
        Path.fill(Path.outcomeProposals, ["cup"]))
      let withdrawn = proposed.withdrawals.map(\.number)
      #expect(withdrawn.contains(member.number) && !withdrawn.contains(alone.number))
    }
  }

  /// 1000 has one medal with the team and one alone.
  @Test func whoeverObjectsToATeamTooLateIsToldWhatItsPeopleWereIssued() async throws {
    try await TestServer.run { server in
      let judge = try await certified(
        server, right: [5, 3, 4, 2],
        pack: Self.pack + """

            - id: best
              when: { rank: 1 }
              outcome: { grant: 获奖证书, name: 个人金牌 }
          """)
      let issued: CertificatesIssued = try await judge.post(
        Path.fill(Path.certificates, ["cup"]), Nothing())
      #expect(issued.issued == 3)
      let list: CertificateList = try await judge.get(Path.fill(Path.certificates, ["cup"]))
      let (own, others) = (
        list.certificates.filter { $0.contestant == "1000" },
        list.certificates.filter { $0.contestant == "1002" }
      )
      let medals = (own + others).filter { $0.title == "团体金牌" }.map(\.serial)
      #expect(own.count == 2 && medals.count == 2)
      #expect(try await send(judge, "filed", team: "蓝队").issued == [])
      #expect(try await send(judge, "filed", unit: "甲厂").issued == [])
      #expect(Set(try await send(judge, "filed", team: "红队").issued ?? []) == Set(medals))
      #expect(
        Set(try await send(judge, "filed", contestant: "1000").issued ?? [])
          == Set(own.map(\.serial)))
    }
  }

  /// What somebody decided about it while the objection was open is asked again when it is settled.
  @Test func whatWasEndedOverAnObjectionAgainstTheTeamComesBack() async throws {
    try await TestServer.run { server in
      let judge = try await certified(server, right: [5, 3, 4, 2])
      let opened = try await act(judge, "accept")
      let own = try #require(opened.first { $0.rule == "member" && $0.contestant == "1000" })
      func proposals() async throws -> OutcomeProposalList {
        try await judge.get(Path.fill(Path.outcomeProposals, ["cup"]))
      }
      try await send(judge, "filed", team: "红队")
      _ = try await act(judge, "reject", [own.number])
      #expect(try await proposals().grants.isEmpty)
      try await send(judge, "dismissed", team: "红队")
      #expect(try await proposals().grants.map(\.rule) == ["member"])
    }
  }

  /// The next team moves up, and its people with it; others lose what they had by the team that fell out.
  @Test func aTeamFallsOutAndTheNextMovesUp() async throws {
    try await TestServer.run { server in
      let judge = try await certified(server, right: [5, 3, 4, 2])
      let (red, blue) = (("team", "红队"), ("team", "蓝队"))
      #expect(try await verdict(judge, "team", red) == "met")
      #expect(try await verdict(judge, "team", blue) == "missed")
      #expect(try await verdict(judge, "member", ("contestant", "1000")) == "met")
      #expect(try await verdict(judge, "member", ("contestant", "1001")) == "missed")
      try await send(judge, "filed", team: "红队")
      #expect(try await verdict(judge, "team", blue) == "missed")
      try await send(judge, "upheld", team: "红队")
      #expect(try await verdict(judge, "team", red) == "missed")
      #expect(try await verdict(judge, "team", blue) == "met")
      #expect(try await verdict(judge, "member", ("contestant", "1000")) == "missed")
      #expect(try await verdict(judge, "member", ("contestant", "1001")) == "met")
      // A unit of the same people is another subject.
      #expect(try await verdict(judge, "unit", ("unit", "甲厂")) == "met")
    }
  }

  /// 红队: 100, 60 and 20; 蓝队: 80 and 40.
  @Test func whoSharedARankWithOneThatFellOutHasItAlone() async throws {
    try await TestServer.run { server in
      let judge = try await certified(server, right: [5, 4, 3, 2, 1])
      #expect(try await verdict(judge, "team", ("team", "蓝队")) == "missed")
      try await send(judge, "filed", team: "红队")
      try await send(judge, "upheld", team: "红队")
      #expect(try await verdict(judge, "team", ("team", "蓝队")) == "met")
    }
  }

  @Test func whoeverIsMeantIsNamedAndTookPart() async throws {
    try await TestServer.run { server in
      let judge = try await certified(server, right: [5, 3, 4, 2])
      await refusal(400, "objection-subject") { try await send(judge, "filed") }
      await refusal(400, "objection-subject") {
        try await send(judge, "filed", unit: "甲厂", team: "红队")
      }
      await refusal(400, "objection-subject") {
        try await send(judge, "filed", unit: "甲厂", contestant: "1000")
      }
      for name in ["无此厂", "红队", ""] {
        await refusal(404, "not-found") { try await send(judge, "filed", unit: name) }
      }
      await refusal(404, "not-found") { try await send(judge, "filed", team: "甲厂") }
      await refusal(409, "no-open-objection") {
        try await send(judge, "dismissed", unit: "甲厂")
      }
      let list: ObjectionList = try await judge.get(Path.fill(Path.objections, Self.stage))
      #expect(list.objections.isEmpty)
    }
  }
}
