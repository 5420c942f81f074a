/// A Fenwick tree over counts: their sums from the left, each change and each question in O(log n).
struct CountTree: Sendable {
  /// At `index` the sum of the counts from `index & (index + 1)` to `index`.
  private var sums: ContiguousArray<UInt32>

  init(_ counts: some Collection<Int> = EmptyCollection()) {
    sums = ContiguousArray(counts.lazy.map { UInt32($0) })
    for index in sums.indices {
      let parent = index | (index + 1)
      if parent < sums.count { sums[parent] += sums[index] }
    }
  }

  /// - Parameter change: 1 or -1; no count falls below 0.
  mutating func add(_ change: Int, at index: Int) {
    var index = index
    while index < sums.count {
      sums[index] = UInt32(Int(sums[index]) + change)
      index |= index + 1
    }
  }

  /// The sum of the counts before `index`.
  func sum(before index: Int) -> Int {
    var sum = 0
    var index = index - 1
    while index >= 0 {
      sum += Int(sums[index])
      index = (index & (index + 1)) - 1
    }
    return sum
  }

  /// The index within whose count a position falls, and the rest of the position.
  ///
  /// - Parameter position: from 0 to the sum of all counts, exclusive.
  func find(_ position: Int) -> (index: Int, rest: Int) {
    var (index, rest) = (0, position)
    var step = 1
    while step * 2 <= sums.count { step *= 2 }
    while step > 0 {
      let next = index + step
      if next <= sums.count, Int(sums[next - 1]) <= rest {
        rest -= Int(sums[next - 1])
        index = next
      }
      step /= 2
    }
    return (index, rest)
  }
}
