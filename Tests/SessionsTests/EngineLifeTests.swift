import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import ServiceLifecycle
import Sessions
import Testing

/// Attempts that come into memory and leave it, are interrupted or voided.
@Suite struct EngineLifeTests {
  private let note = Note(actor: "chief", reason: "r")

  @Test func recoveryPutsUpEveryOpenAttemptAndNoOther() async throws {
    let fixture = try await EngineFixture()
    let ids = try await fixture.withEngine { engine in
      var ids: [AttemptID] = []
      for number in 0..<5 {
        let id = try await fixture.start("\(number)", on: engine)
        _ = try await engine.perform(SampleAttempt.answer(), number: 1, on: id, by: "\(number)")
        ids.append(id)
      }
      _ = try await engine.perform(.submit, number: 2, on: ids[0], by: "0")
      _ = try await engine.rule(.void(mayRetry: false), note, on: ids[1])
      _ = try await engine.rule(.suspend, note, on: ids[2])
      return ids
    }
    try await fixture.withEngine { engine in
      let found = try await engine.recover()
      #expect(found.attempts == 3)
      #expect(found.records == 7)
      #expect(engine.liveSessions == 3)
      // Everything goes on where it stood.
      #expect(
        try await engine.perform(.heartbeat, number: 2, on: ids[2], by: "2")
          == .rejected(.suspended))
      #expect(try await engine.perform(.heartbeat, number: 2, on: ids[3], by: "3").isSaved)
      #expect(
        try await engine.perform(.heartbeat, number: 2, on: ids[1], by: "1")
          == .rejected(.voided))
    }
  }

  @Test func recoveryPassesOverADamagedAttempt() async throws {
    let fixture = try await EngineFixture()
    let ids = try await fixture.withEngine { engine in
      [try await fixture.start("1", on: engine), try await fixture.start("2", on: engine)]
    }
    try await fixture.store.write { database in
      try database.execute(
        sql: "UPDATE record SET head = zeroblob(32) WHERE attempt = ?", arguments: [ids[0].number])
    }
    try await fixture.withEngine { engine in
      _ = try await engine.recover()
      #expect(engine.liveSessions == 1)
      #expect(try await engine.perform(.heartbeat, number: 1, on: ids[1], by: "2").isSaved)
      await #expect(throws: SessionFailure.damaged(ids[0])) {
        try await engine.perform(.heartbeat, number: 1, on: ids[0], by: "1")
      }
      // It keeps nobody else from being handed in.
      await #expect(throws: SessionFailure.damaged(ids[0])) {
        try await engine.close(Sample.path("preliminary"))
      }
      #expect(try await fixture.store.openAttempts(of: Sample.path("preliminary")) == [ids[0]])
    }
  }

  @Test func oneDamagedAttemptOfThousandsKeepsNoOtherOpen() async throws {
    let fixture = try await EngineFixture()
    let path = try Sample.path("preliminary")
    try await fixture.withEngine { engine in
      let place = try await fixture.place("preliminary")
      for batch in 0..<6 {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<200 {
            group.addTask {
              _ = try await engine.start(
                Sample.contestant("\(batch * 200 + number)"), at: place)
            }
          }
          try await group.waitForAll()
        }
      }
    }
    let first = try #require(try await fixture.store.openAttempts(of: path).first)
    try await fixture.store.write { database in
      try database.execute(
        sql: "UPDATE record SET head = zeroblob(32) WHERE attempt = ?",
        arguments: [first.number])
    }
    try await fixture.withEngine { engine in
      await #expect(throws: SessionFailure.damaged(first)) { try await engine.close(path) }
      let open = try await fixture.store.openAttempts(of: path)
      #expect(open == [first])
    }
  }

  @Test(.timeLimit(.minutes(5))) func anIdleAttemptLeavesAndComesBack() async throws {
    let fixture = try await EngineFixture()
    let id = try await fixture.withEngine { engine in try await fixture.start("1", on: engine) }
    try await fixture.withEngine { engine in
      // Once the engine has put it up by itself, it does so no more.
      while engine.liveSessions == 0 { try await Task.sleep(for: .milliseconds(1)) }
      #expect(try await engine.perform(.heartbeat, number: 1, on: id, by: "1").isSaved)
      fixture.clock.advance(by: .seconds(60))
      #expect(engine.forgetIdle(for: .seconds(60)) == 0)
      fixture.clock.advance(by: Milliseconds(1))
      #expect(engine.forgetIdle(for: .seconds(60)) == 1)
      #expect(engine.liveSessions == 0)
      #expect(try await engine.perform(.heartbeat, number: 2, on: id, by: "1").isSaved)
      #expect(engine.liveSessions == 1)
    }
  }

  /// The bank that attempts need takes for ever to read.
  @Test(.timeLimit(.minutes(5))) func shuttingDownDoesNotWaitForTheRecovery() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.withEngine { engine in try await fixture.start("1", on: engine) }
    let (asked, bell) = AsyncStream.makeStream(of: Void.self)
    let (never, gate) = AsyncStream.makeStream(of: Void.self)
    let banks = ObservedBanks(fixture.store) {
      bell.finish()
      for await _ in never {}
    }
    let group = ServiceGroup(services: [fixture.engine(banks: banks).engine], logger: .quiet)
    async let run: Void = group.run()
    for await _ in asked {}
    await group.triggerGracefulShutdown()
    try await run
    gate.finish()
  }

  @Test func aVoidedAttemptGivesItsTryBackOnlyIfItMayBeRetried() async throws {
    let fixture = try await EngineFixture()
    try await fixture.withEngine { engine in
      let first = try await fixture.start("1", on: engine)
      _ = try await engine.perform(.submit, number: 9, on: first, by: "1")
      let status = try await engine.rule(.void(mayRetry: true), note, on: first)
      #expect(status.phase == .voided)
      let second = try await fixture.start("1", on: engine)
      #expect(second != first)
      let sitting = try #require(try await engine.sitting(second))
      #expect(sitting.transcript.start.number == 2)
      _ = try await engine.rule(.void(mayRetry: false), note, on: second)
      await #expect(throws: EntryRule.Refusal.triesUsed(limit: 1)) {
        try await fixture.start("1", on: engine)
      }
      #expect(try await fixture.store.submissions(after: 0, limit: 9).isEmpty)
      #expect(try await engine.sitting(first)?.transcript.submission == nil)
    }
  }

  @Test func aVoidedAttemptKeepsItsSeat() async throws {
    let plan = Sample.plan.replacingOccurrences(
      of: "tries: { total: 1 }", with: "tries: { total: 1 }\n        admission: { per-unit: 1 }")
    let fixture = try await EngineFixture(plan: plan)
    try await fixture.withEngine { engine in
      let first = try await fixture.start("1", on: engine)
      _ = try await engine.rule(.void(mayRetry: true), note, on: first)
      await #expect(throws: EntryRule.Refusal.unitFull(limit: 1)) {
        try await fixture.start("2", on: engine)
      }
      let again = try await fixture.start("1", on: engine)
      #expect(again != first)
    }
  }

  @Test func nothingIsTakenBeforeTheBellAndEverythingAfter() async throws {
    let plan = Sample.plan.replacingOccurrences(
      of: "time: 10m", with: "bell: 2025-04-01T11:00\n        late: 5m\n        time: 10m")
    let fixture = try await EngineFixture(plan: plan)
    try await fixture.withEngine { engine in
      let id = try await fixture.start("1", on: engine)
      let bell = Sample.start + .seconds(3600)
      fixture.clock.set(Instant(milliseconds: bell.milliseconds - 1))
      #expect(
        try await engine.perform(.heartbeat, number: 1, on: id, by: "1") == .rejected(.notBegun))
      let sitting = try #require(try await engine.sitting(id))
      #expect(!sitting.isVisible(at: fixture.clock.now))
      fixture.clock.set(bell)
      #expect(sitting.isVisible(at: fixture.clock.now))
      #expect(try await engine.perform(.heartbeat, number: 1, on: id, by: "1").isSaved)
      // Whoever comes late has the same deadline.
      fixture.clock.set(bell + .seconds(300))
      let late = try await fixture.start("2", on: engine)
      #expect(
        try await engine.sitting(late)?.attempt.deadline
          == (try await engine.sitting(id))?.attempt.deadline)
      fixture.clock.advance(by: Milliseconds(1))
      await #expect(throws: EntryRule.Refusal.tooLate(bell: bell, late: .seconds(300))) {
        try await fixture.start("3", on: engine)
      }
    }
  }

  @Test func aFailedCommitIsOverWhenThereIsRoomAgain() async throws {
    let fixture = try await EngineFixture()
    try await fixture.withEngine { engine in
      let id = try await fixture.start("1", on: engine)
      let place = try await fixture.place("preliminary")
      try await fixture.store.write {
        try $0.execute(
          sql: """
            CREATE TRIGGER disk_full BEFORE INSERT ON record
            BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """)
      }
      for command in [SampleAttempt.answer(), .submit] {
        await #expect(throws: SessionFailure.unavailable) {
          try await engine.perform(command, number: 1, on: id, by: "1")
        }
      }
      await #expect(throws: SessionFailure.unavailable) {
        try await engine.start(Sample.contestant("2"), at: place)
      }
      await #expect(throws: SessionFailure.unavailable) {
        try await engine.rule(.suspend, note, on: id)
      }
      // Reading goes on.
      #expect(try await engine.sitting(id)?.attempt.sequence == 0)
      try await fixture.store.write { try $0.execute(sql: "DROP TRIGGER disk_full") }
      #expect(
        try await engine.perform(SampleAttempt.answer(), number: 1, on: id, by: "1").isSaved)
      _ = try await engine.start(Sample.contestant("2"), at: place)
      _ = try await engine.rule(.suspend, note, on: id)
      #expect(try await fixture.store.records(of: id).count == 3)
    }
  }
}
