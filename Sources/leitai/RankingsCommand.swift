import ArgumentParser
import ContestAPI

/// `leitai rankings`
struct RankingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rankings", abstract: bothLanguages(zh: "一个阶段的名次", en: "A stage's standings"))

  @OptionGroup var global: GlobalOptions
  @Argument(help: StageAddress.help)
  var stage: StageAddress
  @Option(
    help: .both(
      zh: "范围：overall、province:320000、city:320300、unit:单位名称 或 team:代表队名称",
      en: "overall, province:320000, city:320300, unit:NAME or team:NAME"))
  var scope = "overall"
  @Option(help: .both(zh: "只要前 N 名", en: "Only the first N"))
  var top: Int?
  @Option(help: .both(zh: "从第几行开始（默认 1）", en: "From which row on (default 1)"))
  var from: Int?
  @Flag(help: .both(zh: "裁判看公众所见的名次", en: "As the public sees them, for staff"))
  var publicView = false
  @Option(help: .both(zh: "某人前后的名次：me 或准考证号", en: "Around someone: me or an admission number"))
  var around: String?
  @Option(
    help: .both(
      zh: "输出格式；文件不加 --top 时是全部名次，pdf 供裁判签字",
      en: "The output's format; a file has all ranks without --top, pdf is for signing"))
  var format: Format = .table
  @Flag(
    help: .both(
      zh: "csv 以字节顺序标记开头，Excel 才认得中文", en: "Begin csv with a byte order mark, for Excel"))
  var bom = false
  @Option(
    help: .both(
      zh: "内部版，或姓名、准考证号打码的公示版", en: "For judges, or masked for public notice"))
  var edition: Edition?
  @Option(name: .shortAndLong, help: .both(zh: "写到文件", en: "Write to a file"))
  var output: String?
  @Flag(
    help: .both(
      zh: "一直看着榜，有变化就更新（默认前 10 名，最多 100 名），Ctrl-C 结束",
      en: "Keep watching (the first 10, at most 100) and show every change, until Ctrl-C"))
  var follow = false

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, xlsx, json, pdf }

  enum Edition: String, CaseIterable, ExpressibleByArgument {
    case `internal`
    case publicNotice = "public-notice"
  }

  func validate() throws {
    if let top, top < 1 {
      throw ValidationError(bothLanguages(zh: "--top 至少为 1", en: "--top is at least 1"))
    }
    if let from, from < 1 {
      throw ValidationError(bothLanguages(zh: "--from 至少为 1", en: "--from is at least 1"))
    }
    if follow, ![.table, .json].contains(format) || output != nil || from != nil || top ?? 1 > 100 {
      throw ValidationError(
        bothLanguages(
          zh: "--follow 只能用 --format table 或 json，不能与 --output、--from 同用，--top 最多 100",
          en: "--follow goes with --format table or json, without --output and --from, and --top "
            + "is at most 100"))
    }
    if global.json, format != .table {
      throw ValidationError(
        bothLanguages(zh: "--json 与 --format 只能用一个", en: "--json or --format, not both"))
    }
    if bom, format != .csv {
      throw ValidationError(
        bothLanguages(zh: "--bom 用于 --format csv", en: "--bom goes with --format csv"))
    }
    if edition != nil, format == .table {
      throw ValidationError(
        bothLanguages(zh: "--edition 要与 --format 一起用", en: "--edition goes with --format"))
    }
    if output == nil, format == .xlsx || format == .pdf {
      throw ValidationError(
        bothLanguages(zh: "请用 -o 写明文件", en: "name the file to write with -o"))
    }
  }

  private var streamQuery: [(String, String)] {
    [("scope", scope), ("top", String(top ?? 10))]
      + (publicView ? [("view", "public")] : []) + (around.map { [("around", $0)] } ?? [])
  }

  func run() async throws {
    let context = try global.context(
      timeout: format == .table ? GlobalOptions.shortTimeout : GlobalOptions.longTimeout)
    if follow {
      let isJSON = global.json || format == .json
      return try await RankingsFollower(
        context: context, stage: stage, query: streamQuery, isJSON: isJSON
      ).run()
    }
    let path = Path.fill(Path.rankings, stage.segments)
    var query = [("scope", scope)]
    if let top { query.append(("top", String(top))) }
    if let from { query.append(("from", String(from))) }
    if publicView { query.append(("view", "public")) }
    if let around { query.append(("around", around)) }
    if format == .table {
      let rankings: Rankings = try await context.get(path, query: query)
      return try context.console.deliver(rankings, to: output) { $0.lines(context.say) }
    }
    query.append(("format", format.rawValue))
    if bom { query.append(("bom", "true")) }
    if let edition { query.append(("edition", edition.rawValue)) }
    try context.console.deliver(try await context.bytes(path, query: query), to: output)
  }
}

