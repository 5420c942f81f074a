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
    // By admission number first: what the keys leave equal then stays as it is.
    let isSorted = results.indices.dropFirst().allSatisfy {
      results[$0 - 1].contestant.id < results[$0].contestant.id
    }
    let results =
      isSorted ? results : results.sorted { $0.contestant.id < $1.contestant.id }
    // Of each no more than decides: everything else would be moved about with it.
    var ranked: [(key: RankKey, index: Int)] = []
    ranked.reserveCapacity(results.count)
    var unranked: [Unranked] = []
    for index in results.indices {
      let result = results[index].result
      let reasons = stage.reasonsAgainstRank(
        of: result,
        isDisqualified: !disqualified.isEmpty
          && disqualified.contains(results[index].contestant.id))
      if reasons.isEmpty {
        ranked.append((RankKey(result, by: stage.ranking), index))
      } else {
        unranked.append(
          Unranked(contestant: results[index].contestant, result: result, reasons: reasons))
      }
    }
    self.unranked = unranked
    ranked.sort { ($0.key, $0.index) < ($1.key, $1.index) }
    var rows: [Standing] = []
    rows.reserveCapacity(ranked.count)
    var rank = 0
    for (position, entry) in ranked.enumerated() {
      let isEqual = position > 0 && ranked[position - 1].key == entry.key
      if !isEqual || stage.ties.ranks != .shared { rank = position + 1 }
      rows.append(
        Standing(
          rank: rank, contestant: results[entry.index].contestant,
          result: results[entry.index].result, key: entry.key))
    }
    self.rows = rows
  }
}
