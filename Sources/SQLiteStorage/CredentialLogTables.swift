package import Accounts
package import Certification
package import Contests
import Foundation
import GRDB

extension SQLiteStore: CredentialLogStore, CredentialStatusStore {
  /// The second signatures, the places in the status lists, the acts, and the log. Rows are only ever
  /// added; triggers see to it.
  static let credentialLogSchema = """
    CREATE TABLE credential_seal (
      credential TEXT NOT NULL PRIMARY KEY REFERENCES credential (id),
      key_id TEXT NOT NULL,
      -- SM2 in DER.
      signature BLOB NOT NULL CHECK (length(signature) BETWEEN 8 AND 72)
    ) STRICT, WITHOUT ROWID;

    -- Given with the serial number, so that a certificate can name it when it is signed.
    CREATE TABLE credential_status_place (
      -- Tells when a list is full.
      ordinal INTEGER PRIMARY KEY,
      credential TEXT NOT NULL UNIQUE REFERENCES credential_serial (credential),
      list INTEGER NOT NULL CHECK (list >= 1),
      position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 131071),
      UNIQUE (list, position)
    ) STRICT;

    CREATE TABLE credential_act (
      number INTEGER PRIMARY KEY,
      credential TEXT NOT NULL REFERENCES credential (id),
      kind TEXT NOT NULL CHECK (kind IN ('revoke', 'suspend', 'reinstate')),
      actor TEXT NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (length(reason) > 0)
    ) STRICT;

    CREATE INDEX credential_act_of ON credential_act (credential, number);

    -- What each leaf of the log stands for: a certificate, or an act on one.
    CREATE TABLE credential_log_entry (
      position INTEGER PRIMARY KEY CHECK (position >= 0),
      credential TEXT NOT NULL REFERENCES credential (id),
      act INTEGER UNIQUE REFERENCES credential_act (number)
    ) STRICT;

    CREATE UNIQUE INDEX credential_log_entry_of ON credential_log_entry (credential)
    WHERE act IS NULL;

    -- The hashes of complete subtrees; level 0 are the leaves.
    CREATE TABLE credential_log_hash (
      level INTEGER NOT NULL CHECK (level >= 0),
      position INTEGER NOT NULL CHECK (position >= 0),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      PRIMARY KEY (level, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE issuer_key (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('rsa', 'sm2')),
      key_set TEXT NOT NULL,
      since INTEGER,
      actor TEXT,
      reason TEXT,
      CHECK ((actor IS NULL) = (reason IS NULL))
    ) STRICT;

    CREATE TRIGGER credential_seal_is_immutable BEFORE UPDATE ON credential_seal
    BEGIN SELECT RAISE(ABORT, 'a signature never changes'); END;
    CREATE TRIGGER credential_seal_is_permanent BEFORE DELETE ON credential_seal
    BEGIN SELECT RAISE(ABORT, 'a signature is never deleted'); END;
    CREATE TRIGGER credential_status_place_is_immutable BEFORE UPDATE ON credential_status_place
    BEGIN SELECT RAISE(ABORT, 'a place in a status list never changes'); END;
    CREATE TRIGGER credential_status_place_is_permanent BEFORE DELETE ON credential_status_place
    BEGIN SELECT RAISE(ABORT, 'a place in a status list is never given again'); END;
    CREATE TRIGGER credential_act_is_immutable BEFORE UPDATE ON credential_act
    BEGIN SELECT RAISE(ABORT, 'an act never changes'); END;
    CREATE TRIGGER credential_act_is_permanent BEFORE DELETE ON credential_act
    BEGIN SELECT RAISE(ABORT, 'an act is never deleted'); END;
    CREATE TRIGGER credential_log_entry_is_immutable BEFORE UPDATE ON credential_log_entry
    BEGIN SELECT RAISE(ABORT, 'the log never changes'); END;
    CREATE TRIGGER credential_log_entry_is_permanent BEFORE DELETE ON credential_log_entry
    BEGIN SELECT RAISE(ABORT, 'the log forgets nothing'); END;
    CREATE TRIGGER credential_log_hash_is_immutable BEFORE UPDATE ON credential_log_hash
    BEGIN SELECT RAISE(ABORT, 'the log never changes'); END;
    CREATE TRIGGER credential_log_hash_is_permanent BEFORE DELETE ON credential_log_hash
    BEGIN SELECT RAISE(ABORT, 'the log forgets nothing'); END;
    CREATE TRIGGER issuer_key_is_immutable BEFORE UPDATE ON issuer_key
    BEGIN SELECT RAISE(ABORT, 'a key never changes'); END;
    CREATE TRIGGER issuer_key_is_permanent BEFORE DELETE ON issuer_key
    BEGIN SELECT RAISE(ABORT, 'a key is never forgotten'); END;
    """

