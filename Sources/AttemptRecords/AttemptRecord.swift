package import Contests

/// One line of an attempt's history. An attempt is the list of its records and nothing else.
package struct AttemptRecord: Hashable, Sendable {
  package let attempt: AttemptID
  /// 0 for the start, then one more each, whoever caused it.
  package let sequence: Int
  /// When the server took it; never before the record before it.
  package let at: Instant
  package let event: AttemptEvent
  /// The event in its stored form.
  package let encoded: [UInt8]
  /// The chain over all records up to this one.
  package let head: ChainHead

  package init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, head: ChainHead
  ) {
    self.init(
      attempt: attempt, sequence: sequence, at: at, event: event, encoded: event.encoded,
      head: head)
  }

  /// A record as it was stored; `nil` when the bytes are no event.
  package init?(
    attempt: AttemptID, sequence: Int, at: Instant, encoded: [UInt8], head: ChainHead
  ) {
    guard let event = AttemptEvent(encoded: encoded) else { return nil }
    self.init(
      attempt: attempt, sequence: sequence, at: at, event: event, encoded: encoded, head: head)
  }

  private init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, encoded: [UInt8],
    head: ChainHead
  ) {
    self.attempt = attempt
    self.sequence = sequence
    self.at = at
    self.event = event
    self.encoded = encoded
    self.head = head
  }

  /// The record that follows `previous`.
  package init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, after previous: ChainHead
  ) {
    let encoded = event.encoded
    self.init(
      attempt: attempt, sequence: sequence, at: at, event: event, encoded: encoded,
      head: previous.extended(attempt: attempt, sequence: sequence, at: at, event: encoded))
  }

  /// Whether its head is the one that follows `previous`.
  package func follows(_ previous: ChainHead) -> Bool {
    head == previous.extended(attempt: attempt, sequence: sequence, at: at, event: encoded)
  }
}
