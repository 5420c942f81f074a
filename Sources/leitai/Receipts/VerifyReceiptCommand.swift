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
          公钥取自 --signer，否则取本机第一次见到的那台服务器的密钥。两者都没有时只能用文件自带的公钥，
          而这样一份文件谁都造得出来：它不算成立，请用 --signer 给出组委会公布的公钥（见其服务器的
          /v1/receipt-signers）。
          退出码：0 成立，1 不成立，2 文件不能用，5 没有发现问题，但不知道密钥是谁的。
          """,
        en: """
          Computes the chain again from the bytes of every record, compares it with every \
          acknowledgement that the contestant got and with the signed head, and checks the \
          signature. The key is that of --signer, else the one that this machine first saw for the \
          server. With neither there is only the file's own key, and anybody could make such a \
          file: it is not proven, give the key that the organizer announced with --signer (it is \
          at /v1/receipt-signers of the organizer's server). Exit codes: 0 proven, 1 refuted, \
          2 unusable file, 5 nothing is wrong, but whose key it is is not known.
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
      if !verdict.consistent { throw CommandFailure.finding }
      if !verdict.proven { throw CommandFailure.findingInPart }
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
