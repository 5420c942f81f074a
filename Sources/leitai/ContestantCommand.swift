import ArgumentParser
import ContestAPI

/// `leitai contestant`
struct ContestantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contestant",
    abstract: bothLanguages(zh: "对选手的裁定（裁判）", en: "Rulings about contestants (judges)"),
    subcommands: [Disqualify.self, Reinstate.self])

  /// Whom a ruling is about, and why.
  struct Target: ParsableArguments {
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var admission: String
    @Option(help: .both(zh: "理由", en: "Why"))
    var reason: String
    @Option(help: appealHelp)
    var appeal: Int?

    func post(_ template: String, _ context: CommandContext) async throws {
      let standing: ContestantStanding = try await context.post(
        Path.fill(template, stage.segments),
        ContestantRuling(admission: admission, reason: reason, appeal: appeal))
      try context.console.show(standing) { standing in
        [
          standing.isDisqualified
            ? context.say(
              zh: "\(standing.admission) 在 \(standing.stage) 不再排名，后面的名次递补",
              en: "\(standing.admission) has no rank in \(standing.stage); those behind move up")
            : context.say(
              zh: "\(standing.admission) 在 \(standing.stage) 恢复排名",
              en: "\(standing.admission) is ranked in \(standing.stage) again")
        ] + outdatedLines(standing.outdated, context.say)
      }
    }
  }

  /// `leitai contestant disqualify`
  struct Disqualify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "取消一名选手在一个阶段的成绩", en: "Exclude a contestant from a stage's ranks")
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target

    func run() async throws {
      try await target.post(Path.disqualifications, try global.context())
    }
  }

  /// `leitai contestant reinstate`
  struct Reinstate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "恢复一名选手的成绩", en: "Take an exclusion back"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target

    func run() async throws {
      try await target.post(Path.reinstatements, try global.context())
    }
  }
}
