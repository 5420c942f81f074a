import Dispatch
import Foundation

/// Plays an attempt on a terminal: a thin shell that turns keys, signals, the clock and the network
/// into events, and does what the state asks.
struct TerminalPlay {
  let connection: PlayConnection
  let screen: PlayScreen
  /// How often the clock on the screen is looked after.
  let tick: Duration

  /// - Returns: the state in which it was left.
  /// - Throws: `CommandFailure.localFile` when standard input is no terminal.
  func run(_ start: PlayState) async throws -> PlayState {
    let terminal = try Terminal()
    defer { terminal.restore() }
    let (events, mailbox) = AsyncStream.makeStream(of: PlayEvent.self)
    let inputs = TerminalInputs(mailbox)
    defer { inputs.cancel() }
    return await withTaskGroup(of: Void.self) { group in
      let watch = connection.watch
      group.addTask {
        while (try? await Task.sleep(for: tick)) != nil { mailbox.yield(.ticked(watch.now)) }
      }
      var state = start
      var shown = screen.lines(state)
      terminal.draw(shown)
      for await event in events {
        let effects = state.handle(event)
        if let journal = state.journalToKeep(), let failure = connection.keep(journal) {
          _ = state.handle(failure)
        }
        if effects.contains(.leave) { break }
        for effect in effects {
          group.addTask { [connection] in
            if let answer = await connection.perform(effect) { mailbox.yield(answer) }
          }
        }
        let lines = screen.lines(state)
        if lines != shown { terminal.draw(lines) }
        shown = lines
      }
      group.cancelAll()
      return state
    }
  }
}

/// Keys and signals as events.
private struct TerminalInputs {
  private let keys: any DispatchSourceRead
  private let signals: [any DispatchSourceSignal]

  /// What ends the program, and what must not stop it while the terminal is ours.
  private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  init(_ mailbox: AsyncStream<PlayEvent>.Continuation) {
    let queue = DispatchQueue(label: "leitai.terminal")
    keys = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: queue)
    var decoder = KeyDecoder()
    keys.setEventHandler {
      var bytes = [UInt8](repeating: 0, count: 1024)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count < 0, errno == EINTR || errno == EAGAIN { return }
      guard count > 0 else {
        mailbox.yield(.ended(signal: nil))
        return
      }
      for key in decoder.feed(bytes[..<count]) { mailbox.yield(.key(key)) }
    }
    signals = (Self.endings + [SIGWINCH]).map { number in
      if number != SIGWINCH { signal(number, SIG_IGN) }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        mailbox.yield(
          number == SIGWINCH ? .resized(Terminal.size) : .ended(signal: number))
      }
      source.resume()
      return source
    }
    signal(SIGTSTP, SIG_IGN)
    keys.resume()
  }

  func cancel() {
    keys.cancel()
    for source in signals { source.cancel() }
    for number in Self.endings + [SIGTSTP] { signal(number, SIG_DFL) }
  }
}
