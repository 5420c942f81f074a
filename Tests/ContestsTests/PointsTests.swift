import Contests
import Foundation
import Testing

@Suite struct PointsTests {
  @Test(arguments: [
    ("0", 0), ("2", 2000), ("0.5", 500), ("12.125", 12_125), ("1.05", 1050), ("0.001", 1),
    ("007", 7000), ("1.10", 1100), ("999999.999", 999_999_999),
  ])
  func decimalIsReadExactly(text: String, thousandths: Int) {
    #expect(Points(decimal: text) == Points(thousandths: thousandths))
  }

  @Test(arguments: [
    "", ".", ".5", "5.", "1.2.3", "1.2345", "0.0000", "-1", "+1", "1.-5", "1e3", " 1", "1 ", "1,5",
    "１", "一", "½", "٣", "0x10", "1\u{301}", "1_000", "NaN", "1000000", "1000000.0",
    "99999999999999999999", "0.99999999999999999999",
  ])
  func everythingElseIsRefused(text: String) {
    #expect(Points(decimal: text) == nil)
  }

  @Test func substringsAreReadLikeStrings() {
    #expect(Points(decimal: "3.5分".dropLast()) == Points(thousandths: 3500))
  }

  @Test(arguments: [
    (0, "0"), (37_000, "37"), (37_500, "37.5"), (333, "0.333"), (1, "0.001"), (10, "0.01"),
    (100_000, "100"), (1001, "1.001"), (-500, "-0.5"), (-2000, "-2"), (-1, "-0.001"),
  ])
  func printingLeavesOutTrailingZeros(thousandths: Int, text: String) {
    #expect(Points(thousandths: thousandths).description == text)
  }

  @Test func leastPointsArePrintedWithoutOverflow() {
    #expect(Points(thousandths: .min).description == "-9223372036854775.808")
  }

  @Test func printedPointsAreReadBack() {
    for thousandths in [0, 1, 9, 10, 99, 100, 999, 1000, 1001, 54_321, 999_999_999] {
      let points = Points(thousandths: thousandths)
      #expect(Points(decimal: points.description) == points)
    }
  }

  @Test func sumsAreExact() {
    var sum = Points.zero
    for _ in 0..<3 { sum += Points(thousandths: 333) }
    #expect(sum == Points(thousandths: 999))
    #expect(Points(1) + Points(thousandths: 1) == Points(thousandths: 1001))
    #expect(Points(2) == Points(thousandths: 2000))
  }

  @Test func pointsAreOrderedByTheirWorth() {
    #expect(Points(9) < Points(10))
    #expect(Points(thousandths: -1) < .zero)
    #expect(!(Points(1) < Points(thousandths: 1000)))
  }
}
