import AttemptRecords
import Contests
import Fixtures
import Foundation
import QuestionBanks
import SQLiteStorage
import Sessions
import Testing

/// Everybody begins at one moment: the preliminary's bell rings at 10:30.
@Suite struct BellStartTests {
  private static let plan = Sample.plan.replacingOccurrences(
    of: "time: 10m", with: "bell: 2025-04-01T10:30\n        time: 10m")

  private let bell = Sample.start + .seconds(1800)

  /// What each of many who come at once gets in the end, and how often they were asked to come again.
  private func startTogether(
    _ contestants: Range<Int>, _ fixture: EngineFixture, on engine: SessionEngine
  ) async throws -> (sittings: [Sitting], refusals: Int) {
    let place = try await fixture.place("preliminary")
    return try await withThrowingTaskGroup(of: (Sitting, Int).self) { group in
      for number in contestants {
        group.addTask {
          var refusals = 0
          while true {
            do {
              return (try await engine.start(Sample.contestant("\(number)"), at: place), refusals)
            } catch SessionFailure.overloaded {
              refusals += 1
              try await Task.sleep(for: .milliseconds(5))
            }
          }
        }
      }
      return try await group.reduce(into: ([], 0)) { all, one in
        all.0.append(one.0)
        all.1 += one.1
      }
    }
  }

  @Test func twoThousandStartAtTheBellAndEverybodyGetsAPaper() async throws {
    let fixture = try await EngineFixture(plan: Self.plan)
    let banks = ObservedBanks(fixture.store)
    try await fixture.withEngine(capacity: Limits.journalQueue, banks: banks) { engine in
      await engine.prepareForBells()
      #expect(banks.count == 1)
      // Two hundred are early and wait.
      let early = try await startTogether(0..<200, fixture, on: engine).sittings
      for instant in [fixture.clock.now, bell + Milliseconds(-1)] {
        #expect(early.allSatisfy { !$0.isVisible(at: instant) })
      }
      fixture.clock.set(bell + Milliseconds(-1))
      #expect(
        try await engine.perform(
          SampleAttempt.answer(), number: 1, on: early[0].attempt.id,
          by: early[0].attempt.contestant.text) == .rejected(.notBegun))

      fixture.clock.set(bell)
      let late = try await startTogether(200..<2000, fixture, on: engine).sittings
      let again = try await startTogether(0..<200, fixture, on: engine).sittings
      #expect(Set(again.map(\.attempt.id)) == Set(early.map(\.attempt.id)))
      #expect(Set((late + again).map(\.attempt.id)).count == 2000)
      for sitting in late + again {
        #expect(sitting.isVisible(at: bell))
        #expect(sitting.paper.items.count == 10)
        #expect(sitting.attempt.deadline == bell + .seconds(600))
      }
      #expect(banks.count == 1)
      #expect(try await fixture.store.paperCount(of: Sample.path("preliminary")) == 2000)
      for sitting in [late[0], late[1799], again[0]] {
        #expect(
          try await engine.perform(
            SampleAttempt.answer(), number: 1, on: sitting.attempt.id,
            by: sitting.attempt.contestant.text
          ).isSaved)
      }
    }
  }

  /// So much waits for the disk that nobody else is let in; then the disk goes on.
  @Test func whoFindsNoRoomAtTheBellSucceedsWhenAskedAgain() async throws {
    let fixture = try await EngineFixture(plan: Self.plan)
    try await fixture.withEngine(capacity: 8) { engine in
      fixture.clock.set(bell)
      let gate = WriterGate(fixture.store)
      async let hold: Void = gate.hold()
      try await gate.gathered(0)
      async let first = fixture.start("0", at: "preliminary", on: engine)
      try await gate.gathered(1)
      async let others = startTogether(1..<9, fixture, on: engine)
      try await untilFull(engine)
      let place = try await fixture.place("preliminary")
      for number in 9..<30 {
        await #expect(throws: SessionFailure.overloaded) {
          try await engine.start(Sample.contestant("\(number)"), at: place)
        }
      }
      gate.open()
      try await hold
      _ = try await first
      #expect(try await others.sittings.count == 8)
      let late = try await startTogether(9..<30, fixture, on: engine).sittings
      #expect(late.allSatisfy { $0.isVisible(at: bell) && $0.paper.items.count == 10 })
      #expect(try await fixture.store.paperCount(of: place.path) == 30)
    }
  }

  /// Returns when no request is taken any more.
  private func untilFull(_ engine: SessionEngine) async throws {
    while true {
      do {
        _ = try await engine.perform(.heartbeat, number: 1, on: AttemptID(number: 1), by: "0")
      } catch SessionFailure.unknownAttempt {
        try await Task.sleep(for: .milliseconds(1))
      } catch SessionFailure.overloaded {
        return
      }
    }
  }

  @Test func theBankIsReadBeforeAnybodyComesAndAgainAfterItChanged() async throws {
    let fixture = try await EngineFixture(plan: Self.plan)
    let banks = ObservedBanks(fixture.store)
    try await fixture.withEngine(banks: banks) { engine in
      await engine.prepareForBells()
      #expect(banks.count == 1)
      _ = try await fixture.store.publish(
        Array(try Sample.bank().dropLast()), to: BankID("fitter"), after: 1, at: fixture.clock.now)
      engine.papers.forget(try BankID("fitter"))
      await engine.prepareForBells()
      #expect(banks.count == 2)
      _ = try await fixture.start("1", at: "preliminary", on: engine)
      #expect(banks.count == 2)
    }
    // By itself when the server comes up.
    let fresh = ObservedBanks(fixture.store)
    try await fixture.withEngine(banks: fresh) { _ in
      while fresh.count == 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
  }

  @Test func nothingIsReadWhereNobodyWaitsForABell() async throws {
    let without = try await EngineFixture()
    let banks = ObservedBanks(without.store)
    try await without.withEngine(banks: banks) { await $0.prepareForBells() }
    #expect(banks.count == 0)
    let over = try await EngineFixture(plan: Self.plan)
    // The window ends on June 1.
    over.clock.advance(by: .seconds(61 * 86_400))
    let others = ObservedBanks(over.store)
    try await over.withEngine(banks: others) { await $0.prepareForBells() }
    #expect(others.count == 0)
  }
}
