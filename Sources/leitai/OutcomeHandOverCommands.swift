import ArgumentParser
import ContestAPI
import Foundation

extension OutcomeCommand {
  /// `leitai outcome submit`
  struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "按批次移交主管单位，写出工作簿", en: "Hand a batch over to the competent body, as a workbook"),
      discussion: bothLanguages(
        zh: """
          一个批次只有一个机构、一个类别：level（技能等级，机构须当日备案该职业和等级，--body 为备案编号或名称）、
          recommendation（荣誉推荐）、eligibility（其他申报资格）、subsidy（补贴）、award（授予师傅、工会、
          代表队或单位的）。不写 --number 则为全部已确认且属于该机构的成果。工作簿含完整证件号码，只有自己可读；每次取出都记入日志。
          """,
        en: """
          A batch has one body and one kind: level (the body, by number or name, is in the register of \
          issuers for occupation and level today), recommendation, eligibility (for anything else), \
          subsidy or award (granted to mentors, unions, teams or units). Without --number it is all that are confirmed and for that body. The workbook has \
          full identity numbers; each time that it is taken is noted in the audit log.
          """))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    @Option(help: .both(zh: "批次名称", en: "The batch's name"))
    var batch: String
    @Option(help: .both(zh: "机构：备案编号或名称", en: "The body: number in the register, or name"))
    var body: String
    @Option(
      help: .both(
        zh: "类别：level、recommendation、eligibility、subsidy 或 award",
        en: "level, recommendation, eligibility, subsidy or award"))
    var kind = "level"
    @Option(help: .both(zh: "只移交这一名称的成果，如 市技术能手", en: "Only outcomes of this name"))
    var outcome: String?
    @Option(name: .shortAndLong, help: .both(zh: "写到 .xlsx 文件", en: "The .xlsx file to write"))
    var output: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let done: HandedOver = try await context.post(
        Path.fill(Path.handOvers, [act.contest]),
        HandOverWish(
          batch: batch, body: body, kind: kind, outcome: outcome, numbers: which.chosen,
          reason: act.reason))
      let count = done.batch.outcomes.count
      context.console.notice(
        context.say(
          zh: "批次 \(done.batch.number) “\(done.batch.name)”：\(count.grouped) 项移交\(done.batch.body)",
          en: "batch \(done.batch.number), \(done.batch.name): \(count.counted("outcome")) for "
            + done.batch.body))
      if done.left > 0 {
        context.console.notice(
          context.say(
            zh: "另有 \(done.left.grouped) 项该机构未备案，等待其他机构",
            en: "\(done.left.counted("outcome")) for which it is not registered wait for another"))
      }
      try await context.fetch(done.batch, of: act.contest, to: output)
    }
  }

  /// `leitai outcome batches`
  struct Batches: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "移交过的批次", en: "The batches that were handed over"))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context()
      let list: HandOverList = try await context.get(Path.fill(Path.handOvers, [contest]))
      try context.console.show(list) { $0.lines(context.say) }
    }
  }

  /// `leitai outcome batch`
  struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "再取一次批次的工作簿，逐字节相同", en: "A batch's workbook again, the same bytes"))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Argument(help: .both(zh: "批次的编号或名称", en: "The batch's number or name"))
    var batch: String
    @Option(name: .shortAndLong, help: .both(zh: "写到 .xlsx 文件", en: "The .xlsx file to write"))
    var output: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let list: HandOverList = try await context.get(Path.fill(Path.handOvers, [contest]))
      let named = list.batches.first { $0.name == batch }
      guard let found = named ?? list.batches.first(where: { "\($0.number)" == batch }) else {
        throw CommandFailure.usage(
          context.say(zh: "\(contest) 没有批次 \(batch)", en: "\(contest) has no batch \(batch)"))
      }
      try await context.fetch(found, of: contest, to: output)
    }
  }

  /// `leitai outcome answer`
  struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "导入主管单位填好的工作簿；全部或全不", en: "Import the workbook that the body filled in, all or none"),
      discussion: bothLanguages(
        zh: """
          .xlsx 或 .csv，列的次序不限，多余的列不看。审核结果：通过（要有证书编号和发证日期）、不通过（要有原因）、
          退回（要有原因，可再移交）；空着的等下一次。技能等级证书编号与备案、等级、年份、成就档案核对。
          同一文件再次导入不改变任何东西。移交之后在此撤回、作废或被提出异议的成果，其所在行会逐行指出；加
          --skip-blocked 则略过这些行，其余照收，异议处理完后再导入同一文件即可。已登记的编号或日期须更正（如两人
          的编号对调）时，用 --correct 和 --reason 导入更正后的工作簿：各行一并更正，按更正后的全体核对重号；机构
          更正其“不通过”的，成果仍应有而无异议时予以颁发。
          """,
        en: """
          .xlsx or .csv, columns in any order, others are ignored. Result: passed (with number and day), \
          refused (with a reason), returned (with a reason, to be handed over again); what is empty waits. \
          Numbers of level certificates are checked against register, level, year and ledger. The same \
          file again changes nothing. Rows of outcomes that were withdrawn here meanwhile, or to whose person \
          somebody objects, are named one by one; --skip-blocked leaves them out and takes the others, and the \
          same file can be imported again when an objection is settled. --correct with --reason takes a workbook \
          with other numbers or days than were noted, such as two that were swapped: all at once, and numbers \
          have to be unique when all of it is done. What the body refused before and passes now is issued if \
          it still follows from the results and nobody objects.
          """))
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Argument(help: .both(zh: "填好的工作簿", en: "The workbook"))
    var file: String
    @Flag(help: .both(zh: "只检查，不写入", en: "Check the file and write nothing"))
    var dryRun = false
    @Flag(
      help: .both(
        zh: "略过已撤回或有异议的成果所在的行，其余照收",
        en: "Leave out rows of outcomes that were withdrawn or objected to, and take the others"))
    var skipBlocked = false
    @Flag(
      help: .both(
        zh: "已登记的编号和日期改为文件所写；须写 --reason",
        en: "Put the file's numbers and days in the place of those noted; needs --reason"))
    var correct = false
    @Option(help: .both(zh: "说明，如来函文号；记入日志", en: "A remark, such as the letter; it is kept"))
    var reason: String?

    func validate() throws {
      guard !correct || reason != nil else {
        throw ValidationError("--correct needs a --reason. 更正须写明 --reason。")
      }
    }

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let query =
        [("dry-run", dryRun), ("skip-blocked", skipBlocked), ("correct", correct)]
        .filter(\.1).map { ($0.0, "true") } + (reason.map { [("reason", $0)] } ?? [])
      let answered: HandOverAnswered = try await context.upload(
        Path.fill(Path.handOverAnswers, [contest]), query: query, file: try LocalFile.read(file))
      try context.console.show(answered) { $0.lines(context.say) }
    }
  }

  /// `leitai outcome issued`
  struct Issued: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "登记主管单位颁发的证书", en: "Note what the competent body issued"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var official: OfficialNumber
    func run() async throws { try await official.carryOut("issued", act, global) }
  }

  /// `leitai outcome correct`
  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "更正登记错的证书编号或日期；原登记保留", en: "Correct a number or day that was noted wrongly"),
      discussion: bothLanguages(
        zh: """
          几项成果的编号互相对调时，逐项更正会重号：用 answer --correct 导入更正后的工作簿，一并更正。误记在已不\
          成立的等级成果上的编号，不写 --certificate 即予收回，可另行登记。
          """,
        en: """
          Numbers that were swapped among outcomes cannot be corrected one by one: answer --correct takes \
          the corrected workbook all at once. Without --certificate, a number that was noted by mistake with \
          a level that does not stand is taken back, and free for the outcome to which it belongs.
          """))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var official: OfficialNumber
    func run() async throws { try await official.carryOut("correct", act, global) }
  }

  /// `leitai outcome return`
  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "return",
      abstract: bothLanguages(zh: "主管单位退回，可再移交", en: "The body gave it back; it may go out again"))
    @OptionGroup var global: GlobalOptions
    @OptionGroup var act: OutcomeActOptions
    @OptionGroup var which: OutcomeNumbers
    func run() async throws { try await act.carryOut("return", which.chosen, global) }
  }
}

