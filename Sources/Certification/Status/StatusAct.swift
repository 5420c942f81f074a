package import Accounts
package import Contests

/// What somebody did to an issued certificate. Acts are only ever added.
package struct StatusAct: Hashable, Sendable {
  /// What was done.
  package enum Kind: String, Sendable, CaseIterable {
    /// Withdrawn for ever.
    case revoke
    /// Not valid until it is reinstated.
    case suspend
    case reinstate
  }

  package let credential: CredentialID
  package let kind: Kind
  /// The reason is published with the status.
  package let note: StaffNote

  package init(credential: CredentialID, kind: Kind, note: StaffNote) {
    self.credential = credential
    self.kind = kind
    self.note = note
  }
}

/// Whether an issued certificate is to be believed; expiry apart.
package enum CredentialStatus: Hashable, Sendable {
  case valid
  /// By the act that did it.
  case suspended(StaffNote)
  /// By the act that did it.
  case revoked(StaffNote)

  /// What follows from a certificate's acts, in their order.
  package init(after acts: some Sequence<StatusAct>) {
    self = acts.reduce(.valid) { status, act in
      switch (status, act.kind) {
      // Nothing brings a revoked certificate back.
      case (.revoked, _): status
      case (_, .revoke): .revoked(act.note)
      case (_, .suspend): .suspended(act.note)
      case (_, .reinstate): .valid
      }
    }
  }

  /// `valid`, `suspended` or `revoked`.
  package var name: String {
    switch self {
    case .valid: "valid"
    case .suspended: "suspended"
    case .revoked: "revoked"
    }
  }

  /// Whether it is withdrawn for ever.
  package var isRevoked: Bool {
    if case .revoked = self { true } else { false }
  }

  /// Who did it, when and why; absent for a valid one.
  package var note: StaffNote? {
    switch self {
    case .valid: nil
    case .suspended(let note), .revoked(let note): note
    }
  }

  /// Why an act cannot be done.
  package enum Refusal: String, Error, Sendable {
    case alreadyRevoked = "already-revoked"
    case alreadySuspended = "already-suspended"
    case notSuspended = "not-suspended"

    /// What is wrong, for people.
    package func sentence(in language: Language) -> String {
      switch (self, language) {
      case (.alreadyRevoked, .zhHans): "证书已被撤销，不能再改变"
      case (.alreadyRevoked, .en): "the certificate was revoked, which is for ever"
      case (.alreadySuspended, .zhHans): "证书已在暂停中"
      case (.alreadySuspended, .en): "the certificate is suspended already"
      case (.notSuspended, .zhHans): "证书没有暂停"
      case (.notSuspended, .en): "the certificate is not suspended"
      }
    }
  }

  /// - Throws: `Refusal` when a certificate of this status cannot have that done to it.
  package func allow(_ kind: StatusAct.Kind) throws(Refusal) {
    switch (self, kind) {
    case (.revoked, _): throw .alreadyRevoked
    case (.suspended, .suspend): throw .alreadySuspended
    case (.valid, .reinstate): throw .notSuspended
    case (.suspended, _), (.valid, _): return
    }
  }
}

/// Where acts on certificates are kept. Each method is one transaction.
package protocol CredentialStatusStore: Sendable {
  /// Adds an act, an entry for it to the log, and the record that says so.
  ///
  /// - Returns: what the certificate is then; absent when there is no such certificate, and then nothing
  ///   is noted.
  /// - Throws: `CredentialStatus.Refusal`.
  func act(_ act: StatusAct, noting record: AuditRecord) async throws -> CredentialStatus?

  /// The acts on a certificate, in their order.
  func statusActs(of credential: CredentialID) async throws -> [StatusAct]

  /// The acts on all certificates of a contest, in their order.
  func statusActs(in contest: ContestID) async throws -> [StatusAct]

  /// How many status lists there are.
  func statusListCount() async throws -> Int

  /// The certificates of a list that anything was ever done to, with their acts in order.
  func statusActs(inList list: Int) async throws -> [(index: Int, acts: [StatusAct])]
}
