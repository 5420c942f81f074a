package import Certification
package import Contests
import Foundation
import GRDB

/// The lives of outcomes. The tables are only ever added to.
extension SQLiteStore: OutcomeStore {
  static let outcomeSchema = """
    CREATE TABLE outcome (
      contest TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contestant TEXT NOT NULL,
      pack TEXT NOT NULL,
      rule TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('grant', 'recommendation', 'eligibility', 'subsidy')),
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      level INTEGER,
      pack_version INTEGER NOT NULL,
      pack_hash TEXT NOT NULL,
      results_version INTEGER NOT NULL,
      results_hash TEXT NOT NULL,
      actor TEXT NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (contest, number)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX outcome_of_person ON outcome (contest, contestant);

    CREATE TABLE outcome_step (
      contest TEXT NOT NULL,
      number INTEGER NOT NULL,
      step INTEGER NOT NULL CHECK (step >= 1),
      kind TEXT NOT NULL,
      until INTEGER,
      batch INTEGER,
      issued_number TEXT,
      issued_on TEXT,
      actor TEXT NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (contest, number, step),
      FOREIGN KEY (contest, number) REFERENCES outcome (contest, number)
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX outcome_number ON outcome_step (issued_number)
      WHERE issued_number IS NOT NULL;

    CREATE TRIGGER outcome_kept BEFORE UPDATE ON outcome
      BEGIN SELECT raise(ABORT, 'outcomes are kept'); END;
    CREATE TRIGGER outcome_stays BEFORE DELETE ON outcome
      BEGIN SELECT raise(ABORT, 'outcomes are kept'); END;
    CREATE TRIGGER outcome_step_kept BEFORE UPDATE ON outcome_step
      BEGIN SELECT raise(ABORT, 'steps are kept'); END;
    CREATE TRIGGER outcome_step_stays BEFORE DELETE ON outcome_step
      BEGIN SELECT raise(ABORT, 'steps are kept'); END;
    """

  package func outcomes(
    of contest: ContestID, of contestant: ContestantID?
  ) async throws -> [OutcomeCase] {
    try await pool.read { try Self.outcomes(of: contest, of: contestant, in: $0) }
  }

  package func record(
    _ change: OutcomeTransition, in contest: ContestID
  ) async throws -> [OutcomeCase]? {
    try await write { try Self.record(change, in: contest, $0) }
  }

