import Accounts
import Contests
import Fixtures
import SQLiteStorage
import Testing

@Suite struct SignInDeskTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let desk: SignInDesk
  private let admin: Principal
  private let code = AccessCode(randomBytes: seededBytes(11))
  private let now = AccountSample.now

  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    desk = try Self.desk(store)
    admin = Principal(staff: try required(UserName("admin")), role: .admin)
    try await desk.addStaff(
      named: "wang", password: "correct horse", role: .judge, by: admin, at: now)
    _ = try await store.add(
      [AccountSample.entry("A001", paper: 1, code: code)], noting: AccountSample.record())
  }

  private static func desk(_ store: SQLiteStore, seed: UInt64 = 1) throws -> SignInDesk {
    SignInDesk(
      store: store, passwords: PasswordPool(), cost: try AccountSample.cost(), cacheCapacity: 100,
      randomBytes: seededBytes(seed))
  }

  // MARK: Staff

  @Test func staffSignInWithTheirPassword() async throws {
    let signedIn = try await desk.signIn(staff: "Wang", password: "correct horse", at: now)
    #expect(signedIn.principal.role == .judge)
    #expect(signedIn.principal.name == "wang")
    #expect(signedIn.expires == now + .seconds(12 * 3600))
    #expect(desk.cachedPrincipal(of: signedIn.token.text, at: now) == signedIn.principal)
  }

  @Test(arguments: [
    ("wang", "correct horsf"), ("wang", ""), ("li", "correct horse"), ("", "correct horse"),
    ("王五", "correct horse"), ("A001", "correct horse"),
  ])
  func unknownNameAndWrongPasswordAreOneRefusal(name: String, password: String) async throws {
    await #expect(throws: SignInRefusal.wrongCredentials) {
      try await desk.signIn(staff: name, password: password, at: now)
    }
  }

  @Test func tenWrongPasswordsRefuseTheRightOneUntilTheWindowHasPassed() async throws {
    for _ in 1...10 {
      await #expect(throws: SignInRefusal.wrongCredentials) {
        try await desk.signIn(staff: "wang", password: "wrong", at: now)
      }
    }
    let end = now + .seconds(900)
    for instant in [now, Instant(milliseconds: end.milliseconds - 1)] {
      await #expect(throws: SignInRefusal.tooManyAttempts(until: end)) {
        try await desk.signIn(staff: "wang", password: "correct horse", at: instant)
      }
    }
    _ = try await desk.signIn(staff: "wang", password: "correct horse", at: end)
  }

  @Test func nineWrongPasswordsDoNotRefuseAndSuccessForgetsThem() async throws {
    for _ in 1...2 {
      for _ in 1...9 { _ = try? await desk.signIn(staff: "wang", password: "wrong", at: now) }
      _ = try await desk.signIn(staff: "wang", password: "correct horse", at: now)
    }
  }

  @Test func attemptsAtTheSameMomentCannotExceedTheLimitTogether() async throws {
    let refusals = await withTaskGroup(of: SignInRefusal?.self) { group in
      for _ in 1...30 {
        group.addTask {
          do {
            _ = try await desk.signIn(staff: "wang", password: "wrong", at: now)
            return nil
          } catch {
            return error as? SignInRefusal
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(refusals.count { $0 == .wrongCredentials } == 10)
    #expect(refusals.count { $0 == .tooManyAttempts(until: now + .seconds(900)) } == 20)
  }

  @Test func unknownNamesAreThrottledLikeKnownOnes() async throws {
    for _ in 1...10 { _ = try? await desk.signIn(staff: "li", password: "wrong", at: now) }
    await #expect(throws: SignInRefusal.tooManyAttempts(until: now + .seconds(900))) {
      try await desk.signIn(staff: "li", password: "wrong", at: now)
    }
  }

  @Test func busyPoolDoesNotCountAsAFailure() async throws {
    let pool = PasswordPool(concurrency: 1, waitingLimit: 0)
    let desk = SignInDesk(
      store: store, passwords: pool, cost: try AccountSample.cost(), randomBytes: seededBytes())
    let gate = Gate()
    async let blocker: Void = pool.run { gate.wait() }
    while pool.load != (1, 0) { try await Task.sleep(for: .milliseconds(1)) }
    for _ in 1...11 {
      await #expect(throws: SignInRefusal.busy) {
        try await desk.signIn(staff: "wang", password: "correct horse", at: now)
      }
    }
    gate.open()
    try await blocker
    while pool.load != (0, 0) { try await Task.sleep(for: .milliseconds(1)) }
    _ = try await desk.signIn(staff: "wang", password: "correct horse", at: now)
  }

  @Test func staffAreAddedOnceAndRecorded() async throws {
    await #expect(throws: SignInRefusal.userNameTaken) {
      try await desk.addStaff(
        named: "WANG", password: "another horse", role: .auditor, by: admin, at: now)
    }
    let entries = try await store.auditEntries(after: 0, limit: 10)
    let additions = entries.map(\.record).filter { $0.action == "staff-add" }
    #expect(
      additions == [
        AuditRecord(
          at: now, actor: "admin/admin", action: "staff-add", subject: "wang", detail: "judge")
      ])
  }

  @Test func unfitStaffAreRefused() async throws {
    await #expect(throws: SignInRefusal.userNameUnfit) {
      try await desk.addStaff(
        named: "1", password: "correct horse", role: .judge, by: admin, at: now)
    }
    await #expect(throws: SignInRefusal.passwordUnfit) {
      try await desk.addStaff(named: "li", password: "123456789", role: .judge, by: admin, at: now)
    }
    await #expect(throws: SignInRefusal.roleUnfit) {
      try await desk.addStaff(
        named: "li", password: "correct horse", role: .contestant, by: admin, at: now)
    }
    try await desk.addStaff(named: "li", password: "1234567890", role: .judge, by: admin, at: now)
  }

  @Test func firstAdminIsCreatedOnlyWithoutStaff() async throws {
    #expect(try await desk.createFirstAdmin(at: now) == nil)
    let empty = try TemporaryStore()
    let desk = try Self.desk(empty.store)
    let password = try #require(try await desk.createFirstAdmin(at: now))
    let signedIn = try await desk.signIn(staff: "admin", password: password, at: now)
    #expect(signedIn.principal.role == .admin)
    #expect(try await desk.createFirstAdmin(at: now) == nil)
  }

  // MARK: Contestants

  @Test func contestantsSignInHoweverTheyTypeTheCode() async throws {
    let typed = code.text.lowercased().replacing("-", with: " ")
    let signedIn = try await desk.signIn(contestant: " Ａ001 ", code: typed, at: now)
    #expect(signedIn.principal.contestant?.text == "A001")
    #expect(signedIn.principal.contest?.text == "suwanluyu-2025")
    #expect(signedIn.expires == now + .seconds(24 * 3600))
  }

  @Test(arguments: [
    ("A001", "0000-0000-0000-0000"), ("A001", ""), ("A001", "?"), ("A002", "0000-0000-0000-0000"),
    ("", "0000-0000-0000-0000"), ("a/b", "0000-0000-0000-0000"),
    (String(repeating: "1", count: 5000), ""),
  ])
  func unknownNumberAndWrongCodeAreOneRefusal(admission: String, code: String) async throws {
    await #expect(throws: SignInRefusal.wrongCredentials) {
      try await desk.signIn(contestant: admission, code: code, at: now)
    }
  }

  @Test func strangersCannotKeepAContestantOut() async throws {
    for _ in 1...10 { _ = try? await desk.signIn(contestant: "A001", code: "?", at: now) }
    await #expect(throws: SignInRefusal.tooManyAttempts(until: now + .seconds(900))) {
      try await desk.signIn(contestant: "A001", code: "?", at: now)
    }
    _ = try await desk.signIn(contestant: "A001", code: code.text, at: now)
  }

  // MARK: Tokens

  @Test func tokenIsGoodUntilTheTickBeforeItExpires() async throws {
    let signedIn = try await desk.signIn(contestant: "A001", code: code.text, at: now)
    let last = Instant(milliseconds: signedIn.expires.milliseconds - 1)
    #expect(try await desk.principal(of: signedIn.token.text, at: last) == signedIn.principal)
    #expect(desk.cachedPrincipal(of: signedIn.token.text, at: last) == signedIn.principal)
    #expect(desk.cachedPrincipal(of: signedIn.token.text, at: signedIn.expires) == nil)
    #expect(try await desk.principal(of: signedIn.token.text, at: signedIn.expires) == nil)
  }

  @Test func memoryIsBelievedForFiveMinutes() async throws {
    let token = try await desk.signIn(contestant: "A001", code: code.text, at: now).token.text
    let end = now + .seconds(300)
    let before = Instant(milliseconds: end.milliseconds - 1)
    #expect(desk.cachedPrincipal(of: token, at: before) != nil)
    #expect(desk.cachedPrincipal(of: token, at: end) == nil)
    #expect(try await desk.principal(of: token, at: end) != nil)
    #expect(desk.cachedPrincipal(of: token, at: end) != nil)
  }

  @Test func anotherDeskFindsTheTokenInTheStore() async throws {
    let token = try await desk.signIn(contestant: "A001", code: code.text, at: now).token.text
    let other = try Self.desk(store, seed: 2)
    #expect(other.cachedPrincipal(of: token, at: now) == nil)
    #expect(try await other.principal(of: token, at: now)?.name == "A001")
    #expect(other.cachedPrincipal(of: token, at: now)?.name == "A001")
  }

  @Test func revokedTokenIsForgottenAtOnce() async throws {
    let token = try await desk.signIn(contestant: "A001", code: code.text, at: now).token.text
    #expect(try await desk.signOut(token))
    #expect(desk.cachedPrincipal(of: token, at: now) == nil)
    #expect(try await desk.principal(of: token, at: now) == nil)
    #expect(try await !desk.signOut(token))
  }

  @Test func signingOutLeavesOtherTokensAlone() async throws {
    let first = try await desk.signIn(contestant: "A001", code: code.text, at: now).token.text
    let second = try await desk.signIn(contestant: "A001", code: code.text, at: now).token.text
    _ = try await desk.signOut(first)
    #expect(try await desk.principal(of: second, at: now) != nil)
  }

  @Test(arguments: ["", "nonsense", String(repeating: "A", count: 43)])
  func unknownTokenIsNobody(token: String) async throws {
    #expect(try await desk.principal(of: token, at: now) == nil)
    #expect(try await !desk.signOut(token))
  }

  @Test func refusalsSpeakBothLanguagesAndHaveTheirOwnCodes() {
    let refusals: [SignInRefusal] = [
      .wrongCredentials, .tooManyAttempts(until: now), .busy, .userNameUnfit, .userNameTaken,
      .passwordUnfit, .roleUnfit,
    ]
    #expect(Set(refusals.map(\.code)).count == refusals.count)
    #expect(refusals.allSatisfy { $0.text.zhHans != nil && $0.text.en != nil })
  }
}
