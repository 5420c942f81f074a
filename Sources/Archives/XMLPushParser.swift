import CXML2

/// A SAX2 push parser of libxml2 that knows no entities but the five of XML.
///
/// It refuses a DOCTYPE, elements nested deeper than 64, tags of more than 64 attributes, markup
/// longer than 128 KiB and CDATA sections longer than 8 MiB; it opens no other document.
package final class XMLPushParser<Handler: XMLHandler> {
  private let context: xmlParserCtxtPtr
  private let session: XMLHandlerSession<Handler>

  /// - Throws: the handler's `refusal` if there is no memory for a parser.
  package init(_ handler: Handler) throws(Handler.Failure) {
    session = XMLHandlerSession(handler)
    // The session outlives the context: both belong to this object, and deinit frees the context.
    guard let context = XMLSession.makeContext(for: session) else {
      throw handler.refusal(.malformedXML(line: 1))
    }
    self.context = context
    session.context = context
  }

  deinit {
    // The parser makes a document to hold declared entities, and does not own it.
    xmlFreeDoc(context.pointee.myDoc)
    context.pointee.myDoc = nil
    xmlFreeParserCtxt(context)
  }

  /// The line to which the parser has come, from 1.
  package var line: Int { context.currentLine }

  /// Parses the next piece of the document, of any length.
  ///
  /// - Throws: what the handler threw, or its `refusal` of `.malformedXML` or `.forbiddenDoctype`.
  package func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(Handler.Failure) {
    var rest = bytes
    while !rest.isEmpty {
      let chunk = UnsafeBufferPointer(rebasing: rest.prefix(XMLSession.chunkBytes))
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(chunk.count))
      chunk.withMemoryRebound(to: CChar.self) { bytes in
        _ = xmlParseChunk(context, bytes.baseAddress, Int32(bytes.count), 0)
      }
      try check()
    }
  }

  /// Says that the document has no more pieces.
  ///
  /// - Throws: as `feed`, and `.malformedXML` if the document has not come to its end.
  package func finish() throws(Handler.Failure) {
    xmlParseChunk(context, nil, 0, 1)
    try check()
  }

  private func check() throws(Handler.Failure) {
    if let failure = session.failure { throw failure }
    if let refused = session.refused { throw session.handler.refusal(refused) }
    let pending = context.pointee.input.map { $0.pointee.end - $0.pointee.cur } ?? 0
    let maxPending =
      context.pointee.instate == XML_PARSER_CDATA_SECTION
      ? XMLSession.maxPendingCDATABytes : XMLSession.maxPendingBytes
    // A converter that fails disables the events, yet does not call the document malformed.
    guard
      context.pointee.wellFormed == 1, context.pointee.disableSAX == 0,
      pending <= maxPending
    else { throw session.handler.refusal(.malformedXML(line: line)) }
  }
}

/// A session that knows its handler and keeps what it threw.
private final class XMLHandlerSession<Handler: XMLHandler>: XMLSession {
  let handler: Handler
  private(set) var failure: Handler.Failure?

  init(_ handler: Handler) {
    self.handler = handler
  }

  override func tellStart(_ name: XMLName, _ attributes: XMLAttributes) -> XMLVisit? {
    do {
      return try handler.start(name, attributes)
    } catch {
      keep(error)
      return nil
    }
  }

  override func tellText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    do {
      try handler.text(bytes)
      return true
    } catch {
      keep(error)
      return false
    }
  }

  override func tellEnd(_ name: XMLName) -> Bool {
    do {
      try handler.end(name)
      return true
    } catch {
      keep(error)
      return false
    }
  }
  /// Apart from the calls above: each would otherwise ask the runtime for the type of `failure`.
  @inline(never) private func keep(_ error: Handler.Failure) {
    failure = error
  }
}
