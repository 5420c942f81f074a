package import AttemptRecords
package import Contests
import GRDB
import GRDBSQLite
import QuestionBanks
package import Scoring

extension SQLiteStore: CorrectionStore {
  /// What judges ruled about questions, and each score that a ruling changed. The latter follows from
  /// the former and can be thrown away with the results.
  static let correctionSchema = """
    CREATE TABLE key_correction (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      key_version INTEGER NOT NULL CHECK (key_version >= 2),
      question TEXT NOT NULL,
      bank_version INTEGER,
      treatment TEXT NOT NULL
        CHECK (treatment IN ('rescale', 'full-marks', 'accept', 'replace')),
      answer TEXT,
      only_if_it_helps INTEGER NOT NULL CHECK (only_if_it_helps IN (0, 1)),
      appeal INTEGER,
      judge TEXT NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (contest, event, stage, key_version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE regrade (
      attempt INTEGER NOT NULL REFERENCES attempt(id),
      key_version INTEGER NOT NULL CHECK (key_version >= 2),
      score INTEGER NOT NULL,
      PRIMARY KEY (attempt, key_version)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE freeze ADD COLUMN key_version INTEGER NOT NULL DEFAULT 1;
    """

  /// The bank's newest version when a judge ruled.
  static let correctedVersionsSchema = """
    ALTER TABLE key_correction ADD COLUMN newest_bank_version INTEGER;
    """

