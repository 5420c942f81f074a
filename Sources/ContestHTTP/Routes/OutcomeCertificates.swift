import Accounts
import Certification
import ContestAPI
import Contests

/// Outcomes and the certificates that are issued of them.
extension Backend {
  /// How often something is tried again when somebody else was faster.
  private static var attempts: Int { 5 }

  /// Says in the lives of grants under which number they were issued. The certificate of one that
  /// somebody ended while it was being signed is revoked, now or when somebody issues again.
  ///
  /// - Throws: `Conflict` when others keep changing outcomes; issuing again notes the rest.
  func noteIssued(
    _ issued: [Credential], in contest: Contest, _ note: StaffNote, _ call: Call
  ) async throws {
    let issued = Dictionary(issued.map { ($0.id, $0) }) { first, _ in first }
    for _ in 0..<Self.attempts {
      let cases = try await lives.outcomes(of: contest.id, of: nil)
      let acts = Dictionary(
        grouping: try await credentials.statusActs(in: contest.id), by: \.credential)
      let noted = Set(cases.compactMap(\.issuedNumber))
      var steps: [Int: OutcomeStep.Kind] = [:]
      for one in cases {
        guard let id = one.credential, !CredentialStatus(after: acts[id] ?? []).isRevoked else {
          continue
        }
        var known = issued[id]
        if known == nil, one.state.isFinal { known = try await credentials.credential(id) }
        guard let credential = known, !noted.contains(credential.serial.description) else {
          continue
        }
        switch one.state {
        // It was issued while somebody put it on record.
        case .eligible: steps[one.number] = .confirmed
        case .confirmed:
          steps[one.number] = .issued(number: credential.serial.description, on: nil)
        case .rejected, .expired:
          let end = one.steps.last?.note ?? note
          do {
            _ = try await credentials.act(
              StatusAct(
                credential: id, kind: .revoke,
                note: StaffNote(actor: end.actor, at: note.at, reason: end.reason)),
              noting: auditRecord(
                call, "certificate-revoke", credential.serial.description, end.reason))
          } catch CredentialStatus.Refusal.alreadyRevoked {}
        case .publicised, .submitted, .issued, .revoked: break
        }
      }
      if steps.isEmpty { return }
      let transition = try OutcomeTransition(after: cases, taking: { steps[$0.number] }, note)
      _ = try await lives.record(
        transition, in: contest.id,
        noting: auditRecord(call, "outcomes-issued", contest.id.text, "\(transition.count)"))
    }
    throw Conflict.outcomesChanged
  }

  /// Revokes a certificate, and the grant on record with it.
  func revoke(_ credential: Credential, _ note: StaffNote, _ call: Call) async throws {
    let contest = credential.content.stage.contest
    let record = auditRecord(
      call, "certificate-revoke", credential.serial.description, note.reason)
    guard let titled = try await contests.contest(contest) else { throw NotFound() }
    for _ in 0..<Self.attempts {
      let seen = try await seenOutcomes(of: titled)
      let one = seen.all.first {
        $0.credential == credential.id && ($0.state == .issued || $0.state == .confirmed)
      }
      guard let one else {
        _ = try await credentials.act(
          StatusAct(credential: credential.id, kind: .revoke, note: note), noting: record)
        return
      }
      // Whoever issued it may not have come to note that yet.
      let step =
        one.state == .issued
        ? OutcomeStep.Kind.revoked
        : .issued(number: credential.serial.description, on: nil)
      let transition = try OutcomeTransition(
        after: seen.all, taking: { $0.number == one.number ? step : nil },
        on: step == .revoked ? seen.basis : { _ in nil }, note)
      let isDone = try await lives.record(transition, in: contest, noting: record) != nil
      if isDone, step == .revoked { return }
    }
    throw Conflict.outcomesChanged
  }
}
