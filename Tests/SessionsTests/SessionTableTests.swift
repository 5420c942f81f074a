import AttemptRecords
import Contests
import Fixtures
import Sessions
import Testing

/// The rules about attempts in memory, with every order in which reading and writing can end.
@Suite struct SessionTableTests {
  /// A table with one attempt that has just begun, as the engine drives it.
  private final class Desk {
    var table = SessionTable<Int>()
    let id = SampleAttempt.id
    let begun: Attempt
    private(set) var orders: [SessionTable<Int>.Order] = []

    init(isSeated: Bool = true) throws {
      begun = try SampleAttempt().attempt
      if isSeated { table.seat(begun, at: Sample.start, since: 0) }
    }

    func take(_ ticket: Int, _ wish: SessionWish, at milliseconds: Int64 = 0) {
      orders += table.take(
        SessionRequest(
          attempt: id, wish: wish, at: SampleAttempt.instant(milliseconds), ticket: ticket))
    }

    /// A contestant's command.
    func send(
      _ ticket: Int, _ number: Int, _ command: Attempt.Command = .heartbeat,
      by contestant: String = "1000", at milliseconds: Int64 = 0
    ) throws {
      take(
        ticket,
        .perform(
          [NumberedCommand(number: number, command: command)], by: try ContestantID(contestant)),
        at: milliseconds)
    }

    func written(_ entry: JournalEntry, _ outcome: WriteOutcome) {
      orders += table.written(entry, outcome)
    }

    func loaded(_ result: Result<Attempt?, SessionFailure>) { orders += table.loaded(id, result) }

    /// Entries to be written, in order.
    var entries: [JournalEntry] {
      orders.compactMap { if case .write(let entry) = $0 { entry } else { nil } }
    }

    var submissions: Int { orders.count { if case .handedIn = $0 { true } else { false } } }

    var loads: Int { orders.count { if case .load = $0 { true } else { false } } }

    var replies: [Int: Result<SessionReply, SessionFailure>] {
      orders.reduce(into: [:]) { replies, order in
        guard case .reply(let ticket, let result) = order else { return }
        #expect(replies[ticket] == nil, "\(ticket) is told once")
        replies[ticket] = result
      }
    }

    func outcome(_ ticket: Int) throws -> CommandOutcome? { try replies[ticket]?.get().outcomes[0] }

    /// What the records on disk come to.
    func durable(_ entries: JournalEntry...) throws -> Attempt? {
      let sample = try SampleAttempt()
      return Attempt(
        records: sample.records + entries.flatMap(\.records), paper: sample.paper,
        answersAreFinal: false)
    }
  }

  @Test func nobodyIsToldBeforeTheRecordIsDurable() throws {
    let desk = try Desk()
    try desk.send(1, 1)
    #expect(desk.replies.isEmpty)
    #expect(desk.entries.count == 1)
    #expect(desk.entries[0].base == desk.begun.head)
    desk.written(desk.entries[0], .durable)
    #expect(try desk.outcome(1) == .saved(Acknowledgement(desk.entries[0].records[0])))
    #expect(desk.loads == 0)
  }

  @Test func anAttemptIsHandedInWhenEverythingOfItIsDurable() throws {
    let desk = try Desk()
    try desk.send(1, 1)
    try desk.send(2, 2, .submit)
    desk.written(desk.entries[0], .durable)
    #expect(desk.submissions == 0)
    desk.written(desk.entries[1], .durable)
    #expect(desk.submissions == 1)
    // One that failed is not.
    let other = try Desk()
    try other.send(1, 1, .submit)
    other.written(other.entries[0], .failed)
    #expect(other.submissions == 0)
  }

  @Test func commandsBuildOnWhatIsUnderWay() throws {
    let desk = try Desk()
    for number in 1...3 { try desk.send(number, number) }
    #expect(desk.entries.map { $0.records[0].sequence } == [1, 2, 3])
    #expect(desk.entries[2].base == desk.entries[1].records[0].head)
    for entry in desk.entries { desk.written(entry, .durable) }
    #expect(desk.replies.count == 3)
  }