  /// `record` within the caller's transaction; `nil` before anything is written.
  static func record(
    _ change: OutcomeTransition, in contest: ContestID, _ database: Database
  ) throws -> [OutcomeCase]? {
    let count = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM outcome WHERE contest = ?",
      arguments: [contest.text])
    guard count == change.caseCount else { return nil }
    let known = try database.cachedStatement(
      sql: "SELECT count(*) FROM outcome_step WHERE contest = ? AND number = ?")
    for (one, _) in change.steps {
      guard try Int.fetchOne(known, arguments: [contest.text, one.number]) == one.steps.count
      else { return nil }
    }
    for (one, step) in change.steps {
      try Self.settle(step, of: one, database)
      try Self.add(step, to: one, of: contest, in: database)
    }
    let open = try database.cachedStatement(
      sql: """
        INSERT INTO outcome
          (contest, number, event, stage, contestant, pack, rule, kind, name_zh, name_en, level,
           pack_version, pack_hash, results_version, results_hash, actor, at, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, finding) in change.opened.enumerated() {
      let subject = finding.subject
      try open.execute(arguments: [
        contest.text, change.caseCount + index + 1, subject.stage.event.text,
        subject.stage.stage.text, subject.contestant.text, subject.pack.text, subject.rule.text,
        finding.kind.rawValue, finding.name.text(in: .zhHans), finding.name.text(in: .en),
        finding.level?.rawValue, finding.packVersion, finding.packHash, finding.resultsVersion,
        finding.resultsHash, change.note.actor, change.note.at.milliseconds, change.note.reason,
      ])
    }
    let numbers = Set(change.steps.map(\.case.number))
    return try Self.outcomes(of: contest, of: nil, in: database).filter {
      numbers.contains($0.number) || $0.number > change.caseCount
    }
  }

  private static func add(
    _ step: OutcomeStep, to one: OutcomeCase, of contest: ContestID, in database: Database
  ) throws {
    var (until, batch, number, day): (Int64?, Int?, String?, String?)
    switch step.kind {
    case .publicised(let end): until = end.milliseconds
    case .submitted(let with): batch = with
    case .issued(let under, let on): (number, day) = (under, on?.description)
    case .corrected(let under, let on): (number, day) = (under, on.description)
    case .confirmed, .returned, .rejected, .expired, .revoked: break
    }
    if number?.isEmpty ?? false { number = nil }
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO outcome_step
          (contest, number, step, kind, until, batch, issued_number, issued_on, actor, at, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      contest.text, one.number, one.steps.count + 1, step.kind.code, until, batch, number, day,
      step.note.actor, step.note.at.milliseconds, step.note.reason,
    ])
  }

  private static func outcomes(
    of contest: ContestID, of contestant: ContestantID?, in database: Database
  ) throws -> [OutcomeCase] {
    var steps: [Int: [OutcomeStep]] = [:]
    let taken = try Row.fetchCursor(
      database,
      sql: """
        SELECT number, kind, until, batch, issued_number, issued_on, actor, at, reason
        FROM outcome_step WHERE contest = ?1
          AND (?2 IS NULL OR number IN (
            SELECT number FROM outcome WHERE contest = ?1 AND contestant = ?2))
        ORDER BY number, step
        """, arguments: [contest.text, contestant?.text])
    while let row = try taken.next() {
      steps[row["number"], default: []].append(OutcomeStep(try kind(of: row), note(of: row)))
    }
    return try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM outcome
        WHERE contest = ?1 AND contestant = coalesce(?2, contestant) ORDER BY number
        """, arguments: [contest.text, contestant?.text]
    ).map { row in
      let level: Int? = row["level"]
      return OutcomeCase(
        number: row["number"],
        finding: OutcomeFinding(
          subject: OutcomeSubject(
            stage: StagePath(
              contest: contest, event: try EventID(row["event"]), stage: try StageID(row["stage"])),
            contestant: try ContestantID(row["contestant"]), pack: try PackID(row["pack"]),
            rule: try RuleID(row["rule"])),
          kind: try sound(OutcomeFinding.Kind(rawValue: row["kind"]), "outcome", row["kind"]),
          name: LocalizedText(zhHans: row["name_zh"], en: row["name_en"]),
          level: try level.map { try sound(SkillLevel(rawValue: $0), "outcome", "\($0)") },
          packVersion: row["pack_version"], packHash: row["pack_hash"],
          resultsVersion: row["results_version"], resultsHash: row["results_hash"]),
        opened: note(of: row), steps: steps[row["number"]] ?? [])
    }
  }

  private static func note(of row: Row) -> StaffNote {
    StaffNote(
      actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"])
  }

  private static func kind(of row: Row) throws -> OutcomeStep.Kind {
    let code: String = row["kind"]
    let kind: OutcomeStep.Kind? =
      switch code {
      case "publicised":
        (row["until"] as Int64?).map { .publicised(until: Instant(milliseconds: $0)) }
      case "confirmed": .confirmed
      case "submitted": (row["batch"] as Int?).map { .submitted(batch: $0) }
      case "returned": .returned
      case "issued":
        .issued(
          number: row["issued_number"] ?? "",
          on: (row["issued_on"] as String?).flatMap { CalendarDate($0) })
      case "corrected":
        (row["issued_on"] as String?).flatMap { CalendarDate($0) }.map {
          .corrected(number: row["issued_number"] ?? "", on: $0)
        }
      case "rejected": .rejected
      case "expired": .expired
      case "revoked": .revoked
      default: nil
      }
    return try sound(kind, "outcome_step", code)
  }
}
