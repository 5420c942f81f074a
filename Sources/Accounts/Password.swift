import Crypto
import CryptoExtras
import Foundation

/// A password as the store keeps it: its scrypt hash (RFC 7914, r = 8, p = 1) with salt and cost.
package struct Password: Hashable, Sendable {
  /// The work of one hash.
  package struct Cost: Hashable, Sendable {
    /// N is 2 to this power; memory is 1 KiB times N.
    package let exponent: Int

    /// `nil` outside 10 to 20: below it the hash is no defence, above it one hash takes a GiB.
    package init?(exponent: Int) {
      guard (10...20).contains(exponent) else { return nil }
      self.exponent = exponent
    }

    private init(unchecked exponent: Int) { self.exponent = exponent }

    /// N = 2^15: about 60 ms and 32 MiB.
    package static let standard = Cost(unchecked: 15)
  }

  /// The work with which this hash was made; later ones may be dearer.
  package let cost: Cost
  /// Always 16.
  private let salt: [UInt8]
  /// Always 32.
  private let hash: [UInt8]

  /// Hashes a password: slow by design, so never on a thread that others wait for; see
  /// `PasswordPool`.
  ///
  /// - Throws: `SignInRefusal.passwordUnfit` when `clear` is outside `lengths`, or an error of the
  ///   library when memory is short.
  package init(hashing clear: String, cost: Cost = .standard, randomBytes: RandomBytes) throws {
    guard Self.isFit(clear) else { throw SignInRefusal.passwordUnfit }
    let salt = randomBytes(Self.saltBytes)
    precondition(salt.count == Self.saltBytes, "the random source gave too few bytes")
    let key = try Self.derive(from: clear, salt: salt, cost: cost)
    self.cost = cost
    self.salt = salt
    hash = key.withUnsafeBytes { Array($0) }
  }

  /// A hash that no password has, with which the same work is done for a user who does not exist.
  package init(decoyOf cost: Cost, randomBytes: RandomBytes) {
    self.cost = cost
    salt = randomBytes(Self.saltBytes)
    hash = randomBytes(Self.hashBytes)
  }

  /// Reads what `encoded` wrote; `nil` for anything else.
  package init?(encoded: String) {
    let parts = encoded.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
      parts[2].hasPrefix("ln="), parts[2].hasSuffix(",r=8,p=1"),
      let exponent = Int(parts[2].dropFirst(3).dropLast(8)), let cost = Cost(exponent: exponent),
      let salt = Base64URL.decode(parts[3]), salt.count == Self.saltBytes,
      let hash = Base64URL.decode(parts[4]), hash.count == Self.hashBytes
    else { return nil }
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  /// `$scrypt$ln=15,r=8,p=1$salt$hash` after the PHC string format, salt and hash in base64url.
  package var encoded: String {
    "$scrypt$ln=\(cost.exponent),r=8,p=1$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
  }

  /// Whether `clear` is the password; as slow as hashing, and compared in constant time.
  ///
  /// - Throws: an error of the library when memory is short.
  package func matches(_ clear: String) throws -> Bool {
    guard Self.mayBeTyped(clear) else { return false }
    return try Self.derive(from: clear, salt: salt, cost: cost) == SymmetricKey(data: hash)
  }

  /// Whether `clear` may become a password: at least 10 characters, at most 1,024 bytes.
  static func isFit(_ clear: String) -> Bool { clear.count >= 10 && mayBeTyped(clear) }

  /// What no password can be is refused before any work; only the caller's own text decides.
  private static func mayBeTyped(_ clear: String) -> Bool { (1...1024).contains(clear.utf8.count) }

  private static func derive(
    from clear: String, salt: [UInt8], cost: Cost
  ) throws -> SymmetricKey {
    // The same characters can be typed as different code points on different keyboards.
    let typed = Array(clear.precomposedStringWithCanonicalMapping.utf8)
    return try KDF.Scrypt.deriveKey(
      from: typed, salt: salt, outputByteCount: hashBytes, rounds: 1 << cost.exponent,
      blockSize: 8, parallelism: 1)
  }

  private static let saltBytes = 16
  private static let hashBytes = 32
}
