import ArgumentParser
import ContestAPI

/// `leitai eligibility`
struct EligibilityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eligibility",
    abstract: bothLanguages(zh: "一赛多证：已确认的成绩能带来什么", en: "What certified results lead to"))

  @OptionGroup var global: GlobalOptions
  @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
  var contest: String
  @Option(help: .both(zh: "某名选手的准考证号", en: "One contestant's admission number"))
  var contestant: String?
  @Option(help: .both(zh: "某个单位（按名称）", en: "One unit, by its name"))
  var unit: String?
  @Option(help: .both(zh: "某个代表队（按名称）", en: "One team, by its name"))
  var team: String?
  @Option(help: .both(zh: "只看这条规则", en: "Only this rule"))
  var rule: String?
  @Flag(help: .both(zh: "逐条说明理由", en: "Explain each decision, clause by clause"))
  var explain = false
  @Option(
    name: .customLong("case"),
    help: .both(
      zh: "把事实和决定存成案例，供 leitai policy try 重算",
      en: "Save facts and decisions as cases for leitai policy try"))
  var cases: String?
  @Option(help: .both(zh: "案例属于哪个政策包", en: "Of which pack the cases are"))
  var pack: String?

  func validate() throws {
    guard [contestant, unit, team].compactMap({ $0 }).count <= 1 else {
      throw ValidationError("--contestant, --unit, --team: one of them. 三者只能选一。")
    }
  }

  func run() async throws {
    let context = try global.context()
    let whole: EligibilityReport = try await context.get(
      Path.fill(Path.eligibility, [contest]),
      query: [("contestant", contestant), ("unit", unit), ("team", team)].compactMap {
        name, value in
        value.map { (name, $0) }
      })
    if let cases {
      let text = try EligibilityCases(whole, pack: pack, context.say).text
      return try context.console.deliver(Array(text.utf8), to: cases)
    }
    let report = if let rule { try whole.only(rule, context.say) } else { whole }
    try context.console.show(report) { $0.lines(explain: explain, context.say) }
    // Who was named and has none is told so by the report.
    if explain, report.decisions.isEmpty, !report.rules.isEmpty {
      context.console.notice(
        context.say(
          zh: "要说明决定，请用 --contestant、--unit 或 --team 指定对象",
          en: "decisions are explained of a --contestant, a --unit or a --team"))
    }
  }
}

extension EligibilityReport {
  /// What the report says of one rule.
  ///
  /// - Throws: `CommandFailure.usage` when it speaks of other rules only.
  func only(_ rule: String, _ say: Language) throws(CommandFailure) -> EligibilityReport {
    let known = rules.map(\.rule)
    guard known.isEmpty || known.contains(rule) else {
      let names = Set(known).sorted().joined(separator: ", ")
      throw .usage(
        say(zh: "没有规则 \(rule)；有：\(names)", en: "there is no rule \(rule); there are \(names)"))
    }
    return EligibilityReport(
      contest: contest, rules: rules.filter { $0.rule == rule },
      decisions: decisions.filter { $0.rule == rule }, snapshots: snapshots,
      uncertified: uncertified)
  }

  /// The decisions about one contestant, or how often each rule was met.
  func lines(explain: Bool, _ say: Language) -> [String] {
    var lines = decisions.isEmpty ? ruleTable(say) : []
    for decision in decisions {
      if explain {
        let mark = decision.mark + " "
        lines += decision.explanation.enumerated().map { ($0 == 0 ? mark : "  ") + $1 }
      } else {
        lines.append(decision.summary)
      }
    }
    if !uncertified.isEmpty {
      lines.append(say(zh: "成绩还没有确认的阶段：", en: "stages without certified results:"))
      lines += uncertified.map { "  \($0)" }
    }
    return lines
  }

  private func ruleTable(_ say: Language) -> [String] {
    guard !rules.isEmpty else {
      return [say(zh: "没有规则适用于已确认的成绩", en: "no rule applies to a certified result")]
    }
    let hasStages = Set(rules.map(\.stage)).count > 1
    return Table(
      (hasStages ? [(say(zh: "阶段", en: "stage"), .left)] : []) + [
        (say(zh: "政策包", en: "pack"), .left), (say(zh: "规则", en: "rule"), .left),
        (say(zh: "符合", en: "met"), .right), (say(zh: "尚待", en: "awaiting"), .right),
        (say(zh: "不符合", en: "missed"), .right),
        (say(zh: "类别", en: "kind"), .left), (say(zh: "名称", en: "title"), .left),
      ],
      rows: rules.map {
        (hasStages ? [$0.stage] : []) + [
          $0.pack, $0.rule, $0.met.grouped, $0.awaiting.grouped, $0.missed.grouped,
          outcomeKind($0.kind, say), $0.title,
        ]
      }
    ).lines()
  }
}

extension EligibilityDecision {
  fileprivate var summary: String {
    let name = recipientName.map { " → \($0)" } ?? ""
    return "\(mark) \(title)\(name)  \(outcome)  (\(pack) \(rule))"
  }

  /// ✓ for what is there, … for what waits, ✗ for what is not.
  fileprivate var mark: String {
    switch verdict {
    case "met": "✓"
    case "awaiting": "…"
    default: "✗"
    }
  }
}
