import Contests
import Foundation
import Testing

@testable import Certification

/// Facts, packs and a key for the tests of this target.
enum Fixtures {
  /// 2025-06-01T00:00:00Z.
  static let certifiedAt = Instant(milliseconds: 1_748_736_000_000)
  static let day = Milliseconds(86_400_000)
  /// Eight days after certification.
  static let later = certifiedAt + Milliseconds(8 * day.count)

  /// Made once: a key takes longer than all other tests.
  static let key = Result { try IssuerKey.generate() }
  static let keys = Result { SigningKeys(rsa: try key.get(), sm2: try SM2Key.generate()) }

  /// A person who meets everything; each argument changes one fact.
  static func facts(
    contestant: String = "SW0001", rank: Int? = 1, of rankedCount: Int = 20,
    score: Points = Points(86), maximum: Points = Points(100), shortlisted: Bool = true,
    rounds: Int = 3, theory: Points? = Points(80), practical: Points? = Points(75),
    level: SkillLevel? = .senior, tier: Tier = .city, disqualified: Bool = false,
    issuerRegistered: Bool = true, certifiedAt: Instant = certifiedAt,
    teamRank: Int? = nil, ofTeams: Int = 0
  ) throws -> Facts {
    let person = Facts.Person(
      contestant: try ContestantID(contestant), name: "张三",
      unit: try #require(UnitName("徐州重型机械")), cityName: "徐州市",
      region: try #require(RegionCode("320300")))
    let occasion = Facts.Occasion(
      stage: try StagePath("suwanluyu-2025/fitter/final"),
      contestTitle: LocalizedText(zhHans: "苏皖鲁豫网上练兵", en: "Four-Province Practice"),
      eventTitle: LocalizedText(zhHans: "机修钳工", en: "Maintenance fitter"),
      occupation: try #require(OccupationCode("6-31-01-02")), tier: tier, contestClass: 1,
      zone: try #require(ContestZone("Asia/Shanghai")), windowDays: 30)
    var result = Facts.Result(
      hash: String(repeating: "a1", count: 32), version: 1, certifiedAt: certifiedAt,
      certifiedOn: try #require(occasion.zone.date(of: certifiedAt)), rank: rank,
      rankedCount: rankedCount, score: score, maximum: maximum, shortlisted: shortlisted,
      rounds: rounds, days: rounds,
      parts: [
        Facts.Part(id: "theory", score: theory), Facts.Part(id: "practical", score: practical),
      ])
    result.teamRank = teamRank
    result.rankedTeams = ofTeams
    var record = PersonRecord(searched: "ledger:none")
    record.level = Fact(level, evidence: "roster:level")
    return Facts(
      person: person, occasion: occasion, result: result, record: record,
      disqualified: Fact(disqualified, evidence: "rulings:7"),
      objection: Fact(.none, evidence: "objections:none"),
      issuers: issuerRegistered ? [try issuer()] : [])
  }

  /// A body that may issue every level.
  static func issuer() throws -> IssuerRegistration {
    IssuerRegistration(
      name: "徐州技能鉴定中心", kind: .body, occupation: try #require(OccupationCode("6-31-01-02")),
      levels: .junior ... .seniorTechnician, from: try #require(CalendarDate("2020-01-01")),
      until: nil, evidence: "issuers:6-31-01-02")
  }

  /// A pack of one rule with these clauses.
  static func pack(
    when: String, outcome: String = "{ grant: 证书, name: 证明 }", gates: String = "",
    needs: String = ""
  ) throws -> PolicyPack {
    try PolicyPack(
      text: """
        pack: test
        version: 1
        title: 测试
        \(gates)
        rules:
          - id: R1
            when: { \(when) }
            \(needs)
            outcome: \(outcome)
        """)
  }

  /// The check of a pack with these rules, from line 4 on, or later behind `more`.
  static func check(_ rules: String, more: String = "") throws -> PolicyCheck {
    PolicyCheck(try PolicyPack(text: "pack: p\nversion: 1\ntitle: t\n\(more)rules:\n\(rules)\n"))
  }

  /// The folder of the published packs.
  static let policies = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "QuestionBanks/reference/policies")

  /// A published pack.
  static func referencePack(_ name: String) throws -> PolicyPack {
    let file = policies.appending(path: "\(name).yaml")
    return try PolicyPack(text: String(contentsOf: file, encoding: .utf8))
  }

  static func issuance(secret: UInt8 = 7) throws -> Issuance {
    Issuance(
      issuer: try #require(
        IssuerProfile(
          url: "https://leitai.example.org",
          name: LocalizedText(zhHans: "徐州市总工会", en: "Xuzhou Federation of Trade Unions"))),
      zone: try #require(ContestZone("Asia/Shanghai")),
      recipients: try #require(
        RecipientNames(secret: Array(repeating: secret, count: 32))))
  }

  /// The certificate of the prize for rank 1, with serial number 1.
  static func credential(at instant: Instant = later) throws -> Credential {
    let decision = try referencePack("city-leading-contest").decide(facts(), at: later)[0]
    let unsigned = try issuance().credentials(for: [decision], at: instant)[0]
    return try unsigned.signed(
      as: #require(SerialNumber(year: 2025, number: 1)),
      status: #require(StatusPlace(list: 1, index: 4711)), by: keys.get())
  }
}
