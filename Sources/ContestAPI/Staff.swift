package struct NewStaff: Codable, Hashable, Sendable {
  package let user: String
  package let role: String
  /// At least 10 characters.
  package let password: String

  package init(user: String, role: String, password: String) {
    self.user = user
    self.role = role
    self.password = password
  }
}

/// Why somebody must see a contestant's identity number; it goes into the audit log.
package struct IdentityRequest: Codable, Hashable, Sendable {
  /// 1 to 200 characters.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}

/// A contestant's identity paper in clear.
package struct IdentityRevealed: Codable, Hashable, Sendable {
  package let contestant: String
  /// Such as 居民身份证.
  package let kind: String
  package let number: String

  package init(contestant: String, kind: String, number: String) {
    self.contestant = contestant
    self.kind = kind
    self.number = number
  }
}

/// A page of the audit log, for auditors.
package struct AuditPage: Codable, Hashable, Sendable {
  package let entries: [Entry]
  /// The sequence from which to ask for the next page; the same as asked for at the end.
  package let next: Int
  /// The first entry of the page that does not fit the chain; absent when all do.
  package let broken: Int?

  package init(entries: [Entry], next: Int, broken: Int?) {
    self.entries = entries
    self.next = next
    self.broken = broken
  }

  package struct Entry: Codable, Hashable, Sendable {
    /// 1 for the first.
    package let sequence: Int
    /// Milliseconds since 1970.
    package let at: Int64
    /// Such as `judge/wang`.
    package let actor: String
    package let action: String
    package let subject: String
    package let detail: String
    /// The head of the chain with this entry, 64 hexadecimal digits.
    package let hash: String

    package init(
      sequence: Int, at: Int64, actor: String, action: String, subject: String, detail: String,
      hash: String
    ) {
      self.sequence = sequence
      self.at = at
      self.actor = actor
      self.action = action
      self.subject = subject
      self.detail = detail
      self.hash = hash
    }
  }
}
