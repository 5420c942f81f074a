import ArgumentParser
import ContestAPI
import Foundation

/// `leitai contest`
struct ContestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contest", abstract: bothLanguages(zh: "竞赛", en: "Contests"),
    subcommands: [
      Create.self, List.self, Show.self, Open.self, Close.self, Freeze.self, Unfreeze.self,
    ])

  /// `leitai contest create`
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "按竞赛方案建立竞赛", en: "Create a contest from its plan"),
      discussion: bothLanguages(
        zh: "方案文件旁边 policies 文件夹里的 *.yaml 是政策包，一并提交。",
        en: "Policy packs are the *.yaml files in the folder policies beside the plan."))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛方案（YAML）", en: "The plan (YAML)"))
    var plan: String

    func run() async throws {
      let context = try global.context()
      let new = try NewContest(readingPlan: plan)
      let contest: ContestSummary = try await context.post(Path.contests, new)
      try context.console.show(contest) { $0.lines(context.say) }
    }
  }

  /// `leitai contest list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "有哪些竞赛", en: "The contests"))

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let context = try global.context()
      let list: ContestList = try await context.get(Path.contests)
      try context.console.show(list) { $0.lines(context.say) }
    }
  }

  /// `leitai contest show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "一个竞赛的赛项和阶段", en: "A contest's events and stages"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context()
      let summary: ContestSummary = try await context.get(Path.fill(Path.contest, [contest]))
      try context.console.show(summary) { $0.lines(context.say) }
    }
  }

  /// `leitai contest open`
  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "开放阶段，选手可以作答", en: "Open stages for contestants"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: StageOptions

    func run() async throws { try await choice.move(Path.contestOpening, try global.context()) }
  }

  /// `leitai contest close`
  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "关闭阶段，未交的答卷一并交卷", en: "Close stages and hand in what is open"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: StageOptions

    func run() async throws { try await choice.move(Path.contestClosing, try global.context()) }
  }
}

extension ContestCommand {
  /// `leitai contest freeze`
  struct Freeze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "封榜：选手只看到现在的名次", en: "Let the public see the standings of this moment only"),
      discussion: bothLanguages(
        zh: "成绩确认之后不能再封榜。", en: "Not possible once the results are certified."))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var wish: FreezeOptions

    func run() async throws { try await wish.carryOut(Path.freeze, try global.context()) }
  }

  /// `leitai contest unfreeze`
  struct Unfreeze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "解除封榜", en: "Let the public see everything again"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var wish: FreezeOptions

    func run() async throws { try await wish.carryOut(Path.unfreeze, try global.context()) }
  }
}

/// Which standings are to stand still or to move, and why.
struct FreezeOptions: ParsableArguments {
  @Argument(help: StageAddress.help)
  var stage: StageAddress
  @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
  var reason: String

  fileprivate func carryOut(_ path: String, _ context: CommandContext) async throws {
    let standing: FreezeStanding = try await context.post(
      Path.fill(path, stage.segments), FreezeWish(reason: reason))
    try context.console.show(standing) { $0.lines(context.say) }
  }
}

extension FreezeStanding {
  fileprivate func lines(_ say: Language) -> [String] {
    [
      isFrozen
        ? say(zh: "\(stage) 已封榜", en: "\(stage) is frozen")
        : say(zh: "\(stage) 已解除封榜", en: "\(stage) is not frozen any more")
    ]
  }
}

/// Which stages of a contest to move.
struct StageOptions: ParsableArguments {
  @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
  var contest: String
  @Option(help: .both(zh: "只动每个赛项的这个阶段（默认全部）", en: "Only this stage of each event"))
  var stage: String?

  fileprivate func move(_ path: String, _ context: CommandContext) async throws {
    let move: StageMove = try await context.post(
      Path.fill(path, [contest]), StageChoice(stage: stage))
    try context.console.show(move) { $0.lines(context.say) }
  }
}

