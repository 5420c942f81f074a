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
    report(records, against: ledger(["start-asked,,0,started,"]))
  }

  private func report(
    _ records: [RecordPage.Record], against ledger: Ledger, othersTookPart: Bool = false
  ) -> AuditReport {
    var audit = LedgerAudit(ledger, othersTookPart: othersTookPart)
    for record in records { audit.take(record) }
    return audit.report()
  }

  /// What was acknowledged of the attempt, and whatever else was noted.
  private func ledger(_ others: [String]) -> Ledger {
    var ledger = Ledger()
    let lines =
      [
        "start-asked,,0,started,", "started,a,0,started,h0", "asked,a,1,answered,",
        "saved,a,1,answered,h1", "asked,a,2,submitted,", "saved,a,2,submitted,h2",
      ] + others
    for line in lines {
      guard let entry = LedgerEntry(csv: line[...]), ledger.note(entry) else {
        Issue.record("\(line)")
        continue
      }
    }
    return ledger
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

  @Test func asManyUnknownAttemptsMayBeStoredAsStartsGotNoAnswer() {
    let lost = report(whole + [record(0, kind: "started", attempt: "b")])
    #expect(lost.isClean)
    #expect(lost.stored == 4)
    #expect((lost.replyLost, lost.submittedUnseen) == (1, 0))
    let more = report(
      whole + ["b", "c"].map { record(0, kind: "started", attempt: $0) })
    #expect(more.unasked == [LedgerAudit.RecordName(attempt: "c", sequence: 0)])
    #expect(!more.isClean)
  }

  @Test func aRecordThatWasAskedForMayBeStoredWithoutAReply() {
    let asked = ledger([
      "start-asked,,0,started,", "started,b,0,started,g0", "asked,b,1,cleared,",
    ])
    let records = whole + [record(0, kind: "started", head: "g0", attempt: "b")]
    let cleared = report(records + [record(1, kind: "cleared", attempt: "b")], against: asked)
    #expect(cleared.isClean)
    #expect(cleared.replyLost == 1)
    #expect(report(records, against: asked).isClean)
  }

  @Test func aRecordForWhichNobodyAskedIsUnasked() {
    let asked = ledger([
      "start-asked,,0,started,", "started,b,0,started,g0", "asked,b,1,cleared,",
    ])
    let started = whole + [record(0, kind: "started", head: "g0", attempt: "b")]
    let other = report(started + [record(1, kind: "answered", attempt: "b")], against: asked)
    #expect(other.unasked == [LedgerAudit.RecordName(attempt: "b", sequence: 1)])
    #expect(!other.isClean)
  }

  @Test func theServerMayHandInByItself() {
    let open = ledger(["start-asked,,0,started,", "started,b,0,started,g0"])
    let handedIn = report(
      whole + [
        record(0, kind: "started", head: "g0", attempt: "b"),
        record(1, kind: "submitted", attempt: "b"),
      ], against: open)
    #expect(handedIn.isClean)
    #expect(handedIn.submittedUnseen == 1)
  }

  @Test func anAcknowledgedSubmissionIsStoredAsOne() {
    let report = report(Array(whole.dropLast()) + [record(2, kind: "answered")])
    #expect(report.otherKind == [name(2)])
    #expect(!report.isClean)
  }

  @Test func attemptsOfOthersAreLeftAloneWhereOthersTookPart() {
    let foreign = whole + ["b", "c"].map { record(1, attempt: $0) }
    let starts = ["b", "c"].map { record(0, kind: "started", attempt: $0) }
    let together = report(foreign + starts, against: ledger([]), othersTookPart: true)
    #expect(together.isClean)
    #expect(together.ofOthers == 4)
    #expect(report(foreign + starts, against: ledger([])).unasked.count == 4)
    // What is damaged is damaged, whoever it belongs to.
    #expect(!report(foreign, against: ledger([]), othersTookPart: true).isClean)
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
    let report = report([])
    #expect(report.missing == [name(0), name(1), name(2)])
    #expect(!report.isClean)
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
    var audit = LedgerAudit(Ledger())
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
}
