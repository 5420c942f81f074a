import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import Logging
import QuestionBanks
import SQLiteStorage
import ServiceLifecycle
import Sessions
import Synchronization
import Testing

/// The engine over a real database: what is acknowledged is stored, and races have one winner.
@Suite struct SessionEngineTests {
  private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// An engine with its journal running.
  private func withEngine(
    over storage: TemporaryStore, capacity: Int = 1000,
    _ test: @Sendable @escaping (SessionEngine, ManualClock) async throws -> Void
  ) async throws {
    let store = storage.store
    if try await store.versions(of: BankID("fitter")).isEmpty {
      _ = try await store.publish(try Sample.bank(), to: BankID("fitter"), at: Sample.start)
      _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
      for path in try Sample.contest().stagePaths {
        _ = try await store.move(path, from: [.draft], to: .open)
      }
    }
    let clock = ManualClock(Sample.start)
    let commits = GroupCommit(
      journal: store, capacity: capacity, now: { clock.now }, logger: quiet, submitted: {})
    let engine = SessionEngine(
      journal: store, commits: commits, directory: ContestDirectory(store: store),
      papers: PaperRoom(banks: store), contestants: store, now: { clock.now },
      random: { UInt64.random(in: .min ... .max) }, logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await commits.run() }
      group.addTask { try await engine.run() }
      try await test(engine, clock)
      group.cancelAll()
    }
  }

  private func place(_ store: TemporaryStore, _ stage: String) async throws -> StagePlace {
    try #require(
      try await ContestDirectory(store: store.store).stage(try Sample.path(stage)))
  }

  /// The acknowledgement of a command that must have been saved.
  private func saved(_ reply: SessionReply, _ index: Int) throws -> Acknowledgement {
    guard case .saved(let acknowledgement) = reply.outcomes[index] else {
      throw NotSaved(outcome: reply.outcomes[index])
    }
    return acknowledgement
  }

  private struct NotSaved: Error { let outcome: CommandOutcome }

  private func answer(_ sequence: Int, item: Int = 0, _ position: Int = 0) -> NumberedCommand {
    NumberedCommand(
      number: sequence,
      command: .answer(item: item, .choices(Choices(position: position))))
  }

  @Test func fiftyStartsAtOnceGiveOneAttempt() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, _ in
      let place = try await place(storage, "preliminary")
      let contestant = try Sample.contestant("1")
      let ids = try await withThrowingTaskGroup(of: AttemptID.self) { group in
        for _ in 0..<50 {
          group.addTask { try await engine.start(contestant, at: place).attempt.id }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      #expect(
        try await storage.store.standing(of: contestant, at: place.path).attempts.count == 1)
    }
  }

  @Test func everyAcknowledgedCommandIsStoredOnceAndInOrder() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, _ in
      let place = try await place(storage, "preliminary")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<40 {
          group.addTask {
            let contestant = try Sample.contestant("\(number)")
            let id = try await engine.start(contestant, at: place).attempt.id
            var heads: [ChainHead] = []
            for sequence in 1...10 {
              let replies = try await engine.perform(
                [answer(sequence, item: sequence % 6)], on: id, by: contestant.id)
              heads.append(try saved(replies, 0).head)
            }
            let records = try await storage.store.records(of: id)
            #expect(records.map(\.sequence) == Array(0...10))
            #expect(records.dropFirst().map(\.head) == heads)
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func aRepeatedCommandGetsTheSameReplyAndAnotherOneIsStale() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, clock in
      let contestant = try Sample.contestant("1")
      let id = try await engine.start(contestant, at: try await place(storage, "preliminary"))
        .attempt.id
      let first = try await engine.perform([answer(1), answer(2)], on: id, by: contestant.id)
      clock.advance(by: .seconds(5))
      let again = try await engine.perform(
        [answer(1), answer(2), answer(3)], on: id, by: contestant.id)
      #expect(again.outcomes.prefix(2) == first.outcomes.prefix(2))
      #expect(try saved(again, 2).savedAt == Sample.start + .seconds(5))
      let other = try await engine.perform([answer(2, item: 4)], on: id, by: contestant.id)
      #expect(other.outcomes == [.rejected(.staleSequence(next: 4))])
      #expect(try await storage.store.records(of: id).count == 4)
    }
  }

  @Test func twoSubmitsGiveOneResultAndTheReplyOfTheFirst() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, _ in
      let contestant = try Sample.contestant("1")
      let id = try await engine.start(contestant, at: try await place(storage, "preliminary"))
        .attempt.id
      let submit = NumberedCommand(number: 1, command: .submit)
      let first = try await engine.perform([submit], on: id, by: contestant.id)
      let second = try await engine.perform([submit], on: id, by: contestant.id)
      #expect(try saved(first, 0) == saved(second, 0))
      #expect(engine.liveSessions == 0)
      #expect(try await storage.store.submissions(after: 0, limit: 10).count == 1)
    }
  }

  @Test func anothersAttemptIsUnknown() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, _ in
      let id = try await engine.start(
        try Sample.contestant("1"), at: try await place(storage, "preliminary")
      ).attempt.id
      let stranger = try ContestantID("2")
      await #expect(throws: SessionFailure.unknownAttempt) {
        try await engine.perform([answer(1)], on: id, by: stranger)
      }
      await #expect(throws: SessionFailure.unknownAttempt) {
        try await engine.perform(
          [answer(1)], on: AttemptID(number: 12345), by: stranger)
      }
      #expect(try await engine.sitting(id, of: stranger) == nil)
      #expect(engine.liveSessions == 1)
    }
  }

  @Test func overdueAttemptsAreHandedInOnceAlsoByAnotherEngine() async throws {
    let storage = try TemporaryStore()
    let contestant = try Sample.contestant("1")
    let id = Mutex<AttemptID?>(nil)
    try await withEngine(over: storage) { engine, _ in
      let place = try await place(storage, "preliminary")
      let started = try await engine.start(contestant, at: place).attempt.id
      id.withLock { $0 = started }
      _ = try await engine.perform([answer(1)], on: started, by: contestant.id)
    }
    let started = try #require(id.withLock { $0 })
    try await withEngine(over: storage) { engine, clock in
      clock.advance(by: .seconds(603))
      #expect(try await engine.submitOverdue() == 0)
      clock.advance(by: Milliseconds(1))
      #expect(try await engine.submitOverdue() == 1)
      #expect(try await engine.submitOverdue() == 0)
      let replies = try await engine.perform([answer(2)], on: started, by: contestant.id)
      #expect(replies.outcomes == [.rejected(.alreadySubmitted)])
      let transcript = try #require(try await engine.sitting(started)).transcript
      #expect(transcript.submission?.by == .deadline)
      #expect(transcript.responses.compactMap { $0 }.count == 1)
      #expect(transcript.elapsed == .seconds(600))
    }
  }

  @Test func twoEnginesOnOneJournalNeverBothWin() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { first, _ in
      try await withEngine(over: storage) { second, _ in
        let contestant = try Sample.contestant("1")
        let place = try await place(storage, "preliminary")
        let id = try await first.start(contestant, at: place).attempt.id
        #expect(try await second.start(contestant, at: place).attempt.id == id)
        for sequence in 1...30 {
          async let left = first.perform(
            [answer(sequence, item: 0, 0)], on: id, by: contestant.id)
          async let right = second.perform(
            [answer(sequence, item: 0, 1)], on: id, by: contestant.id)
          let outcomes = [try await left.outcomes[0], try await right.outcomes[0]]
          let winners = outcomes.count { if case .saved = $0 { true } else { false } }
          #expect(winners == 1)
        }
        #expect(try await storage.store.records(of: id).count == 31)
      }
    }
  }

  @Test func aFailedCommitFailsItsWaiterAndTheSessionGoesOnFromTheDisk() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, _ in
      let contestant = try Sample.contestant("1")
      let id = try await engine.start(contestant, at: try await place(storage, "preliminary"))
        .attempt.id
      _ = try await engine.perform([answer(1)], on: id, by: contestant.id)
      try await storage.store.pool.write { database in
        try database.execute(
          sql: """
            CREATE TRIGGER disk_full BEFORE INSERT ON record
            BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """)
      }
      await #expect(throws: SessionFailure.unavailable) {
        try await engine.perform([answer(2), answer(3)], on: id, by: contestant.id)
      }
      #expect(try await engine.sitting(id)?.attempt.sequence == 1)
      try await storage.store.pool.write { try $0.execute(sql: "DROP TRIGGER disk_full") }
      let replies = try await engine.perform([answer(2), answer(3)], on: id, by: contestant.id)
      #expect(replies.outcomes.allSatisfy { if case .saved = $0 { true } else { false } })
      #expect(try await storage.store.records(of: id).map(\.sequence) == [0, 1, 2, 3])
    }
  }

  @Test func aFullQueueIsRefusedAtOnce() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage, capacity: 0) { engine, _ in
      let place = try await place(storage, "preliminary")
      await #expect(throws: SessionFailure.overloaded) {
        try await engine.start(try Sample.contestant("1"), at: place)
      }
      #expect(engine.liveSessions == 0)
      #expect(try await storage.store.attemptCount(of: place.path) == 0)
    }
  }

  /// Stopped under load: every start that was acknowledged is stored, and no other one is.
  @Test func stoppingWritesWhatWasTakenAndRefusesTheRest() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { _, _ in }
    let place = try await place(storage, "preliminary")
    let commits = GroupCommit(
      journal: storage.store, now: { Sample.start }, logger: quiet, submitted: {})
    let engine = SessionEngine(
      journal: storage.store, commits: commits,
      directory: ContestDirectory(store: storage.store),
      papers: PaperRoom(banks: storage.store), contestants: storage.store, now: { Sample.start },
      random: { UInt64.random(in: .min ... .max) }, logger: quiet)
    let group = ServiceGroup(services: [commits, engine], logger: quiet)
    let acknowledged = try await withThrowingTaskGroup(of: Bool?.self) { tasks in
      tasks.addTask {
        try await group.run()
        return nil
      }
      for number in 0..<200 {
        tasks.addTask {
          if number == 100 { await group.triggerGracefulShutdown() }
          let contestant = try Sample.contestant("\(number)")
          return (try? await engine.start(contestant, at: place)) != nil
        }
      }
      return try await tasks.reduce(into: 0) { $0 += $1 == true ? 1 : 0 }
    }
    #expect(try await storage.store.attemptCount(of: place.path) == acknowledged)
    await #expect(throws: SessionFailure.unavailable) {
      try await engine.start(try Sample.contestant("late"), at: place)
    }
  }

  @Test func closingAStageHandsInWhatIsOpen() async throws {
    let storage = try TemporaryStore()
    try await withEngine(over: storage) { engine, _ in
      let place = try await place(storage, "preliminary")
      for number in 0..<20 {
        _ = try await engine.start(try Sample.contestant("\(number)"), at: place)
      }
      try await engine.close(place.path)
      #expect(try await storage.store.openAttempts(of: place.path).isEmpty)
      #expect(try await storage.store.submissions(after: 0, limit: 100).count == 20)
    }
  }
}
