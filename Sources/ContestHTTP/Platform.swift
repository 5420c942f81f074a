package import Accounts
package import AttemptRecords
package import Certification
package import Contests
import Hummingbird
import HummingbirdCore
package import Logging
package import QuestionBanks
package import Scoring
package import ServiceLifecycle
package import Sessions

/// All the stores of one database.
package typealias Storage = ContestStore & QuestionBankStore & BankDraftStore & AnswerKeyStore
  & AccountStore
  & ContestantStore & SessionJournal & ResultStore & CorrectionStore & AppealStore
  & CoSignatureStore & JudgingStore & ShortlistStore & CertificateStores & AchievementStore
  & IssuerStore
  & ObjectionStore & OutcomeStore & HandOverStore

/// A whole contest platform about one database: everything is built here, and what runs is handed
/// out as services.
package struct Platform: Sendable {
  package let backend: Backend
  private let commits: GroupCommit
  /// Marks what was submitted; also by hand, after its results were thrown away.
  package let projector: ResultsProjector
  private let engine: SessionEngine
  private let keeper: DeadlineKeeper

  /// What only this platform knows.
  package struct Secrets: Sendable {
    package let vault: IdentityVault
    package let issuing: Backend.Issuing
    package let receipts: ReceiptKey

    package init(vault: IdentityVault, issuing: Backend.Issuing, receipts: ReceiptKey) {
      self.vault = vault
      self.issuing = issuing
      self.receipts = receipts
    }
  }

  /// - Parameters:
  ///   - now: the server's clock.
  ///   - random: unpredictable bits, for attempt ids and seeds.
  ///   - passwordCost: the work of hashing a password.
  ///   - throttle: how often one client may ask.
  ///   - strangers: how often one address may ask without being signed in; many may share one.
  ///   - journalQueue: how many records may wait for a commit.
  ///   - streamPace: how often streams look for changes.
  package init(
    storage: some Storage, secrets: Secrets, passwordCost: Password.Cost = .standard,
    throttle: ClientThrottle = ClientThrottle(requestsPerSecond: 50, burst: 200),
    strangers: ClientThrottle = ClientThrottle(requestsPerSecond: 200, burst: 1_000),
    journalQueue: Int = Limits.journalQueue, streamPace: StreamPace = .standard,
    now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64,
    randomBytes: @escaping RandomBytes, logger: Logger
  ) {
    let directory = ContestDirectory(store: storage)
    let papers = PaperRoom(banks: storage)
    let contestants = ContestantDirectory(store: storage)
    let board = StandingsBoard(
      store: storage, roster: contestants, run: String(random(), radix: 16))
    let marking = MarkingRoom(keys: storage, corrections: storage)
    projector = ResultsProjector(
      journal: storage, marking: marking, papers: papers, directory: directory, store: storage,
      board: board, logger: logger)
    commits = GroupCommit(
      journal: storage, capacity: journalQueue, now: now, logger: logger,
      submitted: projector.ring)
    engine = SessionEngine(
      journal: storage, commits: commits, directory: directory, papers: papers,
      contestants: contestants, now: now, random: random, logger: logger)
    keeper = DeadlineKeeper(engine: engine, interval: .milliseconds(500), logger: logger)
    let certifier = ResultsCertifier(
      engine: engine, journal: storage, banks: storage, keys: storage, store: storage,
      roster: storage, directory: directory, projector: projector, board: board,
      key: secrets.receipts)
    let corrections = CorrectionDesk(
      papers: papers, marking: marking, store: storage, roster: storage, projector: projector,
      board: board)
    backend = Backend(
      directory: directory, contests: storage, banks: storage, drafts: storage, keys: storage,
      accounts: storage,
      contestants: contestants, journal: storage, results: storage, credentials: storage,
      ledger: storage, lives: storage,
      desk: SignInDesk(
        store: storage, passwords: PasswordPool(), cost: passwordCost, randomBytes: randomBytes),
      vault: secrets.vault, engine: engine, solutions: PaperSolutions(marking: marking),
      receipts: secrets.receipts, projector: projector, board: board, certifier: certifier,
      corrections: corrections,
      judging: JudgingDesk(store: storage, roster: contestants, board: board),
      shortlists: ShortlistDesk(store: storage, roster: storage, board: board),
      issuing: secrets.issuing, metrics: ServerMetrics(), throttle: throttle,
      strangers: strangers,
      streamPace: streamPace, now: now,
      randomBytes: randomBytes)
  }

  /// What runs, in the order of starting; it is stopped in the opposite order, so that requests end
  /// before the journal does and nothing acknowledged is lost.
  ///
  /// - Parameters:
  ///   - port: 0 for a free one.
  ///   - listening: called with the port once connections are taken.
  package func services(
    host: String, port: Int, logger: Logger, listening: @escaping @Sendable (Int) -> Void
  ) -> [any Service] {
    let application = Application(
      router: ContestRouter(backend).router(),
      server: HTTPServerBuilder { [backend] responder in
        ContestChannel(responder: responder, backend: backend)
      },
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: "leitai"),
      onServerRunning: { channel in listening(channel.localAddress?.port ?? port) },
      logger: logger)
    return [commits, engine, projector, keeper, application]
  }
}
