import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Scoring
import Testing

/// A contest of twelve people, worked out by hand: every rule of order, of ties and of the cut.
///
///     no.  unit  city  score  time  handed in
///     01   甲    X      95    300   1000   as 02 in everything
///     02   乙    X      95    300   1000
///     03   甲    X      95    280   1100   as many points, less time
///     04   丙    X      90    200    900   as 05, but handed in earlier
///     05   丁    X      90    200    950
///     06   丁    Y      98    500   1500   most points, most time
///     07   戊    Y      88    100    800   07, 08 and 09 are equal
///     08   己    Y      88    100    800
///     09   己    Y      88    100    800
///     10   庚    Y      70     50    700
///     11   庚    X       0     10    600   nothing right
///     12   辛    Y      91    400   1200   disqualified
@Suite struct WorkedContestTests {
  private typealias Row = (
    name: String, unit: String, city: String, score: Int, seconds: Int64, submitted: Int64
  )

  private static let people: [Row] = [
    ("01", "甲", "320300", 95, 300, 1000), ("02", "乙", "320300", 95, 300, 1000),
    ("03", "甲", "320300", 95, 280, 1100), ("04", "丙", "320300", 90, 200, 900),
    ("05", "丁", "320300", 90, 200, 950), ("06", "丁", "320700", 98, 500, 1500),
    ("07", "戊", "320700", 88, 100, 800), ("08", "己", "320700", 88, 100, 800),
    ("09", "己", "320700", 88, 100, 800), ("10", "庚", "320700", 70, 50, 700),
    ("11", "庚", "320300", 0, 10, 600), ("12", "辛", "320700", 91, 400, 1200),
  ]

  private static let usual: [RankingKey] = [
    .scoreDescending, .elapsedAscending, .submittedAscending,
  ]

  private func stage(
    _ ranking: [RankingKey] = usual, ranks: TiePolicy.Ranks = .shared,
    atCut: TiePolicy.AtCut = .allIn, cut: Cut? = nil, unranked: [UnrankedReason]? = nil
  ) throws -> Stage {
    let model = try #require(try Sample.contest().stage(Sample.path("practice")))
    return Stage(
      id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
      allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
      feedback: model.feedback, admission: model.admission, ranking: ranking,
      ties: TiePolicy(ranks: ranks, atCut: atCut), cut: cut, policies: [], unranked: unranked)
  }

  private func standings(
    by stage: Stage, disqualified: [String] = ["12"]
  ) throws -> Standings {
    let zone = try #require(ContestZone("Asia/Shanghai"))
    // The order in which results come must not matter.
    var random = SeededGenerator(seed: 12)
    return Standings(
      of: try Self.people.shuffled(using: &random).enumerated().map { index, row in
        let outcome = AttemptOutcome(
          attempt: AttemptID(number: Int64(index + 1)), number: 1, startedAt: Sample.start,
          submittedAt: Sample.start + .seconds(row.submitted), elapsed: .seconds(row.seconds),
          score: Points(row.score), maximum: Points(100))
        return (
          try Sample.contestant(row.name, unit: row.unit, region: row.city),
          try #require(StageResult(of: [outcome], in: stage, zone: zone))
        )
      }, by: stage, disqualified: Set(try disqualified.map { try ContestantID($0) }))
  }

  /// Such as `1:06 2:03 3:01 3:02`.
  private func text(_ standings: Standings) -> String {
    standings.rows.map { "\($0.rank):\($0.contestant.id)" }.joined(separator: " ")
  }

