import ContestAPI
import ContestClient
import Contests

/// Compares what a server keeps with what it was asked for and what it acknowledged.
struct LedgerAudit: Sendable {
  private let ledger: Ledger
  private let othersTookPart: Bool
  private var stored: [String: StoredAttempt] = [:]
  private var storedCount = 0
  private var matched = 0
  private var different: [RecordName] = []
  private var otherKind: [RecordName] = []
  private var replyLost = 0
  private var submittedUnseen = 0
  private var unseenStarts: [RecordName] = []
  private var unasked: [RecordName] = []
  private var ofOthers = 0

  /// A record of an attempt.
  struct RecordName: Hashable, Sendable, Comparable, Encodable {
    let attempt: String
    let sequence: Int

    static func < (left: RecordName, right: RecordName) -> Bool {
      (left.attempt, left.sequence) < (right.attempt, right.sequence)
    }
  }

  private struct StoredAttempt {
    /// How often each sequence is stored.
    var copies: [Int: Int] = [:]
    /// The lowest sequence that is a submission.
    var submission: Int?
  }

  /// - Parameter othersTookPart: whether attempts that the ledger does not name are to be expected.
  init(_ ledger: Ledger, othersTookPart: Bool = false) {
    self.ledger = ledger
    self.othersTookPart = othersTookPart
  }

  /// The attempts of which a record is stored.
  var attempts: Set<String> { Set(stored.keys) }

  /// The attempts of which a submission is stored.
  var submitted: Set<String> { Set(stored.filter { $0.value.submission != nil }.keys) }

  /// Takes one stored record, in any order.
  mutating func take(_ record: RecordPage.Record) {
    storedCount += 1
    var attempt = stored.removeValue(forKey: record.attempt) ?? StoredAttempt()
    attempt.copies[record.sequence, default: 0] += 1
    if record.kind == "submitted" {
      attempt.submission = min(attempt.submission ?? record.sequence, record.sequence)
    }
    stored[record.attempt] = attempt
    let name = RecordName(attempt: record.attempt, sequence: record.sequence)
    if let expected = ledger.heads[record.attempt]?[record.sequence] {
      matched += 1
      if expected != record.head { different.append(name) }
      let kind = ledger.kinds[record.attempt]?[record.sequence]
      if let kind, kind != record.kind { otherKind.append(name) }
    } else {
      takeUnacknowledged(record, name)
    }
  }

  private mutating func takeUnacknowledged(_ record: RecordPage.Record, _ name: RecordName) {
    let asked = ledger.asked[record.attempt]?[record.sequence] ?? []
    if !ledger.knows(record.attempt), othersTookPart {
      ofOthers += 1
    } else if asked.contains(record.kind) {
      replyLost += 1
    } else if record.kind == "submitted" {
      // At the deadline and when a stage is closed the server hands in by itself.
      submittedUnseen += 1
    } else if record.kind == "started" {
      if ledger.knows(record.attempt) { replyLost += 1 } else { unseenStarts.append(name) }
    } else {
      unasked.append(name)
    }
  }

  /// Takes every record that a server keeps of a contest.
  ///
  /// - Throws: `ContestClient.Failure`.
  mutating func takeAll(
    of contest: String, as auditor: PatientClient
  ) async throws(ContestClient.Failure) {
    let path = Path.fill(Path.records, [contest])
    var position: Int64 = 0
    while true {
      let page: RecordPage = try await auditor.get(
        path, query: [("after", "\(position)"), ("limit", "\(Limits.pageRows)")])
      for record in page.records { take(record) }
      guard page.next != position else { return }
      position = page.next
    }
  }

  /// What the audit found once every record was taken.
  func report() -> AuditReport {
    var missing: [RecordName] = []
    for (attempt, heads) in ledger.heads {
      let copies = stored[attempt]?.copies ?? [:]
      for sequence in heads.keys where copies[sequence] == nil {
        missing.append(RecordName(attempt: attempt, sequence: sequence))
      }
    }
    var duplicates: [RecordName] = []
    var gaps: [RecordName] = []
    var afterSubmission: [RecordName] = []
    for (name, attempt) in stored {
      let last = attempt.copies.keys.max() ?? 0
      for sequence in 0...max(last, 0) {
        let record = RecordName(attempt: name, sequence: sequence)
        let copies = attempt.copies[sequence] ?? 0
        if copies == 0 { gaps.append(record) }
        if copies > 1 { duplicates.append(record) }
        if copies > 0, let submission = attempt.submission, sequence > submission {
          afterSubmission.append(record)
        }
      }
    }
    // As many starts as got no answer may have made an attempt that nobody knows.
    let starts = unseenStarts.sorted()
    let lostStarts = min(starts.count, max(ledger.unansweredStarts, 0))
    return AuditReport(
      acknowledged: ledger.count, stored: storedCount, attempts: stored.count, matched: matched,
      replyLost: replyLost + lostStarts, submittedUnseen: submittedUnseen, ofOthers: ofOthers,
      missing: missing.sorted(), different: different.sorted(), otherKind: otherKind.sorted(),
      duplicates: duplicates.sorted(), gaps: gaps.sorted(),
      afterSubmission: afterSubmission.sorted(),
      unasked: (unasked + starts.dropFirst(lostStarts)).sorted())
  }
}
