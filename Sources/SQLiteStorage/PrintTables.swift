package import Certification
package import Contests
import Foundation
import GRDB

/// Templates of certificates, how each was printed, and what their holders wish to be shown.
extension SQLiteStore: CertificatePrintStore {
  static let printSchema = """
    CREATE TABLE certificate_template (
      contest TEXT NOT NULL REFERENCES contest(id),
      version INTEGER NOT NULL CHECK (version >= 1),
      text TEXT NOT NULL,
      emblem BLOB,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      PRIMARY KEY (contest, version)
    ) STRICT;

    CREATE TABLE certificate_printing (
      credential TEXT NOT NULL REFERENCES credential(id),
      number INTEGER NOT NULL CHECK (number >= 1),
      contest TEXT NOT NULL,
      template INTEGER NOT NULL,
      identity_kind TEXT NOT NULL,
      identity_number TEXT NOT NULL,
      issuer_zh TEXT,
      issuer_en TEXT,
      address TEXT NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      PRIMARY KEY (credential, number),
      UNIQUE (credential, template),
      FOREIGN KEY (contest, template) REFERENCES certificate_template (contest, version),
      CHECK (coalesce(issuer_zh, issuer_en) IS NOT NULL)
    ) STRICT;

    CREATE TABLE credential_showing (
      credential TEXT NOT NULL REFERENCES credential(id),
      number INTEGER NOT NULL CHECK (number >= 1),
      showing TEXT NOT NULL CHECK (showing IN ('masked', 'full', 'hidden')),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      PRIMARY KEY (credential, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER certificate_template_is_immutable BEFORE UPDATE ON certificate_template
    BEGIN SELECT RAISE(ABORT, 'a template never changes'); END;
    CREATE TRIGGER certificate_template_is_permanent BEFORE DELETE ON certificate_template
    BEGIN SELECT RAISE(ABORT, 'a template is never deleted'); END;
    CREATE TRIGGER certificate_printing_is_immutable BEFORE UPDATE ON certificate_printing
    BEGIN SELECT RAISE(ABORT, 'a printing never changes'); END;
    CREATE TRIGGER certificate_printing_is_permanent BEFORE DELETE ON certificate_printing
    BEGIN SELECT RAISE(ABORT, 'a printing is never deleted'); END;
    CREATE TRIGGER credential_showing_is_immutable BEFORE UPDATE ON credential_showing
    BEGIN SELECT RAISE(ABORT, 'a choice never changes'); END;
    CREATE TRIGGER credential_showing_is_permanent BEFORE DELETE ON credential_showing
    BEGIN SELECT RAISE(ABORT, 'a choice is never deleted'); END;
    """

  package func keepTemplate(
    _ text: String, emblem: [UInt8]?, of contest: ContestID, onlyFirst: Bool, at instant: Instant,
    by actor: String
  ) async throws -> KeptTemplate {
    try await write { db in
      let newest = try KeptTemplate.fetch(contest, version: nil, db)
      if let newest, onlyFirst || (newest.text == text && newest.emblem == emblem) {
        return newest
      }
      let kept = KeptTemplate(
        contest: contest, version: (newest?.version ?? 0) + 1, text: text, emblem: emblem,
        at: instant, actor: actor)
      try db.execute(
        sql: """
          INSERT INTO certificate_template (contest, version, text, emblem, at, actor)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          contest.text, kept.version, text, emblem.map { Data($0) }, instant.milliseconds, actor,
        ])
      return kept
    }
  }

  package func template(of contest: ContestID, version: Int?) async throws -> KeptTemplate? {
    try await pool.read { try KeptTemplate.fetch(contest, version: version, $0) }
  }

  package func printings(
    of credentials: [CredentialID], template version: Int?
  ) async throws -> [CredentialID: CertificatePrinting] {
    try await pool.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT * FROM certificate_printing
          WHERE credential = ? AND template = coalesce(?, template)
          ORDER BY number DESC LIMIT 1
          """)
      var printings: [CredentialID: CertificatePrinting] = [:]
      for id in credentials {
        if let row = try Row.fetchOne(statement, arguments: [id.text, version]) {
          printings[id] = try CertificatePrinting(row: row)
        }
      }
      return printings
    }
  }

  package func keep(_ printings: [CertificatePrinting]) async throws -> [CertificatePrinting] {
    try await write { db in
      let known = try db.cachedStatement(
        sql: "SELECT * FROM certificate_printing WHERE credential = ? AND template = ?")
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO certificate_printing (
            credential, number, contest, template, identity_kind, identity_number, issuer_zh,
            issuer_en, address, at, actor
          )
          SELECT
            id, 1 + (SELECT count(*) FROM certificate_printing WHERE credential = id), contest,
            ?, ?, ?, ?, ?, ?, ?, ?
          FROM credential WHERE id = ?
          """)
      return try printings.map { printing in
        let id = printing.credential.text
        if let row = try Row.fetchOne(known, arguments: [id, printing.template]) {
          return try CertificatePrinting(row: row)
        }
        try insert.execute(arguments: [
          printing.template, printing.identityKind, printing.identityNumber,
          printing.issuer.zhHans, printing.issuer.en, printing.address,
          printing.at.milliseconds, printing.actor, id,
        ])
        return printing
      }
    }
  }

  package func keep(
    _ showing: CredentialShowing, of credential: CredentialID, at instant: Instant,
    by actor: String
  ) async throws {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO credential_showing (credential, number, showing, at, actor)
          SELECT ?1, 1 + count(*), ?2, ?3, ?4 FROM credential_showing WHERE credential = ?1
          """,
        arguments: [credential.text, showing.rawValue, instant.milliseconds, actor])
    }
  }

  package func showing(of credential: CredentialID) async throws -> CredentialShowing? {
    let text = try await pool.read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT showing FROM credential_showing WHERE credential = ? ORDER BY number DESC LIMIT 1
          """,
        arguments: [credential.text])
    }
    return try text.map { try sound(CredentialShowing(rawValue: $0), "credential_showing", $0) }
  }
}

extension KeptTemplate {
  fileprivate static func fetch(
    _ contest: ContestID, version: Int?, _ db: Database
  ) throws -> KeptTemplate? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM certificate_template
        WHERE contest = ? AND version = coalesce(?, version)
        ORDER BY version DESC LIMIT 1
        """,
      arguments: [contest.text, version])
    return try row.map { row in
      let emblem: Data? = row["emblem"]
      return KeptTemplate(
        contest: try ContestID(row["contest"]), version: row["version"], text: row["text"],
        emblem: emblem.map { Array($0) }, at: Instant(milliseconds: row["at"]),
        actor: row["actor"])
    }
  }
}

extension CertificatePrinting {
  fileprivate init(row: Row) throws {
    let id: String = row["credential"]
    self.init(
      credential: try sound(CredentialID(id), "certificate_printing", id),
      template: row["template"], identityKind: row["identity_kind"],
      identityNumber: row["identity_number"],
      issuer: try sound(
        LocalizedText(zhHans: row["issuer_zh"], en: row["issuer_en"]), "certificate_printing", id),
      address: row["address"], at: Instant(milliseconds: row["at"]), actor: row["actor"])
  }
}
