import ArgumentParser
import AttemptRecords
import Contests
import Foundation
import Scoring

struct VerifyResults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Compute certified results again from their answers. 由作答重新计算成绩。")

  @Argument(help: "The certified results.")
  var file: String

  @Option(help: "The public key that must have signed, 64 hexadecimal digits. 应由此公钥签名。")
  var signer: String?

  @OptionGroup var options: VerifyOptions

  private var signerKey: ReceiptPublicKey? {
    signer.flatMap([UInt8].init(hexadecimal:)).flatMap(ReceiptPublicKey.init(bytes:))
  }

  func validate() throws {
    if signer != nil, signerKey == nil {
      throw ValidationError("--signer is an Ed25519 public key, 64 hexadecimal digits")
    }
  }

  func run() throws {
    let bytes = try options.read(file)
    let document = try options.document(file, bytes)
    let audit = try ResultsAudit(document, readFrom: bytes)
    try options.finish(verdict(audit, document))
  }

  /// Whose signature it bears, and whether it holds.
  private func signatureLine(_ document: CertifiedDocument) -> (holds: Bool, text: LocalizedText) {
    let key = document.signature?.signer ?? ""
    let id = [UInt8](hexadecimal: key).flatMap(ReceiptPublicKey.init(bytes:))?.id ?? key
    return switch document.isSigned(by: signerKey) {
    case nil:
      (
        signer == nil,
        LocalizedText(
          zhHans: "没有签名：请与裁判公布的摘要对照", en: "not signed: compare the hash with the announced one")
      )
    case false?:
      (
        false,
        LocalizedText(
          zhHans: "签名（密钥 \(id)）不成立", en: "the signature (key \(id)) does not hold")
      )
    case true? where signer == nil:
      (
        true,
        LocalizedText(
          zhHans: "由文件自带的密钥 \(id) 签名：请用 --signer 指明服务器的密钥",
          en: "signed by key \(id) that the file itself names: say with --signer whose it must be")
      )
    case true?: (true, LocalizedText(zhHans: "由密钥 \(id) 签名", en: "signed by key \(id)"))
    }
  }

  private func line(_ one: CoSignature, in zone: ContestZone) -> LocalizedText {
    let at = zone.text(of: one.at)
    return LocalizedText(
      zhHans: "\(one.judge) 于 \(at) 共同签署", en: "co-signed by \(one.judge) at \(at)")
  }

  private func line(_ judge: String, _ fault: CoSignature.Fault) -> LocalizedText {
    switch fault {
    case .forged:
      LocalizedText(
        zhHans: "✗ \(judge) 的共同签署不成立：不是对这份成绩所作，或被改动",
        en: "✗ the co-signature of \(judge) does not hold: it was made of other results, or altered"
      )
    case .repeated:
      LocalizedText(
        zhHans: "✗ \(judge) 不能再签：已确认或签署过这份成绩",
        en: "✗ \(judge) stands there twice: who certified or signed does not sign again")
    }
  }

  /// Scores of earlier stages stand in documents of their own.
  private func given(_ carried: CertifiedResults.Carried) -> LocalizedText {
    let (part, stage, version, hash) = (carried.part, carried.stage, carried.version, carried.hash)
    return LocalizedText(
      zhHans: "部分 \(part) 的得分照抄自 \(stage) 第 \(version) 版，未重算：请另行核验摘要为 \(hash) 的成绩文件",
      en: "the scores of part \(part) are taken as given from \(stage), version \(version): verify "
        + "the results with the hash \(hash) as well")
  }

  private func verdict(_ audit: ResultsAudit, _ document: CertifiedDocument) -> Verdict {
    let results = document.results
    let language = options.language
    let signature = signatureLine(document)
    let judges = results.judges.joined(separator: ", ")
    let at = results.zone.text(of: results.certifiedAt)
    let told = [
      LocalizedText(
        zhHans: "\(results.path) 第 \(results.version) 版，\(judges) 于 \(at) 确认",
        en: "\(results.path), version \(results.version), certified by \(judges) at \(at)"),
      LocalizedText(
        zhHans: "重新评阅 \(audit.attempts) 份答卷，重排 \(results.entries.count) 人",
        en: "marked \(audit.attempts) attempts and ranked \(results.entries.count) people again"),
      signature.text,
    ]
    let signed = (document.coSignatures ?? []).map { line($0, in: results.zone) }
    let fault = document.coSignatureFault(by: signerKey)
    let head = (told + (fault == nil ? signed : []) + audit.takenAsGiven.map(given)).map {
      $0.text(in: language)
    }
    if audit.findings.isEmpty, !signature.holds {
      return Verdict(holds: false, code: "signature", lines: head)
    }
    if audit.findings.isEmpty, let fault {
      let line = line(fault.judge, fault.fault)
      return Verdict(
        holds: false, code: fault.fault.rawValue, lines: head + [line.text(in: language)])
    }
    guard let first = audit.findings.first else {
      let fine = LocalizedText(
        zhHans: "✓ 每一分、每一个名次和摘要都相符：\(results.hash)",
        en: "✓ every mark, every rank and the hash agree: \(results.hash)")
      return Verdict(
        holds: audit.takenAsGiven.isEmpty,
        code: audit.takenAsGiven.isEmpty ? "valid" : "valid-in-part",
        lines: head + [fine.text(in: language)])
    }
    let headline = LocalizedText(
      zhHans: "✗ \(audit.findings.count) 处不符", en: "✗ \(audit.findings.count) disagreements")
    let shown = audit.findings.prefix(20).map { finding in
      let words = LocalizedText(
        zhHans: "文件为 \(finding.claimed)，重算为 \(finding.computed)",
        en: "the file says \(finding.claimed), computed \(finding.computed)")
      return "  \(finding.code)  \(finding.subject)  \(words.text(in: language))"
    }
    return Verdict(
      holds: false, code: first.code, lines: head + [headline.text(in: language)] + shown)
  }
}
