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
    self.outcomes = Part.allCases.map { ($0, outcomes[$0] ?? Self.notReached) }
    self.credential = credential
  }

  private static let notReached = Outcome.unchecked(
    LocalizedText(
      zhHans: "未查：要先有相符的签名", en: "not checked: that needs a good signature first"))

  /// Whether nothing is wrong, of what could be checked.
  package var holds: Bool { codes.isEmpty }

  /// Whether every part was checked and is good.
  package var holdsInFull: Bool {
    outcomes.allSatisfy { if case .good = $0.outcome { true } else { false } }
  }

  /// `valid`; `valid-in-part` when nothing is wrong and something could not be checked; else the code of
  /// the first thing that is wrong.
  package var code: String { codes.first ?? (holdsInFull ? "valid" : "valid-in-part") }

  /// The codes of what is wrong, in the order of the parts.
  package var codes: [String] {
    outcomes.compactMap { if case .bad(let code, _) = $0.outcome { code } else { nil } }
  }

  /// The outcome of a check.
  package func outcome(of part: Part) -> Outcome {
    outcomes.first { $0.part == part }?.outcome ?? Self.notReached
  }
}
