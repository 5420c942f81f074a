import ContestAPI
import ContestClient
import Fixtures
import Foundation
import NIOCore
import NIOPosix
import Testing

/// A connection over which a test sends bytes as it likes.
struct RawConnection {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var received: [UInt8] = []

  /// An answer, of which the names of the fields are in lower case.
  struct Answer {
    let status: Int
    let fields: [String: String]
    let body: [UInt8]

    /// Hummingbird dates its answers, the fast path does not.
    var isFromTheRouter: Bool { fields["date"] != nil }

    func decode<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
      try JSONDecoder().decode(Value.self, from: Data(body))
    }

    var code: String? { try? decode(APIError.self).code }
  }

  static func open<Value: Sendable>(
    to server: TestServer,
    _ test: @Sendable @escaping (inout RawConnection) async throws -> Value
  ) async throws -> Value {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: server.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      var connection = RawConnection(
        inbound: inbound.makeAsyncIterator(), outbound: outbound)
      return try await test(&connection)
    }
  }

  private init(
    inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
    outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.inbound = inbound
    self.outbound = outbound
  }

  func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  /// Says that nothing more will be sent; answers are still awaited.
  func finishSending() { outbound.finish() }

  /// The next answer; absent when the connection is closed before one.
  mutating func answer() async throws -> Answer? {
    while true {
      if let answer = take() { return answer }
      guard let more = try await inbound.next() else { return nil }
      received += Array(buffer: more)
    }
  }

  /// What the server sends until it closes the connection, answers that were taken aside.
  mutating func rest() async throws -> String {
    while let more = try await inbound.next() { received += Array(buffer: more) }
    return String(decoding: received, as: UTF8.self)
  }

  private mutating func take() -> Answer? {
    let blank = Array("\r\n\r\n".utf8)
    let ends = received.indices.first { received[$0...].starts(with: blank) }
    guard let ends else { return nil }
    let lines = String(decoding: received[..<ends], as: UTF8.self).components(separatedBy: "\r\n")
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    let start = ends + blank.count
    let length = fields["content-length"].flatMap(Int.init) ?? 0
    guard received.count >= start + length else { return nil }
    let body = Array(received[start..<start + length])
    received.removeFirst(start + length)
    return Answer(status: status, fields: fields, body: body)
  }
}

/// A request with commands, as bytes.
struct CommandRequest {
  let attempt: String
  let token: String
  var query = ""
  var fields: [String] = []
  var body: String

  init(_ attempt: String, _ client: ContestClient, _ body: String) {
    self.attempt = attempt
    token = client.token ?? ""
    self.body = body
  }

  init(_ attempt: String, _ client: ContestClient, _ commands: Command...) throws {
    let bytes = try JSONEncoder().encode(Commands(commands: commands))
    self.init(attempt, client, String(decoding: bytes, as: UTF8.self))
  }

  /// The same one in a form that only the router takes.
  var routed: CommandRequest {
    var request = self
    request.query = "?router"
    return request
  }

  /// Everything up to the body.
  func head(_ framing: String) -> String {
    ([
      "POST /v1/attempts/\(attempt)/commands\(query) HTTP/1.1", "Host: test",
      "Authorization: Bearer \(token)", "Accept-Language: en", framing,
    ] + fields).joined(separator: "\r\n") + "\r\n\r\n"
  }

  var text: String { head("Content-Length: \(body.utf8.count)") + body }
}

extension TestServer {
  /// Sends one request over a connection of its own.
  func answer(to request: CommandRequest) async throws -> RawConnection.Answer {
    try #require(
      try await RawConnection.open(to: self) { connection in
        try await connection.send(request.text)
        return try await connection.answer()
      })
  }
}
