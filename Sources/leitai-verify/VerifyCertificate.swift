import ArgumentParser
import Certification
import Contests
import Foundation

struct VerifyCertificate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: "Verify a certificate (VC-JWT). 核验证书。")

  @Argument(help: "The certificate.")
  var file: String

  @Option(help: "The issuer's public keys; issuer-keys.json beside the certificate when absent.")
  var keys: String?

  @Option(help: "Also check that it was issued to this admission number.")
  var admission: String?

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let text = String(decoding: try options.read(file), as: UTF8.self)
    let beside = URL(filePath: file).deletingLastPathComponent()
      .appending(path: "issuer-keys.json").path
    let keyFile = keys ?? beside
    let keySet = String(decoding: try options.read(keyFile), as: UTF8.self)
    let verifier: CredentialVerifier
    do {
      verifier = try CredentialVerifier(jwkSet: keySet)
    } catch {
      throw options.unreadable(keyFile, LocalizedText(zhHans: "不是公钥列表", en: "not a JWK set"))
    }
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    try options.finish(verdict(text, verifier, now))
  }

  private func verdict(_ text: String, _ verifier: CredentialVerifier, _ now: Instant) -> Verdict {
    let language = options.language
    let jwt = text.trimmingCharacters(in: .whitespacesAndNewlines)
    do {
      let credential = try verifier.verify(jwt, at: now)
      if let admission, !credential.isIssued(toAdmissionNumber: admission) {
        let headline = LocalizedText(
          zhHans: "✗ 签名相符，但不是发给 \(admission) 的",
          en: "✗ the signature fits, but it was not issued to \(admission)")
        return Verdict(
          holds: false, code: "another-person", lines: [headline.text(in: language)])
      }
      return Verdict(holds: true, code: "valid", lines: lines(credential))
    } catch {
      let headline = LocalizedText(zhHans: "✗ 证书无效", en: "✗ the certificate is not valid")
      return Verdict(
        holds: false, code: error.code,
        lines: [headline.text(in: language), "  " + error.sentence(in: language)])
    }
  }

  private func lines(_ credential: VerifiedCredential) -> [String] {
    let language = options.language
    func line(_ zhHans: String, _ en: String, _ value: String?) -> String? {
      value.map { "  \(LocalizedText(zhHans: zhHans, en: en).text(in: language))  \($0)" }
    }
    let headline = LocalizedText(zhHans: "✓ 证书有效，签名相符", en: "✓ valid; the signature fits")
    return [headline.text(in: language)]
      + [
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
        line("密钥    ", "key        ", credential.keyID),
      ].compactMap { $0 }
  }
}
