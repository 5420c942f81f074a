import Accounts
import AttemptRecords
import Certification
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Synchronization
import Testing

/// The log, the status and the keys of certificates, against a real file.
@Suite struct CredentialLogTests {
  private static let at = Instant(milliseconds: 1_748_736_000_000)
  private static let keys = Result { try SigningKeys.generate() }
  private let bits: @Sendable () -> UInt64 = { .random(in: .min ... .max) }
  private let receipts = ReceiptKey(seed: [UInt8](repeating: 5, count: 32))

  private func batch(_ contestants: ClosedRange<Int>) throws -> [UnsignedCredential] {
    try SampleCertificates.unsigned(contestants)
  }

  private func note(_ reason: String) -> StaffNote {
    StaffNote(actor: "judge", at: Self.at, reason: reason)
  }

  private let record = AuditRecord(
    at: at, actor: "judge/judge", action: "certificate-act", subject: "LT", detail: "")

  /// Whether each of them stands in the log where it says.
  private func areProved(_ credentials: [Credential], by store: SQLiteStore) async throws -> Bool {
    for credential in credentials {
      guard let inclusion = try await store.logInclusion(of: credential.id),
        let status = credential.status,
        MerkleProof.includes(
          LogEntry.issued(credential.id, jwt: credential.jwt, status: status).hash,
          at: inclusion.index, in: inclusion.size, root: inclusion.root, proof: inclusion.proof)
      else { return false }
    }
    return true
  }

  @Test func everyIssuedCertificateIsInTheLogOnce() async throws {
    let storage = try TemporaryStore()
    let (store, keys) = (storage.store, try Self.keys.get())
    #expect(try await store.logRoot().size == 0)
    let issued = try await store.issue(batch(1...130), signedBy: keys, random: bits)
    #expect(try await store.logRoot().size == 130)
    #expect(try await areProved(issued, by: store))
    let again = try await store.issue(batch(1...130), signedBy: .generate(), random: bits)
    #expect(again == issued)
    #expect(try await store.logRoot().size == 130)
    #expect(Set(issued.compactMap(\.status)).count == 130)
    #expect(issued.compactMap(\.status).map(\.index) != (0..<130).map { $0 })
  }

  @Test func racingIssuesAddOneEntryEach() async throws {
    let storage = try TemporaryStore()
    let (store, keys) = (storage.store, try Self.keys.get())
    let (forward, backward) = (try batch(1...60), try Array(batch(1...60).reversed()))
    async let one = store.issue(forward, signedBy: keys, random: bits)
    async let two = store.issue(backward, signedBy: keys, random: bits)
    let (left, right) = try await (one, two)
    #expect(Set(left) == Set(right))
    #expect(try await store.logRoot().size == 60)
    #expect(try await areProved(left, by: store))
  }

