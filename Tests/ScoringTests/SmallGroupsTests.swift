import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// What the public is not shown.
@Suite struct SmallGroupsTests {
  /// Roll-ups of units with so many participants each.
  private func rollups(
    _ units: [(unit: String, city: String, people: Int)], limit: Int = 5
  ) throws -> Rollups {
    let rule = RollupRules.Rule(score: [RollupRules.Part(.mean)], best: 3, least: limit)
    var table = StandingsTable(
      try RollupsTests.place(
        RollupRules(small: limit, pass: nil, unit: rule, city: rule, province: rule)))
    var number = 0
    for (unit, city, people) in units {
      for _ in 0..<people {
        number += 1
        table.add(
          RollupsTests.outcome(number, number * 10),
          of: try Sample.contestant("\(1000 + number)", unit: unit, region: city))
      }
    }
    return table.rollups(by: .unit, headcounts: .none)
  }

  private func withheld(_ units: [(unit: String, city: String, people: Int)]) throws -> Set<String>
  {
    Set(try rollups(units).withheld.map(\.description))
  }

  @Test func aGroupOfTheLimitIsShownAndOneFewerIsNot() throws {
    // Two small units guard each other.
    let units = [("a", "320300", 9), ("b", "320300", 4), ("c", "320300", 4), ("d", "320300", 5)]
    #expect(try withheld(units) == ["unit:b", "unit:c"])
  }

  @Test func aSingleSmallUnitIsNotLeftAlone() throws {
    // What is left of the city without the others would be b: the smallest of them goes as well.
    #expect(
      try withheld([("a", "320300", 9), ("b", "320300", 4), ("c", "320300", 7)])
        == ["unit:b", "unit:c"])
    // With nothing else to withhold only the city itself is shown.
    #expect(try withheld([("a", "320300", 5), ("b", "320300", 1)]) == ["unit:a", "unit:b"])
  }

  @Test func aSmallCityIsGuardedToo() throws {
    let withheld = try withheld([
      ("a", "320300", 20), ("b", "320700", 3), ("c", "320800", 10), ("d", "320800", 8),
    ])
    // The city, its unit, and the smaller of the two other cities; of that city its units are still
    // shown, so that one of them must go too.
    #expect(withheld == ["city:320700", "unit:b", "city:320800", "unit:d"])
  }

  @Test func everythingIsWithheldWhereThereAreTooFew() throws {
    #expect(
      try withheld([("a", "320300", 2), ("b", "320300", 2)])
        == ["unit:a", "unit:b", "city:320300", "province:320000", "overall"])
  }

  /// Whatever is shown: the part of a group that no shown group within it covers is nobody or many.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8, 9, 10])
  func nothingSmallIsLeftWhenWhatIsShownIsTakenAway(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let cities = ["320300", "320700", "340600", "340800", "371300"]
    let units = (0..<40).map { number in
      (
        unit: "u\(number)", city: cities[Int.random(in: 0..<5, using: &random)],
        people: Int.random(in: 0...9, using: &random)
      )
    }
    let hidden = try withheld(units)
    func people(_ belongs: (String) -> Bool, except covered: (String, String) -> Bool) -> Int {
      units.filter { belongs($0.city) && !covered($0.unit, $0.city) }.reduce(0) { $0 + $1.people }
    }
    func isShown(_ scope: String) -> Bool { !hidden.contains(scope) }
    for unit in units where unit.people < 5 && unit.people > 0 {
      #expect(!isShown("unit:\(unit.unit)"))
    }
    for city in cities where isShown("city:\(city)") {
      let rest = people({ $0 == city }, except: { unit, _ in isShown("unit:\(unit)") })
      #expect(rest == 0 || rest >= 5, "\(city): \(rest)")
    }
    for province in ["320000", "340000", "370000"] where isShown("province:\(province)") {
      let rest = people(
        { $0.hasPrefix(province.prefix(2)) },
        except: { unit, city in isShown("city:\(city)") || isShown("unit:\(unit)") })
      #expect(rest == 0 || rest >= 5, "\(province): \(rest)")
    }
  }

  @Test func aUnitInTwoCitiesIsShownWhenItHasManyInBoth() throws {
    let hidden = try withheld([
      ("a", "320300", 6), ("a", "320700", 5), ("b", "320300", 10), ("d", "320700", 9),
    ])
    #expect(hidden.isEmpty)
  }

  /// Its city without the other units would be the 8 of them, and the unit without those the 2.
  @Test func aUnitWithAFewInOneOfItsCitiesIsWithheld() throws {
    let hidden = try withheld([
      ("u", "320300", 8), ("a", "320300", 20), ("u", "320700", 2), ("b", "320700", 9),
    ])
    // And b with it, which would leave the 2 of its own city.
    #expect(hidden == ["unit:u", "unit:b"])
  }

  @Test func aPlaceTellsNothingOfWhatIsWithheldBeforeIt() throws {
    // By the mean z and c, both withheld, stand before a.
    let rollups = try rollups([
      ("a", "320300", 9), ("b", "320300", 7), ("z", "320300", 6), ("c", "320300", 2),
    ])
    #expect(rollups.rows.map(\.name) == ["z", "b", "a", "c"])
    #expect(rollups.rows.map(\.rank) == [1, 2, 3, nil])
    let shown = PublishedRollups(rollups, rules: .usual, isPublic: true, top: 10)
    #expect(shown.rows.map(\.rollup.name) == ["b", "a", "c", "z"])
    #expect(shown.rows.prefix(2).map(\.rollup.rank) == [1, 2])
  }

  @Test func theSumOfAFewIsForStaffUnlessItIsTheScore() throws {
    let units = [("a", "320300", 9), ("b", "320300", 7)]
    for (measure, isTold) in [(RollupRules.Measure.mean, false), (.sumOfBest, true)] {
      let rule = RollupRules.Rule(score: [RollupRules.Part(measure)], best: 3, least: 5)
      let rules = RollupRules(small: 5, pass: nil, unit: rule, city: rule, province: rule)
      let rollups = try rollups(units)
      let told = PublishedRollups(rollups, rules: rules, isPublic: true, top: 10)
      #expect(told.rows.allSatisfy { ($0.rollup.sumOfBest != nil) == isTold })
      let staff = PublishedRollups(rollups, rules: rules, isPublic: false, top: 10)
      #expect(staff.rows.allSatisfy { $0.rollup.sumOfBest != nil })
    }
  }

  @Test func thePublicIsToldNoFigureAndNoPlaceOfWhatIsWithheld() throws {
    let rollups = try rollups([("a", "320300", 9), ("z", "320300", 4), ("c", "320300", 4)])
    let rules = RollupRules.usual
    let shown = PublishedRollups(rollups, rules: rules, isPublic: true, top: 10)
    #expect(shown.rows.map(\.rollup.name) == ["a", "c", "z"])
    #expect(shown.rows.map(\.isWithheld) == [false, true, true])
    #expect(!shown.total.isWithheld)
    let staff = PublishedRollups(rollups, rules: rules, isPublic: false, top: 2)
    #expect(staff.rows.map(\.isWithheld) == [false, false])
  }
}
