package import AttemptRecords
package import Contests
import Foundation
import GRDB
package import Scoring
import Sessions

extension SQLiteStore: ResultStore {
  /// `attempt_result` can be thrown away and computed again from the journal; `certified_result`
  /// holds what was signed for and never changes.
  static let resultSchema = """
    CREATE TABLE projection (
      name TEXT PRIMARY KEY NOT NULL,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attempt_result (
      attempt INTEGER PRIMARY KEY NOT NULL REFERENCES attempt(id),
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contestant TEXT NOT NULL,
      number INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      submitted_at INTEGER NOT NULL,
      elapsed INTEGER NOT NULL,
      score INTEGER NOT NULL,
      maximum INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX attempt_result_stage ON attempt_result (contest, event, stage);

    CREATE TABLE certified_result (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 1),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      certified_at INTEGER NOT NULL,
      judges TEXT NOT NULL,
      document BLOB NOT NULL,
      PRIMARY KEY (contest, event, stage, version)
    ) STRICT, WITHOUT ROWID;
    """

  /// By which keys results were certified, and under which version of the results something was done
  /// about a shortlist.
  static let resultsVersionSchema = """
    ALTER TABLE certified_result ADD COLUMN key_version INTEGER NOT NULL DEFAULT 1;
    UPDATE certified_result SET key_version = coalesce(
      (SELECT max(key_version) FROM key_correction
        WHERE key_correction.contest = certified_result.contest
          AND key_correction.event = certified_result.event
          AND key_correction.stage = certified_result.stage AND at <= certified_at), 1);

    ALTER TABLE shortlist_act ADD COLUMN results_version INTEGER NOT NULL DEFAULT 0;
    DROP TRIGGER shortlist_act_kept;
    UPDATE shortlist_act SET results_version = after_certification;
    ALTER TABLE shortlist_act DROP COLUMN after_certification;
    CREATE TRIGGER shortlist_act_kept BEFORE UPDATE ON shortlist_act
      BEGIN SELECT raise(ABORT, 'acts are kept'); END;
    """

  /// Puts right what `resultsVersionSchema` could only guess: of several versions which one an act was
  /// about, and by which keys a version was certified, as its document says. And where results that were
  /// certified anew admitted people who had fallen out, those who had moved up for them keep their
  /// places.
  static let resultsVersionRepair = """
    DROP TRIGGER shortlist_act_kept;
    UPDATE shortlist_act SET results_version = max(1, (
      SELECT count(*) FROM certified_result
      WHERE certified_result.contest = shortlist_act.contest
        AND certified_result.event = shortlist_act.event
        AND certified_result.stage = shortlist_act.stage AND certified_at <= at))
      WHERE results_version = 1;
    CREATE TRIGGER shortlist_act_kept BEFORE UPDATE ON shortlist_act
      BEGIN SELECT raise(ABORT, 'acts are kept'); END;

    UPDATE certified_result SET key_version = coalesce(
      json_extract(CAST(document AS TEXT), '$.results.corrections[#-1].keyVersion'), 1);

    WITH fallen AS (
      SELECT contest, event, stage, contestant, results_version
      FROM shortlist_act JOIN shortlist_act_person USING (contest, event, stage, number)
      WHERE kind = 'withdrawal' AND part = 'subject'
    ), vacant AS (
      SELECT DISTINCT contest, event, stage
      FROM fallen JOIN shortlist USING (contest, event, stage, contestant)
      WHERE results_version < (
        SELECT max(version) FROM certified_result
        WHERE certified_result.contest = fallen.contest
          AND certified_result.event = fallen.event
          AND certified_result.stage = fallen.stage)
    )
    INSERT INTO shortlist (contest, event, stage, contestant)
      SELECT contest, event, stage, contestant
      FROM vacant JOIN shortlist_act_person USING (contest, event, stage)
      WHERE part = 'moved-up'
        AND (contest, event, stage, contestant) NOT IN (
          SELECT contest, event, stage, contestant FROM fallen)
      ON CONFLICT DO NOTHING;
    """

