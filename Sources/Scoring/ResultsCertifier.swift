package import AttemptRecords
package import Contests
package import QuestionBanks
package import Sessions

/// Makes the results of a closed stage final.
package struct ResultsCertifier: Sendable {
  /// Everything that certified results are made of.
  package typealias Store = ResultStore & CorrectionStore & AppealStore & JudgingStore
    & ShortlistStore

  private let engine: SessionEngine
  private let journal: any SessionJournal
  private let banks: any QuestionBankStore
  private let keys: any AnswerKeyStore
  private let store: any Store
  private let roster: any ContestantStore
  private let directory: ContestDirectory
  private let projector: ResultsProjector
  private let board: StandingsBoard
  private let key: ReceiptKey

  package init(
    engine: SessionEngine, journal: any SessionJournal, banks: any QuestionBankStore,
    keys: any AnswerKeyStore, store: any Store, roster: any ContestantStore,
    directory: ContestDirectory, projector: ResultsProjector, board: StandingsBoard,
    key: ReceiptKey
  ) {
    self.engine = engine
    self.journal = journal
    self.banks = banks
    self.keys = keys
    self.store = store
    self.roster = roster
    self.directory = directory
    self.projector = projector
    self.board = board
    self.key = key
  }

  /// What stands in the way of final results.
  package enum Blocker: Hashable, Sendable {
    /// The stage must be closed first.
    case notClosed(StageState)
    /// Attempts that have not been handed in.
    case openAttempts(Int)
    /// Attempts whose records cannot be marked; an auditor must look at them.
    case unmarkedAttempts(Int)
    /// Nobody submitted anything, or was given a score where there is no paper.
    case noResults
    /// Appeals that judges have not settled.
    case openAppeals(Int)
    /// Appeals about questions that two judges upheld and no correction followed.
    case appealsWithoutCorrection(Int)
    /// Appeals about results that two judges upheld and no act of judges, nor correction, followed.
    case appealsWithoutAct(Int)
    /// The newest certified version says the same already.
    case nothingNew(version: Int)
    /// Contestants whose part has not been scored by all its judges.
    case missingScores(PartID, Int)
    /// Contestants about whose part the judges disagree, without a second look.
    case unsettledScores(PartID, Int)
    /// Contestants with a rank who fell out of the shortlist of the earlier stage that admits them.
    case rankedThoughWithdrawn(StageID, Int)
    /// An earlier stage that counts here is not certified, or not public.
    case notCarried(StageID)
    /// Equals on the cut of whom a play-off must say who passes.
    case undecidedTies([[ContestantID]])
    /// Something changed while the results were computed; try again.
    case changed

    /// Its stable name and what it counts, where judges may set it aside with a reason.
    package var waivable: (code: String, count: Int)? {
      switch self {
      case .openAppeals(let count): ("open-appeals", count)
      case .appealsWithoutCorrection(let count): ("appeals-without-correction", count)
      case .appealsWithoutAct(let count): ("appeals-without-act", count)
      case .missingScores(_, let count): ("scores-missing", count)
      case .unsettledScores(_, let count): ("scores-unsettled", count)
      case .undecidedTies(let groups): ("undecided-ties", groups.count)
      case .rankedThoughWithdrawn(_, let count): ("ranked-though-withdrawn", count)
      case .notClosed, .openAttempts, .unmarkedAttempts, .noResults, .notCarried,
        .nothingNew, .changed:
        nil
      }
    }
  }

  /// Blockers that a judge sets aside, by their codes.
  package struct Waiving: Sendable {
    package let codes: Set<String>
    package let reason: String

    package init(codes: Set<String>, reason: String) {
      self.codes = codes
      self.reason = reason
    }
  }

  /// The results cannot be certified yet; everything that stands in the way.
  package struct Blocked: Error, Hashable {
    package let blockers: [Blocker]
  }

  /// Certifies a stage in the name of a judge. A stage that was certified is certified anew when its
  /// results have changed since, by a correction; the earlier versions stay.
  ///
  /// - Throws: `Blocked` with everything that stands in the way; nothing is changed then.
  package func certify(
    _ place: StagePlace, judge: String, waiving: Waiving? = nil, at instant: Instant
  ) async throws -> CertifiedDocument {
    let draft = try await draft(place, judge: judge, waiving: waiving, at: instant)
    let (document, bytes) = try CertifiedDocument.sign(draft.results, with: key)
    // Also when it is said to have failed: it may have been kept all the same.
    defer {
      directory.forget(place.path.contest)
      board.forget(place.path)
    }
    guard try await store.keep(document, bytes: bytes, on: draft.grounds) else {
      // Somebody certified, appealed, froze or began an attempt at the same moment.
      throw Blocked(blockers: [.changed])
    }
    return document
  }

  /// What `certify` would keep at this moment, and how it differs from the newest version, with the
  /// shortlist in force and the one that would be; absent when there is none. Nothing is changed.
  ///
  /// - Throws: as `certify` does.
  package func preview(
    _ place: StagePlace, judge: String, waiving: Waiving? = nil, at instant: Instant
  ) async throws -> (results: CertifiedResults, difference: ResultsDifference?) {
    let draft = try await draft(place, judge: judge, waiving: waiving, at: instant)
    let difference = draft.previous.flatMap { previous in
      let inForce = ShortlistInForce(
        of: Standings(previous), by: previous.stage, version: previous.version,
        after: draft.grounds.shortlistActs)
      return ResultsDifference(
        from: previous, to: draft.results, shortlists: (inForce, draft.shortlist))
    }
    return (draft.results, difference)
  }

  /// What is to be certified.
  private struct Draft {
    let results: CertifiedResults
    let previous: CertifiedResults?
    let shortlist: ShortlistInForce
    let grounds: CertificationGrounds
  }

  private func draft(
    _ place: StagePlace, judge: String, waiving: Waiving?, at instant: Instant
  ) async throws -> Draft {
    var blockers: [Blocker] = []
    if place.state < .closed { blockers.append(.notClosed(place.state)) }
    let previous = try await store.certified(place.path).map {
      try CertifiedResults.read(document: $0).results
    }
    // First who is still open, then the marking: in the other order an attempt that is handed in
    // between the two would be neither open nor marked.
    let open = try await journal.openAttempts(of: place.path).count
    if open > 0 { blockers.append(.openAttempts(open)) }
    try await projector.catchUp()
    // And the rulings before the scores: one that is made meanwhile is then newer than the document,
    // which is not kept, and never listed beside scores without it.
    let corrections = try await store.corrections(of: place.path)
    let source = try await StandingsSource(of: place, from: store, roster: roster)
    let (attempts, judging, carried) = (source.attempts, source.judging, source.carried)
    let standings = source.standings()
    let isEmpty =
      place.stage.hasPaper
      ? attempts.isEmpty : standings.rows.isEmpty && standings.unranked.isEmpty
    if isEmpty { blockers.append(.noResults) }
    let unmarked = try await journal.attemptCount(of: place.path) - open - attempts.count
    if unmarked > 0 { blockers.append(.unmarkedAttempts(unmarked)) }
    let appeals = try await store.appeals(of: place.path, by: nil)
    blockers += Blocker.ofAppeals(appeals, corrections, judging.records)
    let version = (previous?.version ?? 0) + 1
    let acts = try await store.shortlistActs(of: place.path)
    let playOffs = acts.playOffs(before: version)
    let shortlist = Shortlist(of: standings, by: place.stage, playOffs: playOffs)
    if !shortlist.undecided.isEmpty { blockers.append(.undecidedTies(shortlist.undecided)) }
    let earlier = try await EarlierShortlist(of: place, from: store)
    blockers += Blocker.ofParts(
      place.stage, judging, carried, attempts.map(\.contestant), earlier?.admitted ?? [])
    if let earlier {
      let ranked = standings.rows.count { earlier.withdrawn.contains($0.contestant.id) }
      if ranked > 0 { blockers.append(.rankedThoughWithdrawn(earlier.stage, ranked)) }
    }
    var waivers: [CertifiedResults.Waiver] = []
    if let waiving {
      blockers.removeAll { blocker in
        guard let (code, count) = blocker.waivable, waiving.codes.contains(code) else {
          return false
        }
        waivers.append(
          CertifiedResults.Waiver(code: code, count: count, judge: judge, reason: waiving.reason))
        return true
      }
    }
    guard blockers.isEmpty else { throw Blocked(blockers: blockers) }

    let submitted = try await submitted(attempts, at: place)
    let unranked = standings.unranked.compactMap { one in
      one.result.map { result in
        CertifiedResults.Unranked(
          reasons: one.reasons,
          entry: CertifiedResults.Entry(
            one.contestant, result, rank: 0, isShortlisted: false,
            attempts: submitted[one.contestant.id] ?? []))
      }
    }
    let admitted = Set(shortlist.contestants)
    var results = CertifiedResults(
      format: CertifiedResults.format, path: place.path, contestTitle: place.contest.title,
      eventTitle: place.event.title, tier: place.contest.tier, zone: place.contest.zone,
      occupation: place.event.occupation, stage: place.stage, version: version, judges: [judge],
      certifiedAt: instant,
      banks: try await bankVersions(of: submitted.values.joined(), place.event.bank),
      corrections: corrections.isEmpty ? nil : corrections,
      waivers: waivers.isEmpty ? nil : waivers,
      playOffs: playOffs.isEmpty ? nil : playOffs,
      entries: standings.rows.map { row in
        CertifiedResults.Entry(
          row.contestant, row.result, rank: row.rank,
          isShortlisted: admitted.contains(row.contestant.id),
          attempts: submitted[row.contestant.id] ?? [])
      })
    if !unranked.isEmpty { results.unranked = unranked }
    if !judging.records.isEmpty { results.judging = judging.records }
    if !carried.sources.isEmpty { results.carried = carried.sources }
    results.teams = CertifiedResults.teams(of: standings, in: place.stage)
    if let previous, results.saysTheSame(as: previous) {
      throw Blocked(blockers: [.nothingNew(version: previous.version)])
    }
    let inForce = ShortlistInForce(
      of: standings, by: place.stage, version: version, after: acts)
    return Draft(
      results: results, previous: previous, shortlist: inForce,
      grounds: CertificationGrounds(
        appeals: appeals, shortlistActs: acts, admitted: inForce.contestants))
  }

  /// The attempts of everybody, in their order, from their records.
  ///
  /// - Throws: `SessionFailure.damaged` where the records say something else than what was marked.
  private func submitted(
    _ attempts: [AttemptResult], at place: StagePlace
  ) async throws -> [ContestantID: [CertifiedResults.Submitted]] {
    let sheets = Dictionary(
      try await store.sheets(of: place.path).map { ($0.attempt, $0) },
      uniquingKeysWith: { first, _ in first })
    let portions = try await attempts.inPortions { attempts in
      let sittings = try await engine.sittings(attempts.map(\.original.attempt))
      return try zip(attempts, sittings).map { attempt, sitting in
        let id = attempt.original.attempt
        guard let sheet = AnswerSheet(of: sitting.transcript.records), sheet == sheets[id] else {
          throw SessionFailure.damaged(id)
        }
        return (
          attempt.contestant, CertifiedResults.Submitted(sitting.transcript, attempt.outcome)
        )
      }
    }
    let submitted = portions.joined().reduce(into: [:]) { submitted, one in
      submitted[one.0, default: []].append(one.1)
    }
    return submitted.mapValues { $0.sorted { $0.number < $1.number } }
  }

  private func bankVersions(
    of attempts: some Sequence<CertifiedResults.Submitted>, _ bank: BankID
  ) async throws -> [CertifiedResults.Bank] {
    let used = Set(attempts.map(\.bankVersion))
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

extension ResultsCertifier.Blocker {
  /// What judges have not settled yet, and what they upheld without doing anything about it.
  fileprivate static func ofAppeals(
    _ appeals: [Appeal], _ corrections: [KeyCorrection], _ acts: [JudgingRecord]
  ) -> [Self] {
    let pending = appeals.count(where: \.state.isPending)
    let settled = Set(corrections.compactMap(\.appeal) + acts.compactMap(\.appeal))
    let owed = appeals.filter { $0.state == .confirmed && !settled.contains($0.number) }
    let ofQuestions = owed.count { $0.question != nil }
    let ofResults = owed.count - ofQuestions
    return (pending > 0 ? [.openAppeals(pending)] : [])
      + (ofQuestions > 0 ? [.appealsWithoutCorrection(ofQuestions)] : [])
      + (ofResults > 0 ? [.appealsWithoutAct(ofResults)] : [])
  }

  /// What is missing of a stage's parts.
  fileprivate static func ofParts(
    _ stage: Stage, _ judging: StageJudging, _ carried: CarriedResults,
    _ submitted: [ContestantID], _ admitted: [ContestantID]
  ) -> [Self] {
    let missing = judging.missing(in: stage, submitted: submitted, admitted: admitted)
    let unsettled = judging.unsettled(in: stage)
    return carried.missing.map { .notCarried($0) }
      + (stage.parts ?? []).flatMap { part in
        [
          .missingScores(part.id, missing.count { $0.part == part.id }),
          .unsettledScores(part.id, unsettled.count { $0.part == part.id }),
        ].filter {
          if case .missingScores(_, 0) = $0 { false } else { $0 != .unsettledScores(part.id, 0) }
        }
      }
  }
}

extension CertifiedResults.Entry {
  fileprivate init(
    _ contestant: Contestant, _ result: StageResult, rank: Int, isShortlisted: Bool,
    attempts: [CertifiedResults.Submitted]
  ) {
    self.init(
      rank: rank, contestant: contestant.id, name: contestant.name, unit: contestant.unit,
      region: contestant.region, city: contestant.cityName, level: contestant.level,
      score: result.score, maximum: result.maximum, elapsed: result.elapsed,
      submittedAt: result.submittedAt, shortlisted: isShortlisted, attempts: attempts,
      parts: result.parts.isEmpty ? nil : result.parts, team: contestant.team)
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
