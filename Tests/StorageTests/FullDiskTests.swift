import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

/// A database that may not grow, as on a full disk.
@Suite struct FullDiskTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    try store.pool.write { database in
      try database.execute(
        sql: """
          CREATE TABLE note (text TEXT NOT NULL, bytes BLOB);
          CREATE TABLE numbers (number INTEGER PRIMARY KEY);
          WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted LIMIT 50)
          INSERT INTO numbers SELECT n FROM counted;
          """)
    }
  }

  private func fill() throws {
    try store.pool.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
    }
  }

  private func makeSpace() throws {
    try store.pool.writeWithoutTransaction { database in
      _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = 1000000")
    }
  }

  private static let small: @Sendable (Database) throws -> Void = {
    try $0.execute(sql: "INSERT INTO note (text) VALUES ('small')")
  }

  /// SQLite gives up the whole transaction when a statement for one row finds no page.
  private static let large: @Sendable (Database) throws -> Void = {
    try $0.execute(sql: "INSERT INTO note (text, bytes) VALUES ('large', zeroblob(100000))")
  }

  private var stored: [String] {
    get throws { try store.pool.read { try String.fetchAll($0, sql: "SELECT text FROM note") } }
  }

  @Test func aFullDiskFailsTheWritesOfItsTransactionAndNothingOfThemIsStored() async throws {
    try await store.write(Self.small)
    try fill()
    let outcomes = try await store.together([Self.small, Self.large, Self.small])
    #expect(outcomes.count == 3)
    for outcome in outcomes {
      #expect(outcome.error is StorageUnavailable)
    }
    #expect(try stored == ["small"])

    // What fits is still written, and everything once there is space again.
    try await store.write(Self.small)
    await #expect(throws: StorageUnavailable.self) { try await store.write(Self.large) }
    try makeSpace()
    let again = try await store.together([Self.small, Self.large, Self.small])
    #expect(again.allSatisfy { $0.error == nil })
    #expect(try stored == ["small", "small", "small", "large", "small"])
    let check = try await store.pool.read {
      try String.fetchOne($0, sql: "PRAGMA integrity_check")
    }
    #expect(check == "ok")
  }

  @Test func aStatementThatSQLiteTakesBackByItselfFailsAlone() async throws {
    try await store.write { try $0.execute(sql: "CREATE UNIQUE INDEX one ON note (bytes)") }
    try fill()
    // Many rows and a unique index: SQLite keeps a journal of the statement.
    let many: @Sendable (Database) throws -> Void = {
      try $0.execute(
        sql: """
          INSERT INTO note (text, bytes)
          SELECT 'large', zeroblob(10000 + number) FROM numbers
          """)
    }
    let outcomes = try await store.together([Self.small, many, Self.small])
    #expect(outcomes.map { $0.error is StorageUnavailable } == [false, true, false])
    #expect(outcomes.map { $0.error == nil } == [true, false, true])
    #expect(try stored == ["small", "small"])
  }

  @Test func aWriteThatGoesOnAfterTheTransactionIsLostStoresNothing() async throws {
    try fill()
    let stubborn: @Sendable (Database) throws -> Void = {
      try? Self.large($0)
      try? Self.small($0)
    }
    let outcomes = try await store.together([Self.small, stubborn, Self.small])
    for outcome in outcomes {
      #expect((outcome.error as? DatabaseError)?.resultCode == .SQLITE_ABORT)
    }
    #expect(outcomes.count == 3)
    await #expect(throws: DatabaseError.self) { try await store.write(stubborn) }
    #expect(try stored == [])
    try await store.write(Self.small)
    #expect(try stored == ["small"])
  }

  @Test func readersAreUndisturbedByAFullDisk() async throws {
    try await store.write(Self.small)
    try fill()
    let store = store
    // One reader that began before, with the failure in the middle of what it reads.
    let counts = try await store.pool.read { database in
      let before = try Int.fetchOne(database, sql: "SELECT count(*) FROM note")
      let failure = #expect(throws: DatabaseError.self) { try store.pool.write(Self.large) }
      #expect(failure?.resultCode == .SQLITE_FULL)
      return [before, try Int.fetchOne(database, sql: "SELECT count(*) FROM note")]
    }
    #expect(counts == [1, 1])
    await #expect(throws: StorageUnavailable.self) { try await store.write(Self.large) }
    #expect(try stored == ["small"])
  }
}
