/// Sorted rows of elements in one block of memory, each with room for a few dozen: the nodes of trees,
/// which name one another by numbers. How many elements a node has, its parent knows.
struct NodePool<Element: BitwiseCopyable & Sendable>: Sendable {
  /// Where a node begins, in steps of `step` elements.
  typealias Node = UInt32

  private var elements: ContiguousArray<Element> = []
  /// Nodes that are free again, by the logarithm of their room.
  private var free = ContiguousArray<ContiguousArray<Node>>(repeating: [], count: 6)
  private let filler: Element

  /// Elements of the largest node.
  static var capacity: Int { 32 }
  /// Elements of the smallest node.
  static var step: Int { 4 }

  /// - Parameter filler: what stands where nothing has been put yet.
  init(filler: Element) { self.filler = filler }

  mutating func reserve(_ count: Int) { elements.reserveInLargePages(count) }

  /// - Parameter room: `step` or twice as much, up to `capacity`.
  mutating func makeNode(room: Int = capacity) -> Node {
    if let node = free[room.trailingZeroBitCount].popLast() { return node }
    let node = Node(elements.count / Self.step)
    elements.append(contentsOf: repeatElement(filler, count: room))
    return node
  }

  mutating func drop(_ node: Node, room: Int = capacity) {
    free[room.trailingZeroBitCount].append(node)
  }

  @inline(__always)
  private func start(_ node: Node) -> Int { Int(node) * Self.step }

  subscript(node: Node, index: Int) -> Element {
    @inline(__always) get { elements[start(node) + index] }
    @inline(__always) _modify { yield &elements[start(node) + index] }
  }

  subscript(node: Node, indices: Range<Int>) -> ArraySlice<Element> {
    elements[start(node) + indices.lowerBound..<start(node) + indices.upperBound]
  }

  /// How many of the first `count` elements fulfil a condition that all before the first that does not
  /// fulfil it do: by halves, and without a jump that the processor could guess wrong if the condition
  /// has none.
  @inline(__always)
  func countPrefix(of node: Node, _ count: Int, while condition: (Element) -> Bool) -> Int {
    guard count > 0 else { return 0 }
    return elements.withUnsafeBufferPointer { elements in
      var place = start(node)
      var left = count
      while left > 1 {
        let half = left >> 1
        place &+= condition(elements[place &+ half &- 1]) ? half : 0
        left &-= half
      }
      return place &- start(node) &+ (condition(elements[place]) ? 1 : 0)
    }
  }

  /// The sum of a quantity of the first `count` elements.
  @inline(__always)
  func sum(of node: Node, _ count: Int, _ quantity: (Element) -> UInt32) -> Int {
    elements.withUnsafeBufferPointer { elements in
      var sum: UInt32 = 0
      for index in start(node)..<start(node) + count { sum &+= quantity(elements[index]) }
      return Int(sum)
    }
  }

  /// Puts an element in; there is room for it.
  ///
  /// - Parameter count: the elements until now.
  @inline(__always)
  mutating func insert(_ element: Element, at index: Int, of node: Node, _ count: Int) {
    move(index..<count, of: node, to: node, at: index + 1)
    elements[start(node) + index] = element
  }

  /// - Parameter count: the elements until now.
  @inline(__always)
  mutating func remove(at index: Int, of node: Node, _ count: Int) {
    move(index + 1..<count, of: node, to: node, at: index)
  }

  /// Copies elements over those of another node, or of the same.
  @inline(__always)
  mutating func move(_ indices: Range<Int>, of node: Node, to other: Node, at index: Int) {
    let (source, target) = (start(node) + indices.lowerBound, start(other) + index)
    let count = indices.count
    elements.withUnsafeMutableBufferPointer { elements in
      precondition(max(source, target) + count <= elements.count, "the nodes have room")
      guard let base = elements.baseAddress else { return }
      (base + target).update(from: base + source, count: count)
    }
  }

  /// Has the first `count` elements fetched from memory.
  @inline(__always)
  func prefetch(_ node: Node, _ count: Int) {
    elements.prefetch(start(node)..<start(node) + count)
  }
}
