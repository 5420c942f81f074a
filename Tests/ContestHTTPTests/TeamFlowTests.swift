import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// Teams from the roster to the prize, as their users get them.
@Suite struct TeamFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  private let plan = Sample.plan.replacing(
    "feedback: score",
    with: """
      feedback: score
              policies: [teams]
              rollups:
                small: 2
                team:
                  score: sum-of-best
                  best: 2
                  least: 2
                  ties: [best-members, elapsed]
                  ranks: unique
      """)

  /// A prize below the first and within the better half (团体优胜).
  private let pack = """
    pack: teams
    version: 1
    title: 团体奖
    rules:
      - id: champion
        when: { team-rank: 1 }
        outcome: { grant: 获奖证书, name: 团体冠军 }
      - id: merit
        when: { team-rank: 2.., team-rank-percent: at most 50% }
        outcome: { grant: 获奖证书, name: 团体优胜奖 }
    """

  private func played(
    _ server: TestServer, teams: [String], right: [Int]
  ) async throws -> [ContestClient] {
    let contestants = try await server.openCup(
      contestants: right.count, plan: plan, policies: ["teams.yaml": pack], teams: teams)
    for (contestant, right) in zip(contestants, right) {
      _ = try await contestant.play("practice", right: right)
    }
    try await server.projector.catchUp()
    return contestants
  }

  private func rollups(
    _ client: ContestClient, _ query: [(String, String)] = []
  ) async throws -> RollupList {
    try await client.get(Path.fill(Path.rollups, stage), query: [("by", "team")] + query)
  }

  private func rankings(_ client: ContestClient, _ scope: String) async throws -> Rankings {
    try await client.get(Path.fill(Path.rankings, stage), query: [("scope", scope)])
  }

  private func change(_ server: TestServer, _ count: Int, _ teams: [String]) async throws
    -> RosterImported
  {
    try await server.staff(.organizer).upload(
      Path.fill(Path.roster, ["cup"]), file: Array(Sample.roster(count, teams: teams).utf8))
  }

  private func close(_ server: TestServer) async throws {
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
  }

  @Test func teamsAreRankedByTheirRuleAndTheirMembersAmongThemselves() async throws {
    try await TestServer.run { server in
      // 红 1000 and 1003, 蓝 1001 and 1004, and 1002, 1005 alone.
      let contestants = try await played(
        server, teams: ["红队", "蓝队", ""], right: [5, 3, 5, 1, 4, 0])
      let organizer = try await server.staff(.organizer)
      let all = try await rollups(organizer)
      #expect(all.by == "team")
      #expect(all.rule == ["sum-of-best"])
      #expect(all.ties == ["best-members", "elapsed"])
      #expect(all.ranks == "unique")
      #expect(all.rows.map(\.group) == ["蓝队", "红队"])
      #expect(all.rows.map(\.score) == [140_000, 120_000])
      #expect(all.rows.map(\.rank) == [1, 2])
      #expect(all.rows.allSatisfy { $0.headcount == nil && $0.participants == 2 })
      #expect(try await rollups(contestants[5]).rows == all.rows)

      let red = try await rankings(contestants[5], "team:红队")
      #expect(red.rows.map(\.admission) == ["1000", "1003"])
      #expect(red.rows.map(\.rank) == [1, 2])
      #expect(red.rows.map(\.team) == ["红队", "红队"])
      #expect(try await rankings(organizer, "overall").rows.map(\.team).count { $0 == nil } == 2)
      let csv = try await organizer.bytes(
        Path.fill(Path.rankings, stage), query: [("format", "csv"), ("scope", "team:蓝队")])
      let lines = String(decoding: csv, as: UTF8.self).split(whereSeparator: \.isNewline)
      #expect(lines.count == 3)
      #expect(lines[0].contains("team"))
      #expect(lines.dropFirst().allSatisfy { $0.contains("蓝队") })
      let table = try await organizer.bytes(
        Path.fill(Path.rollups, stage), query: [("by", "team"), ("format", "csv")])
      #expect(String(decoding: table, as: UTF8.self).contains("蓝队"))
      await refusal(400, "scope-unknown") { _ = try await rankings(organizer, "team:") }
    }
  }

  @Test func teamsDeclareTheirHeadcountsBesideUnits() async throws {
    try await TestServer.run { server in
      // 红队 1000 and 1003, 蓝队 1001 and 1004.
      let contestants = try await played(
        server, teams: ["红队", "蓝队", ""], right: [5, 3, 5, 1, 4, 0])
      let organizer = try await server.staff(.organizer)
      let path = Path.fill(Path.headcounts, ["cup"])
      let first: HeadcountDeclaration = try await organizer.upload(
        path, file: Array("单位,行政区划代码,代表队,人数\n甲厂,320300,,50\n,,红队,4\n,,绿队,3\n".utf8))
      #expect(first.units == 1 && first.people == 50 && first.teams == 2)
      let all = try await rollups(organizer)
      #expect(all.rows.map(\.group) == ["蓝队", "红队", "绿队"])
      #expect(all.rows.map(\.rank) == [1, 2, nil])
      #expect(all.rows.map(\.headcount) == [nil, 4, 3])
      #expect(all.rows.map(\.participationRate) == [nil, 50_000, 0])
      #expect(all.rows.allSatisfy { $0.unitsDeclared == nil && $0.coverage == nil })
      #expect(all.total.headcount == 50)
      // The public is told nothing of a team of which nobody took part.
      let seen = try await rollups(contestants[0])
      #expect(seen.rows.map(\.group).contains("绿队"))
      #expect(seen.rows.first { $0.group == "绿队" }?.isWithheld == true)
      #expect(seen.rows.first { $0.group == "绿队" }?.participants == nil)
      // A file of teams alone, which takes the place of the one before.
      let second: HeadcountDeclaration = try await organizer.upload(
        path, file: Array("代表队,人数\n红队,1\n".utf8))
      #expect(second.version == 2 && second.units == 0 && second.people == 0)
      let again = try await rollups(organizer)
      #expect(again.rows.map(\.group) == ["蓝队", "红队"])
      #expect(again.rows.map(\.participationRate) == [nil, 100_000])
      let kept: HeadcountList = try await organizer.get(path)
      #expect(kept.versions.map(\.teams) == [1, 2])
      #expect(kept.versions.map(\.people) == [0, 50])
    }
  }

  @Test func aTeamOfOneIsNotShownToContestants() async throws {
    try await TestServer.run { server in
      // 红队 is all of one unit, 蓝队 one person.
      let contestants = try await played(
        server, teams: ["红队", "红队", "红队", "蓝队", ""], right: [5, 3, 5, 1, 4])
      let organizer = try await server.staff(.organizer)
      let all = try await rollups(organizer)
      #expect(all.rows.map(\.rank) == [1, nil])
      #expect(all.rows.map(\.participants) == [3, 1])
      let own = try await rollups(contestants[2])
      #expect(own.rows.map(\.group) == ["红队", "蓝队"])
      #expect(own.rows.map(\.isWithheld) == [false, true])
      #expect(own.rows[1].participants == nil)
      #expect(own.rows[1].score == nil)
      #expect(try await rollups(organizer, [("view", "public")]) == own)
    }
  }

  @Test func aRosterThatComesAgainMovesPeopleAtOnce() async throws {
    try await TestServer.run { server in
      _ = try await played(server, teams: ["红队", "蓝队"], right: [5, 3, 4, 1])
      let organizer = try await server.staff(.organizer)
      #expect(try await rankings(organizer, "team:红队").ranked == 2)
      let moved = try await change(server, 5, ["红队", "红队", "红队", ""])
      #expect(moved.contestants == 1)
      #expect(moved.codes.map(\.admission) == ["1004"])
      #expect(moved.known == 4)
      #expect(moved.teamsChanged == 2)
      #expect(try await rankings(organizer, "team:红队").ranked == 3)
      #expect(try await rankings(organizer, "team:蓝队").ranked == 0)
      #expect(try await rollups(organizer).rows.map(\.group) == ["红队"])
      let page: RosterPage = try await organizer.get(
        Path.fill(Path.roster, ["cup"]), query: [("team", "红队"), ("from", "2"), ("top", "2")])
      #expect(page.contestants == 4)
      #expect(page.rows.map(\.admission) == ["1001", "1002"])
      #expect(page.rows.map(\.team) == ["红队", "红队"])
      // Twice is nothing new.
      #expect(try await change(server, 5, ["红队", "红队", "红队", ""]).teamsChanged == 0)
      await refusal(409, "roster-conflict") {
        let _: RosterImported = try await organizer.upload(
          Path.fill(Path.roster, ["cup"]), file: Array(Sample.roster(5).utf8))
      }
    }
  }

  @Test func certifiedResultsHaveTheTeamsAndTheyAreComputedAgain() async throws {
    try await TestServer.run { server in
      let contestants = try await played(
        server, teams: ["红队", "蓝队", "绿队", "黄队", ""], right: [5, 5, 3, 2, 0, 5, 4, 2, 1, 1])
      try await close(server)
      let judge = try await server.staff(.judge)
      let live = try await rollups(judge)
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      let document = try await judge.bytes(Path.fill(Path.certification, stage))
      let (results, hash) = try CertifiedResults.read(document: document)
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
      #expect(results.teams?.map(\.team.text) == ["红队", "蓝队", "绿队", "黄队"])
      #expect(results.teams?.map(\.rank) == [1, 2, 3, 4])
      #expect(results.entries.count { $0.team == nil } == 2)
      #expect(try await rollups(judge).rows == live.rows)

      let text = String(decoding: document, as: UTF8.self)
      for (find, replace) in [
        (#""score":180000,"team":{"text":"蓝队"}"#, #""score":190000,"team":{"text":"蓝队"}"#),
        (#""rank":1,"score":200000"#, #""rank":2,"score":200000"#),
        (#""team":{"text":"红队"},"unit""#, #""team":{"text":"绿队"},"unit""#),
      ] {
        let forged = text.replacing(find, with: replace)
        #expect(forged != text, "\(find)")
        let (results, _) = try CertifiedResults.read(document: Array(forged.utf8))
        let codes = Set(ResultsAudit(results, claimedHash: results.hash).findings.map(\.code))
        #expect(codes.contains("team"), "\(find): \(codes)")
      }
      var without = results
      without.teams = nil
      #expect(
        ResultsAudit(without, claimedHash: without.hash).findings.map(\.code)
          == Array(repeating: "team", count: 4))

      // Of four teams the second is below the first and within the better half.
      var prizes: [[String]] = []
      for number in [0, 1, 2, 4] {
        let report: EligibilityReport = try await contestants[number].get(
          Path.fill(Path.eligibility, ["cup"]))
        prizes.append(report.decisions.filter(\.met).map(\.rule))
      }
      #expect(prizes == [["champion"], ["merit"], [], []])

      // A change of teams after that is a new version.
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(
          Path.fill(Path.certification, stage), Nothing())
      }
      _ = try await change(server, 10, ["蓝队", "红队", "绿队", "黄队", ""])
      #expect(try await rollups(judge).rows == live.rows)
      let outlook: CertificationPreview = try await judge.post(
        Path.fill(Path.certificationPreview, stage), Nothing())
      #expect(outlook.changes?.map(\.admission).sorted() == ["1000", "1001", "1005", "1006"])
      let moved = outlook.changes?.filter { $0.before?.team == "红队" && $0.after?.team == "蓝队" }
      #expect(moved?.map(\.admission).sorted() == ["1000", "1005"])
      #expect(outlook.teams?.map(\.team) == ["蓝队", "红队"])
      #expect(outlook.teams?.map { [$0.before?.rank, $0.after?.rank] } == [[2, 1], [1, 2]])
      let again: Certified = try await judge.post(
        Path.fill(Path.certification, stage), Nothing())
      #expect(again.version == 2)
      #expect(try await rankings(judge, "team:蓝队").rows.map(\.admission) == ["1000", "1005"])
    }
  }

  @Test(arguments: [
    ("team: { score: coverage }", "participation-rate"), ("team: { least: 1 }", "small"),
    ("team: { ties: [best] }", "best-members"),
    ("team: { ties: [elapsed, elapsed] }", "twice"), ("team: { ranks: 1 }", "shared"),
    ("team: { ties: [pass-rate] }", "pass"), ("unit: { ties: coverage }", "coverage"),
  ])
  func aFaultyRuleIsRefusedWithItsPlace(rule: String, word: String) throws {
    let text = Sample.plan.replacing(
      "feedback: score", with: "feedback: score\n        rollups: { small: 2, \(rule) }")
    let refused = #expect(throws: DeclarationRefused.self) { try Contest(plan: text) }
    let sentences = refused?.findings.map { $0.sentence(in: .en) } ?? []
    #expect(sentences.count == 1, "\(sentences)")
    #expect(sentences.first?.contains(word) ?? false, "\(sentences)")
  }
}
