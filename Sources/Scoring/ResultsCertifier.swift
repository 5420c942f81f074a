import AttemptRecords
package import Contests
package import QuestionBanks
package import Sessions

/// Makes the results of a closed stage final.
package struct ResultsCertifier: Sendable {
  private let engine: SessionEngine
  private let journal: any SessionJournal
  private let banks: any QuestionBankStore
  private let keys: any AnswerKeyStore
  private let store: any ResultStore & ShortlistStore
  private let roster: any ContestantStore
  private let directory: ContestDirectory
  private let projector: ResultsProjector

  package init(
    engine: SessionEngine, journal: any SessionJournal, banks: any QuestionBankStore,
    keys: any AnswerKeyStore, store: any ResultStore & ShortlistStore, roster: any ContestantStore,
    directory: ContestDirectory, projector: ResultsProjector
  ) {
    self.engine = engine
    self.journal = journal
    self.banks = banks
    self.keys = keys
    self.store = store
    self.roster = roster
    self.directory = directory
    self.projector = projector
  }

  /// What stands in the way of final results.
  package enum Blocker: Hashable, Sendable {
    /// The stage must be closed first.
    case notClosed(StageState)
    /// Attempts that have not been handed in.
    case openAttempts(Int)
    /// Attempts whose records cannot be marked; an auditor must look at them.
    case unmarkedAttempts(Int)
    /// Nobody submitted anything.
    case noResults
    /// Equals on the cut of whom a play-off must say who passes.
    case undecidedTies([[ContestantID]])
    /// Something changed while the results were computed; try again.
    case changed
  }

  /// The results cannot be certified yet; everything that stands in the way.
  package struct Blocked: Error, Hashable {
    package let blockers: [Blocker]
  }

  /// Certifies a stage in the name of a judge.
  ///
  /// - Throws: `Blocked` with everything that stands in the way; nothing is changed then.
  package func certify(
    _ place: StagePlace, judge: String, at instant: Instant
  ) async throws -> CertifiedResults {
    var blockers: [Blocker] = []
    if place.state != .closed { blockers.append(.notClosed(place.state)) }
    // First who is still open, then the marking: in the other order an attempt that is handed in
    // between the two would be neither open nor marked.
    let open = try await journal.openAttempts(of: place.path).count
    if open > 0 { blockers.append(.openAttempts(open)) }
    try await projector.catchUp()
    let attempts = try await store.results(of: place.path)
    if attempts.isEmpty { blockers.append(.noResults) }
    let unmarked = try await journal.attemptCount(of: place.path) - open - attempts.count
    if unmarked > 0 { blockers.append(.unmarkedAttempts(unmarked)) }
    guard blockers.isEmpty else { throw Blocked(blockers: blockers) }

    let standings = try await standings(of: attempts, at: place)
    let playOffs = try await store.shortlistActs(of: place.path).playOffsOfTheCut
    let shortlist = Shortlist(of: standings, by: place.stage, playOffs: playOffs)
    guard shortlist.undecided.isEmpty else {
      throw Blocked(blockers: [.undecidedTies(shortlist.undecided)])
    }
    let results = CertifiedResults(
      format: CertifiedResults.format, path: place.path, contestTitle: place.contest.title,
      eventTitle: place.event.title, tier: place.contest.tier, zone: place.contest.zone,
      occupation: place.event.occupation, stage: place.stage, version: 1, judges: [judge],
      certifiedAt: instant, banks: try await bankVersions(of: attempts, place.event.bank),
      playOffs: playOffs.isEmpty ? nil : playOffs,
      entries: try await entries(of: standings, attempts, Set(shortlist.contestants)))
    guard try await store.keep(results, document: results.document()) else {
      // Somebody certified, or began an attempt, at the same moment.
      throw Blocked(blockers: [.changed])
    }
    directory.forget(place.path.contest)
    return results
  }

  private func standings(of attempts: [AttemptResult], at place: StagePlace) async throws
    -> Standings
  {
    let contestants = try await roster.contestants(
      of: place.contest.id, event: place.stage.admission.source == .roster ? place.event.id : nil)
    let grouped = Dictionary(grouping: attempts, by: \.contestant)
    return Standings(
      of: contestants.compactMap { contestant in
        grouped[contestant.id].flatMap {
          StageResult(of: $0.map(\.outcome), in: place.stage, zone: place.contest.zone)
        }.map { (contestant, $0) }
      }, by: place.stage)
  }

  private func entries(
    of standings: Standings, _ attempts: [AttemptResult], _ shortlist: Set<ContestantID>
  ) async throws -> [CertifiedResults.Entry] {
    let grouped = Dictionary(grouping: attempts, by: \.contestant)
    var entries: [CertifiedResults.Entry] = []
    for standing in standings.rows {
      let contestant = standing.contestant
      var submitted: [CertifiedResults.Submitted] = []
      let outcomes = (grouped[contestant.id] ?? []).map(\.outcome)
      for outcome in outcomes.sorted(by: { $0.number < $1.number }) {
        guard let sitting = try await engine.sitting(outcome.attempt) else {
          throw SessionFailure.damaged(outcome.attempt)
        }
        submitted.append(CertifiedResults.Submitted(sitting.transcript, outcome))
      }
      entries.append(
        CertifiedResults.Entry(
          rank: standing.rank, contestant: contestant.id, name: contestant.name,
          unit: contestant.unit, region: contestant.region, city: contestant.cityName,
          level: contestant.level, score: standing.result.score,
          maximum: standing.result.maximum, elapsed: standing.result.elapsed,
          submittedAt: standing.result.submittedAt,
          shortlisted: shortlist.contains(contestant.id), attempts: submitted))
    }
    return entries
  }

  private func bankVersions(
    of attempts: [AttemptResult], _ bank: BankID
  ) async throws -> [CertifiedResults.Bank] {
    var used: Set<Int> = []
    for attempt in attempts {
      let first = try await journal.record(of: attempt.outcome.attempt, sequence: 0)
      if case .started(let start)? = first?.event { used.insert(start.bankVersion) }
    }
    let versions = try await banks.versions(of: bank).filter { used.contains($0.number) }
    var listed: [CertifiedResults.Bank] = []
    for version in versions.sorted(by: { $0.number < $1.number }) {
      let questions = try await banks.questions(of: bank, version: version.number)
      let shapes = QuestionShape.all(of: questions)
      let keys = try await keys.answerKeys(of: bank, version: version.number)
      listed.append(
        CertifiedResults.Bank(
          id: bank, version: version.number, hash: version.hash,
          questions: zip(shapes, keys).map(CertifiedResults.Bank.Item.init)))
    }
    return listed
  }
}

