import ArgumentParser
import ContestAPI
import Foundation

/// `leitai objection`
struct ObjectionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "objection",
    abstract: bothLanguages(
      zh: "公示期内对选手、单位或代表队的异议",
      en: "Objections in the public notice, against contestants, units or teams"),
    subcommands: [File.self, Dismiss.self, Uphold.self, List.self])

  /// `leitai objection file`
  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "登记对选手、单位或代表队的异议；处理前其结果暂缓",
        en: "Record one against a contestant, a unit or a team, who waits until it is settled"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "被提异议的选手", en: "The contestant whom it is about"))
    var contestant: String?
    @Option(help: .both(zh: "被提异议的单位（按名称）", en: "The unit that it is about, by its name"))
    var unit: String?
    @Option(help: .both(zh: "被提异议的代表队（按名称）", en: "The team that it is about, by its name"))
    var team: String?
    @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
    var reason: String

    func validate() throws {
      guard [contestant, unit, team].compactMap({ $0 }).count == 1 else {
        throw ValidationError(
          "CONTESTANT, --unit, --team: exactly one of them. 选手、单位、代表队须且只能写一个。")
      }
    }

    func run() async throws {
      try await global.context().send(
        ObjectionWish(
          contestant: contestant, unit: unit, team: team, step: "filed", reason: reason), to: stage)
    }
  }

  /// What every ruling says.
  struct Ruling: ParsableArguments {
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "异议的编号", en: "The objection's number"))
    var number: Int
    @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
    var reason: String

    fileprivate func send(_ step: String, _ context: CommandContext) async throws {
      try await context.send(
        ObjectionWish(filing: number, step: step, reason: reason), to: stage)
    }
  }

  /// `leitai objection dismiss`
  struct Dismiss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "异议不成立", en: "Dismiss an open one"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var ruling: Ruling

    func run() async throws { try await ruling.send("dismissed", try global.context()) }
  }

  /// `leitai objection uphold`
  struct Uphold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "异议成立：其退出名次，后面的递补",
        en: "Uphold it: whom it is about falls out, others move up"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var ruling: Ruling

    func run() async throws { try await ruling.send("upheld", try global.context()) }
  }

  /// `leitai objection list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "一个阶段的异议", en: "The objections of a stage"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress

    func run() async throws {
      let context = try global.context()
      let list: ObjectionList = try await context.get(
        Path.fill(Path.objections, stage.segments))
      try context.console.show(list) { list in
        list.objections.isEmpty
          ? [context.say(zh: "没有异议", en: "no objections")]
          : list.objections.map { $0.line(context.say) }
      }
    }
  }
}

extension CommandContext {
  fileprivate func send(_ wish: ObjectionWish, to stage: StageAddress) async throws {
    let objection: Objection = try await post(
      Path.fill(Path.objections, stage.segments), wish)
    try console.show(objection) { objection in
      let issued = (objection.issued ?? []).joined(separator: ", ")
      return [objection.line(say)]
        + (issued.isEmpty
          ? []
          : [
            say(
              zh: "此前已颁发：\(issued)；属实时应予撤销", en: "issued before: \(issued); revoke it if this is so"
            )
          ])
    }
  }
}

extension Objection {
  fileprivate func line(_ say: Language) -> String {
    let word =
      switch step {
      case "filed": say(zh: "提出", en: "filed")
      case "dismissed": say(zh: "不成立", en: "dismissed")
      default: say(zh: "成立", en: "upheld")
      }
    let about = filing.map { " → \($0)" } ?? ""
    let subject =
      unit.map { say(zh: "单位 \($0)", en: "unit \($0)") }
      ?? team.map { say(zh: "代表队 \($0)", en: "team \($0)") } ?? contestant
    return
      "\(number)\(about)  \(subject)  \(word)  \(by)  \(at.dayAndTime(in: .current))  \(reason)"
  }
}
