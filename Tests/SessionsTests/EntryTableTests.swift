import AttemptRecords
import Contests
import Fixtures
import Foundation
import Testing

@testable import Sessions

/// The rules at the doors of stages, with every order in which reading and writing can end.
@Suite struct EntryTableTests {
  /// A table as the engine drives it, at the sample preliminary with `perUnit` seats.
  private final class Doors {
    var table = EntryTable<Int>()
    let place: StagePlace
    private(set) var finds: [EntryKey] = []
    private(set) var deals: [EntryKey] = []
    private(set) var writes: [(key: EntryKey, entry: JournalEntry)] = []
    private(set) var replies: [Int: Result<Entry, any Error>] = [:]

    init(perUnit: Int? = nil, tries: Int = 1) throws {
      let admission = perUnit.map { "\n        admission: { per-unit: \($0) }" } ?? ""
      let plan = Sample.plan.replacingOccurrences(
        of: "tries: { total: 1 }", with: "tries: { total: \(tries) }" + admission)
      let contest = try Contest(plan: plan)
      let path = try Sample.path("preliminary")
      place = StagePlace(
        path: path, contest: contest, event: try #require(contest.event(path.event)),
        stage: try #require(contest.stage(path)), state: .open)
    }

    func key(_ admission: String) throws -> EntryKey {
      EntryKey(contestant: try ContestantID(admission), stage: place.path)
    }

    func take(_ ticket: Int, _ admission: String = "1", unit: String = "甲厂") throws {
      note(
        table.take(
          EntryRequest(
            try Sample.contestant(admission, unit: unit), entering: place, at: Sample.start,
            ticket: ticket)))
    }

    func found(
      _ admission: String = "1", attempts: [AttemptSummary] = [], seats: UnitSeats = .none
    ) throws {
      note(
        table.found(
          try key(admission),
          .success(EntryFacts(attempts: attempts, isShortlisted: false, unitSeats: seats))))
    }

    func notFound(_ failure: SessionFailure, _ admission: String = "1") throws {
      note(table.found(try key(admission), .failure(failure)))
    }

    func dealt(_ admission: String = "1", _ attempt: Int64 = 7) throws {
      note(
        table.dealt(
          try key(admission),
          .success(Deal(attempt: AttemptID(number: attempt), bankVersion: 1, seed: 5))))
    }

    func notDealt(_ failure: any Error, _ admission: String = "1") throws {
      note(table.dealt(try key(admission), .failure(failure)))
    }

    func written(_ outcome: WriteOutcome, _ admission: String = "1") throws {
      note(table.written(try key(admission), outcome))
    }

    /// Lives through an attempt from the door to its end.
    func play(_ ticket: Int, _ attempt: Int64, before: [AttemptSummary] = []) throws {
      try take(ticket)
      if finds.count > deals.count { try found(attempts: before) }
      try dealt("1", attempt)
      try written(.durable)
      table.handedIn(AttemptID(number: attempt))
    }

    private func note(_ orders: [EntryTable<Int>.Order]) {
      for order in orders {
        switch order {
        case .find(let contestant, let place):
          finds.append(EntryKey(contestant: contestant.id, stage: place.path))
        case .deal(let key, _): deals.append(key)
        case .write(let key, let entry): writes.append((key, entry))
        case .reply(let ticket, let result):
          #expect(replies[ticket] == nil, "\(ticket) is told once")
          replies[ticket] = result
        }
      }
    }

    /// The attempt that somebody goes on with, or began.
    func attempt(_ ticket: Int) throws -> (id: Int64, isNew: Bool)? {
      switch try replies[ticket]?.get() {
      case .resumed(let id): (id.number, false)
      case .began(_, let record): (record.attempt.number, true)
      case nil: nil
      }
    }

    func failure(_ ticket: Int) -> SessionFailure? { replies[ticket]?.error as? SessionFailure }
    func refusal(_ ticket: Int) -> EntryRule.Refusal? {
      replies[ticket]?.error as? EntryRule.Refusal
    }
  }

  @Test func aStartIsToldWhenItIsDurable() throws {
    let doors = try Doors()
    try doors.take(1)
    #expect(doors.finds == [try doors.key("1")])
    try doors.found()
    #expect(doors.deals.count == 1)
    try doors.dealt()
    #expect(doors.replies.isEmpty)
    guard case .started(let start) = doors.writes[0].entry.records[0].event else {
      Issue.record("an attempt begins with its start")
      return
    }
    #expect(start.number == 1)
    #expect(start.deadline == Sample.start + .seconds(600))
    #expect(start.due == Sample.start + .seconds(603))
    #expect(doors.writes[0].entry.base == .empty)
    try doors.written(.durable)
    #expect(try #require(try doors.attempt(1)) == (7, true))
  }

