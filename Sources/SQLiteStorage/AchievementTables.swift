package import Accounts
package import Certification
package import Contests
import Foundation
import GRDB

/// The achievement ledger: facts of people, only ever added.
extension SQLiteStore: AchievementStore {
  static let achievementSchema = """
    CREATE TABLE achievement (
      number INTEGER NOT NULL PRIMARY KEY CHECK (number >= 1),
      -- The keyed hash of the identity paper; the clear number is nowhere.
      person BLOB NOT NULL CHECK (length(person) = 32),
      kind TEXT NOT NULL CHECK (kind <> ''),
      value TEXT NOT NULL,
      occupation TEXT,
      certificate TEXT CHECK (length(certificate) = 22),
      issuer TEXT,
      contest TEXT,
      date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      evidence TEXT NOT NULL CHECK (evidence <> ''),
      source TEXT NOT NULL CHECK (source <> ''),
      corrects INTEGER UNIQUE REFERENCES achievement (number) CHECK (corrects < number),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      reason TEXT NOT NULL,
      CHECK ((kind = 'struck') <= (corrects IS NOT NULL))
    ) STRICT;
    CREATE INDEX achievement_by_person ON achievement (person, number);
    CREATE INDEX achievement_by_certificate ON achievement (certificate)
      WHERE certificate IS NOT NULL;

    CREATE TRIGGER achievement_is_never_changed BEFORE UPDATE ON achievement
      BEGIN SELECT RAISE(ABORT, 'a fact is corrected by another'); END;
    CREATE TRIGGER achievement_is_never_deleted BEFORE DELETE ON achievement
      BEGIN SELECT RAISE(ABORT, 'a fact is corrected by another'); END;
    """

  package func add(
    _ facts: [(person: SecretDigest, statement: Achievement.Statement)], _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> Int {
    try await write { database in
      var added = 0
      for (index, fact) in facts.enumerated() {
        if try Self.add(fact.statement, of: fact.person, index, note, database) { added += 1 }
      }
      _ = try Self.append(record, database)
      return added
    }
  }

  package func check(
    _ facts: [(person: SecretDigest, statement: Achievement.Statement)]
  ) async throws {
    // What one fact of a batch changes decides about the next: they are added and taken back.
    struct TakenBack: Error {}
    let note = StaffNote(actor: "check", at: Instant(milliseconds: 0), reason: "")
    do {
      try await write { database in
        for (index, fact) in facts.enumerated() {
          _ = try Self.add(fact.statement, of: fact.person, index, note, database)
        }
        throw TakenBack()
      }
    } catch is TakenBack {}
  }

  /// Adds a fact within the caller's transaction; `false` when it is there already.
  private static func add(
    _ fact: Achievement.Statement, of person: SecretDigest, _ index: Int, _ note: StaffNote,
    _ database: Database
  ) throws -> Bool {
    if case .level(let held) = fact.content, let certificate = held.certificate,
      try isAnothers(certificate, than: person, database)
    {
      throw AchievementConflict.certificateOfAnother(index: index, certificate)
    }
    return try enter(fact, of: person, index, note, database)
  }

  /// Whether a certificate is somebody else's by a fact in force.
  static func isAnothers(
    _ certificate: LevelCertificateNumber, than person: SecretDigest, _ database: Database
  ) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM achievement AS fact WHERE certificate = ? AND person <> ?
              AND NOT EXISTS (SELECT 1 FROM achievement WHERE corrects = fact.number))
          """), arguments: [certificate.text, Data(person.bytes)]) ?? false
  }

  /// Adds a fact whose certificate is nobody else's as soon as all of the caller's facts are there;
  /// `false` when it is there already.
  static func enter(
    _ fact: Achievement.Statement, of person: SecretDigest, _ index: Int, _ note: StaffNote,
    _ database: Database
  ) throws -> Bool {
    let key = Data(person.bytes)
    let held: HeldLevel? = if case .level(let held) = fact.content { held } else { nil }
    if let number = fact.corrects {
      let isThere = try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (SELECT 1 FROM achievement WHERE number = ?1 AND person = ?2)
            AND NOT EXISTS (SELECT 1 FROM achievement WHERE corrects = ?1)
          """, arguments: [number, key])
      guard isThere == true else {
        throw AchievementConflict.nothingToCorrect(index: index, number: number)
      }
    } else if try Bool.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM achievement AS fact
            WHERE person = ?1 AND kind = ?2 AND value = ?3 AND occupation IS ?4
              AND certificate IS ?5 AND issuer IS ?6 AND contest IS ?7 AND date = ?8
              AND evidence = ?9
              AND NOT EXISTS (SELECT 1 FROM achievement WHERE corrects = fact.number))
          """),
      arguments: [
        key, fact.content.kind.rawValue, fact.content.value, held?.occupation?.text,
        held?.certificate?.text, held?.issuer, held?.contest, fact.date.description,
        fact.evidence,
      ]) == true
    {
      return false
    }
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO achievement (number, person, kind, value, occupation, certificate, issuer,
          contest, date, evidence, source, corrects, at, actor, reason)
        VALUES ((SELECT 1 + coalesce(max(number), 0) FROM achievement),
          ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      key, fact.content.kind.rawValue, fact.content.value, held?.occupation?.text,
      held?.certificate?.text, held?.issuer, held?.contest, fact.date.description, fact.evidence,
      fact.source, fact.corrects, note.at.milliseconds, note.actor, note.reason,
    ])
    return true
  }

  package func achievements(of person: SecretDigest) async throws -> [Achievement] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM achievement WHERE person = ? ORDER BY number",
        arguments: [Data(person.bytes)])
      return try Array(rows.map(Achievement.init(row:)))
    }
  }

  package func achievements(
    of contest: ContestID, event: EventID?
  ) async throws -> [ContestantID: [Achievement]] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT achievement.*, contestant FROM achievement
          JOIN contestant_identity ON lookup = person
          WHERE contestant_identity.contest = ?1 AND (?2 IS NULL OR event = ?2)
          ORDER BY number
          """, arguments: [contest.text, event?.text])
      var facts: [ContestantID: [Achievement]] = [:]
      while let row = try rows.next() {
        facts[try ContestantID(row["contestant"]), default: []].append(
          try Achievement(row: row))
      }
      return facts
    }
  }

  package func promotionsOnRecord(
    of contest: ContestID, event: EventID?, contestant: ContestantID?
  ) async throws -> [ContestantID: [PromotionOnRecord]] {
    var arguments: StatementArguments = [contest.text, event?.text]
    if let contestant { arguments += [contestant.text] }
    return try await pool.read { [arguments] database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT mine.contestant, outcome.contest, outcome.event, outcome.stage, outcome.number,
            outcome.level, outcome.results_hash, first.certified_at
          FROM contestant_identity AS mine
          JOIN contestant_identity AS other ON other.lookup = mine.lookup
          JOIN outcome
            ON outcome.contest = other.contest AND outcome.contestant = other.contestant
          JOIN certified_result AS first
            ON first.contest = outcome.contest AND first.event = outcome.event
              AND first.stage = outcome.stage AND first.version = 1
          WHERE mine.contest = ?1 AND (?2 IS NULL OR mine.event = ?2)
            \(contestant == nil ? "" : "AND mine.contestant = ?3")
            AND outcome.level IS NOT NULL AND outcome.recipient = 'person'
            AND NOT EXISTS (
              SELECT 1 FROM outcome_step AS step
              WHERE step.contest = outcome.contest AND step.number = outcome.number
                AND step.kind IN ('rejected', 'expired', 'revoked')
                AND NOT EXISTS (
                  SELECT 1 FROM outcome_step AS later
                  WHERE later.contest = step.contest AND later.number = step.number
                    AND later.kind = 'issued' AND later.step > step.step))
          ORDER BY first.certified_at, outcome.contest, outcome.event, outcome.stage,
            outcome.number
          """, arguments: arguments)
      var promotions: [ContestantID: [PromotionOnRecord]] = [:]
      while let row = try rows.next() {
        let level: Int = row["level"]
        promotions[try ContestantID(row["contestant"]), default: []].append(
          PromotionOnRecord(
            stage: StagePath(
              contest: try ContestID(row["contest"]), event: try EventID(row["event"]),
              stage: try StageID(row["stage"])),
            number: row["number"],
            level: try sound(SkillLevel(rawValue: level), "outcome", "\(level)"),
            certifiedAt: Instant(milliseconds: row["certified_at"]),
            resultsHash: row["results_hash"]))
      }
      return promotions
    }
  }

  package func hiddenOutcomes() async throws -> [HiddenOutcome] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT outcome.contest, outcome.number, results_hash
          FROM freeze JOIN outcome USING (contest, event, stage) WHERE ended_at IS NULL
          """
      ).map { row in
        HiddenOutcome(
          contest: try ContestID(row["contest"]), number: row["number"],
          resultsHash: row["results_hash"])
      }
    }
  }

  package func contestants(who person: SecretDigest) async throws -> [Contestant] {
    let ids = try await pool.read { database in
      try String.fetchAll(
        database,
        sql: "SELECT contestant FROM contestant_identity WHERE lookup = ? ORDER BY contestant",
        arguments: [Data(person.bytes)])
    }
    var contestants: [Contestant] = []
    for id in ids {
      if let found = try await contestant(try ContestantID(id)) { contestants.append(found) }
    }
    return contestants
  }
}

