import AttemptRecords
import Contests
import Fixtures
import Sessions
import Testing

/// What the records tell: answers, time spent, and haste.
@Suite struct TranscriptTests {
  private let answer = SampleAttempt.answer

  private func elapsed(_ sample: SampleAttempt) throws -> Int64? {
    try #require(sample.transcript()).elapsed?.count
  }

  @Test func withoutASubmissionThereIsNoTime() throws {
    let sample = try SampleAttempt()
    #expect(try elapsed(sample) == nil)
    _ = sample.rule(.void(mayRetry: false), at: 10)
    let transcript = try #require(sample.transcript())
    #expect(transcript.elapsed == nil)
    #expect(transcript.submission == nil)
    #expect(transcript.attempt.phase == .voided)
  }

  @Test func timeRunsFromTheStartToTheSubmission() throws {
    let sample = try SampleAttempt()
    _ = sample.take(.submit, at: 1234)
    #expect(try elapsed(sample) == 1234)
    let grace = try SampleAttempt()
    _ = grace.take(.submit, at: SampleAttempt.due)
    #expect(try elapsed(grace) == SampleAttempt.deadline)
    let server = try SampleAttempt()
    _ = server.submit(by: .deadline, at: SampleAttempt.due + 5000)
    #expect(try elapsed(server) == SampleAttempt.deadline)
  }

  @Test func timeRunsFromTheBell() throws {
    let sample = try SampleAttempt(bell: 60_000)
    _ = sample.take(.submit, at: 61_000)
    #expect(try elapsed(sample) == 1000)
    let early = try SampleAttempt(bell: 60_000)
    _ = early.submit(by: .closing, at: 30_000)
    #expect(try elapsed(early) == 0)
  }

  @Test func pausesAreNotSpent() throws {
    let sample = try SampleAttempt()
    _ = sample.rule(.suspend, at: 10_000)
    _ = sample.rule(.resume, at: 25_000)
    _ = sample.rule(.suspend, at: 30_000)
    _ = sample.rule(.resume, at: 30_001)
    _ = sample.take(.submit, at: 40_001)
    #expect(try elapsed(sample) == 25_000)
  }

  @Test func aPauseAcrossTheDeadlineIsNotSpentEither() throws {
    let sample = try SampleAttempt()
    _ = sample.rule(.suspend, at: 590_000)
    _ = sample.rule(.resume, at: 700_000)
    _ = sample.submit(by: .deadline, at: 800_000)
    #expect(sample.deadline == 710_000)
    #expect(try elapsed(sample) == SampleAttempt.deadline)
  }

  @Test func extraTimeIsSpentWhenItIsUsed() throws {
    let sample = try SampleAttempt()
    _ = sample.rule(.extend(by: .seconds(60)), at: 10)
    _ = sample.take(.submit, at: 630_000)
    #expect(try elapsed(sample) == 630_000)
    let unused = try SampleAttempt()
    _ = unused.rule(.extend(by: .seconds(60)), at: 10)
    _ = unused.take(.submit, at: 20_000)
    #expect(try elapsed(unused) == 20_000)
  }

  @Test func whoIsClosedWhileSuspendedSpentTheTimeUpToThePause() throws {
    let sample = try SampleAttempt()
    _ = sample.rule(.suspend, at: 10_000)
    _ = sample.rule(.resume, at: 20_000)
    _ = sample.rule(.suspend, at: 50_000)
    #expect(sample.submit(by: .closing, at: 5_000_000))
    #expect(try elapsed(sample) == 40_000)
    let grace = try SampleAttempt()
    _ = grace.rule(.suspend, at: SampleAttempt.due)
    #expect(grace.submit(by: .closing, at: 5_000_000))
    #expect(try elapsed(grace) == SampleAttempt.deadline)
    let waiting = try SampleAttempt(bell: 60_000)
    _ = waiting.rule(.suspend, at: 10_000)
    #expect(waiting.submit(by: .closing, at: 5_000_000))
    #expect(try elapsed(waiting) == 0)
  }

  @Test func theLastAnswerAndTheLastMarkCount() throws {
    let sample = try SampleAttempt()
    let commands: [Attempt.Command] = [
      answer(0, 0), answer(0, 1), answer(1, 0), .clear(item: 1), .flag(item: 2, true),
      .flag(item: 3, true), .flag(item: 3, false), .signal(.focusLost), .heartbeat, .clear(item: 4),
    ]
    for command in commands { _ = sample.take(command, at: 1) }
    let transcript = try #require(sample.transcript())
    #expect(transcript.responses[0] == .choices(Choices(position: 1)))
    #expect(transcript.responses.dropFirst().allSatisfy { $0 == nil })
    #expect(transcript.flags.indices.filter { transcript.flags[$0] } == [2])
    #expect(transcript.records.count == commands.count + 1)
    #expect(transcript.head == sample.attempt.head)
  }

