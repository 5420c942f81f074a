import ArgumentParser
import ContestAPI
import Foundation

/// `leitai achievement`
struct AchievementCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "achievement",
    abstract: bothLanguages(
      zh: "个人成就档案：等级、称号、学时……", en: "What is known of people: levels, titles, hours …"),
    subcommands: [Import.self, Show.self, Strike.self])

  /// `leitai achievement import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入事实；全部或全不", en: "Import facts, all or none"),
      discussion: bothLanguages(
        zh: """
          .xlsx 或 .csv，一行一人，以准考证号或身份证号对应。列：技能等级、职业代码、证书编号、发证机构、晋升竞赛、
          称号、培训学时、从业起始、出生日期、性别、人员类别、工作单位、师傅；以及日期、佐证材料、来源。
          填了的每一列成为一条事实；没有日期的按导入当天算，有证书编号或晋升竞赛的须写日期。判定时，
          成绩确认之后的等级、称号、学时不算。已有的不重复；写错的用“更正”列给出原事实的编号，原事实保留。
          """,
        en: """
          .xlsx or .csv, one person a row, by admission or identity number. Columns: level, occupation, \
          certificate, issuer, contest, title, hours, works-since, birth-date, gender, category, \
          employer, mentor; and date, evidence, source. Each that is filled in becomes a fact, of today \
          where it has no date; levels with a certificate or a contest need one. Levels, titles and \
          hours from after the certification of results do not count for them. What is there already is \
          left out; the column corrects names a fact that was wrong, which is kept.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "事实表", en: "The file"))
    var file: String
    @Flag(help: .both(zh: "只检查，不写入", en: "Check the file and write nothing"))
    var dryRun = false
    @Option(help: .both(zh: "理由，随事实保存", en: "Why; it is kept with the facts"))
    var reason: String?

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let query =
        (dryRun ? [("dry-run", "true")] : []) + (reason.map { [("reason", $0)] } ?? [])
      let imported: AchievementsImported = try await context.upload(
        Path.achievementFiles, query: query, file: try LocalFile.read(file))
      try context.console.show(imported) { [$0.line(context.say)] }
    }
  }

  /// `leitai achievement show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "某人的全部事实和已确认的成绩", en: "Everything known of one person"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var contestant: String

    func run() async throws {
      let context = try global.context()
      let ledger: AchievementLedger = try await context.get(
        Path.fill(Path.achievements, [contestant]))
      try context.console.show(ledger) { $0.lines(context.say) }
    }
  }

  /// `leitai achievement strike`
  struct Strike: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "作废一条写错的事实；原文保留", en: "Strike a fact that was wrong; it is kept"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var contestant: String
    @Argument(help: .both(zh: "事实的编号", en: "The fact's number"))
    var number: Int
    @Option(help: .both(zh: "理由，随事实保存", en: "Why; it is kept"))
    var reason: String

    func run() async throws {
      let context = try global.context()
      let struck: AchievementsImported = try await context.post(
        Path.fill(Path.achievementStrikes, [contestant, String(number)]),
        AchievementStrike(reason: reason))
      try context.console.show(struck) { _ in
        [context.say(zh: "第 \(number) 号事实已作废", en: "fact \(number) is struck")]
      }
    }
  }
}

extension AchievementsImported {
  fileprivate func line(_ say: Language) -> String {
    guard !isDryRun else {
      return say(
        zh: "\(facts.grouped) 条事实，没有错误；未写入",
        en: "\(facts.counted("fact")), no errors; nothing was written")
    }
    let known = facts - added
    return say(
      zh: "新增 \(added.grouped) 条事实，\(known.grouped) 条早已登记",
      en: "\(added.counted("fact")) added, \(known.grouped) there already")
  }
}

extension AchievementLedger {
  func lines(_ say: Language) -> [String] {
    var lines = ["\(contestant)  \(name)"]
    if facts.isEmpty {
      lines.append(say(zh: "没有登记事实", en: "no facts are recorded"))
    } else {
      lines += Table(
        [
          (say(zh: "编号", en: "number"), .right), (say(zh: "类别", en: "kind"), .left),
          (say(zh: "内容", en: "value"), .left), (say(zh: "日期", en: "date"), .left),
          (say(zh: "佐证", en: "evidence"), .left), (say(zh: "来源", en: "source"), .left),
          (say(zh: "状态", en: "state"), .left),
        ],
        rows: facts.map { fact in
          [
            String(fact.number), fact.kind, fact.words, fact.date, fact.evidence,
            fact.source ?? "",
            fact.correctedBy.map { say(zh: "被 \($0) 更正", en: "corrected by \($0)") } ?? "",
          ]
        }
      ).lines()
    }
    guard !results.isEmpty else { return lines }
    lines.append(say(zh: "已确认的成绩：", en: "certified results:"))
    lines += Table(
      [
        (say(zh: "阶段", en: "stage"), .left), (say(zh: "名次", en: "rank"), .right),
        (say(zh: "共", en: "of"), .right), (say(zh: "前 %", en: "best %"), .right),
        (say(zh: "成绩", en: "score"), .right), (say(zh: "满分", en: "maximum"), .right),
        (say(zh: "入围", en: "shortlist"), .left), (say(zh: "成绩文件", en: "results"), .left),
      ],
      rows: results.map {
        [
          $0.stage, $0.rank.map(String.init) ?? "-", $0.ranked.grouped,
          $0.percentile.map(String.init) ?? "-", $0.score.points, $0.maximum.points,
          $0.isShortlisted ? "✓" : "", "v\($0.version) \($0.hash.prefix(16))",
        ]
      }
    ).lines()
    return lines
  }
}

extension AchievementFact {
  /// The value with what belongs to it.
  fileprivate var words: String {
    let more = [occupation, certificate, issuer, contest].compactMap { $0 }
    let own = corrects.map { "\(value) (→ \($0))" } ?? value
    return more.isEmpty ? own : "\(own)  \(more.joined(separator: "  "))"
  }
}
