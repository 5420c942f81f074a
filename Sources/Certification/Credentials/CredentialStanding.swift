package import Contests

/// Whether a certificate still stands.
package enum CredentialStanding: Hashable, Sendable {
  case valid
  /// It does not count for the time being.
  case suspended(on: Instant, because: String)
  /// It was taken back and never counts again.
  case revoked(on: Instant, because: String)
  /// It counted until before that moment.
  case expired(at: Instant)
}
