import ArgumentParser
import ContestAPI

/// `leitai rollups`
struct RollupsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollups",
    abstract: bothLanguages(zh: "按单位、城市、省或代表队汇总成绩", en: "Results by unit, city, province or team"),
    discussion: bothLanguages(
      zh: """
        得分由阶段方案中 rollups 的规则算出；参赛率和覆盖率以 leitai headcount import 导入的人数为准。
        选手看不到人数过少的小组（以及能推算出它们的小组），显示为“<人数”。
        """,
      en: """
        The score follows from the field rollups of the stage's plan; rates rest on the headcounts \
        of leitai headcount import. Contestants are not shown groups of too few people, nor those \
        from which they could be worked out: they stand as "<5".
        """))

  @OptionGroup var global: GlobalOptions
  @Argument(help: StageAddress.help)
  var stage: StageAddress
  @Option(help: .both(zh: "按什么汇总：unit、city、province 或 team", en: "unit, city, province or team"))
  var by: Grouping = .unit
  @Option(help: .both(zh: "只要前 N 个", en: "Only the first N"))
  var top: Int?
  @Flag(help: .both(zh: "裁判看公众所见的汇总", en: "As the public sees them, for staff"))
  var publicView = false
  @Option(help: .both(zh: "输出格式", en: "The output's format"))
  var format: Format = .table
  @Flag(
    help: .both(
      zh: "csv 以字节顺序标记开头，Excel 才认得中文", en: "Begin csv with a byte order mark, for Excel"))
  var bom = false
  @Option(name: .shortAndLong, help: .both(zh: "写到文件", en: "Write to a file"))
  var output: String?

  enum Grouping: String, CaseIterable, ExpressibleByArgument { case unit, city, province, team }
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, xlsx, json }

  func validate() throws {
    if let top, top < 1 {
      throw ValidationError(bothLanguages(zh: "--top 至少为 1", en: "--top is at least 1"))
    }
    if global.json, format != .table {
      throw ValidationError(
        bothLanguages(zh: "--json 与 --format 只能用一个", en: "--json or --format, not both"))
    }
    if bom, format != .csv {
      throw ValidationError(
        bothLanguages(zh: "--bom 用于 --format csv", en: "--bom goes with --format csv"))
    }
    if output == nil, format == .xlsx {
      throw ValidationError(bothLanguages(zh: "请用 -o 写明文件", en: "name the file to write with -o"))
    }
  }

  func run() async throws {
    let context = try global.context(timeout: GlobalOptions.longTimeout)
    let path = Path.fill(Path.rollups, stage.segments)
    var query = [("by", by.rawValue)]
    if let top { query.append(("top", String(top))) }
    if publicView { query.append(("view", "public")) }
    if format == .table {
      let rollups: RollupList = try await context.get(path, query: query)
      return try context.console.deliver(rollups, to: output) { $0.lines(context.say) }
    }
    query.append(("format", format.rawValue))
    if bom { query.append(("bom", "true")) }
    try context.console.deliver(try await context.bytes(path, query: query), to: output)
  }
}

extension RollupList {
  func lines(_ say: Language) -> [String] {
    let state =
      switch status {
      case "certified": say(zh: "已确认", en: "certified")
      case "frozen": say(zh: "已封榜", en: "frozen")
      default: say(zh: "实时", en: "live")
      }
    let rule = rule.joined(separator: " + ")
    let ties = (ties ?? []).joined(separator: say(zh: "、", en: ", "))
    let heading =
      say(
        zh: "\(title)  \(state)  共 \(groups.grouped) 个  得分：\(rule)  至少 \(least) 人参赛才有名次",
        en: "\(title)  \(state)  \(groups.counted("group"))  score: \(rule)  "
          + "ranked from \(least.counted("participant")) on")
      + (ties.isEmpty ? "" : say(zh: "  同分看：\(ties)", en: "  ties: \(ties)"))
    let table = Table(
      [
        (say(zh: "名次", en: "rank"), .right), (say(zh: "名称", en: "name"), .left),
        (say(zh: "地区", en: "region"), .left), (say(zh: "得分", en: "score"), .right),
        (say(zh: "参赛人数", en: "people"), .right), (say(zh: "人次", en: "tries"), .right),
        (say(zh: "应参赛", en: "of"), .right), (say(zh: "参赛率%", en: "rate %"), .right),
        (say(zh: "单位", en: "units"), .right), (say(zh: "覆盖率%", en: "coverage %"), .right),
        (say(zh: "平均分", en: "mean"), .right), ("±95%", .right),
        (say(zh: "前 \(best) 名总分", en: "best \(best)"), .right),
        (say(zh: "合格率%", en: "pass %"), .right),
      ],
      rows: rows.map { $0.cells(small, $0.name) } + [total.cells(small, say(zh: "合计", en: "total"))]
    )
    return [heading] + table.lines()
  }
}

extension RollupRow {
  /// - Parameter small: what a group that is withheld has fewer participants than, for its own sake
  ///   or another's.
  fileprivate func cells(_ small: Int?, _ name: String) -> [String] {
    [
      rank.map(String.init) ?? "", name, region ?? "", score?.points ?? "",
      isWithheld ? "<\(small ?? 0)" : participants?.grouped ?? "", participations?.grouped ?? "",
      headcount?.grouped ?? "", participationRate?.points ?? "",
      units.map { units in
        unitsDeclared.map { "\(units.grouped)/\($0.grouped)" } ?? units.grouped
      } ?? "",
      coverage?.points ?? "", mean?.points ?? "", meanHalfWidth?.points ?? "",
      sumOfBest?.points ?? "", passRate?.points ?? "",
    ]
  }
}
