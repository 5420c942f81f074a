import Certification
import Contests
import Foundation
import GRDB
import SQLiteStorage
import Testing

/// The store of packs and certificates, against a real file.
@Suite struct CredentialStoreTests {
  private let folder = TemporaryFolder()
  private let store: SQLiteStore
  private let key: SigningKeys

  /// 2025-06-01T00:00:00Z.
  private static let certifiedAt = Instant(milliseconds: 1_748_736_000_000)
  private static let key = Result { try SigningKeys.generate() }

  private let bits: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

  init() throws {
    store = try SQLiteStore(folder: folder.url)
    key = try Self.key.get()
  }

  private func pack(
    version: Int = 1, title: String = "练兵", id: String = "practice"
  ) throws -> PolicyPack {
    try PolicyPack(
      text: """
        pack: \(id)
        version: \(version)
        title: \(title)
        rules:
          - id: completion
            when: { rounds: at least 1 }
            outcome: { grant: { zh-Hans: 结业证书, en: Completion }, name: 练兵结业证书 }
          - id: excellence
            when: { score: at least 60% }
            outcome: { grant: 优秀证书, name: { en: With merit } }
        """)
  }

  private func facts(_ contestant: String, contest: String = "demo") throws -> Facts {
    Facts(
      person: Facts.Person(
        contestant: try ContestantID(contestant), name: "张三",
        unit: try #require(UnitName("徐州重型机械")), cityName: "徐州市",
        region: try #require(RegionCode("320300"))),
      occasion: Facts.Occasion(
        stage: try StagePath("\(contest)/fitter/practice"),
        contestTitle: LocalizedText(zhHans: "练兵", en: "Practice"),
        eventTitle: LocalizedText(zhHans: "机修钳工", en: "Fitter"),
        occupation: try #require(OccupationCode("6-31-01-02")), tier: .city,
        zone: try #require(ContestZone("Asia/Shanghai"))),
      result: Facts.Result(
        hash: String(repeating: "0", count: 64), version: 1, certifiedAt: Self.certifiedAt,
        certifiedOn: try #require(CalendarDate("2025-06-01")), rank: 1, rankedCount: 9,
        score: Points(90), maximum: Points(100), shortlisted: true,
        rounds: 4),
      record: PersonRecord(searched: "ledger:none"),
      disqualified: Fact(false, evidence: "rulings"),
      objection: Fact(.none, evidence: "objections"), issuers: [])
  }

  /// Both certificates of each contestant.
  private func batch(
    _ contestants: [String], contest: String = "demo", at instant: Instant = certifiedAt
  ) throws -> [UnsignedCredential] {
    let issuance = Issuance(
      issuer: try #require(
        IssuerProfile(
          url: "https://leitai.example.org", name: LocalizedText(zhHans: "工会", en: "Union"))),
      zone: try #require(ContestZone("Asia/Shanghai")),
      recipients: try #require(RecipientNames(secret: Array(repeating: 7, count: 32))))
    let pack = try pack()
    return try contestants.flatMap { contestant in
      try issuance.credentials(
        for: pack.decide(facts(contestant, contest: contest), at: Self.certifiedAt), at: instant)
    }
  }

  @Test func packIsKeptWithItsTextAndReadBackTheSame() async throws {
    let kept = try pack()
    try await store.keep(kept, at: Self.certifiedAt)
    try await store.keep(kept, at: Self.certifiedAt)
    #expect(try await store.policyPack(kept.id) == kept)
    #expect(try await store.policyPack(kept.id, version: 1)?.hash == kept.hash)
  }

  @Test func versionOfAPackNeverChanges() async throws {
    let (kept, other) = try (pack(), pack(title: "另一份"))
    try await store.keep(kept, at: Self.certifiedAt)
    let conflict = PolicyPackConflict(
      pack: kept.id, version: 1, keptHash: kept.hash, offeredHash: other.hash)
    await #expect(throws: conflict) { try await store.keep(other, at: Self.certifiedAt) }
    #expect(try await store.policyPack(kept.id) == kept)
    #expect(conflict.sentence(in: .en).contains("new version"))
  }

  @Test func latestVersionIsTheHighestAndOldOnesStay() async throws {
    let id = try PackID("practice")
    for version in [2, 10, 9] {
      try await store.keep(pack(version: version), at: Self.certifiedAt)
    }
    #expect(try await store.policyPack(id)?.version == 10)
    #expect(try await store.policyPack(id, version: 2)?.version == 2)
    #expect(try await store.policyPack(id, version: 1) == nil)
    #expect(try await store.policyPack(PackID("unknown")) == nil)
  }

  @Test func issuedCertificatesReadBackAndVerify() async throws {
    let issued = try await store.issue(batch(["1"]), signedBy: key, random: bits)
    #expect(issued.map(\.serial.description) == ["LT-2025-00000001", "LT-2025-00000002"])
    let verifier = CredentialVerifier(keySet: JSONWebKeySet([key.rsa.publicKey]))
    for credential in issued {
      #expect(try await store.credential(credential.id) == credential)
      #expect(try await store.credential(serial: credential.serial) == credential)
      let verified = try verifier.verify(credential.jwt, at: Self.certifiedAt)
      #expect(verified.serial == credential.serial)
      #expect(verified.isIssued(toAdmissionNumber: "1"))
    }
  }

  @Test func unknownCertificateIsAbsent() async throws {
    let id = try #require(batch(["1"]).first).id
    let serial = try #require(SerialNumber(year: 2025, number: 1))
    #expect(try await store.credential(id) == nil)
    #expect(try await store.credential(serial: serial) == nil)
    #expect(try await store.credentials(of: ContestID("demo"), after: nil, limit: 9).isEmpty)
    #expect(try await store.credentials(of: ContestantID("1")).isEmpty)
    #expect(try await store.issue([], signedBy: key, random: bits).isEmpty)
  }

  @Test func issuingAgainReturnsWhatWasIssued() async throws {
    let first = try await store.issue(batch(["1", "2"]), signedBy: key, random: bits)
    let later = Instant(milliseconds: Self.certifiedAt.milliseconds + 86_400_000)
    let again = try await store.issue(
      batch(["2", "3", "1"], at: later), signedBy: key, random: bits)
    #expect(again[0...1] == first[2...3])
    #expect(again[4...5] == first[0...1])
    #expect(again[2...3].map(\.serial.number) == [5, 6])
    let twice = try await store.issue(batch(["4", "4"]), signedBy: key, random: bits)
    #expect(twice[0...1] == twice[2...3])
    #expect(twice.map(\.serial.number) == [7, 8, 7, 8])
  }

  @Test func newKeyDoesNotReissueOldCertificates() async throws {
    let first = try await store.issue(batch(["1"]), signedBy: key, random: bits)
    let again = try await store.issue(batch(["1"]), signedBy: SigningKeys.generate(), random: bits)
    #expect(again == first)
  }

  @Test func interruptedIssueLeavesNoGap() async throws {
    let interrupted = try await store.reserve(batch(["1"]), random: bits)
    let others = try await store.issue(batch(["2"]), signedBy: key, random: bits)
    let resumed = try await store.issue(batch(["1"]), signedBy: key, random: bits)
    let places = try resumed.map { try Reservation.reserved($0.serial, #require($0.status)) }
    #expect(places == interrupted)
    #expect((resumed + others).map(\.serial.number) == [1, 2, 3, 4])
    let known = try await store.reserve(batch(["1"]), random: bits)
    #expect(known == resumed.map { .issued($0) })
  }

  @Test func everyYearHasItsOwnSeries() async throws {
    // Midnight in Shanghai, and the millisecond before.
    let newYear = Instant(milliseconds: 1_767_196_800_000)
    let old = Instant(milliseconds: newYear.milliseconds - 1)
    let first = try await store.issue(batch(["1"], at: old), signedBy: key, random: bits)
    let second = try await store.issue(batch(["2"], at: newYear), signedBy: key, random: bits)
    let third = try await store.issue(batch(["3"], at: old), signedBy: key, random: bits)
    #expect(
      (first + second + third).map(\.serial.description) == [
        "LT-2025-00000001", "LT-2025-00000002", "LT-2026-00000001", "LT-2026-00000002",
        "LT-2025-00000003", "LT-2025-00000004",
      ])
  }

  @Test func racingIssuesAgreeOnEveryCertificate() async throws {
    let contestants = (1...60).map(String.init)
    let (forward, backward) = try (batch(contestants), batch(contestants.reversed()))
    async let one = store.issue(forward, signedBy: key, random: bits)
    async let two = store.issue(backward, signedBy: key, random: bits)
    let (left, right) = try await (one, two)
    #expect(Set(left) == Set(right))
    #expect(Set(left.map(\.serial.number)) == Set(1...120))
    let kept = try await store.credentials(of: ContestID("demo"), after: nil, limit: 1000)
    #expect(kept.map(\.serial.number) == Array(1...120))
  }

  @Test func endOfASeriesIsSaidAndChangesNothing() async throws {
    try await store.pool.write { database in
      try database.execute(
        sql: "INSERT INTO credential_serial (credential, year, number) VALUES (?, 2025, ?)",
        arguments: [String(repeating: "0", count: 36), 99_999_998])
    }
    await #expect(throws: SeriesExhausted(year: 2025)) {
      try await store.issue(batch(["1"]), signedBy: key, random: bits)
    }
    let count = try await store.pool.read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM credential_serial")
    }
    #expect(count == 1)
  }

  @Test func contestIsReadInPagesBySerialNumber() async throws {
    let issued = try await store.issue(batch(["1", "2", "3"]), signedBy: key, random: bits)
    _ = try await store.issue(batch(["1"], contest: "other"), signedBy: key, random: bits)
    let contest = try ContestID("demo")
    let first = try await store.credentials(of: contest, after: nil, limit: 4)
    let second = try await store.credentials(of: contest, after: first.last?.serial, limit: 4)
    #expect(first + second == issued)
    #expect(first.count == 4)
    let end = try await store.credentials(of: contest, after: second.last?.serial, limit: 4)
    #expect(end.isEmpty)
    #expect(try await store.credentials(of: contest, after: nil, limit: 0).count == 1)
    #expect(try await store.credentials(of: contest, after: nil, limit: .max).count == 6)
  }

  @Test func contestantHasOnlyTheirOwn() async throws {
    _ = try await store.issue(batch(["1", "2"]), signedBy: key, random: bits)
    let other = try await store.issue(batch(["1"], contest: "other"), signedBy: key, random: bits)
    let mine = try await store.credentials(of: ContestantID("1"))
    #expect(mine.count == 4)
    #expect(mine.allSatisfy { $0.content.contestant.text == "1" })
    #expect(mine.suffix(2) == other[...])
  }

  @Test func certificateWithoutAReservedNumberIsRefused() async throws {
    let unsigned = try #require(batch(["1"]).first)
    let serial = try #require(SerialNumber(year: 2025, number: 1))
    let stray = try unsigned.signed(
      as: serial, status: #require(StatusPlace(list: 1, index: 0)), by: key)
    await #expect(throws: (any Error).self) { try await store.keep([stray], random: bits) }
    _ = try await store.reserve(batch(["2"]), random: bits)
    await #expect(throws: (any Error).self) { try await store.keep([stray], random: bits) }
    #expect(try await store.credential(unsigned.id) == nil)
  }

  @Test(arguments: [
    "UPDATE credential SET name_zh = 'x'", "DELETE FROM credential",
    "UPDATE credential_serial SET number = 9", "DELETE FROM credential_serial",
    "UPDATE policy_pack SET text = 'x'", "DELETE FROM policy_pack",
  ])
  func whatIsKeptNeverChanges(sql: String) async throws {
    try await store.keep(pack(), at: Self.certifiedAt)
    let issued = try await store.issue(batch(["1"]), signedBy: key, random: bits)
    await #expect(throws: (any Error).self) {
      try await store.pool.write { try $0.execute(sql: sql) }
    }
    #expect(try await store.credential(issued[0].id) == issued[0])
  }
}

/// A folder that lasts as long as its test.
private final class TemporaryFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  deinit { try? FileManager.default.removeItem(at: url) }
}
