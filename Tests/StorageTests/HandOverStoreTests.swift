import Accounts
import Certification
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Testing

/// Batches for competent bodies, and what the bodies issued, as they are kept.
@Suite struct HandOverStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let contest: ContestID
  private let note = StaffNote(actor: "chief", at: Sample.start, reason: "r")
  private let record = AuditRecord(
    at: Sample.start, actor: "judge/chief", action: "a", subject: "s")

  /// Two outcomes of the level 技师, of 1000 and 1001, that are confirmed.
  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    contest = try ContestID("cup")
    let vault = try #require(IdentityVault(key: Array(0..<32)) { Array(repeating: 7, count: $0) })
    var entries: [RosterEntry] = []
    for order in 0..<2 {
      let contestant = try Sample.contestant("\(1000 + order)")
      let number = try ResidentNumber(Sample.residentNumber(order))
      entries.append(
        RosterEntry(
          contestant: contestant,
          identity: try vault.protect(.resident(number), of: contestant.id),
          codeDigest: try #require(SecretDigest(bytes: Array(repeating: 1, count: 32)))))
    }
    #expect(try await store.add(entries, noting: record).conflicts.isEmpty)
    let findings = try ["1000", "1001"].map { contestant in
      OutcomeFinding(
        subject: OutcomeSubject(
          stage: try Sample.path("practice"), contestant: try ContestantID(contestant),
          pack: try PackID("city"), rule: try RuleID("A1")),
        kind: .eligibility, name: LocalizedText(zhHans: "技师", en: "Technician"),
        level: .technician, packVersion: 2, packHash: "p", resultsVersion: 3, resultsHash: "h")
    }
    _ = try await store.record(
      OutcomeTransition(
        after: [], taking: { _ in nil }, opening: findings.map { OutcomeOpening($0) }, note),
      in: contest, noting: record)
    _ = try await store.record(change { _ in .confirmed }, in: contest, noting: record)
  }

  private func all() async throws -> [OutcomeCase] {
    try await store.outcomes(of: contest, of: nil)
  }

  private func change(
    _ kind: (OutcomeCase) -> OutcomeStep.Kind?
  ) async throws -> OutcomeTransition {
    try OutcomeTransition(after: try await all(), taking: kind, note)
  }

  private func batch(_ number: Int, _ name: String) -> HandOver {
    HandOver(
      number: number, name: name, kind: .level, body: HandOver.Body(name: "中心", number: "1"),
      fileHash: String(repeating: "a", count: 64), note: note)
  }

  private func issue(
    _ numbers: [Int: String], corrects: Bool = false, isDryRun: Bool = false
  ) async throws -> [OutcomeCase]? {
    let day = try #require(CalendarDate("2025-05-01"))
    let occupation = try #require(OccupationCode("6-31-01-02"))
    let change = try await change { one in
      numbers[one.number].map {
        corrects ? .corrected(number: $0, on: day) : .issued(number: $0, on: day)
      }
    }
    let facts = try change.steps.map(\.case).map { one in
      OutcomeFact(
        outcome: one.number, contestant: one.finding.subject.contestant,
        statement: try #require(
          one.ledgerStatement(
            number: try LevelCertificateNumber(numbers[one.number] ?? ""), on: day, by: "中心",
            occupation: occupation)))
    }
    return try await store.take(
      IssuedOutcomes(change: change, facts: facts), of: contest, noting: record,
      isDryRun: isDryRun)
  }

  private func handOver() async throws {
    let change = try await change { _ in .submitted(batch: 1) }
    let changed = try await store.handOver(
      batch(1, "第一批"), sealed: [1, 2, 3], taking: change, of: contest, noting: record)
    #expect(changed?.map(\.state) == [.submitted, .submitted])
  }

  private func ledger(_ contestant: String) async throws -> [Achievement] {
    let person = try #require(
      try await store.identity(of: try ContestantID(contestant))?.lookup)
    return try await store.achievements(of: person)
  }

  private static let (one, two) = ("S000032000001252000001", "S000032000001252000002")
  private static let three = "S000032000001252000003"

  @Test func aBatchIsKeptWithItsFileAndNeverChanges() async throws {
    try await handOver()
    #expect(try await store.handOvers(of: contest) == [batch(1, "第一批")])
    let log = try await store.auditEntries(after: 0, limit: 100).count
    #expect(try await store.handOverFile(1, of: contest, noting: [record, record]) == [1, 2, 3])
    #expect(try await store.auditEntries(after: 0, limit: 100).count == log + 2)
    #expect(try await store.handOverFile(2, of: contest, noting: [record]) == nil)
    #expect(try await store.auditEntries(after: 0, limit: 100).count == log + 2)
    for sql in ["UPDATE outcome_batch SET actor = 'x'", "DELETE FROM outcome_batch"] {
      await #expect(throws: DatabaseError.self) {
        try await store.write { try $0.execute(sql: sql) }
      }
    }
  }

  /// Whoever comes second leaves neither a batch nor a step behind.
  @Test func theSecondOfTwoBatchesChangesNothing() async throws {
    let early = try await change { $0.number == 1 ? .submitted(batch: 1) : nil }
    let other = try await change { $0.number == 2 ? .submitted(batch: 1) : nil }
    let same = try await change { $0.number == 1 ? .submitted(batch: 2) : nil }
    #expect(
      try await store.handOver(
        batch(1, "甲"), sealed: [1], taking: early, of: contest, noting: record) != nil)
    let log = try await store.auditEntries(after: 0, limit: 100).count
    #expect(
      try await store.handOver(
        batch(1, "乙"), sealed: [1], taking: other, of: contest, noting: record) == nil)
    #expect(
      try await store.handOver(
        batch(2, "丙"), sealed: [1], taking: same, of: contest, noting: record) == nil)
    await #expect(throws: HandOverNameTaken(name: "甲")) {
      _ = try await store.handOver(
        batch(2, "甲"), sealed: [1], taking: other, of: contest, noting: record)
    }
    #expect(try await store.handOvers(of: contest).map(\.name) == ["甲"])
    #expect(try await all().map(\.state) == [.submitted, .confirmed])
    #expect(try await store.auditEntries(after: 0, limit: 100).count == log)
  }

  @Test func whatIsIssuedStandsInTheLedgerAndATryLeavesNothing() async throws {
    try await handOver()
    let log = try await store.auditEntries(after: 0, limit: 100).count
    let tried = try await issue([1: Self.one, 2: Self.two], isDryRun: true)
    #expect(tried?.map(\.state) == [.issued, .issued])
    #expect(try await all().map(\.state) == [.submitted, .submitted])
    #expect(try await ledger("1000").isEmpty)
    #expect(try await store.auditEntries(after: 0, limit: 100).count == log)
    _ = try await issue([1: Self.one, 2: Self.two])
    #expect(try await all().map(\.issuedNumber) == [Self.one, Self.two])
    let facts = try await ledger("1000")
    #expect(facts.map(\.statement.evidence) == ["contest:cup#1 results:h"])
    #expect(try await store.auditEntries(after: 0, limit: 100).count == log + 1)
  }

  /// All conflicts are told at once, and nothing is changed.
  @Test func numbersOfOthersAreFoundInOutcomesAndLedger() async throws {
    try await handOver()
    _ = try await issue([1: Self.one])
    let taken = IssuedConflicts(conflicts: [
      IssuedConflicts.Conflict(outcome: 2, number: Self.one, holder: .outcome("cup/1"))
    ])
    await #expect(throws: taken) { _ = try await issue([2: Self.one]) }
    let person = try #require(try await store.identity(of: try ContestantID("1000"))?.lookup)
    let day = try #require(CalendarDate("2025-01-01"))
    _ = try await store.add(
      [
        (
          person,
          Achievement.Statement(
            .level(
              HeldLevel(
                level: .technician, occupation: nil,
                certificate: try LevelCertificateNumber(Self.two),
                issuer: nil, contest: nil)), date: day, evidence: "e", source: "s")
        )
      ], note, noting: record)
    let others = IssuedConflicts(conflicts: [
      IssuedConflicts.Conflict(outcome: 2, number: Self.two, holder: .person)
    ])
    await #expect(throws: others) { _ = try await issue([2: Self.two]) }
    #expect(try await all().map(\.state) == [.issued, .submitted])
  }

  // MARK: What staff corrected in the ledger

  private func correct(
    _ contestant: String, _ content: Achievement.Content, evidence: String = "来函"
  ) async throws {
    let person = try #require(
      try await store.identity(of: try ContestantID(contestant))?.lookup)
    let last = try #require(try await store.achievements(of: person).last)
    let statement = Achievement.Statement(
      content, date: last.statement.date, evidence: evidence, source: "省中心",
      corrects: last.number)
    #expect(try await store.add([(person, statement)], note, noting: record) == 1)
  }

  private func revoke(_ number: Int) async throws {
    _ = try await store.record(
      change { $0.number == number ? .revoked : nil }, in: contest, noting: record)
  }

  /// The line of facts goes on from the one that stands, whatever it rests on.
  @Test func aFactThatStaffCorrectedIsFollowed() async throws {
    try await handOver()
    _ = try await issue([1: Self.one, 2: Self.two])
    for contestant in ["1000", "1001"] {
      let fact = try #require(try await ledger(contestant).last)
      guard case .level(let held) = fact.statement.content else {
        Issue.record("no level")
        return
      }
      try await correct(
        contestant,
        .level(
          HeldLevel(
            level: .senior, occupation: held.occupation, certificate: held.certificate,
            issuer: held.issuer, contest: held.contest)))
    }
    // By a correction of the outcome, and by its end.
    _ = try await issue([1: Self.three], corrects: true)
    try await revoke(2)
    let (first, second) = (try await ledger("1000"), try await ledger("1001"))
    #expect(first.map(\.statement.content.kind) == [.level, .level, .level])
    #expect(first.map(\.statement.corrects) == [nil, first[0].number, first[1].number])
    #expect(second.map(\.statement.content.kind) == [.level, .level, .struck])
    #expect(second.map(\.statement.corrects) == [nil, second[0].number, second[1].number])
    // And once more, from the correction's own.
    try await correct("1000", first[1].statement.content, evidence: "再次来函")
    try await revoke(1)
    let last = try await ledger("1000")
    #expect(last.map(\.statement.content.kind) == [.level, .level, .level, .level, .struck])
    #expect(last[4].statement.corrects == last[3].number)
  }

  @Test func aFactThatStaffStruckIsNotStruckTwice() async throws {
    try await handOver()
    _ = try await issue([1: Self.one, 2: Self.two])
    try await correct("1000", .struck)
    try await correct("1001", .struck)
    try await revoke(1)
    #expect(try await ledger("1000").count == 2)
    // What the body issued after all stands anew.
    _ = try await issue([2: Self.three], corrects: true)
    let facts = try await ledger("1001")
    #expect(facts.map(\.statement.content.kind) == [.level, .struck, .level])
    #expect(facts[2].statement.corrects == nil)
  }

  // MARK: Numbers that change hands

  /// Whoever has them when all of it is done decides.
  @Test func twoNumbersAreSwappedAtOnce() async throws {
    try await handOver()
    _ = try await issue([1: Self.two, 2: Self.one])
    await #expect(throws: IssuedConflicts.self) {
      _ = try await issue([1: Self.one], corrects: true)
    }
    #expect(try await all().map(\.issuedNumber) == [Self.two, Self.one])
    _ = try await issue([1: Self.one, 2: Self.two], corrects: true)
    #expect(try await all().map(\.issuedNumber) == [Self.one, Self.two])
    for (contestant, numbers) in [
      ("1000", [Self.two, Self.one]), ("1001", [Self.one, Self.two]),
    ] {
      let facts = try await ledger(contestant)
      let held = facts.map { fact -> String? in
        if case .level(let held) = fact.statement.content { held.certificate?.text } else { nil }
      }
      #expect(held == numbers)
      #expect(facts.map(\.statement.corrects) == [nil, facts[0].number])
    }
  }

  /// One number is passed on, and the one who had it keeps it: nobody gets anything.
  @Test func aSwapThatLeavesANumberTwiceChangesNothing() async throws {
    try await handOver()
    _ = try await issue([1: Self.two, 2: Self.one])
    let log = try await store.auditEntries(after: 0, limit: 100).count
    await #expect(throws: IssuedConflicts.self) {
      _ = try await issue([1: Self.one, 2: Self.one], corrects: true)
    }
    #expect(try await all().map(\.issuedNumber) == [Self.two, Self.one])
    #expect(try await ledger("1000").count == 1)
    #expect(try await store.auditEntries(after: 0, limit: 100).count == log)
  }

  /// The number that was mistyped is free again, and the ledger says the right one.
  @Test func aCorrectedNumberIsFreeAndARevokedOneIsStruck() async throws {
    try await handOver()
    _ = try await issue([1: Self.two])
    _ = try await issue([1: Self.one], corrects: true)
    _ = try await issue([2: Self.two])
    #expect(try await all().map(\.issuedNumber) == [Self.one, Self.two])
    let facts = try await ledger("1000")
    #expect(facts.map(\.statement.corrects) == [nil, facts[0].number])
    _ = try await store.record(
      change { $0.number == 1 ? .revoked : nil }, in: contest, noting: record)
    let after = try await ledger("1000")
    #expect(after.map(\.statement.content.kind) == [.level, .level, .struck])
    #expect(after[2].statement.corrects == after[1].number)
    // What was taken back follows again: the person still has that certificate, and nobody else may.
    let own = try await all()[0].finding
    _ = try await store.record(
      OutcomeTransition(
        after: try await all(), taking: { _ in nil },
        opening: [OutcomeOpening(own, generation: 1)], note), in: contest, noting: record)
    _ = try await store.record(
      change { $0.number == 3 ? .confirmed : nil }, in: contest, noting: record)
    _ = try await store.record(
      change { $0.number == 3 ? .submitted(batch: 2) : nil }, in: contest, noting: record)
    await #expect(throws: IssuedConflicts.self) {
      _ = try await issue([2: Self.one], corrects: true)
    }
    _ = try await issue([3: Self.one])
    #expect(try await all().map(\.issuedNumber) == [Self.one, Self.two, Self.one])
  }
}
