import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Sessions
import Testing

@Suite struct StandingsTests {
  private func stage(
    counts: CountingRule = .best, ranks: TiePolicy.Ranks = .shared,
    atCut: TiePolicy.AtCut = .allIn, perCity: Int = 2, perUnit: Int? = nil,
    ranking: [RankingKey] = [.scoreDescending, .elapsedAscending]
  ) throws -> Stage {
    let model = try #require(try Sample.contest().stage(Sample.path("practice")))
    return Stage(
      id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
      allowance: model.allowance, grace: model.grace, tries: model.tries, counting: counts,
      feedback: model.feedback, admission: model.admission, ranking: ranking,
      ties: TiePolicy(ranks: ranks, atCut: atCut), cut: Cut(perCity: perCity, perUnit: perUnit),
      policies: [])
  }

  private func outcome(
    _ score: Int, _ seconds: Int64, number: Int = 1, day: Int64 = 0
  ) -> AttemptOutcome {
    let began = Sample.start + .seconds(day * 86_400)
    return AttemptOutcome(
      attempt: AttemptID(number: Int64(number)), number: number, startedAt: began,
      submittedAt: began + .seconds(seconds), elapsed: .seconds(seconds), score: Points(score),
      maximum: Points(100))
  }

  private let zone = ContestZone("Asia/Shanghai")

  /// Contestants with one attempt each.
  private func standings(
    _ rows: [(String, Int, Int64)], by stage: Stage, unit: (String) -> String = { $0 },
    region: (String) -> String = { _ in "320300" }
  ) throws -> Standings {
    let zone = try #require(zone)
    return Standings(
      of: try rows.map { row in
        let one = outcome(row.1, row.2)
        return (
          try Sample.contestant(row.0, unit: unit(row.0), region: region(row.0)),
          try #require(StageResult(of: [one], in: stage, zone: zone))
        )
      }, by: stage)
  }

