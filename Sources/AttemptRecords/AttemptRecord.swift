package import Contests

/// One line of an attempt's history. An attempt is the list of its records and nothing else.
package struct AttemptRecord: Hashable, Sendable {
  package let attempt: AttemptID
  /// 0 for the start, then one more each, whoever caused it.
  package let sequence: Int
  /// When the server took it; never before the record before it.
  package let at: Instant
  package let event: AttemptEvent
  /// The chain over all records up to this one.
  package let head: ChainHead

  package init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, head: ChainHead
  ) {
    self.attempt = attempt
    self.sequence = sequence
    self.at = at
    self.event = event
    self.head = head
  }

  /// The record that follows `previous`.
  package init(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent, after previous: ChainHead
  ) {
    self.init(
      attempt: attempt, sequence: sequence, at: at, event: event,
      head: previous.extended(attempt: attempt, sequence: sequence, at: at, event: event.encoded))
  }

  /// Whether its head is the one that follows `previous`.
  package func follows(_ previous: ChainHead) -> Bool {
    head == previous.extended(attempt: attempt, sequence: sequence, at: at, event: event.encoded)
  }
}
