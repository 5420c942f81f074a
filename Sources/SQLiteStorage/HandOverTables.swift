package import Accounts
package import Certification
package import Contests
import Foundation
import GRDB

/// Batches of outcomes for competent bodies, and what the bodies issued: only ever added to.
extension SQLiteStore: HandOverStore {
  static let handOverSchema = """
    CREATE TABLE outcome_batch (
      contest TEXT NOT NULL,
      batch INTEGER NOT NULL CHECK (batch >= 1),
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL
        CHECK (kind IN ('level', 'recommendation', 'eligibility', 'subsidy', 'award')),
      body TEXT NOT NULL CHECK (body <> ''),
      body_number TEXT,
      -- Of the clear file, which is nowhere.
      file_hash TEXT NOT NULL CHECK (length(file_hash) = 64),
      file BLOB NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (contest, batch),
      UNIQUE (contest, name)
    ) STRICT;

    CREATE TRIGGER outcome_batch_is_immutable BEFORE UPDATE ON outcome_batch
      BEGIN SELECT raise(ABORT, 'a batch never changes'); END;
    CREATE TRIGGER outcome_batch_is_permanent BEFORE DELETE ON outcome_batch
      BEGIN SELECT raise(ABORT, 'a batch is never deleted'); END;

    -- A number that was corrected is free again, and one paper may honour several people: which numbers
    -- belong to one outcome alone is decided where they are written.
    DROP INDEX IF EXISTS outcome_number;
    CREATE INDEX outcome_by_number ON outcome_step (issued_number)
      WHERE issued_number IS NOT NULL;
    """

  /// Takes a transaction back in which somebody else was first, or that was only tried.
  private enum TakenBack: Error {
    case overtaken
    case tried([OutcomeCase])
  }

