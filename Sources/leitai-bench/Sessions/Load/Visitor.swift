import NIOCore

/// Whoever is at the other end of a connection: asks, waits for the reply, and asks again.
protocol Visitor: Sendable {
  /// Writes the next request.
  ///
  /// - Throws: `NotMeasured` when there is nothing left to ask.
  mutating func ask(into request: inout ByteBuffer) throws

  /// Judges the reply to it.
  ///
  /// - Returns: how much of what is counted it completed; 0 for nothing.
  /// - Throws: `NotMeasured` when it is not what was to come.
  mutating func take(_ reply: Reply) throws -> Int
}

extension Reply {
  /// - Throws: `NotMeasured` with the reply, unless it is 200.
  func requireOK() throws {
    guard status == 200 else {
      throw NotMeasured("the server answered \(status): \(String(buffer: body))")
    }
  }
}

/// Asks for a fixed reply that takes the server no work.
struct HelloVisitor: Visitor {
  private static let request = ByteBuffer(string: "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
  private static let greeting = ByteBuffer(string: "hello")

  func ask(into request: inout ByteBuffer) { request.writeImmutableBuffer(Self.request) }

  func take(_ reply: Reply) throws -> Int {
    try reply.requireOK()
    guard reply.body == Self.greeting else {
      throw NotMeasured("the greeting was \(String(buffer: reply.body))")
    }
    return 1
  }
}
