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

  fileprivate init(bits: UInt128) { self.bits = bits }

  package static func < (left: RankKey, right: RankKey) -> Bool { left.bits < right.bits }

  private static let limit27 = 1 << 27 - 1
  /// So many thousandths below zero a part may be.
  private static let leastPart = limit27 - Limits.paperPoints * 1000
  private static let limit36 = 1 << 36 - 1
  private static let limit44 = 1 << 44 - 1

  private static func clamped(_ value: Int, _ limit: Int) -> Int { min(max(value, 0), limit) }
}

/// Takes 64 bits out of the keys of a stage that decide nearly every comparison: of two prefixes the
/// smaller never belongs to the greater key.
///
/// Those are the first 64, but where the score comes first: a score farther from zero than 134,217
/// points, which no paper gives, does without a prefix of its own, and the eight bits that saves are
/// left for what comes after the score, so that with score and elapsed time all of both is in it.
struct RankPrefix: Sendable {
  /// The key with the prefix 0; all better ones have it too.
  private let least: UInt128
  /// Bits of a key behind its prefix.
  private let behind: Int
  /// Whether those bits are all zero.
  private let isAll: Bool

  init(of keys: [RankingKey]) {
    let isScoreFirst = keys.first == .scoreDescending
    least = isScoreFirst ? (1 << 35 - 1 << 27) << 92 : 0
    behind = isScoreFirst ? 56 : 64
    isAll = keys.reduce(0) { $0 + $1.bits } <= 128 - behind
  }

  func callAsFunction(_ key: RankKey) -> UInt64 {
    guard key.bits >= least else { return 0 }
    return min(UInt64(clamping: (key.bits - least) >> behind), Self.greatest)
  }

  /// One less than fits in, which leaves a value for nobody's.
  private static let greatest = UInt64.max - 1

  /// Whether only equal keys have a prefix.
  func isExact(_ prefix: UInt64) -> Bool { isAll && prefix != 0 && prefix != Self.greatest }
}
