import ArgumentParser
import ContestAPI
import Foundation

/// `leitai blueprint`
struct BlueprintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blueprint", abstract: bothLanguages(zh: "组卷蓝图", en: "Blueprints of papers"),
    subcommands: [Check.self, Forms.self])

  /// The stages that are meant.
  struct Choice: ParsableArguments {
    @Argument(help: .both(zh: "竞赛方案文件（YAML），或已建立的竞赛", en: "A plan (YAML), or a contest's id"))
    var plan: String
    @Option(help: .both(zh: "赛项（默认全部）", en: "The event (default: all)"))
    var event: String?
    @Option(help: .both(zh: "阶段（默认全部）", en: "The stage (default: all)"))
    var stage: String?
    @Option(help: .both(zh: "题库版本（默认最新）", en: "The bank's version (default: the newest)"))
    var version: Int?

    /// What is asked of the server: a file's plan, or the contest of that name.
    func query(attempts: Int? = nil, forms: Int? = nil) throws -> BlueprintQuery {
      let isFile = plan.contains(where: "./".contains)
      return BlueprintQuery(
        plan: isFile ? try LocalFile.readText(plan) : nil, contest: isFile ? nil : plan,
        event: event, stage: stage, version: version, attempts: attempts, forms: forms)
    }
  }

  /// `leitai blueprint check`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "题库够不够组卷，每题会被抽到几次", en: "Whether the bank fills the papers"),
      discussion: bothLanguages(
        zh: "题目不够时逐项说明缺什么，退出码为 1。", en: "Says what is missing, with the exit code 1."))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: Choice
    @Option(help: .both(zh: "按多少人次预测", en: "Attempts to forecast"))
    var attempts = 1_000

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let checks: BlueprintChecks = try await context.post(
        Path.blueprintCheck, try choice.query(attempts: attempts))
      try context.console.show(checks) { $0.lines(context.say) }
      if checks.stages.contains(where: { !$0.shortages.isEmpty }) { throw CommandFailure.finding }
    }
  }

  /// `leitai blueprint forms`
  struct Forms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "组成难度相同的平行卷", en: "Assemble parallel forms"),
      discussion: bothLanguages(
        zh: "任意两卷的平均难度相差不超过 0.01，各部分题数相同。",
        en: "The mean difficulty of two forms differs by at most 0.01; their sections are equal."))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: Choice
    @Option(help: .both(zh: "几套卷", en: "How many forms"))
    var count: Int?
    @Option(
      name: .shortAndLong, help: .both(zh: "把试题和答案写成 .xlsx", en: "Write them to an .xlsx file"))
    var output: String?

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let query = try choice.query(forms: count)
      guard let output else {
        let forms: PaperFormsView = try await context.post(Path.paperForms, query)
        return try context.console.show(forms) { $0.lines(context.say) }
      }
      let bytes = try await context.bytes(
        Path.paperForms, query: [("format", "xlsx")], posting: query)
      try context.console.deliver(bytes, to: output, mode: 0o600)
    }
  }
}

extension BlueprintChecks {
  func lines(_ say: Language) -> [String] {
    Array(stages.map { $0.lines(say) }.joined(separator: [""]))
  }
}

extension BlueprintChecks.StageCheck {
  fileprivate func lines(_ say: Language) -> [String] {
    let heading = say(
      zh: "\(stage)　题库 \(bank) 第 \(version) 版，\(questions.grouped) 题；按 \(attempts.grouped) 人次预测",
      en: "\(stage)  bank \(bank), version \(version), \(questions.counted("question")); "
        + "forecast for \(attempts.counted("attempt"))")
    let table = Table(
      [
        (say(zh: "部分", en: "section"), .right), (say(zh: "抽取", en: "draws"), .left),
        (say(zh: "符合", en: "fit"), .right), (say(zh: "可用", en: "free"), .right),
        (say(zh: "每题被抽次数 最少", en: "dealt, least"), .right),
        (say(zh: "平均", en: "mean"), .right), (say(zh: "最多", en: "most"), .right),
      ],
      rows: parts.map { part in
        let exposure = part.exposure.map { [$0.minimum, $0.mean, $0.maximum].map(\.times) }
        return [
          String(part.section), part.wanted, part.pool.grouped, part.available.grouped,
        ] + (exposure ?? ["", "", ""])
      })
    return [heading] + table.lines(indent: 2) + shortages.map { "  ✗ \($0)" } + outlook(say)
  }

  private func outlook(_ say: Language) -> [String] {
    guard let forecast else { return [] }
    var lines = [
      say(
        zh: "  任意两卷平均有 \(forecast.overlap.times) 题相同；题库的 \(forecast.neverDealt.percent) 预计一次也不会被抽到",
        en: "  two papers have \(forecast.overlap.times) questions in common on average; "
          + "\(forecast.neverDealt.percent) of the bank will never be dealt")
    ]
    if forecast.unreachable > 0 {
      lines.append(
        say(
          zh: "  有 \(forecast.unreachable.grouped) 题不符合任何部分",
          en: "  \(forecast.unreachable.counted("question")) fit no section"))
    }
    return lines
  }
}

extension PaperFormsView {
  func lines(_ say: Language) -> [String] {
    let heading = say(
      zh: "\(stage)　题库 \(bank) 第 \(version) 版：\(forms.count) 套卷，平均难度相差 \(spread.thousandths)，"
        + "任意两卷至多有 \(largestOverlap) 题相同",
      en: "\(stage)  bank \(bank), version \(version): \(forms.count.counted("form")), "
        + "mean difficulties \(spread.thousandths) apart, at most \(largestOverlap) questions in common"
    )
    let table = Table(
      [
        (say(zh: "卷", en: "form"), .right), (say(zh: "平均难度", en: "difficulty"), .right),
        (say(zh: "各部分题数", en: "questions by section"), .left),
      ],
      rows: forms.map { form in
        [
          String(form.number), form.difficulty.thousandths,
          form.sections.map { String($0.count) }.joined(separator: " + "),
        ]
      })
    return [heading] + table.lines(indent: 2)
  }
}

extension Int {
  /// Thousandths as a number of times: `12.5`.
  fileprivate var times: String {
    let tenths = (self + 50) / 100
    return "\((tenths / 10).grouped).\(tenths % 10)"
  }

  /// Thousandths as a share: `3.5 %`.
  fileprivate var percent: String { "\(self / 10).\(self % 10) %" }

  /// Thousandths with three decimals: `0.487`.
  fileprivate var thousandths: String {
    let rest = String(self % 1_000)
    return "\(self / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
