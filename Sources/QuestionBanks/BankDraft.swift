package import Contests

/// An import on its way to becoming a version: written by one person, reviewed by another, then
/// published. Its questions never change; only its state does.
package struct BankDraft: Hashable, Sendable {
  package let bank: BankID
  /// 1 for the bank's first draft.
  package let number: Int
  /// The version against which it was made; 0 before the first.
  package let base: Int
  /// See `BankVersion.hash(of:)`.
  package let hash: String
  package let questionCount: Int
  package let createdAt: Instant
  /// The user who imported it.
  package let author: String
  /// The file from which it came.
  package let source: String
  package private(set) var state: State
  /// Who reviewed it; absent before.
  package private(set) var review: Review?
  /// The version that it became; absent before.
  package private(set) var version: Int?

  /// How far a draft has come.
  package enum State: String, Sendable, CaseIterable, Codable {
    /// Waits for a reviewer.
    case draft
    /// Approved by somebody other than its author.
    case reviewed
    /// Sent back by a reviewer.
    case rejected
    /// Taken back by its author.
    case withdrawn
    /// Became a version.
    case published

    /// Whether nothing more will happen to it.
    package var isFinal: Bool { self != .draft && self != .reviewed }
  }

  /// A reviewer's word on a draft.
  package struct Review: Hashable, Sendable {
    package let reviewer: String
    package let at: Instant
    /// What the reviewer wrote; may be empty.
    package let note: String

    package init(reviewer: String, at instant: Instant, note: String) {
      self.reviewer = reviewer
      at = instant
      self.note = note
    }
  }

  /// Why a step cannot be taken.
  package enum Refusal: Error, Equatable {
    /// The author may not review what he wrote.
    case ownDraft
    /// Only its author takes a draft back.
    case othersDraft
    /// The draft is in another state than the step needs.
    case wrongState(State)
    /// A version was published since the draft was made; it must be imported again.
    case outdated(newest: Int)
  }

  package init(
    bank: BankID, number: Int, base: Int, hash: String, questionCount: Int, createdAt: Instant,
    author: String, source: String, state: State = .draft, review: Review? = nil,
    version: Int? = nil
  ) {
    self.bank = bank
    self.number = number
    self.base = base
    self.hash = hash
    self.questionCount = questionCount
    self.createdAt = createdAt
    self.author = author
    self.source = source
    self.state = state
    self.review = review
    self.version = version
  }

  /// The draft with a reviewer's verdict.
  package func reviewed(
    approving: Bool, _ review: Review
  ) throws(Refusal) -> BankDraft {
    guard review.reviewer != author else { throw .ownDraft }
    // What was approved can still be sent back until it is published.
    guard state == .draft || state == .reviewed && !approving else { throw .wrongState(state) }
    var next = self
    next.state = approving ? .reviewed : .rejected
    next.review = review
    return next
  }

  /// The draft taken back by its author.
  package func withdrawn(by user: String) throws(Refusal) -> BankDraft {
    guard user == author else { throw .othersDraft }
    guard !state.isFinal else { throw .wrongState(state) }
    var next = self
    next.state = .withdrawn
    return next
  }

  /// The draft as the version after `newest`.
  package func published(after newest: Int) throws(Refusal) -> BankDraft {
    guard state == .reviewed else { throw .wrongState(state) }
    guard base == newest else { throw .outdated(newest: newest) }
    var next = self
    next.state = .published
    next.version = newest + 1
    return next
  }
}

/// Where drafts are kept. Each method is one transaction.
package protocol BankDraftStore: Sendable {
  /// Keeps an import as the bank's next draft, with its pictures. The same contents on the same
  /// base, still open, are not kept twice: the draft that is there is returned.
  func keep(_ contents: BankContents, as draft: BankDraftProposal) async throws -> BankDraft

  /// Newest first.
  func drafts(of bank: BankID) async throws -> [BankDraft]

  /// Absent when the bank has no such draft.
  func draft(of bank: BankID, number: Int) async throws -> BankDraft?

  /// The questions of a draft with their keys.
  func contents(of draft: BankDraft) async throws -> [KeyedQuestion]

  /// Puts `next` in the place of `draft`.
  ///
  /// - Returns: `false` when `draft` is no longer what is kept; nothing is changed then.
  func replace(_ draft: BankDraft, with next: BankDraft) async throws -> Bool

  /// Publishes a draft as `next.version`.
  ///
  /// - Returns: the version, or `nil` when `draft` is no longer what is kept or another version came
  ///   first; nothing is changed then.
  func publish(
    _ draft: BankDraft, as next: BankDraft, at instant: Instant
  ) async throws -> BankVersion?
}

/// What an organizer wants to become a draft.
package struct BankDraftProposal: Hashable, Sendable {
  package let bank: BankID
  package let base: Int
  package let hash: String
  package let createdAt: Instant
  package let author: String
  package let source: String

  package init(
    bank: BankID, base: Int, hash: String, createdAt: Instant, author: String, source: String
  ) {
    self.bank = bank
    self.base = base
    self.hash = hash
    self.createdAt = createdAt
    self.author = author
    self.source = source
  }
}
