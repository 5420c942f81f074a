import CXML2

/// Carries libxml2's callbacks on, counts what is open, and keeps the first refusal, which C cannot
/// throw.
///
/// The callbacks are C functions, which no type parameter can reach; what depends on the handler's
/// type is overridden in the one subclass.
class XMLSession {
  // More than any honest document has. Open elements cost memory, and each name with a prefix a
  // search through the namespaces declared around it.
  private static let maxDepth = 64
  private static let maxAttributes = 64
  private static let maxOpenNamespaces = 64

  /// Markup that may wait for its end. libxml2 compares each attribute of a tag with all others
  /// before anyone can count them, and keeps a comment until it closes.
  static let maxPendingBytes = 128 << 10

  /// Text that may wait in a CDATA section, which libxml2 hands on only when the section ends, but
  /// for a little: a picture of 6 MiB in base64. It searches all that waits with each chunk.
  static let maxPendingCDATABytes = 8 << 20

  /// Bytes given to libxml2 at once: what waits is looked at only between two of these.
  static let chunkBytes = 64 << 10

  var context: xmlParserCtxtPtr?
  private(set) var refused: ArchiveError?
  private var isStopped = false
  private var skippedDepth: Int?

  /// For each open element how many namespaces it declares, and their sum.
  private var declaredNamespaces: [Int] = []
  private var openNamespaces = 0

  private var depth: Int { declaredNamespaces.count }

  /// What the handler answers; nil if it failed.
  func tellStart(_ name: XMLName, _ attributes: XMLAttributes) -> XMLVisit? { .skip }

  /// False if the handler failed.
  func tellText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { true }

  /// False if the handler failed.
  func tellEnd(_ name: XMLName) -> Bool { true }
}

extension XMLSession {
  /// Runs libxml2's global set-up exactly once, however many threads parse.
  private static let libraryReady: Void = xmlInitParser()

  /// A parser that calls the session, which must outlive it; nil if there is no memory.
  static func makeContext(for session: XMLSession) -> xmlParserCtxtPtr? {
    libraryReady
    CXML2IgnoreMessages()
    var callbacks = XMLSession.callbacks
    let user = Unmanaged.passUnretained(session).toOpaque()
    let context = xmlCreatePushParserCtxt(&callbacks, user, nil, 0, nil)
    // Without NOENT an `&amp;` in an attribute stays `&#38;`. There are no other entities that it
    // could replace, since a DOCTYPE ends the parse.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
    if let context { xmlCtxtUseOptions(context, Int32(options)) }
    return context
  }

  private static var callbacks: xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { user, name, _, uri, namespaces, _, count, _, fields in
      guard let session = XMLSession.from(user), let name else { return }
      session.start(
        XMLName(local: name, uri: uri, context: session.context),
        XMLAttributes(fields: fields, count: Int(count)), namespaces: Int(namespaces))
    }
    callbacks.endElementNs = { user, name, _, uri in
      guard let session = XMLSession.from(user), let name else { return }
      session.end(XMLName(local: name, uri: uri, context: session.context))
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
    guard !isStopped else { return }
    declaredNamespaces.append(namespaces)
    openNamespaces += namespaces
    guard
      depth <= XMLSession.maxDepth, attributes.count <= XMLSession.maxAttributes,
      openNamespaces <= XMLSession.maxOpenNamespaces
    else {
      refused = .malformedXML(line: name.line)
      stop()
      return
    }
    guard skippedDepth == nil else { return }
    switch tellStart(name, attributes) {
    case .enter: break
    case .skip: skippedDepth = depth
    case nil: stop()
    }
  }

  private func end(_ name: XMLName) {
    guard !isStopped else { return }
    defer { openNamespaces -= declaredNamespaces.popLast() ?? 0 }
    if let skippedDepth {
      if depth == skippedDepth { self.skippedDepth = nil }
      return
    }
    if !tellEnd(name) { stop() }
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isStopped, skippedDepth == nil else { return }
    if !tellText(bytes) { stop() }
  }

  private func refuseDoctype() {
    guard !isStopped else { return }
    refused = .forbiddenDoctype(line: context?.currentLine ?? 1)
    stop()
  }

  /// Lets the parser drop the rest of its chunk, declarations above all.
  private func stop() {
    isStopped = true
    if let context { xmlStopParser(context) }
  }
}
