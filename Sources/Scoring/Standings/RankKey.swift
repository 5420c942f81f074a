package import Contests

/// A result as one integer: the smaller, the better. Equal keys are a tie.
///
/// The declared keys stand from the most significant bit down, each in bits enough for its whole
/// range, so that one comparison decides: score in 36 (34 million points above and below zero,
/// descending: its complement), elapsed in 36 (two years), submitted in 44 (to the year 2527), the
/// score of a part in 27 (from 34,217 points below zero to 100,000, descending). A plan whose keys
/// have more than 128 together is refused.
package struct RankKey: Hashable, Sendable, Comparable {
  package let bits: UInt128

  package init(
    score: Points, elapsed: Milliseconds, submittedAt: Instant, parts: [PartScore] = [],
    by keys: [RankingKey]
  ) {
    var bits: UInt128 = 0
    var free = 128
    for key in keys {
      free -= key.bits
      switch key {
      case .scoreDescending:
        let above = Self.clamped(score.thousandths + 1 << 35, Self.limit36)
        bits |= UInt128(Self.limit36 - above) << free
      case .elapsedAscending:
        bits |= UInt128(Self.clamped(Int(elapsed.count), Self.limit36)) << free
      case .submittedAscending:
        bits |= UInt128(Self.clamped(Int(submittedAt.milliseconds), Self.limit44)) << free
      case .partDescending(let part):
        // Nothing is worse than no score.
        let score = parts.first { $0.part == part }?.score?.thousandths
        let above = score.map { Self.clamped($0 + Self.leastPart, Self.limit27) } ?? 0
        bits |= UInt128(Self.limit27 - above) << free
      }
    }
    self.bits = bits
  }

  /// Whether such keys have nothing in their lower halves.
  static func isShort(_ keys: [RankingKey]) -> Bool {
    let worst = RankKey(
      score: Points(thousandths: -1 << 35), elapsed: Milliseconds(.max),
      submittedAt: Instant(milliseconds: .max), by: keys)
    return UInt64(truncatingIfNeeded: worst.bits) == 0
  }

  package init(_ result: StageResult, by keys: [RankingKey]) {
    self.init(
      score: result.score, elapsed: result.elapsed, submittedAt: result.submittedAt,
      parts: result.parts, by: keys)
  }

  package init(_ outcome: AttemptOutcome, by keys: [RankingKey]) {
    self.init(
      score: outcome.score, elapsed: outcome.elapsed, submittedAt: outcome.submittedAt, by: keys)
  }

  /// Worse than every result.
  static let last = RankKey(bits: .max)

  private init(bits: UInt128) { self.bits = bits }

  /// The upper half, which decides nearly every comparison.
  var prefix: UInt64 { UInt64(truncatingIfNeeded: bits >> 64) }

  package static func < (left: RankKey, right: RankKey) -> Bool { left.bits < right.bits }

  private static let limit27 = 1 << 27 - 1
  /// So many thousandths below zero a part may be.
  private static let leastPart = limit27 - Limits.paperPoints * 1000
  private static let limit36 = 1 << 36 - 1
  private static let limit44 = 1 << 44 - 1

  private static func clamped(_ value: Int, _ limit: Int) -> Int { min(max(value, 0), limit) }
}
