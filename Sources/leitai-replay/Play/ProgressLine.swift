import Foundation
import Synchronization

/// Tells on the standard error how far a part of the play is.
///
/// On a terminal one line is written again and again; elsewhere there is a line every 10 percent.
final class ProgressLine: Sendable {
  private let title: String
  private let things: String
  private let total: Int
  private let record: PlayRecord
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let began = ContinuousClock.now
  private let answersBefore: Int
  private let state = Mutex(State())

  private struct State {
    var done = 0
    var written: ContinuousClock.Instant?
  }

  /// - Parameters:
  ///   - things: what is counted.
  ///   - total: how many there are.
  init(_ title: String, of things: String = "contestants", total: Int, record: PlayRecord) {
    self.title = title
    self.things = things
    self.total = total
    self.record = record
    answersBefore = record.answers
  }

  /// Notes that a contestant is done.
  func advance() {
    let now = ContinuousClock.now
    let due: Int? = state.withLock { state in
      state.done += 1
      let isLast = state.done == total
      if isTerminal {
        if let written = state.written, !isLast, now - written < .milliseconds(100) { return nil }
        state.written = now
        return state.done
      }
      let isStep = state.done * 10 / total > (state.done - 1) * 10 / total
      return isStep ? state.done : nil
    }
    if let due { write(due, at: now) }
  }

  private func write(_ done: Int, at now: ContinuousClock.Instant) {
    let seconds = max(1, (now - began) / .milliseconds(1)) / 1000
    let rate = Int(Double(record.answers - answersBefore) / seconds)
    let line = "\(title)  \(done)/\(total) \(things)  \(rate) answers/s"
    let start = isTerminal ? "\r\u{1B}[K" : ""
    let end = isTerminal && done < total ? "" : "\n"
    FileHandle.standardError.write(Data((start + line + end).utf8))
  }
}
