package import Contests

/// What a client shows with every request: 32 random bytes that mean nothing by themselves.
package struct AccessToken: Hashable, Sendable {
  /// 43 characters of base64url.
  package let text: String

  /// - Precondition: `randomBytes` gives as many bytes as it is asked for.
  package init(randomBytes: RandomBytes) {
    let bytes = randomBytes(SecretDigest.byteCount)
    precondition(bytes.count == SecretDigest.byteCount, "the random source gave too few bytes")
    text = Base64URL.encode(bytes)
  }

  /// `nil` when the text cannot be a token.
  package init?(_ text: String) {
    guard text.utf8.count == 43, Base64URL.decode(text) != nil else { return nil }
    self.text = text
  }

  /// What is stored.
  package var digest: SecretDigest { SecretDigest(sha256Of: text) }

  /// How long a token of that role is good for: 12 hours for staff, 24 for a contestant.
  package static func lifetime(of role: Role) -> Milliseconds {
    role == .contestant ? .seconds(24 * 3600) : .seconds(12 * 3600)
  }
}

/// A token as the store keeps it.
package struct TokenRecord: Hashable, Sendable {
  package let digest: SecretDigest
  package let principal: Principal
  /// The first instant at which the token is no longer good.
  package let expires: Instant

  package init(digest: SecretDigest, principal: Principal, expires: Instant) {
    self.digest = digest
    self.principal = principal
    self.expires = expires
  }
}