  package func logRoot() async throws -> (size: Int, root: MerkleHash) {
    try await pool.read { db in
      let tree = try db.credentialLog()
      return (tree.size, try tree.root(of: tree.size))
    }
  }

  package func logInclusion(of credential: CredentialID) async throws -> LogInclusion? {
    try await pool.read { db in
      guard
        let index = try Int.fetchOne(
          db,
          sql: """
            SELECT position FROM credential_log_entry WHERE credential = ? AND act IS NULL
            """,
          arguments: [credential.text])
      else { return nil }
      let tree = try db.credentialLog()
      return LogInclusion(
        index: index, size: tree.size, root: try tree.root(of: tree.size),
        proof: try tree.inclusion(of: index))
    }
  }

  package func logConsistency(
    from earlier: Int, to later: Int
  ) async throws -> [MerkleHash]? {
    try await pool.read { db in
      guard earlier >= 1, earlier <= later, later <= (try db.credentialLog().size) else {
        return nil
      }
      return try db.credentialLog(size: later).consistency(from: earlier)
    }
  }

  package func credentialsOutsideLog(limit: Int) async throws -> [Credential] {
    try await pool.read { db in
      try Row.fetchAll(
        db,
        sql: """
          \(Credential.selection)
          WHERE id NOT IN (SELECT credential FROM credential_log_entry)
          ORDER BY year, number
          LIMIT ?
          """,
        arguments: [limit]
      ).map { try Credential(row: $0) }
    }
  }

  package func act(
    _ act: StatusAct, noting record: AuditRecord
  ) async throws -> CredentialStatus? {
    try await write { db in
      guard let status = try Self.add(act, db) else { return nil }
      _ = try Self.append(record, db)
      return status
    }
  }

