import Accounts
import AttemptRecords
import Certification
package import ContestAPI
package import ContestClient
package import ContestHTTP
package import Contests
package import Foundation
import Logging
package import QuestionBanks
import SQLiteStorage
package import Scoring
import ServiceLifecycle
import Synchronization

/// A whole platform on a free port, with a clock that the test moves.
package struct TestServer: Sendable {
  package let backend: Backend
  package let projector: ResultsProjector
  package let clock: ManualClock
  package let storage: TemporaryStore
  /// Nobody is signed in.
  package let client: ContestClient
  package let port: Int
  /// Begins to stop the server gracefully.
  package let stop: @Sendable () async -> Void

  /// The password of every member of staff that `staff` makes.
  package static let password = "correct horse"

  /// Starts a server, runs the test, stops the server gracefully.
  ///
  /// - Parameters:
  ///   - journalQueue: how many records may wait for a commit.
  ///   - strangers: how often one address may ask without being signed in.
  ///   - folder: one that a test has filled; absent for a new one.
  package static func run(
    journalQueue: Int = Limits.journalQueue,
    strangers: ClientThrottle = ClientThrottle(requestsPerSecond: 1_000, burst: 10_000),
    over folder: URL? = nil, _ test: @Sendable @escaping (TestServer) async throws -> Void
  ) async throws {
    let storage = try TemporaryStore(folder)
    let clock = ManualClock(Sample.start)
    let key = (0..<32).map { UInt8($0) }
    let bytes: RandomBytes = { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }
    guard let vault = IdentityVault(key: key, randomBytes: bytes),
      let recipients = RecipientNames(secret: key), let receipts = ReceiptKey(seed: key),
      let profile = IssuerProfile(
        url: "https://leitai.example", name: LocalizedText(zhHans: "擂台", en: "Leitai"))
    else { throw Unusable() }
    let keyring = try await IssuerKeyring.open(
      store: storage.store, files: IssuerKeyring.Files(read: { [] }, keep: { _, _ in }),
      logKey: receipts.publicKey, isNew: true)
    let platform = Platform(
      storage: storage.store,
      secrets: Platform.Secrets(
        vault: vault,
        issuing: Backend.Issuing(
          keyring: keyring, profile: profile, recipients: recipients),
        receipts: receipts),
      passwordCost: Password.Cost(exponent: 10) ?? .standard, strangers: strangers,
      journalQueue: journalQueue,
      streamPace: StreamPace(tick: .milliseconds(10), heartbeat: .milliseconds(50)),
      now: { clock.now },
      random: { UInt64.random(in: .min ... .max) }, randomBytes: bytes, logger: quiet)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: platform.services(host: "127.0.0.1", port: 0, logger: quiet) { port.yield($0) }
          .map { .init(service: $0) },
        logger: quiet))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { port.finish() }
        try await group.run()
      }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else { throw Unusable() }
      let server = TestServer(
        backend: platform.backend, projector: platform.projector, clock: clock, storage: storage,
        client: ContestClient(server: "http://127.0.0.1:\(port)", language: "en"), port: port,
        stop: { await group.triggerGracefulShutdown() })
      do {
        try await test(server)
      } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private struct Unusable: Error {}

  private static var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }

  /// A client of a new member of staff.
  package func staff(_ role: Role) async throws -> ContestClient {
    let name = "\(role.rawValue)-\(UUID().uuidString.prefix(8).lowercased())"
    guard let admin = UserName("root") else { throw Unusable() }
    try await backend.desk.addStaff(
      named: name, password: Self.password, role: role,
      by: Principal(staff: admin, role: .admin), at: clock.now)
    let signedIn = try await backend.desk.signIn(
      staff: name, password: Self.password, at: clock.now)
    return client.signedIn(signedIn.token.text)
  }

  /// Publishes the sample bank, creates the sample contest, opens it, and signs in its contestants.
  ///
  /// - Parameters:
  ///   - count: how many contestants there are; the first three are of one unit.
  ///   - bank: absent for the sample bank.
  ///   - name: of the contestant with a number from 0.
  /// - Returns: a client for each, in the order of their admission numbers `1000`, `1001`, ...
  package func openCup(
    contestants count: Int, plan: String = Sample.plan, policies: [String: String] = [:],
    bank: BankContents? = nil, teams: [String] = [], name: (Int) -> String = { "选手\($0)" }
  ) async throws -> [ContestClient] {
    let organizer = try await staff(.organizer)
    _ = try await backend.drafts.publish(
      try bank?.questions ?? Sample.bank(), pictures: bank?.pictures ?? [:], to: BankID("fitter"),
      at: clock.now)
    let _: ContestSummary = try await organizer.post(
      Path.contests, NewContest(plan: plan, policies: policies))
    let _: StageMove = try await organizer.post(
      Path.fill(Path.contestOpening, ["cup"]), StageChoice(stage: nil))
    let roster = Sample.roster(count, teams: teams, name: name)
    let imported: RosterImported = try await organizer.upload(
      Path.fill(Path.roster, ["cup"]), file: Array(roster.utf8))
    var clients: [ContestClient] = []
    for code in imported.codes {
      let signedIn: ContestAPI.SignedIn = try await client.post(
        Path.contestantSignIn, ContestantSignIn(admission: code.admission, code: code.code))
      clients.append(client.signedIn(signedIn.token))
    }
    return clients
  }
}

