import Synchronization

/// Everything that is noted while contestants play, by all of them at once.
final class PlayRecord: Sendable {
  private let state = Mutex(State())

  private struct State {
    var acknowledgements = Acknowledgements()
    var figures = PlayFigures()
  }

  /// What was noted so far.
  var figures: PlayFigures { state.withLock { $0.figures } }

  /// What the server promised so far.
  var acknowledgements: Acknowledgements { state.withLock { $0.acknowledgements } }

  /// Answers that were acknowledged so far.
  var answers: Int { state.withLock { $0.figures.answers } }

  /// Notes acknowledged records of an attempt.
  ///
  /// - Returns: the first of them that had been acknowledged with another head.
  func acknowledge(_ records: [(sequence: Int, head: String)], of attempt: String) -> Int? {
    state.withLock { state in
      var contradicted: Int?
      for record in records {
        let agrees = state.acknowledgements.note(
          attempt: attempt, sequence: record.sequence, head: record.head)
        if !agrees, contradicted == nil { contradicted = record.sequence }
      }
      return contradicted
    }
  }

  func note(_ violation: Violation) { state.withLock { $0.figures.violations.append(violation) } }

  func noteAnswers(_ count: Int) { state.withLock { $0.figures.answers += count } }

  func noteUnknownItems(_ count: Int) { state.withLock { $0.figures.unknownItems += count } }

  func noteUnawaited(_ count: Int) { state.withLock { $0.figures.unawaited += count } }

  func noteRefusal(_ code: String) {
    state.withLock { $0.figures.refusals[code, default: 0] += 1 }
  }

  /// Notes that a request is sent.
  ///
  /// - Parameter isRetry: whether the one before it got no answer.
  func noteRequest(isRetry: Bool) {
    state.withLock { state in
      state.figures.requests += 1
      if isRetry { state.figures.retries += 1 }
    }
  }

  /// Notes that an answer came, whatever it said.
  func noteReply(after latency: Duration) {
    let (seconds, attoseconds) = latency.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    state.withLock { $0.figures.latencies.append(microseconds) }
  }
}

/// Counts of a play.
struct PlayFigures: Sendable {
  var answers = 0
  var requests = 0
  /// Requests that were sent again because no answer came.
  var retries = 0
  /// Items that no bank of the answer book has.
  var unknownItems = 0
  /// Attempts whose deadline was too far away to wait for.
  var unawaited = 0
  var violations: [Violation] = []
  /// How often each refusal came.
  var refusals: [String: Int] = [:]
  /// In microseconds, of every request that was answered.
  var latencies: [Int64] = []

  /// The latency in milliseconds that so many of 100 requests did not exceed (nearest rank); 0
  /// when none was answered.
  func latency(percentile: Int) -> Double {
    let sorted = latencies.sorted()
    guard !sorted.isEmpty else { return 0 }
    let rank = (sorted.count * percentile + 99) / 100
    return Double(sorted[max(rank, 1) - 1]) / 1000
  }
}
