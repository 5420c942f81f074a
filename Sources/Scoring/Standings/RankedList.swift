import Contests

/// Slots of members in the order of their rank keys: finds the position of a member and the member at
/// a position in O(log n).
///
/// A counted tree of two levels: sorted leaves of some hundred entries, and above them the first entry
/// of each leaf and a Fenwick tree of their counts. A leaf that is full is split, and one that runs low
/// is joined to its neighbour, so that the upper level is written once in hundreds of changes. A copy
/// shares all leaves with the original until either is changed.
struct RankedList: Sendable {
  /// 12 bytes: the upper half of the key decides nearly every comparison; the member itself knows
  /// the rest.
  struct Entry: Sendable {
    private let high: UInt32
    private let low: UInt32
    let slot: UInt32

    init(_ key: RankKey, slot: UInt32) {
      let prefix = key.prefix
      high = UInt32(truncatingIfNeeded: prefix >> 32)
      low = UInt32(truncatingIfNeeded: prefix)
      self.slot = slot
    }

    var prefix: UInt64 { UInt64(high) << 32 | UInt64(low) }
  }

  private typealias Leaf = ContiguousArray<Entry>

  private var leaves: ContiguousArray<Leaf> = []
  /// The first entry of each leaf.
  private var firsts: ContiguousArray<Entry> = []
  private var counts = CountTree()

  /// Entries of a full leaf.
  private static let capacity = 512

  private(set) var count = 0

  // MARK: Changes

  /// - Parameter members: hold the member of the entry and all others already.
  /// - Returns: its position.
  @discardableResult
  mutating func insert(_ entry: Entry, among members: StandingsMembers) -> Int {
    count += 1
    guard !leaves.isEmpty else {
      leaves = [[entry]]
      firsts = [entry]
      counts = CountTree([1])
      return 0
    }
    let leaf = leafIndex(of: entry, members)
    let place = Self.place(of: entry, in: leaves[leaf], members)
    leaves[leaf].insert(entry, at: place)
    if place == 0 { firsts[leaf] = entry }
    let position = counts.sum(before: leaf) + place
    if leaves[leaf].count > Self.capacity {
      split(leaf)
    } else {
      counts.add(1, at: leaf)
    }
    return position
  }

  /// Takes out an entry that is there.
  ///
  /// - Returns: where it was.
  @discardableResult
  mutating func remove(_ entry: Entry, among members: StandingsMembers) -> Int {
    let leaf = leafIndex(of: entry, members)
    let place = Self.place(of: entry, in: leaves[leaf], members)
    precondition(leaves[leaf][place].slot == entry.slot, "the entry is in the list")
    count -= 1
    let position = counts.sum(before: leaf) + place
    leaves[leaf].remove(at: place)
    counts.add(-1, at: leaf)
    if place == 0, let first = leaves[leaf].first { firsts[leaf] = first }
    if leaves[leaf].count < Self.capacity / 4 { join(leaf) }
    return position
  }

  private mutating func split(_ leaf: Int) {
    let middle = leaves[leaf].count / 2
    let upper = Leaf(leaves[leaf][middle...])
    leaves[leaf].removeSubrange(middle...)
    leaves.insert(upper, at: leaf + 1)
    firsts.insert(upper[0], at: leaf + 1)
    counts = CountTree(leaves.map(\.count))
  }

  /// Joins a leaf to the smaller of its neighbours, unless the two would soon be split again.
  private mutating func join(_ leaf: Int) {
    let neighbours = [leaf - 1, leaf + 1].filter(leaves.indices.contains)
    guard let neighbour = neighbours.min(by: { leaves[$0].count < leaves[$1].count }) else {
      if leaves[leaf].isEmpty { self = RankedList() }
      return
    }
    guard leaves[leaf].count + leaves[neighbour].count <= Self.capacity * 3 / 4 else { return }
    let (left, right) = (min(leaf, neighbour), max(leaf, neighbour))
    leaves[left] += leaves[right]
    leaves.remove(at: right)
    firsts.remove(at: right)
    firsts[left] = leaves[left][0]
    counts = CountTree(leaves.map(\.count))
  }

  // MARK: Queries

  /// The zero-based position of an entry that is there.
  func position(of entry: Entry, among members: StandingsMembers) -> Int {
    let leaf = leafIndex(of: entry, members)
    return counts.sum(before: leaf) + Self.place(of: entry, in: leaves[leaf], members)
  }

  /// How many entries have a better key.
  func countBetter(than key: RankKey, among members: StandingsMembers) -> Int {
    func isBetter(_ entry: Entry) -> Bool {
      let (left, right) = (entry.prefix, key.prefix)
      return left != right ? left < right : members.key(entry.slot) < key
    }
    let leaf = firsts.count(while: isBetter) - 1
    guard leaf >= 0 else { return 0 }
    return counts.sum(before: leaf) + leaves[leaf].count(while: isBetter)
  }

  /// The slots at zero-based positions within the list, in order.
  func slots(at positions: Range<Int>) -> [UInt32] {
    let positions = positions.clamped(to: 0..<count)
    var slots: [UInt32] = []
    slots.reserveCapacity(positions.count)
    guard !positions.isEmpty else { return [] }
    var (leaf, place) = counts.find(positions.lowerBound)
    while slots.count < positions.count {
      let taken = leaves[leaf][place...].prefix(positions.count - slots.count)
      for entry in taken { slots.append(entry.slot) }
      (leaf, place) = (leaf + 1, 0)
    }
    return slots
  }

  /// The leaf in which an entry stands or belongs.
  private func leafIndex(of entry: Entry, _ members: StandingsMembers) -> Int {
    max(0, firsts.count(while: { !members.precedes(entry, $0) }) - 1)
  }

  /// How many entries of a leaf stand before an entry.
  private static func place(
    of entry: Entry, in leaf: Leaf, _ members: StandingsMembers
  ) -> Int {
    leaf.count(while: { members.precedes($0, entry) })
  }
}

extension ContiguousArray {
  /// How many elements fulfil a condition that all before the first that does not fulfil it do, and
  /// none after it.
  @inline(__always)
  fileprivate func count(while condition: (Element) -> Bool) -> Int {
    var (least, most) = (0, count)
    while least < most {
      let middle = (least + most) >> 1
      if condition(self[middle]) { least = middle + 1 } else { most = middle }
    }
    return least
  }
}
