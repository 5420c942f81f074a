package import AttemptRecords
package import Contests
import GRDB
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
        return KeyCorrection(wish, note, keyVersion: row["key_version"])
      }
    }
  }

  package func apply(
    _ correction: KeyCorrection, to stage: StagePath,
    scores: [(attempt: AttemptID, score: Points)]
  ) async throws -> Bool {
    try await write { database in
      guard try Self.keyVersion(of: stage, in: database) + 1 == correction.keyVersion else {
        return false
      }
      try database.execute(
        sql: """
          INSERT INTO key_correction
            (contest, event, stage, key_version, question, bank_version, treatment, answer,
             only_if_it_helps, appeal, judge, at, reason)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, correction.keyVersion,
          correction.question.text, correction.bankVersion, correction.treatment.rawValue,
          correction.answer, correction.onlyIfItHelps, correction.appeal,
          correction.judge,
          correction.at.milliseconds, correction.reason,
        ])
      for (attempt, score) in scores {
        try Self.insert(
          Regrade(keyVersion: correction.keyVersion, score: score), of: attempt, in: database)
      }
      return true
    }
  }

  /// Within a transaction that does more.
  static func insert(
    _ regrade: Regrade, of attempt: AttemptID, in database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO regrade (attempt, key_version, score) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [attempt.number, regrade.keyVersion, regrade.score.thousandths])
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

  /// The version of a stage's keys that the public sees, within a transaction that does more: of
  /// certified results theirs, otherwise the newest.
  static func publicKeyVersion(of stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT key_version FROM certified_result
        WHERE contest = ? AND event = ? AND stage = ? ORDER BY version DESC LIMIT 1
        """, arguments: [stage.contest.text, stage.event.text, stage.stage.text])
      ?? keyVersion(of: stage, in: database)
  }

  /// The regrades of a stage's attempts, in their order.
  static func regrades(
    of stage: StagePath, in database: Database
  ) throws -> [Int64: [Regrade]] {
    guard try keyVersion(of: stage, in: database) > KeyCorrection.originalVersion else {
      return [:]
    }
    let statement = try database.cachedStatement(
      sql: """
        SELECT regrade.attempt, regrade.key_version, regrade.score
        FROM regrade JOIN attempt_result ON attempt_result.attempt = regrade.attempt
        WHERE contest = ? AND event = ? AND stage = ?
        ORDER BY regrade.attempt, regrade.key_version
        """)
    var regrades: [Int64: [Regrade]] = [:]
    try statement.forEachRow(
      [stage.contest.text, stage.event.text, stage.stage.text], in: database
    ) { row in
      regrades[row.integer(0), default: []].append(
        Regrade(
          keyVersion: Int(row.integer(1)), score: Points(thousandths: Int(row.integer(2)))))
    }
    return regrades
  }

  /// The regrades of one attempt, in their order.
  static func regrades(of attempt: AttemptID, in database: Database) throws -> [Regrade] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: "SELECT key_version, score FROM regrade WHERE attempt = ? ORDER BY key_version"),
      arguments: [attempt.number]
    ).map { Regrade(keyVersion: $0[0], score: Points(thousandths: $0[1])) }
  }
}
