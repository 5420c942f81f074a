import AttemptRecords
import Contests
import Fixtures
import Testing

@testable import Scoring

/// Ties on the cut, reserves, and what becomes of both when somebody falls out.
@Suite struct ShortlistTests {
  /// A contestant as the tests write one: `a 90 甲厂 3203`, unit and city optional.
  private struct Entry {
    let name: String
    let score: Int
    var unit: String?
    var city = "320300"
  }

  private func stage(
    _ atCut: TiePolicy.AtCut, perCity: Int = 2, perUnit: Int? = nil, reserves: Int? = 2
  ) throws -> Stage {
    let model = try #require(try Sample.contest().stage(Sample.path("practice")))
    return Stage(
      id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
      allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
      feedback: model.feedback, admission: model.admission, ranking: [.scoreDescending],
      ties: TiePolicy(ranks: .shared, atCut: atCut),
      cut: Cut(perCity: perCity, perUnit: perUnit, reserves: reserves), policies: [])
  }

  private func standings(_ entries: [Entry], by stage: Stage) throws -> Standings {
    let zone = try #require(ContestZone("Asia/Shanghai"))
    return Standings(
      of: try entries.map { entry in
        let outcome = AttemptOutcome(
          attempt: AttemptID(number: 1), number: 1, startedAt: Sample.start,
          submittedAt: Sample.start, elapsed: .seconds(1), score: Points(entry.score),
          maximum: Points(100))
        return (
          try Sample.contestant(entry.name, unit: entry.unit ?? entry.name, region: entry.city),
          try #require(StageResult(of: [outcome], in: stage, zone: zone))
        )
      }, by: stage)
  }

  private func ids(_ names: String) throws -> [ContestantID] {
    try names.split(separator: " ").map { try ContestantID(String($0)) }
  }

  private func names(_ ids: [ContestantID]) -> String {
    ids.map(\.text).joined(separator: " ")
  }

  private func playOff(_ order: String) throws -> PlayOff {
    PlayOff(order: try ids(order), judge: "chief", at: Sample.start, reason: "加赛")
  }

  private func act(
    _ number: Int, _ kind: ShortlistAct.Kind, movedUp: String = "", after: Bool = true
  ) throws -> ShortlistAct {
    ShortlistAct(
      number: number, kind: kind, resultsVersion: after ? 1 : 0, movedUp: try ids(movedUp),
      actor: "chief", at: Sample.start, reason: "r")
  }

  private let tied = [
    Entry(name: "a", score: 90), Entry(name: "b", score: 80), Entry(name: "c", score: 80),
    Entry(name: "d", score: 80), Entry(name: "e", score: 70), Entry(name: "f", score: 60),
  ]

  // MARK: Play-offs

  @Test func aTieOnTheCutWaitsForAPlayOff() throws {
    let stage = try stage(.playOff)
    let list = Shortlist(of: try standings(tied, by: stage), by: stage)
    #expect(names(list.contestants) == "a")
    #expect(list.undecided.map(names) == ["b c d"])
    // Those who wait are no reserves yet.
    #expect(list.reserves.values.map(names) == ["e f"])
  }

  @Test func thePlayOffSaysWhoPassesAndTheLastWordCounts() throws {
    let stage = try stage(.playOff)
    let table = try standings(tied, by: stage)
    let orders = [try playOff("b c d"), try playOff("c d b")]
    let list = Shortlist(of: table, by: stage, playOffs: orders)
    #expect(names(list.contestants) == "a c")
    #expect(list.undecided.isEmpty)
    // A play-off about some of them decides nothing.
    let partial = Shortlist(of: table, by: stage, playOffs: [try playOff("c d")])
    #expect(partial.undecided.map(names) == ["b c d"])
    // Nor does one count where nobody is equal on the cut.
    let wide = try self.stage(.playOff, perCity: 4)
    let all = Shortlist(of: table, by: wide, playOffs: [try playOff("d c b")])
    #expect(names(all.contestants) == "a b c d")
  }

  @Test func equalsInsideTheCutNeedNoPlayOff() throws {
    let stage = try stage(.playOff, perCity: 4)
    #expect(Shortlist(of: try standings(tied, by: stage), by: stage).undecided.isEmpty)
  }

  @Test func aTieForTheLastPlaceOfAUnitWaitsToo() throws {
    let stage = try stage(.playOff, perCity: 3, perUnit: 1)
    let entries = [
      Entry(name: "a", score: 90, unit: "甲厂"), Entry(name: "b", score: 90, unit: "甲厂"),
      Entry(name: "c", score: 80),
    ]
    let table = try standings(entries, by: stage)
    let waiting = Shortlist(of: table, by: stage)
    #expect(waiting.undecided.map(names) == ["a b"])
    #expect(names(waiting.contestants) == "c")
    let decided = Shortlist(of: table, by: stage, playOffs: [try playOff("b a")])
    #expect(names(decided.contestants) == "b c")
  }

