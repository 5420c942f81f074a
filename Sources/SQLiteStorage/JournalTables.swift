package import AttemptRecords
package import Contests
import Foundation
import GRDB
package import Sessions

extension SQLiteStore: SessionJournal {
  /// `record` is the truth. What `attempt` has follows from the records, to be searched: `finished` is
  /// the position of the record that ended the attempt, set in the same transaction.
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

  /// A clock that stands still, voided attempts (1; 2 where the contestant may try again), the seats of
  /// units, and records that take their position from the last one: none is ever deleted. A record
  /// needs no reference to its attempt: it is inserted only after the one before it, and the first
  /// one with the attempt. Their index is in the order of `RecordLookup`.
  static let interventionSchema = """
    ALTER TABLE attempt ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
    ALTER TABLE attempt ADD COLUMN voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1, 2));
    ALTER TABLE attempt ADD COLUMN unit TEXT;
    ALTER TABLE attempt ADD COLUMN unit_seat INTEGER CHECK (unit_seat >= 1);

    CREATE UNIQUE INDEX attempt_seat ON attempt (contest, event, stage, unit, unit_seat)
      WHERE unit_seat IS NOT NULL;
    DROP INDEX attempt_open;
    CREATE INDEX attempt_open ON attempt (due) WHERE finished IS NULL AND paused = 0;
    CREATE INDEX attempt_paused ON attempt (due) WHERE finished IS NULL AND paused = 1;

    CREATE TABLE record_with_plain_position (
      position INTEGER PRIMARY KEY NOT NULL,
      attempt INTEGER NOT NULL,
      sequence INTEGER NOT NULL CHECK (sequence >= 0),
      at INTEGER NOT NULL,
      event BLOB NOT NULL,
      head BLOB NOT NULL CHECK (length(head) = 32),
      UNIQUE (sequence, attempt)
    ) STRICT;
    INSERT INTO record_with_plain_position
      SELECT position, attempt, sequence, at, event, head FROM record ORDER BY position;
    DROP TABLE record;
    ALTER TABLE record_with_plain_position RENAME TO record;
    """

  /// Several records in one row; see `RecordRow`. Of these the first number alone is unique by the index:
  /// an entry is written only on top of the last record of the one before it, which has a row of its
  /// own, and rows that overlap all the same are read as damage. A trigger would cost an answer more.
  static let sharedRowSchema = """
    ALTER TABLE record ADD COLUMN count INTEGER NOT NULL DEFAULT 1 CHECK (count BETWEEN 1 AND 16);
    """

  package func append(_ batch: [JournalEntry]) async throws -> [Bool] {
    try await write { database in
      let insertion = try RecordInsertion(in: database)
      var refused: Set<AttemptID> = []
      return try batch.map { entry in
        let attempt = entry.attempt
        guard refused.isEmpty || !refused.contains(attempt),
          try Self.insert(entry, by: insertion, in: database)
        else {
          refused.insert(attempt)
          return false
        }
        return true
      }
    }
  }

  /// `false` when the attempt does not stand where the entry's author believes it to stand; nothing
  /// is written then.
  private static func insert(
    _ entry: JournalEntry, by insertion: RecordInsertion, in database: Database
  ) throws -> Bool {
    var start = 0
    while start < entry.records.count {
      let row = RecordRow(of: entry.records, from: start)
      let record = entry.records[start]
      if case .started(let start) = record.event {
        guard try insert(record.attempt, start, at: record.at, in: database) else { return false }
        try insertion.insert(row)
      } else if start == 0 {
        guard try insertion.insert(row, after: entry.base) else { return false }
      } else {
        try insertion.insert(row)
      }
      try note(record, in: database)
      start += row.records.count
    }
    return true
  }

