import GRDB
import GRDBSQLite

/// A value for a place of a statement, bound to SQLite's own statement: where a statement runs
/// thousands of times a second, `StatementArguments` would cost more than it does.
enum BoundValue {
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
  case null

  static func integer(_ value: Int) -> BoundValue { .integer(Int64(value)) }

  /// SQLite copies the bytes, which are good for one call only.
  private static let copied: sqlite3_destructor_type = unsafeBitCast(
    -1, to: sqlite3_destructor_type.self)

  fileprivate func bind(to raw: SQLiteStatement, at place: Int32) -> Int32 {
    switch self {
    case .integer(let value): return sqlite3_bind_int64(raw, place, value)
    case .text(let text):
      return sqlite3_bind_text(raw, place, text, Int32(text.utf8.count), Self.copied)
    case .bytes(let bytes):
      // An array without elements may have no address, which would be NULL.
      return bytes.isEmpty
        ? sqlite3_bind_zeroblob(raw, place, 0)
        : sqlite3_bind_blob(raw, place, bytes, Int32(bytes.count), Self.copied)
    case .null: return sqlite3_bind_null(raw, place)
    }
  }
}

extension Statement {
  /// Runs a statement that has no rows to give.
  ///
  /// - Throws: the database's error.
  func run(_ values: [BoundValue], in database: Database) throws {
    try forEachRow(values, in: database) { _ in }
  }

  /// Runs the statement and hands over each row.
  ///
  /// - Throws: what `body` throws, or the database's error.
  func forEachRow(
    _ values: [BoundValue], in database: Database, _ body: (StoredRow) throws -> Void
  ) throws {
    let raw = sqliteStatement
    sqlite3_reset(raw)
    // A statement that is not reset would keep the transaction from its end.
    defer { sqlite3_reset(raw) }
    for (index, value) in values.enumerated() {
      guard value.bind(to: raw, at: Int32(index + 1)) == SQLITE_OK else { throw database.lastError }
    }
    while try step(raw, in: database) { try body(StoredRow(raw)) }
  }
}