  @Test func twoCitiesHaveTheirOwnTies() throws {
    let stage = try stage(.playOff, perCity: 1)
    let entries = [
      Entry(name: "a", score: 80), Entry(name: "b", score: 80),
      Entry(name: "x", score: 80, city: "340600"), Entry(name: "y", score: 80, city: "340600"),
    ]
    let table = try standings(entries, by: stage)
    let list = Shortlist(of: table, by: stage, playOffs: [try playOff("b a")])
    #expect(names(list.contestants) == "b")
    #expect(list.undecided.map(names) == ["x y"])
  }

  // MARK: Reserves

  @Test func theNextOfEveryCityAreReserves() throws {
    let stage = try stage(.noneIn)
    let entries = [
      Entry(name: "a", score: 90), Entry(name: "b", score: 80), Entry(name: "c", score: 70),
      Entry(name: "d", score: 60), Entry(name: "e", score: 60), Entry(name: "f", score: 50),
      Entry(name: "x", score: 40, city: "340600"),
    ]
    let list = Shortlist(of: try standings(entries, by: stage), by: stage)
    #expect(names(list.contestants) == "a b x")
    // Two are declared, and the equals of the second stand with it.
    #expect(list.reserves.mapValues(names) == [try #require(RegionCode("320300")): "c d e"])
    let none = try self.stage(.noneIn, reserves: nil)
    #expect(Shortlist(of: try standings(entries, by: none), by: none).reserves.isEmpty)
  }

  /// Somebody whose unit is full may move up only when a colleague falls out, and takes nobody
  /// else's place among the reserves.
  @Test func whoseUnitIsFullCountsAsNoReserve() throws {
    let stage = try stage(.allIn, perCity: 1, perUnit: 1, reserves: 1)
    let entries = [
      Entry(name: "a", score: 90, unit: "甲厂"), Entry(name: "b", score: 80, unit: "甲厂"),
      Entry(name: "c", score: 70), Entry(name: "d", score: 60),
    ]
    let table = try standings(entries, by: stage)
    let list = Shortlist(of: table, by: stage)
    #expect(list.reserves.values.map(names) == ["b c"])
    let after = ShortlistInForce(
      of: table, by: stage, version: 1,
      after: [try act(1, .withdrawal(ContestantID("a")), movedUp: "b")])
    #expect(names(after.contestants) == "b")
  }

  /// Whose unit had no room is listed beyond the declared number, and counts once there is room.
  @Test func noMoreReservesMoveUpThanAreDeclared() throws {
    let stage = try stage(.noneIn, perCity: 3, perUnit: 1, reserves: 2)
    let table = try standings(
      [
        Entry(name: "a", score: 90, unit: "甲厂"), Entry(name: "b", score: 85),
        Entry(name: "c", score: 80), Entry(name: "d", score: 75, unit: "甲厂"),
        Entry(name: "e", score: 70), Entry(name: "f", score: 65),
      ], by: stage)
    #expect(Shortlist(of: table, by: stage).reserves.values.map(names) == ["d e f"])
    var acts: [ShortlistAct] = []
    func withdraw(_ name: String, version: Int = 1) throws -> String {
      let list = ShortlistInForce(of: table, by: stage, version: version, after: acts)
      let kind = ShortlistAct.Kind.withdrawal(try ContestantID(name))
      let movedUp = list.movingUp(after: kind, inCitiesOf: try ids(name))
      acts.append(
        ShortlistAct(
          number: acts.count + 1, kind: kind, resultsVersion: version, movedUp: movedUp,
          actor: "chief", at: Sample.start, reason: "r"))
      return names(movedUp)
    }
    #expect(try withdraw("a") == "d")
    // Whoever fell out after moving up has moved up all the same.
    #expect(try withdraw("d") == "e")
    #expect(try withdraw("b") == "")
    let list = ShortlistInForce(of: table, by: stage, version: 1, after: acts)
    #expect(names(list.contestants) == "c e")
    #expect(list.entries.allSatisfy { $0.standing.contestant.id.text != "f" })
    #expect(!list.lists(try ContestantID("f")))
    // Results that are certified anew start from the same number.
    let anew = ShortlistInForce(of: table, by: stage, version: 2, after: acts)
    #expect(names(anew.contestants) == "c e")
    #expect(try withdraw("c", version: 2) == "")
  }

