import ArgumentParser
import ContestAPI
import Foundation

/// `leitai issuer`
struct IssuerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issuer",
    abstract: bothLanguages(zh: "备案的评价机构", en: "Bodies registered to issue level certificates"),
    subcommands: [Import.self, List.self])

  /// `leitai issuer import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入备案机构表；全部或全不", en: "Import the register, all or none"),
      discussion: bothLanguages(
        zh: """
          .xlsx 或 .csv，列：机构名称、机构类型（企业或机构）、职业代码、等级范围（如 初级工..技师）、起始日期、截止日期、备案编号。
          同一备案编号、同一职业的后一条代替前一条；前一条保留。
          """,
        en: """
          .xlsx or .csv with columns name, kind (firm or body), occupation, levels (初级工..技师), from, \
          until, number. A later entry of the same number and occupation takes the place of an earlier \
          one, which is kept.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "机构表", en: "The file"))
    var file: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let imported: IssuersImported = try await context.upload(
        Path.issuers, query: [], file: try LocalFile.read(file))
      try context.console.show(imported) {
        [
          context.say(
            zh: "新增 \($0.added.grouped) 条，\(($0.entries - $0.added).grouped) 条早已登记",
            en: "\($0.added.grouped) added, \(($0.entries - $0.added).grouped) there already")
        ]
      }
    }
  }

  /// `leitai issuer list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "现行的备案机构", en: "The entries in force"))

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let context = try global.context()
      let list: IssuerList = try await context.get(Path.issuers)
      try context.console.show(list) { $0.lines(context.say) }
    }
  }
}

/// `leitai objection`
struct ObjectionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "objection",
    abstract: bothLanguages(zh: "公示期内的异议", en: "Objections in the public notice"),
    subcommands: [File.self, Dismiss.self, Uphold.self, List.self])

  /// What every step says.
  struct StepOptions: ParsableArguments {
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "被提异议的选手", en: "The contestant whom it is about"))
    var contestant: String
    @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
    var reason: String

    fileprivate func take(_ step: String, _ context: CommandContext) async throws {
      let objection: Objection = try await context.post(
        Path.fill(Path.objections, stage.segments),
        ObjectionWish(contestant: contestant, step: step, reason: reason))
      try context.console.show(objection) { [$0.line(context.say)] }
    }
  }

  /// `leitai objection file`
  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "登记异议；处理前此人的结果暂缓", en: "Record one; the person waits until it is settled"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: StepOptions

    func run() async throws { try await step.take("filed", try global.context()) }
  }

  /// `leitai objection dismiss`
  struct Dismiss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "异议不成立", en: "Dismiss the open one"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: StepOptions

    func run() async throws { try await step.take("dismissed", try global.context()) }
  }

  /// `leitai objection uphold`
  struct Uphold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "异议成立：此人退出名次，后面的递补", en: "Uphold it: the person falls out, others move up"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var step: StepOptions

    func run() async throws { try await step.take("upheld", try global.context()) }
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

extension IssuerList {
  func lines(_ say: Language) -> [String] {
    guard !issuers.isEmpty else { return [say(zh: "没有登记备案机构", en: "no issuer is registered")] }
    return Table(
      [
        (say(zh: "机构", en: "name"), .left), (say(zh: "类型", en: "kind"), .left),
        (say(zh: "职业", en: "occupation"), .left), (say(zh: "等级", en: "levels"), .left),
        (say(zh: "起", en: "from"), .left), (say(zh: "止", en: "until"), .left),
        (say(zh: "备案", en: "number"), .left),
      ],
      rows: issuers.map {
        [$0.name, $0.kind, $0.occupation, $0.levels, $0.from, $0.until ?? "", $0.number]
      }
    ).lines()
  }
}

extension Objection {
  fileprivate func line(_ say: Language) -> String {
    let word =
      switch step {
      case "filed": say(zh: "待处理", en: "open")
      case "dismissed": say(zh: "不成立", en: "dismissed")
      default: say(zh: "成立", en: "upheld")
      }
    return "\(number)  \(contestant)  \(word)  \(by)  \(at.dayAndTime(in: .current))  \(reason)"
  }
}
