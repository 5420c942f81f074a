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
  /// Teams whose standing would differ, likewise.
  package let teams: [TeamChange]?

  package init(
    stage: String, version: Int, ranked: Int, shortlisted: Int, changes: [Change]?,
    teams: [TeamChange]?
  ) {
    self.stage = stage
    self.version = version
    self.ranked = ranked
    self.shortlisted = shortlisted
    self.changes = changes
    self.teams = teams
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
    /// On the shortlist, withdrawals and those who moved up considered.
    package let isShortlisted: Bool
    package let elapsedMilliseconds: Int64
    /// In the declared order; absent where the result is that of the paper alone.
    package let parts: [RankedPart]?
    /// Absent for whoever stands alone.
    package let team: String?

    package init(
      score: Int, rank: Int?, isShortlisted: Bool, elapsedMilliseconds: Int64,
      parts: [RankedPart]?, team: String?
    ) {
      self.score = score
      self.rank = rank
      self.isShortlisted = isShortlisted
      self.elapsedMilliseconds = elapsedMilliseconds
      self.parts = parts
      self.team = team
    }
  }

  /// A team's two standings; one of them is absent where only the other version has it.
  package struct TeamChange: Codable, Hashable, Sendable {
    package let team: String
    package let before: TeamResult?
    package let after: TeamResult?

    package init(team: String, before: TeamResult?, after: TeamResult?) {
      self.team = team
      self.before = before
      self.after = after
    }
  }

  /// A team's standing in one of them.
  package struct TeamResult: Codable, Hashable, Sendable {
    /// Absent for a team that has too few participants.
    package let rank: Int?
    /// In thousandths of a point or of a percent, by the measures of the rule; absent where one is.
    package let score: Int?
    /// Members with a rank.
    package let participants: Int

    package init(rank: Int?, score: Int?, participants: Int) {
      self.rank = rank
      self.score = score
      self.participants = participants
    }
  }
}
