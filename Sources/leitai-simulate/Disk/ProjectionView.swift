import AttemptRecords
import Contests
import Scoring
import Sessions
import Synchronization

/// What a projector sees during one round: the journal and its bookmark as they were when it began
/// to read. What it wants recorded waits here until the disk takes it.
final class ProjectionView: Sendable {
  /// Results with the position up to which they are all.
  struct Page: Sendable {
    let results: [AttemptResult]
    let position: Int64
  }

  let journal: SimulatedJournal
  let bookmark: Int64
  private let contest: Contest
  private let pages = Mutex<[Page]>([])

  /// Submissions that one page gives at most: few, so that a round has several pages.
  private static let pageSize = 2

  init(_ journal: SimulatedJournal, bookmark: Int64, contest: Contest) {
    self.journal = journal
    self.bookmark = bookmark
    self.contest = contest
  }

  var recorded: [Page] { pages.withLock { $0 } }

  /// Has the real projector read everything that there is.
  func project(in hall: Hall) async throws -> [Page] {
    let directory = ContestDirectory(store: self)
    let projector = ResultsProjector(
      journal: self, marking: MarkingRoom(keys: hall.shelf, corrections: self), papers: hall.papers,
      directory: directory, store: self,
      board: StandingsBoard(store: self, roster: self), logger: .silent)
    try await projector.catchUp()
    return recorded
  }
}

extension ProjectionView: SessionJournal {
  /// A view cannot be written to.
  struct ReadOnly: Error {}

  func append(_ batch: [JournalEntry]) throws -> [Bool] { throw ReadOnly() }

  func records(of attempt: AttemptID) -> [AttemptRecord] { journal.records(of: attempt) }

  func records(of attempts: [AttemptID]) -> [[AttemptRecord]?] {
    attempts.map(journal.records(of:))
  }

  func records(of attempt: AttemptID, in numbers: ClosedRange<Int>) -> [AttemptRecord] {
    journal.records(of: attempt).filter { numbers.contains($0.sequence) }
  }

  func standing(
    of contestant: Contestant, at stage: StagePath
  ) -> (attempts: [AttemptSummary], unitSeats: UnitSeats) {
    journal.standing(of: contestant, at: stage)
  }

  func overdue(at instant: Instant, limit: Int) -> [AttemptID] {
    journal.overdue(at: instant, limit: limit)
  }

  func attempts(
    of stage: StagePath, after attempt: AttemptID?, limit: Int
  ) -> [AttemptOverview] {
    let rows = journal.rows.filter { row in
      row.start.stage == stage && attempt.map { row.id > $0 } ?? true
    }
    return rows.sorted { $0.id < $1.id }.prefix(limit).map { row in
      AttemptOverview(
        id: row.id, contestant: row.start.contestant, number: row.start.number,
        startedAt: row.startedAt, due: row.due,
        phase: row.isVoided
          ? .voided : row.finished != nil ? .submitted : row.isPaused ? .suspended : .open,
        records: row.records.count)
    }
  }

  func openAttempts(of stage: StagePath) -> [AttemptID] { journal.openAttempts(of: stage) }

  func openStages() -> [StagePath] { journal.openStages() }

  func hasOpenAttempts(of stage: StagePath) -> Bool { !openAttempts(of: stage).isEmpty }

  func attemptCount(of stage: StagePath) -> Int {
    journal.rows.count { $0.start.stage == stage && !$0.isVoided }
  }

  func paperCount(of stage: StagePath) -> Int {
    journal.rows.count { $0.start.stage == stage }
  }

  func openAttempts(after attempt: AttemptID?, limit: Int) -> [AttemptID] {
    let later = journal.openRecords().map { $0[0].attempt }.drop { id in
      attempt.map { id <= $0 } ?? false
    }
    return Array(later.prefix(limit))
  }

