import ArgumentParser
import ContestAPI

/// `leitai shortlist`
struct ShortlistCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shortlist",
    abstract: bothLanguages(
      zh: "晋级名单、加赛与递补", en: "Shortlists, play-offs and reserves"),
    subcommands: [Show.self, Decide.self, Withdraw.self], defaultSubcommand: Show.self)

  /// `leitai shortlist show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "谁晋级，谁递补（默认）", en: "Who goes on and who is next (default)"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(help: .both(zh: "输出格式", en: "The output's format"))
    var format: Format = .table
    @Flag(
      help: .both(
        zh: "csv 以字节顺序标记开头，Excel 才认得中文", en: "Begin csv with a byte order mark, for Excel"))
    var bom = false
    @Option(name: .shortAndLong, help: .both(zh: "写到文件", en: "Write to a file"))
    var output: String?

    enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, xlsx, json }

    func validate() throws {
      if global.json, format != .table {
        throw ValidationError(
          bothLanguages(zh: "--json 与 --format 只能用一个", en: "--json or --format, not both"))
      }
      if output == nil, format == .xlsx {
        throw ValidationError(bothLanguages(zh: "请用 -o 写明文件", en: "name the file to write with -o"))
      }
    }

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let path = Path.fill(Path.shortlist, stage.segments)
      if format == .table {
        let report: ShortlistReport = try await context.get(path)
        return try context.console.deliver(report, to: output) { $0.lines(context.say) }
      }
      let bytes = try await context.bytes(
        path, query: [("format", format.rawValue)] + (bom ? [("bom", "true")] : []))
      try context.console.deliver(bytes, to: output)
    }
  }

  /// `leitai shortlist decide`
  struct Decide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "记录加赛结果（裁判）", en: "Record the order of a play-off (judges)"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(
      help: .both(
        zh: "并列各人的准考证号，胜者在前，以逗号分隔",
        en: "Everybody of the group by admission number, the winner first, between commas"))
    var order: String
    @Option(help: .both(zh: "说明，如加赛得分；记入日志", en: "What decided, such as scores; it is kept"))
    var reason: String

    func run() async throws {
      let context = try global.context()
      let names = order.split(whereSeparator: { ",，".contains($0) })
        .map { String($0).trimmingSpaces }
      let act: ShortlistActReport = try await context.post(
        Path.fill(Path.playOffs, stage.segments), PlayOffWish(order: names, reason: reason))
      try context.console.show(act) { $0.lines(context.say) }
    }
  }

  /// `leitai shortlist withdraw`
  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "退出，或公示期异议成立：由本市下一名递补",
        en: "Somebody withdraws or an objection is upheld: the next of the city moves up"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var contestant: String
    @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
    var reason: String

    func run() async throws {
      let context = try global.context()
      let act: ShortlistActReport = try await context.post(
        Path.fill(Path.withdrawals, stage.segments),
        WithdrawalWish(contestant: contestant, reason: reason))
      try context.console.show(act) { $0.lines(context.say) }
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension ShortlistReport {
  func lines(_ say: Language) -> [String] {
    let state =
      status == "certified" ? say(zh: "已确认", en: "certified") : say(zh: "未经确认", en: "provisional")
    let passed = rows.count { $0.status == "admitted" || $0.status == "moved-up" }
    let reserves = rows.count { $0.status == "reserve" }
    var lines = [
      say(
        zh: "\(title)  \(state)  晋级 \(passed.grouped) 人，递补 \(reserves.grouped) 人",
        en: "\(title)  \(state)  \(passed.grouped) shortlisted, "
          + "\(reserves.counted("reserve"))")
    ]
    let table = Table(
      [
        (say(zh: "状态", en: "status"), .left), (say(zh: "名次", en: "rank"), .right),
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "姓名", en: "name"), .left),
        (say(zh: "得分", en: "score"), .right), (say(zh: "城市", en: "city"), .left),
        (say(zh: "单位", en: "unit"), .left),
      ],
      rows: rows.map {
        [
          $0.state(say), String($0.rank), $0.admission, $0.name, $0.score.points, $0.city, $0.unit,
        ]
      })
    if !rows.isEmpty { lines += table.lines() }
    for group in undecided {
      lines.append(
        say(zh: "待加赛：", en: "awaits a play-off: ") + group.joined(separator: " = "))
    }
    return lines + acts.flatMap { $0.lines(say) }
  }
}

extension ShortlistRow {
  fileprivate func state(_ say: Language) -> String {
    switch status {
    case "admitted": say(zh: "晋级", en: "admitted")
    case "moved-up": say(zh: "递补晋级", en: "moved up")
    case "undecided": say(zh: "待加赛", en: "play-off")
    case "reserve": say(zh: "递补 \(reserve ?? 0)", en: "reserve \(reserve ?? 0)")
    case "withdrawn": say(zh: "退出", en: "withdrawn")
    default: status
    }
  }
}

extension ShortlistActReport {
  fileprivate func lines(_ say: Language) -> [String] {
    let people = contestants.joined(separator: kind == "play-off" ? " > " : ", ")
    let what =
      kind == "play-off"
      ? say(zh: "加赛 \(people)", en: "play-off \(people)")
      : say(zh: "退出 \(people)", en: "withdrawn \(people)")
    let up =
      movedUp.isEmpty
      ? ""
      : say(
        zh: "，递补 \(movedUp.joined(separator: "、"))",
        en: ", moved up \(movedUp.joined(separator: ", "))")
    return ["\(number). \(what)\(up)  \(actor)  \(reason)"]
  }
}
