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

  fileprivate func issueCertificates(_ call: Call) async throws -> CertificatesIssued {
    let contest = try await contest(call)
    let seen = try await seenOutcomes(of: contest)
    let (decisions, uncertified) = try await judge(contest, about: nil, seesFrozen: false)
    if uncertified.count == contest.judgedStages.count, !uncertified.isEmpty {
      let stages = uncertified.map(\.description)
      throw Conflict(
        code: "not-certified",
        zhHans: "没有已确认并公开的成绩，不能颁发证书：" + stages.joined(separator: "、"),
        en: "certificates follow from certified results that are public; there are none of "
          + stages.joined(separator: ", "))
    }
    let all = decisions.filter(\.grantsCertificate)
    let generations = seen.issuable
    // Whoever puts outcomes on record decides of all of them: otherwise what nobody looked at would be
    // issued without public notice, and what was looked at would wait. Where nothing is on record,
    // everything is issued at once.
    let grants = all.filter { decision in
      seen.all.isEmpty || generations[OutcomeFinding(decision).key] != nil
    }
    let issuance = Issuance(
      issuer: issuing.profile, zone: contest.zone, recipients: issuing.recipients)
    let bySubject = Dictionary(
      generations.map { ($0.key.subject, $0.value) }, uniquingKeysWith: max)
    let unsigned = try issuance.credentials(for: grants, at: now()) { bySubject[$0] ?? 0 }
    var already = 0
    for credential in unsigned where try await credentials.credential(credential.id) != nil {
      already += 1
    }
    let issued = try await credentials.issue(
      unsigned, signedBy: issuing.keyring, random: randomBits)
    try await audit(
      call, "certificates-issue", contest.id.text, "\(unsigned.count - already)")
    try await noteIssued(
      issued, in: contest,
      StaffNote(
        actor: try call.caller().name, at: now(), reason: "签发证书 / certificate issued"),
      call)
    return CertificatesIssued(
      issued: unsigned.count - already, alreadyIssued: already,
      heldBack: all.count - grants.count, uncertified: uncertified.map(\.description))
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
      credential: whole ? credential.jwt : nil,
      withdrawn: status.note.map {
        CertificateWithdrawn(state: status.name, at: $0.at.milliseconds, reason: $0.reason)
      })
  }
}
