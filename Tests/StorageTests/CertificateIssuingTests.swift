import Accounts
import AttemptRecords
import Certification
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Synchronization
import Testing

/// Certificates issued and put on record while others do something as well.
@Suite struct CertificateIssuingTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let ring: IssuerKeyring
  private let contest: ContestID
  private let stage: StagePath
  private let note = StaffNote(
    actor: "chief", at: SampleCertificates.certifiedAt, reason: "r")

  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    ring = try await IssuerKeyring.open(
      store: store, files: IssuerKeyring.Files(read: { [] }, keep: { _, _ in }),
      logKey: try #require(ReceiptKey(seed: [UInt8](repeating: 5, count: 32))).publicKey,
      isNew: true)
    stage = try StagePath("demo/fitter/practice")
    contest = stage.contest
  }

  private func record(_ detail: String) -> AuditRecord {
    AuditRecord(
      at: note.at, actor: "judge/chief", action: "certificates-issue", subject: "demo",
      detail: detail)
  }

  private func due(_ grants: [Decision]) async throws -> DueCertificates {
    let cases = try await store.outcomes(of: contest, of: nil)
    let version = try await store.certifications(of: contest)[stage]?.version ?? 0
    return DueCertificates(
      grants, after: cases,
      at: [stage: OutcomeTransition.StageMark(objectionActs: 0, resultsVersion: version)])
  }

  /// - Parameter interrupt: what is done after each look at what is due, before anything is issued.
  private func issue(
    _ grants: [Decision], attempts: Int = 5, interrupt: () async throws -> Void = {}
  ) async throws -> CertificateIssuing.Issued? {
    try await CertificateIssuing(
      of: contest, by: SampleCertificates.issuance(), signedBy: ring, in: store, store,
      random: { .random(in: .min ... .max) }
    ).issue(
      attempts: attempts, noting: { note }, record: { record("\($0)") },
      looking: {
        let due = try await due(grants)
        try await interrupt()
        return due
      })
  }

  /// Each grant has one certificate, noted once under its number.
  private func expectIssuedOnce(_ count: Int) async throws {
    let cases = try await store.outcomes(of: contest, of: nil)
    let issued = try await store.credentials(of: contest, after: nil, limit: 10_000)
    #expect(cases.count == count && issued.count == count)
    #expect(cases.allSatisfy { $0.state == .issued && $0.steps.count == 2 })
    #expect(Set(cases.compactMap(\.issuedNumber)) == Set(issued.map(\.serial.description)))
    #expect(try await store.logRoot().size == count)
  }

  @Test func twoIssuersAtOnceIssueEachCertificateOnce() async throws {
    let grants = try SampleCertificates.grants(1...700)
    async let one = issue(grants)
    async let other = issue(grants.reversed())
    let both = try await [one, other].compactMap(\.self)
    #expect(both.count == 2)
    #expect(both.map(\.own.count).reduce(0, +) == 700)
    #expect(both.allSatisfy { $0.due.issued.union($0.own).count == 700 })
    try await expectIssuedOnce(700)
  }

  /// Somebody is faster nine times, and issues one certificate each time.
  @Test func whoeverIssuesMeanwhileLetsNobodyFail() async throws {
    let grants = try SampleCertificates.grants(1...12)
    var others = grants.prefix(9)
    let issued = try await issue(grants) {
      guard let next = others.popFirst() else { return }
      let other = try await issue([next])
      #expect(other?.own.count == 1)
    }
    #expect(issued?.own.count == 3 && issued?.due.issued.count == 9)
    try await expectIssuedOnce(12)
  }

  /// The fifth time that others come first ends it, unless something was issued meanwhile.
  @Test(arguments: [4, 5])
  func whoeverOnlyChangesOutcomesLetsItFail(interruptions: Int) async throws {
    let grants = try SampleCertificates.grants(1...3)
    #expect(try await issue([grants[0]])?.own.count == 1)
    var looks = 0
    let issued = try await issue(grants) {
      looks += 1
      guard looks <= interruptions else { return }
      let all = try await store.outcomes(of: contest, of: nil)
      let other = OutcomeFinding(
        subject: OutcomeSubject(
          stage: stage, contestant: try ContestantID("x\(looks)"), pack: try PackID("p"),
          rule: try RuleID("r")),
        kind: .subsidy, name: LocalizedText(zhHans: "补贴", en: "Subsidy"), level: nil,
        packVersion: 1, packHash: "p", resultsVersion: 1, resultsHash: "h")
      let change = try OutcomeTransition(
        after: all, taking: { _ in nil },
        opening: [
          OutcomeOpening(
            other,
            steps: [
              OutcomeStep(.confirmed, note), OutcomeStep(.issued(number: "", on: nil), note),
            ])
        ], note)
      #expect(try await store.record(change, in: contest, noting: record("0")) != nil)
    }
    if interruptions < 5 {
      #expect(issued?.own.count == 2)
    } else {
      #expect(issued == nil && looks == 5)
    }
    let count = try await store.credentials(of: contest, after: nil, limit: 10).count
    #expect(count == (interruptions < 5 ? 3 : 1))
  }

  /// What other results carry is looked at again, which here find one grant less.
  @Test func resultsThatAreCertifiedMeanwhileAreLookedAt() async throws {
    var grants = try SampleCertificates.grants(1...2)
    var looks = 0
    let issued = try await CertificateIssuing(
      of: contest, by: SampleCertificates.issuance(), signedBy: ring, in: store, store,
      random: { .random(in: .min ... .max) }
    ).issue(
      attempts: 5, noting: { note }, record: { record("\($0)") },
      looking: {
        looks += 1
        let due = try await due(grants)
        guard looks == 1 else { return due }
        grants.removeFirst()
        try await store.write { db in
          try db.execute(
            sql: """
              INSERT INTO certified_result
                (contest, event, stage, version, hash, certified_at, judges, document)
              VALUES ('demo', 'fitter', 'practice', 1, ?, 1, 'chief', zeroblob(1))
              """, arguments: [String(repeating: "0", count: 64)])
        }
        return due
      })
    #expect(looks == 2 && issued?.own.count == 1)
    let left = try await store.credentials(of: contest, after: nil, limit: 10)
    #expect(left.map(\.content.contestant.text) == ["2"])
    try await expectIssuedOnce(1)
  }
}