  /// Two places are free and one reserve is left: of equals a play-off says who has it.
  @Test func equalsForTheLastReserveWaitForAPlayOff() throws {
    let stage = try stage(.playOff, perCity: 2, reserves: 1)
    let table = try standings(
      zip("abcd", [90, 80, 70, 70]).map { Entry(name: "\($0)", score: $1) }, by: stage)
    let acts = [
      try act(1, .withdrawal(ContestantID("a"))), try act(2, .withdrawal(ContestantID("b"))),
    ]
    let list = ShortlistInForce(of: table, by: stage, version: 1, after: acts)
    #expect(list.undecided.map(names) == ["c d"])
    let order = ShortlistAct.Kind.playOff(try ids("d c"))
    #expect(names(list.movingUp(after: order, inCitiesOf: try ids("c d"))) == "d")
  }

  /// After a correction: whoever fell out leaves a place in the new order, or none.
  @Test(arguments: [
    ("a d b c", "a d"), ("c b a d", "c a"), ("b a d c", "a d"), ("c d a b", "c d"),
  ])
  func withdrawalsAreAppliedToResultsThatAreCertifiedAnew(order: String, expected: String) throws {
    let stage = try stage(.noneIn)
    let acts = [try act(1, .withdrawal(ContestantID("b")), movedUp: "c")]
    func list(_ order: String, version: Int) throws -> ShortlistInForce {
      let entries = order.split(separator: " ").enumerated().map {
        Entry(name: String($0.element), score: 90 - $0.offset)
      }
      return ShortlistInForce(
        of: try standings(entries, by: stage), by: stage, version: version, after: acts)
    }
    #expect(names(try list("a b c d", version: 1).contestants) == "a c")
    let anew = try list(order, version: 2)
    #expect(names(anew.contestants) == expected)
    #expect(anew.undecided.isEmpty)
  }

  /// A place that becomes free under results that were certified anew is filled by that act alone.
  @Test func whoFallsOutOfResultsThatWereCertifiedAnewIsFollowedByTheNext() throws {
    let stage = try stage(.noneIn)
    let table = try standings(
      zip("abcde", [90, 80, 70, 60, 50]).map { Entry(name: "\($0)", score: $1) }, by: stage)
    let first = try act(1, .withdrawal(ContestantID("b")), movedUp: "c")
    let list = ShortlistInForce(of: table, by: stage, version: 2, after: [first])
    #expect(names(list.contestants) == "a c")
    let kind = ShortlistAct.Kind.withdrawal(try ContestantID("a"))
    #expect(names(list.movingUp(after: kind, inCitiesOf: try ids("a"))) == "d")
    let second = ShortlistAct(
      number: 2, kind: kind, resultsVersion: 2, movedUp: try ids("d"), actor: "chief",
      at: Sample.start, reason: "r")
    let next = ShortlistInForce(of: table, by: stage, version: 2, after: [first, second])
    #expect(names(next.contestants) == "c d")
  }

  /// Both cities have a free place, and the unit has room for one.
  @Test func reservesOfOneUnitInTwoCitiesKeepItsBound() throws {
    let stage = try stage(.noneIn, perCity: 1, perUnit: 1)
    let table = try standings(
      [
        Entry(name: "a", score: 90), Entry(name: "c", score: 70, unit: "甲厂"),
        Entry(name: "x", score: 90, city: "340600"),
        Entry(name: "y", score: 70, unit: "甲厂", city: "340600"),
        Entry(name: "z", score: 60, city: "340600"),
      ], by: stage)
    let acts = [
      try act(1, .withdrawal(ContestantID("a")), movedUp: "c"),
      try act(2, .withdrawal(ContestantID("x")), movedUp: "z"),
    ]
    let list = ShortlistInForce(of: table, by: stage, version: 2, after: acts)
    #expect(names(list.contestants) == "c z")
  }

  @Test func entriesSayHowEverybodyStands() throws {
    let stage = try stage(.noneIn)
    let entries = (0..<6).map { Entry(name: "\($0)", score: 90 - $0) }
    let table = try standings(entries, by: stage)
    let acts = [try act(1, .withdrawal(ContestantID("1")), movedUp: "2")]
    let list = ShortlistInForce(of: table, by: stage, version: 1, after: acts)
    let shown = list.entries.map { "\($0.standing.contestant.id.text) \($0.status.name)" }
    #expect(shown == ["0 admitted", "2 moved-up", "3 reserve", "1 withdrawn"])
    #expect(names(list.contestants) == "0 2")
    #expect(list.lists(try ContestantID("3")))
    #expect(!list.lists(try ContestantID("1")))
    #expect(!list.lists(try ContestantID("4")))
  }
}
