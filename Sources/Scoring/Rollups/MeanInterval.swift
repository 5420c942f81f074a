package import Contests

/// The mean of a group's scores and half the width of its 95 % confidence interval, in integers.
///
/// The participants are taken as a sample of those who could have taken part, and the interval is
/// Student's: mean ± t(0.975, n - 1) · s / √n with s² = (Σx² - (Σx)² / n) / (n - 1); NIST/SEMATECH
/// e-Handbook of Statistical Methods, 1.3.5.2 and, for t in thousandths, table 1.3.6.7.2. Between two
/// rows of the table the smaller number of degrees of freedom holds, and half the width is rounded
/// up, so that the interval is never too narrow.
package struct MeanInterval: Hashable, Sendable {
  /// Rounded to the nearest thousandth, a half up.
  package let mean: Points
  /// Absent for one person.
  package let halfWidth: Points?

  /// `nil` when nobody took part.
  package init?(_ tally: RollupTally) {
    let count = Int128(tally.participants)
    guard count > 0 else { return nil }
    mean = Points(thousandths: Rounding.quotient(tally.score, tally.participants))
    guard count > 1 else {
      halfWidth = nil
      return
    }
    // n² (n - 1) times the square of s / √n.
    let spread = count * tally.squares - Int128(tally.score) * Int128(tally.score)
    let t = Int128(Self.t(freedom: tally.participants - 1))
    let square = Self.quotientUp(spread * t * t, count * count * (count - 1) * 1_000_000)
    halfWidth = Points(thousandths: Self.rootUp(square))
  }

  /// In thousandths: for 1 to 30 degrees of freedom, and then from so many on.
  private static let small = [
    12_706, 4_303, 3_182, 2_776, 2_571, 2_447, 2_365, 2_306, 2_262, 2_228, 2_201, 2_179, 2_160,
    2_145, 2_131, 2_120, 2_110, 2_101, 2_093, 2_086, 2_080, 2_074, 2_069, 2_064, 2_060, 2_056,
    2_052, 2_048, 2_045, 2_042,
  ]
  private static let large = [
    (from: 100, t: 1_984), (from: 80, t: 1_990), (from: 60, t: 2_000), (from: 50, t: 2_009),
    (from: 40, t: 2_021), (from: 30, t: 2_042),
  ]
  /// From a million degrees of freedom on it is the normal distribution's to a thousandth.
  private static let normal = (from: 1_000_000, t: 1_960)

  /// The quantile at 0.975 of Student's distribution, in thousandths.
  static func t(freedom: Int) -> Int {
    if freedom <= small.count { return small[freedom - 1] }
    if freedom >= normal.from { return normal.t }
    return large.first { freedom >= $0.from }?.t ?? small[small.count - 1]
  }

  /// Of a dividend that is not below zero.
  private static func quotientUp(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    (dividend + divisor - 1) / divisor
  }

  /// The least whole number whose square is not below a number, by Newton's iteration.
  private static func rootUp(_ square: Int128) -> Int {
    guard square > 0 else { return 0 }
    var root = Int128(1) << ((128 - square.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root + square / root) / 2
      if next >= root { break }
      root = next
    }
    return Int(root * root == square ? root : root + 1)
  }
}

/// Integer quotients as roll-ups show them.
enum Rounding {
  /// The nearest whole number, a half up, also below zero.
  static func quotient(_ dividend: Int, _ divisor: Int) -> Int {
    Int(quotient(Int128(dividend), Int128(divisor)))
  }

  static func quotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let doubled = 2 * dividend + divisor
    let whole = doubled / (2 * divisor)
    return doubled % (2 * divisor) < 0 ? whole - 1 : whole
  }

  /// A part in thousandths of a percent of the whole.
  static func percent(_ part: Int, of whole: Int) -> Int {
    Int(quotient(Int128(part) * 100_000, Int128(whole)))
  }
}
