import ContestAPI
import Foundation

/// What came of a check, for programs.
struct ReceiptVerdict: Codable {
  let attempt: String
  let stage: String
  let contestant: String
  let submittedAt: Int64
  /// Whether nothing speaks against the receipt and its key is trusted for its own reason.
  let proven: Bool
  /// Whether records, acknowledgements and signature fit one another and the key at hand: the part of
  /// `proven` that anybody can bring about who makes a key of their own.
  let consistent: Bool
  /// `valid`; `valid-in-part` when nothing is wrong but only the file says whose key it is; else the
  /// code of the first failure.
  let code: String
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
    consistent = failures.isEmpty
    proven = consistent && key != nil
    code = failures.first?.code ?? (proven ? "valid" : "valid-in-part")
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
    guard consistent else {
      return [heading] + failures.map { "✗ " + $0.message } + [
        say(zh: "✗ 不成立", en: "✗ refuted")
      ]
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
    ] + (other.map { [say(zh: "✓ 与 \($0) 完全相同", en: "✓ the same as \($0)")] } ?? [])
      + signatureLines(say)
  }

  private func signatureLines(_ say: Language) -> [String] {
    switch signerSource {
    case "given":
      [
        say(
          zh: "✓ 签名有效：密钥 \(signer)，由 --signer 给出",
          en: "✓ the signature is good: key \(signer), given by --signer")
      ]
    case "pinned":
      [
        say(
          zh: "✓ 签名有效：密钥 \(signer)，与本机第一次见到这台服务器时相同",
          en: "✓ the signature is good: key \(signer), as this machine first saw it")
      ]
    default:
      [
        say(
          zh: "? 签名与密钥 \(signer) 相符，但只有文件自己说这是服务器的密钥：这样一份文件谁都造得出来",
          en: "? the signature fits key \(signer), but only the file says that it is the server's: "
            + "anybody could make such a file"),
        say(
          zh: "尚未成立：用 --signer 给出组委会公布的公钥（见其服务器的 /v1/receipt-signers） [\(code)]",
          en: "not proven: give the key that the organizer announced with --signer "
            + "(/v1/receipt-signers of the organizer's server) [\(code)]"),
      ]
    }
  }
}
