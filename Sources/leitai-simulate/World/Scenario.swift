import Contests
import QuestionBanks

/// What a seed decides before anything happens: the stages with their rules, who takes part, and how
/// badly the world behaves. Most troubles are absent from most runs, so that each is also seen
/// without the others.
struct Scenario: Sendable {
  let contest: Contest
  let places: [StagePlace]
  let contestants: [Contestant]
  /// For each contestant the stage.
  let stages: [Int]
  let servers: Int
  let troubles: Troubles

  /// The wall clock's time when a run begins, on a server whose clock is right.
  let base: Instant

  /// 2025-04-01T23:59:55 in Shanghai: midnight comes after five seconds.
  private static let fiveSecondsToMidnight: Int64 = 1_743_523_195_000

  init(_ dice: inout Dice, blueprint: Blueprint) throws {
    let base = Instant(milliseconds: Self.fiveSecondsToMidnight - dice.delay(in: 0...4000))
    self.base = base
    servers = dice.chance(400) ? 1 : 2
    troubles = Troubles(&dice)
    let count = dice.number(in: 1...2)
    var declared: [Stage] = []
    for number in 0..<count {
      declared.append(try Self.stage(number, blueprint, from: base, &dice))
    }
    let (contest, places) = try Self.contest(of: declared)
    self.contest = contest
    self.places = places
    var contestants: [Contestant] = []
    for number in 0..<dice.number(in: 3...6) {
      contestants.append(try Self.contestant(number, of: contest))
    }
    self.contestants = contestants
    stages = contestants.map { _ in dice.number(in: 0...(count - 1)) }
  }

  private static func stage(
    _ number: Int, _ blueprint: Blueprint, from base: Instant, _ dice: inout Dice
  ) throws -> Stage {
    func later(_ milliseconds: Int) -> Instant { base + Milliseconds(Int64(milliseconds)) }
    let bell = dice.chance(250) ? later(dice.number(in: 300...1500)) : nil
    let late = dice.chance(500) ? Milliseconds(Int64(dice.number(in: 100...2500))) : nil
    // Tries a day are counted by the day of the beginning, which a bell may put on another day.
    let perDay = bell == nil && dice.chance(400) ? dice.number(in: 1...2) : nil
    return Stage(
      id: try StageID("stage-\(number)"), title: LocalizedText(zhHans: "阶段", en: "stage"),
      window: Window(
        opens: later(dice.chance(200) ? dice.number(in: 0...1000) : -10_000),
        closes: later(dice.chance(300) ? dice.number(in: 4000...9000) : 60_000)),
      blueprint: blueprint, allowance: Milliseconds(Int64(dice.number(in: 800...4000))),
      grace: Milliseconds(dice.chance(500) ? Int64(dice.number(in: 1...300)) : 0),
      tries: Tries(perDay: perDay, total: dice.chance(700) ? dice.number(in: 1...3) : nil),
      counting: .best, feedback: dice.chance(300) ? .afterEach : .none,
      admission: Admission(
        source: .roster, perUnit: dice.chance(400) ? dice.number(in: 1...2) : nil),
      ranking: [.scoreDescending], ties: TiePolicy(ranks: .shared, atCut: .allIn), cut: nil,
      policies: [], bell: bell, late: late)
  }

  private static func contest(of stages: [Stage]) throws -> (Contest, [StagePlace]) {
    guard let zone = ContestZone("Asia/Shanghai"), let code = OccupationCode("6-31-01-02") else {
      throw Unfit()
    }
    let title = LocalizedText(zhHans: "杯赛", en: "cup")
    let event = Event(
      id: try EventID("fitter"), title: title, occupation: code, bank: try BankID("fitter"),
      stages: stages)
    let contest = Contest(
      id: try ContestID("cup"), title: title, tier: .city, zone: zone, hosts: [], events: [event])
    let places = stages.map { stage in
      StagePlace(
        path: StagePath(contest: contest.id, event: event.id, stage: stage.id), contest: contest,
        event: event, stage: stage, state: .open)
    }
    return (contest, places)
  }

  private static func contestant(_ number: Int, of contest: Contest) throws -> Contestant {
    guard let unit = UnitName("unit-\(number % 2)"), let region = RegionCode("320300") else {
      throw Unfit()
    }
    return Contestant(
      id: try ContestantID("c\(number)"), contest: contest.id, event: contest.events[0].id,
      name: "", unit: unit, region: region, cityName: "", level: nil)
  }

  /// A name or code in this file cannot be one.
  struct Unfit: Error {}
}

/// How badly the world behaves. Shares are of a thousand, times in milliseconds.
struct Troubles: Sendable {
  let lost: Int
  let doubled: Int
  let slowestMessage: Int
  let failedCommits: Int
  let stalls: Int
  let failedReads: Int
  let crashes: Int
  let powerCuts: Int
  let orderlyStops: Int
  let clockJumps: Int
  /// The most by which a server's clock is wrong when it starts.
  let skew: Int
  /// Entries that may wait for a commit.
  let capacity: Int
  let keeperInterval: Int
  /// After which time without a request an attempt is forgotten.
  let idle: Int
  let rulings: Int
  let closes: Bool
  /// When everything becomes well.
  let calm: Int64

  init(_ dice: inout Dice) {
    func sometimes(_ range: ClosedRange<Int>) -> Int {
      dice.chance(500) ? dice.number(in: range) : 0
    }
    lost = sometimes(5...150)
    doubled = sometimes(5...150)
    slowestMessage = dice.chance(500) ? dice.number(in: 5...300) : 5
    failedCommits = sometimes(5...200)
    stalls = sometimes(5...60)
    failedReads = sometimes(5...60)
    crashes = sometimes(1...3)
    powerCuts = sometimes(1...2)
    orderlyStops = sometimes(1...1)
    clockJumps = sometimes(1...4)
    skew = sometimes(20...1500)
    capacity = dice.chance(200) ? dice.number(in: 1...4) : 1000
    keeperInterval = dice.number(in: 40...400)
    idle = dice.number(in: 50...2000)
    rulings = dice.chance(600) ? dice.number(in: 1...10) : 0
    closes = dice.chance(400)
    calm = Int64(dice.number(in: 5000...9000))
  }
}
