/// The branches of all lists. Of each child a search reads 16 bytes; who exactly comes first below it
/// stands apart, for only equals ask.
struct BranchPool: Sendable {
  typealias Node = UInt32

  struct Child: BitwiseCopyable, Sendable {
    /// Of the first entry below it; `filler` behind the last child.
    var prefix: UInt64
    let node: Node
    /// Entries below it.
    var count: UInt32
  }

  private var children = NodePool(filler: Child(prefix: filler, node: 0, count: 0))
  private var firsts = NodePool(filler: 0 as UInt32)

  /// Children of a full branch.
  static let capacity = 32
  /// Greater than the prefix of any entry.
  private static let filler = UInt64.max

  // MARK: Branches

  mutating func makeNode() -> Node {
    _ = firsts.makeNode()
    let node = children.makeNode()
    clear(0..<Self.capacity, of: node)
    return node
  }

  mutating func drop(_ node: Node) {
    firsts.drop(node)
    children.drop(node)
  }

  /// How many children a branch has.
  func size(of node: Node) -> Int { countPrefix(of: node) { $0 < Self.filler } }

  subscript(node: Node, index: Int) -> Child {
    @inline(__always) get { children[node, index] }
    @inline(__always) set { children[node, index] = newValue }
  }

  /// The slot of the first entry below a child.
  func firstSlot(_ node: Node, _ index: Int) -> UInt32 { firsts[node, index] }

  func first(_ node: Node, _ index: Int) -> RankedList.Entry {
    RankedList.Entry(prefix: children[node, index].prefix, slot: firsts[node, index])
  }

  /// How many children have prefixes that fulfil a condition: all before the first that does not.
  @inline(__always)
  func countPrefix(of node: Node, while condition: (UInt64) -> Bool) -> Int {
    children.countPrefix(of: node, Self.capacity) { condition($0.prefix) }
  }

  /// How many entries are below the first `count` children.
  @inline(__always)
  func sum(of node: Node, _ count: Int) -> Int { children.sum(of: node, count, \.count) }

  // MARK: Changes

  mutating func setFirst(_ entry: RankedList.Entry, of node: Node, _ index: Int) {
    children[node, index].prefix = entry.prefix
    firsts[node, index] = entry.slot
  }

  /// Puts in a child; there is room for it.
  ///
  /// - Parameter size: the children until now.
  mutating func insert(
    _ child: Child, first slot: UInt32, at index: Int, of node: Node, _ size: Int
  ) {
    children.insert(child, at: index, of: node, size)
    firsts.insert(slot, at: index, of: node, size)
  }

  /// - Parameter size: the children until now.
  mutating func remove(at index: Int, of node: Node, _ size: Int) {
    children.remove(at: index, of: node, size)
    firsts.remove(at: index, of: node, size)
    clear(size - 1..<size, of: node)
  }

  /// Moves children behind the last of another branch.
  mutating func move(_ indices: Range<Int>, of node: Node, to other: Node, at index: Int) {
    children.move(indices, of: node, to: other, at: index)
    firsts.move(indices, of: node, to: other, at: index)
    clear(indices, of: node)
  }

  private mutating func clear(_ indices: Range<Int>, of node: Node) {
    for index in indices { children[node, index].prefix = Self.filler }
  }
}
