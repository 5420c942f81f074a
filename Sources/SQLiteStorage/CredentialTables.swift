package import Certification
package import Contests
import Foundation
import GRDB

extension SQLiteStore: CredentialStore {
  /// Packs, serial numbers and certificates are written once and never change; triggers see to it.
  static let credentialSchema = """
    CREATE TABLE policy_pack (
      id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
      version INTEGER NOT NULL CHECK (version >= 1),
      hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
      text TEXT NOT NULL,
      kept_at INTEGER NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;

    -- One row a certificate, also for one whose signing was interrupted.
    CREATE TABLE credential_serial (
      credential TEXT NOT NULL PRIMARY KEY CHECK (length(credential) = 36),
      year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
      number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99999999),
      UNIQUE (year, number),
      UNIQUE (credential, year, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE credential (
      id TEXT NOT NULL PRIMARY KEY,
      year INTEGER NOT NULL,
      number INTEGER NOT NULL,
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contest_title_zh TEXT,
      contest_title_en TEXT,
      event_title_zh TEXT,
      event_title_en TEXT,
      contestant TEXT NOT NULL,
      recipient_name TEXT NOT NULL,
      kind_zh TEXT,
      kind_en TEXT,
      name_zh TEXT,
      name_en TEXT,
      pack TEXT NOT NULL,
      pack_version INTEGER NOT NULL CHECK (pack_version >= 1),
      pack_hash TEXT NOT NULL,
      rule TEXT NOT NULL,
      results_hash TEXT NOT NULL,
      results_version INTEGER NOT NULL CHECK (results_version >= 1),
      issued_at INTEGER NOT NULL CHECK (issued_at % 1000 = 0),
      key_id TEXT NOT NULL,
      jwt TEXT NOT NULL CHECK (jwt LIKE '%.%.%'),
      CHECK (coalesce(contest_title_zh, contest_title_en) IS NOT NULL),
      CHECK (coalesce(event_title_zh, event_title_en) IS NOT NULL),
      CHECK (coalesce(kind_zh, kind_en) IS NOT NULL),
      CHECK (coalesce(name_zh, name_en) IS NOT NULL),
      FOREIGN KEY (id, year, number) REFERENCES credential_serial (credential, year, number),
      UNIQUE (year, number),
      UNIQUE (contestant, contest, event, stage, pack, rule)
    ) STRICT;

    CREATE INDEX credential_of_contest ON credential (contest, year, number);

    CREATE TRIGGER policy_pack_is_immutable BEFORE UPDATE ON policy_pack
    BEGIN SELECT RAISE(ABORT, 'a policy pack never changes'); END;
    CREATE TRIGGER policy_pack_is_permanent BEFORE DELETE ON policy_pack
    BEGIN SELECT RAISE(ABORT, 'a policy pack is never deleted'); END;
    CREATE TRIGGER credential_serial_is_immutable BEFORE UPDATE ON credential_serial
    BEGIN SELECT RAISE(ABORT, 'a serial number never changes'); END;
    CREATE TRIGGER credential_serial_is_permanent BEFORE DELETE ON credential_serial
    BEGIN SELECT RAISE(ABORT, 'a serial number is never deleted'); END;
    CREATE TRIGGER credential_is_immutable BEFORE UPDATE ON credential
    BEGIN SELECT RAISE(ABORT, 'a credential never changes'); END;
    CREATE TRIGGER credential_is_permanent BEFORE DELETE ON credential
    BEGIN SELECT RAISE(ABORT, 'a credential is never deleted'); END;
    """

