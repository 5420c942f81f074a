extension RankedLists {
  /// Who stands before an entry that is there.
  struct Predecessors {
    let entry: Entry
    /// Whether those with an equal key do.
    let areEqualsCounted: Bool
    let members: StandingsMembers

    /// Whether somebody whose prefix is that of the entry stands before it.
    @inline(__always)
    func contain(_ slot: UInt32) -> Bool {
      guard slot != entry.slot else { return false }
      return areEqualsCounted
        ? members.precedes(slot, entry.slot)
        : members.isBetter(slot, entry.slot, prefix: entry.prefix)
    }
  }

  /// How far the count of predecessors has come when it has found the leaf where they end.
  struct Approach {
    fileprivate let leaf: Node
    /// Entries of the leaf.
    fileprivate let size: UInt32
    /// Predecessors before the leaf.
    fileprivate let before: UInt32
  }

  /// Finds the leaf where predecessors end, and has it fetched from memory.
  @inline(__always)
  func approach(_ end: Predecessors, in list: RankedList) -> Approach {
    var (node, count, sum) = (list.root, list.count, 0)
    for _ in 0..<list.height {
      let index = countUpTo(end.entry.prefix, in: node, end.contain) - 1
      guard index >= 0 else { return Approach(leaf: node, size: 0, before: UInt32(sum)) }
      sum += branches.sum(of: node, index)
      (node, count) = (branches[node, index].node, branches[node, index].count)
    }
    leaves.prefetch(node, Int(count))
    return Approach(leaf: node, size: count, before: UInt32(sum))
  }

  /// How many predecessors there are.
  @inline(__always)
  func count(_ predecessors: Predecessors, from approach: Approach) -> Int {
    Int(approach.before)
      + place(
        of: predecessors.entry.prefix, in: approach.leaf, Int(approach.size), predecessors.contain)
  }

  /// The slots at zero-based positions within a list, in order.
  func slots(at positions: Range<Int>, in list: RankedList) -> [UInt32] {
    let positions = positions.clamped(to: 0..<Int(list.count))
    var slots: [UInt32] = []
    slots.reserveCapacity(positions.count)
    if !positions.isEmpty { collect(positions, at: list.root, list.height, into: &slots) }
    return slots
  }

  private func collect(
    _ positions: Range<Int>, at node: Node, _ height: UInt8, into slots: inout [UInt32]
  ) {
    guard height > 0 else {
      for entry in leaves[node, positions] { slots.append(entry.slot) }
      return
    }
    var start = 0
    for index in 0..<branches.size(of: node) where start < positions.upperBound {
      let child = branches[node, index]
      let wanted = positions.clamped(to: start..<start + Int(child.count))
      if !wanted.isEmpty {
        collect(
          wanted.lowerBound - start..<wanted.upperBound - start, at: child.node, height - 1,
          into: &slots)
      }
      start += Int(child.count)
    }
  }

  /// Has the leaf fetched from memory in which an entry stands or would stand.
  func prefetch(_ prefix: UInt64, in list: RankedList) {
    var (node, count) = (list.root, list.count)
    for _ in 0..<list.height {
      let index = branches.countPrefix(of: node) { $0 <= prefix }
      let child = branches[node, max(0, index - 1)]
      (node, count) = (child.node, child.count)
    }
    leaves.prefetch(node, Int(count))
  }

  // MARK: Search

  /// How many children of a branch begin with an entry or with one before it.
  @inline(__always)
  func countUpTo(_ entry: Entry, in branch: Node, _ members: StandingsMembers) -> Int {
    countUpTo(entry.prefix, in: branch) { !members.precedes(entry.slot, $0) }
  }

  /// How many entries of a leaf stand before an entry.
  @inline(__always)
  func place(
    of entry: Entry, in leaf: Node, _ count: Int, _ members: StandingsMembers
  ) -> Int {
    place(of: entry.prefix, in: leaf, count) { members.precedes($0, entry.slot) }
  }

  @inline(__always)
  private func countUpTo(
    _ prefix: UInt64, in branch: Node, _ condition: (UInt32) -> Bool
  ) -> Int {
    let less = branches.countPrefix(of: branch) { $0 < prefix }
    guard less < Self.capacity, branches[branch, less].prefix == prefix else { return less }
    let most = branches.countPrefix(of: branch) { $0 <= prefix }
    return (less..<most).firstPlace { !condition(branches.firstSlot(branch, $0)) }
  }

  @inline(__always)
  private func place(
    of prefix: UInt64, in leaf: Node, _ count: Int, _ condition: (UInt32) -> Bool
  ) -> Int {
    let less = leaves.countPrefix(of: leaf, count) { $0.prefix < prefix }
    func counts(_ index: Int) -> Bool {
      leaves[leaf, index].prefix == prefix && condition(leaves[leaf, index].slot)
    }
    // Nearly always the entry itself stands there.
    guard less < count, counts(less) else { return less }
    return (less + 1..<count).firstPlace { !counts($0) }
  }
}

extension Range<Int> {
  /// The first element that fulfils a condition that all after it fulfil as well; the upper bound when
  /// none does.
  @inline(__always)
  fileprivate func firstPlace(where condition: (Int) -> Bool) -> Int {
    var (least, most) = (lowerBound, upperBound)
    while least < most {
      let middle = (least + most) >> 1
      if condition(middle) { most = middle } else { least = middle + 1 }
    }
    return least
  }
}
