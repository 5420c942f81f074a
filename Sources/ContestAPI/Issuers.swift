/// What came of a file of registered issuers.
package struct IssuersImported: Codable, Hashable, Sendable {
  /// Entries in the file.
  package let entries: Int
  /// Of these new ones; the others were there already.
  package let added: Int

  package init(entries: Int, added: Int) {
    self.entries = entries
    self.added = added
  }
}

/// The bodies that are registered to issue level certificates.
package struct IssuerList: Codable, Hashable, Sendable {
  package let issuers: [RegisteredIssuer]

  package init(issuers: [RegisteredIssuer]) { self.issuers = issuers }
}

/// A body registered for an occupation.
package struct RegisteredIssuer: Codable, Hashable, Sendable {
  package let name: String
  /// `firm` or `body`.
  package let kind: String
  package let occupation: String
  /// `高级工..高级技师`, or one level.
  package let levels: String
  /// The first day, `2025-06-01`.
  package let from: String
  /// The last day; absent while there is no end.
  package let until: String?
  /// The number of the register entry.
  package let number: String

  package init(
    name: String, kind: String, occupation: String, levels: String, from: String, until: String?,
    number: String
  ) {
    self.name = name
    self.kind = kind
    self.occupation = occupation
    self.levels = levels
    self.from = from
    self.until = until
    self.number = number
  }
}

/// A step of an objection against somebody in the public notice.
package struct ObjectionWish: Codable, Hashable, Sendable {
  /// Whom it is about: a contestant, or a unit or a team by its name, and one of them alone. A ruling that
  /// names a filing needs none; one that names none is about the only filing that is open against them.
  package let contestant: String?
  package let unit: String?
  package let team: String?
  /// Of a ruling the number of the filing.
  package let filing: Int?
  /// `filed`, `dismissed` or `upheld`.
  package let step: String
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String

  package init(
    contestant: String? = nil, unit: String? = nil, team: String? = nil, filing: Int? = nil,
    step: String, reason: String
  ) {
    self.contestant = contestant
    self.unit = unit
    self.team = team
    self.filing = filing
    self.step = step
    self.reason = reason
  }
}

/// The objections of a stage, the oldest first.
package struct ObjectionList: Codable, Hashable, Sendable {
  package let stage: String
  package let objections: [Objection]

  package init(stage: String, objections: [Objection]) {
    self.stage = stage
    self.objections = objections
  }
}

/// A step of an objection that was taken.
package struct Objection: Codable, Hashable, Sendable {
  package let number: Int
  /// The admission number, or what stands for the unit or the team where outcomes name it.
  package let contestant: String
  /// Of an objection against a unit.
  package let unit: String?
  /// Of an objection against a team.
  package let team: String?
  package let step: String
  /// Of a ruling the number of the filing that it is about.
  package let filing: Int?
  package let by: String
  /// Milliseconds since 1970.
  package let at: Int64
  package let reason: String
  /// Of a filing that was just taken: the numbers under which something was issued before, and stands; of
  /// one against a team also what its people have by the team's rank.
  package var issued: [String]?

  package init(
    number: Int, contestant: String, unit: String?, team: String?, step: String, filing: Int?,
    by: String, at: Int64, reason: String
  ) {
    self.number = number
    self.contestant = contestant
    self.unit = unit
    self.team = team
    self.step = step
    self.filing = filing
    self.by = by
    self.at = at
    self.reason = reason
  }
}
