import ContestAPI
import ContestClient

/// Plays an attempt line by line, for scripts and where there is no screen: prints a question, reads
/// a line, and goes on.
struct LinePlay {
  let connection: PlayConnection
  let screen: PlayScreen
  let console: Console

  private var say: Language { console.say }

  /// How often what is not saved is sent before the program gives up at the end.
  private static let tries = 6

  /// Plays until the attempt is over, the input ends or the contestant leaves.
  ///
  /// - Returns: the state in which it was left.
  /// - Throws: `CommandFailure` when it was to be handed in and the server cannot be reached.
  func run(_ start: PlayState) async throws -> PlayState {
    var desk = Desk(state: start, connection: connection)
    tell([start.title])
    var position = start.current
    while desk.state.isAnswering {
      await desk.handle(.ticked(connection.watch.now))
      guard desk.state.isAnswering else { break }
      ask(position, desk.state)
      guard let line = readLine() else { break }
      let item = desk.state.items.indices.contains(position) ? desk.state.items[position] : nil
      // Time has passed while the line was typed.
      await desk.handle(.ticked(connection.watch.now))
      switch LineEntry(line, at: item) {
      case .choices(let choices):
        await desk.handle(.wish(.answer(item: position, Answer(choices: choices))))
        tell([" " + screen.saving(desk.state)])
        position += 1
      case .clear:
        guard item != nil, !desk.state.responses[position].isEmpty else { continue }
        await desk.handle(.wish(.clear(item: position)))
        tell([" " + screen.saving(desk.state)])
      case .next: position = min(position + 1, desk.state.items.count)
      case .previous: position = max(position - 1, 0)
      case .goTo(let number): position = destination(number, desk.state) ?? position
      case .overview: tell([screen.unansweredSentence(desk.state)])
      case .submit: await desk.handle(.wish(.submit))
      case .leave: return await left(desk)
      case .unknown: tell([say(zh: "看不懂：\(line)", en: "not understood: \(line)")])
      case .noSuchOption: tell([say(zh: "没有这个选项", en: "there is no such option")])
      case .tooMany: tell([say(zh: "这一题只能选一项", en: "this question takes one option")])
      }
    }
    if desk.state.isAnswering { return await left(desk) }
    return try await handedIn(desk)
  }

  /// Tries once more to save what is not saved.
  private func left(_ desk: Desk) async -> PlayState {
    var desk = desk
    await desk.retry()
    return desk.state
  }

  private func handedIn(_ desk: Desk) async throws -> PlayState {
    var desk = desk
    var failures = 0
    while !desk.state.isSettled {
      let wasAnswered = await desk.retry()
      failures = wasAnswered ? 0 : failures + 1
      if let trouble = desk.state.trouble, failures >= Self.tries {
        throw CommandFailure.server(trouble, server: connection.context.client.server)
      }
    }
    return desk.state
  }

  private func destination(_ number: Int, _ state: PlayState) -> Int? {
    if state.items.indices.contains(number - 1) { return number - 1 }
    tell([say(zh: "没有第 \(number) 题", en: "there is no question \(number)")])
    return nil
  }

  private func ask(_ position: Int, _ state: PlayState) {
    let left = say(zh: "剩余 ", en: "left ") + state.remaining.countdown
    guard state.items.indices.contains(position) else {
      tell([
        "", say(zh: "题目到此为止。\(left)", en: "That was the last question. \(left)"),
        screen.unansweredSentence(state),
        say(
          zh: "submit 交卷，题号 回到那一题，quit 离开", en: "submit, a question's number, or quit"),
      ])
      return
    }
    let item = state.items[position]
    let chosen = state.responses[position].choices.map(PlayScreen.letter).joined()
    let answered = chosen.isEmpty ? "" : say(zh: "  已答 \(chosen)", en: "  answered \(chosen)")
    let points = item.points.points
    tell(
      [
        "",
        "[\(position + 1)/\(state.items.count)] \(screen.kind(item))  "
          + say(zh: "\(points) 分", en: "\(points) p") + "  \(left)\(answered)",
        item.stem,
      ] + item.options.enumerated().map { "  \(PlayScreen.letter($0)). \($1)" })
  }

  /// With `--json`, standard output is for the attempt at the end alone.
  private func tell(_ lines: [String]) {
    if console.isJSON {
      for line in lines { console.notice(line) }
    } else {
      console.printLines(lines)
    }
  }
}

/// A state with its requests performed one after the other. One that fails waits for the next
/// occasion, so that a script goes on without a network.
private struct Desk {
  private(set) var state: PlayState
  let connection: PlayConnection
  private var postponed: [PlayEffect] = []

  init(state: PlayState, connection: PlayConnection) {
    self.state = state
    self.connection = connection
  }

  mutating func handle(_ event: PlayEvent) async {
    let effects = state.handle(event)
    if case .ticked = event, effects.isEmpty { return }
    postponed += effects
    await retry()
  }

  /// Performs what was postponed. Nobody waits for a network between two questions; at the end
  /// there is nothing else to do.
  ///
  /// - Returns: whether the server answered, or there was nothing to ask.
  @discardableResult
  mutating func retry() async -> Bool {
    while !postponed.isEmpty {
      let effect = postponed.removeFirst()
      let timely = state.isAnswering ? effect.atOnce : effect
      guard let answer = await connection.perform(timely) else { continue }
      postponed += state.handle(answer)
      if state.trouble != nil { return false }
      if state.isSettled { return true }
    }
    return true
  }
}

extension PlayEffect {
  fileprivate var atOnce: PlayEffect {
    switch self {
    case .send(let commands, _): .send(commands, after: .zero)
    case .fetch: .fetch(after: .zero)
    case .leave: .leave
    }
  }
}
