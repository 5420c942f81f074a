import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

/// `leitai play`
struct PlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: bothLanguages(zh: "答题；中断后再次运行即接着答", en: "Answer; run it again to go on"),
    discussion: bothLanguages(
      zh: """
        在终端里：A-H 选择（多选题再按一次取消），x 或退格清除，方向键、n、p 换题，题号加 g 跳转，
        r 总览，s 交卷，q 离开。填空和计算题按 Enter 或 i 填写，Enter 确定，Esc 放弃；排序题依次按
        字母；匹配题用 Tab 选左边的项，再按字母。v 把题中的图片存成文件并显示路径，
        结束时删除。每个答案立即保存；断网时留在内存里，恢复后按原顺序补交。

        没有终端或有 --lines 时逐行进行：答案如 B 或 ACD，排序如 BADC，匹配如 BA-C 或 1B 2A，填空和
        计算题直接写答案，2=答案 填第 2 空，= 后面的一律是答案；空行下一题，prev 上一题，题号（填空
        和计算题用 go 题号）跳转，clear 清除，view 取图片，review 看未答题，submit 交卷，quit 离开；
        除填空题外命令可以只写首字母（清除是 x）。
        """,
      en: """
        At a terminal: A-H choose (again to undo where several are right), x or Backspace clears, \
        arrows, n and p move, a number and g goes there, r reviews, s submits, q leaves. Enter or \
        i begins to type into a blank, Enter takes the text, Esc cancels; letters in turn make an \
        order; Tab goes to the next item to match and a letter matches it. v saves the question's \
        pictures as files until the end and shows their paths. Every answer is saved at once; \
        without a network it is kept and sent later, in order.

        Without a terminal or with --lines, line by line: an answer such as B or ACD, an order \
        such as BADC, matches such as BA-C or 1B 2A, the text of a blank or a number as it is, \
        2=text for blank 2, =text for what would be a command; nothing for the next question, \
        prev, a question's number (go and the number where a text is asked for), clear, view for \
        the pictures, review, submit, quit. Except in blanks a command's first letter is enough \
        (x clears).
        """))

  @OptionGroup var global: GlobalOptions
  @Flag(help: .both(zh: "逐行进行，在终端里也一样", en: "Line by line, also at a terminal"))
  var lines = false
  @Argument(help: StageAddress.help)
  var stage: StageAddress

  /// How long one request may take: a hanging connection must not keep an answer unsaved.
  private static let timeout = Duration.seconds(10)

  func run() async throws {
    let context = try global.context(timeout: Self.timeout)
    let watch = Stopwatch()
    let sentAt = watch.now
    let view: AttemptView = try await context.post(
      Path.fill(Path.attempts, stage.segments), NoContent())
    let receivedAt = watch.now
    let title = await title(context)
    let state = PlayState(
      view, address: stage.description, title: title, say: context.say, size: Terminal.size,
      sentAt: sentAt, receivedAt: receivedAt)
    let pictures = PictureFolder()
    defer { pictures.remove() }
    let connection = PlayConnection(
      context: context, attempt: view.attempt, watch: watch, pictures: pictures)
    let screen = PlayScreen(say: context.say, zone: .current)
    let left: PlayState
    if Terminal.isInteractive, !global.json, !lines {
      left = try await TerminalPlay(connection: connection, screen: screen).run(state)
    } else {
      left = try await LinePlay(connection: connection, screen: screen, console: context.console)
        .run(state)
    }
    try await finish(left, view.attempt, context, screen)
  }

  /// Says where the attempt stands, and ends as it does.
  private func finish(
    _ state: PlayState, _ attempt: String, _ context: CommandContext, _ screen: PlayScreen
  ) async throws {
    if case .stopped = state.phase, let trouble = state.trouble {
      for sentence in screen.unsavedSentence(state) { context.console.notice(sentence) }
      throw CommandFailure.server(trouble, server: context.client.server)
    }
    if global.json {
      let view: AttemptView = try await context.get(Path.fill(Path.attempt, [attempt]))
      try context.console.printJSON(view)
    } else {
      context.console.printLines(screen.farewell(state))
    }
    if let signal = state.signal { throw ExitCode(128 + signal) }
  }

  /// The titles of contest, event and stage; the address where the server does not tell them.
  private func title(_ context: CommandContext) async -> String {
    guard
      let contest: ContestSummary = try? await context.get(
        Path.fill(Path.contest, [stage.contest])),
      let event = contest.events.first(where: { $0.id == stage.event }),
      let stage = event.stages.first(where: { $0.id == stage.stage })
    else { return stage.description }
    return [contest.title, event.title, stage.title].joined(separator: " · ")
  }
}
