import Accounts
import AttemptRecords
import Certification
import Contests
import Foundation
import SQLiteStorage

/// Certificates of invented people, issued as servers do it, into a data folder that is thrown away.
struct IssuingBench {
  private static let at = Instant(milliseconds: 1_748_736_000_000)

  private let receipts: ReceiptKey
  private let profile: IssuerProfile
  private let issuance: Issuance
  private let decisions: [Decision]
  private let stage: StagePath

  /// - Parameter count: how many certificates are issued.
  init(count: Int) throws {
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
    let path = try StagePath("bench/fitter/practice")
    stage = path
    decisions = try (0..<count).flatMap { number in
      pack.decide(try Self.facts(number, of: count, at: path), at: Self.at)
    }
    issuance = Issuance(issuer: profile, zone: zone, recipients: names)
    guard decisions.count == count else { throw NotMeasured("\(decisions.count) decisions") }
  }

  /// Seconds to sign, store and log all of them and to put them on record; durable when it ends.
  func seconds() async throws -> Double {
    try await inNewFolder { store, keyring in
      let clock = ContinuousClock()
      let start = clock.now
      let issued = try await issue(decisions, in: store, signedBy: keyring)
      let elapsed = clock.now - start
      let size = try await store.logRoot().size
      let cases = try await store.outcomes(of: stage.contest, of: nil)
      guard issued == decisions.count, size == issued, cases.count(where: Self.isIssued) == issued
      else { throw NotMeasured("\(issued) certificates, \(size) entries, \(cases.count) outcomes") }
      return elapsed / .seconds(1)
    }
  }

  private static func isIssued(_ one: OutcomeCase) -> Bool { one.state == .issued }

  /// - Returns: how many were issued.
  private func issue(
    _ decisions: [Decision], in store: SQLiteStore, signedBy keyring: IssuerKeyring
  ) async throws -> Int {
    let issued = try await CertificateIssuing(
      of: stage.contest, by: issuance, signedBy: keyring, in: store, store, random: Self.bits
    ).issue(
      attempts: 1, noting: { StaffNote(actor: "judge", at: Self.at, reason: "bench") },
      record: { count in
        AuditRecord(
          at: Self.at, actor: "judge", action: "certificates-issue", subject: "bench",
          detail: "\(count)")
      },
      looking: {
        DueCertificates(
          decisions, after: try await store.outcomes(of: stage.contest, of: nil),
          at: [stage: OutcomeTransition.StageMark(objectionActs: 0, resultsVersion: 0)])
      })
    return issued?.own.count ?? 0
  }

  /// Milliseconds to check one file with everything: keys, status lists and log heads are read for it.
  func checkOne(_ repetition: Repetition) async throws -> Double {
    let (file, lists, head, json) = try await inNewFolder { store, keyring in
      _ = try await issue(Array(decisions.prefix(1_000)), in: store, signedBy: keyring)
      let issued = try await store.credentials(
        of: stage.contest, after: nil, limit: Limits.pageRows)
      let middle = issued[issued.count / 2]
      guard let inclusion = try await store.logInclusion(of: middle.id) else {
        throw NotMeasured("a certificate is not in the log")
      }
      let head = try LogHead(
        origin: profile.logOrigin, size: inclusion.size, root: inclusion.root, at: Self.at
      ).note(signedBy: receipts)
      let lists = try StatusPurpose.allCases.map {
        try StatusLists(issuer: profile).jwt(
          list: 1, purpose: $0, acts: [], at: Self.at, signedBy: keyring.current.rsa)
      }
      guard let file = CertificateFile(middle, inclusion: inclusion, head: head) else {
        throw NotMeasured("a certificate is not whole")
      }
      return (try file.bytes(), lists, head, try keyring.keySet.json())
    }
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

  private func inNewFolder<Value>(
    _ work: (SQLiteStore, IssuerKeyring) async throws -> Value
  ) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try SQLiteStore(folder: folder)
    let keyring = try await IssuerKeyring.open(
      store: store, files: IssuerKeyring.Files(read: { [] }, keep: { _, _ in }),
      logKey: receipts.publicKey, isNew: true)
    let value = try await work(store, keyring)
    try store.close()
    return value
  }

  private static let bits: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

  private static func facts(_ number: Int, of count: Int, at stage: StagePath) throws -> Facts {
    guard let unit = UnitName("徐州重型机械"), let region = RegionCode("320300"),
      let occupation = OccupationCode("6-31-01-02"), let zone = ContestZone("Asia/Shanghai"),
      let day = zone.date(of: at)
    else { throw NotMeasured("the facts are malformed") }
    return Facts(
      person: Facts.Person(
        contestant: try ContestantID("\(100_000 + number)"), name: "张三", unit: unit,
        cityName: "徐州市", region: region),
      occasion: Facts.Occasion(
        stage: stage,
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