extension Achievement {
  fileprivate init(row: Row) throws {
    let table = "achievement"
    let person = SecretDigest(bytes: [UInt8](row["person"] as Data))
    let date: String = row["date"]
    self.init(
      number: row["number"], person: try sound(person, table, "person"),
      statement: Statement(
        try Content(row: row), date: try sound(CalendarDate(date), table, date),
        evidence: row["evidence"], source: row["source"], corrects: row["corrects"]),
      note: StaffNote(
        actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"]))
  }
}

extension Achievement.Content {
  fileprivate init(row: Row) throws {
    let table = "achievement"
    let (kind, value): (String, String) = (row["kind"], row["value"])
    switch try sound(Achievement.Kind(rawValue: kind), table, kind) {
    case .level:
      let occupation: String? = row["occupation"]
      let certificate: String? = row["certificate"]
      self = .level(
        HeldLevel(
          level: try sound(SkillLevel(name: value), table, value),
          occupation: try occupation.map { try sound(OccupationCode($0), table, $0) },
          certificate: try certificate.map { try LevelCertificateNumber($0) },
          issuer: row["issuer"], contest: row["contest"]))
    case .title: self = .title(value)
    case .training: self = .training(hours: try sound(Int(value), table, value))
    case .worksSince: self = .worksSince(try sound(CalendarDate(value), table, value))
    case .birthDate: self = .birthDate(try sound(CalendarDate(value), table, value))
    case .gender:
      self = .gender(try sound(PersonRecord.Gender(rawValue: value), table, value))
    case .category:
      self = .category(try sound(PersonRecord.Category(rawValue: value), table, value))
    case .employer: self = .employer(value)
    case .mentor: self = .mentor(value)
    case .struck: self = .struck
    }
  }
}
