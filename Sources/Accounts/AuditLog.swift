package import Contests
import Crypto

/// What somebody did, before the log gives it a place.
package struct AuditRecord: Hashable, Sendable {
  package let at: Instant
  /// Who did it: a principal's description, or `server`.
  package let actor: String
  /// What was done, in kebab-case, such as `identity-reveal`.
  package let action: String
  /// To what or whom it was done, by its id.
  package let subject: String
  /// Anything else that a reader needs; may be empty. Never a secret.
  package let detail: String

  package init(at: Instant, actor: String, action: String, subject: String, detail: String = "") {
    self.at = at
    self.actor = actor
    self.action = action
    self.subject = subject
    self.detail = detail
  }
}

/// One line of the audit log, chained to the line before.
package struct AuditEntry: Hashable, Sendable {
  /// 1 for the first entry, without gaps.
  package let sequence: Int
  package let record: AuditRecord
  /// The hash of the entry before; `AuditChain.genesis` for the first.
  package let previousHash: String
  /// 64 lower-case hexadecimal digits.
  package let hash: String

  /// An entry as it was stored; whether it fits its chain is for `AuditChain.verify(_:)` to say.
  package init(sequence: Int, record: AuditRecord, previousHash: String, hash: String) {
    self.sequence = sequence
    self.record = record
    self.previousHash = previousHash
    self.hash = hash
  }
}

/// The end of a chain of audit entries: what the next entry must follow.
///
/// Entries that were cut off at the end leave a sound chain behind. Only somebody who noted an
/// earlier `head` can tell.
package struct AuditChain: Hashable, Sendable {
  /// The first entry that does not follow from those before it.
  package struct Broken: Error, Hashable, Sendable {
    /// How it shows.
    package enum Reason: String, Sendable {
      /// Its number is not the one after the entry before.
      case sequence
      /// It names another hash than that of the entry before.
      case previousHash = "previous-hash"
      /// Its own hash is not that of its contents.
      case hash
    }

    /// The number that the entry bears.
    package let sequence: Int
    package let reason: Reason
  }

  /// The number of the last entry; 0 before the first.
  package private(set) var sequence: Int
  /// The hash of the last entry.
  package private(set) var head: String

  /// The chain before its first entry.
  package init() {
    sequence = 0
    head = Self.genesis
  }

  /// The chain that ends with a known entry.
  package init(after entry: AuditEntry) {
    sequence = entry.sequence
    head = entry.hash
  }

  /// Makes the next entry and moves on to it.
  package mutating func append(_ record: AuditRecord) -> AuditEntry {
    let next = sequence + 1
    let entry = AuditEntry(
      sequence: next, record: record, previousHash: head,
      hash: Self.hash(of: record, sequence: next, previousHash: head))
    self = AuditChain(after: entry)
    return entry
  }

  /// Checks entries that should follow, oldest first, and moves on to the last sound one; long
  /// logs are checked page by page.
  ///
  /// - Throws: `Broken` with the first entry that does not follow.
  package mutating func verify(_ entries: some Sequence<AuditEntry>) throws(Broken) {
    for entry in entries {
      guard entry.sequence == sequence + 1 else {
        throw Broken(sequence: entry.sequence, reason: .sequence)
      }
      guard entry.previousHash == head else {
        throw Broken(sequence: entry.sequence, reason: .previousHash)
      }
      let hash = Self.hash(
        of: entry.record, sequence: entry.sequence, previousHash: entry.previousHash)
      guard entry.hash == hash else { throw Broken(sequence: entry.sequence, reason: .hash) }
      self = AuditChain(after: entry)
    }
  }

  /// What the first entry names as the hash before it.
  package static let genesis = String(repeating: "0", count: 64)

  /// SHA-256 over every field, each preceded by its length in bytes, so that no two different
  /// entries share their bytes.
  private static func hash(
    of record: AuditRecord, sequence: Int, previousHash: String
  ) -> String {
    var digest = SHA256()
    let fields = [
      "\(sequence)", "\(record.at.milliseconds)", record.actor, record.action, record.subject,
      record.detail, previousHash,
    ]
    for field in fields {
      digest.update(data: Array("\(field.utf8.count):".utf8))
      digest.update(data: Array(field.utf8))
    }
    return digest.finalize().hexadecimal
  }
}
