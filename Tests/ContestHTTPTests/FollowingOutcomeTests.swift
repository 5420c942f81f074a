import ContestAPI
import ContestClient
import Contests
import Fixtures
import Testing

/// What becomes of outcomes that follow from others, such as a subsidy for a new level.
@Suite struct FollowingOutcomeTests {
  private static let pack = """
    pack: cup-prizes
    version: 1
    title: 杯赛奖项
    rules:
      - id: level
        when: { rank: 1..2 }
        outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
      - id: title
        when: { rank: 1 }
        outcome: { recommendation: 市技术能手 }
      - id: union
        for: union
        follows: { rules: [level], level: 技师 }
        outcome: { subsidy: 1000 yuan, name: 补助 }
      - id: either
        for: union
        follows: [level, title]
        outcome: { subsidy: 500 yuan, name: 奖励 }
      - id: medal
        follows: [level]
        outcome: { grant: 荣誉证书, name: 岗位新人 }
    """

  /// The contest with everything accepted and confirmed, and the numbers of outcomes by rule and
  /// admission number.
  private func confirmed(
    on server: TestServer
  ) async throws -> (contest: OutcomeContest, number: (String, String) throws -> Int) {
    let contest = try await OutcomeContest.certified(on: server, pack: Self.pack)
    let opened = try await contest.act("accept")
    #expect(opened.count == 9)
    try await contest.act("confirm", opened.map(\.number))
    return (
      contest,
      { rule, contestant in
        try #require(opened.first { $0.rule == rule && $0.contestant == contestant }).number
      }
    )
  }

  private func withdrawals(_ contest: OutcomeContest) async throws -> Set<String> {
    Set(try await contest.proposals().withdrawals.map { "\($0.rule) \($0.contestant)" })
  }

  private func issue(_ contest: OutcomeContest, _ number: Int) async throws -> [String] {
    try await contest.act("issued", [number], certificate: "第 \(number) 号", on: "2025-04-01")
      .map(\.state)
  }

  @Test func aSubsidyIsIssuedOnceItsLevelIs() async throws {
    try await TestServer.run { server in
      let (contest, number) = try await confirmed(on: server)
      let (mine, others) = (try number("union", "1000"), try number("union", "1001"))
      // It may go to the union meanwhile.
      try await contest.handOver("subsidy", [mine, others])
      do {
        _ = try await issue(contest, mine)
        Issue.record("issued before the level")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 409 && error.code == "outcomes-unfit")
        #expect(error.details.map(\.code) == ["level-not-issued"])
      }
      let held = try await contest.issue()
      #expect(held.issued == 0 && held.heldBack == 2)
      try await contest.issueLevel(try number("level", "1000"))
      #expect(try await issue(contest, mine) == ["issued"])
      // Somebody else's level is nothing to go by.
      await refusal(409, "outcomes-unfit") { _ = try await issue(contest, others) }
      let issued = try await contest.issue()
      #expect(issued.issued == 1 && issued.heldBack == 1)
      #expect(try await withdrawals(contest).isEmpty)
    }
  }

  @Test func whatFollowedFromALevelThatCameToNothingIsProposedForWithdrawal() async throws {
    try await TestServer.run { server in
      let (contest, number) = try await confirmed(on: server)
      try await contest.handOver("subsidy", [number("union", "1001")])
      try await contest.act("reject", [number("level", "1001")])
      #expect(try await withdrawals(contest) == ["union 1001", "either 1001", "medal 1001"])
      await refusal(409, "outcomes-unfit") {
        _ = try await issue(contest, try number("union", "1001"))
      }
      #expect(try await contest.issue().issued == 0)
      try await contest.act("accept")
      let proposed = try await contest.proposals()
      #expect(proposed.withdrawals.isEmpty && proposed.grants.isEmpty)
      let ended = try await contest.outcomes().filter { $0.contestant == "1001" }
      #expect(ended.count == 4 && ended.allSatisfy { $0.state == "rejected" })
      #expect(
        try await contest.outcomes().allSatisfy {
          $0.contestant == "1001" || $0.state == "confirmed"
        })
    }
  }

  @Test func whatWasIssuedIsProposedForWithdrawalWhenItsLevelIsRevoked() async throws {
    try await TestServer.run { server in
      let (contest, number) = try await confirmed(on: server)
      let (level, title) = (try number("level", "1000"), try number("title", "1000"))
      try await contest.issueLevel(level)
      try await contest.handOver("subsidy", [number("union", "1000")])
      #expect(try await issue(contest, try number("union", "1000")) == ["issued"])
      #expect(try await contest.issue().issued == 1)
      try await contest.act("revoke", [level])
      // Another outcome from which it follows still holds.
      #expect(try await withdrawals(contest) == ["union 1000", "medal 1000"])
      try await contest.act("expire", [title])
      #expect(try await withdrawals(contest) == ["union 1000", "either 1000", "medal 1000"])
      try await contest.act("accept")
      #expect(try await contest.certificates().allSatisfy { $0.withdrawn?.state == "revoked" })
      let states = try await contest.outcomes().filter { $0.contestant == "1000" }
      #expect(
        Dictionary(uniqueKeysWithValues: states.map { ($0.rule, $0.state) }) == [
          "level": "revoked", "title": "expired", "union": "revoked", "either": "rejected",
          "medal": "revoked",
        ])
    }
  }

  /// What ended the other way about takes nothing from the level.
  @Test func aLevelDoesNotFollowFromItsSubsidy() async throws {
    try await TestServer.run { server in
      let (contest, number) = try await confirmed(on: server)
      try await contest.act("reject", [number("union", "1000")])
      #expect(try await withdrawals(contest).isEmpty)
      try await contest.issueLevel(try number("level", "1000"))
      #expect(try await contest.issue().issued == 1)
    }
  }
}
