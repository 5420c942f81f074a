package import Contests

/// A contestant's result in a stage, made of attempts by the stage's counting rule.
package struct StageResult: Hashable, Sendable {
  package let score: Points
  package let maximum: Points
  package let elapsed: Milliseconds
  package let submittedAt: Instant
  /// Submitted attempts, counted or not.
  package let attempts: Int
  /// What the score is made of, in the declared order; empty where it is that of the paper alone.
  package let parts: [PartScore]

  /// - Parameter outcomes: of the contestant's submitted attempts at the stage, in any order.
  /// - Parameter judging: what judges entered, for a stage that has parts.
  /// - Parameter carried: what counts of earlier stages, for a stage that has parts.
  /// - Returns: `nil` when there is no score at all.
  package init?(
    of outcomes: some Collection<AttemptOutcome>, in stage: Stage, zone: ContestZone,
    judging: ContestantJudging? = nil, carried: CarriedScores = [:]
  ) {
    let paper = StageResult(ofPaper: outcomes, in: stage, zone: zone)
    if let parts = stage.parts {
      let scores = parts.map {
        PartScore($0, paper: paper, judging: judging, carried: carried)
      }
      guard scores.contains(where: { $0.score != nil }) else { return nil }
      score = scores.reduce(.zero) { $0 + $1.share }
      maximum = StagePart.whole
      // Nothing handed in is no quick work.
      elapsed = paper?.elapsed ?? stage.allowance
      submittedAt = paper?.submittedAt ?? stage.window.closes
      attempts = outcomes.count
      self.parts = scores
    } else {
      guard let paper else { return nil }
      self = paper
    }
  }

  private init?(
    ofPaper outcomes: some Collection<AttemptOutcome>, in stage: Stage, zone: ContestZone
  ) {
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

  /// The result of a contestant with a single attempt at a stage without parts: nearly everybody's, and
  /// the same under every counting rule.
  init(of only: AttemptOutcome) { self.init(only, attempts: 1) }

  /// The result that was certified.
  package init(_ entry: CertifiedResults.Entry) {
    score = entry.score
    maximum = entry.maximum
    elapsed = entry.elapsed
    submittedAt = entry.submittedAt
    attempts = entry.attempts.count
    parts = entry.parts ?? []
  }

  private init(_ outcome: AttemptOutcome, attempts: Int) {
    score = outcome.score
    maximum = outcome.maximum
    elapsed = outcome.elapsed
    submittedAt = outcome.submittedAt
    self.attempts = attempts
    parts = []
  }

  /// The sum of outcomes, divided and rounded down; `nil` when there are none.
  private init?(sum outcomes: some Collection<AttemptOutcome>, over divisor: Int, attempts: Int) {
    guard let newest = outcomes.map(\.submittedAt).max() else { return nil }
    let sum = outcomes.reduce(0) { $0 + $1.score.thousandths }
    // Down also below zero, where a division by itself rounds up.
    score = Points(thousandths: (sum - (sum < 0 ? divisor - 1 : 0)) / divisor)
    maximum = Points(thousandths: outcomes.reduce(0) { $0 + $1.maximum.thousandths } / divisor)
    elapsed = Milliseconds(outcomes.reduce(0) { $0 + $1.elapsed.count } / Int64(divisor))
    submittedAt = newest
    self.attempts = attempts
    parts = []
  }
}

extension StageResult {
  /// Why the result gives no rank in spite of the points; empty for nearly everybody.
  package func reasonsAgainstRank(in stage: Stage) -> [UnrankedReason] {
    var reasons: [UnrankedReason] = []
    if score <= .zero, stage.excludes(.zeroScore) { reasons.append(.zeroScore) }
    guard !parts.isEmpty else { return reasons }
    for score in parts where score.score == nil {
      let isPaper = stage.part(score.part)?.source == .paper
      let reason = isPaper ? UnrankedReason.notSubmitted : .missingPart
      if stage.excludes(reason), !reasons.contains(reason) { reasons.append(reason) }
    }
    // A part that has no score yet is not failed yet.
    let isFailed = parts.contains { !$0.isPassed && $0.score != nil }
    if isFailed, stage.excludes(.failedPart) { reasons.append(.failedPart) }
    return reasons
  }
}

extension Stage {
  /// Everything that keeps somebody from a rank.
  package func reasonsAgainstRank(
    of result: StageResult?, isDisqualified: Bool
  ) -> [UnrankedReason] {
    let others = result?.reasonsAgainstRank(in: self) ?? []
    return isDisqualified ? [.disqualified] + others : others
  }

  /// The attempt that ranks highest; of equals the earlier one.
  fileprivate func best(of outcomes: some Collection<AttemptOutcome>) -> AttemptOutcome? {
    guard outcomes.count > 1 else { return outcomes.first }
    let keys = rankingOfAttempts
    return outcomes.min { left, right in
      (RankKey(left, by: keys), left.number) < (RankKey(right, by: keys), right.number)
    }
  }

  /// By what one attempt is better than another of the same person: an attempt has the score of the
  /// paper's part, and the other parts are the same for all.
  private var rankingOfAttempts: [RankingKey] {
    guard let parts else { return ranking }
    let paper = parts.first { $0.source == .paper }?.id
    var keys: [RankingKey] = []
    for key in ranking {
      let own: RankingKey? =
        if case .partDescending(let part) = key { part == paper ? .scoreDescending : nil } else {
          key
        }
      if let own, !keys.contains(own) { keys.append(own) }
    }
    return keys.contains(.scoreDescending) ? keys : [.scoreDescending] + keys
  }
}
