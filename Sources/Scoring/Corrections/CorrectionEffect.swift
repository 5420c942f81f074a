package import Contests

/// What a correction of the keys changes: every score, rank and place on the shortlist.
package struct CorrectionEffect: Sendable {
  /// Submitted attempts whose papers have the question.
  package let attempts: Int
  /// Those of them whose scores change.
  package let changedAttempts: Int
  /// Whoever's score, rank or place on the shortlist changes, in the order of the new standings.
  package let changes: [Change]
  /// All standings before the correction, with the shortlist in force, and after it, with that of the
  /// results that would be certified by them; outcomes would follow from them.
  package let before: Outlook
  package let after: Outlook
  /// On how many days each contestant made attempts.
  package let days: [ContestantID: Int]

  /// Standings with whom they admit, withdrawals and those who moved up considered.
  package struct Outlook: Sendable {
    package let standings: Standings
    package let shortlist: Set<ContestantID>

    /// - Parameter version: of the results that would hold the standings.
    init(_ standings: Standings, _ stage: Stage, version: Int, after acts: [ShortlistAct]) {
      self.standings = standings
      shortlist = Set(
        ShortlistInForce(of: standings, by: stage, version: version, after: acts).contestants)
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

  /// - Parameters:
  ///   - acts: all about the stage's shortlist, the oldest first.
  ///   - certified: the version of the results in force; absent before the first.
  init(
    attempts: Int, changedAttempts: Int, before: Standings, after: Standings, by stage: Stage,
    acts: [ShortlistAct], certified: Int?, days: [ContestantID: Int]
  ) {
    self.attempts = attempts
    self.changedAttempts = changedAttempts
    self.days = days
    let next = (certified ?? 0) + 1
    self.before = Outlook(before, stage, version: certified ?? next, after: acts)
    self.after = Outlook(after, stage, version: next, after: acts)
    // Of hundreds of thousands of people a dictionary would cost as much as their standings.
    var (index, old) = (MemberIndex(), [Position]())
    index.reserve(before.rows.count + before.unranked.count)
    old.reserveCapacity(before.rows.count + before.unranked.count)
    self.before.forEachPosition { contestant, position in
      index.insert(MemberIndex.Entry(id: contestant.id, slot: UInt32(old.count)))
      old.append(position)
    }
    var changes: [Change] = []
    changes.reserveCapacity(min(changedAttempts, old.count))
    self.after.forEachPosition { contestant, to in
      guard let slot = index.entry(of: contestant.id)?.slot else { return }
      let from = old[Int(slot)]
      guard from != to else { return }
      changes.append(Change(contestant: contestant, before: from, after: to))
    }
    self.changes = changes
  }
}

extension CorrectionEffect.Outlook {
  /// Where everybody stands, those without a rank last.
  fileprivate func forEachPosition(_ body: (Contestant, CorrectionEffect.Position) -> Void) {
    for row in standings.rows {
      body(
        row.contestant,
        CorrectionEffect.Position(
          score: row.result.score, rank: row.rank,
          isShortlisted: shortlist.contains(row.contestant.id)))
    }
    for one in standings.unranked {
      body(
        one.contestant,
        CorrectionEffect.Position(
          score: one.result?.score ?? .zero, rank: 0, isShortlisted: false))
    }
  }
}