  package func corrections(of stage: StagePath) async throws -> [KeyCorrection] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM key_correction WHERE contest = ? AND event = ? AND stage = ?
          ORDER BY key_version
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text]
      ).map { row in
        let treatment: String = row["treatment"]
        let wish = KeyCorrection.Wish(
          question: try QuestionID(row["question"]), bankVersion: row["bank_version"],
          treatment: try sound(
            KeyCorrection.Treatment(rawValue: treatment), "key_correction", treatment),
          answer: row["answer"], onlyIfItHelps: row["only_if_it_helps"], appeal: row["appeal"])
        let note = StaffNote(
          actor: row["judge"], at: Instant(milliseconds: row["at"]), reason: row["reason"])
        return KeyCorrection(
          wish, note, keyVersion: row["key_version"],
          newestBankVersion: row["newest_bank_version"])
      }
    }
  }

  package func apply(
    _ correction: KeyCorrection, to stage: StagePath,
    scores: [(attempt: AttemptID, score: Points)]
  ) async throws -> Bool {
    guard try await removeLeftovers(at: stage, above: correction.keyVersion - 1) else {
      return false
    }
    // Everybody's answers wait for a transaction: each of these is short. Nobody sees the scores
    // before there is the correction that they belong to.
    for start in stride(from: 0, to: scores.count, by: Self.regradePortion) {
      let portion = scores[start..<min(start + Self.regradePortion, scores.count)]
      try await write { database in
        let insertion = try RegradeInsertion(in: database)
        for (attempt, score) in portion {
          try insertion.insert(
            Regrade(keyVersion: correction.keyVersion, score: score), of: attempt)
        }
      }
    }
    return try await write { database in
      guard try Self.keyVersion(of: stage, in: database) + 1 == correction.keyVersion else {
        return false
      }
      try database.execute(
        sql: """
          INSERT INTO key_correction
            (contest, event, stage, key_version, question, bank_version, treatment, answer,
             only_if_it_helps, appeal, judge, at, reason, newest_bank_version)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, correction.keyVersion,
          correction.question.text, correction.bankVersion, correction.treatment.rawValue,
          correction.answer, correction.onlyIfItHelps, correction.appeal,
          correction.judge, correction.at.milliseconds, correction.reason,
          correction.newestBankVersion,
        ])
      return true
    }
  }

  private static let regradePortion = 4096

  /// Removes the scores of a correction that was never finished, so that none of them is taken for
  /// one of the next.
  ///
  /// - Returns: `false` when the newest version of the stage's keys is another one.
  private func removeLeftovers(at stage: StagePath, above version: Int) async throws -> Bool {
    let (newest, leftovers) = try await pool.read { database in
      let statement = try database.cachedStatement(
        // In the order of regrades, of which hardly one is so new.
        sql: """
          SELECT regrade.attempt FROM regrade CROSS JOIN attempt_result
          WHERE key_version > ?4 AND attempt_result.attempt = regrade.attempt
            AND contest = ?1 AND event = ?2 AND stage = ?3
          """)
      var leftovers: [Int64] = []
      try statement.forEachRow(
        [stage.contest.text, stage.event.text, stage.stage.text, version], in: database
      ) { leftovers.append($0.integer(0)) }
      return (try Self.keyVersion(of: stage, in: database), leftovers)
    }
    guard newest == version else { return false }
    for start in stride(from: 0, to: leftovers.count, by: Self.regradePortion) {
      let portion = leftovers[start..<min(start + Self.regradePortion, leftovers.count)]
      try await write { database in
        let delete = try database.cachedStatement(
          sql: "DELETE FROM regrade WHERE attempt = ? AND key_version > ?")
        for attempt in portion { try delete.execute(arguments: [attempt, version]) }
      }
    }
    return true
  }

  /// The newest version of a stage's keys, within a transaction that does more.
  static func keyVersion(of stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT max(key_version) FROM key_correction
        WHERE contest = ? AND event = ? AND stage = ?
        """, arguments: [stage.contest.text, stage.event.text, stage.stage.text])
      ?? KeyCorrection.originalVersion
  }

  /// The regrades of a stage's attempts, in their order, without those of a correction that is not
  /// finished.
  static func regrades(
    of stage: StagePath, in database: Database
  ) throws -> [Int64: [Regrade]] {
    let newest = try keyVersion(of: stage, in: database)
    guard newest > KeyCorrection.originalVersion else { return [:] }
    let statement = try database.cachedStatement(
      sql: """
        SELECT regrade.attempt, regrade.key_version, regrade.score
        FROM regrade JOIN attempt_result ON attempt_result.attempt = regrade.attempt
        WHERE contest = ? AND event = ? AND stage = ? AND key_version <= ?
        ORDER BY regrade.attempt, regrade.key_version
        """)
    var regrades: [Int64: [Regrade]] = [:]
    try statement.forEachRow(
      [stage.contest.text, stage.event.text, stage.stage.text, newest], in: database
    ) { row in
      regrades[row.integer(0), default: []].append(
        Regrade(
          keyVersion: Int(row.integer(1)), score: Points(thousandths: Int(row.integer(2)))))
    }
    return regrades
  }

  /// The regrades of one attempt, as those of its stage.
  static func regrades(of attempt: AttemptID, in database: Database) throws -> [Regrade] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: """
          SELECT key_version, score FROM regrade
          WHERE attempt = ?1 AND key_version <= (
            SELECT max(key_version) FROM key_correction JOIN attempt_result
              USING (contest, event, stage)
            WHERE attempt_result.attempt = ?1)
          ORDER BY key_version
          """),
      arguments: [attempt.number]
    ).map { Regrade(keyVersion: $0[0], score: Points(thousandths: $0[1])) }
  }
}

/// Inserts scores, of which one correction may change hundreds of thousands: values are bound to
/// SQLite's own statement, as those of records are.
struct RegradeInsertion {
  private let database: Database
  private let statement: Statement

  init(in database: Database) throws {
    self.database = database
    statement = try database.cachedStatement(
      sql: """
        INSERT INTO regrade (attempt, key_version, score) VALUES (?1, ?2, ?3)
        ON CONFLICT DO NOTHING
        """)
  }

  /// Inserts a score; one that is there stays.
  ///
  /// - Throws: the database's error.
  func insert(_ regrade: Regrade, of attempt: AttemptID) throws {
    let raw = statement.sqliteStatement
    sqlite3_reset(raw)
    sqlite3_bind_int64(raw, 1, attempt.number)
    sqlite3_bind_int64(raw, 2, Int64(regrade.keyVersion))
    sqlite3_bind_int64(raw, 3, Int64(regrade.score.thousandths))
    let code = sqlite3_step(raw)
    // A statement that is not reset would keep the transaction from its end.
    defer { sqlite3_reset(raw) }
    guard code == SQLITE_DONE else { throw database.lastError }
  }
}
