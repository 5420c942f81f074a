import AttemptRecords
package import Contests
package import Logging
import QuestionBanks
import ServiceLifecycle
package import Sessions

/// Turns submitted attempts into results: follows the journal's durable feed, marks, records, and
/// tells the board. Live or replayed, the same code places the same result.
package final class ResultsProjector: Service {
  private let journal: any SessionJournal
  private let marking: MarkingRoom
  private let papers: PaperRoom
  private let directory: ContestDirectory
  private let store: any ResultStore
  private let board: StandingsBoard
  private let logger: Logger
  private let bell: AsyncStream<Void>
  private let rope: AsyncStream<Void>.Continuation
  private let turn = Turn()

  package init(
    journal: any SessionJournal, marking: MarkingRoom, papers: PaperRoom,
    directory: ContestDirectory, store: any ResultStore, board: StandingsBoard, logger: Logger
  ) {
    self.journal = journal
    self.marking = marking
    self.papers = papers
    self.directory = directory
    self.store = store
    self.board = board
    self.logger = logger
    (bell, rope) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Long enough for dozens of submissions at full load, too short for anybody to notice.
  private static let gathering = Duration.milliseconds(20)

  /// Says that the journal has a new submission. Cheap; may be called from anywhere.
  package func ring() { rope.yield() }

  package func run() async throws {
    ring()
    await withGracefulShutdownHandler {
      for await _ in bell {
        // Whatever is handed in meanwhile is read, marked and recorded together.
        try? await Task.sleep(for: Self.gathering)
        do {
          try await catchUp()
        } catch {
          logger.error("results wait", metadata: ["error": "\(error)"])
          try? await Task.sleep(for: .seconds(1))
          ring()
        }
      }
    } onGracefulShutdown: {
      self.rope.finish()
    }
  }

  /// Marks and records everything that was submitted before the call.
  package func catchUp() async throws {
    try await turn.take { try await self.project() }
  }

  /// The same, and then something else before anything further is marked: what changes the keys must
  /// not come between the marking of an attempt and the recording of its result.
  func catchUp<Value: Sendable>(
    then body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await turn.take {
      try await self.project()
      return try await body()
    }
  }

  /// How many wait until what is being recorded is recorded.
  var waitingCount: Int {
    get async { await turn.waitingCount }
  }

  private func project() async throws {
    var position = try await store.projectedPosition()
    while true {
      let submissions = try await journal.submissions(after: position, limit: 256)
      guard let last = submissions.last else { return }
      let attempts = submissions.map(\.attempt)
      var marked: [MarkedAttempt] = []
      // Nothing of it changes before the turn is over.
      var tables: [MarkingTable.Subject: MarkingTable] = [:]
      for (attempt, records) in zip(attempts, try await journal.records(of: attempts)) {
        do {
          guard let records, case .started(let start)? = records.first?.event else {
            throw SessionFailure.damaged(attempt)
          }
          let subject = MarkingTable.Subject(
            stage: start.stage, bank: start.bank, version: start.bankVersion)
          if tables[subject] == nil { tables[subject] = try await table(for: subject, attempt) }
          guard let result = tables[subject]?.result(of: records, start),
            let sheet = AnswerSheet(of: records)
          else { throw SessionFailure.damaged(attempt) }
          marked.append(MarkedAttempt(result, sheet))
        } catch let damage where damage is SessionFailure || damage is MarkingRoom.DamagedCorrection
        {
          // One attempt that cannot be read must not keep all others from their results; its stage
          // cannot be certified until an auditor has looked at it.
          logger.critical(
            "attempt cannot be marked",
            metadata: ["attempt": "\(attempt)", "error": "\(damage)"])
        }
      }
      try await store.record(marked, upTo: last.position)
      await board.add(marked.map(\.result))
      position = last.position
    }
  }

  private func table(
    for subject: MarkingTable.Subject, _ attempt: AttemptID
  ) async throws -> MarkingTable {
    guard let place = try await directory.stage(subject.stage) else {
      throw SessionFailure.damaged(attempt)
    }
    let (dealer, questions) = try await papers.dealer(
      bank: subject.bank, version: subject.version, blueprint: place.stage.blueprint)
    let marker = try await marking.marker(
      at: subject.stage, bank: subject.bank, version: subject.version, questions: questions
    ).marker
    return MarkingTable(
      dealer: dealer, marker: marker, answersAreFinal: place.stage.answersAreFinal)
  }
}

/// What the papers of one stage and bank version are marked with.
private struct MarkingTable {
  struct Subject: Hashable {
    let stage: StagePath
    let bank: BankID
    let version: Int
  }

  let dealer: PaperDealer
  let marker: StageMarker
  let answersAreFinal: Bool

  /// `nil` for records that are no submitted attempt.
  func result(of records: [AttemptRecord], _ start: AttemptStart) -> AttemptResult? {
    let paper = dealer.paper(seed: start.seed)
    return Transcript(records: records, paper: paper, answersAreFinal: answersAreFinal)
      .flatMap { AttemptResult($0, on: paper, marker: marker) }
  }
}
