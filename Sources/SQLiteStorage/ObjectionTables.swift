package import Accounts
package import Certification
package import Contests
import GRDB

/// Objections in public notices: only ever added to. Their table is made in `issuerSchema`.
extension SQLiteStore: ObjectionStore {
  /// Which filing a ruling is about.
  static let objectionFilingSchema = """
    ALTER TABLE objection ADD COLUMN filing INTEGER
      CHECK (filing IS NULL OR step <> 'filed' AND filing < number);
    CREATE UNIQUE INDEX objection_ruling ON objection (contest, event, stage, filing)
      WHERE filing IS NOT NULL;
    """

  /// Objections against units and teams, which have no admission number.
  static let objectionSubjectSchema = """
    CREATE TABLE objection_anew (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      contestant TEXT REFERENCES contestant (id),
      unit TEXT CHECK (unit <> ''),
      team TEXT CHECK (team <> ''),
      step TEXT NOT NULL CHECK (step IN ('filed', 'dismissed', 'upheld')),
      filing INTEGER CHECK (filing IS NULL OR step <> 'filed' AND filing < number),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      reason TEXT NOT NULL CHECK (reason <> ''),
      PRIMARY KEY (contest, event, stage, number),
      CHECK ((contestant IS NOT NULL) + (unit IS NOT NULL) + (team IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO objection_anew
      (contest, event, stage, number, contestant, step, filing, at, actor, reason)
    SELECT contest, event, stage, number, contestant, step, filing, at, actor, reason
    FROM objection;
    DROP TABLE objection;
    ALTER TABLE objection_anew RENAME TO objection;
    CREATE UNIQUE INDEX objection_ruling ON objection (contest, event, stage, filing)
      WHERE filing IS NOT NULL;
    CREATE TRIGGER objection_is_never_changed BEFORE UPDATE ON objection
      BEGIN SELECT RAISE(ABORT, 'an objection never changes'); END;
    CREATE TRIGGER objection_is_never_deleted BEFORE DELETE ON objection
      BEGIN SELECT RAISE(ABORT, 'an objection is never deleted'); END;
    """

  package func objections(of stage: StagePath) async throws -> [ObjectionAct] {
    try await pool.read { try Self.objections(of: stage, $0) }
  }

  package func file(
    against subject: ObjectionSubject, at stage: StagePath, _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> ObjectionAct {
    try await write { database in
      let acts = try Self.objections(of: stage, database)
      let act = ObjectionAct(
        number: acts.count + 1, subject: subject, step: .filed, filing: nil, note: note)
      try Self.add(act, at: stage, noting: record, database)
      return act
    }
  }

  package func rule(
    on target: ObjectionTarget, isUpheld: Bool, at stage: StagePath, _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> ObjectionAct {
    try await write { database in
      let acts = try Self.objections(of: stage, database)
      let filing = try acts.filing(meantBy: target)
      let act = ObjectionAct(
        number: acts.count + 1, subject: filing.subject,
        step: isUpheld ? .upheld : .dismissed, filing: filing.number, note: note)
      try Self.add(act, at: stage, noting: record, database)
      return act
    }
  }

  private static func objections(
    of stage: StagePath, _ database: Database
  ) throws -> [ObjectionAct] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT * FROM objection WHERE contest = ? AND event = ? AND stage = ? ORDER BY number
        """, arguments: [stage.contest.text, stage.event.text, stage.stage.text])
    return try Array(rows.map(ObjectionAct.init(row:)))
  }

  private static func add(
    _ act: ObjectionAct, at stage: StagePath, noting record: AuditRecord, _ database: Database
  ) throws {
    var (contestant, unit, team): (String?, String?, String?)
    switch act.subject {
    case .contestant(let id): contestant = id.text
    case .unit(let name): unit = name.text
    case .team(let name): team = name.text
    }
    try database.execute(
      sql: """
        INSERT INTO objection
          (contest, event, stage, number, contestant, unit, team, step, filing, at, actor, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        stage.contest.text, stage.event.text, stage.stage.text, act.number, contestant, unit, team,
        act.step.rawValue, act.filing, act.note.at.milliseconds, act.note.actor, act.note.reason,
      ])
    _ = try append(record, database)
  }
}

extension ObjectionAct {
  fileprivate init(row: Row) throws {
    let step: String = row["step"]
    self.init(
      number: row["number"], subject: try ObjectionSubject(row: row),
      step: try sound(Step(rawValue: step), "objection", step), filing: row["filing"],
      note: StaffNote(
        actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"]))
  }
}

extension ObjectionSubject {
  fileprivate init(row: Row) throws {
    let (unit, team): (String?, String?) = (row["unit"], row["team"])
    if let unit {
      self = .unit(try sound(UnitName(unit), "objection", unit))
    } else if let team {
      self = .team(try sound(TeamName(team), "objection", team))
    } else {
      self = .contestant(try ContestantID(row["contestant"]))
    }
  }
}
