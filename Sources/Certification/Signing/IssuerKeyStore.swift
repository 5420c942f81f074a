package import Contests

/// A public key of the issuer as the database remembers it. The private half is a file.
package struct IssuerKeyRecord: Hashable, Sendable {
  /// What a key signs with.
  package enum Kind: String, Sendable {
    case rsa, sm2
  }

  /// See `JSONWebKey.id`, `SM2PublicKey.id`.
  package let id: String
  package let kind: Kind
  /// The key as a JWK set of its own.
  package let keySet: String
  /// From when on it signs, until the next of its kind does; absent when it was always so.
  package let since: Instant?
  /// Who brought it in, and why; absent for the first keys.
  package let note: StaffNote?

  package init(
    id: String, kind: Kind, keySet: String, since: Instant?, note: StaffNote?
  ) {
    self.id = id
    self.kind = kind
    self.keySet = keySet
    self.since = since
    self.note = note
  }

  /// The same key, brought into use by somebody.
  func inUse(since note: StaffNote) -> IssuerKeyRecord {
    IssuerKeyRecord(id: id, kind: kind, keySet: keySet, since: note.at, note: note)
  }
}

extension [IssuerKeyRecord] {
  /// When the key at that position was retired: when the next of its kind came; absent while it signs.
  package func end(of position: Int) -> Instant? {
    self[(position + 1)...].first { $0.kind == self[position].kind }?.since
  }
}

/// Where the issuer's public keys are remembered.
package protocol IssuerKeyStore: Sendable {
  /// All keys, in the order in which they came into use.
  func issuerKeys() async throws -> [IssuerKeyRecord]

  /// Adds keys in one transaction.
  ///
  /// - Parameters:
  ///   - keys: what is added, given the moment of the transaction.
  ///   - count: how many keys are known to whoever adds.
  ///   - now: asked inside the transaction, so that whatever was kept before is not dated later.
  /// - Returns: what was added; absent when somebody else added keys meanwhile.
  func add(
    _ keys: @escaping @Sendable (Instant) -> [IssuerKeyRecord], after count: Int,
    now: @escaping @Sendable () -> Instant
  ) async throws -> [IssuerKeyRecord]?

  /// The public key of log heads, 32 bytes; absent until one was remembered.
  func logKey() async throws -> [UInt8]?

  /// Remembers the public key of log heads; one that is remembered stays.
  ///
  /// - Returns: what is remembered.
  func keep(logKey: [UInt8]) async throws -> [UInt8]
}
