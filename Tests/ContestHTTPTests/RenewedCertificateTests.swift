import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Spreadsheets
import Testing

/// Which rank and score certificates and sheets for bodies state, when results were corrected and when
/// somebody fell out.
@Suite struct RenewedCertificateTests {
  private static let pack = """
    pack: cup-prizes
    version: 1
    title: 杯赛奖项
    vacated-ranks: move-up
    rules:
      - id: prize
        when: { rank: 1..2 }
        outcome: { grant: 获奖证书, name: 优胜奖 }
      - id: expert
        when: { rank: 1..2 }
        outcome: { recommendation: 市技术能手 }
    """

  /// What the certificates that hold say, by admission number.
  private func stated(_ contest: OutcomeContest) async throws -> [String: StatedResult] {
    var stated: [String: StatedResult] = [:]
    for one in try await contest.certificates() where one.withdrawn == nil {
      let id = try #require(CredentialID(one.id))
      let kept = try await contest.server.backend.credentials.credentials([id])
      let credential = try #require(kept.first)
      #expect(stated[credential.content.contestant.text] == nil)
      stated[credential.content.contestant.text] = StatedResult(of: credential)
    }
    return stated
  }

  /// Rank and score in the sheet of a batch, by the name of the person.
  private func sheet(
    _ batch: Int, _ contest: OutcomeContest
  ) async throws -> [String: (rank: String, score: String)] {
    let file = try await contest.server.staff(.judge).bytes(
      Path.fill(Path.handOverFile, ["cup", "\(batch)"]))
    let rows = try #require(try WorkbookReader().read(file).sheets.first).rows
    return Dictionary(
      uniqueKeysWithValues: rows.dropFirst().map {
        ($0[3].displayText, ($0[12].displayText, $0[13].displayText))
      })
  }

  @Test func aCertificateWithAnOlderResultIsListedUntilAJudgeRenewsIt() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: Self.pack)
      let opened = try await contest.act("accept")
      try await contest.act("confirm", opened.map(\.number))
      #expect(try await contest.issue().issued == 2)
      let before = try #require(try await stated(contest)["1001"])
      #expect(before.rank == 2)
      #expect(try await contest.proposals().outdated.isEmpty)

      try await contest.correctAndCertifyAnew(of: 1)
      let proposed = try await contest.proposals()
      #expect(proposed.grants.isEmpty && proposed.withdrawals.isEmpty)
      let outdated = try #require(proposed.outdated.first)
      #expect(proposed.outdated.count == 1 && outdated.contestant == "1001")
      #expect(outdated.stated.score == before.score && outdated.stated.rank == 2)
      #expect(outdated.certified.rank == 2 && outdated.certified.score != before.score)
      // Accepting all that is proposed revokes nothing.
      #expect(try await contest.act("accept").isEmpty)
      #expect(try await stated(contest)["1001"] == before)

      await refusal(400, "numbers-missing") { try await contest.act("renew") }
      await refusal(403, "not-allowed") {
        try await contest.act("renew", [outdated.number], as: .organizer)
      }
      let right = try #require(opened.first { $0.contestant == "1000" && $0.kind == "grant" })
      await refusal(409, "not-outdated") {
        try await contest.act("renew", [right.number, outdated.number])
      }
      #expect(try await stated(contest).count == 2)

      let renewed = try await contest.act("renew", [outdated.number])
      #expect(renewed.map(\.state) == ["revoked", "eligible"])
      #expect(renewed.map(\.contestant) == ["1001", "1001"])
      #expect(try await stated(contest).keys.sorted() == ["1000"])
      let after = try await contest.proposals()
      #expect(after.grants.isEmpty && after.withdrawals.isEmpty && after.outdated.isEmpty)
      await refusal(409, "not-outdated") { try await contest.act("renew", [outdated.number]) }
      try await contest.act("confirm", [try #require(renewed.last).number])
      #expect(try await contest.issue().issued == 1)
      let now = try #require(try await stated(contest)["1001"])
      #expect(now.score == outdated.certified.score && now.rank == 2)
      #expect(try await contest.proposals().outdated.isEmpty)

      // The body learns the corrected score too, though the outcome is older.
      try await contest.handOver("recommendation")
      let row = try #require(try await sheet(1, contest)["选手1"])
      #expect(row.rank == "2" && Double(row.score) == now.score.flatMap { Double($0) })
    }
  }

  /// Otherwise two certificates of one contest would state the same rank.
  @Test func whoeverMovedUpSinceIsListedUntilAJudgeRenewsIt() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: Self.pack)
      let opened = try await contest.act("accept")
      try await contest.act("confirm", opened.map(\.number))
      #expect(try await contest.issue().issued == 2)
      #expect(try await stated(contest).mapValues(\.rank) == ["1000": 1, "1001": 2])

      try await contest.object("1000", "filed", "upheld")
      let proposed = try await contest.proposals()
      let outdated = try #require(proposed.outdated.first)
      #expect(proposed.outdated.count == 1 && outdated.contestant == "1001")
      #expect(outdated.stated.rank == 2 && outdated.certified.rank == 1)
      #expect(outdated.stated.score == outdated.certified.score)

      // The third gets the second place, and the second keeps it until the certificate is renewed.
      let moved = try await contest.act("accept").filter { $0.contestant == "1002" }
      try await contest.act("confirm", moved.map(\.number))
      #expect(try await contest.issue().issued == 1)
      #expect(try await stated(contest).mapValues(\.rank) == ["1001": 2, "1002": 2])
      let renewed = try await contest.act("renew", [outdated.number])
      try await contest.act("confirm", [try #require(renewed.last).number])
      #expect(try await contest.issue().issued == 1)
      #expect(try await stated(contest).mapValues(\.rank) == ["1001": 1, "1002": 2])
      #expect(try await contest.proposals().outdated.isEmpty)
    }
  }

  @Test func whoeverMovesUpHasTheRankToWhichTheyMoved() async throws {
    try await TestServer.run { server in
      let contest = try await OutcomeContest.certified(on: server, pack: Self.pack)
      try await contest.object("1000", "filed", "upheld")
      let opened = try await contest.act("accept")
      #expect(Set(opened.map(\.contestant)) == ["1001", "1002"])
      try await contest.act("confirm", opened.map(\.number))
      #expect(try await contest.issue().issued == 2)
      #expect(try await stated(contest).mapValues(\.rank) == ["1001": 1, "1002": 2])
      try await contest.handOver("recommendation")
      #expect(try await sheet(1, contest).mapValues(\.rank) == ["选手1": "1", "选手2": "2"])
    }
  }
}
