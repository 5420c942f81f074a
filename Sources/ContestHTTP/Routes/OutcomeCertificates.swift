import Accounts
import Certification
import ContestAPI
import Contests

/// The ends of outcomes and of the certificates that were issued of them.
extension Backend {
  /// How often something is tried again when somebody else was faster.
  static var attempts: Int { 5 }

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

  /// Revokes certificates of grants that came to nothing: earlier versions of the server could issue one
  /// while somebody ended the outcome.
  func revokeEnded(_ cases: [OutcomeCase], in contest: Contest, _ call: Call) async throws {
    let noted = Set(cases.compactMap(\.issuedNumber))
    var ends: [CredentialID: StaffNote] = [:]
    for one in cases where one.state == .rejected || one.state == .expired {
      if let id = one.credential { ends[id] = one.steps.last?.note }
    }
    let left = try await credentials.credentials(Array(ends.keys)).filter {
      !noted.contains($0.serial.description)
    }
    guard !left.isEmpty else { return }
    let acts = Dictionary(
      grouping: try await credentials.statusActs(in: contest.id), by: \.credential)
    for credential in left {
      guard !CredentialStatus(after: acts[credential.id] ?? []).isRevoked,
        let end = ends[credential.id]
      else { continue }
      do {
        _ = try await credentials.act(
          StatusAct(
            credential: credential.id, kind: .revoke,
            note: StaffNote(actor: end.actor, at: now(), reason: end.reason)),
          noting: auditRecord(
            call, "certificate-revoke", credential.serial.description, end.reason))
      } catch CredentialStatus.Refusal.alreadyRevoked {}
    }
  }
}
