import ContestAPI

/// Compares what a server keeps with what it acknowledged.
struct LedgerAudit: Sendable {
  private let acknowledged: Acknowledgements
  private var stored: [String: StoredAttempt] = [:]
  private var storedCount = 0
  private var different: [RecordName] = []
  private var replyLost = 0
  private var submittedUnseen = 0

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

  init(acknowledged: Acknowledgements) { self.acknowledged = acknowledged }

  /// Takes one stored record, in any order.
  mutating func take(_ record: RecordPage.Record) {
    storedCount += 1
    var attempt = stored.removeValue(forKey: record.attempt) ?? StoredAttempt()
    attempt.copies[record.sequence, default: 0] += 1
    if record.kind == "submitted" {
      attempt.submission = min(attempt.submission ?? record.sequence, record.sequence)
    }
    stored[record.attempt] = attempt
    let expected = acknowledged.heads[record.attempt]?[record.sequence]
    if let expected {
      if expected != record.head {
        different.append(RecordName(attempt: record.attempt, sequence: record.sequence))
      }
    } else if record.kind == "submitted" {
      submittedUnseen += 1
    } else {
      replyLost += 1
    }
  }

  /// What the audit found once every record was taken.
  func report() -> AuditReport {
    var missing: [RecordName] = []
    for (attempt, heads) in acknowledged.heads {
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
    return AuditReport(
      acknowledged: acknowledged.count, stored: storedCount, attempts: stored.count,
      replyLost: replyLost, submittedUnseen: submittedUnseen,
      missing: missing.sorted(), different: different.sorted(), duplicates: duplicates.sorted(),
      gaps: gaps.sorted(), afterSubmission: afterSubmission.sorted())
  }
}

/// The outcome of an audit.
struct AuditReport: Hashable, Sendable, Encodable {
  /// Records that the server acknowledged.
  let acknowledged: Int
  /// Records that the server keeps, with those that nobody was told of.
  let stored: Int
  /// Attempts that have a stored record.
  let attempts: Int
  /// Stored though no contestant got the reply: the connection was gone.
  let replyLost: Int
  /// Submissions of which no contestant was told: most were made by the server at the deadline.
  let submittedUnseen: Int
  /// Acknowledged and not stored.
  let missing: [LedgerAudit.RecordName]
  /// Stored with another head than acknowledged.
  let different: [LedgerAudit.RecordName]
  /// Stored more than once.
  let duplicates: [LedgerAudit.RecordName]
  /// Not stored although a later record of the same attempt is.
  let gaps: [LedgerAudit.RecordName]
  /// Stored after the submission of their attempt.
  let afterSubmission: [LedgerAudit.RecordName]

  var isClean: Bool {
    missing.isEmpty && different.isEmpty && duplicates.isEmpty && gaps.isEmpty
      && afterSubmission.isEmpty && stored == acknowledged + replyLost + submittedUnseen
  }

  /// For people: a line a figure, with the first faults of each kind.
  var text: String {
    var lines = [
      "acknowledged      \(acknowledged)", "reply lost        \(replyLost)",
      "submitted unseen  \(submittedUnseen)", "stored            \(stored)",
      "attempts          \(attempts)",
    ]
    let faults = [
      ("missing", missing), ("different", different), ("duplicates", duplicates), ("gaps", gaps),
      ("after submission", afterSubmission),
    ]
    for (name, records) in faults {
      lines.append(name + String(repeating: " ", count: 18 - name.count) + "\(records.count)")
      lines += records.prefix(5).map { "  \($0.attempt) \($0.sequence)" }
    }
    return lines.joined(separator: "\n")
  }
}