  /// The same table without the rule that a person has one certificate by one rule: the id says it, and
  /// tells apart what was granted anew after it had ended.
  static let credentialAnewSchema = """
    CREATE TABLE credential_anew (
      id TEXT NOT NULL PRIMARY KEY,
      year INTEGER NOT NULL,
      number INTEGER NOT NULL,
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      contest_title_zh TEXT,
      contest_title_en TEXT,
      event_title_zh TEXT,
      event_title_en TEXT,
      contestant TEXT NOT NULL,
      recipient_name TEXT NOT NULL,
      kind_zh TEXT,
      kind_en TEXT,
      name_zh TEXT,
      name_en TEXT,
      pack TEXT NOT NULL,
      pack_version INTEGER NOT NULL CHECK (pack_version >= 1),
      pack_hash TEXT NOT NULL,
      rule TEXT NOT NULL,
      results_hash TEXT NOT NULL,
      results_version INTEGER NOT NULL CHECK (results_version >= 1),
      issued_at INTEGER NOT NULL CHECK (issued_at % 1000 = 0),
      key_id TEXT NOT NULL,
      jwt TEXT NOT NULL CHECK (jwt LIKE '%.%.%'),
      CHECK (coalesce(contest_title_zh, contest_title_en) IS NOT NULL),
      CHECK (coalesce(event_title_zh, event_title_en) IS NOT NULL),
      CHECK (coalesce(kind_zh, kind_en) IS NOT NULL),
      CHECK (coalesce(name_zh, name_en) IS NOT NULL),
      FOREIGN KEY (id, year, number) REFERENCES credential_serial (credential, year, number),
      UNIQUE (year, number)
    ) STRICT;

    INSERT INTO credential_anew SELECT * FROM credential;
    DROP TABLE credential;
    ALTER TABLE credential_anew RENAME TO credential;
    CREATE INDEX credential_of_contest ON credential (contest, year, number);
    CREATE INDEX credential_of_contestant ON credential (contestant, year, number);
    CREATE TRIGGER credential_is_immutable BEFORE UPDATE ON credential
    BEGIN SELECT RAISE(ABORT, 'a credential never changes'); END;
    CREATE TRIGGER credential_is_permanent BEFORE DELETE ON credential
    BEGIN SELECT RAISE(ABORT, 'a credential is never deleted'); END;
    """

  /// From when on a certificate does not hold any more.
  static let credentialValiditySchema = """
    ALTER TABLE credential ADD COLUMN valid_until INTEGER CHECK (valid_until % 1000 = 0);
    """

