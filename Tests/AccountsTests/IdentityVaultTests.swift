import Contests
import Fixtures
import SQLiteStorage
import Testing

@testable import Accounts

@Suite struct IdentityVaultTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let vault: IdentityVault
  private let judge: Principal
  private let id: ContestantID
  private let number = AccountSample.residentNumber(1)

  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    vault = try AccountSample.vault()
    judge = Principal(staff: try required(UserName("wang")), role: .judge)
    id = try ContestantID("A001")
    _ = try await store.add([AccountSample.entry("A001", paper: 1)], noting: AccountSample.record())
  }

  @Test func keyHasThirtyTwoBytes() {
    for count in [0, 31, 33] {
      #expect(
        IdentityVault(key: Array(repeating: 1, count: count), randomBytes: seededBytes()) == nil)
    }
  }

  @Test func sealingTwiceGivesOtherBytesAndTheSameLookup() throws {
    let paper = IdentityPaper.resident(try ResidentNumber(number))
    let first = try vault.protect(paper, of: id)
    let second = try vault.protect(paper, of: id)
    #expect(first.sealed != second.sealed)
    #expect(first.lookup == second.lookup)
    #expect(first.masked == paper.masked)
    #expect(!String(decoding: first.sealed, as: UTF8.self).contains(number))
  }

  @Test func lookupDependsOnKeyKindAndNumber() throws {
    let resident = IdentityPaper.resident(try ResidentNumber(number))
    let passport = IdentityPaper.other(
      try required(IdentityPaper.OtherPaper(kind: "护照", number: number)))
    let otherKey = try AccountSample.vault(key: Array(repeating: 9, count: 32))
    #expect(vault.lookup(of: resident) != vault.lookup(of: passport))
    #expect(vault.lookup(of: resident) != otherKey.lookup(of: resident))
  }

  @Test func revealShowsThePaperAndLeavesATrace() async throws {
    let paper = try await vault.reveal(
      id, from: store, to: judge, because: " 核对证书 ", at: AccountSample.now)
    #expect(paper.number == number)
    let entry = try #require(try await store.auditEntries(after: 1, limit: 10).first)
    #expect(
      entry.record
        == AuditRecord(
          at: AccountSample.now, actor: "judge/wang", action: "identity-reveal", subject: "A001",
          detail: "核对证书"))
  }

  @Test func otherPapersAreRevealedToo() async throws {
    let passport = IdentityPaper.other(
      try required(IdentityPaper.OtherPaper(kind: "护照", number: "E12345678")))
    let sample = try AccountSample.entry("B001", paper: 2)
    let entry = RosterEntry(
      contestant: sample.contestant,
      identity: try vault.protect(passport, of: sample.contestant.id),
      codeDigest: sample.codeDigest)
    _ = try await store.add([entry], noting: AccountSample.record())
    let revealed = try await vault.reveal(
      sample.contestant.id, from: store, to: judge, because: "核对", at: AccountSample.now)
    #expect(revealed == passport)
  }

  @Test func contestantsAndAdminsSeeNoNumbers() async throws {
    let contestant = Principal(contestant: id, contest: try ContestID("suwanluyu-2025"))
    let admin = Principal(staff: try required(UserName("root")), role: .admin)
    for principal in [contestant, admin] {
      await #expect(throws: RevealRefusal.roleUnfit) {
        try await vault.reveal(id, from: store, to: principal, because: "看看", at: AccountSample.now)
      }
    }
    #expect(try await store.auditEntries(after: 1, limit: 10).isEmpty)
  }

  @Test func reasonIsNeededAndBounded() async throws {
    for reason in ["", "  ", String(repeating: "因", count: 201)] {
      await #expect(throws: RevealRefusal.reasonUnfit) {
        try await vault.reveal(id, from: store, to: judge, because: reason, at: AccountSample.now)
      }
    }
    let reason = String(repeating: "因", count: 200)
    _ = try await vault.reveal(id, from: store, to: judge, because: reason, at: AccountSample.now)
  }

  @Test func unknownContestantIsSaid() async throws {
    await #expect(throws: RevealRefusal.unknownContestant) {
      try await vault.reveal(
        ContestantID("Z999"), from: store, to: judge, because: "核对", at: AccountSample.now)
    }
  }

  @Test func anotherKeyOpensNothing() async throws {
    let other = try AccountSample.vault(key: Array(repeating: 9, count: 32))
    await #expect(throws: RevealRefusal.unreadable) {
      try await other.reveal(id, from: store, to: judge, because: "核对", at: AccountSample.now)
    }
    #expect(try await store.auditEntries(after: 1, limit: 10).isEmpty)
  }

  @Test func anotherContestantsSealedNumberDoesNotOpen() async throws {
    let stolen = try required(try await store.identity(of: id))
    let sample = try AccountSample.entry("B001", paper: 2)
    _ = try await store.add(
      [
        RosterEntry(
          contestant: sample.contestant,
          identity: ProtectedIdentity(
            masked: stolen.masked, lookup: sample.identity.lookup, sealed: stolen.sealed),
          codeDigest: sample.codeDigest)
      ], noting: AccountSample.record())
    await #expect(throws: RevealRefusal.unreadable) {
      try await vault.reveal(
        sample.contestant.id, from: store, to: judge, because: "核对", at: AccountSample.now)
    }
  }
}
