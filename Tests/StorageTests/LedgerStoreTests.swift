import Accounts
import Certification
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

/// The register of issuers, objections, and what outcomes elsewhere say of people, as they are kept.
@Suite struct LedgerStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let note = StaffNote(actor: "chief", at: Sample.start, reason: "r")
  private let record = AuditRecord(
    at: Sample.start, actor: "judge/chief", action: "a", subject: "", detail: "")

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
  }

  // MARK: Issuers

  private func issuer(
    _ name: String = "徐州中心", _ levels: String = "初级工..高级工", from: String = "2020-01-01",
    until: String? = nil
  ) throws -> IssuerRegistration {
    IssuerRegistration(
      name: name, kind: .body, occupation: try #require(OccupationCode("6-31-01-02")),
      levels: try #require(SkillLevel.range(levels)), from: try #require(CalendarDate(from)),
      until: until.flatMap { CalendarDate($0) }, evidence: "苏备1号")
  }

  private func add(_ entries: [IssuerRegistration]) async throws -> Int {
    try await store.add(entries, at: Sample.start, noting: record)
  }

  private func inForce() async throws -> [String] {
    try await store.issuers(for: nil).map {
      "\($0.name) \($0.levels.upperBound.name) \($0.until?.description ?? "")"
    }
  }

  @Test func oneNumberStandsForSeveralEntries() async throws {
    let file = [
      try issuer(), try issuer("徐州中心", "技师..高级技师"), try issuer("宿州中心"),
      try issuer(from: "2024-01-01", until: "2024-12-31"),
    ]
    #expect(try await add(file) == 4)
    let all = ["徐州中心 高级工 ", "徐州中心 高级技师 ", "宿州中心 高级工 ", "徐州中心 高级工 2024-12-31"]
    #expect(try await inForce() == all)
    #expect(try await add(file) == 0)
    #expect(try await inForce() == all)
  }

  @Test func aLaterEntryEndsTheSameOne() async throws {
    _ = try await add([try issuer()])
    #expect(try await add([try issuer(until: "2025-12-31")]) == 1)
    #expect(try await inForce() == ["徐州中心 高级工 2025-12-31"])
    // And takes the end back.
    #expect(try await add([try issuer()]) == 1)
    #expect(try await inForce() == ["徐州中心 高级工 "])
  }

  // MARK: Objections

  @Test func aFilingIsRuledOnOnce() async throws {
    try await enter("1000", of: "cup", person: 1)
    let stage = try Sample.path("practice")
    let person = ObjectionSubject.contestant(try ContestantID("1000"))
    for number in 1...2 {
      let filed = try await store.file(against: person, at: stage, note, noting: record)
      #expect(filed.number == number && filed.filing == nil)
    }
    await #expect(throws: ObjectionRefusal.several([1, 2])) {
      try await store.rule(
        on: .onlyOne(against: person), isUpheld: true, at: stage, note, noting: record)
    }
    let ruled = try await store.rule(
      on: .filing(2), isUpheld: false, at: stage, note, noting: record)
    #expect(ruled.number == 3 && ruled.filing == 2 && ruled.subject == person)
    await #expect(throws: ObjectionRefusal.notOpen) {
      try await store.rule(on: .filing(2), isUpheld: true, at: stage, note, noting: record)
    }
    let kept = try await store.objections(of: stage)
    #expect(kept.map(\.step) == [.filed, .filed, .dismissed] && kept.last == ruled)
    #expect(kept.standing(at: stage)[person.id]?.value == .open)
  }

  /// A team that is called as a unit is another subject.
  @Test func unitsAndTeamsAreObjectedToByTheirNames() async throws {
    let stage = try Sample.path("practice")
    let unit = ObjectionSubject.unit(try #require(UnitName("甲厂")))
    let team = ObjectionSubject.team(try #require(TeamName("甲厂")))
    for subject in [unit, team] {
      _ = try await store.file(against: subject, at: stage, note, noting: record)
    }
    _ = try await store.rule(
      on: .onlyOne(against: team), isUpheld: true, at: stage, note, noting: record)
    let kept = try await store.objections(of: stage)
    #expect(kept.map(\.subject) == [unit, team, team])
    let standing = kept.standing(at: stage)
    #expect(standing[unit.id]?.value == .open && standing[team.id]?.value == .upheld)
    // Whoever is nobody on the roster is not objected to.
    await #expect(throws: DatabaseError.self) {
      _ = try await store.file(
        against: .contestant(ContestantID("9999")), at: stage, note, noting: record)
    }
  }

  @Test func objectionsOfAnEarlierVersionAreTakenIn() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let old = try SQLiteStore(folder: folder, upTo: "outcomes that are handed over")
      try await old.write { database in
        try database.execute(
          sql: """
            INSERT INTO contestant
              (id, contest, event, name, unit, region, city_name, level, code_digest)
            VALUES ('1000', 'cup', 'fitter', '某', '甲厂', '320300', '徐州市', NULL, zeroblob(32));
            INSERT INTO objection VALUES
              ('cup', 'fitter', 'practice', 1, '1000', 'filed', 1, 'li', 'r', NULL),
              ('cup', 'fitter', 'practice', 2, '1000', 'upheld', 2, 'li', 'r', 1);
            """)
      }
      try old.close()
    }
    let store = try SQLiteStore(folder: folder)
    let stage = try Sample.path("practice")
    let person = ObjectionSubject.contestant(try ContestantID("1000"))
    let acts = try await store.objections(of: stage)
    #expect(acts.map(\.subject) == [person, person] && acts.map(\.filing) == [nil, 1])
    #expect(acts.map(\.step) == [.filed, .upheld] && acts[1].note.at.milliseconds == 2)
    for sql in ["UPDATE objection SET actor = 'x'", "DELETE FROM objection"] {
      await #expect(throws: DatabaseError.self) {
        try await store.write { try $0.execute(sql: sql) }
      }
    }
    try store.close()
  }

  // MARK: Outcomes on record

  private func enter(
    _ admission: String, of contest: String, in event: String = "fitter", person: UInt8
  ) async throws {
    try await store.write { database in
      try database.execute(
        sql: """
          INSERT INTO contestant
            (id, contest, event, name, unit, region, city_name, level, code_digest)
          VALUES (?, ?, ?, '某', '甲厂', '320300', '徐州市', NULL, ?)
          """, arguments: [admission, contest, event, Data(repeating: person, count: 32)])
      try database.execute(
        sql: """
          INSERT INTO contestant_identity (contestant, contest, event, masked, lookup, sealed)
          VALUES (?, ?, ?, '*', ?, ?)
          """,
        arguments: [
          admission, contest, event, Data(repeating: person, count: 32),
          Data(repeating: person, count: 40),
        ])
    }
  }

  private func put(
    _ admission: String, level: SkillLevel?, certifiedAt: Int64, steps: [OutcomeStep.Kind]
  ) async throws {
    let contest = try ContestID("other")
    let stage = try StagePath("other/fitter/final")
    try await store.write { database in
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO certified_result
            (contest, event, stage, version, hash, certified_at, judges, document)
          VALUES ('other', 'fitter', 'final', 1, ?, ?, 'li', x'00')
          """, arguments: [String(repeating: "a", count: 64), certifiedAt])
    }
    let finding = OutcomeFinding(
      subject: OutcomeSubject(
        stage: stage, contestant: try ContestantID(admission), pack: try PackID("p"),
        rule: try RuleID("R")),
      kind: .eligibility, name: LocalizedText(zhHans: "技师", en: "Technician"), level: level,
      packVersion: 1, packHash: "p", resultsVersion: 1, resultsHash: "h")
    var all = try await store.outcomes(of: contest, of: nil)
    _ = try await store.record(
      OutcomeTransition(
        after: all, taking: { _ in nil }, opening: [OutcomeOpening(finding)], note), in: contest,
      noting: record)
    for step in steps {
      all = try await store.outcomes(of: contest, of: nil)
      let last = all.count
      _ = try await store.record(
        OutcomeTransition(after: all, taking: { $0.number == last ? step : nil }, note),
        in: contest, noting: record)
    }
  }

  @Test func livingOutcomesAreThePromotionsOfWhoeverHasThem() async throws {
    for (admission, contest, person) in [
      ("1", "cup", 1), ("2", "cup", 2), ("3", "cup", 3), ("11", "other", 1), ("12", "other", 2),
      ("13", "other", 3),
    ] as [(String, String, UInt8)] {
      try await enter(admission, of: contest, person: person)
    }
    try await enter("21", of: "other", in: "turner", person: 1)
    try await put("11", level: .technician, certifiedAt: 1000, steps: [.confirmed])
    try await put("12", level: .technician, certifiedAt: 1000, steps: [.rejected])
    try await put("13", level: nil, certifiedAt: 1000, steps: [])
    func promotions(
      _ contest: String, _ event: String?, of contestant: String? = nil
    ) async throws -> [String] {
      try await store.promotionsOnRecord(
        of: ContestID(contest), event: event.map { try EventID($0) },
        contestant: contestant.map { try ContestantID($0) }
      ).flatMap { id, all in
        all.map { "\(id) \($0.stage)#\($0.number) \($0.level.name) \($0.certifiedAt.milliseconds)" }
      }.sorted()
    }
    let own = "other/fitter/final#1 技师 1000"
    #expect(try await promotions("cup", "fitter") == ["1 \(own)"])
    #expect(try await promotions("cup", "fitter", of: "1") == ["1 \(own)"])
    #expect(try await promotions("cup", "fitter", of: "2").isEmpty)
    // Of the same contest too, whatever the event is.
    #expect(try await promotions("other", "turner") == ["21 \(own)"])
    #expect(try await promotions("other", nil) == ["11 \(own)", "21 \(own)"])
    #expect(try await promotions("cup", "turner").isEmpty)
  }
}
