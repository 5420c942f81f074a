import Contests
import Crypto
import Foundation

/// How credentials name the person without telling who it is.
///
/// The names follow from the platform's secret, so that issuing again gives the same bytes, and
/// nobody without it can compute them from an admission number.
package struct RecipientNames: Sendable {
  private let secret: SymmetricKey

  /// `nil` when the secret has fewer than 32 bytes.
  package init?(secret: [UInt8]) {
    guard secret.count >= 32 else { return nil }
    self.secret = SymmetricKey(data: secret)
  }

  /// The URN under which every credential of the contestant speaks of the same person.
  func subject(of contestant: ContestantID) -> String {
    "urn:uuid:" + Fingerprint.uuid(code(["subject", contestant.text]))
  }

  /// 32 hexadecimal digits, another for every credential.
  func salt(of credential: CredentialID) -> String {
    code(["salt", credential.text]).prefix(16).hexadecimal
  }

  private func code(_ fields: [String]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Fingerprint.bytes(of: fields), using: secret))
  }
}
