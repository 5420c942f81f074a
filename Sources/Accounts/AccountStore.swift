package import Contests

/// Where staff, tokens, rosters, headcounts and the audit log are kept. Each method is one transaction.
package protocol AccountStore: HeadcountStore {
  // MARK: Staff

  /// `nil` when nobody has that name.
  func staff(named name: UserName) async throws -> StaffAccount?

  /// Whether anybody of the staff was ever added.
  func hasStaff() async throws -> Bool

  /// Adds a member of staff and the record that says so.
  ///
  /// - Returns: `false` when the name is taken; nothing is changed then.
  func add(_ account: StaffAccount, noting record: AuditRecord) async throws -> Bool

  // MARK: Tokens

  /// Keeps a token, and forgets some of those that have expired.
  func keep(_ token: TokenRecord, at now: Instant) async throws

  /// The token with that digest, expired or not, with the role that its owner has now.
  func token(_ digest: SecretDigest) async throws -> TokenRecord?

  /// - Returns: `false` when there was no such token.
  func revoke(_ digest: SecretDigest) async throws -> Bool

  // MARK: Roster

  /// What decides whether a contestant may sign in; `nil` for an unknown admission number.
  func signInCredentials(of contestant: ContestantID) async throws -> ContestantCredentials?

  /// Adds a whole roster and the record that says so. Entries that name teams may be of people who are
  /// on the roster already: when nothing else differs the team is changed. A change is after the
  /// beginning of every freeze of the contest, so that no frozen view has it.
  ///
  /// - Returns: what became of it; nothing is changed when there are conflicts.
  func add(_ roster: [RosterEntry], noting record: AuditRecord) async throws -> RosterAddition

  /// The serial after the greatest of those in admission numbers of the generated form; see
  /// `RosterImport`. 1 when there is none.
  func nextSerial() async throws -> Int

  /// The contestants of a contest, or of one of its events, in the order of admission numbers.
  func contestants(of contest: ContestID, event: EventID?) async throws -> [Contestant]

  /// Some of the contestants of a contest in the order of admission numbers, and how many there are.
  ///
  /// - Parameters:
  ///   - event: absent: all events.
  ///   - team: the name of the team that they have now; absent: all, with a team or none.
  ///   - rows: which of those, from 0.
  func rosterPage(
    of contest: ContestID, event: EventID?, team: String?, rows: Range<Int>
  ) async throws -> (contestants: Int, rows: [Contestant])

  /// 0 when there is no such contest.
  func contestantCount(of contest: ContestID) async throws -> Int

  /// `nil` for an unknown admission number.
  func contestant(_ id: ContestantID) async throws -> Contestant?

  /// `nil` for an unknown admission number.
  func identity(of contestant: ContestantID) async throws -> ProtectedIdentity?

  /// The masked identity numbers of a contest's contestants, of one event when `event` is given.
  func maskedIdentities(
    of contest: ContestID, event: EventID?
  ) async throws -> [ContestantID: String]

  // MARK: Audit log

  /// Writes the next entry of the log.
  func append(_ record: AuditRecord) async throws -> AuditEntry

  /// At most `limit` entries after that sequence, oldest first; 0 begins with the first.
  func auditEntries(after sequence: Int, limit: Int) async throws -> [AuditEntry]
}
