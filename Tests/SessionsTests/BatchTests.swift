import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import Sessions
import Synchronization
import Testing

@testable import SQLiteStorage

/// Many answers in one request: they share rows, and each has its own reply for ever.
@Suite struct BatchTests {
  /// Answers numbered from 1 on, by turns to all items of a paper.
  private func answers(_ count: Int, _ position: Int = 0) -> [NumberedCommand] {
    (1...count).map { number in
      NumberedCommand(
        number: number,
        command: number.isMultiple(of: 5)
          ? .clear(item: number % 10)
          : .answer(item: number % 6, .choices(Choices(position: (number + position) % 4))))
    }
  }

  private func saved(_ reply: SessionReply) -> [Acknowledgement] {
    reply.outcomes.compactMap { outcome in
      if case .saved(let acknowledgement) = outcome { acknowledgement } else { nil }
    }
  }

  /// That what was acknowledged is stored, and nothing else but the start.
  private func expectStored(
    _ acknowledged: [Acknowledgement], _ fixture: EngineFixture, _ id: AttemptID
  ) async throws {
    let records = try await fixture.store.records(of: id).dropFirst()
    #expect(records.map(Acknowledgement.init) == acknowledged)
  }

  @Test(arguments: [3, 17, 20, 200]) func aBatchThatIsSentAgainGetsTheSameReplies(
    count: Int
  ) async throws {
    let fixture = try await EngineFixture()
    let me = try ContestantID("1")
    try await fixture.withEngine { engine in
      let id = try await fixture.start("1", on: engine)
      let first = saved(try await engine.perform(answers(count), on: id, by: me))
      #expect(first.map(\.sequence) == Array(1...count))
      fixture.clock.advance(by: .seconds(5))
      let again = try await engine.perform(answers(count), on: id, by: me)
      #expect(saved(again) == first)
      try await expectStored(first, fixture, id)
      // With some that are new at its end.
      let more = saved(try await engine.perform(answers(count + 5), on: id, by: me))
      #expect(Array(more.prefix(count)) == first)
      #expect(more.suffix(5).allSatisfy { $0.savedAt == Sample.start + .seconds(5) })
      try await expectStored(more, fixture, id)
      // Any part of it, in any order.
      let parts = Array(answers(count).suffix(2)) + [answers(count)[0]]
      let some = try await engine.perform(parts, on: id, by: me)
      #expect(saved(some) == [first[count - 2], first[count - 1], first[0]])
      // One among them that is another command is told so, and no other.
      var changed = answers(count)
      changed[1] = NumberedCommand(number: 2, command: .heartbeat)
      let mixed = try await engine.perform(changed, on: id, by: me)
      #expect(mixed.outcomes[1] == .rejected(.staleSequence(next: count + 6)))
      #expect(saved(mixed) == first.filter { $0.sequence != 2 })
      try await expectStored(more, fixture, id)
      // Another server, which has to read the attempt first, says the same.
      try await fixture.withEngine { other in
        let told = try await other.perform(answers(count + 5), on: id, by: me)
        #expect(saved(told) == more)
      }
    }
  }

  /// A lookup for each number and some for the row that begins before them, in one reading.
  @Test(arguments: [(1, 17), (20, 36), (200, 216)]) func repliesAreMadeAgainOfOneReading(
    count: Int, most: Int
  ) async throws {
    let fixture = try await EngineFixture()
    let me = try ContestantID("1")
    try await fixture.withEngine { engine in
      let id = try await fixture.start("1", on: engine)
      _ = try await engine.perform(answers(30), on: id, by: me)
      let rest = answers(30 + count).suffix(count)
      let first = try await engine.perform(Array(rest), on: id, by: me)
      let lookups = Lookups()
      try fixture.store.readHere { database in
        database.trace { _ in lookups.count.withLock { $0 += 1 } }
      }
      let again = try await engine.perform(Array(rest), on: id, by: me)
      #expect(saved(again) == saved(first))
      try fixture.store.readHere { $0.trace() }
      #expect((count...most).contains(lookups.count.withLock { $0 }))
    }
  }

  private final class Lookups: Sendable { let count = Mutex(0) }

  // MARK: Two servers

  /// Both have decided about a batch of other answers when either is written.
  @Test func ofTwoBatchesOneWinsAndTheOtherIsToldAll() async throws {
    let fixture = try await EngineFixture()
    let me = try ContestantID("1")
    try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        let id = try await fixture.start("1", on: first)
        _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
        let (left, right) = try await fixture.race(waiting: 2) {
          try await first.perform(answers(20), on: id, by: me)
        } _: {
          try await second.perform(answers(20, 1), on: id, by: me)
        }
        let replies = [try left.get(), try right.get()]
        let winner = try #require(replies.first { saved($0).count == 20 })
        let loser = try #require(replies.first { saved($0).count < 20 })
        try await expectStored(saved(winner), fixture, id)
        // The loser has read the attempt anew: only what both say alike is saved.
        for (outcome, (one, other)) in zip(loser.outcomes, zip(answers(20), answers(20, 1))) {
          if one == other {
            #expect(outcome == winner.outcomes[one.number - 1])
          } else {
            #expect(outcome == .rejected(.staleSequence(next: 21)))
          }
        }
        // And both go on from there.
        for (number, engine) in [(21, first), (21, second), (22, second)] {
          let next = try await engine.perform(.heartbeat, number: number, on: id, by: "1")
          #expect(next.isSaved)
        }
        #expect(try await fixture.store.records(of: id).count == 23)
      }
    }
  }

  @Test func theSameBatchAtTwoServersIsStoredOnce() async throws {
    let fixture = try await EngineFixture()
    let me = try ContestantID("1")
    try await fixture.withEngine { first in
      try await fixture.withEngine { second in
        let id = try await fixture.start("1", on: first)
        _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
        let (left, right) = try await fixture.race(waiting: 2) {
          try await first.perform(answers(20), on: id, by: me)
        } _: {
          // It has more, and the same before.
          try await second.perform(answers(40), on: id, by: me)
        }
        let (short, long) = (saved(try left.get()), saved(try right.get()))
        #expect(short.count == 20 && long.count == 40)
        #expect(Array(long.prefix(20)) == short)
        try await expectStored(long, fixture, id)
      }
    }
  }

  /// Whoever wins: a base in the middle of the other's batch is none.
  @Test func aSingleAnswerAgainstABatchHasOneWinner() async throws {
    for round in 0..<6 {
      let fixture = try await EngineFixture()
      let me = try ContestantID("1")
      try await fixture.withEngine { first in
        try await fixture.withEngine { second in
          let id = try await fixture.start("1", on: first)
          _ = try await second.perform(.heartbeat, number: 7, on: id, by: "1")
          let single = NumberedCommand(number: 1, command: .heartbeat)
          let (left, right) = try await fixture.race(waiting: 2) {
            try await first.perform(round % 2 == 0 ? answers(20) : [single], on: id, by: me)
          } _: {
            try await second.perform(round % 2 == 0 ? [single] : answers(20), on: id, by: me)
          }
          let replies = [try left.get(), try right.get()]
          let all = replies.flatMap(saved).sorted { $0.sequence < $1.sequence }
          // The other 19 have their place behind either of the two that are numbered 1.
          #expect(all.map(\.sequence) == Array(1...20))
          try await expectStored(all, fixture, id)
          let rejected = replies.flatMap(\.outcomes).filter { !$0.isSaved }
          #expect(rejected.count == 1)
        }
      }
    }
  }
}