extension Rankings {
  func lines(_ say: Language) -> [String] {
    let state =
      switch status {
      case "certified": say(zh: "已确认", en: "certified")
      case "frozen": say(zh: "已封榜", en: "frozen")
      default: say(zh: "实时", en: "live")
      }
    let heading = say(
      zh: "\(title)  \(scope)  \(state)  共 \(ranked.grouped) 人有名次",
      en: "\(title)  \(scope)  \(state)  \(ranked.grouped) ranked")
    typealias Column = (
      heading: (title: String, alignment: Table.Alignment), cell: (RankingRow) -> String
    )
    var columns: [Column] = [((say(zh: "名次", en: "rank"), .right), { String($0.rank) })]
    if rows.contains(where: { $0.overall != nil }) {
      columns.append(
        ((say(zh: "总名次", en: "overall"), .right), { $0.overall.map(String.init) ?? "" }))
    }
    columns += [
      ((say(zh: "准考证号", en: "admission"), .left), \.admission),
      ((say(zh: "姓名", en: "name"), .left), \.name),
      ((say(zh: "得分", en: "score"), .right), \.score.points),
      ((say(zh: "满分", en: "of"), .right), \.maximum.points),
      ((say(zh: "用时", en: "time"), .right), \.elapsedMilliseconds.elapsed),
      ((say(zh: "次数", en: "tries"), .right), { String($0.attempts) }),
      ((say(zh: "城市", en: "city"), .left), \.city),
      ((say(zh: "单位", en: "unit"), .left), \.unit),
    ]
    if rows.contains(where: { $0.team != nil }) {
      columns.append(((say(zh: "代表队", en: "team"), .left), { $0.team ?? "" }))
    }
    for (place, part) in (rows.first?.parts ?? []).enumerated() {
      columns.append(
        (
          (part.part, .left),
          { row in
            row.parts.flatMap { $0.indices.contains(place) ? $0[place].text : nil } ?? ""
          }
        ))
    }
    let table = Table(
      columns.map(\.heading), rows: rows.map { row in columns.map { $0.cell(row) } })
    return [heading] + (rows.isEmpty ? [] : table.lines()) + rankLines(say) + unrankedLines(say)
  }

  private func rankLines(_ say: Language) -> [String] {
    guard let ranks else { return [] }
    let table = Table(
      [
        (say(zh: "范围", en: "scope"), .left), (say(zh: "名次", en: "rank"), .right),
        (say(zh: "人数", en: "of"), .right),
      ], rows: ranks.map { [$0.scope, $0.rank.grouped, $0.ranked.grouped] })
    return [""] + table.lines()
  }

  private func unrankedLines(_ say: Language) -> [String] {
    guard let unranked else { return [] }
    let words = [
      "disqualified": say(zh: "取消成绩", en: "disqualified"),
      "not-submitted": say(zh: "未交卷", en: "not submitted"),
      "missing-part": say(zh: "缺一部分成绩", en: "a part is missing"),
      "zero-score": say(zh: "零分", en: "no points"),
      "failed-part": say(zh: "一部分不合格", en: "a part is failed"),
    ]
    let rows = unranked.map { row in
      [
        row.admission, row.name, row.score?.points ?? "-",
        row.reasons.map { words[$0] ?? $0 }.joined(separator: say(zh: "、", en: ", ")), row.city,
        row.unit, (row.parts ?? []).map(\.text).joined(separator: "  "),
      ]
    }
    let table = Table(
      [
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "姓名", en: "name"), .left),
        (say(zh: "得分", en: "score"), .right), (say(zh: "原因", en: "why"), .left),
        (say(zh: "城市", en: "city"), .left), (say(zh: "单位", en: "unit"), .left), ("", .left),
      ], rows: rows)
    let count = (notRanked ?? unranked.count).grouped
    let heading = ["", say(zh: "不参加排名：\(count) 人", en: "not ranked: \(count)")]
    return heading + (unranked.isEmpty ? [] : table.lines())
  }
}

extension RankedPart {
  /// Such as `practical 87.5/100`.
  var text: String {
    "\(part) \(score?.points ?? "-")/\(maximum.points)\(isPassed || score == nil ? "" : " ✗")"
  }
}