  package func handOvers(of contest: ContestID) async throws -> [HandOver] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT batch, name, kind, body, body_number, file_hash, actor, at, reason
          FROM outcome_batch WHERE contest = ? ORDER BY batch
          """, arguments: [contest.text]
      ).map(HandOver.init(row:))
    }
  }

  package func handOver(
    _ batch: HandOver, sealed: [UInt8], taking change: OutcomeTransition, of contest: ContestID,
    noting record: AuditRecord
  ) async throws -> [OutcomeCase]? {
    do {
      return try await write { database in
        guard
          try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM outcome_batch WHERE contest = ? AND name = ?)",
            arguments: [contest.text, batch.name]) == false
        else { throw HandOverNameTaken(name: batch.name) }
        try database.execute(
          sql: """
            INSERT INTO outcome_batch
              (contest, batch, name, kind, body, body_number, file_hash, file, actor, at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
          arguments: [
            contest.text, batch.number, batch.name, batch.kind.rawValue, batch.body.name,
            batch.body.number, batch.fileHash, Data(sealed), batch.note.actor,
            batch.note.at.milliseconds, batch.note.reason,
          ])
        guard database.changesCount == 1,
          let changed = try Self.record(change, in: contest, database)
        else { throw TakenBack.overtaken }
        _ = try Self.append(record, database)
        return changed
      }
    } catch TakenBack.overtaken {
      return nil
    }
  }

  package func handOverFile(
    _ batch: Int, of contest: ContestID, noting records: [AuditRecord]
  ) async throws -> [UInt8]? {
    try await write { database in
      let file = try Data.fetchOne(
        database, sql: "SELECT file FROM outcome_batch WHERE contest = ? AND batch = ?",
        arguments: [contest.text, batch])
      guard let file else { return nil }
      for record in records { _ = try Self.append(record, database) }
      return [UInt8](file)
    }
  }

  package func take(
    _ answers: IssuedOutcomes, of contest: ContestID, noting record: AuditRecord, isDryRun: Bool
  ) async throws -> [OutcomeCase]? {
    do {
      return try await write { database in
        guard let changed = try Self.carryOut(answers.change, in: contest, database) else {
          throw TakenBack.overtaken
        }
        for (index, fact) in answers.facts.enumerated() {
          try Self.add(fact, index, answers.change.note, database)
        }
        let conflicts = try Self.conflicts(after: answers, in: contest, database)
        guard conflicts.isEmpty else { throw IssuedConflicts(conflicts: conflicts) }
        try Self.requireFreeNumbers(after: answers.change, database)
        _ = try Self.append(record, database)
        guard !isDryRun else { throw TakenBack.tried(changed) }
        return changed
      }
    } catch TakenBack.overtaken {
      return nil
    } catch TakenBack.tried(let changed) {
      return changed
    }
  }

  // MARK: Numbers

  /// Does what a step asks for beyond the outcome itself: an end takes the certificate with it, and what
  /// does not hold any more is struck from the ledger.
  static func settle(_ step: OutcomeStep, of one: OutcomeCase, _ database: Database) throws {
    if let credential = one.credential, step.kind.state?.isFinal ?? false {
      try revoke(credential, step.note, database)
    }
    if step.kind == .revoked { try strikeFact(of: one, step.note, database) }
  }

  /// - Throws: `IssuedNumberTaken` when a change gave an outcome a number that is given once, and is
  ///   another's also after the whole change.
  static func requireFreeNumbers(
    after change: OutcomeTransition, _ database: Database
  ) throws {
    for (one, step) in change.steps {
      try requireFree(step, for: one.finding, one.number, database)
    }
    for (index, opening) in change.opened.enumerated() {
      for step in opening.steps {
        try requireFree(step, for: opening.finding, change.caseCount + index + 1, database)
      }
    }
  }

  private static func requireFree(
    _ step: OutcomeStep, for finding: OutcomeFinding, _ outcome: Int, _ database: Database
  ) throws {
    switch step.kind {
    case .issued(let number, _), .corrected(let number, _), .belated(let number, _):
      guard finding.isIssuedHere || finding.level != nil else { return }
      let contest = finding.subject.stage.contest
      if try holder(of: number, besides: outcome, of: contest, database) != nil {
        throw IssuedNumberTaken(number: number)
      }
    case .publicised, .confirmed, .submitted, .returned, .rejected, .expired, .revoked, .kept: break
    }
  }

  /// The outcome that has a number which is given once, by contest and number. What was taken back from
  /// somebody and follows again may come under the number that the person had.
  private static func holder(
    of number: String, besides outcome: Int, of contest: ContestID, _ database: Database
  ) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT contest || '/' || number FROM outcome_step AS step
          JOIN outcome USING (contest, number)
          WHERE issued_number = ?1 AND NOT (contest = ?2 AND number = ?3)
            AND (level IS NOT NULL OR outcome.kind = 'grant' AND outcome.recipient = 'person')
            AND NOT EXISTS (
              SELECT 1 FROM outcome_step AS later
              WHERE later.contest = step.contest AND later.number = step.number
                AND later.kind IN ('issued', 'corrected', 'belated') AND later.step > step.step)
            AND NOT EXISTS (
              SELECT 1 FROM outcome_step AS ended
              JOIN outcome AS own ON own.contest = ?2 AND own.number = ?3
              WHERE ended.contest = step.contest AND ended.number = step.number
                AND ended.kind IN ('revoked', 'rejected', 'expired') AND outcome.level IS NOT NULL
                AND NOT EXISTS (
                  SELECT 1 FROM outcome_step AS anew
                  WHERE anew.contest = ended.contest AND anew.number = ended.number
                    AND anew.kind = 'issued' AND anew.step > ended.step)
                AND outcome.contest = own.contest AND outcome.event = own.event
                AND outcome.stage = own.stage AND outcome.contestant = own.contestant
                AND outcome.pack = own.pack AND outcome.rule = own.rule)
          """),
      arguments: [number, contest.text, outcome])
  }

  /// The numbers that others have as well now that everything is written down: within one answer they
  /// may change hands.
  private static func conflicts(
    after answers: IssuedOutcomes, in contest: ContestID, _ database: Database
  ) throws -> [IssuedConflicts.Conflict] {
    var conflicts: [IssuedConflicts.Conflict] = []
    for fact in answers.facts {
      guard case .level(let held) = fact.statement.content, let number = held.certificate
      else { continue }
      let isAnothers = try isAnothers(
        number, than: try person(fact.contestant, database), database)
      let holder = try holder(of: number.text, besides: fact.outcome, of: contest, database)
      guard holder != nil || isAnothers else { continue }
      conflicts.append(
        IssuedConflicts.Conflict(
          outcome: fact.outcome, number: number.text,
          holder: holder.map(IssuedConflicts.Holder.outcome) ?? .person))
    }
    for (one, step) in answers.change.steps where one.finding.level != nil {
      guard case .belated(let number, _) = step.kind,
        let holder = try holder(of: number, besides: one.number, of: contest, database)
      else { continue }
      conflicts.append(
        IssuedConflicts.Conflict(outcome: one.number, number: number, holder: .outcome(holder)))
    }
    return conflicts
  }

  // MARK: Facts

  /// Adds a fact of an outcome's person, in the place of the one that followed from it before.
  private static func add(
    _ fact: OutcomeFact, _ index: Int, _ note: StaffNote, _ database: Database
  ) throws {
    let person = try person(fact.contestant, database)
    let statement = fact.statement
    let earlier = try Self.fact(of: person, statement.evidence, database)
    _ = try enter(
      Achievement.Statement(
        statement.content, date: statement.date, evidence: statement.evidence,
        source: statement.source, corrects: earlier), of: person, index, note, database)
  }

  /// Strikes what the ledger holds because of an outcome, if anything.
  private static func strikeFact(
    of one: OutcomeCase, _ note: StaffNote, _ database: Database
  ) throws {
    guard one.finding.recipient == .person, one.finding.kind != .grant, let day = one.issuedOn
    else { return }
    let person = try person(one.finding.subject.contestant, database)
    guard let number = try fact(of: person, one.ledgerEvidence, database) else { return }
    _ = try enter(
      Achievement.Statement(
        .struck, date: day, evidence: one.ledgerEvidence, source: note.actor, corrects: number),
      of: person, 0, note, database)
  }

  private static func person(
    _ contestant: ContestantID, _ database: Database
  ) throws -> SecretDigest {
    let lookup = try Data.fetchOne(
      database, sql: "SELECT lookup FROM contestant_identity WHERE contestant = ?",
      arguments: [contestant.text])
    return try sound(
      lookup.flatMap { SecretDigest(bytes: [UInt8]($0)) }, "contestant_identity", contestant.text)
  }

  /// The number of the fact in force that rests on that evidence, or took the place of one that did;
  /// absent also when it was struck.
  private static func fact(
    of person: SecretDigest, _ evidence: String, _ database: Database
  ) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(
        sql: """
          WITH RECURSIVE line (number) AS (
            SELECT number FROM achievement WHERE person = ? AND evidence = ?
            UNION
            SELECT later.number FROM line JOIN achievement AS later ON later.corrects = line.number
          )
          SELECT number FROM line JOIN achievement AS fact USING (number)
          WHERE kind <> 'struck'
            AND NOT EXISTS (SELECT 1 FROM achievement WHERE corrects = fact.number)
          ORDER BY number DESC LIMIT 1
          """), arguments: [Data(person.bytes), evidence])
  }
}

extension HandOver {
  fileprivate init(row: Row) throws {
    let (kind, table): (String, String) = (row["kind"], "outcome_batch")
    self.init(
      number: row["batch"], name: row["name"], kind: try sound(Kind(rawValue: kind), table, kind),
      body: Body(name: row["body"], number: row["body_number"]), fileHash: row["file_hash"],
      note: StaffNote(
        actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"]))
  }
}
