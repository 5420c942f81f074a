import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Sessions
import Testing

/// A closed stage has no attempt that goes on, whoever was first: its closing, a start on its way or the
/// end of the server.
@Suite(.timeLimit(.minutes(5))) struct ClosingTests {
  private let note = Note(actor: "chief", reason: "r")

  @Test func closingHandsInWhoIsSuspendedAndWhoWaitsForTheBell() async throws {
    let plan = Sample.plan.replacingOccurrences(
      of: "time: 10m", with: "bell: 2025-04-01T11:00\n        time: 10m")
    let fixture = try await EngineFixture(plan: plan)
    try await fixture.withEngine { engine in
      let suspended = try await fixture.start("1", on: engine)
      let waiting = try await fixture.start("2", on: engine)
      _ = try await engine.rule(.suspend, note, on: suspended)
      try await engine.close(Sample.path("preliminary"))
      for id in [suspended, waiting] {
        let transcript = try #require(try await engine.sitting(id)).transcript
        #expect(transcript.submission?.by == .closing)
        #expect(transcript.elapsed == Milliseconds(0))
      }
      await #expect(throws: Attempt.RulingRefusal.over(.submitted)) {
        try await engine.rule(.resume, note, on: suspended)
      }
    }
  }

  /// Whoever closes the stage finds no attempt, since it is not durable yet.
  @Test func aStartOnItsWayWhenTheStageClosesIsHandedIn() async throws {
    let fixture = try await EngineFixture()
    let path = try Sample.path("preliminary")
    let place = try await fixture.place("preliminary")
    let directory = ContestDirectory(store: fixture.store)
    let (asked, bell) = AsyncStream.makeStream(of: Void.self)
    let (closed, gate) = AsyncStream.makeStream(of: Void.self)
    let banks = ObservedBanks(fixture.store) {
      bell.finish()
      for await _ in closed {}
    }
    try await fixture.withEngine(banks: banks, directory: directory) { engine in
      async let sitting = engine.start(Sample.contestant("1"), at: place)
      for await _ in asked {}
      #expect(try await directory.move(path, from: [.open], to: .closed))
      try await engine.close(path)
      gate.finish()
      #expect(try await sitting.transcript.submission?.by == .closing)
      #expect(try await fixture.store.openAttempts(of: path).isEmpty)
    }
  }

  /// Nobody looked when the stage was closed: the attempt is open when its contestant comes again.
  @Test func whoComesBackToAnAttemptOfAClosedStageIsHandedIn() async throws {
    let fixture = try await EngineFixture()
    let path = try Sample.path("preliminary")
    let place = try await fixture.place("preliminary")
    try await fixture.withEngine { engine in
      let id = try await fixture.start("1", on: engine)
      #expect(try await engine.perform(SampleAttempt.answer(), number: 1, on: id, by: "1").isSaved)
      #expect(try await engine.start(Sample.contestant("1"), at: place).attempt.phase == .open)
    }
    let directory = ContestDirectory(store: fixture.store)
    try await fixture.withEngine(directory: directory) { engine in
      #expect(try await directory.move(path, from: [.open], to: .closed))
      // The request is from before the closing.
      let sitting = try await engine.start(Sample.contestant("1"), at: place)
      #expect(sitting.transcript.submission?.by == .closing)
      #expect(sitting.transcript.responses.compactMap { $0 }.count == 1)
      #expect(try await fixture.store.openAttempts(of: path).isEmpty)
      let again = try await engine.perform(
        .heartbeat, number: 2, on: sitting.attempt.id, by: "1")
      #expect(again == .rejected(.alreadySubmitted))
    }
  }

  /// The server ended after it had noted that the stage is closed, and before it handed anything in.
  @Test func whatIsOpenAtAClosedStageIsHandedInWhenTheServerComesUp() async throws {
    let fixture = try await EngineFixture()
    let path = try Sample.path("preliminary")
    let (ids, other) = try await fixture.withEngine { engine in
      let ids = [
        try await fixture.start("1", on: engine), try await fixture.start("2", on: engine),
      ]
      _ = try await engine.rule(.suspend, note, on: ids[1])
      return (ids, try await fixture.start("1", at: "practice", on: engine))
    }
    #expect(try await fixture.store.move(path, from: [.open], to: .closed))
    try await fixture.withEngine { engine in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await DeadlineKeeper(engine: engine, interval: .seconds(3600), logger: .quiet).run()
        }
        while try await !fixture.store.openAttempts(of: path).isEmpty {
          try await Task.sleep(for: .milliseconds(1))
        }
        group.cancelAll()
      }
      for id in ids {
        #expect(try await engine.sitting(id)?.transcript.submission?.by == .closing)
      }
      #expect(try await engine.sitting(other)?.attempt.phase == .open)
      #expect(try await engine.submitClosed() == 0)
    }
  }

  @Test func aDamagedAttemptOfAClosedStageKeepsNoOtherStageOpen() async throws {
    let fixture = try await EngineFixture()
    let stages = ["practice", "preliminary"]
    let ids = try await fixture.withEngine { engine in
      var ids: [AttemptID] = []
      for stage in stages {
        for contestant in ["1", "2"] {
          ids.append(try await fixture.start(contestant, at: stage, on: engine))
        }
      }
      return ids
    }
    for stage in stages {
      #expect(try await fixture.store.move(Sample.path(stage), from: [.open], to: .closed))
    }
    try await fixture.store.write { database in
      try database.execute(
        sql: "UPDATE record SET head = zeroblob(32) WHERE attempt = ?", arguments: [ids[0].number])
    }
    try await fixture.withEngine { engine in
      await #expect(throws: SessionFailure.damaged(ids[0])) { try await engine.submitClosed() }
      let open = try await fixture.store.openAttempts(after: nil, limit: 9)
      #expect(open == [ids[0]])
    }
  }
}
