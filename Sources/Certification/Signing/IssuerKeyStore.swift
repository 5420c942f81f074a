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
}

/// Where the issuer's public keys are remembered.
package protocol IssuerKeyStore: Sendable {
  /// All keys, in the order in which they came into use.
  func issuerKeys() async throws -> [IssuerKeyRecord]

  /// Adds keys in one transaction.
  ///
  /// - Parameter count: how many keys are known to whoever adds.
  /// - Returns: whether they were added: not when somebody else did meanwhile.
  func add(_ keys: [IssuerKeyRecord], after count: Int) async throws -> Bool
}