  func feed(
    of contest: ContestID, after position: Int64, limit: Int
  ) -> [(position: Int64, record: AttemptRecord)] {
    let entries = journal.log.enumerated().dropFirst(Int(position)).prefix(limit)
    return entries.map { offset, entry in
      (Int64(offset + 1), journal.rows[entry.row].records[entry.sequence])
    }
  }

  func submissions(
    after position: Int64, limit: Int
  ) -> [(position: Int64, attempt: AttemptID)] {
    journal.submissions(after: position, limit: min(limit, Self.pageSize))
  }
}

extension ProjectionView: ResultStore {
  func projectedPosition() -> Int64 { bookmark }

  func record(_ attempts: [MarkedAttempt], upTo position: Int64) {
    pages.withLock { $0.append(Page(results: attempts.map(\.result), position: position)) }
  }

  func sheets(of stage: StagePath) -> [AnswerSheet] {
    journal.rows.filter { $0.start.stage == stage && $0.finished != nil }
      .compactMap { AnswerSheet(of: $0.records) }
  }

  func results(of stage: StagePath, upTo position: Int64?) -> [AttemptResult] {
    recorded.flatMap(\.results).filter { $0.stage == stage }
  }

  func result(of attempt: AttemptID) -> AttemptResult? {
    recorded.flatMap(\.results).first { $0.outcome.attempt == attempt }
  }

  /// No stage of a run is ever certified.
  func keep(
    _ document: CertifiedDocument, bytes: [UInt8], on grounds: CertificationGrounds
  ) -> Bool { false }

  func certified(_ stage: StagePath, version: Int?) -> [UInt8]? { nil }

  func seal(of stage: StagePath, version: Int) -> ResultsSeal? { nil }
  func firstCertification(of stage: StagePath) -> Instant? { nil }
}

/// No key of a run is ever corrected.
extension ProjectionView: CorrectionStore {
  func corrections(of stage: StagePath) -> [KeyCorrection] { [] }

  func apply(
    _ correction: KeyCorrection, to stage: StagePath,
    scores: [(attempt: AttemptID, score: Points)]
  ) -> Bool { false }
}

/// Nobody judges in a run.
extension ProjectionView: JudgingStore {
  func judging(of stage: StagePath, upTo number: Int64?) -> [JudgingRecord] { [] }

  func append(
    _ entries: [JudgingRecord.Entry], at stage: StagePath, after last: Int64
  ) -> [JudgingRecord]? { nil }

  func isJudged(
    _ contestant: ContestantID, at stage: StagePath, shortlist: StagePath
  ) -> Bool { false }

  func carried(from stage: StagePath, at instant: Instant?) -> [UInt8]? { nil }
}

extension ProjectionView: ContestStore {
  func create(_ contest: Contest, plan: String, policies: [PackID: Int]) -> Bool { false }

  func policyVersions(of contest: ContestID) -> [PackID: Int] { [:] }

  func contest(_ id: ContestID) -> Contest? { contest.id == id ? contest : nil }

  func contests() -> [Contest] { [contest] }

  func states(of contest: ContestID) -> [StagePath: StageState] { [:] }

  func certifications(of contest: ContestID) -> [StagePath: StageCertification] { [:] }

  /// No stage of a run is ever frozen.
  func freezes(of contest: ContestID) -> [StagePath: StageFreeze] { [:] }

  func lastUnfreeze(of stage: StagePath) -> Instant? { nil }

  func freeze(_ stage: StagePath, _ note: StaffNote) throws -> StageFreeze {
    throw FreezeRefusal.certified(stage)
  }

  func unfreeze(_ stage: StagePath, _ note: StaffNote) -> Bool { false }

  func move(_ stage: StagePath, from: Set<StageState>, to: StageState) -> Bool { false }
}

extension ProjectionView: ContestantStore {
  func contestants(of contest: ContestID, event: EventID?, at instant: Instant?) -> [Contestant] {
    []
  }

  func contestant(_ id: ContestantID) -> Contestant? { nil }

  func isShortlisted(_ contestant: ContestantID, at stage: StagePath) -> Bool { false }
}