  /// Adds an act within the caller's transaction, which notes it; see `act(_:noting:)`.
  static func add(_ act: StatusAct, _ db: Database) throws -> CredentialStatus? {
    guard try Credential.fetch(act.credential, db) != nil else { return nil }
    let acts = try StatusAct.fetch(of: act.credential, db)
    try CredentialStatus(after: acts).allow(act.kind)
    try db.execute(
      sql: """
        INSERT INTO credential_act (credential, kind, actor, at, reason) VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        act.credential.text, act.kind.rawValue, act.note.actor, act.note.at.milliseconds,
        act.note.reason,
      ])
    try db.appendToLog(.act(act), of: act.credential, act: db.lastInsertedRowID)
    return CredentialStatus(after: acts + [act])
  }

  package func statusActs(of credential: CredentialID) async throws -> [StatusAct] {
    try await pool.read { try StatusAct.fetch(of: credential, $0) }
  }

  package func statusListCount() async throws -> Int {
    try await pool.read { db in
      try Int.fetchOne(
        db, sql: "SELECT coalesce(max(list), 0) FROM credential_status_place") ?? 0
    }
  }

  package func statusActs(in contest: ContestID) async throws -> [StatusAct] {
    try await pool.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT credential_act.*
          FROM credential_act JOIN credential ON credential.id = credential_act.credential
          WHERE contest = ?
          ORDER BY credential_act.number
          """,
        arguments: [contest.text]
      ).map { try StatusAct(row: $0) }
    }
  }

  package func statusActs(inList list: Int) async throws -> [(index: Int, acts: [StatusAct])] {
    try await pool.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT place.position AS position, act.*
          FROM credential_act AS act JOIN credential_status_place AS place USING (credential)
          WHERE place.list = ?
          ORDER BY act.number
          """,
        arguments: [list])
      var acts: [Int: [StatusAct]] = [:]
      for row in rows { acts[row["position"], default: []].append(try StatusAct(row: row)) }
      return acts.sorted { $0.key < $1.key }.map { (index: $0.key, acts: $0.value) }
    }
  }
}

extension Database {
  /// The log as it is, or as it was with its first entries.
  fileprivate func credentialLog(size: Int? = nil) throws -> MerkleTree {
    let known = try Int.fetchOne(
      cachedStatement(sql: "SELECT coalesce(max(position) + 1, 0) FROM credential_log_entry"))
    return MerkleTree(size: size ?? known ?? 0) { place in
      let found = try Data.fetchOne(
        self.cachedStatement(
          sql: "SELECT hash FROM credential_log_hash WHERE level = ? AND position = ?"),
        arguments: [place.level, place.position])
      return try sound(
        found.flatMap { MerkleHash($0) }, "credential_log_hash",
        "\(place.level) \(place.position)")
    }
  }

  /// Whether a certificate has its entry.
  func isInLog(_ credential: CredentialID) throws -> Bool {
    try Bool.fetchOne(
      cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM credential_log_entry WHERE credential = ? AND act IS NULL)
          """),
      arguments: [credential.text]) ?? false
  }

  /// Adds a leaf, and the subtrees that it completes.
  func appendToLog(_ entry: LogEntry, of credential: CredentialID, act: Int64? = nil) throws {
    let tree = try credentialLog()
    try cachedStatement(
      sql: "INSERT INTO credential_log_entry (position, credential, act) VALUES (?, ?, ?)"
    ).execute(arguments: [tree.size, credential.text, act])
    let insert = try cachedStatement(
      sql: "INSERT INTO credential_log_hash (level, position, hash) VALUES (?, ?, ?)")
    for (place, hash) in try tree.appending(entry.hash) {
      try insert.execute(arguments: [place.level, place.position, Data(hash.bytes)])
    }
  }

  /// The place of a certificate in the status lists, given now unless it has one.
  func statusPlace(of credential: CredentialID, _ random: () -> UInt64) throws -> StatusPlace {
    let known = try cachedStatement(
      sql: "SELECT list, position FROM credential_status_place WHERE credential = ?")
    if let row = try Row.fetchOne(known, arguments: [credential.text]) {
      return try sound(
        StatusPlace(list: row["list"], index: row["position"]), "credential_status_place",
        credential.text)
    }
    let given = try Int.fetchOne(
      cachedStatement(sql: "SELECT coalesce(max(ordinal), 0) FROM credential_status_place"))
    let list = (given ?? 0) / StatusPlace.listFill + 1
    let insert = try cachedStatement(
      sql: """
        INSERT INTO credential_status_place (credential, list, position) VALUES (?, ?, ?)
        ON CONFLICT (list, position) DO NOTHING
        """)
    while true {
      let index = Int(random() % UInt64(StatusPlace.listBits))
      try insert.execute(arguments: [credential.text, list, index])
      guard changesCount == 1, let place = StatusPlace(list: list, index: index) else { continue }
      return place
    }
  }
}

extension StatusAct {
  fileprivate static func fetch(of credential: CredentialID, _ db: Database) throws -> [StatusAct] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM credential_act WHERE credential = ? ORDER BY number"),
      arguments: [credential.text]
    ).map { try StatusAct(row: $0) }
  }

  fileprivate init(row: Row) throws {
    let (id, kind): (String, String) = (row["credential"], row["kind"])
    self.init(
      credential: try sound(CredentialID(id), "credential_act", id),
      kind: try sound(Kind(rawValue: kind), "credential_act", kind),
      note: StaffNote(
        actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"]))
  }
}
