package import Contests

/// A version of a contest's template, as it was kept.
package struct KeptTemplate: Hashable, Sendable {
  /// The contest whose certificates it is for.
  package let contest: ContestID
  /// 1 for the first.
  package let version: Int
  /// The YAML.
  package let text: String
  /// The PNG that the template names; absent when it names none.
  package let emblem: [UInt8]?
  /// When it was kept.
  package let at: Instant
  /// Who put it there.
  package let actor: String

  /// Made by storage drivers.
  package init(
    contest: ContestID, version: Int, text: String, emblem: [UInt8]?, at: Instant, actor: String
  ) {
    self.contest = contest
    self.version = version
    self.text = text
    self.emblem = emblem
    self.at = at
    self.actor = actor
  }
}

/// With what a certificate was printed, beside what it says itself: whatever of this changes later,
/// the same certificate comes out again.
package struct CertificatePrinting: Hashable, Sendable {
  package let credential: CredentialID
  /// The version of the contest's template.
  package let template: Int
  /// The holder's identity paper, such as 居民身份证.
  package let identityKind: String
  /// Its number, masked.
  package let identityNumber: String
  /// Who issues, by the server's settings of that day.
  package let issuer: LocalizedText
  /// Where the certificate is verified: what the QR code says.
  package let address: String
  /// The first time.
  package let at: Instant
  /// By whom.
  package let actor: String

  package init(
    credential: CredentialID, template: Int, identityKind: String, identityNumber: String,
    issuer: LocalizedText, address: String, at: Instant, actor: String
  ) {
    self.credential = credential
    self.template = template
    self.identityKind = identityKind
    self.identityNumber = identityNumber
    self.issuer = issuer
    self.address = address
    self.at = at
    self.actor = actor
  }
}

/// How much of a certificate the verification page shows to everybody; its holder chooses.
package enum CredentialShowing: String, CaseIterable, Sendable {
  /// The name with its middle hidden: 王*明. What holds until something else is chosen.
  case masked
  /// The whole name, and the signed credential, from whose hashes a name could be guessed.
  case full
  /// No name at all.
  case hidden
}

/// Where templates, printings and the holders' choices are kept. Nothing is ever overwritten. Each
/// method is one transaction.
package protocol CertificatePrintStore: Sendable {
  /// Keeps a template as the contest's next version; the same as the newest changes nothing.
  ///
  /// - Parameter onlyFirst: whether to keep it only where the contest has none yet.
  /// - Returns: what the contest has now.
  func keepTemplate(
    _ text: String, emblem: [UInt8]?, of contest: ContestID, onlyFirst: Bool, at instant: Instant,
    by actor: String
  ) async throws -> KeptTemplate

  /// A version of a contest's template.
  ///
  /// - Parameter version: absent for the newest.
  /// - Returns: absent when there is none.
  func template(of contest: ContestID, version: Int?) async throws -> KeptTemplate?

  /// How certificates were printed: each by its newest printing.
  ///
  /// - Parameter version: only printings with that version of the template; absent: with any.
  func printings(
    of credentials: [CredentialID], template version: Int?
  ) async throws -> [CredentialID: CertificatePrinting]

  /// Keeps printings; one of the same certificate with the same template stays as it is.
  ///
  /// - Returns: the kept printings, in order.
  func keep(_ printings: [CertificatePrinting]) async throws -> [CertificatePrinting]

  /// Notes what the holder of a certificate wishes from now on.
  func keep(
    _ showing: CredentialShowing, of credential: CredentialID, at instant: Instant,
    by actor: String
  ) async throws

  /// What the holder wished last; absent when nothing was ever chosen.
  func showing(of credential: CredentialID) async throws -> CredentialShowing?
}
