/// The outcome of an audit.
struct AuditReport: Hashable, Sendable, Encodable {
  /// Records that the server acknowledged.
  let acknowledged: Int
  /// Records that the server keeps, with those that nobody was told of.
  let stored: Int
  /// Attempts that have a stored record.
  let attempts: Int
  /// Stored records that were acknowledged.
  let matched: Int
  /// Stored and asked for, though no contestant got the reply: the connection was gone.
  let replyLost: Int
  /// Submissions for which no contestant asked: the server hands in at the deadline.
  let submittedUnseen: Int
  /// Records of attempts that the ledger does not name, where others took part.
  let ofOthers: Int
  /// Acknowledged and not stored.
  let missing: [LedgerAudit.RecordName]
  /// Stored with another head than acknowledged.
  let different: [LedgerAudit.RecordName]
  /// Stored as something else than was acknowledged.
  let otherKind: [LedgerAudit.RecordName]
  /// Stored more than once.
  let duplicates: [LedgerAudit.RecordName]
  /// Not stored although a later record of the same attempt is.
  let gaps: [LedgerAudit.RecordName]
  /// Stored after the submission of their attempt.
  let afterSubmission: [LedgerAudit.RecordName]
  /// Stored though nobody asked for them.
  let unasked: [LedgerAudit.RecordName]

  var isClean: Bool { faults.allSatisfy { _, records in records.isEmpty } }

  /// What must not be, by name.
  var faults: [(name: String, records: [LedgerAudit.RecordName])] {
    [
      ("missing", missing), ("different", different), ("other kind", otherKind),
      ("duplicates", duplicates), ("gaps", gaps), ("after submission", afterSubmission),
      ("unasked", unasked),
    ]
  }

  /// For people: a line a figure, with the first faults of each kind.
  var text: String {
    var lines = [
      "acknowledged      \(acknowledged)", "reply lost        \(replyLost)",
      "submitted unseen  \(submittedUnseen)", "stored            \(stored)",
      "attempts          \(attempts)",
    ]
    if ofOthers > 0 { lines.append("of others         \(ofOthers)") }
    for (name, records) in faults {
      lines.append(name + String(repeating: " ", count: 18 - name.count) + "\(records.count)")
      lines += records.prefix(5).map { "  \($0.attempt) \($0.sequence)" }
    }
    return lines.joined(separator: "\n")
  }
}
