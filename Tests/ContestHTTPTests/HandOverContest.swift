import ContestAPI
import ContestClient
import Contests
import Fixtures
import Scoring

/// The sample contest up to outcomes that are confirmed, and the bodies to which they go.
struct HandOverContest {
  let server: TestServer
  let contestants: [ContestClient]
  let organizer: ContestClient
  let judge: ContestClient
  /// All outcomes of the cup by number.
  let outcomes: [OutcomeRow]

  static let pack = """
    pack: cup
    version: 1
    title: 杯赛
    rules:
      - id: prize
        when: { rank: 1 }
        outcome: { grant: 获奖证书, name: 一等奖 }
      - id: level
        when: { rank: 1..3 }
        outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
      - id: expert
        when: { rank: 1..2 }
        outcome: { recommendation: 市技术能手 }
      - id: medal
        when: { rank: 1 }
        outcome: { recommendation: 五一劳动奖章 }
      - id: engineer
        when: { rank: 1 }
        outcome: { eligibility: professional-title, name: 助理工程师申报资格 }
    caps: [{ family: skill-level, a-year: 1 }]
    """

  /// 徐州中心 is registered for the levels up to 技师, 连云港中心 for those up to 高级工, and a firm for its
  /// own people; the day is that of `Sample.start`, 2025-04-01.
  static let register = """
    机构名称,机构类型,职业代码,等级范围,起始日期,截止日期,备案编号
    徐州中心,机构,6-31-01-02,初级工..技师,2020-01-01,,S000032000001
    徐州中心,机构,6-31-01-03,初级工..技师,2020-01-01,,S000032000001
    连云港中心,机构,6-31-01-02,初级工..高级工,2020-01-01,,S000032000002
    旧中心,机构,6-31-01-02,初级工..技师,2020-01-01,2024-12-31,S000032000003
    甲厂,企业,6-31-01-02,初级工..技师,2020-01-01,,Y000032000004

    """

  /// Plays with four contestants, of whom 1000 is first, certifies, accepts and confirms.
  init(on server: TestServer) async throws {
    // An exam: practice alone leads to no level.
    let plan = Sample.plan
      .replacing("tries: { per-day: 3, total: 5 }", with: "tries: { total: 1 }")
      .replacing("counts: sum-of-daily-best", with: "policies: [cup]")
    contestants = try await server.openCup(
      contestants: 4, plan: plan, policies: ["cup.yaml": Self.pack])
    for (index, contestant) in contestants.enumerated() {
      _ = try await contestant.play("practice", right: 5 - index)
    }
    try await server.projector.catchUp()
    (organizer, judge) = (try await server.staff(.organizer), try await server.staff(.judge))
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, ["cup", "fitter", "practice"]), Nothing())
    let _: IssuersImported = try await organizer.upload(
      Path.issuers, file: Array(Self.register.utf8))
    let accepted: OutcomeList = try await judge.post(
      Path.fill(Path.outcomes, ["cup"]), OutcomeWish(act: "accept", numbers: nil, reason: "r"))
    let _: OutcomeList = try await judge.post(
      Path.fill(Path.outcomes, ["cup"]),
      OutcomeWish(act: "confirm", numbers: accepted.outcomes.map(\.number), reason: "r"))
    let list: OutcomeList = try await judge.get(Path.fill(Path.outcomes, ["cup"]))
    outcomes = list.outcomes
    self.server = server
  }

  /// The numbers of a rule's outcomes by admission number.
  func numbers(_ rule: String) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: outcomes.filter { $0.rule == rule }.map { ($0.contestant, $0.number) })
  }

  func handOver(
    _ batch: String, to body: String = "S000032000001", kind: String = "level",
    outcome: String? = nil, _ numbers: [Int]? = nil, as client: ContestClient? = nil
  ) async throws -> HandedOver {
    try await (client ?? judge).post(
      Path.fill(Path.handOvers, ["cup"]),
      HandOverWish(
        batch: batch, body: body, kind: kind, outcome: outcome, numbers: numbers, reason: "移交"))
  }

  func file(_ batch: Int, as client: ContestClient? = nil) async throws -> [UInt8] {
    try await (client ?? judge).bytes(Path.fill(Path.handOverFile, ["cup", "\(batch)"]))
  }

  func answer(
    _ text: String, isDryRun: Bool = false, query: [(String, String)] = [],
    as client: ContestClient? = nil
  ) async throws -> HandOverAnswered {
    try await (client ?? judge).upload(
      Path.fill(Path.handOverAnswers, ["cup"]),
      query: query + (isDryRun ? [("dry-run", "true")] : []), file: Array(text.utf8))
  }

  func act(
    _ act: String, _ number: Int, certificate: String? = nil, on: String? = nil,
    issuer: String? = nil
  ) async throws -> OutcomeRow? {
    let list: OutcomeList = try await judge.post(
      Path.fill(Path.outcomes, ["cup"]),
      OutcomeWish(
        act: act, numbers: [number], certificate: certificate, on: on, issuer: issuer,
        reason: "来函"))
    return list.outcomes.first
  }

  /// What is said about a number that is noted, besides that it is.
  func warnings(
    of act: String, _ number: Int, certificate: String?, as client: ContestClient
  ) async throws -> [APIError.Detail]? {
    let list: OutcomeList = try await client.post(
      Path.fill(Path.outcomes, ["cup"]),
      OutcomeWish(
        act: act, numbers: [number], certificate: certificate, on: "2025-04-01", issuer: nil,
        reason: "来函"))
    return list.warnings
  }

  func state(_ number: Int) async throws -> String? {
    let list: OutcomeList = try await judge.get(Path.fill(Path.outcomes, ["cup"]))
    return list.outcomes.first { $0.number == number }?.state
  }

  func ledger(_ contestant: String) async throws -> [AchievementFact] {
    let ledger: AchievementLedger = try await judge.get(
      Path.fill(Path.achievements, [contestant]))
    return ledger.facts
  }

  /// The codes of a refusal's findings, each with its place.
  func findings(_ call: () async throws -> Void) async throws -> [String] {
    do {
      try await call()
      return []
    } catch ContestClient.Failure.refused(_, let error) {
      return [error.code] + error.details.map { "\($0.place) \($0.code)" }
    }
  }
}
