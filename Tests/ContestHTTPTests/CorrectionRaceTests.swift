import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import QuestionBanks
import SQLiteStorage
import Scoring
import Sessions
import Synchronization
import Testing

/// Keys are corrected while something else changes that results are made of.
@Suite struct CorrectionRaceTests {
  private let stage = ["cup", "fitter", "preliminary"]

  private func wish(_ question: String, _ treatment: String, answer: String? = nil)
    -> CorrectionWish
  {
    CorrectionWish(
      question: question, treatment: treatment, answer: answer, onlyIfItHelps: false,
      bankVersion: nil, top: 10, reason: "r", isPreview: false)
  }

  /// A roster onto which one comes only when somebody asks for them, which takes a while.
  private struct LateRoster: ContestantStore {
    let store: SQLiteStore
    let late: ContestantID
    let meanwhile: @Sendable () async throws -> Void

    func contestants(
      of contest: ContestID, event: EventID?, at instant: Instant?
    ) async throws -> [Contestant] {
      try await store.contestants(of: contest, event: event, at: instant).filter { $0.id != late }
    }

    func contestant(_ id: ContestantID) async throws -> Contestant? {
      if id == late { try await meanwhile() }
      return try await store.contestant(id)
    }

    func isShortlisted(_ contestant: ContestantID, at stage: StagePath) async throws -> Bool {
      try await store.isShortlisted(contestant, at: stage)
    }
  }

  /// The ruling comes when the scores have been read.
  @Test func aRulingThatIsMadeMeanwhileIsNotListedBesideScoresWithoutIt() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      for contestant in contestants { _ = try await contestant.play("preliminary", right: 4) }
      let judge = try await server.staff(.judge)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let (backend, store) = (server.backend, server.storage.store)
      let roster = LateRoster(store: store, late: try ContestantID("1001")) {
        let _: CorrectionReport = try await judge.post(
          Path.fill(Path.corrections, stage), wish("single-0", "full-marks"))
      }
      let certifier = ResultsCertifier(
        engine: backend.engine, journal: backend.journal, banks: backend.banks,
        keys: backend.keys, store: store, roster: roster, directory: backend.directory,
        projector: server.projector, board: backend.board, key: backend.receipts)
      let place = try #require(
        try await backend.directory.stage(try Sample.path("preliminary")))
      await #expect {
        try await certifier.certify(place, judge: "j", at: server.clock.now)
      } throws: { error in
        (error as? ResultsCertifier.Blocked)?.blockers == [.changed]
      }
      let certification = Path.fill(Path.certification, stage)
      let certified: Certified = try await judge.post(certification, Nothing())
      #expect(certified.version == 1)
      let (results, hash) = try CertifiedResults.read(
        document: try await judge.bytes(certification))
      #expect(results.keyVersion == 2)
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
    }
  }

  /// In the next version the question is of another kind, in which the ruling says nothing.
  @Test func whatIsRewrittenAfterARulingIsMarkedByItsNewKey() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      _ = try await contestants[0].play("preliminary", right: 4)
      let judge = try await server.staff(.judge)
      let report: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, stage), wish("single-0", "accept", answer: "B"))
      #expect(report.isApplied)
      try await publishRewritten(server)
      _ = try await contestants[1].play("preliminary", right: 4)
      try await server.projector.catchUp()
      let results = try await server.backend.results.results(of: try Sample.path("preliminary"))
      #expect(results.count == 2)
      let sheets = try await server.backend.results.sheets(of: try Sample.path("preliminary"))
      #expect(Set(sheets.map(\.bankVersion)) == [1, 2])
    }
  }

  /// Papers of the newest version may be on their way already.
  @Test func anAnswerIsAcceptedOnlyWhereItFitsTheNewestVersion() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 1)
      _ = try await contestants[0].play("preliminary", right: 4)
      try await publishRewritten(server)
      let judge = try await server.staff(.judge)
      await #expect(throws: ContestClient.Failure.self) {
        let _: CorrectionReport = try await judge.post(
          Path.fill(Path.corrections, stage), wish("single-0", "accept", answer: "B"))
      }
      let one = CorrectionWish(
        question: "single-0", treatment: "accept", answer: "B", onlyIfItHelps: false,
        bankVersion: 1, top: 10, reason: "r", isPreview: false)
      let report: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, stage), one)
      #expect(report.isApplied)
    }
  }

  /// Publishes the sample bank with one single choice as a text to fill in.
  private func publishRewritten(_ server: TestServer) async throws {
    let id = try QuestionID("single-0")
    let rewritten = try Sample.bank().map { one in
      guard one.question.id == id else { return one }
      return KeyedQuestion(
        question: Question(
          id: id, kind: .fillIn, stem: "单位是____", options: [], blanks: 1, knowledge: "章/节0",
          level: .intermediate, difficulty: .easy),
        key: AnswerKey(question: id, solution: .blanks([["欧姆"]]), explanation: ""))
    }
    let bank = try BankID("fitter")
    _ = try await server.backend.drafts.publish(
      rewritten, to: bank, after: 1, at: server.clock.now)
    server.backend.engine.papers.forget(bank)
  }
}
