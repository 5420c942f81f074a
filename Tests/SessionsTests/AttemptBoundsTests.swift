import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Testing

@testable import Sessions

/// Final answers, the most records that an attempt may have, and what an item's byte holds.
@Suite struct AttemptBoundsTests {
  @Test func aFinalAnswerIsNeitherReplacedNorTakenBack() throws {
    let sample = try SampleAttempt(answersAreFinal: true)
    // What was never answered may be cleared, which shows nothing.
    #expect(sample.take(.clear(item: 0), at: 0) == .saved(1))
    #expect(sample.take(SampleAttempt.answer(0, 0), at: 1) == .saved(2))
    #expect(sample.take(SampleAttempt.answer(0, 1), at: 2) == .rejected(.alreadyAnswered))
    #expect(sample.take(SampleAttempt.answer(0, 0), at: 2) == .rejected(.alreadyAnswered))
    #expect(sample.take(.clear(item: 0), at: 2) == .rejected(.alreadyAnswered))
    #expect(sample.take(.flag(item: 0, true), at: 2) == .saved(3))
    #expect(sample.take(SampleAttempt.answer(1, 0), at: 2) == .saved(4))
    var rebuilt = try #require(sample.rebuilt())
    #expect(throws: Attempt.Rejection.alreadyAnswered) {
      try rebuilt.apply(SampleAttempt.answer(1, 1), number: 5, at: SampleAttempt.instant(3))
    }
    // Records that answer twice are none of such an attempt.
    let forged = AttemptRecord(
      attempt: SampleAttempt.id, sequence: 5, at: SampleAttempt.instant(3),
      event: .answered(item: 1, .choices(Choices(position: 1))), after: sample.attempt.head)
    #expect(
      Attempt(records: sample.records + [forged], paper: sample.paper, answersAreFinal: true)
        == nil)
    #expect(
      Attempt(records: sample.records + [forged], paper: sample.paper, answersAreFinal: false)
        != nil)
  }

  @Test func aRefusedAnswerIsNotFinal() throws {
    let sample = try SampleAttempt(answersAreFinal: true)
    #expect(
      sample.take(.answer(item: 0, .choices([])), at: 0) == .rejected(.noChoice))
    #expect(sample.take(SampleAttempt.answer(0, 7), at: 0) == .rejected(.noSuchOption))
    #expect(sample.take(SampleAttempt.answer(0, 0), at: 0) == .saved(1))
  }

  @Test func withTheMostRecordsOneCanOnlySubmit() throws {
    let sample = try SampleAttempt()
    for number in 1...Limits.attemptRecords {
      #expect(sample.take(.heartbeat, at: Int64(number)) == .saved(number))
    }
    for command in [SampleAttempt.answer(), .clear(item: 0), .heartbeat, .signal(.resized)] {
      #expect(sample.take(command, at: 6000) == .rejected(.tooManyCommands))
    }
    #expect(sample.take(.submit, at: 6000) == .saved(Limits.attemptRecords + 1))
  }

  @Test func staffCanEndWhatItBeganHoweverManyRecordsThereAre() throws {
    let sample = try SampleAttempt()
    let most = Limits.attemptRecords + Limits.attemptRulings
    for number in 1..<most {
      #expect(sample.rule(.extend(by: Milliseconds(1)), at: Int64(number)) == nil)
    }
    #expect(sample.rule(.suspend, at: 7000) == nil)
    #expect(sample.attempt.sequence == most)
    #expect(sample.rule(.extend(by: Milliseconds(1)), at: 7001) == .tooManyRecords)
    #expect(sample.rule(.resume, at: 7002) == nil)
    #expect(sample.rule(.suspend, at: 7003) == .tooManyRecords)
    #expect(sample.rule(.void(mayRetry: true), at: 7004) == nil)
  }

  @Test func recordsThatCouldNotFollowAreNoAttempt() throws {
    let sample = try SampleAttempt()
    func follows(_ events: AttemptEvent...) -> Bool {
      var records = sample.records
      var head = sample.attempt.head
      for event in events {
        let record = AttemptRecord(
          attempt: SampleAttempt.id, sequence: records.count, at: Sample.start, event: event,
          after: head)
        records.append(record)
        head = record.head
      }
      return Attempt(records: records, paper: sample.paper, answersAreFinal: false) != nil
    }
    let note = SampleAttempt.note
    #expect(follows(.heartbeat, .submitted(by: .closing)))
    #expect(!follows(.submitted(by: .closing), .heartbeat))
    #expect(!follows(.ruled(.voided(mayRetry: true), note), .submitted(by: .closing)))
    #expect(!follows(.ruled(.resumed(after: Milliseconds(1)), note)))
    #expect(!follows(.ruled(.suspended, note), .heartbeat))
    #expect(!follows(.ruled(.suspended, note), .ruled(.suspended, note)))
    #expect(follows(.ruled(.suspended, note), .submitted(by: .closing)))
    #expect(!follows(.flagged(item: sample.paper.items.count, true)))
    #expect(!follows(.answered(item: -1, .choices([]))))
    guard case .started = sample.records[0].event else { return }
    #expect(!follows(sample.records[0].event))
  }

  /// Every form that an item of a published bank can ask for.
  private static let shapes: [ResponseShape] =
    (1...Limits.options).flatMap { options in
      [
        .choices(options: options, several: false), .choices(options: options, several: true),
        .order(options: options),
      ] + (1...Limits.options).map { .matches(premises: $0, options: options) }
    } + (0...Limits.blanks).map { .blanks($0) } + [.number]

  @Test(arguments: shapes) func theByteOfAnItemHoldsEveryShape(shape: ResponseShape) {
    #expect(ResponseShape(code: shape.code) == shape)
    // The highest bit says that the answer is final.
    #expect(shape.code < 0x80)
  }

  @Test func noTwoShapesShareAByte() {
    #expect(Set(Self.shapes.map(\.code)).count == Self.shapes.count)
  }

  /// The importer's own bounds are those of the byte.
  @Test(arguments: [QuestionKind.single, .multiple, .ordering, .matching, .fillIn])
  func theLargestQuestionOfAKindFitsTheByte(kind: QuestionKind) {
    let parts = kind == .fillIn ? Limits.blanks : kind == .matching ? Limits.options : 0
    let shape = QuestionShape(
      kind: kind, optionCount: kind == .fillIn ? 0 : Limits.options, partCount: parts,
      knowledge: "", level: .senior, difficulty: .medium
    ).response
    #expect(ResponseShape(code: shape.code) == shape)
    #expect(Self.shapes.contains(shape))
  }
}
