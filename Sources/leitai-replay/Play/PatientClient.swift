import ContestClient

/// A client that outlives restarts of the server: what got no answer is sent again as it was.
///
/// Sending again is safe because commands are numbered, and starting is safe to repeat.
struct PatientClient: Sendable {
  /// Where the server is now; a restart may move it.
  private let address: @Sendable () -> String
  private let token: String?
  private let record: PlayRecord
  private let patience: Patience

  /// A client without a token.
  init(
    address: @escaping @Sendable () -> String, token: String? = nil, record: PlayRecord,
    patience: Patience
  ) {
    self.address = address
    self.token = token
    self.record = record
    self.patience = patience
  }

  /// The same client with an access token.
  func signedIn(_ token: String) -> PatientClient {
    PatientClient(address: address, token: token, record: record, patience: patience)
  }

  /// Whether the server was gone for longer than anybody waits.
  var hasGivenUp: Bool { patience.isExhausted }

  /// A client that tries once.
  var impatient: ContestClient {
    // Shorter than the patience, so that a request to a dead server is tried again.
    ContestClient(server: address(), language: "en", token: token, timeout: .seconds(10))
  }

  /// - Throws: `ContestClient.Failure`; `unreachable` and `busy` only when patience is at its end
  ///   or the task was cancelled.
  func get<Answer: Decodable>(
    _ path: String, query: [(String, String)] = []
  ) async throws(ContestClient.Failure) -> Answer {
    try await patiently { client async throws(ContestClient.Failure) in
      try await client.get(path, query: query)
    }
  }

  /// - Throws: as `get`.
  func post<Answer: Decodable>(
    _ path: String, _ body: some Encodable
  ) async throws(ContestClient.Failure) -> Answer {
    try await patiently { client async throws(ContestClient.Failure) in
      try await client.post(path, body)
    }
  }

  private func patiently<Answer>(
    _ send: (ContestClient) async throws(ContestClient.Failure) -> Answer
  ) async throws(ContestClient.Failure) -> Answer {
    let end = ContinuousClock.now + patience.limit
    var pause = Duration.milliseconds(50)
    var isRetry = false
    while true {
      guard !patience.isExhausted else { throw .unreachable("everybody has given up") }
      record.noteRequest(isRetry: isRetry)
      let sent = ContinuousClock.now
      do throws(ContestClient.Failure) {
        let answer = try await send(impatient)
        record.noteReply(after: .now - sent)
        patience.served()
        return answer
      } catch {
        switch error {
        case .unreachable: break
        case .busy(let seconds, _):
          // Retry-After is in whole seconds; a load test comes back sooner.
          record.noteReply(after: .now - sent)
          record.noteBusy(saysWhen: seconds != nil)
        case .refused, .unintelligible:
          record.noteReply(after: .now - sent)
          patience.served()
          throw error
        }
        let next = ContinuousClock.now + pause
        let isWorthIt = patience.unserved(sentAt: sent, next: next)
        guard isWorthIt, next < end, !Task.isCancelled else { throw error }
      }
      // A cancelled sleep ends at once, and then the next request fails at once.
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
      isRetry = true
    }
  }
}
