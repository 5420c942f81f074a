import Contests
import Fixtures
import Testing

@testable import Scoring

/// What differs between two versions of certified results.
@Suite struct ResultsDifferenceTests {
  /// Results in which the last has no rank.
  private func certified(
    _ ranked: [String], without: String, _ reason: UnrankedReason
  ) throws -> CertifiedResults {
    var results = try Sample.certified("practice", ranked.map { ($0, false) })
    let entry = try #require(try Sample.certified("practice", [(without, false)]).entries.first)
    results.unranked = [CertifiedResults.Unranked(reasons: [reason], entry: entry)]
    return results
  }

  @Test func whoeverLosesOrGainsARankIsNamed() throws {
    let ranked = try Sample.certified("practice", [("1000", false), ("1001", false)])
    let excluded = try certified(["1000"], without: "1001", .disqualified)
    let lost = try #require(ResultsDifference(from: ranked, to: excluded)).changes
    #expect(lost.map(\.contestant.text) == ["1001"])
    #expect(lost[0].before?.rank == 2 && lost[0].before?.reasons == [])
    #expect(lost[0].after?.rank == nil && lost[0].after?.reasons == [.disqualified])
    let gained = try #require(ResultsDifference(from: excluded, to: ranked)).changes
    #expect(gained.map(\.contestant.text) == ["1001"])
    #expect(gained[0].before == lost[0].after && gained[0].after == lost[0].before)
  }

  @Test func anotherReasonToHaveNoRankIsNamed() throws {
    let excluded = try certified(["1000"], without: "1001", .disqualified)
    let missing = try certified(["1000"], without: "1001", .missingPart)
    let changes = try #require(ResultsDifference(from: excluded, to: missing)).changes
    #expect(changes.map(\.after?.reasons) == [[.missingPart]])
    #expect(ResultsDifference(from: excluded, to: excluded)?.changes == [])
  }

  /// Results in which the one without a rank is of a team, and with team standings.
  private func certified(
    _ team: String?, teams: [(name: String, score: Int)]
  ) throws -> CertifiedResults {
    var results = try certified(["1000"], without: "1001", .missingPart)
    var entry = try #require(results.unranked?.first?.entry)
    entry.team = team.flatMap { TeamName($0) }
    results.unranked = [CertifiedResults.Unranked(reasons: [.missingPart], entry: entry)]
    results.teams = try teams.enumerated().map { index, team in
      CertifiedResults.Team(
        rank: index + 1, team: try #require(TeamName(team.name)), score: team.score,
        participants: 2)
    }
    return results
  }

  @Test func whoIsOfAnotherTeamAndWhichTeamStandsElsewhereIsNamed() throws {
    let before = try certified("红队", teams: [("红队", 9000), ("蓝队", 8000), ("绿队", 100)])
    let after = try certified(nil, teams: [("蓝队", 8000), ("红队", 7000), ("绿队", 100)])
    let difference = try #require(ResultsDifference(from: before, to: after))
    #expect(difference.changes.map(\.contestant.text) == ["1001"])
    #expect(difference.changes.map(\.before?.team?.text) == ["红队"])
    #expect(difference.changes.map { $0.after?.team == nil } == [true])
    #expect(difference.teams.map(\.team.text) == ["蓝队", "红队"])
    #expect(difference.teams.map(\.before?.rank) == [2, 1])
    #expect(difference.teams.map(\.after?.rank) == [1, 2])
    let gone = try certified(nil, teams: [("蓝队", 8000), ("红队", 7000)])
    let last = try #require(ResultsDifference(from: after, to: gone)).teams
    #expect(last.map(\.team.text) == ["绿队"])
    #expect(last.map { $0.after == nil } == [true])
  }

  @Test func whoHasNoResultAnyMoreStandsLast() throws {
    let before = try certified(["1000", "1002"], without: "1001", .disqualified)
    let after = try Sample.certified("practice", [("1002", false)])
    let changes = try #require(ResultsDifference(from: before, to: after)).changes
    #expect(changes.map(\.contestant.text) == ["1002", "1000", "1001"])
    #expect(changes.map { $0.after == nil } == [false, true, true])
  }
}
