package import Accounts
package import Certification
package import Contests
import GRDB

/// The register of issuers, and objections in public notices: only ever added to.
extension SQLiteStore: IssuerStore {
  static let issuerSchema = """
    CREATE TABLE issuer_registration (
      entry INTEGER NOT NULL PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('firm', 'body')),
      occupation TEXT NOT NULL CHECK (occupation <> ''),
      lowest INTEGER NOT NULL,
      highest INTEGER NOT NULL CHECK (highest >= lowest),
      valid_from TEXT NOT NULL,
      valid_until TEXT,
      number TEXT NOT NULL CHECK (number <> ''),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX issuer_by_occupation ON issuer_registration (occupation);

    CREATE TABLE objection (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      contestant TEXT NOT NULL REFERENCES contestant (id),
      step TEXT NOT NULL CHECK (step IN ('filed', 'dismissed', 'upheld')),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      reason TEXT NOT NULL CHECK (reason <> ''),
      PRIMARY KEY (contest, event, stage, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER issuer_is_never_changed BEFORE UPDATE ON issuer_registration
      BEGIN SELECT RAISE(ABORT, 'an entry of the register never changes'); END;
    CREATE TRIGGER issuer_is_never_deleted BEFORE DELETE ON issuer_registration
      BEGIN SELECT RAISE(ABORT, 'an entry of the register is never deleted'); END;
    CREATE TRIGGER objection_is_never_changed BEFORE UPDATE ON objection
      BEGIN SELECT RAISE(ABORT, 'an objection never changes'); END;
    CREATE TRIGGER objection_is_never_deleted BEFORE DELETE ON objection
      BEGIN SELECT RAISE(ABORT, 'an objection is never deleted'); END;
    """

  /// `IssuerRegistration.Key` in SQL.
  private static let isSameIssuer = """
    later.name = entry.name AND later.number = entry.number
      AND later.occupation = entry.occupation AND later.lowest = entry.lowest
      AND later.highest = entry.highest AND later.valid_from = entry.valid_from
    """

  package func add(
    _ entries: [IssuerRegistration], at instant: Instant, noting record: AuditRecord
  ) async throws -> Int {
    try await write { database in
      var added = 0
      for entry in entries {
        let values: StatementArguments = [
          entry.name, entry.kind.rawValue, entry.occupation.text,
          entry.levels.lowerBound.rawValue, entry.levels.upperBound.rawValue,
          entry.from.description, entry.until?.description, entry.evidence,
        ]
        // Of the same entries the last is the one in force.
        let isThere = try Bool.fetchOne(
          database,
          sql: """
            SELECT EXISTS (
              SELECT 1 FROM issuer_registration AS entry
              WHERE name = ? AND kind = ? AND occupation = ? AND lowest = ? AND highest = ?
                AND valid_from = ? AND valid_until IS ? AND number = ?
                AND NOT EXISTS (
                  SELECT 1 FROM issuer_registration AS later
                  WHERE \(Self.isSameIssuer) AND later.entry > entry.entry))
            """, arguments: values)
        if isThere == true { continue }
        try database.execute(
          sql: """
            INSERT INTO issuer_registration
              (name, kind, occupation, lowest, highest, valid_from, valid_until, number, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, arguments: values + [instant.milliseconds])
        added += 1
      }
      _ = try Self.append(record, database)
      return added
    }
  }

  package func issuers(for occupation: OccupationCode?) async throws -> [IssuerRegistration] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT * FROM issuer_registration AS entry
          WHERE (?1 IS NULL OR occupation = ?1)
            AND NOT EXISTS (
              SELECT 1 FROM issuer_registration AS later
              WHERE \(Self.isSameIssuer) AND later.entry > entry.entry)
          ORDER BY entry
          """, arguments: [occupation?.text])
      return try Array(rows.map(IssuerRegistration.init(row:)))
    }
  }
}

extension IssuerRegistration {
  fileprivate init(row: Row) throws {
    let table = "issuer_registration"
    let (kind, code): (String, String) = (row["kind"], row["occupation"])
    let (from, until): (String, String?) = (row["valid_from"], row["valid_until"])
    let lowest = try sound(SkillLevel(rawValue: row["lowest"]), table, "lowest")
    let highest = try sound(SkillLevel(rawValue: row["highest"]), table, "highest")
    self.init(
      name: row["name"], kind: try sound(Kind(rawValue: kind), table, kind),
      occupation: try sound(OccupationCode(code), table, code), levels: lowest...highest,
      from: try sound(CalendarDate(from), table, from),
      until: try until.map { try sound(CalendarDate($0), table, $0) },
      evidence: "register:\(row["number"] as String)")
  }
}
