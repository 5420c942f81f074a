/// The lists of all scopes of one table. Each finds the position of a member and the member at a
/// position in O(log n).
///
/// A list is a counted B+-tree: leaves of sorted entries, above them branches with the first entry and
/// the count of each child. A list that fits into one leaf, as that of most units does, has no branch,
/// and room for twice its entries at most. All nodes stand in two blocks of memory and name one another
/// by numbers, so that nothing counts references. A node that is full is split; one that is three
/// quarters empty is joined to a neighbour unless the two would soon be split again, so that of two
/// neighbours one is a quarter full at least. A copy costs nothing until either is changed, and then a
/// copy of the blocks.
struct RankedLists: Sendable {
  typealias Entry = RankedList.Entry
  typealias Node = UInt32

  private(set) var leaves = NodePool(filler: Entry(prefix: 0, slot: 0))
  private(set) var branches = BranchPool()

  /// Elements of a full node.
  static let capacity = BranchPool.capacity

  /// Makes room beforehand for so many entries of all lists.
  mutating func reserve(_ entries: Int) { leaves.reserve(entries + entries / 2) }

  // MARK: Insertion

  /// - Parameter members: hold the member of the entry and all others already.
  mutating func insert(
    _ entry: Entry, into list: inout RankedList, among members: StandingsMembers
  ) {
    if list.height == 0 { makeRoom(in: &list) }
    let split = insert(entry, at: list.root, list.height, list.count, members)
    list.count += 1
    guard let split else { return }
    let first = first(of: list.root, list.height)
    let left = BranchPool.Child(
      prefix: first.prefix, node: list.root, count: list.count - split.count)
    list.root = branches.makeNode()
    branches.insert(left, first: first.slot, at: 0, of: list.root, 0)
    branches.insert(split, first: firstSlot(of: split, list.height), at: 1, of: list.root, 1)
    list.height += 1
  }

  /// Gives a leaf that is a whole list room for one more entry, unless it is to be split.
  private mutating func makeRoom(in list: inout RankedList) {
    let room = Int(list.room)
    guard list.count == room, room < Self.capacity else { return }
    let larger = room == 0 ? NodePool<Entry>.step : room * 2
    let leaf = leaves.makeNode(room: larger)
    if room > 0 {
      leaves.move(0..<room, of: list.root, to: leaf, at: 0)
      leaves.drop(list.root, room: room)
    }
    list.root = leaf
    list.room = UInt8(larger)
  }

  /// - Parameter count: entries at or below the node.
  /// - Returns: the node's new neighbour to the right when it had to be split.
  private mutating func insert(
    _ entry: Entry, at node: Node, _ height: UInt8, _ count: UInt32, _ members: StandingsMembers
  ) -> BranchPool.Child? {
    guard height > 0 else { return insert(entry, inLeaf: node, Int(count), members) }
    var index = countUpTo(entry, in: node, members) - 1
    if index < 0 {
      index = 0
      branches.setFirst(entry, of: node, 0)
    }
    var child = branches[node, index]
    let split = insert(entry, at: child.node, height - 1, child.count, members)
    child.count = child.count + 1 - (split?.count ?? 0)
    branches[node, index] = child
    guard let split else { return nil }
    return insert(split, first: firstSlot(of: split, height - 1), inBranch: node, at: index + 1)
  }

  private mutating func insert(
    _ child: BranchPool.Child, first: UInt32, inBranch branch: Node, at index: Int
  ) -> BranchPool.Child? {
    let size = branches.size(of: branch)
    guard size == Self.capacity else {
      branches.insert(child, first: first, at: index, of: branch, size)
      return nil
    }
    let (half, right) = (size / 2, branches.makeNode())
    branches.move(half..<size, of: branch, to: right, at: 0)
    if index <= half {
      branches.insert(child, first: first, at: index, of: branch, half)
    } else {
      branches.insert(child, first: first, at: index - half, of: right, size - half)
    }
    return BranchPool.Child(
      prefix: branches[right, 0].prefix, node: right,
      count: UInt32(branches.sum(of: right, branches.size(of: right))))
  }

