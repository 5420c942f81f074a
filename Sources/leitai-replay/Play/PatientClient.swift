import ContestClient

/// A client that outlives restarts of the server: what got no answer is sent again as it was.
///
/// Sending again is safe because commands are numbered, and starting is safe to repeat.
struct PatientClient: Sendable {
  private let client: ContestClient
  private let record: PlayRecord

  /// How long one request is repeated.
  static let patience = Duration.seconds(60)

  init(_ client: ContestClient, record: PlayRecord) {
    self.client = client
    self.record = record
  }

  /// The same client with an access token.
  func signedIn(_ token: String) -> PatientClient {
    PatientClient(client.signedIn(token), record: record)
  }

  /// - Throws: `ContestClient.Failure`; `unreachable` and `busy` only when patience is at its end
  ///   or the task was cancelled.
  func get<Answer: Decodable>(
    _ path: String, query: [(String, String)] = []
  ) async throws(ContestClient.Failure) -> Answer {
    try await patiently { () async throws(ContestClient.Failure) in
      try await client.get(path, query: query)
    }
  }

  /// - Throws: as `get`.
  func post<Answer: Decodable>(
    _ path: String, _ body: some Encodable
  ) async throws(ContestClient.Failure) -> Answer {
    try await patiently { () async throws(ContestClient.Failure) in
      try await client.post(path, body)
    }
  }

  private func patiently<Answer>(
    _ send: () async throws(ContestClient.Failure) -> Answer
  ) async throws(ContestClient.Failure) -> Answer {
    let end = ContinuousClock.now + Self.patience
    var pause = Duration.milliseconds(50)
    var isRetry = false
    while true {
      record.noteRequest(isRetry: isRetry)
      let sent = ContinuousClock.now
      do throws(ContestClient.Failure) {
        let answer = try await send()
        record.noteReply(after: .now - sent)
        return answer
      } catch {
        switch error {
        case .unreachable: break
        case .busy:
          // Retry-After is in whole seconds; a load test comes back sooner.
          record.noteReply(after: .now - sent)
        case .refused, .unintelligible:
          record.noteReply(after: .now - sent)
          throw error
        }
        guard !Task.isCancelled, ContinuousClock.now + pause < end else { throw error }
      }
      // A cancelled sleep ends at once, and then the next request fails at once.
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
      isRetry = true
    }
  }
}
