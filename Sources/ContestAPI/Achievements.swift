/// What came of a file of facts.
package struct AchievementsImported: Codable, Hashable, Sendable {
  /// Facts in the file.
  package let facts: Int
  /// Of these new ones; the others were there already.
  package let added: Int
  /// Whether nothing was written because only a check was asked for.
  package let isDryRun: Bool

  package init(facts: Int, added: Int, isDryRun: Bool) {
    self.facts = facts
    self.added = added
    self.isDryRun = isDryRun
  }
}

/// What is known of one person.
package struct AchievementLedger: Codable, Hashable, Sendable {
  /// The admission number that was asked for.
  package let contestant: String
  package let name: String
  /// In the order of the ledger, those that were corrected included.
  package let facts: [AchievementFact]
  /// Certified results of all contests that the person took part in.
  package let results: [ResultFact]

  package init(
    contestant: String, name: String, facts: [AchievementFact], results: [ResultFact]
  ) {
    self.contestant = contestant
    self.name = name
    self.facts = facts
    self.results = results
  }
}

/// A fact of the ledger.
package struct AchievementFact: Codable, Hashable, Sendable {
  /// 1 for the first of the ledger.
  package let number: Int
  /// `level`, `title`, `training`, `works-since`, `birth-date`, `gender`, `category`, `employer`,
  /// `mentor`, or `struck`.
  package let kind: String
  package let value: String
  package let occupation: String?
  package let certificate: String?
  package let issuer: String?
  package let contest: String?
  /// `2025-06-01`
  package let date: String
  package let evidence: String
  /// Absent for contestants where a member of staff is the source.
  package let source: String?
  /// The fact that it takes the place of.
  package let corrects: Int?
  /// The fact that took its place.
  package let correctedBy: Int?
  /// Absent for contestants.
  package let recordedBy: String?
  /// Milliseconds since 1970.
  package let recordedAt: Int64
  package let reason: String

  package init(
    number: Int, kind: String, value: String, occupation: String?, certificate: String?,
    issuer: String?, contest: String?, date: String, evidence: String, source: String?,
    corrects: Int?, correctedBy: Int?, recordedBy: String?, recordedAt: Int64, reason: String
  ) {
    self.number = number
    self.kind = kind
    self.value = value
    self.occupation = occupation
    self.certificate = certificate
    self.issuer = issuer
    self.contest = contest
    self.date = date
    self.evidence = evidence
    self.source = source
    self.corrects = corrects
    self.correctedBy = correctedBy
    self.recordedBy = recordedBy
    self.recordedAt = recordedAt
    self.reason = reason
  }
}

/// A certified result.
package struct ResultFact: Codable, Hashable, Sendable {
  package let stage: String
  package let version: Int
  /// The hash of the certified results.
  package let hash: String
  /// Absent when the person was not ranked.
  package let rank: Int?
  package let ranked: Int
  /// The rank in percent of those ranked, rounded up; absent with the rank.
  package let percentile: Int?
  /// In thousandths of a point.
  package let score: Int
  package let maximum: Int
  package let parts: [RankedPart]?
  package let isShortlisted: Bool
  /// Milliseconds since 1970.
  package let certifiedAt: Int64

  package init(
    stage: String, version: Int, hash: String, rank: Int?, ranked: Int, percentile: Int?,
    score: Int, maximum: Int, parts: [RankedPart]?, isShortlisted: Bool, certifiedAt: Int64
  ) {
    self.stage = stage
    self.version = version
    self.hash = hash
    self.rank = rank
    self.ranked = ranked
    self.percentile = percentile
    self.score = score
    self.maximum = maximum
    self.parts = parts
    self.isShortlisted = isShortlisted
    self.certifiedAt = certifiedAt
  }
}

/// A wish to strike a fact that was wrong.
package struct AchievementStrike: Codable, Hashable, Sendable {
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}
