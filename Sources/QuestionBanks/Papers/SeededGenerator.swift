/// SplitMix64: the same numbers from the same seed on every machine.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An unbiased number from 0 to `bound - 1`; fixed here because the standard library does not
  /// promise the same choice in its next release.
  ///
  /// Source: Lemire, "Fast random integer generation in an interval" (2019).
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing is below \(bound)")
    let bound = UInt64(bound)
    var (high, low) = next().multipliedFullWidth(by: bound)
    // Only a product this small can be one too many, so the division is seldom made.
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return Int(high)
  }

  /// Fisher and Yates, over the elements of a range.
  ///
  /// - Parameter end: where to stop, within the range: the elements before it are those of the
  ///   whole shuffle. Absent: the range's end.
  mutating func shuffle<Element>(
    _ elements: inout [Element], in range: Range<Int>, upTo end: Int? = nil
  ) {
    guard range.count > 1 else { return }
    for position in range.lowerBound..<min(end ?? range.upperBound, range.upperBound - 1) {
      elements.swapAt(position, position + below(range.upperBound - position))
    }
  }
}
