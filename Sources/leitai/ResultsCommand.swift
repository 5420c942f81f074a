import ArgumentParser
import ContestAPI
import ContestClient

/// `leitai results`
struct ResultsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results", abstract: bothLanguages(zh: "确认成绩", en: "Certified results"),
    subcommands: [
      Certify.self, Sign.self, Show.self, Fetch.self, Verify.self, Diff.self,
    ])

  /// `leitai results certify`
  struct Certify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "确认一个阶段的成绩（裁判）", en: "Make a stage's results final (judges)"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(
      help: .both(
        zh: "不顾某项障碍，如 open-appeals；可多次使用",
        en: "Set a blocker aside, such as open-appeals; repeatable"))
    var waive: [String] = []
    @Option(help: .both(zh: "为何不顾，记入成绩文件", en: "Why; it is kept with the results"))
    var reason: String?
    @Flag(help: .both(zh: "只看会有什么变化，不确认", en: "Show what would change, and certify nothing"))
    var preview = false

    func validate() throws {
      if !waive.isEmpty, reason == nil {
        throw ValidationError(
          bothLanguages(zh: "--waive 要写明 --reason", en: "--waive needs a --reason"))
      }
    }

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let wish = CertificationWish(waive: waive, reason: reason)
      guard !preview else {
        let outlook: CertificationPreview = try await context.post(
          Path.fill(Path.certificationPreview, stage.segments), wish)
        return try context.console.show(outlook) { $0.lines(context.say) }
      }
      let certified: Certified = try await context.post(
        Path.fill(Path.certification, stage.segments), wish)
      try context.console.show(certified) { $0.lines(context.say) }
    }
  }

  /// `leitai results fetch`
  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "取回已确认成绩的文件", en: "Fetch the document of certified results"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件", en: "The file to write"))
    var output: String
    @Option(help: .both(zh: "哪一版（默认最新）", en: "Which version (default the newest)"))
    var version: Int?

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let bytes = try await context.bytes(
        Path.fill(Path.certification, stage.segments),
        query: version.map { [("version", String($0))] } ?? [])
      let signers: ReceiptSigners = try await context.get(Path.receiptSigners)
      if let signer = signers.signers.first {
        try SignerPins(home: context.sessions.path)
          .pin(signer, of: context.client.server, context.say)
      }
      try context.console.deliver(bytes, to: output)
    }
  }

  /// `leitai results verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "离线核验已确认成绩的文件", en: "Verify the document, offline"),
      discussion: bothLanguages(
        zh: """
          公钥取自 --signer，否则取本机第一次见到的各服务器的密钥（results fetch 会记下）。都不相符时只有文件
          自带的公钥，而这样一份文件谁都造得出来：它不算成立，请用 --signer 给出组委会公布的公钥（见其服务器的
          /v1/receipt-signers）。
          退出码：0 成立，1 不成立，2 文件不能用，5 没有发现问题，但有的无法核验。
          """,
        en: """
          The key is that of --signer, else one that this machine first saw of a server (results fetch \
          keeps it). With neither there is only the file's own, and anybody could make such a file: \
          it is not proven, give the key that the organizer announced with --signer (it is at \
          /v1/receipt-signers of the organizer's server). Exit codes: 0 it holds, 1 it does not, 2 unusable file, 5 nothing is wrong, but not all could \
          be checked.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "results fetch 写出的文件", en: "The file that fetch wrote"))
    var file: String
    @Option(
      help: .both(zh: "服务器的公钥（64 位十六进制数）", en: "The server's public key, 64 hex digits"))
    var signer: String?
    @Option(
      help: .both(
        zh: "计入成绩的先前阶段的成绩文件，一并核验；可多次使用",
        en: "Results of an earlier stage that count here, verified as well; repeatable"))
    var with: [String] = []

    func run() async throws {
      let context = try global.context()
      let keys =
        if let signer {
          ["--signer", signer]
        } else {
          try SignerPins(home: context.sessions.path).publicKeys(context.say).sorted()
            .flatMap { ["--seen", $0] }
        }
      try Verifier.takeOver(
        ["results", file] + keys + with.flatMap { ["--with", $0] }, context.console)
    }
  }

  /// `leitai results diff`
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "比较同一阶段的两版成绩文件", en: "Compare two versions of a stage's results"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "旧的成绩文件", en: "The older file"))
    var older: String
    @Argument(help: .both(zh: "新的成绩文件", en: "The newer file"))
    var newer: String

    func run() async throws {
      try Verifier.takeOver(["results-diff", older, newer], try global.context().console)
    }
  }
}

extension CertificationPreview {
  fileprivate func lines(_ say: Language) -> [String] {
    let heading = say(
      zh: "\(stage) 将成为第 \(version) 版：\(ranked.grouped) 人有名次，晋级 \(shortlisted.grouped) 人",
      en: "\(stage) would be version \(version): \(ranked.grouped) ranked, \(shortlisted.grouped) "
        + "shortlisted")
    guard let changes else { return [heading] }
    return [heading, say(zh: "\(changes.count) 人的成绩不同", en: changes.count.counted("other result"))]
      + changes.map { change in
        "  \(change.admission)  \(change.name)  "
          + (change.before?.text(besides: change.after, say) ?? "-") + " → "
          + (change.after?.text(besides: change.before, say) ?? "-")
      }
      + (teams ?? []).map { change in
        say(zh: "  代表队 ", en: "  team ") + "\(change.team)  \(change.before?.text(say) ?? "-") → "
          + (change.after?.text(say) ?? "-")
      }
  }
}

extension CertificationPreview.Result {
  /// What the standings show, and of the rest what the other one has otherwise.
  fileprivate func text(besides other: Self?, _ say: Language) -> String {
    var words = [
      "\(score.points) "
        + (rank.map { say(zh: "第 \($0) 名", en: "rank \($0)") } ?? say(zh: "没有名次", en: "no rank"))
    ]
    if let other {
      if parts != other.parts { words += (parts ?? []).map(\.text) }
      if elapsedMilliseconds != other.elapsedMilliseconds {
        words.append(say(zh: "用时 ", en: "time ") + elapsedMilliseconds.elapsed)
      }
      if team != other.team {
        words.append(
          team.map { say(zh: "代表队 \($0)", en: "team \($0)") } ?? say(zh: "无代表队", en: "no team"))
      }
    }
    if isShortlisted { words.append(say(zh: "晋级", en: "shortlisted")) }
    return words.joined(separator: say(zh: "，", en: ", "))
  }
}

extension CertificationPreview.TeamResult {
  fileprivate func text(_ say: Language) -> String {
    let rank = rank.map { say(zh: "第 \($0) 名", en: "rank \($0)") } ?? say(zh: "没有名次", en: "no rank")
    return "\(score?.points ?? "-") \(rank)"
      + say(zh: "（\(participants) 人）", en: " (\(participants.counted("member")))")
  }
}

extension Certified {
  func lines(_ say: Language) -> [String] {
    [
      say(
        zh: "已确认 \(stage) 第 \(version) 版：\(contestants.grouped) 人，\(attempts.grouped) 份答卷，"
          + "晋级 \(shortlisted.grouped) 人",
        en: "certified \(stage), version \(version): \(contestants.counted("contestant")), "
          + "\(attempts.counted("attempt")), \(shortlisted.grouped) shortlisted"),
      say(zh: "裁判：", en: "judges: ") + judges.joined(separator: say(zh: "、", en: ", ")),
      say(zh: "哈希：", en: "hash: ") + hash,
    ]
  }
}
