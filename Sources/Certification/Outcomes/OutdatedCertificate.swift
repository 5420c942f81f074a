/// A certificate that states another result than its holder has by newer certified results, or since
/// somebody ahead fell out. It stays as it is until a person renews it: what was issued is never changed
/// silently.
package struct OutdatedCertificate: Sendable {
  package let outcome: OutcomeCase
  package let serial: SerialNumber
  /// What the certificate says.
  package let stated: StatedResult
  /// What it would say if it were issued now.
  package let certified: StatedResult
  /// The same outcome by the newest certified results.
  package let finding: OutcomeFinding

  /// - Parameters:
  ///   - certificate: the one that was issued of the outcome.
  ///   - decision: the newest about the outcome's subject, which is met.
  /// - Returns: absent when the certificate says the same, and when the decision is about another outcome.
  package init?(_ outcome: OutcomeCase, _ certificate: Credential?, by decision: Decision) {
    let finding = OutcomeFinding(decision)
    let certified = StatedResult(decision)
    guard let certificate, let stated = StatedResult(of: certificate), stated != certified,
      finding.key == outcome.finding.key
    else { return nil }
    self.outcome = outcome
    serial = certificate.serial
    self.stated = stated
    self.certified = certified
    self.finding = finding
  }
}

extension StatedResult {
  /// What a certificate states.
  ///
  /// - Returns: absent when its signed form cannot be read.
  package init?(of credential: Credential) {
    guard let badge = UnverifiedCredential(credential.jwt).badge else { return nil }
    self.init(badge)
  }
}
