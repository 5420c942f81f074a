import ContestAPI
import ContestClient
import Contests
import Fixtures
import Scoring
import Testing

/// The sample contest up to its certified practice, with outcomes to decide about: contestant 1000 is
/// first, 1001 second, 1002 third, also after a question was corrected.
struct OutcomeContest {
  static let stage = ["cup", "fitter", "practice"]

  /// The first gets a prize, the first two may apply for a level.
  static let prizes = """
    pack: cup-prizes
    version: 1
    title: 杯赛奖项
    rules:
      - id: prize
        when: { rank: 1 }
        outcome: { grant: 获奖证书, name: 一等奖 }
      - id: level
        when: { rank: 1..2 }
        outcome: { eligibility: skill-level, level: 技师, review: 综合评审 }
    """

  /// The same prize after a public notice of a week without an objection.
  static let noticed = """
    pack: cup-prizes
    version: 1
    title: 杯赛奖项
    rules:
      - id: prize
        when: { rank: 1, public-notice: 7d, objections: none upheld }
        outcome: { grant: 获奖证书, name: 一等奖 }
    """

  static let week = Milliseconds(7 * 86_400_000)

  let server: TestServer
  let contestants: [ContestClient]
  let papers: [AttemptView]

  /// - Parameter isFrozen: whether the public does not see it yet.
  static func certified(
    on server: TestServer, pack: String = prizes, ledger: String? = nil, isFrozen: Bool = false
  ) async throws -> OutcomeContest {
    // An exam: practice alone leads to no level.
    let plan = Sample.plan
      .replacing("tries: { per-day: 3, total: 5 }", with: "tries: { total: 1 }")
      .replacing("counts: sum-of-daily-best", with: "policies: [cup-prizes]")
    let contestants = try await server.openCup(
      contestants: 3, plan: plan, policies: ["cup-prizes.yaml": pack])
    var papers: [AttemptView] = []
    for (index, contestant) in contestants.enumerated() {
      papers.append(try await contestant.play("practice", right: [5, 2, 0][index]))
    }
    try await server.projector.catchUp()
    let organizer = try await server.staff(.organizer)
    if let ledger {
      let _: AchievementsImported = try await organizer.upload(
        Path.achievementFiles, file: Array(ledger.utf8))
    }
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
    let contest = OutcomeContest(server: server, contestants: contestants, papers: papers)
    if isFrozen {
      let _: FreezeStanding = try await organizer.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "封榜"))
    }
    try await contest.certify()
    return contest
  }

  private func certify() async throws {
    let _: Certified = try await server.staff(.judge).post(
      Path.fill(Path.certification, Self.stage), Nothing())
  }

  /// Lets the public see a frozen stage.
  func unfreeze() async throws {
    let _: FreezeStanding = try await server.staff(.organizer).post(
      Path.fill(Path.unfreeze, Self.stage), FreezeWish(reason: "颁奖"))
  }

  /// Corrects a question that a contestant got wrong, the last one unless told, who got all wrong: that
  /// changes nobody's rank the first time and never the first one's. Then certifies anew.
  func correctAndCertifyAnew(position: Int = 4, of contestant: Int = 2) async throws {
    try await correct(position: position, of: contestant)
    try await certify()
  }

  /// The same without certifying.
  func correct(position: Int = 4, of contestant: Int = 2) async throws {
    let stem = papers[contestant].items[position].stem
    let question = String(try #require(stem.split(separator: ":").first))
    let _: CorrectionReport = try await server.staff(.judge).post(
      Path.fill(Path.corrections, Self.stage),
      CorrectionWish(
        question: question, treatment: "full-marks", answer: nil, onlyIfItHelps: false,
        bankVersion: nil, top: 10, reason: "题目有误", isPreview: false))
    try await server.projector.catchUp()
  }

  func object(_ contestant: String, _ steps: String...) async throws {
    let judge = try await server.staff(.judge)
    for step in steps {
      let _: Objection = try await judge.post(
        Path.fill(Path.objections, Self.stage),
        ObjectionWish(contestant: contestant, step: step, reason: "冒名"))
    }
  }

  func proposals() async throws -> OutcomeProposalList {
    try await server.staff(.judge).get(Path.fill(Path.outcomeProposals, ["cup"]))
  }

  @discardableResult
  func act(
    _ act: String, _ numbers: [Int]? = nil, proposals: String? = nil, days: Int? = nil,
    certificate: String? = nil, on: String? = nil, as role: Role = .judge
  ) async throws -> [OutcomeRow] {
    let list: OutcomeList = try await server.staff(role).post(
      Path.fill(Path.outcomes, ["cup"]),
      OutcomeWish(
        act: act, numbers: numbers, proposals: proposals, days: days, certificate: certificate,
        on: on, reason: "r"))
    return list.outcomes
  }

  /// Hands outcomes over to 徐州中心, which is in the register of issuers.
  ///
  /// - Returns: their numbers.
  @discardableResult
  func handOver(_ kind: String, _ numbers: [Int]? = nil) async throws -> [Int] {
    let _: IssuersImported = try await server.staff(.organizer).upload(
      Path.issuers, file: Array(HandOverContest.register.utf8))
    let handed: HandedOver = try await server.staff(.judge).post(
      Path.fill(Path.handOvers, ["cup"]),
      HandOverWish(
        batch: "\(kind)-\(numbers?.first ?? 0)", body: "S000032000001", kind: kind,
        numbers: numbers, reason: "移交"))
    return handed.batch.outcomes
  }

  /// Hands a level over to 徐州中心, which issues it under a number that ends with the outcome's.
  func issueLevel(_ number: Int) async throws {
    try await handOver("level", [number])
    try await act(
      "issued", [number], certificate: "S000032000001252\(String(1_000_000 + number).dropFirst())",
      on: "2025-04-01")
  }

  func outcomes() async throws -> [OutcomeRow] {
    let list: OutcomeList = try await server.staff(.judge).get(Path.fill(Path.outcomes, ["cup"]))
    return list.outcomes
  }

  /// Issues what may be issued.
  func issue() async throws -> CertificatesIssued {
    try await server.staff(.judge).post(Path.fill(Path.certificates, ["cup"]), Nothing())
  }

  /// Puts the prize on record and issues its certificate.
  ///
  /// - Returns: the outcome.
  func issuedPrize() async throws -> OutcomeRow {
    let opened = try await act("accept")
    let prize = try #require(opened.first { $0.kind == "grant" })
    if prize.state == "eligible" { try await act("confirm", [prize.number]) }
    #expect(try await issue().issued == 1)
    return try #require(try await outcomes().first { $0.number == prize.number })
  }

  func certificates() async throws -> [Certificate] {
    let list: CertificateList = try await server.staff(.judge).get(
      Path.fill(Path.certificates, ["cup"]))
    return list.certificates
  }

  func revoke(_ certificate: String) async throws {
    let _: CertificateActs = try await server.staff(.judge).post(
      Path.fill(Path.certificateActs, [certificate]),
      CertificateActWish(act: "revoke", reason: "代考查实"))
  }

  /// What the audit log says was done, the oldest first.
  func audited(_ action: String) async throws -> Int {
    let page: AuditPage = try await server.staff(.auditor).get(Path.audit)
    return page.entries.count { $0.action == action }
  }
}
