import Accounts
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

@Suite struct AccountStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let vault: IdentityVault
  private let password: Password
  private let record = AuditRecord(
    at: Instant(milliseconds: 1000), actor: "server", action: "test", subject: "subject")

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    vault = try #require(
      IdentityVault(key: Array(repeating: 7, count: 32)) { count in
        (0..<count).map { _ in UInt8.random(in: 0...255) }
      })
    password = try #require(
      Password(
        encoded: "$scrypt$ln=10,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
          + String(repeating: "A", count: 43)))
  }

  private func account(_ name: String, _ role: Role = .judge) throws -> StaffAccount {
    StaffAccount(name: try #require(UserName(name)), role: role, password: password)
  }

  private func digest(_ byte: UInt8) throws -> SecretDigest {
    try #require(SecretDigest(bytes: Array(repeating: byte, count: 32)))
  }

  private func entry(
    _ admission: String, contest: String = "c1", event: String = "fitter", passport: String,
    level: SkillLevel? = nil
  ) throws -> RosterEntry {
    let id = try ContestantID(admission)
    let paper = try #require(IdentityPaper.OtherPaper(kind: "护照", number: passport))
    return RosterEntry(
      contestant: Contestant(
        id: id, contest: try ContestID(contest), event: try EventID(event), name: "张三",
        unit: try #require(UnitName("徐工集团")), region: try #require(RegionCode("320302")),
        cityName: "徐州市", level: level),
      identity: try vault.protect(.other(paper), of: id), codeDigest: try digest(9))
  }

  // MARK: Staff

  @Test func staffNameIsTakenOnce() async throws {
    #expect(try await !store.hasStaff())
    #expect(try await store.add(account("wang"), noting: record))
    #expect(try await !store.add(account("wang", .admin), noting: record))
    #expect(try await store.hasStaff())
    let name = try #require(UserName("wang"))
    #expect(try await store.staff(named: name) == account("wang"))
    #expect(try await store.auditEntries(after: 0, limit: 10).count == 1)
  }

  @Test func unknownStaffIsAbsent() async throws {
    let name = try #require(UserName("nobody"))
    #expect(try await store.staff(named: name) == nil)
  }

  @Test func schemaRefusesContestantsAsStaff() async throws {
    await #expect(throws: (any Error).self) {
      try await store.add(account("wang", .contestant), noting: record)
    }
    #expect(try await !store.hasStaff())
  }

  // MARK: Tokens

  private func token(_ byte: UInt8, expires: Int64) throws -> TokenRecord {
    TokenRecord(
      digest: try digest(byte),
      principal: Principal(staff: try #require(UserName("wang")), role: .judge),
      expires: Instant(milliseconds: expires))
  }

  @Test func tokenIsKeptFoundAndRevoked() async throws {
    _ = try await store.add(account("wang"), noting: record)
    let token = try token(1, expires: 5000)
    try await store.keep(token, at: Instant(milliseconds: 1))
    #expect(try await store.token(token.digest) == token)
    #expect(try await store.token(digest(2)) == nil)
    #expect(try await store.revoke(token.digest))
    #expect(try await !store.revoke(token.digest))
    #expect(try await store.token(token.digest) == nil)
  }

  @Test func contestantsTokenNamesTheContest() async throws {
    _ = try await store.add([entry("A001", passport: "E1")], noting: record)
    let token = TokenRecord(
      digest: try digest(1),
      principal: Principal(contestant: try ContestantID("A001"), contest: try ContestID("c1")),
      expires: Instant(milliseconds: 5000))
    try await store.keep(token, at: Instant(milliseconds: 1))
    #expect(try await store.token(token.digest) == token)
  }

  @Test func keepingForgetsTokensThatExpiredAtThatTick() async throws {
    _ = try await store.add(account("wang"), noting: record)
    try await store.keep(token(1, expires: 5000), at: Instant(milliseconds: 1))
    try await store.keep(token(2, expires: 5001), at: Instant(milliseconds: 1))
    try await store.keep(token(3, expires: 9000), at: Instant(milliseconds: 5000))
    #expect(try await store.token(digest(1)) == nil)
    #expect(try await store.token(digest(2)) != nil)
  }

  @Test func tokenOfNobodyIsRefusedBySchema() async throws {
    await #expect(throws: (any Error).self) {
      try await store.keep(token(1, expires: 5000), at: Instant(milliseconds: 1))
    }
  }

  // MARK: Roster

  @Test func rosterIsKeptWithIdentitiesAndCodes() async throws {
    let entry = try entry("A001", passport: "E12345678", level: .senior)
    #expect(try await store.add([entry], noting: record).conflicts.isEmpty)
    let id = entry.contestant.id
    #expect(try await store.contestant(id) == entry.contestant)
    #expect(try await store.identity(of: id) == entry.identity)
    #expect(
      try await store.signInCredentials(of: id)
        == ContestantCredentials(contest: try ContestID("c1"), codeDigest: entry.codeDigest))
    #expect(try await store.auditEntries(after: 0, limit: 10).map(\.record) == [record])
  }

  @Test func unknownContestantIsAbsentEverywhere() async throws {
    let id = try ContestantID("Z999")
    #expect(try await store.contestant(id) == nil)
    #expect(try await store.identity(of: id) == nil)
    #expect(try await store.signInCredentials(of: id) == nil)
    #expect(try await store.contestants(of: ContestID("c9"), event: nil).isEmpty)
    #expect(try await store.contestantCount(of: ContestID("c9")) == 0)
  }

  @Test func repeatedAdmissionsAreNamedAndNothingIsAdded() async throws {
    _ = try await store.add([entry("A001", passport: "E1")], noting: record)
    let conflicts = try await store.add(
      [
        entry("A000", passport: "E0"), entry("A001", passport: "E2"), entry("A003", passport: "E3"),
        entry("A003", passport: "E4"),
      ], noting: record
    ).conflicts
    #expect(conflicts.repeatedAdmissions.map(\.text) == ["A001", "A003"])
    #expect(conflicts.repeatedIdentities.isEmpty)
    #expect(try await store.contestantCount(of: ContestID("c1")) == 1)
    #expect(try await store.auditEntries(after: 0, limit: 10).count == 1)
  }

  @Test func samePersonInTheSameEventIsNamedUnderAnotherNumber() async throws {
    _ = try await store.add([entry("A001", passport: "E1")], noting: record)
    let conflicts = try await store.add(
      [entry("A002", passport: "E1"), entry("A003", passport: "E3")], noting: record
    ).conflicts
    #expect(conflicts.repeatedIdentities.map(\.text) == ["A002"])
    #expect(conflicts.repeatedAdmissions.isEmpty)
    #expect(try await store.contestantCount(of: ContestID("c1")) == 1)
  }

  @Test func contestantsAreListedByContestAndEvent() async throws {
    let roster = try [
      entry("A002", passport: "E2"), entry("A001", event: "power", passport: "E1"),
      entry("A003", contest: "c2", passport: "E3"),
    ]
    _ = try await store.add(roster, noting: record)
    let contest = try ContestID("c1")
    func ids(_ event: EventID?) async throws -> [String] {
      try await store.contestants(of: contest, event: event).map(\.id.text)
    }
    #expect(try await ids(nil) == ["A001", "A002"])
    #expect(try await ids(EventID("fitter")) == ["A002"])
    #expect(try await ids(EventID("welding")) == [])
    #expect(try await store.contestantCount(of: contest) == 2)
  }

  /// Of a contest that has most of the table and of one that has little, colleagues or not.
  @Test func rostersComeBackByAdmissionNumberAsTheyWere() async throws {
    let roster = try (0..<40).map { number in
      let entry = try entry(
        "A\(100 + number * 7 % 40)", contest: number % 5 == 0 ? "c2" : "c1",
        event: number % 2 == 0 ? "fitter" : "electrician", passport: "E\(number)",
        level: number % 3 == 0 ? .senior : nil)
      let one = entry.contestant
      let isElsewhere = number / 4 % 2 == 0
      let unit = isElsewhere ? "徐工集团" : "江苏省徐州经济技术开发区机械厂"
      return RosterEntry(
        contestant: Contestant(
          id: one.id, contest: one.contest, event: one.event, name: "张\(number)",
          unit: try #require(UnitName(unit)),
          region: try #require(RegionCode(isElsewhere ? "320302" : "320382")),
          cityName: isElsewhere ? "徐州市" : "", level: one.level),
        identity: entry.identity, codeDigest: entry.codeDigest)
    }
    #expect(try await store.add(roster, noting: record).conflicts.isEmpty)
    for (contest, event) in [("c1", nil), ("c2", nil), ("c1", "fitter"), ("c2", "electrician")] {
      let expected = roster.map(\.contestant)
        .filter { $0.contest.text == contest && (event ?? $0.event.text) == $0.event.text }
        .sorted { $0.id < $1.id }
      let found = try await store.contestants(
        of: ContestID(contest), event: event.map { try EventID($0) })
      #expect(found == expected)
      let masked = try await store.maskedIdentities(
        of: ContestID(contest), event: event.map { try EventID($0) })
      #expect(Set(masked.keys) == Set(expected.map(\.id)))
      for entry in roster where masked[entry.contestant.id] != nil {
        #expect(masked[entry.contestant.id] == entry.identity.masked)
      }
    }
  }

  @Test func emptyRosterAddsNobody() async throws {
    #expect(try await store.add([RosterEntry](), noting: record).conflicts.isEmpty)
    #expect(try await store.contestantCount(of: ContestID("c1")) == 0)
  }

  @Test func nextSerialFollowsTheGreatestGeneratedNumber() async throws {
    #expect(try await store.nextSerial() == 1)
    let roster = try [
      entry("320302001000041", passport: "E1"), entry("320302002000007", passport: "E2"),
      entry("A1", passport: "E3"), entry("12345678999999", passport: "E4"),
    ]
    _ = try await store.add(roster, noting: record)
    #expect(try await store.nextSerial() == 42)
    _ = try await store.add([entry("3203020011000000", passport: "E5")], noting: record)
    #expect(try await store.nextSerial() == 1_000_001)
  }

  @Test func twentyThousandPeopleAreAddedInOneTransaction() async throws {
    let lookup = try (0..<20_000).map { number in
      try entry("B\(number + 100_000)", passport: "E\(number)")
    }
    #expect(try await store.add(lookup, noting: record).conflicts.isEmpty)
    let listed = try await store.contestants(of: ContestID("c1"), event: nil)
    #expect(listed.count == 20_000)
    #expect(listed.first?.id.text == "B100000")
  }

  // MARK: Audit log

  @Test func auditEntriesFormASoundChainAndComeInPages() async throws {
    var written: [AuditEntry] = []
    for _ in 1...5 { written.append(try await store.append(record)) }
    #expect(try await store.auditEntries(after: 0, limit: 10) == written)
    #expect(try await store.auditEntries(after: 0, limit: 2) == Array(written[..<2]))
    #expect(try await store.auditEntries(after: 2, limit: 2) == Array(written[2..<4]))
    #expect(try await store.auditEntries(after: 5, limit: 2).isEmpty)
    var chain = AuditChain()
    try chain.verify(written)
    #expect(chain.sequence == 5)
  }

  @Test func entriesWrittenAtTheSameMomentStillFormOneChain() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...50 { group.addTask { _ = try await store.append(record) } }
      try await group.waitForAll()
    }
    var chain = AuditChain()
    try chain.verify(try await store.auditEntries(after: 0, limit: 100))
    #expect(chain.sequence == 50)
  }

  @Test func auditEntriesAreNeitherChangedNorDeleted() async throws {
    _ = try await store.append(record)
    for sql in ["UPDATE audit SET detail = 'x'", "DELETE FROM audit"] {
      #expect(throws: (any Error).self) {
        try temporary.store.pool.write { try $0.execute(sql: sql) }
      }
    }
    #expect(try await store.auditEntries(after: 0, limit: 10).map(\.record) == [record])
  }
}
