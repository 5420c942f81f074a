import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// Roll-ups against a plain computation over every person.
@Suite struct RollupsTests {
  static let rules = RollupRules(
    small: 4, pass: Points(40),
    unit: RollupRules.Rule(
      score: [
        RollupRules.Part(.participationRate, weight: 40), RollupRules.Part(.mean, weight: 60),
      ], best: 3, least: 4),
    city: RollupRules.Rule(
      score: [
        RollupRules.Part(.coverage, weight: 1), RollupRules.Part(.sumOfBest, weight: 2),
        RollupRules.Part(.passRate, weight: 3),
      ], best: 10, least: 4),
    province: RollupRules.Rule(score: [RollupRules.Part(.sumOfBest)], best: 7, least: 4),
    team: RollupRules.Rule(
      score: [RollupRules.Part(.sumOfBest)], best: 3, least: 4,
      ties: [.measure(.mean), .bestMembers], ranks: .unique))

  static func place(_ rules: RollupRules?) throws -> StagePlace {
    let contest = try Sample.contest()
    let path = try Sample.path("practice")
    let model = try #require(contest.stage(path))
    let stage = Stage(
      id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
      allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
      feedback: model.feedback, admission: model.admission,
      ranking: [.scoreDescending, .elapsedAscending],
      ties: TiePolicy(ranks: .shared, atCut: .allIn), cut: nil, policies: [], rollups: rules)
    return StagePlace(
      path: path, contest: contest, event: try #require(contest.event(path.event)), stage: stage,
      state: .open)
  }

  static func outcome(_ attempt: Int, _ score: Int, number: Int = 1) -> AttemptOutcome {
    AttemptOutcome(
      attempt: AttemptID(number: Int64(attempt)), number: number, startedAt: Sample.start,
      submittedAt: Sample.start + .seconds(1), elapsed: .seconds(1),
      score: Points(thousandths: score), maximum: Points(100))
  }

  static let cities = ["320300", "320700", "340600", "371300"]

  private func headcounts() throws -> Headcounts {
    Headcounts(
      version: 7,
      entries: try (0..<14).map { number in
        Headcount(
          unit: try #require(UnitName("第\(number)厂")),
          city: try #require(RegionCode(Self.cities[number % 4])), cityName: nil,
          count: 5 + number)
      })
  }

  /// One person as the plain computation sees them.
  private struct Person {
    let contestant: Contestant
    var scores: [Int: Int] = [:]
    var best: Int { scores.values.max() ?? 0 }
  }

