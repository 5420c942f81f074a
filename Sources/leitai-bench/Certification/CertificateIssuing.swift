import AttemptRecords
import Certification
import Contests
import Foundation
import SQLiteStorage

/// Certificates of invented people, issued into a data folder that is thrown away.
struct CertificateIssuing {
  private static let count = 1_000
  private static let at = Instant(milliseconds: 1_748_736_000_000)

  private let keys: SigningKeys
  private let receipts: ReceiptKey
  private let profile: IssuerProfile
  private let unsigned: [UnsignedCredential]

  init() throws {
    keys = try .generate()
    guard
      let profile = IssuerProfile(
        url: "https://bench.example", name: LocalizedText(zhHans: "擂台", en: "Leitai")),
      let zone = ContestZone("Asia/Shanghai"),
      let names = RecipientNames(secret: [UInt8](repeating: 7, count: 32)),
      let receipts = ReceiptKey(seed: [UInt8](repeating: 7, count: 32))
    else { throw NotMeasured("the issuer has no keys") }
    self.profile = profile
    self.receipts = receipts
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
    let decisions = try (0..<Self.count).flatMap { number in
      pack.decide(try Self.facts(number), at: Self.at)
    }
    unsigned = try Issuance(issuer: profile, zone: zone, recipients: names)
      .credentials(for: decisions, at: Self.at)
    guard unsigned.count == Self.count else { throw NotMeasured("\(unsigned.count) decisions") }
  }

  /// Seconds to sign, store and log all of them; durable when it ends.
  func issueThousand() async throws -> Double {
    try await inNewFolder { store in
      let clock = ContinuousClock()
      let start = clock.now
      let issued = try await store.issue(unsigned, signedBy: keys, random: Self.bits)
      let elapsed = clock.now - start
      let size = try await store.logRoot().size
      guard issued.count == Self.count, size == Self.count else {
        throw NotMeasured("\(issued.count) certificates, \(size) entries")
      }
      return elapsed / .seconds(1)
    }
  }

  /// Milliseconds to check one file with everything: keys, status lists and log heads are read for it.
  func checkOne(_ repetition: Repetition) async throws -> Double {
    let (file, lists, head) = try await inNewFolder { store in
      let issued = try await store.issue(unsigned, signedBy: keys, random: Self.bits)
      let middle = issued[issued.count / 2]
      guard let inclusion = try await store.logInclusion(of: middle.id) else {
        throw NotMeasured("a certificate is not in the log")
      }
      let head = try LogHead(
        origin: profile.logOrigin, size: inclusion.size, root: inclusion.root, at: Self.at
      ).note(signedBy: receipts)
      let lists = try StatusPurpose.allCases.map {
        try StatusLists(issuer: profile).jwt(
          list: 1, purpose: $0, acts: [], at: Self.at, signedBy: keys.rsa)
      }
      guard let file = CertificateFile(middle, inclusion: inclusion, head: head) else {
        throw NotMeasured("a certificate is not whole")
      }
      return (try file.bytes(), lists, head)
    }
    var keySet = JSONWebKeySet([keys.rsa.publicKey])
    keySet.add(keys.sm2.publicKey)
    keySet.add(log: receipts.publicKey)
    let json = try keySet.json()
    let rounds = 50
    return try repetition.seconds {
      for _ in 0..<rounds {
        let check = try CertificateCheck(
          keys: JSONWebKeySet(json: json), statusLists: lists, savedHead: head)
        let report = check.report(on: file, at: Self.at)
        guard report.holds, report.outcomes.count == CertificateReport.Part.allCases.count else {
          throw NotMeasured("\(report.codes)")
        }
      }
    } * 1000 / Double(rounds)
  }

  private func inNewFolder<Value>(_ work: (SQLiteStore) async throws -> Value) async throws -> Value
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try SQLiteStore(folder: folder)
    let value = try await work(store)
    try store.close()
    return value
  }

  private static let bits: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

  private static func facts(_ number: Int) throws -> Facts {
    guard let unit = UnitName("徐州重型机械"), let region = RegionCode("320300"),
      let occupation = OccupationCode("6-31-01-02"), let zone = ContestZone("Asia/Shanghai"),
      let day = zone.date(of: at)
    else { throw NotMeasured("the facts are malformed") }
    return Facts(
      person: Facts.Person(
        contestant: try ContestantID("\(100_000 + number)"), name: "张三", unit: unit,
        cityName: "徐州市", region: region),
      occasion: Facts.Occasion(
        stage: try StagePath("bench/fitter/practice"),
        contestTitle: LocalizedText(zhHans: "练兵", en: "Practice"),
        eventTitle: LocalizedText(zhHans: "机修钳工", en: "Fitter"), occupation: occupation,
        tier: .city, zone: zone),
      result: Facts.Result(
        hash: String(repeating: "0", count: 64), version: 1, certifiedAt: at,
        certifiedOn: day, rank: number + 1, rankedCount: count, score: Points(90),
        maximum: Points(100), shortlisted: true, rounds: 4),
      record: PersonRecord(searched: "ledger:none"),
      disqualified: Fact(false, evidence: "rulings"),
      objection: Fact(.none, evidence: "objections"), issuers: [])
  }
}
