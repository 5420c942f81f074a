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
    let builder = XMLTreeBuilder(.childrenOfRoot, maxNodes: maxNodes)
    let parser = try XMLPushParser(builder)
    let chunkBytes = 64 << 10
    for start in stride(from: 0, to: bytes.count, by: chunkBytes) {
      let chunk = bytes[start..<min(start + chunkBytes, bytes.count)]
      try chunk.withUnsafeBufferPointer { (bytes) throws(ArchiveError) in try parser.feed(bytes) }
      builder.takeElements().forEach(body)
    }
    try parser.finish()
    builder.takeElements().forEach(body)
    guard let root = builder.root else { throw .malformedXML(line: parser.line) }
    return root
  }
}