  /// What was handed in, beside what it came to.
  static func addSheets(to database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE attempt_result ADD COLUMN bank_version INTEGER;
        ALTER TABLE attempt_result ADD COLUMN seed INTEGER;
        ALTER TABLE attempt_result ADD COLUMN answers BLOB;
        """)
    let lookup = try RecordLookup(in: database)
    let update = try database.cachedStatement(
      sql: """
        UPDATE attempt_result SET bank_version = ?, seed = ?, answers = ? WHERE attempt = ?
        """)
    for number in try Int64.fetchAll(database, sql: "SELECT attempt FROM attempt_result") {
      let attempt = AttemptID(number: number)
      do {
        let sheet = try sheet(of: attempt, by: lookup)
        try update.run(sheet.columns + [.integer(number)], in: database)
      } catch is SessionFailure {
        // It stays without, and is read from its records whenever it is to be marked again.
        continue
      }
    }
  }

  /// - Throws: `SessionFailure.damaged` when the records are not all there, or no chain.
  private static func sheet(
    of attempt: AttemptID, by lookup: RecordLookup
  ) throws -> AnswerSheet {
    let records = try lookup.history(of: attempt)
    let heads = [.empty] + records.map(\.head)
    guard zip(records, heads).allSatisfy({ $0.follows($1) }), let sheet = AnswerSheet(of: records)
    else { throw SessionFailure.damaged(attempt) }
    return sheet
  }

  /// Who may enter a later stage that admits by the shortlist of this one.
  static let shortlistSchema = """
    CREATE TABLE shortlist (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contestant TEXT NOT NULL,
      PRIMARY KEY (contest, event, stage, contestant)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO shortlist
      SELECT contest, event, stage, json_extract(entry.value, '$.contestant')
      FROM certified_result, json_each(CAST(document AS TEXT), '$.results.entries') AS entry
      WHERE json_extract(entry.value, '$.shortlisted');
    """

  package func projectedPosition() async throws -> Int64 {
    try readHere { database in
      try Int64.fetchOne(
        database, sql: "SELECT position FROM projection WHERE name = 'results'") ?? 0
    }
  }

  package func record(_ attempts: [MarkedAttempt], upTo position: Int64) async throws {
    try await write { database in
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO attempt_result
            (attempt, contest, event, stage, contestant, number, started_at, submitted_at,
             elapsed, score, maximum, bank_version, seed, answers)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING
          """)
      let regrades = try RegradeInsertion(in: database)
      for attempt in attempts {
        let result = attempt.result
        let (outcome, stage) = (result.original, result.stage)
        try insert.run(
          [
            .integer(outcome.attempt.number), .text(stage.contest.text), .text(stage.event.text),
            .text(stage.stage.text), .text(result.contestant.text), .integer(outcome.number),
            .integer(outcome.startedAt.milliseconds), .integer(outcome.submittedAt.milliseconds),
            .integer(outcome.elapsed.count), .integer(outcome.score.thousandths),
            .integer(outcome.maximum.thousandths),
          ] + attempt.sheet.columns, in: database)
        for regrade in result.regrades {
          try regrades.insert(regrade, of: result.original.attempt)
        }
      }
      try database.execute(
        sql: """
          INSERT INTO projection (name, position) VALUES ('results', ?)
          ON CONFLICT DO UPDATE SET position = max(position, excluded.position)
          """, arguments: [position])
    }
  }

  package func results(
    of stage: StagePath, upTo position: Int64?
  ) async throws -> [AttemptResult] {
    try await pool.read { database in
      let regrades = try Self.regrades(of: stage, in: database)
      // There is a result only of what was submitted; without a position nothing else is asked.
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(Self.resultColumns) FROM attempt_result
          WHERE contest = ?1 AND event = ?2 AND stage = ?3
            AND (?4 IS NULL OR ?4 >= (SELECT finished FROM attempt WHERE id = attempt))
          """)
      var results: [AttemptResult] = []
      let place: StatementArguments = [stage.contest.text, stage.event.text, stage.stage.text]
      try statement.forEachRow(place + [position], in: database) { row in
        results.append(try Self.result(row, stage, regrades[row.integer(0)] ?? []))
      }
      return results
    }
  }

  package func sheets(of stage: StagePath) async throws -> [AnswerSheet] {
    try await pool.read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT attempt, bank_version, seed, answers FROM attempt_result
          WHERE contest = ? AND event = ? AND stage = ?
          """)
      let lookup = try RecordLookup(in: database)
      var sheets: [AnswerSheet] = []
      try statement.forEachRow(
        [stage.contest.text, stage.event.text, stage.stage.text], in: database
      ) { row in
        let attempt = AttemptID(number: row.integer(0))
        guard let version = row.optionalInteger(1) else {
          sheets.append(try Self.sheet(of: attempt, by: lookup))
          return
        }
        sheets.append(
          AnswerSheet(
            attempt: attempt, bankVersion: Int(version), seed: UInt64(bitPattern: row.integer(2)),
            answers: Array(row.bytes(3))))
      }
      return sheets
    }
  }

  package func result(of attempt: AttemptID) async throws -> AttemptResult? {
    try readHere(snapshot: true) { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(Self.resultColumns), contest, event, stage FROM attempt_result WHERE attempt = ?
          """)
      let regrades = try Self.regrades(of: attempt, in: database)
      var result: AttemptResult?
      try statement.forEachRow([attempt.number], in: database) { row in
        let path = StagePath(
          contest: try ContestID(row.text(8)), event: try EventID(row.text(9)),
          stage: try StageID(row.text(10)))
        result = try Self.result(row, path, regrades)
      }
      return result
    }
  }

  private static let resultColumns =
    "attempt, contestant, number, started_at, submitted_at, elapsed, score, maximum"

  /// - Parameter row: begins with `resultColumns`.
  private static func result(
    _ row: StoredRow, _ stage: StagePath, _ regrades: [Regrade]
  ) throws -> AttemptResult {
    AttemptResult(
      AttemptOutcome(
        attempt: AttemptID(number: row.integer(0)), number: Int(row.integer(2)),
        startedAt: Instant(milliseconds: row.integer(3)),
        submittedAt: Instant(milliseconds: row.integer(4)),
        elapsed: Milliseconds(row.integer(5)), score: Points(thousandths: Int(row.integer(6))),
        maximum: Points(thousandths: Int(row.integer(7)))), regrades: regrades,
      of: try ContestantID(row.text(1)), at: stage)
  }

  package func keep(
    _ document: CertifiedDocument, bytes: [UInt8], on grounds: CertificationGrounds
  ) async throws -> Bool {
    // While the one writer is held every answer of every contest waits: what is long is done before.
    let (certified, hash, data) = (document.results, document.hash, Data(bytes))
    let attempts = certified.everyone.reduce(0) { $0 + $1.attempts.count }
    let appealActs = grounds.appeals.reduce(0) { $0 + 1 + $1.steps.count }
    return try await write { database in
      let path = certified.path
      // Whoever began an attempt while the document was computed is not in it.
      guard try Self.attemptCount(of: path, in: database) == attempts else { return false }
      let judging = try Self.newestJudging(of: path, in: database)
      let place: StatementArguments = [path.contest.text, path.event.text, path.stage.text]
      guard judging == certified.judging?.last?.number ?? 0,
        try Self.keyVersion(of: path, in: database) == certified.keyVersion,
        try Self.appealActs(at: path, in: database) == appealActs,
        try Self.shortlistActCount(of: path, in: database) == grounds.shortlistActs.count
      else { return false }
      // What a later stage was frozen without must not look as if it had been there.
      let later = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM freeze
          WHERE contest = ? AND event = ? AND stage <> ? AND begun_at >= ? AND ended_at IS NULL
          """, arguments: place + [certified.certifiedAt.milliseconds])
      guard later == 0 else { return false }
      // Scores of an earlier stage that was certified anew meanwhile are not those that count.
      for carried in certified.carried ?? [] {
        let earlier = StagePath(contest: path.contest, event: path.event, stage: carried.stage)
        guard try Self.seals(of: earlier, in: database).last?.hash == carried.hash else {
          return false
        }
      }
      let newest = try Self.resultsVersion(of: path, in: database)
      guard certified.version == newest + 1,
        try newest > 0 || Self.move(path, from: [.closed], to: .certified, in: database)
      else { return false }
      try database.execute(
        sql: "DELETE FROM shortlist WHERE contest = ? AND event = ? AND stage = ?",
        arguments: place)
      try database.execute(
        sql: """
          INSERT INTO certified_result
            (contest, event, stage, version, hash, certified_at, judges, document, key_version,
             judging)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          path.contest.text, path.event.text, path.stage.text, certified.version, hash,
          certified.certifiedAt.milliseconds, certified.judges.joined(separator: ","), data,
          certified.keyVersion, judging,
        ])
      let admit = try database.cachedStatement(
        sql: "INSERT INTO shortlist (contest, event, stage, contestant) VALUES (?, ?, ?, ?)")
      for contestant in grounds.admitted {
        try admit.execute(arguments: [
          path.contest.text, path.event.text, path.stage.text, contestant.text,
        ])
      }
      return true
    }
  }

  /// The newest version of a stage's certified results, within a transaction that does more; 0 before
  /// the first.
  static func resultsVersion(of stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT max(version) FROM certified_result WHERE contest = ? AND event = ? AND stage = ?
        """, arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
  }

  package func certifications(
    of contest: ContestID
  ) async throws -> [StagePath: StageCertification] {
    try await pool.read { database in
      // SQLite takes the other columns from the row that has the maximum.
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT event, stage, key_version, judging, max(version) AS version
          FROM certified_result WHERE contest = ? GROUP BY event, stage
          """, arguments: [contest.text])
      return try rows.reduce(into: [:]) { certifications, row in
        let path = StagePath(
          contest: contest, event: try EventID(row["event"]), stage: try StageID(row["stage"]))
        certifications[path] = StageCertification(
          version: row["version"], keyVersion: row["key_version"], judging: row["judging"])
      }
    }
  }

  package func certified(_ stage: StagePath, version: Int?) async throws -> [UInt8]? {
    try await pool.read { database in
      try Data.fetchOne(
        database,
        sql: """
          SELECT document FROM certified_result
          WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND version = coalesce(?4, version)
          ORDER BY version DESC LIMIT 1
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text, version])
    }.map { Array($0) }
  }

  package func firstCertification(of stage: StagePath) async throws -> Instant? {
    try await pool.read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT certified_at FROM certified_result
          WHERE contest = ? AND event = ? AND stage = ? AND version = 1
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text])
    }.map { Instant(milliseconds: $0) }
  }
}

extension AnswerSheet {
  /// Bank version, seed and answers.
  fileprivate var columns: [BoundValue] {
    [.integer(bankVersion), .integer(Int64(bitPattern: seed)), .bytes(answers)]
  }
}
