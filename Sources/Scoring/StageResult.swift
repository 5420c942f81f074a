package import Contests

/// A contestant's result in a stage, made of attempts by the stage's counting rule.
package struct StageResult: Hashable, Sendable {
  package let score: Points
  package let maximum: Points
  package let elapsed: Milliseconds
  package let submittedAt: Instant
  /// Submitted attempts, counted or not.
  package let attempts: Int

  /// - Parameter outcomes: of the contestant's submitted attempts at the stage, in any order.
  /// - Returns: `nil` when there are none.
  package init?(of outcomes: some Collection<AttemptOutcome>, in stage: Stage, zone: ContestZone) {
    let count = outcomes.count
    switch stage.counting {
    case .best:
      guard let best = stage.best(of: outcomes) else { return nil }
      self.init(best, attempts: count)
    case .first:
      guard let first = outcomes.min(by: { $0.number < $1.number }) else { return nil }
      self.init(first, attempts: count)
    case .last:
      guard let last = outcomes.max(by: { $0.number < $1.number }) else { return nil }
      self.init(last, attempts: count)
    case .sumOfDailyBest:
      let days = Dictionary(grouping: outcomes) { zone.day(of: $0.startedAt) }
      self.init(sum: days.values.compactMap(stage.best(of:)), over: 1, attempts: count)
    case .mean: self.init(sum: outcomes, over: count, attempts: count)
    }
  }

  /// The result that was certified.
  package init(_ entry: CertifiedResults.Entry) {
    score = entry.score
    maximum = entry.maximum
    elapsed = entry.elapsed
    submittedAt = entry.submittedAt
    attempts = entry.attempts.count
  }

  private init(_ outcome: AttemptOutcome, attempts: Int) {
    score = outcome.score
    maximum = outcome.maximum
    elapsed = outcome.elapsed
    submittedAt = outcome.submittedAt
    self.attempts = attempts
  }

  /// The sum of outcomes, divided and rounded down; `nil` when there are none.
  private init?(sum parts: some Collection<AttemptOutcome>, over divisor: Int, attempts: Int) {
    guard let newest = parts.map(\.submittedAt).max() else { return nil }
    let sum = parts.reduce(0) { $0 + $1.score.thousandths }
    // Down also below zero, where a division by itself rounds up.
    score = Points(thousandths: (sum - (sum < 0 ? divisor - 1 : 0)) / divisor)
    maximum = Points(thousandths: parts.reduce(0) { $0 + $1.maximum.thousandths } / divisor)
    elapsed = Milliseconds(parts.reduce(0) { $0 + $1.elapsed.count } / Int64(divisor))
    submittedAt = newest
    self.attempts = attempts
  }
}

extension Stage {
  /// The attempt that ranks highest; of equals the earlier one.
  fileprivate func best(of outcomes: some Collection<AttemptOutcome>) -> AttemptOutcome? {
    guard outcomes.count > 1 else { return outcomes.first }
    return outcomes.min { left, right in
      (RankKey(left, by: ranking), left.number) < (RankKey(right, by: ranking), right.number)
    }
  }
}
