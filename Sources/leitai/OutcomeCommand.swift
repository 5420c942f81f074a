import ArgumentParser
import ContestAPI
import Foundation

/// `leitai outcome`
struct OutcomeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome",
    abstract: bothLanguages(zh: "成果：公示、确认、移交、颁发、终止", en: "What becomes of outcomes"),
    discussion: bothLanguages(
      zh: """
        propose 列出按已确认成绩应有而尚未登记、或已不再成立的成果；accept 由人确认后才改变。
        之后：publicise（公示）→ confirm（期满且无异议）→ 授予的用 certificate issue 颁发；
        推荐和资格用 submit 按批次移交主管单位，生成工作簿；主管单位填好后用 answer 导入，
        或用 issued 逐项登记发证机构的编号。reject、expire、revoke 终止。
        """,
      en: """
        propose lists what follows from certified results and is not on record yet, and what does not \
        follow any more; nothing changes until somebody accepts it. Then publicise, confirm when the \
        notice is over and no objection is open; certificate issue issues what is granted; submit \
        hands the rest over to a body, a batch at a time, as a workbook. answer imports what the body \
        filled in, issued notes one number by hand. reject, expire and revoke end it.
        """),
    subcommands: [
      List.self, Propose.self, Accept.self, Publicise.self, Confirm.self, Submit.self, Batches.self,
      Batch.self, Answer.self, Issued.self, Correct.self, Return.self, Reject.self, Expire.self,
      Revoke.self,
    ])

  /// `leitai outcome list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "列出成果；选手只看到自己的", en: "List outcomes; contestants see their own"))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Option(help: .both(zh: "只列这一状态，如 confirmed", en: "Only this state, such as confirmed"))
    var state: String?

    func run() async throws {
      let context = try global.context()
      let list: OutcomeList = try await context.get(Path.fill(Path.outcomes, [contest]))
      let shown = OutcomeList(
        contest: list.contest, outcomes: list.outcomes.filter { state ?? $0.state == $0.state })
      try context.console.show(shown) { $0.lines(context.say) }
    }
  }

  /// `leitai outcome propose`
  struct Propose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "按已确认成绩建议登记和撤回的成果", en: "What to open and what to withdraw"))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let list: OutcomeProposalList = try await context.get(
        Path.fill(Path.outcomeProposals, [contest]))
      try context.console.show(list) { $0.lines(context.say) }
    }
  }

  /// `leitai outcome accept`
  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "同意全部建议", en: "Accept all that is proposed"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    func run() async throws { try await act.carryOut("accept", nil, global) }
  }

  /// `leitai outcome publicise`
  struct Publicise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "公示", en: "Show to the public, for objections"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    @Option(help: .both(zh: "公示天数", en: "For how many days"))
    var days = 7
    func run() async throws {
      try await act.carryOut("publicise", which.chosen, days: days, global)
    }
  }

  /// `leitai outcome confirm`
  struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "确认（公示期满、无异议）", en: "Confirm, after notice and objections"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    func run() async throws { try await act.carryOut("confirm", which.chosen, global) }
  }

  /// `leitai outcome reject`
  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "不予通过", en: "It comes to nothing"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    func run() async throws { try await act.carryOut("reject", which.chosen, global) }
  }

  /// `leitai outcome expire`
  struct Expire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "逾期作废", en: "It was not made use of in time"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    func run() async throws { try await act.carryOut("expire", which.chosen, global) }
  }

  /// `leitai outcome revoke`
  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "撤销已颁发的成果；授予的证书同时撤销", en: "Revoke what was issued, the certificate with it"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    func run() async throws { try await act.carryOut("revoke", which.chosen, global) }
  }
}

/// Of which contest, and why.
struct OutcomeActOptions: ParsableArguments {
  @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
  var contest: String
  @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
  var reason: String

