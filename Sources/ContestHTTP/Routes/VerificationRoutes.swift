import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Pages for everybody who holds a certificate in hands.
  static func verification(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.verify, .everyone) { call in
        let language = call.query["lang"].map { Language(preference: $0) } ?? call.language
        // By its id alone: numbers could be tried one after the other.
        guard let id = CredentialID(call.segments["certificate"] ?? ""),
          let credential = try await backend.credentials.credential(id)
        else { return .page(unknown(in: language), in: language, status: .notFound) }
        let page = try await backend.verificationPage(of: credential, in: language)
        return .page(page.html, in: language, status: .ok)
      },
      // Every certificate names this address as the occupation to which it is aligned.
      Route(.get, Path.occupation, .everyone) { call in
        let language = call.query["lang"].map { Language(preference: $0) } ?? call.language
        guard let code = OccupationCode(call.segments["occupation"] ?? ""),
          try await backend.isKnown(code)
        else { return .page(unknownOccupation(in: language), in: language, status: .notFound) }
        return .page(
          OccupationPage(code: code, language: language).html, in: language, status: .ok)
      },
    ]
  }

  private static func unknownOccupation(in language: Language) -> String {
    let isChinese = language == .zhHans
    return Page.notice(
      "unknown", title: isChinese ? "没有这个职业" : "There is no such occupation",
      text: isChinese
        ? "本平台没有这个职业代码的竞赛。" : "No contest here is held in an occupation with this code.",
      in: language)
  }

  private static func unknown(in language: Language) -> String {
    let isChinese = language == .zhHans
    return Page.notice(
      "unknown", title: isChinese ? "没有这张证书" : "There is no such certificate",
      text: isChinese
        ? "本平台没有颁发过这个标识的证书。请核对网址，或重新扫描证书上的二维码。"
        : "No certificate with this id was issued here. Check the address, or scan the code on "
          + "the certificate again.", in: language)
  }
}

extension Backend {
  /// Whether the occupation has a name here or a contest.
  fileprivate func isKnown(_ code: OccupationCode) async throws -> Bool {
    if code.name != nil { return true }
    return try await directory.contests().contains { contest in
      contest.events.contains { $0.occupation == code }
    }
  }

  fileprivate func verificationPage(
    of credential: Credential, in language: Language
  ) async throws -> VerificationPage {
    let stage = credential.content.stage
    guard let zone = try await directory.contest(stage.contest)?.zone else { throw NotFound() }
    let (expiry, proof) = try await examined(credential)
    let status = CredentialStatus(after: try await credentials.statusActs(of: credential.id))
    let standing: CredentialStanding =
      switch status {
      case .revoked(let note): .revoked(on: note.at, because: note.reason)
      case .suspended(let note): .suspended(on: note.at, because: note.reason)
      case .valid: expiry.map { .expired(at: $0) } ?? .valid
      }
    return VerificationPage(
      credential: credential, standing: standing, proof: proof,
      showing: try await credentials.showing(of: credential.id) ?? .masked,
      issuer: issuing.profile, zone: zone, language: language)
  }

  /// The certificate with all its proofs, examined as anybody else would: both signatures, its entry in
  /// the log, and since when it is expired.
  private func examined(
    _ credential: Credential
  ) async throws -> (expiry: Instant?, proof: VerificationPage.Proof) {
    guard let inclusion = try await credentials.logInclusion(of: credential.id),
      let seal = credential.seal,
      let file = CertificateFile(
        credential, inclusion: inclusion, head: try await note(of: inclusion.size, inclusion.root))
    else {
      return (
        nil,
        .broken(
          LocalizedText(zhHans: "证书没有登记在签发日志中。", en: "It does not stand in the issuer's log."))
      )
    }
    let now = now()
    let report = try CertificateCheck(keys: issuing.keyring.keySet).report(on: file, at: now)
    for part in [CertificateReport.Part.signature, .sm2, .inclusion] {
      if case .bad(_, let why) = report.outcome(of: part) { return (nil, .broken(why)) }
    }
    let end = report.credential?.validUntil
    return (
      end.flatMap { $0 <= now ? $0 : nil },
      .whole(
        keyID: credential.keyID, sm2KeyID: seal.keyID, entry: inclusion.index + 1,
        size: inclusion.size, root: inclusion.root.base64)
    )
  }
}