extension CertifiedResults.Bank.Item {
  fileprivate init(_ shape: QuestionShape, _ key: AnswerKey) {
    self.init(
      id: key.question.text, kind: shape.kind, options: shape.optionCount, parts: shape.partCount,
      knowledge: shape.knowledge, level: shape.level, difficulty: shape.difficulty,
      caseNumber: shape.caseNumber, key: KeyText.text(key.solution))
  }
}

extension CertifiedResults.Submitted {
  fileprivate init(_ transcript: Transcript, _ outcome: AttemptOutcome) {
    let seed = String(transcript.start.seed, radix: 16)
    let deadline = transcript.attempt.deadline
    // Nothing was spent of an attempt that was closed before the bell.
    let spent = max(0, (min(outcome.submittedAt, deadline) - outcome.startedAt).count)
    let paused = spent - outcome.elapsed.count
    self.init(
      attempt: transcript.id.description, number: outcome.number,
      bankVersion: transcript.start.bankVersion,
      seed: String(repeating: "0", count: 16 - seed.count) + seed, startedAt: outcome.startedAt,
      deadline: deadline, submittedAt: outcome.submittedAt,
      paused: paused == 0 ? nil : Milliseconds(paused), score: outcome.score,
      responses: transcript.responses.map { $0?.line ?? "" }, head: transcript.head.description)
  }
}
