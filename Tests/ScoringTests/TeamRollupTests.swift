import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// Teams by the sum of their best three, worked out by hand.
///
///     team  scores          time   best 3  best members
///     甲    90 80 70 10     1 1 1 1   240   90 80 70
///     乙    95 75 70        2 2 2     240   95 75 70   its best is better than 甲's
///     丙    90 80 70        1 1 1     240   as 甲, of which 10 more does not count
///     丁    99 99           1 1       198   two members: no rank
///     戊    60 60 60        5 1 1     180   more time than 己
///     己    60 60 60        1 1 1     180
///     none  100
@Suite struct TeamRollupTests {
  private static let people: [(team: String?, score: Int, seconds: Int64)] = [
    ("甲", 90, 1), ("甲", 80, 1), ("甲", 70, 1), ("甲", 10, 1), ("乙", 95, 2), ("乙", 75, 2),
    ("乙", 70, 2), ("丙", 90, 1), ("丙", 80, 1), ("丙", 70, 1), ("丁", 99, 1), ("丁", 99, 1),
    ("戊", 60, 5), ("戊", 60, 1), ("戊", 60, 1), ("己", 60, 1), ("己", 60, 1), ("己", 60, 1),
    (nil, 100, 1),
  ]

  private func place(
    ties: [RollupRules.TieBreak]?, ranks: TiePolicy.Ranks?
  ) throws -> StagePlace {
    let usual = RollupRules.Rule(score: [RollupRules.Part(.mean)], best: 5, least: 3)
    return try RollupsTests.place(
      RollupRules(
        small: 3, pass: nil, unit: usual, city: usual, province: usual,
        team: RollupRules.Rule(
          score: [RollupRules.Part(.sumOfBest)], best: 3, least: 3, ties: ties, ranks: ranks)))
  }

  private func rollups(
    ties: [RollupRules.TieBreak]? = nil, ranks: TiePolicy.Ranks? = nil, seed: UInt64 = 1
  ) throws -> Rollups {
    var table = StandingsTable(try place(ties: ties, ranks: ranks))
    var random = SeededGenerator(seed: seed)
    for (number, person) in Self.people.enumerated().shuffled(using: &random) {
      let outcome = AttemptOutcome(
        attempt: AttemptID(number: Int64(number + 1)), number: 1, startedAt: Sample.start,
        submittedAt: Sample.start + .seconds(person.seconds), elapsed: .seconds(person.seconds),
        score: Points(person.score), maximum: Points(100))
      table.add(
        outcome, of: try Sample.contestant("\(1000 + number)", team: person.team))
    }
    return table.rollups(by: .team, headcounts: .none)
  }

  /// Such as `1甲 2乙`; teams without a rank have 0.
  private func text(_ rollups: Rollups) -> String {
    rollups.rows.map { "\($0.rank ?? 0)\($0.name)" }.joined(separator: " ")
  }

  @Test func equalsShareARankWithoutAnyRule() throws {
    let rollups = try rollups()
    #expect(text(rollups) == "1丙 1乙 1甲 4己 4戊 0丁")
    #expect(rollups.rows[0].score == 240_000)
    #expect(rollups.rows[5].score == 198_000)
    // Whoever stands alone is among all together, and in no team.
    #expect(rollups.total.tally.participants == 19)
  }

  @Test func theBestMemberDecidesThenTheTime() throws {
    #expect(text(try rollups(ties: [.bestMembers])) == "1乙 2丙 2甲 4己 4戊 0丁")
    #expect(text(try rollups(ties: [.bestMembers, .elapsed])) == "1乙 2丙 2甲 4己 5戊 0丁")
    #expect(text(try rollups(ties: [.elapsed])) == "1丙 1甲 3乙 4己 5戊 0丁")
    // The mean of all members, those that do not count as well: 甲 62.5, 乙 and 丙 80.
    #expect(text(try rollups(ties: [.measure(.mean)])) == "1丙 1乙 3甲 4己 4戊 0丁")
  }

