import ArgumentParser
import ContestAPI
import Foundation

/// `leitai score`
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: bothLanguages(zh: "线下部分的评分", en: "Scores of offline parts"),
    subcommands: [
      Assign.self, Enter.self, Import.self, List.self, Settle.self, History.self,
    ])

  /// One part of a stage.
  struct Target: ParsableArguments {
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(help: .both(zh: "阶段的哪个部分，如 practical", en: "The part, such as practical"))
    var part: String

    var segments: [String] { stage.segments + [part] }
  }

  /// `leitai score assign`
  struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "把选手分配给裁判（组委会）", en: "Say who scores whom (organizers)"),
      discussion: bothLanguages(
        zh: "文件（.xlsx 或 .csv）有“准考证号”和“裁判”两列，每行一名选手的一名裁判。\n文件中的选手由文件所列的裁判评分，其余裁判不再评分。",
        en: """
          A file (.xlsx or .csv) with the columns admission and judge, one judge of one contestant a row.
          It names all judges of the contestants in it; whoever else had one of them is released.
          """))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: .both(zh: "文件", en: "The file"))
    var file: String
    @Option(
      help: .both(
        zh: "理由；撤下已评分的裁判时必填", en: "Why; needed where a released judge gave a score"))
    var reason: String?

    func run() async throws {
      let context = try global.context()
      let taken: RowsTaken = try await context.upload(
        Path.fill(Path.partJudges, target.segments), query: reason.map { [("reason", $0)] } ?? [],
        file: try LocalFile.read(file))
      try context.console.show(taken) {
        [
          context.say(
            zh: "新分配 \($0.added)，解除 \($0.superseded)，不变 \($0.unchanged)",
            en: "\($0.added) assigned, \($0.superseded) released, \($0.unchanged) as before")
        ]
      }
    }
  }

  /// `leitai score enter`
  struct Enter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "录入一名选手的得分（裁判）", en: "Enter one contestant's score (judges)"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var admission: String
    @Argument(help: .both(zh: "得分，至多三位小数", en: "The score, at most three decimals"))
    var score: String
    @Option(help: .both(zh: "备注", en: "A remark"))
    var note: String?
    @Option(help: .both(zh: "更改已有得分的理由", en: "Why an earlier score is changed"))
    var reason: String?
    @Option(help: appealHelp)
    var appeal: Int?

    func run() async throws {
      let context = try global.context()
      let taken: RowsTaken = try await context.post(
        Path.fill(Path.partScores, target.segments),
        ScoreEntry(
          admission: admission, score: score, note: note, reason: reason, appeal: appeal))
      try context.console.show(taken) { $0.lines(context.say) }
    }
  }

  /// `leitai score import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "从文件录入得分（裁判）", en: "Enter scores from a file (judges)"),
      discussion: bothLanguages(
        zh: "文件（.xlsx 或 .csv）有“准考证号”“得分”两列，可以有“备注”。有一处错误就全部不录入；\n已录入且相同的得分不变，更改已有得分须写 --reason。",
        en: """
          A file (.xlsx or .csv) with the columns admission and score, and note if you like. With one error
          nothing is entered. Scores that are there already stay; changing one needs --reason.
          """))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: .both(zh: "文件", en: "The file"))
    var file: String
    @Option(help: .both(zh: "更改已有得分的理由", en: "Why earlier scores are changed"))
    var reason: String?
    @Option(help: appealHelp)
    var appeal: Int?

    func run() async throws {
      let context = try global.context()
      let taken: RowsTaken = try await context.upload(
        Path.fill(Path.partScoreFiles, target.segments),
        query: (reason.map { [("reason", $0)] } ?? [])
          + (appeal.map { [("appeal", String($0))] } ?? []),
        file: try LocalFile.read(file))
      try context.console.show(taken) { $0.lines(context.say) }
    }
  }

  /// `leitai score list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "各裁判的得分、合成得分和尚缺的得分",
        en: "Every judge's score, what they make, and who is missing"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Flag(help: .both(zh: "只列尚缺或须复核的", en: "Only those that wait for somebody"))
    var open = false
    @Option(help: .both(zh: "从第几人开始（默认 1）", en: "From which contestant on (default 1)"))
    var from: Int?
    @Option(help: .both(zh: "只要 N 人", en: "Only N of them"))
    var top: Int?

    func run() async throws {
      let context = try global.context()
      let list: PartScoreList = try await context.get(
        Path.fill(Path.partScores, target.segments),
        query: (open ? [("open", "true")] : []) + (from.map { [("from", "\($0)")] } ?? [])
          + (top.map { [("top", "\($0)")] } ?? []))
      try context.console.show(list) { $0.lines(context.say) }
    }
  }

  /// `leitai score settle`
  struct Settle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "复核差异过大的评分，维持原分", en: "Look again where judges disagree, and let it stand"),
      discussion: bothLanguages(
        zh: "须由没有给这名选手评分的裁判或组委会进行；之后再改分须重新复核。",
        en:
          "By a judge who did not score this contestant, or an organizer. Another score afterwards\n"
          + "needs another look."))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var admission: String
    @Option(help: .both(zh: "理由", en: "Why"))
    var reason: String
    @Option(help: appealHelp)
    var appeal: Int?

    func run() async throws {
      let context = try global.context()
      let list: PartScoreList = try await context.post(
        Path.fill(Path.partSettlements, target.segments),
        ContestantRuling(admission: admission, reason: reason, appeal: appeal))
      try context.console.show(list) { list in
        [
          context.say(
            zh: "已复核 \(admission)，还有 \(list.unsettled) 人待复核",
            en: "settled \(admission); \(list.unsettled) more to look at")
        ]
      }
    }
  }

  /// `leitai score history`
  struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "一名选手的全部录入和裁定，包括被取代的",
        en: "Everything entered and ruled about a contestant, superseded or not"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var admission: String

    func run() async throws {
      let context = try global.context()
      let history: JudgingHistory = try await context.get(
        Path.fill(Path.judgingHistory, stage.segments + [admission]))
      try context.console.show(history) { $0.lines(context.say) }
    }
  }
}