  private static func insert(
    _ attempt: AttemptID, _ start: AttemptStart, at instant: Instant, in database: Database
  ) throws -> Bool {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO attempt
          (id, contest, event, stage, contestant, number, started_at, due, finished, unit,
           unit_seat)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)
        ON CONFLICT DO NOTHING
        """)
    try insert.run(
      [
        .integer(attempt.number), .text(start.stage.contest.text), .text(start.stage.event.text),
        .text(start.stage.stage.text), .text(start.contestant.text), .integer(start.number),
        .integer((start.bell ?? instant).milliseconds), .integer(start.due.milliseconds),
        start.unitSeat.map { .text($0.unit.text) } ?? .null,
        start.unitSeat.map { .integer($0.number) } ?? .null,
      ], in: database)
    return database.changesCount == 1
  }

  /// Keeps what of the record is searched for. The record must be the one inserted last.
  private static func note(_ record: AttemptRecord, in database: Database) throws {
    let sql: String
    var values: [BoundValue] = []
    switch record.event {
    case .submitted:
      sql = "UPDATE attempt SET finished = ? WHERE id = ?"
      values = [.integer(database.lastInsertedRowID)]
    case .ruled(.voided(let mayRetry), _):
      sql = "UPDATE attempt SET finished = ?, voided = ? WHERE id = ?"
      values = [.integer(database.lastInsertedRowID), .integer(mayRetry ? 2 : 1)]
    case .ruled(.extended(let time), _):
      sql = "UPDATE attempt SET due = due + ? WHERE id = ?"
      values = [.integer(time.count)]
    case .ruled(.suspended, _): sql = "UPDATE attempt SET paused = 1 WHERE id = ?"
    case .ruled(.resumed(let pause), _):
      sql = "UPDATE attempt SET paused = 0, due = due + ? WHERE id = ?"
      values = [.integer(pause.count)]
    case .started, .answered, .cleared, .flagged, .signalled, .heartbeat: return
    }
    try database.cachedStatement(sql: sql)
      .run(values + [.integer(record.attempt.number)], in: database)
  }

  package func records(of attempt: AttemptID) async throws -> [AttemptRecord] {
    try readHere(snapshot: true) { try RecordLookup(in: $0).history(of: attempt) }
  }

  package func records(of attempts: [AttemptID]) async throws -> [[AttemptRecord]?] {
    try await pool.read { database in
      if let histories = try RecordSweep(over: attempts, in: database)?.histories() {
        return histories
      }
      let lookup = try RecordLookup(in: database)
      return try attempts.map { attempt in
        do {
          return try lookup.history(of: attempt)
        } catch is SessionFailure {
          return nil
        }
      }
    }
  }

  package func records(
    of attempt: AttemptID, in numbers: ClosedRange<Int>
  ) async throws -> [AttemptRecord] {
    try readHere { try RecordLookup(in: $0).records(of: attempt, in: numbers) }
  }

  package func openAttempts(after attempt: AttemptID?, limit: Int) async throws -> [AttemptID] {
    try await pool.read { database in
      try Int64.fetchAll(
        database,
        sql: "SELECT id FROM attempt WHERE id > ? AND finished IS NULL ORDER BY id LIMIT ?",
        arguments: [attempt?.number ?? 0, limit]
      ).map(AttemptID.init(number:))
    }
  }

  package func standing(
    of contestant: Contestant, at stage: StagePath
  ) async throws -> (attempts: [AttemptSummary], unitSeats: UnitSeats) {
    try readHere { database in
      let query = try database.cachedStatement(
        sql: """
          SELECT id, number, started_at, finished IS NULL, voided, unit_seat FROM attempt
          WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND contestant = ?4
          UNION ALL
          SELECT NULL, 0, 0, 0, 0, max(unit_seat) FROM attempt
          WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND unit = ?5
            AND unit_seat IS NOT NULL
          """)
      var attempts: [AttemptSummary] = []
      var (highest, isSeated) = (0, false)
      try query.forEachRow(
        [
          .text(stage.contest.text), .text(stage.event.text), .text(stage.stage.text),
          .text(contestant.id.text), .text(contestant.unit.text),
        ], in: database
      ) { row in
        let seat = row.optionalInteger(5)
        guard let id = row.optionalInteger(0) else {
          highest = Int(seat ?? 0)
          return
        }
        attempts.append(
          AttemptSummary(
            id: AttemptID(number: id), number: Int(row.integer(1)),
            startedAt: Instant(milliseconds: row.integer(2)), isOpen: row.integer(3) == 1,
            countsAsTry: row.integer(4) != 2))
        if seat != nil { isSeated = true }
      }
      attempts.sort { $0.number < $1.number }
      return (attempts, UnitSeats(highest: highest, isSeated: isSeated))
    }
  }

  package func attempts(
    of stage: StagePath, after attempt: AttemptID?, limit: Int
  ) async throws -> [AttemptOverview] {
    try await pool.read { database in
      let lookup = try RecordLookup(in: database)
      // Of an attempt that is over, the record that ended it is the last and found by its position.
      return try Row.fetchAll(
        database,
        sql: """
          SELECT id, contestant, number, started_at, due, finished, paused, voided,
            record.sequence + record.count AS records
          FROM attempt LEFT JOIN record ON record.position = finished
          WHERE contest = ? AND attempt.event = ? AND stage = ? AND id > ? ORDER BY id LIMIT ?
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, attempt?.number ?? 0, limit,
        ]
      ).map { row in
        let isOver = row["finished"] != nil
        let phase: Attempt.Phase =
          row["voided"] != 0
          ? .voided : isOver ? .submitted : row["paused"] != 0 ? .suspended : .open
        let id = AttemptID(number: row["id"])
        return AttemptOverview(
          id: id, contestant: try ContestantID(row["contestant"]),
          number: row["number"], startedAt: Instant(milliseconds: row["started_at"]),
          due: Instant(milliseconds: row["due"]), phase: phase,
          records: try (row["records"] as Int?) ?? lookup.count(of: id))
      }
    }
  }

  package func overdue(at instant: Instant, limit: Int) async throws -> [AttemptID] {
    try await pool.read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM attempt WHERE finished IS NULL AND paused = 0 AND due < ?
          ORDER BY due LIMIT ?
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

  package func openStages() async throws -> [StagePath] {
    try await pool.read { database in
      // By the two indexes that hold only what is open.
      try Row.fetchAll(
        database,
        sql: """
          SELECT contest, event, stage FROM attempt WHERE finished IS NULL AND paused = 0
          UNION SELECT contest, event, stage FROM attempt WHERE finished IS NULL AND paused = 1
          """
      ).map { row in
        StagePath(
          contest: try ContestID(row["contest"]), event: try EventID(row["event"]),
          stage: try StageID(row["stage"]))
      }
    }
  }

  package func hasOpenAttempts(of stage: StagePath) async throws -> Bool {
    try await pool.read { database in
      // One question for each of the two indexes, which hold only what is open.
      let query = try database.cachedStatement(
        sql: """
          SELECT EXISTS (
              SELECT 1 FROM attempt WHERE finished IS NULL AND paused = 0
                AND +contest = ?1 AND +event = ?2 AND +stage = ?3)
            OR EXISTS (
              SELECT 1 FROM attempt WHERE finished IS NULL AND paused = 1
                AND +contest = ?1 AND +event = ?2 AND +stage = ?3)
          """)
      return try Bool.fetchOne(
        query, arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? false
    }
  }

  package func attemptCount(of stage: StagePath) async throws -> Int {
    try await pool.read { try Self.attemptCount(of: stage, in: $0) }
  }

  /// The same within a transaction that does more.
  static func attemptCount(of stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM attempt WHERE contest = ? AND event = ? AND stage = ? AND voided = 0
        """,
      arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
  }

  package func paperCount(of stage: StagePath) async throws -> Int {
    try await pool.read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM attempt WHERE contest = ? AND event = ? AND stage = ?",
        arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
    }
  }

  package func feed(
    of contest: ContestID, after position: Int64, limit: Int
  ) async throws -> [(position: Int64, record: AttemptRecord)] {
    try await pool.read { database in
      let query = try database.cachedStatement(
        sql: """
          SELECT record.at, record.event, record.head, record.count, record.attempt,
            record.sequence, record.position
          FROM record JOIN attempt ON attempt.id = record.attempt
          WHERE record.position > ? AND attempt.contest = ?
          ORDER BY record.position LIMIT ?
          """)
      var feed: [(position: Int64, record: AttemptRecord)] = []
      try query.forEachRow([position, contest.text, limit], in: database) { row in
        let attempt = AttemptID(number: row.integer(4))
        var records: [AttemptRecord] = []
        guard row.read(into: &records, of: attempt, from: Int(row.integer(5))) else {
          throw DamagedRow(table: "record", value: "\(attempt)")
        }
        // The row has the position of its last record.
        let first = row.integer(6) - Int64(records.count) + 1
        feed += zip(first..., records).filter { $0.0 > position }.map { ($0.0, $0.1) }
      }
      return Array(feed.prefix(limit))
    }
  }

  package func submissions(
    after position: Int64, limit: Int
  ) async throws -> [(position: Int64, attempt: AttemptID)] {
    try await pool.read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id, finished FROM attempt WHERE finished > ? AND voided = 0
          ORDER BY finished LIMIT ?
          """)
      var submissions: [(position: Int64, attempt: AttemptID)] = []
      try statement.forEachRow([.integer(position), .integer(Int64(limit))], in: database) { row in
        submissions.append(
          (position: row.integer(1), attempt: AttemptID(number: row.integer(0))))
      }
      return submissions
    }
  }
}