  func carryOut(
    _ act: String, _ numbers: [Int]?, days: Int? = nil, certificate: String? = nil,
    on: String? = nil, issuer: String? = nil, _ global: GlobalOptions
  ) async throws {
    let context = try global.context(timeout: GlobalOptions.longTimeout)
    let list: OutcomeList = try await context.post(
      Path.fill(Path.outcomes, [contest]),
      OutcomeWish(
        act: act, numbers: numbers, days: days, certificate: certificate, on: on,
        issuer: issuer, reason: reason))
    try context.console.show(list) { $0.lines(context.say) }
  }
}

/// Which outcomes.
struct OutcomeNumbers: ParsableArguments {
  @Option(
    help: .both(
      zh: "成果编号，可多次给出；不给则为所有适用的", en: "An outcome's number, may be repeated; without: all due"))
  var number: [Int] = []

  var chosen: [Int]? { number.isEmpty ? nil : number }
}

extension OutcomeList {
  fileprivate func lines(_ say: Language) -> [String] {
    guard !outcomes.isEmpty else {
      return [say(zh: "\(contest)：没有相应的成果", en: "\(contest): no such outcomes")]
    }
    return Table(
      [
        (say(zh: "编号", en: "number"), .right), (say(zh: "准考证号", en: "admission"), .left),
        (say(zh: "姓名", en: "name"), .left), (say(zh: "种类", en: "kind"), .left),
        (say(zh: "成果", en: "outcome"), .left), (say(zh: "状态", en: "state"), .left),
        (say(zh: "公示至", en: "notice until"), .left), (say(zh: "证书编号", en: "certificate"), .left),
        (say(zh: "阶段", en: "stage"), .left), (say(zh: "规则", en: "rule"), .left),
      ],
      rows: outcomes.map {
        [
          String($0.number), $0.contestant, $0.name, outcomeKind($0.kind, say), $0.outcome,
          outcomeState($0.state, say), $0.noticeEnd?.dayAndTime(in: .current) ?? "",
          $0.issuedNumber ?? "", $0.stage, "\($0.pack)/\($0.rule)",
        ]
      }
    ).lines()
  }
}

extension OutcomeProposalList {
  fileprivate func lines(_ say: Language) -> [String] {
    var lines = [
      say(
        zh: "\(contest)：建议登记 \(grants.count.grouped) 项，撤回 \(withdrawals.count.grouped) 项",
        en: "\(contest): \(grants.count.grouped) to open, \(withdrawals.count.grouped) to withdraw")
    ]
    lines += grants.map {
      "  + \($0.contestant)  \($0.name)  \(outcomeKind($0.kind, say))  \($0.outcome)  "
        + "\($0.stage)  \($0.pack)/\($0.rule)"
    }
    lines += withdrawals.map {
      "  - \($0.number)  \($0.contestant)  \($0.name)  \($0.outcome)  "
        + outcomeState($0.state, say)
    }
    return lines
      + uncertified.map { say(zh: "  \($0)：成绩未确认", en: "  \($0): not certified") }
  }
}

private func outcomeKind(_ kind: String, _ say: Language) -> String {
  switch kind {
  case "grant": say(zh: "授予", en: "grant")
  case "recommendation": say(zh: "推荐", en: "recommendation")
  case "subsidy": say(zh: "补贴", en: "subsidy")
  default: say(zh: "资格", en: "eligibility")
  }
}

private func outcomeState(_ state: String, _ say: Language) -> String {
  switch state {
  case "eligible": say(zh: "具备", en: "eligible")
  case "publicised": say(zh: "公示中", en: "publicised")
  case "confirmed": say(zh: "已确认", en: "confirmed")
  case "submitted": say(zh: "已移交", en: "submitted")
  case "issued": say(zh: "已颁发", en: "issued")
  case "rejected": say(zh: "未通过", en: "rejected")
  case "expired": say(zh: "已逾期", en: "expired")
  default: say(zh: "已撤销", en: "revoked")
  }
}
