import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// The live table against the plain computation from the same results.
@Suite struct StandingsTableTests {
  private func place(
    counts: CountingRule = .best, ranks: TiePolicy.Ranks = .shared,
    ranking: [RankingKey] = [.scoreDescending, .elapsedAscending]
  ) throws -> StagePlace {
    let contest = try Sample.contest()
    let path = try Sample.path("practice")
    let model = try #require(contest.stage(path))
    let stage = Stage(
      id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
      allowance: model.allowance, grace: model.grace, tries: model.tries, counting: counts,
      feedback: model.feedback, admission: model.admission, ranking: ranking,
      ties: TiePolicy(ranks: ranks, atCut: .allIn), cut: nil, policies: [])
    return StagePlace(
      path: path, contest: contest, event: try #require(contest.event(path.event)), stage: stage,
      state: .open)
  }

  private func outcome(
    _ attempt: Int, _ score: Int, _ seconds: Int64 = 1, number: Int = 1
  ) -> AttemptOutcome {
    AttemptOutcome(
      attempt: AttemptID(number: Int64(attempt)), number: number, startedAt: Sample.start,
      submittedAt: Sample.start + .seconds(seconds), elapsed: .seconds(seconds),
      score: Points(score), maximum: Points(100))
  }

  /// Ten units in three cities of two provinces, and seven teams across them.
  private func contestant(_ number: Int) throws -> Contestant {
    let unit = number * 7 % 10
    return try Sample.contestant(
      "\(1000 + number)", unit: "第\(unit)厂", region: ["320302", "320706", "340600"][unit % 3],
      team: number % 4 == 0 ? nil : "第\(number % 7)队")
  }

  /// What a contestant has submitted, for the plain computation.
  private struct Model {
    var contestants: [ContestantID: Contestant] = [:]
    var outcomes: [ContestantID: [AttemptOutcome]] = [:]

    mutating func add(_ outcome: AttemptOutcome, of contestant: Contestant) {
      contestants[contestant.id] = contestant
      outcomes[contestant.id, default: []].removeAll { $0.attempt == outcome.attempt }
      outcomes[contestant.id, default: []].append(outcome)
    }

    func standings(in scope: Scope, at place: StagePlace) -> Standings {
      Standings(
        of: contestants.values.filter { Scope.all(of: $0).contains(scope) }.compactMap {
          contestant in
          StageResult(
            of: outcomes[contestant.id] ?? [], in: place.stage, zone: place.contest.zone
          ).map { (contestant, $0) }
        }, by: place.stage)
    }
  }

