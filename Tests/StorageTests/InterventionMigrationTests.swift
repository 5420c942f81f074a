import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Sessions
import Testing

@testable import Scoring

/// A database of a version that knew no interventions, seats or shortlists.
@Suite struct InterventionMigrationTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
  private let before = "2 question kinds, drafts, pictures"

  /// An attempt handed in and another that is open, with gaps between the positions of records.
  private func attempts() throws -> (submitted: RecordChain, open: RecordChain) {
    var submitted = try RecordChain(11, contestant: "1000")
    submitted.add(.answered(item: 0, .choices(Choices(position: 2))))
    submitted.add(.submitted(by: .contestant))
    var open = try RecordChain(12, contestant: "1001")
    open.add(.cleared(item: 3))
    return (submitted, open)
  }

  private func insert(
    _ chain: RecordChain, at positions: [Int64], finished: Int64?, in database: Database
  ) throws {
    let stage = chain.start.stage
    try database.execute(
      sql: """
        INSERT INTO attempt
          (id, contest, event, stage, contestant, number, started_at, due, finished)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        chain.id.number, stage.contest.text, stage.event.text, stage.stage.text,
        chain.start.contestant.text, chain.start.number, chain.records[0].at.milliseconds,
        chain.start.due.milliseconds, finished,
      ])
    for (record, position) in zip(chain.records, positions) {
      try database.execute(
        sql: """
          INSERT INTO record (position, attempt, sequence, at, event, head)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          position, chain.id.number, record.sequence, record.at.milliseconds,
          Data(record.event.encoded), Data(record.head.bytes),
        ])
    }
  }

  /// Writes what the older version would have written, closes, and opens with this one.
  private func migrated() async throws -> SQLiteStore {
    do {
      let old = try SQLiteStore(folder: folder, upTo: before)
      _ = try await old.create(Sample.contest(), plan: Sample.plan, policies: [:])
      _ = try await old.publish(try Sample.bank(), to: BankID("fitter"), at: Sample.start)
      let (submitted, open) = try attempts()
      let results = [
        try Sample.certified("practice", [("1000", true), ("1001", false), ("1002", true)]),
        try Sample.certified("preliminary", [("1001", true)]),
      ]
      try await old.write { database in
        try insert(submitted, at: [1, 4, 9], finished: 9, in: database)
        try insert(open, at: [2, 10], finished: nil, in: database)
        try database.execute(
          sql: "INSERT INTO projection (name, position) VALUES ('results', 9)")
        let key = try #require(ReceiptKey(seed: [UInt8](repeating: 1, count: 32)))
        for result in results {
          try database.execute(
            sql: """
              INSERT INTO certified_result
                (contest, event, stage, version, hash, certified_at, judges, document)
              VALUES (?, ?, ?, 1, ?, 0, 'wang', ?)
              """,
            arguments: [
              result.path.contest.text, result.path.event.text, result.path.stage.text,
              result.hash, Data(try CertifiedDocument(result, signedBy: key).bytes()),
            ])
        }
      }
      try old.close()
    }
    return try SQLiteStore(folder: folder)
  }

  @Test func everythingIsStillThere() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated()
    let (submitted, open) = try attempts()
    #expect(try await store.records(of: submitted.id) == submitted.records)
    #expect(try await store.records(of: open.id) == open.records)
    #expect(try await store.versions(of: BankID("fitter")).count == 1)
    #expect(try await store.contest(ContestID("cup")) == Sample.contest())
    let feed = try await store.feed(of: ContestID("cup"), after: 0, limit: 10)
    #expect(feed.map(\.position) == [1, 2, 4, 9, 10])
    #expect(feed.map(\.record.attempt) == [11, 12, 11, 11, 12].map(AttemptID.init(number:)))
    #expect(try await store.projectedPosition() == 9)
    let submissions = try await store.submissions(after: 0, limit: 10)
    #expect(submissions.map(\.position) == [9])
    #expect(submissions.map(\.attempt) == [submitted.id])
    let page = try await store.attempts(of: Sample.path("practice"), after: nil, limit: 10)
    #expect(page.map(\.phase) == [.submitted, .open])
    #expect(page.map(\.records) == [3, 2])
  }

  @Test func theShortlistIsThatOfTheCertifiedDocuments() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated()
    func shortlisted(_ stage: String) async throws -> [String] {
      var found: [String] = []
      for admission in ["1000", "1001", "1002", "1003"]
      where try await store.isShortlisted(ContestantID(admission), at: Sample.path(stage)) {
        found.append(admission)
      }
      return found
    }
    #expect(try await shortlisted("practice") == ["1000", "1002"])
    #expect(try await shortlisted("preliminary") == ["1001"])
    let document = try #require(try await store.certified(Sample.path("practice")))
    let (results, hash) = try CertifiedResults.read(document: document)
    #expect(results.hash == hash)
  }

  @Test func theJournalGoesOn() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated()
    var (submitted, open) = try attempts()
    open.add(.ruled(.suspended, Note(actor: "chief", reason: "r")))
    open.add(.ruled(.resumed(after: .seconds(1)), Note(actor: "chief", reason: "r")))
    open.add(.submitted(by: .deadline))
    #expect(try await store.append([open.entry(from: 2)]) == [true])
    submitted.add(.heartbeat)
    let fork = try attempts().submitted
    #expect(try await store.append([fork.entry(from: 1, to: 1)]) == [false])
    #expect(try await store.submissions(after: 9, limit: 10).map(\.position) == [13])
    #expect(
      try await store.feed(of: ContestID("cup"), after: 10, limit: 10).map(\.position)
        == [11, 12, 13])
    let newcomer = try RecordChain(13, contestant: "1002", seat: 1)
    #expect(try await store.append([newcomer.entry()]) == [true])
  }

  /// Before, every record had a row of its own.
  @Test func batchesShareRowsFromThenOn() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated()
    var open = try attempts().open
    let came = Sample.start + .seconds(60)
    for item in 0..<20 {
      open.add(.answered(item: item, .choices(Choices(position: item % 4))), at: came)
    }
    #expect(try await store.append([open.entry(from: 2)]) == [true])
    let counts = try await store.pool.read {
      try Int.fetchAll(
        $0, sql: "SELECT count FROM record WHERE attempt = 12 ORDER BY position")
    }
    #expect(counts == [1, 1, 16, 3, 1])
    #expect(try await store.records(of: open.id) == open.records)
    #expect(try await store.records(of: open.id, in: 1...21) == Array(open.records[1...21]))
    let feed = try await store.feed(of: ContestID("cup"), after: 9, limit: 100)
    #expect(feed.map(\.position) == Array(10...30))
    #expect(feed.map(\.record) == Array(open.records.dropFirst()))
    let page = try await store.attempts(of: Sample.path("practice"), after: nil, limit: 10)
    #expect(page.map(\.records) == [3, 22])
    // The next entry builds on it, and nobody else's.
    let twin = try attempts().open
    #expect(try await store.append([twin.entry(from: 1)]) == [false])
    open.add(.submitted(by: .contestant))
    #expect(try await store.append([open.entry(from: 22)]) == [true])
    let over = try await store.attempts(of: Sample.path("practice"), after: nil, limit: 10)
    #expect(over.map(\.records) == [3, 23])
  }

  @Test func theSchemaItselfKeepsWhatIsUniqueUnique() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated()
    let columns = "(id, contest, event, stage, contestant, number, started_at, due"
    let statements = [
      // a record of that number.
      "INSERT INTO record (attempt, sequence, at, event, head) "
        + "VALUES (11, 2, 0, x'0A', zeroblob(32))",
      "INSERT INTO record (attempt, sequence, at, event, head) "
        + "VALUES (11, 3, 0, x'0A', zeroblob(31))",
      // A second attempt of that number, of that id.
      "INSERT INTO attempt \(columns)) VALUES (20, 'cup', 'fitter', 'practice', '1000', 1, 0, 0)",
      "INSERT INTO attempt \(columns)) VALUES (11, 'cup', 'fitter', 'practice', '7', 1, 0, 0)",
      "INSERT INTO attempt \(columns), voided) "
        + "VALUES (21, 'cup', 'fitter', 'practice', '7', 1, 0, 0, 3)",
      "INSERT INTO attempt \(columns), paused) "
        + "VALUES (21, 'cup', 'fitter', 'practice', '7', 1, 0, 0, 2)",
      "INSERT INTO attempt \(columns), unit, unit_seat) "
        + "VALUES (21, 'cup', 'fitter', 'practice', '7', 1, 0, 0, '甲厂', 0)",
      "INSERT INTO shortlist VALUES ('cup', 'fitter', 'practice', '1000')",
    ]
    for statement in statements {
      await #expect(throws: DatabaseError.self, "\(statement)") {
        try await store.write { try $0.execute(sql: statement) }
      }
    }
    // The same seat twice, and the same one of another unit or stage.
    func sit(_ id: Int, _ stage: String, _ unit: String) async throws {
      try await store.write { database in
        try database.execute(
          sql: "INSERT INTO attempt \(columns), unit, unit_seat) "
            + "VALUES (?, 'cup', 'fitter', ?, ?, 1, 0, 0, ?, 1)",
          arguments: [id, stage, "\(id)", unit])
      }
    }
    try await sit(30, "practice", "甲厂")
    try await sit(31, "practice", "乙厂")
    try await sit(32, "preliminary", "甲厂")
    await #expect(throws: DatabaseError.self) { try await sit(33, "practice", "甲厂") }
  }
}
