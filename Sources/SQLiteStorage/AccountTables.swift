package import Accounts
package import Contests
import Foundation
import GRDB

extension SQLiteStore {
  /// Staff, tokens, rosters and the audit log.
  package static let accountSchema = """
    CREATE TABLE staff (
      name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 2 AND 32 AND name = lower(name)),
      role TEXT NOT NULL CHECK (role IN ('organizer', 'judge', 'auditor', 'admin')),
      password TEXT NOT NULL CHECK (password GLOB '$scrypt$*')
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE contestant (
      id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
      contest TEXT NOT NULL CHECK (contest <> ''),
      event TEXT NOT NULL CHECK (event <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      unit TEXT NOT NULL CHECK (unit <> ''),
      region TEXT NOT NULL CHECK (region GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
      city_name TEXT NOT NULL,
      level INTEGER CHECK (level BETWEEN 0 AND 7),
      code_digest BLOB NOT NULL CHECK (length(code_digest) = 32),
      UNIQUE (contest, event, id)
    ) STRICT, WITHOUT ROWID;

    -- One paper stands once on an event's roster. The clear number is nowhere.
    CREATE TABLE contestant_identity (
      contestant TEXT NOT NULL PRIMARY KEY,
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      masked TEXT NOT NULL CHECK (masked <> ''),
      lookup BLOB NOT NULL CHECK (length(lookup) = 32),
      sealed BLOB NOT NULL CHECK (length(sealed) > 28),
      UNIQUE (lookup, contest, event),
      FOREIGN KEY (contest, event, contestant) REFERENCES contestant (contest, event, id)
    ) STRICT, WITHOUT ROWID;

    -- The owner's role and contest are read from the owner, so a token never outlives a change.
    CREATE TABLE access_token (
      digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
      staff TEXT REFERENCES staff (name) ON DELETE CASCADE,
      contestant TEXT REFERENCES contestant (id) ON DELETE CASCADE,
      expires_at INTEGER NOT NULL,
      CHECK ((staff IS NULL) <> (contestant IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX access_token_by_expiry ON access_token (expires_at);
    CREATE INDEX access_token_by_staff ON access_token (staff) WHERE staff IS NOT NULL;
    CREATE INDEX access_token_by_contestant ON access_token (contestant)
      WHERE contestant IS NOT NULL;

    CREATE TABLE audit (
      sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      action TEXT NOT NULL CHECK (action <> ''),
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      previous_hash TEXT NOT NULL UNIQUE CHECK (length(previous_hash) = 64),
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
    ) STRICT;
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
    CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
    """
}

extension SQLiteStore: AccountStore, ContestantStore {
  // MARK: Staff

