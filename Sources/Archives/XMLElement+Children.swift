extension XMLElement {
  /// Reads the child elements of the root one after the other, so that a long document takes no
  /// more memory than its longest child and 64 KiB around it.
  ///
  /// A child is told as soon as it is read: what follows it may still be malformed.
  ///
  /// - Parameter maxNodes: elements and texts that each child may have, inclusive.
  /// - Returns: the root with its attributes and no children.
  /// - Throws: as `parse`.
  package static func forEachChild(
    of bytes: [UInt8], maxNodes: Int = 200_000, _ body: (XMLElement) -> Void
  ) throws(ArchiveError) -> XMLElement {
    let builder = XMLChildBuilder(maxNodes: maxNodes)
    let parser = try XMLPushParser(builder)
    let chunkBytes = 64 << 10
    for start in stride(from: 0, to: bytes.count, by: chunkBytes) {
      let chunk = bytes[start..<min(start + chunkBytes, bytes.count)]
      try chunk.withUnsafeBufferPointer { (bytes) throws(ArchiveError) in try parser.feed(bytes) }
      builder.takeChildren().forEach(body)
    }
    try parser.finish()
    builder.takeChildren().forEach(body)
    guard let root = builder.root else { throw .malformedXML(line: parser.line) }
    return root
  }
}

/// Builds a tree for each child of the root and forgets it when it has been taken.
private final class XMLChildBuilder: XMLHandler {
  private(set) var root: XMLElement?
  private let maxNodes: Int
  private var nodes = 0
  private var open: [XMLElement] = []
  private var pendingText: [UInt8] = []
  private var ended: [XMLElement] = []

  init(maxNodes: Int) { self.maxNodes = maxNodes }

  func takeChildren() -> [XMLElement] {
    defer { ended = [] }
    return ended
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ArchiveError) -> XMLVisit {
    let line = name.line
    let element = XMLElement(
      name: name.text, namespace: name.namespace, attributes: attributes.dictionary, line: line)
    guard root != nil else {
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
