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

  /// The same with another score.
  package func with(score: Points) -> AttemptOutcome {
    AttemptOutcome(
      attempt: attempt, number: number, startedAt: startedAt, submittedAt: submittedAt,
      elapsed: elapsed, score: score, maximum: maximum)
  }
}

/// The outcome of an attempt and whose it is.
package struct AttemptResult: Hashable, Sendable {
  package let contestant: ContestantID
  package let stage: StagePath
  /// As the keys were at first.
  package let original: AttemptOutcome
  /// What corrections of the keys made of it, in their order; only those that changed the score.
  package let regrades: [Regrade]

  package init(
    _ original: AttemptOutcome, regrades: [Regrade] = [], of contestant: ContestantID,
    at stage: StagePath
  ) {
    self.contestant = contestant
    self.stage = stage
    self.original = original
    self.regrades = regrades
  }

  /// As the keys are now.
  package var outcome: AttemptOutcome { outcome(under: nil) }

  /// As it was, or would have been, under a version of the keys; absent: the newest.
  package func outcome(under version: Int?) -> AttemptOutcome {
    guard let regrade = regrades.last(where: { $0.keyVersion <= version ?? .max }) else {
      return original
    }
    return original.with(score: regrade.score)
  }

  /// `nil` for an attempt that was not submitted.
  package init?(_ transcript: Transcript, on paper: Paper, marker: StageMarker) {
    guard let submission = transcript.submission, let elapsed = transcript.elapsed else {
      return nil
    }
    let scores = marker.scores(of: transcript.responses, on: paper)
    self.init(
      AttemptOutcome(
        attempt: transcript.id, number: transcript.start.number,
        startedAt: transcript.attempt.begins, submittedAt: submission.at, elapsed: elapsed,
        score: scores.original, maximum: paper.items.reduce(.zero) { $0 + $1.points }),
      regrades: scores.regrades, of: transcript.start.contestant, at: transcript.start.stage)
  }
}
