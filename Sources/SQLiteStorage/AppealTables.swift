import AttemptRecords
package import Contests
import GRDB
import QuestionBanks
package import Scoring

extension SQLiteStore: AppealStore {
  /// Appeals and what judges did about them; nothing of it ever changes.
  static let appealSchema = """
    CREATE TABLE appeal (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      contestant TEXT NOT NULL,
      question TEXT,
      attempt INTEGER REFERENCES attempt(id),
      item INTEGER,
      text TEXT NOT NULL,
      filed_at INTEGER NOT NULL,
      PRIMARY KEY (contest, event, stage, number),
      CHECK ((question IS NULL) = (attempt IS NULL) AND (question IS NULL) = (item IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE appeal_step (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL,
      step INTEGER NOT NULL CHECK (step >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('uphold', 'reject', 'confirm', 'return')),
      judge TEXT NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (contest, event, stage, number, step),
      FOREIGN KEY (contest, event, stage, number) REFERENCES appeal
    ) STRICT, WITHOUT ROWID;
    """

  /// Finds a contestant's own appeals among all of a stage.
  static let ownAppealsSchema = """
    CREATE INDEX appeal_contestant ON appeal (contest, event, stage, contestant);
    """

  package func appeals(
    of stage: StagePath, by contestant: ContestantID?
  ) async throws -> [Appeal] {
    let place: StatementArguments = [stage.contest.text, stage.event.text, stage.stage.text]
    let own = contestant == nil ? "" : "AND contestant = ?4"
    let found = "FROM appeal WHERE contest = ?1 AND event = ?2 AND stage = ?3 \(own)"
    let arguments = contestant.map { place + [$0.text] } ?? place
    return try await pool.read { database in
      let steps = try Row.fetchAll(
        database,
        sql: """
          SELECT number, kind, judge, at, reason FROM appeal_step
          WHERE contest = ?1 AND event = ?2 AND stage = ?3
            AND number IN (SELECT number \(found)) ORDER BY number, step
          """, arguments: arguments
      ).reduce(into: [Int: [Appeal.Step]]()) { steps, row in
        let kind: String = row["kind"]
        steps[row["number"], default: []].append(
          Appeal.Step(
            kind: try sound(Appeal.Kind(rawValue: kind), "appeal_step", kind), judge: row["judge"],
            at: Instant(milliseconds: row["at"]), reason: row["reason"]))
      }
      return try Row.fetchAll(
        database, sql: "SELECT * \(found) ORDER BY number", arguments: arguments
      ).map { row in
        Appeal(
          number: row["number"], contestant: try ContestantID(row["contestant"]),
          subject: try Self.subject(row), text: row["text"],
          filedAt: Instant(milliseconds: row["filed_at"]), steps: steps[row["number"]] ?? [])
      }
    }
  }

  /// How many appeals and steps of judges about them a stage has, within a transaction that does more.
  static func appealActs(at stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT (SELECT count(*) FROM appeal WHERE contest = ?1 AND event = ?2 AND stage = ?3)
          + (SELECT count(*) FROM appeal_step WHERE contest = ?1 AND event = ?2 AND stage = ?3)
        """, arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
  }

  private static func subject(_ row: Row) throws -> Appeal.Subject {
    guard let question: String = row["question"] else { return .result }
    return .question(
      try QuestionID(question), attempt: AttemptID(number: row["attempt"]), item: row["item"])
  }

  /// The number of a stage's last appeal and how many are somebody's own: nobody who files waits for
  /// all of them to be counted.
  static let appealCounts = """
    SELECT
      (SELECT max(number) FROM appeal WHERE contest = ?1 AND event = ?2 AND stage = ?3),
      (SELECT count(*) FROM appeal
        WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND contestant = ?4)
    """

  package func file(
    _ subject: Appeal.Subject, _ text: String, by contestant: ContestantID, at stage: StagePath,
    _ instant: Instant
  ) async throws -> Int? {
    try await write { database in
      let place: StatementArguments = [stage.contest.text, stage.event.text, stage.stage.text]
      let counts = try Row.fetchOne(
        database, sql: Self.appealCounts, arguments: place + [contestant.text])
      let (last, own): (Int, Int) = (counts?[0] ?? 0, counts?[1] ?? 0)
      guard own < Limits.appealsPerStage else { return nil }
      var (question, attempt, item): (String?, Int64?, Int?)
      if case .question(let id, let of, let position) = subject {
        (question, attempt, item) = (id.text, of.number, position)
      }
      try database.execute(
        sql: """
          INSERT INTO appeal
            (contest, event, stage, number, contestant, question, attempt, item, text, filed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: place
          + [last + 1, contestant.text, question, attempt, item, text, instant.milliseconds])
      return last + 1
    }
  }

  package func add(
    _ step: Appeal.Step, to appeal: Int, of stage: StagePath, after steps: Int
  ) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: """
          INSERT INTO appeal_step (contest, event, stage, number, step, kind, judge, at, reason)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
          WHERE ?5 = 1 + (
            SELECT count(*) FROM appeal_step
            WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND number = ?4)
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, appeal, steps + 1,
          step.kind.rawValue, step.judge, step.at.milliseconds, step.reason,
        ])
      return database.changesCount == 1
    }
  }
}
