package import Certification
import Contests
import GRDB

extension SQLiteStore: IssuerKeyStore {
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

  package func add(_ keys: [IssuerKeyRecord], after count: Int) async throws -> Bool {
    try await write { db in
      guard try Int.fetchOne(db, sql: "SELECT count(*) FROM issuer_key") == count else {
        return false
      }
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
      return true
    }
  }
}
