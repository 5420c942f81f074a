import QuestionBanks

/// Everything that a run leaves to chance, decided by its seed.
struct Dice {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// 64 bits.
  mutating func bits() -> UInt64 { generator.next() }

  /// `true` in so many of a thousand cases.
  mutating func chance(_ perMille: Int) -> Bool {
    perMille > 0 && generator.below(1000) < perMille
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + generator.below(range.count)
  }

  /// A length of time in milliseconds, as a rule one near the lower end.
  mutating func delay(in range: ClosedRange<Int>) -> Int64 {
    let wide = number(in: range)
    return Int64(number(in: range.lowerBound...wide))
  }

  /// One of the elements; absent when there is none.
  mutating func one<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[generator.below(elements.count)]
  }
}
