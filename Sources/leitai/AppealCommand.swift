import ArgumentParser
import ContestAPI
import Foundation

/// `leitai appeal`
struct AppealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal", abstract: bothLanguages(zh: "申诉", en: "Appeals"),
    subcommands: [
      File.self, List.self, Uphold.self, Reject.self, Confirm.self, Return.self,
    ])

  /// `leitai appeal file`
  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "对一道题或自己的成绩提出申诉（选手）", en: "Object to a question or to your result"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(help: .both(zh: "申诉内容", en: "What is wrong, in your words"))
    var reason: String
    @Option(help: .both(zh: "哪份答卷", en: "Which attempt"))
    var attempt: String?
    @Option(help: .both(zh: "第几题", en: "The question's number on the paper"))
    var question: Int?

    func validate() throws {
      if (attempt == nil) != (question == nil) {
        throw ValidationError(
          bothLanguages(
            zh: "--attempt 与 --question 要一起用", en: "--attempt and --question go together"))
      }
      if let question, question < 1 {
        throw ValidationError(bothLanguages(zh: "--question 从 1 起", en: "--question is 1 or more"))
      }
    }

    func run() async throws {
      let context = try global.context()
      let row: AppealRow = try await context.post(
        Path.fill(Path.appeals, stage.segments),
        AppealWish(attempt: attempt, item: question.map { $0 - 1 }, text: reason))
      try context.console.show(row) { $0.lines(context.say) }
    }
  }

  /// `leitai appeal list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "列出申诉；选手只看到自己的", en: "List appeals; contestants see their own"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Flag(help: .both(zh: "只列还没处理完的", en: "Only those that judges still have to deal with"))
    var pending = false

    func run() async throws {
      let context = try global.context()
      let list: AppealList = try await context.get(Path.fill(Path.appeals, stage.segments))
      let shown = AppealList(
        stage: list.stage, appeals: list.appeals.filter { !pending || $0.isPending })
      try context.console.show(shown) { list in
        list.appeals.isEmpty
          ? [context.say(zh: "\(list.stage)：没有申诉", en: "\(list.stage): no appeals")]
          : list.appeals.flatMap { $0.lines(context.say) }
      }
    }
  }

  /// `leitai appeal uphold`
  struct Uphold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "认为申诉成立，须另一位裁判确认", en: "Uphold an appeal; a second judge has to confirm"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: AppealStepOptions

    func run() async throws { try await step.carryOut("uphold", try global.context()) }
  }

  /// `leitai appeal reject`
  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "驳回申诉", en: "Reject an appeal"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: AppealStepOptions

    func run() async throws { try await step.carryOut("reject", try global.context()) }
  }

  /// `leitai appeal confirm`
  struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "第二位裁判确认申诉成立", en: "Confirm as the second judge that an appeal is upheld"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: AppealStepOptions

    func run() async throws { try await step.carryOut("confirm", try global.context()) }
  }

  /// `leitai appeal return`
  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "第二位裁判不同意，退回重议", en: "Disagree as the second judge, so that it is open again"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: AppealStepOptions

    func run() async throws { try await step.carryOut("return", try global.context()) }
  }
}

/// What acts that settle an appeal against a result say of it.
let appealHelp = ArgumentHelp.both(
  zh: "由第几项成立的成绩申诉引起", en: "The upheld appeal against the result that it settles")

/// Which appeal a judge deals with, and why so.
struct AppealStepOptions: ParsableArguments {
  @Argument(help: StageAddress.help)
  var stage: StageAddress
  @Argument(help: .both(zh: "申诉编号", en: "The appeal's number"))
  var number: Int
  @Option(help: .both(zh: "理由，选手会看到", en: "Why; the contestant is told"))
  var reason: String

  fileprivate func carryOut(_ kind: String, _ context: CommandContext) async throws {
    let row: AppealRow = try await context.post(
      Path.fill(Path.appealSteps, stage.segments + [String(number)]),
      AppealStepWish(kind: kind, reason: reason))
    try context.console.show(row) { $0.lines(context.say) }
  }
}

extension AppealRow {
  fileprivate var isPending: Bool { state == "open" || state == "upheld" }

  fileprivate func lines(_ say: Language) -> [String] {
    let standing =
      switch state {
      case "open": say(zh: "待处理", en: "open")
      case "upheld": say(zh: "待第二位裁判确认", en: "to be confirmed by a second judge")
      case "rejected": say(zh: "驳回", en: "rejected")
      default: say(zh: "成立", en: "upheld")
      }
    let subject =
      item.map { item in
        say(zh: "第 \(item + 1) 题", en: "question \(item + 1)")
          + (question.map { " (\($0))" } ?? "")
      } ?? say(zh: "成绩", en: "the result")
    let caused =
      keyVersions.isEmpty
      ? ""
      : "  "
        + say(zh: "更正：答案第 ", en: "corrected by key version ")
        + keyVersions.map(String.init).joined(separator: ", ") + say(zh: " 版", en: "")
    let ruled =
      judgingActs.isEmpty
      ? ""
      : "  "
        + say(zh: "评分记录 ", en: "settled by act ")
        + judgingActs.map(String.init).joined(separator: ", ")
    let heading =
      "\(number)  \(contestant)  \(filedAt.dayAndTime(in: .current))  \(subject)  \(standing)\(caused)\(ruled)"
    return [heading, "   " + text]
      + steps.map { step in
        "   \(step.at.dayAndTime(in: .current))  \(step.words(say))"
          + (step.judge.map { "  \($0)" } ?? "") + say(zh: "：", en: ": ") + step.reason
      }
  }
}

extension AppealRow.Step {
  fileprivate func words(_ say: Language) -> String {
    switch kind {
    case "uphold": say(zh: "认为成立", en: "upheld")
    case "reject": say(zh: "驳回", en: "rejected")
    case "confirm": say(zh: "确认成立", en: "confirmed")
    default: say(zh: "退回重议", en: "returned")
    }
  }
}
