import ArgumentParser
import ContestAPI

extension OutcomeCommand {
  /// `leitai outcome show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "显示一项成果的经过和依据", en: "What happened to an outcome, and by what it was decided"))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Argument(help: .both(zh: "成果编号", en: "The outcome's number"))
    var number: Int
    @Flag(
      help: .both(
        zh: "只输出所依据的事实，即 policy try 可据以重新判定的案例",
        en: "Only the facts by which it was decided, as a case from which policy try decides again")
    )
    var facts = false

    func run() async throws {
      let context = try global.context()
      let detail: OutcomeDetail = try await context.get(
        Path.fill(Path.outcome, [contest, "\(number)"]))
      guard facts else { return try context.console.show(detail) { $0.lines(context.say) } }
      guard let cases = EligibilityCases(detail, in: contest) else {
        throw CommandFailure.usage(
          context.say(
            zh: "成果 \(number) 未留存事实", en: "the facts of outcome \(number) were not kept"))
      }
      context.console.printLines(cases.text.split(separator: "\n").map(String.init))
    }
  }

  /// `leitai outcome notice`
  struct Notice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "公示中的成果名单，姓名打码，无须登录",
        en: "What is in public notice, with masked names; needs no sign-in"))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context()
      let list: OutcomeNotice = try await context.get(Path.fill(Path.outcomeNotice, [contest]))
      try context.console.show(list) { $0.lines(context.say) }
    }
  }
}
