import GRDB
import GRDBSQLite

/// A row of a statement as SQLite has it, read by the positions of its columns: of hundreds of
/// thousands of rows the names of columns would cost more than their values.
struct StoredRow {
  private let raw: SQLiteStatement

  init(_ raw: SQLiteStatement) { self.raw = raw }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  /// Absent for NULL.
  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(raw, column) == SQLITE_NULL ? nil : integer(column)
  }

  /// Of a text in UTF-8 or a blob; good until the next row.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    // The number is that of the form in which the value was asked for last.
    let start = sqlite3_column_blob(raw, column)
    return UnsafeRawBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(raw, column)))
  }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}

extension Statement {
  /// Runs the statement and hands over each row.
  ///
  /// - Throws: what `body` throws, or the database's error.
  func forEachRow(
    _ arguments: StatementArguments, in database: Database, _ body: (StoredRow) throws -> Void
  ) throws {
    let raw = sqliteStatement
    sqlite3_reset(raw)
    try setArguments(arguments)
    // A statement that is not reset would keep the transaction from its end.
    defer { sqlite3_reset(raw) }
    while try step(raw, in: database) { try body(StoredRow(raw)) }
  }

  /// - Returns: whether there is another row.
  func step(_ raw: SQLiteStatement, in database: Database) throws -> Bool {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.lastError
    }
  }
}

extension Database {
  /// Why the last call to SQLite itself failed.
  var lastError: DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(sqliteConnection)),
      message: lastErrorMessage)
  }
}

/// What a column says in which neighbouring rows often say the same: it is made once for all of
/// them.
struct RepeatedValue<Value> {
  private var bytes: [UInt8] = []
  private var value: Value?

  init() {}

  /// - Parameter make: what the text says.
  mutating func value(
    of text: UnsafeRawBufferPointer, _ make: (String) throws -> Value
  ) rethrows -> Value {
    if let value, text.count == bytes.count, text.elementsEqual(bytes) { return value }
    let made = try make(String(decoding: text, as: UTF8.self))
    (bytes, value) = (Array(text), made)
    return made
  }
}
