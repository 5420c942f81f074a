import AttemptRecords
import Contests
import GRDB
import GRDBSQLite
import Sessions

/// Inserts records, by far the most frequent writing: values are bound to SQLite's own statements, so
/// that an answer costs two or three microseconds and no more.
struct RecordInsertion {
  private let database: Database
  private let next: Statement
  private let first: Statement

  init(in database: Database) throws {
    self.database = database
    next = try database.cachedStatement(
      sql: "INSERT INTO record (attempt, sequence, at, event, head) VALUES (?1, ?2, ?3, ?4, ?5)")
    first = try database.cachedStatement(
      sql: """
        INSERT INTO record (attempt, sequence, at, event, head)
        SELECT ?1, ?2, ?3, ?4, ?5
        WHERE EXISTS (
          SELECT 1 FROM record WHERE sequence = ?2 - 1 AND attempt = ?1 AND head = ?6)
        ON CONFLICT DO NOTHING
        """)
  }

  /// Inserts a record that follows one of the same transaction.
  func insert(_ record: AttemptRecord) throws { try run(next, record, base: nil) }

  /// Inserts a record if the one before it is there and has that head, and none of its own number.
  ///
  /// - Returns: whether it was inserted.
  func insert(_ record: AttemptRecord, after base: ChainHead) throws -> Bool {
    try run(first, record, base: base)
    return sqlite3_changes(database.sqliteConnection) == 1
  }

  private func run(_ statement: Statement, _ record: AttemptRecord, base: ChainHead?) throws {
    let raw = statement.sqliteStatement
    sqlite3_reset(raw)
    var code = sqlite3_bind_int64(raw, 1, record.attempt.number)
    code |= sqlite3_bind_int64(raw, 2, Int64(record.sequence))
    code |= sqlite3_bind_int64(raw, 3, record.at.milliseconds)
    // The bytes are SQLite's only as long as the statement runs.
    code |= record.encoded.withUnsafeBytes { event in
      record.head.withBytes { head in
        (base ?? .empty).withBytes { base in
          var code = sqlite3_bind_blob(raw, 4, event.baseAddress, Int32(event.count), nil)
          code |= sqlite3_bind_blob(raw, 5, head.baseAddress, 32, nil)
          if statement === first { code |= sqlite3_bind_blob(raw, 6, base.baseAddress, 32, nil) }
          guard code == SQLITE_OK else { return code }
          code = sqlite3_step(raw)
          // A statement that is not reset would keep the transaction from its end.
          sqlite3_reset(raw)
          sqlite3_clear_bindings(raw)
          return code == SQLITE_DONE ? SQLITE_OK : code
        }
      }
    }
    guard code == SQLITE_OK else { throw database.lastError }
  }
}

/// Finds records, by far the most frequent reading after a start.
///
/// The index holds records by number first: those that are written at the same time stand close
/// together in it, and a commit changes a few of its pages instead of one for each attempt.
struct RecordLookup {
  private let database: Database
  private let one: Statement
  private let presence: Statement

  init(in database: Database) throws {
    self.database = database
    one = try database.cachedStatement(
      sql: "SELECT at, event, head FROM record WHERE sequence = ?1 AND attempt = ?2")
    presence = try database.cachedStatement(
      sql: "SELECT 1 FROM record WHERE sequence = ?1 AND attempt = ?2")
  }

  /// All records of an attempt by sequence.
  ///
  /// - Throws: `SessionFailure.damaged` when one cannot be read or is missing, or the database's error.
  func history(of attempt: AttemptID) throws -> [AttemptRecord] {
    var history: [AttemptRecord] = []
    while let record = try record(of: attempt, sequence: history.count) {
      if history.isEmpty { history.reserveCapacity(64) }
      history.append(record)
    }
    // Nothing stands behind the first number that is not there.
    guard try !has(attempt, history.count + 1) else { throw SessionFailure.damaged(attempt) }
    return history
  }

  /// - Throws: as `history`.
  func record(of attempt: AttemptID, sequence: Int) throws -> AttemptRecord? {
    let raw = one.sqliteStatement
    // A statement that is not reset would keep the transaction from its end.
    defer { sqlite3_reset(raw) }
    guard try find(raw, attempt, sequence) else { return nil }
    guard let record = StoredRow(raw).record(of: attempt, sequence: sequence) else {
      throw SessionFailure.damaged(attempt)
    }
    return record
  }

  /// How many records an attempt has, found in steps that double.
  ///
  /// - Throws: the database's error.
  func count(of attempt: AttemptID) throws -> Int {
    var (least, beyond) = (0, 1)
    while try has(attempt, beyond - 1) { (least, beyond) = (beyond, beyond * 2) }
    // So many there are for certain, and fewer than that.
    while least + 1 < beyond {
      let middle = (least + beyond) / 2
      if try has(attempt, middle - 1) { least = middle } else { beyond = middle }
    }
    return least
  }

  private func has(_ attempt: AttemptID, _ sequence: Int) throws -> Bool {
    let raw = presence.sqliteStatement
    defer { sqlite3_reset(raw) }
    return try find(raw, attempt, sequence)
  }

  private func find(
    _ raw: SQLiteStatement, _ attempt: AttemptID, _ sequence: Int
  ) throws -> Bool {
    sqlite3_reset(raw)
    sqlite3_bind_int64(raw, 1, Int64(sequence))
    sqlite3_bind_int64(raw, 2, attempt.number)
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.lastError
    }
  }
}

extension StoredRow {
  /// The record of a row that begins with time, event and head; `nil` when it cannot be read.
  func record(of attempt: AttemptID, sequence: Int) -> AttemptRecord? {
    ChainHead(bytes: bytes(2)).flatMap { head in
      AttemptRecord(
        attempt: attempt, sequence: sequence, at: Instant(milliseconds: integer(0)),
        encoded: Array(bytes(1)), head: head)
    }
  }
}
