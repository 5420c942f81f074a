import Contests
import Testing

@testable import Certification

/// Every clause just inside and just outside its bound.
@Suite struct ClauseTests {
  /// Judges one clause: the distance in English, absent when the clause is met.
  private func shortfall(
    _ clause: String, _ facts: Facts, at instant: Instant = Fixtures.later
  ) throws -> String? {
    let decision = try Fixtures.pack(when: clause).decide(facts, at: instant)[0]
    let judged = try #require(decision.clauses.first)
    #expect(decision.met == judged.met)
    #expect(decision.clauses.count == 1)
    for text in [judged.title, judged.required, judged.actual, judged.shortfall].compactMap({ $0 })
    {
      #expect(text.zhHans?.isEmpty == false && text.en?.isEmpty == false)
    }
    return judged.shortfall?.text(in: .en)
  }

  @Test func rankRangeIncludesBothEnds() throws {
    #expect(try shortfall("rank: 2..3", Fixtures.facts(rank: 2)) == nil)
    #expect(try shortfall("rank: 2..3", Fixtures.facts(rank: 3)) == nil)
    #expect(try shortfall("rank: 2..3", Fixtures.facts(rank: 4)) == "1 rank short")
    #expect(try shortfall("rank: 2..3", Fixtures.facts(rank: 6)) == "3 ranks short")
    #expect(try shortfall("rank: 2..3", Fixtures.facts(rank: 1)) == "ranked above this band")
  }

  @Test func singleRankIsThatRankOnly() throws {
    #expect(try shortfall("rank: 1", Fixtures.facts(rank: 1)) == nil)
    #expect(try shortfall("rank: 1", Fixtures.facts(rank: 2)) == "1 rank short")
  }

  @Test func openRankRangeHasNoEnd() throws {
    #expect(try shortfall("rank: 4..", Fixtures.facts(rank: 4)) == nil)
    #expect(try shortfall("rank: 4..", Fixtures.facts(rank: 20)) == nil)
    #expect(try shortfall("rank: 4..", Fixtures.facts(rank: 3)) == "ranked above this band")
  }

  @Test(arguments: ["rank: 1..3", "rank: 4..", "rank-percent: at most 100%"])
  func personWithoutRankMeetsNoRankClause(clause: String) throws {
    #expect(try shortfall(clause, Fixtures.facts(rank: nil)) == "not ranked")
  }

  @Test func rankPercentComparesWithoutRounding() throws {
    let half = "rank-percent: at most 50%"
    #expect(try shortfall(half, Fixtures.facts(rank: 10, of: 20)) == nil)
    #expect(try shortfall(half, Fixtures.facts(rank: 11, of: 20)) == "1 rank short")
    #expect(try shortfall(half, Fixtures.facts(rank: 10, of: 21)) == nil)
    #expect(try shortfall(half, Fixtures.facts(rank: 11, of: 21)) == "1 rank short")
    #expect(try shortfall(half, Fixtures.facts(rank: 1, of: 1)) == "1 rank short")
    #expect(try shortfall("rank-percent: at most 100%", Fixtures.facts(rank: 7, of: 7)) == nil)
  }

