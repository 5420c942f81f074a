package import Contests
import Foundation
import GRDB
package import Scoring

/// What judges signed beside the one who certified; rows are only ever added.
extension SQLiteStore: CoSignatureStore {
  static let coSignatureSchema = """
    CREATE TABLE results_cosignature (
      contest TEXT NOT NULL,
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      version INTEGER NOT NULL,
      judge TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      signer TEXT NOT NULL CHECK (length(signer) = 64),
      signature TEXT NOT NULL CHECK (length(signature) = 128),
      PRIMARY KEY (contest, event, stage, version, judge),
      FOREIGN KEY (contest, event, stage, version) REFERENCES certified_result
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER results_cosignature_kept BEFORE UPDATE ON results_cosignature
      BEGIN SELECT raise(ABORT, 'signatures are kept'); END;
    CREATE TRIGGER results_cosignature_never_lost BEFORE DELETE ON results_cosignature
      BEGIN SELECT raise(ABORT, 'signatures are kept'); END;
    """

  package func seal(of stage: StagePath, version: Int) async throws -> ResultsSeal? {
    try readHere(snapshot: true) { try Self.seals(of: stage, version: version, in: $0).first }
  }

  package func seals(of stage: StagePath) async throws -> [ResultsSeal] {
    try await pool.read { try Self.seals(of: stage, in: $0) }
  }

  package func carriedAnew(
    in stage: StagePath
  ) async throws -> [(carried: CertifiedResults.Carried, newest: Int)] {
    try await pool.read { database in
      let text = try String.fetchOne(
        database,
        sql: """
          SELECT json_extract(CAST(document AS TEXT), '$.results.carried') FROM certified_result
          WHERE contest = ? AND event = ? AND stage = ? ORDER BY version DESC LIMIT 1
          """, arguments: [stage.contest.text, stage.event.text, stage.stage.text])
      guard let text else { return [] }
      let all = try JSONDecoder().decode([CertifiedResults.Carried].self, from: Data(text.utf8))
      return try all.compactMap { carried in
        let earlier = StagePath(contest: stage.contest, event: stage.event, stage: carried.stage)
        guard let newest = try Self.seals(of: earlier, in: database).last,
          newest.hash != carried.hash
        else { return nil }
        return (carried, newest.version)
      }
    }
  }

  package func add(
    _ signature: CoSignature, under hash: String, of stage: StagePath
  ) async throws -> ResultsSeal {
    try await write { database in
      guard let seal = try Self.seals(of: stage, in: database).last else {
        throw CoSignatureRefusal.notCertified
      }
      try seal.require(hash, for: signature.judge)
      try database.execute(
        sql: """
          INSERT INTO results_cosignature
            (contest, event, stage, version, judge, signed_at, signer, signature)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          stage.contest.text, stage.event.text, stage.stage.text, seal.version, signature.judge,
          signature.at.milliseconds, signature.signature.signer, signature.signature.value,
        ])
      return try Self.seals(of: stage, version: seal.version, in: database).first ?? seal
    }
  }

  /// By version, within a transaction that may do more.
  ///
  /// - Parameter version: the only one that is asked for; absent: all.
  static func seals(
    of stage: StagePath, version: Int? = nil, in database: Database
  ) throws -> [ResultsSeal] {
    let place: StatementArguments = [stage.contest.text, stage.event.text, stage.stage.text]
    let signatures = try Row.fetchAll(
      database,
      sql: """
        SELECT version, judge, signed_at, signer, signature FROM results_cosignature
        WHERE contest = ? AND event = ? AND stage = ? ORDER BY version, signed_at, judge
        """, arguments: place
    ).reduce(into: [Int: [CoSignature]]()) { signatures, row in
      signatures[row["version"], default: []].append(
        CoSignature(
          judge: row["judge"], at: Instant(milliseconds: row["signed_at"]),
          signature: CertifiedDocument.Signature(signer: row["signer"], value: row["signature"])))
    }
    return try Row.fetchAll(
      database,
      sql: """
        SELECT version, hash, judges, certified_at FROM certified_result
        WHERE contest = ?1 AND event = ?2 AND stage = ?3 AND version = coalesce(?4, version)
        ORDER BY version
        """, arguments: place + [version]
    ).map { row in
      let judges: String = row["judges"]
      return ResultsSeal(
        version: row["version"], hash: row["hash"],
        judges: judges.split(separator: ",").map(String.init),
        at: Instant(milliseconds: row["certified_at"]),
        coSignatures: signatures[row["version"]] ?? [])
    }
  }
}