  package func keep(_ pack: PolicyPack, at instant: Instant) async throws {
    try await write { db in
      let kept = try String.fetchOne(
        db, sql: "SELECT hash FROM policy_pack WHERE id = ? AND version = ?",
        arguments: [pack.id.text, pack.version])
      if let kept {
        guard kept == pack.hash else {
          throw PolicyPackConflict(
            pack: pack.id, version: pack.version, keptHash: kept, offeredHash: pack.hash)
        }
        return
      }
      try db.execute(
        sql: """
          INSERT INTO policy_pack (id, version, hash, text, kept_at) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [pack.id.text, pack.version, pack.hash, pack.text, instant.milliseconds])
    }
  }

  package func policyPack(_ id: PackID) async throws -> PolicyPack? {
    let text = try await pool.read { db in
      try String.fetchOne(
        db,
        sql: "SELECT text FROM policy_pack WHERE id = ? ORDER BY version DESC LIMIT 1",
        arguments: [id.text])
    }
    return try text.map { try PolicyPack(text: $0) }
  }

  package func policyPack(_ id: PackID, version: Int) async throws -> PolicyPack? {
    let text = try await pool.read { db in
      try String.fetchOne(
        db, sql: "SELECT text FROM policy_pack WHERE id = ? AND version = ?",
        arguments: [id.text, version])
    }
    return try text.map { try PolicyPack(text: $0) }
  }

  package func reserve(
    _ batch: [UnsignedCredential], random: @escaping @Sendable () -> UInt64
  ) async throws -> [Reservation] {
    try await write { db in
      try batch.map { unsigned in
        if let issued = try Credential.fetch(unsigned.id, db) { return .issued(issued) }
        return .reserved(
          try Self.serial(of: unsigned, db), try db.statusPlace(of: unsigned.id, random))
      }
    }
  }

  /// The number that the certificate has, or the next of its year.
  private static func serial(
    of unsigned: UnsignedCredential, _ db: Database
  ) throws -> SerialNumber {
    let known = try db.cachedStatement(
      sql: "SELECT year, number FROM credential_serial WHERE credential = ?")
    if let row = try Row.fetchOne(known, arguments: [unsigned.id.text]) {
      return try SerialNumber(row: row)
    }
    let last = try db.cachedStatement(
      sql: "SELECT coalesce(max(number), 0) FROM credential_serial WHERE year = ?")
    let next = try (Int.fetchOne(last, arguments: [unsigned.year]) ?? 0) + 1
    guard let serial = SerialNumber(year: unsigned.year, number: next) else {
      throw SeriesExhausted(year: unsigned.year)
    }
    let insert = try db.cachedStatement(
      sql: "INSERT INTO credential_serial (credential, year, number) VALUES (?, ?, ?)")
    try insert.execute(arguments: [unsigned.id.text, serial.year, serial.number])
    return serial
  }

  package func keep(
    _ batch: [Credential], random: @escaping @Sendable () -> UInt64
  ) async throws -> [Credential] {
    try await write { try Self.keep(batch, random, $0) }
  }

  /// `keep` within the caller's transaction.
  static func keep(
    _ batch: [Credential], _ random: () -> UInt64, _ db: Database
  ) throws -> [Credential] {
    try batch.map { credential in
      let kept = try Credential.fetch(credential.id, db)
      if let kept, try db.isInLog(kept.id) { return kept }
      if kept == nil {
        let at = credential.content.issuedAt
        for key in [credential.keyID, credential.seal?.keyID].compactMap(\.self)
        where try db.isOutOfForce(key, at: at) { throw SignedByRetiredKey() }
        try credential.insert(db)
      }
      try credential.seal?.insert(for: credential.id, db)
      let status = try db.statusPlace(of: credential.id, random)
      let whole = (kept ?? credential).with(credential.seal, status)
      try db.appendToLog(
        .issued(whole.id, jwt: whole.jwt, status: status), of: whole.id)
      return whole
    }
  }

  package func issuerInUse() async throws -> String? {
    try await pool.read { db in
      let newest = try Row.fetchOne(
        db, sql: "\(Credential.selection) ORDER BY year DESC, number DESC LIMIT 1")
      return try newest.map { row in
        let credential = try Credential(row: row)
        return try sound(credential.issuer, "credential", credential.id.text)
      }
    }
  }

  package func credential(_ id: CredentialID) async throws -> Credential? {
    try await pool.read { try Credential.fetch(id, $0) }
  }

  package func credential(serial: SerialNumber) async throws -> Credential? {
    try await pool.read { db in
      try Row.fetchOne(
        db, sql: "\(Credential.selection) WHERE year = ? AND number = ?",
        arguments: [serial.year, serial.number]
      ).map { try Credential(row: $0) }
    }
  }

  package func credentials(_ ids: [CredentialID]) async throws -> [Credential] {
    guard !ids.isEmpty else { return [] }
    let list = "[" + ids.map { "\"\($0.text)\"" }.joined(separator: ",") + "]"
    return try await pool.read { db in
      try Row.fetchAll(
        db, sql: "\(Credential.selection) WHERE id IN (SELECT value FROM json_each(?))",
        arguments: [list]
      ).map { try Credential(row: $0) }
    }
  }

  package func credentials(
    of contest: ContestID, after serial: SerialNumber?, limit: Int
  ) async throws -> [Credential] {
    let bounded = min(max(limit, 1), Limits.pageRows)
    return try await pool.read { db in
      try Row.fetchAll(
        db,
        sql: """
          \(Credential.selection)
          WHERE contest = ? AND (year, number) > (?, ?)
          ORDER BY year, number
          LIMIT ?
          """,
        arguments: [contest.text, serial?.year ?? 0, serial?.number ?? 0, bounded]
      ).map { try Credential(row: $0) }
    }
  }

  package func credentials(of contestant: ContestantID) async throws -> [Credential] {
    try await pool.read { db in
      try Row.fetchAll(
        db,
        sql: """
          \(Credential.selection) WHERE contestant = ? ORDER BY year, number LIMIT ?
          """,
        arguments: [contestant.text, Limits.pageRows]
      ).map { try Credential(row: $0) }
    }
  }
}

extension SerialNumber {
  fileprivate init(row: Row) throws {
    let (year, number): (Int, Int) = (row["year"], row["number"])
    self = try sound(
      SerialNumber(year: year, number: number), "credential_serial", "\(year) \(number)")
  }
}

extension SM2Seal {
  fileprivate init?(row: Row) throws {
    guard let key: String = row["seal_key"], let der: Data = row["seal_signature"] else {
      return nil
    }
    self.init(
      keyID: key,
      signature: try sound(SM2Signature(der: der), "credential_seal", der.base64EncodedString()))
  }

  fileprivate func insert(for credential: CredentialID, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO credential_seal (credential, key_id, signature) VALUES (?, ?, ?)"
    ).execute(arguments: [credential.text, keyID, Data(signature.der)])
  }
}

extension Credential {
  /// Certificates with their second signature and the place of their status.
  static let selection = """
    SELECT credential.*, credential_seal.key_id AS seal_key,
      credential_seal.signature AS seal_signature, credential_status_place.list AS status_list,
      credential_status_place.position AS status_position
    FROM credential
    LEFT JOIN credential_seal ON credential_seal.credential = credential.id
    LEFT JOIN credential_status_place ON credential_status_place.credential = credential.id
    """

  static func fetch(_ id: CredentialID, _ db: Database) throws -> Credential? {
    let statement = try db.cachedStatement(sql: "\(selection) WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id.text]).map { try Credential(row: $0) }
  }

  init(row: Row) throws {
    let text: String = row["id"]
    let id = try sound(CredentialID(text), "credential", text)
    let content = try Content(
      stage: StagePath(
        contest: ContestID(row["contest"]), event: EventID(row["event"]),
        stage: StageID(row["stage"])),
      contestTitle: LocalizedText(row: row, "contest_title"),
      eventTitle: LocalizedText(row: row, "event_title"),
      contestant: ContestantID(row["contestant"]), recipientName: row["recipient_name"],
      kind: LocalizedText(row: row, "kind"), name: LocalizedText(row: row, "name"),
      pack: PackID(row["pack"]), packVersion: row["pack_version"], packHash: row["pack_hash"],
      rule: RuleID(row["rule"]), resultsHash: row["results_hash"],
      resultsVersion: row["results_version"], issuedAt: Instant(milliseconds: row["issued_at"]),
      validUntil: (row["valid_until"] as Int64?).map { Instant(milliseconds: $0) })
    self.init(
      id: id, serial: try SerialNumber(row: row), content: content, keyID: row["key_id"],
      jwt: row["jwt"], seal: try SM2Seal(row: row), status: try Self.status(row: row, of: text))
  }

  private static func status(row: Row, of credential: String) throws -> StatusPlace? {
    guard let list: Int = row["status_list"], let position: Int = row["status_position"] else {
      return nil
    }
    return try sound(
      StatusPlace(list: list, index: position), "credential_status_place", credential)
  }

  fileprivate func insert(_ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO credential (
          id, year, number, contest, event, stage, contest_title_zh, contest_title_en,
          event_title_zh, event_title_en, contestant, recipient_name, kind_zh, kind_en,
          name_zh, name_en, pack, pack_version, pack_hash, rule, results_hash, results_version,
          issued_at, key_id, jwt, valid_until
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      id.text, serial.year, serial.number, content.stage.contest.text, content.stage.event.text,
      content.stage.stage.text, content.contestTitle.zhHans, content.contestTitle.en,
      content.eventTitle.zhHans, content.eventTitle.en,
      content.contestant.text, content.recipientName, content.kind.zhHans, content.kind.en,
      content.name.zhHans, content.name.en, content.pack.text, content.packVersion,
      content.packHash, content.rule.text, content.resultsHash, content.resultsVersion,
      content.issuedAt.milliseconds, keyID, jwt, content.validUntil?.milliseconds,
    ])
  }
}

extension LocalizedText {
  fileprivate init(row: Row, _ column: String) throws {
    self = try sound(
      LocalizedText(zhHans: row["\(column)_zh"], en: row["\(column)_en"]), "credential", column)
  }
}
