package import Contests
import Foundation
import GRDB
package import Scoring

/// What judges and organizers did about contestants; rows are only ever added.
extension SQLiteStore: JudgingStore {
  /// `freeze.judging` is the number of the last act that the public sees while a stage is frozen.
  static let judgingSchema = """
    CREATE TABLE judging (
      number INTEGER PRIMARY KEY NOT NULL,
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contestant TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (
        kind IN ('assigned', 'released', 'scored', 'settled', 'disqualified', 'reinstated')),
      part TEXT CHECK ((part IS NULL) = (kind IN ('disqualified', 'reinstated'))),
      judge TEXT CHECK ((judge IS NOT NULL) = (kind IN ('assigned', 'released', 'scored'))),
      score INTEGER CHECK ((score IS NOT NULL) = (kind = 'scored')),
      note TEXT NOT NULL,
      reason TEXT NOT NULL,
      actor TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX judging_stage ON judging (contest, event, stage);

    ALTER TABLE freeze ADD COLUMN judging INTEGER NOT NULL DEFAULT 0;
    """

  /// Which appeal against a result an act settles.
  static let judgingAppealSchema = """
    ALTER TABLE judging ADD COLUMN appeal INTEGER;
    """

  /// Up to which act certified results go.
  static let certifiedJudgingSchema = """
    ALTER TABLE certified_result ADD COLUMN judging INTEGER NOT NULL DEFAULT 0;
    UPDATE certified_result SET judging = coalesce(
      json_extract(CAST(document AS TEXT), '$.results.judging[#-1].number'), 0);
    """

  package func judging(
    of stage: StagePath, upTo number: Int64?
  ) async throws -> [JudgingRecord] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM judging
          WHERE contest = ? AND event = ? AND stage = ? AND number <= ? ORDER BY number
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, number ?? Int64.max,
        ]
      ).map(Self.judgingRecord)
    }
  }

  package func append(
    _ entries: [JudgingRecord.Entry], at stage: StagePath, after last: Int64
  ) async throws -> [JudgingRecord]? {
    try await write { database in
      guard try Self.newestJudging(of: stage, in: database) == last else { return nil }
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM stage WHERE contest = ? AND event = ? AND stage = ?",
        arguments: [stage.contest.text, stage.event.text, stage.stage.text])
      // Of certified results only what settles an appeal goes on to the next version.
      let isSettling = entries.allSatisfy { $0.appeal != nil }
      guard isSettling || state != StageState.certified.rawValue else { return nil }
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO judging
            (contest, event, stage, contestant, kind, part, judge, score, note, reason, appeal,
             actor, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      return try entries.map { entry in
        try insert.execute(arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, entry.contestant.text,
          entry.kind.rawValue, entry.part?.text, entry.judge, entry.score?.thousandths, entry.note,
          entry.reason, entry.appeal, entry.actor, entry.at.milliseconds,
        ])
        return JudgingRecord(entry, number: database.lastInsertedRowID)
      }
    }
  }

  package func carried(from stage: StagePath, at instant: Instant?) async throws -> [UInt8]? {
    try await pool.read { database in
      try Data.fetchOne(
        database,
        sql: """
          SELECT document FROM certified_result
          WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND certified_at <= ?4
            AND NOT EXISTS (
              SELECT 1 FROM freeze
              WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND begun_at <= ?4
                AND (ended_at IS NULL OR ended_at > ?4))
          ORDER BY version DESC LIMIT 1
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text,
          instant?.milliseconds ?? Int64.max,
        ])
    }.map { Array($0) }
  }

  /// The number of a stage's newest act; 0 before the first.
  static func newestJudging(of stage: StagePath, in database: Database) throws -> Int64 {
    try Int64.fetchOne(
      database,
      sql: "SELECT max(number) FROM judging WHERE contest = ? AND event = ? AND stage = ?",
      arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
  }

  private static func judgingRecord(_ row: Row) throws -> JudgingRecord {
    let kind: String = row["kind"]
    return JudgingRecord(
      JudgingRecord.Entry(
        try sound(JudgingRecord.Kind(rawValue: kind), "judging", kind),
        try ContestantID(row["contestant"]),
        part: try (row["part"] as String?).map { try PartID($0) }, judge: row["judge"],
        score: (row["score"] as Int?).map(Points.init(thousandths:)), note: row["note"],
        reason: row["reason"], appeal: row["appeal"], actor: row["actor"],
        at: Instant(milliseconds: row["at"])),
      number: row["number"])
  }
}
