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
        m 标记，r 总览，s 交卷，q 离开。填空和计算题按 Enter 或 i 填写，Enter 确定，Esc 放弃；排序题依次按
        字母；匹配题用 Tab 选左边的项，再按字母。v 把题中的图片存成文件并显示路径，
        结束时删除。逐题公布答案的阶段里，选好后按 y 提交本题，提交后不能再改。

        每个答案立即保存；断网时记在本机（$LEITAI_HOME/attempts），恢复后按原顺序补交，程序中断、
        电脑断电后再运行一次也会补交。交卷时签名的回执存入 $LEITAI_HOME/receipts，见 leitai receipt。
        除逐题公布答案的练习外，切换窗口、粘贴文字、改变窗口大小都会记录（逐行进行时看不到窗口）。

        没有终端或有 --lines 时逐行进行：答案如 B 或 ACD，排序如 BADC，匹配如 BA-C 或 1B 2A，填空和
        计算题直接写答案，2=答案 填第 2 空，= 后面的一律是答案；空行下一题，prev 上一题，题号（填空
        和计算题用 go 题号）跳转，clear 清除，mark 标记，view 取图片，review 看未答题，submit 交卷，
        quit 离开；除填空题外命令可以只写首字母（清除是 x）。
        """,
      en: """
        At a terminal: A-H choose (again to undo where several are right), x or Backspace clears, \
        arrows, n and p move, a number and g goes there, m marks a question to come back to it, r \
        reviews, s submits, q leaves. Enter or \
        i begins to type into a blank, Enter takes the text, Esc cancels; letters in turn make an \
        order; Tab goes to the next item to match and a letter matches it. v saves the question's \
        pictures as files until the end and shows their paths. Where the right answer is shown \
        after each question, y gives the answer, which is final.

        Every answer is saved at once; without a network it is kept on this machine \
        ($LEITAI_HOME/attempts) and sent later, in order, also after the program was interrupted \
        or the power failed: run it again. At submission a signed receipt goes to \
        $LEITAI_HOME/receipts; see leitai receipt. Except in practice with right answers after \
        each question, leaving the window, pasting and resizing are recorded (line by line no \
        window is seen).

        Without a terminal or with --lines, line by line: an answer such as B or ACD, an order \
        such as BADC, matches such as BA-C or 1B 2A, the text of a blank or a number as it is, \
        2=text for blank 2, =text for what would be a command; nothing for the next question, \
        prev, a question's number (go and the number where a text is asked for), clear, mark, view \
        for the pictures, review, submit, quit. Except in blanks a command's first letter is enough \
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
    let isScreen = Terminal.isInteractive && !global.json && !lines
    let earlier = await EarlierAttempts(context: context).settle(at: stage)
    for line in earlier { context.console.notice(line) }
    if isScreen, !earlier.isEmpty {
      context.console.notice(
        context.say(zh: "按 Enter 开始作答，Ctrl-C 不开始", en: "Enter begins, Ctrl-C does not"))
      guard readLine() != nil else { return }
    }
    let watch = Stopwatch()
    let sentAt = watch.now
    let view: AttemptView = try await context.post(
      Path.fill(Path.attempts, stage.segments), NoContent())
    let receivedAt = watch.now
    let journals = JournalFolder(home: context.sessions.path)
    // Not on this machine twice: each run would overwrite what the other has not sent. A machine
    // that cannot keep anything must not keep anybody from answering, and says so.
    var trouble: CommandFailure?
    var lock: AttemptLock?
    do throws(CommandFailure) {
      lock = try journals.lock(view.attempt)
    } catch {
      trouble = error
    }
    guard lock != nil || trouble != nil else {
      throw CommandFailure.usage(
        context.say(
          zh: "这份答卷正在本机的另一个窗口里作答", en: "this attempt is being played in another window"))
    }
    defer { withExtendedLifetime(lock) {} }
    let journal =
      try journals.load(view.attempt)
      ?? AttemptJournal(server: context.client.server, attempt: view.attempt, stage: view.stage)
    let (title, summary) = await titles(context)
    var state = PlayState(
      view, address: stage.description, title: title, say: context.say, size: Terminal.size,
      sentAt: sentAt, receivedAt: receivedAt, journal: journal, stage: summary)
    state.journalTrouble = trouble
    try await PlaySession(context: context, watch: watch, isScreen: isScreen).run(state)
  }

  /// The titles of contest, event and stage; the address where the server does not tell them.
  private func titles(_ context: CommandContext) async -> (String, StageSummary?) {
    guard
      let contest: ContestSummary = try? await context.get(
        Path.fill(Path.contest, [stage.contest])),
      let event = contest.events.first(where: { $0.id == stage.event }),
      let stage = event.stages.first(where: { $0.id == stage.stage })
    else { return (stage.description, nil) }
    return ([contest.title, event.title, stage.title].joined(separator: " · "), stage)
  }
}
