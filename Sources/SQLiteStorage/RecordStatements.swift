import AttemptRecords
import Contests
import GRDB
import GRDBSQLite

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
          SELECT 1 FROM record WHERE attempt = ?1 AND sequence = ?2 - 1 AND head = ?6)
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
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
        message: database.lastErrorMessage)
    }
  }
}

/// Reads many records, by far the most frequent reading after a start.
enum RecordReading {
  /// The records of attempts, attempt by attempt.
  ///
  /// - Parameter statement: with its arguments; gives attempt, sequence, time, event and head in the
  ///   order of attempts and sequences.
  /// - Throws: `DamagedRow`, or the database's error.
  static func histories(
    _ statement: Statement, in database: Database
  ) throws -> [[AttemptRecord]] {
    let raw = statement.sqliteStatement
    var histories: [[AttemptRecord]] = []
    var history: [AttemptRecord] = []
    defer { sqlite3_reset(raw) }
    while true {
      switch sqlite3_step(raw) {
      case SQLITE_ROW:
        let record = try record(raw)
        if let first = history.first, first.attempt != record.attempt {
          histories.append(history)
          history = []
        }
        if history.isEmpty { history.reserveCapacity(64) }
        history.append(record)
      case SQLITE_DONE:
        if !history.isEmpty { histories.append(history) }
        return histories
      default:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
          message: database.lastErrorMessage)
      }
    }
  }

  private static func record(_ raw: SQLiteStatement) throws -> AttemptRecord {
    let attempt = AttemptID(number: sqlite3_column_int64(raw, 0))
    let record = ChainHead(bytes: blob(raw, 4)).flatMap { head in
      AttemptRecord(
        attempt: attempt, sequence: Int(sqlite3_column_int64(raw, 1)),
        at: Instant(milliseconds: sqlite3_column_int64(raw, 2)), encoded: Array(blob(raw, 3)),
        head: head)
    }
    return try sound(record, "record", attempt.description)
  }

  /// Good until the next step.
  private static func blob(_ raw: SQLiteStatement, _ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: sqlite3_column_blob(raw, column), count: Int(sqlite3_column_bytes(raw, column)))
  }
}
