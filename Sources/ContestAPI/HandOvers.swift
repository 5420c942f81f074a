/// What outcomes staff hands over to a competent body.
package struct HandOverWish: Codable, Hashable, Sendable {
  /// The name of the batch, unique in the contest.
  package let batch: String
  /// Of a body that issues level certificates its number or name in the register of issuers; of any
  /// other its name.
  package let body: String
  /// `level`, `recommendation`, `eligibility`, `subsidy` or `award`.
  package let kind: String
  /// The name of one outcome, such as 市技术能手; absent: any.
  package let outcome: String?
  /// The numbers of outcomes; absent: all that are confirmed and for that body.
  package let numbers: [Int]?
  package let reason: String

  package init(
    batch: String, body: String, kind: String, outcome: String? = nil, numbers: [Int]? = nil,
    reason: String
  ) {
    self.batch = batch
    self.body = body
    self.kind = kind
    self.outcome = outcome
    self.numbers = numbers
    self.reason = reason
  }
}

/// One batch that was handed over.
package struct HandOverBatch: Codable, Hashable, Sendable {
  /// 1 for the first of the contest.
  package let number: Int
  package let name: String
  /// As in `HandOverWish`.
  package let kind: String
  /// The name of the body.
  package let body: String
  /// In the register of issuers; absent for a body that issues no level certificates.
  package let bodyNumber: String?
  /// SHA-256 of the file.
  package let fileHash: String
  package let at: Int64
  package let by: String
  package let reason: String
  /// The numbers of its outcomes.
  package let outcomes: [Int]
  /// How many of them wait for an answer, were issued, were refused, and came back.
  package let waiting: Int
  package let issued: Int
  package let rejected: Int
  package let returned: Int

  package init(
    number: Int, name: String, kind: String, body: String, bodyNumber: String?, fileHash: String,
    at: Int64, by: String, reason: String, outcomes: [Int], waiting: Int, issued: Int,
    rejected: Int, returned: Int
  ) {
    self.number = number
    self.name = name
    self.kind = kind
    self.body = body
    self.bodyNumber = bodyNumber
    self.fileHash = fileHash
    self.at = at
    self.by = by
    self.reason = reason
    self.outcomes = outcomes
    self.waiting = waiting
    self.issued = issued
    self.rejected = rejected
    self.returned = returned
  }
}

/// The batches of a contest, by number.
package struct HandOverList: Codable, Hashable, Sendable {
  package let contest: String
  package let batches: [HandOverBatch]

  package init(contest: String, batches: [HandOverBatch]) {
    self.contest = contest
    self.batches = batches
  }
}

/// A batch that has just been handed over.
package struct HandedOver: Codable, Hashable, Sendable {
  package let batch: HandOverBatch
  /// Outcomes of the kind that are confirmed and for which the body is not registered.
  package let left: Int

  package init(batch: HandOverBatch, left: Int) {
    self.batch = batch
    self.left = left
  }
}

/// What became of a body's answer.
package struct HandOverAnswered: Codable, Hashable, Sendable {
  package let contest: String
  /// The name of the batch; absent when the file answers nothing.
  package let batch: String?
  package let issued: Int
  /// Numbers and days that took the place of others.
  package let corrected: Int
  package let rejected: Int
  package let returned: Int
  /// Rows that were left out because their outcome was withdrawn meanwhile, or somebody objected.
  package let skipped: [APIError.Detail]
  /// Rows with numbers of outcomes that do not stand: they are kept with these, which stay as they are.
  package let belated: [APIError.Detail]
  /// Answers that were known already.
  package let known: Int
  /// Outcomes of the batch that still wait.
  package let unanswered: Int
  /// Whether nothing was written.
  package let isDryRun: Bool

  package init(
    contest: String, batch: String?, issued: Int, corrected: Int, rejected: Int, returned: Int,
    skipped: [APIError.Detail], belated: [APIError.Detail], known: Int, unanswered: Int,
    isDryRun: Bool
  ) {
    self.contest = contest
    self.batch = batch
    self.issued = issued
    self.corrected = corrected
    self.rejected = rejected
    self.returned = returned
    self.skipped = skipped
    self.belated = belated
    self.known = known
    self.unanswered = unanswered
    self.isDryRun = isDryRun
  }
}
