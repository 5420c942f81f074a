import Contests

/// Slots of members in the order of their rank keys: finds the position of a member and the member at
/// a position in O(log n).
///
/// A counted tree of two levels: sorted leaves, and above them the first entry of each leaf and a
/// Fenwick tree of their counts. A leaf that is full is split, and one that runs low is joined to its
/// neighbour, so that the upper level is written once in dozens of changes. Few entries, as most units
/// have them, are one sorted array. A copy shares all leaves with the original until either is
/// changed.
struct RankedList: Sendable {
  /// 12 bytes: the upper half of the key decides nearly every comparison; the member itself knows
  /// the rest.
  struct Entry: Sendable {
    private let high: UInt32
    private let low: UInt32
    let slot: UInt32

    init(_ key: RankKey, slot: UInt32) { self.init(prefix: key.prefix, slot: slot) }

    init(prefix: UInt64, slot: UInt32) {
      high = UInt32(truncatingIfNeeded: prefix >> 32)
      low = UInt32(truncatingIfNeeded: prefix)
      self.slot = slot
    }

    var prefix: UInt64 { UInt64(high) << 32 | UInt64(low) }
  }

  private typealias Leaf = ContiguousArray<Entry>

  /// All entries while they are few; empty otherwise.
  private var few: Leaf = []
  private var leaves: ContiguousArray<Leaf> = []
  /// The first entry of each leaf.
  private var firsts: Leaf = []
  private var counts = CountTree()
  private(set) var count = 0

  /// Entries of a full leaf.
  private static let capacity = 128

  // MARK: Changes

  /// - Parameter members: hold the member of the entry and all others already.
  /// - Returns: its position.
  @discardableResult
  mutating func insert(_ entry: Entry, among members: StandingsMembers) -> Int {
    count += 1
    guard !leaves.isEmpty else { return insertAmongFew(entry, members) }
    let leaf = leaf(of: entry, members)
    let place = place(of: entry, in: leaf, members)
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

  private mutating func insertAmongFew(_ entry: Entry, _ members: StandingsMembers) -> Int {
    let place = few.count(while: { members.precedes($0, entry) })
    few.insert(entry, at: place)
    if few.count > Self.capacity {
      leaves = [few]
      firsts = [few[0]]
      few = []
      split(0)
    }
    return place
  }

  /// Takes out an entry that is there.
  ///
  /// - Returns: where it was.
  @discardableResult
  mutating func remove(_ entry: Entry, among members: StandingsMembers) -> Int {
    count -= 1
    guard !leaves.isEmpty else {
      let place = few.count(while: { members.precedes($0, entry) })
      let removed = few.remove(at: place)
      precondition(removed.slot == entry.slot, "the entry is in the list")
      return place
    }
    let leaf = leaf(of: entry, members)
    let place = place(of: entry, in: leaf, members)
    let position = counts.sum(before: leaf) + place
    let removed = leaves[leaf].remove(at: place)
    precondition(removed.slot == entry.slot, "the entry is in the list")
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
    counts = CountTree(leaves.lazy.map { $0.count })
  }

  /// Joins a leaf to the smaller of its neighbours, unless the two would soon be split again.
  private mutating func join(_ leaf: Int) {
    let neighbours = [leaf - 1, leaf + 1].filter(leaves.indices.contains)
    guard let neighbour = neighbours.min(by: { leaves[$0].count < leaves[$1].count }),
      leaves[leaf].count + leaves[neighbour].count <= Self.capacity * 3 / 4
    else { return }
    let (left, right) = (min(leaf, neighbour), max(leaf, neighbour))
    leaves[left] += leaves[right]
    leaves.remove(at: right)
    firsts.remove(at: right)
    firsts[left] = leaves[left][0]
    counts = CountTree(leaves.lazy.map { $0.count })
  }

  // MARK: Queries

  /// The zero-based position of an entry that is there.
  func position(of entry: Entry, among members: StandingsMembers) -> Int {
    guard !leaves.isEmpty else { return few.count(while: { members.precedes($0, entry) }) }
    let leaf = leaf(of: entry, members)
    return counts.sum(before: leaf) + place(of: entry, in: leaf, members)
  }

  /// How many entries have a better key than one that is there.
  func countBetter(than entry: Entry, among members: StandingsMembers) -> Int {
    guard !leaves.isEmpty else { return few.count(while: { members.isBetter($0, entry) }) }
    let leaf = firsts.count(while: { members.isBetter($0, entry) }) - 1
    guard leaf >= 0 else { return 0 }
    return counts.sum(before: leaf)
      + leaves[leaf].count(
        near: guess(entry, in: leaf), while: { members.isBetter($0, entry) })
  }

  /// The slots at zero-based positions within the list, in order.
  func slots(at positions: Range<Int>) -> [UInt32] {
    let positions = positions.clamped(to: 0..<count)
    guard !leaves.isEmpty else { return few[positions].map(\.slot) }
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
  private func leaf(of entry: Entry, _ members: StandingsMembers) -> Int {
    max(0, firsts.count(while: { !members.precedes(entry, $0) }) - 1)
  }

  /// How many entries of a leaf stand before an entry.
  private func place(of entry: Entry, in leaf: Int, _ members: StandingsMembers) -> Int {
    leaves[leaf].count(
      near: guess(entry, in: leaf), while: { members.precedes($0, entry) })
  }

  /// About where an entry stands in its leaf, if keys are spread evenly: most are, and a search from
  /// there looks at few others, each of which would have to be fetched from memory.
  private func guess(_ entry: Entry, in leaf: Int) -> Int {
    let count = leaves[leaf].count
    let first = firsts[leaf].prefix
    let end = leaf + 1 < firsts.count ? firsts[leaf + 1].prefix : first
    guard first < end, (first...end).contains(entry.prefix) else { return count / 2 }
    return Int(Double(entry.prefix - first) / Double(end - first) * Double(count))
  }
}

extension ContiguousArray {
  /// How many elements fulfil a condition that all before the first that does not fulfil it do, and
  /// none after it.
  @inline(__always)
  fileprivate func count(while condition: (Element) -> Bool) -> Int {
    count(from: 0, to: count, while: condition)
  }

  /// The same, soonest when the answer is about `guess`.
  @inline(__always)
  fileprivate func count(near guess: Int, while condition: (Element) -> Bool) -> Int {
    var (least, most) = (0, count)
    var step = 4
    if guess < count, condition(self[guess]) {
      least = guess + 1
      while least + step < count, condition(self[least + step]) {
        least += step + 1
        step *= 2
      }
      most = Swift.min(most, least + step)
    } else {
      most = Swift.min(guess, count)
      while most > step, !condition(self[most - step]) {
        most -= step
        step *= 2
      }
      least = Swift.max(0, most - step)
    }
    return count(from: least, to: most, while: condition)
  }

  @inline(__always)
  private func count(from least: Int, to most: Int, while condition: (Element) -> Bool) -> Int {
    var (least, most) = (least, most)
    while least < most {
      let middle = (least + most) >> 1
      if condition(self[middle]) { least = middle + 1 } else { most = middle }
    }
    return least
  }
}
