package import AttemptRecords
package import Contests
package import QuestionBanks
package import Sessions

/// What a submitted attempt earned.
package struct AttemptResult: Hashable, Sendable {
  package let attempt: AttemptID
  package let contestant: ContestantID
  package let stage: StagePath
  /// 1 for the contestant's first attempt at the stage.
  package let number: Int
  /// The beginning of the time: the bell where there is one.
  package let startedAt: Instant
  package let submittedAt: Instant
  /// From the start to the submission, at most to the deadline.
  package let elapsed: Milliseconds
  package let score: Points
  package let maximum: Points

  package init(
    attempt: AttemptID, contestant: ContestantID, stage: StagePath, number: Int,
    startedAt: Instant, submittedAt: Instant, elapsed: Milliseconds, score: Points, maximum: Points
  ) {
    self.attempt = attempt
    self.contestant = contestant
    self.stage = stage
    self.number = number
    self.startedAt = startedAt
    self.submittedAt = submittedAt
    self.elapsed = elapsed
    self.score = score
    self.maximum = maximum
  }

  /// `nil` for an attempt that was not submitted.
  package init?(_ transcript: Transcript, on paper: Paper, marker: Marker) {
    guard let submission = transcript.submission, let elapsed = transcript.elapsed else {
      return nil
    }
    self.init(
      attempt: transcript.id, contestant: transcript.start.contestant,
      stage: transcript.start.stage, number: transcript.start.number,
      startedAt: transcript.attempt.begins, submittedAt: submission.at, elapsed: elapsed,
      score: marker.marks(of: transcript.responses, on: paper).reduce(.zero, +),
      maximum: paper.items.reduce(.zero) { $0 + $1.points })
  }
}

/// A contestant's result in a stage, made of attempts by the stage's counting rule.
package struct StageResult: Hashable, Sendable {
  package let contestant: ContestantID
  package let score: Points
  package let maximum: Points
  package let elapsed: Milliseconds
  package let submittedAt: Instant
  /// Submitted attempts, counted or not.
  package let attempts: Int

  /// - Parameter attempts: the contestant's submitted attempts at the stage, in any order.
  /// - Returns: `nil` when there are none.
  package init?(of attempts: [AttemptResult], in stage: Stage, zone: ContestZone) {
    let ordered = attempts.sorted { $0.number < $1.number }
    guard let first = ordered.first, let last = ordered.last else { return nil }
    switch stage.counting {
    case .best: self.init(stage.best(of: ordered) ?? first, attempts: ordered.count)
    case .first: self.init(first, attempts: ordered.count)
    case .last: self.init(last, attempts: ordered.count)
    case .sumOfDailyBest:
      let days = Dictionary(grouping: ordered) { zone.day(of: $0.startedAt) }
      self.init(sum: days.values.compactMap(stage.best(of:)), over: 1, attempts: ordered.count)
    case .mean:
      self.init(sum: ordered, over: Int64(ordered.count), attempts: ordered.count)
    }
  }

  /// The result that was certified.
  package init(_ entry: CertifiedResults.Entry) {
    contestant = entry.contestant
    score = entry.score
    maximum = entry.maximum
    elapsed = entry.elapsed
    submittedAt = entry.submittedAt
    attempts = entry.attempts.count
  }

  private init(_ attempt: AttemptResult, attempts: Int) {
    self.init(sum: [attempt], over: 1, attempts: attempts)
  }

  /// The sum of at least one attempt, divided and rounded down.
  private init(sum parts: [AttemptResult], over divisor: Int64, attempts: Int) {
    contestant = parts[0].contestant
    let whole = Int(divisor)
    score = Points(thousandths: parts.reduce(0) { $0 + $1.score.thousandths } / whole)
    maximum = Points(thousandths: parts.reduce(0) { $0 + $1.maximum.thousandths } / whole)
    elapsed = Milliseconds(parts.reduce(0) { $0 + $1.elapsed.count } / divisor)
    submittedAt = parts.map(\.submittedAt).max() ?? parts[0].submittedAt
    self.attempts = attempts
  }
}

extension Stage {
  /// The attempt that ranks highest; of equals the earlier one.
  fileprivate func best(of attempts: [AttemptResult]) -> AttemptResult? {
    attempts.min { left, right in
      (RankKey(left, by: ranking), left.number) < (RankKey(right, by: ranking), right.number)
    }
  }
}
