package import AttemptRecords
package import Contests
package import QuestionBanks
package import Sessions

/// What a submitted attempt came to.
package struct AttemptOutcome: Hashable, Sendable {
  package let attempt: AttemptID
  /// The beginning of the time: the bell where there is one.
  package let startedAt: Instant
  package let submittedAt: Instant
  /// From the start to the submission, at most to the deadline.
  package let elapsed: Milliseconds
  package let score: Points
  package let maximum: Points
  private let shortNumber: UInt32
  /// 1 for the contestant's first attempt at the stage.
  package var number: Int { Int(shortNumber) }

  package init(
    attempt: AttemptID, number: Int, startedAt: Instant, submittedAt: Instant,
    elapsed: Milliseconds, score: Points, maximum: Points
  ) {
    self.attempt = attempt
    shortNumber = UInt32(clamping: number)
    self.startedAt = startedAt
    self.submittedAt = submittedAt
    self.elapsed = elapsed
    self.score = score
    self.maximum = maximum
  }
}

/// The outcome of an attempt and whose it is.
package struct AttemptResult: Hashable, Sendable {
  package let contestant: ContestantID
  package let stage: StagePath
  package let outcome: AttemptOutcome

  package init(_ outcome: AttemptOutcome, of contestant: ContestantID, at stage: StagePath) {
    self.contestant = contestant
    self.stage = stage
    self.outcome = outcome
  }

  /// `nil` for an attempt that was not submitted.
  package init?(_ transcript: Transcript, on paper: Paper, marker: Marker) {
    guard let submission = transcript.submission, let elapsed = transcript.elapsed else {
      return nil
    }
    self.init(
      AttemptOutcome(
        attempt: transcript.id, number: transcript.start.number,
        startedAt: transcript.attempt.begins, submittedAt: submission.at, elapsed: elapsed,
        score: marker.marks(of: transcript.responses, on: paper).reduce(.zero, +),
        maximum: paper.items.reduce(.zero) { $0 + $1.points }),
      of: transcript.start.contestant, at: transcript.start.stage)
  }
}
