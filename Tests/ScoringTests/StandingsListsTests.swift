import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// The trees of the live table at their edges, against the plain computation from the same results.
@Suite struct StandingsListsTests {
  private func place(ranking: [RankingKey]) throws -> StagePlace {
    let contest = try Sample.contest()
    let path = try Sample.path("practice")
    let model = try #require(contest.stage(path))
    let stage = Stage(
      id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
      allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
      feedback: model.feedback, admission: model.admission, ranking: ranking,
      ties: TiePolicy(ranks: .shared, atCut: .allIn), cut: nil, policies: [])
    return StagePlace(
      path: path, contest: contest, event: try #require(contest.event(path.event)), stage: stage,
      state: .open)
  }

  private func outcome(
    _ attempt: Int, _ score: Int, elapsed: Milliseconds = .seconds(1), submitted: Int64 = 1
  ) -> AttemptOutcome {
    AttemptOutcome(
      attempt: AttemptID(number: Int64(attempt)), number: 1, startedAt: Sample.start,
      submittedAt: Sample.start + .seconds(submitted), elapsed: elapsed, score: Points(score),
      maximum: Points(100))
  }

  /// Units of 3 to 120 people in three cities of two provinces.
  private func contestant(_ number: Int) throws -> Contestant {
    let unit = number % 7 == 0 ? number % 300 : number % 25
    return try Sample.contestant(
      "\(number % 2 == 0 ? "" : "a-long-admission-number-")\(10_000 + number)", unit: "第\(unit)厂",
      region: ["320302", "320706", "340600"][unit % 3])
  }

  /// The results of those who are in.
  private func expectSame(
    _ table: StandingsTable, _ results: [Contestant: AttemptOutcome], at place: StagePlace,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let known = results.compactMap { contestant, outcome in
      StageResult(of: [outcome], in: place.stage, zone: place.contest.zone).map {
        (contestant: contestant, result: $0)
      }
    }
    let members = Dictionary(
      grouping: known.flatMap { member in
        Scope.all(of: member.contestant).map { (scope: $0, member: member) }
      }, by: \.scope)
    let overall = [Scope.overall: members[.overall] ?? []]
    for (scope, members) in members.merging(overall, uniquingKeysWith: { $1 }) {
      let expected = Standings(of: members.map(\.member), by: place.stage).rows
      #expect(
        table.rows(0..<100_000, in: scope) == expected, "\(scope)", sourceLocation: sourceLocation)
      #expect(table.count(in: scope) == expected.count, sourceLocation: sourceLocation)
      for (position, row) in expected.enumerated() where position % 3 == 0 || position < 70 {
        #expect(table.rank(of: row.contestant.id, in: scope) == row.rank)
        #expect(table.position(of: row.contestant.id, in: scope) == position)
      }
    }
  }

  /// Few equals, many, and nothing but equals.
  @Test(arguments: [
    (UInt64(1), [RankingKey.scoreDescending, .elapsedAscending, .submittedAscending], 100_000),
    (2, [.scoreDescending, .elapsedAscending], 3), (3, [.scoreDescending], 1),
    (4, [.elapsedAscending, .scoreDescending], 40), (5, [.submittedAscending], 200),
  ])
  func everybodyLeavesAndComesBack(
    seed: UInt64, ranking: [RankingKey], variety: Int
  ) throws {
    var random = SeededGenerator(seed: seed)
    let place = try place(ranking: ranking)
    var table = StandingsTable(place)
    var results: [Contestant: AttemptOutcome] = [:]
    let contestants = try (0..<3000).map(contestant)
    func result(_ outcome: AttemptOutcome) throws -> StageResult {
      try #require(StageResult(of: [outcome], in: place.stage, zone: place.contest.zone))
    }
    for _ in 1...2 {
      for (number, contestant) in contestants.enumerated().shuffled(using: &random) {
        let outcome = outcome(
          number + 1, Int.random(in: 0..<variety, using: &random) % 90 + 1,
          elapsed: Milliseconds(Int64.random(in: 0..<Int64(variety), using: &random)),
          submitted: Int64.random(in: 0..<Int64(variety), using: &random))
        results[contestant] = outcome
        table.place(try result(outcome), of: contestant)
      }
      try expectSame(table, results, at: place)
      for (step, contestant) in contestants.shuffled(using: &random).enumerated() {
        let known = results.removeValue(forKey: contestant)
        let outcome = try #require(known)
        table.place(try result(outcome), of: contestant, against: [.disqualified])
        if [1500, 2900, 2990].contains(step) { try expectSame(table, results, at: place) }
      }
      #expect(table.count() == 0)
      #expect(table.rows(0..<10).isEmpty)
      #expect(table.rank(of: contestants[0].id) == nil)
    }
  }

  /// Leaves run empty from one end to the other, and are filled again from the other.
  @Test func whoComesInOrderIsPlacedInOrder() throws {
    let place = try place(ranking: [.scoreDescending, .elapsedAscending])
    for isAscending in [true, false] {
      var table = StandingsTable(place)
      var results: [Contestant: AttemptOutcome] = [:]
      for number in 0..<2000 {
        let elapsed = Milliseconds(Int64(isAscending ? number : 2000 - number))
        let contestant = try contestant(number)
        let outcome = outcome(number + 1, 50, elapsed: elapsed)
        results[contestant] = outcome
        table.add(outcome, of: contestant)
      }
      try expectSame(table, results, at: place)
      for number in 0..<2000 {
        let elapsed = Milliseconds(Int64(isAscending ? 4000 + number : number))
        let contestant = try contestant(number)
        let outcome = outcome(number + 1, 50, elapsed: elapsed)
        results[contestant] = outcome
        table.add(outcome, of: contestant)
      }
      try expectSame(table, results, at: place)
    }
  }

  @Test func whatIsAddedAtOnceIsAddedInTurn() throws {
    let place = try place(ranking: [.scoreDescending, .elapsedAscending])
    var random = SeededGenerator(seed: 9)
    var (together, inTurn) = (StandingsTable(place), StandingsTable(place))
    // Some have two results in one go, some are new.
    for size in [0, 1, 31, 32, 33, 64, 200, 500] {
      let outcomes = try (0..<size).map { step in
        let number = Int.random(in: 0..<150, using: &random)
        return (
          outcome: outcome(
            number + 1, Int.random(in: 0..<20, using: &random),
            elapsed: Milliseconds(Int64.random(in: 0..<5, using: &random))),
          contestant: try contestant(number)
        )
      }
      together.add(outcomes)
      for (outcome, contestant) in outcomes { inTurn.add(outcome, of: contestant) }
      #expect(together.rows(0..<1000) == inTurn.rows(0..<1000))
      #expect(together.changes == inTurn.changes)
    }
  }

  /// Points that no paper gives, and times that no plan allows, are in order as well.
  @Test func extremesAreRankedToo() throws {
    let place = try place(ranking: [.scoreDescending, .elapsedAscending])
    var table = StandingsTable(place)
    var results: [Contestant: AttemptOutcome] = [:]
    let scores = [
      -20_000_000, -134_218, -134_217, -134_216, -1, 0, 1, 134_216, 134_217, 134_218, 134_219,
      20_000_000,
    ]
    for number in 0..<600 {
      let elapsed = Milliseconds([0, 1, 1 << 35, 1 << 36 - 1][number / 12 % 4])
      let (contestant, outcome) = (
        try contestant(number), outcome(number + 1, scores[number % 12], elapsed: elapsed)
      )
      results[contestant] = outcome
      table.add(outcome, of: contestant)
    }
    try expectSame(table, results, at: place)
    #expect(table.count() > 250)
  }
}