/// What a competent body issued for one outcome.
struct OfficialNumber: ParsableArguments {
  @Option(help: .both(zh: "成果编号", en: "The outcome's number"))
  var number: Int
  @Option(help: .both(zh: "证书编号；不是技能等级的可以没有", en: "The certificate's number; needed for levels"))
  var certificate: String?
  @Option(help: .both(zh: "发证日期，如 2025-06-01", en: "Its date, such as 2025-06-01"))
  var on: String
  @Option(
    help: .both(
      zh: "发证机构的备案编号或名称（默认：移交给的机构）",
      en: "The issuer's number or name in the register (default: to whom it was handed over)"))
  var issuer: String?

  fileprivate func carryOut(
    _ kind: String, _ act: OutcomeActOptions, _ global: GlobalOptions
  ) async throws {
    try await act.carryOut(
      kind, [number], certificate: certificate, on: on, issuer: issuer, global)
  }
}

extension CommandContext {
  /// Writes the workbook of a batch, which nobody else on the machine may read.
  fileprivate func fetch(_ batch: HandOverBatch, of contest: String, to file: String) async throws {
    try console.deliver(
      try await bytes(Path.fill(Path.handOverFile, [contest, String(batch.number)])), to: file,
      mode: 0o600)
  }
}

extension HandOverAnswered {
  fileprivate func lines(_ say: Language) -> [String] {
    let heading = batch ?? contest
    var lines = [
      say(
        zh: "\(heading)：颁发 \(issued.grouped)，更正 \(corrected.grouped)，不通过 \(rejected.grouped)，"
          + "退回 \(returned.grouped)，早已登记 \(known.grouped)，未答复 \(unanswered.grouped)",
        en: "\(heading): \(issued.grouped) issued, \(corrected.grouped) corrected, "
          + "\(rejected.grouped) rejected, \(returned.grouped) returned, "
          + "\(known.grouped) known already, \(unanswered.grouped) unanswered")
    ]
    if !skipped.isEmpty {
      lines.append(
        say(zh: "略过 \(skipped.count.grouped) 行：", en: "\(skipped.count.counted("row")) left out:"))
      lines += findingLines(skipped, say)
    }
    if !belated.isEmpty {
      let rows = belated.count
      lines.append(
        say(
          zh: "\(rows.grouped) 行的编号属于已不成立的成果：",
          en: "\(rows.counted("row")) with a number of an outcome that does not stand:"))
      lines += findingLines(belated, say)
    }
    if isDryRun { lines.append(say(zh: "没有错误；未写入", en: "no errors; nothing was written")) }
    return lines
  }
}

extension HandOverList {
  fileprivate func lines(_ say: Language) -> [String] {
    guard !batches.isEmpty else {
      return [say(zh: "\(contest)：没有移交过", en: "\(contest): nothing was handed over")]
    }
    return Table(
      [
        (say(zh: "批次", en: "batch"), .right), (say(zh: "名称", en: "name"), .left),
        (say(zh: "类别", en: "kind"), .left), (say(zh: "机构", en: "body"), .left),
        (say(zh: "备案编号", en: "register"), .left), (say(zh: "移交", en: "handed over"), .left),
        (say(zh: "共", en: "of"), .right), (say(zh: "等待", en: "waiting"), .right),
        (say(zh: "颁发", en: "issued"), .right), (say(zh: "不通过", en: "rejected"), .right),
        (say(zh: "退回", en: "returned"), .right),
      ],
      rows: batches.map {
        [
          String($0.number), $0.name, $0.kind, $0.body, $0.bodyNumber ?? "",
          $0.at.dayAndTime(in: .current), $0.outcomes.count.grouped, $0.waiting.grouped,
          $0.issued.grouped, $0.rejected.grouped, $0.returned.grouped,
        ]
      }
    ).lines()
  }
}
