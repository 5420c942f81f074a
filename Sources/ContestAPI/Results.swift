/// A part of a stage's standings.
package struct Rankings: Codable, Hashable, Sendable {
  package let stage: String
  package let title: String
  /// `overall`, `province:CODE`, `city:CODE`, `unit:NAME` or `team:NAME`.
  package let scope: String
  /// `live`, `frozen` for a public view that stands still, or `certified` when the results are final.
  package let status: String
  /// How many have a rank in this scope.
  package let ranked: Int
  package let rows: [RankingRow]
  /// How many have no rank in this scope, for staff; absent for others and when there is nobody.
  package let notRanked: Int?
  /// Who they are by admission number, from the same row on and as many as of those with a rank; the
  /// first where `rows` are about somebody.
  package let unranked: [UnrankedRow]?
  /// Where the one stands about whom was asked, in every scope and the widest first; absent when it
  /// was about nobody, or about somebody without a rank.
  package let ranks: [RankInScope]?

  package init(
    stage: String, title: String, scope: String, status: String, ranked: Int, rows: [RankingRow],
    notRanked: Int? = nil, unranked: [UnrankedRow]? = nil, ranks: [RankInScope]? = nil
  ) {
    self.notRanked = notRanked
    self.stage = stage
    self.title = title
    self.scope = scope
    self.status = status
    self.ranked = ranked
    self.rows = rows
    self.unranked = unranked
    self.ranks = ranks
  }
}

/// Where somebody stands among those of a scope.
package struct RankInScope: Codable, Hashable, Sendable {
  /// `overall`, `province:CODE`, `city:CODE`, `unit:NAME` or `team:NAME`.
  package let scope: String
  /// 1 for the best.
  package let rank: Int
  /// How many have a rank in the scope.
  package let ranked: Int

  package init(scope: String, rank: Int, ranked: Int) {
    self.scope = scope
    self.rank = rank
    self.ranked = ranked
  }
}

/// Somebody without a rank, and why.
package struct UnrankedRow: Codable, Hashable, Sendable {
  package let admission: String
  package let name: String
  package let unit: String
  package let city: String
  /// In thousandths of a point; absent when there is no result.
  package let score: Int?
  /// `disqualified`, `not-submitted`, `missing-part`, `zero-score`, `failed-part`; at least one.
  package let reasons: [String]
  package let parts: [RankedPart]?
  /// Absent for whoever stands alone.
  package let team: String?

  package init(
    admission: String, name: String, unit: String, city: String, score: Int?, reasons: [String],
    parts: [RankedPart]?, team: String? = nil
  ) {
    self.admission = admission
    self.name = name
    self.unit = unit
    self.city = city
    self.score = score
    self.reasons = reasons
    self.parts = parts
    self.team = team
  }
}

/// One part of a result.
package struct RankedPart: Codable, Hashable, Sendable {
  package let part: String
  /// In thousandths; absent while there is none.
  package let score: Int?
  package let maximum: Int
  /// What it is worth in the total, in thousandths.
  package let share: Int
  package let isPassed: Bool

  package init(part: String, score: Int?, maximum: Int, share: Int, isPassed: Bool) {
    self.part = part
    self.score = score
    self.maximum = maximum
    self.share = share
    self.isPassed = isPassed
  }
}

package struct RankingRow: Codable, Hashable, Sendable {
  /// 1 for the best; equals may share it.
  package let rank: Int
  package let admission: String
  package let name: String
  package let unit: String
  package let city: String
  /// In thousandths of a point.
  package let score: Int
  package let maximum: Int
  package let elapsedMilliseconds: Int64
  package let attempts: Int
  /// What the score is made of; absent where it is that of the paper alone.
  package let parts: [RankedPart]?
  /// Absent for whoever stands alone.
  package let team: String?
  /// The rank among all, in standings of some; absent in those of all.
  package let overall: Int?

  package init(
    rank: Int, admission: String, name: String, unit: String, city: String, score: Int,
    maximum: Int, elapsedMilliseconds: Int64, attempts: Int, parts: [RankedPart]? = nil,
    team: String? = nil, overall: Int? = nil
  ) {
    self.rank = rank
    self.admission = admission
    self.name = name
    self.unit = unit
    self.city = city
    self.score = score
    self.maximum = maximum
    self.elapsedMilliseconds = elapsedMilliseconds
    self.attempts = attempts
    self.parts = parts
    self.team = team
    self.overall = overall
  }
}