  package func staff(named name: UserName) async throws -> StaffAccount? {
    try await pool.read { db in
      let sql = "SELECT name, role, password FROM staff WHERE name = ?"
      return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [name.text])
        .map(StaffAccount.init(row:))
    }
  }

  package func hasStaff() async throws -> Bool {
    try await pool.read { db in
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM staff)") ?? false
    }
  }

  package func add(_ account: StaffAccount, noting record: AuditRecord) async throws -> Bool {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO staff (name, role, password) VALUES (?, ?, ?)
          ON CONFLICT (name) DO NOTHING
          """,
        arguments: [account.name.text, account.role.rawValue, account.password.encoded])
      guard db.changesCount == 1 else { return false }
      _ = try Self.append(record, db)
      return true
    }
  }

  // MARK: Tokens

  package func keep(_ token: TokenRecord, at now: Instant) async throws {
    try await write { db in
      // A bounded number, so that no sign-in pays for a whole day's tokens.
      let sweep = try db.cachedStatement(
        sql: """
          DELETE FROM access_token WHERE digest IN (
            SELECT digest FROM access_token WHERE expires_at <= ? ORDER BY expires_at LIMIT 100
          )
          """)
      try sweep.execute(arguments: [now.milliseconds])
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO access_token (digest, staff, contestant, expires_at) VALUES (?, ?, ?, ?)
          """)
      let principal = token.principal
      try insert.execute(arguments: [
        Data(token.digest.bytes), principal.contestant == nil ? principal.name : nil,
        principal.contestant?.text, token.expires.milliseconds,
      ])
    }
  }

  package func token(_ digest: SecretDigest) async throws -> TokenRecord? {
    try readHere { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT token.expires_at, staff.name AS staff, staff.role, contestant.id AS contestant,
            contestant.contest
          FROM access_token AS token
          LEFT JOIN staff ON staff.name = token.staff
          LEFT JOIN contestant ON contestant.id = token.contestant
          WHERE token.digest = ?
          """)
      guard let row = try Row.fetchOne(statement, arguments: [Data(digest.bytes)]) else {
        return nil
      }
      return TokenRecord(
        digest: digest, principal: try Principal(row: row),
        expires: Instant(milliseconds: try row.decode(forColumn: "expires_at")))
    }
  }

  package func revoke(_ digest: SecretDigest) async throws -> Bool {
    try await write { db in
      try db.execute(
        sql: "DELETE FROM access_token WHERE digest = ?", arguments: [Data(digest.bytes)])
      return db.changesCount == 1
    }
  }

  // MARK: Roster

  package func signInCredentials(of contestant: ContestantID) async throws -> ContestantCredentials?
  {
    try readHere { db in
      let sql = "SELECT contest, code_digest FROM contestant WHERE id = ?"
      let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [contestant.text])
      return try row.map { row in
        ContestantCredentials(
          contest: try ContestID(row.decode(forColumn: "contest")),
          codeDigest: try row.digest("code_digest"))
      }
    }
  }

  package func add(
    _ roster: [RosterEntry], noting record: AuditRecord
  ) async throws -> RosterAddition {
    try await write { db in
      var addition = RosterAddition()
      try db.inSavepoint {
        addition = try Self.insert(roster, noting: record, db)
        guard addition.conflicts.isEmpty else { return .rollback }
        _ = try Self.append(record.naming(addition.moved), db)
        return .commit
      }
      return addition
    }
  }

  package func nextSerial() async throws -> Int {
    // The serial follows six digits of the region and three of the event.
    try await pool.read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT 1 + coalesce(max(CAST(substr(id, 10) AS INTEGER)), 0) FROM contestant
          WHERE length(id) BETWEEN 15 AND 18 AND id NOT GLOB '*[^0-9]*'
          """) ?? 1
    }
  }

  package func contestantCount(of contest: ContestID) async throws -> Int {
    try await pool.read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM contestant WHERE contest = ?", arguments: [contest.text])
        ?? 0
    }
  }

  package func contestant(_ id: ContestantID) async throws -> Contestant? {
    try readHere { db in
      let statement = try db.cachedStatement(
        sql: "SELECT \(RosterRow.columns) FROM contestant WHERE id = ?")
      var contestant: Contestant?
      var row = RosterRow()
      try statement.forEachRow([id.text], in: db) { contestant = try row.contestant($0) }
      if let found = contestant { contestant?.team = try Self.team(of: found, db) }
      return contestant
    }
  }

  package func maskedIdentities(
    of contest: ContestID, event: EventID?
  ) async throws -> [ContestantID: String] {
    try await pool.read { db in
      // By way of the roster, which has an index by contest, unless nearly all is wanted.
      let statement = try db.cachedStatement(
        sql: try Self.hasMost(contest, event, db)
          ? """
          SELECT contestant, masked FROM contestant_identity
          WHERE contest = ?1 AND (?2 IS NULL OR event = ?2)
          """
          : """
          SELECT contestant.id, masked FROM contestant
          JOIN contestant_identity ON contestant_identity.contestant = contestant.id
          WHERE contestant.contest = ?1 AND (?2 IS NULL OR contestant.event = ?2)
          """)
      var masked: [ContestantID: String] = [:]
      try statement.forEachRow([contest.text, event?.text], in: db) { row in
        masked[try ContestantID(row.text(0))] = row.text(1)
      }
      return masked
    }
  }

  package func identity(of contestant: ContestantID) async throws -> ProtectedIdentity? {
    try await pool.read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT masked, lookup, sealed FROM contestant_identity WHERE contestant = ?",
        arguments: [contestant.text])
      return try row.map { row in
        ProtectedIdentity(
          masked: try row.decode(forColumn: "masked"), lookup: try row.digest("lookup"),
          sealed: [UInt8](try row.decode(Data.self, forColumn: "sealed")))
      }
    }
  }

  // MARK: Audit log

  package func append(_ record: AuditRecord) async throws -> AuditEntry {
    try await write { db in try Self.append(record, db) }
  }

  package func auditEntries(after sequence: Int, limit: Int) async throws -> [AuditEntry] {
    try await pool.read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT sequence, at, actor, action, subject, detail, previous_hash, hash FROM audit
          WHERE sequence > ? ORDER BY sequence LIMIT ?
          """,
        arguments: [sequence, limit])
      return try Array(rows.map(AuditEntry.init(row:)))
    }
  }
}

// MARK: Inside a transaction

extension SQLiteStore {
  /// Writes the next audit entry within the caller's transaction, so that a deed and its record
  /// stand or fall together.
  static func append(_ record: AuditRecord, _ db: Database) throws -> AuditEntry {
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT sequence, at, actor, action, subject, detail, previous_hash, hash FROM audit
        ORDER BY sequence DESC LIMIT 1
        """)
    var chain = try last.map { AuditChain(after: try AuditEntry(row: $0)) } ?? AuditChain()
    let entry = chain.append(record)
    try db.execute(
      sql: """
        INSERT INTO audit (sequence, at, actor, action, subject, detail, previous_hash, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry.sequence, record.at.milliseconds, record.actor, record.action, record.subject,
        record.detail, entry.previousHash, entry.hash,
      ])
    return entry
  }

  private static func insert(
    _ roster: [RosterEntry], noting record: AuditRecord, _ db: Database
  ) throws -> RosterAddition {
    let contestant = try db.cachedStatement(
      sql: """
        INSERT INTO contestant
          (id, contest, event, name, unit, region, city_name, level, code_digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """)
    let identity = try db.cachedStatement(
      sql: """
        INSERT INTO contestant_identity (contestant, contest, event, masked, lookup, sealed)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """)
    var addition = RosterAddition()
    var teams = TeamChanges(noting: record)
    for entry in roster {
      if let known = try known(entry, db) {
        addition.known.insert(entry.contestant.id)
        if let move = try teams.move(known, to: entry.contestant.team, db) {
          addition.moved.append(move)
        }
        continue
      }
      let person = entry.contestant
      try contestant.execute(arguments: [
        person.id.text, person.contest.text, person.event.text, person.name, person.unit.text,
        person.region.text, person.cityName, person.level?.rawValue,
        Data(entry.codeDigest.bytes),
      ])
      guard db.changesCount == 1 else {
        addition.conflicts.repeatedAdmissions.append(person.id)
        continue
      }
      try identity.execute(arguments: [
        person.id.text, person.contest.text, person.event.text, entry.identity.masked,
        Data(entry.identity.lookup.bytes), Data(entry.identity.sealed),
      ])
      guard db.changesCount == 1 else {
        addition.conflicts.repeatedIdentities.append(person.id)
        continue
      }
      _ = try teams.move(person, from: nil, db)
    }
    return addition
  }
}

// MARK: Rows

/// A stored value that this version of the program cannot read.
private struct UnreadableColumn: Error, CustomStringConvertible {
  let column: String

  var description: String { "the stored value of \(column) cannot be read" }
}

extension Row {
  fileprivate func digest(_ column: String) throws -> SecretDigest {
    try value(SecretDigest(bytes: [UInt8](decode(Data.self, forColumn: column))), column)
  }

  fileprivate func value<Value>(_ value: Value?, _ column: String) throws -> Value {
    guard let value else { throw UnreadableColumn(column: column) }
    return value
  }
}

extension StaffAccount {
  fileprivate init(row: Row) throws {
    self.init(
      name: try row.value(UserName(row.decode(forColumn: "name")), "staff.name"),
      role: try row.value(Role(rawValue: row.decode(forColumn: "role")), "staff.role"),
      password: try row.value(
        Password(encoded: row.decode(forColumn: "password")), "staff.password"))
  }
}

extension Principal {
  fileprivate init(row: Row) throws {
    if let contestant = try row.decode(String?.self, forColumn: "contestant") {
      self.init(
        contestant: try ContestantID(contestant),
        contest: try ContestID(row.decode(forColumn: "contest")))
    } else {
      self.init(
        staff: try row.value(UserName(row.decode(forColumn: "staff")), "staff.name"),
        role: try row.value(Role(rawValue: row.decode(forColumn: "role")), "staff.role"))
    }
  }
}

extension AuditEntry {
  fileprivate init(row: Row) throws {
    self.init(
      sequence: try row.decode(forColumn: "sequence"),
      record: AuditRecord(
        at: Instant(milliseconds: try row.decode(forColumn: "at")),
        actor: try row.decode(forColumn: "actor"), action: try row.decode(forColumn: "action"),
        subject: try row.decode(forColumn: "subject"),
        detail: try row.decode(forColumn: "detail")),
      previousHash: try row.decode(forColumn: "previous_hash"),
      hash: try row.decode(forColumn: "hash"))
  }
}
