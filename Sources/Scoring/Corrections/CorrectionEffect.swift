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
    var old: [ContestantID: Position] = [:]
    old.reserveCapacity(before.rows.count + before.unranked.count)
    Self.forEachPosition(before, stage, playOffs) { old[$0.id] = $1 }
    var changes: [Change] = []
    Self.forEachPosition(after, stage, playOffs) { contestant, to in
      guard let from = old[contestant.id], from != to else { return }
      changes.append(Change(contestant: contestant, before: from, after: to))
    }
    self.changes = changes
  }

  /// Where everybody stands, those without a rank last.
  private static func forEachPosition(
    _ standings: Standings, _ stage: Stage, _ playOffs: [PlayOff],
    _ body: (Contestant, Position) -> Void
  ) {
    let shortlist = Set(Shortlist(of: standings, by: stage, playOffs: playOffs).contestants)
    for row in standings.rows {
      body(
        row.contestant,
        Position(
          score: row.result.score, rank: row.rank,
          isShortlisted: shortlist.contains(row.contestant.id)))
    }
    for one in standings.unranked {
      body(
        one.contestant,
        Position(score: one.result?.score ?? .zero, rank: 0, isShortlisted: false))
    }
  }
}
