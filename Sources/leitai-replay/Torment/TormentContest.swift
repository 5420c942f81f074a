import ContestAPI
import ContestClient
import Contests

/// A small contest on a new server: every kind of question, a stage with time and one without.
struct TormentContest: Sendable {
  static let id = "torment"
  static let stages = ["long", "short"]
  private static let event = "fitter"

  let codes: [AccessCode]
  let organizer: PatientClient
  let auditor: PatientClient

  static func path(of stage: String, _ template: String) -> String {
    Path.fill(template, [id, event, stage])
  }

  /// Makes staff, bank, contest and roster, as people would.
  ///
  /// - Parameter password: the first admin's.
  /// - Throws: `ContestClient.Failure`.
  init(
    contestants: Int, seed: UInt64, visitor: PatientClient, password: String
  ) async throws(ContestClient.Failure) {
    let admin = try await Self.signIn("admin", password, visitor)
    for (user, role) in [
      ("organizer", "organizer"), ("reviewer", "organizer"), ("auditor", "auditor"),
    ] {
      let _: Whatever = try await admin.post(
        Path.staff, NewStaff(user: user, role: role, password: Self.password(of: user)))
    }
    organizer = try await Self.signIn("organizer", Self.password(of: "organizer"), visitor)
    let reviewer = try await Self.signIn("reviewer", Self.password(of: "reviewer"), visitor)
    auditor = try await Self.signIn("auditor", Self.password(of: "auditor"), visitor)

    let _: BankImport = try await organizer.impatient.upload(
      Path.fill(Path.bankImports, [Self.id]), query: [("filename", "torment.yaml")],
      file: Array(Self.bank.utf8))
    let _: BankDraftView = try await reviewer.post(
      Path.fill(Path.draftReview, [Self.id, "1"]), DraftVerdict(approves: true, note: ""))
    let _: Whatever = try await organizer.post(
      Path.fill(Path.draftPublication, [Self.id, "1"]), EmptyBody())
    let _: Whatever = try await organizer.post(
      Path.contests, NewContest(plan: Self.plan, policies: [:]))
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestOpening, [Self.id]), StageChoice(stage: nil))
    let roster = InventedRoster(count: contestants, events: [Self.event], seed: seed)
    let imported: RosterImported = try await organizer.impatient.upload(
      Path.fill(Path.roster, [Self.id]), file: roster.file)
    codes = imported.codes.map {
      AccessCode(admission: $0.admission, event: $0.event, code: $0.code)
    }
  }

  /// What the server says of what it made: that it made it is enough.
  private struct Whatever: Decodable {}

  private static func password(of user: String) -> String { "a password of \(user)" }

  private static func signIn(
    _ user: String, _ password: String, _ visitor: PatientClient
  ) async throws(ContestClient.Failure) -> PatientClient {
    let signedIn: SignedIn = try await visitor.post(
      Path.staffSignIn, StaffSignIn(user: user, password: password))
    return visitor.signedIn(signedIn.token)
  }

  private static let plan = """
    contest: \(id)
    title: { zh-Hans: 断电演练, en: Torment }
    tier: enterprise
    timezone: Asia/Shanghai
    events:
      - id: \(event)
        title: { zh-Hans: 机修钳工, en: Maintenance fitter }
        occupation: 6-31-01-02
        bank: \(id)
        stages:
          - id: long
            window: 2000-01-01T00:00/2999-01-01T00:00
            paper: { draw: 14, points: 1 }
            time: 600m
            feedback: score
          - id: short
            window: 2000-01-01T00:00/2999-01-01T00:00
            paper: { draw: 7, points: 1 }
            time: 2s
            grace: 1s
            feedback: score
    """

  /// Seven kinds, six questions each.
  private static var bank: String {
    var text = "bank: \(id)\nquestions:\n"
    for number in 1...6 {
      let value = number * 17
      for (kind, lines) in [
        ("single", ["options: [\(value), \(value + 1), \(value + 2), \(value + 3)]", "key: A"]),
        ("multiple", ["options: [\(value), \(value + 1), \(value + 2), \(value + 3)]", "key: AC"]),
        ("true-false", ["key: 正确"]),
        ("fill-in", ["key: [[\"\(value)\"], [\"\(value + 1)\"]]"]),
        ("numeric", ["key: \"\(value)\""]),
        ("ordering", ["options: [甲\(value), 乙\(value), 丙\(value), 丁\(value)]", "key: CABD"]),
        (
          "matching",
          [
            "premises: [子\(value), 丑\(value), 寅\(value)]",
            "options: [甲\(value), 乙\(value), 丙\(value)]", "key: \"1B 2A 3C\"",
          ]
        ),
      ] {
        text += "  - id: \(kind)-\(number)\n    kind: \(kind)\n"
        text += "    stem: \"\(kind) \(number): \(value) × \(number + 2)\"\n"
        for line in lines { text += "    \(line)\n" }
        text += "    knowledge: 演练/断电\n    level: 高级工\n    difficulty: easy\n"
      }
    }
    return text
  }
}
