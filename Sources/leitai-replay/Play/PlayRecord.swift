import Synchronization

/// Everything that is noted while contestants play, by all of them at once.
final class PlayRecord: Sendable {
  private let state = Mutex(State())
  private let file: LedgerFile?

  private struct State {
    var ledger = Ledger()
    var figures = PlayFigures()
    var isFileGood = true
  }

  /// - Parameter file: where every entry of the ledger is written before anybody acts on it.
  init(file: LedgerFile? = nil) { self.file = file }

  /// What was noted so far.
  var figures: PlayFigures { state.withLock { $0.figures } }

  /// What was asked for and promised so far.
  var ledger: Ledger { state.withLock { $0.ledger } }

  /// Whether every entry of the ledger is in its file.
  var isFileGood: Bool { state.withLock { $0.isFileGood } }

  /// Commands that were saved so far, as their own replies told.
  var saved: Int { state.withLock { $0.ledger.saved } }

  /// Answers that were acknowledged so far.
  var answers: Int { state.withLock { $0.figures.answers } }

  /// Notes what is about to be sent or was acknowledged.
  ///
  /// - Returns: the number of the first record that had been acknowledged with another head.
  @discardableResult
  func note(_ entries: [LedgerEntry]) -> Int? {
    guard !entries.isEmpty else { return nil }
    return state.withLock { state in
      do {
        try file?.append(entries)
      } catch {
        state.isFileGood = false
      }
      var contradicted: Int?
      for entry in entries where !state.ledger.note(entry) && contradicted == nil {
        contradicted = entry.sequence
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

  /// Notes that the server was too busy, or could not write.
  ///
  /// - Parameter saysWhen: whether it told when to come back.
  func noteBusy(saysWhen: Bool) {
    state.withLock { state in
      state.figures.busy += 1
      if !saysWhen { state.figures.busyWithoutRetryAfter += 1 }
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
  /// Requests that were answered with 429 or 503.
  var busy = 0
  /// Those among them without a Retry-After.
  var busyWithoutRetryAfter = 0
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
