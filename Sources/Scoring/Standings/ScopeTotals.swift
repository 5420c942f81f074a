import Contests

/// What the results of a scope come to, kept up with each of them.
package struct ScopeTotals: Hashable, Sendable {
  /// Contestants with a result.
  package private(set) var contestants = 0
  /// Submitted attempts (人次).
  package private(set) var attempts = 0
  /// The scores added up, in thousandths.
  private var sum: Int128 = 0
  /// Their squares added up.
  private var squares: Int128 = 0

  /// Counts a contestant's result in place of the one before.
  mutating func replace(_ before: StageResult?, by after: StageResult?) {
    if let before { count(before, -1) }
    if let after { count(after, 1) }
  }

  private mutating func count(_ result: StageResult, _ sign: Int) {
    contestants += sign
    attempts += sign * result.attempts
    let score = Int128(result.score.thousandths)
    sum += Int128(sign) * score
    squares += Int128(sign) * score * score
  }
}
