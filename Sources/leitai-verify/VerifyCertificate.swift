import ArgumentParser
import Certification
import ContestAPI
import Contests
import Foundation

struct VerifyCertificate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate",
    abstract: "Verify a certificate: a certificate file or a VC-JWT. 核验证书。",
    discussion: """
      What is not named is looked for in --trust: issuer-keys.json, log-head.txt and \
      status-lists.json, of which only the keys have to be there. With --keys but no --trust, the log \
      head and the status lists of $LEITAI_HOME/trust are used only if its issuer-keys.json is the \
      same as --keys. Exit codes: 0 valid, 1 not valid, 2 a file cannot be read, 5 nothing wrong, but \
      not everything could be checked.
      """)

  @Argument(help: "The certificate.")
  var file: String

  @Option(help: "The folder of what was saved ($LEITAI_HOME/trust).")
  var trust: String?

  @Option(help: "The issuer's public keys.")
  var keys: String?

  @Option(help: "A log head that was saved.")
  var logHead: String?

  @Option(help: "Status lists that were saved: one VC-JWT, or a JSON array of them.")
  var statusList: String?

  @Flag(help: "Take newer status lists and a newer log head from standard input.")
  var download = false

  @Option(help: "Also check that it was issued to this admission number.")
  var admission: String?

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let bytes = try options.read(file)
    let files = trust.map(TrustFiles.init(folder:)) ?? .own
    let keySet = try TrustFiles.keySet(keys ?? files.keys, options)
    // What was saved of one issuer is no matter of another's keys.
    let isOneIssuer = trust != nil || keys == nil || Self.isSame(keySet.document, files.keys)
    let check = try check(isOneIssuer ? files : nil, keySet.keys)
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    var verdict = verdict(check.report(on: bytes, at: now))
    let fingerprint = JSONWebKeySet.fingerprint(ofDocument: keySet.document)
    verdict.keySet = fingerprint
    // Whoever names keys has to know whose they are.
    if keys != nil || trust != nil {
      let line = LocalizedText(
        zhHans: "所用公钥  \(keys ?? files.keys)，SHA-256 \(fingerprint)",
        en: "keys used    \(keys ?? files.keys), SHA-256 \(fingerprint)")
      verdict.lines.append("  " + line.text(in: options.language))
    }
    try options.finish(verdict)
  }

  /// - Parameter trust: where the log head and the status lists are that are not named; absent: nowhere.
  private func check(_ trust: TrustFiles?, _ keySet: JSONWebKeySet) throws -> CertificateCheck {
    let headFile = logHead ?? trust.flatMap { Self.existing($0.head) }
    let statusFile = statusList ?? trust.flatMap { Self.existing($0.statusLists) }
    var lists = try statusFile.map { try TrustFiles.statusLists($0, options) } ?? []
    let head = try headFile.map { String(decoding: try options.read($0), as: UTF8.self) }
    let fetched = download ? try TrustDownload.read(options) : nil
    for jwt in fetched?.statusLists ?? [] { lists.append(try newer(jwt, keySet)) }
    do {
      return try CertificateCheck(
        keys: keySet, statusLists: lists, savedHead: head, update: fetched?.update)
    } catch {
      switch error {
      case .statusList(let refusal):
        throw options.unreadable(
          statusFile ?? "stdin", .inEach { refusal.sentence(in: $0) })
      case .logHead(let refusal):
        throw options.unreadable(headFile ?? "stdin", .inEach { refusal.sentence(in: $0) })
      }
    }
  }

  /// A status list that was fetched just now.
  ///
  /// - Throws: `ExitCode(2)` when the saved keys do not know who signed it.
  private func newer(_ jwt: String, _ keySet: JSONWebKeySet) throws -> String {
    do {
      _ = try VerifiedStatusList(jwt: jwt, trusting: keySet)
      return jwt
    } catch .unknownKey(let id) {
      throw options.unreadable(
        "--online",
        LocalizedText(
          zhHans: "服务器用新密钥 \(id) 签名，保存的公钥中没有；请先运行 leitai certificate trust",
          en: "the server signs with a new key, \(id), that was not saved; "
            + "leitai certificate trust saves it"))
    } catch {
      throw options.unreadable("--online", .inEach { error.sentence(in: $0) })
    }
  }

  /// Whether a file holds exactly that document.
  private static func isSame(_ document: String, _ path: String) -> Bool {
    FileManager.default.contents(atPath: path) == Data(document.utf8)
  }

  private static func existing(_ path: String) -> String? {
    TrustFiles.isThere(path) ? path : nil
  }

  private func verdict(_ report: CertificateReport) -> Verdict {
    let language = options.language
    let checks = report.outcomes.map { Verdict.Check($0.part, $0.outcome, in: language) }
    if report.holds, let admission, let credential = report.credential,
      !credential.isIssued(toAdmissionNumber: admission)
    {
      let headline = LocalizedText(
        zhHans: "✗ 签名相符，但不是发给 \(admission) 的",
        en: "✗ the signature fits, but it was not issued to \(admission)")
      return Verdict(
        holds: false, code: "another-person", lines: [headline.text(in: language)],
        checks: checks)
    }
    let headline =
      !report.holds
      ? LocalizedText(zhHans: "✗ 证书无效", en: "✗ the certificate is not valid")
      : report.holdsInFull
        ? LocalizedText(zhHans: "✓ 证书有效", en: "✓ valid")
        : LocalizedText(
          zhHans: "? 没有发现问题，但有未能核对的项目", en: "? nothing is wrong, but not everything was checked")
    return Verdict(
      holds: report.holdsInFull, code: report.code,
      lines: [headline.text(in: language)] + checks.map(\.line)
        + (report.credential.map(lines) ?? []),
      checks: checks)
  }

  private func lines(_ credential: VerifiedCredential) -> [String] {
    let language = options.language
    func line(_ zhHans: String, _ en: String, _ value: String?) -> String? {
      value.map { "  \(LocalizedText(zhHans: zhHans, en: en).text(in: language))  \($0)" }
    }
    return [
      line("证书    ", "certificate", credential.name),
      line("说明    ", "about      ", credential.summary),
      line("编号    ", "serial     ", credential.serial.description),
      line("名次    ", "rank       ", credential.rank.map(String.init)),
      line("成绩    ", "score      ", credential.score),
      line("条件    ", "criteria   ", credential.criteria),
      line("职业    ", "occupation ", credential.occupations.joined(separator: ", ")),
      line("依据    ", "evidence   ", credential.evidence.joined(separator: ", ")),
      line("签发    ", "issuer     ", "\(credential.issuerName) (\(credential.issuer))"),
      line("标识    ", "id         ", credential.id.text),
    ].compactMap { $0 }
  }
}

extension Verdict.Check {
  fileprivate init(
    _ part: CertificateReport.Part, _ outcome: CertificateReport.Outcome, in language: Language
  ) {
    self.part = part.rawValue
    switch outcome {
    case .good(let text):
      (self.outcome, code, line) = ("good", nil, "  ✓ " + text.text(in: language))
    case .bad(let code, let text):
      (self.outcome, self.code) = ("bad", code)
      line = "  ✗ \(text.text(in: language)) [\(code)]"
    case .unchecked(let text):
      (self.outcome, code, line) = ("unchecked", nil, "  ? " + text.text(in: language))
    }
  }
}
