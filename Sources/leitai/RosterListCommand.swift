import ArgumentParser
import ContestAPI

extension RosterCommand {
  /// `leitai roster list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "查看选手名单", en: "Who is on the roster"))

    @OptionGroup var global: GlobalOptions
    @Option(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Option(help: .both(zh: "只看一个赛项", en: "Only of one event"))
    var event: String?
    @Option(help: .both(zh: "只看一个代表队", en: "Only of one team"))
    var team: String?

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      try context.console.show(try await whole(context)) { $0.lines(context.say) }
    }

    /// All pages as one.
    private func whole(_ context: CommandContext) async throws -> RosterPage {
      var rows: [RosterPage.Row] = []
      while true {
        var query = [("from", String(rows.count + 1))]
        if let event { query.append(("event", event)) }
        if let team { query.append(("team", team)) }
        let page: RosterPage = try await context.get(
          Path.fill(Path.roster, [contest]), query: query)
        rows += page.rows
        if page.rows.isEmpty || rows.count >= page.contestants {
          return RosterPage(contest: page.contest, contestants: page.contestants, rows: rows)
        }
      }
    }
  }
}

extension RosterPage {
  func lines(_ say: Language) -> [String] {
    let table = Table(
      [
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "姓名", en: "name"), .left),
        (say(zh: "赛项", en: "event"), .left), (say(zh: "代表队", en: "team"), .left),
        (say(zh: "等级", en: "level"), .left), (say(zh: "地区", en: "region"), .left),
        (say(zh: "城市", en: "city"), .left), (say(zh: "单位", en: "unit"), .left),
      ],
      rows: rows.map {
        [
          $0.admission, $0.name, $0.event, $0.team ?? "", $0.level ?? "", $0.region, $0.city,
          $0.unit,
        ]
      })
    let teams = Set(rows.compactMap(\.team)).count
    return table.lines() + [
      say(
        zh: "\(contestants.grouped) 名选手，\(teams.grouped) 个代表队",
        en: "\(contestants.counted("contestant")), \(teams.counted("team"))")
    ]
  }
}
