package import Contests

/// Which certificates are to be issued, as things stood when somebody looked.
package struct DueCertificates: Sendable {
  /// Every outcome of the contest on record.
  package let cases: [OutcomeCase]
  /// See `OutcomeTransition`.
  let stages: [StagePath: OutcomeTransition.StageMark]
  /// One for each certificate that is to be issued.
  package private(set) var grants: [Decision] = []
  /// Outcomes whose certificate is issued.
  package private(set) var issued: Set<CredentialID> = []
  /// What follows from the results and is not issued.
  package private(set) var heldBack: [Decision] = []

  /// Where staff decides of outcomes, what it confirmed is issued; elsewhere everything that packs grant.
  /// Whoever somebody objects to waits, whatever the packs ask, and so does what follows from a level that
  /// was not issued.
  ///
  /// - Parameters:
  ///   - decisions: what the packs say of everybody, made after `cases` and `stages` were read.
  ///   - cases: every outcome of the contest on record.
  ///   - stages: see `OutcomeTransition`.
  package init(
    _ decisions: [Decision], after cases: [OutcomeCase],
    at stages: [StagePath: OutcomeTransition.StageMark] = [:]
  ) {
    (self.cases, self.stages) = (cases, stages)
    // If staff put any outcome on record, it decides of all of them: otherwise what nobody looked at
    // would be issued without public notice, and what was looked at would wait.
    let isDecidedByStaff = !cases.allSatisfy(\.isIssuedAtOnce)
    let followed = FollowedOutcomes(cases)
    let last = Dictionary(cases.map { ($0.finding.subject, $0) }) { _, later in later }
    for decision in decisions where decision.isOfCertificate {
      let one = last[OutcomeSubject(decision)]
      let isSame = one.map { $0.finding.key == OutcomeFinding(decision).key } ?? true
      if let one, isSame, one.state == .issued, let id = one.credential {
        issued.insert(id)
        continue
      }
      guard decision.met || decision.objection != nil else { continue }
      let isDue = one.map { isSame && $0.state == .confirmed } ?? !isDecidedByStaff
      if decision.met, isDue, decision.objection == nil,
        followed.standing(of: decision) == .holds
      {
        grants.append(decision)
      } else {
        heldBack.append(decision)
      }
    }
  }
}
