package import Certification
package import Contests
import Foundation
import GRDB

extension SQLiteStore: IssuerKeyStore {
  /// Whoever loses the key of log heads and makes another has a log that nobody can tell from a forged
  /// one.
  static let logKeySchema = """
    CREATE TABLE log_key (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      public_key BLOB NOT NULL CHECK (length(public_key) = 32)
    ) STRICT;

    CREATE TRIGGER log_key_is_immutable BEFORE UPDATE ON log_key
    BEGIN SELECT RAISE(ABORT, 'the key of the log never changes'); END;
    CREATE TRIGGER log_key_is_permanent BEFORE DELETE ON log_key
    BEGIN SELECT RAISE(ABORT, 'the key of the log is never forgotten'); END;
    """

  package func issuerKeys() async throws -> [IssuerKeyRecord] {
    try await pool.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM issuer_key ORDER BY number").map { row in
        let kind: String = row["kind"]
        let since: Int64? = row["since"]
        let (actor, reason): (String?, String?) = (row["actor"], row["reason"])
        let at = since.map { Instant(milliseconds: $0) }
        var note: StaffNote?
        if let actor, let reason, let at {
          note = StaffNote(actor: actor, at: at, reason: reason)
        }
        return IssuerKeyRecord(
          id: row["id"],
          kind: try sound(IssuerKeyRecord.Kind(rawValue: kind), "issuer_key", kind),
          keySet: row["key_set"], since: at, note: note)
      }
    }
  }

  package func add(
    _ keys: @escaping @Sendable (Instant) -> [IssuerKeyRecord], after count: Int,
    now: @escaping @Sendable () -> Instant
  ) async throws -> [IssuerKeyRecord]? {
    try await write { db in
      guard try Int.fetchOne(db, sql: "SELECT count(*) FROM issuer_key") == count else {
        return nil
      }
      let keys = keys(now())
      for key in keys {
        try db.execute(
          sql: """
            INSERT INTO issuer_key (id, kind, key_set, since, actor, reason)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            key.id, key.kind.rawValue, key.keySet, key.since?.milliseconds, key.note?.actor,
            key.note?.reason,
          ])
      }
      return keys
    }
  }

  package func logKey() async throws -> [UInt8]? {
    try await pool.read { try $0.logKey() }
  }

  package func keep(logKey: [UInt8]) async throws -> [UInt8] {
    try await write { db in
      try db.execute(
        sql: "INSERT INTO log_key (only, public_key) VALUES (1, ?) ON CONFLICT (only) DO NOTHING",
        arguments: [Data(logKey)])
      return try db.logKey() ?? logKey
    }
  }
}

extension Database {
  fileprivate func logKey() throws -> [UInt8]? {
    try Data.fetchOne(self, sql: "SELECT public_key FROM log_key").map { Array($0) }
  }

  /// Whether the key signed until before that moment, because another of its kind came, or signs only
  /// from later on.
  func isOutOfForce(_ key: String, at instant: Instant) throws -> Bool {
    try Bool.fetchOne(
      cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM issuer_key AS old JOIN issuer_key AS new
              ON new.kind = old.kind AND new.number > old.number
            WHERE old.id = ?1 AND new.since / 1000 < ?2
            UNION ALL
            SELECT 1 FROM issuer_key WHERE id = ?1 AND since / 1000 > ?2)
          """),
      arguments: [key, instant.milliseconds / 1000]) ?? false
  }
}
