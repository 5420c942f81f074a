package import Contests
import GRDB

extension SQLiteStore {
  /// When the newest record of the journal was made, nil while there is none.
  package func newestRecordTime() async throws -> Instant? {
    try await pool.read { database in
      // By its position: there is no index of times, and a scan grows with the journal.
      try Int64.fetchOne(database, sql: "SELECT at FROM record ORDER BY position DESC LIMIT 1")
    }.map(Instant.init(milliseconds:))
  }
}
