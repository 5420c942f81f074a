package import Contests

/// What a correction of the keys changes: every score, rank and place on the shortlist.
package struct CorrectionEffect: Hashable, Sendable {
  /// Submitted attempts whose papers have the question.
  package let attempts: Int
  /// Those of them whose scores change.
  package let changedAttempts: Int
  /// Whoever's score, rank or place on the shortlist changes, in the order of the new standings.
  package let changes: [Change]

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
    playOffs: [PlayOff]
  ) {
    self.attempts = attempts
    self.changedAttempts = changedAttempts
    let old = Self.positions(before, stage, playOffs)
    let new = Self.positions(after, stage, playOffs)
    changes = (after.rows.map(\.contestant) + after.unranked.map(\.contestant)).compactMap {
      contestant in
      guard let from = old[contestant.id], let to = new[contestant.id], from != to else {
        return nil
      }
      return Change(contestant: contestant, before: from, after: to)
    }
  }

  private static func positions(
    _ standings: Standings, _ stage: Stage, _ playOffs: [PlayOff]
  ) -> [ContestantID: Position] {
    let shortlist = Set(Shortlist(of: standings, by: stage, playOffs: playOffs).contestants)
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
