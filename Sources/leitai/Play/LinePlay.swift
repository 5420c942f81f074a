import ContestAPI
import ContestClient

/// Plays an attempt line by line, for scripts and where there is no screen: prints a question, takes
/// a line, and goes on. Lines that come before the bell or during a pause wait.
struct LinePlay {
  let connection: PlayConnection
  let screen: PlayScreen
  let inputs: AsyncStream<LineInput>
  let tell: ([String]) -> Void

  private var say: Language { screen.say }

  /// How often what is not saved is sent before the program gives up at the end.
  private static let tries = 6

  /// Plays until the attempt is over, the input ends or the contestant leaves, and says how it ended.
  ///
  /// - Returns: the state in which it was left.
  /// - Throws: `CommandFailure` when it was to be handed in and the server cannot be reached.
  func run(_ start: PlayState) async throws -> PlayState {
    var desk = LineDesk(state: start, connection: connection)
    var source = LineSource(inputs)
    tell([start.title])
    var question = Question(position: start.current)
    var phase = start.phase
    await desk.handle(.ticked(connection.watch.now))
    if phase == .waiting || phase == .suspended { tell([""] + screen.farewell(desk.state)) }
    while !desk.state.isOver, !desk.isEnding {
      // Who goes on after the bell or a pause begins where something is to be done.
      if desk.state.isAnswering, phase == .waiting { question.position = desk.state.current }
      if desk.state.phase != phase, desk.state.phase == .suspended {
        tell([""] + screen.pause(desk.state))
      }
      phase = desk.state.phase
      if desk.state.isAnswering, question.isToBeAsked { ask(&question, desk.state) }
      guard let input = await source.next(wantsLine: desk.state.isAnswering) else { break }
      await desk.handle(.ticked(connection.watch.now))
      if case .line(let line) = input, desk.state.isAnswering {
        guard await carryOut(line, at: &question, &desk) else { break }
        question.isToBeAsked = true
      } else if phase != desk.state.phase {
        question.isToBeAsked = true
      }
      tellSolutions(&question, desk.state)
    }
    let state = try await end(desk)
    if state.phase != .stopped { tell([""] + screen.farewell(state)) }
    await review(state, &source)
    return state
  }

  /// The question at which the contestant is.
  private struct Question {
    var position: Int
    var isToBeAsked = true
    /// What the question before was about; the same is not printed again.
    var passage = ""
    /// The questions of which was told what is right.
    var told: Set<Int> = []
  }

  /// - Returns: whether the contestant goes on.
  private func carryOut(
    _ line: String, at question: inout Question, _ desk: inout LineDesk
  ) async -> Bool {
    let position = question.position
    let item = desk.state.items.indices.contains(position) ? desk.state.items[position] : nil
    let answer = item == nil ? Answer.none : desk.state.answer(of: position)
    switch LineEntry(line, at: item, answer: answer) {
    case .answer(let given):
      await give(given, to: position, at: &desk)
      if item?.openFields(in: given).isEmpty == true, desk.state.complaint == nil {
        question.position += 1
      }
    case .confirm:
      guard let draft = desk.state.drafts[position] else {
        tell([say(zh: "没有待提交的答案", en: "there is no answer to give")])
        break
      }
      await desk.handle(.wish(.answer(item: position, draft)))
      question.position += 1
    case .clear: await give(.none, to: position, at: &desk)
    case .next: question.position = min(position + 1, desk.state.items.count)
    case .previous: question.position = max(position - 1, 0)
    case .goTo(let number): question.position = destination(number, desk.state) ?? position
    case .mark:
      guard desk.state.flags.indices.contains(position) else { break }
      await desk.handle(.wish(.flag(item: position, !desk.state.flags[position])))
    case .viewPictures:
      await desk.handle(.viewPictures(item: position))
      tell(pictures(of: position, desk.state))
    case .overview: tell(overview(desk.state))
    case .submit: await desk.handle(.wish(.submit))
    case .leave: return false
    case .unknown: tell([say(zh: "看不懂：\(line)", en: "not understood: \(line)")])
    case .refused(let problem): tell([problem.sentence(say)])
    }
    return true
  }

  /// Answers a question, unless it has that answer. Half of an answer that is final is kept until the
  /// other half comes.
  private func give(_ answer: Answer, to position: Int, at desk: inout LineDesk) async {
    guard desk.state.items.indices.contains(position) else { return }
    let item = desk.state.items[position]
    if desk.state.answersAreFinal, answer.isEmpty || !item.openFields(in: answer).isEmpty {
      await desk.handle(.drafted(item: position, answer))
    } else if answer != desk.state.responses[position] {
      await desk.handle(
        .wish(answer.isEmpty ? .clear(item: position) : .answer(item: position, answer)))
    }
    let saving = screen.saving(desk.state)
    if !saving.isEmpty { tell([" " + saving]) }
  }

