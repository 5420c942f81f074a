import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

/// A database in which certified results could be frozen.
@Suite struct FreezeMigrationTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")

  /// - Parameter frozen: in milliseconds; versions 1, 2 and 3 were certified at 10, 20 and 40.
  private func migrated(frozen begun: Int64) async throws -> SQLiteStore {
    do {
      let old = try SQLiteStore(folder: folder, upTo: "validity of certificates")
      try await old.write { database in
        for (version, at) in [(1, 10), (2, 20), (3, 40)] {
          try database.execute(
            sql: """
              INSERT INTO certified_result (contest, event, stage, version, hash, certified_at,
                judges, document, key_version)
              VALUES ('cup', 'fitter', 'practice', ?1, hex(zeroblob(32)), ?2, 'wang', CAST('{}' AS BLOB), ?1 + 4)
              """, arguments: [version, at])
        }
        try database.execute(
          sql: """
            INSERT INTO freeze (contest, event, stage, number, position, key_version, judging,
              begun_at, begun_by, begun_because)
            VALUES ('cup', 'fitter', 'practice', 1, 7, 9, 3, ?, 'chief', 'r')
            """, arguments: [begun])
      }
      try old.close()
    }
    return try SQLiteStore(folder: folder)
  }

  @Test(arguments: [(5, 0, 9), (10, 0, 9), (11, 1, 5), (30, 2, 6), (50, 3, 7)])
  func aFreezeShowsTheVersionOfItsMoment(_ begun: Int, _ version: Int, _ keys: Int) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated(frozen: Int64(begun))
    let freezes = try await store.freezes(of: try ContestID("cup"))
    #expect(
      freezes == [
        try Sample.path("practice"): StageFreeze(
          position: 7, keyVersion: keys, at: Instant(milliseconds: Int64(begun)), judging: 3,
          resultsVersion: version)
      ])
    try store.close()
  }
}
