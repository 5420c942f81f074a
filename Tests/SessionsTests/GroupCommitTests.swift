import AttemptRecords
import Contests
import Fixtures
import GRDB
import Logging
import SQLiteStorage
import Sessions
import Testing

@Suite struct GroupCommitTests {
  private func submission() throws -> JournalEntry {
    let start = AttemptStart(
      contestant: try ContestantID("1000"), stage: try Sample.path("preliminary"), number: 1,
      bank: try BankID("fitter"), bankVersion: 1, seed: 1, deadline: Sample.start + .seconds(600),
      due: Sample.start + .seconds(603))
    let first = Attempt.record(of: start, AttemptID(number: 7), at: Sample.start)
    let last = AttemptRecord(
      attempt: first.attempt, sequence: 1, at: Sample.start, event: .submitted(by: .contestant),
      after: first.head)
    return JournalEntry(records: [first, last], base: .empty)
  }

  /// Whoever marks what was handed in must look: an error does not prove that nothing was written.
  @Test(arguments: [false, true])
  func aSubmissionIsToldOfWhateverBecameOfItsCommit(fails: Bool) async throws {
    let storage = try TemporaryStore()
    if fails {
      try await storage.store.pool.write { database in
        try database.execute(
          sql: """
            CREATE TRIGGER disk_full BEFORE INSERT ON record
            BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """)
      }
    }
    let (rings, rope) = AsyncStream.makeStream(of: Void.self)
    let (outcomes, told) = AsyncStream.makeStream(of: WriteOutcome.self)
    let commits = GroupCommit(
      journal: storage.store, now: { Sample.start },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      submitted: { rope.yield() })
    let entry = try submission()
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await commits.run() }
      let isTaken = commits.append(entry) { told.yield($0) }
      #expect(isTaken)
      let outcome = await outcomes.first { _ in true }
      #expect(outcome == (fails ? .failed : .durable))
      let ring: Void? = await rings.first { _ in true }
      #expect(ring != nil)
      group.cancelAll()
    }
  }
}
