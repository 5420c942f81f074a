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
    var objectedTo = try Fixtures.facts(rank: nil)
    objectedTo.objection = Fact(.upheld, evidence: "objections:cup#4")
    #expect(try shortfall(clause, objectedTo) == "no rank: an objection was upheld")
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

  /// Nobody could object to what was kept back.
  @Test func publicNoticeBeginsWhenAFreezeEnds() throws {
    let clause = "public-notice: 7d"
    let day = Fixtures.day.count
    var facts = try Fixtures.facts()
    facts.result.publicSince = nil
    func after(_ days: Int64) -> Instant { Fixtures.certifiedAt + Milliseconds(days * day) }
    #expect(try shortfall(clause, facts, at: after(30)) == "0 of 7 days")
    facts.result.publicSince = after(20)
    #expect(try shortfall(clause, facts, at: after(26)) == "6 of 7 days")
    #expect(try shortfall(clause, facts, at: after(27)) == nil)
    let judged = try Fixtures.pack(when: clause).decide(facts, at: after(27))[0].clauses[0]
    #expect(judged.evidence == "freezes:suwanluyu-2025/fitter/final")
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

  @Test func aTeamsRankIsJudgedLikeAPersons() throws {
    let band = "team-rank: 4.."
    #expect(try shortfall(band, Fixtures.facts(teamRank: 4, ofTeams: 8)) == nil)
    #expect(
      try shortfall(band, Fixtures.facts(teamRank: 3, ofTeams: 8)) == "ranked above this band")
    #expect(
      try shortfall("team-rank: 1..3", Fixtures.facts(teamRank: 5, ofTeams: 8))
        == "2 ranks short")
    let half = "team-rank-percent: at most 50%"
    #expect(try shortfall(half, Fixtures.facts(teamRank: 4, ofTeams: 8)) == nil)
    #expect(try shortfall(half, Fixtures.facts(teamRank: 4, ofTeams: 7)) == "1 rank short")
    #expect(
      try shortfall(half, Fixtures.facts(teamRank: nil, ofTeams: 7)) == "no team that is ranked")
    // What stands against the team matters to whoever would have the outcome by it.
    var facts = try Fixtures.facts(teamRank: 4, ofTeams: 8)
    facts.result.teamObjection = Fact(.open, evidence: "objections:cup#3")
    #expect(try shortfall(half, facts) == "an objection against the team is open")
    #expect(try shortfall("team-rank: 1..3", facts) == "1 rank short")
    facts.result.teamRank = nil
    facts.result.teamObjection = Fact(.upheld, evidence: "objections:cup#3")
    #expect(
      try shortfall(half, facts) == "the team is excluded: an objection against it was upheld")
    facts.objection = Fact(.upheld, evidence: "objections:cup#4")
    #expect(
      try shortfall(half, facts) == "excluded: an objection against the person was upheld")
  }

  @Test func daysAreCountedFromTheBoundOrOverTheWholeWindow() throws {
    #expect(try shortfall("days: at least 3", Fixtures.facts(rounds: 3)) == nil)
    #expect(try shortfall("days: at least 4", Fixtures.facts(rounds: 3)) == "1 day short")
    #expect(try shortfall("days: all", Fixtures.facts(rounds: 30)) == nil)
    #expect(try shortfall("days: all", Fixtures.facts(rounds: 29)) == "1 day short")
  }

  /// Facts with one thing changed.
  private func facts(_ change: (inout Facts) throws -> Void) throws -> Facts {
    var facts = try Fixtures.facts()
    try change(&facts)
    return facts
  }

  @Test func partsAreKnownByTheirIds() throws {
    let clause = "parts: { theory: at least 80, practical: at least 70 }"
    #expect(try shortfall(clause, Fixtures.facts()) == nil)
    #expect(
      try shortfall(clause, Fixtures.facts(theory: Points(79), practical: nil))
        == "theory 1 point short, practical no score was entered")
    #expect(
      try shortfall("parts: { defence: at least 0 }", Fixtures.facts())
        == "defence no score was entered")
    #expect(try shortfall("parts-passed: yes", Fixtures.facts()) == nil)
    #expect(
      try shortfall(
        "parts-passed: yes",
        facts { facts in
          facts.result = Facts.Result(
            hash: facts.result.hash, version: 1, certifiedAt: facts.result.certifiedAt,
            certifiedOn: facts.result.certifiedOn, rank: 1, rankedCount: 1, score: .zero,
            maximum: .zero, shortlisted: false, rounds: 0,
            parts: [Facts.Part(id: "practical", score: .zero, isPassed: false)])
        }) == "not passed: practical")
  }

  @Test func levelsMayBeListedAndBoundedFromBelow() throws {
    let listed = "holds-level: [中级工, 高级工, 无]"
    #expect(try shortfall(listed, Fixtures.facts(level: .senior)) == nil)
    #expect(try shortfall(listed, Fixtures.facts(level: nil)) == nil)
    #expect(try shortfall(listed, Fixtures.facts(level: .junior)) == "1 level short")
    #expect(
      try shortfall(listed, Fixtures.facts(level: .technician)) == "already holds technician (技师)")
    let least = "least-level: 高级工"
    #expect(try shortfall(least, Fixtures.facts(level: .technician)) == nil)
    #expect(try shortfall(least, Fixtures.facts(level: .senior)) == nil)
    #expect(try shortfall(least, Fixtures.facts(level: .junior)) == "2 levels short")
    #expect(try shortfall(least, Fixtures.facts(level: nil)) == "no level certificate on record")
  }

  @Test func ageIsThatOfTheDayOfCertification() throws {
    func born(_ text: String) throws -> Facts {
      try facts { $0.record.birthDate = Fact(CalendarDate(text), evidence: "ledger:3") }
    }
    // Certified on 2025-06-01.
    let most = "age: at most 35"
    #expect(try shortfall(most, born("1989-06-02")) == nil)
    #expect(try shortfall(most, born("1989-06-01")) == "1 year over")
    #expect(try shortfall("age: at least 18", born("2007-06-01")) == nil)
    #expect(try shortfall("age: at least 18", born("2007-06-02")) == "1 year short")
    let named = "age: at most 35 on 2025-12-31"
    #expect(try shortfall(named, born("1989-12-31")) == "1 year over")
    #expect(try shortfall(named, born("1990-01-01")) == nil)
    #expect(try shortfall(most, Fixtures.facts()) == "not on record")
  }

  @Test func personalFactsAreAskedOfTheRecord() throws {
    func with(_ change: @escaping (inout PersonRecord) -> Void) throws -> Facts {
      try facts { change(&$0.record) }
    }
    let worker = try with { $0.category = Fact(.worker, evidence: "ledger:1") }
    #expect(try shortfall("category: [worker, student]", worker) == nil)
    #expect(try shortfall("category: student", worker) == "worker")
    #expect(try shortfall("category: worker", Fixtures.facts()) == "not on record")
    let woman = try with { $0.gender = Fact(.female, evidence: "ledger:1") }
    #expect(try shortfall("gender: female", woman) == nil)
    #expect(try shortfall("gender: male", woman) == "female")
    let titled = try with { $0.titles = [Fact("省技术能手", evidence: "ledger:1")] }
    #expect(try shortfall("holds-title: [市技术能手, 省技术能手]", titled) == nil)
    #expect(try shortfall("holds-title: 全国技术能手", titled) == "not on record")
    #expect(try shortfall("lacks-title: 全国技术能手", titled) == nil)
    #expect(try shortfall("lacks-title: 省技术能手", titled) == "already holds 省技术能手")
    let trained = try with { $0.trainingHours = Fact(40, evidence: "ledger:1") }
    #expect(try shortfall("training-hours: at least 40", trained) == nil)
    #expect(try shortfall("training-hours: at least 41", trained) == "1 hour short")
    let working = try with {
      $0.worksSince = Fact(CalendarDate("2020-06-01"), evidence: "ledger:1")
    }
    #expect(try shortfall("work-years: at least 5", working) == nil)
    #expect(try shortfall("work-years: at least 6", working) == "1 year short")
  }

  @Test func classDayAndTiesAreAskedOfTheContest() throws {
    #expect(try shortfall("contest-class: 1", Fixtures.facts()) == nil)
    #expect(try shortfall("contest-class: [2, 3]", Fixtures.facts()) == "class 1")
    #expect(try shortfall("certified-on: 2025-06-01..2025-06-01", Fixtures.facts()) == nil)
    #expect(try shortfall("certified-on: 2025-06-02..", Fixtures.facts()) == "too early")
    #expect(try shortfall("certified-on: ..2025-05-31", Fixtures.facts()) == "too late")
    #expect(try shortfall("shared-rank: no", Fixtures.facts()) == nil)
    #expect(try shortfall("shared-rank: no", Fixtures.facts(rank: nil)) == "not ranked")
    var objectedTo = try Fixtures.facts(rank: nil)
    objectedTo.objection = Fact(.upheld, evidence: "objections:cup#4")
    #expect(try shortfall("shared-rank: no", objectedTo) == "no rank: an objection was upheld")
  }

  @Test func issuerHasToCoverLevelDayAndPerson() throws {
    let outcome = "{ eligibility: skill-level, level: 技师 }"
    func verdict(_ issuer: IssuerRegistration, _ whose: String = "yes") throws -> Decision.Verdict {
      let facts = try facts { $0.issuers = [issuer] }
      return try Fixtures.pack(when: "issuer-registered: \(whose)", outcome: outcome)
        .decide(facts, at: Fixtures.later)[0].verdict
    }
    func issuer(
      _ kind: IssuerRegistration.Kind = .body, name: String = "某机构",
      _ levels: ClosedRange<SkillLevel> = .junior ... .seniorTechnician,
      from: String = "2020-01-01", until: String? = nil
    ) throws -> IssuerRegistration {
      IssuerRegistration(
        name: name, kind: kind, occupation: try #require(OccupationCode("6-31-01-02")),
        levels: levels, from: try #require(CalendarDate(from)),
        until: until.flatMap { CalendarDate($0) }, evidence: "issuer:1")
    }
    let awaiting = Decision.Verdict.awaiting(Awaiting(.issuer))
    // Decided on 2025-06-09.
    #expect(try verdict(issuer(until: "2025-06-09")) == .met)
    #expect(try verdict(issuer(until: "2025-06-08")) == awaiting)
    #expect(try verdict(issuer(from: "2025-06-10")) == awaiting)
    #expect(try verdict(issuer(.body, .junior ... .senior)) == awaiting)
    #expect(try verdict(issuer(.firm)) == awaiting)
    #expect(try verdict(issuer(.firm, name: "徐州重型机械")) == .met)
    #expect(try verdict(issuer(.firm, name: "徐州重型机械"), "employer") == .met)
    #expect(try verdict(issuer(), "employer") == awaiting)
    // Whom the ledger names employs the person, whatever the roster's unit is.
    let moved = try facts {
      $0.issuers = [try issuer(.firm, name: "徐州矿务")]
      $0.record.employer = Fact("徐州矿务", evidence: "ledger:9")
    }
    #expect(
      try Fixtures.pack(when: "issuer-registered: employer", outcome: outcome)
        .decide(moved, at: Fixtures.later)[0].met)
  }

  @Test func everyClauseNamesItsEvidence() throws {
    let fields = Set(ClauseCatalog.fields)
    let values = [
      "rank": "1", "rank-percent": "at most 50%", "shared-rank": "no", "score": "at least 1%",
      "team-rank": "1..3", "team-rank-percent": "at most 50%",
      "rounds": "at least 1", "days": "at least 1", "shortlisted": "yes", "theory": "at least 1",
      "practical": "at least 1", "parts": "{ theory: at least 1 }", "parts-passed": "yes",
      "holds-level": "高级工", "below-level": "技师", "least-level": "高级工", "category": "worker",
      "age": "at most 35", "gender": "female", "holds-title": "能手", "lacks-title": "能手",
      "training-hours": "at least 1", "work-years": "at least 1", "tier": "at least city",
      "contest-class": "1", "certified-on": "2025-01-01..", "public-notice": "7d",
      "objections": "none upheld", "not-disqualified": "yes", "issuer-registered": "yes",
      "participants": "at least 1", "participation-rate": "at least 1%",
    ]
    #expect(Set(values.keys) == fields)
    for (field, value) in values {
      let pack = try Fixtures.pack(when: "\(field): \(value)")
      let clause = try pack.decide(Fixtures.facts(), at: Fixtures.later)[0].clauses[0]
      #expect(clause.field == field)
      let known = [
        "results:a1", "roster:", "ledger:", "plan:", "rulings:", "issuers:", "objections:",
      ]
      #expect(known.contains { clause.evidence.hasPrefix($0) }, "\(field) \(clause.evidence)")
    }
  }

  @Test(arguments: [
    "rank: 0", "rank: ..3", "rank: first", "rank-percent: at most 0%",
    "rank-percent: at most 101%", "rank-percent: at most 50", "rank-percent: 50%",
    "score: at least 60", "score: 60%", "score: at most 60%", "rounds: at least 0",
    "rounds: 3", "theory: at least 100.001", "theory: 60", "practical: at least -1",
    "holds-level: 高工", "below-level: senior", "tier: at least town", "tier: city",
    "public-notice: 7", "public-notice: 0d", "shortlisted: no", "shortlisted: true",
    "not-disqualified: no", "issuer-registered: 1", "days: 3", "days: at least 0",
    "parts-passed: no", "shared-rank: yes", "least-level: senior",
    "category: boss", "age: 35", "age: at most 35 on friday", "age: about 35", "gender: no",
    "training-hours: 40", "work-years: at least 0", "contest-class: 0", "certified-on: 2025-01-01",
    "certified-on: ..", "objections: none",
    "participants: 3", "participation-rate: at least 30",
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
