import CXML2

/// What one part of a workbook means, told element by element.
protocol XMLHandler: AnyObject {
  /// Where the handler has come to, for the parser's own errors.
  var place: SpreadsheetPlace { get }

  /// Whether to go into the element; if not, nothing inside it and not its end is told.
  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit

  /// Characters, possibly one piece of many.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError)

  func end(_ name: XMLName) throws(SpreadsheetError)
}

extension XMLHandler {
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {}
  func end(_ name: XMLName) throws(SpreadsheetError) {}
}

enum XMLVisit {
  case enter
  case skip
}

/// The local name of an element, valid during the call that brings it.
struct XMLName {
  fileprivate let bytes: UnsafePointer<xmlChar>

  static func ~= (pattern: StaticString, name: XMLName) -> Bool {
    XMLName.equal(pattern, name.bytes)
  }

  fileprivate static func equal(_ pattern: StaticString, _ bytes: UnsafePointer<xmlChar>) -> Bool {
    // A StaticString literal ends with a zero byte, as the names of libxml2 do.
    xmlStrEqual(pattern.utf8Start, bytes) == 1
  }
}

/// The attributes of an element by local name, valid during the call that brings them.
struct XMLAttributes {
  fileprivate let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  fileprivate let count: Int

  /// The value, or nil if the element has no such attribute.
  subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard let fields else { return nil }
    for index in 0..<count {
      // Five fields each: local name, prefix, namespace, first byte of the value and its end.
      let field = fields + index * 5
      guard let local = field[0], XMLName.equal(name, local) else { continue }
      guard let start = field[3], let end = field[4] else { return nil }
      return UnsafeBufferPointer(start: start, count: end - start)
    }
    return nil
  }

  func string(_ name: StaticString) -> String? {
    self[name].map { String(decoding: $0, as: UTF8.self) }
  }

  func integer(_ name: StaticString) -> Int? {
    string(name).flatMap { Int($0) }
  }

  /// An XML boolean: `1` or `true`; absent is false.
  func flag(_ name: StaticString) -> Bool {
    guard let value = string(name) else { return false }
    return value == "1" || value == "true"
  }
}

/// A SAX2 push parser of libxml2 that knows no entities but the five of XML.
final class XMLPushParser {
  private let context: xmlParserCtxtPtr
  private let session: XMLSession

  /// Markup that may wait for its end. libxml2 compares each attribute of a tag with all others
  /// before anyone can count them, and keeps a comment until it closes.
  private static let maxPendingBytes = 128 << 10

  /// Runs libxml2's global set-up exactly once, however many threads parse.
  private static let libraryReady: Void = xmlInitParser()

  init(_ handler: any XMLHandler) throws(SpreadsheetError) {
    XMLPushParser.libraryReady
    session = XMLSession(handler)
    var callbacks = XMLSession.callbacks
    // The session outlives the context: both belong to this object, and deinit frees the context.
    let user = Unmanaged.passUnretained(session).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&callbacks, user, nil, 0, nil) else {
      throw .malformedXML(handler.place)
    }
    self.context = context
    session.context = context
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  }

  deinit {
    // The parser makes a document to hold declared entities, and does not own it.
    xmlFreeDoc(context.pointee.myDoc)
    context.pointee.myDoc = nil
    xmlFreeParserCtxt(context)
  }

  /// - Throws: what the handler threw, or `.malformedXML` or `.forbiddenDoctype`.
  func feed(_ chunk: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    chunk.withMemoryRebound(to: CChar.self) { bytes in
      _ = xmlParseChunk(context, bytes.baseAddress, Int32(bytes.count), 0)
    }
    try check()
  }

  /// - Throws: as `feed`, and `.malformedXML` if the document has not come to its end.
  func finish() throws(SpreadsheetError) {
    xmlParseChunk(context, nil, 0, 1)
    try check()
  }

  private func check() throws(SpreadsheetError) {
    if let failure = session.failure { throw failure }
    guard context.pointee.wellFormed == 1 else { throw .malformedXML(session.handler.place) }
    guard let input = context.pointee.input else { return }
    let pending = input.pointee.end - input.pointee.cur
    guard pending <= XMLPushParser.maxPendingBytes else {
      throw .malformedXML(session.handler.place)
    }
  }
}

/// Carries libxml2's callbacks to a handler and keeps the first error, which C cannot throw.
private final class XMLSession {
  // More than any part of a workbook has. Open elements cost memory, and each name with a prefix a
  // search through the namespaces declared around it.
  private static let maxDepth = 64
  private static let maxAttributes = 64
  private static let maxOpenNamespaces = 64

  let handler: any XMLHandler
  var context: xmlParserCtxtPtr?
  private(set) var failure: SpreadsheetError?
  private var skippedDepth: Int?

  /// For each open element how many namespaces it declares, and their sum.
  private var declaredNamespaces: [Int] = []
  private var openNamespaces = 0

  private var depth: Int { declaredNamespaces.count }

  init(_ handler: any XMLHandler) {
    self.handler = handler
  }

  static var callbacks: xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { user, name, _, _, namespaces, _, count, _, fields in
      guard let session = XMLSession.from(user), let name else { return }
      session.start(
        XMLName(bytes: name), XMLAttributes(fields: fields, count: Int(count)),
        namespaces: Int(namespaces))
    }
    callbacks.endElementNs = { user, name, _, _ in
      guard let session = XMLSession.from(user), let name else { return }
      session.end(XMLName(bytes: name))
    }
    callbacks.characters = { user, bytes, count in
      XMLSession.from(user)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    callbacks.ignorableWhitespace = callbacks.characters
    callbacks.internalSubset = { user, _, _, _ in
      XMLSession.from(user)?.refuseDoctype()
    }
    return callbacks
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> XMLSession? {
    user.map { Unmanaged<XMLSession>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ name: XMLName, _ attributes: XMLAttributes, namespaces: Int) {
    guard failure == nil else { return }
    declaredNamespaces.append(namespaces)
    openNamespaces += namespaces
    guard
      depth <= XMLSession.maxDepth, attributes.count <= XMLSession.maxAttributes,
      openNamespaces <= XMLSession.maxOpenNamespaces
    else {
      fail(.malformedXML(handler.place))
      return
    }
    guard skippedDepth == nil else { return }
    do {
      if try handler.start(name, attributes) == .skip { skippedDepth = depth }
    } catch {
      fail(error)
    }
  }

  private func end(_ name: XMLName) {
    guard failure == nil else { return }
    defer { openNamespaces -= declaredNamespaces.popLast() ?? 0 }
    if let skippedDepth {
      if depth == skippedDepth { self.skippedDepth = nil }
      return
    }
    do {
      try handler.end(name)
    } catch {
      fail(error)
    }
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard failure == nil, skippedDepth == nil else { return }
    do {
      try handler.text(bytes)
    } catch {
      fail(error)
    }
  }

  private func refuseDoctype() {
    guard failure == nil else { return }
    fail(.forbiddenDoctype(handler.place))
  }

  /// Keeps the error and lets the parser drop the rest of its chunk, declarations above all.
  private func fail(_ error: SpreadsheetError) {
    failure = error
    if let context { xmlStopParser(context) }
  }
}