  private mutating func insert(
    _ entry: Entry, inLeaf leaf: Node, _ count: Int, _ members: StandingsMembers
  ) -> BranchPool.Child? {
    let place = place(of: entry, in: leaf, count, members)
    guard count == Self.capacity else {
      leaves.insert(entry, at: place, of: leaf, count)
      return nil
    }
    let (half, right) = (count / 2, leaves.makeNode(room: Self.capacity))
    leaves.move(half..<count, of: leaf, to: right, at: 0)
    let isLeft = place <= half
    if isLeft {
      leaves.insert(entry, at: place, of: leaf, half)
    } else {
      leaves.insert(entry, at: place - half, of: right, count - half)
    }
    return BranchPool.Child(
      prefix: leaves[right, 0].prefix, node: right,
      count: UInt32(count - half + (isLeft ? 0 : 1)))
  }

  // MARK: Removal

  /// Takes out an entry that is there.
  mutating func remove(
    _ entry: Entry, from list: inout RankedList, among members: StandingsMembers
  ) {
    remove(entry, at: list.root, list.height, list.count, members)
    list.count -= 1
    if list.count == 0 {
      drop(list.root, list.height, room: Int(list.room))
      list = RankedList()
      return
    }
    while list.height > 0, branches.size(of: list.root) == 1 {
      let branch = list.root
      list.root = branches[branch, 0].node
      list.height -= 1
      list.room = UInt8(Self.capacity)
      branches.drop(branch)
    }
  }

  /// - Parameter count: entries at or below the node.
  private mutating func remove(
    _ entry: Entry, at node: Node, _ height: UInt8, _ count: UInt32, _ members: StandingsMembers
  ) {
    guard height > 0 else {
      let place = place(of: entry, in: node, Int(count), members)
      precondition(
        place < count && leaves[node, place].slot == entry.slot, "the entry is in the list")
      return leaves.remove(at: place, of: node, Int(count))
    }
    let index = countUpTo(entry, in: node, members) - 1
    precondition(index >= 0, "the entry is in the list")
    var child = branches[node, index]
    remove(entry, at: child.node, height - 1, child.count, members)
    child.count -= 1
    branches[node, index] = child
    if child.count > 0, child.prefix == entry.prefix,
      branches.firstSlot(node, index) == entry.slot
    {
      branches.setFirst(first(of: child.node, height - 1), of: node, index)
    }
    if load(of: child, height - 1) < Self.capacity / 4 { join(index, of: node, height - 1) }
  }

  /// Joins a child to the smaller of its neighbours, unless the two would soon be split again. An
  /// empty one always goes.
  private mutating func join(_ index: Int, of branch: Node, _ height: UInt8) {
    let size = branches.size(of: branch)
    guard size > 1 else {
      let only = branches[branch, 0]
      guard only.count == 0 else { return }
      drop(only.node, height)
      return branches.remove(at: 0, of: branch, 1)
    }
    func load(_ index: Int) -> Int { self.load(of: branches[branch, index], height) }
    let isLeft = index > 0 && (index + 1 == size || load(index - 1) < load(index + 1))
    let index = isLeft ? index - 1 : index
    let right = branches[branch, index + 1]
    var left = branches[branch, index]
    guard left.count == 0 || right.count == 0 || load(index) + load(index + 1) <= Self.joined
    else { return }
    if left.count == 0 {
      branches.setFirst(branches.first(branch, index + 1), of: branch, index)
      left.prefix = right.prefix
    }
    if height == 0 {
      leaves.move(0..<Int(right.count), of: right.node, to: left.node, at: Int(left.count))
    } else {
      branches.move(0..<load(index + 1), of: right.node, to: left.node, at: load(index))
    }
    drop(right.node, height)
    left.count += right.count
    branches[branch, index] = left
    branches.remove(at: index + 1, of: branch, size)
  }

  /// Elements that two joined nodes have at most.
  private static let joined = capacity * 3 / 4

  private mutating func drop(_ node: Node, _ height: UInt8, room: Int = capacity) {
    if height == 0 { leaves.drop(node, room: room) } else { branches.drop(node) }
  }

  /// Elements of the node of a child.
  private func load(of child: BranchPool.Child, _ height: UInt8) -> Int {
    height == 0 ? Int(child.count) : branches.size(of: child.node)
  }

  private func first(of node: Node, _ height: UInt8) -> Entry {
    height == 0 ? leaves[node, 0] : branches.first(node, 0)
  }

  private func firstSlot(of child: BranchPool.Child, _ height: UInt8) -> UInt32 {
    first(of: child.node, height).slot
  }
}
