import AttemptRecords
import Contests
import Testing

/// What is kept of an attempt to mark it again is what its records come to.
@Suite struct AnswerSheetTests {
  private let id = AttemptID(number: 7)

  /// The records of an attempt with these events after its start.
  private func records(_ events: [AttemptEvent]) throws -> [AttemptRecord] {
    let begin = Instant(milliseconds: 1_743_472_800_000)
    let start = AttemptStart(
      contestant: try ContestantID("1000"), stage: try StagePath("cup/fitter/preliminary"),
      number: 1, bank: try BankID("fitter"), bankVersion: 77, seed: .max - 4,
      bell: nil, deadline: begin + .seconds(600), due: begin + .seconds(603), unitSeat: nil)
    var records: [AttemptRecord] = []
    for event in [.started(start)] + events {
      records.append(
        AttemptRecord(
          attempt: id, sequence: records.count, at: begin, event: event,
          after: records.last?.head ?? .empty))
    }
    return records
  }

  @Test func theLastAnswerToEachItemCounts() throws {
    let (first, last) = (Choices(position: 0), Choices(position: 3))
    let sheet = try #require(
      AnswerSheet(
        of: try records([
          .answered(item: 4, .texts(["50", "𠮷 Ω"])), .answered(item: 0, .choices(first)),
          .heartbeat, .answered(item: 2, .choices(first)), .flagged(item: 1, true),
          .cleared(item: 2), .answered(item: 0, .choices(last)), .cleared(item: 3),
          .answered(item: 5, .places([1, nil])), .submitted(by: .contestant),
        ])))
    #expect(sheet.attempt == id)
    #expect(sheet.bankVersion == 77)
    #expect(sheet.seed == UInt64.max - 4)
    let expected: [Response?] = [
      .choices(last), nil, nil, nil, .texts(["50", "𠮷 Ω"]), .places([1, nil]), nil,
    ]
    #expect(sheet.responses(of: 7) == expected)
    #expect(sheet.responses(of: 6) == Array(expected.prefix(6)))
    // The paper has fewer items than were answered.
    #expect(sheet.responses(of: 5) == nil)
  }

  @Test func whoAnsweredNothingHasAnEmptySheet() throws {
    let sheet = try #require(AnswerSheet(of: try records([.submitted(by: .deadline)])))
    #expect(sheet.answers.isEmpty)
    #expect(sheet.responses(of: 2) == [nil, nil])
    #expect(try AnswerSheet(of: records([.heartbeat]).dropFirst()) == nil)
    #expect(AnswerSheet(of: [AttemptRecord]()) == nil)
  }

  @Test func whatIsNoAnswersIsNotRead() {
    let (first, second) = (
      AttemptEvent.answered(item: 0, .choices(Choices(position: 1))).encoded,
      AttemptEvent.answered(item: 1, .choices(Choices(position: 1))).encoded
    )
    func responses(_ answers: [UInt8]) -> [Response?]? {
      AnswerSheet(attempt: id, bankVersion: 1, seed: 0, answers: answers).responses(of: 2)
    }
    #expect(responses(first + second)?.count == 2)
    #expect(responses(second + first) == nil)
    #expect(responses(first + first) == nil)
    #expect(responses(first + second.dropLast()) == nil)
    #expect(responses(first + AttemptEvent.cleared(item: 1).encoded) == nil)
    #expect(responses(first + [0]) == nil)
  }
}