  /// What is expected of a group, computed in floating point where that is plainer.
  private func check(
    _ row: Rollup, _ people: [Person], declared: [Headcount], best: Int
  ) {
    let group = people.filter {
      Scope.all(of: $0.contestant).contains(row.group) && !$0.scores.isEmpty
    }
    let scores = group.map { Double($0.best) / 1000 }
    #expect(row.tally.participants == group.count)
    #expect(row.tally.participations == group.reduce(0) { $0 + $1.scores.count })
    #expect(row.headcount == (declared.isEmpty ? nil : declared.reduce(0) { $0 + $1.count }))
    let isDeclared = { (person: Person) in
      declared.contains {
        $0.unit == person.contestant.unit && $0.city == person.contestant.region.city
      }
    }
    if let rate = row.participationRate, let headcount = row.headcount {
      let percent = 100.0 * Double(group.count(where: isDeclared)) / Double(headcount)
      #expect(abs(Double(rate) / 1000 - min(100, percent)) <= 0.0005001)
    }
    if let coverage = row.coverage {
      let present = declared.count { cell in
        group.contains {
          $0.contestant.unit == cell.unit && $0.contestant.region.city == cell.city
        }
      }
      #expect(
        abs(Double(coverage) / 1000 - 100 * Double(present) / Double(declared.count)) <= 0.0005001)
    }
    #expect(row.sumOfBest?.thousandths == group.map(\.best).sorted(by: >).prefix(best).reduce(0, +))
    guard let mean = row.mean else {
      #expect(group.isEmpty)
      return
    }
    let average = scores.reduce(0, +) / Double(scores.count)
    #expect(abs(Double(mean.mean.thousandths) / 1000 - average) <= 0.0005001)
    if scores.count > 1, let half = mean.halfWidth {
      let variance =
        scores.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(scores.count - 1)
      let error = (variance / Double(scores.count)).squareRoot()
      let t = Double(half.thousandths) / 1000 / max(error, 1e-9)
      // Student's quantile falls from 12.706 to 1.960.
      #expect(error < 1e-9 ? half == .zero : (1.95...12.8).contains(t))
    } else {
      #expect(mean.halfWidth == nil)
    }
    let passed = group.count { $0.best >= 40_000 }
    #expect(row.tally.passed == passed)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func anyHistoryGivesWhatCountingEverybodyGives(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let headcounts = try headcounts()
    var table = StandingsTable(try Self.place(Self.rules))
    var people: [Person] = try (0..<70).map { number in
      let unit = Int.random(in: 0..<18, using: &random)
      // Some units have people in two cities.
      let city = unit % 5 == 0 ? Int.random(in: 0..<4, using: &random) : unit % 4
      return Person(
        contestant: try Sample.contestant(
          "\(1000 + number)", unit: "第\(unit)厂", region: Self.cities[city],
          team: number % 5 == 0 ? nil : "第\(number % 7)队"))
    }
    for step in 1...400 {
      let index = people.indices.randomElement(using: &random) ?? 0
      let known = people[index].scores.keys.sorted()
      // A new attempt, or another score of one that there is.
      let attempt = known.randomElement(using: &random).flatMap { step % 3 == 0 ? $0 : nil } ?? step
      let score = Int.random(in: 0...100, using: &random) * 997
      people[index].scores[attempt] = score
      table.add(
        Self.outcome(attempt, score, number: attempt), of: people[index].contestant)
      guard step % 50 == 0 else { continue }
      for grouping in RollupRules.Grouping.allCases {
        let rollups = table.rollups(by: grouping, headcounts: headcounts)
        let best = Self.rules.rule(for: grouping).best
        for row in rollups.rows {
          let declared = headcounts.entries.filter {
            switch row.group {
            case .unit(let name): $0.unit == name
            case .city(let code): $0.city == code
            case .province(let code): $0.city.province == code
            case .overall: true
            case .team: false
            }
          }
          check(row, people, declared: declared, best: best)
        }
        check(rollups.total, people, declared: headcounts.entries, best: best)
        guard grouping != .team else {
          #expect(rollups.rows.count == 7)
          try expectSameAsPlain(rollups, people, of: Self.place(Self.rules))
          continue
        }
        #expect(
          rollups.rows.reduce(0) { $0 + $1.tally.participants }
            == rollups.total.tally.participants)
        expectRanks(rollups)
      }
    }
  }

  /// The teams as they are certified, from a full sort of everybody.
  private func expectSameAsPlain(
    _ rollups: Rollups, _ people: [Person], of place: StagePlace
  ) throws {
    let results = people.compactMap { person -> (contestant: Contestant, result: StageResult)? in
      let outcomes = person.scores.map { Self.outcome($0, $1, number: $0) }
      return StageResult(of: outcomes, in: place.stage, zone: place.contest.zone).map {
        (person.contestant, $0)
      }
    }
    let plain = CertifiedResults.teams(
      of: Standings(of: results, by: place.stage), in: place.stage)
    let live = rollups.rows.filter { $0.tally.participants > 0 }.map { row in
      "\(row.rank ?? 0) \(row.name) \(row.score ?? 0) \(row.tally.participants)"
    }
    #expect(
      plain?.map { "\($0.rank ?? 0) \($0.team) \($0.score ?? 0) \($0.participants)" } == live)
    let ranks = rollups.rows.compactMap(\.rank)
    #expect(ranks == Array(1..<ranks.count + 1))
  }

  private func expectRanks(_ rollups: Rollups) {
    let least = Self.rules.rule(for: rollups.grouping).least
    let ranked = rollups.rows.prefix { $0.rank != nil }
    #expect(rollups.rows.dropFirst(ranked.count).allSatisfy { $0.rank == nil })
    for row in rollups.rows {
      #expect((row.rank != nil) == (row.score != nil && row.tally.participants >= least))
      guard let rank = row.rank, let score = row.score else { continue }
      let better = ranked.count { ($0.score ?? 0) > score }
      #expect(rank == better + 1)
    }
  }

  @Test func theScoreOfAWeightedRuleIsExact() throws {
    // Two of five take part, 0.4; their mean is 75.5 of 100: 0.4 × 40 + 0.6 × 75.5 = 61.3.
    var table = StandingsTable(
      try Self.place(
        RollupRules(
          small: 1, pass: nil,
          unit: RollupRules.Rule(score: Self.rules.unit.score, best: 2, least: 2),
          city: RollupRules.Rule(score: [RollupRules.Part(.coverage)], best: 2, least: 1),
          province: RollupRules.Rule(
            score: [RollupRules.Part(.sumOfBest, weight: 1), RollupRules.Part(.mean, weight: 1)],
            best: 4, least: 1))))
    table.add(Self.outcome(1, 70_000), of: try Sample.contestant("1"))
    table.add(Self.outcome(2, 81_000), of: try Sample.contestant("2"))
    let city = try #require(RegionCode("320300"))
    let headcounts = Headcounts(
      version: 1,
      entries: [
        Headcount(unit: try #require(UnitName("甲厂")), city: city, cityName: "徐州市", count: 5),
        Headcount(unit: try #require(UnitName("乙厂")), city: city, cityName: "徐州市", count: 90),
        Headcount(unit: try #require(UnitName("丙厂")), city: city, cityName: "徐州市", count: 1),
      ])
    let units = table.rollups(by: .unit, headcounts: headcounts)
    #expect(units.rows.map(\.name) == ["甲厂", "丙厂", "乙厂"])
    #expect(units.rows[0].participationRate == 40_000)
    #expect(units.rows[0].score == 61_300)
    #expect(units.rows.map(\.rank) == [1, nil, nil])
    // One of three units; 33.333 %.
    let cities = table.rollups(by: .city, headcounts: headcounts)
    #expect(cities.rows[0].coverage == 33_333)
    #expect(cities.rows[0].score == 33_333)
    #expect(cities.rows[0].participationRate == 2_083)
    // Best four of two people: 151 of 400 is 37.75 %, and the mean is 75.5 %.
    let provinces = table.rollups(by: .province, headcounts: headcounts)
    #expect(provinces.rows[0].score == 56_625)
    // Without headcounts there is no rate, so no score and no rank.
    let without = table.rollups(by: .unit, headcounts: .none)
    #expect(without.rows.map(\.score) == [nil])
    #expect(without.rows.map(\.rank) == [nil])
    #expect(without.rows[0].participationRate == nil)
  }

  @Test func equalScoresShareARankUnlessRanksAreUnique() throws {
    var table = StandingsTable(try Self.place(nil))
    for number in 0..<15 {
      let unit = number % 3
      let score = unit == 2 ? 10_000 : 20_000
      table.add(
        Self.outcome(number, score),
        of: try Sample.contestant("\(1000 + number)", unit: "第\(unit)厂"))
    }
    let rows = table.rollups(by: .unit, headcounts: .none).rows
    #expect(rows.map(\.rank) == [1, 1, 3])
    #expect(rows.map(\.score) == [20_000, 20_000, 10_000])
  }

  @Test func moreParticipantsThanPeopleAreAllOfThem() throws {
    var table = StandingsTable(try Self.place(nil))
    for number in 0..<3 {
      table.add(Self.outcome(number, 1000), of: try Sample.contestant("\(number)"))
    }
    let headcounts = Headcounts(
      version: 1,
      entries: [
        Headcount(
          unit: try #require(UnitName("甲厂")), city: try #require(RegionCode("320300")),
          cityName: nil, count: 2)
      ])
    #expect(table.rollups(by: .unit, headcounts: headcounts).rows[0].participationRate == 100_000)
  }

  /// Values of NIST's table, and a case by hand: 70 and 81 have s = 7.778, s / √2 = 5.5 and t = 12.706.
  @Test func theIntervalIsStudents() throws {
    var table = StandingsTable(try Self.place(nil))
    table.add(Self.outcome(1, 70_000), of: try Sample.contestant("1"))
    var mean = try #require(table.rollups(by: .unit, headcounts: .none).total.mean)
    #expect(mean.mean.thousandths == 70_000)
    #expect(mean.halfWidth == nil)
    table.add(Self.outcome(2, 81_000), of: try Sample.contestant("2"))
    mean = try #require(table.rollups(by: .unit, headcounts: .none).total.mean)
    #expect(mean.mean.thousandths == 75_500)
    #expect(mean.halfWidth?.thousandths == 69_883)
    // 0, 1, ..., 10: s² = 11, t(10) = 2.228, 2.228 × √(11 / 11) = 2.228.
    var tally = RollupTally()
    for score in 0...10 {
      tally.add(try result(score * 1000), pass: nil)
    }
    let interval = try #require(MeanInterval(tally))
    #expect(interval.mean.thousandths == 5000)
    #expect(interval.halfWidth?.thousandths == 2228)
    // Below zero the mean is rounded to the nearest as well: -1, -1, 0 thousandths.
    var negative = RollupTally()
    for score in [-1, -1, 0] { negative.add(try result(score), pass: nil) }
    #expect(MeanInterval(negative)?.mean.thousandths == -1)
    #expect(MeanInterval(RollupTally()) == nil)
  }

  @Test func hundredsOfThousandsOfTheGreatestScoresDoNotOverflow() throws {
    var tally = RollupTally()
    let most = try result(Limits.paperPoints * 1000)
    let least = try result(-Limits.paperPoints * 1000)
    for number in 0..<300_000 { tally.add(number % 2 == 0 ? most : least, pass: nil) }
    let interval = try #require(MeanInterval(tally))
    #expect(interval.mean == .zero)
    // 100,000 × 1.984 / √299,999 = 362.23.
    #expect((362_220...362_240).contains(interval.halfWidth?.thousandths ?? 0))
  }

  private func result(_ thousandths: Int) throws -> StageResult {
    let place = try Self.place(nil)
    return try #require(
      StageResult(
        of: [Self.outcome(1, thousandths)], in: place.stage, zone: place.contest.zone))
  }
}