  @Test func answersSoonerThanThePaceAreHasty() throws {
    let sample = try SampleAttempt()
    for (item, instant) in [(0, 999), (1, 1999), (2, 2500), (3, 3500)] {
      _ = sample.take(answer(item, 0), at: Int64(instant))
    }
    // A second answer to an item takes no reading.
    _ = sample.take(answer(0, 1), at: 3501)
    _ = sample.take(answer(4, 0), at: 4501)
    let transcript = try #require(sample.transcript())
    #expect(transcript.hasty(under: .seconds(1)).map(\.sequence) == [1, 3])
    #expect(transcript.hasty(under: Milliseconds(0)).isEmpty)
  }

  @Test func hasteCountsFromTheBellAndFromTheEndOfAPause() throws {
    let sample = try SampleAttempt(bell: 60_000)
    _ = sample.rule(.extend(by: .seconds(1)), at: 1000)
    _ = sample.take(answer(0, 0), at: 60_999)
    _ = sample.rule(.suspend, at: 61_000)
    _ = sample.rule(.resume, at: 90_000)
    _ = sample.take(answer(1, 0), at: 90_999)
    _ = sample.take(answer(2, 0), at: 91_999)
    #expect(
      try #require(sample.transcript()).hasty(under: .seconds(1)).map(\.sequence) == [2, 5])
  }

  /// Twenty seconds of reading, with whatever a client sends on its own or a contestant does meanwhile.
  @Test(arguments: [
    Attempt.Command.heartbeat, .signal(.focusLost), .signal(.focusGained), .flag(item: 1, true),
  ]) func whatNeedsNoReadingTakesNoTimeAway(command: Attempt.Command) throws {
    let sample = try SampleAttempt()
    _ = sample.take(answer(0, 0), at: 5000)
    _ = sample.take(command, at: 24_900)
    _ = sample.take(answer(1, 0), at: 25_000)
    #expect(try #require(sample.transcript()).hasty(under: .seconds(5)).isEmpty)
  }

  @Test func clearingBeginsAnew() throws {
    let sample = try SampleAttempt()
    _ = sample.take(answer(0, 0), at: 5000)
    _ = sample.take(.clear(item: 0), at: 9000)
    _ = sample.take(answer(1, 0), at: 13_999)
    _ = sample.take(answer(2, 0), at: 18_999)
    #expect(try #require(sample.transcript()).hasty(under: .seconds(5)).map(\.sequence) == [3])
  }

  @Test(arguments: [(15_000, []), (14_999, [2, 4, 6])] as [(Int64, [Int])])
  func answersThatCameTogetherShareTheTime(time: Int64, hasty: [Int]) throws {
    let sample = try SampleAttempt()
    _ = sample.take(answer(0, 0), at: 5000)
    // The network was gone: one request brings three answers, with a mark, a second thought and a
    // sign of life between them.
    let commands: [Attempt.Command] = [
      answer(1, 0), .flag(item: 3, true), answer(2, 0), answer(1, 1), answer(3, 0), .heartbeat,
    ]
    for command in commands { _ = sample.take(command, at: 5000 + time) }
    // The next one has a time of its own.
    _ = sample.take(answer(4, 0), at: 5000 + time + 5000)
    #expect(try #require(sample.transcript()).hasty(under: .seconds(5)).map(\.sequence) == hasty)
  }

  @Test func damagedRecordsHaveNoTranscript() throws {
    let sample = try SampleAttempt()
    _ = sample.take(answer(0, 0), at: 1)
    _ = sample.take(.submit, at: 2)
    #expect(sample.transcript() != nil)
    let records = sample.records
    func reads(_ records: [AttemptRecord]) -> Bool {
      Transcript(records: records, paper: sample.paper, answersAreFinal: false) != nil
    }
    #expect(!reads([]))
    #expect(!reads(Array(records.dropFirst())))
    #expect(!reads([records[0], records[2]]))
    #expect(!reads([records[0], records[2], records[1]]))
    #expect(reads(Array(records.prefix(2))))
  }
}
