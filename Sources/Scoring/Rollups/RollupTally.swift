package import Contests

/// What the results of a group of people come to, kept while results come and go: any order of the
/// same changes gives the same sums.
package struct RollupTally: Hashable, Sendable {
  /// People with a rank.
  package private(set) var participants = 0
  /// Their submitted attempts (人次).
  package private(set) var participations = 0
  /// In thousandths of a point.
  package private(set) var score = 0
  /// What could have been earned, in thousandths.
  package private(set) var maximum = 0
  /// The sum of the scores' squares.
  package private(set) var squares: Int128 = 0
  package private(set) var passed = 0

  /// Nobody.
  package init() {}

  /// Counts a result.
  ///
  /// - Parameter pass: the score that passes; absent: nobody is counted as having passed.
  package mutating func add(_ result: StageResult, pass: Points?) { count(result, pass, 1) }

  /// Takes back a result that was counted.
  package mutating func remove(_ result: StageResult, pass: Points?) { count(result, pass, -1) }

  private mutating func count(_ result: StageResult, _ pass: Points?, _ sign: Int) {
    let score = result.score.thousandths
    participants += sign
    participations += sign * result.attempts
    self.score += sign * score
    maximum += sign * result.maximum.thousandths
    squares += Int128(sign) * Int128(score) * Int128(score)
    if let pass, result.score >= pass { passed += sign }
  }

  package static func += (left: inout RollupTally, right: RollupTally) {
    left.participants += right.participants
    left.participations += right.participations
    left.score += right.score
    left.maximum += right.maximum
    left.squares += right.squares
    left.passed += right.passed
  }
}