/// A judge's wish to make results final.
package struct CertificationWish: Codable, Hashable, Sendable {
  /// The codes of what stands in the way and is to be set aside.
  package let waive: [String]?
  /// Why; needed to set something aside.
  package let reason: String?

  package init(waive: [String]?, reason: String?) {
    self.waive = waive
    self.reason = reason
  }
}

/// Results that have just been made final.
package struct Certified: Codable, Hashable, Sendable {
  package let stage: String
  package let version: Int
  package let hash: String
  package let judges: [String]
  package let contestants: Int
  package let attempts: Int
  package let shortlisted: Int

  package init(
    stage: String, version: Int, hash: String, judges: [String], contestants: Int, attempts: Int,
    shortlisted: Int
  ) {
    self.stage = stage
    self.version = version
    self.hash = hash
    self.judges = judges
    self.contestants = contestants
    self.attempts = attempts
    self.shortlisted = shortlisted
  }
}

/// A page of certificates by serial number.
package struct CertificateList: Codable, Hashable, Sendable {
  package let certificates: [Certificate]
  /// The serial number after which to ask for the next page; absent at the end.
  package let next: String?

  package init(certificates: [Certificate], next: String? = nil) {
    self.certificates = certificates
    self.next = next
  }
}

/// What issuing did. Outcomes that were issued before are not issued again.
package struct CertificatesIssued: Codable, Hashable, Sendable {
  package let issued: Int
  package let alreadyIssued: Int
  /// Grants whose life says that they are not confirmed, or ended, and those in `objectedTo`.
  package let heldBack: Int
  /// Grants that are not issued because somebody objected.
  package let objectedTo: [ObjectedTo]
  /// Stages of which nothing was issued: their results are not certified, or not public.
  package let uncertified: [String]

  package init(
    issued: Int, alreadyIssued: Int, heldBack: Int, objectedTo: [ObjectedTo],
    uncertified: [String]
  ) {
    self.issued = issued
    self.alreadyIssued = alreadyIssued
    self.heldBack = heldBack
    self.objectedTo = objectedTo
    self.uncertified = uncertified
  }

  /// A grant against whose person or team somebody objected.
  package struct ObjectedTo: Codable, Hashable, Sendable {
    package let stage: String
    package let contestant: String
    /// Such as 一等奖.
    package let title: String
    /// `open` or `upheld`.
    package let objection: String
    /// Which one, such as `objections:cup/fitter/final#3`.
    package let evidence: String

    package init(
      stage: String, contestant: String, title: String, objection: String, evidence: String
    ) {
      self.stage = stage
      self.contestant = contestant
      self.title = title
      self.objection = objection
      self.evidence = evidence
    }
  }
}

/// A certificate that this platform granted.
package struct Certificate: Codable, Hashable, Sendable {
  package let id: String
  /// The platform's own number.
  package let serial: String
  package let contestant: String
  package let name: String
  package let title: String
  package let stage: String
  package let pack: String
  package let rule: String
  /// Milliseconds since 1970.
  package let issuedAt: Int64
  /// From when on it does not hold any more, likewise; absent: without an end.
  package let validUntil: Int64?
  /// The signed credential (compact JWS); absent in lists.
  package let credential: String?
  /// Absent while it is valid.
  package let withdrawn: CertificateWithdrawn?

  package init(
    id: String, serial: String, contestant: String, name: String, title: String, stage: String,
    pack: String, rule: String, issuedAt: Int64, validUntil: Int64?, credential: String?,
    withdrawn: CertificateWithdrawn? = nil
  ) {
    self.withdrawn = withdrawn
    self.id = id
    self.serial = serial
    self.contestant = contestant
    self.name = name
    self.title = title
    self.stage = stage
    self.pack = pack
    self.rule = rule
    self.issuedAt = issuedAt
    self.validUntil = validUntil
    self.credential = credential
  }
}

/// Why a stage's public standings are to stand still, or to move again.
package struct FreezeWish: Codable, Hashable, Sendable {
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}

/// What the public sees of a stage's standings from now on.
package struct FreezeStanding: Codable, Hashable, Sendable {
  package let stage: String
  package let isFrozen: Bool
  /// Since when, in milliseconds since 1970; absent when it is not frozen.
  package let since: Int64?

  package init(stage: String, isFrozen: Bool, since: Int64?) {
    self.stage = stage
    self.isFrozen = isFrozen
    self.since = since
  }
}
