import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

/// One run of the program at one attempt: on the screen, or line by line.
struct PlaySession {
  let context: CommandContext
  let watch: Stopwatch
  let isScreen: Bool

  /// How often the clock is looked after.
  private static let tick = Duration.milliseconds(200)

  /// Plays, says where the attempt stands, and ends as it does.
  ///
  /// - Throws: `CommandFailure` when it cannot go on; `ExitCode` after a signal.
  func run(_ state: PlayState) async throws {
    let attempt = state.journal.attempt
    let pictures = PictureFolder()
    defer { pictures.remove() }
    let connection = PlayConnection(
      context: context, attempt: attempt, watch: watch, pictures: pictures)
    let screen = PlayScreen(say: context.say, zone: .current)
    let console = context.console
    var left: PlayState
    if isScreen {
      left = try await TerminalPlay(connection: connection, screen: screen, tick: Self.tick)
        .run(state)
      // Whoever left at once gets the receipt all the same.
      if left.isFiling, let filed = await connection.perform(.fileReceipt(left.journal)) {
        _ = left.handle(filed)
      }
      if left.phase != .stopped { console.printLines(screen.farewell(left)) }
    } else {
      left = try await LinePlay(
        connection: connection, screen: screen, inputs: LineSource.standardInput(every: Self.tick)
      ) { lines in
        // With --json, standard output is for the attempt at the end alone.
        if console.isJSON {
          for line in lines { console.notice(line) }
        } else {
          console.printLines(lines)
        }
      }.run(state)
    }
    if case .stopped = left.phase, let trouble = left.trouble {
      for sentence in screen.unsavedSentence(left) { console.notice(sentence) }
      throw CommandFailure.server(trouble, server: context.client.server)
    }
    if console.isJSON {
      let view: AttemptView = try await context.get(Path.fill(Path.attempt, [attempt]))
      try console.printJSON(view)
    }
    if let signal = left.signal { throw ExitCode(128 + signal) }
  }
}
