package import Accounts
package import AttemptRecords
package import Certification
package import Contests
package import QuestionBanks
package import Scoring
package import Sessions

/// All that is kept of certificates.
package typealias CertificateStores = CredentialStore & CredentialStatusStore & CredentialLogStore
  & CertificatePrintStore

/// Everything that the routes work with. Which database is behind it is not known here.
package final class Backend: Sendable {
  package let directory: ContestDirectory
  package let contests: any ContestStore
  package let banks: any QuestionBankStore
  package let drafts: any BankDraftStore
  package let keys: any AnswerKeyStore
  package let accounts: any AccountStore
  package let contestants: ContestantDirectory
  package let journal: any SessionJournal
  package let results: any ResultStore & CorrectionStore & AppealStore & CoSignatureStore
  package let credentials: any CertificateStores
  package let ledger: any AchievementStore & IssuerStore & ObjectionStore
  package let lives: any OutcomeStore & HandOverStore
  package let decisionRoom: DecisionRoom
  package let desk: SignInDesk
  package let vault: IdentityVault
  package let engine: SessionEngine
  package let solutions: PaperSolutions
  package let receipts: ReceiptKey
  package let projector: ResultsProjector
  package let board: StandingsBoard
  package let certifier: ResultsCertifier
  package let corrections: CorrectionDesk
  package let judging: JudgingDesk
  package let shortlists: ShortlistDesk
  package let issuing: Issuing
  package let metrics: ServerMetrics
  package let throttle: ClientThrottle
  /// For those who are not signed in, by their address.
  package let strangers: ClientThrottle
  package let streamSeats = StreamSeats()
  package let streamPace: StreamPace
  package let exports = ExportDesk()
  package let prints: PrintDesk
  package let notices = IssuerNotices()
  package let now: @Sendable () -> Instant
  package let randomBytes: RandomBytes

  /// What signs certificates.
  package struct Issuing: Sendable {
    package let keyring: IssuerKeyring
    package let profile: IssuerProfile
    package let recipients: RecipientNames

    package init(
      keyring: IssuerKeyring, profile: IssuerProfile, recipients: RecipientNames
    ) {
      self.keyring = keyring
      self.profile = profile
      self.recipients = recipients
    }
  }

  package init(
    directory: ContestDirectory, contests: any ContestStore, banks: any QuestionBankStore,
    drafts: any BankDraftStore, keys: any AnswerKeyStore, accounts: any AccountStore,
    contestants: ContestantDirectory,
    journal: any SessionJournal,
    results: any ResultStore & CorrectionStore & AppealStore & CoSignatureStore,
    credentials: any CertificateStores,
    ledger: any AchievementStore & IssuerStore & ObjectionStore,
    lives: any OutcomeStore & HandOverStore,
    desk: SignInDesk, vault: IdentityVault, engine: SessionEngine, solutions: PaperSolutions,
    receipts: ReceiptKey, projector: ResultsProjector, board: StandingsBoard,
    certifier: ResultsCertifier, corrections: CorrectionDesk, judging: JudgingDesk,
    shortlists: ShortlistDesk, issuing: Issuing, metrics: ServerMetrics,
    throttle: ClientThrottle, strangers: ClientThrottle, streamPace: StreamPace = .standard,
    now: @escaping @Sendable () -> Instant,
    randomBytes: @escaping RandomBytes
  ) {
    self.directory = directory
    self.contests = contests
    self.banks = banks
    self.drafts = drafts
    self.keys = keys
    self.accounts = accounts
    self.contestants = contestants
    self.journal = journal
    self.results = results
    self.credentials = credentials
    self.ledger = ledger
    self.lives = lives
    decisionRoom = DecisionRoom(results: results, packs: credentials)
    self.desk = desk
    self.vault = vault
    self.engine = engine
    self.solutions = solutions
    self.receipts = receipts
    self.projector = projector
    self.board = board
    self.certifier = certifier
    self.corrections = corrections
    self.judging = judging
    self.shortlists = shortlists
    self.issuing = issuing
    self.metrics = metrics
    self.throttle = throttle
    self.strangers = strangers
    self.streamPace = streamPace
    prints = PrintDesk(now: now)
    self.now = now
    self.randomBytes = randomBytes
  }

  /// Unpredictable bits.
  var randomBits: @Sendable () -> UInt64 {
    { [randomBytes] in randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) } }
  }

  /// Takes certificates of a database of an earlier version into the log; before anybody is served.
  ///
  /// - Returns: how many there were.
  package func takeCertificatesIntoLog() async throws -> Int {
    try await credentials.takeIntoLog(signedBy: issuing.keyring.current, random: randomBits)
  }

  /// Notes an act in the audit log.
  func audit(_ call: Call, _ action: String, _ subject: String, _ detail: String = "") async throws
  {
    _ = try await accounts.append(auditRecord(call, action, subject, detail))
  }

  /// What the audit log is to say of an act, for stores that write it together with the act.
  func auditRecord(
    _ call: Call, _ action: String, _ subject: String, _ detail: String = ""
  ) -> AuditRecord {
    AuditRecord(
      at: now(), actor: call.principal?.description ?? "nobody", action: action,
      subject: subject, detail: detail)
  }
}
