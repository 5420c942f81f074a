import Contests

/// What was handed in: which paper it was, and the last answer to each item that has one.
///
/// It follows from the records of the attempt and spares whoever marks everybody again reading all of
/// them.
package struct AnswerSheet: Hashable, Sendable {
  package let attempt: AttemptID
  package let bankVersion: Int
  /// The paper's.
  package let seed: UInt64
  /// The stored form of the events with the answers, one after another, in the order of the items.
  package let answers: [UInt8]

  /// A sheet as it was stored.
  package init(attempt: AttemptID, bankVersion: Int, seed: UInt64, answers: [UInt8]) {
    self.attempt = attempt
    self.bankVersion = bankVersion
    self.seed = seed
    self.answers = answers
  }

  /// - Parameter records: all of an attempt, in their order.
  /// - Returns: `nil` when they do not begin with a start.
  package init?(of records: some Sequence<AttemptRecord>) {
    var start: (attempt: AttemptID, event: AttemptStart)?
    var answers: [Int: [UInt8]] = [:]
    for record in records {
      switch record.event {
      case .started(let event): start = (record.attempt, event)
      case .answered(let item, _): answers[item] = record.encoded
      case .cleared(let item): answers[item] = nil
      case .flagged, .signalled, .heartbeat, .submitted, .ruled: break
      }
    }
    guard let start else { return nil }
    self.init(
      attempt: start.attempt, bankVersion: start.event.bankVersion, seed: start.event.seed,
      answers: answers.sorted { $0.key < $1.key }.flatMap(\.value))
  }

  /// The answer to each item of a paper of so many, as far as there is one; `nil` when the stored
  /// bytes are no such answers.
  package func responses(of items: Int) -> [Response?]? {
    guard let events = AttemptEvent.all(encoded: answers) else { return nil }
    var responses = [Response?](repeating: nil, count: items)
    var last = -1
    for event in events {
      guard case .answered(let item, let response) = event, last < item, item < items else {
        return nil
      }
      responses[item] = response
      last = item
    }
    return responses
  }
}
