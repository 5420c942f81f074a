package typealias PartID = Identifier<StagePart>

/// A part of a stage whose result is made of several: theory, practical work, an earlier stage.
///
/// A part counts by its share: weight x score / maximum, on a scale of 100 points for the stage. Each
/// share is rounded half up to a thousandth, and the total is the sum of the shares as they are shown.
package struct StagePart: Hashable, Sendable, Codable {
  /// Where the score of a part comes from.
  package enum Source: Hashable, Sendable, Codable {
    /// The attempts at the stage's own paper.
    case paper
    /// What judges give, at most so many points.
    case judges(JudgingRule, of: Points)
    /// The certified result of an earlier stage of the event.
    case stage(StageID)
  }

  package let id: PartID
  package let title: LocalizedText
  package let source: Source
  /// The points of 100 that it is worth.
  package let weight: Points
  /// The least share of its maximum that passes, in points of 100; absent: everybody passes.
  package let pass: Points?

  package init(
    id: PartID, title: LocalizedText, source: Source, weight: Points, pass: Points? = nil
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.weight = weight
    self.pass = pass
  }

  /// Whether judges give its score.
  package var isJudged: Bool {
    if case .judges = source { true } else { false }
  }

  /// What the weights of all parts come to, and the maximum of a stage that has parts.
  package static let whole = Points(100)

  /// What a score is worth in the stage's total, rounded half up to a thousandth.
  ///
  /// - Precondition: `maximum` is above zero.
  package func share(of score: Points, maximum: Points) -> Points {
    let (product, double) = (2 * weight.thousandths * score.thousandths, 2 * maximum.thousandths)
    let sum = product + maximum.thousandths
    // Down also below zero, where a division by itself rounds up.
    return Points(thousandths: (sum - (sum < 0 ? double - 1 : 0)) / double)
  }

  /// Whether a score passes; exactly the declared share of the maximum does. Nothing is rounded.
  package func passes(_ score: Points, maximum: Points) -> Bool {
    guard let pass else { return true }
    return score.thousandths * Self.whole.thousandths >= pass.thousandths * maximum.thousandths
  }
}

/// How the scores of several judges make one.
package struct JudgingRule: Hashable, Sendable, Codable {
  /// What is made of the scores. Rounded half up to a thousandth, once.
  package enum Combination: String, Sendable, CaseIterable, Codable {
    case mean
    /// The mean without one highest and one lowest score.
    case trimmedMean = "trimmed-mean"
    /// The middle one; of an even number the mean of the two in the middle.
    case median
  }

  package let combine: Combination
  /// So many judges are needed; before, the part has no score. A trimmed mean needs three.
  package let atLeast: Int
  /// The greatest difference between two judges that needs no second look; absent: any.
  package let disagreement: Points?

  package init(combine: Combination = .mean, atLeast: Int = 1, disagreement: Points? = nil) {
    self.combine = combine
    self.atLeast = atLeast
    self.disagreement = disagreement
  }

  /// How many judges one part may have.
  package static let judges = 1...50

  /// The combined score; absent while there are fewer than needed.
  package func combined(_ scores: some Collection<Points>) -> Points? {
    guard scores.count >= max(atLeast, combine == .trimmedMean ? 3 : 1) else { return nil }
    let sorted = scores.map(\.thousandths).sorted()
    let counted: ArraySlice<Int>
    switch combine {
    case .mean: counted = sorted[...]
    case .trimmedMean: counted = sorted.dropFirst().dropLast()
    case .median: counted = sorted[(sorted.count - 1) / 2...sorted.count / 2]
    }
    return Points(thousandths: (2 * counted.reduce(0, +) + counted.count) / (2 * counted.count))
  }

  /// Whether scores lie so far apart that somebody must look again; the declared difference itself
  /// does not.
  package func isDisagreement(_ scores: some Collection<Points>) -> Bool {
    guard let disagreement, let least = scores.min(), let most = scores.max() else { return false }
    return most.thousandths - least.thousandths > disagreement.thousandths
  }
}

/// Why somebody who has a result has no rank.
package enum UnrankedReason: String, Sendable, CaseIterable, Codable {
  /// A judge excluded the contestant. Always without a rank, declared or not.
  case disqualified
  /// Nothing was handed in where one part is the stage's own paper. Where this is not declared, it
  /// counts as no points in the longest time.
  case notSubmitted = "not-submitted"
  /// A part has no score yet. Where this is not declared, it counts as no points.
  case missingPart = "missing-part"
  /// No points, or fewer.
  case zeroScore = "zero-score"
  /// A part is below its pass mark.
  case failedPart = "failed-part"

  /// What holds where a plan says nothing.
  package static let usual: [UnrankedReason] = [.disqualified, .notSubmitted, .missingPart]
}

extension Stage {
  /// The part with that id; absent when there is none.
  package func part(_ id: PartID) -> StagePart? { parts?.first { $0.id == id } }

  /// Whether a reason keeps from a rank here.
  package func excludes(_ reason: UnrankedReason) -> Bool {
    reason == .disqualified || (unranked ?? UnrankedReason.usual).contains(reason)
  }
}
