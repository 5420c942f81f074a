/// A judge's wish to sign certified results beside whoever certified them.
package struct CoSignatureWish: Codable, Hashable, Sendable {
  /// Of the newest version, 64 hexadecimal digits.
  package let hash: String

  package init(hash: String) { self.hash = hash }
}

/// The certified versions of a stage and who signed them.
package struct ResultsVersions: Codable, Hashable, Sendable {
  package let stage: String
  /// The oldest first.
  package let versions: [ResultsVersion]
  /// What was done since the newest and stands in none, so that it is out of date until results are
  /// certified anew: scores and rulings, and corrections of keys.
  package let actsSince: Int
  package let correctionsSince: Int
  /// What the newest carries of earlier stages that were certified anew since, likewise.
  package let carriedSince: [Carried]

  package init(
    stage: String, versions: [ResultsVersion], actsSince: Int, correctionsSince: Int,
    carriedSince: [Carried]
  ) {
    self.stage = stage
    self.versions = versions
    self.actsSince = actsSince
    self.correctionsSince = correctionsSince
    self.carriedSince = carriedSince
  }

  /// Scores of an earlier stage that count as a part.
  package struct Carried: Codable, Hashable, Sendable {
    package let part: String
    /// The earlier stage's id, such as `preliminary`.
    package let stage: String
    /// Which version of its results counts.
    package let version: Int
    /// Which is certified by now.
    package let newest: Int

    package init(part: String, stage: String, version: Int, newest: Int) {
      self.part = part
      self.stage = stage
      self.version = version
      self.newest = newest
    }
  }
}

/// A version of certified results.
package struct ResultsVersion: Codable, Hashable, Sendable {
  /// From 1.
  package let version: Int
  /// 64 hexadecimal digits.
  package let hash: String
  /// The user names of those who certified.
  package let judges: [String]
  /// Milliseconds since 1970.
  package let certifiedAt: Int64
  /// In their order.
  package let coSignatures: [CoSigner]

  package init(
    version: Int, hash: String, judges: [String], certifiedAt: Int64, coSignatures: [CoSigner]
  ) {
    self.version = version
    self.hash = hash
    self.judges = judges
    self.certifiedAt = certifiedAt
    self.coSignatures = coSignatures
  }

  /// A judge who signed besides.
  package struct CoSigner: Codable, Hashable, Sendable {
    /// The user name.
    package let judge: String
    /// Milliseconds since 1970.
    package let at: Int64

    package init(judge: String, at: Int64) {
      self.judge = judge
      self.at = at
    }
  }
}