  /// Tries once more to save what is not saved, or sees the submission through.
  private func end(_ desk: LineDesk) async throws -> PlayState {
    var desk = desk
    guard desk.state.isOver || desk.isEnding else {
      await desk.perform(.atOnce)
      return desk.state
    }
    var failures = 0
    while !desk.state.isSettled {
      let wasAnswered = await desk.perform(.patiently)
      failures = wasAnswered ? 0 : failures + 1
      if let trouble = desk.state.trouble, failures >= Self.tries {
        throw CommandFailure.server(trouble, server: connection.context.client.server)
      }
    }
    return desk.state
  }

  // Printing

  private func destination(_ number: Int, _ state: PlayState) -> Int? {
    if state.items.indices.contains(number - 1) { return number - 1 }
    tell([say(zh: "没有第 \(number) 题", en: "there is no question \(number)")])
    return nil
  }

  private func ask(_ question: inout Question, _ state: PlayState) {
    question.isToBeAsked = false
    let left = say(zh: "剩余 ", en: "left ") + state.remaining.countdown
    guard state.items.indices.contains(question.position) else {
      question.passage = ""
      tell(
        ["", say(zh: "题目到此为止。\(left)", en: "That was the last question. \(left)")]
          + overview(state) + [
            say(
              zh: "submit 交卷，题号 回到那一题，quit 离开",
              en: "submit, a question's number, or quit")
          ])
      return
    }
    let item = state.items[question.position]
    tell(heading(question.position, state, left) + text(question, state))
    question.passage = item.passage
  }

  private func heading(_ position: Int, _ state: PlayState, _ left: String) -> [String] {
    let item = state.items[position]
    let chosen = AnswerRow.summary(of: item, state.answer(of: position))
    let answered = chosen.isEmpty ? "" : say(zh: "  已答 \(chosen)", en: "  answered \(chosen)")
    let mark = state.flags[position] ? say(zh: "  〔已标记〕", en: "  [marked]") : ""
    let points = item.points.points
    return [
      "",
      "[\(position + 1)/\(state.items.count)] \(screen.kind(item))  "
        + say(zh: "\(points) 分", en: "\(points) p") + (left.isEmpty ? "" : "  \(left)") + answered
        + mark,
    ]
  }

  private func text(_ question: Question, _ state: PlayState) -> [String] {
    let item = state.items[question.position]
    let hint =
      state.drafts[question.position] == nil
      ? [] : [say(zh: "  （ok 照此提交，答案不能再改）", en: "  (ok gives this answer; it is final)")]
    return LineQuestion(item, state.answer(of: question.position), say)
      .lines(passageIsKnown: item.passage == question.passage) + hint
  }

  private func overview(_ state: PlayState) -> [String] {
    [screen.unansweredSentence(state)] + screen.partialSentence(state)
      + screen.draftSentence(state) + screen.flagSentence(state)
  }

  private func pictures(of position: Int, _ state: PlayState) -> [String] {
    guard state.items.indices.contains(position), let files = state.pictures[position] else {
      return [say(zh: "本题没有图片", en: "this question has no pictures")]
    }
    return files.lines(ItemPictures(state.items[position]), say)
  }

  // What is right

  /// Tells what was right as soon as it is known, while the attempt goes on.
  private func tellSolutions(_ question: inout Question, _ state: PlayState) {
    guard state.isAnswering else { return }
    for position in state.solutions.keys.sorted() where question.told.insert(position).inserted {
      tell(
        solution(of: position, state).enumerated().map { row, line in
          row == 0 ? " [\(position + 1)] " + line : "   " + line
        })
    }
  }

  private func solution(of position: Int, _ state: PlayState) -> [String] {
    guard let solution = state.solutions[position] else { return [] }
    let text = SolutionText(solution, of: state.items[position], say)
    return [text.verdict] + text.sentences
  }

  /// Pages through what was right, as long as there are lines.
  private func review(_ state: PlayState, _ source: inout LineSource) async {
    guard case .receipt = state.phase, !state.solutions.isEmpty, !source.hasEnded else { return }
    tell([
      say(zh: "空行看下一题的答案与解析，题号 跳转，quit 结束", en: "Enter for the next question, a number, or quit")
    ])
    var position = -1
    while case .line(let line)? = await source.next(wantsLine: true) {
      let word = line.trimmingSpace.lowercased()
      if let number = Int(word) {
        position = destination(number, state) ?? position
      } else if ["", "n", "next"].contains(word) {
        position += 1
      } else if ["p", "prev", "previous"].contains(word) {
        position = max(0, position - 1)
      } else {
        return
      }
      guard state.items.indices.contains(position) else { return }
      tell(
        heading(position, state, "")
          + LineQuestion(state.items[position], state.responses[position], say)
          .lines(passageIsKnown: false)
          + solution(of: position, state).map { "  " + $0 })
    }
  }
}
