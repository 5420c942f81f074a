/// What an import found and did, or would do.
package struct BankImport: Codable, Hashable, Sendable {
  package let bank: String
  package let format: String
  /// Questions read without error.
  package let questions: Int
  package let errors: Int
  package let warnings: Int
  /// In the order of the file.
  package let findings: [APIError.Detail]
  /// Absent when there are errors.
  package let changes: Changes?
  /// The version that was published; absent for a dry run, with errors, and without changes.
  package let published: Version?

  package init(
    bank: String, format: String, questions: Int, errors: Int, warnings: Int,
    findings: [APIError.Detail], changes: Changes?, published: Version?
  ) {
    self.bank = bank
    self.format = format
    self.questions = questions
    self.errors = errors
    self.warnings = warnings
    self.findings = findings
    self.changes = changes
    self.published = published
  }

  /// The difference to the current version.
  package struct Changes: Codable, Hashable, Sendable {
    package let added: Int
    package let removed: Int
    package let unchanged: Int
    /// The names of the fields that differ, by question id.
    package let changed: [String: [String]]

    package init(added: Int, removed: Int, unchanged: Int, changed: [String: [String]]) {
      self.added = added
      self.removed = removed
      self.unchanged = unchanged
      self.changed = changed
    }
  }

  /// A published version of a bank.
  package struct Version: Codable, Hashable, Sendable {
    package let number: Int
    package let hash: String
    package let questions: Int
    /// Milliseconds since 1970.
    package let publishedAt: Int64
    package let author: String
    package let source: String

    package init(
      number: Int, hash: String, questions: Int, publishedAt: Int64, author: String,
      source: String
    ) {
      self.number = number
      self.hash = hash
      self.questions = questions
      self.publishedAt = publishedAt
      self.author = author
      self.source = source
    }
  }
}

/// Newest first.
package struct BankVersions: Codable, Hashable, Sendable {
  package let bank: String
  package let versions: [BankImport.Version]

  package init(bank: String, versions: [BankImport.Version]) {
    self.bank = bank
    self.versions = versions
  }
}
