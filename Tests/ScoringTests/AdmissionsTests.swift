import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Testing

@testable import Scoring

/// A cut that bounds cities and units at once: nobody stays out for a place that nobody got.
@Suite struct AdmissionsTests {
  /// A stage whose cut is to be tried, with its standings and what was played off.
  private struct Trial {
    let stage: Stage
    let standings: Standings
    var playOffs: [PlayOff] = []

    /// Read once: thousands are tried.
    private static let sample: (model: Stage, zone: ContestZone)? = {
      let model = try? Sample.contest().stage(Sample.path("practice"))
      return model.flatMap { model in ContestZone("Asia/Shanghai").map { (model, $0) } }
    }()

    /// - Parameter people: name, score, unit and city of each.
    init(
      _ people: [(name: String, score: Int, unit: String, city: String)],
      _ policy: TiePolicy.AtCut = .playOff, perCity: Int, perUnit: Int?
    ) throws {
      let (model, zone) = try #require(Self.sample)
      let stage = Stage(
        id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
        allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
        feedback: model.feedback, admission: model.admission, ranking: [.scoreDescending],
        ties: TiePolicy(ranks: .shared, atCut: policy),
        cut: Cut(perCity: perCity, perUnit: perUnit, reserves: 3), policies: [])
      standings = Standings(
        of: try people.map { person in
          let outcome = AttemptOutcome(
            attempt: AttemptID(number: 1), number: 1, startedAt: Sample.start,
            submittedAt: Sample.start, elapsed: .seconds(1), score: Points(person.score),
            maximum: Points(100))
          return (
            try Sample.contestant(person.name, unit: person.unit, region: person.city),
            try #require(StageResult(of: [outcome], in: stage, zone: zone))
          )
        }, by: stage)
      self.stage = stage
    }

    var list: Shortlist { Shortlist(of: standings, by: stage, playOffs: playOffs) }

    mutating func playOff(_ order: [ContestantID]) {
      playOffs.append(PlayOff(order: order, judge: "chief", at: Sample.start, reason: "加赛"))
    }

    mutating func playOff(_ order: String) throws {
      playOff(try order.split(separator: " ").map { try ContestantID(String($0)) })
    }

    /// Who was refused although unit and city had room for them beside all who are before or equal.
    var wronged: [ContestantID] {
      let admitted = Set(list.contestants)
      let rows = standings.rows
      return rows.filter { out in
        guard !admitted.contains(out.contestant.id) else { return false }
        let before = rows.filter { $0.key <= out.key && admitted.contains($0.contestant.id) }
        let unit = before.count { $0.contestant.unit == out.contestant.unit }
        let city = before.count { $0.contestant.region.city == out.contestant.region.city }
        return unit < stage.cut?.perUnit ?? .max && city < stage.cut?.perCity ?? 0
      }.map(\.contestant.id)
    }

    /// Who passes when all are gone through one by one, equals in an order.
    func greedy(_ place: [ContestantID: Int]) -> Set<ContestantID> {
      var (units, cities): ([UnitName: Int], [RegionCode: Int]) = ([:], [:])
      var passing: Set<ContestantID> = []
      let ordered = standings.rows.sorted {
        ($0.key, place[$0.contestant.id] ?? 0) < ($1.key, place[$1.contestant.id] ?? 0)
      }
      for contestant in ordered.map(\.contestant) {
        let (unit, city) = (contestant.unit, contestant.region.city)
        guard units[unit, default: 0] < stage.cut?.perUnit ?? .max,
          cities[city, default: 0] < stage.cut?.perCity ?? 0
        else { continue }
        units[unit, default: 0] += 1
        cities[city, default: 0] += 1
        passing.insert(contestant.id)
      }
      return passing
    }

    var keepsBounds: Bool {
      let admitted = Set(list.contestants)
      let people = standings.rows.map(\.contestant).filter { admitted.contains($0.id) }
      let most = { (counts: [Int]) in counts.max() ?? 0 }
      return most(Dictionary(grouping: people, by: \.region.city).values.map(\.count))
        <= stage.cut?.perCity ?? 0
        && most(Dictionary(grouping: people, by: \.unit).values.map(\.count))
          <= stage.cut?.perUnit ?? .max
    }

    /// People of few units, cities and scores.
    static func random(
      _ random: inout SeededGenerator, cities: Int = 3, _ policy: TiePolicy.AtCut = .playOff
    ) throws -> Trial {
      let scores = Int.random(in: 1...4, using: &random)
      return try Trial(
        (0..<Int.random(in: 2...16, using: &random)).map { number in
          (
            name: "\(1000 + number)", score: Int.random(in: 1...scores, using: &random),
            unit: "厂\(Int.random(in: 0...3, using: &random))",
            city: ["320300", "320700", "340600"][Int.random(in: 0..<cities, using: &random)]
          )
        }, policy, perCity: Int.random(in: 1...4, using: &random),
        perUnit: Int.random(in: 1...3, using: &random))
    }

    /// Lets those who wait play until nobody waits: each time with any outcome and at times with others
    /// who are equal, or as a place says that everybody has.
    mutating func decideAll(
      _ random: inout SeededGenerator, by place: [ContestantID: Int]? = nil
    ) throws {
      while let group = list.undecided.randomElement(using: &random) {
        try #require(playOffs.count < 40, "the play-offs never end")
        if let place {
          playOff(group.sorted { place[$0] ?? 0 < place[$1] ?? 0 })
          continue
        }
        let key = try #require(standings.rows.first { $0.contestant.id == group.first }?.key)
        let others = standings.rows.filter {
          $0.key == key && !group.contains($0.contestant.id)
        }.map(\.contestant.id)
        let more = Int.random(in: 0...2, using: &random) == 0 ? others.count / 2 : 0
        playOff((group + others.shuffled(using: &random).prefix(more)).shuffled(using: &random))
      }
    }
  }

