package import AttemptRecords
package import Contests
package import QuestionBanks

/// Everything that the records of an attempt tell: what was answered, when, and how it ended.
package struct Transcript: Sendable {
  package let start: AttemptStart
  package let startedAt: Instant
  /// In the order of their numbers, the start first.
  package let records: [AttemptRecord]
  /// The state that the records end in.
  package let attempt: Attempt
  /// The answer to each item of the paper, as far as there is one.
  package let responses: [Response?]
  /// For each item whether the contestant marked it to come back to it.
  package let flags: [Bool]
  /// Absent while the attempt is open and when it was voided.
  package let submission: Submission?
  /// Time spent: from the beginning to the submission, at most to the deadline, without pauses; absent
  /// without a submission.
  package let elapsed: Milliseconds?

  /// When and by whom an attempt was handed in.
  package struct Submission: Hashable, Sendable {
    package let at: Instant
    package let by: AttemptEvent.Submitter
  }

  /// - Parameter paper: the paper that the start record determines.
  /// - Returns: `nil` when the records are not those of an attempt, as for `Attempt`.
  package init?(records: [AttemptRecord], paper: Paper, answersAreFinal: Bool) {
    guard
      let attempt = Attempt(records: records, paper: paper, answersAreFinal: answersAreFinal),
      let first = records.first, case .started(let start) = first.event
    else { return nil }
    var responses = [Response?](repeating: nil, count: paper.items.count)
    var flags = [Bool](repeating: false, count: paper.items.count)
    var submission: Submission?
    var elapsed: Milliseconds?
    var pauses: Int64 = 0
    var suspendedAt: Instant?
    for record in records {
      switch record.event {
      case .answered(let item, let response): responses[item] = response
      case .cleared(let item): responses[item] = nil
      case .flagged(let item, let isFlagged): flags[item] = isFlagged
      case .submitted(let submitter):
        submission = Submission(at: record.at, by: submitter)
        let end = min(suspendedAt ?? record.at, attempt.deadline)
        elapsed = Milliseconds(max(0, (end - attempt.begins).count - pauses))
      case .ruled(.suspended, _): suspendedAt = record.at
      case .ruled(.resumed(let pause), _):
        suspendedAt = nil
        pauses += pause.count
      case .started, .signalled, .heartbeat, .ruled: break
      }
    }
    self.start = start
    startedAt = first.at
    self.records = records
    self.attempt = attempt
    self.responses = responses
    self.flags = flags
    self.submission = submission
    self.elapsed = elapsed
  }

  package var id: AttemptID { attempt.id }

  /// The chain's newest head.
  package var head: ChainHead { attempt.head }

  /// The answers for which the contestant had less time than `pace` allows a human to read and answer
  /// a question.
  ///
  /// The time runs from the beginning, from the answer or clearing before, and from what staff did
  /// last; signs of life, signals and marks take none away. Answers that came at one moment, since one
  /// request brought what had waited for the network, share the time: `n` of them are hasty, all of
  /// them, when it is shorter than `n` times `pace`. An item that is answered again counts only the
  /// first time.
  package func hasty(under pace: Milliseconds) -> [AttemptRecord] {
    var hasty: [AttemptRecord] = []
    var before = attempt.begins
    var seen: Set<Int> = []
    var rest = records.dropFirst().filter(\.event.beginsReading)[...]
    while let first = rest.first {
      let together = rest.prefix { $0.at == first.at }
      rest = rest.dropFirst(together.count)
      let answers = together.filter { record in
        guard case .answered(let item, _) = record.event else { return false }
        return seen.insert(item).inserted
      }
      if (first.at - before).count < pace.count * Int64(answers.count) { hasty += answers }
      before = max(before, first.at)
    }
    return hasty
  }
}

extension AttemptEvent {
  /// Whether what is read next is read from here on.
  fileprivate var beginsReading: Bool {
    switch self {
    case .started, .answered, .cleared, .ruled: true
    case .flagged, .signalled, .heartbeat, .submitted: false
    }
  }
}