  @Test func equalsShareARankAndTheNextOneIsLeftOut() throws {
    let standings = try standings(by: stage())
    #expect(
      text(standings)
        == "1:06 2:03 3:01 3:02 5:04 6:05 7:07 7:08 7:09 10:10 11:11")
    #expect(standings.unranked.map(\.contestant.id.text) == ["12"])
    #expect(standings.unranked.map(\.reasons) == [[.disqualified]])
  }

  @Test func uniqueRanksFollowTheAdmissionNumber() throws {
    #expect(
      text(try standings(by: stage(ranks: .unique)))
        == "1:06 2:03 3:01 4:02 5:04 6:05 7:07 8:08 9:09 10:10 11:11")
  }

  @Test func whoeverIsReinstatedTakesTheRankAndTheOthersMoveDown() throws {
    #expect(
      text(try standings(by: stage(), disqualified: []))
        == "1:06 2:03 3:01 3:02 5:12 6:04 7:05 8:07 8:08 8:09 11:10 12:11")
  }

  @Test func pointsAloneMakeMoreEquals() throws {
    #expect(
      text(try standings(by: stage([.scoreDescending])))
        == "1:06 2:01 2:02 2:03 5:04 5:05 7:07 7:08 7:09 10:10 11:11")
  }

  @Test func timeMayComeFirst() throws {
    #expect(
      text(try standings(by: stage([.elapsedAscending, .scoreDescending])))
        == "1:11 2:10 3:07 3:08 3:09 6:04 6:05 8:03 9:01 9:02 11:06")
  }

  @Test func nothingRightMayBeNoRank() throws {
    let standings = try standings(
      by: stage(unranked: [.disqualified, .zeroScore]))
    #expect(standings.rows.count == 10)
    #expect(standings.unranked.map(\.contestant.id.text) == ["11", "12"])
    #expect(standings.unranked.map(\.reasons) == [[.zeroScore], [.disqualified]])
  }

  /// Places of a city and of a unit, what becomes of equals on the cut, who passes, and who is left
  /// to a play-off.
  @Test(
    arguments: [
      // 03 passes in X and 06 in Y; of 01 and 02 one would fit, of 07, 08 and 09 one as well.
      (2, nil, TiePolicy.AtCut.allIn, "06 03 01 02 07 08 09", ""),
      (2, nil, .noneIn, "06 03", ""), (2, nil, .playOff, "06 03", "01 02|07 08 09"),
      // 01 and 02 fit; of 07, 08 and 09 two would.
      (3, nil, .noneIn, "06 03 01 02", ""), (3, nil, .playOff, "06 03 01 02", "07 08 09"),
      // 01's unit has its place with 03, so that 02 stands alone; 己 has one place and two equals.
      (3, 1, .allIn, "06 03 02 04 07 08 09", ""), (3, 1, .noneIn, "06 03 02 04 07 10", ""),
      // The first of each city.
      (1, nil, .allIn, "06 03", ""), (1, 1, .noneIn, "06 03", ""),
      // Everybody fits.
      (20, nil, .noneIn, "06 03 01 02 04 05 07 08 09 10 11", ""),
    ] as [(Int, Int?, TiePolicy.AtCut, String, String)])
  func cutsFallOnEqualsAsDeclared(
    perCity: Int, perUnit: Int?, atCut: TiePolicy.AtCut, passed: String, undecided: String
  ) throws {
    let stage = try stage(atCut: atCut, cut: Cut(perCity: perCity, perUnit: perUnit))
    let shortlist = Shortlist(of: try standings(by: stage), by: stage)
    #expect(shortlist.contestants.map(\.text).joined(separator: " ") == passed)
    let groups = shortlist.undecided.map { $0.map(\.text).sorted().joined(separator: " ") }
    #expect(groups.joined(separator: "|") == undecided)
  }

  @Test func aPlayOffSaysWhoOfTheEqualsPasses() throws {
    let stage = try stage(atCut: .playOff, cut: Cut(perCity: 2, perUnit: nil))
    let playOffs = try [["02", "01"], ["09", "07", "08"]].map { order in
      PlayOff(
        order: try order.map { try ContestantID($0) }, judge: "chief", at: Sample.start,
        reason: "加赛")
    }
    let shortlist = Shortlist(of: try standings(by: stage), by: stage, playOffs: playOffs)
    #expect(Set(shortlist.contestants.map(\.text)) == ["06", "03", "02", "09"])
    #expect(shortlist.undecided.isEmpty)
  }
}
