import AttemptRecords
import Contests
import Scoring

/// With which keys results may be signed.
struct TrustedSigners {
  /// That must have signed; absent: whoever reads named none.
  let given: ReceiptPublicKey?
  /// That servers had when this machine first asked them, 64 hexadecimal digits each.
  let seen: Set<String>
}

/// A file of certified results that is checked.
struct ResultsFile {
  let path: String
  let document: CertifiedDocument
  /// Of the results as they stand there, whatever hash the file claims.
  let hash: String
  private let bytes: [UInt8]
  private let language: Language

  var results: CertifiedResults { document.results }

  /// - Throws: `ExitCode(2)` after saying why the file cannot be checked.
  init(_ path: String, _ options: VerifyOptions) throws {
    self.path = path
    bytes = try options.read(path)
    document = try options.document(path, bytes)
    hash = document.results.hash
    language = options.language
  }

  /// Everything that is checked of the file, and what is told of it from top to bottom.
  ///
  /// - Parameters:
  ///   - earlier: files of earlier stages that are checked as well.
  /// - Throws: an error of the coder.
  func examine(
    by signers: TrustedSigners, with earlier: [ResultsFile]
  ) throws -> (lines: [String], checks: [Verdict.Check]) {
    let known = Dictionary(earlier.map { ($0.hash, $0.results) }) { first, _ in first }
    let audit = try ResultsAudit(document, readFrom: bytes, with: known)
    let marks = resultsCheck(audit)
    let signature = signatureCheck(by: signers)
    let others =
      [signature] + coSignatureChecks(by: signers.given, beside: signature)
      + (results.carried ?? []).map { carried in
        carriedCheck(carried, isGiven: audit.takenAsGiven.contains(carried), earlier)
      }
    let lines = heading(audit) + [marks.line] + disagreements(audit) + others.map(\.line)
    return (lines, [marks] + others)
  }

  /// Which results these are, and what was done with them.
  private func heading(_ audit: ResultsAudit) -> [String] {
    let judges = results.judges.joined(separator: ", ")
    let at = results.zone.text(of: results.certifiedAt)
    return [
      LocalizedText(
        zhHans: "\(results.path) 第 \(results.version) 版，\(judges) 于 \(at) 确认",
        en: "\(results.path), version \(results.version), certified by \(judges) at \(at)"),
      LocalizedText(
        zhHans: "重新评阅 \(audit.attempts) 份答卷，重排 \(results.entries.count) 人",
        en: "marked \(audit.attempts) attempts and ranked \(results.entries.count) people again"),
    ].map { $0.text(in: language) }
  }

  private func resultsCheck(_ audit: ResultsAudit) -> Verdict.Check {
    guard let first = audit.findings.first else {
      return check(
        "results", "good",
        LocalizedText(
          zhHans: "每一分、每一个名次和摘要都相符：\(hash)",
          en: "every mark, every rank and the hash agree: \(hash)"))
    }
    return check(
      "results", "bad", code: first.code,
      LocalizedText(
        zhHans: "\(audit.findings.count) 处不符", en: "\(audit.findings.count) disagreements"))
  }

  /// The first of what does not agree.
  private func disagreements(_ audit: ResultsAudit) -> [String] {
    audit.findings.prefix(20).map { finding in
      let words = LocalizedText(
        zhHans: "文件为 \(finding.claimed)，重算为 \(finding.computed)",
        en: "the file says \(finding.claimed), computed \(finding.computed)")
      return "  \(finding.code)  \(finding.subject)  \(words.text(in: language))"
    }
  }

  /// Whose signature it bears, and whether it holds.
  private func signatureCheck(by signers: TrustedSigners) -> Verdict.Check {
    let key = document.signature?.signer ?? ""
    let id = document.signature?.publicKey?.id ?? key
    return switch document.isSigned(by: signers.given) {
    case nil:
      check(
        "signature", signers.given == nil ? "unchecked" : "bad", code: "signature",
        LocalizedText(
          zhHans: "没有签名：请与裁判公布的摘要对照", en: "not signed: compare the hash with the announced one"))
    case false?:
      check(
        "signature", "bad", code: "signature",
        LocalizedText(
          zhHans: "签名（密钥 \(id)）不成立", en: "the signature (key \(id)) does not hold"))
    case true? where signers.given == nil && signers.seen.contains(key):
      check(
        "signature", "good",
        LocalizedText(
          zhHans: "由密钥 \(id) 签名，与本机第一次见到这台服务器时相同",
          en: "signed by key \(id), as this machine first saw it"))
    case true? where signers.given == nil:
      check(
        "signature", "unchecked",
        LocalizedText(
          zhHans: "由密钥 \(id) 签名，但只有文件自己说这是服务器的密钥：请用 --signer 给出组委会公布的公钥"
            + "（见其服务器的 /v1/receipt-signers）",
          en: "signed by key \(id), but only the file says that it is the server's: give the key "
            + "that the organizer announced with --signer (/v1/receipt-signers of its server)"
        ))
    case true?:
      check(
        "signature", "good",
        LocalizedText(
          zhHans: "由密钥 \(id) 签名，与 --signer 相同", en: "signed by key \(id), given by --signer"))
    }
  }

