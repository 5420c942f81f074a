package import Accounts
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

  /// Who has an outcome, by which facts, and what was the case when somebody ended it.
  static let outcomeFactsSchema = """
    CREATE TABLE outcome_facts (
      hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE outcome ADD COLUMN recipient TEXT NOT NULL DEFAULT 'person'
      CHECK (recipient IN ('person', 'team', 'unit', 'mentor', 'union'));
    ALTER TABLE outcome ADD COLUMN recipient_name TEXT;
    ALTER TABLE outcome ADD COLUMN facts_hash TEXT REFERENCES outcome_facts (hash);
    ALTER TABLE outcome ADD COLUMN generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0);

    ALTER TABLE outcome_step ADD COLUMN results_version INTEGER;
    ALTER TABLE outcome_step ADD COLUMN objection TEXT
      CHECK (objection IN ('none', 'open', 'upheld'));
    DROP TRIGGER outcome_step_kept;
    -- What was ended before this was asked for was ended by the results by which it began.
    UPDATE outcome_step SET objection = 'none', results_version = (
      SELECT results_version FROM outcome
      WHERE outcome.contest = outcome_step.contest AND outcome.number = outcome_step.number)
    WHERE kind IN ('rejected', 'expired', 'revoked');
    CREATE TRIGGER outcome_step_kept BEFORE UPDATE ON outcome_step
      BEGIN SELECT raise(ABORT, 'steps are kept'); END;

    CREATE TRIGGER outcome_facts_kept BEFORE UPDATE ON outcome_facts
      BEGIN SELECT raise(ABORT, 'facts are kept'); END;
    CREATE TRIGGER outcome_facts_stay BEFORE DELETE ON outcome_facts
      BEGIN SELECT raise(ABORT, 'facts are kept'); END;
    """

  /// What is in public notice is asked for by everybody, out of all that ever happened.
  static let outcomeNoticeSchema = """
    CREATE INDEX outcome_notice ON outcome_step (contest, until) WHERE kind = 'publicised';
    """

  /// Puts certificates on record that were issued while nobody had put their outcomes there. Only judges
  /// issue; which of them it was, the audit log says.
  static let outcomesOfCertificates = """
    CREATE TABLE unrecorded AS
      SELECT credential.*, row_number() OVER (PARTITION BY contest ORDER BY year, number)
          + (SELECT count(*) FROM outcome WHERE outcome.contest = credential.contest) AS outcome,
        printf('LT-%04d-%08d', year, number) AS serial,
        '签发证书 / certificate issued' AS reason
      FROM credential
      WHERE NOT EXISTS (
        SELECT 1 FROM outcome AS known
        WHERE known.contest = credential.contest AND known.event = credential.event
          AND known.stage = credential.stage AND known.contestant = credential.contestant
          AND known.pack = credential.pack AND known.rule = credential.rule);

    INSERT INTO outcome
      (contest, number, event, stage, contestant, pack, rule, kind, name_zh, name_en, pack_version,
       pack_hash, results_version, results_hash, actor, at, reason)
    SELECT contest, outcome, event, stage, contestant, pack, rule, 'grant',
      coalesce(name_zh, name_en), coalesce(name_en, name_zh), pack_version, pack_hash,
      results_version, results_hash, 'judge', issued_at, reason
    FROM unrecorded;

    INSERT INTO outcome_step (contest, number, step, kind, issued_number, actor, at, reason)
    SELECT contest, outcome, 1, 'confirmed', NULL, 'judge', issued_at, reason FROM unrecorded
    UNION ALL
    SELECT contest, outcome, 2, 'issued', serial, 'judge', issued_at, reason FROM unrecorded;

    -- A revocation stands until there are other results.
    INSERT INTO outcome_step
      (contest, number, step, kind, actor, at, reason, results_version, objection)
    SELECT contest, outcome, 3, 'revoked', act.actor, act.at, act.reason,
      coalesce(
        (SELECT max(version) FROM certified_result AS certified
          WHERE certified.contest = unrecorded.contest AND certified.event = unrecorded.event
            AND certified.stage = unrecorded.stage), results_version), 'none'
    FROM unrecorded JOIN credential_act AS act ON act.credential = id AND act.kind = 'revoke';

    DROP TABLE unrecorded;
    """

  package func facts(of number: Int, in contest: ContestID) async throws -> String? {
    try await pool.read { database in
      try String.fetchOne(
        database,
        sql: """
          SELECT text FROM outcome JOIN outcome_facts ON hash = facts_hash
          WHERE contest = ? AND number = ?
          """, arguments: [contest.text, number])
    }
  }

  package func outcomes(
    of contest: ContestID, of contestant: ContestantID?
  ) async throws -> [OutcomeCase] {
    try await pool.read {
      try Self.outcomes(of: contest, contestant.map(OutcomeChoice.of) ?? .all, in: $0)
    }
  }

  package func outcomes(
    of contest: ContestID, inNoticeAt instant: Instant
  ) async throws -> [OutcomeCase] {
    try await pool.read { try Self.outcomes(of: contest, .inNotice(at: instant), in: $0) }
  }

  package func record(
    _ change: OutcomeTransition, in contest: ContestID, noting record: AuditRecord
  ) async throws -> [OutcomeCase]? {
    try await write { database in
      guard let changed = try Self.record(change, in: contest, database) else { return nil }
      _ = try Self.append(record, database)
      return changed
    }
  }

  package func issue(
    _ batch: [Credential], taking change: OutcomeTransition, in contest: ContestID,
    random: @escaping @Sendable () -> UInt64, noting record: AuditRecord
  ) async throws -> [Credential]? {
    try await write { database in
      guard try Self.record(change, in: contest, database) != nil else { return nil }
      let kept = try Self.keep(batch, random, database)
      _ = try Self.append(record, database)
      return kept
    }
  }

  /// `record` within the caller's transaction, which notes it; `nil` before anything is written.
  static func record(
    _ change: OutcomeTransition, in contest: ContestID, _ database: Database
  ) throws -> [OutcomeCase]? {
    guard let changed = try carryOut(change, in: contest, database) else { return nil }
    try requireFreeNumbers(after: change, database)
    return changed
  }

  /// `record` before anybody looked at numbers: what changes at once may pass them on in a circle.
  static func carryOut(
    _ change: OutcomeTransition, in contest: ContestID, _ database: Database
  ) throws -> [OutcomeCase]? {
    guard try isAsSeen(change, in: contest, database) else { return nil }
    for (one, step) in change.steps {
      try settle(step, of: one, database)
      try add(step, to: one.number, one.steps.count + 1, of: contest, in: database)
    }
    for (index, opening) in change.opened.enumerated() {
      let number = change.caseCount + index + 1
      try open(opening, as: number, change.note, of: contest, in: database)
      for (index, step) in opening.steps.enumerated() {
        try add(step, to: number, index + 1, of: contest, in: database)
      }
    }
    let opened = change.opened.indices.map { change.caseCount + $0 + 1 }
    return try outcomes(
      of: contest, .among(change.steps.map(\.case.number) + opened), in: database)
  }

  /// Whether nothing has happened since a change was decided.
  private static func isAsSeen(
    _ change: OutcomeTransition, in contest: ContestID, _ database: Database
  ) throws -> Bool {
    // They are numbered without gaps.
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT coalesce(max(number), 0) FROM outcome WHERE contest = ?"),
      arguments: [contest.text])
    guard last == change.caseCount else { return false }
    let steps = try database.cachedStatement(
      sql: "SELECT count(*) FROM outcome_step WHERE contest = ? AND number = ?")
    for (one, _) in change.steps {
      guard try Int.fetchOne(steps, arguments: [contest.text, one.number]) == one.steps.count
      else { return false }
    }
    for (stage, seen) in change.stages {
      guard try resultsVersion(of: stage, in: database) == seen.resultsVersion else {
        return false
      }
      let acts = try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM objection WHERE contest = ? AND event = ? AND stage = ?",
        arguments: [stage.contest.text, stage.event.text, stage.stage.text])
      guard acts == seen.objectionActs else { return false }
    }
    return true
  }

  /// Revokes a certificate, if there is one and it was not revoked before.
  static func revoke(
    _ credential: CredentialID, _ note: StaffNote, _ database: Database
  ) throws {
    do {
      _ = try add(StatusAct(credential: credential, kind: .revoke, note: note), database)
    } catch CredentialStatus.Refusal.alreadyRevoked {}
  }

  private static func open(
    _ opening: OutcomeOpening, as number: Int, _ note: StaffNote, of contest: ContestID,
    in database: Database
  ) throws {
    let (finding, subject) = (opening.finding, opening.finding.subject)
    let factsHash = opening.facts?.hash
    if let facts = opening.facts {
      try database.cachedStatement(
        sql: "INSERT INTO outcome_facts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING"
      ).execute(arguments: [factsHash, facts.text])
    }
    let open = try database.cachedStatement(
      sql: """
        INSERT INTO outcome
          (contest, number, event, stage, contestant, pack, rule, kind, name_zh, name_en, level,
           pack_version, pack_hash, results_version, results_hash, actor, at, reason, recipient,
           recipient_name, facts_hash, generation)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try open.execute(arguments: [
      contest.text, number, subject.stage.event.text, subject.stage.stage.text,
      subject.contestant.text, subject.pack.text, subject.rule.text, finding.kind.rawValue,
      finding.name.text(in: .zhHans), finding.name.text(in: .en), finding.level?.rawValue,
      finding.packVersion, finding.packHash, finding.resultsVersion, finding.resultsHash,
      note.actor, note.at.milliseconds, note.reason, finding.recipient.rawValue,
      finding.recipientName, factsHash, opening.generation,
    ])
  }

  private static func add(
    _ step: OutcomeStep, to outcome: Int, _ position: Int, of contest: ContestID,
    in database: Database
  ) throws {
    var (until, batch, number, day): (Int64?, Int?, String?, String?)
    switch step.kind {
    case .publicised(let end): until = end.milliseconds
    case .submitted(let with): batch = with
    case .issued(let under, let on): (number, day) = (under, on?.description)
    case .corrected(let under, let on), .belated(let under, let on):
      (number, day) = (under, on.description)
    case .rejected: batch = step.refusedBatch
    case .confirmed, .returned, .expired, .revoked, .kept: break
    }
    if number?.isEmpty ?? false { number = nil }
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO outcome_step
          (contest, number, step, kind, until, batch, issued_number, issued_on, actor, at, reason,
           results_version, objection)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      contest.text, outcome, position, step.kind.code, until, batch, number, day,
      step.note.actor, step.note.at.milliseconds, step.note.reason, step.basis?.resultsVersion,
      step.basis?.objection.rawValue,
    ])
  }
}