  @Test func logGoesOnAndNeverChanges() async throws {
    let storage = try TemporaryStore()
    let (store, keys) = (storage.store, try Self.keys.get())
    var heads: [(size: Int, root: MerkleHash)] = []
    for part in [1...1, 2...2, 3...9, 10...30] {
      _ = try await store.issue(batch(part), signedBy: keys, random: bits)
      heads.append(try await store.logRoot())
    }
    let last = try #require(heads.last)
    for head in heads {
      let proof = try #require(
        try await store.logConsistency(from: head.size, to: last.size))
      #expect(MerkleProof.isConsistent(from: head, to: last, proof: proof))
    }
    #expect(try await store.logConsistency(from: 0, to: 3) == nil)
    #expect(try await store.logConsistency(from: 4, to: 3) == nil)
    #expect(try await store.logConsistency(from: 4, to: 31) == nil)
  }

  @Test func actsAreKeptAndEntered() async throws {
    let storage = try TemporaryStore()
    let store = storage.store
    let issued = try await store.issue(batch(1...3), signedBy: Self.keys.get(), random: bits)
    func act(_ kind: StatusAct.Kind, _ reason: String) async throws -> CredentialStatus? {
      try await store.act(
        StatusAct(credential: issued[1].id, kind: kind, note: note(reason)), noting: record)
    }
    #expect(try await act(.suspend, "核查") == .suspended(note("核查")))
    await #expect(throws: CredentialStatus.Refusal.alreadySuspended) {
      try await act(.suspend, "再次")
    }
    #expect(try await act(.reinstate, "无误") == .valid)
    #expect(try await act(.revoke, "代考") == .revoked(note("代考")))
    #expect(try await store.logRoot().size == 6)
    #expect(try await areProved(issued, by: store))
    let kept = try await store.statusActs(of: issued[1].id)
    #expect(kept.map(\.kind) == [.suspend, .reinstate, .revoke])
    #expect(try await store.statusActs(in: ContestID("demo")) == kept)
    let listed = try await store.statusActs(inList: 1)
    #expect(listed.map(\.index) == [issued[1].status?.index])
    #expect(listed.first?.acts == kept)
    #expect(try await store.statusListCount() == 1)
    let stranger = try #require(try batch(9...9).first).id
    let none = try await store.act(
      StatusAct(credential: stranger, kind: .revoke, note: note("x")), noting: record)
    #expect(none == nil)
    // What was refused and what is nowhere is not noted.
    #expect(try await store.auditEntries(after: 0, limit: 10).count == 3)
  }

  @Test(arguments: [
    "credential_seal", "credential_status_place", "credential_act", "credential_log_entry",
    "credential_log_hash", "issuer_key", "log_key",
  ])
  func nothingIsChangedOrForgotten(table: String) async throws {
    let storage = try TemporaryStore()
    let store = storage.store
    let issued = try await store.issue(batch(1...2), signedBy: Self.keys.get(), random: bits)
    _ = try await store.act(
      StatusAct(credential: issued[0].id, kind: .revoke, note: note("代考")), noting: record)
    _ = try await IssuerKeyring.open(
      store: store, files: IssuerKeyring.Files(read: { [] }, keep: { _, _ in }),
      logKey: try #require(receipts).publicKey, isNew: true)
    let column = try await store.pool.read { db in
      try String.fetchOne(db, sql: "SELECT name FROM pragma_table_info('\(table)') LIMIT 1") ?? ""
    }
    for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET \(column) = \(column)"] {
      await #expect(throws: DatabaseError.self, "\(sql)") {
        try await store.pool.write { try $0.execute(sql: sql) }
      }
    }
  }

  /// A database from before there was a log, a status or a second signature.
  @Test func certificatesOfAnEarlierVersionAreTakenIn() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let keys = try Self.keys.get()
    let old = try SampleCertificates.old(batch(1...150), keys)
    do {
      let store = try SQLiteStore(
        folder: folder, upTo: "play-offs, withdrawals, reserves")
      try await store.write { db in
        for credential in old { try SampleCertificates.insertOld(credential, in: db) }
      }
      try store.close()
    }
    let store = try SQLiteStore(folder: folder)
    #expect(try await store.logRoot().size == 0)
    #expect(try await store.credential(old[0].id) == old[0])
    #expect(try await store.takeIntoLog(signedBy: keys, random: bits) == 150)
    #expect(try await store.takeIntoLog(signedBy: keys, random: bits) == 0)
    #expect(try await store.logRoot().size == 150)
    let kept = try await store.credentials(of: ContestID("demo"), after: nil, limit: 1_000)
    #expect(kept.map(\.jwt) == old.map(\.jwt))
    #expect(try await areProved(kept, by: store))
    // Issuing the same outcomes again gives them back and adds nothing.
    let again = try await store.issue(batch(1...150), signedBy: keys, random: bits)
    #expect(again == kept)
    #expect(try await store.logRoot().size == 150)
    // And they verify in full, with the place of their status from the log.
    try await verifies(kept[70], of: store, keys, [])
    _ = try await store.act(
      StatusAct(credential: kept[70].id, kind: .revoke, note: note("代考")), noting: record)
    try await verifies(kept[70], of: store, keys, ["revoked"])
    try store.close()
  }

  private func verifies(
    _ credential: Credential, of store: SQLiteStore, _ keys: SigningKeys, _ codes: [String]
  ) async throws {
    let (receipts, profile) = (try #require(receipts), try SampleCertificates.profile())
    var set = JSONWebKeySet([keys.rsa.publicKey])
    set.add(keys.sm2.publicKey)
    set.add(log: receipts.publicKey)
    let inclusion = try #require(try await store.logInclusion(of: credential.id))
    let head = try LogHead(
      origin: profile.logOrigin, size: inclusion.size, root: inclusion.root, at: Self.at
    ).note(signedBy: receipts)
    let file = try #require(CertificateFile(credential, inclusion: inclusion, head: head))
    let acts = try await store.statusActs(inList: 1)
    let lists = try StatusPurpose.allCases.map {
      try StatusLists(issuer: profile).jwt(
        list: 1, purpose: $0, acts: acts, at: Self.at, signedBy: keys.rsa)
    }
    let report = try CertificateCheck(keys: set, statusLists: lists)
      .report(on: file.bytes(), at: Self.at)
    #expect(report.codes == codes)
    #expect(report.outcomes.count == CertificateReport.Part.allCases.count)
  }
}
