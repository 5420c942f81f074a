import Foundation

/// What reaches a play without a screen.
enum LineInput: Sendable {
  /// A line that was typed, without its end.
  case line(String)
  /// The clock moved on.
  case ticked
  /// There are no more lines.
  case ended
}

/// Hands out lines when they are wanted, and keeps those that come before.
struct LineSource {
  private var inputs: AsyncStream<LineInput>.AsyncIterator
  private var lines: [String] = []
  private var isClosed = false

  init(_ inputs: AsyncStream<LineInput>) { self.inputs = inputs.makeAsyncIterator() }

  /// There will be no line any more.
  var hasEnded: Bool { isClosed && lines.isEmpty }

  /// The next input; `nil` when no line is left.
  ///
  /// - Parameter wantsLine: lines are taken; otherwise they wait and only the clock is told.
  mutating func next(wantsLine: Bool) async -> LineInput? {
    while true {
      if wantsLine, !lines.isEmpty { return .line(lines.removeFirst()) }
      if hasEnded { return nil }
      switch await inputs.next(isolation: #isolation) {
      case .line(let line): lines.append(line)
      case .ticked: return .ticked
      case .ended: isClosed = true
      case nil:
        // Without a clock nobody waits for anything.
        isClosed = true
        if !wantsLine { lines = [] }
      }
    }
  }

  /// The lines of standard input and a clock that ticks as long as somebody listens.
  static func standardInput(every tick: Duration) -> AsyncStream<LineInput> {
    let (stream, mailbox) = AsyncStream.makeStream(of: LineInput.self)
    Thread.detachNewThread {
      while let line = readLine() { mailbox.yield(.line(line)) }
      mailbox.yield(.ended)
    }
    let (seconds, attoseconds) = tick.components
    let pause = Double(seconds) + Double(attoseconds) / 1e18
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: pause)
        if case .terminated = mailbox.yield(.ticked) { return }
      }
    }
    return stream
  }
}
