import AttemptRecords
import Contests
import Fixtures
import Foundation
import SQLiteStorage
import Sessions
import Testing

/// Two want what one can have: one wins, and is still the winner after a restart.
@Suite struct RaceTests {
  private let note = Note(actor: "chief", reason: "r")

  /// What another engine finds on the same file.
  private func afterRestart(_ fixture: EngineFixture, _ id: AttemptID) async throws
    -> [AttemptEvent]
  {
    try await fixture.withEngine { engine in
      _ = try await engine.recover()
      return try #require(try await engine.sitting(id)).transcript.records.map(\.event)
    }
  }

  @Test(arguments: [false, true]) func twoStartsGiveOneAttempt(twoEngines: Bool) async throws {
    let fixture = try await EngineFixture()
    let id = try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        let (left, right) = try await fixture.race(waiting: twoEngines ? 2 : 1) {
          try await fixture.start("1", on: first)
        } _: {
          try await fixture.start("1", on: twoEngines ? second : first)
        }
        #expect(try left.get() == right.get())
        return try left.get()
      }
    }
    #expect(try await afterRestart(fixture, id).count == 1)
    let again = try await fixture.withEngine { try await fixture.start("1", on: $0) }
    #expect(again == id)
    #expect(try await fixture.store.paperCount(of: Sample.path("preliminary")) == 1)
  }

  @Test(arguments: [false, true]) func twoSubmissionsGiveOneAndTheSameReply(
    twoEngines: Bool
  ) async throws {
    let fixture = try await EngineFixture()
    let id = try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        let id = try await fixture.start("1", on: first)
        // Both have it in memory.
        _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
        let (left, right) = try await fixture.race(waiting: twoEngines ? 2 : 1) {
          try await first.perform(.submit, number: 1, on: id, by: "1")
        } _: {
          try await (twoEngines ? second : first).perform(.submit, number: 1, on: id, by: "1")
        }
        #expect(try left.get() == right.get())
        #expect(try left.get().isSaved)
        return id
      }
    }
    #expect(try await afterRestart(fixture, id).last == .submitted(by: .contestant))
    #expect(try await fixture.store.submissions(after: 0, limit: 9).count == 1)
    #expect(try await fixture.store.records(of: id).count == 2)
  }

  @Test func aSubmissionAtTheLastMomentWinsAgainstTheDeadline() async throws {
    let fixture = try await EngineFixture()
    let id = try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        let id = try await fixture.start("1", on: first)
        _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
        fixture.clock.advance(by: .seconds(603))
        let gate = WriterGate(fixture.store)
        async let hold: Void = gate.hold()
        try await gate.gathered(0)
        async let own = second.perform(.submit, number: 1, on: id, by: "1")
        try await gate.gathered(1)
        // A tick later, on another server, which does not know of it yet.
        fixture.clock.advance(by: Milliseconds(1))
        async let kept = first.submitOverdue()
        try await gate.gathered(2)
        gate.open()
        try await hold
        #expect(try await own.isSaved)
        #expect(try await kept == 1)
        return id
      }
    }
    #expect(
      try await afterRestart(fixture, id).dropFirst() == [.submitted(by: .contestant)])
  }

  @Test func theDeadlineAgainstALateSubmissionHasOneWinner() async throws {
    let fixture = try await EngineFixture()
    let id = try await fixture.withEngine { engine in
      let id = try await fixture.start("1", on: engine)
      fixture.clock.advance(by: Milliseconds(603_001))
      let (kept, own) = try await fixture.race {
        try await engine.submitOverdue()
      } _: {
        try await engine.perform(.submit, number: 1, on: id, by: "1")
      }
      #expect(try kept.get() == 1)
      let outcome = try own.get()
      #expect(
        [.rejected(.alreadySubmitted), .rejected(.pastDeadline)].contains(outcome))
      return id
    }
    #expect(try await afterRestart(fixture, id).last == .submitted(by: .deadline))
    #expect(try await fixture.store.submissions(after: 0, limit: 9).count == 1)
  }

  @Test func anAnswerAgainstASubmissionIsInOrOut() async throws {
    for _ in 0..<10 {
      let fixture = try await EngineFixture()
      let (id, isSaved) = try await fixture.withEngine { first in
        try await fixture.withEngine { second in
          let id = try await fixture.start("1", on: first)
          _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
          let (answer, submission) = try await fixture.race(waiting: 2) {
            try await first.perform(SampleAttempt.answer(), number: 1, on: id, by: "1")
          } _: {
            try await second.perform(.submit, number: 1, on: id, by: "1")
          }
          let (answered, submitted) = (try answer.get(), try submission.get())
          // One number is one command: the other one is told.
          #expect(answered.isSaved != submitted.isSaved)
          let loser = answered.isSaved ? submitted : answered
          #expect(loser == .rejected(.staleSequence(next: 2)))
          return (id, answered.isSaved)
        }
      }
      let events = try await afterRestart(fixture, id)
      #expect(events.count == 2)
      #expect(
        events[1] == (isSaved ? SampleAttempt.answer().event : .submitted(by: .contestant)))
    }
  }

  @Test func anExtensionAgainstTheDeadlineHasOneWinner() async throws {
    for _ in 0..<10 {
      let fixture = try await EngineFixture()
      let (id, isExtended) = try await fixture.withEngine { first in
        try await fixture.withEngine { second in
          let id = try await fixture.start("1", on: first)
          _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
          fixture.clock.advance(by: .seconds(603))
          let (ruled, kept) = try await fixture.race(waiting: 1) {
            try await first.rule(.extend(by: .seconds(60)), note, on: id)
          } _: {
            fixture.clock.advance(by: Milliseconds(1))
            return try await second.submitOverdue()
          }
          _ = try kept.get()
          if let refusal = ruled.error {
            #expect(
              [Attempt.RulingRefusal.pastDeadline, .over(.submitted)].contains(
                refusal as? Attempt.RulingRefusal))
          } else {
            #expect(
              try await first.perform(SampleAttempt.answer(), number: 1, on: id, by: "1").isSaved)
          }
          return (id, ruled.error == nil)
        }
      }
      let events = try await afterRestart(fixture, id)
      if isExtended {
        #expect(events.dropFirst().first == .ruled(.extended(by: .seconds(60)), note))
        #expect(!events.contains(.submitted(by: .deadline)))
      } else {
        #expect(events.dropFirst() == [.submitted(by: .deadline)])
      }
    }
  }

  @Test func theLastTryOfADayIsGivenOnce() async throws {
    let fixture = try await EngineFixture()
    let last = try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        for _ in 0..<2 {
          let id = try await fixture.start("1", at: "practice", on: first)
          _ = try await first.perform(.submit, number: 1, on: id, by: "1")
        }
        let (left, right) = try await fixture.race(waiting: 2) {
          try await fixture.start("1", at: "practice", on: first)
        } _: {
          try await fixture.start("1", at: "practice", on: second)
        }
        #expect(try left.get() == right.get())
        let id = try left.get()
        _ = try await second.perform(.submit, number: 1, on: id, by: "1")
        for engine in [first, second] {
          await #expect(throws: EntryRule.Refusal.triesUsedToday(limit: 3)) {
            try await fixture.start("1", at: "practice", on: engine)
          }
        }
        return id
      }
    }
    #expect(try await afterRestart(fixture, last).count == 2)
    try await fixture.withEngine { engine in
      await #expect(throws: EntryRule.Refusal.triesUsedToday(limit: 3)) {
        try await fixture.start("1", at: "practice", on: engine)
      }
      // Midnight in Shanghai is 14 hours away.
      fixture.clock.advance(by: .seconds(14 * 3600))
      let next = try await fixture.start("1", at: "practice", on: engine)
      #expect(next != last)
    }
  }

  private static let seats = Sample.plan.replacingOccurrences(
    of: "tries: { total: 1 }", with: "tries: { total: 1 }\n        admission: { per-unit: 2 }")

  @Test func theLastSeatOfAUnitIsGivenOnce() async throws {
    let fixture = try await EngineFixture(plan: Self.seats)
    let winner = try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        _ = try await fixture.start("1", on: first)
        let (left, right) = try await fixture.race(waiting: 2) {
          try await fixture.start("2", on: first)
        } _: {
          try await fixture.start("3", on: second)
        }
        let outcomes = [left, right]
        #expect(outcomes.count { $0.error == nil } == 1)
        #expect(
          outcomes.compactMap { $0.error as? EntryRule.Refusal } == [.unitFull(limit: 2)])
        return left.error == nil ? "2" : "3"
      }
    }
    let loser = winner == "2" ? "3" : "2"
    try await fixture.withEngine { engine in
      _ = try await fixture.start(winner, on: engine)
      await #expect(throws: EntryRule.Refusal.unitFull(limit: 2)) {
        try await fixture.start(loser, on: engine)
      }
      // Another unit has seats of its own.
      _ = try await fixture.start("9", unit: "乙厂", on: engine)
    }
    #expect(try await fixture.store.paperCount(of: Sample.path("preliminary")) == 3)
  }

  /// All of a unit come at the bell, more than there are seats.
  @Test func aWholeUnitAtOnceFillsItsSeats() async throws {
    let plan = Self.seats.replacingOccurrences(of: "per-unit: 2", with: "per-unit: 20")
    let fixture = try await EngineFixture(plan: plan)
    let refusals = try await fixture.withEngine { engine in
      try await withThrowingTaskGroup(of: EntryRule.Refusal?.self) { group in
        for number in 0..<30 {
          group.addTask {
            do {
              _ = try await fixture.start("\(number)", on: engine)
              return nil
            } catch let refusal as EntryRule.Refusal {
              return refusal
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(refusals.count { $0 == nil } == 20)
    #expect(refusals.compactMap { $0 } == Array(repeating: .unitFull(limit: 20), count: 10))
    let attempts = try await fixture.store.attempts(
      of: Sample.path("preliminary"), after: nil, limit: 50)
    var seats: [Int] = []
    for attempt in attempts {
      let first = try #require(try await fixture.store.records(of: attempt.id).first)
      guard case .started(let start) = first.event else { continue }
      seats.append(try #require(start.unitSeat).number)
    }
    #expect(seats.sorted() == Array(1...20))
  }
}
