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
    Attempt(id: id, start: try start(), paper: try paper(), at: began)
  }

  private func record(_ effect: Attempt.Effect) throws -> AttemptRecord {
    guard case .append(let record) = effect else { throw NotAppended() }
    return record
  }

  private struct NotAppended: Error {}

  private let a = Response.choices(Choices(position: 0))
  private let b = Response.choices(Choices(position: 1))

  @Test func answersAreKeptAndReplaced() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.answer(item: 0, a), sequence: 1, at: began)
    _ = try attempt.apply(.answer(item: 0, b), sequence: 2, at: began)
    _ = try attempt.apply(.answer(item: 1, a), sequence: 3, at: began)
    _ = try attempt.apply(.clear(item: 1), sequence: 4, at: began)
    #expect(attempt.responses[0] == b)
    #expect(attempt.responses[1] == nil)
    #expect(attempt.last.sequence == 4)
  }

  @Test func aCommandAtTheLastMomentIsTakenAndOneTickLaterRejected() throws {
    var attempt = try attempt()
    let due = try start().due
    _ = try attempt.apply(.answer(item: 0, a), sequence: 1, at: due)
    #expect(throws: Attempt.Rejection.pastDeadline) {
      try attempt.apply(.answer(item: 0, b), sequence: 2, at: due + Milliseconds(1))
    }
    #expect(throws: Attempt.Rejection.pastDeadline) {
      try attempt.apply(.submit, sequence: 2, at: due + Milliseconds(1))
    }
    #expect(attempt.last.sequence == 1)
  }

  @Test func nothingFollowsASubmission() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.submit, sequence: 1, at: began + .seconds(5))
    #expect(throws: Attempt.Rejection.alreadySubmitted) {
      try attempt.apply(.answer(item: 0, a), sequence: 2, at: began + .seconds(5))
    }
    #expect(attempt.submit(by: .deadline, at: began + .seconds(700)) == nil)
    #expect(attempt.elapsed == .seconds(5))
    #expect(attempt.submission?.by == .contestant)
  }

  @Test func timeSpentEndsWithTheDeadline() throws {
    var attempt = try attempt()
    let record = attempt.submit(by: .deadline, at: began + .seconds(650))
    #expect(record != nil)
    #expect(attempt.elapsed == .seconds(600))
  }

  @Test func usedNumbersAreRepeatedAndMissingNumbersNamed() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.answer(item: 0, a), sequence: 1, at: began)
    #expect(
      try attempt.apply(.answer(item: 0, a), sequence: 1, at: began) == .repeated(sequence: 1))
    #expect(throws: Attempt.Rejection.sequenceGap(next: 2)) {
      try attempt.apply(.answer(item: 0, a), sequence: 3, at: began)
    }
    #expect(throws: Attempt.Rejection.staleSequence(next: 2)) {
      try attempt.apply(.answer(item: 0, a), sequence: 0, at: began)
    }
    #expect(throws: Attempt.Rejection.staleSequence(next: 2)) {
      try attempt.apply(.submit, sequence: -1, at: began)
    }
  }

  @Test func aRepeatIsRecognisedAfterSubmissionAndAfterTheDeadline() throws {
    var attempt = try attempt()
    _ = try attempt.apply(.submit, sequence: 1, at: began)
    let late = began + .seconds(10_000)
    #expect(try attempt.apply(.submit, sequence: 1, at: late) == .repeated(sequence: 1))
  }

  @Test func responsesMustFitTheItem() throws {
    var attempt = try attempt()
    let paper = try paper()
    let single = try #require(paper.items.firstIndex { $0.kind == .single })
    let multiple = try #require(paper.items.firstIndex { $0.kind == .multiple })
    let statement = try #require(paper.items.firstIndex { $0.kind == .trueFalse })
    let two = Response.choices([Choices(position: 0), Choices(position: 1)])
    #expect(throws: Attempt.Rejection.noSuchItem) {
      try attempt.apply(.answer(item: 10, a), sequence: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noSuchItem) {
      try attempt.apply(.clear(item: -1), sequence: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noChoice) {
      try attempt.apply(.answer(item: single, .choices([])), sequence: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.tooManyChoices) {
      try attempt.apply(.answer(item: single, two), sequence: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noSuchOption) {
      let fifth = Response.choices(Choices(position: 4))
      return try attempt.apply(.answer(item: single, fifth), sequence: 1, at: began)
    }
    #expect(throws: Attempt.Rejection.noSuchOption) {
      let third = Response.choices(Choices(position: 2))
      return try attempt.apply(.answer(item: statement, third), sequence: 1, at: began)
    }
    _ = try attempt.apply(.answer(item: multiple, two), sequence: 1, at: began)
    #expect(attempt.last.sequence == 1)
  }

  @Test func aClockThatJumpsBackNeverTurnsRecordsRound() throws {
    var attempt = try attempt()
    let first = try record(
      attempt.apply(.answer(item: 0, a), sequence: 1, at: began + .seconds(9)))
    let second = try record(
      attempt.apply(.answer(item: 0, b), sequence: 2, at: began + .seconds(2)))
    #expect(second.at == first.at)
  }

  @Test func theRecordsRebuildTheAttempt() throws {
    var attempt = try attempt()
    var records = [attempt.last]
    records.append(try record(attempt.apply(.answer(item: 3, b), sequence: 1, at: began)))
    records.append(try record(attempt.apply(.clear(item: 3), sequence: 2, at: began)))
    records.append(try record(attempt.apply(.answer(item: 4, a), sequence: 3, at: began)))
    records.append(
      try record(attempt.apply(.submit, sequence: 4, at: began + .seconds(3))))
    let rebuilt = try #require(Attempt(records: records, paper: try paper()))
    #expect(rebuilt.responses == attempt.responses)
    #expect(rebuilt.submission == attempt.submission)
    #expect(rebuilt.last == attempt.last)
    #expect(rebuilt.elapsed == .seconds(3))
  }

  @Test func damagedRecordsAreNoAttempt() throws {
    var attempt = try attempt()
    var records = [attempt.last]
    for sequence in 1...3 {
      records.append(
        try record(attempt.apply(.answer(item: 0, a), sequence: sequence, at: began)))
    }
    let paper = try paper()
    #expect(Attempt(records: records, paper: paper) != nil)
    #expect(Attempt(records: [], paper: paper) == nil)
    #expect(Attempt(records: records.dropFirst(), paper: paper) == nil)
    #expect(Attempt(records: records.prefix(2) + records.suffix(1), paper: paper) == nil)
    #expect(Attempt(records: records + records.suffix(1), paper: paper) == nil)
    let changed = AttemptRecord(
      attempt: id, sequence: 3, at: began, event: .answered(item: 0, b), head: records[3].head)
    #expect(Attempt(records: records.prefix(3) + [changed], paper: paper) == nil)
    let later = AttemptRecord(
      attempt: id, sequence: 3, at: began + Milliseconds(1), event: records[3].event,
      head: records[3].head)
    #expect(Attempt(records: records.prefix(3) + [later], paper: paper) == nil)
  }

  @Test(arguments: [
    AttemptEvent.answered(item: 0, .choices([Choices(position: 0), Choices(position: 7)])),
    .answered(item: 499, .choices(Choices(position: 3))), .cleared(item: 12),
    .submitted(by: .contestant), .submitted(by: .deadline), .submitted(by: .closing),
    .answered(item: 3, .places([2, 0, nil, 1])), .answered(item: 3, .places([nil])),
    .answered(item: 4, .texts(["", "50 Hz", "欧姆Ω"])), .answered(item: 4, .texts(["-1.5"])),
  ])
  func eventsSurviveStorage(event: AttemptEvent) {
    #expect(AttemptEvent(encoded: event.encoded) == event)
    #expect(AttemptEvent(encoded: event.encoded + [0]) == nil)
    #expect(AttemptEvent(encoded: event.encoded.dropLast()) == nil)
  }

  @Test func theStartSurvivesStorageAndNoPrefixOfItDoes() throws {
    let event = AttemptEvent.started(try start(number: 3))
    #expect(AttemptEvent(encoded: event.encoded) == event)
    for count in event.encoded.indices {
      #expect(AttemptEvent(encoded: Array(event.encoded.prefix(count))) == nil)
    }
    #expect(AttemptEvent(encoded: [9]) == nil)
  }

  /// The stored form is never changed: the chain of every attempt is computed over it.
  @Test func storedFormsAreFixed() {
    #expect(
      AttemptEvent.answered(item: 258, .choices(Choices(rawValue: 5))).encoded == [2, 1, 2, 5])
    #expect(AttemptEvent.answered(item: 1, .places([2, nil])).encoded == [5, 0, 1, 2, 2, 255])
    #expect(
      AttemptEvent.answered(item: 1, .texts(["Ω", ""])).encoded
        == [6, 0, 1, 2, 0, 2, 0xCE, 0xA9, 0, 0])
    #expect(AttemptEvent.cleared(item: 1).encoded == [3, 0, 1])
    #expect(AttemptEvent.submitted(by: .deadline).encoded == [4, 1])
    let head = ChainHead.empty.extended(
      attempt: AttemptID(number: 1), sequence: 2, at: Instant(milliseconds: 3),
      event: .cleared(item: 4))
    // Computed by another program from the same fields.
    #expect(
      head.description == "cbd76497dc4d4d137217c0a3d5c8d2574af83f62c6b0ee9e04c2626cbd169a3d")
  }
}
