package import Contests
import Synchronization

/// What a person receives who signed in.
package struct SignedIn: Hashable, Sendable {
  /// Shown to nobody else and stored only as its digest.
  package let token: AccessToken
  package let principal: Principal
  /// The first instant at which the token is no longer good.
  package let expires: Instant
}

/// Signs people in and out, and says who is behind a token.
package final class SignInDesk: Sendable {
  private let store: any AccountStore
  private let passwords: PasswordPool
  private let cost: Password.Cost
  private let randomBytes: RandomBytes
  private let decoyPassword: Password
  private let decoyCode: SecretDigest
  private let cache: Mutex<PrincipalCache>
  private let throttle = Mutex(SignInThrottle())

  /// - Parameters:
  ///   - cost: the work of hashing a new password.
  ///   - cacheCapacity: the most tokens whose principals are kept in memory, about 200 bytes each.
  package init(
    store: any AccountStore, passwords: PasswordPool, cost: Password.Cost = .standard,
    cacheCapacity: Int = 300_000, randomBytes: @escaping RandomBytes
  ) {
    self.store = store
    self.passwords = passwords
    self.cost = cost
    self.randomBytes = randomBytes
    decoyPassword = Password(decoyOf: cost, randomBytes: randomBytes)
    decoyCode = AccessCode(randomBytes: randomBytes).digest
    cache = Mutex(PrincipalCache(capacity: cacheCapacity))
  }

  // MARK: Signing in

  /// Signs in a member of staff.
  ///
  /// - Throws: `SignInRefusal.wrongCredentials`, `.tooManyAttempts` or `.busy`, or an error of the
  ///   store.
  package func signIn(
    staff name: String, password: String, at now: Instant
  ) async throws -> SignedIn {
    guard let name = UserName(name) else { throw SignInRefusal.wrongCredentials }
    let key = "staff/\(name)"
    try beginAttempt(key, at: now)
    let account: StaffAccount?
    let matches: Bool
    do {
      account = try await store.staff(named: name)
      let stored = account?.password ?? decoyPassword
      matches = try await passwords.run { try stored.matches(password) }
    } catch {
      throttle.withLock { $0.withdraw(key, at: now) }
      throw error
    }
    guard let account, matches else { throw SignInRefusal.wrongCredentials }
    throttle.withLock { $0.succeed(key) }
    return try await issue(to: Principal(staff: account.name, role: account.role), at: now)
  }

  /// Signs in a contestant with what a person typed.
  ///
  /// The right code is taken even while wrong ones are refused: 80 random bits cannot be guessed,
  /// and admission numbers are no secret, so otherwise anybody could keep a contestant out.
  ///
  /// - Throws: `SignInRefusal.wrongCredentials` or `.tooManyAttempts`, or an error of the store.
  package func signIn(
    contestant admission: String, code: String, at now: Instant
  ) async throws -> SignedIn {
    guard admission.utf8.count <= 1024,
      let id = try? ContestantID(admission.halfWidth.trimmed)
    else { throw SignInRefusal.wrongCredentials }
    let known = try await store.signInCredentials(of: id)
    let expected = known?.codeDigest ?? decoyCode
    let matches = AccessCode(typed: code)?.digest == expected
    let key = "contestant/\(id)"
    guard let known, matches else {
      try beginAttempt(key, at: now)
      throw SignInRefusal.wrongCredentials
    }
    throttle.withLock { $0.succeed(key) }
    return try await issue(to: Principal(contestant: id, contest: known.contest), at: now)
  }

  // MARK: Tokens

  /// Who is behind a token, as far as memory knows; `nil` says only that the store must be asked.
  package func cachedPrincipal(of token: String, at now: Instant) -> Principal? {
    cache.withLock { $0.principal(of: token, at: now) }
  }

  /// Who is behind a token; `nil` when it is unknown, revoked or expired.
  ///
  /// - Throws: an error of the store.
  package func principal(of token: String, at now: Instant) async throws -> Principal? {
    let (cached, removals) = cache.withLock {
      ($0.principal(of: token, at: now), $0.removalCount)
    }
    if let cached { return cached }
    guard let digest = AccessToken(token)?.digest, let record = try await store.token(digest),
      record.expires > now
    else { return nil }
    cache.withLock {
      $0.insert(Self.entry(for: record, at: now), for: token, readAfter: removals)
    }
    return record.principal
  }

  /// Revokes a token; it is refused from now on.
  ///
  /// - Returns: `false` when it was not known.
  /// - Throws: an error of the store; the token may still be good then.
  package func signOut(_ token: String) async throws -> Bool {
    guard let digest = AccessToken(token)?.digest else { return false }
    let revoked = try await store.revoke(digest)
    cache.withLock { $0.remove(token) }
    return revoked
  }

  // MARK: Staff

  /// Adds a member of staff.
  ///
  /// - Throws: `SignInRefusal.userNameUnfit`, `.userNameTaken`, `.passwordUnfit`, `.roleUnfit` or
  ///   `.busy`, or an error of the store.
  package func addStaff(
    named name: String, password: String, role: Role, by principal: Principal, at now: Instant
  ) async throws {
    try await add(name, password: password, role: role, actor: principal.description, at: now)
  }

  /// Adds the first admin to a server without staff, with a password that is shown once.
  ///
  /// - Parameter keep: keeps the password before the account exists, so that no failure leaves an
  ///   admin whose password nobody knows.
  /// - Returns: the password, or `nil` when there is staff already.
  /// - Throws: `SignInRefusal.userNameUnfit` or `.busy`, what `keep` throws, or an error of the store.
  @discardableResult
  package func createFirstAdmin(
    named name: String = "admin", at now: Instant, keep: (String) throws -> Void = { _ in }
  ) async throws -> String? {
    guard try await !store.hasStaff() else { return nil }
    let password = AccessCode(randomBytes: randomBytes).text
    try keep(password)
    do {
      try await add(name, password: password, role: .admin, actor: "server", at: now)
    } catch SignInRefusal.userNameTaken {
      return nil
    }
    return password
  }

  // MARK: Private

  /// Counts the attempt as wrong until it proves right, so that attempts made at the same moment
  /// cannot exceed the limit together.
  private func beginAttempt(_ key: String, at now: Instant) throws(SignInRefusal) {
    let until = throttle.withLock { throttle -> Instant? in
      if let until = throttle.refusedUntil(key, at: now) { return until }
      throttle.fail(key, at: now)
      return nil
    }
    if let until { throw .tooManyAttempts(until: until) }
  }

  private func issue(to principal: Principal, at now: Instant) async throws -> SignedIn {
    let token = AccessToken(randomBytes: randomBytes)
    let record = TokenRecord(
      digest: token.digest, principal: principal,
      expires: now + AccessToken.lifetime(of: principal.role))
    try await store.keep(record, at: now)
    cache.withLock { $0.insert(Self.entry(for: record, at: now), for: token.text) }
    return SignedIn(token: token, principal: principal, expires: record.expires)
  }

  private func add(
    _ name: String, password: String, role: Role, actor: String, at now: Instant
  ) async throws {
    guard role != .contestant else { throw SignInRefusal.roleUnfit }
    guard let name = UserName(name) else { throw SignInRefusal.userNameUnfit }
    guard Password.isFit(password) else { throw SignInRefusal.passwordUnfit }
    let (cost, randomBytes) = (cost, randomBytes)
    let hashed = try await passwords.run {
      try Password(hashing: password, cost: cost, randomBytes: randomBytes)
    }
    let added = try await store.add(
      StaffAccount(name: name, role: role, password: hashed),
      noting: AuditRecord(
        at: now, actor: actor, action: "staff-add", subject: name.text, detail: role.rawValue))
    guard added else { throw SignInRefusal.userNameTaken }
  }

  /// Memory is believed for five minutes, so that another node's revocation reaches this one.
  private static func entry(for record: TokenRecord, at now: Instant) -> PrincipalCache.Entry {
    PrincipalCache.Entry(
      principal: record.principal, until: min(record.expires, now + .seconds(300)))
  }
}
