import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Sessions
import Testing

@Suite struct AttemptTests {
  private let id = AttemptID(number: 7)
  private let began = Sample.start

  /// Six single, two multiple, two true/false items.
  private func paper() throws -> Paper {
    let stage = try #require(try Sample.contest().stage(Sample.path("preliminary")))
    return try PaperDealer(
      blueprint: stage.blueprint,
      questions: QuestionShape.all(of: try Sample.bank().map(\.question))
    ).paper(seed: 1)
  }

  private func start(number: Int = 1) throws -> AttemptStart {
    AttemptStart(
      contestant: try ContestantID("1000"), stage: try Sample.path("preliminary"), number: number,
      bank: try BankID("fitter"), bankVersion: 1, seed: 1, deadline: began + .seconds(600),
      due: began + .seconds(603))
  }

  private func attempt() throws -> Attempt {
    let start = try start()
    return Attempt(
      starting: start, Attempt.record(of: start, id, at: began), paper: try paper(),
      answersAreFinal: false)
  }

  private func record(_ effect: Attempt.Effect) throws -> AttemptRecord {
    guard case .append(let record) = effect else { throw NotAppended() }
    return record
  }

  private struct NotAppended: Error {}

  private let a = Response.choices(Choices(position: 0))
  private let b = Response.choices(Choices(position: 1))

