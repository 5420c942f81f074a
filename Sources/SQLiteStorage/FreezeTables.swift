package import Contests
import GRDB

/// Freezes of stages, ended and not.
extension SQLiteStore {
  static let freezeSchema = """
    CREATE TABLE freeze (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      position INTEGER NOT NULL,
      begun_at INTEGER NOT NULL,
      begun_by TEXT NOT NULL,
      begun_because TEXT NOT NULL,
      ended_at INTEGER,
      ended_by TEXT,
      ended_because TEXT,
      PRIMARY KEY (contest, event, stage, number)
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX freeze_now ON freeze (contest, event, stage) WHERE ended_at IS NULL;
    """

  /// Which version of the certified results the public sees during a freeze: 0 of what was frozen before
  /// it was certified, as everything is by now. What an earlier version of the server froze afterwards
  /// shows the newest version of that moment.
  static let freezeResultsSchema = """
    ALTER TABLE freeze ADD COLUMN results_version INTEGER NOT NULL DEFAULT 0;
    UPDATE freeze SET (results_version, key_version) = (seen.version, seen.key_version)
      FROM certified_result AS seen
      WHERE (seen.contest, seen.event, seen.stage) = (freeze.contest, freeze.event, freeze.stage)
        AND seen.version = (
          SELECT max(version) FROM certified_result AS known
          WHERE (known.contest, known.event, known.stage)
              = (freeze.contest, freeze.event, freeze.stage)
            AND known.certified_at < begun_at);
    """

  /// The stages of a contest that are frozen.
  package func freezes(of contest: ContestID) async throws -> [StagePath: StageFreeze] {
    try await pool.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT event, stage, position, key_version, judging, results_version, begun_at
          FROM freeze
          WHERE contest = ? AND ended_at IS NULL
          """, arguments: [contest.text])
      return try rows.reduce(into: [:]) { freezes, row in
        let path = StagePath(
          contest: contest, event: try EventID(row["event"]), stage: try StageID(row["stage"]))
        freezes[path] = StageFreeze(
          position: row["position"], keyVersion: row["key_version"],
          at: Instant(milliseconds: row["begun_at"]), judging: row["judging"],
          resultsVersion: row["results_version"])
      }
    }
  }

  package func lastUnfreeze(of stage: StagePath) async throws -> Instant? {
    try await pool.read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT max(ended_at) FROM freeze
          WHERE contest = ? AND event = ? AND stage = ? AND results_version = 0
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text])
    }.map { Instant(milliseconds: $0) }
  }

  /// Freezes a stage at the results that have been recorded.
  package func freeze(_ stage: StagePath, _ note: StaffNote) async throws -> StageFreeze {
    try await write { database in
      guard try Self.resultsVersion(of: stage, in: database) == 0 else {
        throw FreezeRefusal.certified(stage)
      }
      // Up to here every submission that can be marked has a result, and none behind it.
      let position =
        try Int64.fetchOne(
          database, sql: "SELECT position FROM projection WHERE name = 'results'") ?? 0
      let keyVersion = try Self.keyVersion(of: stage, in: database)
      let judging = try Self.newestJudging(of: stage, in: database)
      try database.execute(
        sql: """
          INSERT INTO freeze
            (contest, event, stage, number, position, key_version, judging, begun_at, begun_by,
             begun_because)
          SELECT ?1, ?2, ?3, 1 + (
            SELECT count(*) FROM freeze WHERE contest = ?1 AND event = ?2 AND stage = ?3
          ), ?4, ?5, ?6, ?7, ?8, ?9
          WHERE true ON CONFLICT DO NOTHING
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, position, keyVersion, judging,
          note.at.milliseconds, note.actor, note.reason,
        ])
      guard database.changesCount == 1 else { throw FreezeRefusal.frozenAlready(stage) }
      return StageFreeze(
        position: position, keyVersion: keyVersion, at: note.at, judging: judging)
    }
  }

  /// Ends a freeze; what was noted of it stays.
  package func unfreeze(_ stage: StagePath, _ note: StaffNote) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: """
          UPDATE freeze SET ended_at = ?, ended_by = ?, ended_because = ?
          WHERE contest = ? AND event = ? AND stage = ? AND ended_at IS NULL
          """,
        arguments: [
          note.at.milliseconds, note.actor, note.reason, stage.contest.text, stage.event.text,
          stage.stage.text,
        ])
      return database.changesCount == 1
    }
  }
}
