import ContestAPI
import Testing

@testable import leitai_replay

/// A tormentor that never complains proves nothing.
@Suite struct TormentReportTests {
  private let whole = [("started", 0), ("answered", 1), ("submitted", 2)]

  /// A report on one attempt with an answer and a submission, both acknowledged.
  private func report(
    stored: [(kind: String, sequence: Int)], results: Int = 1, violation: Violation? = nil
  ) -> TormentReport {
    let record = PlayRecord()
    let commands = [Command.answer(1, item: 0, choices: [0]), .submit(2)]
    let start = AttemptView(
      attempt: "a", stage: "c/e/s", number: 1, state: "open", startedAt: 0, begins: 0, deadline: 9,
      serverTime: 0, lastSequence: 0, head: "h0", items: [], responses: [], flags: [], maximum: 0)
    record.note([.startAsked, .started(start)])
    for command in commands {
      record.note([
        .asked(command, of: "a"), .saved(command, of: "a", head: "h\(command.sequence)"),
      ])
    }
    if let violation { record.note(violation) }
    var audit = LedgerAudit(record.ledger)
    for (kind, sequence) in stored {
      audit.take(
        RecordPage.Record(
          attempt: "a", sequence: sequence, kind: kind, at: 0, head: "h\(sequence)"))
    }
    return TormentReport(
      restarts: [.milliseconds(30), .milliseconds(10), .milliseconds(20)], figures: [], seed: 1,
      record: record, audit: audit.report(), results: results, elapsed: .seconds(1))
  }

  @Test func aKeptPromiseIsClean() {
    let report = report(stored: whole)
    #expect(report.isClean)
    #expect((report.commands, report.acknowledged, report.stored) == (2, 3, 3))
    #expect((report.lost, report.duplicates, report.misplaced) == (0, 0, 0))
    #expect(report.kills == 3)
    #expect(report.medianRestartMilliseconds == 20)
    #expect(report.worstRestartMilliseconds == 30)
  }

  @Test func aLostAcknowledgementIsLost() {
    let report = report(stored: Array(whole.dropLast()))
    #expect(report.lost == 1)
    #expect(!report.isClean)
    #expect(report.text.contains("missing  a 2"))
  }

  @Test func aSubmissionThatIsStoredAsAnAnswerIsLost() {
    let report = report(stored: Array(whole.dropLast()) + [("answered", 2)])
    #expect(report.lost == 1)
    #expect(!report.isClean)
  }

  @Test func aSecondCopyIsADuplicate() {
    let report = report(stored: whole + [("answered", 1)])
    #expect(report.duplicates == 1)
    #expect(!report.isClean)
  }

  @Test func aRecordAfterTheSubmissionIsMisplaced() {
    let report = report(stored: whole + [("answered", 3)])
    // It is after the submission, and nobody asked for it either.
    #expect(report.misplaced == 2)
    #expect(!report.isClean)
  }

  @Test func aSubmissionWithoutAResultIsNotClean() {
    #expect(!report(stored: whole, results: 0).isClean)
  }

  @Test func aViolationIsNotClean() {
    let violation = Violation(kind: .answerLost, admission: "1", text: "gone")
    let report = report(stored: whole, violation: violation)
    #expect(!report.isClean)
    #expect(report.violationsByKind == ["answer-lost": 1])
    #expect(report.text.contains("answer-lost  1  gone"))
  }

  @Test func aTormentInWhichNothingHappenedIsNotClean() {
    let record = PlayRecord()
    let report = TormentReport(
      restarts: [], figures: [], seed: 1, record: record,
      audit: LedgerAudit(record.ledger).report(), results: 0, elapsed: .seconds(1))
    #expect(!report.isClean)
  }
}
