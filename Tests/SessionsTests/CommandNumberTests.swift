import AttemptRecords
import Contests
import Fixtures
import Sessions
import Testing

/// Clients count their own commands; records of staff and server lie between.
@Suite struct CommandNumberTests {
  /// Records 1 and 3 are the contestant's first two commands, 2, 4 and 5 staff's, 6 the third.
  private func mixed() throws -> SampleAttempt {
    let sample = try SampleAttempt()
    _ = sample.take(SampleAttempt.answer(0, 0), at: 1)
    _ = sample.rule(.extend(by: .seconds(1)), at: 2)
    _ = sample.take(SampleAttempt.answer(1, 1), at: 3)
    _ = sample.rule(.suspend, at: 4)
    _ = sample.rule(.resume, at: 5)
    _ = sample.take(.flag(item: 2, true), at: 6)
    return sample
  }

  @Test func commandsAreCountedApartFromTheRecords() throws {
    let sample = try mixed()
    #expect(sample.attempt.sequence == 6)
    #expect(sample.attempt.lastCommand == 3)
    #expect((1...3).map(sample.attempt.sequence(ofCommand:)) == [1, 3, 6])
    #expect(sample.take(.heartbeat, number: 4, at: 7) == .saved(7))
    let rebuilt = try #require(sample.rebuilt())
    #expect((1...4).map(rebuilt.sequence(ofCommand:)) == [1, 3, 6, 7])
    #expect(rebuilt.lastCommand == 4)
  }

  @Test func aRepeatedNumberFindsItsOwnRecord() throws {
    let sample = try mixed()
    let items: [Int?] = [0, 1, 2]
    for (number, record) in [(1, 1), (2, 3), (3, 6)] {
      #expect(sample.take(.heartbeat, number: number, at: 7) == .repeated(record))
      #expect(sample.records[record].event.item == items[number - 1])
    }
    #expect(sample.records.count == 7)
  }

  @Test func numbersBelowOneAreStaleAndNumbersAheadAGap() throws {
    let sample = try mixed()
    for number in [0, -1, Int.min] {
      #expect(sample.take(.heartbeat, number: number, at: 7) == .rejected(.staleSequence(next: 4)))
    }
    for number in [5, 6, 7, Int.max] {
      #expect(sample.take(.heartbeat, number: number, at: 7) == .rejected(.sequenceGap(next: 4)))
    }
  }

  @Test func whoeverHandedInTheNumbersStay() throws {
    for submitter in [AttemptEvent.Submitter.deadline, .closing] {
      let sample = try mixed()
      #expect(sample.submit(by: submitter, at: SampleAttempt.due + 60_000))
      #expect(sample.attempt.lastCommand == 3)
      #expect(sample.take(.submit, number: 3, at: 0) == .repeated(6))
      #expect(sample.take(.submit, number: 4, at: 0) == .rejected(.alreadySubmitted))
    }
    let own = try mixed()
    #expect(own.take(.submit, at: 9) == .saved(7))
    #expect(own.take(.submit, number: 4, at: 10) == .repeated(7))
  }

  @Test func aRepeatIsToldInEveryPhase() throws {
    let sample = try mixed()
    _ = sample.rule(.suspend, at: 8)
    #expect(sample.take(SampleAttempt.answer(), number: 1, at: 9) == .repeated(1))
    _ = sample.rule(.void(mayRetry: false), at: 9)
    #expect(sample.take(SampleAttempt.answer(), number: 2, at: 900_000) == .repeated(3))
  }

  @Test func aRepeatGetsTheFirstReplyOnlyForTheSameCommand() throws {
    let sample = try mixed()
    let record = sample.records[3]
    let same = NumberedCommand(number: 2, command: SampleAttempt.answer(1, 1))
    #expect(
      CommandOutcome.repeated(same, record: 3).settled(by: record, next: 4)
        == .saved(Acknowledgement(record)))
    for other in [SampleAttempt.answer(1, 0), SampleAttempt.answer(0, 1), .submit] {
      #expect(
        CommandOutcome.repeated(NumberedCommand(number: 2, command: other), record: 3)
          .settled(by: record, next: 4) == .rejected(.staleSequence(next: 4)))
    }
    #expect(
      CommandOutcome.rejected(.suspended).settled(by: record, next: 4) == .rejected(.suspended))
  }

  @Test func whatIsRejectedUsesUpNoNumber() throws {
    let sample = try SampleAttempt()
    #expect(sample.take(SampleAttempt.answer(99), number: 1, at: 0) == .rejected(.noSuchItem))
    #expect(sample.take(SampleAttempt.answer(0), number: 1, at: 0) == .saved(1))
  }
}

extension AttemptEvent {
  fileprivate var item: Int? {
    switch self {
    case .answered(let item, _), .flagged(let item, _): item
    default: nil
    }
  }
}
