import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Eligibility and certificates.
  static func certificates(_ backend: Backend) -> [Route] {
    let readers = Route.Access.roles([.contestant, .organizer, .judge, .auditor])
    return [
      Route(.get, Path.eligibility, readers) { call in
        try .json(try await backend.eligibility(call))
      },
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
  fileprivate func contestantAskedFor() throws -> ContestantID? {
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
    guard let credential = try await credential(call.segments["certificate"] ?? ""),
      try call.maySee(credential.content.contestant)
    else { throw NotFound() }
    return credential
  }

  /// A certificate by its id or its serial number.
  func credential(_ name: String) async throws -> Credential? {
    if let id = CredentialID(name) { return try await credentials.credential(id) }
    if let serial = SerialNumber(name) { return try await credentials.credential(serial: serial) }
    return nil
  }

  fileprivate func eligibility(_ call: Call) async throws -> EligibilityReport {
    let contest = try await contest(call)
    let about = try call.contestantAskedFor()
    var counts: [String: EligibilityReport.RuleCount] = [:]
    var order: [String] = []
    var decisions: [EligibilityDecision] = []
    let isContestants = try call.caller().contestant != nil
    let judgement = try await judge(contest, about: about, seesFrozen: !isContestants)
    for decision in judgement.decisions {
      let key =
        "\(decision.facts.occasion.stage.stage)/\(decision.source.pack)/\(decision.source.rule)"
      if counts[key] == nil { order.append(key) }
      counts[key] = EligibilityReport.RuleCount(
        decision, after: counts[key], in: call.language)
      if about != nil { decisions.append(EligibilityDecision(decision, in: call.language)) }
    }
    return EligibilityReport(
      contest: contest.id.text, rules: order.compactMap { counts[$0] }, decisions: decisions,
      uncertified: judgement.uncertified.map(\.description))
  }

  /// What the contest's packs say of everybody with a certified result, or of one contestant.
  ///
  /// - Parameters:
  ///   - only: the one stage to look at; absent: all of them.
  ///   - seesFrozen: whether results that the public does not see yet count.
  func judge(
    _ contest: Contest, at only: StagePath? = nil, about: ContestantID?, seesFrozen: Bool
  ) async throws -> (decisions: [Decision], uncertified: [StagePath]) {
    let versions = try await contests.policyVersions(of: contest.id)
    var decisions: [Decision] = []
    var uncertified: [StagePath] = []
    let frozen = try await contests.freezes(of: contest.id)
    for path in contest.stagePaths where only == nil || path == only {
      guard let stage = contest.stage(path), !stage.policies.isEmpty else { continue }
      guard seesFrozen || frozen[path] == nil,
        let document = try await results.certified(path)
      else {
        uncertified.append(path)
        continue
      }
      var packs: [PolicyPack] = []
      for id in stage.policies {
        guard let version = versions[id],
          let pack = try await credentials.policyPack(id, version: version)
        else { throw NotFound() }
        packs.append(pack)
      }
      let (certified, hash) = try CertifiedResults.read(document: document)
      let facts = Facts.of(certified, hash: hash)
      let instant = now()
      for person in facts where about == nil || person.person.contestant == about {
        for pack in packs { decisions += pack.decide(person, at: instant) }
      }
    }
    return (decisions, uncertified)
  }

  fileprivate func issueCertificates(_ call: Call) async throws -> CertificatesIssued {
    let contest = try await contest(call)
    let grants = try await judge(contest, about: nil, seesFrozen: false)
      .decisions.filter(\.grantsCertificate)
    let issuance = Issuance(
      issuer: issuing.profile, zone: contest.zone, recipients: issuing.recipients)
    // Before the moment of issue is taken, so that the keys are in use at that moment.
    let keys = issuing.keyring.current
    let unsigned = try issuance.credentials(for: grants, at: now())
    var already = 0
    for credential in unsigned where try await credentials.credential(credential.id) != nil {
      already += 1
    }
    _ = try await credentials.issue(unsigned, signedBy: keys, random: randomBits)
    try await audit(
      call, "certificates-issue", contest.id.text, "\(unsigned.count - already)")
    return CertificatesIssued(issued: unsigned.count - already, alreadyIssued: already)
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

extension Outcome {
  /// `grant`, `recommendation` or `eligibility`: never presented as each other.
  fileprivate var kind: String {
    switch self {
    case .grant: "grant"
    case .recommendation: "recommendation"
    case .skillLevel, .eligibility: "eligibility"
    }
  }
}

extension EligibilityReport.RuleCount {
  fileprivate init(_ decision: Decision, after count: Self?, in language: Language) {
    self.init(
      pack: decision.source.pack.text, rule: decision.source.rule.text,
      title: decision.title.text(in: language), kind: decision.outcome.kind,
      met: (count?.met ?? 0) + (decision.met ? 1 : 0),
      missed: (count?.missed ?? 0) + (decision.met ? 0 : 1))
  }
}

extension EligibilityDecision {
  fileprivate init(_ decision: Decision, in language: Language) {
    let own = decision.clauses.map { Clause($0, gate: nil, in: language) }
    let gated = decision.gates.flatMap { gate in
      gate.clauses.map { Clause($0, gate: gate.title.text(in: language), in: language) }
    }
    self.init(
      contestant: decision.facts.person.contestant.text,
      stage: decision.facts.occasion.stage.description, pack: decision.source.pack.text,
      packVersion: decision.source.version, packHash: decision.source.hash,
      rule: decision.source.rule.text, title: decision.title.text(in: language),
      kind: decision.outcome.kind, outcome: decision.outcome.sentence(in: language),
      met: decision.met, source: decision.source.paper ?? "", clauses: own + gated,
      explanation: decision.explanation(in: language))
  }
}

extension EligibilityDecision.Clause {
  fileprivate init(_ clause: JudgedClause, gate: String?, in language: Language) {
    self.init(
      gate: gate,
      required: "\(clause.title.text(in: language)) \(clause.required.text(in: language))",
      actual: clause.actual.text(in: language), met: clause.met,
      distance: clause.shortfall?.text(in: language), evidence: clause.evidence)
  }
}
