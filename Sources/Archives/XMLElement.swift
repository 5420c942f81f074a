/// An element of an XML document small enough to be held as a tree.
///
/// ```swift
/// let manifest = try XMLElement.parse(bytes)
/// for resource in manifest.first("resources")?.all("resource") ?? [] {
///   print(resource.attributes["href"] ?? "", resource.line)
/// }
/// ```
package struct XMLElement: Equatable, Sendable {
  /// The name without its prefix.
  package let name: String

  /// The URI of the namespace; nil outside any.
  package let namespace: String?

  /// Values by local name; of two that differ only in their prefix, the one without.
  package let attributes: [String: String]

  /// Elements and texts in order; comments and processing instructions are left out.
  package internal(set) var children: [XMLNode] = []

  /// The line, from 1, on which the start tag begins.
  package let line: Int
}

/// What an element contains.
package enum XMLNode: Equatable, Sendable {
  /// An element inside.
  case element(XMLElement)

  /// Characters, never none, up to the next tag: those of CDATA sections are joined with those
  /// around them. White space between tags is text too.
  case text(String)
}

extension XMLElement {
  /// The first child element of this local name.
  package func first(_ name: String) -> XMLElement? {
    for case .element(let child) in children where child.name == name { return child }
    return nil
  }

  /// The child elements of this local name, in order.
  package func all(_ name: String) -> [XMLElement] {
    children.compactMap { node in
      if case .element(let child) = node, child.name == name { child } else { nil }
    }
  }

  /// The elements of this local name at any depth inside, each before those that it contains.
  package func descendants(_ name: String) -> [XMLElement] {
    var found: [XMLElement] = []
    collect(name, into: &found)
    return found
  }

  /// All text inside, in order, with its white space.
  package var text: String {
    var text = ""
    collectText(into: &text)
    return text
  }

  private func collect(_ name: String, into found: inout [XMLElement]) {
    for case .element(let child) in children {
      if child.name == name { found.append(child) }
      child.collect(name, into: &found)
    }
  }

  private func collectText(into text: inout String) {
    for node in children {
      switch node {
      case .element(let child): child.collectText(into: &text)
      case .text(let piece): text += piece
      }
    }
  }
}

extension XMLElement {
  /// The root of a document in UTF-8, UTF-16 or the encoding that it declares.
  ///
  /// - Parameter maxNodes: elements and texts that the tree may have, inclusive. How many bytes the
  ///   document may have is the caller's to say; a tree of small tags takes some thirty
  ///   times as many.
  /// - Throws: `.malformedXML`, `.forbiddenDoctype` or `.documentTooLarge`; what the parser
  ///   refuses is told at `XMLPushParser`.
  package static func parse(
    _ bytes: [UInt8], maxNodes: Int = 200_000
  ) throws(ArchiveError) -> XMLElement {
    let builder = XMLTreeBuilder(.document, maxNodes: maxNodes)
    let parser = try XMLPushParser(builder)
    try bytes.withUnsafeBufferPointer { (bytes) throws(ArchiveError) in
      try parser.feed(bytes)
    }
    try parser.finish()
    guard let root = builder.takeElements().first else { throw .malformedXML(line: parser.line) }
    return root
  }
}
