package import Contests
import Foundation
import GRDB
package import Sessions

extension SQLiteStore: SessionJournal {
  /// `record` is the truth. Of `attempt` all but `finished` repeats the start record, to be searched;
  /// `finished` is the position of the submitting record, set in the same transaction.
  static let journalSchema = """
    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY NOT NULL,
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contestant TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      started_at INTEGER NOT NULL,
      due INTEGER NOT NULL,
      finished INTEGER,
      UNIQUE (contest, event, stage, contestant, number)
    ) STRICT;

    CREATE INDEX attempt_open ON attempt (due) WHERE finished IS NULL;
    CREATE INDEX attempt_finished ON attempt (finished) WHERE finished IS NOT NULL;

    CREATE TABLE record (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      attempt INTEGER NOT NULL REFERENCES attempt(id),
      sequence INTEGER NOT NULL CHECK (sequence >= 0),
      at INTEGER NOT NULL,
      event BLOB NOT NULL,
      head BLOB NOT NULL CHECK (length(head) = 32),
      UNIQUE (attempt, sequence)
    ) STRICT;
    """

  package func append(_ batch: [JournalEntry]) async throws -> [Bool] {
    try await pool.write { database in
      var refused: Set<AttemptID> = []
      return try batch.map { entry in
        let attempt = entry.records[0].attempt
        guard !refused.contains(attempt), try Self.fits(entry, in: database) else {
          refused.insert(attempt)
          return false
        }
        for record in entry.records { try Self.insert(record, in: database) }
        return true
      }
    }
  }

  /// Whether the attempt stands where the entry's author believes it to stand.
  private static func fits(_ entry: JournalEntry, in database: Database) throws -> Bool {
    let first = entry.records[0]
    if case .started(let start) = first.event {
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO attempt
            (id, contest, event, stage, contestant, number, started_at, due, finished)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)
          ON CONFLICT DO NOTHING
          """)
      try insert.execute(arguments: [
        first.attempt.number, start.stage.contest.text, start.stage.event.text,
        start.stage.stage.text, start.contestant.text, start.number, first.at.milliseconds,
        start.due.milliseconds,
      ])
      return database.changesCount == 1
    }
    let newest = try database.cachedStatement(
      sql: "SELECT sequence, head FROM record WHERE attempt = ? ORDER BY sequence DESC LIMIT 1")
    guard let row = try Row.fetchOne(newest, arguments: [first.attempt.number]) else {
      return false
    }
    return row["sequence"] == first.sequence - 1 && row["head"] == Data(entry.base.bytes)
  }

  private static func insert(_ record: AttemptRecord, in database: Database) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT INTO record (attempt, sequence, at, event, head) VALUES (?, ?, ?, ?, ?)")
    try insert.execute(arguments: [
      record.attempt.number, record.sequence, record.at.milliseconds,
      Data(record.event.encoded), Data(record.head.bytes),
    ])
    if case .submitted = record.event {
      let finish = try database.cachedStatement(
        sql: "UPDATE attempt SET finished = ? WHERE id = ?")
      try finish.execute(arguments: [database.lastInsertedRowID, record.attempt.number])
    }
  }

  package func records(of attempt: AttemptID) async throws -> [AttemptRecord] {
    try await pool.read { database in
      let query = try database.cachedStatement(
        sql: "SELECT * FROM record WHERE attempt = ? ORDER BY sequence")
      return try Row.fetchAll(query, arguments: [attempt.number]).map(Self.record)
    }
  }

  package func record(of attempt: AttemptID, sequence: Int) async throws -> AttemptRecord? {
    try await pool.read { database in
      let query = try database.cachedStatement(
        sql: "SELECT * FROM record WHERE attempt = ? AND sequence = ?")
      return try Row.fetchOne(query, arguments: [attempt.number, sequence]).map(Self.record)
    }
  }

  private static func record(_ row: Row) throws -> AttemptRecord {
    let event: Data = row["event"]
    let head: Data = row["head"]
    let attempt: Int64 = row["attempt"]
    return AttemptRecord(
      attempt: AttemptID(number: attempt), sequence: row["sequence"],
      at: Instant(milliseconds: row["at"]),
      event: try sound(AttemptEvent(encoded: Array(event)), "record", "\(attempt)"),
      head: try sound(ChainHead(bytes: Array(head)), "record", "\(attempt)"))
  }

  package func attempts(
    of contestant: ContestantID, at stage: StagePath
  ) async throws -> [AttemptSummary] {
    try await pool.read { database in
      let query = try database.cachedStatement(
        sql: """
          SELECT id, number, started_at, finished IS NULL AS open FROM attempt
          WHERE contest = ? AND event = ? AND stage = ? AND contestant = ?
          ORDER BY number
          """)
      return try Row.fetchAll(
        query,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, contestant.text,
        ]
      ).map { row in
        AttemptSummary(
          id: AttemptID(number: row["id"]), number: row["number"],
          startedAt: Instant(milliseconds: row["started_at"]), isOpen: row["open"])
      }
    }
  }

  package func overdue(at instant: Instant, limit: Int) async throws -> [AttemptID] {
    try await pool.read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM attempt WHERE finished IS NULL AND due < ? ORDER BY due LIMIT ?
          """, arguments: [instant.milliseconds, limit]
      ).map(AttemptID.init(number:))
    }
  }

  package func openAttempts(of stage: StagePath) async throws -> [AttemptID] {
    try await pool.read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM attempt
          WHERE contest = ? AND event = ? AND stage = ? AND finished IS NULL ORDER BY id
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text]
      ).map(AttemptID.init(number:))
    }
  }

  package func attemptCount(of stage: StagePath) async throws -> Int {
    try await pool.read { try Self.attemptCount(of: stage, in: $0) }
  }

  /// The same within a transaction that does more.
  static func attemptCount(of stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM attempt WHERE contest = ? AND event = ? AND stage = ?",
      arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
  }

  package func feed(
    of contest: ContestID, after position: Int64, limit: Int
  ) async throws -> [(position: Int64, record: AttemptRecord)] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT record.* FROM record JOIN attempt ON attempt.id = record.attempt
          WHERE record.position > ? AND attempt.contest = ?
          ORDER BY record.position LIMIT ?
          """, arguments: [position, contest.text, limit]
      ).map { (position: $0["position"], record: try Self.record($0)) }
    }
  }

  package func submissions(
    after position: Int64, limit: Int
  ) async throws -> [(position: Int64, attempt: AttemptID)] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, finished FROM attempt WHERE finished > ? ORDER BY finished LIMIT ?
          """, arguments: [position, limit]
      ).map { (position: $0["finished"], attempt: AttemptID(number: $0["id"])) }
    }
  }
}
