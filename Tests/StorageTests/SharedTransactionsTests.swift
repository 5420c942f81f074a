import Accounts
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

@Suite struct SharedTransactionsTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let counter = CommitCounter()

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    try store.pool.write { database in
      try database.execute(
        sql: "CREATE TABLE note (position INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT UNIQUE)")
    }
    store.pool.add(transactionObserver: counter)
  }

  private struct Mistake: Error, Equatable { let number: Int }

  private static func insert(_ text: String, _ database: Database) throws {
    try database.execute(sql: "INSERT INTO note (text) VALUES (?)", arguments: [text])
  }

  private static func notes(_ store: SQLiteStore) throws -> [String] {
    try store.pool.read {
      try String.fetchAll($0, sql: "SELECT text FROM note ORDER BY position")
    }
  }

  private var stored: [String] { get throws { try Self.notes(store) } }

  @Test(arguments: [(1, 1), (2, 1), (1000, 1), (1001, 2), (2500, 3)])
  func whatWaitsSharesFewCommits(writers: Int, commits: Int) async throws {
    let gate = WriterGate(store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await gate.hold() }
      try await gate.gathered(0)
      for number in 0..<writers {
        group.addTask { [store] in
          try await store.write { try Self.insert("\(number)", $0) }
          // Whoever goes on finds what it wrote.
          #expect(
            try await store.pool.read {
              try Bool.fetchOne(
                $0, sql: "SELECT EXISTS (SELECT 1 FROM note WHERE text = ?)",
                arguments: ["\(number)"])
            } == true)
        }
      }
      try await gate.gathered(writers)
      gate.open()
      try await group.waitForAll()
    }
    #expect(counter.commits == 1 + commits)
    #expect(try stored.count == writers)
  }

  @Test func writesRunInTheOrderOfArrival() async throws {
    let bodies = (0..<200).map { number in
      { @Sendable (database: Database) in
        try Self.insert("\(number)", database)
        return database.lastInsertedRowID
      }
    }
    let rows = try await store.together(bodies).map { try $0.get() }
    #expect(rows == Array(1...200))
    #expect(try stored == (0..<200).map(String.init))
  }

  @Test func writesOfOneActorKeepTheOrderInWhichItDecided() async throws {
    actor Writer {
      let store: SQLiteStore
      private var decided = 0

      init(_ store: SQLiteStore) { self.store = store }

      func write() async throws {
        decided += 1
        let text = "\(decided)"
        try await store.write { try SharedTransactionsTests.insert(text, $0) }
      }
    }
    let writer = Writer(store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<500 { group.addTask { try await writer.write() } }
      try await group.waitForAll()
    }
    #expect(try stored == (1...500).map(String.init))
  }

  @Test func aWriteThatThrowsIsTakenBackAlone() async throws {
    let bodies = (0..<30).map { number in
      { @Sendable (database: Database) in
        try Self.insert("\(number)", database)
        if number % 3 == 0 { throw Mistake(number: number) }
      }
    }
    let outcomes = try await store.together(bodies)
    for (number, outcome) in outcomes.enumerated() {
      #expect(outcome.error as? Mistake == (number % 3 == 0 ? Mistake(number: number) : nil))
    }
    #expect(outcomes.count == 30)
    #expect(try stored == (0..<30).filter { $0 % 3 != 0 }.map(String.init))
    #expect(counter.commits == 2)
  }

  @Test func aBrokenConstraintDisturbsNobodyElse() async throws {
    let outcomes = try await store.together(
      ["a", "b", "a", "c"].map { text in
        { @Sendable database in
          try Self.insert("before \(text) \(database.lastInsertedRowID)", database)
          try Self.insert(text, database)
        }
      })
    #expect(outcomes.map { $0.error == nil } == [true, true, false, true])
    #expect((outcomes[2].error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT)
    #expect(try stored.filter { $0.count == 1 } == ["a", "b", "c"])
    #expect(try stored.count == 6)
  }

  @Test func aWriteThatThrowsAloneLeavesNothing() async throws {
    await #expect(throws: Mistake(number: 1)) {
      try await store.write { database in
        try Self.insert("alone", database)
        throw Mistake(number: 1)
      }
    }
    #expect(try stored == [])
    #expect(counter.commits == 0)
  }

  @Test(arguments: [1, 5])
  func aRefusedCommitFailsEveryWriteInItAndLeavesNothing(writers: Int) async throws {
    let counter = counter
    let bodies = (0..<writers).map { number in
      { @Sendable (database: Database) in
        counter.isRefusing = true
        try Self.insert("\(number)", database)
        // What it threw may have followed from a neighbour's write, which is gone.
        if number == 2 { throw Mistake(number: 2) }
      }
    }
    let outcomes = try await store.together(bodies)
    #expect(outcomes.count == writers)
    for outcome in outcomes { #expect(outcome.error is CommitCounter.Refused) }
    #expect(try stored == [])

    counter.isRefusing = false
    let again = try await store.together(
      ["x", "y"].map { text in { @Sendable in try Self.insert(text, $0) } })
    #expect(again.map { $0.error == nil } == [true, true])
    #expect(try stored == ["x", "y"])
  }

  @Test func whoeverGoesOnFindsTheWriteInACopyOfTheFiles() async throws {
    let outcomes = try await store.together(
      (0..<50).map { number in { @Sendable in try Self.insert("\(number)", $0) } })
    #expect(outcomes.allSatisfy { $0.error == nil })
    // As a power failure leaves them: the index of the log is not kept.
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["leitai.sqlite", "leitai.sqlite-wal"] {
      try FileManager.default.copyItem(
        at: temporary.folder.appending(path: name), to: folder.appending(path: name))
    }
    #expect(try Self.notes(SQLiteStore(folder: folder)) == (0..<50).map(String.init))
  }

  @Test func aCancelledCallerIsToldWhatBecameOfItsWrite() async throws {
    let gate = WriterGate(store)
    let store = store
    async let held: Void = gate.hold()
    try await gate.gathered(0)
    let cancelled = Task {
      try await store.write { database in
        try Self.insert("cancelled", database)
        return "written"
      }
    }
    try await gate.gathered(1)
    let neighbour = Task { try await store.write { try Self.insert("neighbour", $0) } }
    try await gate.gathered(2)
    cancelled.cancel()
    gate.open()
    try await held
    #expect(try await cancelled.value == "written")
    try await neighbour.value
    #expect(try stored == ["cancelled", "neighbour"])
  }

  @Test func closingCarriesOutWhatWaitsAndRefusesTheRest() async throws {
    let gate = WriterGate(store)
    let store = store
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await gate.hold() }
      try await gate.gathered(0)
      for number in 0..<4500 {
        group.addTask { try await store.write { try Self.insert("\(number)", $0) } }
      }
      try await gate.gathered(4500)
      let closing = Thread { try? store.close() }
      closing.start()
      gate.open()
      try await group.waitForAll()
      while !closing.isFinished { try await Task.sleep(for: .milliseconds(1)) }
    }
    let late = await #expect(throws: DatabaseError.self) {
      try await store.write { try Self.insert("late", $0) }
    }
    #expect(late?.resultCode == .SQLITE_MISUSE)
    let file = try DatabaseQueue(path: temporary.folder.appending(path: "leitai.sqlite").path)
    #expect(
      try await file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM note") } == 4500)
  }

  /// A foreign key that is checked at COMMIT only would fail the writes of others.
  @Test func noTableDefersAForeignKey() async throws {
    let tables = try await store.pool.read {
      try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
    }
    #expect(tables.contains { $0.contains("REFERENCES") })
    #expect(!tables.contains { $0.uppercased().contains("DEFERR") })
    let defers = try await store.write { try Bool.fetchOne($0, sql: "PRAGMA defer_foreign_keys") }
    #expect(defers == false)
  }

  @Test func entriesOfManyAtOnceMakeOneAuditChain() async throws {
    let store = store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<300 {
        group.addTask {
          _ = try await store.append(
            AuditRecord(
              at: Instant(milliseconds: 1), actor: "wang", action: "test", subject: "\(number)"))
        }
      }
      try await group.waitForAll()
    }
    let entries = try await store.auditEntries(after: 0, limit: 1000)
    #expect(entries.map(\.sequence) == Array(1...300))
    #expect(Set(entries.map(\.record.subject)).count == 300)
    var chain = AuditChain()
    try chain.verify(entries)
  }
}
