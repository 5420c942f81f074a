import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Sessions
import Testing

/// A database whose results were recorded before answers stood beside them.
@Suite struct AnswerSheetMigrationTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")

  /// Three attempts that were handed in; of the second a record is missing.
  private func chains() throws -> [RecordChain] {
    try (1...3 as ClosedRange<Int64>).map { number in
      var chain = try RecordChain(number)
      for item in 0...Int(number) {
        chain.add(.answered(item: item, .choices(Choices(position: item))))
      }
      chain.add(.answered(item: 0, .choices(Choices(position: 7))))
      chain.add(.submitted(by: .contestant))
      return chain
    }
  }

  private func migrated() async throws -> SQLiteStore {
    do {
      let old = try SQLiteStore(folder: folder, upTo: "records that share a row")
      #expect(try await old.append(chains().map { $0.entry() }).allSatisfy { $0 })
      try await old.write { database in
        for number in 1...3 {
          try database.execute(
            sql: """
              INSERT INTO attempt_result
                (attempt, contest, event, stage, contestant, number, started_at, submitted_at,
                 elapsed, score, maximum)
              VALUES (?, 'cup', 'fitter', 'practice', ?, 1, 0, 1, 1, 10, 100)
              """, arguments: [number, "\(number)"])
        }
        try database.execute(sql: "DELETE FROM record WHERE attempt = 2 AND sequence = 1")
      }
      try old.close()
    }
    return try SQLiteStore(folder: folder)
  }

  @Test func theAnswersAreReadFromTheRecords() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated()
    let practice = try Sample.path("practice")
    #expect(try await store.results(of: practice).count == 3)
    // What was damaged before is told when it is asked for, and not passed over.
    await #expect(throws: SessionFailure.damaged(AttemptID(number: 2))) {
      try await store.sheets(of: practice)
    }
    let chains = try chains()
    let missing = chains[1].records[1]
    try await store.write { database in
      try database.execute(
        sql: "INSERT INTO record (attempt, sequence, at, event, head) VALUES (2, 1, ?, ?, ?)",
        arguments: [
          missing.at.milliseconds, Data(missing.encoded), Data(repeating: 0, count: 32),
        ])
    }
    // Of another head than the chain's.
    await #expect(throws: SessionFailure.damaged(AttemptID(number: 2))) {
      try await store.sheets(of: practice)
    }
    try await store.write { database in
      try database.execute(
        sql: "UPDATE record SET head = ? WHERE attempt = 2 AND sequence = 1",
        arguments: [Data(missing.head.bytes)])
    }
    let expected = chains.compactMap { AnswerSheet(of: $0.records) }
    #expect(try await store.sheets(of: practice) == expected)
    #expect(expected[2].responses(of: 4)?.first == .choices(Choices(position: 7)))
    #expect(try await store.sheets(of: Sample.path("preliminary")).isEmpty)
  }
}