  @Test func aReplyWithoutARecordWaitsForWhatItRestsOn() throws {
    let desk = try Desk()
    // Refused at once: nothing is under way.
    try desk.send(1, 9)
    #expect(try desk.outcome(1) == .rejected(.sequenceGap(next: 1)))
    try desk.send(2, 1)
    try desk.send(3, 1)
    try desk.send(4, 9)
    try desk.send(5, 2)
    try desk.send(6, 1)
    #expect(desk.replies.count == 1)
    desk.written(desk.entries[0], .durable)
    #expect(Set(desk.replies.keys) == [1, 2, 3, 4])
    #expect(try desk.outcome(4) == .rejected(.sequenceGap(next: 2)))
    desk.written(desk.entries[1], .durable)
    #expect(Set(desk.replies.keys) == [1, 2, 3, 4, 5, 6])
    guard case .repeated(_, let record) = try #require(try desk.outcome(6)) else {
      Issue.record("a number that was used is repeated")
      return
    }
    #expect(record == 1)
  }

  @Test func anotherContestantLearnsNothing() throws {
    let desk = try Desk()
    try desk.send(1, 1)
    try desk.send(2, 1, by: "1001")
    #expect(desk.replies[2]?.error == .unknownAttempt)
    #expect(desk.entries.count == 1)
  }

  @Test func aConflictReadsAnewAndDecidesAgain() throws {
    let desk = try Desk()
    try desk.send(1, 1, .flag(item: 0, true))
    try desk.send(2, 2)
    try desk.send(3, 1, .flag(item: 0, true))
    let rival = try SampleAttempt()
    _ = rival.take(.flag(item: 0, true), at: 0)
    desk.written(desk.entries[0], .conflict)
    // The second rests on the first: nothing is read before it has come back.
    #expect(desk.loads == 0)
    desk.written(desk.entries[1], .conflict)
    #expect(desk.loads == 1)
    #expect(desk.replies.isEmpty)
    // Somebody else wrote the same command.
    desk.loaded(.success(rival.attempt))
    #expect(desk.entries.count == 3)
    #expect(desk.entries[2].records[0].sequence == 2)
    desk.written(desk.entries[2], .durable)
    #expect(Set(desk.replies.keys) == [1, 2, 3])
    for ticket in [1, 3] {
      guard case .repeated(_, 1) = try #require(try desk.outcome(ticket)) else {
        Issue.record("\(ticket) found its own command")
        continue
      }
    }
    #expect(try #require(try desk.outcome(2)).isSaved)
  }

  @Test func whoeverAlwaysLosesIsToldAfterFourRaces() throws {
    let desk = try Desk()
    try desk.send(1, 1)
    for race in 1...3 {
      desk.written(desk.entries[race - 1], .conflict)
      #expect(desk.replies.isEmpty)
      #expect(desk.loads == race)
      desk.loaded(.success(desk.begun))
      #expect(desk.entries.count == race + 1)
    }
    desk.written(desk.entries[3], .conflict)
    #expect(desk.replies[1]?.error == .unavailable)
    #expect(desk.loads == 3)
    #expect(desk.table.count == 0)
  }

  @Test func aFailedCommitFailsAllThatRestOnItAndIsReadAnew() throws {
    let desk = try Desk()
    try desk.send(1, 1)
    try desk.send(2, 1)
    try desk.send(3, 2)
    desk.written(desk.entries[0], .failed)
    #expect(desk.replies[1]?.error == .unavailable)
    #expect(desk.replies[2]?.error == .unavailable)
    #expect(desk.replies[3] == nil)
    // Meanwhile another request comes; it waits for the reading.
    try desk.send(4, 1)
    #expect(desk.loads == 0)
    desk.written(desk.entries[1], .conflict)
    #expect(desk.loads == 1)
    // The commit that failed was written after all.
    desk.loaded(.success(try desk.durable(desk.entries[0])))
    for entry in desk.entries.dropFirst(2) { desk.written(entry, .durable) }
    guard case .repeated(_, 1) = try #require(try desk.outcome(4)) else {
      Issue.record("the first command is found")
      return
    }
    #expect(try #require(try desk.outcome(3)).isSaved)
  }

  @Test func requestsWaitForOneReading() throws {
    let desk = try Desk(isSeated: false)
    for number in 1...3 { try desk.send(number, number) }
    #expect(desk.loads == 1)
    #expect(desk.entries.isEmpty)
    desk.loaded(.success(desk.begun))
    #expect(desk.entries.count == 3)
    for entry in desk.entries { desk.written(entry, .durable) }
    #expect(try (1...3).allSatisfy { try #require(try desk.outcome($0)).isSaved })
  }

  @Test func soManyWaitForAReadingAndNoMore() throws {
    let desk = try Desk(isSeated: false)
    for ticket in 1...Limits.requestsPerAttempt { try desk.send(ticket, 9) }
    #expect(desk.replies.isEmpty)
    try desk.send(0, 9)
    #expect(desk.replies[0]?.error == .overloaded)
    desk.loaded(.success(desk.begun))
    #expect(desk.replies.count == Limits.requestsPerAttempt + 1)
    try desk.send(-1, 9)
    #expect(try desk.outcome(-1) == .rejected(.sequenceGap(next: 1)))
  }

  @Test(arguments: [
    (Result<Attempt?, SessionFailure>.success(nil), SessionFailure.unknownAttempt),
    (.failure(.damaged(SampleAttempt.id)), .damaged(SampleAttempt.id)),
    (.failure(.unavailable), .unavailable),
  ])
  func whatCannotBeReadIsToldToAllAndForgotten(
    result: Result<Attempt?, SessionFailure>, failure: SessionFailure
  ) throws {
    let desk = try Desk(isSeated: false)
    try desk.send(1, 1)
    desk.take(2, .submit(by: .closing))
    desk.loaded(result)
    #expect(desk.replies[1]?.error == failure)
    #expect(desk.replies[2]?.error == failure)
    #expect(desk.table.count == 0)
    // The next one asks anew.
    try desk.send(3, 1)
    #expect(desk.loads == 2)
  }

  @Test func lateAnswersOfTheDiskChangeNothing() throws {
    let desk = try Desk()
    try desk.send(1, 1)
    let entry = desk.entries[0]
    desk.written(entry, .durable)
    desk.written(entry, .durable)
    desk.written(entry, .failed)
    desk.loaded(.failure(.unavailable))
    #expect(desk.replies.count == 1)
    #expect(desk.loads == 0)
    #expect(desk.table.count == 1)
  }

  @Test func anAttemptThatIsOverLeavesWhenAllIsWritten() throws {
    let desk = try Desk()
    try desk.send(1, 1, .submit)
    try desk.send(2, 2)
    #expect(desk.table.count == 1)
    desk.written(desk.entries[0], .durable)
    #expect(try desk.outcome(2) == .rejected(.alreadySubmitted))
    #expect(try desk.replies[1]?.get().status.phase == .submitted)
    #expect(desk.table.count == 0)
  }

  @Test func idleAttemptsAreForgottenAndBusyOnesAreNot() throws {
    let desk = try Desk()
    #expect(desk.table.forgetIdle(since: Sample.start) == 0)
    try desk.send(1, 1, at: 1000)
    let later = SampleAttempt.instant(2000)
    #expect(desk.table.forgetIdle(since: later) == 0)
    desk.written(desk.entries[0], .durable)
    #expect(desk.table.forgetIdle(since: SampleAttempt.instant(1000)) == 0)
    #expect(desk.table.forgetIdle(since: SampleAttempt.instant(1001)) == 1)
    try desk.send(2, 2, at: 3000)
    #expect(desk.loads == 1)
    #expect(desk.table.forgetIdle(since: SampleAttempt.instant(9000)) == 0)
  }
  @Test func staffAndServerAreToldWhatTheyCameTo() throws {
    let desk = try Desk()
    let note = SampleAttempt.note
    desk.take(1, .rule(.resume, note))
    #expect(try desk.replies[1]?.get().ruling == .failure(.notSuspended))
    desk.take(2, .rule(.extend(by: .seconds(60)), note))
    desk.take(3, .submit(by: .deadline), at: SampleAttempt.due + 1)
    #expect(desk.replies.count == 1)
    desk.written(desk.entries[0], .durable)
    // Extended meanwhile: nothing to hand in.
    #expect(try desk.replies[3]?.get().status.phase == .open)
    #expect(desk.entries.count == 1)
    let reply = try #require(try desk.replies[2]?.get())
    #expect(reply.status.deadline == desk.begun.deadline + .seconds(60))
    #expect(try reply.ruling?.get().sequence == 1)
    desk.take(4, .submit(by: .deadline), at: SampleAttempt.due + 60_001)
    #expect(desk.entries.last?.submits == true)
  }
}
