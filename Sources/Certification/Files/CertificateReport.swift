package import Contests

/// What a certificate file was checked for, each check on its own.
package struct CertificateReport: Sendable {
  /// What is checked.
  package enum Part: String, Sendable, CaseIterable {
    /// The VC-JWT is the issuer's.
    case signature
    /// The second signature is too.
    case sm2
    /// It is not revoked and not suspended.
    case status
    /// It stands in the log, and the log was not rewritten.
    case inclusion
    /// It is valid by now and has not expired.
    case expiry
  }

  /// How a check ended.
  package enum Outcome: Hashable, Sendable {
    case good(LocalizedText)
    /// With the stable code of what is wrong.
    case bad(code: String, LocalizedText)
    /// What was needed for it was not at hand.
    case unchecked(LocalizedText)
  }

  /// One outcome for each part, in their order.
  package let outcomes: [(part: Part, outcome: Outcome)]
  /// Absent when its signature is not good.
  package let credential: VerifiedCredential?

  init(_ outcomes: [Part: Outcome], credential: VerifiedCredential?) {
    self.outcomes = Part.allCases.compactMap { part in outcomes[part].map { (part, $0) } }
    self.credential = credential
  }

  /// Whether nothing is wrong.
  package var holds: Bool { codes.isEmpty }

  /// The codes of what is wrong, in the order of the parts.
  package var codes: [String] {
    outcomes.compactMap { if case .bad(let code, _) = $0.outcome { code } else { nil } }
  }

  /// The outcome of a check; absent when it does not apply.
  package func outcome(of part: Part) -> Outcome? {
    outcomes.first { $0.part == part }?.outcome
  }
}
