import AsyncHTTPClient
package import ContestAPI
import Foundation
import NIOCore
import NIOHTTP1

/// Speaks the API: what the CLI, the replay and the tests use.
///
/// A value: `signedIn` gives a copy that sends a token. The connections belong to the process.
package struct ContestClient: Sendable {
  /// Where the server listens, without a path: `http://127.0.0.1:8080`.
  package let server: String
  /// The language in which refusals are wanted, such as `zh-Hans`.
  package let language: String
  /// The access token that goes with every request; absent when nobody is signed in.
  package let token: String?
  private let timeout: Duration

  /// The process's connections, at most 64 to one server; they live as long as the process.
  private static let connections: HTTPClient = {
    var configuration = HTTPClient.Configuration.singletonConfiguration
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    // A server that is down is said to be down at once; whoever wants to wait tries again.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  /// - Parameter timeout: how long one request may take.
  package init(
    server: String, language: String = "zh-Hans", token: String? = nil,
    timeout: Duration = .seconds(60)
  ) {
    self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    self.language = language
    self.token = token
    self.timeout = timeout
  }

  /// The same client with an access token.
  package func signedIn(_ token: String) -> ContestClient {
    ContestClient(server: server, language: language, token: token, timeout: timeout)
  }

  /// Why there is no answer to a request.
  package enum Failure: Error, Sendable {
    /// The server cannot be reached or broke off; whether it carried out the request is unknown.
    case unreachable(String)
    /// The server refused.
    case refused(status: Int, APIError)
    /// The server is busy and asks to come back after so many seconds; absent when it does not say.
    case busy(retryAfter: Int?, APIError)
    /// An answer that is none of this API.
    case unintelligible(status: Int, String)
  }

  /// - Throws: `Failure`.
  package func get<Answer: Decodable>(
    _ path: String, query: [(String, String)] = []
  ) async throws(Failure) -> Answer {
    try decode(try await send("GET", path, query: query, body: nil))
  }

  /// - Throws: `Failure`.
  package func post<Answer: Decodable>(
    _ path: String, query: [(String, String)] = [], _ body: some Encodable
  ) async throws(Failure) -> Answer {
    try decode(try await bytes(path, query: query, posting: body))
  }

  /// Sends a file as it is.
  ///
  /// - Throws: `Failure`.
  package func upload<Answer: Decodable>(
    _ path: String, query: [(String, String)] = [], file: [UInt8]
  ) async throws(Failure) -> Answer {
    try decode(
      try await send(
        "POST", path, query: query, body: file, type: "application/octet-stream"))
  }

  /// The body of an answer as it is, for files.
  ///
  /// - Throws: `Failure`.
  package func bytes(
    _ path: String, query: [(String, String)] = []
  ) async throws(Failure) -> [UInt8] {
    try await send("GET", path, query: query, body: nil)
  }

  /// The body of the answer to a question that is itself a body.
  ///
  /// - Throws: `Failure`.
  package func bytes(
    _ path: String, query: [(String, String)] = [], posting body: some Encodable
  ) async throws(Failure) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = Array(try JSONEncoder().encode(body))
    } catch {
      throw .unintelligible(status: 0, "\(error)")
    }
    return try await send("POST", path, query: query, body: bytes)
  }

  /// Follows a stream of events until it ends, by the server's will or the handler's.
  ///
  /// - Parameters:
  ///   - lastEvent: the id of the last event that is known; absent for everything.
  ///   - handle: gets one part after the other; `false` ends the stream.
  /// - Throws: `Failure`; `.unreachable` also when the connection broke off later.
  package func follow(
    _ path: String, query: [(String, String)] = [], after lastEvent: String?,
    _ handle: (EventStreamReader.Part) async -> Bool
  ) async throws(Failure) {
    var request = request("GET", path, query: query)
    request.headers.add(name: "Accept", value: "text/event-stream")
    if let lastEvent { request.headers.add(name: "Last-Event-ID", value: lastEvent) }
    let response: HTTPClientResponse
    do {
      // The timeout holds for the beginning of the answer.
      response = try await Self.connections.execute(
        request, timeout: .nanoseconds(timeout.nanoseconds))
    } catch {
      throw .unreachable("\(error)")
    }
    guard response.status == .ok else {
      _ = try await taken(response)
      return
    }
    var reader = EventStreamReader()
    do {
      for try await buffer in response.body {
        for part in try reader.read(buffer.readableBytesView) where await !handle(part) { return }
      }
    } catch {
      throw .unreachable("\(error)")
    }
  }

  private func decode<Answer: Decodable>(_ bytes: [UInt8]) throws(Failure) -> Answer {
    do {
      return try JSONDecoder().decode(Answer.self, from: Data(bytes))
    } catch {
      throw .unintelligible(status: 200, "\(error)")
    }
  }

  private func send(
    _ method: String, _ path: String, query: [(String, String)], body: [UInt8]?,
    type: String = "application/json"
  ) async throws(Failure) -> [UInt8] {
    var request = request(method, path, query: query)
    if let body {
      request.headers.add(name: "Content-Type", value: type)
      request.body = .bytes(body)
    }
    let response: HTTPClientResponse
    do {
      response = try await Self.connections.execute(
        request, timeout: .nanoseconds(timeout.nanoseconds))
    } catch {
      throw .unreachable("\(error)")
    }
    return try await taken(response)
  }

  private func request(
    _ method: String, _ path: String, query: [(String, String)]
  ) -> HTTPClientRequest {
    let terms = query.map { "\(Path.encode($0.0))=\(Path.encode($0.1))" }
    var request = HTTPClientRequest(
      url: server + path + (terms.isEmpty ? "" : "?" + terms.joined(separator: "&")))
    request.method = .RAW(value: method)
    request.headers.add(name: "Accept-Language", value: language)
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    return request
  }

  /// The whole body of an answer that is no refusal.
  private func taken(_ response: HTTPClientResponse) async throws(Failure) -> [UInt8] {
    let status = Int(response.status.code)
    let retryAfter = response.headers.first(name: "Retry-After").flatMap(Int.init)
    let bytes: [UInt8]
    do {
      bytes = Array(buffer: try await response.body.collect(upTo: 256 << 20))
    } catch {
      throw .unreachable("\(error)")
    }
    guard !(200..<300).contains(status) else { return bytes }
    guard let refusal = try? JSONDecoder().decode(APIError.self, from: Data(bytes)) else {
      throw .unintelligible(
        status: status, String(decoding: bytes.prefix(200), as: UTF8.self))
    }
    if status == 429 || status == 503 {
      throw .busy(retryAfter: retryAfter, refusal)
    }
    throw .refused(status: status, refusal)
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