extension RowsTaken {
  fileprivate func lines(_ say: Language) -> [String] {
    [
      say(
        zh: "录入 \(added)，更改 \(superseded)，不变 \(unchanged)",
        en: "\(added) entered, \(superseded) changed, \(unchanged) as before")
    ] + outdatedLines(outdated, say)
  }
}

/// Says that certified results do not have what was just done, when there are any.
func outdatedLines(_ version: Int?, _ say: Language) -> [String] {
  guard let version else { return [] }
  return [
    say(
      zh: "确认的第 \(version) 版尚未计入：请重新确认（leitai results certify）",
      en: "version \(version) of the certified results does not have it yet: certify again")
  ]
}

extension PartScoreList {
  fileprivate func lines(_ say: Language) -> [String] {
    let rule = "\(combine), \(atLeast)+" + (disagreement.map { ", ±\($0.points)" } ?? "")
    let heading = say(
      zh: "\(title)  满分 \(maximum.points)  \(rule)  尚缺 \(missing) 人，待复核 \(unsettled) 人",
      en: "\(title)  of \(maximum.points)  \(rule)  \(missing) missing, \(unsettled) to settle")
    let table = Table(
      [
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "姓名", en: "name"), .left),
        (say(zh: "合成", en: "score"), .right), (say(zh: "各裁判", en: "judges"), .left),
        (say(zh: "情况", en: "state"), .left),
      ],
      rows: rows.map { row in
        [
          row.admission, row.name, row.combined?.points ?? "-",
          (row.scores.map { "\($0.judge) \($0.score.points)" } + row.awaited.map { "\($0) ?" })
            .joined(separator: ", "), row.state(say),
        ]
      })
    let page = say(
      zh: "共 \(contestants.grouped) 人，这里 \(rows.count.grouped) 人：其余见 --from",
      en: "\(rows.count.grouped) of \(contestants.grouped): --from shows the others")
    return [heading] + (rows.isEmpty ? [] : table.lines())
      + (rows.count < contestants ? [page] : [])
  }
}

extension PartScoreList.Row {
  fileprivate func state(_ say: Language) -> String {
    if isDisqualified { return say(zh: "取消成绩", en: "disqualified") }
    var words: [String] = []
    if isMissing { words.append(say(zh: "尚缺", en: "missing")) }
    if isDisputed, let settledBy {
      words.append(say(zh: "\(settledBy) 已复核", en: "settled by \(settledBy)"))
    } else if isDisputed {
      words.append(say(zh: "! 差异过大", en: "! they disagree"))
    }
    return words.joined(separator: say(zh: "，", en: ", "))
  }
}

extension JudgingHistory {
  fileprivate func lines(_ say: Language) -> [String] {
    let heading = "\(stage)  \(admission)  \(name)"
    guard !acts.isEmpty else {
      return [heading, say(zh: "没有记录", en: "nothing was entered")]
    }
    return [heading]
      + Table(
        [
          (say(zh: "时间", en: "at"), .left), (say(zh: "何人", en: "by"), .left),
          (say(zh: "部分", en: "part"), .left), (say(zh: "记录", en: "act"), .left),
          (say(zh: "理由和备注", en: "reason, note"), .left),
        ],
        rows: acts.map { act in
          [
            act.at.dayAndTime(in: .current), act.actor, act.part ?? "", act.text(say),
            act.remarks(say),
          ]
        }
      ).lines()
  }
}

extension JudgingHistory.Act {
  fileprivate func remarks(_ say: Language) -> String {
    let cause = appeal.map { say(zh: "申诉 \($0)", en: "appeal \($0)") } ?? ""
    return [cause, reason, note].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  fileprivate func text(_ say: Language) -> String {
    let judge = judge ?? ""
    return switch kind {
    case "assigned": say(zh: "由 \(judge) 评分", en: "\(judge) is to score")
    case "released": say(zh: "\(judge) 不再评分", en: "\(judge) no longer scores")
    case "scored": score?.points ?? ""
    case "settled": say(zh: "复核，维持原分", en: "looked again, scores stand")
    case "disqualified": say(zh: "取消成绩", en: "disqualified")
    case "reinstated": say(zh: "恢复成绩", en: "reinstated")
    default: kind
    }
  }
}
