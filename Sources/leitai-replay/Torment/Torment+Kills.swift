import QuestionBanks

extension Torment {
  /// Kills the server at random moments, 50 ms to 1.5 s after it answers, and starts it again; the
  /// last of the kills comes when everybody has stopped playing.
  ///
  /// - Throws: `ReplayFailure` when it does not come back, or ends by itself.
  func kill(_ times: Int, _ stage: inout Stage) async throws {
    var random = SeededGenerator(seed: seed)
    let progress = ProgressLine("torment", of: "kills", total: times - 1, record: record)
    for _ in 0..<(times - 1) {
      try await Task.sleep(for: .milliseconds(50 + random.below(1451)))
      try await server.kill()
      stage.restarts.append(try await server.start())
      progress.advance()
    }
  }
}
