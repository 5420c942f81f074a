package import Accounts
package import Contests

/// Issues the certificates of one contest and puts their outcomes on record, also while others do the
/// same.
package struct CertificateIssuing: Sendable {
  /// What was issued.
  package struct Issued: Sendable {
    /// The certificates that were issued now.
    package fileprivate(set) var own: Set<CredentialID> = []
    /// How many had been kept before anybody noted it.
    package fileprivate(set) var noted = 0
    /// What was due when nothing came in between any more.
    package fileprivate(set) var due: DueCertificates
  }

  /// Somebody did or objected to something, or certified other results, while certificates were signed.
  private struct Overtaken: Error {}

  private let contest: ContestID
  private let issuance: Issuance
  private let keyring: IssuerKeyring
  private let credentials: any CredentialStore
  private let lives: any OutcomeStore
  private let random: @Sendable () -> UInt64

  /// - Parameter random: unpredictable bits, for the places of their status.
  package init(
    of contest: ContestID, by issuance: Issuance, signedBy keyring: IssuerKeyring,
    in credentials: any CredentialStore, _ lives: any OutcomeStore,
    random: @escaping @Sendable () -> UInt64
  ) {
    self.contest = contest
    self.issuance = issuance
    self.keyring = keyring
    self.credentials = credentials
    self.lives = lives
    self.random = random
  }

  /// Issues what is due. Each part of the certificates is kept in one transaction with what it makes of
  /// their outcomes; whoever objects, ends an outcome or certifies other results before it comes first, and
  /// what is due is looked at again.
  ///
  /// - Parameters:
  ///   - attempts: how often others may come first, one time after the other, without that anything was
  ///     issued meanwhile, by this call or by another.
  ///   - note: who issues, taken after what is due was looked at.
  ///   - record: what the audit log says of so many certificates.
  ///   - due: looks at what is due.
  /// - Returns: absent when others keep changing outcomes; what was issued until then stays.
  package func issue(
    attempts: Int, noting note: () -> StaffNote, record: (Int) -> AuditRecord,
    looking due: () async throws -> DueCertificates
  ) async throws -> Issued? {
    var own: Set<CredentialID> = []
    var known: Set<CredentialID> = []
    var failures = 0
    while failures < attempts {
      let due = try await due()
      // Whoever issues at the same time comes to an end some time.
      if !due.issued.isSubset(of: known) { failures = 0 }
      known = due.issued
      do {
        let noted = try await issue(due, note(), record, adding: &own)
        return Issued(own: own, noted: noted, due: due)
      } catch is Overtaken {
        failures += 1
      }
    }
    return nil
  }

  /// - Parameter own: the certificates that this call has issued, added to as they are kept.
  /// - Returns: how many were issued before, which nobody had noted.
  /// - Throws: `Overtaken`.
  private func issue(
    _ due: DueCertificates, _ note: StaffNote, _ record: (Int) -> AuditRecord,
    adding own: inout Set<CredentialID>
  ) async throws -> Int {
    var recorded: Set<CredentialID> = []
    var confirmed: [CredentialID: OutcomeCase] = [:]
    var generations: [OutcomeSubject: Int] = [:]
    for one in due.cases {
      generations[one.finding.subject] = max(
        one.generation, generations[one.finding.subject] ?? 0)
      guard let id = one.credential else { continue }
      recorded.insert(id)
      if one.state == .confirmed { confirmed[id] = one }
    }
    var caseCount = due.cases.count
    let unsigned = try issuance.credentials(for: due.grants, at: note.at) {
      generations[$0] ?? 0
    }
    let grants = Dictionary(zip(unsigned.map(\.id), due.grants)) { first, _ in first }
    // Earlier versions of the server kept certificates before they noted it.
    let kept = Set(try await credentials.credentials(unsigned.map(\.id)).map(\.id))
    _ = try await credentials.issue(unsigned, signedBy: keyring, random: random) { signed in
      let numbers = Dictionary(signed.map { ($0.id, $0.serial.description) }) { first, _ in first }
      let change = try OutcomeTransition(
        after: signed.compactMap { confirmed[$0.id] }, of: caseCount, at: due.stages,
        taking: { one in
          one.credential.flatMap { numbers[$0] }.map { .issued(number: $0, on: nil) }
        },
        opening: signed.compactMap { one in
          guard !recorded.contains(one.id), let grant = grants[one.id] else { return nil }
          return OutcomeOpening(grant, issuedAs: one.serial, note)
        }, note)
      guard change.count > 0 else { return signed }
      let fresh = Set(numbers.keys).subtracting(kept)
      guard
        let issued = try await lives.issue(
          signed, taking: change, in: contest, random: random, noting: record(fresh.count))
      else { throw Overtaken() }
      caseCount += change.opened.count
      for id in numbers.keys {
        confirmed[id] = nil
        recorded.insert(id)
      }
      own.formUnion(fresh)
      return issued
    }
    return kept.count
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