  private func names(_ ids: [ContestantID]) -> String { ids.map(\.text).joined(separator: " ") }

  // a beats b for the place of 甲厂, and loses to c for that of the city 3203: b has the unit's place.
  @Test func whoLosesInTheCityKeepsNoPlaceOfTheUnit() throws {
    var trial = try Trial(
      [
        ("a", 90, "甲厂", "320300"), ("b", 90, "甲厂", "320700"), ("c", 90, "乙厂", "320300"),
        ("d", 80, "甲厂", "320700"), ("e", 70, "丙厂", "320700"),
      ], perCity: 1, perUnit: 1)
    #expect(trial.list.undecided.map(names) == ["a b"])
    try trial.playOff("a b")
    #expect(trial.list.undecided.map(names) == ["a c"])
    try trial.playOff("c a")
    #expect(names(trial.list.contestants) == "b c")
    #expect(trial.list.undecided.isEmpty)
    // The other way round nobody is displaced.
    try trial.playOff("a c")
    #expect(names(trial.list.contestants) == "a e")
  }

  @Test func whoComesIntoTheCityLaterPlaysForItsPlaceToo() throws {
    var trial = try Trial(
      [("a", 90, "甲厂", "320300"), ("b", 90, "甲厂", "320300"), ("c", 90, "乙厂", "320300")],
      perCity: 1, perUnit: 1)
    try trial.playOff("a b")
    try trial.playOff("c a")
    // Without a, b has the place of the unit, and nobody knows whether b or c has that of the city.
    #expect(trial.list.undecided.map(names) == ["a b c"])
    #expect(trial.list.contestants.isEmpty)
    try trial.playOff("b c a")
    #expect(names(trial.list.contestants) == "b")
  }

  // Whoever wins between a and b has the place of the city, or meets c about it; d is behind them.
  @Test func thoseWhoWaitKeepTheirPlaces() throws {
    var trial = try Trial(
      [
        ("a", 90, "甲厂", "320300"), ("b", 90, "甲厂", "320300"), ("c", 90, "乙厂", "320300"),
        ("d", 80, "丙厂", "320300"),
      ], perCity: 1, perUnit: 1)
    #expect(trial.list.undecided.map(names) == ["a b"])
    #expect(trial.list.contestants.isEmpty)
    try trial.playOff("a b c")
    #expect(names(trial.list.contestants) == "a")
  }

  /// A later play-off says of fewer people the contrary of an earlier one: all equals play.
  @Test func ordersThatContradictEachOtherDecideNothing() throws {
    var trial = try Trial(
      [
        ("a", 90, "甲厂", "320300"), ("b", 90, "甲厂", "320300"), ("c", 90, "乙厂", "320300"),
        ("d", 90, "乙厂", "320300"),
      ], perCity: 1, perUnit: 1)
    for order in ["a b c", "c d", "c a"] { try trial.playOff(order) }
    #expect(trial.list.undecided.map(names) == ["a b c d"])
    #expect(trial.list.contestants.isEmpty)
    try trial.playOff("b a d c")
    #expect(trial.list.undecided.isEmpty)
    #expect(names(trial.list.contestants) == "b")
  }

  /// Whatever is asked first, and whoever is asked about.
  @Test func equalsPassAsIfTheyWereGoneThroughInTheOrderOfTheirPlayOffs() throws {
    var most = 0
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var trial = try Trial.random(&random)
      let people = trial.standings.rows.map(\.contestant.id).shuffled(using: &random)
      let place = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
      try trial.decideAll(&random, by: place)
      #expect(Set(trial.list.contestants) == trial.greedy(place), "\(seed)")
      most = max(most, trial.playOffs.count)
    }
    #expect(most > 4)
  }

  @Test func nobodyIsRefusedForWhomThereWasRoom() throws {
    var displaced = 0
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var trial = try Trial.random(&random)
      #expect(trial.keepsBounds, "\(seed)")
      try trial.decideAll(&random)
      #expect(trial.keepsBounds, "\(seed)")
      #expect(trial.wronged.isEmpty, "\(seed)")
      if trial.playOffs.count > 2 { displaced += 1 }
    }
    #expect(displaced > 50)
  }

  /// Who moves up is written down at once: in one city no later play-off may take that back.
  @Test func whoPassesBeforeAPlayOffPassesAfterIt() throws {
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var trial = try Trial.random(&random, cities: 1)
      let before = Set(trial.list.contestants)
      try trial.decideAll(&random)
      #expect(before.isSubset(of: trial.list.contestants), "\(seed)")
    }
  }

  /// Where none of a tie passes, its place is closed to those behind, and to nobody else.
  @Test func aTieOfWhichNobodyPassesClosesItsPlaceAlone() throws {
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let trial = try Trial.random(&random, .noneIn)
      #expect(trial.keepsBounds && trial.list.undecided.isEmpty, "\(seed)")
      let admitted = Set(trial.list.contestants)
      for out in trial.standings.rows where !admitted.contains(out.contestant.id) {
        // Nobody behind may have what this one was refused.
        let behind = trial.standings.rows.filter {
          $0.key > out.key && admitted.contains($0.contestant.id)
        }
        #expect(
          !behind.contains { $0.contestant.unit == out.contestant.unit }
            || !behind.contains { $0.contestant.region.city == out.contestant.region.city },
          "\(seed)")
      }
    }
  }
}
