package import Contests
import GRDB
package import Scoring

/// What was done about shortlists. The tables are only ever added to.
extension SQLiteStore: ShortlistStore {
  static let shortlistActSchema = """
    CREATE TABLE shortlist_act (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('play-off', 'withdrawal')),
      after_certification INTEGER NOT NULL CHECK (after_certification IN (0, 1)),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      PRIMARY KEY (contest, event, stage, number)
    ) STRICT, WITHOUT ROWID;

    -- `subject`: who fell out, or the order of a play-off; `moved-up`: who came in by it.
    CREATE TABLE shortlist_act_person (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL,
      part TEXT NOT NULL CHECK (part IN ('subject', 'moved-up')),
      position INTEGER NOT NULL CHECK (position >= 0),
      contestant TEXT NOT NULL,
      PRIMARY KEY (contest, event, stage, number, part, position),
      FOREIGN KEY (contest, event, stage, number)
        REFERENCES shortlist_act (contest, event, stage, number)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX shortlist_act_of ON shortlist_act_person (contest, event, stage, contestant);

    CREATE TRIGGER shortlist_act_kept BEFORE UPDATE ON shortlist_act
      BEGIN SELECT raise(ABORT, 'acts are kept'); END;
    CREATE TRIGGER shortlist_act_stays BEFORE DELETE ON shortlist_act
      BEGIN SELECT raise(ABORT, 'acts are kept'); END;
    """

  /// Whether a contestant is on the shortlist of a stage (?1, ?2, ?3), seen or not.
  private static func isListed(_ contestant: String = "?4") -> String {
    """
    (EXISTS (
        SELECT 1 FROM shortlist
        WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND contestant = \(contestant))
      OR EXISTS (
        SELECT 1 FROM shortlist_act_person
        JOIN shortlist_act USING (contest, event, stage, number)
        WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND contestant = \(contestant)
          AND part = 'moved-up' AND results_version = (
            SELECT max(version) FROM certified_result
            WHERE contest = ?1 AND event = ?2 AND stage = ?3)))
      AND NOT EXISTS (
        SELECT 1 FROM shortlist_act_person JOIN shortlist_act
          USING (contest, event, stage, number)
        WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND contestant = \(contestant)
          AND kind = 'withdrawal' AND part = 'subject')
    """
  }

  package func isJudged(
    _ contestant: ContestantID, at stage: StagePath, shortlist: StagePath
  ) async throws -> Bool {
    try await pool.read { database in
      let query = try database.cachedStatement(
        sql: """
          SELECT 1 WHERE (\(Self.isListed()))
            OR EXISTS (
              SELECT 1 FROM attempt
              WHERE contest = ?1 AND event = ?2 AND stage = ?5 AND contestant = ?4)
            OR EXISTS (
              SELECT 1 FROM judging
              WHERE contest = ?1 AND event = ?2 AND stage = ?5 AND contestant = ?4)
          """)
      return try Row.fetchOne(
        query,
        arguments: [
          shortlist.contest.text, shortlist.event.text, shortlist.stage.text, contestant.text,
          stage.stage.text,
        ]) != nil
    }
  }

  package func isShortlisted(
    _ contestant: ContestantID, at stage: StagePath
  ) async throws -> Bool {
    try readHere { database in
      let query = try database.cachedStatement(
        sql: """
          SELECT 1 WHERE \(Self.isListed())
            AND NOT EXISTS (
              SELECT 1 FROM freeze
              WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND ended_at IS NULL)
          """)
      return try Row.fetchOne(
        query,
        arguments: [stage.contest.text, stage.event.text, stage.stage.text, contestant.text])
        != nil
    }
  }

  package func shortlisted(at stage: StagePath) async throws -> [(ContestantID, RegionCode)] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT person.id, person.region FROM contestant AS person
          WHERE person.id IN (
              SELECT contestant FROM shortlist WHERE contest = ?1 AND event = ?2 AND stage = ?3
              UNION SELECT contestant FROM shortlist_act_person
              WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND part = 'moved-up')
            AND \(Self.isListed("person.id"))
          ORDER BY person.id
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text]
      ).map { row in
        let region: String = row["region"]
        return (
          try ContestantID(row["id"]), try sound(RegionCode(region), "contestant", region)
        )
      }
    }
  }

  package func shortlistActs(of stage: StagePath) async throws -> [ShortlistAct] {
    let arguments: StatementArguments = [
      stage.contest.text, stage.event.text, stage.stage.text,
    ]
    return try await pool.read { database in
      var people: [Int: [String: [ContestantID]]] = [:]
      let persons = try Row.fetchCursor(
        database,
        sql: """
          SELECT number, part, contestant FROM shortlist_act_person
          WHERE contest = ? AND event = ? AND stage = ? ORDER BY number, part, position
          """, arguments: arguments)
      while let row = try persons.next() {
        people[row["number"], default: [:]][row["part"], default: []].append(
          try ContestantID(row["contestant"]))
      }
      let acts = try Row.fetchAll(
        database,
        sql: """
          SELECT number, kind, results_version, at, actor, reason FROM shortlist_act
          WHERE contest = ? AND event = ? AND stage = ? ORDER BY number
          """, arguments: arguments)
      return try acts.map { row in
        let named = people[row["number"]] ?? [:]
        let subject = named["subject"] ?? []
        let kind: ShortlistAct.Kind? =
          switch row["kind"] as String {
          case "play-off": .playOff(subject)
          default: subject.first.map(ShortlistAct.Kind.withdrawal)
          }
        return ShortlistAct(
          number: row["number"], kind: try sound(kind, "shortlist_act", row["kind"]),
          resultsVersion: row["results_version"], movedUp: named["moved-up"] ?? [],
          actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"])
      }
    }
  }

  /// How many acts a stage has, within a transaction that does more.
  static func shortlistActCount(of stage: StagePath, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM shortlist_act WHERE contest = ? AND event = ? AND stage = ?",
      arguments: [stage.contest.text, stage.event.text, stage.stage.text]) ?? 0
  }

  package func append(_ act: ShortlistAct, to stage: StagePath) async throws -> Bool {
    try await write { database in
      let place = [stage.contest.text, stage.event.text, stage.stage.text]
      guard act.number == (try Self.shortlistActCount(of: stage, in: database)) + 1,
        act.resultsVersion == (try Self.resultsVersion(of: stage, in: database))
      else { return false }
      let (kind, subject): (String, [ContestantID]) =
        switch act.kind {
        case .playOff(let order): ("play-off", order)
        case .withdrawal(let contestant): ("withdrawal", [contestant])
        }
      try database.execute(
        sql: """
          INSERT INTO shortlist_act
            (contest, event, stage, number, kind, results_version, at, actor, reason)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: StatementArguments(place)
          + [
            act.number, kind, act.resultsVersion, act.at.milliseconds, act.actor, act.reason,
          ])
      for (part, people) in [("subject", subject), ("moved-up", act.movedUp)] {
        for (position, contestant) in people.enumerated() {
          try database.execute(
            sql: """
              INSERT INTO shortlist_act_person
                (contest, event, stage, number, part, position, contestant)
              VALUES (?, ?, ?, ?, ?, ?, ?)
              """,
            arguments: StatementArguments(place)
              + [act.number, part, position, contestant.text])
        }
      }
      return true
    }
  }
}
