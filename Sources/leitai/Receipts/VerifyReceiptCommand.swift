import ArgumentParser
import AttemptRecords
import ContestAPI
import Contests
import Foundation

extension ReceiptCommand {
  /// `leitai receipt verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "离线核验一份回执", en: "Verify a receipt, offline"),
      discussion: bothLanguages(
        zh: """
          从每条记录的字节重新计算链值，与选手收到的每个确认、签名的链值逐一比较，再核验签名。
          公钥依次取自 --signer、本机第一次见到的那台服务器的密钥、文件本身；取自文件本身时会说明。
          退出码：0 成立，1 不成立，2 文件不能用。
          """,
        en: """
          Computes the chain again from the bytes of every record, compares it with every \
          acknowledgement that the contestant got and with the signed head, and checks the \
          signature. The key is that of --signer, else the one that this machine first saw for the \
          server, else the file's own, which is said. Exit codes: 0 proven, 1 refuted, 2 unusable \
          file.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: ReceiptCommand.fileHelp)
    var file: String
    @Option(
      help: .both(
        zh: "与另一份比较：工作人员用 leitai attempt show --json 导出的，或另一份回执",
        en: "Compare with another: what leitai attempt show --json gave, or a receipt"))
    var against: String?
    @Option(help: .both(zh: "服务器的公钥（64 位十六进制数）", en: "The server's public key, 64 hex digits"))
    var signer: String?
    @Flag(help: .both(zh: "列出每道题保存过的答案", en: "List every answer that was saved"))
    var answers = false

    func validate() throws {
      guard let signer else { return }
      guard [UInt8](hexadecimal: signer).flatMap(ReceiptPublicKey.init(bytes:)) != nil else {
        throw ValidationError(
          bothLanguages(
            zh: "--signer 应为 Ed25519 公钥（64 位十六进制数）",
            en: "--signer is an Ed25519 public key, 64 hexadecimal digits"))
      }
    }

    func run() async throws {
      let context = try global.context()
      let receipt = try ReceiptCommand.read(file, context)
      let key =
        try signer.map {
          ReceiptCheck.TrustedKey(publicKey: $0.lowercased(), source: .given)
        } ?? ReceiptDesk(context: context).trustedKey(of: receipt.server)
      let check = ReceiptCheck(receipt, trusting: key)
      let failures = check.failures + (try compare(receipt.history, context))
      let verdict = ReceiptVerdict(
        receipt, check, failures, key: key,
        sentences: ReceiptSentences(say: context.say, zone: .current))
      try context.console.show(verdict) { verdict in
        verdict.lines(context.say, compared: against)
          + (answers ? [""] + check.history.answers.lines(context.say) : [])
      }
      if !failures.isEmpty { throw CommandFailure.finding }
    }

    private func compare(
      _ history: AttemptHistory, _ context: CommandContext
    ) throws(CommandFailure) -> [ReceiptFailure] {
      guard let against else { return [] }
      guard let other = HistoryComparison.history(json: try LocalFile.read(against)) else {
        throw .usage(
          context.say(zh: "\(against)：不是答卷的记录", en: "\(against): this is no attempt's history"))
      }
      guard other.attempt == history.attempt else {
        throw .usage(
          context.say(
            zh: "\(against) 是另一份答卷 \(other.attempt) 的",
            en: "\(against) is of another attempt, \(other.attempt)"))
      }
      return HistoryComparison.failures(history, against: other)
    }
  }
}

/// What came of a check, for programs.
private struct ReceiptVerdict: Codable {
  let attempt: String
  let stage: String
  let contestant: String
  let submittedAt: Int64
  let proven: Bool
  let records: Int
  let acknowledgements: Int
  /// The id of the key, and why it is trusted: `given`, `pinned`, or `file` when only the file says so.
  let signer: String
  let signerSource: String
  let failures: [Failure]
  let answers: [Answered]

  struct Failure: Codable {
    let code: String
    /// In the reader's language.
    let message: String
  }

  struct Answered: Codable {
    /// From 1.
    let question: Int
    /// Absent when it was taken back.
    let answer: String?
    let savedAt: Int64
    let record: Int
    let counts: Bool
  }

  init(
    _ file: ReceiptFile, _ check: ReceiptCheck, _ failures: [ReceiptFailure],
    key: ReceiptCheck.TrustedKey?, sentences: ReceiptSentences
  ) {
    attempt = file.history.attempt
    stage = file.history.stage
    contestant = file.history.contestant
    submittedAt = file.receipt.submittedAt
    proven = failures.isEmpty
    records = file.history.records.count
    acknowledgements = file.acknowledgements.count
    signer = file.receipt.signer
    signerSource = key?.source.rawValue ?? "file"
    self.failures = failures.map {
      Failure(code: $0.code, message: sentences.sentence($0))
    }
    let words = RecordWords(say: sentences.say)
    answers = check.history.answers.map {
      Answered(
        question: $0.item + 1, answer: $0.response.map(words.answer), savedAt: $0.savedAt,
        record: $0.record, counts: $0.counts)
    }
  }

  func lines(_ say: Language, compared other: String?) -> [String] {
    let heading = "\(stage)  \(contestant)  \(attempt)"
    guard proven else {
      return [heading] + failures.map { "✗ " + $0.message } + [
        say(zh: "✗ 不成立", en: "✗ refuted")
      ]
    }
    let key =
      switch signerSource {
      case "given": say(zh: "密钥 \(signer)，由 --signer 给出", en: "key \(signer), given by --signer")
      case "pinned":
        say(
          zh: "密钥 \(signer)，与本机第一次见到这台服务器时相同",
          en: "key \(signer), as this machine first saw it")
      default:
        say(
          zh: "密钥 \(signer)，只有文件自己这么说：用 --signer 与组委会公布的公钥核对",
          en: "key \(signer), on the file's own word: check the organizer's key with --signer")
      }
    let time = submittedAt.dayAndTime(in: .current)
    return [
      heading,
      say(
        zh: "✓ \(records) 条记录前后相连，\(time) 交卷",
        en: "✓ \(records.counted("record")), unbroken, handed in at \(time)"),
      say(
        zh: "✓ 选手收到的 \(acknowledgements) 个确认都在其中",
        en: "✓ all \(acknowledgements.counted("acknowledgement")) of the contestant are among them"),
      say(zh: "✓ 签名有效：", en: "✓ the signature is good: ") + key,
    ] + (other.map { [say(zh: "✓ 与 \($0) 完全相同", en: "✓ the same as \($0)")] } ?? [])
  }
}

extension [SavedAnswer] {
  fileprivate func lines(_ say: Language) -> [String] {
    guard !isEmpty else { return [say(zh: "没有保存过答案", en: "no answer was saved")] }
    let words = RecordWords(say: say)
    return Table(
      [
        (say(zh: "题号", en: "question"), .right), (say(zh: "答案", en: "answer"), .left),
        (say(zh: "保存时间", en: "saved"), .left), (say(zh: "记录", en: "record"), .right),
        (say(zh: "计入", en: "counts"), .left),
      ],
      rows: map {
        [
          "\($0.item + 1)", $0.response.map(words.answer) ?? say(zh: "（清除）", en: "(cleared)"),
          $0.savedAt.dayAndTime(in: .current), "\($0.record)", $0.counts ? "✓" : "",
        ]
      }
    ).lines()
  }
}