  @Test func answersAreTakenReplacedAndTakenBack() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.answer(item: 0, a), number: 1, at: began)
    _ = try attempt.apply(.answer(item: 0, b), number: 2, at: began)
    _ = try attempt.apply(.answer(item: 1, a), number: 3, at: began)
    _ = try attempt.apply(.clear(item: 1), number: 4, at: began)
    #expect(attempt.sequence == 4)
  }

  /// Of two servers the one whose clock is behind may be asked second.
  @Test func aServerBehindTheOneThatBeganTakesCommandsAtTheTimeOfTheBeginning() throws {
    var attempt = try attempt()
    let effect = try attempt.apply(
      .answer(item: 0, a), number: 1, at: Instant(milliseconds: began.milliseconds - 50))
    #expect(try record(effect).at == began)
  }

  @Test func aCommandAtTheLastMomentIsTakenAndOneTickLaterRejected() throws {
    var attempt = try attempt()
    let due = try start().due
    _ = try attempt.apply(.answer(item: 0, a), number: 1, at: due)
    #expect(throws: Attempt.Rejection.pastDeadline) {
      try attempt.apply(.answer(item: 0, b), number: 2, at: due + Milliseconds(1))
    }
    #expect(throws: Attempt.Rejection.pastDeadline) {
      try attempt.apply(.submit, number: 2, at: due + Milliseconds(1))
    }
    #expect(attempt.sequence == 1)
  }

  @Test func nothingFollowsASubmission() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.submit, number: 1, at: began + .seconds(5))
    #expect(throws: Attempt.Rejection.alreadySubmitted) {
      try attempt.apply(.answer(item: 0, a), number: 2, at: began + .seconds(5))
    }
    #expect(attempt.submit(by: .deadline, at: began + .seconds(700)) == nil)
    #expect(attempt.phase == .submitted)
  }

  @Test func usedNumbersAreRepeatedAndMissingNumbersNamed() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.answer(item: 0, a), number: 1, at: began)
    #expect(
      try attempt.apply(.answer(item: 0, a), number: 1, at: began) == .repeated(record: 1))
    #expect(throws: Attempt.Rejection.sequenceGap(next: 2)) {
      try attempt.apply(.answer(item: 0, a), number: 3, at: began)
    }
    #expect(throws: Attempt.Rejection.staleSequence(next: 2)) {
      try attempt.apply(.answer(item: 0, a), number: 0, at: began)
    }
    #expect(throws: Attempt.Rejection.staleSequence(next: 2)) {
      try attempt.apply(.submit, number: -1, at: began)
    }
  }

  @Test func aRepeatIsRecognisedAfterSubmissionAndAfterTheDeadline() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.submit, number: 1, at: began)
    let late = began + .seconds(10_000)
    #expect(try attempt.apply(.submit, number: 1, at: late) == .repeated(record: 1))
  }

  @Test func responsesMustFitTheItem() throws {
    var attempt = try attempt()
    let paper = try paper()
    let single = try #require(paper.items.firstIndex { $0.kind == .single })
    let multiple = try #require(paper.items.firstIndex { $0.kind == .multiple })
    let statement = try #require(paper.items.firstIndex { $0.kind == .trueFalse })
    let two = Response.choices([Choices(position: 0), Choices(position: 1)])
    #expect(throws: Attempt.Rejection.noSuchItem) {
      try attempt.apply(.answer(item: 10, a), number: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noSuchItem) {
      try attempt.apply(.clear(item: -1), number: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noChoice) {
      try attempt.apply(.answer(item: single, .choices([])), number: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.tooManyChoices) {
      try attempt.apply(.answer(item: single, two), number: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noSuchOption) {
      let fifth = Response.choices(Choices(position: 4))
      return try attempt.apply(.answer(item: single, fifth), number: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noSuchOption) {
      let third = Response.choices(Choices(position: 2))
      return try attempt.apply(.answer(item: statement, third), number: 1, at: began)
    }
    _ = try attempt.apply(.answer(item: multiple, two), number: 1, at: began)
    #expect(attempt.sequence == 1)
  }

  @Test func aClockThatJumpsBackNeverTurnsRecordsRound() throws {
    var attempt = try attempt()
    let first = try record(
      attempt.apply(.answer(item: 0, a), number: 1, at: began + .seconds(9)))
    let second = try record(
      attempt.apply(.answer(item: 0, b), number: 2, at: began + .seconds(2)))
    #expect(second.at == first.at)
  }

  @Test func theRecordsRebuildTheAttempt() throws {
    var attempt = try attempt()
    var records = [Attempt.record(of: try start(), id, at: began)]
    records.append(try record(attempt.apply(.answer(item: 3, b), number: 1, at: began)))
    records.append(try record(attempt.apply(.clear(item: 3), number: 2, at: began)))
    records.append(try record(attempt.apply(.answer(item: 4, a), number: 3, at: began)))
    records.append(try record(attempt.apply(.flag(item: 4, true), number: 4, at: began)))
    records.append(
      try record(attempt.apply(.submit, number: 5, at: began + .seconds(3))))
    let transcript = try #require(
      Transcript(records: records, paper: try paper(), answersAreFinal: false))
    #expect(transcript.responses[3] == nil)
    #expect(transcript.responses[4] == a)
    #expect(transcript.flags[4])
    #expect(transcript.submission?.at == began + .seconds(3))
    #expect(transcript.submission?.by == .contestant)
    #expect(transcript.attempt.head == attempt.head)
    #expect(transcript.attempt.lastCommand == 5)
    #expect(transcript.elapsed == .seconds(3))
  }

  @Test func damagedRecordsAreNoAttempt() throws {
    var attempt = try attempt()
    var records = [Attempt.record(of: try start(), id, at: began)]
    for sequence in 1...3 {
      records.append(
        try record(attempt.apply(.answer(item: 0, a), number: sequence, at: began)))
    }
    let paper = try paper()
    #expect(Attempt(records: records, paper: paper, answersAreFinal: false) != nil)
    #expect(Attempt(records: [], paper: paper, answersAreFinal: false) == nil)
    #expect(Attempt(records: records.dropFirst(), paper: paper, answersAreFinal: false) == nil)
    #expect(
      Attempt(records: records.prefix(2) + records.suffix(1), paper: paper, answersAreFinal: false)
        == nil)
    #expect(
      Attempt(records: records + records.suffix(1), paper: paper, answersAreFinal: false) == nil)
    let changed = AttemptRecord(
      attempt: id, sequence: 3, at: began, event: .answered(item: 0, b), head: records[3].head)
    #expect(
      Attempt(records: records.prefix(3) + [changed], paper: paper, answersAreFinal: false) == nil)
    let later = AttemptRecord(
      attempt: id, sequence: 3, at: began + Milliseconds(1), event: records[3].event,
      head: records[3].head)
    #expect(
      Attempt(records: records.prefix(3) + [later], paper: paper, answersAreFinal: false) == nil)
  }
}
