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
        propose 列出按已确认成绩应有而尚未登记、或已不再成立的成果；由人 accept（同意）或 decline（不同意）
        后才改变。之后：publicise（公示，名单见 notice）→ confirm（期满且无异议）→ 授予的用
        certificate issue 颁发；其余用 submit 按批次移交主管单位，生成工作簿；主管单位填好后用 answer
        导入，或用 issued 逐项登记发证机构的编号。reject、expire、revoke 终止；
        renew 重办与更正后成绩不符的证书。
        """,
      en: """
        propose lists what follows from certified results and is not on record yet, and what does not \
        follow any more; nothing changes until somebody accepts it, and what somebody declines stays \
        as it is. Then publicise (notice shows the list), confirm when the notice is over and nobody \
        objects; certificate issue issues what is granted; submit hands the rest over to a body, a \
        batch at a time, as a workbook. answer imports what the body filled in, issued notes one \
        number by hand. reject, expire and revoke end it; renew replaces certificates that state \
        the result before a correction.
        """),
    subcommands: [
      List.self, Show.self, Propose.self, Accept.self, Decline.self, Publicise.self, Notice.self,
      Confirm.self, Submit.self, Batches.self, Batch.self, Answer.self, Issued.self, Correct.self,
      Return.self, Reject.self, Expire.self, Revoke.self, Renew.self,
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
      abstract: bothLanguages(
        zh: "同意全部或所选的建议", en: "Accept all that is proposed, or what is chosen"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @Option(help: .both(zh: "所看到的建议的摘要", en: "The digest of the proposals that you saw"))
    var proposals: String?
    @Option(
      help: .both(
        zh: "建议的序号，可多次给出；不给则为全部", en: "A proposal's number, may be repeated; without: all"))
    var number: [Int] = []
    func run() async throws {
      try await act.carryOut(
        "accept", number.isEmpty ? nil : number, proposals: proposals, global)
    }
  }

  /// `leitai outcome decline`
  struct Decline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "不同意所选的建议，直到成绩或异议有变化",
        en: "Decline what is proposed, until results or objections change"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @Option(help: .both(zh: "所看到的建议的摘要", en: "The digest of the proposals that you saw"))
    var proposals: String
    @Option(help: .both(zh: "建议的序号，可多次给出", en: "A proposal's number, may be repeated"))
    var number: [Int]
    func run() async throws {
      try await act.carryOut("decline", number, proposals: proposals, global)
    }
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

  /// `leitai outcome renew`
  struct Renew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "撤销与最新成绩不符的证书，同一成果重新登记（见 outcome propose）",
        en: "Revoke certificates with an older result and open the same outcomes anew (see propose)"
      ))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @Option(help: .both(zh: "成果编号，可多次给出", en: "An outcome's number, may be repeated"))
    var number: [Int]
    func run() async throws { try await act.carryOut("renew", number, global) }
  }
}

/// Of which contest, and why.
struct OutcomeActOptions: ParsableArguments {
  @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
  var contest: String
  @Option(help: .both(zh: "理由，记入日志", en: "Why; it is kept"))
  var reason: String

  func carryOut(
    _ act: String, _ numbers: [Int]?, proposals: String? = nil, days: Int? = nil,
    certificate: String? = nil, on: String? = nil, issuer: String? = nil, _ global: GlobalOptions
  ) async throws {
    let context = try global.context(timeout: GlobalOptions.longTimeout)
    let list: OutcomeList = try await context.post(
      Path.fill(Path.outcomes, [contest]),
      OutcomeWish(
        act: act, numbers: numbers, proposals: proposals, days: days, certificate: certificate,
        on: on, issuer: issuer, reason: reason))
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