  @Test func twoStartsOfOneContestantGiveOneAttempt() throws {
    let doors = try Doors()
    try doors.take(1)
    try doors.take(2)
    #expect(doors.finds.count == 1)
    try doors.found()
    try doors.take(3)
    try doors.dealt()
    try doors.written(.durable)
    #expect(doors.replies.count == 1)
    #expect(doors.finds.count == 2)
    try doors.found(attempts: attempts(open: true))
    for ticket in [2, 3] { #expect(try #require(try doors.attempt(ticket)) == (1, false)) }
    #expect(doors.writes.count == 1)
    // The door is open to whoever comes next.
    try doors.take(4)
    #expect(doors.finds.count == 3)
  }

  private func attempts(open: Bool) -> [AttemptSummary] { [.made(1, isOpen: open)] }

  @Test func whoeverIsDoneBeginsAgainWithoutBeingLookedUp() throws {
    let doors = try Doors(tries: 3)
    try doors.play(1, 7)
    try doors.take(2)
    #expect(doors.finds.count == 1)
    try doors.dealt("1", 8)
    guard case .started(let start) = doors.writes[1].entry.records[0].event else {
      Issue.record("an attempt begins with its start")
      return
    }
    #expect(start.number == 2)
    // It is not over until it is durable.
    try doors.written(.durable)
    try doors.take(3)
    #expect(doors.finds.count == 2)
  }

  @Test func nobodyIsTurnedAwayByWhatIsKnown() throws {
    let doors = try Doors(tries: 1)
    try doors.play(1, 7)
    try doors.take(2)
    #expect(doors.replies[2] == nil)
    #expect(doors.finds.count == 2)
    // It does not count, since staff of another server voided it.
    try doors.found(attempts: [
      AttemptSummary(
        id: AttemptID(number: 7), number: 1, startedAt: Sample.start, isOpen: false,
        countsAsTry: false)
    ])
    try doors.dealt("1", 8)
    try doors.written(.durable)
    #expect(try #require(try doors.attempt(2)) == (8, true))
  }

  @Test func whatAnotherServerLetInIsLookedUp() throws {
    let doors = try Doors(tries: 3)
    try doors.play(1, 7)
    try doors.take(2)
    try doors.dealt("1", 8)
    try doors.written(.conflict)
    #expect(doors.finds.count == 2)
    try doors.found(attempts: [.made(1, isOpen: false), .made(2, isOpen: true)])
    #expect(try #require(try doors.attempt(2)) == (2, false))
    try doors.take(3)
    #expect(doors.finds.count == 3)
  }

  @Test(arguments: [(63, 1), (64, 2)]) func whoeverHasAGreatManyAttemptsIsLookedUpEachTime(
    before: Int, looks: Int
  ) throws {
    let doors = try Doors(tries: 100)
    try doors.play(1, 500, before: (1...before).map { .made($0) })
    try doors.take(2)
    #expect(doors.finds.count == looks)
  }

  @Test func seatsAreAlwaysLookedUp() throws {
    let doors = try Doors(perUnit: 1, tries: 3)
    try doors.play(1, 7)
    try doors.take(2)
    #expect(doors.finds.count == 2)
  }

  @Test func aRefusalIsToldAtOnceToAllWhoWait() throws {
    let doors = try Doors()
    try doors.take(1)
    try doors.take(2)
    try doors.found(attempts: attempts(open: false))
    for ticket in [1, 2] { #expect(doors.refusal(ticket) == .triesUsed(limit: 1)) }
    #expect(doors.deals.isEmpty)
  }

  @Test func whoeverLosesARaceDecidesAgain() throws {
    let doors = try Doors()
    try doors.take(1)
    try doors.found()
    try doors.dealt()
    try doors.written(.conflict)
    #expect(doors.replies.isEmpty)
    #expect(doors.finds.count == 2)
    try doors.found(attempts: attempts(open: true))
    #expect(try #require(try doors.attempt(1)) == (1, false))
  }

  @Test func aStartIsDecidedEightTimesAndNoMore() throws {
    let doors = try Doors()
    try doors.take(1)
    for race in 1...8 {
      #expect(doors.replies.isEmpty)
      try doors.found()
      try doors.dealt("1", Int64(race))
      try doors.written(.conflict)
    }
    #expect(doors.failure(1) == .unavailable)
    #expect(doors.writes.count == 8)
    #expect(doors.finds.count == 8)
  }

  @Test func aFailedCommitIsToldAndTheNextTriesAnew() throws {
    let doors = try Doors()
    try doors.take(1)
    try doors.take(2)
    try doors.found()
    try doors.dealt()
    try doors.written(.failed)
    #expect(doors.failure(1) == .unavailable)
    #expect(doors.replies[2] == nil)
    #expect(doors.finds.count == 2)
    // It was written after all.
    try doors.found(attempts: attempts(open: true))
    #expect(try #require(try doors.attempt(2)) == (1, false))
  }

  @Test func whatCannotBeFoundOrDealtIsToldToAll() throws {
    let doors = try Doors()
    try doors.take(1)
    try doors.take(2)
    try doors.notFound(.unavailable)
    #expect(doors.failure(1) == .unavailable)
    #expect(doors.failure(2) == .unavailable)
    try doors.take(3)
    try doors.found()
    try doors.take(4)
    try doors.notDealt(SessionFailure.noBank)
    #expect(doors.failure(3) == .noBank)
    #expect(doors.failure(4) == .noBank)
    #expect(doors.writes.isEmpty)
  }

  @Test func lateAnswersChangeNothing() throws {
    let doors = try Doors()
    try doors.found()
    try doors.dealt()
    try doors.written(.durable)
    #expect(doors.replies.isEmpty)
    try doors.take(1)
    // Nothing has been dealt or written for this one.
    try doors.dealt()
    try doors.written(.durable)
    #expect(doors.replies.isEmpty)
    #expect(doors.writes.isEmpty)
  }

  @Test func soManyWaitAtADoorAndNoMore() throws {
    let doors = try Doors()
    for ticket in 1...Limits.requestsPerAttempt { try doors.take(ticket) }
    try doors.take(0)
    #expect(doors.failure(0) == .overloaded)
    try doors.take(-1, "2")
    #expect(doors.replies.count == 1)
  }

  @Test func contestantsDoNotWaitForOneAnotherWhereSeatsAreNotBounded() throws {
    let doors = try Doors()
    for number in 1...5 { try doors.take(number, "\(number)") }
    #expect(doors.finds.count == 5)
  }

  @Test func seatsOfAUnitAreGivenInTheOrderOfComing() throws {
    let doors = try Doors(perUnit: 2)
    for number in 1...3 { try doors.take(number, "\(number)") }
    try doors.take(9, "9", unit: "乙厂")
    #expect(doors.finds == [try doors.key("1"), try doors.key("9")])
    for number in 1...3 {
      try doors.found(
        "\(number)", seats: UnitSeats(highest: number - 1, isSeated: false))
      guard number < 3 else { break }
      try doors.dealt("\(number)", Int64(number))
      #expect(doors.finds.count == number + 1)
      try doors.written(.durable, "\(number)")
      #expect(doors.finds.last == (try doors.key("\(number + 1)")))
    }
    #expect(try #require(try doors.attempt(1)) == (1, true))
    #expect(try #require(try doors.attempt(2)) == (2, true))
    #expect(doors.refusal(3) == .unitFull(limit: 2))
    let seats = doors.writes.compactMap { write -> Int? in
      guard case .started(let start) = write.entry.records[0].event else { return nil }
      return start.unitSeat?.number
    }
    #expect(seats == [1, 2])
    // Nobody is left in line.
    try doors.take(4, "4")
    #expect(doors.finds.last == (try doors.key("4")))
  }

  @Test func whoLosesASeatToAnotherServerStaysFirstInLine() throws {
    let doors = try Doors(perUnit: 5)
    try doors.take(1, "1")
    try doors.take(2, "2")
    try doors.found("1")
    try doors.dealt("1")
    try doors.written(.conflict, "1")
    #expect(doors.finds.map(\.contestant.text) == ["1", "1"])
    try doors.found("1", seats: UnitSeats(highest: 1, isSeated: false))
    try doors.dealt("1")
    try doors.written(.failed, "1")
    #expect(doors.failure(1) == .unavailable)
    #expect(doors.finds.map(\.contestant.text) == ["1", "1", "2"])
  }

  @Test func whatFailsForTheFirstInLineFailsForAllBehind() throws {
    let doors = try Doors(perUnit: 5)
    for number in 1...3 { try doors.take(number, "\(number)") }
    try doors.take(9, "9", unit: "乙厂")
    try doors.notFound(.unavailable)
    #expect(Set(doors.replies.keys) == [1, 2, 3])
    #expect((1...3).allSatisfy { doors.failure($0) == .unavailable })
    try doors.take(4, "2")
    #expect(doors.finds.last == (try doors.key("2")))
  }
}
