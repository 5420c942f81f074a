import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Testing

/// A database in which results were certified twice before acts about shortlists named the version.
@Suite struct ResultsVersionMigrationTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")

  /// Writes what the older version would have written, closes, and opens with this one.
  ///
  /// - Parameter cut: whom the second results let pass.
  private func migrated(cut: [String]) async throws -> SQLiteStore {
    do {
      let old = try SQLiteStore(folder: folder, upTo: "play-offs, withdrawals, reserves")
      try await old.write { database in
        for (version, at, corrections) in [(1, 100, "null"), (2, 200, #"[{"keyVersion":2}]"#)] {
          let acts = #"[{"number":3},{"number":\#(version + 3)}]"#
          let document =
            #"{"results":{"corrections":\#(corrections),"entries":[],"judging":\#(acts)}}"#
          try database.execute(
            sql: """
              INSERT INTO certified_result
                (contest, event, stage, version, hash, certified_at, judges, document)
              VALUES ('cup', 'fitter', 'practice', ?, hex(zeroblob(32)), ?, 'wang', ?)
              """, arguments: [version, at, Data(document.utf8)])
        }
        // The second one was made while the results were being certified without it.
        for (keys, at) in [(2, 150), (3, 200)] {
          try database.execute(
            sql: """
              INSERT INTO key_correction
                (contest, event, stage, key_version, question, treatment, only_if_it_helps, judge,
                 at, reason)
              VALUES ('cup', 'fitter', 'practice', ?, 'q1', 'full-marks', 0, 'wang', ?, 'r')
              """, arguments: [keys, at])
        }
        for admission in cut {
          try database.execute(
            sql: "INSERT INTO shortlist VALUES ('cup', 'fitter', 'practice', ?)",
            arguments: [admission])
        }
        try Self.insert(1, "play-off", ["1000", "1001"], at: 50, isAfter: false, in: database)
        try Self.insert(2, "withdrawal", ["1000"], movedUp: "1002", at: 120, in: database)
        try Self.insert(3, "withdrawal", ["1001"], movedUp: "1003", at: 200, in: database)
      }
      try old.close()
    }
    return try SQLiteStore(folder: folder)
  }

  private static func insert(
    _ number: Int, _ kind: String, _ subject: [String], movedUp: String? = nil, at: Int,
    isAfter: Bool = true, in database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO shortlist_act
          (contest, event, stage, number, kind, after_certification, at, actor, reason)
        VALUES ('cup', 'fitter', 'practice', ?, ?, ?, ?, 'chief', 'r')
        """, arguments: [number, kind, isAfter, at])
    let people =
      subject.enumerated().map { ("subject", $0.offset, $0.element) }
      + [movedUp].compactMap { $0 }.map { ("moved-up", 0, $0) }
    for (part, position, contestant) in people {
      try database.execute(
        sql: """
          INSERT INTO shortlist_act_person
            (contest, event, stage, number, part, position, contestant)
          VALUES ('cup', 'fitter', 'practice', ?, ?, ?, ?)
          """, arguments: [number, part, position, contestant])
    }
  }

  private func entering(_ store: SQLiteStore) async throws -> [String] {
    var entering: [String] = []
    for admission in ["1000", "1001", "1002", "1003", "1004"]
    where try await store.isShortlisted(ContestantID(admission), at: Sample.path("practice")) {
      entering.append(admission)
    }
    return entering
  }

  @Test func actsAndKeysAreThoseOfTheirOwnVersion() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated(cut: ["1000", "1001", "1004"])
    let stage = try Sample.path("practice")
    #expect(try await store.shortlistActs(of: stage).map(\.resultsVersion) == [0, 1, 2])
    #expect(
      try await store.certifications(of: stage.contest)
        == [stage: StageCertification(version: 2, keyVersion: 2, judging: 5)])
    await #expect(throws: DatabaseError.self) {
      try await store.write { try $0.execute(sql: "UPDATE shortlist_act SET reason = 'x'") }
    }
    try store.close()
  }

  @Test func whoMovedUpForSomebodyWhomTheNewResultsLetPassKeepsThePlace() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated(cut: ["1000", "1001", "1004"])
    #expect(try await entering(store) == ["1002", "1003", "1004"])
    try store.close()
  }

  @Test func noPlaceIsMadeWhereNobodyLeftOne() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await migrated(cut: ["1001", "1004"])
    #expect(try await entering(store) == ["1003", "1004"])
    try store.close()
  }
}
