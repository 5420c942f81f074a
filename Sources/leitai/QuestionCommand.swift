import ArgumentParser
import ContestAPI
import Foundation

/// `leitai question`
struct QuestionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "question",
    abstract: bothLanguages(zh: "更正一个阶段的题目（裁判）", en: "Correct questions of a stage (judges)"),
    subcommands: [VoidQuestion.self, Accept.self, Corrections.self])

  /// `leitai question void`
  struct VoidQuestion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "void",
      abstract: bothLanguages(zh: "一道题作废", en: "Let a question count for nobody"),
      discussion: bothLanguages(
        zh: "rescale：这道题不计分，其余得分按满分折算；full-marks：有这道题的人都得满分。",
        en: """
          rescale: the question does not count and the rest is scaled to the paper's full points; \
          full-marks: everybody who had it earns its points.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "题目标识", en: "The question's id"))
    var question: String
    @Option(help: .both(zh: "其分数如何处理", en: "What becomes of its points"))
    var policy: Policy = .rescale
    @OptionGroup var options: CorrectionOptions

    enum Policy: String, CaseIterable, ExpressibleByArgument {
      case rescale
      case fullMarks = "full-marks"
    }

    func run() async throws {
      try await options.carryOut(
        at: stage, question, policy.rawValue, answer: nil,
        try global.context(timeout: GlobalOptions.longTimeout))
    }
  }

  /// `leitai question accept`
  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "另一个答案也算对", en: "Accept another answer"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Argument(help: .both(zh: "题目标识", en: "The question's id"))
    var question: String
    @Argument(
      help: .both(
        zh: "答案，写法与题库文件相同，如 B、AC、12.5±0.1",
        en: "The answer, as a bank's file has it: B, AC, 12.5±0.1"))
    var answer: String
    @Flag(help: .both(zh: "原答案不再算对", en: "The old answer is wrong"))
    var instead = false
    @OptionGroup var options: CorrectionOptions

    func run() async throws {
      try await options.carryOut(
        at: stage, question, instead ? "replace" : "accept", answer: answer,
        try global.context(timeout: GlobalOptions.longTimeout))
    }
  }

  /// `leitai question corrections`
  struct Corrections: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "列出一个阶段的更正", en: "List the corrections of a stage"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress

    func run() async throws {
      let context = try global.context()
      let list: CorrectionList = try await context.get(
        Path.fill(Path.corrections, stage.segments))
      try context.console.show(list) { $0.lines(context.say) }
    }
  }
}

/// How a correction is made, or only looked at.
struct CorrectionOptions: ParsableArguments {
  @Flag(help: .both(zh: "分数不因此降低", en: "Nobody's score is lowered"))
  var onlyIfItHelps = false
  @Option(help: .both(zh: "只更正题库的这一版", en: "Only the question of this version of the bank"))
  var bankVersion: Int?
  @Option(help: .both(zh: "由哪项申诉引起", en: "The appeal that caused it"))
  var appeal: Int?
  @Option(help: .both(zh: "理由，记入成绩文件和日志", en: "Why; it is kept with the results"))
  var reason: String?
  @Flag(help: .both(zh: "只看会改变什么", en: "Only show what it would change"))
  var preview = false
  @Option(help: .both(zh: "最多列出几人", en: "List at most so many people"))
  var top = 20
  @Option(
    name: .shortAndLong,
    help: .both(zh: "把所有变化写到 csv 文件", en: "Write every change to a csv file"))
  var output: String?

  func validate() throws {
    if !preview, reason == nil {
      throw ValidationError(bothLanguages(zh: "请用 --reason 写明理由", en: "give a --reason"))
    }
    if top < 0 {
      throw ValidationError(bothLanguages(zh: "--top 不得为负", en: "--top is not below 0"))
    }
  }

  fileprivate func carryOut(
    at stage: StageAddress, _ question: String, _ treatment: String, answer: String?,
    _ context: CommandContext
  ) async throws {
    let report: CorrectionReport = try await context.post(
      Path.fill(Path.corrections, stage.segments),
      CorrectionWish(
        question: question, treatment: treatment, answer: answer, onlyIfItHelps: onlyIfItHelps,
        bankVersion: bankVersion, appeal: appeal, top: output == nil ? max(1, top) : .max,
        reason: reason ?? "",
        isPreview: preview))
    if let output { try LocalFile.write(report.csv(context.say), to: output) }
    try context.console.show(report) { $0.lines(context.say, top: top) }
  }
}

extension CorrectionReport {
  fileprivate func lines(_ say: Language, top: Int) -> [String] {
    let made =
      isApplied
      ? say(
        zh: "已更正，答案第 \(correction.keyVersion) 版",
        en: "corrected: key version \(correction.keyVersion)")
      : say(zh: "预览，未作改动", en: "preview, nothing was changed")
    let heading = [
      "\(stage)  \(correction.words(say))  \(made)",
      say(
        zh: "\(attempts.grouped) 份答卷有这道题，\(changedAttempts.grouped) 份得分改变",
        en: "\(attempts.counted("paper")) had it, of which \(changedAttempts.grouped) change their "
          + "score"),
      say(
        zh: "\(changedScores.grouped) 人成绩改变，\(changedRanks.grouped) 人名次改变，"
          + "\(admitted.grouped) 人进入晋级名单，\(excluded.grouped) 人退出",
        en: "to change: \(changedScores.counted("result")), \(changedRanks.counted("rank")); "
          + "\(admitted.grouped) onto the shortlist, \(excluded.grouped) off it"),
    ]
    let outcomes = outcomeLines(say, top: top)
    guard top > 0, !changes.isEmpty else { return heading + outcomes }
    let table = Table(
      [
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "姓名", en: "name"), .left),
        (say(zh: "得分", en: "score"), .left), (say(zh: "名次", en: "rank"), .left),
        (say(zh: "晋级", en: "shortlist"), .left), (say(zh: "单位", en: "unit"), .left),
      ],
      rows: changes.prefix(top).map { change in
        [
          change.admission, change.name,
          Self.change(change.before.score.points, change.after.score.points),
          Self.change(Self.rank(change.before.rank), Self.rank(change.after.rank)),
          change.shortlist(say), change.unit,
        ]
      })
    let all = max(changedScores, changedRanks, changes.count)
    let rest = all - min(top, changes.count)
    return heading + table.lines()
      + (rest > 0
        ? [
          say(zh: "还有至少 \(rest.grouped) 人，见 -o 文件", en: "and \(rest.grouped) or more: see -o FILE")
        ]
        : []) + outcomes
  }

  /// Who would gain and lose what.
  private func outcomeLines(_ say: Language, top: Int) -> [String] {
    guard let outcomes else { return [] }
    let gained = outcomes.count(where: \.isGained)
    let heading = say(
      zh: "结果（如现在确认成绩）：\(gained.grouped) 项增加，\(outcomes.count - gained) 项减少",
      en: "outcomes, if results were certified now: \(gained.grouped) gained, "
        + "\((outcomes.count - gained).grouped) lost")
    return [heading]
      + outcomes.prefix(top).map { change in
        "  \(change.isGained ? "+" : "-") \(change.admission)  \(change.name)  "
          + "\(change.title)  (\(change.pack) \(change.rule))"
      }
  }

  private static func rank(_ rank: Int) -> String { rank == 0 ? "-" : String(rank) }

  private static func change(_ before: String, _ after: String) -> String {
    before == after ? after : "\(before) → \(after)"
  }

  /// Every change, a row each.
  fileprivate func csv(_ say: Language) -> [UInt8] {
    let header = [
      say(zh: "准考证号", en: "admission"), say(zh: "姓名", en: "name"), say(zh: "单位", en: "unit"),
      say(zh: "地市", en: "city"), say(zh: "原得分", en: "score before"),
      say(zh: "新得分", en: "score after"), say(zh: "原名次", en: "rank before"),
      say(zh: "新名次", en: "rank after"), say(zh: "原晋级", en: "shortlisted before"),
      say(zh: "新晋级", en: "shortlisted after"),
    ]
    return changes.reduce(into: CSV.record(header)) { bytes, change in
      let truth = { (holds: Bool) in holds ? "1" : "0" }
      bytes += CSV.record([
        change.admission, change.name, change.unit, change.city, change.before.score.points,
        change.after.score.points, String(change.before.rank), String(change.after.rank),
        truth(change.before.isShortlisted), truth(change.after.isShortlisted),
      ])
    }
  }
}

extension CorrectionReport.Change {
  fileprivate func shortlist(_ say: Language) -> String {
    switch (before.isShortlisted, after.isShortlisted) {
    case (false, true): say(zh: "进入", en: "comes on")
    case (true, false): say(zh: "退出", en: "falls off")
    case (true, true): say(zh: "是", en: "yes")
    case (false, false): ""
    }
  }
}

extension CorrectionList {
  fileprivate func lines(_ say: Language) -> [String] {
    guard !corrections.isEmpty else {
      return [say(zh: "\(stage)：没有更正", en: "\(stage): no corrections")]
    }
    return Table(
      [
        (say(zh: "答案版本", en: "key version"), .right), (say(zh: "更正", en: "correction"), .left),
        (say(zh: "裁判", en: "judge"), .left), (say(zh: "时间", en: "at"), .left),
        (say(zh: "理由", en: "reason"), .left),
      ],
      rows: corrections.map {
        [String($0.keyVersion), $0.words(say), $0.judge, $0.at.dayAndTime(in: .current), $0.reason]
      }
    ).lines()
  }
}

extension Correction {
  /// What was ruled, in a few words.
  fileprivate func words(_ say: Language) -> String {
    let version = bankVersion.map { say(zh: "（题库第 \($0) 版）", en: " of bank version \($0)") } ?? ""
    let ruling =
      switch treatment {
      case "rescale": say(zh: "作废，其余折算", en: "void, the rest rescaled")
      case "full-marks": say(zh: "作废，给满分", en: "void, full marks")
      case "accept": say(zh: "\(answer ?? "") 也算对", en: "\(answer ?? "") is right as well")
      default: say(zh: "改为 \(answer ?? "")", en: "\(answer ?? "") is right instead")
      }
    let help = onlyIfItHelps ? say(zh: "，分数不降", en: ", where it helps") : ""
    return "\(question)\(version) \(ruling)\(help)"
  }
}
