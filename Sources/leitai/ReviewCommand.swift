import ArgumentParser
import AttemptRecords
import ContestAPI
import ContestClient

/// `leitai review`
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: bothLanguages(zh: "回看一份已交的答卷", en: "Look at an attempt that was handed in"),
    discussion: bothLanguages(
      zh: "有回执和得分；阶段公布答案的，还可以逐题看答案与解析。",
      en: "Its receipt and score, and question by question what was right, where the stage tells."))

  @OptionGroup var global: GlobalOptions
  @Flag(help: .both(zh: "逐行进行，在终端里也一样", en: "Line by line, also at a terminal"))
  var lines = false
  @Argument(help: .both(zh: "答卷编号", en: "The attempt's id"))
  var attempt: String

  func run() async throws {
    let context = try global.context()
    let watch = Stopwatch()
    let sentAt = watch.now
    let view: AttemptView = try await context.get(Path.fill(Path.attempt, [attempt]))
    guard view.submittedAt != nil else {
      throw CommandFailure.usage(
        context.say(
          zh: "这份答卷还没有交卷：leitai play \(view.stage)",
          en: "it has not been handed in: leitai play \(view.stage)"))
    }
    let journal = try JournalFolder(home: context.sessions.path).load(attempt)
    let state = PlayState(
      view, address: view.stage, title: view.stage, say: context.say, size: Terminal.size,
      sentAt: sentAt, receivedAt: watch.now,
      journal: journal
        ?? AttemptJournal(server: context.client.server, attempt: view.attempt, stage: view.stage))
    try await PlaySession(
      context: context, watch: watch, isScreen: Terminal.isInteractive && !global.json && !lines
    ).run(state)
  }
}