  private func coSignatureChecks(
    by signer: ReceiptPublicKey?, beside signature: Verdict.Check
  ) -> [Verdict.Check] {
    guard let fault = document.coSignatureFault(by: signer) else {
      return (document.coSignatures ?? []).map { one in
        let at = results.zone.text(of: one.at)
        // As sure as the server's own signature, which says that the judge signed.
        return check(
          "cosignature", signature.outcome, code: signature.code,
          LocalizedText(
            zhHans: "\(one.judge) 于 \(at) 共同签署", en: "co-signed by \(one.judge) at \(at)"))
      }
    }
    let text =
      switch fault.fault {
      case .forged:
        LocalizedText(
          zhHans: "\(fault.judge) 的共同签署不成立：不是对这份成绩所作，或被改动",
          en: "the co-signature of \(fault.judge) does not hold: it was made of other results, or "
            + "altered")
      case .repeated:
        LocalizedText(
          zhHans: "\(fault.judge) 不能再签：已确认或签署过这份成绩",
          en: "\(fault.judge) stands there twice: who certified or signed does not sign again")
      }
    return [check("cosignature", "bad", code: fault.fault.rawValue, text)]
  }

  /// Whether the scores of an earlier stage are those of its own results, which are checked by themselves.
  private func carriedCheck(
    _ carried: CertifiedResults.Carried, isGiven: Bool, _ earlier: [ResultsFile]
  ) -> Verdict.Check {
    let (part, stage, version) = (carried.part, carried.stage, carried.version)
    let files = earlier.filter { $0.holds(stage, countingIn: self) }
    if let file = files.first(where: { $0.hash == carried.hash }), !isGiven {
      return check(
        "carried", "good",
        LocalizedText(
          zhHans: "部分 \(part) 的得分取自 \(stage) 第 \(version) 版，与 \(file.path) 相符",
          en: "the scores of part \(part) are those of \(stage), version \(version), in "
            + file.path))
    }
    if let other = files.first {
      return check(
        "carried", "bad", code: "carried",
        LocalizedText(
          zhHans: "部分 \(part) 的得分取自 \(stage) 第 \(version) 版，摘要 \(carried.hash)；\(other.path) 是"
            + "第 \(other.results.version) 版，摘要 \(other.hash)",
          en: "the scores of part \(part) come from \(stage), version \(version), hash "
            + "\(carried.hash); \(other.path) is version \(other.results.version), hash "
            + other.hash
        ))
    }
    return check(
      "carried", "unchecked",
      LocalizedText(
        zhHans: "部分 \(part) 的得分照抄自 \(stage) 第 \(version) 版，未核对：请用 --with 给出摘要为 "
          + "\(carried.hash) 的成绩文件",
        en:
          "the scores of part \(part) are taken as given from \(stage), version \(version): name the "
          + "results with the hash \(carried.hash) with --with"))
  }

  /// Whether these are results of a stage of the same event as others.
  private func holds(_ stage: StageID, countingIn later: ResultsFile) -> Bool {
    let (mine, other) = (results.path, later.results.path)
    return mine.contest == other.contest && mine.event == other.event && mine.stage == stage
  }

  /// Whether other results say that scores of these count in them.
  func counts(in later: ResultsFile) -> Bool {
    (later.results.carried ?? []).contains { holds($0.stage, countingIn: later) }
  }

  /// - Parameter code: of what is wrong; told only of a bad outcome.
  private func check(
    _ part: String, _ outcome: String, code: String? = nil, _ text: LocalizedText
  ) -> Verdict.Check {
    let mark = ["good": "✓", "bad": "✗"][outcome] ?? "?"
    return Verdict.Check(
      part: part, outcome: outcome, code: outcome == "bad" ? code : nil,
      line: "\(mark) \(text.text(in: language))")
  }
}
