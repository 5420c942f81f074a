import Accounts
import Certification
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

/// The lives of outcomes as they are kept.
@Suite struct OutcomeStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let contest: ContestID
  private let note = StaffNote(actor: "chief", at: Sample.start, reason: "r")

  /// Before `Sample.start`.
  private let earlier = StaffNote(
    actor: "chief", at: Instant(milliseconds: Sample.start.milliseconds - 1), reason: "r")

  private let record = AuditRecord(
    at: Sample.start, actor: "judge/chief", action: "outcomes-accept", subject: "cup")

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    contest = try ContestID("cup")
  }

  private func finding(_ contestant: String, level: SkillLevel? = nil) throws -> OutcomeFinding {
    OutcomeFinding(
      subject: OutcomeSubject(
        stage: try Sample.path("practice"), contestant: try ContestantID(contestant),
        pack: try PackID("city"), rule: try RuleID("A1")),
      kind: .eligibility, name: LocalizedText(zhHans: "技师", en: "Technician"), level: level,
      packVersion: 2, packHash: "p", resultsVersion: 3, resultsHash: "h")
  }

  private func change(
    _ kind: OutcomeStep.Kind?, opening: [OutcomeFinding] = []
  ) async throws -> OutcomeTransition {
    try OutcomeTransition(
      after: try await store.outcomes(of: contest, of: nil), taking: { _ in kind },
      opening: opening.map { OutcomeOpening($0) }, note)
  }

  @Test func everythingThatHappenedIsReadBack() async throws {
    let findings = [try finding("1000", level: .technician), try finding("1001")]
    let opened = try await store.record(change(nil, opening: findings), in: contest, noting: record)
    #expect(opened?.map(\.number) == [1, 2])
    #expect(opened?.map(\.finding) == findings)
    #expect(opened?.allSatisfy { $0.opened == note && $0.state == .eligible } ?? false)
    let steps: [OutcomeStep.Kind] = [
      .publicised(until: Sample.start), .confirmed, .submitted(batch: 2), .expired,
    ]
    let later = StaffNote(actor: "chief", at: Sample.start, reason: "later")
    for step in steps {
      let all = try await store.outcomes(of: contest, of: nil)
      let note = if case .publicised = step { earlier } else { later }
      let change = try OutcomeTransition(after: all, taking: { _ in step }, note)
      _ = try await store.record(change, in: contest, noting: record)
    }
    let known = try await store.outcomes(of: contest, of: nil)
    #expect(known.map { $0.steps.map(\.kind) } == [steps, steps])
    let own = try await store.outcomes(of: contest, of: ContestantID("1001"))
    #expect(own == [known[1]])
    #expect(try await store.outcomes(of: ContestID("other"), of: nil).isEmpty)
  }

  @Test func whatIsInNoticeIsFoundUntilTheNoticeEnds() async throws {
    let opened = ["1000", "1001", "1002"]
    _ = try await store.record(
      change(nil, opening: try opened.map { try finding($0) }), in: contest, noting: record)
    let end = Sample.start + Milliseconds(1000)
    func take(_ kind: OutcomeStep.Kind, _ numbers: Set<Int>) async throws {
      let change = try OutcomeTransition(
        after: try await store.outcomes(of: contest, of: nil),
        taking: { numbers.contains($0.number) ? kind : nil }, note)
      _ = try await store.record(change, in: contest, noting: record)
    }
    func found(at instant: Instant) async throws -> [Int] {
      try await store.outcomes(of: contest, inNoticeAt: instant).map(\.number)
    }
    #expect(try await found(at: Sample.start).isEmpty)
    try await take(.publicised(until: end), [1])
    try await take(.publicised(until: end + Milliseconds(1)), [3])
    #expect(try await found(at: Instant(milliseconds: end.milliseconds - 1)) == [1, 3])
    #expect(try await found(at: end) == [3])
    #expect(try await found(at: end + Milliseconds(1)).isEmpty)
    try await take(.rejected, [3])
    // With everything that became of it.
    let shown = try await store.outcomes(of: contest, inNoticeAt: Sample.start)
    #expect(shown.map(\.state) == [.publicised, .rejected] && shown.map(\.steps.count) == [1, 2])
    #expect(try await store.outcomes(of: ContestID("other"), inNoticeAt: Sample.start).isEmpty)
  }

  @Test func whoeverComesSecondChangesNothing() async throws {
    let first = try await change(nil, opening: [finding("1000")])
    #expect(try await store.record(first, in: contest, noting: record) != nil)
    #expect(try await store.record(first, in: contest, noting: record) == nil)
    let one = try await change(.confirmed)
    let other = try await change(.rejected)
    #expect(try await store.record(one, in: contest, noting: record)?.map(\.state) == [.confirmed])
    #expect(try await store.record(other, in: contest, noting: record) == nil)
    #expect(try await store.outcomes(of: contest, of: nil).map(\.state) == [.confirmed])
  }

  @Test func aNumberIsIssuedOnce() async throws {
    _ = try await store.record(
      change(
        nil,
        opening: [finding("1000", level: .technician), finding("1001", level: .technician)]),
      in: contest, noting: record)
    _ = try await store.record(change(.confirmed), in: contest, noting: record)
    _ = try await store.record(change(.submitted(batch: 1)), in: contest, noting: record)
    let issued = try await change(.issued(number: "S1", on: CalendarDate("2025-05-01")))
    // Both under one number: neither.
    await #expect(throws: IssuedNumberTaken(number: "S1")) {
      try await store.record(issued, in: contest, noting: record)
    }
    let states = try await store.outcomes(of: contest, of: nil).map(\.state)
    #expect(states == [.submitted, .submitted])
  }

  private func audited() async throws -> [String] {
    try await store.auditEntries(after: 0, limit: 100).map(\.record.action)
  }

  @Test func aChangeAndItsRecordStandOrFallTogether() async throws {
    let first = try await change(nil, opening: [finding("1000")])
    #expect(try await store.record(first, in: contest, noting: record) != nil)
    #expect(try await audited() == ["outcomes-accept"])
    #expect(try await store.record(first, in: contest, noting: record) == nil)
    #expect(try await audited() == ["outcomes-accept"])
  }

  @Test func whoeverDecidedBeforeAnObjectionChangesNothing() async throws {
    try await store.write { db in
      try db.execute(
        sql: """
          INSERT INTO contestant (id, contest, event, name, unit, region, city_name, code_digest)
          VALUES ('1000', 'cup', 'fitter', '张三', '甲厂', '320300', '徐州市', zeroblob(32))
          """)
    }
    let stage = try Sample.path("practice")
    let change = try OutcomeTransition(
      after: [], at: [stage: .init(objectionActs: 0, resultsVersion: 0)], taking: { _ in nil },
      opening: [OutcomeOpening(try finding("1000"))], note)
    _ = try await store.file(
      against: .contestant(ContestantID("1000")), at: stage, note, noting: record)
    #expect(try await store.record(change, in: contest, noting: record) == nil)
    #expect(try await store.outcomes(of: contest, of: nil).isEmpty)
  }

  // MARK: Certificates

  /// A grant on record whose certificate was issued, and whether that was noted already.
  private func issuedGrant(
    isNoted: Bool = true
  ) async throws -> (one: OutcomeCase, credential: Credential) {
    let unsigned = try #require(try SampleCertificates.unsigned(1...1).first)
    let credential = try #require(
      try await store.issue([unsigned], signedBy: .generate(), random: { 7 }).first)
    let content = credential.content
    let grant = OutcomeFinding(
      subject: OutcomeSubject(
        stage: content.stage, contestant: content.contestant, pack: content.pack,
        rule: content.rule),
      kind: .grant, name: content.name, level: nil, packVersion: 1, packHash: "p",
      resultsVersion: 1, resultsHash: "h")
    let demo = content.stage.contest
    let steps: [OutcomeStep] = [
      OutcomeStep(.confirmed, note),
      OutcomeStep(.issued(number: credential.serial.description, on: nil), note),
    ]
    let opened = try OutcomeTransition(
      after: [], taking: { _ in nil },
      opening: [OutcomeOpening(grant, steps: isNoted ? steps : [steps[0]])], note)
    let one = try #require(
      try await store.record(opened, in: demo, noting: record)?.first)
    #expect(one.state == (isNoted ? .issued : .confirmed) && one.credential == credential.id)
    return (one, credential)
  }

  private func status(_ credential: Credential) async throws -> String {
    CredentialStatus(after: try await store.statusActs(of: credential.id)).name
  }

  @Test func aCertificateIsRevokedWithItsOutcomeOrNotAtAll() async throws {
    let (one, credential) = try await issuedGrant()
    let revoking = try OutcomeTransition(after: [one], taking: { _ in .revoked }, note)
    let keeping = try OutcomeTransition(after: [one], taking: { _ in .kept }, note)
    let demo = credential.content.stage.contest
    #expect(try await store.record(keeping, in: demo, noting: record) != nil)
    // Somebody was faster: neither the outcome nor the certificate is touched.
    #expect(try await store.record(revoking, in: demo, noting: record) == nil)
    #expect(try await status(credential) == "valid")
    let all = try await store.outcomes(of: demo, of: nil)
    let again = try OutcomeTransition(after: all, taking: { _ in .revoked }, note)
    #expect(try await store.record(again, in: demo, noting: record)?.map(\.state) == [.revoked])
    #expect(try await status(credential) == "revoked")
    #expect(try await store.logRoot().size == 2)
  }

  /// Whoever issued it may not have come to note that.
  @Test(arguments: [OutcomeStep.Kind.rejected, .expired])
  func aGrantThatComesToNothingHasNoCertificate(end: OutcomeStep.Kind) async throws {
    let (one, credential) = try await issuedGrant(isNoted: false)
    let ending = try OutcomeTransition(after: [one], taking: { _ in end }, note)
    let demo = credential.content.stage.contest
    #expect(try await store.record(ending, in: demo, noting: record) != nil)
    #expect(try await status(credential) == "revoked")
  }

  @Test func aCertificateThatWasRevokedBeforeIsNotRevokedTwice() async throws {
    let (one, credential) = try await issuedGrant()
    _ = try await store.act(
      StatusAct(credential: credential.id, kind: .revoke, note: note), noting: record)
    let revoking = try OutcomeTransition(after: [one], taking: { _ in .revoked }, note)
    let demo = credential.content.stage.contest
    #expect(
      try await store.record(revoking, in: demo, noting: record)?.map(\.state) == [.revoked])
    #expect(try await store.statusActs(of: credential.id).count == 1)
  }

  // MARK: Facts and earlier versions

  @Test func whoHasAnOutcomeAndByWhichFactsIsReadBack() async throws {
    let facts = try SampleCertificates.snapshot(at: Sample.start)
    let base = try finding("1000")
    let mentors = OutcomeFinding(
      subject: base.subject, kind: .subsidy, name: base.name, level: nil, recipient: .mentor,
      recipientName: "王师傅", packVersion: 1, packHash: "p", resultsVersion: 1, resultsHash: "h")
    let basis = OutcomeBasis(resultsVersion: 4, objection: .upheld)
    let change = try OutcomeTransition(
      after: [], taking: { _ in nil },
      opening: [
        OutcomeOpening(mentors, generation: 3, facts: facts),
        OutcomeOpening(
          base, facts: facts, steps: [OutcomeStep(.rejected, note, basis: basis)]),
      ], note)
    let opened = try #require(
      try await store.record(change, in: contest, noting: record))
    #expect(opened.map(\.finding) == [mentors, base])
    #expect(opened.map(\.generation) == [3, 0])
    #expect(opened.map(\.factsHash) == [facts.hash, facts.hash])
    #expect(opened[1].answered == basis && opened[1].state == .rejected)
    #expect(try await store.facts(of: 2, in: contest) == facts.text)
    #expect(try await store.facts(of: 3, in: contest) == nil)
  }

  /// What was ended before anybody asked by which results stays ended by those of its beginning.
  @Test func outcomesOfAnEarlierVersionAreTakenIn() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let old = try SampleCertificates.old(
      SampleCertificates.unsigned(1...3), .generate())
    do {
      let store = try SQLiteStore(folder: folder, upTo: "outcomes")
      try await store.write { db in
        try db.execute(
          sql: """
            INSERT INTO outcome VALUES
              ('cup', 1, 'fitter', 'practice', '1000', 'city', 'A1', 'subsidy', '奖', 'Prize', NULL,
               1, 'p', 3, 'h', 'chief', 1, 'r');
            INSERT INTO outcome_step VALUES
              ('cup', 1, 1, 'rejected', NULL, NULL, NULL, NULL, 'chief', 2, 'r');
            INSERT INTO outcome VALUES
              ('demo', 1, 'fitter', 'practice', '3', 'practice', 'completion', 'grant', '证', 'C', NULL,
               1, 'p', 1, 'h', 'chief', 1, 'r');
            """)
        for credential in old { try SampleCertificates.insertOld(credential, in: db) }
        try db.execute(
          sql: """
            INSERT INTO credential_act (credential, kind, actor, at, reason)
            VALUES (?, 'suspend', 'chief', 3, 'r'), (?, 'revoke', 'chief', 4, '代考')
            """, arguments: [old[0].id.text, old[1].id.text])
      }
      try store.close()
    }
    let store = try SQLiteStore(folder: folder)
    let one = try #require(try await store.outcomes(of: contest, of: nil).first)
    #expect(one.answered == OutcomeBasis(resultsVersion: 3, objection: .none))
    #expect(one.finding.recipient == .person && one.generation == 0 && one.factsHash == nil)
    // Certificates keep all that they had, and stay what they are.
    #expect(try await store.credential(old[1].id) == old[1])
    #expect(try await store.statusActs(of: old[0].id).map(\.kind) == [.suspend])
    #expect(
      try await store.credentials(of: ContestID("demo"), after: nil, limit: 10) == old)
    // Those of which nobody had put the outcome on record are there now, as what they are.
    let recorded = try await store.outcomes(of: ContestID("demo"), of: nil)
    #expect(recorded.map(\.state) == [.eligible, .issued, .revoked])
    for (one, credential) in zip(recorded.dropFirst(), old) {
      #expect(one.isIssuedAtOnce && one.credential == credential.id)
      #expect(one.issuedNumber == credential.serial.description)
      #expect(one.finding.name.zhHans == "练兵结业证书" && one.finding.isIssuedHere)
    }
    #expect(recorded[2].steps.last?.note.reason == "代考")
    #expect(recorded[2].answered == OutcomeBasis(resultsVersion: 1, objection: .none))
    for sql in ["UPDATE credential SET jwt = 'x.y.z'", "DELETE FROM credential"] {
      await #expect(throws: DatabaseError.self) {
        try await store.write { try $0.execute(sql: sql) }
      }
    }
    await #expect(throws: DatabaseError.self) {
      try await store.write { try $0.execute(sql: "UPDATE outcome_step SET kind = 'kept'") }
    }
    try store.close()
  }

  /// One paper honours the first three.
  @Test func whatIsNoLevelMayShareANumber() async throws {
    _ = try await store.record(
      change(nil, opening: [finding("1000"), finding("1001")]), in: contest, noting: record)
    _ = try await store.record(change(.confirmed), in: contest, noting: record)
    _ = try await store.record(change(.submitted(batch: 1)), in: contest, noting: record)
    let issued = try await change(.issued(number: "工办7号", on: CalendarDate("2025-05-01")))
    #expect(
      try await store.record(issued, in: contest, noting: record)?.map(\.issuedNumber) == [
        "工办7号", "工办7号",
      ])
  }

  @Test func whatIsKeptCannotBeChanged() async throws {
    _ = try await store.record(change(nil, opening: [finding("1000")]), in: contest, noting: record)
    _ = try await store.record(change(.confirmed), in: contest, noting: record)
    for sql in [
      "UPDATE outcome SET actor = 'x'", "DELETE FROM outcome_step", "DELETE FROM outcome",
      "UPDATE outcome_step SET kind = 'rejected'",
    ] {
      await #expect(throws: DatabaseError.self) {
        try await store.write { try $0.execute(sql: sql) }
      }
    }
  }
}
