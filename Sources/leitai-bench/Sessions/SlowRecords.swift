import GRDB
import Glibc
import SQLiteStorage

/// A disk that is slow to sync and slow to write, so that a server reaches its limit long before the
/// machine does.
final class SlowRecords: TransactionObserver {
  /// What every commit waits.
  private static let sync: UInt32 = 10_000

  /// Makes every record wait at its insertion and every commit at its end.
  ///
  /// Only this connection to the file waits, and only as long as it is open.
  ///
  /// - Parameter microseconds: what a record waits.
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
      database.add(transactionObserver: SlowRecords(), extent: .databaseLifetime)
    }
  }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }

  func databaseDidChange(with event: DatabaseEvent) {}

  func databaseWillCommit() throws { usleep(Self.sync) }

  func databaseDidCommit(_ database: Database) {}

  func databaseDidRollback(_ database: Database) {}
}
