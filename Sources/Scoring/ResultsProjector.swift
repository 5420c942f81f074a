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

  private func project() async throws {
    var position = try await store.projectedPosition()
    while true {
      let submissions = try await journal.submissions(after: position, limit: 256)
      guard let last = submissions.last else { return }
      let attempts = submissions.map(\.attempt)
      var results: [AttemptResult] = []
      for (attempt, records) in zip(attempts, try await journal.records(of: attempts)) {
        do {
          results.append(try await result(of: attempt, records ?? []))
        } catch let damage as SessionFailure {
          // One attempt that cannot be read must not keep all others from their results; its stage
          // cannot be certified until an auditor has looked at it.
          logger.critical(
            "attempt cannot be marked",
            metadata: ["attempt": "\(attempt)", "error": "\(damage)"])
        }
      }
      try await store.record(results, upTo: last.position)
      await board.add(results)
      position = last.position
    }
  }

  private func result(
    of id: AttemptID, _ records: [AttemptRecord]
  ) async throws -> AttemptResult {
    guard case .started(let start)? = records.first?.event,
      let place = try await directory.stage(start.stage)
    else { throw SessionFailure.damaged(id) }
    let (paper, questions) = try await papers.paper(
      bank: start.bank, version: start.bankVersion, blueprint: place.stage.blueprint,
      seed: start.seed)
    let marker = try await marking.marker(
      at: start.stage, bank: start.bank, version: start.bankVersion, questions: questions
    ).marker
    let transcript = Transcript(
      records: records, paper: paper, answersAreFinal: place.stage.answersAreFinal)
    guard let transcript, let result = AttemptResult(transcript, on: paper, marker: marker)
    else { throw SessionFailure.damaged(id) }
    return result
  }
}
