import ContestAPI
import Testing

@testable import leitai_replay

@Suite struct LedgerAuditTests {
  private func record(
    _ sequence: Int, kind: String = "answered", head: String? = nil, attempt: String = "a"
  ) -> RecordPage.Record {
    RecordPage.Record(
      attempt: attempt, sequence: sequence, kind: kind, at: 0, head: head ?? "h\(sequence)")
  }

  /// An audit in which 0, 1 and 2 of one attempt were acknowledged.
  private func report(_ records: [RecordPage.Record]) -> AuditReport {
    var acknowledged = Acknowledgements()
    for sequence in 0...2 {
      _ = acknowledged.note(attempt: "a", sequence: sequence, head: "h\(sequence)")
    }
    var audit = LedgerAudit(acknowledged: acknowledged)
    for record in records { audit.take(record) }
    return audit.report()
  }

  private func name(_ sequence: Int) -> LedgerAudit.RecordName {
    LedgerAudit.RecordName(attempt: "a", sequence: sequence)
  }

  private var whole: [RecordPage.Record] {
    [record(0, kind: "started"), record(1), record(2, kind: "submitted")]
  }

  @Test func aWholeAttemptIsClean() {
    let report = report(whole)
    #expect(report.isClean)
    #expect((report.acknowledged, report.stored, report.attempts) == (3, 3, 1))
  }

  @Test func recordsThatNobodyWasToldOfAreClean() {
    let report = report(whole + [record(0, kind: "started", attempt: "b")])
    #expect(report.isClean)
    #expect(report.stored == 4)
    #expect((report.replyLost, report.submittedUnseen) == (1, 0))
  }

  @Test func theOrderOfRecordsDoesNotMatter() {
    #expect(report(whole.reversed()).isClean)
  }

  @Test func aLostRecordIsMissing() {
    let report = report(Array(whole.dropLast()))
    #expect(report.missing == [name(2)])
    #expect(report.gaps.isEmpty)
    #expect(!report.isClean)
  }

  @Test func aLostAttemptIsMissing() {
    #expect(report([]).missing == [name(0), name(1), name(2)])
  }

  @Test func anotherHeadIsDifferent() {
    let report = report([whole[0], record(1, head: "other"), whole[2]])
    #expect(report.different == [name(1)])
    #expect(report.missing.isEmpty)
    #expect(!report.isClean)
  }

  @Test func aRecordThatIsThereTwiceIsADuplicate() {
    let report = report(whole + [record(1)])
    #expect(report.duplicates == [name(1)])
    #expect(!report.isClean)
  }

  @Test func aLostRecordBetweenOthersIsAGap() {
    let report = report([whole[0], whole[2]])
    #expect(report.gaps == [name(1)])
    #expect(report.missing == [name(1)])
  }

  @Test func aLostStartIsAGapThoughNobodyWasToldOfIt() {
    var audit = LedgerAudit(acknowledged: Acknowledgements())
    audit.take(record(1))
    #expect(audit.report().gaps == [name(0)])
  }

  @Test func nothingComesAfterASubmission() {
    let report = report(whole + [record(3)])
    #expect(report.afterSubmission == [name(3)])
    #expect(!report.isClean)
  }

  @Test func aSecondSubmissionComesAfterTheFirst() {
    #expect(report(whole + [record(3, kind: "submitted")]).afterSubmission == [name(3)])
  }

  @Test func anotherHeadForTheSameRecordIsRefused() {
    var acknowledgements = Acknowledgements()
    let agreements = ["x", "x", "y"].map {
      acknowledgements.note(attempt: "a", sequence: 1, head: $0)
    }
    #expect(agreements == [true, true, false])
    #expect(acknowledgements.count == 1)
    #expect(acknowledgements.heads["a"] == [1: "x"])
  }

  @Test func aLedgerIsReadAsItWasWritten() throws {
    var acknowledgements = Acknowledgements()
    for (attempt, sequence) in [("b", 0), ("a", 10), ("a", 2)] {
      _ = acknowledgements.note(attempt: attempt, sequence: sequence, head: "h")
    }
    #expect(acknowledgements.csv == "attempt,sequence,head\na,2,h\na,10,h\nb,0,h\n")
    #expect(try Acknowledgements(csv: acknowledgements.csv) == acknowledgements)
  }

  @Test(arguments: [
    "", "a,1,h", "attempt,sequence,head\na,1", "attempt,sequence,head\na,x,h",
    "attempt,sequence,head\na,-1,h", "attempt,sequence,head\na,1,h\na,1,g",
  ])
  func aDamagedLedgerIsRefused(_ text: String) {
    #expect(throws: ReplayFailure.self) { try Acknowledgements(csv: text) }
  }
}
