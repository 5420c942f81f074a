import ContestAPI
import ContestClient

/// Plays an attempt line by line, for scripts and where there is no screen: prints a question,
/// reads a line, and goes on.
struct LinePlay {
  let connection: PlayConnection
  let screen: PlayScreen
  /// The next line that was typed, without its end; `nil` when there is no more.
  let nextLine: () -> String?
  let tell: ([String]) -> Void

  private var say: Language { screen.say }

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
    var passage = ""
    while desk.state.isAnswering {
      await desk.handle(.ticked(connection.watch.now))
      guard desk.state.isAnswering else { break }
      ask(position, desk.state, after: passage)
      let item = desk.state.items.indices.contains(position) ? desk.state.items[position] : nil
      passage = item?.passage ?? ""
      guard let line = nextLine() else { break }
      // Time has passed while the line was typed.
      await desk.handle(.ticked(connection.watch.now))
      let answer = item == nil ? Answer.none : desk.state.responses[position]
      switch LineEntry(line, at: item, answer: answer) {
      case .answer(let given):
        await give(given, to: position, at: &desk)
        if item?.openFields(in: given).isEmpty == true { position += 1 }
      case .clear: await give(.none, to: position, at: &desk)
      case .next: position = min(position + 1, desk.state.items.count)
      case .previous: position = max(position - 1, 0)
      case .goTo(let number): position = destination(number, desk.state) ?? position
      case .viewPictures:
        await desk.handle(.viewPictures(item: position))
        tell(pictures(of: position, desk.state))
      case .overview:
        tell([screen.unansweredSentence(desk.state)] + screen.partialSentence(desk.state))
      case .submit: await desk.handle(.wish(.submit))
      case .leave: return await left(desk)
      case .unknown: tell([say(zh: "看不懂：\(line)", en: "not understood: \(line)")])
      case .refused(let problem): tell([problem.sentence(say)])
      }
    }
    if desk.state.isAnswering { return await left(desk) }
    return try await handedIn(desk)
  }

  /// Answers a question, unless it has that answer.
  private func give(_ answer: Answer, to position: Int, at desk: inout Desk) async {
    guard desk.state.items.indices.contains(position) else { return }
    if answer != desk.state.responses[position] {
      await desk.handle(
        .wish(answer.isEmpty ? .clear(item: position) : .answer(item: position, answer)))
    }
    let saving = screen.saving(desk.state)
    if !saving.isEmpty { tell([" " + saving]) }
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

  /// - Parameter passage: what the question before was about; the same is not printed again.
  private func ask(_ position: Int, _ state: PlayState, after passage: String) {
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
    let chosen = AnswerRow.summary(of: item, state.responses[position])
    let answered = chosen.isEmpty ? "" : say(zh: "  已答 \(chosen)", en: "  answered \(chosen)")
    let points = item.points.points
    tell(
      [
        "",
        "[\(position + 1)/\(state.items.count)] \(screen.kind(item))  "
          + say(zh: "\(points) 分", en: "\(points) p") + "  \(left)\(answered)",
      ]
        + LineQuestion(item, state.responses[position], say)
        .lines(passageIsKnown: item.passage == passage))
  }

  private func pictures(of position: Int, _ state: PlayState) -> [String] {
    guard state.items.indices.contains(position), let files = state.pictures[position] else {
      return [say(zh: "本题没有图片", en: "this question has no pictures")]
    }
    return files.lines(ItemPictures(state.items[position]), say)
  }
}

extension LinePlay {
  /// Plays over standard input and the console. With `--json`, standard output is for the attempt
  /// at the end alone.
  init(connection: PlayConnection, screen: PlayScreen, console: Console) {
    self.init(
      connection: connection, screen: screen, nextLine: { readLine() },
      tell: { lines in
        if console.isJSON {
          for line in lines { console.notice(line) }
        } else {
          console.printLines(lines)
        }
      })
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
    for effect in effects {
      // Who asks for pictures waits for them; they do not wait for what is unsaved.
      if case .fetchPictures = effect {
        if let answer = await connection.perform(effect) { postponed += state.handle(answer) }
      } else {
        postponed.append(effect)
      }
    }
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
    case .fetchPictures, .leave: self
    }
  }
}
