package import Contests

/// What a correction of the keys changes: every score, rank and place on the shortlist.
package struct CorrectionEffect: Sendable {
  /// Submitted attempts whose papers have the question.
  package let attempts: Int
  /// Those of them whose scores change.
  package let changedAttempts: Int
  /// Whoever's score, rank or place on the shortlist changes, in the order of the new standings.
  package let changes: [Change]
  /// All standings before the correction and after it, from which outcomes would follow.
  package let before: Outlook
  package let after: Outlook
  /// On how many days each contestant made attempts.
  package let days: [ContestantID: Int]

  /// Standings with whom they would admit.
  package struct Outlook: Sendable {
    package let standings: Standings
    package let shortlist: Set<ContestantID>

    init(_ standings: Standings, _ stage: Stage, _ playOffs: [PlayOff]) {
      self.standings = standings
      shortlist = Set(Shortlist(of: standings, by: stage, playOffs: playOffs).contestants)
    }
  }

  /// What changes for one contestant.
  package struct Change: Hashable, Sendable {
    package let contestant: Contestant
    package let before: Position
    package let after: Position
  }

  /// Where a contestant stands.
  package struct Position: Hashable, Sendable {
    package let score: Points
    /// 0 for whoever has none.
    package let rank: Int
    package let isShortlisted: Bool
  }

  init(
    attempts: Int, changedAttempts: Int, before: Standings, after: Standings, by stage: Stage,
    playOffs: [PlayOff], days: [ContestantID: Int]
  ) {
    self.attempts = attempts
    self.changedAttempts = changedAttempts
    self.days = days
    self.before = Outlook(before, stage, playOffs)
    self.after = Outlook(after, stage, playOffs)
    let old = Self.positions(self.before)
    let new = Self.positions(self.after)
    changes = (after.rows.map(\.contestant) + after.unranked.map(\.contestant)).compactMap {
      contestant in
      guard let from = old[contestant.id], let to = new[contestant.id], from != to else {
        return nil
      }
      return Change(contestant: contestant, before: from, after: to)
    }
  }

  private static func positions(_ outlook: Outlook) -> [ContestantID: Position] {
    let (standings, shortlist) = (outlook.standings, outlook.shortlist)
    var positions: [ContestantID: Position] = [:]
    positions.reserveCapacity(standings.rows.count)
    for row in standings.rows {
      positions[row.contestant.id] = Position(
        score: row.result.score, rank: row.rank,
        isShortlisted: shortlist.contains(row.contestant.id))
    }
    for one in standings.unranked {
      positions[one.contestant.id] = Position(
        score: one.result?.score ?? .zero, rank: 0, isShortlisted: false)
    }
    return positions
  }
}
