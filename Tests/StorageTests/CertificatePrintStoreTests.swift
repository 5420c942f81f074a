import Certification
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Testing

/// Templates, printings and holders' choices as they are kept: added to, never changed.
@Suite struct CertificatePrintStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let contest: ContestID

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    contest = try ContestID("cup")
  }

  /// A certificate of a contest that is there.
  private func credential() async throws -> Credential {
    let stage = try Sample.path("final")
    let (contestant, pack) = (try ContestantID("1000"), try PackID("p"))
    let (rule, text) = (try RuleID("r"), LocalizedText(zhHans: "奖", en: "Prize"))
    let id = CredentialID(stage: stage, contestant: contestant, pack: pack, rule: rule)
    try await store.write { db in
      try db.execute(sql: "INSERT INTO contest VALUES ('cup', '')")
      try db.execute(
        sql: "INSERT INTO credential_serial VALUES (?, 2025, 1)", arguments: [id.text])
    }
    let serial = try #require(SerialNumber(year: 2025, number: 1))
    return try await store.keep(
      [
        Credential(
          id: id, serial: serial,
          content: Credential.Content(
            stage: stage, contestTitle: text, eventTitle: text, contestant: contestant,
            recipientName: "王小明", kind: text, name: text, pack: pack, packVersion: 1,
            packHash: "a", rule: rule, resultsHash: "b", resultsVersion: 1,
            issuedAt: Sample.start),
          keyID: "k", jwt: "a.b.c")
      ], random: { 7 })[0]
  }

  private func kept(
    _ text: String, emblem: [UInt8]? = nil, onlyFirst: Bool = false
  ) async throws -> Int {
    try await store.keepTemplate(
      text, emblem: emblem, of: contest, onlyFirst: onlyFirst, at: Sample.start, by: "li"
    ).version
  }

  private func printing(
    _ credential: Credential, template: Int, number: String = "320302********1234"
  ) -> CertificatePrinting {
    CertificatePrinting(
      credential: credential.id, template: template, identityKind: "居民身份证",
      identityNumber: number, issuer: LocalizedText(zhHans: "工会", en: "Union"),
      address: "https://leitai.example/verify/x", at: Sample.start, actor: "li")
  }

  @Test func aTemplateIsANewVersionUnlessItIsTheSame() async throws {
    _ = try await credential()
    let versions = [
      try await kept("a"), try await kept("a"), try await kept("a", emblem: [1]),
      try await kept("b", onlyFirst: true), try await kept("b"), try await kept("a"),
    ]
    #expect(versions == [1, 1, 2, 2, 3, 4])
    let second = try await store.template(of: contest, version: 2)
    #expect(second?.emblem == [1])
    let newest = try await store.template(of: contest, version: nil)
    #expect(newest?.version == 4)
    let none = try await store.template(of: contest, version: 5)
    #expect(none == nil)
    let others = try await store.template(of: try ContestID("other"), version: nil)
    #expect(others == nil)
  }

  @Test func thePrintingThatWasFirstStays() async throws {
    let credential = try await credential()
    for text in ["a", "b"] { _ = try await kept(text) }
    let first = printing(credential, template: 1)
    let one = try await store.keep([first])
    #expect(one == [first])
    let again = try await store.keep([printing(credential, template: 1, number: "other")])
    #expect(again == [first])
    let second = printing(credential, template: 2)
    _ = try await store.keep([second])
    let newest = try await store.printings(of: [credential.id], template: nil)
    #expect(newest == [credential.id: second])
    let asked = try await store.printings(of: [credential.id], template: 1)
    #expect(asked == [credential.id: first])
    await #expect(throws: DatabaseError.self) {
      try await store.keep([printing(credential, template: 3)])
    }
  }

  @Test func theHoldersLastChoiceCountsAndAllAreKept() async throws {
    let credential = try await credential()
    let none = try await store.showing(of: credential.id)
    #expect(none == nil)
    for showing in [CredentialShowing.full, .hidden] {
      try await store.keep(showing, of: credential.id, at: Sample.start, by: "1000")
    }
    let last = try await store.showing(of: credential.id)
    #expect(last == .hidden)
    let count = try await store.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM credential_showing")
    }
    #expect(count == 2)
  }

  @Test(arguments: [
    "UPDATE certificate_template SET text = 'x'", "DELETE FROM certificate_template",
    "UPDATE certificate_printing SET actor = 'x'", "DELETE FROM certificate_printing",
    "UPDATE credential_showing SET showing = 'full'", "DELETE FROM credential_showing",
  ])
  func nothingIsChangedAfterwards(statement: String) async throws {
    let credential = try await credential()
    _ = try await kept("a")
    _ = try await store.keep([printing(credential, template: 1)])
    try await store.keep(.hidden, of: credential.id, at: Sample.start, by: "1000")
    await #expect(throws: DatabaseError.self) {
      try await store.write { try $0.execute(sql: statement) }
    }
  }
}
