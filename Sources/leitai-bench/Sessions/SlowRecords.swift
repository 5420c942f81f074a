import GRDB
import Glibc
import SQLiteStorage

/// Makes every record wait at its insertion, so that a server reaches its limit long before the
/// machine does.
enum SlowRecords {
  /// Only this connection to the file waits, and only as long as it is open.
  static func slow(_ store: SQLiteStore, microseconds: UInt32) throws {
    let pause = DatabaseFunction("pause", argumentCount: 0) { _ in
      usleep(microseconds)
      return nil
    }
    try store.pool.writeWithoutTransaction { database in
      database.add(function: pause)
      try database.execute(
        sql: """
          CREATE TEMP TRIGGER slow_record AFTER INSERT ON main.record BEGIN SELECT pause(); END
          """)
    }
  }
}