  private func ranks(_ standings: Standings) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: standings.rows.map { ($0.contestant.id.text, $0.rank) })
  }

  @Test func higherScoresAndThenShorterTimesComeFirst() throws {
    let table = try standings(
      [("a", 80, 50), ("b", 90, 99), ("c", 80, 49), ("d", 0, 1)], by: try stage())
    #expect(table.rows.map(\.contestant.id.text) == ["b", "c", "a", "d"])
    #expect(table.rows.map(\.rank) == [1, 2, 3, 4])
  }

  @Test func equalsShareARankAndTheNextOneSkips() throws {
    let rows = [("a", 90, Int64(5)), ("b", 80, 5), ("c", 80, 5), ("d", 70, 5)]
    #expect(ranks(try standings(rows, by: try stage())) == ["a": 1, "b": 2, "c": 2, "d": 4])
    #expect(
      ranks(try standings(rows, by: try stage(ranks: .unique)))
        == ["a": 1, "b": 2, "c": 3, "d": 4])
  }

  @Test func theOrderOfArrivalDoesNotMatter() throws {
    var rows = (0..<60).map { ("c\($0)", $0 % 7 * 10, Int64($0 % 5)) }
    let expected = ranks(try standings(rows, by: try stage()))
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      rows.shuffle(using: &generator)
      #expect(ranks(try standings(rows, by: try stage())) == expected)
    }
  }

  @Test func keysThatAreNotDeclaredDoNotDecide() throws {
    let table = try standings(
      [("a", 80, 50), ("b", 80, 10)], by: try stage(ranking: [.scoreDescending]))
    #expect(table.rows.map(\.rank) == [1, 1])
  }

  @Test func theBestResultIsOneRealAttempt() throws {
    let attempts = [
      outcome(80, 30, number: 1), outcome(90, 90, number: 2),
      outcome(90, 60, number: 3), outcome(70, 10, number: 4),
    ]
    let zone = try #require(zone)
    let best = try #require(StageResult(of: attempts, in: try stage(), zone: zone))
    #expect(best.score == Points(90))
    #expect(best.elapsed == .seconds(60))
    #expect(best.attempts == 4)
  }

  @Test func everyCountingRuleCountsAsDeclared() throws {
    let attempts = [
      outcome(60, 30, number: 1, day: 0), outcome(80, 50, number: 2, day: 0),
      outcome(71, 20, number: 3, day: 1),
    ]
    let zone = try #require(zone)
    func score(_ rule: CountingRule) throws -> [Int64] {
      let result = try #require(
        StageResult(of: attempts.reversed(), in: try stage(counts: rule), zone: zone))
      return [Int64(result.score.thousandths), result.elapsed.count]
    }
    #expect(try score(.best) == [80_000, 50_000])
    #expect(try score(.first) == [60_000, 30_000])
    #expect(try score(.last) == [71_000, 20_000])
    #expect(try score(.sumOfDailyBest) == [151_000, 70_000])
    #expect(try score(.mean) == [70_333, 33_333])
    #expect(StageResult(of: [AttemptOutcome](), in: try stage(), zone: zone) == nil)
  }

  @Test func aMeanIsRoundedDownOnBothSidesOfZero() throws {
    let zone = try #require(zone)
    func mean(_ scores: [Int]) throws -> Int? {
      let outcomes = scores.enumerated().map { index, score in
        AttemptOutcome(
          attempt: AttemptID(number: Int64(index + 1)), number: index + 1, startedAt: Sample.start,
          submittedAt: Sample.start, elapsed: .seconds(1), score: Points(thousandths: score),
          maximum: Points(1))
      }
      return StageResult(of: outcomes, in: try stage(counts: .mean), zone: zone)?.score.thousandths
    }
    #expect(try mean([1, 2]) == 1)
    #expect(try mean([-1, -2]) == -2)
    #expect(try mean([-1, 0, 0]) == -1)
    #expect(try mean([-2, -4]) == -3)
  }

  @Test func rankKeysOrderTheExtremes() {
    func key(_ score: Int, _ elapsed: Int64, _ submitted: Int64) -> RankKey {
      RankKey(
        score: Points(thousandths: score), elapsed: Milliseconds(elapsed),
        submittedAt: Instant(milliseconds: submitted),
        by: [.scoreDescending, .elapsedAscending, .submittedAscending])
    }
    #expect(key(1, 1 << 36, 1 << 44) < key(0, 0, 0))
    #expect(key(5, 1, 1 << 44) < key(5, 2, 0))
    #expect(key(5, 1, 1) < key(5, 1, 2))
    #expect(key(0, 1, 1) < key(-1, 0, 0))
    #expect(key(-1, 0, 0) < key(-2, 0, 0))
    #expect(key(34_000_000_000, 0, 0) < key(33_999_999_999, 0, 0))
    #expect(key(-33_999_999_999, 0, 0) < key(-34_000_000_000, 0, 0))
  }

  // MARK: Cuts

  private func passed(
    _ rows: [(String, Int, Int64)], _ stage: Stage,
    unit: (String) -> String = { $0 }, region: (String) -> String = { _ in "320300" }
  ) throws -> [String] {
    let table = try standings(rows, by: stage, unit: unit, region: region)
    return Shortlist(of: table, by: stage).contestants.map(\.text).sorted()
  }

  @Test func theFirstOfEveryCityPass() throws {
    let rows = [("a", 90, Int64(1)), ("b", 80, 1), ("c", 70, 1), ("x", 20, 1), ("y", 10, 1)]
    let passed = try passed(rows, try stage()) { "xy".contains($0) ? "340600" : "320300" }
    #expect(passed == ["a", "b", "x", "y"])
  }

  @Test func equalsAtTheCutPassTogetherOrNotAtAll() throws {
    let rows = [("a", 90, Int64(1)), ("b", 80, 1), ("c", 80, 1), ("d", 70, 1)]
    #expect(try passed(rows, try stage()) == ["a", "b", "c"])
    #expect(try passed(rows, try stage(atCut: .noneIn)) == ["a"])
  }

  @Test func equalsInsideTheCutAreNoTie() throws {
    let rows = [("a", 90, Int64(1)), ("b", 90, 1), ("c", 70, 1)]
    #expect(try passed(rows, try stage(atCut: .noneIn)) == ["a", "b"])
  }

  @Test func aUnitSendsNoMoreThanItsBoundAndTheNextOneMovesUp() throws {
    let rows = [("a", 90, Int64(1)), ("b", 85, 1), ("c", 80, 1), ("d", 70, 1)]
    let stage = try stage(perCity: 3, perUnit: 1)
    #expect(try passed(rows, stage, unit: { "ab".contains($0) ? "甲厂" : $0 }) == ["a", "c", "d"])
  }

  @Test func aTieInAFullCityCostsNobodyElseThePlace() throws {
    let rows = [("x", 90, Int64(1)), ("a", 80, 1), ("b", 80, 1)]
    let passed = try passed(
      rows, try stage(atCut: .noneIn, perCity: 1, perUnit: 1),
      unit: { $0 == "x" ? "丙厂" : "甲厂" }, region: { $0 == "b" ? "340600" : "320300" })
    #expect(passed == ["b", "x"])
  }

  @Test func noCutNoShortlist() throws {
    let model = try #require(try Sample.contest().stage(Sample.path("practice")))
    #expect(try passed([("a", 90, 1)], model) == [])
  }

  private func passed(
    _ rows: [(String, Int, Int64)], _ stage: Stage, _ region: (String) -> String
  ) throws -> [String] {
    try passed(rows, stage, unit: { $0 }, region: region)
  }
}
