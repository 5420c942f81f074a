import Contests

/// What one leaf of the certificate log stands for. Nothing of it can be guessed from its hash.
package enum LogEntry: Hashable, Sendable {
  /// A certificate that was issued.
  case issued(CredentialID, jwt: String, status: StatusPlace)
  /// What became of a certificate later.
  case act(StatusAct)

  /// The name of the form, which is part of what is hashed.
  package static let format = "leitai-log-entry/1"

  /// Lines, each with a line feed: the form, `issued`, the certificate's id, the hexadecimal SHA-256 of
  /// its JWT, and list and index of its status; or the form, `status`, the certificate's id, the
  /// act, milliseconds since 1970, and the hexadecimal SHA-256 of actor, line feed and reason.
  package var bytes: [UInt8] {
    let lines: [String] =
      switch self {
      case .issued(let id, let jwt, let status):
        [
          Self.format, "issued", id.text, Fingerprint.hex(of: jwt),
          "\(status.list) \(status.index)",
        ]
      case .act(let act):
        [
          Self.format, "status", act.credential.text, act.kind.rawValue,
          "\(act.note.at.milliseconds)",
          Fingerprint.hex(of: "\(act.note.actor)\n\(act.note.reason)"),
        ]
      }
    return lines.flatMap { Array("\($0)\n".utf8) }
  }

  /// The hash of the leaf.
  package var hash: MerkleHash { .leaf(bytes) }
}

/// Where a certificate stands in the log, and the proof of it.
package struct LogInclusion: Hashable, Sendable {
  /// 0 for the first entry.
  package let index: Int
  /// How many entries the log had when the proof was made.
  package let size: Int
  /// The root of that many entries.
  package let root: MerkleHash
  package let proof: [MerkleHash]

  /// Made by storage drivers.
  package init(index: Int, size: Int, root: MerkleHash, proof: [MerkleHash]) {
    self.index = index
    self.size = size
    self.root = root
    self.proof = proof
  }
}

/// Where the hashes of the certificate log are kept. Entries get in with what they stand for: in the
/// transaction that keeps a certificate or an act, and in no other.
package protocol CredentialLogStore: Sendable {
  /// The number of entries and their root.
  func logRoot() async throws -> (size: Int, root: MerkleHash)

  /// The entry of a certificate in the whole log; absent when it is not there.
  func logInclusion(of credential: CredentialID) async throws -> LogInclusion?

  /// The proof that the log of `later` entries goes on from that of `earlier`; absent unless
  /// 1 ≤ earlier ≤ later ≤ the log's size.
  func logConsistency(from earlier: Int, to later: Int) async throws -> [MerkleHash]?

  /// Certificates of databases that had no log yet, at most `limit`. Keeping them again takes them in.
  func credentialsOutsideLog(limit: Int) async throws -> [Credential]
}
