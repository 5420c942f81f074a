/// An attempt among those of a stage, for staff.
package struct AttemptRow: Codable, Hashable, Sendable {
  package let attempt: String
  /// The admission number.
  package let contestant: String
  package let number: Int
  /// Milliseconds since 1970.
  package let startedAt: Int64
  /// The last moment at which an answer is taken, extensions and pauses included.
  package let due: Int64
  /// `open`, `suspended`, `submitted` or `voided`.
  package let state: String
  /// Records so far.
  package let records: Int

  package init(
    attempt: String, contestant: String, number: Int, startedAt: Int64, due: Int64, state: String,
    records: Int
  ) {
    self.attempt = attempt
    self.contestant = contestant
    self.number = number
    self.startedAt = startedAt
    self.due = due
    self.state = state
    self.records = records
  }
}

/// A page of a stage's attempts, by attempt.
package struct AttemptPage: Codable, Hashable, Sendable {
  package let attempts: [AttemptRow]
  /// The attempt after which to ask for the next page; absent at the end.
  package let next: String?

  package init(attempts: [AttemptRow], next: String?) {
    self.attempts = attempts
    self.next = next
  }
}

/// The whole history of an attempt, for staff and for its contestant: the chain can be computed
/// again from it.
package struct AttemptHistory: Codable, Hashable, Sendable {
  package let attempt: String
  package let stage: String
  package let contestant: String
  package let state: String
  /// Empty for a contestant before the bell.
  package let records: [Record]
  /// Present once it is submitted.
  package let receipt: Receipt?

  package init(
    attempt: String, stage: String, contestant: String, state: String, records: [Record],
    receipt: Receipt?
  ) {
    self.attempt = attempt
    self.stage = stage
    self.contestant = contestant
    self.state = state
    self.records = records
    self.receipt = receipt
  }

  /// One record.
  package struct Record: Codable, Hashable, Sendable {
    package let sequence: Int
    package let at: Int64
    /// As in `RecordPage.Record`.
    package let kind: String
    /// The stored form of the event over which the chain goes, in hexadecimal digits.
    package let event: String
    /// 64 hexadecimal digits.
    package let head: String
    /// The item's zero-based position, where there is one.
    package let item: Int?
    /// For people: the answer, the signal, or by whom and why staff intervened.
    package let detail: String
    /// An answer that came sooner than the stage's pace allows.
    package let isHasty: Bool

    package init(
      sequence: Int, at: Int64, kind: String, event: String, head: String, item: Int?,
      detail: String, isHasty: Bool
    ) {
      self.sequence = sequence
      self.at = at
      self.kind = kind
      self.event = event
      self.head = head
      self.item = item
      self.detail = detail
      self.isHasty = isHasty
    }
  }
}

/// What staff does to an attempt.
package struct Intervention: Codable, Hashable, Sendable {
  /// `extend`, `suspend`, `resume` or `void`.
  package let kind: String
  /// For `extend`: how much more time, 1 second to 24 hours.
  package let seconds: Int?
  /// For `void`: whether the contestant may try again in its place; no when absent.
  package let mayRetry: Bool?
  /// 1 to 600 bytes; it is kept with the attempt and shown to its contestant.
  package let reason: String

  package init(kind: String, seconds: Int? = nil, mayRetry: Bool? = nil, reason: String) {
    self.kind = kind
    self.seconds = seconds
    self.mayRetry = mayRetry
    self.reason = reason
  }
}

/// Where an attempt stands after an intervention.
package struct AttemptStanding: Codable, Hashable, Sendable {
  package let attempt: String
  package let state: String
  package let deadline: Int64
  /// When the stage's window ends, which an extension or a pause may move the deadline past.
  package let windowCloses: Int64?

  package init(attempt: String, state: String, deadline: Int64, windowCloses: Int64?) {
    self.attempt = attempt
    self.state = state
    self.deadline = deadline
    self.windowCloses = windowCloses
  }
}
