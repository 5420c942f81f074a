import ContestAPI
import ContestClient

/// What a command works with: the server, the console and who is signed in.
struct CommandContext: Sendable {
  /// Without a token; `signedIn()` is the one to ask.
  let client: ContestClient
  let console: Console
  let sessions: SessionFolder

  var say: Language { console.say }

  /// How often a busy server is asked, and how long to wait in between at most.
  private static let tries = 4
  private static let longestPause = 10

  /// The client with the token of the session. A token is sent only where it comes from.
  ///
  /// The file is read each time, so that a sign-in in another window counts at once.
  func signedIn() throws(CommandFailure) -> ContestClient {
    guard let session = try sessions.load(), session.server == client.server else { return client }
    return client.signedIn(session.token)
  }

  /// - Throws: `CommandFailure`.
  func get<Answer: Decodable>(
    _ path: String, query: [(String, String)] = []
  ) async throws -> Answer {
    let client = try signedIn()
    return try await persist { () async throws(ContestClient.Failure) in
      try await client.get(path, query: query)
    }
  }

  /// - Throws: `CommandFailure`.
  func post<Answer: Decodable>(_ path: String, _ body: some Encodable) async throws -> Answer {
    let client = try signedIn()
    return try await persist { () async throws(ContestClient.Failure) in
      try await client.post(path, body)
    }
  }

  /// - Throws: `CommandFailure`.
  func upload<Answer: Decodable>(
    _ path: String, query: [(String, String)], file: [UInt8]
  ) async throws -> Answer {
    let client = try signedIn()
    return try await persist { () async throws(ContestClient.Failure) in
      try await client.upload(path, query: query, file: file)
    }
  }

  /// The body of an answer as it is.
  ///
  /// - Throws: `CommandFailure`.
  func bytes(_ path: String, query: [(String, String)] = []) async throws -> [UInt8] {
    let client = try signedIn()
    return try await persist { () async throws(ContestClient.Failure) in
      try await client.bytes(path, query: query)
    }
  }

  /// - Throws: `CommandFailure`.
  func bytes(
    _ path: String, query: [(String, String)], posting body: some Encodable
  ) async throws -> [UInt8] {
    let client = try signedIn()
    return try await persist { () async throws(ContestClient.Failure) in
      try await client.bytes(path, query: query, posting: body)
    }
  }

  /// Asks a busy server again after the pause that it asks for. An unreachable one is not asked
  /// again, as it may have carried out the request.
  private func persist<Answer>(
    _ request: () async throws(ContestClient.Failure) -> Answer
  ) async throws -> Answer {
    var attempt = 1
    while true {
      do throws(ContestClient.Failure) {
        return try await request()
      } catch {
        guard case .busy(let seconds, _) = error, attempt < Self.tries else {
          throw CommandFailure.server(error, server: client.server)
        }
        try await Task.sleep(for: .seconds(min(max(seconds ?? 1, 1), Self.longestPause)))
        attempt += 1
      }
    }
  }
}

/// The body of a request that has nothing to say: `{}`.
struct NoContent: Codable {}
