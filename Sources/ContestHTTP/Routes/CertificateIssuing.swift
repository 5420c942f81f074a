import Accounts
import Certification
import ContestAPI
import Contests

/// Which certificates are to be issued, as things stood when somebody looked.
private struct DueCertificates {
  let seen: SeenOutcomes
  let uncertified: [StagePath]
  /// One for each certificate that is to be issued.
  var grants: [Decision] = []
  /// Outcomes whose certificate is issued.
  var issued: Set<CredentialID> = []
  /// What follows from the results and is not issued.
  var heldBack: [Decision] = []

  /// Where staff decides of outcomes, what it confirmed is issued; elsewhere everything that packs grant.
  /// Whoever somebody objects to waits, whatever the packs ask.
  init(_ seen: SeenOutcomes, _ decisions: [Decision], uncertified: [StagePath]) {
    (self.seen, self.uncertified) = (seen, uncertified)
    let last = Dictionary(seen.all.map { ($0.finding.subject, $0) }) { _, later in later }
    for decision in decisions where decision.isOfCertificate {
      let one = last[OutcomeSubject(decision)]
      let isSame = one.map { $0.finding.key == OutcomeFinding(decision).key } ?? true
      if let one, isSame, one.state == .issued, let id = one.credential {
        issued.insert(id)
        continue
      }
      guard decision.met || decision.objection != nil else { continue }
      let isDue = one.map { isSame && $0.state == .confirmed } ?? !seen.isDecidedByStaff
      if decision.met, isDue, decision.objection == nil {
        grants.append(decision)
      } else {
        heldBack.append(decision)
      }
    }
  }
}

/// Somebody did or objected to something while certificates were being signed.
private struct Overtaken: Error {}

extension Backend {
  /// Issues what is due. Each part of the certificates is kept in one transaction with what it makes of
  /// their outcomes; whoever objects or ends an outcome before it comes first, and what is due is looked at
  /// again.
  ///
  /// - Throws: `Conflict` when others keep changing outcomes; what was issued until then stays.
  func issueCertificates(_ call: Call) async throws -> CertificatesIssued {
    let contest = try await contest(call)
    var own: Set<CredentialID> = []
    for _ in 0..<Self.attempts {
      let due = try await dueCertificates(of: contest)
      let noted: Int
      do {
        noted = try await issue(due, in: contest, call, noting: &own)
      } catch is Overtaken {
        continue
      }
      if own.isEmpty { try await audit(call, "certificates-issue", contest.id.text, "0") }
      try await revokeEnded(due.seen.all, in: contest, call)
      return CertificatesIssued(
        issued: own.count, alreadyIssued: due.issued.subtracting(own).count + noted,
        heldBack: due.heldBack.count,
        objectedTo: due.heldBack.compactMap {
          CertificatesIssued.ObjectedTo($0, in: call.language)
        }, uncertified: due.uncertified.map(\.description))
    }
    throw Conflict.outcomesChanged
  }

  private func dueCertificates(of contest: Contest) async throws -> DueCertificates {
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
    return DueCertificates(seen, decisions, uncertified: uncertified)
  }

  /// - Parameter own: the certificates that this call has issued, added to as they are kept.
  /// - Returns: how many were issued before, which nobody had noted.
  /// - Throws: `Overtaken`.
  private func issue(
    _ due: DueCertificates, in contest: Contest, _ call: Call, noting own: inout Set<CredentialID>
  ) async throws -> Int {
    let note = StaffNote(
      actor: try call.caller().name, at: now(), reason: "签发证书 / certificate issued")
    let issuance = Issuance(
      issuer: issuing.profile, zone: contest.zone, recipients: issuing.recipients)
    var cases = due.seen.all
    var recorded = Set(cases.compactMap(\.credential))
    let onRecord = Dictionary(cases.map { ($0.finding.subject, $0.generation) }) { max($0, $1) }
    let unsigned = try issuance.credentials(for: due.grants, at: note.at) { onRecord[$0] ?? 0 }
    let grants = Dictionary(zip(unsigned.map(\.id), due.grants)) { first, _ in first }
    // Earlier versions of the server kept certificates before they noted it.
    let known = Set(try await credentials.credentials(unsigned.map(\.id)).map(\.id))
    _ = try await credentials.issue(
      unsigned, signedBy: issuing.keyring, random: randomBits
    ) { signed in
      let numbers = Dictionary(signed.map { ($0.id, $0.serial.description) }) { first, _ in first }
      let change = try OutcomeTransition(
        after: cases, objectionActs: due.seen.objectionActs,
        taking: { one in
          guard one.state == .confirmed, let number = one.credential.flatMap({ numbers[$0] })
          else { return nil }
          return .issued(number: number, on: nil)
        },
        opening: signed.compactMap { one in
          guard !recorded.contains(one.id), let grant = grants[one.id] else { return nil }
          return OutcomeOpening(grant, issuedAs: one.serial, note)
        }, note)
      guard change.count > 0 else { return signed }
      let fresh = Set(numbers.keys).subtracting(known)
      let record = auditRecord(
        call, "certificates-issue", contest.id.text, "\(fresh.count)")
      guard
        let (kept, changed) = try await lives.issue(
          signed, taking: change, in: contest.id, random: randomBits, noting: record)
      else { throw Overtaken() }
      for one in changed where one.number <= cases.count { cases[one.number - 1] = one }
      cases += changed.filter { $0.number > cases.count }
      recorded.formUnion(numbers.keys)
      own.formUnion(fresh)
      return kept
    }
    return known.count
  }
}

extension OutcomeOpening {
  /// What is put on record as its certificate is issued.
  fileprivate init(_ grant: Decision, issuedAs serial: SerialNumber, _ note: StaffNote) {
    self.init(
      OutcomeFinding(grant), facts: FactsSnapshot(of: grant.facts, at: grant.decidedAt),
      steps: [
        OutcomeStep(.confirmed, note),
        OutcomeStep(.issued(number: serial.description, on: nil), note),
      ])
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