  @Test func uniqueRanksAreUniqueWhateverIsLeftEqual() throws {
    for seed in UInt64(1)...5 {
      #expect(
        text(try rollups(ties: [.bestMembers, .elapsed], ranks: .unique, seed: seed))
          == "1乙 2丙 3甲 4己 5戊 0丁")
    }
  }

  @Test func aLongerTeamWithTheSameBestIsBefore() throws {
    let rule = RollupRules.Rule(
      score: [RollupRules.Part(.mean)], best: 3, least: 1, ties: [.bestMembers])
    let usual = RollupRules.Rule(score: [RollupRules.Part(.mean)], best: 5, least: 1)
    var table = StandingsTable(
      try RollupsTests.place(
        RollupRules(
          small: 1, pass: nil, unit: usual, city: usual, province: usual, team: rule)))
    for (number, team) in ["甲", "乙", "乙"].enumerated() {
      table.add(
        RollupsTests.outcome(number, 5000),
        of: try Sample.contestant("\(number)", team: team))
    }
    #expect(text(table.rollups(by: .team, headcounts: .none)) == "1乙 2甲")
  }

  @Test func aTeamIsRankedLikeAUnitInItsOwnScope() throws {
    var table = StandingsTable(try place(ties: nil, ranks: nil))
    for (number, team) in ["甲", "乙", "甲", nil].enumerated() {
      table.add(
        RollupsTests.outcome(number + 1, number * 1000),
        of: try Sample.contestant("\(1000 + number)", team: team))
    }
    let scope = try #require(Scope("team:甲"))
    #expect(scope.description == "team:甲")
    #expect(table.rows(0..<10, in: scope).map(\.contestant.id.text) == ["1002", "1000"])
    #expect(table.rows(0..<10, in: scope).map(\.rank) == [1, 2])
    #expect(table.rows(0..<10, in: scope).first?.contestant.team == TeamName("甲"))
    #expect(table.count(in: scope) == 2)
    let alone = try ContestantID("1003")
    #expect(table.rank(of: alone, in: scope) == nil)
    #expect(table.count(in: try #require(Scope("team:丙"))) == 0)
    #expect(Scope("team:") == nil)
    #expect(Scope("team:" + String(repeating: "队", count: 101)) == nil)
  }

  // MARK: What the public is not shown

  private func withheld(
    _ people: [(team: String?, unit: String, count: Int)], limit: Int = 5
  ) throws -> Set<String> {
    let rule = RollupRules.Rule(score: [RollupRules.Part(.mean)], best: 3, least: limit)
    var table = StandingsTable(
      try RollupsTests.place(
        RollupRules(
          small: limit, pass: nil, unit: rule, city: rule, province: rule, team: rule)))
    var number = 0
    for (team, unit, count) in people {
      for _ in 0..<count {
        number += 1
        table.add(
          RollupsTests.outcome(number, number),
          of: try Sample.contestant("\(1000 + number)", unit: unit, team: team))
      }
    }
    return Set(table.rollups(by: .team, headcounts: .none).withheld.map(\.description))
  }

  @Test func aTeamOfTheLimitIsShownAndOneFewerIsNot() throws {
    #expect(
      try withheld([("甲", "a", 5), ("乙", "a", 4), ("丙", "a", 6), (nil, "a", 5)])
        == ["team:乙"])
  }

  @Test func thoseWhoStandAloneAreNotLeftOver() throws {
    // Of 17 people 3 have no team: the smaller team hides them.
    #expect(try withheld([("甲", "a", 6), ("乙", "a", 8), (nil, "a", 3)]) == ["team:甲"])
  }

  @Test func aTeamDoesNotTellOfTheRestOfAUnit() throws {
    // Unit a is 6 of 甲 and 3 others; 乙 is elsewhere, and b as large as it.
    #expect(
      try withheld([("甲", "a", 6), ("丙", "a", 3), ("乙", "b", 8)])
        == ["team:甲", "team:丙"])
    // A unit within a team: 7 of b, and 2 more of the team.
    #expect(
      try withheld([("甲", "b", 7), ("甲", "a", 2), (nil, "a", 20)]).contains("team:甲"))
    // A team that is one unit tells what the unit does.
    #expect(try withheld([("甲", "a", 6), ("乙", "b", 8)]).isEmpty)
    // Units c and b are withheld, c for the sake of b; a team that is all of c would tell of b.
    #expect(
      try withheld([("甲", "c", 6), (nil, "b", 3), (nil, "a", 9)])
        == ["unit:b", "unit:c", "team:甲"])
  }

  /// Whatever is shown: of every place shown, and of what is left of it without smaller places, the
  /// teams shown within it leave nobody or many.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  func nothingSmallIsLeftWithoutTheTeams(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let people = (0..<50).map { number in
      (
        team: number % 3 == 0 ? nil : "t\(Int.random(in: 0..<9, using: &random))",
        unit: "u\(Int.random(in: 0..<8, using: &random))",
        count: Int.random(in: 0...4, using: &random)
      )
    }
    let hidden = try withheld(people)
    let units = Set(people.map(\.unit))
    let teams = Set(people.filter { $0.count > 0 }.compactMap(\.team))
      .filter { !hidden.contains("team:\($0)") }
    func count(_ isIn: (String?, String) -> Bool) -> Int {
      people.filter { isIn($0.team, $0.unit) }.reduce(0) { $0 + $1.count }
    }
    for team in teams {
      #expect(count { one, _ in one == team } >= 5)
      let whole = units.filter { unit in
        let size = count { _, one in one == unit }
        return !hidden.contains("unit:\(unit)") && size > 0
          && count { $0 == team && $1 == unit } == size
      }
      let rest = count { one, unit in one == team && !whole.contains(unit) }
      #expect(rest == 0 || rest >= 5, "\(team): \(rest)")
    }
    // Everybody is in one city: the whole, each unit, and what is left of the city without them.
    let open = units.filter { hidden.contains("unit:\($0)") }
    for place in [units, open] + units.subtracting(open).map({ [$0] }) {
      let inside = teams.filter { team in
        count { one, unit in one == team && !place.contains(unit) } == 0
      }
      let rest = count { one, unit in
        place.contains(unit) && !(one.map(inside.contains) ?? false)
      }
      let isWhole = inside.isEmpty
      #expect(isWhole || rest == 0 || rest >= 5, "\(place): \(rest)")
    }
  }
}
