import CXML2

/// What one kind of document means, told element by element.
package protocol XMLHandler: AnyObject {
  /// What the handler throws.
  associatedtype Failure: Error

  /// How the handler's own kind of error says that the parser refused the document. Called once,
  /// in the state that the last event left behind.
  func refusal(_ error: ArchiveError) -> Failure

  /// Whether to go into the element; if not, nothing inside it and not its end is told.
  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(Failure) -> XMLVisit

  /// Characters, possibly one piece of many; those of CDATA sections too.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure)

  /// The end of an element that was entered.
  func end(_ name: XMLName) throws(Failure)
}

extension XMLHandler {
  /// Takes no notice of text.
  package func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {}

  /// Takes no notice of ends.
  package func end(_ name: XMLName) throws(Failure) {}
}

extension XMLHandler where Failure == ArchiveError {
  /// The error as it is.
  package func refusal(_ error: ArchiveError) -> ArchiveError { error }
}

/// Whether a handler wants to know what is inside an element.
package enum XMLVisit {
  /// What is inside is told, and the end.
  case enter

  /// The element is passed over with all its content.
  case skip
}

/// The name of an element, valid during the call that brings it.
package struct XMLName {
  let local: UnsafePointer<xmlChar>
  let uri: UnsafePointer<xmlChar>?
  let context: xmlParserCtxtPtr?

  /// The name without its prefix.
  package var text: String { String(cString: local) }

  /// The URI that the prefix stands for, or the default one; nil outside any namespace.
  package var namespace: String? { uri.map { String(cString: $0) } }

  /// The line, from 1, on which the tag begins.
  package var line: Int { context?.tagLine ?? 1 }

  /// Compares the name without its prefix, and makes no string.
  package static func ~= (pattern: StaticString, name: XMLName) -> Bool {
    XMLName.equal(pattern, name.local)
  }

  fileprivate static func equal(_ pattern: StaticString, _ bytes: UnsafePointer<xmlChar>) -> Bool {
    // A StaticString literal ends with a zero byte, as the names of libxml2 do.
    xmlStrEqual(pattern.utf8Start, bytes) == 1
  }
}

/// The attributes of an element by local name, valid during the call that brings them.
package struct XMLAttributes {
  /// Five fields an attribute: local name, prefix, namespace, first byte of the value and its end.
  private static let fieldsEach = 5

  let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let count: Int

  /// The value, or nil if the element has no such attribute.
  package subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard let fields else { return nil }
    for index in 0..<count {
      let field = fields + index * XMLAttributes.fieldsEach
      guard let local = field[0], XMLName.equal(name, local) else { continue }
      return XMLAttributes.value(field)
    }
    return nil
  }

  /// All values by local name; of two that differ only in their prefix, the one without.
  package var dictionary: [String: String] {
    guard let fields, count > 0 else { return [:] }
    var dictionary: [String: String] = Dictionary(minimumCapacity: count)
    for index in 0..<count {
      let field = fields + index * XMLAttributes.fieldsEach
      guard let local = field[0], let value = XMLAttributes.value(field) else { continue }
      let name = String(cString: local)
      guard field[1] == nil || dictionary[name] == nil else { continue }
      dictionary[name] = String(decoding: value, as: UTF8.self)
    }
    return dictionary
  }

  /// The value as text, or nil if the element has no such attribute.
  package func string(_ name: StaticString) -> String? {
    self[name].map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value as a decimal number; nil if it is absent or none.
  package func integer(_ name: StaticString) -> Int? {
    string(name).flatMap { Int($0) }
  }

  /// An XML boolean: `1` or `true`; absent is false.
  package func flag(_ name: StaticString) -> Bool {
    guard let value = string(name) else { return false }
    return value == "1" || value == "true"
  }

  private static func value(
    _ field: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let start = field[3], let end = field[4] else { return nil }
    return UnsafeBufferPointer(start: start, count: end - start)
  }
}

extension xmlParserCtxtPtr {
  /// The line to which the parser has come, from 1.
  var currentLine: Int { max(1, Int(pointee.input?.pointee.line ?? 1)) }

  /// The line of the tag that the parser has just read. It stands at the tag's end and keeps all of
  /// it in memory; and the only `<` of a well-formed tag is its first character.
  fileprivate var tagLine: Int {
    guard let input = pointee.input?.pointee, let base = input.base, var place = input.cur else {
      return currentLine
    }
    var line = currentLine
    while place > base {
      place -= 1
      if place.pointee == UInt8(ascii: "<") { break }
      if place.pointee == UInt8(ascii: "\n") { line -= 1 }
    }
    return max(1, line)
  }
}
