/// The members of one scope in the order of their keys: where its tree begins in `RankedLists`.
struct RankedList: Sendable {
  /// 12 bytes: the prefix of the key decides nearly every comparison; the member itself knows the
  /// rest.
  struct Entry: BitwiseCopyable, Sendable {
    private let high: UInt32
    private let low: UInt32
    let slot: UInt32

    init(prefix: UInt64, slot: UInt32) {
      high = UInt32(truncatingIfNeeded: prefix >> 32)
      low = UInt32(truncatingIfNeeded: prefix)
      self.slot = slot
    }

    var prefix: UInt64 { UInt64(high) << 32 | UInt64(low) }
  }

  /// A leaf below no branches, otherwise a branch; means nothing before the first entry.
  var root: UInt32 = 0
  /// Entries of the whole list.
  var count: UInt32 = 0
  /// Branches on the way from the root to any leaf.
  var height: UInt8 = 0
  /// Entries for which a leaf that is the root has room.
  var room: UInt8 = 0
}
