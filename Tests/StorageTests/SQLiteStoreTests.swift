import Contests
import Fixtures
import Foundation
import GRDB
import QuestionBanks
import SQLiteStorage
import Testing

@Suite struct SQLiteStoreTests {
  @Test func commitsAreSyncedFullyAndReadersCannotWrite() async throws {
    let storage = try TemporaryStore()
    let synchronous = try await storage.store.pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA synchronous")
    }
    #expect(synchronous == 2)
    let mode = try await storage.store.pool.read {
      try String.fetchOne($0, sql: "PRAGMA journal_mode")
    }
    #expect(mode == "wal")
    await #expect(throws: (any Error).self) {
      try await storage.store.pool.read { try $0.execute(sql: "DELETE FROM contest") }
    }
  }

  @Test func aFolderOfANewerVersionIsLeftAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let store = try SQLiteStore(folder: folder)
      try store.pool.write { database in
        try database.execute(
          sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 the far future')")
      }
      try store.close()
    }
    #expect(throws: SQLiteStore.OpeningFailure.newerVersion(found: ["99 the far future"])) {
      try SQLiteStore(folder: folder)
    }
  }

  @Test func aFolderServesOneProcessAtATime() throws {
    let storage = try TemporaryStore()
    #expect(throws: SQLiteStore.OpeningFailure.inUse(path: storage.folder.path)) {
      try SQLiteStore(folder: storage.folder)
    }
  }

  @Test func whatWasStoredIsThereAfterReopening() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let store = try SQLiteStore(folder: folder)
      #expect(try await store.create(Sample.contest(), plan: Sample.plan, policies: [:]))
      #expect(try await !store.create(Sample.contest(), plan: Sample.plan, policies: [:]))
      try store.close()
    }
    let store = try SQLiteStore(folder: folder)
    #expect(try await store.contest(ContestID("cup")) == Sample.contest())
    #expect(try await store.states(of: ContestID("cup")).values.allSatisfy { $0 == .draft })
    #expect(try await store.contest(ContestID("none")) == nil)
  }

  @Test func stagesOnlyMoveForward() async throws {
    let store = try TemporaryStore()
    _ = try await store.store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    let path = try Sample.path("practice")
    #expect(try await !store.store.move(path, from: [.open], to: .closed))
    #expect(try await store.store.move(path, from: [.draft], to: .open))
    #expect(try await !store.store.move(path, from: [.open], to: .draft))
    #expect(try await store.store.move(path, from: [.draft, .open], to: .closed))
    #expect(try await !store.store.move(path, from: [.closed], to: .closed))
    #expect(try await !store.store.move(Sample.path("none"), from: [.draft], to: .open))
  }

  @Test func theNewVersionMustFollowTheNewest() async throws {
    let storage = try TemporaryStore()
    let store = storage.store
    let bank = try Sample.bank()
    let id = try BankID("fitter")
    func publish(after previous: Int) async throws -> Int? {
      try? await store.publish(bank, to: id, after: previous, at: Sample.start).number
    }
    #expect(try await publish(after: 0) == 1)
    #expect(try await publish(after: 0) == nil)
    #expect(try await publish(after: 1) == 2)
    #expect(try await publish(after: 5) == nil)
    #expect(try await store.versions(of: id).map(\.number) == [2, 1])
    #expect(try await store.questions(of: id, version: 1) == bank.map(\.question))
    #expect(try await store.answerKeys(of: id, version: 1) == bank.map(\.key))
    #expect(try await store.questions(of: id, version: 3).isEmpty)
  }

  @Test func theNewestRecordIsTheOneAtTheHighestPosition() async throws {
    let storage = try TemporaryStore()
    let store = storage.store
    #expect(try await store.newestRecordTime() == nil)
    try await store.write { database in
      try database.execute(
        sql: """
          INSERT INTO attempt
            (id, contest, event, stage, contestant, number, started_at, due)
          VALUES (7, 'cup', 'fitter', 'practice', '1', 1, 500, 900);
          INSERT INTO record (attempt, sequence, at, event, head)
          VALUES (7, 0, 500, x'00', zeroblob(32)), (7, 1, 700, x'00', zeroblob(32)),
            (7, 2, 650, x'00', zeroblob(32));
          """)
    }
    #expect(try await store.newestRecordTime() == Instant(milliseconds: 650))
  }
}