extension Sample {
  /// A roster of people numbered from 1000, the first three of one unit and everybody else of one of
  /// their own, by turns of 徐州 and 连云港.
  ///
  /// - Parameter teams: by turns; without any there is no such column.
  package static func roster(
    _ count: Int, teams: [String] = [], name: (Int) -> String = { "选手\($0)" }
  ) -> String {
    var roster = "准考证号,姓名,身份证号,单位,行政区划代码,地市,赛项,现有等级"
    roster += teams.isEmpty ? "\n" : ",代表队\n"
    for number in 0..<count {
      let unit = number < 3 ? "甲厂" : "乙厂\(number)"
      roster += "\(1000 + number),\(name(number)),\(residentNumber(number)),\(unit),"
      roster += "\(number % 2 == 0 ? "320300,徐州市" : "320700,连云港市"),fitter,高级工"
      roster += teams.isEmpty ? "\n" : ",\(teams[number % teams.count])\n"
    }
    return roster
  }
}

/// An empty JSON object.
package struct Nothing: Codable, Sendable {
  package init() {}
}

extension ContestClient {
  /// Starts an attempt at a stage of the sample contest.
  package func start(
    _ stage: String, in contest: String = "cup"
  ) async throws(Failure) -> AttemptView {
    try await post(Path.fill(Path.attempts, [contest, "fitter", stage]), Nothing())
  }

  package func view(_ attempt: String) async throws(Failure) -> AttemptView {
    try await get(Path.fill(Path.attempt, [attempt]))
  }

  package func send(_ commands: Command..., to attempt: String) async throws(Failure)
    -> [CommandReply]
  {
    let replies: CommandReplies = try await post(
      Path.fill(Path.commands, [attempt]), Commands(commands: commands))
    return replies.replies
  }

  /// Answers every item, the first `right` of them rightly, and submits.
  package func play(
    _ stage: String, right: Int, in contest: String = "cup"
  ) async throws(Failure) -> AttemptView {
    let view = try await start(stage, in: contest)
    var commands = view.items.enumerated().map { position, item in
      let key = Set(
        (item.stem.components(separatedBy: ": ").last ?? "").components(separatedBy: "|"))
      let correct = item.options.indices.filter { key.contains(item.options[$0]) }
      let wrong = item.options.indices.filter { !key.contains(item.options[$0]) }.prefix(1)
      return Command.answer(
        position + 1, item: position, choices: position < right ? correct : Array(wrong))
    }
    commands.append(.submit(commands.count + 1))
    let _: CommandReplies = try await post(
      Path.fill(Path.commands, [view.attempt]), Commands(commands: commands))
    return view
  }
}
