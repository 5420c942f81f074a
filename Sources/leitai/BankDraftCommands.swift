import ArgumentParser
import ContestAPI

extension BankCommand {
  /// A draft by its bank and number.
  struct DraftChoice: ParsableArguments {
    @Argument(help: .both(zh: "题库", en: "The bank's id"))
    var bank: String
    @Option(help: .both(zh: "草稿号（只有一个未了结的草稿时可省略）", en: "Its number (default: the open one)"))
    var draft: Int?

    /// The path of what is to be done with the draft.
    func path(_ template: String, _ context: CommandContext) async throws -> String {
      Path.fill(template, [bank, String(try await number(context))])
    }

    private func number(_ context: CommandContext) async throws -> Int {
      if let draft { return draft }
      let all: BankDrafts = try await context.get(Path.fill(Path.bankDrafts, [bank]))
      let open = all.drafts.filter(\.isOpen)
      guard let only = open.first, open.count == 1 else {
        let numbers = open.map { String($0.number) }.joined(separator: ", ")
        throw CommandFailure.usage(
          open.isEmpty
            ? context.say(zh: "\(bank) 没有未了结的草稿", en: "\(bank) has no open draft")
            : context.say(
              zh: "\(bank) 有多个未了结的草稿（\(numbers)），请用 --draft 指明",
              en: "\(bank) has several open drafts (\(numbers)); name one with --draft"))
      }
      return only.number
    }
  }

  /// `leitai bank drafts`
  struct Drafts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "题库的各个草稿", en: "The drafts of a bank"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库", en: "The bank's id"))
    var bank: String

    func run() async throws {
      let context = try global.context()
      let drafts: BankDrafts = try await context.get(Path.fill(Path.bankDrafts, [bank]))
      try context.console.show(drafts) { $0.lines(context.say) }
    }
  }

  /// `leitai bank show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "草稿将改变什么", en: "What a draft would change"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: DraftChoice

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let detail: BankDraftDetail = try await context.get(
        try await choice.path(Path.bankDraft, context))
      try context.console.show(detail) { detail in
        BankDrafts(bank: detail.bank, drafts: [detail.draft]).lines(context.say)
          + detail.changes.lines(since: detail.draft.base, context.say, questions: nil)
      }
    }
  }

  /// `leitai bank approve`
  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "审核通过草稿（须由作者以外的人）", en: "Approve a draft that somebody else wrote"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: DraftChoice
    @Option(help: .both(zh: "附言", en: "A note"))
    var note = ""

    func run() async throws {
      let context = try global.context()
      let draft: BankDraftView = try await context.post(
        try await choice.path(Path.draftReview, context), DraftVerdict(approves: true, note: note))
      try context.console.show(draft) { $0.outcome(of: choice.bank, context.say) }
    }
  }

  /// `leitai bank reject`
  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "退回草稿", en: "Send a draft back"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: DraftChoice
    @Option(help: .both(zh: "理由", en: "The reason"))
    var note: String

    func run() async throws {
      let context = try global.context()
      let draft: BankDraftView = try await context.post(
        try await choice.path(Path.draftReview, context),
        DraftVerdict(approves: false, note: note))
      try context.console.show(draft) { $0.outcome(of: choice.bank, context.say) }
    }
  }

  /// `leitai bank withdraw`
  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "撤回自己的草稿", en: "Take a draft of your own back"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: DraftChoice

    func run() async throws {
      let context = try global.context()
      let draft: BankDraftView = try await context.post(
        try await choice.path(Path.draftWithdrawal, context), NoContent())
      try context.console.show(draft) { $0.outcome(of: choice.bank, context.say) }
    }
  }

  /// `leitai bank publish`
  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "发布审核通过的草稿", en: "Publish an approved draft as the next version"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var choice: DraftChoice

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let version: BankVersions.Version = try await context.post(
        try await choice.path(Path.draftPublication, context), NoContent())
      try context.console.show(version) { version in
        [
          context.say(
            zh: "已发布 \(choice.bank) 第 \(version.number) 版（\(version.questions.grouped) 题，"
              + "哈希 \(version.hash)）",
            en: "published version \(version.number) of \(choice.bank) "
              + "(\(version.questions.counted("question")), hash \(version.hash))")
        ]
      }
    }
  }
}