  @Test func scoreIsComparedWithTheMaximum() throws {
    let clause = "score: at least 60%"
    func facts(_ thousandths: Int, _ maximum: Int) throws -> Facts {
      try Fixtures.facts(
        score: Points(thousandths: thousandths), maximum: Points(thousandths: maximum))
    }
    #expect(try shortfall(clause, facts(60_000, 100_000)) == nil)
    #expect(
      try shortfall(clause, facts(59_999, 100_000)) == "60 needed: 0.001 points short")
    // 60% of 0.333 is 0.1998: 0.2 is the least that is enough.
    #expect(try shortfall(clause, facts(200, 333)) == nil)
    #expect(try shortfall(clause, facts(199, 333)) == "0.2 needed: 0.001 points short")
    #expect(try shortfall(clause, facts(0, 0)) == "there were no points to earn")
  }

  @Test func roundsCountFromTheBound() throws {
    #expect(try shortfall("rounds: at least 5", Fixtures.facts(rounds: 5)) == nil)
    #expect(try shortfall("rounds: at least 5", Fixtures.facts(rounds: 4)) == "1 round short")
    #expect(try shortfall("rounds: at least 5", Fixtures.facts(rounds: 0)) == "5 rounds short")
  }

  @Test func partsAreInFromTheBoundOn() throws {
    let almost = Points(thousandths: 59_999)
    #expect(try shortfall("theory: at least 60", Fixtures.facts(theory: Points(60))) == nil)
    #expect(
      try shortfall("theory: at least 60", Fixtures.facts(theory: almost))
        == "0.001 points short")
    #expect(try shortfall("practical: at least 60", Fixtures.facts(practical: Points(60))) == nil)
    #expect(
      try shortfall("practical: at least 60", Fixtures.facts(practical: Points(58)))
        == "2 points short")
    #expect(
      try shortfall("practical: at least 59.5", Fixtures.facts(practical: Points(59)))
        == "0.5 points short")
  }

  @Test func partThatNobodyEnteredIsNoZero() throws {
    #expect(
      try shortfall("theory: at least 0", Fixtures.facts(theory: nil))
        == "no theory score was entered")
    #expect(
      try shortfall("practical: at least 0", Fixtures.facts(practical: nil))
        == "no practical score was entered")
    #expect(try shortfall("practical: at least 0", Fixtures.facts(practical: .zero)) == nil)
  }

  @Test func aTeamsRankIsJudgedLikeAPersons() throws {
    let band = "team-rank: 4.."
    #expect(try shortfall(band, Fixtures.facts(teamRank: 4, ofTeams: 8)) == nil)
    #expect(
      try shortfall("team-rank: 4..", Fixtures.facts(teamRank: 3, ofTeams: 8))
        == "ranked above this band")
    #expect(
      try shortfall("team-rank: 1..3", Fixtures.facts(teamRank: 5, ofTeams: 8))
        == "2 ranks short")
    let half = "team-rank-percent: at most 50%"
    #expect(try shortfall(half, Fixtures.facts(teamRank: 4, ofTeams: 7)) == "1 rank short")
    #expect(
      try shortfall(half, Fixtures.facts(teamRank: nil, ofTeams: 7)) == "no team that is ranked")
  }

  @Test func holdsLevelMeansExactlyThatLevel() throws {
    let clause = "holds-level: 高级工"
    #expect(try shortfall(clause, Fixtures.facts(level: .senior)) == nil)
    #expect(try shortfall(clause, Fixtures.facts(level: .intermediate)) == "1 level short")
    #expect(
      try shortfall(clause, Fixtures.facts(level: .technician))
        == "already holds technician (技师)")
    #expect(try shortfall(clause, Fixtures.facts(level: nil)) == "no level certificate on record")
  }

  @Test func belowLevelIncludesThoseWithoutOne() throws {
    let clause = "below-level: 高级工"
    #expect(try shortfall(clause, Fixtures.facts(level: .intermediate)) == nil)
    #expect(try shortfall(clause, Fixtures.facts(level: nil)) == nil)
    #expect(
      try shortfall(clause, Fixtures.facts(level: .senior))
        == "already holds senior worker (高级工)")
  }

  @Test func tierIsInFromTheBoundUpwards() throws {
    let clause = "tier: at least city"
    #expect(try shortfall(clause, Fixtures.facts(tier: .city)) == nil)
    #expect(try shortfall(clause, Fixtures.facts(tier: .national)) == nil)
    #expect(try shortfall(clause, Fixtures.facts(tier: .county)) == "1 tier short")
    #expect(try shortfall(clause, Fixtures.facts(tier: .enterprise)) == "2 tiers short")
  }

  @Test func publicNoticeIsOverAtItsLastMillisecond() throws {
    let facts = try Fixtures.facts()
    func after(_ milliseconds: Int64) -> Instant {
      Fixtures.certifiedAt + Milliseconds(milliseconds)
    }
    let week = 7 * Fixtures.day.count
    let clause = "public-notice: 7d"
    #expect(try shortfall(clause, facts, at: after(week)) == nil)
    #expect(try shortfall(clause, facts, at: after(week - 1)) == "6 of 7 days")
    #expect(try shortfall(clause, facts, at: after(3 * Fixtures.day.count)) == "3 of 7 days")
    #expect(try shortfall(clause, facts, at: after(0)) == "0 of 7 days")
    #expect(try shortfall(clause, facts, at: after(-1)) == "0 of 7 days")
    #expect(
      try shortfall("public-notice: 36h", facts, at: after(3_600_000)) == "1 of 36 hours")
  }

  @Test func standingClausesFollowTheirFact() throws {
    #expect(try shortfall("shortlisted: yes", Fixtures.facts(shortlisted: true)) == nil)
    #expect(
      try shortfall("shortlisted: yes", Fixtures.facts(shortlisted: false))
        == "not on the shortlist")
    #expect(try shortfall("not-disqualified: yes", Fixtures.facts(disqualified: false)) == nil)
    #expect(
      try shortfall("not-disqualified: yes", Fixtures.facts(disqualified: true))
        == "disqualified")
    #expect(try shortfall("issuer-registered: yes", Fixtures.facts()) == nil)
    #expect(
      try shortfall("issuer-registered: yes", Fixtures.facts(issuerRegistered: false))
        == "no issuer is registered for the occupation yet")
  }

  @Test func everyClauseNamesItsEvidence() throws {
    let pack = try Fixtures.pack(
      when: """
        rank: 1, rank-percent: at most 50%, score: at least 1%, rounds: at least 1,
              shortlisted: yes, theory: at least 1, practical: at least 1, holds-level: 高级工,
              below-level: 技师, tier: at least city, public-notice: 7d, not-disqualified: yes,
              issuer-registered: yes, team-rank: 1..3, team-rank-percent: at most 50%
        """)
    let facts = try Fixtures.facts(teamRank: 2, ofTeams: 4)
    let decision = pack.decide(facts, at: Fixtures.later)[0]
    let results = "results:\(String(repeating: "a1", count: 32))"
    #expect(decision.met)
    #expect(Set(decision.clauses.map(\.field)) == Set(ClauseCatalog.fields))
    #expect(
      Dictionary(uniqueKeysWithValues: decision.clauses.map { ($0.field, $0.evidence) }) == [
        "rank": "\(results)#rank", "rank-percent": "\(results)#rank",
        "team-rank": "\(results)#teams", "team-rank-percent": "\(results)#teams",
        "score": "\(results)#score", "rounds": "\(results)#rounds",
        "shortlisted": "\(results)#shortlisted", "theory": "parts:theory",
        "practical": "parts:practical", "holds-level": "roster:level",
        "below-level": "roster:level", "tier": "plan:suwanluyu-2025#tier",
        "public-notice": "\(results)#certified-at", "not-disqualified": "rulings:7",
        "issuer-registered": "issuers:6-31-01-02",
      ])
  }

  @Test(arguments: [
    "rank: 0", "rank: 3..1", "rank: ..3", "rank: first", "rank-percent: at most 0%",
    "rank-percent: at most 101%", "rank-percent: at most 50", "rank-percent: 50%",
    "score: at least 60", "score: 60%", "score: at most 60%", "rounds: at least 0",
    "rounds: 3", "theory: at least 100.001", "theory: 60", "practical: at least -1",
    "holds-level: 高工", "below-level: senior", "tier: at least town", "tier: city",
    "public-notice: 7", "public-notice: 0d", "shortlisted: no", "shortlisted: true",
    "not-disqualified: no", "issuer-registered: 1",
  ])
  func valueThatCannotBeReadIsRefused(clause: String) throws {
    let refused = #expect(throws: DeclarationRefused.self) { try Fixtures.pack(when: clause) }
    let finding = try #require(refused?.findings.first)
    #expect(refused?.findings.count == 1)
    #expect(finding.code == "value-unexpected")
    #expect(finding.field == "rules[0].when.\(clause.prefix { $0 != ":" })")
    #expect(finding.line == 7)
  }
}
