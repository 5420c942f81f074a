import Accounts
import Certification
import ContestAPI
import Contests

extension Backend {
  /// Issues what is due; see `CertificateIssuing`.
  ///
  /// - Throws: `Conflict` when others keep changing outcomes; what was issued until then stays.
  func issueCertificates(_ call: Call) async throws -> CertificatesIssued {
    let contest = try await contest(call)
    let actor = try call.caller().name
    func record(_ count: Int) -> AuditRecord {
      auditRecord(call, "certificates-issue", contest.id.text, "\(count)")
    }
    let issuance = Issuance(
      issuer: issuing.profile, zone: contest.zone, recipients: issuing.recipients)
    var uncertified: [StagePath] = []
    let issued = try await CertificateIssuing(
      of: contest.id, by: issuance, signedBy: issuing.keyring, in: credentials, lives,
      random: randomBits
    ).issue(
      attempts: Self.attempts,
      noting: { StaffNote(actor: actor, at: now(), reason: "签发证书 / certificate issued") },
      record: record,
      looking: {
        let seen = try await seenOutcomes(of: contest)
        let (decisions, missing) = try await judge(contest, about: nil, seesFrozen: false)
        uncertified = missing
        try Self.requireResults(at: contest.judgedStages, besides: missing)
        return DueCertificates(decisions, after: seen.all, at: seen.stages)
      })
    guard let issued else { throw Conflict.outcomesChanged }
    if issued.own.isEmpty { _ = try await accounts.append(record(0)) }
    try await revokeEnded(issued.due.cases, in: contest, call)
    return CertificatesIssued(
      issued: issued.own.count,
      alreadyIssued: issued.due.issued.subtracting(issued.own).count + issued.noted,
      heldBack: issued.due.heldBack.count,
      objectedTo: issued.due.heldBack.compactMap {
        CertificatesIssued.ObjectedTo($0, in: call.language)
      }, uncertified: uncertified.map(\.description))
  }

  /// - Throws: `Conflict` when no stage has certified results that are public.
  private static func requireResults(
    at stages: [StagePath], besides uncertified: [StagePath]
  ) throws(Conflict) {
    guard uncertified.count == stages.count, !uncertified.isEmpty else { return }
    let names = uncertified.map(\.description)
    throw Conflict(
      code: "not-certified",
      zhHans: "没有已确认并公开的成绩，不能颁发证书：" + names.joined(separator: "、"),
      en: "certificates follow from certified results that are public; there are none of "
        + names.joined(separator: ", "))
  }
}

extension CertificatesIssued.ObjectedTo {
  /// Absent when a grant is not issued for another reason.
  fileprivate init?(_ decision: Decision, in language: Language) {
    guard let objection = decision.objection else { return nil }
    self.init(
      stage: decision.facts.occasion.stage.description,
      contestant: decision.facts.person.contestant.text,
      title: decision.outcome.name.text(in: language), objection: objection.value.rawValue,
      evidence: objection.evidence)
  }
}
