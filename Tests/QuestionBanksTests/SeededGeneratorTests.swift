import Testing

@testable import QuestionBanks

/// Expected numbers come from an independent program; those of seeds 0 and 1234567 are also the
/// published ones of SplitMix64.
@Suite struct SeededGeneratorTests {
  @Test(
    arguments: [
      (
        0,
        [
          0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
          0xF88B_B8A8_724C_81EC,
        ]
      ),
      (
        1,
        [
          0x910A_2DEC_8902_5CC1, 0xBEEB_8DA1_658E_EC67, 0xF893_A2EE_FB32_555E,
          0x71C1_8690_EE42_C90B,
        ]
      ),
      (
        1_234_567,
        [
          0x599E_D017_FB08_FC85, 0x2C73_F084_5854_0FA5, 0x883E_BCE5_A3F2_7C77,
          0x3FBE_F740_E917_7B3F,
        ]
      ),
      (
        UInt64.max,
        [
          0xE4D9_7177_1B65_2C20, 0xE99F_F867_DBF6_82C9, 0x382F_F84C_B272_81E9,
          0x6D1D_B36C_CBA9_82D2,
        ]
      ),
    ] as [(UInt64, [UInt64])])
  func seedGivesTheNumbersOfTheAlgorithm(seed: UInt64, numbers: [UInt64]) {
    var generator = SeededGenerator(seed: seed)
    #expect(numbers.map { _ in generator.next() } == numbers)
  }

  @Test(
    arguments: [
      (1, 6, [3, 4, 5, 2, 2, 4, 5, 3]), (42, 100, [74, 15, 27, 34, 3, 86, 21, 80]),
      (2025, 3, [0, 2, 1, 0, 1, 2, 1, 2]), (7, 1, [0, 0, 0, 0]),
      // A bound for which every fourth number is drawn again; here it is the second.
      (
        4, 3 << 61,
        [
          2_984_608_143_395_476_491, 5_942_967_819_844_866_467, 3_401_862_745_071_254_843,
          2_729_521_987_596_405_765, 4_058_641_170_875_274_804, 6_368_830_180_454_255_555,
        ]
      ),
    ] as [(UInt64, Int, [Int])])
  func boundedNumbersAreThoseOfAnIndependentProgram(seed: UInt64, bound: Int, numbers: [Int]) {
    var generator = SeededGenerator(seed: seed)
    #expect(numbers.map { _ in generator.below(bound) } == numbers)
  }

  @Test(arguments: [1, 2, 3, 7, 200, Int.max])
  func boundedNumbersStayBelowTheBound(bound: Int) {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<1000 { #expect((0..<bound).contains(generator.below(bound))) }
  }

  /// Chi-square with the 99.9 % quantile of `bound - 1` degrees of freedom.
  @Test(arguments: [(2, 10.83), (3, 13.82), (5, 18.47), (6, 20.52), (10, 27.88)])
  func boundedNumbersAreEquallyFrequent(bound: Int, quantile: Double) {
    var generator = SeededGenerator(seed: 20_250_401)
    var counts = Array(repeating: 0, count: bound)
    let draws = 60_000
    for _ in 0..<draws { counts[generator.below(bound)] += 1 }
    let expected = Double(draws) / Double(bound)
    let statistic = counts.reduce(0) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    #expect(statistic < quantile)
  }

  /// Without drawing again, numbers of the form 3n + 2 would come in 25 of 100 cases.
  @Test func largeBoundIsAsUnbiasedAsASmallOne() {
    var generator = SeededGenerator(seed: 5)
    let third = (0..<30_000).count { _ in generator.below(3 << 61) % 3 == 2 }
    #expect((9_700...10_300).contains(third))
  }

  @Test(arguments: [0, 1, 17, 99, 100])
  func aShuffleThatStopsEarlyBeginsAsTheWholeOne(end: Int) {
    var (whole, part) = (Array(0..<100), Array(0..<100))
    var (one, other) = (SeededGenerator(seed: 5), SeededGenerator(seed: 5))
    one.shuffle(&whole, in: 0..<100)
    other.shuffle(&part, in: 0..<100, upTo: end)
    #expect(part[..<end] == whole[..<end])
    #expect(part.sorted() == Array(0..<100))
  }
}
