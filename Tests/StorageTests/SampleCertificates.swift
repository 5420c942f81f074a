import Contests
import Foundation
import GRDB
import Testing

@testable import Certification

/// Certificates of invented people.
enum SampleCertificates {
  static let certifiedAt = Instant(milliseconds: 1_748_736_000_000)

  static func profile() throws -> IssuerProfile {
    try #require(
      IssuerProfile(
        url: "https://leitai.example.org", name: LocalizedText(zhHans: "工会", en: "Union")))
  }

  static func issuance() throws -> Issuance {
    Issuance(
      issuer: try profile(), zone: try #require(ContestZone("Asia/Shanghai")),
      recipients: try #require(RecipientNames(secret: Array(repeating: 7, count: 32))))
  }

  /// One certificate for each contestant of the contest `demo`.
  static func unsigned(
    _ contestants: ClosedRange<Int>, at instant: Instant = certifiedAt
  ) throws -> [UnsignedCredential] {
    try issuance().credentials(for: grants(contestants), at: instant)
  }

  /// What these contestants have of the contest `demo`.
  static func grants(_ contestants: ClosedRange<Int>) throws -> [Decision] {
    let pack = try PolicyPack(
      text: """
        pack: practice
        version: 1
        title: 练兵
        rules:
          - id: completion
            when: { rounds: at least 1 }
            outcome: { grant: { zh-Hans: 结业证书, en: Completion }, name: 练兵结业证书 }
        """)
    return try contestants.flatMap { try pack.decide(facts($0), at: certifiedAt) }
  }

  static func snapshot(at instant: Instant) throws -> FactsSnapshot {
    FactsSnapshot(of: try facts(1), at: instant)
  }

  private static func facts(_ number: Int) throws -> Facts {
    let zone = try #require(ContestZone("Asia/Shanghai"))
    return Facts(
      person: Facts.Person(
        contestant: try ContestantID("\(number)"), name: "张三",
        unit: try #require(UnitName("徐州重型机械")), cityName: "徐州市",
        region: try #require(RegionCode("320300"))),
      occasion: Facts.Occasion(
        stage: try StagePath("demo/fitter/practice"),
        contestTitle: LocalizedText(zhHans: "练兵", en: "Practice"),
        eventTitle: LocalizedText(zhHans: "机修钳工", en: "Fitter"),
        occupation: try #require(OccupationCode("6-31-01-02")), tier: .city, zone: zone),
      result: Facts.Result(
        hash: String(repeating: "0", count: 64), version: 1, certifiedAt: certifiedAt,
        certifiedOn: try #require(zone.date(of: certifiedAt)), rank: 1, rankedCount: 9,
        score: Points(90), maximum: Points(100), shortlisted: true,
        rounds: 4),
      record: PersonRecord(searched: "ledger:none"),
      disqualified: Fact(false, evidence: "rulings"),
      objection: Fact(.none, evidence: "objections"), issuers: [])
  }

  /// What an earlier version issued: one signature, and nothing said of a status.
  static func old(_ batch: [UnsignedCredential], _ keys: SigningKeys) throws -> [Credential] {
    try batch.enumerated().map { index, unsigned in
      let serial = try #require(SerialNumber(year: unsigned.year, number: index + 1))
      var badge = unsigned.badge
      badge.credentialSubject.licenseNumber = serial.description
      let jwt = try keys.rsa.sign(
        CanonicalJSON.encode(badge), type: CompactJWS.credentialType)
      return Credential(
        id: unsigned.id, serial: serial, content: unsigned.content, keyID: keys.rsa.id, jwt: jwt)
    }
  }

  static func insertOld(_ credential: Credential, in db: Database) throws {
    let (content, serial) = (credential.content, credential.serial)
    try db.execute(
      sql: "INSERT INTO credential_serial (credential, year, number) VALUES (?, ?, ?)",
      arguments: [credential.id.text, serial.year, serial.number])
    try db.execute(
      sql: """
        INSERT INTO credential (
          id, year, number, contest, event, stage, contest_title_zh, contest_title_en,
          event_title_zh, event_title_en, contestant, recipient_name, kind_zh, kind_en,
          name_zh, name_en, pack, pack_version, pack_hash, rule, results_hash, results_version,
          issued_at, key_id, jwt
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        credential.id.text, serial.year, serial.number, content.stage.contest.text,
        content.stage.event.text, content.stage.stage.text, content.contestTitle.zhHans,
        content.contestTitle.en, content.eventTitle.zhHans, content.eventTitle.en,
        content.contestant.text, content.recipientName, content.kind.zhHans, content.kind.en,
        content.name.zhHans, content.name.en, content.pack.text, content.packVersion,
        content.packHash, content.rule.text, content.resultsHash, content.resultsVersion,
        content.issuedAt.milliseconds, credential.keyID, credential.jwt,
      ])
  }
}
