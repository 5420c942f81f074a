import AttemptRecords
import Contests
import GRDB
import GRDBSQLite
import Sessions

/// Inserts records, by far the most frequent writing: values are bound to SQLite's own statements, so
/// that an answer costs two or three microseconds and no more.
struct RecordInsertion {
  private let database: Database
  private let insertion: Statement
  private let base: Statement
  private let newest: Statement

  init(in database: Database) throws {
    self.database = database
    insertion = try database.cachedStatement(
      sql: """
        INSERT INTO record (attempt, sequence, at, event, head, position, count)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO NOTHING
        """)
    // Not part of the insertion: what is selected from the table into which it goes, SQLite puts into a
    // table of its own before, which costs more than both.
    base = try database.cachedStatement(
      sql: "SELECT 1 FROM record WHERE sequence = ?1 AND attempt = ?2 AND head = ?3")
    newest = try database.cachedStatement(sql: "SELECT max(position) FROM record")
  }

  /// Inserts a row that follows one of the same transaction.
  ///
  /// - Throws: the database's error, also when the row is there.
  func insert(_ row: RecordRow) throws {
    guard try run(row) else { throw DatabaseError(resultCode: .SQLITE_CONSTRAINT_UNIQUE) }
  }

  /// Inserts a row if the record before it is there and has that head, and none of its own number.
  ///
  /// - Returns: whether it was inserted.
  func insert(_ row: RecordRow, after base: ChainHead) throws -> Bool {
    try stands(base, before: row) && run(row)
  }

  private func stands(_ head: ChainHead, before row: RecordRow) throws -> Bool {
    let raw = base.sqliteStatement
    let record = row.records[row.records.startIndex]
    sqlite3_reset(raw)
    // A statement that is not reset would keep the transaction from its end.
    defer { sqlite3_reset(raw) }
    var code = sqlite3_bind_int64(raw, 1, Int64(record.sequence - 1))
    code |= sqlite3_bind_int64(raw, 2, record.attempt.number)
    code |= head.withBytes { head in
      // The bytes are SQLite's only as long as the statement runs.
      let code = sqlite3_bind_blob(raw, 3, head.baseAddress, 32, nil)
      return code == SQLITE_OK ? sqlite3_step(raw) : code
    }
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.lastError
    }
  }

  /// `false` when a row of that number is there.
  private func run(_ row: RecordRow) throws -> Bool {
    let raw = insertion.sqliteStatement
    let (record, count) = (row.records[row.records.startIndex], row.records.count)
    let head = row.records[row.records.endIndex - 1].head
    sqlite3_reset(raw)
    var code = sqlite3_bind_int64(raw, 1, record.attempt.number)
    code |= sqlite3_bind_int64(raw, 2, Int64(record.sequence))
    code |= sqlite3_bind_int64(raw, 3, record.at.milliseconds)
    // A single record takes the next position by itself.
    if count > 1 { code |= sqlite3_bind_int64(raw, 6, try newestPosition() + Int64(count)) }
    code |= sqlite3_bind_int64(raw, 7, Int64(count))
    code |= row.event.withUnsafeBytes { event in
      head.withBytes { head in
        var code = sqlite3_bind_blob(raw, 4, event.baseAddress, Int32(event.count), nil)
        code |= sqlite3_bind_blob(raw, 5, head.baseAddress, 32, nil)
        guard code == SQLITE_OK else { return code }
        code = sqlite3_step(raw)
        sqlite3_reset(raw)
        sqlite3_clear_bindings(raw)
        return code == SQLITE_DONE ? SQLITE_OK : code
      }
    }
    guard code == SQLITE_OK else { throw database.lastError }
    return sqlite3_changes(database.sqliteConnection) == 1
  }

  private func newestPosition() throws -> Int64 {
    let raw = newest.sqliteStatement
    sqlite3_reset(raw)
    defer { sqlite3_reset(raw) }
    return try newest.step(raw, in: database) ? StoredRow(raw).integer(0) : 0
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
      sql: "SELECT at, event, head, count FROM record WHERE sequence = ?1 AND attempt = ?2")
    presence = try database.cachedStatement(
      sql: "SELECT count FROM record WHERE sequence = ?1 AND attempt = ?2")
  }

  /// All records of an attempt by sequence.
  ///
  /// - Throws: `SessionFailure.damaged` when one cannot be read or is missing, or the database's error.
  func history(of attempt: AttemptID) throws -> [AttemptRecord] {
    var history: [AttemptRecord] = []
    let raw = one.sqliteStatement
    // A statement that is not reset would keep the transaction from its end.
    defer { sqlite3_reset(raw) }
    while try find(raw, attempt, history.count) {
      if history.isEmpty { history.reserveCapacity(64) }
      let first = history.count
      guard StoredRow(raw).read(into: &history, of: attempt, from: first) else {
        throw SessionFailure.damaged(attempt)
      }
      for inner in first + 1..<history.count where try size(attempt, inner) != nil {
        throw SessionFailure.damaged(attempt)
      }
    }
    // Whoever misses the end of an attempt sees that it is not over; and behind the first number that is
    // not there nothing stands in others, as far as a row reaches.
    if case .submitted? = history.last?.event { return history }
    for beyond in 1...RecordRow.most where try size(attempt, history.count + beyond) != nil {
      throw SessionFailure.damaged(attempt)
    }
    return history
  }

  /// Those records of an attempt that have such numbers, by sequence.
  ///
  /// - Throws: as `history`, but for those that are missing.
  func records(
    of attempt: AttemptID, in numbers: ClosedRange<Int>
  ) throws -> [AttemptRecord] {
    let raw = one.sqliteStatement
    defer { sqlite3_reset(raw) }
    var found: [AttemptRecord] = []
    // They stand in rows that begin with one of them or one before, and each in one alone.
    for start in max(0, numbers.lowerBound - RecordRow.most + 1)...numbers.upperBound
    where try find(raw, attempt, start) {
      guard found.last.map({ $0.sequence < start }) ?? true,
        StoredRow(raw).read(into: &found, of: attempt, from: start)
      else { throw SessionFailure.damaged(attempt) }
    }
    return found.filter { numbers.contains($0.sequence) }
  }

  /// How many records an attempt has, counted row by row: no index finds the last one, for each
  /// answer would have to pay for it.
  ///
  /// - Throws: the database's error.
  func count(of attempt: AttemptID) throws -> Int {
    var count = 0
    while let size = try size(attempt, count) { count += size }
    return count
  }

  /// How many records the row has that begins with that one; `nil` where none does.
  private func size(_ attempt: AttemptID, _ sequence: Int) throws -> Int? {
    let raw = presence.sqliteStatement
    defer { sqlite3_reset(raw) }
    return try find(raw, attempt, sequence) ? Int(StoredRow(raw).integer(0)) : nil
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
