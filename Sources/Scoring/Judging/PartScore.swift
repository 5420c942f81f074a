package import Contests

/// What one part contributes to a contestant's result.
package struct PartScore: Hashable, Sendable, Codable {
  package let part: PartID
  /// Absent while there is none; then the share is zero.
  package let score: Points?
  package let maximum: Points
  /// What the score is worth in the total.
  package let share: Points
  /// Whether the pass mark was reached; a part without one is passed, one without a score is not.
  package let isPassed: Bool

  /// - Parameter paper: the result of the stage's own paper.
  package init(
    _ part: StagePart, paper: StageResult?, judging: ContestantJudging?, carried: CarriedScores
  ) {
    self.part = part.id
    let maximum: Points?
    switch part.source {
    case .paper: (score, maximum) = (paper?.score, paper?.maximum)
    case .judges(let rule, let most): (score, maximum) = (judging?[part.id].score(by: rule), most)
    case .stage: (score, maximum) = (carried[part.id]?.score, carried[part.id]?.maximum)
    }
    self.maximum = maximum ?? .zero
    if let score, let maximum, maximum > .zero {
      share = part.share(of: score, maximum: maximum)
      isPassed = part.passes(score, maximum: maximum)
    } else {
      (share, isPassed) = (.zero, part.pass == nil && score != nil)
    }
  }
}

/// A certified score that counts in a later stage.
package struct CarriedScore: Hashable, Sendable {
  package let score: Points
  package let maximum: Points

  package init(score: Points, maximum: Points) {
    self.score = score
    self.maximum = maximum
  }
}

/// A contestant's results of earlier stages, by the parts that they are here.
package typealias CarriedScores = [PartID: CarriedScore]

/// The results of earlier stages that count in a stage.
package struct CarriedResults: Sendable {
  private var scores: [PartID: [ContestantID: CarriedScore]] = [:]
  /// Stages that are not certified, or not public, yet.
  package private(set) var missing: [StageID] = []
  /// Which documents they come from.
  package private(set) var sources: [CertifiedResults.Carried] = []

  package init() {}

  /// Reads what a stage needs; nothing for one without such parts.
  ///
  /// - Parameter instant: as it was then; absent: now.
  package init(for place: StagePlace, from store: any JudgingStore, at instant: Instant?)
    async throws
  {
    for part in place.stage.parts ?? [] {
      guard case .stage(let earlier) = part.source else { continue }
      let path = StagePath(contest: place.path.contest, event: place.path.event, stage: earlier)
      guard let document = try await store.carried(from: path, at: instant) else {
        missing.append(earlier)
        continue
      }
      let (results, hash) = try CertifiedResults.read(document: document)
      scores[part.id] = results.scoresToCarry
      sources.append(
        CertifiedResults.Carried(
          part: part.id, stage: earlier, version: results.version, hash: hash))
    }
  }

  /// What a contestant brings along.
  package subscript(contestant: ContestantID) -> CarriedScores {
    scores.isEmpty ? [:] : scores.compactMapValues { $0[contestant] }
  }
}

extension CertifiedResults {
  /// What counts of these results in a later stage: the scores of everybody with a rank.
  var scoresToCarry: [ContestantID: CarriedScore] {
    Dictionary(
      entries.map { ($0.contestant, CarriedScore(score: $0.score, maximum: $0.maximum)) },
      uniquingKeysWith: { first, _ in first })
  }
}
