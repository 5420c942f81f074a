package import Contests

/// One line of a table.
package struct Standing: Hashable, Sendable {
  /// 1 for the best; equals share it when the stage says so.
  package let rank: Int
  package let contestant: Contestant
  package let result: StageResult
  let key: RankKey
}

/// Somebody who has no rank, and why.
package struct Unranked: Hashable, Sendable {
  package let contestant: Contestant
  /// Absent for somebody who was disqualified before there was one.
  package let result: StageResult?
  /// At least one.
  package let reasons: [UnrankedReason]
}

/// The order of everybody who has a result in a stage; a value, computed from results alone.
///
/// Who has no result, or is not ranked by the stage's rules, has no rank, and the ranks of the others
/// close up. What the declared keys leave equal is listed by admission number, which never changes a
/// shared rank.
package struct Standings: Sendable {
  /// Best first.
  package let rows: [Standing]
  /// Who has no rank, by admission number.
  package let unranked: [Unranked]

  /// - Parameter results: of everybody who has one.
  /// - Parameter disqualified: who is excluded; whoever of them has no result is not listed either.
  package init(
    of results: [(contestant: Contestant, result: StageResult)], by stage: Stage,
    disqualified: Set<ContestantID> = []
  ) {
    var ranked: [(contestant: Contestant, result: StageResult)] = []
    ranked.reserveCapacity(results.count)
    var unranked: [Unranked] = []
    for (contestant, result) in results {
      let reasons = stage.reasonsAgainstRank(
        of: result, isDisqualified: disqualified.contains(contestant.id))
      if reasons.isEmpty {
        ranked.append((contestant, result))
      } else {
        unranked.append(Unranked(contestant: contestant, result: result, reasons: reasons))
      }
    }
    self.unranked = unranked.sorted { $0.contestant.id < $1.contestant.id }
    let keyed = ranked.map {
      (key: RankKey($0.result, by: stage.ranking), contestant: $0.contestant, result: $0.result)
    }
    let ordered = keyed.sorted { ($0.key, $0.contestant.id) < ($1.key, $1.contestant.id) }
    var rows: [Standing] = []
    rows.reserveCapacity(ordered.count)
    for (position, entry) in ordered.enumerated() {
      let shares = stage.ties.ranks == .shared && rows.last?.key == entry.key
      rows.append(
        Standing(
          rank: shares ? rows[position - 1].rank : position + 1, contestant: entry.contestant,
          result: entry.result, key: entry.key))
    }
    self.rows = rows
  }
}
