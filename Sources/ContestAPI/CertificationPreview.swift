/// What certifying would make of a stage's results at this moment.
package struct CertificationPreview: Codable, Hashable, Sendable {
  package let stage: String
  /// The version that it would be, from 1.
  package let version: Int
  /// How many would have a rank.
  package let ranked: Int
  package let shortlisted: Int
  /// Whoever's result would differ from the newest version, in the order of the new standings; absent when
  /// there is no version yet.
  package let changes: [Change]?

  package init(
    stage: String, version: Int, ranked: Int, shortlisted: Int, changes: [Change]?
  ) {
    self.stage = stage
    self.version = version
    self.ranked = ranked
    self.shortlisted = shortlisted
    self.changes = changes
  }

  /// A contestant's two results; one of them is absent where only the other version has it.
  package struct Change: Codable, Hashable, Sendable {
    package let admission: String
    package let name: String
    package let before: Result?
    package let after: Result?

    package init(admission: String, name: String, before: Result?, after: Result?) {
      self.admission = admission
      self.name = name
      self.before = before
      self.after = after
    }
  }

  /// A contestant's result in one of them.
  package struct Result: Codable, Hashable, Sendable {
    /// In thousandths of a point.
    package let score: Int
    /// Absent for whoever has none.
    package let rank: Int?
    package let isShortlisted: Bool

    package init(score: Int, rank: Int?, isShortlisted: Bool) {
      self.score = score
      self.rank = rank
      self.isShortlisted = isShortlisted
    }
  }
}
