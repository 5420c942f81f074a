/// Builds trees of elements from what a parser tells.
final class XMLTreeBuilder: XMLHandler {
  /// What becomes a tree.
  enum Scope { case document, childrenOfRoot }

  /// The root of `.childrenOfRoot`, without its children.
  private(set) var root: XMLElement?
  private let scope: Scope
  /// Elements and texts that a tree may have, inclusive.
  private let maxNodes: Int
  private var nodes = 0
  private var open: [XMLElement] = []
  private var pendingText: [UInt8] = []
  private var ended: [XMLElement] = []

  init(_ scope: Scope, maxNodes: Int) {
    self.scope = scope
    self.maxNodes = maxNodes
  }

  /// The trees that have ended since it was called last.
  func takeElements() -> [XMLElement] {
    defer { ended = [] }
    return ended
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ArchiveError) -> XMLVisit {
    let line = name.line
    let element = XMLElement(
      name: name.text, namespace: name.namespace, attributes: attributes.dictionary, line: line)
    if scope == .childrenOfRoot, root == nil {
      root = element
      return .enter
    }
    if open.isEmpty { nodes = 0 }
    try endText(line: line)
    try countNode(line: line)
    open.append(element)
    return .enter
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !open.isEmpty { pendingText.append(contentsOf: bytes) }
  }

  func end(_ name: XMLName) throws(ArchiveError) {
    try endText(line: name.line)
    guard let element = open.popLast() else { return }
    if open.isEmpty {
      ended.append(element)
    } else {
      open[open.count - 1].children.append(.element(element))
    }
  }

  private func endText(line: Int) throws(ArchiveError) {
    guard !pendingText.isEmpty, !open.isEmpty else { return }
    try countNode(line: line)
    open[open.count - 1].children.append(.text(String(decoding: pendingText, as: UTF8.self)))
    pendingText.removeAll(keepingCapacity: true)
  }

  private func countNode(line: Int) throws(ArchiveError) {
    nodes += 1
    guard nodes <= maxNodes else { throw .documentTooLarge(line: line, limit: maxNodes) }
  }
}
