import Contests

/// The slots of those who changed last, at most `Limits.streamChanges` of them, numbered from 1.
struct RecentChanges: Sendable {
  private var slots: ContiguousArray<UInt32> = []
  /// All changes there ever were, which is the number of the newest.
  private(set) var count = 0

  mutating func add(_ slot: UInt32) {
    if slots.count < Limits.streamChanges {
      slots.append(slot)
    } else {
      slots[count % Limits.streamChanges] = slot
    }
    count += 1
  }

  /// The slots of the changes after a number, oldest first; absent when some of them are forgotten, or
  /// when there are fewer changes than that.
  func slots(since number: Int) -> [UInt32]? {
    guard number <= count, number >= count - slots.count, number >= 0 else { return nil }
    return (number..<count).map { slots[$0 % Limits.streamChanges] }
  }
}
