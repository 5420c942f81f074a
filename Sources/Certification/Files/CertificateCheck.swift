package import Contests
import Foundation

/// Checks a certificate with what its reader saved: no server, no network.
///
/// Only the reader's own key set is trusted. The file is trusted in nothing: each thing that it says is
/// signed by the issuer or follows from the signed log head.
package struct CertificateCheck: Sendable {
  let keys: JSONWebKeySet
  private let verifier: CredentialVerifier
  let statusLists: [VerifiedStatusList]
  let savedHead: LogHead?
  /// The note of `savedHead`.
  let savedNote: String?
  let update: LogUpdate?

  /// Something that was saved cannot be used: which, and why.
  package enum Unusable: Error, Hashable, Sendable {
    case statusList(CredentialVerifier.Refusal)
    case logHead(LogHead.Refusal)
  }

  /// - Parameters:
  ///   - statusLists: VC-JWTs of status lists in the order in which they were fetched; of each list
  ///     the newest counts.
  ///   - savedHead: the log head that the reader saved earlier.
  ///   - update: how the log went on since.
  /// - Throws: `Unusable` when the issuer did not sign what was saved.
  package init(
    keys: JSONWebKeySet, statusLists: [String] = [], savedHead: String? = nil,
    update: LogUpdate? = nil
  ) throws(Unusable) {
    self.keys = keys
    verifier = CredentialVerifier(keySet: keys)
    var lists: [VerifiedStatusList] = []
    for jwt in statusLists {
      do {
        lists.append(try VerifiedStatusList(jwt: jwt, trusting: keys))
      } catch {
        throw .statusList(error)
      }
    }
    // Times are whole seconds: of two lists of the same one, what came last counts.
    self.statusLists = lists.enumerated().sorted {
      ($0.element.asOf, $0.offset) > ($1.element.asOf, $1.offset)
    }.map(\.element)
    do {
      self.savedHead = try savedHead.map { note throws(LogHead.Refusal) in
        try LogHead(note: note, trusting: keys)
      }
    } catch {
      throw .logHead(error)
    }
    savedNote = savedHead
    self.update = update
  }

  /// Checks a file, or a bare VC-JWT, at a moment.
  package func report(on bytes: [UInt8], at instant: Instant) -> CertificateReport {
    let isFile = bytes.first { !Self.whitespace.contains($0) } == UInt8(ascii: "{")
    let file = isFile ? CertificateFile(bytes: bytes) : nil
    guard !isFile || file != nil else {
      return CertificateReport(
        [
          .signature: .bad(
            code: "not-a-certificate-file",
            LocalizedText(
              zhHans: "不是证书文件，或文件已损坏", en: "this is no certificate file, or it was cut off"))
        ], credential: nil)
    }
    return report(on: file, jwt: file?.credential ?? Self.bareJWT(bytes), at: instant)
  }

  /// Checks a certificate with its proofs.
  package func report(on file: CertificateFile, at instant: Instant) -> CertificateReport {
    report(on: file, jwt: file.credential, at: instant)
  }

  private func report(
    on file: CertificateFile?, jwt: String, at instant: Instant
  ) -> CertificateReport {
    let read = UnverifiedCredential(jwt)
    var outcomes: [CertificateReport.Part: CertificateReport.Outcome] = [:]
    var credential: VerifiedCredential?
    do {
      let verified = try verifier.authenticate(read)
      credential = verified
      outcomes[.signature] = .good(
        LocalizedText(
          zhHans: "签名相符（RS256，密钥 \(verified.keyID)）",
          en: "the signature fits (RS256, key \(verified.keyID))"))
      outcomes[.expiry] = Self.expiry(of: verified, at: instant)
      outcomes[.status] = status(of: verified, file)
    } catch {
      outcomes[.signature] = .bad(code: error.code, Self.text(of: error))
    }
    outcomes[.sm2] = sm2(of: file, read.jws, credential)
    outcomes[.inclusion] = inclusion(of: read, file)
    return CertificateReport(outcomes, credential: credential)
  }

  private static let whitespace: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  /// The text of a file that holds nothing but a JWT, without the white space around it.
  private static func bareJWT(_ bytes: [UInt8]) -> String {
    let text = bytes.prefix(CertificateFile.maximumBytes + 1).drop { whitespace.contains($0) }
    let end = text.lastIndex { !whitespace.contains($0) }
    return String(decoding: end.map { text[...$0] } ?? [], as: UTF8.self)
  }

  static func text(of refusal: CredentialVerifier.Refusal) -> LocalizedText {
    .inEach { refusal.sentence(in: $0) }
  }

  private static func expiry(
    of credential: VerifiedCredential, at instant: Instant
  ) -> CertificateReport.Outcome {
    do {
      try credential.requireValidity(at: instant)
    } catch {
      return .bad(code: error.code, text(of: error))
    }
    let from = credential.validFrom.utcText
    return .good(
      credential.validUntil.map {
        LocalizedText(
          zhHans: "有效期 \(from) 至 \($0.utcText)", en: "valid from \(from) until \($0.utcText)")
      } ?? LocalizedText(zhHans: "自 \(from) 起长期有效", en: "valid from \(from) on, without an end"))
  }

  private func sm2(
    of file: CertificateFile?, _ jws: CompactJWS?, _ credential: VerifiedCredential?
  ) -> CertificateReport.Outcome {
    guard let file else {
      return .unchecked(
        LocalizedText(
          zhHans: "只有 JWT，没有国密签名；请用证书文件", en: "a bare JWT has no second signature"))
    }
    guard let bytes = Data(base64Encoded: file.sm2.signature),
      let form = CertificateFile.SM2Form(rawValue: file.sm2.form),
      let signature = form == .der ? SM2Signature(der: bytes) : SM2Signature(raw: bytes)
    else {
      return .bad(
        code: "sm2-malformed",
        LocalizedText(zhHans: "国密签名的格式不对", en: "the SM2 signature is not written as one"))
    }
    guard let key = keys.sm2Keys.first(where: { $0.id == file.sm2.key }) else {
      return .bad(
        code: "sm2-unknown-key",
        LocalizedText(
          zhHans: "公钥列表中没有国密签名密钥“\(file.sm2.key.prefix(60))”",
          en: "the SM2 key \"\(file.sm2.key.prefix(60))\" is not among the issuer's public keys"))
    }
    guard let jws, key.verifies(signature, of: jws.payload) else {
      return .bad(
        code: "sm2-bad-signature",
        LocalizedText(
          zhHans: "国密签名（SM2/SM3）不符", en: "the second signature (SM2 with SM3) does not fit"))
    }
    // Without its first signature the date is anybody's.
    if let credential, !keys.term(of: key.id).contains(credential.validFrom) {
      return .bad(
        code: "sm2-key-not-in-force", Self.text(of: .keyNotInForce(key.id)))
    }
    return .good(
      LocalizedText(
        zhHans: "国密签名相符（SM2/SM3，密钥 \(key.id)）",
        en: "the second signature fits (SM2 with SM3, key \(key.id))"))
  }
}