extension NewContest {
  /// Reads a plan and the policy packs in the folder `policies` beside it.
  ///
  /// - Throws: `CommandFailure.localFile`.
  init(readingPlan path: String) throws {
    let plan = try LocalFile.readText(path)
    let folder = URL(filePath: path).deletingLastPathComponent().appending(path: "policies").path()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var policies: [String: String] = [:]
    for name in names where name.hasSuffix(".yaml") {
      policies[name] = try LocalFile.readText("\(folder)/\(name)")
    }
    self.init(plan: plan, policies: policies)
  }
}

extension ContestList {
  func lines(_ say: Language) -> [String] {
    guard !contests.isEmpty else { return [say(zh: "还没有竞赛", en: "there are no contests")] }
    return Table(
      [
        (say(zh: "竞赛", en: "contest"), .left), (say(zh: "级别", en: "tier"), .left),
        (say(zh: "赛项", en: "events"), .right), (say(zh: "名称", en: "title"), .left),
      ],
      rows: contests.map { [$0.id, $0.tier, String($0.events.count), $0.title] }
    ).lines()
  }
}

extension ContestSummary {
  func lines(_ say: Language) -> [String] {
    let people = say(zh: "\(contestants.grouped) 名选手", en: "\(contestants.grouped) contestants")
    var lines = ["\(title)  \(id)  \(tier)  \(people)"]
    for event in events {
      lines.append("")
      lines.append(
        say(
          zh: "\(event.title)  \(event.id)  职业 \(event.occupation)  题库 \(event.bank)",
          en: "\(event.title)  \(event.id)  occupation \(event.occupation)  bank \(event.bank)"))
      lines += event.stageTable(say).lines(indent: 2)
    }
    return lines
  }
}

extension EventSummary {
  fileprivate func stageTable(_ say: Language) -> Table {
    Table(
      [
        (say(zh: "阶段", en: "stage"), .left), (say(zh: "名称", en: "title"), .left),
        (say(zh: "状态", en: "state"), .left), (say(zh: "开始", en: "opens"), .left),
        (say(zh: "结束", en: "closes"), .left), (say(zh: "题数", en: "questions"), .right),
        (say(zh: "时长", en: "time"), .right), (say(zh: "次数", en: "tries"), .left),
        (say(zh: "政策包", en: "policies"), .left),
      ],
      rows: stages.map {
        [
          $0.id, $0.title, $0.stateTitle(say), $0.opens, $0.closes,
        ] + $0.paper(say) + [$0.policies.joined(separator: ", ")]
      })
  }
}

extension StageSummary {
  fileprivate func stateTitle(_ say: Language) -> String {
    let title = StageMove.title(ofState: state, say)
    return isFrozen ? say(zh: "\(title)·封榜", en: "\(title), frozen") : title
  }

  /// Questions, time and tries, which a stage without a paper has not.
  fileprivate func paper(_ say: Language) -> [String] {
    guard questions > 0 else { return [say(zh: "线下", en: "offline"), "", ""] }
    return [questions.grouped, allowanceMilliseconds.countdown, tries(say)]
  }

  private func tries(_ say: Language) -> String {
    let day = triesPerDay.map { say(zh: "每天 \($0)", en: "\($0) a day") }
    let all = triesInAll.map { say(zh: "共 \($0)", en: "\($0) in all") }
    let both = [day, all].compactMap(\.self)
    return both.isEmpty ? say(zh: "不限", en: "any") : both.joined(separator: say(zh: "，", en: ", "))
  }
}

extension StageMove {
  fileprivate static func title(ofState state: String, _ say: Language) -> String {
    switch state {
    case "draft": say(zh: "草稿", en: "draft")
    case "open": say(zh: "开放", en: "open")
    case "closed": say(zh: "已关闭", en: "closed")
    case "certified": say(zh: "已确认", en: "certified")
    default: state
    }
  }

  func lines(_ say: Language) -> [String] {
    guard !moved.isEmpty else { return [say(zh: "没有要变动的阶段", en: "no stage had to be moved")] }
    return moved.map { "\($0)  \(Self.title(ofState: state, say))" }
  }
}
