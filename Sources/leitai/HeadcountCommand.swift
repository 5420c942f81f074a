import ArgumentParser
import ContestAPI
import Foundation

/// `leitai headcount`
struct HeadcountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headcount",
    abstract: bothLanguages(zh: "各单位和代表队的应参赛人数", en: "How many people units and teams have"),
    subcommands: [Import.self, Show.self])

  /// `leitai headcount import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "导入人数表，算参赛率和覆盖率用", en: "Import headcounts, for rates of participation"),
      discussion: bothLanguages(
        zh: """
          .xlsx 或 .csv，列：单位、行政区划代码、人数，可有地市；代表队的人数另起一行，填代表队和人数。
          整表替换上一版；每一版都保留。
          封榜期间导入的人数，公众在解封后才看到。
          """,
        en: """
          .xlsx or .csv with columns unit, region, headcount and perhaps city; a row about a team has \
          team and headcount instead. The whole table takes \
          the place of the version before, which is kept. What is imported while a stage is frozen \
          shows in its public view only afterwards.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "人数表", en: "The file"))
    var file: String
    @Option(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let declared: HeadcountDeclaration = try await context.upload(
        Path.fill(Path.headcounts, [contest]), query: [], file: try LocalFile.read(file))
      try context.console.show(declared) {
        [
          context.say(
            zh: "第 \($0.version) 版：\($0.units.grouped) 个单位，共 \($0.people.grouped) 人"
              + ($0.teams > 0 ? "；\($0.teams.grouped) 个代表队" : ""),
            en: "version \($0.version): \($0.units.counted("unit")), \($0.people.grouped) people"
              + ($0.teams > 0 ? "; \($0.teams.counted("team"))" : ""))
        ]
      }
    }
  }

  /// `leitai headcount show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入过哪些版本", en: "The versions that were imported"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context()
      let list: HeadcountList = try await context.get(Path.fill(Path.headcounts, [contest]))
      try context.console.show(list) { $0.lines(context.say, in: .current) }
    }
  }
}

extension HeadcountList {
  func lines(_ say: Language, in zone: TimeZone) -> [String] {
    guard !versions.isEmpty else { return [say(zh: "没有导入过人数表", en: "no headcounts")] }
    return Table(
      [
        (say(zh: "版本", en: "version"), .right), (say(zh: "时间", en: "at"), .left),
        (say(zh: "导入者", en: "by"), .left), (say(zh: "单位", en: "units"), .right),
        (say(zh: "人数", en: "people"), .right), (say(zh: "代表队", en: "teams"), .right),
      ],
      rows: versions.map {
        [
          String($0.version), $0.at.dayAndTime(in: zone), $0.by, $0.units.grouped,
          $0.people.grouped, $0.teams.grouped,
        ]
      }
    ).lines()
  }
}
