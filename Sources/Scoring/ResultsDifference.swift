package import Contests

/// What differs between two certified versions of a stage's results.
package struct ResultsDifference: Hashable, Sendable {
  /// What judges ruled about questions since.
  package let corrections: [KeyCorrection]
  /// Whoever's result differs, in the order of the newer standings, then those without a rank, and last
  /// those who have no result any more.
  package let changes: [Change]
  /// Teams whose standing differs, in the order of the newer standings, and last those that have none
  /// any more.
  package let teams: [TeamChange]

  /// One contestant's results; one of them is absent where only the other version has it.
  package struct Change: Hashable, Sendable {
    package let contestant: ContestantID
    package let name: String
    package let before: Result?
    package let after: Result?
  }

  /// A team's standings; one of them is absent where only the other version has it.
  package struct TeamChange: Hashable, Sendable {
    package let team: TeamName
    package let before: CertifiedResults.Team?
    package let after: CertifiedResults.Team?
  }

  /// What is compared of a contestant's result.
  package struct Result: Hashable, Sendable {
    /// Absent for whoever has a result and no rank.
    package let rank: Int?
    /// Why there is none; empty for whoever has one.
    package let reasons: [UnrankedReason]
    package let score: Points
    /// What the score is made of; empty where it is that of the paper alone.
    package let parts: [PartScore]
    package let elapsed: Milliseconds
    /// Absent for whoever stands alone.
    package let team: TeamName?
    package let isShortlisted: Bool

    fileprivate init(
      _ entry: CertifiedResults.Entry, rank: Int?, reasons: [UnrankedReason] = [],
      isShortlisted: Bool
    ) {
      self.rank = rank
      self.reasons = reasons
      score = entry.score
      parts = entry.parts ?? []
      elapsed = entry.elapsed
      team = entry.team
      self.isShortlisted = isShortlisted
    }
  }

  /// - Parameter shortlists: who is on the shortlist by each of them, withdrawals considered; absent:
  ///   who passed the cut, as the documents say.
  /// - Returns: `nil` when they are not of one stage.
  package init?(
    from older: CertifiedResults, to newer: CertifiedResults,
    shortlists: (older: ShortlistInForce, newer: ShortlistInForce)? = nil
  ) {
    guard older.path == newer.path else { return nil }
    let known = Set(older.corrections ?? [])
    corrections = (newer.corrections ?? []).filter { !known.contains($0) }
    let before = Self.results(of: older, shortlists?.older)
    let after = Self.results(of: newer, shortlists?.newer)
    let everybody = newer.everyone + older.everyone.filter { after[$0.contestant] == nil }
    changes = everybody.compactMap { entry in
      let (old, new) = (before[entry.contestant], after[entry.contestant])
      guard old != new else { return nil }
      return Change(contestant: entry.contestant, name: entry.name, before: old, after: new)
    }
    teams = Self.changes(from: older.teams ?? [], to: newer.teams ?? [])
  }

  private static func results(
    of results: CertifiedResults, _ shortlist: ShortlistInForce?
  ) -> [ContestantID: Result] {
    let listed = shortlist.map { Set($0.contestants) }
    let ranked = results.entries.map { entry in
      let isShortlisted = listed?.contains(entry.contestant) ?? entry.shortlisted
      return (
        entry.contestant, Result(entry, rank: entry.rank, isShortlisted: isShortlisted)
      )
    }
    let unranked = (results.unranked ?? []).map { one in
      (
        one.entry.contestant,
        Result(one.entry, rank: nil, reasons: one.reasons, isShortlisted: false)
      )
    }
    return Dictionary(ranked + unranked) { first, _ in first }
  }

  private static func changes(
    from older: [CertifiedResults.Team], to newer: [CertifiedResults.Team]
  ) -> [TeamChange] {
    let before = Dictionary(older.map { ($0.team, $0) }) { first, _ in first }
    let after = Dictionary(newer.map { ($0.team, $0) }) { first, _ in first }
    let all = newer.map(\.team) + older.map(\.team).filter { after[$0] == nil }
    return all.compactMap { team in
      guard before[team] != after[team] else { return nil }
      return TeamChange(team: team, before: before[team], after: after[team])
    }
  }
}
