/// What an import found and did, or would do.
package struct BankImport: Codable, Hashable, Sendable {
  package let bank: String
  package let format: String
  /// Questions read without error.
  package let questions: Int
  /// Questions of kinds that Leitai does not have; each is among the findings.
  package let leftOut: Int
  package let pictures: Int
  package let errors: Int
  package let warnings: Int
  /// In the order of the file.
  package let findings: [APIError.Detail]
  /// The newest version; 0 before the first.
  package let base: Int
  /// Against `base`; absent when there are errors.
  package let changes: BankChanges?
  /// The draft that was made, or that was there already; absent for a dry run, with errors, and
  /// without changes.
  package let draft: BankDraftView?

  package init(
    bank: String, format: String, questions: Int, leftOut: Int, pictures: Int, errors: Int,
    warnings: Int, findings: [APIError.Detail], base: Int, changes: BankChanges?,
    draft: BankDraftView?
  ) {
    self.bank = bank
    self.format = format
    self.questions = questions
    self.leftOut = leftOut
    self.pictures = pictures
    self.errors = errors
    self.warnings = warnings
    self.findings = findings
    self.base = base
    self.changes = changes
    self.draft = draft
  }
}

/// The difference between two states of a bank.
package struct BankChanges: Codable, Hashable, Sendable {
  /// Question ids, in the order of the later state.
  package let added: [String]
  /// Question ids, in the order of the earlier state.
  package let removed: [String]
  package let unchanged: Int
  package let changed: [Change]

  package init(added: [String], removed: [String], unchanged: Int, changed: [Change]) {
    self.added = added
    self.removed = removed
    self.unchanged = unchanged
    self.changed = changed
  }

  package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// A question that is in both states and differs.
  package struct Change: Codable, Hashable, Sendable {
    package let question: String
    package let fields: [Field]

    package init(question: String, fields: [Field]) {
      self.question = question
      self.fields = fields
    }
  }

  /// What a field said and what it says.
  package struct Field: Codable, Hashable, Sendable {
    package let field: String
    package let before: String
    package let after: String

    package init(field: String, before: String, after: String) {
      self.field = field
      self.before = before
      self.after = after
    }
  }
}

/// An import that waits to become a version, or what became of it.
package struct BankDraftView: Codable, Hashable, Sendable {
  package let number: Int
  /// The version against which it was made; 0 before the first.
  package let base: Int
  package let hash: String
  package let questions: Int
  /// Milliseconds since 1970.
  package let createdAt: Int64
  package let author: String
  package let source: String
  /// `draft`, `reviewed`, `rejected`, `withdrawn` or `published`.
  package let state: String
  /// Absent before a review.
  package let reviewer: String?
  package let note: String?
  /// Absent before it was published.
  package let version: Int?

  package init(
    number: Int, base: Int, hash: String, questions: Int, createdAt: Int64, author: String,
    source: String, state: String, reviewer: String?, note: String?, version: Int?
  ) {
    self.number = number
    self.base = base
    self.hash = hash
    self.questions = questions
    self.createdAt = createdAt
    self.author = author
    self.source = source
    self.state = state
    self.reviewer = reviewer
    self.note = note
    self.version = version
  }
}

/// The drafts of a bank, newest first.
package struct BankDrafts: Codable, Hashable, Sendable {
  package let bank: String
  package let drafts: [BankDraftView]

  package init(bank: String, drafts: [BankDraftView]) {
    self.bank = bank
    self.drafts = drafts
  }
}

/// A draft with what it would change in the version against which it was made.
package struct BankDraftDetail: Codable, Hashable, Sendable {
  package let bank: String
  package let draft: BankDraftView
  package let changes: BankChanges

  package init(bank: String, draft: BankDraftView, changes: BankChanges) {
    self.bank = bank
    self.draft = draft
    self.changes = changes
  }
}

/// A reviewer's verdict.
package struct DraftVerdict: Codable, Hashable, Sendable {
  package let approves: Bool
  /// Up to 1,000 characters; needed for a rejection.
  package let note: String

  package init(approves: Bool, note: String) {
    self.approves = approves
    self.note = note
  }
}

/// The versions of a bank, newest first.
package struct BankVersions: Codable, Hashable, Sendable {
  package let bank: String
  package let versions: [Version]

  package init(bank: String, versions: [Version]) {
    self.bank = bank
    self.versions = versions
  }

  /// A published version of a bank.
  package struct Version: Codable, Hashable, Sendable {
    package let number: Int
    package let hash: String
    package let questions: Int
    /// Milliseconds since 1970.
    package let publishedAt: Int64
    package let author: String
    /// Absent for versions from before there were reviews.
    package let reviewer: String?
    package let source: String

    package init(
      number: Int, hash: String, questions: Int, publishedAt: Int64, author: String,
      reviewer: String?, source: String
    ) {
      self.number = number
      self.hash = hash
      self.questions = questions
      self.publishedAt = publishedAt
      self.author = author
      self.reviewer = reviewer
      self.source = source
    }
  }
}

/// The difference between two versions of a bank.
package struct BankDiff: Codable, Hashable, Sendable {
  package let bank: String
  package let from: Int
  package let to: Int
  package let changes: BankChanges

  package init(bank: String, from: Int, to: Int, changes: BankChanges) {
    self.bank = bank
    self.from = from
    self.to = to
    self.changes = changes
  }
}
