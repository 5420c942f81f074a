/// That a certificate was revoked or suspended.
package struct CertificateWithdrawn: Codable, Hashable, Sendable {
  /// `revoked` or `suspended`.
  package let state: String
  /// Milliseconds since 1970.
  package let at: Int64
  package let reason: String

  package init(state: String, at: Int64, reason: String) {
    self.state = state
    self.at = at
    self.reason = reason
  }
}

/// A judge's wish to revoke, suspend or reinstate a certificate.
package struct CertificateActWish: Codable, Hashable, Sendable {
  /// `revoke`, `suspend` or `reinstate`.
  package let act: String
  /// 1 to 600 bytes on one line; it is kept, and published with the status.
  package let reason: String

  package init(act: String, reason: String) {
    self.act = act
    self.reason = reason
  }
}

/// What was done to a certificate, in order.
package struct CertificateActs: Codable, Hashable, Sendable {
  package let certificate: String
  package let serial: String
  /// `valid`, `revoked` or `suspended`.
  package let state: String
  package let acts: [Act]

  package init(certificate: String, serial: String, state: String, acts: [Act]) {
    self.certificate = certificate
    self.serial = serial
    self.state = state
    self.acts = acts
  }

  package struct Act: Codable, Hashable, Sendable {
    package let act: String
    package let actor: String
    /// Milliseconds since 1970.
    package let at: Int64
    package let reason: String

    package init(act: String, actor: String, at: Int64, reason: String) {
      self.act = act
      self.actor = actor
      self.at = at
      self.reason = reason
    }
  }
}

/// The paths of all status lists.
package struct StatusListPaths: Codable, Hashable, Sendable {
  package let lists: [String]

  package init(lists: [String]) { self.lists = lists }
}

/// The proof that the log of `to` entries goes on from that of `from`.
package struct LogConsistencyProof: Codable, Hashable, Sendable {
  package let from: Int
  package let to: Int
  /// Hashes in base64.
  package let proof: [String]

  package init(from: Int, to: Int, proof: [String]) {
    self.from = from
    self.to = to
    self.proof = proof
  }
}

/// Why new issuer keys are to be brought in.
package struct KeyRotationWish: Codable, Hashable, Sendable {
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}

/// The issuer's keys, in the order in which they came into use.
package struct IssuerKeyList: Codable, Hashable, Sendable {
  package let keys: [Key]

  package init(keys: [Key]) { self.keys = keys }

  package struct Key: Codable, Hashable, Sendable {
    package let id: String
    /// `rsa` or `sm2`.
    package let kind: String
    /// Milliseconds since 1970; absent for the first keys.
    package let since: Int64?
    /// Milliseconds since 1970; absent while it signs.
    package let until: Int64?
    /// Who brought it in; absent for the first keys.
    package let actor: String?
    package let reason: String?

    package init(
      id: String, kind: String, since: Int64?, until: Int64?, actor: String?, reason: String?
    ) {
      self.id = id
      self.kind = kind
      self.since = since
      self.until = until
      self.actor = actor
      self.reason = reason
    }
  }
}
