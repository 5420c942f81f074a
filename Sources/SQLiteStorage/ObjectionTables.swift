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

  package func objections(of stage: StagePath) async throws -> [ObjectionAct] {
    try await pool.read { try Self.objections(of: stage, $0) }
  }

  package func file(
    against contestant: ContestantID, at stage: StagePath, _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> ObjectionAct {
    try await write { database in
      let acts = try Self.objections(of: stage, database)
      let act = ObjectionAct(
        number: acts.count + 1, contestant: contestant, step: .filed, filing: nil, note: note)
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
        number: acts.count + 1, contestant: filing.contestant,
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
    try database.execute(
      sql: """
        INSERT INTO objection
          (contest, event, stage, number, contestant, step, filing, at, actor, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        stage.contest.text, stage.event.text, stage.stage.text, act.number, act.contestant.text,
        act.step.rawValue, act.filing, act.note.at.milliseconds, act.note.actor, act.note.reason,
      ])
    _ = try append(record, database)
  }
}

extension ObjectionAct {
  fileprivate init(row: Row) throws {
    let step: String = row["step"]
    self.init(
      number: row["number"], contestant: try ContestantID(row["contestant"]),
      step: try sound(Step(rawValue: step), "objection", step), filing: row["filing"],
      note: StaffNote(
        actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"]))
  }
}
