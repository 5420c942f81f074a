package import Contests

/// A result as one integer: the smaller, the better. Equal keys are a tie.
///
/// The declared keys stand from the most significant bits down, each in bits enough for its whole
/// range, so that one comparison decides: score in 40 (descending: its complement), elapsed in 40
/// (34 years), submitted in 44 (to the year 2527). Together 124 of 128.
package struct RankKey: Hashable, Sendable, Comparable {
  package let bits: UInt128

  package init(
    score: Points, elapsed: Milliseconds, submittedAt: Instant, by keys: [RankingKey]
  ) {
    var bits: UInt128 = 0
    for key in keys {
      switch key {
      case .scoreDescending:
        bits = bits << 40 | UInt128(Self.limit40 - Self.clamped(score.thousandths, Self.limit40))
      case .elapsedAscending:
        bits = bits << 40 | UInt128(Self.clamped(Int(elapsed.count), Self.limit40))
      case .submittedAscending:
        bits = bits << 44 | UInt128(Self.clamped(Int(submittedAt.milliseconds), Self.limit44))
      }
    }
    self.bits = bits
  }

  package init(_ result: StageResult, by keys: [RankingKey]) {
    self.init(
      score: result.score, elapsed: result.elapsed, submittedAt: result.submittedAt, by: keys)
  }

  package init(_ result: AttemptResult, by keys: [RankingKey]) {
    self.init(
      score: result.score, elapsed: result.elapsed, submittedAt: result.submittedAt, by: keys)
  }

  package static func < (left: RankKey, right: RankKey) -> Bool { left.bits < right.bits }

  private static let limit40 = 1 << 40 - 1
  private static let limit44 = 1 << 44 - 1

  private static func clamped(_ value: Int, _ limit: Int) -> Int { min(max(value, 0), limit) }
}
