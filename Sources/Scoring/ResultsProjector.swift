import AttemptRecords
package import Contests
package import Logging
package import QuestionBanks
import ServiceLifecycle
package import Sessions
import Synchronization

/// Turns submitted attempts into results: follows the journal's durable feed, marks, records, and
/// tells the board. Live or replayed, the same code places the same result.
package final class ResultsProjector: Service {
  private let journal: any SessionJournal
  private let keys: any AnswerKeyStore
  private let papers: PaperRoom
  private let directory: ContestDirectory
  private let store: any ResultStore
  private let board: StandingsBoard
  private let logger: Logger
  private let bell: AsyncStream<Void>
  private let rope: AsyncStream<Void>.Continuation
  private let turn = Turn()
  private let markers = Mutex<[MarkerKey: Marker]>([:])

  private struct MarkerKey: Hashable {
    let bank: BankID
    let version: Int
  }

  package init(
    journal: any SessionJournal, keys: any AnswerKeyStore, papers: PaperRoom,
    directory: ContestDirectory, store: any ResultStore, board: StandingsBoard, logger: Logger
  ) {
    self.journal = journal
    self.keys = keys
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
    try await turn.take {
      var position = try await self.store.projectedPosition()
      while true {
        let submissions = try await self.journal.submissions(after: position, limit: 256)
        guard let last = submissions.last else { return }
        let attempts = submissions.map(\.attempt)
        var results: [AttemptResult] = []
        for (attempt, records) in zip(attempts, try await self.journal.records(of: attempts)) {
          do {
            results.append(try await self.result(of: attempt, records ?? []))
          } catch let damage as SessionFailure {
            // One attempt that cannot be read must not keep all others from their results; its stage
            // cannot be certified until an auditor has looked at it.
            self.logger.critical(
              "attempt cannot be marked",
              metadata: ["attempt": "\(attempt)", "error": "\(damage)"])
          }
        }
        try await self.store.record(results, upTo: last.position)
        await self.board.add(results)
        position = last.position
      }
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
    let marker = try await marker(start.bank, start.bankVersion, questions: questions)
    let transcript = Transcript(
      records: records, paper: paper, answersAreFinal: place.stage.answersAreFinal)
    guard let transcript, let result = AttemptResult(transcript, on: paper, marker: marker)
    else { throw SessionFailure.damaged(id) }
    return result
  }

  private func marker(
    _ bank: BankID, _ version: Int, questions: [Question]
  ) async throws -> Marker {
    let key = MarkerKey(bank: bank, version: version)
    if let hit = markers.withLock({ $0[key] }) { return hit }
    let marker = Marker(keys: try await keys.answerKeys(of: bank, version: version).map(\.solution))
    markers.withLock { $0[key] = marker }
    return marker
  }
}
