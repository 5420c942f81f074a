import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Certificates.
  static func certificates(_ backend: Backend) -> [Route] {
    let readers = Route.Access.roles([.contestant, .organizer, .judge, .auditor])
    return [
      Route(.get, Path.certificates, readers) { call in
        try .json(try await backend.certificates(call))
      },
      Route(.post, Path.certificates, .roles([.judge])) { call in
        try .json(try await backend.issueCertificates(call))
      },
      Route(.get, Path.certificate, readers) { call in
        let credential = try await backend.credentialToSee(call)
        let acts = try await backend.credentials.statusActs(of: credential.id)
        return try .json(
          Certificate(
            credential, CredentialStatus(after: acts), in: call.language, whole: true))
      },
    ]
  }
}

extension Call {
  /// Contestants see what is theirs; staff sees everybody.
  func maySee(_ contestant: ContestantID) throws -> Bool {
    let caller = try caller()
    return caller.contestant == nil || caller.contestant == contestant
  }

  /// The contestant that the query asks for: for contestants always themselves.
  func contestantAskedFor() throws -> ContestantID? {
    if let own = try caller().contestant { return own }
    guard let text = query["contestant"] else { return nil }
    guard let id = try? ContestantID(text) else { throw NotFound() }
    return id
  }
}

extension Backend {
  /// The certificate that the path names, by its id or its serial number.
  ///
  /// - Throws: `NotFound` also when it is not the caller's to see.
  func credentialToSee(_ call: Call) async throws -> Credential {
    let name = call.segments["certificate"] ?? ""
    guard let credential = try await credential(name),
      try call.maySee(credential.content.contestant)
    else { throw NotFound(zhHans: "证书 \(name)", en: "certificate \(name)") }
    return credential
  }

  /// A certificate by its id or its serial number.
  func credential(_ name: String) async throws -> Credential? {
    if let id = CredentialID(name) { return try await credentials.credential(id) }
    if let serial = SerialNumber(name) { return try await credentials.credential(serial: serial) }
    return nil
  }

  fileprivate func certificates(_ call: Call) async throws -> CertificateList {
    let contest = try await contest(call)
    let limit = try call.number("limit", in: 1...Limits.pageRows) ?? 1000
    var next: String?
    let found: [Credential]
    if let about = try call.contestantAskedFor() {
      found = try await credentials.credentials(of: about).filter {
        $0.content.stage.contest == contest.id
      }
    } else {
      let after = call.query["after"].flatMap { SerialNumber($0) }
      found = try await credentials.credentials(of: contest.id, after: after, limit: limit)
      if found.count == limit { next = found.last?.serial.description }
    }
    let acts = Dictionary(
      grouping: try await credentials.statusActs(in: contest.id), by: \.credential)
    return CertificateList(
      certificates: found.map {
        Certificate(
          $0, CredentialStatus(after: acts[$0.id] ?? []), in: call.language, whole: false)
      },
      next: next)
  }
}

extension Certificate {
  fileprivate init(
    _ credential: Credential, _ status: CredentialStatus, in language: Language, whole: Bool
  ) {
    let content = credential.content
    self.init(
      id: credential.id.text, serial: credential.serial.description,
      contestant: content.contestant.text, name: content.recipientName,
      title: content.name.text(in: language), stage: content.stage.description,
      pack: content.pack.text, rule: content.rule.text, issuedAt: content.issuedAt.milliseconds,
      validUntil: content.validUntil?.milliseconds,
      credential: whole ? credential.jwt : nil,
      withdrawn: status.note.map {
        CertificateWithdrawn(state: status.name, at: $0.at.milliseconds, reason: $0.reason)
      })
  }
}
