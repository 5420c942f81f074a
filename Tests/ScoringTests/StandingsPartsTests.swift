import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// Results of several parts, disqualified and unranked contestants, in the live table and in the plain
/// computation.
@Suite struct StandingsPartsTests {
  private func place(
    ranking: String = "[score desc, part:practical desc, elapsed asc]",
    unranked: String = "[disqualified, not-submitted, missing-part]", hasParts: Bool = true
  ) throws -> StagePlace {
    let parts = """
              parts:
                - { id: theory, online: true, weight: 30, pass: 60 }
                - { id: practical, weight: 70, of: 50, pass: 60, judges: { combine: median, at-least: 2 } }

      """
    let plan =
      Sample.plan + """

              - id: final
                window: 2025-04-01T00:00/2025-06-01T00:00
                paper: { draw: 5, points: 20 }
                time: 5m
                ranking: \(hasParts ? ranking : "[score desc, elapsed asc]")
                unranked: \(unranked)

        """ + (hasParts ? parts : "")
    let contest = try Contest(plan: plan)
    let path = try Sample.path("final")
    return StagePlace(
      path: path, contest: contest, event: try #require(contest.event(path.event)),
      stage: try #require(contest.stage(path)), state: .open)
  }

  private func outcome(_ attempt: Int, _ score: Int, _ seconds: Int64 = 1) -> AttemptOutcome {
    AttemptOutcome(
      attempt: AttemptID(number: Int64(attempt)), number: 1, startedAt: Sample.start,
      submittedAt: Sample.start + .seconds(seconds), elapsed: .seconds(seconds),
      score: Points(score), maximum: Points(100))
  }

  private func contestant(_ number: Int) throws -> Contestant {
    try Sample.contestant(
      "\(1000 + number)", unit: "第\(number % 4)厂", region: ["320302", "340600"][number % 2])
  }

  /// Everything that happened, for the plain computation.
  private struct Model {
    var outcomes: [ContestantID: AttemptOutcome] = [:]
    var records: [JudgingRecord] = []
    var contestants: [ContestantID: Contestant] = [:]

    mutating func append(
      _ kind: JudgingRecord.Kind, _ contestant: Contestant, judge: String? = nil,
      score: Points? = nil
    ) throws {
      contestants[contestant.id] = contestant
      let isRuling = kind == .disqualified || kind == .reinstated
      records.append(
        JudgingRecord(
          JudgingRecord.Entry(
            kind, contestant.id, part: isRuling ? nil : try PartID("practical"), judge: judge,
            score: score, actor: "judge", at: Sample.start),
          number: Int64(records.count + 1)))
    }

    var judging: StageJudging { StageJudging(records) }

    func standings(in scope: Scope, at place: StagePlace) -> Standings {
      let judging = judging
      return Standings(
        of: contestants.values.filter { Scope.all(of: $0).contains(scope) }.compactMap {
          contestant in
          StageResult(
            of: outcomes[contestant.id].map { [$0] } ?? [], in: place.stage,
            zone: place.contest.zone, judging: judging[contestant.id]
          ).map { (contestant, $0) }
        }, by: place.stage,
        disqualified: Set(judging.contestants.filter { judging[$0]?.disqualification != nil }))
    }
  }

  private func expectSame(
    _ table: StandingsTable, _ model: Model, at place: StagePlace,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let scopes = Set(model.contestants.values.flatMap(Scope.all)).union([.overall])
    for scope in scopes {
      let expected = model.standings(in: scope, at: place)
      #expect(
        table.rows(0..<10_000, in: scope) == expected.rows, "\(scope)",
        sourceLocation: sourceLocation)
      #expect(table.count(in: scope) == expected.rows.count, sourceLocation: sourceLocation)
      for row in expected.rows {
        #expect(table.rank(of: row.contestant.id, in: scope) == row.rank)
      }
      let unranked = table.unranked(in: scope)
      #expect(unranked.filter { $0.result != nil } == expected.unranked)
      for one in unranked {
        #expect(table.rank(of: one.contestant.id, in: scope) == nil)
        #expect(one.result != nil || one.reasons == [.disqualified])
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func anyHistoryGivesWhatAFullSortGives(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let place = try place(
      unranked: [
        "[disqualified, not-submitted, missing-part]", "[zero-score, disqualified]",
        "[disqualified, missing-part, failed-part]",
      ][Int(seed) % 3], hasParts: seed % 2 == 0 || seed % 3 == 2)
    var table = StandingsTable(place)
    var model = Model()
    for step in 1...700 {
      let contestant = try contestant(Int.random(in: 0..<40, using: &random))
      let id = contestant.id
      switch Int.random(in: 0..<8, using: &random) {
      case 0...2:
        let one = outcome(
          model.outcomes[id].map { Int($0.attempt.number) } ?? step,
          Int.random(in: 0...5, using: &random) * 20, Int64.random(in: 1...3, using: &random))
        model.outcomes[id] = one
        model.contestants[id] = contestant
        table.add(one, of: contestant)
      case 3...5 where place.stage.parts != nil:
        let judge = ["li", "wang", "zhao"].randomElement(using: &random)
        if Int.random(in: 0..<3, using: &random) == 0 {
          try model.append(
            Bool.random(using: &random) ? .assigned : .released, contestant, judge: judge)
        } else {
          try model.append(.assigned, contestant, judge: judge)
          try model.append(
            .scored, contestant, judge: judge,
            score: Points(Int.random(in: 0...5, using: &random) * 10))
        }
        table.judge(try #require(model.judging[id]), of: contestant)
      case 6:
        try model.append(.disqualified, contestant)
        let older = model.judging[id]
        table.judge(try #require(older), of: contestant)
      default:
        let older = model.judging[id]
        try model.append(.reinstated, contestant)
        table.judge(try #require(model.judging[id]), of: contestant)
        // What comes late changes nothing.
        if let older { table.judge(older, of: contestant) }
      }
      if step % 100 == 0 { expectSame(table, model, at: place) }
    }
  }

  /// Members of tables hold either, so that parts cost those nothing who have none.
  @Test func aResultTakesNoMoreRoomThanAnAttempt() {
    #expect(MemoryLayout<StageResult>.size <= MemoryLayout<AttemptOutcome>.size)
  }

  @Test func theRanksOfTheOthersCloseUp() throws {
    let place = try place(hasParts: false)
    var table = StandingsTable(place)
    for (number, score) in [90, 80, 80, 70].enumerated() {
      table.add(outcome(number + 1, score), of: try contestant(number))
    }
    var judging = ContestantJudging()
    let id = try contestant(0).id
    judging.apply(
      JudgingRecord(
        JudgingRecord.Entry(.disqualified, id, reason: "代考", actor: "li", at: Sample.start),
        number: 1))
    table.judge(judging, of: try contestant(0))
    #expect(table.rows(0..<9).map(\.rank) == [1, 1, 3])
    #expect(table.head().map(\.rank) == [1, 1, 3])
    #expect(table.unranked().map(\.reasons) == [[.disqualified]])
    #expect(table.rank(of: id) == nil)
    judging.apply(
      JudgingRecord(
        JudgingRecord.Entry(.reinstated, id, reason: "查无实据", actor: "li", at: Sample.start),
        number: 2))
    table.judge(judging, of: try contestant(0))
    #expect(table.rows(0..<9).map(\.rank) == [1, 2, 2, 4])
    #expect(table.unranked().isEmpty)
  }

  /// Theory 80 of 100, practical the median of the judges' scores of 50.
  private func result(_ scores: [Int], theory: Int? = 80, in place: StagePlace) throws
    -> StageResult?
  {
    var model = Model()
    let contestant = try contestant(0)
    for (number, score) in scores.enumerated() {
      try model.append(.assigned, contestant, judge: "judge\(number)")
      try model.append(.scored, contestant, judge: "judge\(number)", score: Points(score))
    }
    return StageResult(
      of: theory.map { [outcome(1, $0, 7)] } ?? [], in: place.stage, zone: place.contest.zone,
      judging: model.judging[contestant.id])
  }

  @Test func theTotalIsTheSumOfTheShares() throws {
    let place = try place()
    // 30 x 80 / 100 = 24; the median of 31, 40 and 46 is 40, 70 x 40 / 50 = 56.
    let result = try #require(try result([31, 46, 40], in: place))
    #expect(result.score == Points(80))
    #expect(result.maximum == Points(100))
    #expect(result.parts.map(\.share) == [Points(24), Points(56)])
    #expect(result.parts.map(\.isPassed) == [true, true])
    #expect(result.elapsed == .seconds(7))
    #expect(result.reasonsAgainstRank(in: place.stage).isEmpty)
  }

  @Test func whoLacksAPartHasNoRankUnlessThePlanSaysSo() throws {
    let strict = try place()
    let one = try #require(try result([31], in: strict))
    #expect(one.score == Points(24))
    #expect(one.reasonsAgainstRank(in: strict.stage) == [.missingPart])
    let lenient = try place(unranked: "[zero-score]")
    #expect(try result([31], in: lenient)?.reasonsAgainstRank(in: lenient.stage) == [])
    let absent = try #require(try result([31, 31], theory: nil, in: strict))
    #expect(absent.reasonsAgainstRank(in: strict.stage) == [.notSubmitted])
    #expect(absent.elapsed == strict.stage.allowance)
    #expect(try result([], theory: nil, in: strict) == nil)
    let nothing = try #require(try result([0, 0], theory: 0, in: lenient))
    #expect(nothing.reasonsAgainstRank(in: lenient.stage) == [.zeroScore])
  }

  @Test func aFailedPartIsToldAndKeepsFromARankWhereDeclared() throws {
    let place = try place(unranked: "[failed-part, missing-part]")
    let failed = try #require(try result([29, 30], in: place))
    #expect(failed.parts.map(\.isPassed) == [true, false])
    #expect(failed.reasonsAgainstRank(in: place.stage) == [.failedPart])
    #expect(try result([30, 30], in: place)?.reasonsAgainstRank(in: place.stage) == [])
  }

  @Test func equalTotalsAreDecidedByTheDeclaredPart() throws {
    let keys: [RankingKey] = [
      .scoreDescending, .partDescending(try PartID("practical")), .elapsedAscending,
    ]
    func key(_ practical: Int?, _ seconds: Int64) throws -> RankKey {
      let part = StagePart(
        id: try PartID("practical"), title: LocalizedText(zhHans: "实操", en: "Practical"),
        source: .stage(try StageID("before")), weight: Points(70))
      let carried = practical.map {
        CarriedScore(score: Points(thousandths: $0), maximum: Points(100_000))
      }
      let score = PartScore(
        part, paper: nil, judging: nil, carried: carried.map { [part.id: $0] } ?? [:])
      return RankKey(
        score: Points(80), elapsed: .seconds(seconds), submittedAt: Sample.start, parts: [score],
        by: keys)
    }
    #expect(try key(60_000, 9) < key(59_999, 1))
    #expect(try key(60_000, 1) < key(60_000, 2))
    #expect(try key(100_000_000, 1) < key(99_999_999, 1))
    #expect(try key(0, 1) < key(-1, 1))
    #expect(try key(-34_000_000, 9) < key(nil, 1))
  }

  /// The best of several attempts is the one with the best paper, whatever the parts are ranked by.
  @Test(arguments: [
    "[part:practical desc, elapsed asc]", "[part:practical desc, part:theory desc, elapsed asc]",
    "[elapsed asc, score desc]", "[score desc, elapsed asc]",
  ])
  func theBestAttemptIsTheOneOfTheBestPaper(ranking: String) throws {
    let place = try place(ranking: ranking)
    let quick = outcome(1, 10, 300)
    let right = AttemptOutcome(
      attempt: AttemptID(number: 2), number: 2, startedAt: Sample.start,
      submittedAt: Sample.start + .seconds(3000), elapsed: .seconds(3000), score: Points(90),
      maximum: Points(100))
    let result = try #require(
      StageResult(of: [quick, right], in: place.stage, zone: place.contest.zone))
    let isByTime = ranking.hasPrefix("[elapsed")
    #expect(result.parts.first?.score == Points(isByTime ? 10 : 90))
    #expect(result.elapsed == .seconds(isByTime ? 300 : 3000))
  }
}