  private func expectSame(
    _ table: StandingsTable, _ model: Model, at place: StagePlace,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let scopes = Set(model.contestants.values.flatMap(Scope.all)).union([.overall])
    var ranks: [ContestantID: [ScopeRank]] = [:]
    for scope in scopes {
      let expected = model.standings(in: scope, at: place).rows
      #expect(
        table.rows(0..<10_000, in: scope) == expected, "\(scope)", sourceLocation: sourceLocation)
      #expect(table.count(in: scope) == expected.count, sourceLocation: sourceLocation)
      for (position, row) in expected.enumerated() {
        #expect(table.rank(of: row.contestant.id, in: scope) == row.rank)
        #expect(table.position(of: row.contestant.id, in: scope) == position)
        ranks[row.contestant.id, default: []].append(
          ScopeRank(scope: scope, rank: row.rank, ranked: expected.count))
      }
      let everybody = Array(model.contestants.keys)
      let known = Dictionary(uniqueKeysWithValues: expected.map { ($0.contestant.id, $0.rank) })
      #expect(
        table.ranks(of: everybody, in: scope) == everybody.map { known[$0] },
        sourceLocation: sourceLocation)
    }
    for contestant in model.contestants.values {
      let widestFirst = Scope.all(of: contestant).compactMap { scope in
        ranks[contestant.id]?.first { $0.scope == scope }
      }
      #expect(table.ranks(of: contestant.id) == widestFirst, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
  func anyHistoryGivesWhatAFullSortGives(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let place = try place(
      counts: CountingRule.allCases[Int(seed) % CountingRule.allCases.count],
      ranks: seed % 2 == 0 ? .shared : .unique,
      ranking: seed % 3 == 0 ? [.scoreDescending] : [.scoreDescending, .elapsedAscending])
    var table = StandingsTable(place)
    var model = Model()
    for step in 1...600 {
      let contestant = try contestant(Int.random(in: 0..<80, using: &random))
      let known = model.outcomes[contestant.id] ?? []
      switch Int.random(in: 0..<10, using: &random) {
      case 0...3 where !known.isEmpty:
        // Correction: the same attempt with another score.
        let old = try #require(known.randomElement(using: &random))
        let other = outcome(
          Int(old.attempt.number), Int.random(in: 0...6, using: &random) * 10,
          old.elapsed.count / 1000, number: old.number)
        table.add(other, of: contestant)
        model.add(other, of: contestant)
      default:
        let new = outcome(
          step, Int.random(in: 0...6, using: &random) * 10,
          Int64.random(in: 1...4, using: &random), number: (known.map(\.number).max() ?? 0) + 1)
        table.add(new, of: contestant)
        model.add(new, of: contestant)
        // Told twice, it counts once.
        table.add(new, of: contestant)
      }
      if step % 100 == 0 { expectSame(table, model, at: place) }
    }
  }

  @Test func leavesAreSplitAndJoined() throws {
    let place = try place()
    var table = StandingsTable(place)
    var model = Model()
    var random = SeededGenerator(seed: 11)
    var numbers = Array(0..<2500)
    numbers.shuffle(using: &random)
    for number in numbers {
      let one = outcome(number + 1, number % 50, Int64(number % 7))
      table.add(one, of: try contestant(number))
      model.add(one, of: try contestant(number))
    }
    expectSame(table, model, at: place)
    // Nearly everybody moves to the end, one after another, and back: whole leaves run empty.
    for move in 1...2 {
      numbers.shuffle(using: &random)
      for number in numbers.prefix(2480) {
        let score = move == 1 ? number % 3 - 200 : number % 50
        let other = outcome(number + 1, score, Int64(number % 7))
        table.add(other, of: try contestant(number))
        model.add(other, of: try contestant(number))
      }
      expectSame(table, model, at: place)
    }
  }

  @Test func theOrderOfArrivalDoesNotMatter() throws {
    let place = try place(ranks: .unique, ranking: [.scoreDescending])
    var random = SeededGenerator(seed: 5)
    var arrivals = (0..<200).map { ($0, $0 % 3 * 10) }
    var first: [Standing] = []
    for _ in 0..<5 {
      arrivals.shuffle(using: &random)
      var table = StandingsTable(place)
      for (number, score) in arrivals {
        table.add(outcome(number + 1, score), of: try contestant(number))
      }
      let rows = table.rows(0..<1000)
      if first.isEmpty { first = rows }
      #expect(rows == first)
    }
  }

  @Test func neighboursStopAtTheEnds() throws {
    var table = StandingsTable(try place())
    for number in 0..<10 {
      table.add(outcome(number + 1, 100 - number), of: try contestant(number))
    }
    func around(_ number: Int) throws -> [Int] {
      table.rows(around: try contestant(number).id, radius: 2).map(\.rank)
    }
    #expect(try around(0) == [1, 2, 3])
    #expect(try around(5) == [4, 5, 6, 7, 8])
    #expect(try around(9) == [8, 9, 10])
    #expect(try around(99).isEmpty)
    #expect(table.ranks(of: try contestant(99).id).isEmpty)
    let elsewhere = try #require(Scope("city:340600"))
    #expect(table.rank(of: try contestant(0).id, in: elsewhere) == nil)
    #expect(table.ranks(of: [try contestant(0).id], in: elsewhere) == [nil])
    let three = [try contestant(7).id, try contestant(99).id, try contestant(0).id]
    #expect(table.ranks(of: three) == [8, nil, 1])
    #expect(table.ranks(of: []).isEmpty)
    #expect(table.rows(3..<5).map(\.rank) == [4, 5])
    #expect(table.rows(8..<50).map(\.rank) == [9, 10])
    #expect(table.rows(50..<60).isEmpty)
  }

  @Test func aPageInTheMiddleOfEqualsKnowsTheirRank() throws {
    var table = StandingsTable(try place(ranking: [.scoreDescending]))
    for number in 0..<900 {
      table.add(outcome(number + 1, number < 5 ? 90 : 80), of: try contestant(number))
    }
    #expect(table.rows(600..<602).map(\.rank) == [6, 6])
    #expect(table.rank(of: try contestant(899).id) == 6)
  }

  @Test func aCopyStandsStill() throws {
    var table = StandingsTable(try place())
    for number in 0..<700 {
      table.add(outcome(number + 1, number % 40), of: try contestant(number))
    }
    let copy = table
    let before = copy.rows(0..<1000)
    for number in 0..<700 { table.add(outcome(number + 1, 50), of: try contestant(number)) }
    table.add(outcome(900, 100), of: try contestant(800))
    #expect(copy.rows(0..<1000) == before)
    #expect(copy.rank(of: try contestant(800).id) == nil)
    #expect(table.rank(of: try contestant(800).id) == 1)
  }

  @Test func theFirstRowsAreNeverStale() throws {
    var table = StandingsTable(try place())
    var random = SeededGenerator(seed: 3)
    for step in 1...2000 {
      let number = Int.random(in: 0..<300, using: &random)
      table.add(
        outcome(step, Int.random(in: 0..<100, using: &random), number: step),
        of: try contestant(number))
      if step % 7 == 0 { #expect(table.head() == table.rows(0..<100)) }
    }
    let nowhere = Scope.unit(try #require(UnitName("无")))
    #expect(table.head(in: nowhere).isEmpty)
  }

  @Test func scopesAreReadAsTheyAreWritten() throws {
    for text in ["overall", "province:340000", "city:340600", "unit:第1厂", "team:第1队"] {
      #expect(Scope(text)?.description == text)
    }
    #expect(Scope("city:320302")?.description == "city:320300")
    for text in ["", "city", "city:", "city:32030", "team:", "squad:x", "overall:x", "unit:"] {
      #expect(Scope(text) == nil, "\(text)")
    }
  }
}
